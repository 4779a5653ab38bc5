"""The host of a part: "// Журнал", "В кн.: Сборник", "/ Газета «…»", or a journal after a mere full stop.

GOST 7.1-2003, 7; R 7.0.5-2008, 6.6: two slashes stand before the host.
"""

from __future__ import annotations

from dataclasses import dataclass

from polybib.styles import _gost_parallel as parallel
from polybib.styles import _gost_words as lex
from polybib.styles._gost_claim import EDGE, claim_text, pieces
from polybib.styles._gost_marks import dashes, sentences
from polybib.styles._gost_page import Page
from polybib.styles._scan import compiled, trim
from polybib.styles._sheet import GONE

SLASHES = r"\s*+/\s?/\s*+"


@dataclass(frozen=True, slots=True)
class Host:
    """start, end  of the marker; `start` is where the part's own description ends
    sign        "//", "in", or "kind" (a word such as "Газета" after one slash)"""

    start: int
    end: int
    sign: str


def find(page: Page, low: int, high: int) -> Host | None:
    """The marker of the host, the first of them."""
    for match in compiled(SLASHES).finditer(page.work, low, high):
        if match.start() > low and not page.shut(match.start()):
            inner = _in(page, page.index(match.end()), high)
            return Host(match.start(), inner or match.end(), "//")
    return _by_word(page, low, high) or _by_kind(page, low, high)


def _in(page: Page, i: int, high: int) -> int:
    """The end of "В кн.:", "В сб.", "У зб.:", "В:" that begins at a word, 0 where none does."""
    found = lex.phrase_at(page.work, page.tokens, i, lex.phrases("host.in")) if i < len(page.tokens) else None
    if not found:
        return 0
    last = page.tokens[found[1] - 1]
    letter = last.end - page.tokens[i].start == 1
    if letter and not compiled(r"(?:[–—,-]|\p{L}{2}\.|[»”\")])\s*+\p{Cyrillic}$").search(
        page.work, last.end - 8, last.end
    ):
        return 0  # "N. Y.:" holds no "у:"
    colon = compiled(r"\.?\s*+:\s*+").match(page.work, last.end, high)
    if found[1] == i + 1 and not colon:
        follows = compiled(r"\s++(?=\p{Lu})").match(page.work, last.end, high)
        return follows.end() if follows and _ended(page, page.tokens[i].start) and last.key == "in" else 0
    end = colon or compiled(r"\.?\s*+").match(page.work, last.end, high)
    return end.end() if end else last.end


def _ended(page: Page, at: int) -> bool:
    return page.work[:at].rstrip()[-1:] in (".", "»", "”", '"')


def _by_word(page: Page, low: int, high: int) -> Host | None:
    table = lex.phrases("host.in")
    for i in range(page.index(low), len(page.tokens)):
        token = page.tokens[i]
        if token.start >= high:
            break
        if token.key in table and token.start > low + 8 and page.clean(token.start) and not page.shut(token.start):
            end = _in(page, i, high)
            if end:
                ahead = compiled(r"[\s.,;]*+(?:[–—/-]\s*+)?$").search(page.work, token.start - 5, token.start)
                return Host(ahead.start() if ahead else token.start, end, "in")
    return None


def _by_kind(page: Page, low: int, high: int) -> Host | None:
    """ "Title / Газета «Казахстанская правда»"."""
    for match in compiled(r"\.?\s++/\s*+(?=\p{Lu})").finditer(page.work, low, high):
        kind = page.key(page.index(match.end())) in lex.single("cue.newspaper", "cue.journal")
        name = compiled(r"\p{L}++\.?\s*+[«“\"„]").match(page.work, match.end(), high)
        if kind and name and not page.shut(match.start()):
            return Host(match.start(), match.end(), "kind")
    return None


