"""The names we use: CSL types and variables (CSL 1.0.2, csl-data.json), our own variables, the labels of segments."""

from __future__ import annotations

TYPES = frozenset(
    """article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection
    dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case
    legislation manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song speech standard thesis
    treaty webpage""".split()
)

NAMES = (
    "author", "editor", "translator", "compiler", "container-author", "collection-editor", "contributor", "composer",
    "director", "illustrator", "interviewer", "recipient", "reviewed-author",
)  # fmt: skip
DATES = ("issued", "accessed", "submitted", "event-date", "original-date", "available-date")
TEXTS = (
    "title", "title-short", "container-title", "container-title-short", "collection-title", "collection-number",
    "volume", "issue", "page", "number-of-pages", "number-of-volumes", "publisher", "publisher-place", "edition",
    "genre", "number", "authority", "jurisdiction", "call-number", "event-title", "event-place", "section",
    "chapter-number", "part-number", "volume-title", "archive", "archive-place", "archive_collection",
    "archive_location", "medium", "note", "status", "version", "language", "references", "reviewed-title",
    "reviewed-genre", "original-title", "DOI", "URL", "ISBN", "ISSN", "PMID", "PMCID",
)  # fmt: skip

# What CSL has no variable for: under "custom" in CSL-JSON, with what it holds.
CUSTOM = {
    "author-original": "the authors in their original script, a list in the order of `author`",
    "editor-original": "the editors in their original script",
    "translator-original": "the translators in their original script",
    "title-original": "the title in its original script, where a translation is printed as the title",
    "title-romanized": "the original title romanised",
    "title-translated": "the translation, where the original is the title",
    "container-title-original": "the container's title in its original script",
    "container-title-romanized": "the container's title romanised",
    "container-title-translated": "the translation of the container's title",
    "publisher-original": "the publisher in its original script",
    "short-form": "the short form that the text announces (hereafter ...)",
    "et-al": "'yes' where the text says that there are more authors",
    "nationality": "nationalities printed before names, as 'n: nationality'",
    "date-literal": "the date as printed, where it is in another calendar",
    "locator": "the page that is cited, where the work's own pages are known too",
    "arXiv": "the arXiv number",
    "CSTR": "the CSTR identifier",
    "cited-in": "the work through which this one is cited",
    "orig-language": "the language from which the work was translated",
}

# A grammar may also label a segment so; assemble turns these into variables.
EXTRA_LABELS = {
    "author.statement": "authors in a statement of responsibility, which repeats or completes `author`",
    "volume-issue": "volume and issue together, such as '38 (2)'",
    "arXiv": "an arXiv number",
    "CSTR": "a CSTR identifier",
    "lead": "words before the reference ('See:')",
    "hereafter": "the announcement of a short form",
    "syntax": "words and signs that belong to the form of the reference and hold no value",
}

LABELS = frozenset((*NAMES, *DATES, *TEXTS, *(f"custom.{name}" for name in CUSTOM), *EXTRA_LABELS))
