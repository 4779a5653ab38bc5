"""The title with what GOST prints after it: "Title [Текст] : other information : дис. … канд. наук : 07.00.02".

GOST 7.1-2003, 5.2; R 7.0.100-2018, 5.2. Other title information stays with the title (as both golds have it), but the
genre and speciality of a thesis, the number of a patent or standard, and the count of volumes have fields of their own.
"""

from __future__ import annotations

from polybib.styles import _gost_parallel as parallel
from polybib.styles import _gost_words as lex
from polybib.styles._gost_hits import Page, find
from polybib.styles._gost_imprint import sentences
from polybib.styles._scan import compiled, trim
from polybib.styles._sheet import GONE

EDGE = " \t\u3000\u00a0,;:–—-/_^" + GONE
QUOTES = {"«": "»", "“": "”", "„": "“”", '"': '"', "`": "`'’", "‘": "’"}
COLON = r"\s*+:\s++"


def read(page: Page, low: int, high: int, label: str = "title", *, part: bool = False) -> set[str]:
    """Label a title and what belongs to it; the kinds of works that its words tell of. `part`: it is the title of a
    part of something, whose own numbers ("Ч. 1") are words of the title."""
    signs: set[str] = set()
    found = parallel.translation(page, low, high)
    if found:
        parallel.claim_title(page, low, found, EDGE)
        low = found[2]
    high = _thesis(page, low, high, signs)
    high = high if part else volumes(page, low, high)
    high = _number(page, low, high)
    high = edition(page, low, high)
    _claim(page, low, high, label)
    return signs


def quoted_end(page: Page, low: int, high: int) -> int:
    """The end of a title that stands in quotation marks and is followed by a comma or full stop ("«Основы …», изд. …");
    0 where it is not so."""
    closers = QUOTES.get(page.work[low : low + 1], "")
    shut = page.shut(low)
    if not closers or not shut or shut.start != low or shut.end - low < 8:
        return 0
    match = compiled(r"\s*+[.,]\s++(?=\S)").match(page.work, shut.end, high)
    return match.end() if match else 0


def pieces(page: Page, low: int, high: int) -> list[tuple[int, int]]:
    """The stretches between what was struck out ("Title [Текст] : учеб. пособие"), those that hold letters."""
    found = [m.span() for m in compiled(rf"[^{GONE}]++").finditer(page.work, low, high)]
    return [s for s in found if compiled(r"[\p{L}\d]\P{L}*?[\p{L}\d]").search(page.work, *s)] or found[:1]


def _claim(page: Page, low: int, high: int, label: str) -> None:
    if page.sheet.has(label):
        return
    for start, end in pieces(page, low, high):
        _claim_one(page, start, end, label)


def _claim_one(page: Page, low: int, high: int, label: str) -> None:
    """The title without its full stop, and without quotation marks that hold all of it."""
    span = trim(page.work, low, high, EDGE)
    low, high = span.start, span.end
    if (
        high > low
        and page.work[high - 1] == "."
        and not page.work[low:high].endswith(
            (" в.", "вв.", " г.", "гг.", "ст.", "...", "др.", "т.п.", "т.д.", "н.э.", "Inc.", "etc.")
        )
    ):
        high -= 1
    held = _quoted(page.work, low, high)
    if held:
        low, high = held
    page.sheet.claim(label, low, high, EDGE)


def _quoted(work: str, low: int, high: int) -> tuple[int, int] | None:
    """The inner stretch of a text that one pair of quotation marks holds."""
    closers = QUOTES.get(work[low : low + 1], "")
    if not closers or high - low < 3 or work[high - 1] not in closers:
        return None
    depth = 0
    for i in range(low, high):
        if work[i] == work[low] and (work[low] not in closers or i == low):
            depth += 1
        elif work[i] in closers:
            depth -= 1
            if depth == 0:
                return (low + 1, high - 1) if i == high - 1 else None
    return None


def _thesis(page: Page, low: int, high: int, signs: set[str]) -> int:
    """ ": автореф. дис. … канд. ист. наук : 07.00.02 : защищена …": genre and speciality; the title ends before."""
    words, abstract = lex.single("thesis.word"), lex.single("thesis.abstract")
    for i in range(page.index(low), len(page.tokens)):
        token = page.tokens[i]
        if token.start >= high:
            break
        if token.key not in words or token.start <= low or page.shut(token.start):
            continue
        sign = compiled(r"(?:[:.,]|\]|–|—|-)\s*+$").search(page.work, low, token.start)
        lone = not page.work[token.end : high].strip(" .")
        if not sign or not (
            lone
            or page.key(i + 1) in words
            or _of_degree(page, token.end, high)
            or token.key.endswith(("thesis", "autoref"))
        ):
            continue
        signs.add("thesis")
        signs.update(("abstract",) if token.key in abstract else ())
        code = compiled(r"\d\d\.\d\d\.\d\d(?:\s*+[,;]\s*+\d\d\.\d\d\.\d\d)*+|\b\d\.\d{1,2}\.\d{1,2}\b").search(
            page.work, token.end, high
        )
        stop = compiled(r"\s*+:\s").search(page.work, token.end, code.start() if code else high)
        if code:
            page.sheet.claim("number", *code.span())
        page.sheet.claim(
            "genre",
            token.start,
            stop.start() if stop else code.start() if code else high,
            EDGE + ".(" if lone else EDGE + "(",
        )
        mark = compiled(r"\s(?:Текст|Тэкст|Рукопись)\s*+\.?\s*+$").search(
            page.work, low, sign.start()
        )  # "[Текст]" without its brackets
        return mark.start() if mark else sign.start() if page.work[sign.start()] != "]" else token.start
    return high


