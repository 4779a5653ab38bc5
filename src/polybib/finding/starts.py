"""Does a reference start here? Names in the orders of the styles, a quoted or set-off title, a lead word."""

from __future__ import annotations

from functools import cache

import regex

from polybib import words

OPEN_QUOTES = '“"«„「『《〈‘'
W = r"\p{Lu}[\p{L}\p{M}'’‐-]++"
INITIALS = r"(?:\p{Lu}\p{Ll}?\.\s?-?){1,4}+"
PARTICLES = r"(?:\p{Ll}{1,4}[ ]){0,2}+"
HAN = r"[\p{Han}〇]"


@cache
def _authors() -> tuple[tuple[regex.Pattern[str], float], ...]:
    """Shapes of an author block, the strongest first, with what each is worth."""
    table = (
        # Иванов И. И. / Smith, J. / van der Berg, A.
        (rf"{PARTICLES}{W}(?:[ ]{W}|[ ]\p{{Ll}}{{2,4}}[ ]{W})?+,?\s?{INITIALS}", 2.0),
        # S. Grimes / В. А. Лекторский
        (rf"{INITIALS}\s?{PARTICLES}{W}", 1.5),
        # Podschun R, Ullmann U. / ZHANG S Q / Lee Y-H and
        (
            rf"{W}(?:[ -]{W})?+\s(?:\p{{Lu}}(?:[\s-]?\p{{Lu}}){{0,2}}+(?=[,.;:，．]|\s?\(|$)"
            r"|\p{Lu}(?:[ -]\p{Lu}){0,2}+(?=\s(?:1[5-9]|20)\d\d|\s(?:and|&)\s\p{Lu}))",
            1.5,
        ),
        # Yang, Guoping. / Hu, Dayong and
        (rf"{W}(?:[ ]{W})?+,\s{W}(?:[ ]\p{{Lu}}\.)?+(?=\s?[.,;&(:]|\s(?:and|y|et|und|e|и)\s|\s\d)", 1.0),
        # 费成康： / 于潇,刘义,等. / [美]富勒. / 埃里克·坎德尔，
        (
            rf"(?:[\[［【〔（(]\p{{Han}}{{1,3}}[\]］】〕）)]\s?)?+{HAN}[\p{{Han}}·．・]{{0,11}}+"
            rf"(?:\s?[、，,;；]\s?{HAN}{{2,8}}+){{0,12}}+(?:[，,、]?\s?等)?+\s?(?:[:：.．]|[，,。]\s?(?=[《〈“\"「『\d(（]))",
            1.5,
        ),
        # 정현선 (2002). / 김철수·이영희,
        (r"\p{Hangul}{2,4}(?:\s?[,·ㆍ、]\s?\p{Hangul}{2,4}){0,8}+(?:\s외(?:\s\d인)?)?\s?[(（.,:「『]", 1.5),
        # a dash for the author of the reference before
        (r"(?:[-–—―_]{2,8}|[—―]|[-–])[.,]?\s(?=[^\p{Ll}])", 1.0),
        # Rachel Botsman, / Meng Jing and Celia Chan, / Wang Yufeng (王砚峰),
        (
            rf"{W}(?:[ ](?:{W}|\p{{Lu}}\.|\p{{Ll}}{{2,3}}(?=[ ]\p{{Lu}}))){{1,3}}+"
            r"(?:\s?[\[(（]\p{Han}[^)\]）]{0,20}[)\]）])?+"
            r"(?:\set\sal\.?)?+(?=,|[.:]\s|\s(?:and|et|und|y|e|и|та|і)\s\p{Lu}|\s?&|\s\()",
            0.75,
        ),
    )
    return tuple((regex.compile(pattern), weight) for pattern, weight in table)


def author(text: str, pos: int, end: int) -> float:
    """How much the text at a place looks like names of authors: 0 to 2.

    >>> author("Иванов И. И. Право", 0, 18), author("increase of investment", 0, 22)
    (2.0, 0.0)
    """
    reach = min(end, pos + 200)
    while pos < reach and text[pos] in "*_ ":
        pos += 1
    return next((weight for pattern, weight in _authors() if pattern.match(text, pos, reach)), 0.0)


def shape(text: str, pos: int, end: int) -> int:
    """Which shape of an author block stands at a place, as its number in the table of shapes; -1 for none.

    >>> shape("Иванов И. И. Право", 0, 18), shape("increase of investment", 0, 22)
    (0, -1)
    """
    reach = min(end, pos + 200)
    while pos < reach and text[pos] in "*_ ":
        pos += 1
    return next((at for at, (pattern, _) in enumerate(_authors()) if pattern.match(text, pos, reach)), -1)


def lead(text: str, pos: int, end: int) -> int:
    """Where lead words that stand at a place end: "See also: ", "См., напр.: ", "参见"; `pos` when there are none.

    >>> text = "See also: Smith"
    >>> text[lead(text, 0, len(text)) :]
    'Smith'
    """
    held = pos
    for _ in range(3):
        reach = min(end, held + 60)
        found = _lead_at(text, held, reach)
        if found <= held or found >= end:
            break
        held = found
    return held


