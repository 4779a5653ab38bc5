"""The heading of a description: the authors, or the body, under which it is entered.

GOST 7.80-2000; GOST R 7.0.5-2008, 6.1; DSTU 8302:2015, 5.7. The family name comes first there; careless lists put the
initials first and end the heading with a full stop or a dash.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from polybib import words
from polybib.styles import _gost_names as names
from polybib.styles import _gost_words as lex
from polybib.styles._gost_marks import sentences
from polybib.styles._gost_names import WORD
from polybib.styles._gost_page import Page, after
from polybib.styles._scan import compiled, trim
from polybib.values.names import parse

END = r"(?=\s*+(?:[.:]|[-–—]\s|\(|\[|$|[\p{L}«“\"„`'\d¿(]|,\s*+[«“\"„]))"
CLOSED = r"\s*+(?:\.|:|,\s*+[«“\"„]|[-–—]{1,2}\s|\(\d{4}|[«“\"„])"
NEXT = r"(?:\s*+\[?[\])])?\s*+(?:\.(?:\s*+[,:])?|:(?=\s)|,(?=\s*+[«“\"„])|(?=\s))?\s*+(?:[-–—]{1,2}(?=\s))?\s*+"
Order = Literal["", "family-first", "given-first"]


@dataclass(frozen=True, slots=True)
class Heading:
    """start, end  of the names (start == end where there are none)
    order       what the form tells of their order
    after       where the title begins
    each        the names one by one, where they stand as separate values"""

    start: int
    end: int
    order: Order
    after: int
    each: tuple[tuple[int, int], ...] = ()


def read(page: Page, low: int, high: int) -> Heading:
    """The heading at the beginning of a stretch that ends before the host, the statement or the areas."""
    for reader in (_inverted, _direct, _marked, _mononym, _body, _plain):
        found = reader(page, low, high)
        if found and page.work[found.after : high].strip(' .,;:–—-«»"“”'):
            return found
    return Heading(low, low, "", low)


def claim(page: Page, found: Heading) -> None:
    """Label the names of a heading."""
    for start, end in found.each or ((found.start, found.end),):
        if end > start:
            page.sheet.claim("author", start, end, order=found.order)


def _heading(page: Page, start: int, end: int, order: Order, high: int) -> Heading:
    match = compiled(NEXT).match(page.work, end, high)
    return Heading(start, end, order, match.end() if match else end)


def _inverted(page: Page, low: int, high: int) -> Heading | None:
    """ "Фамилия И. О.", "Фамилия, И. О.": the form of the standards."""
    end, count = names.list_at(page, low, high, "inverted")
    if not count or not (compiled(END).match(page.work, end, high) or page.work[end - 1] == "."):
        return None
    found = _heading(page, low, end, "family-first", high)
    syllable = compiled(r"(?<=\p{Lu}\p{Ll}*+\s)\p{Lu}\p{Ll}{1,2}\.$").search(page.work, low, end)
    if syllable and compiled(r"[аеёиоуыэюяі]").search(syllable.group()):  # "Чжан Вэй.": a given name, no initial
        return Heading(low, end - 1, "family-first", found.after)
    return found


def _direct(page: Page, low: int, high: int) -> Heading | None:
    """ "Г. Хайнрих, Х. Найорк. Тепловые насосы", "С. П. Шарый – `...": initials first, then a sign."""
    start = names.skip_titles(page, low, high)
    end, count = names.list_at(page, start, high, "direct")
    if not count or not compiled(CLOSED).match(page.work, end - (page.work[end - 1] == "."), high):
        return None
    return _heading(page, start, end, "given-first", high)


def _mononym(page: Page, low: int, high: int) -> Heading | None:
    """ "Аристотель. Метафизика": a name that stands alone, known or repeated in the statement."""
    match = compiled(rf"({WORD})(\.?)\s++(?=[\p{{Lu}}«“\"])").match(page.work, low, high)
    if not match:
        return None
    known = match[2] and match[1].casefold() in words.get("name.mononym")
    again = compiled(rf"\s/\s(?:{WORD})(?=\s*+[;,/]|\.\s*+[-–—])").search(
        page.sheet.text.folded, match.end(), page.sheet.end
    )
    if not known and not (again and again.group().strip(" /") == match[1]):
        return None
    return Heading(low, match.end(1), "", match.end())


def _marked(page: Page, low: int, high: int) -> Heading | None:
    """Names in italics at the very beginning."""
    work = page.work
    for span in page.sheet.text.emphasis:
        if span.start <= low + 2 and low < span.end < high:
            inner = trim(work, max(low, span.start), span.end, " .,;:")
            inverted = compiled(rf"{WORD}(?:,\s*+(?:{WORD}|{names.shape('initials')})(?:\s++{WORD})?+)?+")
            plain = names.pattern("plain").fullmatch(work, inner.start, inner.end)
            if (plain or inverted.fullmatch(work, inner.start, inner.end)) and len(work[slice(*inner)].split()) < 13:
                stop = work[inner.end : inner.end + 1] == "." and work[inner.end - 1].isupper()
                order: Order = "family-first" if "," in work[slice(*inner)] else ""
                return _heading(page, inner.start, inner.end + stop, order, high)
    return None


def _plain(page: Page, low: int, high: int) -> Heading | None:
    """Names in full: "Симеонов, Иван.", "Шевченко Тарас.", "Ван Сюнь.", family names alone."""
    ends = sentences(page, low, min(high, low + 160))
    end = trim(page.work, low, ends[0], " .:,").end if ends else low
    if not ends or page.work[end : end + 1] not in (".", ":"):
        return None
    text = page.work[low:end]
    if compiled(rf"{WORD},\s++{WORD}(?:\s++(?:{WORD}|{names.INITIAL}\.?)){{0,2}}+").fullmatch(text):
        return None if _sentence(page, end, high) or text.isupper() else _heading(page, low, end, "family-first", high)
    families = names.family_names(page, low, end)
    if families:
        found = _heading(page, low, end, "", high)
        return Heading(low, end, "", found.after, tuple(families))
    parts = compiled(names.gap()).split(text)
    full = compiled(rf"{WORD}(?:\s++{WORD}){{1,2}}+")
    people = len(parts) < 8 and all(full.fullmatch(p) for p in parts)
    if people and (_repeated(page, end, text) or all(names.is_person(p) for p in parts)):
        return _heading(page, low, end, "", high)
    return None


def _sentence(page: Page, end: int, high: int) -> bool:
    """Does nothing follow that could be the title?"""
    return not after(page.work, end + 1, high)


def _repeated(page: Page, end: int, text: str) -> bool:
    """Does what follows repeat the words of the heading (in a statement after a slash)?"""
    tail = page.sheet.text.folded[end : page.sheet.end]
    return all(len(word) > 2 and word in tail for word in text.replace(",", " ").split())


def _body(page: Page, low: int, high: int) -> Heading | None:
    """A body before a full stop: one that is named again as publisher or host, or that has a body's word."""
    ends = sentences(page, low, min(high, low + 200))
    end = trim(page.work, low, ends[0], " .:,").end if ends else low
    text = page.work[low:end]
    if not 3 <= len(text) <= 150 or not text[0].isupper():
        return None
    tokens = page.tokens[page.index(low) : page.index(end)]
    first = any(t.key in names.bodies() for t in tokens[:2])
    short = not compiled(r"[:;«“\"/]|\d{3}").search(text) and len(tokens) <= 14
    if not (_again(page, text, ends[0]) or (first and short)):
        return None
    whole = _subdivision(page, end, high)
    if whole > end:
        page.sheet.signs.add("legislation")
    found = _heading(page, low, whole, "", high)
    if page.sheet.first("container-title") == text and not parse(text).names[0].literal:
        return Heading(low, low, "", found.after)  # the site's name, which names alone would take for a person's
    return found


def _again(page: Page, text: str, at: int) -> bool:
    """Is the heading named again after a position?"""
    return len(text) >= 4 and text in page.sheet.text.folded[at : page.sheet.end]


def _subdivision(page: Page, end: int, high: int) -> int:
    """ "Україна. Закони.", "Россия. Президент (2000–2008 ; В. В. Путин).": the body's second part."""
    i = page.index(end)
    if i < len(page.tokens) and page.tokens[i].key in lex.single("law.heading"):
        match = compiled(r"\s*+(?:\([^()]*+\))?(?=\.\s)").match(page.work, page.tokens[i].end, high)
        return match.end() if match else end
    return end
