"""References as items for an engine: CSL-JSON with nothing in it that an engine takes for mark-up of its own.

Signs of mark-up are exchanged for characters of a private plane before an engine sees them, and back afterwards, so a
title such as "<x> & y" comes out as printed. The mark-up that CSL-JSON allows (`<i>`, `<b>`, `<sup>`, `<sub>`, small
capitals, nocase) stays, where it is whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from polybib import words
from polybib.bibliography import languages
from polybib.formats._text import plain as cleaned
from polybib.formats.csl_json import item as csl_item
from polybib.model import Reference
from polybib.values.languages import scripts
from polybib.vocabulary import DATES, NAMES

SIGNS = {ord(sign): chr(0x10FF01 + n) for n, sign in enumerate("<>&")}
BACK = {ord(hidden): chr(sign) for sign, hidden in SIGNS.items()}
OTHER = chr(0x10FF10)  # a name that stands for those that are not known
# In Chinese, Japanese and Korean these stay as printed: engines would make 《…》 of them, the sign of a title.
QUOTES = {ord(sign): chr(0x10FF20 + n) for n, sign in enumerate("“”‘’\"'")}
BACK |= {ord(hidden): chr(sign) for sign, hidden in QUOTES.items()}
PRIVATE = dict.fromkeys((*BACK, ord(OTHER)))
ASIAN = frozenset(("Hani", "Kana", "Hang"))
TEXTS = ("title", "container-title", "publisher", "note")
SPELLED_SEASONS = ("zh", "ja", "ko")  # pandoc takes the season for a month there


@dataclass(frozen=True, slots=True)
class Item:
    """A reference as an engine gets it: `csl` without id; `others`: its authors are not all known; `more`: a second
    form of the same work."""

    reference: Reference
    csl: Mapping[str, Any]
    language: str
    others: bool = False

    @property
    def id(self) -> str:
        return self.reference.id


def make(reference: Reference) -> Item:
    """The item of a reference.

    >>> from polybib.model import Field, Name
    >>> one = make(Reference("book", {"author": Field((Name("张", "伟"),)), "title": Field("1 < 2")}))
    >>> one.csl["author"], one.language, restored(one.csl["title"])
    ([{'literal': '张伟'}], 'zh', '1 < 2')
    """
    held = csl_item(reference, reference.id)
    custom = held.pop("custom", {})
    shown = [_flat(held.get(name)) for name in (*TEXTS, *NAMES)]
    language = languages.of_item(_flat(held.get("language")), shown)
    csl: dict[str, Any] = {"type": held["type"]}
    for name, value in held.items():
        if name in ("id", "type", "language", "note"):
            continue
        if name in NAMES or _is_names(value):
            made: Any = [one for one in map(_name, value) if one]
        elif name in DATES:
            made = _date(value, language)
        elif isinstance(value, (str, int, float)):
            made = hidden(str(value))
            if language[:2] in SPELLED_SEASONS:
                made = made.translate(QUOTES)
        else:
            continue
        if made:
            csl[name] = made
    return Item(reference, csl, language, others=custom.get("et-al") == "yes")


def _flat(value: Any) -> str:
    """A value as text, to see its letters."""
    if isinstance(value, list):
        return " ".join(" ".join(one.values()) if isinstance(one, dict) else str(one) for one in value)
    return value if isinstance(value, str) else ""


def _is_names(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _name(name: Mapping[str, str]) -> dict[str, str]:
    """A name; one in Han, kana or hangul as it is written, without a space between its parts."""
    family, given = name.get("family", ""), name.get("given", "")
    found = scripts(family + given)
    if family and given and found and set(found) <= ASIAN:
        foreign = set(found) == {"Kana"}
        return {"literal": hidden(f"{given}・{family}" if foreign else family + given)}
    return {part: hidden(text) for part, text in name.items() if isinstance(text, str) and cleaned(text)}


def _date(value: Mapping[str, Any], language: str) -> dict[str, Any]:
    """A date: its parts, if it has any that are whole, or what was printed."""
    parts = [list(part) for part in value.get("date-parts", ()) if part and all(isinstance(n, int) for n in part)]
    if not parts:
        return {"literal": hidden(value["literal"])} if value.get("literal") else {}
    out: dict[str, Any] = {"date-parts": parts[:2]}
    season = value.get("season")
    if season and language[:2] in SPELLED_SEASONS and len(parts) == 1:
        word = words.get(f"season.{season}", language[:2]) or ("",)
        return {"literal": f"{parts[0][0]}{'' if language == 'ko' else '年'}{min(word, key=len)}"}
    if season and len(parts[0]) == 1:
        out["season"] = season
    if value.get("circa"):
        out["circa"] = True
    return out


def hidden(text: str) -> str:
    """A text whose signs of mark-up no engine sees, but for mark-up that CSL-JSON has and that is whole.

    >>> restored(hidden("a < b & <i>Homo</i> <script>"))
    'a < b & <i>Homo</i> <script>'
    >>> "<i>Homo</i>" in hidden("<i>Homo</i>"), "<" in hidden("<b>Trust")
    (True, False)
    """
    text = cleaned(text).translate(PRIVATE)
    if "<" not in text and "&" not in text and ">" not in text:
        return text
    tags = list(_tag().finditer(text))
    kept = _whole(tags)
    out, at = [], 0
    for tag in tags:
        if tag.start() in kept:
            out += [text[at : tag.start()].translate(SIGNS), tag[0]]
            at = tag.end()
    return "".join([*out, text[at:].translate(SIGNS)])


@cache
def _tag() -> re.Pattern[str]:
    return re.compile(
        r'<(/?)(i|b|sup|sub|span)(?: class="nocase"| style="font-variant: ?small-caps;?")?>'  # those of CSL-JSON
    )


def _whole(tags: Iterable[re.Match[str]]) -> set[int]:
    """Where the tags begin that have their other half."""
    waiting: list[re.Match[str]] = []
    kept: set[int] = set()
    for tag in tags:
        if not tag[1]:
            if tag[2] != "span" or " " in tag[0]:
                waiting.append(tag)
        elif waiting and waiting[-1][2] == tag[2] and tag[0].endswith(f"/{tag[2]}>"):
            kept |= {waiting.pop().start(), tag.start()}
    return kept


def restored(text: str) -> str:
    """The text as it was before `hidden`."""
    return text.translate(BACK)


def targets(item: Item) -> list[tuple[str, str]]:
    """The texts of an item that are addresses, and where they lead: DOI and URL, safe ones only.

    >>> targets(make(Reference("book", {}, id="a")))
    []
    """
    doi, url = restored(str(item.csl.get("DOI", ""))), restored(str(item.csl.get("URL", "")))
    bare = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", doi, flags=re.I)
    found = []
    if bare.startswith("10."):
        address = "https://doi.org/" + _quoted(bare)
        found += [(prefix + bare, address) for prefix in ("https://doi.org/", "http://doi.org/", "https://dx.doi.org/")]
        found.append((bare, address))
    if re.match(r"(?:https?|ftp)://[^\s]+$", url, re.I):
        found.append((url, _quoted(url)))
    return found


def _quoted(address: str) -> str:
    from urllib.parse import quote

    return quote(address, safe="/:?#[]@!$&'()*+,;=%~-._")
