"""The words of the reports."""

from __future__ import annotations

NOT_FAKE = (
    "Not found is not fake. A reference that was not found may be right: books, laws, web pages, reports, and many "
    "works in Chinese, Russian and other languages are registered elsewhere or nowhere. The report says only what "
    "was asked, and what was answered."
)
IDENTITIES = {
    "same": "Confirmed",
    "probable": "Probable",
    "other": "DOI of another work",
    "not-found": "Not found",
    "not-checked": "Not checked",
}
EXPLAINED = {
    "same": "The reference is the work that was found.",
    "probable": "The reference is probably the work that was found; please look at it.",
    "other": "The DOI belongs to another work.",
    "not-found": "Nothing like it is known where it was asked.",
    "not-checked": "Nothing was asked about it.",
}
WEIGHTS = {
    "blocking": "Blocking",
    "mend": "To mend",
    "style": "Style only",
    "none": "Nothing to mend",
    "open": "Not compared",
}
EXTRAS = {
    "notice": "With a notice",
    "duplicate": "Duplicates",
    "related": "With a related work",
    "missing": "DOI missing, but found",
}
FIELDS = {
    "author": "authors", "editor": "editors", "issued": "year", "container-title": "published in", "page": "pages",
    "collection-title": "series", "event-title": "event", "publisher-place": "place",
    "DOI": "DOI", "URL": "URL", "ISBN": "ISBN", "ISSN": "ISSN", "PMID": "PMID", "type": "kind of work",
}  # fmt: skip
NOTICES = {
    "retraction": "Retracted", "partial-retraction": "Partly retracted", "withdrawal": "Withdrawn",
    "removal": "Removed", "expression-of-concern": "Expression of concern", "correction": "Corrected",
    "erratum": "Corrected by an erratum", "corrigendum": "Corrected by a corrigendum", "addendum": "Addendum",
    "clarification": "Clarified", "new-version": "New version", "new-edition": "New edition",
    "published-as": "Published as", "preprint": "Preprint",
}  # fmt: skip
GRAVE = frozenset(("retraction", "withdrawal", "removal", "partial-retraction"))
SOURCES = {
    "crossref": "Crossref",
    "datacite": "DataCite",
    "doi": "the DOI proxy",
    "retraction-watch": "Retraction Watch",
    "publisher": "the publisher",
}
APIS = {"crossref": "https://api.crossref.org/works/", "datacite": "https://api.datacite.org/dois/"}
MONTHS = "January February March April May June July August September October November December".split()
LIKELY = (
    (0.99, "almost certain"),
    (0.95, "very likely"),
    (0.8, "likely"),
    (0.5, "more likely than not"),
    (0.2, "unlikely"),
    (0.0, "very unlikely"),
)
