"""Edition, place, publisher, year, pages: the imprint of GB/T 7714 and what stands before it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from polybib import words
from polybib.model import Span
from polybib.segments import Segment, Text
from polybib.styles import _gbt_head as head
from polybib.styles import _zh_numbers as numbers
from polybib.styles._scan import segment, trim
from polybib.styles._zh_patterns import at, ends_with, find, has_han, in_words, is_place, pattern, table, word_before
from polybib.styles._zh_scan import responsibility, role_after, role_before

EDITION = (
    r"(?:@{ordinal-prefix}\s?(?<n>@{NUMERAL})\s?(?:@{edition})|(?<n>[\d一二三四五六七八九十]{1,2})\s?(?:@{edition})"
    r"|(?<n>(?:19|20)\d\d\s?@{year-word}?\s?(?:@{edition}|@{passed}|[@{HAN}]{0,2}@{edition}))|(?<n>@{part-position-old}\d?@{edition}))"
)
LATIN_EDITION = r"(?<n>\d{1,2}|\p{L}+)(?:st|nd|rd|th|\.)?\.?\s(?<w>\p{L}+)\b\.?"
VERSION = r"(?:[Vv](?:ersion|\.)?\s?\d[\d.]*|@{version-word}\s?\d[\d.]*)$"
EXTENT = r"(?:\d+\s?(?:@{page}|p\.?|pages)|\d+\s?(?:cm|mm).*|\d{1,2}:\d{3,}[\d ]*)$"
LAST_DATE = (
    r"(?:\G|[,.;:(\[]\s*|\s|(?<=[@{HAN}.]))(?<d>@{DATE})\]?(?<e>@{ERA})[a-z]?\)?(?:\s?@{edition})?(?:,\s?@{MONTH}(?=\s?[:.]))?"
    r"(?:\s?[:,.]\s?(?:(?i:@{short.page})\.?\s?|@{page}\s?)?@{ordinal-prefix}?(?<p>@{PAGES}|[@{HAN}\d]{1,14}|@{page-name}[\d-]*)?\s?@{page}?)?[\s.,;:)\]。]*$"
)
PAGES_ONLY = (
    r"[:,]\s?(?:(?i:@{short.page})\.?\s?)?(?<p>@{PAGES}|@{ordinal-prefix}?\d*@{edition}?@{page-name})[\s.,;)\]。]*$"
)


def zones(text: str, start: int, end: int) -> list[Span]:
    """The stretches between full stops, without those of abbreviations and initials.

    >>> t = "2nd ed. Berkeley: Univ. of California Press, 1965"
    >>> [t[a:b] for a, b in zones(t, 0, len(t))]
    ['2nd ed', 'Berkeley: Univ. of California Press, 1965']
    """
    out, first = [], start
    for stop in head.stops(text, start, end):
        after = stop + 1
        while after < end and text[after] == " ":
            after += 1
        follows = text[after : after + 1]
        if not (follows in ("《", "[") or has_han(text, after, after + 1)) and _abbreviated(text, first, stop):
            continue
        if (
            (follows.islower() or follows == "&")
            and not _whole(text, first, stop)
            and not text.startswith("in ", after)
        ):
            continue
        out.append(Span(first, stop))
        first = stop + 1
    out.append(Span(first, end))
    return [z for z in (trim(text, a, b, " \t.,;:。") for a, b in out) if z.end > z.start]


def _abbreviated(text: str, first: int, stop: int) -> bool:
    """Is a full stop that of an abbreviation ("Univ.") or an initial, and not of a role ("Gold M, ed.")?"""
    begin = stop
    while begin > first and text[begin - 1].isalpha():
        begin -= 1
    word = text[begin:stop]
    if len(word) == 1 and word.isupper():
        return True
    known = begin > first and len(word) < 10 and in_words("abbreviation", word) and not in_words("edition", word)
    return known and not role_after(text, first, stop)[1]


def _whole(text: str, first: int, stop: int) -> bool:
    """Is a stretch an edition or a version, after which anything may begin?"""
    return edition(text, *trim(text, first, stop)) is not None or at(r"\s*" + VERSION, text, first, stop) is not None


def edition(masked: str, start: int, end: int) -> Span | None:
    """The edition, where a stretch is nothing else: its number, or the whole where there is none.

    >>> edition("第2版", 0, 3), edition("影印本", 0, 3), edition("北京", 0, 2)
    (Span(start=1, end=2), Span(start=0, end=3), None)
    """
    found = edition_at(masked, start, end) if end - start <= 40 else None
    return found[0] if found and not masked[found[1] : end].strip(" .") else None


def edition_at(masked: str, start: int, end: int) -> tuple[Span, int] | None:
    """The edition at a position, and where its words end; a number in Chinese is given with them ("第二版").

    >>> edition_at("2nd ed. London", 0, 14), edition_at("同文书局影印本", 0, 7)
    ((Span(start=0, end=1), 7), (Span(start=0, end=7), 7))
    """
    if start < end and masked[start].isascii() and (latin := at(LATIN_EDITION, masked, start, end)):
        spelt = latin["n"].isdigit() or in_words("edition-note", latin["n"]) or _ordinal(latin["n"])
        if spelt and in_words("edition", latin["w"]):
            return Span(*latin.span("n")), latin.end()
    match = at(EDITION, masked, start, end)
    if match:
        spelt = has_han(masked, *match.span("n")) and not find(r"\d", masked, *match.span("n"))
        return Span(*(match.span() if spelt else match.span("n"))), match.end()
    run = at(r"[@{HAN}]{2,14}", masked, start, end)
    known = table("edition-form", "edition-note")
    for stop in range(run.end() if run else start, start + 1, -1):
        if word_before(known, masked, stop, start) < stop:
            return Span(start, stop), stop
    return None


@cache
def _ordinals() -> frozenset[str]:
    return frozenset(words.numbered("ordinal-word"))


def _ordinal(word: str) -> bool:
    return word.lower() in _ordinals()


def edition_in_title(masked: str, title: Span) -> tuple[Span, Span | None]:
    """An edition in brackets at the end of a title: "数学模型(第四版)".

    >>> edition_in_title("数学模型(第4版)", Span(0, 9))
    (Span(start=0, end=4), Span(start=6, end=7))
    """
    match = find(r"\s?\((?<e>[^()]{2,16})\)$", masked, *title)
    found = edition(masked, match.start("e"), match.end("e")) if match else None
    if match is None or found is None or match.start() == title.start or at(r"(?:19|20)\d\d", masked, *found):
        return title, None
    return Span(title.start, match.start()), found


def small_zone(text: Text, zone: Span, default_role: str) -> Iterator[Segment]:
    """The segments of a zone before an imprint: roles, edition, version, scale; none when it is another thing."""
    masked = text.masked
    if found := edition(masked, *zone):
        yield Segment("edition", *found)
    elif at(VERSION, masked, *zone):
        yield Segment("version", *zone)
    elif at(EXTENT, masked, *zone):
        label = "number-of-pages" if at(r"\d+\s?(?:@{page}|p)", masked, *zone) else "note"
        yield Segment(label, *zone)
    elif volume := numbers.volume_in(masked, *zone):
        yield Segment("volume", *volume)
    elif (role_after(masked, *zone)[1] or role_before(masked, *zone)[1]) and (
        head.names_like(masked, *zone) >= 0.5 or zone.end - zone.start < 24
    ):
        yield from responsibility(text, *zone, default=default_role)


def is_imprint(masked: str, zone: Span) -> bool:
    """Does a zone look like "place: publisher, year: pages", or like a part of that?"""
    if find(LAST_DATE, masked, *zone) or unknown_part(masked, zone):
        return True
    colon = find(r"\s?:\s?", masked, *zone)
    if colon and colon.start() > zone.start:
        if is_place(masked[zone.start : colon.start()]):
            return True
        return find(PAGES_ONLY, masked, *zone) is not None and numbers.volume_in(masked, colon.end(), zone.end) is None
    return ends_with("publisher.ending", masked, *zone) or is_place(masked[zone.start : zone.end])


def unknown_part(masked: str, zone: Span) -> bool:
    return find(r"\[[^\]]{2,8}\]", masked, *zone) is not None and any(
        head.unknown(masked, m.start(), m.end()) for m in pattern(r"\[[^\]]{2,8}\]").finditer(masked, *zone)
    )


def imprint(text: Text, start: int, end: int, archive: bool = False) -> Iterator[Segment]:
    """The segments of "place: publisher, year: pages"; any part may be missing."""
    masked = text.masked
    zone = trim(masked, start, end, " \t.,;。")
    dated = find(LAST_DATE, masked, *zone)
    rest = zone.end
    if dated:
        yield Segment("issued", dated.start("d"), dated.end("e") if dated["e"] else dated.end("d"))
        if dated["p"]:
            yield Segment("page", dated.start("p"), dated.end("p"))
        rest = dated.start("d")
    elif (paged := find(PAGES_ONLY, masked, *zone)) and paged.start() > zone.start:
        yield Segment("page", paged.start("p"), paged.end("p"))
        rest = paged.start()
    yield from place_and_publisher(text, zone.start, rest, archive)


def place_and_publisher(text: Text, start: int, end: int, archive: bool = False) -> Iterator[Segment]:
    """The segments of "place: publisher"; without a colon, a known place or a publisher."""
    masked = text.masked
    zone = trim(masked, start, end, " \t.,;:。、([")
    if zone.end <= zone.start or not find(r"\p{L}", masked, *zone):
        return
    label = "archive" if archive and ends_with("archive.ending", masked, *zone) else "publisher"
    colon = find(r"\s?:\s?", masked, *zone)
    if colon is None:
        comma = masked.rfind(",", *zone)
        first, last = (zone.start, comma) if comma > 0 else (zone.start, zone.end)
        if is_place(masked[zone.start : zone.end]) or _province_and_place(masked, zone):
            label = f"{label}-place"
        elif comma > 0 and has_han(masked, *zone) and is_place(masked[comma + 1 : zone.end]):
            yield from _unless_unknown(text, f"{label}-place", comma + 1, zone.end)
            yield from _unless_unknown(text, label, first, last)
            return
        yield from _unless_unknown(text, label, *zone)
        return
    yield from _unless_unknown(text, f"{label}-place", zone.start, colon.start())
    yield from _unless_unknown(text, label, colon.end(), zone.end)


def _province_and_place(masked: str, zone: Span) -> bool:
    """中国陕西西安: a short stretch that ends in a known place."""
    return zone.end - zone.start <= 8 and has_han(masked, *zone) and ends_with("place", masked, *zone)


def _unless_unknown(text: Text, label: str, start: int, end: int) -> Iterator[Segment]:
    span = trim(text.masked, start, end, " \t,;:")
    genre = word_before("thesis", text.masked, span.end, span.start)
    if span.start < genre < span.end:  # 吉林大学博士学位论文
        yield Segment("genre", genre, span.end)
        span = trim(text.masked, span.start, genre)
    if head.unknown(text.masked, *span):
        yield from segment("syntax", text, *span)
    else:
        yield from segment(label, text, *span)


def imprint_index(work: str, zones: list[Span]) -> int:
    """Which zone the imprint begins with: the last one, or the one before where the last is only date and pages."""
    last = len(zones) - 1
    while last > 0 and at(EXTENT, work, *zones[last]):
        last -= 1
    if last < 0:
        return 0
    if last > 0 and not find(r"\p{L}{2}", work, *zones[last]):
        before = zones[last - 1]
        placed = at(
            r"\p{Lu}[\p{L}'’-]*+(?:,?\s?\p{Lu}[\p{L}.'’-]*+){0,4}\s?:\s?(?!\d|(?i:@{short.volume})\b)", work, *before
        )
        if is_imprint(work, before) or (placed and last > 1):
            return last - 1
    for n in range(last):
        colon = find(r"\s?:\s?", work, *zones[n])
        if colon and is_place(work[zones[n].start : colon.start()]):
            return n
    return last
