"""One reference in the manner of GB/T 7714: head, type mark, body, tail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from polybib.model import Span
from polybib.segments import Segment, Text
from polybib.styles import _gbt_head as head
from polybib.styles import _gbt_imprint as imprints
from polybib.styles import _zh_numbers as numbers
from polybib.styles._gbt_mark import Mark, csl_type
from polybib.styles._scan import segment, trim
from polybib.styles._zh_patterns import at, ends_with, find, has_han, in_words, is_place, word_before, word_end
from polybib.styles._zh_scan import anonymous, responsibility

SERIALS = ("J", "N")
ONLINE = ("EB", "DB", "DS", "OL", "CP", "PP", "R", "Z", "CM", "O")
EDITED = ("C", "G")  # collections, whose first names are editors where no host follows


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
    match = at(r"[\s.,]*(?i:in)\s(?=\p{Lu})", work, start, end) or find(r"(?<=[.\]]\s?)In\s(?=\p{Lu})", work, start, end)
    return Span(*match.span()) if match else None


def trim_span(work: str, first: int, last: int, end: int) -> Span:
    """A span with the blanks that follow it."""
    while last < end and work[last] == " ":
        last += 1
    return Span(first, last)


def authors(text: Text, start: int, end: int, label: str) -> Iterator[Segment]:
    """The names at the head, unless they only say that nobody is named."""
    if anonymous(text.folded, start, end):
        yield from segment("syntax", text, start, end)
    else:
        yield from responsibility(text, start, end, default=label, head=True)


def title_segments(text: Text, start: int, end: int, letters: str, label: str = "title") -> Iterator[Segment]:
    """A title and what belongs to it: volume, edition, number (of a patent, standard, law, archive)."""
    title, volume, number = head.split_title(text, start, end)
    if letters == "S" and not number:
        title, number = _standard(text.masked, title)
    if volume:
        yield Segment("volume", *volume)
    if number:
        yield from number_segments(text, *number)
    part = find(r"\s?\((?<v>[^()]{2,8})\)$", text.masked, *title) if letters in ("M", "G", "C") and not volume else None
    if part and part.start() > title.start and (found := head.volume_in(text.masked, *part.span("v"))):
        yield Segment("volume", *found)
        title = trim(text.masked, title.start, part.start())
    title, edition = imprints.edition_in_title(text.masked, title) if letters in ("M", "G", "C", "K", "") else (title, None)
    if edition:
        yield Segment("edition", *edition)
    form = find(r"\s?\[(?<g>\p{L}[\p{L} ]{2,30})\]$", text.masked, *title) if letters == "" else None
    if form and form.start() > title.start:
        yield Segment("genre", *form.span("g"))
        title = trim(text.masked, title.start, form.start())
    if translated := find(r"(?<=[@{HAN}]\s?)\s?[(](?<t>\p{Lu}[^()@{HAN}]*\s[^()@{HAN}]*)[)]$", text.masked, *title):
        yield from segment(f"custom.{label}-translated", text, translated.start("t"), translated.end("t"))
        title = trim(text.masked, title.start, translated.start())
    if find(r"[\p{L}\d]", text.masked, *title):
        yield from segment(label, text, *title, " \t\u3000,;:.")


def number_segments(text: Text, start: int, end: int) -> Iterator[Segment]:
    """A number, with the country of a patent apart."""
    patent = at(r"@{PATENT}$", text.masked, start, end)
    if not patent:
        archival = ends_with("archival", text.masked, start, end)
        yield Segment("archive_location" if archival else "number", start, end)
        return
    yield Segment("number", patent.start("id"), patent.end("id"))
    yield from segment("jurisdiction", text, start, patent.start("id"))


def _standard(masked: str, title: Span) -> tuple[Span, Span | None]:
    """A standard's number at the start of its title, at its end or in brackets after it."""
    first = at(r"(?<n>@{STANDARD})(?:\s*[,:]\s*|\s+|(?=\p{Han}))(?=\S)", masked, *title)
    if first and find(r"\d", first["n"], 0, len(first["n"])) and first["n"][0].isupper() and len(first["n"]) > 4:
        return Span(first.end(), title.end), Span(first.start("n"), first.end("n"))
    last = find(r"(?<=[\p{Han}\w)])\s?[(\s]\s?(?<n>@{STANDARD})\)?$|(?<=\p{Han})(?<n>@{STANDARD})$", masked, *title)
    if last and last["n"][0].isupper() and len(last["n"]) > 4:
        return trim(masked, title.start, last.start()), Span(last.start("n"), last.end("n"))
    return title, None


