"""A reference as an entry of BibTeX or BibLaTeX: its type, and its fields in a fixed order (tables in docs/formats.md).

BibTeX gets its own types, and fields that only BibLaTeX has, because BibTeX ignores what it does not know; BibLaTeX
gets its own types and names. A variable without a field, or whose field is taken, goes into `note` under its name, so
nothing is lost, and `_bibtex_fields` reads it back.
"""

from __future__ import annotations

from functools import cache

import regex

from polybib import words
from polybib.formats import _bibtex_notes as notes
from polybib.formats import _bibtex_tables as tables
from polybib.formats import _latex
from polybib.formats._bibtex_latex import ascii_latex
from polybib.formats._entry_dates import MONTHS, in_calendar, issued
from polybib.formats._entry_dates import edtf as edtf
from polybib.formats._text import plain
from polybib.model import Date, Name, Reference, Value
from polybib.vocabulary import CUSTOM

NOT_LATIN = frozenset(("ru", "uk", "be", "kk", "zh", "ja", "ko", "bg", "sr", "el", "he", "ar", "fa", "mn"))
TYPES = tables.BIBTEX
# The field that holds the container, the publisher and the issuing body, by entry type; "*" is any other type.
CONTAINER = {
    "article": "journal", "incollection": "booktitle", "inproceedings": "booktitle", "inreference": "booktitle",
    "online": "organization",
}  # fmt: skip
PUBLISHER = {
    "techreport": "institution", "report": "institution", "phdthesis": "school", "mastersthesis": "school",
    "thesis": "school", "*": "publisher",
}  # fmt: skip
AUTHORITY = {"techreport": "institution", "report": "institution", "online": "", "*": "organization"}
PEOPLE = {"author": "author", "editor": "editor", "translator": "translator", "container-author": "bookauthor"}
PLAIN = {
    "title-short": "shorttitle",
    "custom.short-form": "shorttitle",
    "container-title-short": "shortjournal",
    "volume": "volume",
    "collection-title": "series",
    "chapter-number": "chapter",
    "part-number": "part",
    "edition": "edition",
    "number-of-volumes": "volumes",
    "number-of-pages": "pagetotal",
    "genre": "type",
    "publisher-place": "address",
    "event-title": "eventtitle",
    "event-place": "venue",
    "original-title": "origtitle",
    "original-publisher": "origpublisher",
    "original-publisher-place": "origlocation",
    "custom.orig-language": "origlanguage",
    "status": "pubstate",
    "version": "version",
    "ISBN": "isbn",
    "ISSN": "issn",
    "PMID": "pmid",
    "PMCID": "pmcid",
    "custom.arXiv": "eprint",
    "abstract": "abstract",
    "keyword": "keywords",
    "annote": "annotation",
}
VERBATIM = {"DOI": "doi", "URL": "url"}
RAW = frozenset(("file", "options", "eprint"))  # as they stood in the file that they come from
DATES = {"accessed": "urldate", "event-date": "eventdate", "original-date": "origdate"}
# Other forms of a title: the field, and the variables that go into it, in this order.
ADDONS = {
    "titleaddon": ("custom.title-original", "custom.title-romanized", "custom.title-translated"),
    "containeraddon": (
        "custom.container-title-original",
        "custom.container-title-romanized",
        "custom.container-title-translated",
    ),
}
CONTAINER_ADDON = {"journal": "journaltitleaddon", "booktitle": "booktitleaddon"}
ORDER = (
    "author", "nameaddon", "title", "shorttitle", "titleaddon", "editor", "editortype", "editora", "editoratype",
    "translator", "bookauthor", "journal", "journaltitleaddon", "shortjournal", "entrysubtype", "maintitle",
    "booktitle", "booktitleaddon", "howpublished", "type", "school", "institution", "organization", "publisher",
    "address", "edition", "series", "volume", "volumes", "part", "number", "issue", "eid", "chapter", "year", "month",
    "day", "date", "pages", "pagetotal", "eventtitle", "eventdate", "venue", "origtitle", "origdate", "origpublisher",
    "origlocation", "origlanguage", "pubstate", "version", "isbn", "issn", "doi", "eprint", "archiveprefix",
    "primaryclass", "pmid", "pmcid", "url", "urldate", "library", "language", "langid", "abstract", "keywords",
    "annotation", "note",
)  # fmt: skip
RANK = {name: n for n, name in enumerate(ORDER)}
SHELF = ("archive", "archive-place", "archive_collection", "archive_location", "call-number")
LANGID = tables.LANGID
Fields = dict[str, str]
Left = dict[str, Value]


def entry_type(reference: Reference, *, biblatex: bool = False) -> str:
    """The type of an entry.

    >>> from polybib.model import Field
    >>> entry_type(Reference("thesis", {"genre": Field("硕士学位论文")})), entry_type(Reference("webpage", {}))
    ('mastersthesis', 'misc')
    >>> entry_type(Reference("webpage", {}), biblatex=True)
    'online'
    """
    if biblatex:
        return _biblatex_type(reference)
    if reference.type == "thesis":
        genre = reference.text("genre").lower()
        return "mastersthesis" if any(word in genre for word in words.get("degree.master")) else "phdthesis"
    return TYPES.get(reference.type, "misc")


