"""Where place, publisher and year stand: "М. : Наука, 2003", "Berlin; New York: Springer-Verlag, 1972", "Л., 1974",
"Статут, 2009".

GOST 7.1-2003, 5.5; R 7.0.5-2008, 6.3 (the full stop may stand for the area's dash, the publisher may be left out).
"""

from __future__ import annotations

from dataclasses import dataclass

from polybib.styles import _gost_words as lex
from polybib.styles._gost_marks import dashes, full_stop, sentences
from polybib.styles._gost_page import Hit, Page
from polybib.styles._gost_places import first_of_list, named
from polybib.styles._scan import compiled
from polybib.styles._sheet import GONE

EDGE = " \t\u3000\u00a0,;:–—−-" + GONE
OPENING = '«“"„['


@dataclass(frozen=True, slots=True)
class Imprint:
    """start, end   of place and publisher, without the year
    year         the year's piece, if one is printed"""

    start: int
    end: int
    year: Hit | None


@dataclass(frozen=True, slots=True)
class Zone:
    """Where an imprint is looked for: between `low` and `end`, before a year.

    journal     what stands there may be a journal's name, so that only a place or a publisher's word makes an imprint
    host        the title of a journal or collection stands at its beginning
    open_start  the imprint may begin at `low` (after a statement)"""

    low: int
    end: int
    year: Hit
    hits: list[Hit]
    journal: bool
    host: bool
    open_start: bool


def locate(
    page: Page, low: int, high: int, hits: list[Hit], *, journal: bool, host: bool, open_start: bool
) -> Imprint | None:
    """The imprint between two positions, if there is one (see Zone)."""
    years = [h for h in hits if h.kind == "year" and h.clean] or _after_colon(page, low, hits, open_start)
    year = years[-1] if years else None
    found = _with_colon(page, low, year.start if year else _first_extent(hits, high), year, open_start)
    if found or year is None:
        return found
    end = _strip(page, low, year.start)
    if end <= low:
        return None
    zone = Zone(low, end, year, hits, journal, host, open_start)
    return _with_place(page, zone) or _after_dash(page, zone) or _with_unknown(page, zone)


def _first_extent(hits: list[Hit], high: int) -> int:
    """Without a year, an imprint ends before the extent or the pages ("Kyiv: Naukova dumka, 288 p.")."""
    return next((h.start for h in hits if h.kind in ("extent", "page") and h.clean), high)


def _after_colon(page: Page, low: int, hits: list[Hit], open_start: bool) -> list[Hit]:
    """Years with only a space before them count after a place with a colon: "М.: Наука 2001 г."."""
    years = [h for h in hits if h.kind == "year"]
    places = named(page, low, years[-1].start) if years else []
    return years[-1:] if any(p[2] == ":" and (p[0] > low or open_start) for p in places) else []


def _strip(page: Page, low: int, end: int) -> int:
    while end > low and page.work[end - 1] in EDGE + "([":
        end -= 1
    return end


def _with_colon(page: Page, low: int, limit: int, year: Hit | None, open_start: bool) -> Imprint | None:
    """A known place with a colon; of several, the first of the last run that only ";" or "," divide."""
    places = [p for p in named(page, low, limit) if p[2] == ":" and (p[0] > low or open_start)]
    if not places:
        return None
    at = len(places) - 1
    breaks = [*sentences(page, low, limit), *(d[1] for d in dashes(page, low, limit))]
    while at and not any(places[at - 1][1] < b <= places[at][0] for b in breaks):
        at -= 1
    start = first_of_list(page, low, places[at][0])
    end = limit if year else min((b for b in breaks if b > places[at][1]), default=limit)
    return Imprint(start, _strip(page, start, end), year)


def _comma(page: Page, zone: Zone) -> bool:
    return page.work[zone.end : zone.year.start].strip()[:1] == ","


