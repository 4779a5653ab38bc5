"""References as the tags of RIS, and back: what RIS, EndNote and the exports of databases have in common.

The tags are those of the RIS specification of 2012, used as Zotero's and EndNote's translators use them (M2 becomes
Zotero's field Extra); the names of 2001 and the habits of other programs are read too. A variable without a tag goes
into M2 as a line `name: value`, so nothing is lost.
"""

from __future__ import annotations

import re

from polybib.formats import _values
from polybib.formats._text import plain
from polybib.model import Date, Name, Reference, Value

Pair = tuple[str, str]
TYPES = {
    "article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS", "article": "UNPB",
    "book": "BOOK", "classic": "CLSWK", "chapter": "CHAP", "paper-conference": "CONF", "thesis": "THES",
    "report": "RPRT",
    "webpage": "ELEC", "post-weblog": "BLOG", "patent": "PAT", "standard": "STAND", "legislation": "STAT",
    "bill": "BILL", "legal_case": "CASE", "hearing": "HEAR", "dataset": "DATA", "software": "COMP", "map": "MAP",
    "motion_picture": "MPCT", "broadcast": "VIDEO", "song": "SOUND", "musical_score": "MUSIC", "graphic": "ART",
    "figure": "FIGURE", "entry-dictionary": "DICT", "entry-encyclopedia": "ENCYC", "manuscript": "MANSCPT",
    "personal_communication": "PCOMM", "speech": "SLIDE", "pamphlet": "PAMP", "periodical": "JFULL",
    "document": "GEN",
}  # fmt: skip
NEAREST = {"review": "JOUR", "review-book": "JOUR", "entry": "ENCYC", "post": "ELEC", "collection": "BOOK"}
READ = {tag: name for name, tag in TYPES.items()} | {
    "EJOUR": "article-journal", "ABST": "article-journal", "INPR": "article-journal", "CPAPER": "paper-conference",
    "EBOOK": "book", "EDBOOK": "book", "WHOLE": "book", "CTLG": "book", "SER": "book", "MULTI": "book",
    "ECHAP": "chapter", "GOVDOC": "report", "GRNT": "report", "UNPD": "manuscript", "UNBILL": "bill",
    "LEGAL": "legislation", "DBASE": "dataset", "AGGR": "dataset", "ICOMM": "webpage", "WEB": "webpage",
    "ADVS": "motion_picture", "CHART": "figure", "EQUA": "figure", "ANCIENT": "classic", "DISS": "thesis",
    "MANSC": "manuscript", "NEW": "article-newspaper", "PREPRINT": "article",
}  # fmt: skip
PERIODICAL = frozenset(
    ("article-journal", "article-magazine", "article-newspaper", "review", "review-book", "periodical")
)
PAGED = frozenset(("book", "classic", "collection", "thesis", "manuscript", "pamphlet"))  # SP counts their pages
WHOLE = frozenset(("book", "classic", "collection", "report"))  # T2 is their series
NUMBERED = frozenset(("report", "patent", "standard"))  # SN is their number
PLAIN = {
    "title-short": "ST", "title": "TI", "volume": "VL", "issue": "IS", "edition": "ET", "publisher": "PB",
    "number-of-volumes": "NV", "section": "SE", "genre": "M3", "language": "LA", "DOI": "DO", "URL": "UR",
    "abstract": "AB",
    "archive": "DB", "archive_location": "AN", "call-number": "CN", "source": "DP", "note": "N1",
    "container-title-short": "J2",
}  # fmt: skip
ORDER = (
    "TY", "ID", "AU", "A2", "A3", "A4", "TI", "ST", "T2", "JF", "J2", "T3", "C1", "C2", "C3", "PY", "DA", "Y2", "VL",
    "IS", "SV", "M1", "NV", "SE", "SP", "EP", "ET", "PB", "CY", "M3", "SN", "DO", "UR", "LA", "AB", "KW", "DB", "AN",
    "CN", "DP", "N1", "M2",
)  # fmt: skip
RANK = {tag: n for n, tag in enumerate(ORDER)}
MANY_LINES = ("M2", "N1")
ISSN = re.compile(r"\d{4}-?\d{3}[\dXx]\b", re.ASCII)
ISBN = re.compile(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx](?!\d)", re.ASCII)


def tags(reference: Reference, key: str) -> list[Pair]:
    """A reference as pairs of tag and value, in the order in which they are written.

    >>> from polybib.model import Field
    >>> tags(Reference("book", {"title": Field("Trust"), "issued": Field(Date(((1999, 5),)))}), "trust1999")
    [('TY', 'BOOK'), ('ID', 'trust1999'), ('TI', 'Trust'), ('PY', '1999'), ('DA', '1999/05//')]
    """
    kind = reference.type
    left = {name: held.value for name, held in reference.fields.items() if held.value}
    tag = TYPES.get(kind) or NEAREST.get(kind, "GEN")
    out: list[Pair] = [("TY", tag), ("ID", key)]
    _people(out, left, kind)
    _containers(out, left, kind)
    _dates(out, left)
    _numbers(out, left, kind)
    for variable, field in PLAIN.items():
        value = left.get(variable)
        if isinstance(value, str) and not _is_taken(variable, value, reference):
            out.append((field, plain(str(left.pop(variable)))))
    if "keyword" in left:
        out += [("KW", word) for word in words(str(left.pop("keyword")))]
    if READ.get(tag) != kind:
        out.append(("M2", f"type: {kind}"))
    out += [("M2", plain(line)) for line in _values.lines(left)]
    return sorted([(name, value) for name, value in out if value], key=lambda pair: RANK[pair[0]])


