"""GB/T 7714 (1987, 2005, 2015, 2025), numeric and author-date, in any language, with type marks or without.

Sources: GB/T 7714-2015 and -2025 (formats.md, section 2), CAJ-CD B/T 1-1998 for the old marks, and the deviations that
are seen in Chinese journals and theses (formats.md 2.6).
"""

from __future__ import annotations

from dataclasses import replace

from polybib.model import Span
from polybib.segments import Parse, Segment, Text
from polybib.styles import _gbt_body as bodies
from polybib.styles import _gbt_head as head
from polybib.styles import _gbt_host as hosts
from polybib.styles import _gbt_plain as plain
from polybib.styles import _gbt_tail as tails
from polybib.styles import _gbt_title as titles
from polybib.styles._gbt_mark import Mark, blank, marks
from polybib.styles._gbt_twin import twins
from polybib.styles._scan import cyrillic, trim
from polybib.styles._zh_patterns import at, find, has_han, pattern, word_before
from polybib.styles._zh_scan import READ, certainty, label_end, next_item, tidy, year_of_number

NAME = "gbt7714"
CUES = 4000  # code points of a reference that are looked at for cues


def cues(text: Text) -> float:
    """How much a reference looks like GB/T 7714: type marks, year-volume(issue):pages, names without commas, Han."""
    masked, end = text.masked, min(len(text.masked), CUES)
    start = label_end(masked)
    han = has_han(masked, start, end)
    score = 0.0
    found = next(marks(masked, start, end), None)
    if not found and not han and cyrillic(masked) and find(r"\p{Cyrillic}", masked, start, end):
        return 0.0
    if found:
        score += 0.75 if found.letters not in ("A", "C", "P", "O", "K") or found.carrier or han else 0.5
    if find(
        r"[,.\s]\s?@{YEAR},?\s?\d{0,4}\s?\(\s?[^()]{1,10}\)\s?:?\s?\d|\s@{YEAR},\s?\d+\s?:\s?\d", masked, start, end
    ):
        score += 0.3
    if han:
        quoted = find(
            r"[《〈「『][^》〉」』]{1,120}[》〉」』]\s?[,(\d@{HAN}]|@{ordinal-prefix}\s?\d+\s?@{page}",
            text.folded,
            start,
            end,
        )
        score += 0.05 if quoted else 0.3
        score += 0.1 if find(r"[@{HAN}]\.\s?[@{HAN}]", masked, start, end) else 0
        score += 0.2 if not quoted and _published(masked, start, end) else 0
        score += 0.2 if not quoted and text.text.count("，", start, end) > 2 else 0
    if not found and not find(r"[\"“”《]", text.text, start, end):
        score += _sentences(masked, start, end)
    if at(r"(?:\p{Lu}[\p{L}'’-]+ (?:\p{Lu} ?){1,3}(?:,|\.|\bet al)\s?)", masked, start, end):
        score += 0.2
    if "//" in masked and find(r"(?<!:)//", masked, start, end):
        score += 0.1
    if not found and not han and "/" in masked and find(r"\s//?\s", masked, start, end):
        score = min(score, 0.2)  # GOST's slashes
    return min(1.0, score)


def _published(masked: str, start: int, end: int) -> bool:
    """Does a publisher stand before a year ("人民邮电出版社, 2021")?"""
    return any(
        word_before("publisher.ending", masked, m.start(), start) < m.start()
        for m in pattern(r",\s?@{YEAR}").finditer(masked, start, end)
    )


def _sentences(masked: str, start: int, end: int) -> float:
    """Names, a full stop, a title, a full stop: the frame of the style where it has no type mark."""
    stop = head.names_end(masked, start, end, marked=False)
    stop, year, begin = head.year_after(masked, start, stop, end)
    if stop <= start:
        return 0.0
    more = find(r"[.。]\s*\S", masked, begin + 1, end) is not None
    return (0.3 if year else 0.25) + (0.15 if more else 0.0)


