"""The records of Crossref and DataCite as references of ours.

Crossref: REST API, "works" (https://api.crossref.org/swagger-ui; the fields of a work). DataCite: metadata schema 4.6
in JSON, as its REST API gives it under `attributes`. Nothing that stands in them is trusted: a null, a list where a
text should be or a year of 0 costs that value only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from polybib import words
from polybib.crossref import _datacite, _parts
from polybib.crossref.model import Notice, Record
from polybib.model import Date, Field, Reference, Value

# What is asked for with `select`; the API refuses `language`, `edition-number` and `institution` there (single works
# and lists without `select` have them).
SELECT = (
    "DOI", "type", "title", "subtitle", "original-title", "short-title", "author", "editor", "translator",
    "container-title", "short-container-title", "volume", "issue", "page", "article-number", "published-print",
    "published-online", "published", "issued", "posted", "approved", "publisher", "publisher-location", "ISSN", "ISBN",
    "event", "degree", "standards-body", "group-title", "relation", "update-to", "updated-by", "score",
)  # fmt: skip
TYPES = {
    "journal-article": "article-journal", "proceedings-article": "paper-conference", "book-chapter": "chapter",
    "book-section": "chapter", "book-part": "chapter", "book-track": "chapter", "reference-entry": "entry",
    "posted-content": "article", "monograph": "book", "edited-book": "book", "reference-book": "book", "book": "book",
    "book-series": "book", "book-set": "book", "proceedings": "book", "proceedings-series": "periodical",
    "dissertation": "thesis", "peer-review": "review", "report": "report", "report-component": "report",
    "report-series": "periodical", "journal": "periodical", "journal-issue": "periodical",
    "journal-volume": "periodical", "standard": "standard", "standard-series": "standard", "dataset": "dataset",
    "database": "dataset", "component": "document", "grant": "document", "other": "document",
}  # fmt: skip
PLAIN = {
    "volume": "volume", "issue": "issue", "publisher": "publisher", "publisher-location": "publisher-place",
    "language": "language", "short-title": "title-short", "degree": "genre",
}  # fmt: skip
DATED = ("published-print", "published-online", "issued", "published", "published-other", "posted", "approved")


def read(message: Mapping[str, Any], *, retrieved: str = "") -> Record:
    """A Crossref work (the `message` of an answer, or an item of a list) as a record.

    `issued` is the earliest date of publication, as Crossref has it; `Record.years` has the years of all of them, as a
    printed reference may have any.

    >>> found = read({"DOI": "10.5555/1", "type": "journal-article", "title": ["On <i>Trust</i>"], "author": [None],
    ...               "published-online": {"date-parts": [[2019, 12]]}, "published-print": {"date-parts": [[2020]]}})
    >>> found.reference.type, found.reference.text("title"), found.reference.text("issued"), found.years
    ('article-journal', 'On Trust', '2019-12', (2019, 2020))
    """
    title, withdrawn = taken_back(
        _parts.title(_parts.texts(message.get("title")), _parts.texts(message.get("subtitle")))
    )
    number = _parts.doi(message.get("DOI"), whole=True) or _parts.text(message.get("DOI"))
    kind = TYPES.get(_parts.text(message.get("type")), "document")
    found: dict[str, Value] = {"title": title}
    for role in ("author", "editor", "translator"):
        found[role] = _parts.names(message.get(role))
    found |= {name: _parts.text(message.get(key)) for key, name in PLAIN.items()}
    found |= _titles(message, title) | _container(message, kind) | _place(message, kind)
    dates = sorted((d for key in DATED if (d := _parts.date(message.get(key)))), key=lambda date: date.parts)
    if dates:
        found["issued"] = _earliest(dates)
    found["DOI"] = number
    notices = tuple(_notices(message.get("updated-by")))
    if withdrawn and not any(one.kind in ("retraction", "withdrawal", "removal") for one in notices):
        notices = (Notice(withdrawn, source="publisher", label="said in the title"), *notices)
    score = message.get("score")
    return Record(
        doi=number,
        reference=Reference(
            kind, {name: Field(value, "crossref") for name, value in found.items() if value}, id=number
        ),
        notices=notices,
        updates=tuple(one for one in _notices(message.get("update-to")) if one.doi.lower() != number.lower()),
        relations=_relations(message.get("relation")),
        retrieved=retrieved,
        score=float(score) if isinstance(score, (int, float)) else 0.0,
        years=tuple(sorted({date.year for date in dates if date.year})),
    )


def read_datacite(attributes: Mapping[str, Any], *, retrieved: str = "") -> Record:
    """The attributes of a DataCite DOI as a record.

    >>> found = read_datacite({"doi": "10.5281/zenodo.1", "titles": [{"title": "Data"}], "publicationYear": 2020,
    ...     "creators": [{"name": "Hu, Di", "nameType": "Personal"}], "types": {"resourceTypeGeneral": "Dataset"}})
    >>> found.reference.type, found.reference.text("author"), found.reference.text("issued"), found.source
    ('dataset', 'Hu, Di', '2020', 'datacite')
    """
    kind, found, years = _datacite.variables(attributes)
    number = _parts.text(attributes.get("doi"))
    fields = {name: Field(value, "datacite") for name, value in {**found, "DOI": number}.items() if value}
    return Record(
        doi=number,
        reference=Reference(kind, fields, id=number),
        relations=_datacite.relations(attributes),
        source="datacite",
        retrieved=retrieved,
        years=years,
    )


def _titles(message: Mapping[str, Any], title: str) -> dict[str, Value]:
    """The title in other languages: `original-title`, and what follows the first of `title`."""
    found: dict[str, Value] = {}
    originals = [one for one in _parts.texts(message.get("original-title")) if one.casefold() not in title.casefold()]
    others = [one for one in _parts.texts(message.get("title"))[1:2] if one.casefold() not in title.casefold()]
    if originals:
        found["custom.title-original"] = originals[0]
    if others:
        found["custom.title-translated"] = others[0]
    return found


def _container(message: Mapping[str, Any], kind: str) -> dict[str, Value]:
    """Journal, book or proceedings; of two one is the series: the first, unless the other is called so."""
    names = list(dict.fromkeys(_parts.texts(message.get("container-title"))))
    found: dict[str, Value] = {}
    if kind in ("book", "report", "standard"):
        found["collection-title"] = names[0] if names else ""
    elif len(names) > 1 and kind in ("chapter", "paper-conference", "entry", "document"):
        series = words.get("series.sign")
        last = any(word in names[-1].lower() for word in series) and not any(w in names[0].lower() for w in series)
        found["container-title"], found["collection-title"] = (names[0], names[-1]) if last else (names[-1], names[0])
    else:
        found["container-title"] = names[0] if names else ""
    short = _parts.text(message.get("short-container-title"))
    if short and short != found.get("container-title") and len(names) < 2 and "container-title" in found:
        found["container-title-short"] = short
    return found


def _place(message: Mapping[str, Any], kind: str) -> dict[str, Value]:
    """Where it stands and who brought it out: pages, edition, numbers, event, institution."""
    page, article = _parts.text(message.get("page")), _parts.text(message.get("article-number"))
    issue = message.get("journal-issue")
    event = next(_parts.mappings(message.get("event")), {})
    found: dict[str, Value] = {"page": page or article, "number": article if page and article != page else ""}
    if isinstance(issue, Mapping) and not message.get("issue"):
        found["issue"] = _parts.text(issue.get("issue"))
    edition = _parts.text(message.get("edition-number"))
    found["edition"] = "" if edition == "0" else edition
    found["ISSN"] = ", ".join(dict.fromkeys(_parts.texts(message.get("ISSN"))))
    found["ISBN"] = ", ".join(dict.fromkeys(one.rsplit("/", 1)[-1] for one in _parts.texts(message.get("ISBN"))))
    found["event-title"], found["event-place"] = _parts.text(event.get("name")), _parts.text(event.get("location"))
    if held := _parts.date(event.get("start")):
        found["event-date"] = held
    institution = _parts.text(next(_parts.mappings(message.get("institution")), {}).get("name"))
    if institution and kind in ("thesis", "article", "report"):
        found["publisher"] = institution
    if kind == "article" and _parts.text(message.get("subtype")) in ("", "preprint"):
        found["genre"] = "preprint"
    found["authority"] = _parts.text(next(_parts.mappings(message.get("standards-body")), {}).get("name"))
    return found


def _earliest(dates: list[Date]) -> Date:
    """The earliest of sorted dates; of those of one year the one that tells more, so 2020-03-01 rather than 2020."""
    return max((one for one in dates if one.year == dates[0].year), key=lambda date: len(date.parts[0]))


def taken_back(title: str) -> tuple[str, str]:
    """A title without the word by which publishers mark what was retracted, and what that word means."""
    head, colon, rest = title.partition(":")
    sign = head.strip(" [](){}.").lower()
    for kind in ("retraction", "withdrawal", "removal"):
        if sign and colon and rest.strip() and sign in words.get(f"title.{kind}-mark"):
            return rest.strip(), kind
        for word in words.get(f"title.{kind}-mark"):
            if title[:1] in "[(【" and title[1:].lower().startswith(word) and title[len(word) + 1 :][:1] in "])】":
                return title[len(word) + 2 :].strip(" :") or title, kind
    return title, ""


def _notices(value: Any) -> Iterator[Notice]:
    for one in _parts.mappings(value):
        kind = _parts.kebab(_parts.text(one.get("type")))
        if number := _parts.doi(one.get("DOI")):
            when, source = _parts.date(one.get("updated")), _parts.text(one.get("source"))
            yield Notice(kind or "notice", number, when, source or "publisher", _parts.text(one.get("label")))


def _relations(value: Any) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for kind, held in value.items() if isinstance(value, Mapping) else ():
        numbers = (_parts.doi(one.get("id")) for one in _parts.mappings(held))
        if isinstance(kind, str) and (kept := tuple(dict.fromkeys(filter(None, numbers)))):
            found[_parts.kebab(kind)] = kept
    return found


def years(record: Record) -> tuple[int, ...]:
    """Every year in which a work may be said to have appeared: online, in print, in its own metadata.

    >>> years(Record("10.5555/1", Reference("book", {"issued": Field(Date(((2020,),)))})))
    (2020,)
    """
    held = record.reference.fields.get("issued")
    own = (held.value.year,) if held is not None and isinstance(held.value, Date) and held.value.year else ()
    return tuple(sorted({*record.years, *own}))


def with_score(record: Record, score: float) -> Record:
    """The record with the relevance that a search gave it."""
    return replace(record, score=score)
