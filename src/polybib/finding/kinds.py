"""Which of the pieces found are references, which cite an earlier one shortly, and which are prose.

Short are: words of repetition (ibid., указ. соч., 同上), a form announced by "hereafter", and a title, with at most a
name and a page, of a work that the document gives in full elsewhere (formats, 1.3, 3.1 and 4.2).
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import regex

from polybib import words
from polybib.documents.headings import after_list, fold
from polybib.finding.cited import of_this_text
from polybib.finding.signs import REFERENCE, score
from polybib.finding.starts import lead, repeat
from polybib.model import Kind

KEPT = 20  # references remembered for one name


@cache
def _patterns() -> dict[str, regex.Pattern[str]]:
    return {
        "hereafter": regex.compile(
            r"(?<![\p{L}])\L<spaced>(?!\p{L})[.,:;—–-]*\s*|\L<close>(?:为|為|作)?[:：]?\s*",
            regex.IGNORECASE,
            spaced=[w for w in words.get("hereafter") if not _close(w)],
            close=[w for w in words.get("hereafter") if _close(w)],
        ),
        "titles": regex.compile(
            r"[“\"«„「『]([^“”\"«»„「」『』]{4,300})[”\"»“」』]|《([^《》]{2,200})》|〈([^〈〉]{2,200})〉|(?<![*\w])[*_]([^*_\s][^*_]{3,250})[*_]"
        ),
        "locator": regex.compile(
            r"[\s,.;:，。；：]*+(?:(?<!\p{L})(?:pp?|[SsСсCcБб]|стр|págs?|Bd|[TtТт]|vol|no?|fn|note|Anm)\.?\s*+)?(?:第\s?)?"
            r"\d[\d\s–—‒−,-]*+(?:[页頁]|ff?\.?)?[\s.。;；)]*+$",
            regex.IGNORECASE,
        ),
        "year": regex.compile(r"(?<![\d.,/])(?:1[5-9]|20)\d\d(?!\d)|https?://|www\.|\b10\.\d{4}"),
        "full": regex.compile(r"https?://|www\.|//|\[[A-Z]{1,2}(?:/OL)?\]|\b10\.\d{4}"),
        "word": regex.compile(r"[\p{L}][\p{L}'’-]+"),
    }


def _close(word: str) -> bool:
    return any("\u2e80" <= char < "\ufb00" for char in word)


@cache
def _inner_repeats() -> regex.Pattern[str]:
    """Words of repetition that may follow a name: "Иванов А. А. Указ. соч.", "Smith, op. cit."."""
    held = [word for word in words.get("repeat") if "." in word or _close(word) or word == "supra"]
    return regex.compile(r"(?<!\p{L})\L<held>(?!\p{Ll})", regex.IGNORECASE, held=held)


class Memory:
    """What the document has cited in full so far: titles, announced short forms, and texts by their first name."""

    def __init__(self) -> None:
        self.announced: set[str] = set()
        self.titles: set[str] = set()
        self.openings: dict[str, list[str]] = defaultdict(list)
        self.texts: dict[str, list[str]] = defaultdict(list)

    def add(self, raw: str) -> None:
        """Remembers a full reference."""
        held = raw[:2000]
        self.announced.update(short_forms(held))
        for title in _titles(held):
            self.titles.add(title)
            self.openings[title[:8]].append(title)
        folded = fold(held)
        for word in _patterns()["word"].findall(held[:80])[:3]:
            kept = self.texts[word.casefold()]
            kept.append(folded)
            del kept[:-KEPT]

    def knows(self, raw: str) -> bool:
        """Whether a text is a short form of something remembered."""
        held = raw[lead(raw, 0, len(raw)) :].strip()
        core = fold(held)
        if len(core) > 400 or not core:
            return False
        if core in self.announced:
            return True
        bare = without_locator(held)
        core = fold(bare)
        if core in self.announced:
            return True
        year = _patterns()["year"]
        if year.search(bare) and year.search(_patterns()["titles"].sub(" ", bare)):
            return False
        return self._known_title(bare, core) or self._known_text(bare, core)

    def _known_title(self, bare: str, core: str) -> bool:
        for title in _titles(bare):
            if len(core) - len(title) > 40 or len(title) < 4:
                continue
            if title in self.titles:
                return True
            if len(title) >= 8 and any(full.startswith(title) for full in self.openings.get(title[:8], ())[-KEPT:]):
                return True
        return False

    def _known_text(self, bare: str, core: str) -> bool:
        """A name and the beginning of a title, as in an earlier reference."""
        least = 8 if not _close(core) else 5
        first = _patterns()["word"].search(bare)
        if not first or len(core) < least:
            return False
        rest = fold(bare[first.end() :])
        return any(
            full.startswith(core) or (len(rest) >= least and rest in full)
            for full in self.texts.get(first.group().casefold(), ())
        )


def without_locator(held: str) -> str:
    """A short citation without the pages at its end.

    >>> without_locator("Zhao, Communication, vol. 2, pp. 20-25.")
    'Zhao, Communication'
    """
    for _ in range(3):
        tail = held[-60:]
        if not (match := _patterns()["locator"].search(tail)):
            break
        held = held[: len(held) - len(tail) + match.start()]
    return held


def short_forms(raw: str) -> list[str]:
    """The short forms that a reference announces, folded.

    >>> short_forms("Li H., “Observing”, 2018 (hereafter, *Observing*).")
    ['observing']
    """
    found = []
    for match in _patterns()["hereafter"].finditer(raw):
        opened = match.start() > 0 and raw[: match.start()].rstrip()[-1:] in "([（［"
        end = _closing(raw, match.end()) if opened else len(raw)
        form = fold(raw[match.end() : end])
        if len(form) >= 2:
            found.append(form)
    return found


def _closing(raw: str, start: int) -> int:
    """The bracket that closes the announcement."""
    depth = 1
    for at in range(start, len(raw)):
        if raw[at] in "([（［":
            depth += 1
        elif raw[at] in ")]）］":
            depth -= 1
            if not depth:
                return at
    return len(raw)


def _titles(raw: str) -> list[str]:
    return [
        folded
        for match in _patterns()["titles"].finditer(raw)
        if len(folded := fold(next(filter(None, match.groups())))) >= 3
    ]


def repeats(raw: str) -> bool:
    """Whether a text cites an earlier reference by words of repetition.

    >>> repeats("Там же. С. 15."), repeats("Иванов А. А. Указ. соч. С. 20."), repeats("Иванов А. А. Право. М., 2001.")
    (True, True, False)
    """
    at = lead(raw, 0, len(raw))
    if len(raw) > 300 or _patterns()["full"].search(raw):
        return False
    end = max(repeat(raw, 0, len(raw)), repeat(raw, at, len(raw)))
    if end > at and of_this_text(raw, end):
        return False
    if end > at:
        return score(raw) < REFERENCE + 2
    return bool(_inner_repeats().search(raw)) and score(raw) < REFERENCE + 2.5


def of_note(raw: str, prose: bool, memory: Memory) -> Kind:
    """The kind of a part of a note; `memory` holds what was cited before."""
    if repeats(raw) or memory.knows(raw):
        return "short-citation"
    return "note" if prose else "reference"


def of_item(raw: str, loose: bool, prose: bool) -> Kind:
    """The kind of an entry of a list."""
    if prose or (loose and after_list(raw)):
        return "note"
    if repeats(raw):
        return "short-citation"
    return "note" if loose and score(raw) < REFERENCE else "reference"
