"""Cases, statutes and law reviews in the American manner: "410 U.S. 113 (1973)", "98 Harv. L. Rev. 1357 (1985)".

Source: The Bluebook, 21st ed., rules 10, 12 and 16, as Chinese and European law journals use it.
"""

from __future__ import annotations

from polybib.model import Span
from polybib.segments import Parse, Segment, Text
from polybib.styles import _comma_pieces as form
from polybib.styles import _gbt_tail as tails
from polybib.styles._scan import segment, trim
from polybib.styles._zh_patterns import at, find
from polybib.styles._zh_scan import READ, certainty, label_end, responsibility, tidy

NAME = "law_notes"
CUES = 3000
# 410 U.S. 113 (1973) · 685 F.2d 718 (D.C. Cir. 1982) · 19 Modern China 199, 201 (April 1993)
REPORTER = (
    r"(?<=[,.]\s|[”\"]\s)(?<v>\d{1,4})\s(?<c>\p{Lu}[\p{L}\d.&'’ -]{0,70}?)(?:\s\([^()]{2,16}\))?\s"
    r"(?<p>\d{1,5}(?:\s?[-–]\s?\d+)?)(?:,\s?(?<l>\d+(?:\s?[-–]\s?\d+)?))?"
    r"\s?\((?<a>[^()\d]{0,40}?\d?[a-z]{0,2}[^()\d]{0,40}?)(?<d>(?:\p{L}{3,9}\.?\s)?(?:\d{1,2},\s)?@{YEAR})\)"
)
CODE = r"(?<=^|[,.]\s|\G)(?<v>\d{1,3})\s(?<c>\p{Lu}[\p{Lu}.\s]{1,10})\s(?<s>§{1,2}\s?[\w().-]+)(?:\s\((?<d>@{YEAR})\))?"


def cues(text: Text) -> float:
    """How much a reference looks like an American legal citation."""
    masked, end = text.masked, min(len(text.masked), CUES)
    if "(" not in masked and "§" not in masked:
        return 0.0
    if find(REPORTER, masked, 0, end):
        return 0.85
    return 0.8 if "§" in masked and find(CODE, masked, 0, end) else 0.0


def read(text: Text) -> Parse:
    """The reading of a case, a statute or an article of a law review."""
    masked = text.masked
    start, end = label_end(masked), min(len(masked), READ)
    out: list[Segment] = [Segment("syntax", 0, start), *tails.identifiers(text, start, end)]
    found = find(REPORTER, masked, start, end)
    if found is None:
        return _parse("legislation", [*out, *_code(text, start, end)], text)
    dated, court = found.span("d"), found.span("a")
    month = at(r"(?<m>\p{L}+)\.?\s", masked, *dated)
    if month and month["m"].lower() not in form.months():  # "(D.C. Cir. 1982)"
        court, dated = (court[0], month.end()), (month.end(), dated[1])
    out += [
        Segment("volume", *found.span("v")),
        Segment("container-title", *found.span("c")),
        Segment("page", *found.span("p")),
        Segment("issued", *dated),
    ]
    if found["l"]:
        out.append(Segment("custom.locator", *found.span("l")))
    head = trim(masked, start, found.start("v"), ' \t,.;"“”')
    case = find(r"\s(?i:@{case.versus})\.?\s\p{Lu}|\b(?i:@{case.lead})\b", masked, *head)
    if case:
        out += segment("authority", text, *court)
        out += segment("title", text, *head)
        return _parse("legal_case", out, text)
    out += _article(text, head)
    return _parse("article-journal", out, text)


def _parse(kind: str, out: list[Segment], text: Text) -> Parse:
    segments = tidy(out, text)
    return Parse(NAME, kind, segments, certainty(segments, text))


def _article(text: Text, head: Span) -> list[Segment]:
    """Author and title before the citation of a law review."""
    masked = text.masked
    quote = find(r'["“]', masked, *head)
    if quote and quote.start() > head.start:
        return [
            *responsibility(text, head.start, quote.start()),
            *segment("title", text, quote.end(), head.end, edge=' ,"”'),
        ]
    parts = form.pieces(masked, *head)
    n, role = form.names_count(masked, parts)
    n = min(n, len(parts) - 1)
    out = list(responsibility(text, parts[0].start, parts[n - 1].end, default=role or "author")) if n else []
    return [*out, *segment("title", text, parts[n].start, head.end)]


def _code(text: Text, start: int, end: int) -> list[Segment]:
    """A statute: "Administrative Procedure Act, 5 U.S.C. § 706 (2006)"."""
    found = find(CODE, text.masked, start, end)
    if found is None:
        return list(segment("title", text, start, end))
    out = [
        Segment("volume", *found.span("v")),
        Segment("container-title", *found.span("c")),
        Segment("section", *found.span("s")),
    ]
    if found["d"]:
        out.append(Segment("issued", *found.span("d")))
    title = trim(text.masked, start, found.start("v"), " ,.;")
    if at(r"\S{2}", text.masked, *title):
        out += segment("title", text, *title)
    return out
