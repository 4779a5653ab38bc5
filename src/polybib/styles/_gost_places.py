"""Places of publication: known names, the abbreviations of the standards ("М.", "СПб.", "Р-на-Д."), towns by their
endings, and lists of places ("New York, London", "Berlin; New York")."""

from __future__ import annotations

from functools import cache

from polybib.styles import _gost_words as lex
from polybib.styles._gost_page import Page
from polybib.styles._scan import compiled


def place_at(page: Page, i: int, high: int) -> int:
    """The index after the name of a known place that begins at a word, or of an abbreviation; 0 where there is none."""
    names, firsts = lex.places()
    tokens = page.tokens
    if tokens[i].key not in firsts or not page.work[tokens[i].start].isupper():
        return 0
    for j in range(min(i + 4, len(tokens)), i, -1):
        close = tokens[j - 1].end <= high and all(tokens[n + 1].start - tokens[n].end < 5 for n in range(i, j - 1))
        if close and " ".join(t.key for t in tokens[i:j]) in names:
            return j
    return 0


@cache
def _after() -> str:
    """What may stand between a place and its sign: the full stop, a soft sign's apostrophe, a country, "и др."."""
    more = lex.one_of("country", "et-al")
    return rf"(?P<dot>['’ʹ]?\.?(?:,?\s?{more}(?!\p{{L}})\.?|\s?\(\p{{Lu}}[\p{{L}}. ]{{0,14}}\))?+)\s*+(?P<sign>[:;,.]?)"


def named(page: Page, low: int, high: int) -> list[tuple[int, int, str]]:
    """Known places between two positions: start, end (after the full stop of an abbreviation), and the sign of an
    imprint that follows, if one does."""
    found, firsts = [], lex.places()[1]
    i = page.index(low)
    while i < len(page.tokens) and page.tokens[i].start < high:
        token = page.tokens[i]
        single = token.end - token.start == 1
        if token.key in firsts or single:
            j = place_at(page, i, high)
            end = page.tokens[j - 1].end if j else token.end
            glued = single and end == token.end and token.start > page.sheet.start and page.work[token.start - 1] == "."
            if (j or _letter(page, token.start, high)) and not glued and not page.shut(token.start):
                sign = compiled(_after()).match(page.work, end, high)
                if sign:
                    found.append((token.start, sign.end("dot"), sign["sign"] or ("." if sign["dot"] else "")))
                    i = max(i, j - 1)
        i += 1
    return found


def _letter(page: Page, at: int, high: int) -> bool:
    """An unknown place of one letter: "Т.: Фан, 1980"."""
    return page.clean(at) and bool(compiled(r"\p{Lu}\.\s*+:(?!//)").match(page.work, at, high))


def first_of_list(page: Page, low: int, start: int) -> int:
    """The start of a list of places that ends at a place."""
    joint = lex.one_of("and")
    before = compiled(
        rf"(?P<p>\p{{Lu}}[\p{{L}}.]*+(?:[ -]\p{{Lu}}[\p{{L}}.]*+)?)(?:\s*+[;,]\s*+|\s++{joint}\s++|[-–]|\s++)$"
    )
    words = lex.single("and")
    while True:
        match = before.search(page.work, max(low, start - 32), start)
        last = page.index(start)
        if match and page.key(last - 1) in words:
            last -= 1
        first = page.index(match.start("p")) if match else last
        begins = [i for i in range(first, last) if match and place_at(page, i, match.end("p")) == last]
        if not begins:
            return start
        start = page.tokens[begins[0]].start


def joined(page: Page, start: int, end: int) -> bool:
    """Is what stands between two places only a sign or "and"?"""
    between = page.work[start:end].strip(" ;,-–.")
    return not between or lex.key_of(between) in lex.single("and")


def like_place(text: str) -> bool:
    """One or two capitalised words with an ending of Slavic towns.

    >>> like_place("Шадринск"), like_place("Статут")
    (True, False)
    """
    return bool(
        compiled(rf"\p{{Lu}}[\p{{L}}-]*?{lex.endings('ending.place')}(?:[ -]\p{{Lu}}\p{{L}}+)?").fullmatch(text)
    )
