"""PubMed's .nbib (the MEDLINE format of the National Library of Medicine), as its page "MEDLINE/PubMed data element
descriptions" has it: tags of up to four letters, `- `, values that go on after six spaces.

What it has no tag for is a line `name: value` in GN, the general note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, TextIO

from polybib.formats import _values, full
from polybib.formats._dialects import joined, lines
from polybib.formats._keys import keyed
from polybib.formats._read import reference
from polybib.formats._tags import ISBN, ISSN
from polybib.formats._text import plain
from polybib.model import Date, Name, Reference, Value

NAME = "nbib"
MEDIA = "application/nbib"
SUFFIXES = (".nbib",)
PLAIN = {
    "PMID": "PMID", "PMC": "PMCID", "TI": "title", "VI": "volume", "IP": "issue", "PG": "page", "JT": "container-title",
    "TA": "container-title-short", "AB": "abstract", "PL": "publisher-place", "PB": "publisher", "EN": "edition",
    "CTI": "collection-title", "STAT": "", "URL": "URL",
}  # fmt: skip
PEOPLE = {"FAU": "author", "FED": "editor"}
KINDS = {  # publication types (PT); of any other the type stands in GN
    "Journal Article": "article-journal", "Book": "book", "Book Chapter": "chapter", "Preprint": "article",
    "Newspaper Article": "article-newspaper", "Dataset": "dataset", "Technical Report": "report",
    "Academic Dissertation": "thesis", "Congress": "paper-conference", "Legislation": "legislation",
}  # fmt: skip
NAMES = {kind: name for name, kind in KINDS.items()}
LANGUAGES = {  # ISO 639-2 as PubMed has it, and our tags
    "eng": "en", "rus": "ru", "ukr": "uk", "chi": "zh", "jpn": "ja", "kor": "ko", "ger": "de", "fre": "fr", "spa": "es",
    "ita": "it", "por": "pt", "pol": "pl", "dut": "nl", "cze": "cs", "slo": "sk", "swe": "sv", "dan": "da", "nor": "no",
    "fin": "fi", "hun": "hu", "rum": "ro", "bul": "bg", "srp": "sr", "hrv": "hr", "slv": "sl", "gre": "el", "tur": "tr",
    "lat": "la", "heb": "he", "ara": "ar", "per": "fa", "vie": "vi", "kaz": "kk", "bel": "be", "lit": "lt", "lav": "lv",
    "est": "et", "geo": "ka", "arm": "hy", "aze": "az", "uzb": "uz",
}  # fmt: skip
CODES = {tag: code for code, tag in LANGUAGES.items()}
WIDTH = 5  # columns before the text, "PMID-"


def looks(head: str) -> bool:
    """Does a text begin as PubMed's files do?

    >>> looks("PMID- 30144944\\n"), looks("PMID 30144944")
    (True, False)
    """
    return re.match(r"(?:PMID|PMC |OWN |STAT|TI  |FAU |PT  )- \S", head) is not None


@cache
def _tag() -> re.Pattern[str]:
    return re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,2}- ?(.*)", re.DOTALL)


def read(text: str, name: str) -> Iterator[Reference]:
    """The references of a file, one by one; a record ends at an empty line or at the next PMID.

    >>> [r.text("title") for r in read("PMID- 1\\nTI  - A trial\\n      of trust.\\n\\nPMID- 2\\nTI  - B\\n", "a.nbib")]
    ['A trial of trust.', 'B']
    """
    pairs: list[tuple[str, str]] = []
    raw: list[str] = []
    begin = 0
    for number, line in enumerate([*lines(text), ""], 1):
        found = _tag().match(line)
        if pairs and (not line.strip() or (found and found[1] == "PMID")):
            yield reference(_item(joined(pairs)), raw="\n".join(raw), file=name, line=begin)
            pairs, raw = [], []
        if found:
            begin = begin if pairs else number
            pairs.append((found[1], found[2].strip()))
        elif pairs:
            pairs.append(("", line.strip()))
        if pairs:
            raw.append(line)


def _item(pairs: list[tuple[str, str]]) -> dict[str, Any]:
    held: dict[str, list[str]] = {}
    for tag, value in pairs:
        if value:
            held.setdefault(tag, []).append(value)
    kinds = [KINDS[one] for one in held.get("PT", ()) if one in KINDS]
    item: dict[str, Any] = {"type": kinds[0] if kinds else "chapter" if "BTI" in held else "article-journal"}
    rest = _values.take(item, held.get("GN", ()))
    for tag, variable in PLAIN.items():
        if variable and tag in held:
            item.setdefault(variable, held[tag][0])
    people = {**PEOPLE, **{short: PEOPLE[f"F{short}"] for short in ("AU", "ED") if f"F{short}" not in held}}
    for tag, variable in people.items():
        names = [_person(one, full=tag.startswith("F")) for one in held.get(tag, ())]
        bodies = [{"literal": one} for one in held.get("CN", ())] if variable == "author" else []
        if names or (bodies and variable not in item):
            item[variable] = [*names, *bodies]
    item.setdefault("container-title", held.get("BTI", [""])[0])
    _serials(item, held)
    _identifiers(item, held)
    for tag in ("DP", "DEP"):
        if tag in held and "issued" not in item:
            item["issued"] = _date(held[tag][0])
    if "LA" in held:
        item.setdefault("language", LANGUAGES.get(held["LA"][0].lower(), held["LA"][0]))
    if words := [word.lstrip("*") for word in held.get("OT", ())]:
        item["keyword"] = ("; " if any("," in word for word in words) else ", ").join(words)
    if "TT" in held:
        item.setdefault("custom", {}).setdefault("title-original", held["TT"][0])
    if rest:
        item["note"] = "; ".join([*([item["note"]] if "note" in item else []), *rest])
    return item


def _date(text: str) -> dict[str, Any]:
    compact = re.fullmatch(r"(\d{4})(\d\d)(\d\d)", text)
    return _values.date("-".join(compact.groups()) if compact else text)


def _person(text: str, *, full: bool) -> dict[str, str]:
    """`Hu, Dayong` of FAU, `Hu D` of AU."""
    if full or "," in text:
        return _values.name(text)
    family, _, initials = text.rpartition(" ")
    return {"family": family, "given": initials} if family and initials.isupper() else {"literal": text}


def _serials(item: dict[str, Any], held: dict[str, list[str]]) -> None:
    """IS holds `1234-5678 (Electronic)` and more; the printed one first."""
    numbers = sorted(held.get("IS", ()), key=lambda one: "Print" not in one)
    for number in (*numbers, *held.get("ISBN", ())):
        plain_number = number.partition(" (")[0]
        item.setdefault("ISSN" if ISSN.match(number) and not ISBN.match(number) else "ISBN", plain_number)


def _identifiers(item: dict[str, Any], held: dict[str, list[str]]) -> None:
    for value in (*held.get("AID", ()), *held.get("LID", ())):
        number, _, kind = value.rpartition(" ")
        if kind == "[doi]":
            item.setdefault("DOI", number)
        elif kind in ("[pii]", "[bookaccession]") and "page" not in item and number.startswith("e"):
            item["page"] = number


def write(references: Iterable[Reference], out: TextIO, *, every: bool = False, **_: Any) -> None:
    """One record for each reference, with a blank line between."""
    separator = ""
    for _key, one in keyed(full(references, every)):
        out.write(separator + "".join(f"{tag:<4}- {value}\n" for tag, value in _pairs(one)))
        separator = "\n"


def _pairs(reference: Reference) -> list[tuple[str, str]]:
    left = {name: held.value for name, held in reference.fields.items() if held.value}
    out = [("PMID", plain(str(left.pop("PMID", "0"))))]
    if reference.type in NAMES:
        out.append(("PT", NAMES[reference.type]))
    else:
        out += [("PT", "Other"), ("GN", f"type: {reference.type}")]
    for tag, variable in PEOPLE.items():
        people = left.get(variable)
        if isinstance(people, tuple) and not any(_is_body(one) for one in people):
            out += [(tag, _values.name_text(one)) for one in people if isinstance(one, Name)]
            del left[variable]
    out += _bodies(left)
    for tag, variable in PLAIN.items():
        if variable and variable in left:
            out.append((tag, plain(str(left.pop(variable)))))
    issued = left.pop("issued", None)
    if isinstance(issued, Date):
        out.append(("DP", _values.date_text(issued)))
    if "DOI" in left:
        out.append(("AID", f"{plain(str(left.pop('DOI')))} [doi]"))
    for variable, shape, tag in (("ISSN", ISSN, "IS"), ("ISBN", ISBN, "ISBN")):
        if shape.fullmatch(str(left.get(variable, ""))):
            out.append((tag, str(left.pop(variable))))
    if (language := str(left.get("language", ""))) in CODES:
        out.append(("LA", CODES[language]))
        del left["language"]
    out += [("OT", word.strip()) for word in re.split("[;,]", str(left.pop("keyword", ""))) if word.strip()]
    note = plain(str(left.pop("note", "")))
    out.append(("GN", note if not note or _values.take({}, [note]) else f"note: {note}"))
    out += [("GN", plain(line)) for line in _values.lines(left)]
    return [(tag, value) for tag, value in out if value and (tag, value) != ("PMID", "0")]


def _is_body(one: Any) -> bool:
    return isinstance(one, Name) and bool(one.literal)


def _bodies(left: dict[str, Value]) -> list[tuple[str, str]]:
    """Bodies stand in CN, where they follow the persons, as PubMed has it."""
    people = left.get("author")
    if not isinstance(people, tuple):
        return []
    kinds = [_is_body(one) for one in people]
    if kinds != sorted(kinds):
        return []  # mixed: the whole list stands in GN, so that its order is kept
    del left["author"]
    named = [
        (("CN", one.literal) if one.literal else ("FAU", _values.name_text(one)))
        for one in people
        if isinstance(one, Name)
    ]
    return [(tag, plain(value)) for tag, value in named]
