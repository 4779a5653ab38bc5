"""The heading of a description: the authors, or the body, under which it is entered.

GOST 7.80-2000; GOST R 7.0.5-2008, 6.1; DSTU 8302:2015, 5.7. The family name comes first there; careless lists put the
initials first and end the heading with a full stop or a dash.
"""

from __future__ import annotations

from dataclasses import dataclass

from polybib import words
from polybib.styles import _gost_names as names
from polybib.styles import _gost_words as lex
from polybib.styles._gost_hits import Page, after
from polybib.styles._gost_imprint import sentences
from polybib.styles._gost_names import DIRECT, INVERTED, PLAIN, WORD
from polybib.styles._scan import compiled, trim

END = r"(?=\s*+(?:[.:]|[-–—]\s|\(|\[|$|[\p{L}«“\"„`'\d¿(]|,\s*+[«“\"„]))"


@dataclass(frozen=True, slots=True)
class Heading:
    """start, end  of the names (start == end where there are none)
    order       what the form tells of their order
    after       where the title begins"""

    start: int
    end: int
    order: str
    after: int


def read(page: Page, low: int, high: int) -> Heading:
    """The heading at the beginning of a stretch that ends before the host, the statement or the areas."""
    for reader in (_inverted, _direct, _marked, _mononym, _plain, _body):
        found = reader(page, low, high)
        if found and page.work[found.after : high].strip(' .,;:–—-«»"“”'):
            return found
    return Heading(low, low, "", low)


def _after(page: Page, end: int, high: int) -> int:
    match = compiled(
        r"(?:\s*+\[?[\])])?\s*+(?:\.(?:\s*+[,:])?|:(?=\s)|,(?=\s*+[«“\"„])|(?=\s))?\s*+(?:[-–—]{1,2}(?=\s))?\s*+"
    ).match(page.work, end, high)
    return match.end() if match else end


def _inverted(page: Page, low: int, high: int) -> Heading | None:
    end, count = names.list_at(page, low, high, INVERTED)
    if not count:
        return None
    if not compiled(END).match(page.work, end, high) and page.work[end - 1 : end] != ".":
        return None
    return Heading(low, end, "family-first", _after(page, end, high))


def _direct(page: Page, low: int, high: int) -> Heading | None:
    """ "Г. Хайнрих, Х. Найорк. Тепловые насосы", "С. П. Шарый – `...": initials first, then a sign."""
    start = names.skip_titles(page, low, high)
    end, count = names.list_at(page, start, high, DIRECT)
    if not count or not compiled(r"\s*+(?:\.|:|,\s*+[«“\"„]|[-–—]{1,2}\s|\(\d{4}|[«“\"„])").match(
        page.work, end - (page.work[end - 1] == "."), high
    ):
        return None
    return Heading(start, end, "given-first", _after(page, end, high))


def _mononym(page: Page, low: int, high: int) -> Heading | None:
    """ "Аристотель. Метафизика": a name that stands alone, known or repeated in the statement."""
    match = compiled(rf"({WORD})(\.?)\s++(?=[\p{{Lu}}«“\"])").match(page.work, low, high)
    if not match:
        return None
    known = match[2] and match[1].casefold() in {w.casefold() for w in words.get("name.mononym")}
    again = compiled(rf"\s/\s{match[1]}(?=\s*+[;,/]|\.\s*+[-–—])").search(page.work, match.end(), page.sheet.end)
    return Heading(low, match.end(1), "", match.end()) if known or again else None


def _marked(page: Page, low: int, high: int) -> Heading | None:
    """Names in italics at the very beginning, and names in full that the statement repeats."""
    for span in page.sheet.text.emphasis:
        if span.start <= low + 2 and low < span.end < high:
            inner = trim(page.work, max(low, span.start), span.end, " .,;:")
            named = compiled(rf"{PLAIN}|{WORD}(?:,\s*+(?:{WORD}|{names.INITIALS})(?:\s++{WORD})?+)?+").match(
                page.work, inner.start, inner.end
            )
            if named and named.end() >= inner.end and len(page.work[inner.start : inner.end].split()) <= 12:
                order = "family-first" if "," in page.work[inner.start : inner.end] else ""
                end = (
                    inner.end + 1
                    if page.work[inner.end : inner.end + 1] == "." and page.work[inner.end - 1].isupper()
                    else inner.end
                )
                return Heading(inner.start, end, order, _after(page, end, high))
    return None


