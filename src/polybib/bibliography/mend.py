"""What CSL cannot say and our styles need: an item made ready for a style before an engine sees it.

`prepare` changes a copy. The rules are those of the standards: GOST R 7.0.5-2008 (7.2) and GOST R 7.0.100-2018 (4.6)
begin a work of more than three authors with its title; GB/T 7714-2025 writes names in pinyin whole (7.1.1) and no
identifier twice (7.9.1); of carriers it knows five (annex A.2).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from polybib.bibliography import _sort_keys
from polybib.bibliography.styles import Style
from polybib.values import pinyin

GOST = ("gost-r-7-0-5-2008-polybib", "gost-r-7-0-100-2018")
GB = "gb-t-7714-2025"
IN_HEADING = 3  # authors with whom a GOST entry can begin
TITLED = ("patent", "standard")  # these begin with the title or the number, whoever made them
CARRIERS = frozenset(("MT", "DK", "CD", "OL", "MM"))
NUMBERS = ("volume", "issue", "collection-number", "number-of-volumes")  # pandoc leaves the hyphen of their ranges
PEOPLE = ("author", "editor", "translator", "container-author", "collection-editor", "composer", "director")


def prepare(item: Mapping[str, Any], style: Style) -> dict[str, Any]:
    """The item that an engine gets for a style, in CSL-JSON; the same for styles that ask nothing of it.

    >>> from polybib.bibliography import styles
    >>> people = [{"family": family, "given": "A."} for family in "ABCD"]
    >>> made = prepare({"type": "book", "title": "X", "author": people}, styles.find("gost-r-7-0-100-2018"))
    >>> "author" in made, len(made["contributor"])
    (False, 4)
    """
    out = dict(item)
    if style.kind != "csl":
        return out
    if style.id in GOST:
        _title_first(out, repeated=style.id == GOST[1])
    if style.id.startswith(GB):
        _whole_pinyin(out)
    if style.id in GOST or style.id.startswith(GB):
        _one_identifier(out)
    if "7714" in style.id and str(out.get("medium", "OL")).upper() not in CARRIERS:
        del out["medium"]
    if "7714" in style.id and out["type"] == "thesis":
        out.pop("number", None)  # the code of a field of study; GB/T 7714, 8.4 has no number of a thesis
    for name in NUMBERS:
        if isinstance(text := out.get(name), str) and "-" in text and '"page-range-delimiter"' not in style.xml:
            out[name] = _range().sub("–", text)
    return out


def heading(style: Style) -> Callable[[Mapping[str, Any]], str] | None:
    """What entries of a style begin with, to sort them by: in ours of GOST one to three authors, else the title."""
    return _begins if style.id in GOST else None


def _begins(item: Mapping[str, Any]) -> str:
    alone = len(item.get("author", ())) <= IN_HEADING and item.get("type") not in TITLED
    authors = _sort_keys.variable(item, "author") if alone or not item.get("title") else ""
    number = str(item.get("number", "")) if item.get("type") == "standard" else ""  # ГОСТ Р 7.0.4–2006. …
    return " ".join(part for part in (authors, number, str(item.get("title", ""))) if part)


@cache
def _range() -> re.Pattern[str]:
    return re.compile(r"(?<=\d)-(?=\d)")


def _title_first(item: dict[str, Any], repeated: bool) -> None:
    """More than three authors, and inventors, stand after the title; fewer too, where they are `repeated`, and one in
    the heading."""
    authors = item.pop("author", [])
    if (len(authors) > IN_HEADING or item["type"] in TITLED) and item.get("title"):
        item["contributor"] = authors
    elif authors:
        item["author"] = authors[:1] if repeated else authors
        if repeated:
            item["contributor"] = authors


def _whole_pinyin(item: dict[str, Any]) -> None:
    """Chinese names in Latin letters keep their given names: Wang Liping."""
    for role in PEOPLE:
        if people := item.get(role):
            item[role] = [_pinyin(one) for one in people]


def _pinyin(name: Mapping[str, str]) -> Mapping[str, str]:
    family, given = name.get("family", ""), name.get("given", "")
    whole = set(name) <= {"family", "given"} and len(given) > 1 and given.replace("-", "").replace("’", "").isalpha()
    if whole and pinyin.is_surname(family) and 0 < pinyin.syllables(given) <= 2:
        return {"literal": f"{family} {given}"}
    return name


def _one_identifier(item: dict[str, Any]) -> None:
    """No DOI where the address has it."""
    doi, url = str(item.get("DOI", "")).casefold(), str(item.get("URL", "")).casefold()
    if doi and doi in url:
        del item["DOI"]
