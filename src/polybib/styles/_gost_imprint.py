"""Place, publisher and year: "М. : Наука, 2003", "Berlin; New York: Springer-Verlag, 1972", "Л., 1974", "Статут, 2009".

GOST 7.1-2003, 5.5; R 7.0.5-2008, 6.3 (the full stop may stand for the area's dash, the publisher may be left out).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from polybib import words
from polybib.styles import _gost_words as lex
from polybib.styles._gost_hits import DASH, Hit, Page, clean
from polybib.styles._scan import compiled, trim
from polybib.styles._sheet import GONE

EDGE = " \t\u3000\u00a0,;:–—−-" + GONE
SENTENCE = r"[.?!…][»”\")\]]*+\s++(?=[\p{Lu}\d«“\"„\[(:,№])"
BREAK = rf"(?:(?<=[\s.,;:)\]»”\"{GONE}])|(?<=\p{{L}})(?=\s)\s)\s*+[-–—−]{{1,3}}(?:\s++|(?=[\p{{Lu}}\d«“\"\[]))"
NOT_ABBREVIATED = 4


@dataclass(frozen=True, slots=True)
class Imprint:
    """start, end   of place and publisher, without the year
    year         the year's piece, if one is printed
    """

    start: int
    end: int
    year: Hit | None


def sentences(page: Page, low: int, high: int) -> list[int]:
    """Where a new sentence of the description begins: after a full stop that ends neither an initial nor a short
    abbreviation, outside brackets and quotations."""
    found = []
    for match in compiled(SENTENCE).finditer(page.work, low, high):
        shut = page.shut(match.start())
        if shut and shut.end > match.end():
            continue
        word = compiled(r"[\p{L}\p{N}’'-]*+$").search(page.work, max(low, match.start() - 12), match.start())
        text = word.group() if word else ""
        if len(text) == 1 and text.isupper() and page.work[match.start()] == ".":
            continue
        found.append(match.end())
    return found


def dashes(page: Page, low: int, high: int) -> list[tuple[int, int]]:
    """The area signs (". –", " – ", ". -") outside brackets and quotations."""
    spans = []
    for match in compiled(BREAK).finditer(page.work, low, high):
        sign = match.end()
        while sign > match.start() and page.work[sign - 1].isspace():
            sign -= 1
        if not page.shut(sign - 1):
            spans.append(match.span())
    return spans


def place_at(page: Page, i: int, high: int) -> int:
    """The index after the name of a known place that begins at a word, or of an abbreviation of one letter ("М.");
    0 where there is none."""
    names, firsts = lex.places()
    if page.tokens[i].key not in firsts or not page.work[page.tokens[i].start].isupper():
        return 0
    for j in range(min(i + 4, len(page.tokens)), i, -1):
        if page.tokens[j - 1].end <= high and " ".join(t.key for t in page.tokens[i:j]) in names:
            if all(page.tokens[n + 1].start - page.tokens[n].end <= 4 for n in range(i, j - 1)):
                return j
    return 0


def named(page: Page, low: int, high: int) -> list[tuple[int, int, str]]:
    """Known places that a sign of an imprint follows: start, end (after the full stop of an abbreviation), sign."""
    found = []
    i = page.index(low)
    while i < len(page.tokens) and page.tokens[i].start < high:
        start = page.tokens[i].start
        j = place_at(page, i, high)
        lone = not j and clean(page, start) and compiled(r"\p{Lu}\.\s*+:(?!//)").match(page.work, start, high)
        end = page.tokens[j - 1].end if j else page.tokens[i].end
        glued = end - start == 1 and start > page.sheet.start and page.work[start - 1] == "."
        if (j or lone) and not glued and not page.shut(start):
            sign = compiled(
                r"(?P<dot>['’ʹ]?\.?(?:,?\s?(?:USA|U\.S\.A\.|Calif\.?|Mass\.?|etc\.|и др\.))?+)\s*+(?P<sign>[:;,.]?)"
            ).match(page.work, end, high)
            if sign:
                mark = sign["sign"] or ("." if sign["dot"] else "")
                found.append((start, sign.end("dot"), mark))
                i = max(i, j - 1)
        i += 1
    return found


def locate(
    page: Page, low: int, high: int, hits: list[Hit], *, journal: bool, host: bool, open_start: bool
) -> Imprint | None:
    """Where the imprint stands between two positions. `journal`: what stands there may be a journal's name, so that
    only a place or a publisher's word makes an imprint; `open_start`: it may begin at `low` (after a statement)."""
    years = [h for h in hits if h.kind == "year" and h.clean]
    year = years[-1] if years else None
    limit = year.start if year else high
    found = _with_colon(page, low, limit, year, open_start)
    if found:
        return found
    if year is None:
        return None
    end = _strip(page, low, year.start)
    if end <= low:
        return None
    return _piece(page, low, end, year, hits, journal, host, open_start)


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
    start = _also(page, low, places[at][0])
    end = limit
    if year is None or any(places[at][1] < b < limit - 3 for b in breaks):
        stops = [b for b in breaks if b > places[at][1] and _is_stop(page, b)]
        end = min(stops, default=limit) if year is None else limit
    return Imprint(start, _strip(page, start, end), year)


