"""A reference as a BibTeX entry: its type, and its fields in a fixed order (the tables stand in docs/formats.md).

The entry types are those of BibTeX, which biber knows too; fields that only BibLaTeX has are added, because BibTeX
ignores what it does not know. A variable without a field of its own, or whose field is taken, goes into `note` under
its name, so nothing is lost.
"""

from __future__ import annotations

from polybib import words
from polybib.formats import _latex
from polybib.formats._text import plain
from polybib.model import Date, Name, Reference, Value

NOT_LATIN = frozenset(("ru", "uk", "be", "kk", "zh", "ja", "ko", "bg", "sr", "el", "he", "ar", "fa", "mn"))
TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "review": "article",
    "review-book": "article",
    "book": "book",
    "classic": "book",
    "collection": "book",
    "musical_score": "book",
    "pamphlet": "booklet",
    "chapter": "incollection",
    "entry": "incollection",
    "entry-dictionary": "incollection",
    "entry-encyclopedia": "incollection",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "thesis": "phdthesis",
}  # every other type is "misc"
SUBTYPES = {"article-newspaper": "newspaper", "article-magazine": "magazine"}
# The field that holds the container, the publisher and the issuing body, by entry type; "*" is any other type.
CONTAINER = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle", "misc": "howpublished"}
PUBLISHER = {"techreport": "institution", "phdthesis": "school", "mastersthesis": "school", "*": "publisher"}
AUTHORITY = {"techreport": "institution", "*": "organization"}
PEOPLE = {"author": "author", "editor": "editor", "translator": "translator", "container-author": "bookauthor"}
PLAIN = {
    "title-short": "shorttitle",
    "custom.short-form": "shorttitle",
    "container-title-short": "shortjournal",
    "volume": "volume",
    "issue": "number",
    "collection-title": "series",
    "collection-number": "number",
    "chapter-number": "chapter",
    "part-number": "part",
    "edition": "edition",
    "number-of-volumes": "volumes",
    "number-of-pages": "pagetotal",
    "number": "number",
    "genre": "type",
    "publisher-place": "address",
    "original-title": "origtitle",
    "custom.orig-language": "origlanguage",
    "status": "pubstate",
    "version": "version",
    "ISBN": "isbn",
    "ISSN": "issn",
    "PMID": "pmid",
    "PMCID": "pmcid",
    "custom.arXiv": "eprint",
}
EVENT = {"inproceedings": {"event-title": "eventtitle", "event-place": "venue"}, "misc": {"event-place": "address"}}
VERBATIM = {"DOI": "doi", "URL": "url"}
DATES = {"accessed": "urldate", "event-date": "eventdate", "original-date": "origdate"}
LABELS = {"container-title": "in", "custom.locator": "cited page"}  # of what stands in `note`; others keep their names
# Other forms of a title and of names: the field, and the variables that go into it, in this order.
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
    "translator", "bookauthor", "journal", "journaltitleaddon", "shortjournal", "entrysubtype", "booktitle",
    "booktitleaddon", "howpublished", "type", "school", "institution", "organization", "publisher", "address",
    "edition", "series", "volume", "volumes", "part", "number", "chapter", "year", "month", "day", "date", "pages",
    "pagetotal", "eventtitle", "eventdate", "venue", "origtitle", "origdate", "origlanguage", "pubstate", "version",
    "isbn", "issn", "doi", "eprint", "archiveprefix", "pmid", "pmcid", "url", "urldate", "library", "language",
    "langid", "note",
)  # fmt: skip
RANK = {name: n for n, name in enumerate(ORDER)}
SHELF = ("archive", "archive-place", "archive_collection", "archive_location", "call-number")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SEASONS = ("Spring", "Summer", "Autumn", "Winter")
# Names of languages as babel and BibLaTeX know them, by BCP 47 tag.
LANGID = {
    "en": "english", "ru": "russian", "uk": "ukrainian", "be": "belarusian", "kk": "kazakh", "zh": "chinese",
    "ja": "japanese", "ko": "korean", "de": "german", "fr": "french", "es": "spanish", "it": "italian",
    "pt": "portuguese", "pl": "polish", "nl": "dutch", "cs": "czech", "sk": "slovak", "sv": "swedish", "da": "danish",
    "nb": "norwegian", "no": "norwegian", "fi": "finnish", "hu": "hungarian", "ro": "romanian", "bg": "bulgarian",
    "sr": "serbian", "hr": "croatian", "sl": "slovene", "el": "greek", "tr": "turkish", "la": "latin", "he": "hebrew",
    "ar": "arabic", "fa": "persian", "vi": "vietnamese", "lt": "lithuanian", "lv": "latvian", "et": "estonian",
    "ca": "catalan", "id": "indonesian", "mn": "mongolian",
}  # fmt: skip