def _biblatex_type(reference: Reference) -> str:
    """The type in BibLaTeX: a book of which only editors are known is a collection, one of many volumes an mvbook."""
    kind = tables.BIBLATEX.get(reference.type, "misc")
    if kind == "book":
        edited = reference.text("editor") and not reference.text("author")
        whole = reference.text("number-of-volumes") and not reference.text("volume")
        return ("mv" if whole else "") + ("collection" if edited else "book")
    return kind


def fields(reference: Reference, *, biblatex: bool = False, latex: bool = False) -> list[tuple[str, str]]:
    """The fields of an entry, each value as it stands in the file: in braces, but a month is a macro without them."""
    kind = entry_type(reference, biblatex=biblatex)
    left = {name: held.value for name, held in reference.fields.items() if held.value}
    out: Fields = {}
    _people(out, left, biblatex)
    _titles(out, left, kind, biblatex)
    _dates(out, left, biblatex)
    _plain(out, left, kind, biblatex)
    _language(out, left)
    if kind == "phdthesis" and "type" not in out:
        out["type"] = tables.THESIS
    if subtype := _subtype(reference, kind, out):
        out["entrysubtype"] = subtype
    _own(out, left)
    if note := _note(left):
        out["note"] = note
    ordered = sorted(out, key=lambda name: (RANK.get(name, len(RANK)), name))
    if latex:
        out = {
            name: value if name in RAW or name in ("url", "doi") else ascii_latex(value) for name, value in out.items()
        }
    names = {name: tables.RENAMED.get(name, name) if biblatex else name for name in ordered}
    return [(new, _enclosed(name, out[name])) for name, new in names.items()]


def _enclosed(name: str, value: str) -> str:
    return value if name == "month" and value in MONTHS else f"{{{value}}}"


def _put(out: Fields, left: Left, variable: str, field: str, value: str) -> None:
    """Moves a variable into a field, where the field is free."""
    if value and field and field not in out:
        out[field] = value
        del left[variable]


def _people(out: Fields, left: Left, biblatex: bool) -> None:
    others = left.pop("custom.et-al", "") == "yes"
    for variable, field in PEOPLE.items():
        if people := _names_of(left, variable):
            more = others and variable == "author"
            _put(out, left, variable, field, _latex.names(people, others=more, extended=biblatex))
    if compilers := _names_of(left, "compiler"):
        role = "editora" if "editor" in out else "editor"
        out[f"{role}type"] = "compiler"
        _put(out, left, "compiler", role, _latex.names(compilers, extended=biblatex))
    originals = left.get("custom.author-original")
    if originals and "author" in out:
        _put(out, left, "custom.author-original", "nameaddon", _latex.escape(_as_text(originals)))
    if others and "author" not in out:
        left["custom.et-al"] = "yes"


def _names_of(left: Left, variable: str) -> tuple[Name, ...]:
    people = left.get(variable)
    return tuple(p for p in people if isinstance(p, Name) and str(p)) if isinstance(people, tuple) else ()


def _titles(out: Fields, left: Left, kind: str, biblatex: bool) -> None:
    language = str(left.get("language", ""))
    bases = {
        "titleaddon": plain(str(left.get("title", ""))),
        "containeraddon": plain(str(left.get("container-title", ""))),
    }
    if "title" in left:
        _put(out, left, "title", "title", _latex.title(str(left["title"]), language))
    container = _container(kind, biblatex)
    if "container-title" in left:
        _put(out, left, "container-title", container, _latex.escape(str(left["container-title"])))
    elif "event-title" in left and container in ("booktitle", "howpublished"):
        out[container] = _latex.escape(str(left["event-title"]))  # beside `eventtitle`, which says that it is one
    for addon, variables in ADDONS.items():
        held = [name for name in variables if isinstance(left.get(name), str)]
        field = addon if addon == "titleaddon" else CONTAINER_ADDON.get(container, "")
        base = "title" if addon == "titleaddon" else container
        if held and field and base in out:
            values = {name.rpartition("-")[2]: plain(str(left.pop(name))) for name in held}
            out[field] = notes.joined(values, bases[addon], _latex.escape)


def _container(kind: str, biblatex: bool) -> str:
    """The field of the container."""
    if biblatex and kind in ("book", "mvbook", "collection", "mvcollection"):
        return "maintitle"
    return CONTAINER.get(kind) or ("" if kind in tables.FIXED_CONTAINER else "howpublished")