def _is_stop(page: Page, at: int) -> bool:
    return page.work[max(0, at - 3) : at].strip(" .")[-1:] in tuple("-–—−") or page.work[at - 1] == " "


def _also(page: Page, low: int, start: int) -> int:
    """The start of a list of places ("New York, London", "Berlin; New York") that ends at a place."""
    while True:
        match = compiled(
            r"(?P<p>\p{Lu}[\p{L}.]*+(?:[ -]\p{Lu}[\p{L}.]*+)?)(?:\s*+[;,]\s*+|\s++(?:and|und|et|и|та|і|&)\s++|[-–]|\s++)$"
        ).search(page.work, max(low, start - 32), start)
        if not match:
            return start
        for i in range(page.index(match.start("p")), page.index(start)):
            if place_at(page, i, match.end("p")) == page.index(start) - (
                page.key(page.index(start) - 1) in ("and", "und", "et", "и", "та", "і")
            ):
                if page.tokens[i].start < start:
                    start = page.tokens[i].start
                    break
        else:
            return start


def _piece(
    page: Page, low: int, end: int, year: Hit, hits: list[Hit], journal: bool, host: bool, open_start: bool
) -> Imprint | None:
    """The stretch before a year that may be place and publisher."""
    comma = page.work[end : year.start].strip()[:1] == "," or page.work[end - 1 : end] == ","
    starts = sentences(page, low, end)
    lines = [d[1] for d in dashes(page, low, end) if d[1] < end]
    known = [
        p
        for p in named(page, low, end + 2)
        if p[2] and (p[0] > low or open_start) and (clean(page, p[0]) or p[0] == low)
    ]
    full_stop = page.work[end - 1] == "." or page.work[end : year.start].strip()[:1] == "."
    for start, stop, sign in known:  # "Казань, 1998", "М. 2001", "Мінск, “Экаперспектыва”, 2005"
        tail = page.work[stop:end].strip(" ,.;:")
        if not tail or (
            comma and sign != "." and len(tail) < 80 and not any(stop < s < end for s in starts) and not journal
        ):
            alone = open_start and not tail and not lines and not any(_full(page, s) for s in starts)
            line = lines[-1] if lines and comma and not tail and lines[-1] < start else -1
            if line >= 0 and page.work[line].isupper() and not any(line < s < start and _full(page, s) for s in starts):
                return Imprint(line, end, year)
            return Imprint(low if alone else _also(page, low, start), end, year)
    if lines and comma and not (journal and not host) and not any(lines[-1] <= h.start < end for h in hits):
        start = lines[-1]
        if page.work[start] in '[«“"„' or not page.work[start].islower():
            return Imprint(start, end, year)
    return _unnamed(page, low, end, year, hits, starts, comma, full_stop, journal, host, open_start)


def _full(page: Page, at: int) -> bool:
    """Does a sentence end before a position, and not a short abbreviation ("изд. «…»")?"""
    return not compiled(r"(?<!\p{L})\p{Ll}{1,4}\.\s++$").search(page.work, max(0, at - 7), at)


def _unnamed(
    page: Page,
    low: int,
    end: int,
    year: Hit,
    hits: list[Hit],
    starts: list[int],
    comma: bool,
    full_stop: bool,
    journal: bool,
    host: bool,
    open_start: bool,
) -> Imprint | None:
    """No known place: "Ярополец: Дом, 1999" by its colon, "Статут, 2009" by its comma."""
    colon = r"\(?\p{L}[\p{L}\p{M}.'’()-]*+(?:[\s,;]++[\p{L}\p{M}.'’()/-]++){0,5}?\s*+:\s*+"
    signs = " .,;:–—-"
    stops = [
        h.end + len(page.work[h.end : end]) - len(page.work[h.end : end].lstrip(signs))
        for h in hits
        if h.kind == "edition" and h.end < end
    ]
    begins = sorted({*([low] if open_start else []), *(s for s in starts if s > low), *stops})
    for start in begins if comma or full_stop else ():
        if page.work[start] == ":" and comma:
            return Imprint(start, end, year)
        match = compiled(colon).match(page.work, start, end)
        rest = [s for s in starts if match and match.end() < s < end]
        if match and compiled(r"\p{L}{5,}\.\s*+:\s*+$").search(page.work, start, match.end()):
            continue
        if match and page.work[start].isupper() and (comma or not rest) and len(rest) <= 1 and match.end() < end + 2:
            if not (journal and full_stop):
                return Imprint(start, end, year)
    last = begins[-1] if begins else -1
    if comma and last >= 0 and end - last < 90 and (page.work[last].isupper() or page.work[last] in '«“"„['):
        publisher = lex.any_of(page.tokens[page.index(last) : page.index(end)], lex.single("cue.publisher", "body"))
        if publisher or (not journal and not host):
            return Imprint(last, end, year)
    return _publisher_before(page, low, end, year) if comma else None


