"""What follows the title in a note with commas: host, imprint, numbers, thesis, archive."""

from __future__ import annotations

from polybib.model import Span
from polybib.segments import Segment, Text
from polybib.styles import _comma_pieces as form
from polybib.styles import _gbt_imprint as imprints
from polybib.styles import _zh_numbers as numbers
from polybib.styles._scan import segment, trim
from polybib.styles._zh_patterns import at, find, in_words
from polybib.styles._zh_scan import responsibility, role_before


def after(text: Text, parts: list[Span], end: int) -> list[Segment]:
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
    stop = next((k for k in range(1, len(rest)) if form.told(masked, rest, k)), len(rest))
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
        and not form.told(masked, parts, i + size)
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
