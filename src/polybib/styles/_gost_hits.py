"""The numbered and dated pieces of a GOST reference: year, volume, issue, pages, extent, edition.

Each is recognised where it stands between two signs of the form ("... . – Т. 34. – № 5. – С. 151–156"), whatever the
signs are: authors leave them out, double them or use others (GOST R 7.0.5-2008, 4.9 and 4.10, lets a full stop stand
for the area's dash).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field

from polybib.model import Span
from polybib.segments import FILL
from polybib.styles import _gost_words as lex
from polybib.styles._scan import brackets, compiled, inside
from polybib.styles._sheet import GONE, Sheet

SIGNS = ".,;:–—−‐-()[]{}/|!?…»”\"'" + GONE + FILL
OPENERS = '([{«“„"'
DASH = r"[-–—−‐]"
NUMBER = r"[.:]?\s*+(?:№\s*+)?(?P<n>\d+(?:\.\d+)?+(?:[/–—−-]\d+)*+[а-яіa-z]?+(?![\p{L}\d])|[IVXLCDMХІ]++(?:[/–—−-][IVXLCDMХІ]++)?+(?![\p{L}\d]))"
PAREN = r"(?P<paren>\s*+\(\s*+(?:№\s*+)?\d[\d/–—−-]*+\s*+\))?+"
PAGE = r"(?:[A-Za-zА-Я]{1,2}-?)?\d+(?:об)?"
PAGES = rf"(?P<n>{PAGE}(?:\s*+{DASH}{{1,2}}\s*+{PAGE})?+(?:\s*+[,;]\s*+(?!(?:1[89]|20)\d\d\b){PAGE}(?:\s*+{DASH}\s*+{PAGE})?+(?![\p{{L}}\d]|\s*+[сcpsб]\b))*+(?![\p{{L}}\d])|[IVXLCDM]++(?:\s*+{DASH}\s*+[IVXLCDM]++)?+(?![\p{{L}}\d]))"
YEAR = r"(?:1[4-9]\d\d|20[0-3]\d)"


@dataclass(frozen=True, slots=True)
class Hit:
    """A piece: its kind, its stretch with the announcing word, its values (label, start, end), and whether it stands
    between signs on its left side."""

    kind: str
    start: int
    end: int
    parts: tuple[tuple[str, int, int], ...]
    clean: bool = True


@dataclass(slots=True)
class Page:
    """A reference being read: the sheet, its words, and its brackets and quotations."""

    sheet: Sheet
    tokens: list[lex.Token] = field(default_factory=list)
    closed: list[Span] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)

    @property
    def work(self) -> str:
        return self.sheet.work

    def scan(self) -> None:
        """Read the words and brackets."""
        self.tokens = lex.tokens(self.work, self.sheet.start, self.sheet.end)
        self.closed = closed_spans(self.work, self.sheet.start, self.sheet.end)
        self.keys = {t.key for t in self.tokens}

    def refresh(self) -> None:
        """Forget words and brackets that were struck out or passed over."""
        work, start = self.work, self.sheet.start
        self.tokens = [t for t in self.tokens if t.start >= start and work[t.start] != GONE]
        self.closed = [c for c in self.closed if c.start >= start and work[c.start] != GONE]

    def index(self, position: int) -> int:
        """The first word that begins at or after a position."""
        return bisect_left(self.tokens, position, key=lambda token: token.start)

    def key(self, i: int) -> str:
        return self.tokens[i].key if 0 <= i < len(self.tokens) else ""

    def shut(self, position: int) -> Span | None:
        """The bracket or quotation that holds a position."""
        return inside(position, self.closed)


def closed_spans(work: str, start: int, end: int) -> list[Span]:
    """Brackets and quotations in « », “ ” and „ “, outermost only, in order."""
    spans = brackets(work, start, end)
    for match in compiled(r"“[^“”]{1,300}+”|„[^„“”]{1,300}+[“”]").finditer(work, start, end):
        if not inside(match.start(), spans):
            spans = sorted([*(s for s in spans if not match.start() < s.start < match.end()), Span(*match.span())])
    return spans


def before(work: str, at: int, low: int) -> str:
    """The last character before a position that is not a space, "" at the edge."""
    while at > low and work[at - 1].isspace():
        at -= 1
    return work[at - 1] if at > low else ""


def after(work: str, at: int, high: int) -> str:
    """The first character from a position that is not a space, "" at the edge."""
    while at < high and work[at].isspace():
        at += 1
    return work[at] if at < high else ""


def find(page: Page, low: int, high: int) -> list[Hit]:
    """All pieces between two positions, in order; none within brackets or quotations unless it fills them."""
    hits: list[Hit] = []
    done, kinds = low, lex.kinds()
    i = page.index(low)
    while i < len(page.tokens) and page.tokens[i].start < high:
        token = page.tokens[i]
        if token.start >= done:
            hit = _numeric(page, i, high) if token.key[0].isdigit() else _worded(page, i, high, kinds.get(token.key))
            if hit and hit.end <= high and _allowed(page, hit, low, high):
                hits.append(hit)
                done = hit.end
        i += 1
    return hits


def _allowed(page: Page, hit: Hit, low: int, high: int) -> bool:
    """Is the piece ended by a sign or by the next announcing word, and not part of something in brackets?"""
    shut = page.shut(hit.start)
    if shut and shut.start < hit.start and page.work[shut.start] != GONE:
        return page.work[shut.start + 1 : hit.start].strip() == "" and hit.kind in ("page", "issue", "extent")
    follows = after(page.work, hit.end, high)
    if not follows or follows in SIGNS or follows in "«“„№":
        return True
    i = page.index(hit.end)
    ready = lex.kinds().get(page.key(i), frozenset())
    return bool(ready & {"volume", "issue", "page", "part", "year-word"}) and hit.kind not in ("range", "number")


def clean(page: Page, at: int) -> bool:
    sign = before(page.work, at, page.sheet.start)
    return not sign or sign in SIGNS


def _worded(page: Page, i: int, high: int, kinds: frozenset[str] | None) -> Hit | None:
    if not kinds:
        return None
    for kind in ("volume", "part", "issue", "page", "edition", "edition-note", "ordinal", "month"):
        if kind in kinds:
            hit = READERS[kind](page, i, high)
            if hit:
                return hit
    return None


def _volume(page: Page, i: int, high: int) -> Hit | None:
    token = page.tokens[i]
    match = compiled(NUMBER + PAREN).match(page.work, token.end, high)
    if not match:
        return _ordinal_volume(page, i)
    if len(token.key) > 6 and compiled(YEAR).fullmatch(match["n"]):
        return None  # "Supplementary Volumes. 1919"
    if match["paren"] and not _running(page, match.end(), high):
        parts = (("volume-issue", match.start("n"), match.end()),)
        return Hit("volume", token.start, match.end(), parts, clean(page, token.start))
    more = compiled(r"(?:\s*+,\s*+\d{1,2})++(?=[\s.)]*+$)").match(page.work, match.end("n"), high)
    end = more.end() if more else match.end("n")
    return Hit("volume", token.start, end, (("volume", match.start("n"), end),), clean(page, token.start))


def _running(page: Page, end: int, high: int) -> bool:
    """Is there an issue of its own after "Т. 5 (12)", so that the number in brackets is not one?"""
    i = page.index(end)
    return "issue" in lex.kinds().get(page.key(i), ()) and page.tokens[i].start < high


def _ordinal_volume(page: Page, i: int) -> Hit | None:
    """ "Том четвертий": the number as a word."""
    token = page.tokens[i]
    if "ordinal" in lex.kinds().get(page.key(i + 1), ()) and page.tokens[i + 1].start - token.end <= 2:
        word = page.tokens[i + 1]
        return Hit("volume", token.start, word.end, (("volume", word.start, word.end),), clean(page, token.start))
    return None


def _issue(page: Page, i: int, high: int) -> Hit | None:
    token = page.tokens[i]
    edition = _edition(page, i + 1, high) if page.work[token.start : token.end] != "№" else None
    if edition and page.tokens[i + 1].start - token.end <= 3:
        return Hit("edition", token.start, edition.end, edition.parts, clean(page, token.start))
    match = compiled(NUMBER + PAREN).match(page.work, token.end, high)
    if not match:
        return None
    if match["paren"]:
        parts: tuple[tuple[str, int, int], ...] = (("issue-paren", match.start("n"), match.end()),)
        return Hit("issue", token.start, match.end(), parts, clean(page, token.start))
    more = compiled(r"(?:\s*+[,;]\s*+\d{1,3}(?![\d\p{L}(/]|\s*+[сcpsб:]|\.\d))++").match(
        page.work, match.end("n"), high
    )
    end = more.end() if more else match.end("n")
    return Hit("issue", token.start, end, (("issue", match.start("n"), end),), clean(page, token.start))


def _part(page: Page, i: int, high: int) -> Hit | None:
    token = page.tokens[i]
    match = compiled(NUMBER).match(page.work, token.end, high)
    if not match or not clean(page, token.start):
        return None
    return Hit("part", token.start, match.end("n"), (("part", match.start("n"), match.end("n")),))


def _page(page: Page, i: int, high: int) -> Hit | None:
    token = page.tokens[i]
    match = compiled(r"[.:]{0,2}+\s*+(?:№\s*+)?" + PAGES).match(page.work, token.end, high)
    if not match:
        return None
    end = match.end()
    word = compiled(r"\s*+[pр]{1,2}\b\.?").match(page.work, end, high)  # "e12783 p." after a page word
    return Hit(
        "page", token.start, word.end() if word else end, (("page", *match.span("n")),), clean(page, token.start)
    )


def _edition(page: Page, i: int, high: int) -> Hit | None:
    """A run of words that only an edition statement has: a number or an adjective, and "изд.", "ed.", "Aufl."."""
    table, tokens = lex.kinds(), page.tokens
    noun = figure = note = False
    j, end = i, -1
    while (
        j < len(tokens)
        and tokens[j].end <= high
        and (j == i or lex.near(page.work, tokens[j - 1].end, tokens[j].start))
    ):
        word, found = tokens[j], table.get(tokens[j].key, frozenset())
        if word.key.isdigit() and len(word.key) <= 2 and not figure:
            figure = True
        elif "edition" in found and page.key(j + 1) != "by":
            noun, end = True, word.end
        elif found & {"ordinal"}:
            figure = True
        elif "edition-note" in found and (len(word.key) > 2 or "edition-note" in table.get(page.key(j + 1), ())):
            note = True
            end = word.end if noun and len(word.key) > 1 else end
        elif not (
            j > i
            and len(word.key) <= 3
            and page.work[word.start - 1] in "-0123456789–"
            and word.key.replace("-", "").isalpha()
        ):
            break
        j += 1
    if not noun or not (figure or note) or not clean(page, tokens[i].start):
        return None
    return Hit("edition", tokens[i].start, end, (("edition", tokens[i].start, end),))


def _month(page: Page, i: int, high: int) -> Hit | None:
    """ "Янв. 12", "December 2018": a month before its day or year."""
    token = page.tokens[i]
    match = compiled(rf"\.?\s++\d{{1,2}}(?:,?\s++{YEAR})?+(?!\d)|\.?,?\s++(?P<y>{YEAR})(?!\d)").match(
        page.work, token.end, high
    )
    if (
        not match
        or not clean(page, token.start)
        or (not page.work[token.start : token.end].istitle()
        and not (
            match["y"] and compiled(r"\p{Cyrillic}").match(page.work, token.start) and page.work[token.start].islower()
        ))
    ):
        return None
    return Hit("date", token.start, match.end(), (("issued", token.start, match.end()),))


READERS: dict[str, Callable[[Page, int, int], Hit | None]] = {
    "volume": _volume,
    "issue": _issue,
    "part": _part,
    "page": _page,
    "edition": _edition,
    "edition-note": _edition,
    "ordinal": _edition,
    "month": _month,
}


def _numeric(page: Page, i: int, high: int) -> Hit | None:
    for reader in (_date, _edition, _year, _extent, _bare):
        hit = reader(page, i, high)
        if hit:
            return hit
    return None


def _date(page: Page, i: int, high: int) -> Hit | None:
    """ "12.05.2003", "16 августа 2001 г.", "26–28 июня"."""
    token, work = page.tokens[i], page.work
    match = compiled(rf"\d{{1,2}}[./]\d{{1,2}}[./](?:{YEAR}|\d\d)(?![\d.]\d)(?:\s*+г\.?(?!\p{{L}}))?+").match(
        work, token.start, high
    )
    end = match.end() if match else -1
    if not match:
        day = compiled(rf"\d{{1,2}}(?:-[гe]o)?(?:\s?{DASH}\s?\d{{1,2}})?+\s++").match(work, token.start, high)
        j = page.index(day.end()) if day else -1
        if not day or "month" not in lex.kinds().get(page.key(j), ()) or page.tokens[j].start != day.end():
            return None
        tail = compiled(rf"\.?,?(?:\s*+{YEAR}(?!\d))?+(?:\s*+(?:г|р|ж|год|года|року)\b\.?)?+").match(
            work, page.tokens[j].end, high
        )
        end = tail.end() if tail else page.tokens[j].end
    start = token.start
    if i and "date-filler" in lex.kinds().get(page.key(i - 1), ()) and 0 < token.start - page.tokens[i - 1].end <= 2:
        start = page.tokens[i - 1].start
    return Hit("date", start, end, (("issued", token.start, end),), clean(page, start))


def _year(page: Page, i: int, high: int) -> Hit | None:
    token, work = page.tokens[i], page.work
    match = compiled(
        rf"{YEAR}(?:\s?[–—−/-]\s?{YEAR}|[а-дa-e](?!\p{{L}}))?+(?![\p{{L}}\d]|[-–—.,/]\d\d?(?:[-–—]|\D|$)|\s*+{DASH}\s?\d\d\b)"
    ).match(work, token.start, high)
    if not match or (token.start and (work[token.start - 1] in "/№" or work[token.start - 1].isalpha())):
        return None
    tail = compiled(r"\s*+(?:гг?|рр?|жж?|год[аы]?|рік|року)\b\.?").match(work, match.end(), high)
    start, end = token.start, tail.end() if tail else match.end()
    ahead = compiled(
        r"(?:[cс©]op(?:yright)?|cop|[©c]|ок|около)\.?\s*+$",
    ).search(work, max(page.sheet.start, start - 10), start)
    start = ahead.start() if ahead and clean(page, ahead.start()) else start
    fenced = start and work[start - 1] in "([" and end < len(work) and work[end] in ")]"
    if fenced:
        start, end = start - 1, end + 1
    return Hit("year", start, end, (("issued", token.start, match.end()),), clean(page, start))


def _extent(page: Page, i: int, high: int) -> Hit | None:
    """ "250 с.", "xvi, 313 p.", "698, [6] с", "12–15 б.": a number before the word, or a range before it (pages)."""
    token, work = page.tokens[i], page.work
    span = compiled(rf"\d+\s?{DASH}\s?\d+\s*+").match(work, token.start, high)
    lone = compiled(r"\d+(?:\s*+[,+]?\s*+\[\d+\])?+\s*+(?=[\p{L}\[])").match(work, token.start, high)
    for match, label, kind in ((span, "page", "page"), (lone, "number-of-pages", "extent")):
        j = page.index(match.end()) if match else -1
        found = lex.kinds().get(page.key(j), frozenset()) if match else frozenset()
        if match and "extent" in found and page.tokens[j].start <= match.end() + 1:
            if compiled(r"\.{0,2}\s*+№?\s*+\d").match(work, page.tokens[j].end, high) and not clean(page, token.start):
                return None  # "2003 с. 5"
            tail = compiled(
                r"\.?(?:,?\s*+\d+\s(?:л|отд|вкл)[^.]{0,20}\.?)?+(?:\s*+[:,;]\s*+(?:ил|iл|іл|табл|схем|карт|портр|граф|цв|рис|нот|фот|ill)\b\.?[^.–—]{0,20}+)?+(?:\s*+\b[сcpр]\b\.?)?+"
            ).match(work, page.tokens[j].end, high)
            end = tail.end() if tail else page.tokens[j].end
            start = token.start
            roman = compiled(r"(?:[ivxlcIVXLC]++(?:-[ivxlcIVXLC]++)?|\d+)\s*+,\s*+$").search(
                work, max(page.sheet.start, start - 12), start
            )
            if roman and clean(page, roman.start()) and label != "page":
                start = roman.start()
            return Hit(kind, start, end, ((label, start, match.end()),), clean(page, start))
    return None


def _bare(page: Page, i: int, high: int) -> Hit | None:
    """Numbers without a word: "36(1)", "4: 200-206", "(48)", "50-56", "10"."""
    token, work = page.tokens[i], page.work
    match = compiled(rf"(?P<v>\d{{1,4}}(?:\s?\(\s?\d[\d/–-]*+\s?\))?)\s?:\s?(?P<p>\d+\s?{DASH}\s?\d+)(?!\d)").match(
        work, token.start, high
    )
    ok = clean(page, token.start)
    if match:
        label = "volume-issue" if "(" in match["v"] else "volume"
        return Hit("volissue", token.start, match.end(), ((label, *match.span("v")), ("page", *match.span("p"))), ok)
    match = compiled(r"\d{1,4}\s?\(\s?\d[\d/–-]*+\s?\)").match(work, token.start, high)
    if match:
        return Hit("volissue", token.start, match.end(), (("volume-issue", *match.span()),), ok)
    match = compiled(r"\((\d{1,4}(?:[-–/]\d+)?)\)").match(work, token.start - 1, high) if token.start else None
    if match:
        return Hit("paren", match.start(), match.end(), (("volume", *match.span(1)),), clean(page, match.start()))
    match = compiled(rf"[A-Za-z]?\d+\s?{DASH}{{1,2}}\s?[A-Za-z]?\d+(?![\p{{L}}\d])").match(work, token.start, high)
    if match:
        return Hit("range", token.start, match.end(), (("page", *match.span()),), ok)
    if len(token.key) <= 5:
        return Hit("number", token.start, token.end, (("number", token.start, token.end),), ok)
    return None
