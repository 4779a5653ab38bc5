"""What is certain in a reference and is read first: its label, identifiers, access notes, and marks of the medium.

R 7.0.5-2008, 10; R 7.0.100-2018, 5.8 ("URL: … (дата обращения: …)"); GOST 7.82-2001 ("Режим доступа: …").
"""

from __future__ import annotations

from polybib.segments import FILL, Text
from polybib.styles import _gost_names as names
from polybib.styles import _gost_words as lex
from polybib.styles._gost_page import Page
from polybib.styles._scan import compiled
from polybib.styles._sheet import LIMIT, Sheet
from polybib.values.identifiers import Found

LABEL = (
    r"\s*+(?:<(?:strong|b)>)?(?:[-*•–—]\s++|\[\d{1,4}\p{Ll}?\]\.?\s++"
    r"|\(?\d{1,4}\s?[.)]\s*+(?:</(?:strong|b)>)?\s*+(?=[\p{L}«“\"„\[<])"
    r"|\d{1,4}\s++(?=\p{Lu}[\p{L}-]++,?\s++\p{Lu}\.|\p{Lu}{3,}))"
)
NAMED = {
    "doi": "DOI",
    "url": "URL",
    "isbn": "ISBN",
    "issn": "ISSN",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "arxiv": "arXiv",
    "cstr": "CSTR",
    "isbn?": "ISBN",
    "issn?": "ISSN",
}
DATE = (
    r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}\s++[\p{L}.]++\s++\d{4}"
    r"|\p{L}++\.?\s\d{1,2},?\s\d{4}|(?:19|20)\d\d"
)


def open_page(text: Text) -> Page:
    """A page with label, identifiers, access date and medium read."""
    work = text.masked[:LIMIT]
    sheet = Sheet(text, work, 0, len(work.rstrip()))
    page = Page(sheet)
    for found in text.found:
        if _is_name(text, found):  # "// Lenta.ru. – 2019": the name of a site, not an address
            sheet.work = sheet.work[: found.start] + text.folded[found.start : found.end] + sheet.work[found.end :]
    match = compiled(LABEL).match(sheet.work)
    if match and match.end() < sheet.end:
        sheet.start = match.end()
    page.scan()
    _lead(page)
    _accessed(page)
    _elibrary(page)
    _identifiers(page)
    _marks(page)
    page.refresh()
    return page


def _lead(page: Page) -> None:
    """ "См.: ", "Ср.: ", "Цит. по: ", "See " before a note's reference; none before words of a repeat ("См. выше")."""
    work, tokens, sheet = page.work, page.tokens, page.sheet
    table = lex.phrases("lead")
    found = lex.phrase_at(work, tokens, 0, table) if tokens and tokens[0].key in table else None
    if not found or lex.phrase_at(work, tokens, 0, lex.phrases("repeat")) or tokens[0].start > sheet.start + 2:
        return
    words = tokens[: found[1]]
    sign = compiled(r"([.:,]{0,2}+)\s++(?=[\p{L}«“\"„\[])").match(work, words[-1].end, sheet.end)
    if not sign or any(len(t.key) < 2 for t in words[:1]):
        return
    short = "." in sign[1] and max(len(t.key) for t in words) < 5
    title = compiled(r"\p{Lu}\p{Ll}++\.").match(work, sign.end(), sheet.end)  # "Ср. Азия. Ташкент, 1990"
    person = names.name_at(page, sign.end(), sheet.end, "inverted direct")
    if ":" in sign[1] or person or (short and not title):
        sheet.claim("lead", sheet.start, sign.end(), edge=" ")
        sheet.start = sign.end()
        page.refresh()


def _elibrary(page: Page) -> None:
    """ "EDN ZGQKHV": the number of the Russian index eLibrary, for which there is no variable."""
    for match in compiled(r"(?<![\p{L}\d])EDN:?\s++[A-Z]{6}(?![\p{L}\d])").finditer(page.work, page.sheet.start):
        page.sheet.claim("note", *match.span())


def _is_name(text: Text, found: Found) -> bool:
    """A bare domain that is not announced as an address, beside another address or where a name is due."""
    bare = found.kind == "url" and "/" not in found.value.rstrip("/") and not found.value.casefold().startswith("www.")
    announced = text.folded[max(0, found.start - 24) : found.start].rstrip(" <([").endswith((":", "URL", "//"))
    slashes = text.folded[: found.start].rstrip().endswith("//")
    return bare and (slashes or not announced) and (found.start > 0)


