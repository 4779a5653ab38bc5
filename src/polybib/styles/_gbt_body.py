"""What follows the type mark in GB/T 7714: a part of a serial, an imprint, a patent, a page on the web."""

from __future__ import annotations

from collections.abc import Iterator

from polybib.model import Span
from polybib.segments import Segment, Text
from polybib.styles import _gbt_host as hosts
from polybib.styles import _gbt_imprint as imprints
from polybib.styles import _gbt_title as titles
from polybib.styles import _zh_numbers as numbers
from polybib.styles._gbt_mark import Mark, csl_type
from polybib.styles._scan import segment, trim
from polybib.styles._zh_patterns import (
    at,
    ends_with,
    find,
    is_place,
    pattern,
)
from polybib.styles._zh_scan import anonymous, responsibility, state_law

ONLINE = ("EB", "DB", "DS", "OL", "CP", "PP", "R", "Z", "CM", "O")
EDITED = ("C", "G")  # collections, whose first names are editors where no host follows


def authors(text: Text, start: int, end: int, label: str) -> Iterator[Segment]:
    """The names at the head, unless they only say that nobody is named."""
    if anonymous(text.folded, start, end):
        yield from segment("syntax", text, start, end)
    else:
        yield from responsibility(text, start, end, default=label, head=True)


def body(text: Text, start: int, end: int, marks: list[Mark], dated: bool) -> Iterator[Segment]:
    """What follows the first type mark."""
    work = text.masked
    letters = marks[0].letters
    host = hosts.host_sign(work, start, end)
    lead = trim(work, start, end, " \t.,;:")
    if host and host.start - lead.start < 120:
        for zone in imprints.zones(work, start, host.start):
            yield from imprints.small_zone(text, zone, "translator")
        yield Segment("syntax", *host)
        second = next((m for m in marks[1:] if m.start > host.start), None)
        yield from hosts.hosted(text, host.end, end, letters, dated, second)
    elif len(marks) > 1 and not marks[1].letters == letters == "P":
        yield from hosts.hosted(text, start, end, letters, dated, marks[1])
    elif letters in hosts.SERIALS:
        yield from serial(text, start, end, dated)
    else:
        yield from book(text, start, end, letters)


def serial(text: Text, start: int, end: int, dated: bool) -> Iterator[Segment]:
    """A part of a serial: "container, year, volume(issue): pages"; a whole serial has its numbering first."""
    work = text.masked
    whole = at(r"[\s.,]*(?<n>@{YEAR}[^.]{0,14}\d\s?\)[^.]{0,3}[-–—][^.]{0,12})\.", work, start, end)
    placed = at(r"[\s.,]*(?<p>[^:,.()]{2,20}):", work, start, end)
    if placed and is_place(placed["p"].strip()) and "(" not in work[placed.end() : end]:  # a book with the wrong mark
        yield from book(text, start, end, "M")
        return
    if whole:
        yield Segment("volume", whole.start("n"), trim(work, whole.start("n"), whole.end("n")).end)
        yield from imprints.imprint(text, whole.end(), end)
        return
    found = numbers.serial(work, start, end, dated)
    stop = end
    if found:
        stop = found[0]
        yield from (Segment(p.label, p.start, p.end) for p in found[1])
    elif paged := find(imprints.PAGES_ONLY, work, start, end):
        stop = paged.start()
        yield Segment("page", paged.start("p"), paged.end("p"))
    zones = imprints.zones(work, start, stop)
    while len(zones) > 1:
        small = list(imprints.small_zone(text, zones[0], "translator"))
        if not small:
            break
        yield from small
        zones.pop(0)
    if zones:
        last = trim(work, zones[0].start, stop, " \t.,;:(").end if stop < end else zones[0].end
        yield from segment("container-title", text, zones[0].start, last)


