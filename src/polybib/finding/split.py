"""Several references in one note or item, and the prose around them.

The rule is that of the formats, 4.3: a semicolon divides only outside quotes and brackets, where the right side starts
a reference and the left one has ended; so does the end of a sentence, and the words "see", "ср.", "参见" after prose.
"""

from __future__ import annotations

from functools import cache
from itertools import islice, pairwise

import regex

from polybib import words
from polybib.finding.cited import is_citation
from polybib.finding.depth import inside, outside
from polybib.finding.entry import LONGEST, MOST, SHORT, Part, whole, year
from polybib.finding.signs import REFERENCE, prose, score
from polybib.finding.starts import author, lead, reference, repeat

NEAR = 8  # places nearer than this divide nothing


@cache
def _cuts() -> regex.Pattern[str]:
    """Places where something may end: a semicolon, the end of a sentence."""
    return regex.compile(
        r"(?P<semi>[;；])\s*|(?P<stop>(?<!\b\p{Lu})(?<!\b\p{L}{1,2})[.]|(?<=\P{L})[.]|[?!])[”\"»’)\]*_>]{0,3}\s+(?=\S)|(?P<stop>[。])[”」』）)]{0,2}\s*"
    )


@cache
def _ended() -> regex.Pattern[str]:
    return regex.compile(
        r"(?<![\d.,/])(?:1[5-9]|20)\d\d(?!\d)|https?://|www\.|doi|第\s?\d+|\b(?:pp?|[СсCcSs]|стр|б)\.\s?\d|卷[一二三四五六七八九十百\d]|\d\s?(?:c\.|с\.|页|頁)"
    )


@cache
def _see() -> regex.Pattern[str]:
    """Words that lead to a reference from within a sentence."""
    held = words.get("lead.inner")
    close = [word for word in held if any("\u2e80" <= char < "\ufb00" for char in word)]
    spaced = [word for word in held if word not in set(close)]
    return regex.compile(
        r"(?<!\p{L})\L<spaced>[.]?[:,]?\s+(?=[\p{Lu}“\"«*_<])|\L<close>[：:，]?\s?(?=[\p{Han}（\[《“])",
        regex.IGNORECASE,
        spaced=spaced,
        close=close,
    )


def note(text: str) -> list[Part]:
    """The parts of a note.

    >>> text = "Much is written. See: A. Li, “Law”, 2010, p. 5; B. Wu, “Credit”, 2011, p. 7."
    >>> [(text[p.start : p.end].strip(), p.prose) for p in note(text)]
    [('Much is written. See:', True), ('A. Li, “Law”, 2010, p. 5', False), ('B. Wu, “Credit”, 2011, p. 7.', False)]
    """
    if len(text) > LONGEST:
        return [Part(0, len(text))]
    stretches = inside(text)
    parts: list[Part] = []
    start = whole = 0  # where the part begins, and where a citation in it was whole at the end of a sentence
    for at, stop, kind in _places(text, stretches):
        if at <= start:
            continue
        cites = is_citation(text, start, stop)
        if cites or (kind == "semi" and _shortly(text[start:stop][:SHORT])):
            if not _over(text, start, stop):
                continue
            whole = whole or (at if kind == "stop" else 0)
            if _begins(text, start, stop, at, kind):
                parts.append(Part(start, stop, prose=not cites))
                start, whole = at, 0
        elif kind != "semi" and (opened := _opens(text, start, at, kind)):
            parts.append(Part(start, opened, prose=True))
            start, whole = opened, 0
    if is_citation(text, start, len(text)):
        parts.append(Part(start, len(text)))
    else:
        parts += (
            [Part(start, whole), Part(whole, len(text), prose=True)] if whole else [Part(start, len(text), prose=True)]
        )
    return [piece for part in parts for piece in _without_tail(text, part, stretches)]