def year_of_standard(text: Text, segments: list[Segment]) -> Iterator[Segment]:
    """The same segments, with the year in the number of a standard as its date, where no other date is printed."""
    for one in segments:
        year = find(r"[-–—:](?<y>@{YEAR})$", text.masked, one.start, one.end) if one.label == "number" else None
        if year:
            yield replace(one, end=year.start("y"), value=text.text[one.start : one.end])
            yield Segment("issued", year.start("y"), year.end("y"))
        else:
            yield one


def body(text: Text, start: int, end: int, marks: list[Mark], dated: bool) -> Iterator[Segment]:
    """What follows the first type mark."""
    work = text.masked
    letters = marks[0].letters
    host = host_sign(work, start, end)
    lead = trim(work, start, end, " \t.,;:")
    if host and host.start - lead.start < 120:
        for zone in imprints.zones(work, start, host.start):
            yield from imprints.small_zone(text, zone, "translator")
        yield Segment("syntax", *host)
        second = next((m for m in marks[1:] if m.start > host.start), None)
        yield from hosted(text, host.end, end, letters, dated, second)
    elif len(marks) > 1 and not marks[1].letters == letters == "P":
        yield from hosted(text, start, end, letters, dated, marks[1])
    elif letters in SERIALS:
        yield from serial(text, start, end, dated)
    else:
        yield from book(text, start, end, letters)


def serial(text: Text, start: int, end: int, dated: bool) -> Iterator[Segment]:
    """A part of a serial: "container, year, volume(issue): pages"; a whole serial has its numbering first."""
    work = text.masked
    whole = at(r"[\s.,]*(?<n>@{YEAR}[^.]{0,14}\d\s?\)[^.]{0,3}[-–—][^.]{0,12})\.", work, start, end)
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
    zones = imprints.zones(work, start, end)
    first = imprint_index(work, zones)
    if first < len(zones) and not find(r":", work, *zones[first]) and list(imprints.small_zone(text, zones[first], "translator")):
        first = len(zones)
    for n, zone in enumerate(zones[:first]):
        small = list(_patent(text, zone) if letters == "P" else ()) or list(imprints.small_zone(text, zone, "translator"))
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


def imprint_index(work: str, zones: list[Span]) -> int:
    """Which zone the imprint begins with: the last one, or the one before where the last is only date and pages."""
    last = len(zones) - 1
    while last > 0 and at(imprints.EXTENT, work, *zones[last]):
        last -= 1
    if last < 0:
        return 0
    if last > 0 and not find(r"\p{L}{2}", work, *zones[last]):
        before = zones[last - 1]
        placed = at(r"\p{Lu}[\p{L}'’-]*+(?:,?\s?\p{Lu}[\p{L}.'’-]*+){0,4}\s?:\s?(?!\d|(?i:vol))", work, *before)
        if imprints.is_imprint(work, before) or (placed and last > 1):
            return last - 1
    for n in range(last):
        colon = find(r"\s?:\s?", work, *zones[n])
        if colon and is_place(work[zones[n].start : colon.start()]):
            return n
    return last


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
        yield from number_segments(text, number.start(), number.end())
    for match in imprints.pattern(r"(?<![\d.])@{DATE}").finditer(work, *zone):
        if not number or match.start() >= number.end() or match.end() <= number.start():
            yield Segment("issued", match.start(), match.end())
            paged = at(r"\s?:\s?(?<p>@{PAGES})[\s.]*$", work, match.end(), zone.end)
            if paged:
                yield Segment("page", paged.start("p"), paged.end("p"))
            break
    country = find(r"(?:@{patent.country})", work, *zone) if not number else None
    if country:
        yield Segment("jurisdiction", country.start(), country.end())