def entry_type(reference: Reference) -> str:
    """The BibTeX type of an entry.

    >>> from polybib.model import Field
    >>> entry_type(Reference("thesis", {"genre": Field("硕士学位论文")})), entry_type(Reference("webpage", {}))
    ('mastersthesis', 'misc')
    """
    if reference.type == "thesis":
        genre = reference.text("genre").lower()
        return "mastersthesis" if any(word in genre for word in words.get("degree.master")) else "phdthesis"
    return TYPES.get(reference.type, "misc")


def fields(reference: Reference) -> list[tuple[str, str]]:
    """The fields of an entry, each value as it stands in the file: in braces, but a month is a macro without them."""
    kind = entry_type(reference)
    left = {name: held.value for name, held in reference.fields.items() if held.value}
    out: dict[str, str] = {}
    _people(out, left)
    _titles(out, left, kind)
    _dates(out, left)
    _plain(out, left, kind)
    _language(out, left)
    if subtype := SUBTYPES.get(reference.type):
        out["entrysubtype"] = subtype
    if note := _note(left):
        out["note"] = note
    return [(name, _enclosed(name, out[name])) for name in sorted(out, key=RANK.__getitem__)]


def _enclosed(name: str, value: str) -> str:
    return value if name == "month" and value in MONTHS else f"{{{value}}}"


def _put(out: dict[str, str], left: dict[str, Value], variable: str, field: str, value: str) -> None:
    """Moves a variable into a field, where the field is free."""
    if value and field not in out:
        out[field] = value
        del left[variable]


def _people(out: dict[str, str], left: dict[str, Value]) -> None:
    others = left.pop("custom.et-al", "") == "yes"
    for variable, field in PEOPLE.items():
        if people := _names_of(left, variable):
            _put(out, left, variable, field, _latex.names(people, others=others and variable == "author"))
    if compilers := _names_of(left, "compiler"):
        role = "editora" if "editor" in out else "editor"
        out[f"{role}type"] = "compiler"
        _put(out, left, "compiler", role, _latex.names(compilers))
    originals = left.get("custom.author-original")
    if originals and "author" in out:
        _put(out, left, "custom.author-original", "nameaddon", _latex.escape(_as_text(originals)))
    if others and "author" not in out:
        left["custom.et-al"] = "yes"


def _names_of(left: dict[str, Value], variable: str) -> tuple[Name, ...]:
    people = left.get(variable)
    return tuple(p for p in people if isinstance(p, Name) and str(p)) if isinstance(people, tuple) else ()


def _titles(out: dict[str, str], left: dict[str, Value], kind: str) -> None:
    language = str(left.get("language", ""))
    if "title" in left:
        _put(out, left, "title", "title", _latex.title(str(left["title"]), language))
    container = CONTAINER.get(kind, "")
    if "container-title" in left and container:
        _put(out, left, "container-title", container, _latex.escape(str(left["container-title"])))
    elif "event-title" in left and container in ("booktitle", "howpublished"):
        _put(out, left, "event-title", container, _latex.escape(str(left["event-title"])))
    for addon, variables in ADDONS.items():
        held = [name for name in variables if left.get(name)]
        field = addon if addon == "titleaddon" else CONTAINER_ADDON.get(container, "")
        base = "title" if addon == "titleaddon" else container
        if held and field and base in out:
            out[field] = f"[{_latex.escape(' / '.join(str(left.pop(name)) for name in held))}]"


