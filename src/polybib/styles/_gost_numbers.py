"""Volume, issue, part, pages and extent: a number with the word that announces it, or bare ("36(1)", "4: 200–206").

GOST 7.1-2003, 5.3 to 5.6 and 7; R 7.0.5-2008, 6.4 to 6.6."""

from __future__ import annotations

from functools import cache

from polybib.styles import _gost_words as lex
from polybib.styles._gost_dates import DASH, YEAR, edition
from polybib.styles._gost_page import Hit, Page
from polybib.styles._scan import compiled
from polybib.styles._sheet import GONE

ROMAN = r"[IVXLCDMХІ]++(?:[/–—−-][IVXLCDMХІ]++)?+(?![\p{L}\d])"
NUMBER = rf"[.:]?\s*+(?:№\s*+)?(?P<n>\d+(?:\.\d+)?+(?:[/–—−-]\d+)*+[а-яіa-z]?+(?![\p{{L}}\d])|{ROMAN})"
PAREN = r"(?P<paren>\s*+\(\s*+(?:№\s*+)?\d[\d/–—−-]*+\s*+\))?+"
PAGE = r"(?:[A-Za-zА-Я]{1,2}-?)?\d+(?:об)?"
MORE = rf"\s*+[,;]\s*+(?!{YEAR}\b){PAGE}(?:\s*+{DASH}\s*+{PAGE})?+(?![\p{{L}}\d]|\s*+[сcpsб]\b)"
PAGES = (
    rf"(?P<n>{PAGE}(?:\s*+{DASH}{{1,2}}\s*+{PAGE})?+(?:{MORE})*+(?![\p{{L}}\d])"
    rf"|[IVXLCDM]++(?:\s*+{DASH}\s*+[IVXLCDM]++)?+(?![\p{{L}}\d]))"
)


def volume(page: Page, i: int, high: int) -> Hit | None:
    """ "Т. 25", "Vol. 38 (2)", "Т. 1, 2", "Том четвертий"."""
    token = page.tokens[i]
    clean = page.clean(token.start)
    match = compiled(NUMBER + PAREN).match(page.work, token.end, high)
    if not match:
        word = page.tokens[i + 1] if "ordinal" in page.kinds(i + 1) else None
        if not word or word.start - token.end > 2:
            return None
        return Hit("volume", token.start, word.end, (("volume", word.start, word.end),), clean)
    if len(token.key) > 6 and compiled(YEAR).fullmatch(match["n"]):
        return None  # "Supplementary Volumes. 1919"
    if match["paren"] and "issue" not in page.kinds(page.index(match.end())):
        parts = (("volume-issue", match.start("n"), match.end()),)
        return Hit("volume", token.start, match.end(), parts, clean)
    more = compiled(r"(?:\s*+,\s*+\d{1,2})++(?=[\s.)]*+$)").match(page.work, match.end("n"), high)
    end = more.end() if more else match.end("n")
    return Hit("volume", token.start, end, (("volume", match.start("n"), end),), clean)


def issue(page: Page, i: int, high: int) -> Hit | None:
    """ "№ 5", "№ 7 (156)", "Вып. 2", "№ 5, 6"; "Вып. изд. 2-е" is an edition."""
    token, work = page.tokens[i], page.work
    clean = page.clean(token.start)
    if i + 1 < len(page.tokens) and page.tokens[i + 1].start - token.end <= 3 and work[token.start] != "№":
        found = edition(page, i + 1, high)
        if found:
            return Hit("edition", token.start, found.end, found.parts, clean)
    match = compiled(NUMBER + PAREN).match(work, token.end, high)
    if not match:
        return None
    if match["paren"]:
        return Hit("issue", token.start, match.end(), (("issue-paren", match.start("n"), match.end()),), clean)
    more = compiled(r"(?:\s*+[,;]\s*+\d{1,3}(?![\d\p{L}(/]|\s*+[сcpsб:]|\.\d))++").match(work, match.end("n"), high)
    end = more.end() if more else match.end("n")
    return Hit("issue", token.start, end, (("issue", match.start("n"), end),), clean)


def part(page: Page, i: int, high: int) -> Hit | None:
    """ "Ч. 1", "Кн. 3"."""
    token = page.tokens[i]
    match = compiled(NUMBER).match(page.work, token.end, high)
    if not match or not page.clean(token.start):
        return None
    return Hit("part", token.start, match.end("n"), (("part", *match.span("n")),))


