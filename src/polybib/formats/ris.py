"""RIS, and the tagged exports that are its relatives: EndNote's `%0`, NoteExpress (CNKI), the Web of Science's `PT J`.

RIS is read with the tags of 2001 and of 2012, as Zotero, EndNote, Mendeley, Scopus and databases write it: with one
space or two before the dash, without `ER`, with values that go on in the next line; it is written with those of 2012.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, TextIO

from polybib.formats import _dialects, _tags, _untag, full
from polybib.formats._dialects import Record, joined
from polybib.formats._keys import keyed
from polybib.formats._read import reference
from polybib.model import Issue, Reference

NAME = "ris"
MEDIA = "application/x-research-info-systems"
SUFFIXES = (".ris", ".enw", ".ciw", ".net")
NO_END = Issue("not-closed", "the record has no ER; it is read as far as it goes")


def looks(head: str) -> bool:
    """Does a text begin as RIS does, or one of its relatives?

    >>> looks("TY  - JOUR\\n"), looks("TY is a word")
    (True, False)
    """
    return _first().match(head) is not None or _dialects.of(head) != ""


@cache
def _first() -> re.Pattern[str]:
    return re.compile(
        r"(?:Provider:[^\n]*\n(?:Database:[^\n]*\n)?(?:Content:[^\n]*\n)?\s*)?TY {1,2}-(?: |$)", re.MULTILINE
    )


def read(text: str, name: str) -> Iterator[Reference]:
    """The references of a file, one by one.

    >>> [r.text("title") for r in read("TY  - BOOK\\nT1  - Trust\\nTY  - BOOK\\nTI - Law\\nER  - ", "a.ris")]
    ['Trust', 'Law']
    """
    dialect = _dialects.of(text[:4096].lstrip("\ufeff \r\n"))
    for record in _dialects.records(text, dialect) if dialect else records(text):
        issues = () if record.ended else (NO_END,)
        yield reference(_untag.item(record.pairs), raw=record.raw, file=name, line=record.line, issues=issues)


@cache
def _tag() -> re.Pattern[str]:
    return re.compile(r"([A-Z][A-Z0-9]) {1,2}-(?: (.*)|$)", re.DOTALL)


def records(text: str) -> Iterator[Record]:
    """The records of a RIS file. A record ends with ER, or where the next one begins."""
    pairs: list[_tags.Pair] = []
    raw: list[str] = []
    begin = 0
    for number, line in enumerate(_dialects.lines(text), 1):
        found = _tag().match(line)
        tag = found[1] if found else ""
        if tag == "TY":
            if pairs:
                yield Record(joined(pairs, "\n"), "\n".join(raw).strip(), begin, ended=False)
            pairs, raw, begin = [], [], number
        if not pairs and tag != "TY":
            continue  # what stands before the first record, and between two
        raw.append(line)
        if tag == "ER":
            yield Record(joined(pairs, "\n"), "\n".join(raw).strip(), begin)
            pairs, raw = [], []
        elif found:
            pairs.append((tag, (found[2] or "").strip()))
        elif line.strip():
            pairs.append(("KW" if pairs[-1][0] == "KW" else "", line.strip()))
    if pairs:
        yield Record(joined(pairs, "\n"), "\n".join(raw).strip(), begin, ended=False)


def write(references: Iterable[Reference], out: TextIO, *, every: bool = False, **_: Any) -> None:
    """One record for each reference, with a blank line between."""
    separator = ""
    for key, one in keyed(full(references, every)):
        body = "".join(f"{tag}  - {value}\n" for tag, value in _tags.tags(one, key))
        out.write(f"{separator}{body}ER  - \n")
        separator = "\n"