def _is_taken(variable: str, value: str, reference: Reference) -> bool:
    """Would a value be read for another variable in its tag?"""
    if variable == "container-title-short":
        container = plain(reference.text("container-title"))
        return not container or reference.type in WHOLE or container == plain(value)
    return variable == "genre" and value.startswith(("10.", "doi:", "https://doi.org/"))


def _role(kind: str, variable: str) -> str:
    """The tag of a role, which depends on the type."""
    table = {"author": "AU", "translator": "A4"}
    if kind in WHOLE:
        table |= {"editor": "A3", "collection-editor": "A2"}
    else:
        table |= {"editor": "A2", "collection-editor": "A3"}
    if kind == "chapter":
        table["container-author"] = "C2"
    return table.get(variable, "")


def _people(out: list[Pair], left: dict[str, Value], kind: str) -> None:
    for variable in ("author", "editor", "collection-editor", "translator", "container-author"):
        tag, people = _role(kind, variable), left.get(variable)
        if tag and isinstance(people, tuple):
            out += [(tag, _values.name_text(one)) for one in people if isinstance(one, Name)]
            del left[variable]


def _containers(out: list[Pair], left: dict[str, Value], kind: str) -> None:
    container = plain(str(left.get("container-title", "")))
    if kind == "paper-conference":
        if container:
            event = plain(str(left.get("event-title", "")))
            out += [("C3", container), ("T2", event or container)]
            if event != container:
                left.pop("event-title", None)
            del left["container-title"]
        for variable, tag in (("publisher-place", "C1"), ("event-place", "CY")):
            if variable in left and (tag == "C1" or any(name == "C1" for name, _ in out)):
                out.append((tag, plain(str(left.pop(variable)))))
    elif container and kind not in WHOLE:
        out.append(("T2", container))
        if kind in PERIODICAL:
            out.append(("JF", container))
        del left["container-title"]
    if "publisher-place" in left:
        out.append(("CY", plain(str(left.pop("publisher-place")))))
    if "collection-title" in left:
        out.append(("T2" if kind in WHOLE else "T3", plain(str(left.pop("collection-title")))))


def _dates(out: list[Pair], left: dict[str, Value]) -> None:
    issued = left.pop("issued", None)
    if isinstance(issued, Date):
        out += _issued(issued)
    accessed = left.pop("accessed", None)
    if isinstance(accessed, Date):
        out.append(("Y2", _stroked(accessed)))


def _issued(date: Date) -> list[Pair]:
    year = date.year or 0
    if not date.parts:
        return [("DA", f"///{text}")] if (text := _values.date_text(date)) else []
    out = [("PY", f"{year:04d}")] if year > 0 else []
    if len(date.parts[0]) > 1 or not _is_plain(date):
        out.append(("DA", _stroked(date)))
    return out


def _is_plain(date: Date) -> bool:
    return len(date.parts) == 1 and not (date.season or date.circa or date.literal) and date.parts[0][0] > 0


def _stroked(date: Date) -> str:
    """`2019/05/12/`; whatever is not a plain date stands behind the third stroke in full."""
    if not date.parts:
        return f"///{_values.date_text(date)}"
    first = date.parts[0]
    year, month, day = (*(f"{n:0{4 if not k else 2}d}" for k, n in enumerate(first)), "", "")[:3]
    head = f"{year}/{month}/{day}" if first[0] > 0 else "//"
    return f"{head}/{'' if _is_plain(date) else _values.date_text(date)}"


def _numbers(out: list[Pair], left: dict[str, Value], kind: str) -> None:
    page = plain(str(left.get("page", "")))
    first, dash, last = page.partition("-")
    if page and (kind not in PAGED or (dash and "-" not in last)):
        ends = bool(dash) and not re.search(r"[\s,;–-]", first + last)
        out += [("SP", first), ("EP", last)] if ends and first and last and first != last else [("SP", page)]
        del left["page"]
    elif kind in PAGED and str(left.get("number-of-pages", "")).isdigit():
        out.append(("SP", str(left.pop("number-of-pages"))))
    for variable, shape, other in (("ISSN", ISSN, ISBN), ("ISBN", ISBN, ISSN)):
        value = plain(str(left.get(variable, "")))
        if shape.match(value) and not other.match(value):
            out.append(("SN", value))
            del left[variable]
    number = plain(str(left.get("number", "")))
    if kind in NUMBERED and number and not ISSN.match(number) and not ISBN.match(number):
        out.append(("SN", number))
        del left["number"]
    elif number and kind not in PERIODICAL and kind not in NUMBERED:
        out.append(("M1", number))
        del left["number"]
    if "collection-number" in left:
        out.append(("SV", plain(str(left.pop("collection-number")))))


def words(text: str) -> list[str]:
    """Keywords one by one: between semicolons, or where there is none, between commas."""
    return [word.strip() for word in text.split(";" if ";" in text else ",") if word.strip()]