def read(text: Text) -> Parse:
    """The reading of a reference in this manner; what the grammar does not understand stays without a label."""
    masked = text.masked
    start, end = label_end(masked), min(len(masked), READ)
    end = next_item(masked, start, end)
    found = list(marks(masked, start, end))
    main, twin = twins(masked, start, end, found)
    out = list(tails.tail(text, *main))
    kind, more = _item(text, main, [m for m in found if main.start <= m.start < main.end], out)
    out += more
    if twin:
        out += _twin(text, twin, found, out)
    if main.start > 0 and start:
        out.append(Segment("syntax", 0, start))
    out += [Segment("syntax", m.start, m.end) for m in found]
    segments = tidy(_one_date(out, text), text)
    return Parse(NAME, kind, segments, certainty(segments, text))


def _item(text: Text, span: Span, found: list[Mark], tail: list[Segment]) -> tuple[str, list[Segment]]:
    """Type and segments of one string."""
    found = [m for m in found if m.start > span.start + 1] or found
    first = found[0] if found else None
    later = [(m.start, m.end) for m in found[1:]]
    work = blank(text.masked, tails.taken(text, tail) + later)
    text = replace(text, masked=work)
    stop = first.start if first else span.end
    quoted = (
        at(r"[^《》:.]{2,60}(?<sign>:\s?《)(?:[^《》]|《[^《》]*+》)++》\s*$", work, span.start, stop)
        if first
        else None
    )
    names = head.names_end(work, span.start, stop, marked=first is not None)
    names, year, begin = head.year_after(work, span.start, names, stop)
    if quoted:  # a note with a type mark: 作者：《题名》[M]
        names, begin, title_end = quoted.start("sign"), quoted.end("sign"), trim(work, begin, stop, " 》").end
    out: list[Segment] = []
    title_end = title_end if quoted else stop
    letters = first.letters if first else ""
    hosted = first is not None and (len(found) > 1 or hosts.host_sign(work, first.end, span.end) is not None)
    if names > span.start:
        out += bodies.authors(
            text, span.start, names, "editor" if letters in bodies.EDITED and not hosted else "author"
        )
    if year:
        out.append(Segment("issued", *year))
    if first is None:
        kind, more = plain.read(text, begin, span.end, year is not None)
        return _online(kind, tail), out + more
    out += _thesis_mark(text, first)
    out += titles.title_segments(text, begin, title_end, letters)
    out += bodies.body(text, first.end, span.end, found, year is not None)
    kind = bodies.kind(letters, out, text)
    if kind == "periodical":  # who is responsible for a whole serial edits it
        out = [replace(s, label="editor") if s.label == "author" else s for s in out]
    if not any(s.label in ("issued", "accessed") for s in out + tail):
        out = list(year_of_number(text.text, out))
    return kind, out


def _thesis_mark(text: Text, mark: Mark) -> list[Segment]:
    """A mark in words: [博士学位论文]."""
    span = trim(text.masked, mark.start, mark.end, " []()")
    return [Segment("genre", *span)] if word_before("thesis", text.masked, span.end, span.start) < span.end else []


def _online(kind: str, tail: list[Segment]) -> str:
    labels = {s.label for s in tail}
    return "webpage" if kind == "document" and labels & {"URL", "accessed"} else kind


def _twin(text: Text, span: Span, found: list[Mark], main: list[Segment]) -> list[Segment]:
    """From the other string only the titles, and identifiers that the main string lacks."""
    tail = list(tails.tail(text, *span))
    _, segments = _item(text, span, [m for m in found if span.start <= m.start < span.end], tail)
    have = {s.label for s in main}
    names = {"title": "custom.title-translated", "container-title": "custom.container-title-translated"}
    out = []
    for one in [*tail, *segments]:
        label = names.get(one.label)
        if label is None or not find(r"\p{L}{2}", text.masked, one.start, one.end):
            label = one.label if one.label in ("DOI", "URL") and one.label not in have else "syntax"
        out.append(Segment(label, one.start, one.end))
    return out


def _one_date(segments: list[Segment], text: Text) -> list[Segment]:
    """Of several dates of issue the most precise one; the others are only syntax (the year of the author-date form)."""
    dates = [s for s in segments if s.label == "issued"]
    if len(dates) < 2:
        return segments
    best = max(dates, key=lambda s: sum(c.isdigit() for c in text.masked[s.start : s.end]))
    return [Segment("syntax", s.start, s.end) if s.label == "issued" and s is not best else s for s in segments]