def _dates(out: Fields, left: Left, biblatex: bool) -> None:
    date = left.get("issued")
    if isinstance(date, Date) and (date.parts or date.literal):
        del left["issued"]
        out.update(issued(date, biblatex))
        if date.parts and (date.literal or not in_calendar(date)):
            left.setdefault("custom.date-literal", date.literal or str(date))
    for variable, field in DATES.items():
        held = left.get(variable)
        if isinstance(held, Date) and held.parts and in_calendar(held) and not held.literal:
            _put(out, left, variable, field, edtf(held))


def _plain(out: Fields, left: Left, kind: str, biblatex: bool) -> None:
    if "page" in left:
        _put(out, left, "page", "pages", _latex.page_ranges(str(left["page"])))
    for variable, table in (("publisher", PUBLISHER), ("authority", AUTHORITY)):
        if variable in left:
            _put(out, left, variable, table.get(kind, table["*"]), _latex.escape(str(left[variable])))
            if variable == "authority" and variable not in left and kind in ("report", "techreport"):
                out["organization"] = out["institution"]  # which says that it is not the publisher
    counted = {tables.number_variable(kind): "number"}
    if biblatex:
        counted |= {"issue": "issue"} if "issue" not in counted else {"number": "eid"}
        if kind in tables.BOOKS:
            counted["number"] = "eid"
    for variable, field in {**PLAIN, **counted}.items():
        if variable in left:
            _put(out, left, variable, field, _latex.escape(str(left[variable])))
    for variable, field in VERBATIM.items():
        if variable in left:
            _put(out, left, variable, field, _latex.verbatim(str(left[variable])))
    if "eprint" in out:
        out["archiveprefix"] = "arXiv"
    elif biblatex and "pmid" in out:
        out["eprint"], out["archiveprefix"] = out.pop("pmid"), "pubmed"
    shelf = [(name, _latex.escape(str(left.pop(name)))) for name in SHELF if name in left]
    if shelf:
        own = shelf.pop(0)[1] if shelf[0][0] == "archive" else ""
        out["library"] = notes.write(own, shelf)


def _subtype(reference: Reference, kind: str, out: Fields) -> str:
    """`entrysubtype`, where a reader could not tell the CSL type without it."""
    arxiv = out.get("eprint") if out.get("archiveprefix") == "arXiv" else ""
    held = {"custom.arXiv": arxiv, "container-title": out.get(_container(kind, "date" in out and kind == "book"))}
    held |= {name: out.get(name.lower()) for name in ("URL", "DOI", "ISBN", "publisher")}
    wanted = reference.type if reference.type else "document"
    return tables.SUBTYPES.get(wanted, wanted) if tables.csl_type(kind, "", held) != wanted else ""


def _language(out: Fields, left: Left) -> None:
    tag = str(left.pop("language", ""))
    known = LANGID.get(tag.partition("-")[0])
    if tag:
        out["language"] = known if known and tables.tag(known) == tag else _latex.escape(tag)
    if known and _in_script_of(tag, out.get("title", "")):
        out["langid"] = known


def _in_script_of(tag: str, title: str) -> bool:
    """Is a title printed in the script of its work's language? A translated one must not be hyphenated by its rules."""
    letters = [char for char in title if char.isalpha()]
    return (sum(char > "\u036f" for char in letters) * 2 > len(letters)) == (tag.partition("-")[0] in NOT_LATIN)


@cache
def _field_name() -> regex.Pattern[str]:
    return regex.compile(r"[a-z][a-z0-9_\-]*+")


def _own(out: Fields, left: Left) -> None:
    """Fields of another program's file, which no variable is for, under their own names."""
    for variable in [name for name in left if name.startswith("custom.")]:
        field, value = variable.removeprefix("custom."), left[variable]
        known = field in CUSTOM or not isinstance(value, str) or not _field_name().fullmatch(field)
        if not known and field not in out and field not in notes.ASIDE:
            raw = field in RAW and _balanced(str(value))
            _put(out, left, variable, field, plain(str(value)) if raw else _latex.escape(str(value)))


def _balanced(text: str) -> bool:
    depth = 0
    for char in text:
        depth += {"{": 1, "}": -1}.get(char, 0)
        if depth < 0:
            return False
    return not depth and not text.endswith("\\")


def _note(left: Left) -> str:
    """The printed note, then what no field could hold, each under its name."""
    own = _latex.escape(str(left.pop("note", "")))
    return notes.write(own, [(name, _part(value)) for name, value in left.items()])


def _part(value: Value) -> str:
    """A value in a note: names by semicolons, a body with a comma in braces."""
    if isinstance(value, Date):
        exact = value.parts and in_calendar(value) and not value.literal
        return _latex.escape(edtf(value) if exact else value.literal or str(value))
    if not isinstance(value, tuple):
        return _latex.escape(str(value))
    return "; ".join(_one(item) for item in value if str(item))


def _one(item: Name | str) -> str:
    if isinstance(item, Name) and not item.literal:
        return _latex.name(item)
    return notes.piece(_latex.escape(str(item)))


def _as_text(value: Value) -> str:
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)