def _plain(page: Page, low: int, high: int) -> Heading | None:
    """Names in full: "Симеонов, Иван.", "Шевченко Тарас.", "Ван Сюнь.", family names alone."""
    ends = sentences(page, low, min(high, low + 160))
    if not ends:
        return None
    stop = ends[0]
    end = trim(page.work, low, stop, " .:,").end
    if page.work[end : end + 1] not in ".:":
        return None
    text = page.work[low:end]
    if compiled(rf"{WORD},\s++{WORD}(?:\s++(?:{WORD}|{names.INITIAL}\.?)){{0,2}}+").fullmatch(text):
        return None if _sentence(page, low, end, high) else Heading(low, end, "family-first", _after(page, end, high))
    if names.is_mononym_list(page, low, end):
        return Heading(low, end, "", _after(page, end, high))
    parts = compiled(names.GAP).split(text)
    if all(compiled(rf"{WORD}(?:\s++{WORD}){{1,2}}+").fullmatch(p or "") for p in parts) and len(parts) < 8:
        if _repeated(page, low, end, high) or all(_person(p) for p in parts):
            return Heading(low, end, "", _after(page, end, high))
    return None


def _sentence(page: Page, low: int, end: int, high: int) -> bool:
    """ "Город, Общество." is a title: two words that have no further use as a name, and nothing like a title follows."""
    return not after(page.work, end + 1, high) or page.work[low:end].isupper()


def _repeated(page: Page, low: int, end: int, high: int) -> bool:
    """Does a statement after a slash repeat the words of the heading?"""
    text = page.work[low:end].replace(",", " ").split()
    tail = page.work[end : page.sheet.end]
    return all(len(word) > 2 and word in tail for word in text)


def _person(text: str) -> bool:
    """Two or three capitalised words: is one a patronymic, or has one the ending of a Slavic family name while the
    other is no adjective?"""
    parts = text.split()
    if len(parts) == 3:
        return any(names.given_name_endings(p.casefold()) for p in parts)
    first, second = parts[0].casefold(), parts[1].casefold()
    family = compiled(
        r"(?:[оеё]в|[иы]н|енко|[юу]к|ук|юк|ян|швили|дзе|[сц]кий|[сц]ький|ич|[сц]ька|[сц]кая|[оеё]ва|[іи]на|інка|ко|ка|ь|й|н)$"
    )
    adjective = compiled(r"(?:ая|ое|ые|ие|ого|ых|ный|ский|ской|ий)$")
    if compiled(r"\p{Latin}").search(text):
        return False
    return (
        bool(family.search(first) or family.search(second))
        and not adjective.search(second)
        and not compiled(r"(?:ая|ое|ые|ие|ный)$").search(first)
    )


def _body(page: Page, low: int, high: int) -> Heading | None:
    """A body before a full stop: one that is named again as publisher or host, or that has a body's word."""
    ends = sentences(page, low, min(high, low + 200))
    if not ends:
        return None
    end = trim(page.work, low, ends[0], " .:,").end
    text = page.work[low:end]
    if not 3 <= len(text) <= 150 or not text[0].isupper():
        return None
    again = len(text) >= 4 and text in page.work[ends[0] : page.sheet.end]
    tokens = page.tokens[page.index(low) : page.index(end)]
    first = [t for t in tokens[:2] if t.key in names.bodies()]
    if (again and " / " not in page.work[low : ends[0]]) or (first and _is_body(text)):
        end = _subdivision(page, end, high)
        return Heading(low, end, "", _after(page, end, high))
    return None


def _subdivision(page: Page, end: int, high: int) -> int:
    """ "Україна. Закони.", "Россия. Президент (2000–2008 ; В. В. Путин).": the body's second part."""
    i = page.index(end)
    if i < len(page.tokens) and page.tokens[i].key in lex.single("law.heading"):
        match = compiled(r"\s*+(?:\([^()]*+\))?(?=\.\s)").match(page.work, page.tokens[i].end, high)
        return match.end() if match else end
    return end


def _is_body(text: str) -> bool:
    """Bodies are short and have no punctuation of a title's."""
    return not compiled(r"[:;«“\"/]|\d{3}").search(text) and len(text.split()) <= 14 and bool(lex.tokens(text))