def _of_degree(page: Page, at: int, high: int) -> bool:
    """Is the word followed by a degree ("… канд. ист. наук", "на соиск. уч. степ.", "… доктора наук")?"""
    match = compiled(
        r"[\s.…,:]*+(?:дис|дисс|дыс|на\b|канд|kand\.|dokt\.|d-ra|PhD|к\.|к-та|д-ра|докт|доктора|кандидата|магистра|магістра|ступ|степ|[\p{L}]++\.?\s*+(?:канд|докт|дис)|диссертации|of\b|for\b|\p{L}++(?:\.[-\s]?\p{L}++)*+\.?\s++(?:наук|канд))"
    ).match(page.work, at, high)
    return bool(match)


def volumes(page: Page, low: int, high: int) -> int:
    """ "в 6 т.", "Т. 5. Ч. 1", "Том 2. Растения и грибы" within a title."""
    sheet = page.sheet
    count = compiled(
        r"(?:\s*+[:.,(]|\])\s*+(?:[Вв]|[Уу]|[Ii]n)\s(\d{1,3}|\p{L}{3,14})\s?(?:-?(?:х|ти|и|ух))?\s*+(\p{L}++)(\.?)"
    ).search(sheet.work, low, high)
    if count and lex.key_of(count[2]) in lex.single("of-volumes") and not page.shut(count.start(1)):
        rest = trim(sheet.work, count.end(), high, EDGE + ".)")
        title_end = count.start()
        if rest.end > rest.start and not _volume(page, rest.start, high):
            return high
        sheet.claim("number-of-volumes", *count.span(1))
        return title_end
    for begin in [*sentences(page, low, high), *(m.end() for m in compiled(COLON).finditer(sheet.work, low, high))]:
        if begin > low and _volume(page, begin, high):
            return begin
    return high


def _volume(page: Page, low: int, high: int) -> bool:
    """A volume's designation at the end of a title, with a title of its own or without."""
    sheet = page.sheet
    hits = [h for h in find(page, low, high) if h.kind in ("volume", "part", "issue") and h.clean]
    if not hits or hits[0].start > low or sheet.has("volume"):
        return False
    end = hits[0].end
    used = [hits[0]]
    for hit in hits[1:]:
        if not sheet.work[end : hit.start].strip(" .,"):
            used.append(hit)
            end = hit.end
    rest = trim(sheet.work, end, high, EDGE + ".")
    if rest.end > rest.start and not compiled(r"\s*+[.:]\s*+[\p{Lu}«“\"\d]").match(sheet.work, end, high):
        return False
    labels = {"volume": "volume", "part": "volume", "issue": "issue"}
    for n, hit in enumerate(used):
        name, start, stop = hit.parts[0]
        name = (
            "part-number"
            if n and hit.kind == "part"
            else "volume-issue"
            if name == "volume-issue"
            else labels[hit.kind]
        )
        sheet.claim(name, start, stop)
        sheet.strike(hit.start, hit.end)
    if rest.end > rest.start:
        stop = compiled(COLON).search(sheet.work, rest.start, rest.end)
        sheet.claim("volume-title", rest.start, stop.start() if stop else rest.end)
        sheet.strike(rest.start, rest.end)
    return True


def _number(page: Page, low: int, high: int) -> int:
    """A bare number after the last colon ("Title: 104", "v. 80") is the number of the work in its series."""
    match = compiled(r"\s*+:\s++((?:(?:v|vol|volume|no|№|т|вып)\b\.?\s*+)?\d{1,5})\s*+\.?\s*+$", 0).search(
        page.work, low, high
    )
    whole = match or compiled(r"(?i)\s*+:\s++((?:v|vol|volume)\b\.?\s*+\d{1,5})\s*+\.?\s*+$").search(
        page.work, low, high
    )
    if whole and whole.start() > low:
        page.sheet.claim("number", *whole.span(1))
        return whole.start()
    return high


def edition(page: Page, low: int, high: int) -> int:
    """An edition statement before the slash: "Title. 3-е изд. / под ред. …"."""
    hits = [h for h in find(page, low, high) if h.kind == "edition" and h.clean and h.start > low]
    if hits and not page.work[hits[-1].end : high].strip(" .,):]") and not page.sheet.has("edition"):
        hit = hits[-1]
        page.sheet.claim("edition", *hit.parts[0][1:])
        start = hit.start
        while start > low and page.work[start - 1] in " (–—-":
            start -= 1
        return start
    return high
