"""The host of a part: "// Журнал", "В кн.: Сборник", "/ Газета «…»", or a journal after a mere full stop.

GOST 7.1-2003, 7; R 7.0.5-2008, 6.6: two slashes stand before the host.
"""

from __future__ import annotations

from dataclasses import dataclass

from polybib.styles import _gost_parallel as parallel
from polybib.styles import _gost_words as lex
from polybib.styles._gost_hits import Page
from polybib.styles._gost_imprint import dashes, sentences
from polybib.styles._scan import compiled, trim
from polybib.styles._sheet import GONE

EDGE = " \t\u3000\u00a0,;:–—-/=" + GONE
SLASHES = r"\s*+/\s?/\s*+"
IN = r"(?:(?<=[\s.,;:–—-])(?:[Вв]|[Уу])\s(?:кн|сб|зб|сборнике|книге|изд|журн)\b\.?\s*+:?\s*+|(?<=[–—-]\s|\.\s)(?:В|В сб|В кн|У|In)\s?:\s*+|(?<=[.»”\"]\s)In\s++(?=\p{Lu}))"


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
            inner = compiled(r"(?:[Вв]|[Уу]) (?:кн|сб|зб)\b\.?\s*+:?\s*+").match(page.work, match.end(), high)
            return Host(match.start(), inner.end() if inner else match.end(), "//")
    for match in compiled(r"\s*+(?:[–—/-]\s*+)?" + IN).finditer(page.work, low, high):
        if match.start() > low + 8 and not page.shut(match.start() + 1):
            return Host(match.start(), match.end(), "in")
    for match in compiled(r"\.?\s++/\s*+(?=\p{Lu})").finditer(page.work, low, high):
        i = page.index(match.end())
        if page.key(i) in lex.single("cue.newspaper", "cue.journal") and not page.shut(match.start()):
            if compiled(r"\p{L}++\.?\s*+[«“\"„]").match(page.work, match.end(), high):
                return Host(match.start(), match.end(), "kind")
    return None


def title(page: Page, low: int, high: int) -> None:
    """Label the host's title, with parallel titles, a series after another "//", and the word for its kind apart."""
    sheet = page.sheet
    second = compiled(SLASHES).search(sheet.work, low, high)
    if second and not page.shut(second.start()):
        sheet.claim("collection-title", second.end(), high, EDGE + ".")
        high = second.start()
    high = _series(page, low, high)
    low = _kind(page, low, high)
    names(page, low, high)


def names(page: Page, low: int, high: int) -> None:
    """Label the title of a journal or collection, which may have a second form ("Вестник УГАТУ = Vestnik UGATU")."""
    second = parallel.container(page, low, high)
    if not second:
        return claim_name(page, low, high, "container-title")
    start, end, sign = second
    first = page.work[low:start]
    stop = high if sign != "bracket" else page.work.rfind("]", start, end)
    begin = end if sign != "bracket" else page.work.find("[", start, end) + 1
    if compiled(r"\p{Cyrillic}").search(first):
        other = page.work[begin:stop]
        label = (
            "custom.container-title-romanized"
            if parallel.is_romanised_russian(other)
            else "custom.container-title-translated"
        )
        claim_name(page, low, start, "container-title")
        page.sheet.claim(label, begin, stop, EDGE + ".")
    elif parallel.is_romanised_russian(first):
        claim_name(page, begin, stop, "container-title")
        page.sheet.claim("custom.container-title-romanized", low, start, EDGE + ".")
    else:
        claim_name(page, low, start, "container-title")
        page.sheet.claim("custom.container-title-translated", begin, stop, EDGE + ".")


def claim_name(page: Page, low: int, high: int, label: str) -> None:
    """Label the title of a journal or collection; a full stop that ends an abbreviation stays."""
    from polybib.styles._gost_title import pieces

    low, high = pieces(page, low, high)[0] if high > low and pieces(page, low, high) else (low, high)
    work = page.work
    span = trim(work, low, high, EDGE)
    low, high = span.start, span.end
    short = compiled(
        r"(?:^|[\s.])(?:яз|наук|ун-та|ин-та|тр|ст|вв?|гг?|им|Sci|Res|Phys|Math|Rev|Lett|Chem|Soc|Int|Eng|Proc|Acad)\.$"
    ).search(work, low, high)
    if high > low and work[high - 1] == "." and not short:
        high -= 1
    while high > low and work[high - 1] in " ,;:":
        high -= 1
    from polybib.styles._gost_title import _quoted

    held = _quoted(work, low, high)
    if held:
        low, high = held
    page.sheet.claim(label, low, high, EDGE)


def _kind(page: Page, low: int, high: int) -> int:
    """ "Журнал «Наука»", "газ. «Правда»": the name alone is the title."""
    match = compiled(r"\s*+(\p{L}++)[.,]?\s*+(?=[«“\"„])").match(page.work, low, high)
    if (
        match
        and lex.key_of(match[1]) in lex.single("cue.journal", "cue.newspaper")
        and page.work[:high].rstrip(" .,")[-1:] in '»”"“'
    ):
        page.sheet.signs.add("newspaper" if lex.key_of(match[1]) in lex.single("cue.newspaper") else "journal")
        return match.end()
    return low


def _series(page: Page, low: int, high: int) -> int:
    """A series after the host's title that its first words show to be one ("Logic Colloquium '77: Studies in …")."""
    begin = series_start(page, low, high)
    if begin < 0:
        return high
    page.sheet.claim("collection-title", begin, high, EDGE + ".")
    return begin


def series_start(page: Page, low: int, high: int) -> int:
    """Where the name of a series begins, after a colon or full stop or a mere space; -1 where there is none."""
    table = lex.phrases("cue.series", languages=("en",))
    for i in range(page.index(low), len(page.tokens)):
        token = page.tokens[i]
        if token.start >= high:
            return -1
        if (
            token.key not in table
            or token.start <= low
            or page.shut(token.start)
            or not page.work[token.start].isupper()
        ):
            continue
        found = lex.phrase_at(page.work, page.tokens, i, table)
        if not found or (found[1] == i + 1 and token.key not in ("universitext", "grundlehren")):
            continue
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
    if not starts:
        return -1
    at = starts[-1]
    while len(starts) > 1 and _subordinate(page, at, span.end):
        starts.pop()
        at = starts[-1]
    return at if page.work[at].isupper() or page.work[at] in '«“"„' else -1


def _subordinate(page: Page, at: int, high: int) -> bool:
    """ "Серия: …", "Сер. 3", "Series A": a section of a journal, whose name stands before it."""
    return page.key(page.index(at)) in (
        "серия",
        "сер",
        "серія",
        "серыя",
        "series",
        "ser",
        "seriya",
        "section",
        "part",
        "технические",
        "гуманитарные",
        "естественные",
        "общественные",
    )
