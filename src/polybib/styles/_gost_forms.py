"""Works with forms of their own: patents, standards, laws, deposited manuscripts, notes; read before the rest.

GOST 7.1-2003, examples of appendix A; R 7.0.100-2018, 8; DSTU 8302:2015, appendix. Numbers and dates are claimed
here and struck out, so that the general grammar reads heading, title, statement and areas of what is left.
"""

from __future__ import annotations

from polybib.styles import _gost_words as lex
from polybib.styles._gost_page import Page
from polybib.styles._scan import compiled
from polybib.styles._sheet import GONE

DATE = (
    r"(?:\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}[-–—]+\d\d[-–—]+\d\d|\d{1,2}(?:-?\p{Ll}{2})?\s++\p{L}++\.?\s++\d{4})"
    r"(?:\s?\p{Ll}{1,4}(?=[\s.,;)№]|$)\.?)?"  # "г.", "года", "р."
)
COUNTRY = r"(?P<land>(?:\p{Lu}\p{L}*+\.?-?\s?){1,3}+)"
SIGN = r"(?:№№?|N°?|No\.?)\s*+"


def prepare(page: Page) -> None:
    """Claim what such works have beside heading, title and imprint."""
    _notes(page)
    _terms(page)
    _in_brackets(page)
    _patent(page)
    _standard(page)
    page.refresh()


def _phrase(page: Page, category: str, low: int = 0) -> tuple[int, int]:
    """The first phrase of a category that stands after a sign of the form: its token's index, and the index after it;
    (-1, -1) where there is none."""
    table = lex.phrases(category)
    if page.keys.isdisjoint(table):
        return -1, -1
    for i in range(page.index(low), len(page.tokens)):
        token = page.tokens[i]
        if (
            token.key in table
            and page.work[token.start] != GONE
            and page.clean(token.start)
            and not page.shut(token.start)
        ):
            found = lex.phrase_at(page.work, page.tokens, i, table)
            if found:
                return i, found[1]
    return -1, -1


def _notes(page: Page) -> None:
    """ "– Деп. в ВИНИТИ 15.02.02, № 139876", "– Введ. 2002–01–01", "– Библиогр.: с. 50–52": to the area's end."""
    sheet = page.sheet
    for category in ("deposited", "introduced", "note.word"):
        i, j = _phrase(page, category, sheet.start + 10)
        if i < 0:
            continue
        start = page.tokens[i].start
        ahead = compiled(r"[.;]?\s*+[-–—−]\s++$|[.;\]]\s*+$").search(sheet.work, max(sheet.start, start - 5), start)
        stop = compiled(rf"\.\s*+[-–—−]\s++|\.\s++(?=[^\d\W]|\d{{4}}\b)|[.\s]*+{GONE}").search(
            sheet.work, page.tokens[j - 1].end + 1, sheet.end
        )
        if ahead and (
            category != "introduced" or compiled(r"\D{0,12}\d").match(sheet.work, page.tokens[j - 1].end, sheet.end)
        ):
            sheet.claim("note", start, stop.start() if stop else sheet.end, edge=" .,;:–—-")


def _terms(page: Page) -> None:
    """ "– Режим доступа: для авториз. пользователей", "– Режим доступа: свободный": its terms, a note."""
    i, j = _phrase(page, "url-label", page.sheet.start + 10)
    if j - i < 2:
        return
    match = compiled(rf"\s?:\s*+\p{{Ll}}[^{GONE}–—]{{3,80}}+").match(page.work, page.tokens[j - 1].end, page.sheet.end)
    if match:
        page.sheet.claim("note", page.tokens[i].start, match.end(), edge=" .,;:–—-")


def _in_brackets(page: Page) -> None:
    """ "[Чинний від 2016-07-01]"."""
    sheet, table = page.sheet, lex.phrases("introduced")
    for match in compiled(r"\[\s*+([^\[\]]{4,60})\]").finditer(sheet.work, sheet.start, sheet.end):
        i = page.index(match.start(1))
        if i < len(page.tokens) and lex.phrase_at(sheet.work, page.tokens, i, table):
            sheet.claim("note", *match.span(1))
            sheet.strike(*match.span())