def _with_place(page: Page, zone: Zone) -> Imprint | None:
    """ "Казань, 1998", "М. 2001", "Мінск, “Экаперспектыва”, 2005", "изд. «Школа», г. Москва, 1995"."""
    low, end, comma = zone.low, zone.end, _comma(page, zone)
    starts = sentences(page, low, end)
    lines = [d[1] for d in dashes(page, low, end) if d[1] < end]
    for start, stop, sign in named(page, low, end + 2):
        if not sign or not (start > low or zone.open_start) or not (page.clean(start) or start == low):
            continue
        tail = page.work[stop:end].strip(" ,.;:")
        divided = any(stop < s < end for s in starts)
        if tail and not (comma and sign != "." and len(tail) < 80 and not divided and not zone.journal):
            continue
        line = lines[-1] if lines and comma and not tail and lines[-1] < start else -1
        if line >= 0 and page.work[line].isupper() and not any(line < s < start and full_stop(page, s) for s in starts):
            return Imprint(line, end, zone.year)
        alone = zone.open_start and not tail and not lines and not any(full_stop(page, s) for s in starts)
        return Imprint(low if alone else first_of_list(page, low, start), end, zone.year)
    return None


def _after_dash(page: Page, zone: Zone) -> Imprint | None:
    """ "… – Economic Management Press, – 2020": what stands between the area's dash and the year's comma."""
    lines = [d[1] for d in dashes(page, zone.low, zone.end) if d[1] < zone.end]
    if not lines or not _comma(page, zone) or (zone.journal and not zone.host):
        return None
    start = lines[-1]
    if any(start <= h.start < zone.end for h in zone.hits) or page.work[start].islower():
        return None
    return Imprint(start, zone.end, zone.year)


def _with_unknown(page: Page, zone: Zone) -> Imprint | None:
    """No known place: "Ярополец: Дом, 1999" by its colon, "Статут, 2009" by its comma."""
    starts = [s for s in sentences(page, zone.low, zone.end) if s > zone.low]
    begins = sorted({*([zone.low] if zone.open_start else []), *starts, *_after_editions(page, zone)})
    comma = _comma(page, zone)
    stop = page.work[zone.end - 1] == "." or page.work[zone.end : zone.year.start].strip()[:1] == "."
    for start in begins if comma or stop else ():
        empty_place = page.work[start] == ":" and comma
        if empty_place or (_colon(page, zone, start, starts, comma) and not (zone.journal and stop)):
            return Imprint(start, zone.end, zone.year)
    last = begins[-1] if begins else zone.end
    if comma and last < zone.end < last + 90 and (page.work[last].isupper() or page.work[last] in OPENING):
        tokens = page.tokens[page.index(last) : page.index(zone.end)]
        if lex.any_of(tokens, lex.single("cue.publisher", "body")) or not (zone.journal or zone.host):
            return Imprint(last, zone.end, zone.year)
    return _known_publisher(page, zone) if comma else None


def _after_editions(page: Page, zone: Zone) -> list[int]:
    ends = (h.end for h in zone.hits if h.kind == "edition" and h.end < zone.end)
    return [end + len(page.work[end : zone.end]) - len(page.work[end : zone.end].lstrip(" .,;:–—-")) for end in ends]


def _colon(page: Page, zone: Zone, start: int, starts: list[int], comma: bool) -> bool:
    """Does "Place of up to six words: " begin at a position?"""
    match = compiled(r"\(?\p{L}[\p{L}\p{M}.'’()-]*+(?:[\s,;]++[\p{L}\p{M}.'’()/-]++){0,5}?\s*+:\s*+").match(
        page.work, start, zone.end
    )
    if not match or not page.work[start].isupper() or match.end() > zone.end + 1:
        return False
    if compiled(r"\p{L}{5,}\.\s*+:\s*+$").search(page.work, start, match.end()):
        return False
    rest = [s for s in starts if match.end() < s < zone.end]
    return len(rest) <= 1 and (comma or not rest)


def _known_publisher(page: Page, zone: Zone) -> Imprint | None:
    """A well-known publisher directly before the year, whatever stands before it ("… of Logic Elsevier, 2004")."""
    table, last = lex.phrases("publisher"), page.index(zone.end)
    for i in range(max(page.index(zone.low) + 1, last - 6), last):
        found = lex.phrase_at(page.work, page.tokens, i, table)
        if found and found[1] == last and page.work[page.tokens[i].start].isupper():
            return Imprint(page.tokens[i].start, zone.end, zone.year)
    return None