def _accessed(page: Page) -> None:
    """ "(дата обращения: 01.02.2020)", "– Дата доступа: 01.02.2020", "(accessed 12.03.2019)"."""
    sheet, table = page.sheet, lex.phrases("accessed")
    if page.keys.isdisjoint(table):
        return
    for i, token in enumerate(page.tokens):
        if token.key not in table:
            continue
        found = lex.phrase_at(sheet.work, page.tokens, i, table)
        if not found:
            continue
        end = page.tokens[found[1] - 1].end
        match = compiled(
            rf"(?:\s++(?:on|at|to|от|на|к сайту))?\s*+[-:–—,]?\s*+(?P<d>{DATE})(?:\s?(?:г|р|ж)\.?(?!\p{{L}}))?"
        ).match(sheet.work, end, sheet.end)
        if match:
            sheet.claim("accessed", *match.span("d"))
            start = compiled(r"[(\[]\s*+$").search(sheet.work, max(0, token.start - 3), token.start)
            closing = compiled(r"\s*+[)\]]").match(sheet.work, match.end(), sheet.end)
            sheet.strike(start.start() if start else token.start, closing.end() if closing else match.end())
            sheet.signs.add("accessed")


def _identifiers(page: Page) -> None:
    """DOI, ISBN, ISSN and the address, with the words that announce them."""
    sheet = page.sheet
    urls = [f for f in sheet.text.found if f.kind == "url" and sheet.work[f.start] == FILL]
    chosen = _own_url(page, urls)
    for found in sheet.text.found:
        if found.start >= sheet.end or sheet.work[found.start] != FILL:
            continue
        label = NAMED.get(found.kind)
        if label == "URL" and found is not chosen:
            label = "note" if not sheet.has("note") else None
        if label and label not in ("arXiv",) and (not sheet.has(label) or label == "ISBN"):
            sheet.claim(label, found.start, found.end)
        sheet.strike(max(sheet.start, min(found.outer_start, found.start)), max(found.outer_end, found.end))
        _announcement(page, min(found.outer_start, found.start))


def _own_url(page: Page, urls: list[Found]) -> Found | None:
    """The first address in full, else the first."""
    full = [u for u in urls if "/" in u.value.partition("://")[2].rstrip("/")]
    return next(iter(full or urls), None)


def _announcement(page: Page, at: int) -> None:
    """Strike out "URL:", "Режим доступа:", "[Электронный ресурс]. – Режим доступа:" before an address."""
    sheet = page.sheet
    while True:
        close = compiled(r"[\s:<(=\[.–—-]*+$").search(sheet.work, max(sheet.start, at - 8), at)
        stop = close.start() if close else at
        label = _label_before(page, stop, ":" in (close.group() if close else ""))
        if label < 0:
            return
        sheet.claim("syntax", label, stop)
        sheet.strike(label, at)
        at = label


def _label_before(page: Page, stop: int, colon: bool) -> int:
    """Where the label of an address begins that ends at a position; -1 where none does. A common word ("доступ")
    needs its colon."""
    tokens, table, last = page.tokens, lex.phrases("url-label", "sign.access"), page.index(stop)
    if not last or tokens[last - 1].end != stop:
        return -1
    for i in range(max(0, last - 5), last):
        found = lex.phrase_at(page.work, tokens, i, table)
        named = found and found[1] == last and tokens[i].start > page.sheet.start
        if named and (colon or last - i > 1 or tokens[i].key == "url"):
            return tokens[i].start
    return -1


def _marks(page: Page) -> None:
    """ "[Электронный ресурс]", "[Текст]"; "Текст : электронный", "Текст : непосредственный"; "(in Russian)"."""
    sheet = page.sheet
    medium, tongue = lex.phrases("medium-mark"), lex.phrases("in-language", "in-press")
    online = lex.single("online")
    for match in compiled(r"[\[(]\s*+([^\[\]()\d]{3,40}?)\s*+\.?[\])]").finditer(sheet.work, sheet.start, sheet.end):
        i = page.index(match.start(1))
        if i < len(page.tokens) and lex.phrase_at(sheet.work, page.tokens, i, medium if match[0][0] == "[" else tongue):
            words = {t.key for t in page.tokens[i : page.index(match.end())]}
            sheet.signs.add("medium" if words.isdisjoint(online) else "electronic")
            sheet.claim("syntax", *match.span())
    for match in compiled(r"\s?:\s?(\p{Ll}++)(?=\s*+[./]|\s*+$)").finditer(sheet.work, sheet.start, sheet.end):
        i = page.index(match.start(1)) - 1  # R 7.0.100-2018, 5.9: "– Текст : электронный."
        pair = page.key(i) in lex.single("medium-mark") and page.key(i + 1) in lex.single("medium-kind")
        if i > 0 and pair and page.tokens[i].end == match.start() and page.clean(page.tokens[i].start):
            sheet.claim("syntax", page.tokens[i].start, match.end())