def pages(page: Page, i: int, high: int) -> Hit | None:
    """ "С. 133–139", "pp. e435-e440", "с. 13, 15–17", "Б. 12-19"."""
    token, work = page.tokens[i], page.work
    match = compiled(r"[.:]{0,2}+\s*+(?:№\s*+)?" + PAGES).match(work, token.end, high)
    if not match:
        return None
    again = compiled(r"\s*+[pр]{1,2}\b\.?").match(work, match.end(), high)  # "pp. e12783 p."
    end = again.end() if again else match.end()
    return Hit("page", token.start, end, (("page", *match.span("n")),), page.clean(token.start))


@cache
def _extent_tail() -> str:
    """What may follow "250 с.": "4 л. ил.", ": табл.", and the word again, as some programs print it."""
    note = lex.one_of("extent-note")
    word = r"\s*+\b[сcpр]\b\.?"
    sheets = rf"\.?(?:,?\s*+\d+\s{lex.one_of('extent')}\b[^.]{{0,20}}\.?)?+"
    return rf"{sheets}(?:\s*+[:,;]\s*+{note}\b\.?[^.–—]{{0,20}}+)?+(?:{word})?+"


def extent(page: Page, i: int, high: int) -> Hit | None:
    """ "250 с.", "xvi, 313 p.", "698, [6] с", "12–15 б.": a number before the word, or a range before it (pages)."""
    token, work = page.tokens[i], page.work
    span = compiled(rf"\d+\s?{DASH}\s?\d+\s*+").match(work, token.start, high)
    match = span or compiled(r"\d+(?:\s*+[,+]?\s*+\[\d+\])?+\s*+(?=[\p{L}\[])").match(work, token.start, high)
    if not match:
        return None
    j = page.index(match.end())
    if "extent" not in page.kinds(j) or page.tokens[j].start > match.end() + 1:
        return None
    numbered = compiled(r"\.{0,2}\s*+№?\s*+\d").match(work, page.tokens[j].end, high)
    if numbered and not page.clean(token.start):
        return None  # "2003 с. 5"
    tail = compiled(_extent_tail()).match(work, page.tokens[j].end, high)
    end = tail.end() if tail else page.tokens[j].end
    start = token.start if span else _front_matter(page, token.start)
    label, kind = ("page", "page") if span else ("number-of-pages", "extent")
    return Hit(kind, start, end, ((label, start, match.end()),), page.clean(start))


def _front_matter(page: Page, start: int) -> int:
    """The start of "xvi, 313": the pages before the first are counted apart."""
    roman = compiled(r"(?:[ivxlcIVXLC]++(?:-[ivxlcIVXLC]++)?|\d+)\s*+,\s*+$").search(
        page.work, max(page.sheet.start, start - 12), start
    )
    return roman.start() if roman and page.clean(roman.start()) else start


def bare(page: Page, i: int, high: int) -> Hit | None:
    """Numbers without a word: "36(1)", "4: 200-206", "(48)", "50-56", "10"."""
    token, work = page.tokens[i], page.work
    start, clean = token.start, page.clean(token.start)
    match = compiled(rf"(?P<v>\d{{1,4}}(?:\s?\(\s?\d[\d/–-]*+\s?\))?)\s?:\s?(?P<p>\d+\s?{DASH}\s?\d+)(?!\d)").match(
        work, start, high
    )
    if match:
        label = "volume-issue" if "(" in match["v"] else "volume"
        return Hit("volissue", start, match.end(), ((label, *match.span("v")), ("page", *match.span("p"))), clean)
    match = compiled(r"\d{1,4}\s?\(\s?\d[\d/–-]*+\s?\)").match(work, start, high)
    if match:
        return Hit("volissue", start, match.end(), (("volume-issue", *match.span()),), clean)
    match = compiled(rf"(?P<v>\d{{1,4}})\s*+,\s++(?P<p>\d+\s?{DASH}\s?\d+)(?=\.?\s*+(?:$|[\[({GONE}]))").match(
        work, start, high
    )
    if match and clean:
        return Hit("volissue", start, match.end(), (("volume", *match.span("v")), ("page", *match.span("p"))))
    match = compiled(r"\((\d{1,4}(?:[-–/]\d+)?)\)").match(work, start - 1, high) if start else None
    if match:
        return Hit("paren", match.start(), match.end(), (("volume", *match.span(1)),), page.clean(match.start()))
    match = compiled(rf"[A-Za-z]?\d+\s?{DASH}{{1,2}}\s?[A-Za-z]?\d+(?![\p{{L}}\d])").match(work, start, high)
    if match:
        return Hit("range", start, match.end(), (("page", *match.span()),), clean)
    return Hit("number", start, token.end, (("number", start, token.end),), clean) if len(token.key) < 6 else None
