"""The title with what GOST prints after it: "Title [Текст] : other information : дис. … канд. наук : 07.00.02".

GOST 7.1-2003, 5.2; R 7.0.100-2018, 5.2. Other title information stays with the title (as both golds have it), but the
genre and speciality of a thesis, the number of a patent or standard, and the count of volumes have fields of their own.
"""

from __future__ import annotations

from polybib.styles import _gost_parallel as parallel
from polybib.styles import _gost_words as lex
from polybib.styles._gost_claim import EDGE, claim_title
from polybib.styles._gost_page import Page
from polybib.styles._gost_volumes import trailing
from polybib.styles._scan import compiled

CODE = r"(?:\d\d\.\d\d\.\d\d(?:\s*+[,;]\s*+\d\d\.\d\d\.\d\d)*+|\b\d\.\d{1,2}\.\d{1,2}\b)"  # the lists of 2009 and 2021


def read(page: Page, low: int, high: int, *, part: bool = False) -> None:
    """Label a title and what belongs to it. `part`: it is the title of a part of something, whose own numbers ("Ч. 1")
    are words of the title."""
    found = parallel.translation(page, low, high)
    if found:
        parallel.claim_title(page, low, found, EDGE)
        low = found[2]
    high = _speciality(page, low, _thesis(page, low, high))
    high = _number(page, low, trailing(page, low, high, part=part))
    equal = None if found else parallel.equal(page, low, high)
    if equal:
        page.sheet.claim("custom.title-translated", equal[1], high, EDGE + ".")
        high = equal[0]
    claim_title(page, low, high, "title")


def _thesis(page: Page, low: int, high: int) -> int:
    """ ": автореф. дис. … канд. ист. наук : 07.00.02 : защищена …": genre and speciality; the title ends before."""
    words, sheet = lex.single("thesis.word"), page.sheet
    if page.keys.isdisjoint(words):
        return high
    for i in range(page.index(low), len(page.tokens)):
        token = page.tokens[i]
        if token.start >= high:
            break
        if token.key not in words or token.start <= low or page.shut(token.start):
            continue
        sign = compiled(r"(?:[:.,]|\]|–|—|-)\s*+$").search(sheet.work, low, token.start)
        lone = not sheet.work[token.end : high].strip(" .")
        if not sign or not (lone or _of_degree(page, i, high) or token.key.endswith(("thesis", "autoref"))):
            continue
        sheet.signs.add("thesis")
        _genre(page, token, high, lone)
        mark = compiled(rf"\s{lex.one_of('medium-mark')}\s*+\.?\s*+$").search(sheet.work, low, sign.start())
        return mark.start() if mark else sign.start() if sheet.work[sign.start()] != "]" else token.start
    return high


def _speciality(page: Page, low: int, high: int) -> int:
    """ ": специальность 08.00.05 «Экономика»" before the genre (R 7.0.100-2018): the title ends before."""
    word = lex.one_of("thesis.speciality")
    match = compiled(rf"\s*+:\s*+{word}:?\s*+(?P<n>{CODE})[^:]{{0,160}}+$").search(page.work, low, high)
    if not match or "thesis" not in page.sheet.signs or page.sheet.has("number"):
        return high
    page.sheet.claim("number", *match.span("n"))
    return match.start()


def _genre(page: Page, token: lex.Token, high: int, lone: bool) -> None:
    """Label the genre up to its colon, and the code of the speciality."""
    work = page.work
    code = compiled(CODE).search(work, token.end, high)
    colon = compiled(r"\s*+:\s").search(work, token.end, code.start() if code else high)
    end = colon.start() if colon else code.start() if code else high
    if code:
        page.sheet.claim("number", *code.span())
    page.sheet.claim("genre", token.start, end, EDGE + (".(" if lone else "("))


def _of_degree(page: Page, i: int, high: int) -> bool:
    """Is the word followed by a degree ("… канд. ист. наук", "на соиск. уч. степ.", "… доктора наук")?"""
    degrees = lex.single("thesis.degree", "thesis.word")
    return any(t.key in degrees and t.start < high for t in page.tokens[i + 1 : i + 5])


def _number(page: Page, low: int, high: int) -> int:
    """A bare number after the last colon ("Title: 104", "Volume 80") is the number of the work in its series."""
    label = lex.one_of("volume", "issue")
    match = compiled(rf"\s*+:\s++((?:{label}\b\.?\s*+)?\d{{1,5}})\s*+\.?\s*+$").search(page.work, low, high)
    if match and match.start() > low:
        page.sheet.claim("number", *match.span(1))
        return match.start()
    return high
