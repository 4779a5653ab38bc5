"""Is a note a citation, or does it explain? The signs of a reference, and those of sources that are named shortly.

An archive's shelf mark, a newspaper with its date, an interview, a law or a name with a year and a page are citations
though they hold few of the signs of a reference; a sentence is none though it holds a year or a word in quotes.
An interview and a personal communication are references: CSL has types for them.
"""

from __future__ import annotations

from functools import cache

import regex

from polybib import words
from polybib.finding.signs import REFERENCE, prose_words, score
from polybib.finding.starts import author, lead, repeat

CITES = REFERENCE - 0.5  # from here on a note is taken for a citation
BRIEF = 220  # a source named shortly is no longer


def _unspaced(word: str) -> bool:
    return any("\u2e80" <= char < "\ufb00" for char in word)


@cache
def _named(category: str) -> regex.Pattern[str]:
    held = words.get(category)
    spaced, close = [w for w in held if not _unspaced(w)], [w for w in held if _unspaced(w)]
    return regex.compile(r"(?<!\p{L})\L<spaced>(?!\p{L})|\L<close>", regex.IGNORECASE, spaced=spaced, close=close)


@cache
def _patterns() -> dict[str, regex.Pattern[str]]:
    year = r"(?:1[5-9]|20)\d\d"
    letters = r"\p{L}[\p{L}\p{M}]*+"
    name = r"\p{Lu}[\p{L}\p{M}'’-]++"
    return {
        # ГАРФ. Ф. 102. / TNA, FO 371/123: an abbreviation of capitals, and a number that is no year
        "shelf": regex.compile(
            r"(?:\p{Lu}{1,3}\s)?\p{Lu}[\p{L}/]{0,8}\p{Lu}[\p{L}/]{0,6}(?:\s\p{Lu}[\p{L}]{1,12}){0,2}+[.,]\s"
        ),
        "number": regex.compile(rf"(?<!\d)(?!{year}(?!\d))\d{{1,6}}"),
        "fond": regex.compile(
            r"(?<!\p{L})(?:[Фф]|[Оо]п|[Дд]|[Лл]|[Сс]пр|[Аа]рк|Bl|fol|ff?|inv|reg|Kt|Nr)\.\s?\p{Lu}?\d"
        ),
        # R 43/1457, F7 12345
        "mark": regex.compile(r"(?<!\p{L})\p{Lu}{1,3}\s?\d{1,3}(?:\s\d|/\p{L}?\d)|(?<!\p{L})\p{Lu}{1,3}\s\d{2,6}/"),
        # Правда. 1937. 5 марта. / New York Times, 12 May 2018
        "day": regex.compile(
            rf"[.,]\s(?:{year}[.,]?\s(?:г\.,?\s)?)?(?:\d{{1,2}}(?:er)?\.?\s(?P<month>{letters})|(?P<month>{letters})\.?\s\d{{1,2}}(?!\d))",
            regex.IGNORECASE,
        ),
        "issue": regex.compile(rf"[.,]\s{year}[.,]\s(?:№|[Nn]o?[.°])\s?\d"),
        "year": regex.compile(rf"(?<!\d){year}(?!\d)"),
        # Smith and Lee 2003, 45. / Wang (2018: 34).
        "page of a year": regex.compile(
            rf"{name}(?:(?:,|\s(?:and|und|et|y|и|&))\s{name}){{0,3}}+(?:\set\sal\.)?,?\s"
            rf"[\[(]?{year}[a-zа-я]?\s?[:,]\s?(?:pp?\.\s?|[сСSs]\.\s?)?\d{{1,4}}"
        ),
        "case": regex.compile(r"(?<!\p{L})\p{L}+\sv\.?\s\p{Lu}[^;]{0,80}\d"),
        "law": regex.compile(r"\d{1,2}\.\d{1,2}\.(?:19|20)\d\d[^;]{0,20}№\s?\d|№\s?\d+-\p{Lu}{1,4}"),
        "title alone": regex.compile(r"[《〈][^《》〈〉]{2,80}[》〉][\s。.]*$"),
        # a title, a publisher, an address, pages: what no sentence has by chance
        "strong": regex.compile(
            r"https?:|www\.|//|[*_《〈]|\[[A-Z]{1,2}(?:/OL)?\]|(?<!\p{L})(?:pp?|[СсS]|стр)\.\s?\d|第\s?\d+\s?[页頁期]|\d[-–—]\d"
        ),
        "quoted": regex.compile(r"[“\"«„「『][^“”\"«»„「」『』]{20,200}[”\"»“」』]"),
        "word": regex.compile(r"[\p{L}\p{M}]+"),
        "running": regex.compile(r"(?:(?<=\s)\p{Ll}+[ ]){6}|[\p{Han}]{10,}[，,][\p{Han}]{6,}"),
    }


