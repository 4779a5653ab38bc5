"""Notes in Western languages whose pieces stand between commas, without quotation marks: "Given Family, Title, Place:
Publisher, 2003, p. 15." They are frequent in Chinese and Japanese journals and in German and French law.

Sources: the notes for Western works of 中国社会科学 and 历史研究; MHRA and OSCOLA for their order of pieces.
"""

from __future__ import annotations

from dataclasses import replace

from polybib.model import Span
from polybib.segments import Parse, Segment, Text
from polybib.styles import _comma_pieces as form
from polybib.styles import _comma_rest as rest
from polybib.styles import _gbt_head as head
from polybib.styles import _gbt_tail as tails
from polybib.styles._gbt_mark import blank, marks
from polybib.styles._scan import cyrillic, segment, trim
from polybib.styles._zh_patterns import at, find, has_han, is_place
from polybib.styles._zh_scan import READ, certainty, label_end, responsibility, tidy

NAME = "comma_notes"
CUES = 3000


def cues(text: Text) -> float:
    """How much a reference looks like a note with commas: a name, a title, an imprint or a year, no quotation marks."""
    masked, end = text.masked, min(len(text.masked), CUES)
    start = label_end(masked)
    if any(c in text.text for c in "《〈「“”„，") or text.folded.count('"', start, end) > 1:
        return 0.0
    if next(marks(masked, start, end), None) or ("/" in masked and find(r"(?<!:)//|\s/\s", masked, start, end)):
        return 0.0
    if cyrillic(masked) and find(r"\p{Cyrillic}", masked, start, end):
        return 0.0
    parts = form.pieces(masked, start, min(end, start + 800))
    if not 2 <= len(parts) <= 30:
        return 0.0
    if _author_date(masked, parts):
        return 0.85
    n, role = form.names_count(masked, parts)
    dated = [p for p in parts[max(1, n) :] if form.is_date(masked, p)]
    score = (0.3 if dated else 0.1) if n else 0.0
    score += 0.2 if role else 0.0
    score += 0.2 if dated else 0.0
    score += 0.15 if any(form.is_place_and_publisher(masked, p) for p in parts[n + 1 :]) else 0.0
    score += 0.15 if dated and any(form.is_publisher(masked, p) for p in parts[n + 1 :]) else 0.0
    score += 0.1 if any(form.is_number(masked, p) for p in parts[n + 1 :]) and dated else 0.0
    if score <= 0.29:
        return 0.0
    inverted = at(
        r"\p{Lu}[\p{L}'’-]+,\s?(?:\p{Lu}\.[\s-]?){1,3}|\p{Lu}[\p{L}'’-]+ (?:\p{Lu} ?){1,3},", masked, start, end
    )
    sentences = find(r"\p{Ll}{3,}\.\s\p{Lu}\p{Ll}", masked, start, end)
    before_year = next((parts[i - 1] for i, p in enumerate(parts) if i > n + 1 and p in dated), None)
    place_last = (
        before_year is not None and ":" not in masked[slice(*before_year)] and is_place(masked[slice(*before_year)])
    )
    score -= (0.4 if inverted else 0.0) + (0.25 if sentences else 0.0) + (0.3 if text.emphasis or place_last else 0.0)
    return min(1.0, score) if score > 0.29 else 0.0


def read(text: Text) -> Parse:
    """The reading of a note whose pieces stand between commas."""
    start, end = label_end(text.masked), min(len(text.masked), READ)
    out: list[Segment] = [Segment("syntax", 0, start)] if start else []
    tail = [s for s in tails.tail(text, start, end) if s.label != "issued"]
    after = find(
        r"(?<=\ue000)[\s.,;(]{0,6}(?:\p{L}+\s?:\s?)?(?<a>(?:\p{L}{3,9}\s\d{1,2},\s)?@{DATE})", text.masked, start, end
    )
    if after and not any(s.label == "accessed" for s in tail):
        tail.append(Segment("accessed", after.start("a"), after.end("a")))
    out += tail
    text = replace(text, masked=blank(text.masked, tails.taken(text, tail)).replace(" .", " ,"))
    out += _note(text, start, end)
    segments = tidy(out, text)
    return Parse(NAME, _kind(segments, text), segments, certainty(segments, text))


