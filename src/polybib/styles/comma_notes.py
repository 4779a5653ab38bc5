"""Notes in Western languages whose pieces stand between commas, without quotation marks: "Given Family, Title, Place:
Publisher, 2003, p. 15." They are frequent in Chinese and Japanese journals and in German and French law.

Sources: the notes for Western works of 中国社会科学 and 历史研究; MHRA and OSCOLA for their order of pieces.
"""

from __future__ import annotations

from dataclasses import replace

from polybib.model import Span
from polybib.segments import Parse, Segment, Text
from polybib.styles import _comma_pieces as form
from polybib.styles import _gbt_head as head
from polybib.styles import _gbt_imprint as imprints
from polybib.styles import _gbt_tail as tails
from polybib.styles import _zh_numbers as numbers
from polybib.styles._gbt_mark import blank, marks
from polybib.styles._scan import segment, trim
from polybib.styles._zh_patterns import at, find, has_han, in_words, is_place
from polybib.styles._zh_scan import READ, certainty, label_end, responsibility, role_before, tidy

NAME = "comma_notes"
CUES = 3000


def cues(text: Text) -> float:
    """How much a reference looks like a note with commas: a name, a title, an imprint or a year, no quotation marks."""
    masked, end = text.masked, min(len(text.masked), CUES)
    start = label_end(masked)
    if any(c in text.text for c in "《〈「“”„") or text.folded.count('"', start, end) > 1:
        return 0.0
    if next(marks(masked, start, end), None) or find(r"(?<!:)//|\s/\s|\p{Cyrillic}", masked, start, end):
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
    inverted = at(
        r"\p{Lu}[\p{L}'’-]+,\s?(?:\p{Lu}\.[\s-]?){1,3}|\p{Lu}[\p{L}'’-]+ (?:\p{Lu} ?){1,3},", masked, start, end
    )
    sentences = find(r"\p{Ll}{3,}\.\s\p{Lu}\p{Ll}", masked, start, end)
    before_year = next((parts[i - 1] for i, p in enumerate(parts) if i > n + 1 and form.is_date(masked, p)), None)
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
    known = [1 if i == 0 else _told(masked, parts, i) for i in range(len(parts))]
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
    out += _after(text, parts[first:], end)
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


def _told(masked: str, parts: list[Span], i: int) -> bool:
    """Is a piece, by its own form, not a part of the title?"""
    piece = parts[i]
    if form.is_date(masked, piece) or form.is_number(masked, piece) or role_before(masked, *piece)[1]:
        return True
    if in_words("thesis", masked[piece.start : piece.end]) or in_words(
        "comma.after-title", masked[piece.start : piece.end]
    ):
        return True
    lead = find(r"\G\p{L}+", masked, *piece)
    if lead and in_words("comma.host", lead.group()) and at(r"\p{L}+\s\p{Lu}", masked, *piece):
        return True
    if at(r"(?:\p{Lu}\p{L}*\.\s?){2,6}\s?@{YEAR}$", masked, *piece):
        return True
    colon = find(r"\s?:\s?", masked, *piece)
    if colon and is_place(masked[piece.start : colon.start()]):
        return True
    thesis = at(r"(?i)@{degree.start}", masked, *piece)
    imprint = form.is_place_and_publisher(masked, piece) and any(
        form.is_date(masked, p) or find(r"@{YEAR}", masked, *p) for p in parts[i + 1 : i + 4]
    )
    return thesis is not None or imprint


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


def _after(text: Text, parts: list[Span], end: int) -> list[Segment]:
    """What follows the title."""
    masked = text.masked
    out: list[Segment] = []
    i = 0
    have: set[str] = set()
    while i < len(parts):
        piece = parts[i]
        begin, role = role_before(masked, *piece)
        lead = find(r"\G\p{L}+", masked, *piece)
        step: list[Segment] = []
        size = 1
        if role and begin < piece.end:
            step = list(responsibility(text, begin, piece.end, default=role))
        elif form.is_date(masked, piece):
            step = [Segment("issued", *trim(masked, *piece, " ()"))]
        elif form.is_number(masked, piece):
            step = _numbers(text, piece)
        elif (
            at(r"(?i)@{degree.start}", masked, *piece)
            or in_words("thesis", masked[slice(*piece)])
            or in_words("comma.after-title", masked[slice(*piece)])
        ):
            step = [Segment("genre", *piece)]
        elif lead and in_words("comma.host", lead.group()) and "container-title" not in have:
            step, size = _host(text, parts, i)
        else:
            step, size = _imprint(text, parts, i, have)
        out += step
        have |= {s.label for s in step}
        i += size
    return out


