"""What may stand anywhere after the title in GB/T 7714: identifiers, "[2013-03-25]", "(2012-05-03)", "(in Chinese)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from polybib import words
from polybib.segments import FILL, Segment, Text
from polybib.styles._zh_patterns import at, find, pattern

DAY = (
    r"@{YEAR}\s?[-–—/.]\s?@{MONTH}(?:\s?[-–—/.]\s?@{DAY})?"
    r"|@{YEAR}\s?@{year-sign}\s?@{MONTH}\s?@{month-word}(?:\s?@{DAY}\s?@{day-word})?|\d\d/\d\d/@{YEAR}"
)
ACCESSED = r"\[\s?(?<a>" + DAY + r")\s?\]|(?<=[\])]\s?)\[\s?(?<a>@{YEAR})\s?\]"
WORDED = (
    r"[(\[]?\s?(?:@{accessed})(?:@{date-label})?\s?:?\s?(?<a>" + DAY + r"|@{YEAR}-?\d*)\s?[)\]]?"
    r"|[(\[]?(?<a>" + DAY + r")\s?(?:@{accessed})\s?[)\]]?"
)
UPDATED = r"\(\s?(?<i>" + DAY + r")\s?\)|\((?<i>@{YEAR})\)(?=\s*(?:\[|[\s.,;]*$))"
BOTH = (
    r"(?:(?<=[\ue000\]]\s{0,2}[,.]?\s{0,2})(?<i>"
    + DAY
    + r"|@{YEAR})(?:\s?/\s?(?<a>"
    + DAY
    + r"))?|(?<=[\s,.])(?<i>"
    + DAY
    + r")\s?/\s?(?<a>"
    + DAY
    + r"))(?=[\s.,;)]*$)"
)
LANGUAGE = r"[(\[]\s?(?i:@{in-language})\s?[)\]]"
UNDATED = r"\s?[(\[]{1,2}(?:@{no-date}|@{undated})[)\]]{1,2}"
LABEL = r"(?i:@{doi-label}|@{url-label}|(?<![\p{L}])@{short.url})\s?[:.]?\s*$"


def tail(text: Text, start: int, end: int) -> Iterator[Segment]:
    """The segments of a stretch that can be told by themselves; the first identifier of a kind is the item's own."""
    yield from identifiers(text, start, end)
    masked = text.masked
    worded = _accessed_words().search(masked, start, end) is not None
    for match in pattern(f"{WORDED}|{ACCESSED}" if worded else ACCESSED).finditer(masked, start, end):
        yield Segment("accessed", match.start("a"), match.end("a"))
        for first, last in ((match.start(), match.start("a")), (match.end("a"), match.end())):
            if any(c.isalpha() for c in masked[first:last]):
                yield Segment("syntax", first, last)
    if "(" in masked:
        for match in pattern(UPDATED).finditer(masked, start, end):
            yield Segment("issued", match.start("i"), match.end("i"))
    if "(" in masked or "[" in masked:
        for match in pattern(f"{LANGUAGE}|{UNDATED}").finditer(masked, start, end):
            yield Segment("syntax", match.start(), match.end())
    both = find(BOTH, masked, start, end) if FILL in masked or "]" in masked or "/" in masked else None
    if both:
        yield Segment("issued", both.start("i"), both.end("i"))
        if both["a"]:
            yield Segment("accessed", both.start("a"), both.end("a"))


@cache
def _accessed_words() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words.get("accessed", "zh", "ja"))))


def identifiers(text: Text, start: int, end: int) -> Iterator[Segment]:
    """The identifiers of a stretch, each with its label word; only the first of each kind is claimed."""
    seen = set()
    for found in text.found:
        if not start <= found.start < end or found.kind.endswith("?"):
            continue
        label = "arXiv" if found.kind == "arxiv" else found.kind.upper()
        before = find(LABEL, text.masked, max(start, found.outer_start - 24), found.outer_start)
        first = before.start() if before else found.outer_start
        if first < found.start:
            yield Segment("syntax", first, found.start)
        yield Segment("syntax" if label in seen else label, found.start, min(found.end, end))
        if found.outer_end > found.end:
            yield Segment("syntax", found.end, found.outer_end)
        seen.add(label)


def taken(text: Text, segments: list[Segment]) -> list[tuple[int, int]]:
    """The stretches that these segments take away from the rest, with the brackets around them.

    A whole bracket goes: "[2013-03-25]" and "(2012-05-03)" leave nothing behind.
    """
    spans = []
    for one in segments:
        if one.end <= one.start:
            continue
        first, last = one.start, one.end
        opener = find(r"[\[(]\s?[^\[\]()]{0,10}\s?$", text.masked, max(0, first - 12), first)
        closer = at(r"\s?[^\[\]()]{0,4}\s?[\])]", text.masked, last, len(text.masked))
        if opener and closer:
            first, last = opener.start(), closer.end()
        spans.append((first, last))
    return spans