def _publisher_before(page: Page, low: int, end: int, year: Hit) -> Imprint | None:
    """A well-known publisher directly before the year, whatever stands before it ("… of Logic Elsevier, 2004")."""
    table = lex.phrases("publisher")
    for i in range(max(page.index(low) + 1, page.index(end) - 6), page.index(end)):
        found = lex.phrase_at(page.work, page.tokens, i, table)
        if found and found[1] == page.index(end) and page.work[page.tokens[i].start].isupper():
            return Imprint(page.tokens[i].start, end, year)
    return None


def claim(page: Page, found: Imprint) -> None:
    """Label place and publisher."""
    sheet, start, end = page.sheet, found.start, found.end
    start = trim(sheet.work, start, end, EDGE + ". ").start if sheet.work[start : start + 1] in ":,. " else start
    colon = compiled(r"\s*+:\s*+").search(sheet.work, start, end)
    if sheet.work[found.start : found.start + 1] == ":":
        _publisher(page, start, end)
    elif colon:
        _place(page, start, colon.start())
        _publisher(page, colon.end(), end)
    else:
        _undivided(page, start, end)
    sheet.strike(found.start, found.end)


def _undivided(page: Page, start: int, end: int) -> None:
    """Place and publisher without a colon: what is a known place is the place, the rest the publisher."""
    known = [p for p in named(page, start, end) if p[2] in (",", ";") or not page.work[p[1] : end].strip(EDGE + ".")]
    if known and known[0][0] == start:
        stop = known[0][1]
        for begin, finish, _ in known[1:]:
            if not page.work[stop:begin].strip(" ;,-–.") or page.work[stop:begin].strip() in (
                "and",
                "und",
                "et",
                "и",
                "та",
                "і",
            ):
                stop = finish
        _place(page, start, stop)
        _publisher(page, stop, end)
        return
    city = compiled(r",\s*+(?:г\.|м\.|гор\.|place)?\s*+(?=\p{Lu}[^,]*+$)").search(page.work, start, end)
    if city and (any(k[0] == city.end() for k in known) or _like_place(page, city.end(), end)):
        _publisher(page, start, city.start())
        _place(page, city.end(), end)
    elif _like_place(page, start, end):
        _place(page, start, end)
    else:
        _publisher(page, start, end)


def _like_place(page: Page, start: int, end: int) -> bool:
    """One or two words with an ending of Slavic towns, or words after which no publisher is named."""
    text = page.work[start:end].strip(EDGE + ". ")
    return bool(
        compiled(
            r"(?:г\.\s*)?\p{Lu}[\p{L}-]*(?:ск|ськ|цк|град|город|бург|поль|піль|абад|ополь|горск|вск|стан|кент)(?:[ -]\p{Lu}\p{L}+)?"
        ).fullmatch(text)
    )


def _place(page: Page, start: int, end: int) -> None:
    ahead = compiled(r"\s*+(?:г\.|гор\.|м\.)\s++(?=\p{Lu})").match(page.work, start, end)
    start = ahead.end() if ahead else start
    if not _missing(page.work[start:end], "no-place"):
        page.sheet.claim("publisher-place", start, end, EDGE + "[]")


def _publisher(page: Page, start: int, end: int) -> None:
    if not _missing(page.work[start:end], "no-publisher"):
        page.sheet.claim("publisher", start, end, EDGE)


def _missing(text: str, category: str) -> bool:
    """ "[Б. м.]", "[s. n.]": the standards' words for what is not known."""
    plain = text.strip(" []().,;:").casefold()
    return not plain or plain.replace(" ", "") in _unknown(category)


@cache
def _unknown(category: str) -> frozenset[str]:
    return frozenset(w.replace(" ", "") for w in words.get(category))


__all__ = ["DASH", "Imprint", "claim", "dashes", "locate", "named", "sentences"]
