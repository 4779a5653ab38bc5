"""The fields of an entry of BibTeX or BibLaTeX as a CSL-JSON item (the tables stand in docs/formats.md).

Nothing is lost: a field that no variable is for stands under `custom` by its own name, and is written as a field again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import regex

from polybib.formats import _bibtex_dates as dates
from polybib.formats import _bibtex_names as people
from polybib.formats import _bibtex_notes as notes
from polybib.formats import _bibtex_tables as tables
from polybib.formats._bibtex_latex import decode, verbatim
from polybib.model import Issue

SUBTITLES = {
    "subtitle": "title",
    "journalsubtitle": "journal",
    "booksubtitle": "booktitle",
    "mainsubtitle": "maintitle",
}
RAW = frozenset(("url", "doi", "file", "eprint", "options", "pdf", "local-url"))
PRINTED = {"percent": regex.compile("%(7[BD]|5C|20)")}
GIVEN = ("year", "month", "day", "date")
Item = dict[str, Any]


def item(kind: str, fields: dict[str, str]) -> tuple[Item, list[Issue]]:
    r"""The CSL-JSON item of an entry, without its id; and what is doubtful in it.

    >>> item("article", {"author": "Smith, J.", "title": "{DNA} \\& more", "journaltitle": "J", "pages": "1--9"})[0]
    ... # doctest: +NORMALIZE_WHITESPACE
    {'author': [{'family': 'Smith', 'given': 'J.'}], 'title': 'DNA & more', 'page': '1-9', 'container-title': 'J',
     'type': 'article-journal'}
    """
    left: dict[str, str] = {}
    for name, value in fields.items():
        usual = tables.ALIASES.get(name, name)
        if value.strip():
            left[name if usual in fields or usual in left else usual] = value
    made = _Made(kind, left)
    for step in (_people, _titles, _dates, _identifiers, _numbers, _texts, _language, _note, _rest):
        step(made)
    subtype = decode(left.pop("entrysubtype", ""))
    held = {**made.item, **{f"custom.{name}": value for name, value in made.custom.items()}}
    made.item["type"] = tables.csl_type(kind, subtype, held)
    if subtype and subtype not in (made.item["type"], tables.SUBTYPES.get(made.item["type"])):
        made.custom["entrysubtype"] = subtype
    if made.item["type"] == "document" and kind not in tables.CSL_TYPE:
        made.issues.append(Issue("type-unknown", f"the entry type @{kind} is not known: taken as a document"))
        made.custom["entrytype"] = kind
    if made.custom:
        made.item["custom"] = made.custom
    return made.item, made.issues


class _Made:
    """The item in the making: the fields that are left, the variables, and those under `custom`."""

    def __init__(self, kind: str, left: dict[str, str]) -> None:
        self.kind, self.left = kind, left
        self.item: Item = {}
        self.custom: Item = {}
        self.issues: list[Issue] = []

    def put(self, variable: str, value: Any, field: str = "") -> None:
        """A variable that is free, else the field under its own name."""
        custom = variable.startswith("custom.")
        target, name = (self.custom, variable[7:]) if custom else (self.item, variable)
        if not value or target.get(name) == value:
            return
        if name in target:
            target, name = self.custom, field or name
        target[name] = value

    def move(self, field: str, variable: str, read: Callable[[str], Any] = decode) -> None:
        if field in self.left:
            self.put(variable, read(self.left.pop(field)), field)


def _people(made: _Made) -> None:
    left = made.left
    for field, variable in tables.NAMES.items():
        role = decode(left.get(f"{field}type", "")) if field == "editor" else ""
        if field in left:
            if role == "compiler" and left.pop("editortype"):
                variable = "compiler"
            _names(made, left.pop(field), variable, field)
    for letter in "abc":
        role = decode(left.get(f"editor{letter}type", ""))
        variable = "translator" if role == "translator" else "compiler" if role == "compiler" else ""
        if variable and f"editor{letter}" in left and variable not in made.item:
            del left[f"editor{letter}type"]
            _names(made, left.pop(f"editor{letter}"), variable, f"editor{letter}")
    if "nameaddon" in left:
        made.custom["author-original"] = [p for p in map(decode, people.divided(left.pop("nameaddon"), ";")) if p]


def _names(made: _Made, text: str, variable: str, field: str) -> None:
    found = people.read(text)
    made.put(variable, found.names, field)
    if found.others:
        made.put("custom.et-al", "yes" if variable == "author" else variable, f"{field}-et-al")
    if found.doubt:
        made.issues.append(Issue("names-unread", f"{field}: {found.doubt}"))


def _titles(made: _Made) -> None:
    left = made.left
    for sub, main in SUBTITLES.items():
        if sub in left:
            head, tail = left.get(main, ""), left.pop(sub)
            left[main] = f"{head}{' ' if head[-1:] in '?!.' else ': '}{tail}" if head else tail
    made.move("title", "title")
    for field, which in (("titleaddon", ""), ("journaltitleaddon", "container-"), ("booktitleaddon", "container-")):
        inner = decode(left.get(field, ""))
        if inner.startswith("[") and inner.endswith("]"):
            base = made.item.get("title", "") if not which else decode(left.get("journal") or left.get("booktitle", ""))
            for form, value in notes.forms(inner[1:-1], base).items():
                made.put(f"custom.{which}title-{form}", value, field)
            del left[field]


def _dates(made: _Made) -> None:
    left = made.left
    given = {name: (verbatim if name == "date" else decode)(left.pop(name, "")) for name in GIVEN}
    issued = dates.edtf(given["date"]) if given["date"] else {}
    if not issued or ("literal" in issued and given["year"]):
        made.put("custom.date-literal", issued.get("literal", ""))
        issued = dates.printed(given["year"], given["month"], given["day"]) if any(given.values()) else {}
    _put_date(made, "issued", issued)
    for field, variable in tables.DATES.items():
        if field in left:
            _put_date(made, variable, dates.edtf(verbatim(left.pop(field))))


def _put_date(made: _Made, variable: str, date: Item) -> None:
    """A date; one that is in no form of BibTeX is read as a printed one, and kept beside as it stands."""
    literal = date.get("literal", "")
    if literal:
        from polybib.values import dates as printed

        found = printed.parse(literal)
        if found.parts:
            date = {**found.csl(), "literal": ""}
            made.put("custom.date-literal", literal if literal not in str(found) else "", f"{variable}-literal")
        elif any(map(str.isdigit, literal)):
            made.issues.append(Issue("date-unread", f"the date {literal!r} stays as it stands"))
    made.put(variable, {key: value for key, value in date.items() if value})


def _identifiers(made: _Made) -> None:
    left = made.left
    how = left.get("howpublished", "")
    if "url" not in left and (found := _url_in().search(how)):
        left["url"] = found[1] or found[0]
        rest = decode(how[: found.start()] + how[found.end() :]).strip(" .,;:")
        del left["howpublished"]
        made.put("note", rest)
    made.move("url", "URL", verbatim)
    made.move("doi", "DOI", doi)
    prefix = left.get("archiveprefix", "").strip().lower()
    number = verbatim(left.get("eprint", ""))
    if prefix in ("arxiv", "") and number and (prefix or _arxiv().fullmatch(number)):
        made.put("custom.arXiv", regex.sub("^arxiv:", "", number, flags=regex.I))
        left.pop("eprint"), left.pop("archiveprefix", "")
    elif prefix == "pubmed" and number:
        made.put("PMID", number, "eprint")
        left.pop("eprint"), left.pop("archiveprefix", "")


def doi(text: str) -> str:
    """A DOI without the address of its resolver; what `_latex.verbatim` writes in percent form as it was."""
    bare = regex.sub(r"^(?:https?://(?:dx\.|www\.)?doi\.org/|doi:\s*)", "", verbatim(text), flags=regex.I)
    return PRINTED["percent"].sub(lambda found: chr(int(found[1], 16)), bare)


@cache
def _url_in() -> regex.Pattern[str]:
    return regex.compile(r"\\url\s*\{([^{}]*+)\}|(?:https?|ftp)://[^\s{}]++")


@cache
def _arxiv() -> regex.Pattern[str]:
    return regex.compile(r"(?:arxiv:)?(?:\d{4}\.\d{4,5}|[a-z\-]++(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?", flags=regex.I)


def _numbers(made: _Made) -> None:
    made.move("pages", "page", pages)
    made.move("edition", "edition", lambda text: edition(decode(text)))
    made.move("number", tables.number_variable(made.kind))
    if "type" in made.left:
        genre = decode(made.left.pop("type"))
        made.put("genre", tables.GENRES.get(genre.lower(), genre) if genre != tables.THESIS else "", "type")
    elif made.kind in ("phdthesis", "mastersthesis", "bachelorthesis"):
        made.put("genre", tables.GENRES[made.kind])


def pages(text: str) -> str:
    """Pages with the hyphen of CSL in ranges.

    >>> pages("129--146, 150"), pages("12 – 15"), pages("S1-{}-S4")
    ('129-146, 150', '12-15', 'S1--S4')
    """
    return decode(regex.sub(r"\s*+(?:-{2,3}+|[–—])\s*+", "-", text))


def edition(text: str) -> str:
    """An edition, as a number where it is nothing but one.

    >>> edition("Second"), edition("3rd"), edition("2., überarb. Aufl.")
    ('2', '3', '2., überarb. Aufl.')
    """
    from polybib.values.numerals import ordinal

    if found := regex.fullmatch(r"(\d+)(?:st|nd|rd|th|e|\.|-?е|ª|º)?(?:\s+(?:ed\.?|edition))?", text, flags=regex.I):
        return found[1]
    return str(ordinal(text) or text) if text.isalpha() else text


def _texts(made: _Made) -> None:
    for field in ("booktitle", "howpublished"):  # the event, written where a container is wanted
        if field in made.left and made.left.get("eventtitle") == made.left[field]:
            del made.left[field]
    if made.left.get("organization") and made.left.get("institution") == made.left["organization"]:
        del made.left["institution"]  # the body that issued a report, not its publisher
    if made.kind in tables.SITES:
        made.move("organization", "container-title")
    elif made.kind not in tables.FIXED_CONTAINER:
        made.move("howpublished", "container-title")
    if "library" in made.left:
        own, held = notes.read(made.left.pop("library"))
        for variable, value in {"archive": own, **held}.items():
            made.put(variable, value)
    for field, variable in tables.TEXT.items():
        made.move(field, variable)


def _language(made: _Made) -> None:
    named = [decode(made.left.pop(name)) for name in ("language", "langid") if name in made.left]
    if named:
        first = people.divided(named[0], ",")[0]
        made.put("language", tables.tag(first))
        if len(named) > 1 and tables.tag(named[1]).partition("-")[0] != tables.tag(first).partition("-")[0]:
            made.custom["langid"] = named[1]
        if first != named[0]:
            made.custom["languages"] = named[0]


def _note(made: _Made) -> None:
    if "note" in made.left:
        own, held = notes.read(made.left.pop("note"))
        made.put("note", "; ".join(part for part in (made.item.pop("note", ""), own) if part))
        for variable, value in held.items():
            made.put(variable, value)


def _rest(made: _Made) -> None:
    for field in [name for name in made.left if name != "entrysubtype"]:
        value = made.left.pop(field)
        made.put(f"custom.{field}", verbatim(value) if field == "eprint" else value if field in RAW else decode(value))