def _places(text: str, stretches: list[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """Where a part may begin, where the one before it then ends (a semicolon is of neither), and what stands there."""
    found = []
    for match in _cuts().finditer(text):
        if outside(stretches, match.start()) and not _abbreviated(text, match.start()):
            semi = bool(match["semi"])
            found.append((match.end(), match.start() if semi else match.end(), "semi" if semi else "stop"))
    for match in _see().finditer(text):
        hosted = match.group()[0] in "见見" and text[: match.start()].rstrip("，, ")[-1:] in '》〉”』"'
        if outside(stretches, match.start()) and not hosted:
            found.append((match.start(), match.start(), "see"))
    found.sort()
    before = [(0, 0, ""), *found]
    return [two for one, two in pairwise(before) if two[0] - one[0] not in range(1, NEAR) or two[2] == "semi"][:MOST]


def _abbreviated(text: str, at: int) -> bool:
    """A full stop that belongs to an abbreviation: "под ред. А. Б.", "Bd. 2"."""
    if text[at] != ".":
        return False
    start = at
    while start and at - start < 12 and text[start - 1].isalpha():
        start -= 1
    return text[start:at].casefold() in _abbreviations()


@cache
def _abbreviations() -> frozenset[str]:
    """The last words of what we know as abbreviated."""
    held: set[str] = set()
    for category in ("sign.genre", "sign.volume", "sign.pages", "sign.publisher", "lead", "repeat"):
        held.update(word.replace(".", " ").split()[-1] for word in words.get(category) if word.strip(". "))
    return frozenset(
        word for word in held if len(word) < 8 and word.isalpha() and word.isascii() | (word[0] < "\u2e80")
    )


def _over(text: str, start: int, end: int) -> bool:
    """What stands before a place is a whole citation: it has a year, a page or an address, or repeats one."""
    at = lead(text, start, end)
    return bool(repeat(text, at, end) > at or _ended().search(text, max(start, end - 1500), end))


def _begins(text: str, start: int, stop: int, at: int, kind: str) -> bool:
    """A citation begins at a place that follows one."""
    if kind == "see":
        return False
    held = text[at : at + SHORT]
    inner = lead(held, 0, len(held))
    if repeat(held, inner, len(held)) > inner or (kind == "semi" and _shortly(held)):
        return True
    strength = reference(text, at, len(text))
    if not strength:
        return kind == "semi" and _titled(text[start:stop], held.partition(";")[0])
    worth = score(held[inner:])
    if kind == "semi":
        return worth >= 2 and (strength >= 1 or worth >= REFERENCE)
    return strength >= 1.5 and worth >= REFERENCE + 1


def _opens(text: str, start: int, at: int, kind: str) -> int:
    """After prose: where the reference that begins at a place starts, lead words left to the prose; 0 when none."""
    if kind == "see":
        at = _see().match(text, at).end()  # type: ignore[union-attr]
        if not text[start:at].strip() or lead(text, start, at) >= at:
            return 0
    inner = lead(text, at, len(text))
    if inner >= len(text):
        return 0
    strength = reference(text, inner, len(text))
    worth = score(text[inner : inner + SHORT])
    if kind == "see":
        return inner if strength and worth >= REFERENCE else 0
    if inner > at:
        return inner if strength and worth >= REFERENCE else 0
    left = text[start:at]
    return inner if strength >= 1.5 and worth >= REFERENCE and _size(left) >= 60 and author(text, start, at) < 1 else 0


def _titled(left: str, right: str) -> bool:
    """A whole reference on the left, and on the right one that begins with its title."""
    if left[-1:] not in ".)>]/сcp页" and not left[-1:].isdigit():
        return False
    first = right[:1]
    begins = first.isupper() or (first.isalpha() and not first.islower())
    return begins and whole(left[-1500:]) and bool(year().search(right)) and score(right) >= REFERENCE + 0.5


@cache
def _short() -> regex.Pattern[str]:
    return regex.compile(
        r"\p{Lu}\p{L}{2,}[^;；\d]{3,110}[,.:]\s?(?:pp?|[SsСсCc]|стр|с|б|Б)\.\s?\d[\d\s–—-]*\.?\s*(?:[;；]|$)"
        r"|\p{Han}[^;；]{3,60}[，,]\s?第\s?\d+[^;；]{0,12}[页頁]"
    )


def _shortly(text: str) -> bool:
    """A name or title, and a page: "Zhao, Communication in China, p. 31"."""
    at = lead(text, 0, len(text))
    match = _short().match(text, at)
    first = text[at : at + 12].split(".")[0].casefold()
    return bool(match) and first not in words.get("sign.volume")


def _without_tail(text: str, part: Part, stretches: list[tuple[int, int]]) -> list[Part]:
    """A citation and the sentences of prose that follow it; a short one, and one with an address, stay with it."""
    if part.prose or _size(text[part.start : part.end]) < 200:
        return [part]
    for match in islice(_cuts().finditer(text, part.start, part.end), MOST // 5):
        if match["semi"] or not outside(stretches, match.start()):
            continue
        rest = text[match.end() : part.end]
        if _size(rest) < 120:
            break
        if _over(text, part.start, match.end()) and is_citation(text, part.start, match.end()) and _is_prose(rest):
            return [Part(part.start, match.end()), Part(match.end(), part.end, prose=True)]
    return [part]


def _is_prose(rest: str) -> bool:
    if "http" in rest:
        return False
    if _size(rest) > 2 * len(rest) and not _data().search(rest):
        return score(rest) < REFERENCE
    return prose(rest) > 1 and score(rest) < 1.5


def _size(text: str) -> int:
    """The length of a text, a Han character as long as three letters."""
    return len(text) + 2 * sum("\u3400" <= char < "\ua000" for char in text[:SHORT])


@cache
def _data() -> regex.Pattern[str]:
    return regex.compile(r"[《〈\d]")