def hosted(text: Text, start: int, end: int, letters: str, dated: bool, second: Mark | None) -> Iterator[Segment]:
    """The host of a part: "[names.] title[: volume][mark]. edition. place: publisher, year: pages"."""
    work = text.masked
    start = max(start, word_end("lead.host", work, start)) if letters in ("A", "M", "C", "G") else start
    cut = second.start if second else None
    names_stop = head.names_end(work, start, end, marked=False)
    zones = imprints.zones(work, names_stop, end)
    if names_stop > start and len(zones) > 1:
        zones.insert(0, trim(work, start, names_stop))
    else:
        zones = imprints.zones(work, start, end)
    if not zones:
        return
    if cut:
        titled = sum(z.start < cut for z in zones)
    else:
        titled = max(1, imprint_index(work, zones)) if len(zones) > 1 else 0
    if titled == 0:
        yield from _single(text, zones[0], letters)
        return
    host, rest = zones[:titled], zones[titled:]
    while len(host) > 1:  # edition and roles after the title of the host, or before it
        small = list(imprints.small_zone(text, host[-1], "editor"))
        if not small or head.names_like(work, *host[-1]) >= 0.5 and len(host) < 2:
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
    if rest:
        if letters in SERIALS and (found := numbers.serial(work, rest[0].start, rest[-1].end, dated)):
            yield from (Segment(p.label, p.start, p.end) for p in found[1])
        else:
            for zone in rest[:-1]:
                yield from imprints.small_zone(text, zone, "editor")
            first = next((z for z in rest if not list(imprints.small_zone(text, z, "editor"))), rest[-1])
            yield from imprints.imprint(text, first.start, rest[-1].end)


def _host_title(text: Text, start: int, end: int, letters: str) -> Iterator[Segment]:
    yield from title_segments(text, start, end, "M" if letters not in ("S", "P") else letters, "container-title")


def _single(text: Text, zone: Span, letters: str) -> Iterator[Segment]:
    """A host with everything between commas: "第十二届会议集, 南京, 2015", "37th Conference, November 7-10, 2011, Melbourne: 1075-1080"."""
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
    month = find(r",\s?(?<d>\p{Lu}\p{Ll}{2,8}\.?\s\d{1,2}(?:\s?[-–]\s?(?:\p{Lu}\p{Ll}+\s)?\d{1,2})?,\s?@{YEAR})(?:,\s?(?<place>.+))?$", work, zone.start, stop)
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


def kind(letters: str, segments: list[Segment], text: Text) -> str:
    """The CSL type: by the mark, and by what was read."""
    labels = {s.label for s in segments}
    container = "container-title" in labels
    if letters == "J" and not container and "publisher" in labels:
        return "periodical" if "volume" in labels else "document"
    if letters == "J" and (name := next((s for s in segments if s.label == "container-title"), None)):
        if ends_with("newspaper.ending", text.masked, name.start, name.end):
            return "article-newspaper"
    if letters in ("A", "Z", "EB", "O", "R") and _legal(segments, text):
        return "legislation"
    return csl_type(letters, container and letters not in ("EB", "DB", "DS"))


def _legal(segments: list[Segment], text: Text) -> bool:
    """A statute or a decree: its title ends like one and a state body gave it, or it has a docket number."""
    title = next((s for s in segments if s.label == "title"), None)
    if title is None or not ends_with("law.ending", text.masked, title.start, title.end):
        return False
    docket = any(s.label == "number" and at(r"@{DOCKET}$", text.masked, s.start, s.end) for s in segments)
    body = any(s.label == "author" and any(in_words("state-body", p) for p in text.masked[s.start : s.end].replace(";", ",").split(",")) for s in segments)
    return docket or body
