"""What is printed around a value and tells where it ends: mark-up, quotation marks, brackets, the rest of a number.

The network sees tokens and is sometimes wrong where a reader could not be: a title in italics ends where they end. Each
rule asks for its sign; where there is none, nothing is changed. What a word says of a value: `wording`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from polybib import words
from polybib.model import Span
from polybib.segments import Text
from polybib.tagger import reports, wording
from polybib.tagger.decode import Value
from polybib.tagger.edges import trim
from polybib.values import name_data

TITLES = ("title", "container-title", "collection-title")
WORDS = frozenset((*TITLES, "author", "publisher", "publisher-place", "note", "genre"))  # what a stretch may swallow
NUMBERS = ("volume", "issue", "page")
MOST = 0.8  # share of the text that a stretch of mark-up may have: more is emphasis of the whole
QUOTES = {"“": "”", "„": "“”", "«": "»", "《": "》", "「": "」", "『": "』", "‹": "›", "‘": "’"}
BRACKETS = ("()", "[]", "（）")
SURE = 0.9  # of a value that a sign alone gives
LOST = 6  # characters of a quoted title that the network may miss before it
BEFORE = 14  # characters before a quotation in which the word for a series stands


def settled(text: Text, values: Sequence[Value], type_: str) -> list[Value]:
    """The values of a text of a CSL type, with those that the printed signs contradict put right."""
    found = sorted(values, key=lambda value: value.start)
    size = len(text.text)
    for span in text.emphasis:
        if span.end - span.start <= MOST * size:
            found = _whole(text.text, found, span, quoted=False)
    for span in _quoted(text.text):
        found = _series(text.text, _whole(text.text, found, span, quoted=True), span)
    found = _hebrew_year(text.text, found)
    found = _bracketed(text.text, found)
    found = _surname(text.text, list(_complete(text.folded, found)))
    return wording.named(text, reports.placed(text.text, found), type_)


def _quoted(text: str) -> Iterator[Span]:
    """What stands between a quotation mark and its twin; a straight one opens after what is no letter or digit."""
    at, missing = 0, set()
    while opening := _opening().search(text, at):
        at, sign = opening.end(), opening[0]
        if sign in missing:
            continue
        closing = QUOTES.get(sign, '"')
        end = next((n for n in range(at, len(text)) if text[n] in closing and _closes(text, n)), 0)
        if not end:
            missing.add(sign)  # nor is there one further on
        elif end > at + 2:
            yield Span(at, end)
            at = end + 1


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"[{''.join(QUOTES)}]|(?<!\w)\"")


def _closes(text: str, at: int) -> bool:
    """Does a sign end a quotation? No letter follows; an apostrophe ends one only before a comma or a bracket."""
    following = text[at + 1 : at + 3]
    if text[at] == "’":
        return following[:1] in (*",.;", "") or following in (" (", " [")
    return not following[:1].isalnum()


def _whole(text: str, values: list[Value], span: Span, *, quoted: bool) -> list[Value]:
    """The values with the title of a stretch grown to all of it, or cut where its quotation ends."""
    inside = [value for value in values if value.start < span.end and value.end > span.start]
    titles = [value for value in inside if value.label in TITLES]
    if not titles:
        return values
    main = max(titles, key=lambda value: min(value.end, span.end) - max(value.start, span.start))
    others = [value for value in inside if value is not main]
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    if quoted and main.start > start + LOST:
        return values
    if main.end > end:
        after = text[end + 1 : end + 2] in (*",.;،\\", "") or main.end == end + 1
        ends = quoted and main.start >= start and after
        alone = start if all(value.start >= main.end for value in others) else main.start
        cut = main._replace(start=min(alone, main.start), end=end)
        return [cut if value is main else value for value in values] if ends else values
    if any(value.label not in WORDS or value.start < start or value.end > end for value in others):
        return values
    rest = text[main.end : end]
    if main.start < start or (re.search(r"\d", rest) and not re.search(r"[^\W\d]", rest)):
        return values
    return [value._replace(start=start, end=end) if value is main else value for value in values if value not in others]


def _series(text: str, values: list[Value], span: Span) -> list[Value]:
    """The values with what is quoted after "coll." or another word for a series as its title."""
    before = re.search(r"([^\W\d_]+)[.:]?\s*$", text[max(0, span.start - 1 - BEFORE) : span.start - 1])
    if not before or before[1].casefold() not in words.get("series.lead"):
        return values
    if any(value.label == "collection-title" for value in values):
        return values
    start, end = trim(text, *span)
    sides = [value for value in values if value.end <= start or value.start >= end]
    covered = [value for value in values if value not in sides]
    if any(value.label not in ("note", "publisher", "container-title") for value in covered):
        return values
    return sorted([*sides, Value("collection-title", start, end, SURE)], key=lambda value: value.start)


def _hebrew_year(text: str, values: list[Value]) -> list[Value]:
    """The values with a year of the Hebrew calendar, in letters (5700 to 5799), where no other year was found."""
    if any(value.label == "issued" and re.search(r"\d", text[value.start : value.end]) for value in values):
        return values
    year = re.search(r"(?<![א-ת])ת[רש][א-ת]{0,2}[\"״׳'”][א-ת](?![א-ת])", text)
    if not year:
        return values
    sides = [value for value in values if value.end <= year.start() or value.start >= year.end()]
    if any(value.label in TITLES for value in values if value not in sides):
        return values
    sides = [value for value in sides if value.label != "issued"]
    return sorted([*sides, Value("issued", *year.span(), SURE)], key=lambda value: value.start)


def _complete(text: str, values: Sequence[Value]) -> Iterator[Value]:
    """The values that end in the middle of a number or of a range of numbers, with the rest of it."""
    for n, value in enumerate(values, 1):
        following = values[n].start if n < len(values) else len(text)
        printed = text[value.start : value.end]
        signs = "." if value.label in TITLES else "-–/" if value.label in NUMBERS and printed.isdecimal() else ""
        rest = _rest().match(text, value.end) if signs and printed[-1].isdecimal() else None
        if rest and rest[1] in signs and rest.end() <= following:
            value = value._replace(end=rest.end())
        yield value


def _bracketed(text: str, values: list[Value]) -> list[Value]:
    """The values without a title that fills a pair of brackets ("(ATLAS Collaboration)"), where there is another."""
    titles = [value for value in values if value.label == "title"]
    aside = [one for one in titles if text[one.start - 1 : one.start] + text[one.end : one.end + 1] in BRACKETS]
    return [value for value in values if value not in aside] if len(aside) < len(titles) else values


def _surname(text: str, values: list[Value]) -> list[Value]:
    """The values with "Donald E. Knuth. Title" divided after the family name: the first word is a given name that is no
    family name, and one word in upper case stands alone after the initials."""
    if not values or values[0].label != "author":
        return values
    author = values[0]
    given = re.fullmatch(r"([^\W\d_]{2,}) (?:[^\W\d_]\.? ?)+", text[author.start : author.end])
    family = re.compile(r"\.? ([^\W\d_][^\W\d_'’-]+)[.,] ?").match(text, author.end)
    if not given or not family or not family[1][0].isupper():
        return values
    names, first, last = name_data.western(), given[1].casefold(), family[1].casefold()
    if first not in names.given or first in names.family | names.either or last in names.given:
        return values
    title = values[1] if len(values) > 1 else None
    if title is None or title.label != "title" or not author.end < title.start <= family.end(1) < title.end:
        return values
    following = title._replace(start=family.end())
    return [author._replace(end=family.end(1)), *([following] if following.end > following.start else ()), *values[2:]]


@cache
def _rest() -> re.Pattern[str]:
    return re.compile(r"([-–/.])\d+(?![\w.-])")
