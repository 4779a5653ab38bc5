"""The host of a part in GB/T 7714: what follows "//", 见 or In."""

from __future__ import annotations

from collections.abc import Iterator

from polybib.model import Span
from polybib.segments import Segment, Text
from polybib.styles import _gbt_head as head
from polybib.styles import _gbt_imprint as imprints
from polybib.styles import _gbt_title as titles
from polybib.styles import _zh_numbers as numbers
from polybib.styles._gbt_mark import Mark
from polybib.styles._scan import segment, trim
from polybib.styles._zh_patterns import (
    at,
    find,
    has_han,
    is_place,
    word_before,
    word_end,
)
from polybib.styles._zh_scan import responsibility

SERIALS = ("J", "N")


def host_sign(work: str, start: int, end: int) -> Span | None:
    """The sign of a host: "//", or 见: / 载: / In: between two stops.

    >>> host_sign("题名[A]. 见: 论文集", 5, 13)
    Span(start=7, end=10)
    """
    slashes = work.find("//", start, end)
    while slashes > 0 and work[slashes - 1] == ":":
        slashes = work.find("//", slashes + 2, end)
    if slashes >= 0:
        return Span(slashes, slashes + 2)
    colon = work.find(":", start, end)
    while colon >= 0:
        word = trim(work, start, colon, " ").end
        first = word_before("lead.host", work, word, start)
        if first < word and (first == start or work[first - 1] in " .,;:])。/"):
            return trim_span(work, first, colon + 1, end)
        colon = work.find(":", colon + 1, end)
    match = at(r"[\s.,]*(?i:@{host.in})\s(?=\p{Lu})", work, start, end) or find(
        r"(?<=[.\]]\s?)In\s(?=\p{Lu})", work, start, end
    )
    return Span(*match.span()) if match else None


def trim_span(work: str, first: int, last: int, end: int) -> Span:
    """A span with the blanks that follow it."""
    while last < end and work[last] == " ":
        last += 1
    return Span(first, last)


def hosted(text: Text, start: int, end: int, letters: str, dated: bool, second: Mark | None) -> Iterator[Segment]:
    """The host of a part: "[names.] title[: volume][mark]. edition. place: publisher, year: pages"."""
    work = text.masked
    start = max(start, word_end("lead.host", work, start)) if letters in ("A", "M", "C", "G") else start
    zones = _zones(work, start, end)
    if not zones:
        return
    if second:
        titled = sum(z.start < second.start for z in zones)
    else:
        titled = max(1, imprints.imprint_index(work, zones)) if len(zones) > 1 else 0
    if titled == 0:
        yield from _single(text, zones[0], letters)
        return
    host, rest = zones[:titled], zones[titled:]
    while len(host) > 1:  # edition and roles after the title of the host, or before it
        small = list(imprints.small_zone(text, host[-1], "editor"))
        if not small or (head.names_like(work, *host[-1]) >= 0.5 and len(host) < 2):
            break
        yield from small
        host.pop()
    names = trim(work, host[0].start, host[0].end)
    while len(host) > 1:
        small = list(imprints.small_zone(text, host[0], "editor"))
        names = host.pop(0)
        yield from small or responsibility(text, *names, default="editor")
        if small and any(s.label not in ("editor", "translator", "author", "contributor") for s in small):
            break
    yield from _host_title(text, host[0].start, host[-1].end, letters)
    yield from _rest(text, rest, letters, dated)


def _zones(work: str, start: int, end: int) -> list[Span]:
    """The zones of a host, its names (which may hold full stops) as one."""
    names = head.names_end(work, start, end, marked=False)
    after = imprints.zones(work, names, end) if names > start else []
    return [trim(work, start, names), *after] if len(after) > 1 else imprints.zones(work, start, end)


def _rest(text: Text, rest: list[Span], letters: str, dated: bool) -> Iterator[Segment]:
    """What follows the title of a host: numbering or imprint."""
    work = text.masked
    if rest:
        if letters in SERIALS and (found := numbers.serial(work, rest[0].start, rest[-1].end, dated)):
            yield from (Segment(p.label, p.start, p.end) for p in found[1])
        else:
            for zone in rest[:-1]:
                yield from imprints.small_zone(text, zone, "editor")
            first = next((z for z in rest if not list(imprints.small_zone(text, z, "editor"))), rest[-1])
            yield from imprints.imprint(text, first.start, rest[-1].end)


def _host_title(text: Text, start: int, end: int, letters: str) -> Iterator[Segment]:
    yield from titles.title_segments(text, start, end, "M" if letters not in ("S", "P") else letters, "container-title")


def _single(text: Text, zone: Span, letters: str) -> Iterator[Segment]:
    """A host with everything between commas: "第12届会议集, 南京, 2015", "37th Conference, May 7, 2011, Melbourne"."""
    work = text.masked
    dated = find(imprints.LAST_DATE, work, *zone)
    stop = zone.end
    if dated:
        yield Segment("issued", dated.start("d"), dated.end("d"))
        if dated["p"]:
            yield Segment("page", dated.start("p"), dated.end("p"))
        stop = trim(work, zone.start, dated.start("d")).end
    elif paged := find(imprints.PAGES_ONLY, work, *zone):
        yield Segment("page", paged.start("p"), paged.end("p"))
        stop = trim(work, zone.start, paged.start()).end
    month = find(
        r",\s?(?<d>\p{Lu}\p{Ll}{2,8}\.?\s\d{1,2}(?:\s?[-–]\s?(?:\p{Lu}\p{Ll}+\s)?\d{1,2})?,\s?@{YEAR})(?:,\s?(?<place>.+))?$",
        work,
        zone.start,
        stop,
    )
    if month:
        if not dated:
            year = find(r"@{YEAR}$", work, month.start("d"), month.end("d"))
            yield Segment("issued", year.start() if year else month.start("d"), month.end("d"))
        if month["place"]:
            yield from segment("event-place", text, month.start("place"), stop)
        stop = month.start()
    elif (comma := work.rfind(",", zone.start, stop)) > 0 and _place_like(work, comma + 1, stop):
        yield from segment("publisher-place", text, comma + 1, stop)
        stop = comma
    yield from _host_title(text, zone.start, stop, letters)


def _place_like(work: str, start: int, end: int) -> bool:
    span = trim(work, start, end)
    if is_place(work[span.start : span.end]) or has_han(work, *span):
        return is_place(work[span.start : span.end])
    return at(r"\p{Lu}\p{Ll}+(?:[ -]\p{Lu}\p{Ll}+)?$", work, *span) is not None
