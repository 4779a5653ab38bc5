"""Other tagged exports, turned into the tags of RIS: EndNote's `%0` (CNKI, Wanfang), NoteExpress, the Web of Science.

Each has a table from its tags to those of RIS; what a table does not know stays in the raw record only.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

Pair = tuple[str, str]
REFER = {
    "A": "AU", "B": "T2", "C": "CY", "D": "PY", "E": "ED", "F": "ID", "G": "LA", "I": "PB", "J": "JF", "K": "KW",
    "L": "CN", "M": "AN", "N": "IS", "P": "SP", "R": "DO", "S": "T3", "T": "TI", "U": "UR", "V": "VL", "X": "AB",
    "Y": "A3", "Z": "N1", "0": "TY", "6": "NV", "7": "ET", "8": "DA", "9": "M3", "?": "A4", "@": "SN", "!": "ST",
    "Q": "TT", "W": "DP", "&": "SE",
}  # fmt: skip
NOTE_EXPRESS = {
    "reference type": "TY", "title": "TI", "author": "AU", "authors": "AU", "secondary author": "A2",
    "tertiary author": "A3", "subsidiary author": "A4", "translated author": "A4", "journal": "JF",
    "secondary title": "T2", "tertiary title": "T3", "translated title": "TT", "year": "PY", "date": "DA",
    "volume": "VL", "issue": "IS", "pages": "SP", "keywords": "KW", "abstract": "AB", "isbn/issn": "SN", "isbn": "SN",
    "issn": "SN", "doi": "DO", "url": "UR", "link": "UR", "publisher": "PB", "place published": "CY", "edition": "ET",
    "type of work": "M3", "language": "LA", "notes": "N1", "database provider": "DP", "short title": "ST",
    "number of volumes": "NV", "call number": "CN", "tertiary publisher": "PB",
}  # fmt: skip
SCIENCE = {
    "TI": "TI", "SO": "T2", "SE": "T3", "LA": "LA", "DE": "KW", "ID": "KW", "AB": "AB", "SN": "SN", "EI": "SN",
    "BN": "SN", "J9": "JA", "JI": "J2", "PD": "DA", "PY": "PY", "VL": "VL", "IS": "IS", "BP": "SP", "EP": "EP",
    "DI": "DO", "PU": "PB", "PI": "CY", "CT": "CT", "CL": "CL", "BE": "ED", "AR": "AR", "CA": "AU", "PM": "PM",
    "UT": "UT",
}  # fmt: skip
KINDS = {  # names of types in EndNote and NoteExpress
    "journal article": "JOUR", "electronic article": "JOUR", "magazine article": "MGZN", "newspaper article": "NEWS",
    "newspaper": "NEWS", "book": "BOOK", "edited book": "EDBOOK", "electronic book": "BOOK", "book section": "CHAP",
    "book chapter": "CHAP", "electronic book section": "CHAP", "conference paper": "CONF",
    "conference proceedings": "CONF", "thesis": "THES", "report": "RPRT", "government document": "RPRT",
    "web page": "ELEC", "website": "ELEC", "electronic source": "ELEC", "online database": "DATA", "dataset": "DATA",
    "patent": "PAT", "standard": "STAND", "statute": "STAT", "bill": "BILL", "case": "CASE", "hearing": "HEAR",
    "legal rule or regulation": "STAT", "computer program": "COMP", "map": "MAP", "film or broadcast": "MPCT",
    "audiovisual material": "MPCT", "artwork": "ART", "figure": "FIGURE", "dictionary": "DICT", "manuscript": "MANSCPT",
    "encyclopedia": "ENCYC", "personal communication": "PCOMM", "unpublished work": "MANSCPT", "pamphlet": "PAMP",
    "classical work": "CLSWK", "serial": "JFULL", "blog": "BLOG", "music": "MUSIC", "podcast": "SOUND",
    "generic": "GEN", "master's thesis": "THES", "ph.d. thesis": "THES", "unpublished": "UNPB", "preprint": "UNPB",
}  # fmt: skip
SEVERAL = frozenset(("AU", "A2", "A3", "A4", "ED", "KW"))  # NoteExpress and CNKI put several into one value


class Record(NamedTuple):
    """The tags of one record, its text, and the line at which it begins."""

    pairs: list[Pair]
    raw: str
    line: int
    ended: bool = True


def lines(text: str) -> Iterator[str]:
    """The lines of a text, whatever ends them, without what ends them."""
    return (line.rstrip("\n") for line in io.StringIO(text.removeprefix("\ufeff"), newline=None))


@cache
def _firsts() -> dict[str, re.Pattern[str]]:
    return {
        "refer": re.compile(r"%[A-Z0] \S"),
        "noteexpress": re.compile(r"\{Reference Type\}:", re.IGNORECASE),
        "science": re.compile(r"(?:FN [^\n]*\n(?:VR [^\n]*\n)?\s*)?PT [A-Z]\s*\n"),
    }


def of(head: str) -> str:
    """The dialect in which a text begins, "" for none.

    >>> of("%0 Journal Article\\n%A 李明"), of("{Reference Type}: Book"), of("PT J\\nAU Hu, D\\n"), of("%")
    ('refer', 'noteexpress', 'science', '')
    """
    return next((name for name, pattern in _firsts().items() if pattern.match(head)), "")


def records(text: str, dialect: str) -> Iterator[Record]:
    """The records of a text in a dialect, with the tags of RIS."""
    shape, starts = _shapes()[dialect]
    pairs: list[Pair] = []
    raw: list[str] = []
    begin = 0
    for number, line in enumerate(lines(text), 1):
        found = shape.match(line)
        tag = found[1].lower() if found and dialect == "noteexpress" else found[1] if found else ""
        ended = dialect == "science" and tag in ("ER", "EF")
        if pairs and (tag == starts or ended):
            yield Record(_turned(pairs, dialect), "\n".join(raw).strip(), begin)
            pairs, raw = [], []
        if ended or (not pairs and tag in ("FN", "VR", "")):
            continue
        if not pairs:
            begin = number
        raw.append(line)
        if found:
            pairs.append((tag, (found[2] or "").strip()))
        elif line.strip():
            several = dialect == "science" and pairs[-1][0] in ("AU", "AF", "BE", "CA")
            pairs.append((pairs[-1][0] if several else "", line.strip()))
    if pairs:
        yield Record(_turned(pairs, dialect), "\n".join(raw).strip(), begin, ended=dialect != "science")


@cache
def _shapes() -> dict[str, tuple[re.Pattern[str], str]]:
    """How a line of each dialect begins, and the tag that begins a record."""
    return {
        "refer": (re.compile(r"%([A-Z0-9@?!&#$(^>+*=~\[\]]) ?(.*)", re.DOTALL), "0"),
        "noteexpress": (re.compile(r"\{([A-Za-z][^{}]{0,40})\}: ?(.*)", re.DOTALL), "reference type"),
        "science": (re.compile(r"([A-Z][A-Z0-9])(?: (.*)|(?=$))", re.DOTALL), "PT"),
    }


def _turned(pairs: list[Pair], dialect: str) -> list[Pair]:
    turn: Callable[[list[Pair]], list[Pair]] = _science if dialect == "science" else _named
    return turn(joined(pairs))


def joined(pairs: list[Pair], glue: str = " ") -> list[Pair]:
    """Pairs whose values go on in pairs without a tag, whole.

    >>> joined([("TI", "Deep"), ("", "learning"), ("VL", "5")])
    [('TI', 'Deep learning'), ('VL', '5')]
    """
    out: list[tuple[str, list[str]]] = []
    for tag, value in pairs:
        if tag:
            out.append((tag, [value]))
        else:
            out[-1][1].append(value)
    return [(tag, glue.join(values)) for tag, values in out]


def _named(pairs: list[Pair]) -> list[Pair]:
    """The tags of EndNote and NoteExpress."""
    out: list[Pair] = []
    for tag, value in pairs:
        known = REFER.get(tag) if len(tag) == 1 else NOTE_EXPRESS.get(tag)
        if known == "TY":
            out.append((known, KINDS.get(value.lower(), value)))
        elif known in SEVERAL:
            out += [(known, one.strip()) for one in re.split(r"[;；]|\n", value) if one.strip(" ,")]
        elif known:
            out.append((known, value))
    return out


def _science(pairs: list[Pair]) -> list[Pair]:
    """The tags of the Web of Science: full names win over short ones, DT tells more than PT."""
    held: dict[str, list[str]] = {}
    for tag, value in pairs:
        held.setdefault(tag, []).append(value)
    work = held.get("DT", [""])[0].lower()
    letter = held.get("PT", ["J"])[0]
    kinds = (("proceedings", "CONF"), ("book chapter", "CHAP"), ("patent", "PAT"))
    kind = next(
        (code for word, code in kinds if word in work), {"B": "BOOK", "S": "CHAP", "C": "CONF", "P": "PAT"}.get(letter)
    )
    if letter == "J" or not kind:
        kind = "JOUR"
    out: list[Pair] = [("TY", kind)]
    out += [("AU", name) for name in held.get("AF", held.get("AU", []))]
    for tag, values in held.items():
        known = SCIENCE.get(tag)
        if known == "KW":
            out += [("KW", word.strip()) for value in values for word in value.split(";") if word.strip()]
        elif known == "AR" and "BP" not in held:
            out.append(("SP", values[0]))
        elif known == "PM":
            out.append(("M2", f"PMID: {values[0]}"))
        elif known in ("CT", "CL"):
            out.append(("M2", f"event-{'title' if known == 'CT' else 'place'}: {values[0]}"))
        elif known and known not in ("AR", "UT"):
            out += [(known, value) for value in values]
    return out
