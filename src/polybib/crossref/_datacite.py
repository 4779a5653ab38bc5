"""The attributes of a DataCite DOI as CSL variables (DataCite Metadata Schema 4.6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from polybib.crossref import _parts
from polybib.model import Name, Value

TYPES = {
    "Audiovisual": "motion_picture", "Book": "book", "BookChapter": "chapter", "Collection": "collection",
    "ComputationalNotebook": "software", "ConferencePaper": "paper-conference", "ConferenceProceeding": "book",
    "DataPaper": "article-journal", "Dataset": "dataset", "Dissertation": "thesis", "Event": "event",
    "Image": "graphic", "Journal": "periodical", "JournalArticle": "article-journal", "PeerReview": "review",
    "Preprint": "article", "Report": "report", "Software": "software", "Sound": "song", "Standard": "standard",
}  # fmt: skip
FREE = {  # what stands in the free type beside "Text"
    "thesis": "thesis", "dissertation": "thesis", "journal article": "article-journal", "article": "article-journal",
    "book": "book", "book chapter": "chapter", "conference paper": "paper-conference", "preprint": "article",
    "report": "report", "working paper": "report",
}  # fmt: skip


def variables(attributes: Mapping[str, Any]) -> tuple[str, dict[str, Value], tuple[int, ...]]:
    """The type, the variables and the years in which it may be said to have appeared.

    >>> kind, found, years = variables({"titles": [{"title": "An Essay", "titleType": "Subtitle"}, {"title": "B"}]})
    >>> kind, found["title"], years
    ('document', 'B: An Essay', ())
    """
    kind = _kind(attributes.get("types"))
    found: dict[str, Value] = {**_titles(attributes)}
    helpers = _parts.mappings(attributes.get("contributors"))
    found["author"] = _people(_parts.mappings(attributes.get("creators")))
    found["editor"] = _people(one for one in helpers if one.get("contributorType") == "Editor")
    publisher = attributes.get("publisher")
    found["publisher"] = _parts.text(publisher.get("name") if isinstance(publisher, Mapping) else publisher)
    found["language"], found["version"] = (
        _parts.text(attributes.get("language")),
        _parts.text(attributes.get("version")),
    )
    if kind == "article":
        found["genre"] = "preprint"
    found |= _place(attributes.get("container"))
    dates = {one.get("dateType"): _parts.date(one.get("date")) for one in _parts.mappings(attributes.get("dates"))}
    year = _parts.date(attributes.get("publicationYear"))
    issued = dates.get("Issued") if dates.get("Issued") else year or dates.get("Available") or dates.get("Submitted")
    if issued:
        found["issued"] = issued
    held = (year, *(dates.get(name) for name in ("Issued", "Available", "Submitted", "Created")))
    return kind, found, tuple(sorted({one.year for one in held if one and one.year}))


def _kind(types: Any) -> str:
    held = types if isinstance(types, Mapping) else {}
    general, free = _parts.text(held.get("resourceTypeGeneral")), _parts.text(held.get("resourceType"))
    return TYPES.get(general) or FREE.get(free.lower()) or "document"


def _titles(attributes: Mapping[str, Any]) -> dict[str, Value]:
    by_kind: dict[str, list[str]] = {}
    for one in _parts.mappings(attributes.get("titles")):
        if title := _parts.text(one.get("title")):
            by_kind.setdefault(_parts.text(one.get("titleType")), []).append(title)
    own = by_kind.get("", [])
    found: dict[str, Value] = {"title": _parts.title(own[:1], by_kind.get("Subtitle", []))}
    found["custom.title-translated"] = next(iter([*by_kind.get("TranslatedTitle", []), *own[1:]]), "")
    found["custom.title-original"] = next(iter(by_kind.get("AlternativeTitle", [])), "")
    return found


def _people(listed: Iterable[Mapping[str, Any]]) -> tuple[Name, ...]:
    return tuple(name for one in listed if (name := _name(one)) != Name())


def _name(one: Mapping[str, Any]) -> Name:
    """A creator; a personal name that is not divided has its comma after the family name."""
    family, given, whole = (_parts.text(one.get(key)) for key in ("familyName", "givenName", "name"))
    if one.get("nameType") == "Organizational":
        return Name(literal=whole)
    if not family and "," in whole and whole.count(",") == 1:
        family, given = (part.strip() for part in whole.split(","))
    return Name(family=family, given=given) if family else Name(literal=whole or given)


def _place(container: Any) -> dict[str, Value]:
    held = container if isinstance(container, Mapping) else {}
    first, last = _parts.text(held.get("firstPage")), _parts.text(held.get("lastPage"))
    found: dict[str, Value] = {"page": f"{first}-{last}" if first and last and first != last else first or last}
    found["container-title"] = _parts.text(held.get("title"))
    found["volume"], found["issue"] = _parts.text(held.get("volume")), _parts.text(held.get("issue"))
    return found


def relations(attributes: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Related DOIs by kind, in Crossref's spelling of the kinds.

    >>> relations({"relatedIdentifiers": [{"relationType": "IsVersionOf", "relatedIdentifierType": "DOI",
    ...                                    "relatedIdentifier": "10.5281/zenodo.1"}]})
    {'is-version-of': ('10.5281/zenodo.1',)}
    """
    found: dict[str, tuple[str, ...]] = {}
    for one in _parts.mappings(attributes.get("relatedIdentifiers")):
        number = _parts.doi(one.get("relatedIdentifier"))
        kind = _parts.kebab(_parts.text(one.get("relationType")))
        if number and kind:
            found[kind] = tuple(dict.fromkeys((*found.get(kind, ()), number)))
    return found
