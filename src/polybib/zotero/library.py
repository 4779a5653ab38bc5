"""What is in a library already: two entries are one work when they share a DOI, an ISBN, or the title and the year."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from polybib.model import Date, Name, Reference
from polybib.zotero import types

SHORT, SHORT_HAN = 15, 6  # letters of a title that many works have, such as "Editorial"
PEOPLE = ("author", "editor", "compiler", "contributor", "director")


@dataclass(frozen=True, slots=True)
class Identity:
    """What makes a work known again: its DOI, its ISBNs (of whole books only), its title with the year."""

    doi: str
    isbns: frozenset[str]
    work: str


Index = dict[str, list[Identity]]


def identity(reference: Reference) -> Identity:
    """The identity of a reference.

    >>> from polybib.formats._read import reference
    >>> issued = {"date-parts": [[2019]]}
    >>> identity(reference({"type": "book", "title": "On Trust: A history", "issued": issued})).work
    'whole|ontrustahistory|2019||'
    """
    kind = types.OF_CSL.get(reference.type, "document")
    part = kind in types.PARTS
    volume = "" if part else letters(reference.text("volume"))
    numbers = () if part else isbns(reference.text("ISBN"))
    title = letters(reference.text("title"))
    more = "" if len(title) >= (SHORT_HAN if _han().search(title) else SHORT) else _more(reference, title)
    work = "|".join(("part" if part else "whole", title, year(reference), volume, more))
    return Identity(doi(reference.text("DOI")), frozenset(f"{n}|{volume}" for n in numbers), work)


def _more(reference: Reference, title: str) -> str:
    """What tells works of one short title apart: who made them, and where they stand."""
    people = next((reference.fields[name].value for name in PEOPLE if name in reference.fields), ())
    first = people[0] if isinstance(people, tuple) and people else ""
    if isinstance(first, Name):
        whole = first.literal or first.family + first.given
        first = whole if _han().search(whole) else first.literal or first.family
    pieces = [str(first), reference.text("container-title")]
    if not title:
        pieces += [reference.text(name) for name in ("volume", "issue", "page", "number", "URL")]
    return ",".join(map(letters, pieces))


@cache
def _han() -> re.Pattern[str]:
    from polybib.values.folding import HAN

    return re.compile(rf"[{HAN}\u3040-\u30ff\uac00-\ud7af]")


def letters(text: str) -> str:
    """Letters and digits only, in small letters, in one form each.

    >>> letters("«Цифровой Китай»: 10 лет"), letters("Ｔｒｕｓｔ — straße")
    ('цифровойкитай10лет', 'truststrasse')
    """
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def doi(text: str) -> str:
    """A DOI without what stands around it.

    >>> doi("https://doi.org/10.1000/ABC."), doi("none")
    ('10.1000/abc', '')
    """
    found = re.search(r"10\.\d{4,9}/\S+", unicodedata.normalize("NFKC", text))
    return found[0].rstrip(".,;").casefold() if found else ""


def isbns(text: str) -> tuple[str, ...]:
    """The ISBNs of a text, all of thirteen digits (ISO 2108).

    >>> isbns("0-306-40615-2, 978-5-02-040077-1")
    ('9780306406157', '9785020400771')
    """
    found = []
    for match in re.finditer(r"(?<![\dXx])(?:\d[ -]?){9,12}[\dXx](?![\dXx])", text):
        digits = re.sub(r"[ -]", "", match[0]).upper()
        if len(digits) == 10:
            digits = f"978{digits[:9]}"
            digits += str(-sum(int(d) * (3 if n % 2 else 1) for n, d in enumerate(digits)) % 10)
        if len(digits) == 13 and digits.isdigit():
            found.append(digits)
    return tuple(found)


def year(reference: Reference) -> str:
    """The year of a reference, "" where it has none."""
    held = reference.fields.get("issued")
    date = held.value if held else None
    if isinstance(date, Date) and date.year:
        return str(date.year)
    found = re.search(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)", str(date or ""))
    return found[0] if found else ""


def index(found: Iterable[Identity]) -> Index:
    """Works by what makes them known again."""
    made: Index = {}
    for one in found:
        add(made, one)
    return made


def add(held: Index, one: Identity) -> None:
    """One more work."""
    for mark in (one.doi, one.work, *one.isbns):
        if mark:
            held.setdefault(mark, []).append(one)


def has(held: Mapping[str, list[Identity]], one: Identity) -> bool:
    """Is a work there? Works of one title and year with two DOIs, such as a preprint and its article, are two.

    >>> there = index([Identity("10.1000/a", frozenset(), "part|trustandcontrol|2019||")])
    >>> [has(there, Identity(d, frozenset(), "part|trustandcontrol|2019||")) for d in ("10.1000/a", "", "10.1000/b")]
    [True, True, False]
    """
    if one.doi and one.doi in held:
        return True
    same = [other for mark in (one.work, *one.isbns) for other in held.get(mark, ())]
    return any(not (one.doi and other.doi) for other in same)