def _dates(out: dict[str, str], left: dict[str, Value]) -> None:
    issued = left.get("issued")
    if isinstance(issued, Date) and (issued.parts or issued.literal):
        del left["issued"]
        out.update(_issued(issued))
    for variable, field in DATES.items():
        held = left.get(variable)
        if isinstance(held, Date) and held.parts:
            _put(out, left, variable, field, edtf(held))


def _issued(date: Date) -> dict[str, str]:
    """year, month and day for a plain date; with a range, a season or doubt also `date`, which only BibLaTeX reads."""
    if not date.parts:
        return {"year": _latex.escape(date.literal)}
    first, last = date.parts[0], date.parts[-1]
    out = {"year": str(first[0])}
    if len(date.parts) > 1 and first[0] != last[0]:
        out["year"] += f"--{last[0] or ''}"
    elif len(first) > 1 and 1 <= first[1] <= 12:
        out["month"] = MONTHS[first[1] - 1]
        if len(first) > 2 and len(date.parts) == 1:
            out["day"] = str(first[2])
    if 1 <= date.season <= 4:
        out.setdefault("month", SEASONS[date.season - 1])
    if len(date.parts) > 1 or date.season or date.circa or first[0] < 1:
        out["date"] = edtf(date)
    return out


def edtf(date: Date) -> str:
    """A date in the form that BibLaTeX reads (ISO 8601-2): ranges, seasons, years before our era.

    >>> edtf(Date(((2018,), (0,)))), edtf(Date(((2018,),), season=1)), edtf(Date(((-44,),), circa=True))
    ('2018/', '2018-21', '-0043~')
    """
    pieces = [_iso(part) for part in date.parts]
    if len(date.parts) == 1 and len(date.parts[0]) == 1 and 1 <= date.season <= 4:
        pieces = [f"{pieces[0]}-2{date.season}"]
    return "/".join(piece + ("~" if date.circa and piece else "") for piece in pieces)


def _iso(part: tuple[int, ...]) -> str:
    if part[0] == 0:
        return ""
    year = f"{part[0]:04d}" if part[0] > 0 else f"-{abs(part[0] + 1):04d}"
    return "-".join((year, *(f"{n:02d}" for n in part[1:])))


def _plain(out: dict[str, str], left: dict[str, Value], kind: str) -> None:
    if "page" in left:
        _put(out, left, "page", "pages", _latex.page_ranges(str(left["page"])))
    for variable, table in (("publisher", PUBLISHER), ("authority", AUTHORITY)):
        if variable in left:
            _put(out, left, variable, table.get(kind, table["*"]), _latex.escape(str(left[variable])))
    for variable, field in {**PLAIN, **EVENT.get(kind, {})}.items():
        if variable in left:
            _put(out, left, variable, field, _latex.escape(str(left[variable])))
    for variable, field in VERBATIM.items():
        if variable in left:
            _put(out, left, variable, field, _latex.verbatim(str(left[variable])))
    if "eprint" in out:
        out["archiveprefix"] = "arXiv"
    shelf = [str(left.pop(name)) for name in SHELF if name in left]
    if shelf:
        out["library"] = _latex.escape(", ".join(shelf))


def _language(out: dict[str, str], left: dict[str, Value]) -> None:
    tag = str(left.pop("language", ""))
    known = LANGID.get(tag.partition("-")[0])
    if tag:
        out["language"] = known or _latex.escape(tag)
    if known and _in_script_of(tag, out.get("title", "")):
        out["langid"] = known


def _in_script_of(tag: str, title: str) -> bool:
    """Is a title printed in the script of its work's language? A translated one must not be hyphenated by its rules."""
    letters = [char for char in title if char.isalpha()]
    return (sum(char > "\u036f" for char in letters) * 2 > len(letters)) == (tag.partition("-")[0] in NOT_LATIN)


def _note(left: dict[str, Value]) -> str:
    """The printed note, then what no field could hold, each under its name."""
    own = plain(str(left.pop("note", "")))
    rest = [f"{LABELS.get(name, name.removeprefix('custom.'))}: {_as_text(value)}" for name, value in left.items()]
    return _latex.escape("; ".join(part for part in (own, *rest) if part))


def _as_text(value: Value) -> str:
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)
