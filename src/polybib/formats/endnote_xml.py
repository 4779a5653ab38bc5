"""EndNote's XML, read and written through the tags of RIS, with which EndNote's own fields agree.

A file with a document type or entities of its own is refused, whatever they hold: so no file makes a billion laughs,
and none is fetched from elsewhere. What stands before a place where the XML is broken is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, TextIO
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from polybib.errors import InputError
from polybib.formats import _tags, _untag, full
from polybib.formats._dialects import KINDS
from polybib.formats._keys import keyed
from polybib.formats._read import broken, reference
from polybib.model import Reference

NAME = "endnote-xml"
MEDIA = "application/xml"
SUFFIXES = (".xml",)
# The number and the name of EndNote's types (its default reference types), by the type of RIS.
TYPES = {
    "JOUR": (17, "Journal Article"), "MGZN": (19, "Magazine Article"), "NEWS": (23, "Newspaper Article"),
    "BOOK": (6, "Book"), "CHAP": (5, "Book Section"), "CONF": (47, "Conference Paper"), "THES": (32, "Thesis"),
    "RPRT": (27, "Report"), "ELEC": (12, "Web Page"), "BLOG": (56, "Blog"), "PAT": (25, "Patent"),
    "STAND": (58, "Standard"), "STAT": (31, "Statute"), "BILL": (4, "Bill"), "CASE": (7, "Case"),
    "HEAR": (14, "Hearing"), "DATA": (59, "Dataset"), "COMP": (9, "Computer Program"), "MAP": (20, "Map"),
    "MPCT": (21, "Film or Broadcast"), "ART": (2, "Artwork"), "FIGURE": (37, "Figure"), "DICT": (52, "Dictionary"),
    "ENCYC": (53, "Encyclopedia"), "MANSCPT": (36, "Manuscript"), "PCOMM": (26, "Personal Communication"),
    "CLSWK": (49, "Classical Work"), "PAMP": (55, "Pamphlet"), "JFULL": (57, "Serial"), "MUSIC": (61, "Music"),
    "UNPB": (34, "Unpublished Work"), "GEN": (13, "Generic"), "SOUND": (3, "Audiovisual Material"),
}  # fmt: skip
NUMBERS = {str(number): tag for tag, (number, _) in TYPES.items()} | {
    "0": "JOUR", "1": "JOUR", "10": "CONF", "28": "EDBOOK", "43": "JOUR", "44": "BOOK", "45": "DATA", "46": "GOVDOC",
    "50": "STAT", "60": "CHAP",
}  # fmt: skip
# EndNote's elements and the tags of RIS, in the order in which they are written.
GROUPS = {
    "contributors": {"authors": "AU", "secondary-authors": "A2", "tertiary-authors": "A3", "subsidiary-authors": "A4"},
    "titles": {
        "title": "TI", "secondary-title": "T2", "tertiary-title": "T3", "alt-title": "J2", "short-title": "ST",
        "translated-title": "TT",
    },
    "periodical": {"full-title": "JF", "abbr-1": "J2"},
}  # fmt: skip
FLAT = {
    "pages": "SP", "volume": "VL", "number": "IS", "num-vols": "NV", "edition": "ET", "section": "SE",
    "keyword": "KW", "year": "PY", "date": "DA", "pub-location": "CY", "publisher": "PB",
    "isbn": "SN", "accession-num": "AN", "call-num": "CN", "electronic-resource-num": "DO", "abstract": "AB",
    "notes": "N1", "research-notes": "RN", "work-type": "M3", "url": "UR", "remote-database-name": "DB",
    "remote-database-provider": "DP", "language": "LA", "access-date": "Y2", "custom1": "C1", "custom2": "C2",
    "custom3": "C3", "label": "ID",
}  # fmt: skip
READ = {**FLAT, **{name: tag for group in GROUPS.values() for name, tag in group.items()}}
PEOPLE = frozenset(GROUPS["contributors"])
ISSUED = frozenset(("JOUR", "MGZN", "NEWS", "CHAP", "CONF"))  # their number is that of an issue


def looks(head: str) -> bool:
    """Does a text begin as EndNote's XML does?

    >>> looks('<?xml version="1.0"?><xml><records><record>'), looks("<html>")
    (True, False)
    """
    return (
        re.match(r"(?:<\?xml[^>]*>)?\s*(?:<!DOCTYPE xml\b[^>]*>\s*)?(?:<!--[^>]*-->\s*)?<xml>\s*<records", head)
        is not None
    )


class _Reader:
    """The records of a file as expat tells of them: the tags of one record, and what stands at which depth."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.done: list[tuple[list[_tags.Pair], int]] = []
        self.pairs: list[_tags.Pair] | None = None
        self.path: list[str] = []
        self.text: list[str] = []
        self.line = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text.append
        self.parser.StartDoctypeDeclHandler = self.refuse
        self.parser.EntityDeclHandler = self.refuse

    def refuse(self, *_: Any) -> None:
        raise InputError(
            f"line {self.parser.CurrentLineNumber}: XML with a document type or entities is refused (a billion laughs)",
            where=self.name,
            next_step="take the DOCTYPE out",
        )

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.path.append(tag)
        if tag == "record":
            self.pairs, self.line = [], self.parser.CurrentLineNumber
        if tag == "ref-type" and self.pairs is not None:
            self.pairs.append(("ref-name", attributes.get("name", "")))
        if tag != "style":  # styled text goes on
            self.text.clear()

    def end(self, tag: str) -> None:
        self.path.pop()
        if tag == "style" or self.pairs is None:
            return
        value = "".join(self.text).replace("\r", "\n").strip()
        self.text.clear()
        if tag == "record":
            self.done.append((self.pairs, self.line))
            self.pairs = None
        elif value:
            group = self.path[-1] if self.path else ""
            name = group if tag == "author" and group in PEOPLE else tag
            kind = {"ref-type": "ref-number", "rec-number": "rec"}.get(tag) or READ.get(name, "")
            if kind:
                self.pairs.append((kind, value))