def _numbers(text: Text, piece: Span) -> list[Segment]:
    masked = text.masked
    edition = imprints.edition_at(masked, *piece)
    if edition:
        out = [Segment("edition", *edition[0])]
        year = find(r"@{YEAR}$", masked, *piece)
        return [*out, Segment("issued", *year.span())] if year else out
    pieces, _ = numbers.numbering(masked, *piece)
    out = [Segment(p.label, p.start, p.end) for p in pieces]
    if not out and (bare := at(r"@{PAGES}$", masked, *piece)):
        out = [Segment("page", *bare.span())]
    return out


def _host(text: Text, parts: list[Span], i: int) -> tuple[list[Segment], int]:
    """ "in W. G. Gottenberg ed., Symposium on ..., ASME, 1971"."""
    masked = text.masked
    lead = at(r"\p{L}+\s+", masked, *parts[i])
    start = lead.end() if lead else parts[i].start
    rest = [Span(start, parts[i].end), *parts[i + 1 :]]
    n, role = form.names_count(masked, rest)
    out = [Segment("syntax", parts[i].start, start)]
    if role:
        out += responsibility(text, rest[0].start, rest[n - 1].end, default="editor")
        rest = rest[n:]
    else:
        n = 0
    if not rest:
        return out, n
    stop = next((k for k in range(1, len(rest)) if _told(masked, rest, k)), len(rest))
    later = next((k for k in range(stop + 1, len(rest)) if form.is_date(masked, rest[k])), None)
    if later and form.is_date(masked, rest[stop]):  # the date of a meeting belongs to its name
        stop = later - 1
    elif (
        stop > 1 and stop < len(rest) and form.is_date(masked, rest[stop]) and form.is_publisher(masked, rest[stop - 1])
    ):
        stop -= 1
    out += segment("container-title", text, rest[0].start, rest[max(stop, 1) - 1].end)
    return out, n + max(stop, 1)


def _imprint(text: Text, parts: list[Span], i: int, have: set[str]) -> tuple[list[Segment], int]:
    """Place and publisher up to the next date, or a container before numbers."""
    masked = text.masked
    state = i + 1 < len(parts) and at(r"\p{Lu}[\p{L}.]{1,5}\s?:", masked, *parts[i + 1])  # "Cambridge, MA: MIT Press"
    size = 2 if state else 1
    while (
        i + size < len(parts)
        and not form.is_date(masked, parts[i + size])
        and not form.is_number(masked, parts[i + size])
        and not _told(masked, parts, i + size)
    ):
        size += 1
    span = Span(parts[i].start, parts[i + size - 1].end)
    following = parts[i + size] if i + size < len(parts) else None
    if "issued" in have and "publisher" not in have and _archival(masked, span):
        return list(segment("archive_location", text, *span)), size
    if form.is_place_and_publisher(masked, parts[i]) or state:
        return list(imprints.place_and_publisher(text, *span)), size
    abbreviated = at(r"(?<c>(?:\p{Lu}\p{L}*\.\s?){2,6})\s?(?<y>@{YEAR})$", masked, *span)
    if abbreviated:
        return [
            Segment("container-title", abbreviated.start("c"), abbreviated.end("c")),
            Segment("issued", *abbreviated.span("y")),
        ], size
    container = (
        following is not None
        and at(r"(?i:@{short.volume}|@{short.issue})\b|\d+\s?\(", masked, *following)
        and "genre" not in have
    )
    if container and not form.is_publisher(masked, span):
        return list(segment("container-title", text, *span)), size
    if "publisher" in have or not find(r"\p{L}{2}", masked, *span):
        return [], size
    return list(segment("publisher", text, *span)), size


def _archival(masked: str, span: Span) -> bool:
    return any(in_words("archive-word", w) for w in masked[slice(*span)].replace(",", " ").split())


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