def _note(text: Text, start: int, end: int) -> list[Segment]:
    masked = text.masked
    parts = form.pieces(masked, start, end)
    out: list[Segment] = []
    year = _author_date(masked, parts)
    n, role = form.names_count(masked, parts[:year] if year else parts)
    if year:
        out += responsibility(text, parts[0].start, parts[year - 1].end, default=role or "author")
        out.append(Segment("issued", *trim(masked, *parts[year], " ()")))
        n = year + 1
    elif n:
        out += responsibility(text, parts[0].start, parts[n - 1].end, default=role or "author")
    elif len(parts) > 2 and _body_first(masked, parts):
        out.append(Segment("author", *parts[0]))
        n = 1
    parts = parts[n:]
    more, role = form.names_count(masked, parts)
    if more and role and len(parts) > more:
        out += responsibility(text, parts[0].start, parts[more - 1].end, default=role)
        parts = parts[more:]
    if not parts:
        return out
    known = [1 if i == 0 else form.told(masked, parts, i) for i in range(len(parts))]
    first = next((i for i in range(1, len(parts)) if known[i]), len(parts))
    dated = next(
        (i for i in range(first, len(parts)) if form.is_date(masked, parts[i]) or _year_inside(masked, parts[i])), None
    )
    numbered = first < len(parts) and at(r"(?i:@{short.volume}|@{short.issue})\b", masked, *parts[first]) is not None
    if (dated == first or numbered) and first >= 2:  # the publisher stands between title and year
        first -= _publisher_size(masked, parts, first)
    state = first >= 2 and first < len(parts) and at(r"\p{Lu}[\p{L}.]{1,5}\s?:", masked, *parts[first])
    if state and at(r"\p{Lu}\p{L}+(?:\s\p{Lu}\p{L}+)?$", masked, *parts[first - 1]):
        first -= 1  # "Littleton, Colo.: ..."
    out += segment("title", text, parts[0].start, parts[first - 1].end, edge=" \t,;:[]")
    out += rest.after(text, parts[first:], end)
    return out


def _author_date(masked: str, parts: list[Span]) -> int:
    """The place of the year in "Boobier, Tony, 2020, AI and the Future of Banking, Chichester: ..."; else 0."""
    for i, piece in enumerate(parts[1:13], 1):
        if at(r"\(?@{YEAR}[a-z]?\)?$", masked, *piece):
            return i if i < len(parts) - 1 and head.names_like(masked, parts[0].start, parts[i - 1].end) >= 0.8 else 0
    return 0


def _body_first(masked: str, parts: list[Span]) -> bool:
    """Is the first piece a body that is responsible, and the second the title?"""
    from polybib.values import bodies

    first, second = masked[slice(*parts[0])], parts[1]
    told = form.is_number(masked, second) or form.is_date(masked, second) or form.is_publisher(masked, second)
    acronym = first.isupper() and first.isalpha() and len(first) > 1
    return (acronym or bodies.is_body(first)) and not told


def _year_inside(masked: str, piece: Span) -> bool:
    return find(r"(?i:@{short.edition})\.\s@{YEAR}$", masked, *piece) is not None


def _publisher_size(masked: str, parts: list[Span], date: int) -> int:
    """How many pieces before the date are the publisher: "Farrar, Straus and Giroux" are two."""
    last = parts[date - 1]
    words = masked[slice(*last)].split()
    if date >= 3 and len(words) == 3 and words[1] in ("and", "&") and len(masked[slice(*parts[date - 2])].split()) == 1:
        return 2
    if (words and words[0] in ("and", "or")) or words[0][:1].islower():
        return 0
    return 1


def _kind(segments: tuple[Segment, ...], text: Text) -> str:
    have = {s.label: s for s in segments}
    title = have.get("title")
    genre = have.get("genre")
    if genre and at(r"(?i)@{degree.start}", text.masked, genre.start, genre.end):
        return "thesis"
    if title and find(r"\s(?i:@{case.versus})\.?\s\p{Lu}", text.masked, title.start, title.end):
        return "legal_case"
    if title and find(r"§|\b(?i:@{statute})\b", text.masked, title.start, title.end) and "publisher" not in have:
        return "legislation"
    if "container-title" in have:
        if have.keys() & {"editor", "publisher"}:
            return "chapter"
        return "article-journal" if have.keys() & {"volume", "issue"} else "chapter"
    if "archive_location" in have:
        return "manuscript"
    if genre:
        return "report"
    if have.keys() & {"publisher", "edition", "page"}:
        return "book"
    return "webpage" if "URL" in have else "book" if has_han(text.masked) else "document"
