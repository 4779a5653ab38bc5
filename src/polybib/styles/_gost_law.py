"""Laws and other acts, archival documents, and repeats: forms that have no heading of the usual kind.

"О государственной пошлине : Закон Респ. Беларусь, 10 янв. 1992 г., № 1394-XII" (formats.md, 1.3);
"Федеральный закон от 29.12.2012 № 273-ФЗ «Об образовании» // …"; "ГАРФ. Ф. 102. Оп. 226. Д. 11" (R 7.0.5-2008, 13).
"""

from __future__ import annotations

from functools import cache

from polybib.styles import _gost_names as names
from polybib.styles import _gost_words as lex
from polybib.styles._gost_claim import claim_text
from polybib.styles._gost_forms import DATE, SIGN
from polybib.styles._gost_hits import find
from polybib.styles._gost_host import Host
from polybib.styles._gost_page import Page
from polybib.styles._gost_pieces import claim_all
from polybib.styles._scan import compiled
from polybib.styles._sheet import GONE

EDGE = " \t\u00a0,;:.–—-" + GONE
NUMBER = r"[\p{L}]{0,3}-?\d++(?:[/.]\d++)*+(?:-[\p{L}\d]{1,6}){0,3}+"
QUOTED = r"[\s:.,]*+[«“\"„](?P<t>.{3,400}?)[»”\"](?=\s*+[.,;:(/\[–—-]|\s*+$)"


def act(page: Page, high: int) -> bool:
    """Read an act before `high`, where its host or the end stands. False where the text is none: laws have no personal
    authors and no statement of responsibility."""
    sheet, words = page.sheet, lex.single("law")
    if page.keys.isdisjoint(words) or compiled(r"\s/\s").search(sheet.work, sheet.start, high):
        return False
    if names.name_at(page, sheet.start, high, "inverted"):
        return False
    source = lex.one_of("law.from")
    dated = rf"[^«“\"„/№{GONE}]{{0,140}}?(?:\s{source}\s++|[,(]\s*+)(?P<d>{DATE}),?\s*+(?:{SIGN}(?P<n>{NUMBER}))?"
    numbered = rf"[^«“\"„/№{GONE}]{{0,140}}?\s{SIGN}(?P<n>{NUMBER})\s++{source}\s++(?P<d>{DATE})"
    for token in page.tokens:
        if sheet.start <= token.start < high and token.key in words and not page.shut(token.start):
            for pattern in (dated, numbered):
                match = compiled(pattern).match(sheet.work, token.end, high)
                shut = page.shut(match.start("d")) if match else None
                if shut and page.work[shut.start + 1 : match.start("d")].strip():  # type: ignore[union-attr]
                    sheet.signs.add("legislation")  # "Конституция … (с изм. от 01.07.2020)"
                elif match:
                    first = min(match.start("d"), match.start("n") if match["n"] else high)
                    _label(page, token.start, _kind_end(page, token.start, first), match.end(), high)
                    sheet.claim("issued", *match.span("d"))
                    sheet.claim("number", *match.span("n"))
                    sheet.signs.add("legislation")
                    wording = compiled(r"\s*+\(([^()]{3,120})\)").match(sheet.work, match.end(), high)
                    if wording and GONE not in wording[1]:
                        sheet.claim("note", *wording.span(1))  # "(ред. от 11.06.2021)"
                    return True
    return False


def source(page: Page, high: int) -> Host | None:
    """Where an act was printed, after a full stop (DSTU 8302:2015): "… № 2657-XII. Відомості Верховної Ради України.
    1992. № 48. Ст. 650"."""
    ends = [s.end for s in page.sheet.out if s.label in ("title", "genre", "issued", "number") and s.end <= high]
    sign = compiled(rf"[\s»”\"{GONE}]*+(?:\([^()]{{3,80}}\))?\.\s*+(?:[-–—]\s++)?(?=[\p{{Lu}}«“\"„])")
    match = sign.match(page.work, max(ends, default=high), high)
    if not match:
        return None
    hits = [h for h in find(page, match.end(), high) if h.kind in ("year", "issue", "volissue", "page") and h.clean]
    return Host(match.start(), match.end(), ".") if hits and hits[0].start > match.end() + 3 else None


def press(page: Page) -> str:
    """The type of a whole number of a newspaper or journal, which is read here ("Русские ведомости. 1905. 12 янв.",
    "Правда. – 1937. – 5 марта. – С. 2", "Вестник древней истории. 1958. № 3"); "" for anything else."""
    from polybib.values import bodies

    sheet = page.sheet
    name = compiled(
        r"[«“\"]?\p{Lu}[\p{L}\s-]{3,50}+[»”\"]?(?:\s?\(\p{Lu}[\p{L}.-]{0,16}\))?+[.,]\s*+(?:[-–—]\s*+)?(?=\d|№)"
    ).match(sheet.work, sheet.start, sheet.end)
    if not name:
        return ""
    hits = find(page, name.end(), sheet.end)
    rest = "".join(page.work[a.end : b] for a, b in zip(hits, [*(h.start for h in hits[1:]), sheet.end], strict=True))
    kinds = {h.kind for h in hits}
    known = bodies.is_newspaper(name.group().strip(EDGE))
    dated = "date" in kinds and ("year" in kinds or known)
    journal = {"year", "issue"} <= kinds and any(t.key in lex.single("cue.journal") for t in lex.tokens(name.group()))
    known = known and bool(kinds & {"year", "date"})
    if not kinds <= {"year", "date", "issue", "page"} or not (dated or known or journal):
        return ""
    if rest.strip(EDGE + "()") or hits[0].start > name.end() or (sheet.has("URL") and not known):
        return ""
    claim_text(page, sheet.start, name.end(), "container-title")
    claim_all(page, hits, None, serial=True)
    return "article-newspaper" if dated or known else "article-journal"