def book(text: Text, start: int, end: int, letters: str) -> Iterator[Segment]:
    """An imprint, with roles and edition before it."""
    work = text.masked
    zones = [z for z in imprints.zones(work, start, end) if "://" not in work[z.start : z.end]]
    first = imprints.imprint_index(work, zones)
    if (
        first < len(zones)
        and not find(r":", work, *zones[first])
        and list(imprints.small_zone(text, zones[first], "translator"))
    ):
        first = len(zones)
    for n, zone in enumerate(zones[:first]):
        small = list(_patent(text, zone) if letters == "P" else ()) or list(
            imprints.small_zone(text, zone, "translator")
        )
        if small:
            yield from small
        elif n == 0 and letters in ("M", "G", "C", "A", "D") and first < len(zones):
            yield from segment("container-title", text, *zone)
        elif letters in ONLINE:
            yield from site(text, zone)
    while first < len(zones) and len(zones) > first + 1 and not find(r"\d{4}", work, zones[-1].start, zones[-1].end):
        small = list(imprints.small_zone(text, zones[-1], "translator"))
        if not small:
            break
        yield from small
        zones.pop()
    if first < len(zones):
        if letters == "P":
            yield from _patent(text, Span(zones[first].start, zones[-1].end))
        elif letters in ONLINE and not find(r":", work, zones[first].start, zones[-1].end):
            yield from _site_and_date(text, Span(zones[first].start, zones[-1].end))
        else:
            yield from imprints.imprint(text, zones[first].start, zones[-1].end, archive=letters == "A")


def site(text: Text, zone: Span) -> Iterator[Segment]:
    """The name of a site or of who put a page there."""
    if find(r"[/_<>=]|\w\.\p{Ll}", text.masked, *zone):
        return  # what is left of a broken URL
    known = ends_with("publisher.ending", text.masked, *zone) or ends_with("school.ending", text.masked, *zone)
    yield from segment("publisher" if known else "container-title", text, *zone)


def _site_and_date(text: Text, zone: Span) -> Iterator[Segment]:
    dated = find(imprints.LAST_DATE, text.masked, *zone)
    if dated:
        yield Segment("issued", dated.start("d"), dated.end("e") if dated["e"] else dated.end("d"))
        if dated["p"]:
            yield Segment("page", dated.start("p"), dated.end("p"))
    stop = dated.start("d") if dated else zone.end
    span = trim(text.masked, zone.start, stop, " \t.,;:([")
    if find(r"\p{L}", text.masked, *span) and not find(r"[/_<>=]", text.masked, *span):
        yield Segment("publisher", *span)


def _patent(text: Text, zone: Span) -> Iterator[Segment]:
    """Number, country and date of a patent, in any order."""
    work = text.masked
    number = find(r"(?<![\w.])@{PATENT}(?![\w])", work, *zone)
    if number:
        yield from titles.number_segments(text, number.start(), number.end())
    for match in pattern(r"(?<![\d.])@{DATE}").finditer(work, *zone):
        if not number or match.start() >= number.end() or match.end() <= number.start():
            yield Segment("issued", match.start(), match.end())
            paged = at(r"\s?:\s?(?<p>@{PAGES})[\s.]*$", work, match.end(), zone.end)
            if paged:
                yield Segment("page", paged.start("p"), paged.end("p"))
            break
    country = find(r"(?:@{patent.country})", work, *zone) if not number else None
    if country:
        yield Segment("jurisdiction", country.start(), country.end())


def kind(letters: str, segments: list[Segment], text: Text) -> str:
    """The CSL type: by the mark, and by what was read."""
    labels = {s.label for s in segments}
    container = "container-title" in labels
    if letters == "J" and not container and "publisher" in labels:
        return "periodical" if "volume" in labels else "document"
    name = next((s for s in segments if s.label == "container-title"), None)
    if letters == "J" and name and ends_with("newspaper.ending", text.masked, name.start, name.end):
        return "article-newspaper"
    if letters in ("A", "Z", "EB", "O", "R") and _legal(segments, text):
        return "legislation"
    return csl_type(letters, container and letters not in ("EB", "DB", "DS"))


def _legal(segments: list[Segment], text: Text) -> bool:
    """A statute or a decree: its title ends like one and a state body gave it, or it has a docket number."""
    title = next((s for s in segments if s.label == "title"), None)
    author = next((s for s in segments if s.label == "author"), None)
    if title is None or not ends_with("law.ending", text.masked, title.start, title.end):
        return False
    docket = any(s.label == "number" and at(r"@{DOCKET}$", text.masked, s.start, s.end) for s in segments)
    return docket or state_law(text.folded, title, author)