@cache
def _word() -> regex.Pattern[str]:
    return regex.compile(r"[\p{L}\p{M}'’-]+")


def _unspaced(word: str) -> bool:
    return any("\u2e80" <= char < "\ufb00" for char in word)


@cache
def _by_first(category: str) -> dict[str, tuple[str, ...]]:
    """The words of a category by their first character, the longest first."""
    table: dict[str, list[str]] = {}
    for word in words.get(category):
        table.setdefault(word[0], []).append(word)
    return {first: tuple(held) for first, held in table.items()}


@cache
def _tables() -> tuple[dict[str, tuple[tuple[str, ...], ...]], dict[str, tuple[str, ...]]]:
    """Lead words by their first word, the longest first; those of scripts without spaces by their first character."""
    spaced: dict[str, list[tuple[str, ...]]] = {}
    close: dict[str, tuple[str, ...]] = {}
    for word in words.get("lead"):
        if _unspaced(word):
            close[word[0]] = (*close.get(word[0], ()), word)
        elif tokens := tuple(_word().findall(word.casefold())):
            spaced.setdefault(tokens[0], []).append(tokens)
    return {first: tuple(sorted(set(all_), key=len, reverse=True)) for first, all_ in spaced.items()}, close


@cache
def _between() -> regex.Pattern[str]:
    return regex.compile(r"[.,]{0,2}\s{0,2}")


@cache
def _after() -> regex.Pattern[str]:
    return regex.compile(r"\.?[:：,，]?\s*")


def _lead_at(text: str, pos: int, end: int) -> int:
    spaced, close = _tables()
    for word in close.get(text[pos], ()) if pos < end else ():
        if text.startswith(word, pos, end):
            return _after().match(text, pos + len(word), end).end()  # type: ignore[union-attr]
    first = _word().match(text, pos, end)
    for tokens in spaced.get(first.group().casefold(), ()) if first else ():
        at, fits = pos, True
        for number, token in enumerate(tokens):
            if number:
                at = _between().match(text, at, end).end()  # type: ignore[union-attr]
            held = _word().match(text, at, end)
            if not held or held.group().casefold() != token:
                fits = False
                break
            at = held.end()
        if fits:
            after = _after().match(text, at, end)
            # a letter that may be an initial ("V. Petrov") or an article is a lead only where a colon follows
            if after and (len(tokens) > 1 or len(tokens[0]) > 1 or ":" in after.group()):
                return after.end()
    return pos


@cache
def _bodies() -> tuple[regex.Pattern[str], ...]:
    return (
        # a body, or several names, and then a title set off: China Institute of Communications (CAICT), “AI …
        regex.compile(r"\p{Lu}(?:[^.;。；“”\"«»《》*]|(?<=\b\p{Lu}|\bal|\b\p{Lu}\p{Ll})\.){2,150}+(?<=[,:] )[“\"«*_]"),
        regex.compile(r"\p{Lu}[\p{L}\p{M} .'’·-]{2,60}+[：:]?\s?《"),
        regex.compile(r"\p{Han}[\p{Han}\p{L}（）()·、，,\[\]〔〕 ]{1,60}?[：:，,]?\s?[《〈「“\"]"),
    )


def repeat(text: str, pos: int, end: int) -> int:
    """Where a word that repeats an earlier citation ends: "Ibid", "Там же", "同上"; `pos` when none stands here.

    >>> repeat("Ibid., p. 5", 0, 11), repeat("Ideas of order", 0, 14)
    (4, 0)
    """
    if pos >= end:
        return pos
    low = text[pos : min(end, pos + 40)].casefold()
    for word in _by_first("repeat").get(low[0], ()):
        if low.startswith(word) and (_unspaced(word) or not low[len(word) : len(word) + 1].isalpha()):
            return pos + len(word)
    return pos


def same_author(text: str, pos: int, end: int) -> bool:
    """Whether words for the author of the reference before stand here: "Его же", "Idem", "Ders."."""
    low = text[pos : min(end, pos + 30)].casefold()
    held = _by_first("same-author").get(low[:1], ())
    return any(low.startswith(word) and not low[len(word) : len(word) + 1].isalpha() for word in held)


def reference(text: str, pos: int, end: int) -> float:
    """How much a place looks like the start of a reference, lead words apart: 0 to 2.

    >>> text = "see Javier C Hernandez, “Frost Boy”"
    >>> reference(text, 0, len(text)) > 0, reference("and then the law", 0, 16)
    (True, 0.0)
    """
    at = lead(text, pos, end)
    led = 0.5 if at > pos else 0.0
    if at >= end:
        return 0.0
    if repeat(text, at, end) > at or same_author(text, at, end):
        return 1.5
    reach = min(end, at + 240)
    names = author(text, at, end)
    if names >= 1.5:
        return min(2.0, names + led)
    if any(pattern.match(text, at, reach) for pattern in _bodies()):
        return 1.5 + led
    if text[at] in OPEN_QUOTES or (text[at] in "*_<" and at + 1 < end and not text[at + 1].isspace()):
        return 1.0 + led
    return names + led if names else 0.0
