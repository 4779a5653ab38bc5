"""Citations of law reports and law reviews, whose form alone tells what is what.

"98 Harv. L. Rev. 1357" is the volume, the title and the first page (The Bluebook, rules 10.3 and 16.4); "[1932] AC 562"
and "(2009) 72 MLR 554" put the year before them (OSCOLA, 2.1 and 3.3).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from polybib.tagger.decode import Value
from polybib.tagger.edges import trim

SURE = 0.9  # of a value that the form alone gives
FREE = frozenset(("volume", "issue", "page", "publisher", "number", "edition", "note", "number-of-pages", "genre"))


def placed(text: str, values: Sequence[Value]) -> list[Value]:
    """The values, with those of a citation of a report as its form gives them."""
    found = _parties(text, _bracketed(text, list(values)))
    container = next((value for value in found if value.label == "container-title"), None)
    if container is None:
        return found
    before = _number_before().search(text, 0, container.start)
    after = _number_after().match(text, container.end)
    if not before or not after:
        return found
    made = [Value("volume", *before.span(1), SURE), Value("page", *after.span(1), SURE)]
    kept = [value for value in found if value.label not in ("volume", "page") and not _overlap(value, made)]
    return sorted([*kept, *made], key=lambda value: value.start)


def _bracketed(text: str, values: list[Value]) -> list[Value]:
    """The values with "[1932] AC 562" divided, where it is not part of a title."""
    match = _year_first().search(text)
    if not match:
        return values
    labels = ("issued", "volume", "container-title", "page")
    spans = [trim(text, *match.span(n)) for n in range(1, 5)]
    made = [Value(label, *span, SURE) for label, span in zip(labels, spans, strict=True) if span[0] < span[1]]
    covered = [value for value in values if value.start < match.end() and value.end > match.start()]
    if any(value.label not in (*FREE, "issued", "container-title") for value in covered):
        return values
    kept = [value for value in values if value not in covered and value.label not in ("volume", "page", "issued")]
    return sorted([*kept, *made], key=lambda value: value.start)


def _parties(text: str, values: list[Value]) -> list[Value]:
    """The values with the parties of a case before them as its title, where no other value claims them."""
    first = values[0].start if values else len(text)
    match = _versus().match(text, 0, first)
    if not match or any(value.label == "title" for value in values):
        return values
    start, end = trim(text, match.start(1), match.end(1))
    return [Value("title", start, end, SURE), *values] if end > start else values


def _overlap(value: Value, others: Sequence[Value]) -> bool:
    return any(value.start < other.end and value.end > other.start for other in others)


@cache
def _number_before() -> re.Pattern[str]:
    """A number right before the title of a report, after a comma or a bracket; no year."""
    return re.compile(r"[,.)\]”’\"]\s(?!1[5-9]\d\d|20\d\d)(\d{1,4})\s\Z")


@cache
def _number_after() -> re.Pattern[str]:
    """A number right after it, with other pages and then a year in brackets, or with no more than a stop."""
    return re.compile(r"\.?\s(\d{1,5})(?=(?:,?\s\d{1,5}(?:[-–]\d{1,5})?)*\s\([^()]{0,40}\d{4}\)|\s*[.;]?\s*\Z|,\s\d)")


@cache
def _year_first() -> re.Pattern[str]:
    return re.compile(
        r"\[(1[6-9]\d\d|20\d\d)\]\s(?:(\d{1,2})\s)?((?=[A-Z])(?:[A-Z][A-Za-z.&]{0,12}\s){1,4}?)(\d{1,5})(?!\d|[A-Za-z])"
    )


@cache
def _versus() -> re.Pattern[str]:
    """Two parties, up to a comma or a bracket, or to the end of the part that is looked at."""
    return re.compile(r"\s*([^,;\[\d]{2,80}\svs?\.?\s[^,;\[\d]{2,80})(?:[,;\[]|\Z)")
