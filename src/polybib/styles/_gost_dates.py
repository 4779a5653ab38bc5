"""Years, dates and editions as pieces of a reference (GOST 7.1-2003, 5.2.8 and 5.5.4)."""

from __future__ import annotations

from functools import cache

from polybib.styles import _gost_words as lex
from polybib.styles._gost_page import Hit, Page
from polybib.styles._scan import compiled

DASH = r"[-–—−‐]"
YEAR = r"(?:1[4-9]\d\d|20[0-3]\d)"


@cache
def _year_word() -> str:
    """ "г.", "года", "р.", "ж." after a year."""
    return rf"(?:\s*+{lex.one_of('year-word')}(?!\p{{L}})\.?)?+"


def date(page: Page, i: int, high: int) -> Hit | None:
    """ "12.05.2003", "16 августа 2001 г.", "26–28 июня"."""
    token, work = page.tokens[i], page.work
    if len(token.key) > 2:
        return None
    match = compiled(rf"\d{{1,2}}[./](?:0?[1-9]|1[0-2])[./](?:{YEAR}|\d\d)(?![\d.]\d){_year_word()}").match(
        work, token.start, high
    )
    end = match.end() if match else _worded(page, token.start, high)
    if not end:
        return None
    start = token.start
    if "date-filler" in page.kinds(i - 1) and 0 < start - page.tokens[i - 1].end <= 2:
        start = page.tokens[i - 1].start
    return Hit("date", start, end, (("issued", token.start, end),), page.clean(start))


def _worded(page: Page, at: int, high: int) -> int:
    """The end of a day with its month as a word, 0 where there is none."""
    day = compiled(rf"\d{{1,2}}(?:-\p{{Ll}}{{1,2}})?(?:\s?{DASH}\s?\d{{1,2}})?+\s++").match(page.work, at, high)
    j = page.index(day.end()) if day else 0
    if not day or "month" not in page.kinds(j) or page.tokens[j].start != day.end():
        return 0
    tail = compiled(rf"\.?,?(?:\s*+{YEAR}(?!\d))?+{_year_word()}").match(page.work, page.tokens[j].end, high)
    return tail.end() if tail else page.tokens[j].end


def month(page: Page, i: int, high: int) -> Hit | None:
    """ "Янв. 12", "December 2018", "липень 2009": a month before its day or year."""
    token, work = page.tokens[i], page.work
    match = compiled(rf"\.?\s++\d{{1,2}}(?:,?\s++{YEAR})?+(?!\d)|\.?,?\s++(?P<y>{YEAR})(?!\d)").match(
        work, token.end, high
    )
    word = work[token.start : token.end]
    if not match or not page.clean(token.start):
        return None
    if not word.istitle() and not (match["y"] and word.islower() and compiled(r"\p{Cyrillic}").match(word)):
        return None
    return Hit("date", token.start, match.end(), (("issued", token.start, match.end()),))


def year(page: Page, i: int, high: int) -> Hit | None:
    """ "1998", "[2006]", "1984–1985", "2007b", "2006 г.", "cop. 2002"."""
    token, work = page.tokens[i], page.work
    if len(token.key) != 4:
        return None
    match = compiled(
        rf"{YEAR}(?:\s?[–—−/-]\s?{YEAR}|[а-дa-e](?!\p{{L}}))?+"
        rf"(?![\p{{L}}\d]|[-–—.,/]\d\d?(?:[-–—]|\D|$)|\s*+{DASH}\s?\d\d\b)"
    ).match(work, token.start, high)
    if not match or (token.start and (work[token.start - 1] in "/№" or work[token.start - 1].isalpha())):
        return None
    tail = compiled(_year_word()).match(work, match.end(), high)
    start, end = token.start, tail.end() if tail else match.end()
    before = page.tokens[i - 1] if i else token
    if page.kinds(i - 1) & {"copyright", "circa"} and start - before.end <= 2 and page.clean(before.start):
        start = before.start
    if start and work[start - 1] in "([" and end < len(work) and work[end] in ")]":
        start, end = start - 1, end + 1
    return Hit("year", start, end, (("issued", token.start, match.end()),), page.clean(start))


def edition(page: Page, i: int, high: int) -> Hit | None:
    """A run of words that only an edition statement has: a number or an adjective, and "изд.", "ed.", "Aufl."."""
    tokens = page.tokens
    noun = figure = note = False
    j, end = i, -1
    while j < len(tokens) and tokens[j].end <= high and (j == i or _close(page, j)):
        word, found = tokens[j], page.kinds(j)
        if not found and not word.key.isdigit() and not _suffix(page, j, i):
            break
        if word.key.isdigit() and len(word.key) <= 2 and not figure:
            figure = True
        elif "edition" in found and page.key(j + 1) != "by":
            noun, end = True, word.end
        elif "ordinal" in found:
            figure = True
        elif "edition-note" in found and (len(word.key) > 2 or "edition-note" in page.kinds(j + 1)):
            note = True
            end = word.end if noun and len(word.key) > 1 else end
        elif not _suffix(page, j, i):
            break
        j += 1
    if not noun or not (figure or note) or not page.clean(tokens[i].start):
        return None
    return Hit("edition", tokens[i].start, end, (("edition", tokens[i].start, end),))


def _close(page: Page, j: int) -> bool:
    return lex.near(page.work, page.tokens[j - 1].end, page.tokens[j].start)


def _suffix(page: Page, j: int, i: int) -> bool:
    """ "-е", "nd", "-ге" after a number, and once more where a program added it ("2-е-е изд.")."""
    word = page.tokens[j]
    glued = page.work[word.start - 1] in "-0123456789–"
    return j > i and len(word.key) <= 3 and glued and word.key.replace("-", "").isalpha()
