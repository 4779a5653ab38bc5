"""Laws and other acts, archival documents, and repeats: forms that have no heading of the usual kind.

"О государственной пошлине : Закон Респ. Беларусь, 10 янв. 1992 г., № 1394-XII" (formats.md, 1.3);
"Федеральный закон от 29.12.2012 № 273-ФЗ «Об образовании» // …"; "ГАРФ. Ф. 102. Оп. 226. Д. 11. Л. 5" (R 7.0.5-2008, 13).
"""

from __future__ import annotations

from polybib.styles import _gost_words as lex
from polybib.styles._gost_forms import DATE, SIGN
from polybib.styles._gost_hits import Page
from polybib.styles._scan import compiled, trim
from polybib.styles._sheet import GONE

EDGE = " \t\u00a0,;:.–—-" + GONE
NUMBER = r"[\p{L}]{0,3}-?\d[\d/.]*+(?:-[\p{L}\d]{1,6}){0,3}+"
UNIT = r"(?:ф|оп|д|дд|ед\.\s?хр|ед|хр|спр|л|лл|арк|к|кор|карт|т|ч|№|on)\.?\s?№?\s?(?:[\p{L}]-)?\d[\d\p{L}.]*+(?:\s?(?:[-–—,;]|и)\s?\d+)*+(?:\s?об\.?|\s?зв\.?)?"


def act(page: Page, high: int) -> int:
    """Read an act before `high` (where its host or the end stands). The position where the title's stretch ends, and
    everything after it is claimed; -1 where the text is no act."""
    sheet = page.sheet
    words = lex.single("law")
    if page.keys.isdisjoint(words):
        return -1
    for token in page.tokens:
        if token.start >= high or token.start < sheet.start:
            continue
        if token.key in words and not page.shut(token.start):
            match = compiled(
                rf"[^«“\"„/№{GONE}]{{0,140}}?(?:\s(?:от|від|ад|of)\s++|[,(]\s*+)(?P<d>{DATE}),?\s*+(?:{SIGN}(?P<n>{NUMBER}))?"
            ).match(sheet.work, token.end, high)
            late = match or compiled(
                rf"[^«“\"„/№{GONE}]{{0,140}}?\s{SIGN}(?P<n>{NUMBER})\s++(?:от|від|ад)\s++(?P<d>{DATE})"
            ).match(sheet.work, token.end, high)
            if late:
                return _label(page, token.start, late, high)
    return -1


def _label(page: Page, at: int, match, high: int) -> int:  # type: ignore[no-untyped-def]
    """Label number, date and kind; the title before the kind, or in quotation marks after it."""
    sheet = page.sheet
    sheet.signs.add("legislation")
    sheet.claim("issued", *match.span("d"))
    if match["n"]:
        sheet.claim("number", *match.span("n"))
    stop = compiled(r"\s(?:от|від|ад|of)\s*+$|[,(]\s*+$|\s(?:№|N|No\.?)\s*+$").search(
        sheet.work, at, min(match.start("d"), match.start("n") if match["n"] else match.start("d"))
    )
    kind_end = stop.start() if stop else at
    colon = compiled(r"\s*+:\s++[^:«“\"]{0,60}+$").search(sheet.work, sheet.start, at)
    quoted = compiled(r"[\s:.,]*+(?:г\.|года|р\.)?[\s:.,]*+[«“\"„](.{3,400}?)[»”\"](?=\s*+[.,;:(/\[–—-]|\s*+$)").match(
        sheet.work, match.end(), high
    )
    if colon and colon.start() > sheet.start:
        begin = trim(sheet.work, colon.start(), at, EDGE).start if sheet.work[colon.start() : at].strip(" :") else at
        sheet.claim("title", sheet.start, colon.start(), EDGE)
        sheet.claim("genre", begin, kind_end, EDGE)
    elif quoted:
        sheet.claim("genre", sheet.start, kind_end, EDGE)
        sheet.claim("title", *quoted.span(1))
    else:
        follows = compiled(r"[\s:.,]*+(?:г\.|года|р\.)?[\s:.,]*+((?:О|Об|Про|Аб|О мерах)\s[^/{GONE}]{5,300})").match(
            sheet.work, match.end(), high
        )
        if follows:
            sheet.claim("genre", sheet.start, kind_end, EDGE)
            sheet.claim("title", *follows.span(1), edge=EDGE)
        else:
            sheet.claim("title", sheet.start, kind_end, EDGE)
    return kind_end


def archive(page: Page) -> bool:
    """ "ЦГВИА СССР, ф. 1351, оп. 3, д. 51, л. 128 об (…)": archive and place in it; a title before "//" or in brackets."""
    sheet = page.sheet
    if page.keys.isdisjoint(("оп", "op")):
        return False
    match = compiled(
        rf"(?i)(?P<at>ф\.\s?№?\s?(?:\p{{L}}-)?\d+\p{{L}}?[.,]\s*+оп\.\s?\d+\p{{L}}?(?:[.,;]\s*+(?:{UNIT}|(?:1[5-9]|20)\d\d(?:\s?г\.)?))*+)"
    ).search(sheet.work, sheet.start, sheet.end)
    if not match:
        return False
    slashes = sheet.work.rfind("//", sheet.start, match.start())
    begin = slashes + 2 if slashes >= 0 else sheet.start
    sheet.claim("archive_location", *match.span("at"), edge=" ,;")
    if slashes < 0:
        title = compiled(r"\.\s++(?=\p{Lu}[\p{Lu}\d]{2,})").search(sheet.work, begin, match.start())
        begin = title.end() if title else begin
        if title:
            sheet.claim("title", sheet.start, title.start(), EDGE)
    sheet.claim("archive", begin, match.start(), EDGE)
    if slashes >= 0:
        return True
    inner = compiled(
        r"\s*+\(([^()]{5,300}?)(?:\.\s++(?:Подлинник|Копия|Оригинал|Автограф|Рукопись|Черновик))?\.?\s*+\)"
    ).match(sheet.work, match.end(), sheet.end)
    if inner and not sheet.has("title"):
        sheet.claim("title", *inner.span(1), edge=" ,;")
    return True


def repeat(page: Page) -> bool:
    """ "Там же. С. 15.", "Иванов А. А. Указ. соч. С. 20.": label the words and the page; the context names the work."""
    sheet = page.sheet
    table = lex.phrases("repeat")
    if page.keys.isdisjoint(table):
        return False
    for i, token in enumerate(page.tokens[:12]):
        if token.key not in table or (i and page.work[token.start].islower()):
            continue
        found = lex.phrase_at(sheet.work, page.tokens, i, table)
        if not found:
            continue
        end = page.tokens[found[1] - 1].end
        tail = compiled(
            r"[\s.,:;]*+(?:(?:[СсCcPpБбpр]{1,2}|стр)\.\s*+([\dIVXLCDM][\dIVXLCDM\s,–—-]*+))?[\s.]*+$"
        ).match(sheet.work, end, sheet.end)
        if not tail:
            continue
        sheet.claim("syntax", token.start, end)
        if tail[1]:
            sheet.claim("custom.locator", *tail.span(1), edge=" ,.")
        return True
    return False