def worth(text: str) -> float:
    """How much a note, or a part of one, looks like a citation: CITES and more for one.

    >>> [worth(t) >= CITES for t in ("Правда. 1937. 5 марта.", "ASV, Senato, reg. 3", "It was amended in 2012.")]
    [True, True, False]
    """
    held = text.strip()
    base = score(held)
    if len(held) > BRIEF:
        return base
    own = _patterns()["quoted"].sub(" ", held)  # a title in quotes may be a sentence
    plain = _plain(own)
    if not plain:
        base += _shortly_named(held)
    return base - _sentence(own, plain)


def _plain(held: str) -> int:
    """How many words are of the kind that only sentences have."""
    spaced, close = prose_words()
    tokens = _patterns()["word"].findall(held)
    return sum(len(token) > 1 and token in spaced for token in tokens) + sum(1 for _ in close.finditer(held))


def _shortly_named(held: str) -> float:
    """The signs of sources that are named shortly."""
    patterns = _patterns()
    total = 0.0
    digits = patterns["number"].search(held)
    if digits and patterns["shelf"].match(held):
        total += 2.0
    if digits and _named("sign.archive").search(held):
        total += 1.75
    total += 1.0 if patterns["fond"].search(held) or (digits and patterns["mark"].search(held)) else 0.0
    dated = patterns["year"].search(held)
    if dated and held[:1].isupper() and (_day(held) or patterns["issue"].search(held)):
        total += 1.75
    if dated and _named("sign.interview").match(held):
        total += 1.5
    total += 2.0 if patterns["page of a year"].match(held) else 0.0
    total += 2.0 if patterns["case"].match(held) and digits else 0.0
    total += 1.0 if patterns["law"].search(held) else 0.0
    return total + (1.5 if patterns["title alone"].match(held) else 0.0)


def _day(held: str) -> bool:
    """Does a day of a month stand after a stop?"""
    months = words.numbered("month")
    return any(found["month"].lower() in months for found in _patterns()["day"].finditer(held, overlapped=True))


def _sentence(held: str, plain: int) -> float:
    """The signs of a sentence, where nothing strong speaks for a reference."""
    patterns = _patterns()
    if patterns["strong"].search(held) or author(held, lead(held, 0, len(held)), len(held)) >= 1:
        return 0.0
    return (1.0 if plain else 0.0) + (1.0 if patterns["running"].search(held) else 0.0)


def is_citation(text: str, start: int, end: int) -> bool:
    """Whether a stretch holds a reference or a short citation rather than prose."""
    held = text[start : min(end, start + 1500)].strip()
    at = lead(held, 0, len(held))
    ended = repeat(held, at, len(held))
    if ended > at and not of_this_text(held, ended):
        return True
    return worth(held[at:]) >= CITES


@cache
def _part() -> regex.Pattern[str]:
    held = list(words.get("heading.chapter"))
    return regex.compile(r"[\s,:.]*+(?:\p{Ll}{2,12}\s)?\L<part>(?!\p{L})", regex.IGNORECASE, part=held)


def of_this_text(text: str, pos: int) -> bool:
    """Whether a part of this very text is named at a place: "supra, chapter 2", "siehe oben, Abschnitt 3".

    >>> of_this_text("supra, chapter 2", 5), of_this_text("supra, note 3", 5)
    (True, False)
    """
    return bool(_part().match(text, pos))