def title(page: Page, low: int, high: int) -> None:
    """Label the host's title, with parallel titles, a series after another "//", and the word for its kind apart."""
    sheet = page.sheet
    second = compiled(SLASHES).search(sheet.work, low, high)
    if second and not page.shut(second.start()):
        sheet.claim("collection-title", second.end(), high, EDGE + ".")
        high = second.start()
    series = _series(page, low, high)
    if series >= 0:
        sheet.claim("collection-title", series, high, EDGE + ".")
        high = series
    names(page, _kind(page, low, high), high)


def _site(page: Page, low: int, high: int) -> int:
    """The end of a host's title before ": [сайт]", ". Сетевое издание", ": официальный сайт" (R 7.0.100-2018)."""
    kind = rf"(?:(?P<site>{lex.one_of('site.kind')})|{lex.one_of('journal.kind')})"
    ending = compiled(rf"\s*+[:.,]\s*+\[?{kind}\]?[\s.,–—−{GONE}-]*+$")
    match = ending.search(page.work, max(low + 1, high - 60), high)
    while match:
        page.sheet.signs.add("site" if match["site"] else "journal")
        page.sheet.claim("syntax", match.start(), high, EDGE + ".")
        high = match.start()
        match = ending.search(page.work, max(low + 1, high - 60), high)
    return high


def names(page: Page, low: int, high: int) -> None:
    """Label the title of a journal or collection, which may have a second form ("Вестник УГАТУ = Vestnik UGATU")."""
    high = _site(page, low, high)
    second = parallel.container(page, low, high)
    if not second:
        return claim_name(page, low, high)
    first, other, begin, end = second
    if parallel.is_romanised_russian(page.work[low:first]) and not parallel.is_cyrillic(page.work[low:first]):
        page.sheet.claim("custom.container-title-romanized", low, first, EDGE + ".")
        return claim_name(page, begin, end)
    romanised = parallel.is_romanised_russian(page.work[begin:end])
    kind = "romanized" if romanised else "translated"
    claim_name(page, low, first)
    return page.sheet.claim(f"custom.container-title-{kind}", begin, end, EDGE + other)


def claim_name(page: Page, low: int, high: int) -> None:
    """Label the title of a journal or collection."""
    found = pieces(page, low, high) if high > low else []
    claim_text(page, *(found[0] if found else (low, high)), "container-title")


def _kind(page: Page, low: int, high: int) -> int:
    """ "Журнал «Наука»", "газ. «Правда»": the name alone is the title."""
    match = compiled(r"\s*+(\p{L}++)[.,]?\s*+(?=[«“\"„])").match(page.work, low, high)
    if match and page.work[low:high].rstrip(EDGE + ".")[-1:] in '»”"“':
        for kind in ("newspaper", "journal"):
            if lex.key_of(match[1]) in lex.single(f"cue.{kind}"):
                page.sheet.signs.add(kind)
                return match.end()
    return low


def _series(page: Page, low: int, high: int) -> int:
    """Where the name of a series begins, by phrases that only series have ("Lecture Notes in …"), else -1."""
    table = lex.phrases("series.name")
    if page.keys.isdisjoint(table):
        return -1
    for i in range(page.index(low), len(page.tokens)):
        token = page.tokens[i]
        if token.start >= high:
            return -1
        starts = token.start > low and page.work[token.start].isupper() and not page.shut(token.start)
        if starts and lex.phrase_at(page.work, page.tokens, i, table):
            return token.start
    return -1


def journal_start(page: Page, low: int, high: int) -> int:
    """Where the name of a journal begins that only a full stop or a dash divides from the title before it; -1 where
    the stretch cannot be divided."""
    span = trim(page.work, low, high, " \t.,;:–—-")
    lines = [d for d in dashes(page, span.start, span.end) if d[0] > low]
    if lines and page.work[lines[-1][1]].isupper():
        return lines[-1][1]
    starts = [s for s in sentences(page, span.start, span.end) if s > span.start]
    sections = lex.single("series.section")
    while len(starts) > 1 and page.key(page.index(starts[-1])) in sections:
        starts.pop()
    return starts[-1] if starts and (page.work[starts[-1]].isupper() or page.work[starts[-1]] in '«“"„') else -1