def read(text: str, name: str) -> Iterator[Reference]:
    """The references of a file, one by one.

    >>> [r.text("title") for r in read("<xml><records><record><titles><title><style>On </style><style>trust</style>"
    ...     "</title></titles></record></records></xml>", "a.xml")]
    ['On trust']
    """
    reader = _Reader(name)
    text = re.sub(r"^\ufeff?\s*<\?xml[^>]*\?>", lambda found: "\n" * found[0].count("\n"), text)
    rows = text.split("\n")
    error: expat.ExpatError | None = None
    step = 1 << 16
    data = text.encode("utf-8", "replace")
    for at in range(0, len(data) + 1, step):
        try:
            reader.parser.Parse(data[at : at + step], at + step > len(data))
        except expat.ExpatError as found:
            error = found
        for pairs, line in reader.done:
            yield reference(_untag.item(_turned(pairs)), raw=_raw(rows, line), file=name, line=line)
        reader.done.clear()
        if error:
            break
    if error:
        line = reader.line if reader.pairs is not None else error.lineno
        what = (
            f"the XML is broken at line {error.lineno}, column {error.offset + 1} ({expat.errors.messages[error.code]})"
        )
        yield broken("\n".join(rows[line - 1 :])[:10_000].strip(), what, file=name, line=line)


def _raw(rows: list[str], line: int) -> str:
    """The record as it stood; of a file that is one long line, nothing."""
    if len(rows[line - 1]) > 20_000:
        return ""
    found = []
    for row in rows[line - 1 :]:
        found.append(row)
        if "</record>" in row:
            break
    return "\n".join(found).strip()