def _kind_end(page: Page, low: int, high: int) -> int:
    """The end of "Закон Респ. Беларусь" before "от", a comma or "№"."""
    stop = compiled(rf"(?:\s{lex.one_of('law.from')}\s++)?(?:[,(]\s*+)?(?:\s*+{SIGN})?$")
    match = stop.search(page.work, max(low, high - 12), high)
    return match.start() if match else high


def _label(page: Page, at: int, kind_end: int, rest: int, high: int) -> None:
    """Label kind and title: the title before the kind and its colon, in quotation marks after the number, or
    beginning with "О …"; where there is none of these, the kind is the title ("Гражданский кодекс …")."""
    sheet = page.sheet
    colon = compiled(r"\s*+:\s++[^:«“\"]{0,60}+$").search(sheet.work, sheet.start, at)
    quoted = compiled(QUOTED).match(sheet.work, rest, high)
    about = compiled(rf"[\s:.,]*+(?P<t>{lex.one_of('law.about')}\s[^/{GONE}]{{5,300}})").match(sheet.work, rest, high)
    found = quoted or about
    if colon and colon.start() > sheet.start:
        sheet.claim("title", sheet.start, colon.start(), EDGE)
        sheet.claim("genre", colon.start(), kind_end, EDGE)
    elif found:
        sheet.claim("genre", sheet.start, kind_end, EDGE)
        sheet.claim("title", *found.span("t"), edge=EDGE)
    else:
        sheet.claim("title", sheet.start, kind_end, EDGE)


@cache
def _place_in_archive() -> str:
    """ "ф. 1351, оп. 3, 1885, д. 51, л. 128 об.": fund, inventory, and smaller units."""
    word = lex.one_of("archive.unit")
    unit = rf"{word}\.?\s?(?:{word}\.\s?)?№?\s?(?:\p{{L}}-)?\d+(?:\.\d+)*+\p{{L}}{{0,3}}"
    more = rf"(?:\s?(?:[-–—,;]|{lex.one_of('and')})\s?\d+)*+(?:\s?{lex.one_of('archive.verso')}\.?)?"
    year = rf"(?:1[5-9]|20)\d\d(?:\s?{lex.one_of('year-word')}\.?)?"
    fund, inventory = lex.one_of("archive.fund"), lex.one_of("archive.inventory")
    start = rf"(?<!\p{{L}}){fund}\.\s?№?\s?(?:\p{{L}}-)?\d+\p{{L}}?[.,]\s*+{inventory}\.\s?\d+\p{{L}}?"
    return rf"{start}(?:[.,;]\s*+(?:{unit}{more}|{year}))*+"


def archive(page: Page) -> bool:
    """ "ЦГВИА СССР, ф. 1351, оп. 3, д. 51 (…)": archive and place in it; a title before "//" or in brackets."""
    sheet = page.sheet
    if page.keys.isdisjoint(lex.single("archive.inventory")):
        return False
    match = compiled(_place_in_archive()).search(sheet.work, sheet.start, sheet.end)
    if not match:
        return False
    slashes = sheet.work.rfind("//", sheet.start, match.start())
    begin = slashes + 2 if slashes >= 0 else sheet.start
    sheet.claim("archive_location", *match.span(), edge=" ,;")
    title = compiled(r"\.\s++(?=\p{Lu}[\p{Lu}\d]{2,})").search(sheet.work, begin, match.start())
    if slashes < 0 and title:
        sheet.claim("title", begin, title.start(), EDGE)
        begin = title.end()
    sheet.claim("archive", begin, match.start(), EDGE)
    copy = rf"(?:\.\s++{lex.one_of('archive.copy')})?"
    inner = compiled(rf"\s*+\(([^()]{{5,300}}?){copy}\.?\s*+\)").match(sheet.work, match.end(), sheet.end)
    if slashes < 0 and inner and not sheet.has("title"):
        sheet.claim("title", *inner.span(1), edge=" ,;")
    return True


def repeat(page: Page) -> bool:
    """ "Там же. С. 15.", "Иванов А. А. Указ. соч. С. 20.": label the words and the page; the context names the work."""
    sheet, table = page.sheet, lex.phrases("repeat")
    if page.keys.isdisjoint(table):
        return False
    for i, token in enumerate(page.tokens[:12]):
        found = lex.phrase_at(sheet.work, page.tokens, i, table) if token.key in table else None
        if not found or (i and page.work[token.start].islower()):
            continue
        end = page.tokens[found[1] - 1].end
        volume = rf"(?:{lex.one_of('volume', 'part')}\.?\s*+(\d+|[IVXLC]++)[\s.,:;–—−-]++)?"
        pages = rf"(?:{lex.one_of('page')}\.?\s*+([\dIVXLCDM][\dIVXLCDM\s,–—-]*+))?"
        tail = compiled(rf"[\s.,:;–—−-]*+{volume}{pages}[\s.]*+$").match(sheet.work, end, sheet.end)
        if tail:
            sheet.claim("syntax", token.start, end)
            if tail[1]:
                sheet.claim("volume", *tail.span(1))
            if tail[2]:
                sheet.claim("custom.locator", *tail.span(2), edge=" ,.–—-")
            return True
    return False