def _patent(page: Page) -> None:
    """ "Пат. 2187888 Рос. Федерация, МПК7 H 04 B 1/38. Title", "Title : пат. 6210 Респ. Беларусь", "Патент РК, № 9360";
    "№ 2000131736/09 ; заявл. 18.12.2000 ; опубл. 20.08.2002, Бюл. № 23"."""
    i, j = _phrase(page, "patent")
    if i < 0:
        return
    sheet, start, end = page.sheet, page.tokens[i].start, page.tokens[j - 1].end
    number = r"(?P<n>(?:[A-Z]{2}\s?)?\d[\d\s]{2,12}\d(?:\s?[A-ZА-Я]\d?(?![\p{L}\d]))?+|\d{3,}+)"
    match = compiled(
        rf"\.?\s*+(?:на\s(?:\p{{Ll}}++\s){{1,2}}+)?(?:{SIGN})?{number}\s*+,?\s*+(?:{COUNTRY})?+(?![\p{{Ll}}\d])"
    ).match(sheet.work, end, sheet.end)
    match = match or compiled(rf"\.?\s*+{COUNTRY},?\s*+(?:{SIGN})?{number}").match(sheet.work, end, sheet.end)
    if not match:
        return
    sheet.signs.add("patent")
    sheet.claim("number", *match.span("n"))
    if match["land"]:
        sheet.claim("jurisdiction", *match.span("land"))
    stop = _class(page, match.end())
    if start <= sheet.start:
        sheet.start = stop
    else:
        sheet.strike(start, stop)
    _patent_dates(page)


def _class(page: Page, at: int) -> int:
    """The position after the classification ("МПК7 H 04 B 1/38, H 04 J 13/00.") and the sign before the title."""
    match = compiled(
        r"\s*+[,:;]?\s*+(?:\(\d+\)\s*+)?(?:МПК|МКИ|МКл|М\.\s?Кл|IPC|Int\.\s?Cl)[\s.\d]*+(?:[^.:/]|\.(?=\d)|/(?=\d)){0,200}+"
    ).match(page.work, at, page.sheet.end)
    end = match.end() if match else at
    sign = compiled(r"\s*+[.:,]?\s*+").match(page.work, end, page.sheet.end)
    return sign.end() if sign and (not match or page.work[end : end + 1] in ".:") else end


def _patent_dates(page: Page) -> None:
    sheet = page.sheet
    for category, label in (("patent.applied", "submitted"), ("patent.published", "issued")):
        table = lex.phrases(category)
        for i, token in enumerate(page.tokens):
            found = lex.phrase_at(sheet.work, page.tokens, i, table) if token.key in table else None
            date = (
                compiled(rf"\.?:?\s*+({DATE})").match(sheet.work, page.tokens[found[1] - 1].end, sheet.end)
                if found
                else None
            )
            if date and not sheet.has(label):
                sheet.claim(label, *date.span(1))
                sheet.strike(token.start, date.end())
    bulletin = compiled(r"(?i),?\s*+бюл\.?\s*+№\s*+\d+(?:\s?\([^()]{1,10}\))?").search(
        sheet.work, sheet.start, sheet.end
    )
    if bulletin:
        sheet.strike(*bulletin.span())
    applied = compiled(rf"{SIGN}((?:[A-Za-zАа]\s?)?\d{{5,}}+(?:/\d{{1,4}}(?:[-–]\d+)?)?)\s*+(?=[;:,]|{GONE}|$)").search(
        sheet.work, sheet.start, sheet.end
    )
    if applied:
        sheet.claim("call-number", *applied.span(1))
        sheet.strike(*applied.span())


def _standard(page: Page) -> None:
    """ "ГОСТ Р 51771–2001. Title", "Title : ГОСТ 7.53-2001", "ISO 9001:2015. Title"."""
    i, j = _phrase(page, "standard")
    if i < 0:
        return
    sheet, start, end = page.sheet, page.tokens[i].start, page.tokens[j - 1].end
    match = compiled(
        r"(?:\s++(?:Р|ИСО|ISO|МЭК|IEC|EN|ЕН|ISO/IEC|ИСО/МЭК|Б|В|РК|СТБ|ГОСТ))*+\s*+(?:[А-ЯA-Z]\.)?\d[\d.]*+(?:[-–—:/]\d+(?:\.\d+)*+)*+(?:[-–—:]\d{2,4})?(?![\p{L}])"
    ).match(sheet.work, end, sheet.end)
    if not match or not sheet.work[start:end].replace(" ", "").replace("/", "").isupper():
        return
    sheet.signs.add("standard")
    sheet.claim("number", start, match.end())
    after = compiled(r"\s*+(?:\([^()]{3,60}\))?\s*+[.,:–—]?\s*+(?:[-–—]\s++)?").match(
        sheet.work, match.end(), sheet.end
    )
    if start <= sheet.start + 1 and after:
        sheet.start = after.end()