def _turned(pairs: list[_tags.Pair]) -> list[_tags.Pair]:
    """EndNote's fields as the tags of RIS."""
    held = dict(pairs)
    known = NUMBERS.get(held.get("ref-number", "").strip()) or "GEN"
    kind = KINDS.get(held.get("ref-name", "").lower(), known)
    number = "IS" if kind in ISSUED else "M1"
    out: list[_tags.Pair] = [("TY", kind)]
    for tag, value in pairs:
        if tag == "DA" and "PY" in held and not re.search(r"\d{4}", value):
            value = f"{value} {held['PY']}"
        if tag == "SN":
            out += [("SN", one) for one in re.split(r"[\n;]", value) if one.strip()]
        elif tag == "IS":
            out.append((number, value))
        elif tag == "RN":
            out += [("M2", one) for one in value.split("\n")]
        elif tag == "C2" and kind == "CHAP":  # the authors of the book, a line each
            out += [(tag, one) for one in value.split("\n")]
        elif not tag.startswith("re"):
            out.append((tag, value))
    return out


def write(references: Iterable[Reference], out: TextIO, *, every: bool = False, **_: Any) -> None:
    """One record for each reference."""
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<xml>\n<records>\n')
    for n, (key, one) in enumerate(keyed(full(references, every)), 1):
        out.write(_record(_tags.tags(one, key), n))
    out.write("</records>\n</xml>\n")


def _record(pairs: list[_tags.Pair], n: int) -> str:
    """One record: the fields in EndNote's order."""
    held: dict[str, list[str]] = {}
    for tag, value in _numbered(pairs):
        held.setdefault(tag, []).append(value)
    number, name = TYPES.get(held["TY"][0], TYPES["GEN"])
    rows = [f"<rec-number>{n}</rec-number>", f"<ref-type name={quoteattr(name)}>{number}</ref-type>"]
    for group, elements in GROUPS.items():
        inner = "".join(_element(element, held.pop(tag, [])) for element, tag in elements.items())
        rows += [f"<{group}>{inner}</{group}>"] if inner else []
    for element, tag in FLAT.items():
        values = held.get(tag, [])
        if element == "date":
            exact = f"<pub-dates>{_element(element, values)}</pub-dates>" if values else ""
            dates = _element("year", held.get("PY", [])) + exact
            rows += [f"<dates>{dates}</dates>"] if dates else []
        elif not values or element == "year":
            continue
        elif element == "keyword":
            rows.append(f"<keywords>{''.join(_element(element, [one]) for one in values)}</keywords>")
        elif element == "url":
            rows.append(f"<urls><related-urls>{_element(element, values)}</related-urls></urls>")
        else:
            rows.append(_element(element, ["\n".join(values)]))
    return "<record>\n" + "".join(f"  {row}\n" for row in rows) + "</record>\n"


def _element(name: str, values: list[str]) -> str:
    if not values:
        return ""
    texts = (escape(value) for value in values)
    inner = "".join(f"<author>{text}</author>" for text in texts) if name in PEOPLE else "\n".join(texts)
    return f"<{name}>{inner}</{name}>"


def _numbered(pairs: list[_tags.Pair]) -> list[_tags.Pair]:
    """The tags of RIS as EndNote's fields: one for pages, one for numbers, the rest as research notes."""
    held = dict(pairs)
    kind = held["TY"]
    known = KINDS.get(TYPES.get(kind, TYPES["GEN"])[1].lower(), "GEN")
    main = "IS" if known in ISSUED else "M1"
    out: list[_tags.Pair] = []
    for tag, value in pairs:
        if tag in ("IS", "M1"):
            out.append(("IS", value) if tag == main else ("RN", f"{'issue' if tag == 'IS' else 'number'}: {value}"))
        elif tag == "SP" and "EP" in held:
            out.append(("SP", f"{value}-{held['EP']}"))
        elif tag == "SV":
            out.append(("RN", f"collection-number: {value}"))
        elif tag == "M2":
            out.append(("RN", value))
        elif tag != "EP":
            out.append((tag, value))
    told = any(tag == "M2" and value.startswith("type: ") for tag, value in pairs)
    if not told and known != kind:
        out.append(("RN", f"type: {_tags.READ[kind]}"))
    return out
