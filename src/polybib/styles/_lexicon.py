"""Looking for words of a category (`data/words`) in a stretch of text: whole words, in any language we have."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

import regex

from polybib import words
from polybib.styles._scan import compiled
from polybib.styles._sheet import Sheet, cjk, tokens


@cache
def _tables(category: str) -> tuple[frozenset[str], tuple[str, ...], int]:
    """Words that stand between spaces, words that do not (Chinese, Japanese, Korean), the longest in words."""
    known = words.get(category)
    spaced = frozenset(" ".join(_split(w)) for w in known if not cjk(w))
    return spaced, tuple(w for w in known if cjk(w)), max((len(w.split()) for w in spaced), default=0)


@lru_cache(maxsize=512)
def _split(text: str) -> tuple[str, ...]:
    plain = text.casefold().replace("’", "'").replace(".", "")
    return tuple(compiled(r"[\p{L}\p{M}\p{N}№§&'/-]+").findall(plain))


def phrases(text: str, longest: int, firsts: frozenset[str]) -> Iterator[str]:
    """All runs of 1 to `longest` words that begin with one of `firsts`."""
    parts = _split(text)
    if firsts.isdisjoint(parts):
        return
    for n in range(len(parts)):
        if parts[n] not in firsts:
            continue
        for k in range(1, min(longest, len(parts) - n) + 1):
            yield " ".join(parts[n : n + k])


def found(category: str, text: str) -> bool:
    """Does a text hold a word of the category?

    >>> found("kind.journal", "Chinese Journal of Communication"), found("kind.journal", "世界社会主义研究")
    (True, True)
    >>> found("kind.journal", "Xinhua")
    False
    """
    spaced, joined, longest = _tables(category)
    if any(p in spaced for p in phrases(text, longest, _firsts(category))):
        return True
    return not text.isascii() and any(w in text for w in joined)


@cache
def _firsts(category: str) -> frozenset[str]:
    """The words with which the phrases of a category begin."""
    return frozenset(phrase.split(" ", 1)[0] for phrase in _tables(category)[0])


def matches(category: str, text: str) -> Iterator[tuple[str, str, str]]:
    """Each phrase of a category that a text holds, with the word before it and the text's words after it.

    >>> list(matches("kind.speech", "Xi's speech at Davos"))
    [("xi's", 'speech', 'at davos'), ("xi's", 'speech at', 'davos')]
    """
    spaced, _, longest = _tables(category)
    parts = _split(text)
    for n in range(len(parts)):
        for k in range(1, min(longest, len(parts) - n) + 1):
            if (phrase := " ".join(parts[n : n + k])) in spaced:
                yield parts[n - 1] if n else "", phrase, " ".join(parts[n + k :])


def begins(category: str, text: str) -> bool:
    """Does a text begin with a word of the category?"""
    spaced, joined, longest = _tables(category)
    parts = _split(text[:120])[:longest]
    return any(" ".join(parts[:k]) in spaced for k in range(1, len(parts) + 1)) or text.startswith(joined or ("\0",))


def ends(category: str, text: str) -> bool:
    """Does a text end with a word of the category?

    >>> ends("kind.legislation", "国务院关于印发新一代人工智能发展规划的通知")
    True
    """
    spaced, joined, longest = _tables(category)
    parts = _split(text[-120:])[-longest:]
    return any(" ".join(parts[k:]) in spaced for k in range(len(parts))) or text.endswith(joined or ("\0",))


@cache
def table(*categories: str) -> dict[str, str]:
    """Each word of the categories, folded, with its category; an earlier category wins."""
    found: dict[str, str] = {}
    for category in categories:
        for word in words.get(category):
            found.setdefault(word.casefold().rstrip("."), category)
    return found


@cache
def table_of(category: str, language: str) -> frozenset[str]:
    """The words of a category in one language."""
    return frozenset(words.get(category, language))


def pattern(template: str, text: str, *categories: str) -> regex.Pattern[str]:
    r"""A pattern, letter case aside, in which \L<words> stands for those words of the categories that a text holds.

    (A pattern of some hundred words takes as long to compile as all references of a document to read.)

    >>> pattern(r"\L<words>:", "See: Kuhn", "lead").match("See: Kuhn")[0]
    'See:'
    """
    lower = text.lower()
    return _with(template, tuple(w for w in words.held(text, *categories) if _stands(w.lower(), lower)))


def opening(template: str, text: str, category: str) -> regex.Pattern[str]:
    r"""As `pattern`, for a template that has only signs before its words, and a text at whose start it is tried.

    >>> opening(r"\W?\L<words>:", "(See: Kuhn", "lead").match("(See: Kuhn")[0]
    '(See:'
    """
    lower = text.lower()
    first = next((n for n, c in enumerate(lower) if c.isalnum()), len(lower))
    held = [w for n in range(first + 1) for w in words.begun(lower, n, category)]
    return _with(template, tuple(sorted({w for w in held if _stands(w.lower(), lower)})))


def _stands(word: str, text: str) -> bool:
    """Does a word stand in a text whole: with no letter before or after it, where it is written between spaces?"""
    at = text.find(word)
    while at >= 0:
        before, after = text[max(0, at - 1) : at], text[at + len(word) : at + len(word) + 1]
        inside = (word[0].isalpha() and before.isalpha()) or (word[-1].isalpha() and after.isalpha())
        if not inside or cjk(word):
            return True
        at = text.find(word, at + 1)
    return False


@lru_cache(maxsize=1024)
def _with(template: str, held: tuple[str, ...]) -> regex.Pattern[str]:
    return regex.compile(template, regex.IGNORECASE, words=held or ("\0",))


@cache
def ordinals() -> frozenset[str]:
    """Ordinal numbers as words ("second", "zweite")."""
    return frozenset(words.numbered("ordinal-word"))


@cache
def _by_first(category: str) -> dict[str, tuple[tuple[str, frozenset[str]], ...]]:
    """The phrases of a category by their first word, each with the set of its words."""
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for phrase in words.get(category):
        parts = tokens(phrase)
        if parts and not cjk(phrase):
            found.setdefault(parts[0], []).append((phrase.lower(), frozenset(parts)))
    return {first: tuple(phrases) for first, phrases in found.items()}


def _candidates(sheet: Sheet, category: str) -> list[str]:
    """The phrases of a category all of whose words the sheet holds."""
    table = _by_first(category)
    near = [phrase for word in sheet.words & table.keys() for phrase, parts in table[word] if parts <= sheet.words]
    return near if sheet.text.text.isascii() else near + [w for w in _tables(category)[1] if w in sheet.work]


def possible(sheet: Sheet, category: str) -> bool:
    """Can a sheet hold a word of a category? (Quick: the pattern need not be tried where it cannot.)"""
    return bool(_candidates(sheet, category))


def places(sheet: Sheet, category: str, start: int, end: int) -> list[int]:
    """Where phrases of a category may begin, in order; letter case and what stands around them are not looked at."""
    candidates = _candidates(sheet, category)
    if not candidates:
        return []
    lower = sheet.work.lower()
    if len(lower) != len(sheet.work):
        lower = sheet.work
    found = set()
    for phrase in candidates:
        at = lower.find(phrase, start, end)
        while at >= 0:
            found.add(at)
            at = lower.find(phrase, at + 1, end)
    return sorted(found)


REACH = 7  # how far before its word a pattern of `search` may begin: brackets, signs and spaces


def search(sheet: Sheet, template: str, category: str, start: int, end: int) -> regex.Match[str] | None:
    """The first match of a pattern in which at most REACH characters stand before the words of the category."""
    return next(finditer(sheet, template, category, start, end), None)


def finditer(sheet: Sheet, template: str, category: str, start: int, end: int) -> Iterator[regex.Match[str]]:
    """All matches of such a pattern, left to right."""
    found_at = places(sheet, category, start, end)
    if not found_at:
        return
    reach = REACH + len(words.get(category)[0])
    near = "\0".join(sheet.work[max(start, at - REACH) : min(end, at + reach)] for at in found_at)
    compiled_pattern = pattern(template, near, category)
    past = start
    for place in found_at:
        for at in range(max(past, place - REACH), place + 1):
            found = compiled_pattern.match(sheet.work, at, end)
            if found:
                past = max(found.end(), at + 1)
                yield found
                break


def ending(text: str, *categories: str) -> int:
    """Where a text ends when a word of the categories, with the signs around it, is taken off its end.

    >>> text = "Lynette Torres et al., eds."
    >>> text[: ending(text, "role.editor", "et-al")]
    'Lynette Torres'
    """
    end = len(text)
    for _ in range(3):
        last = compiled(r"(?P<before>[\s,;(\[]+)(?P<phrase>(?:\p{L}+\.?\s)?\p{L}+)\.?[\s,.:)\]]*$").search(
            text, max(0, end - 30), end
        )
        if not last:
            break
        phrase, known = last["phrase"].casefold().replace(".", ""), table(*categories)
        if phrase in known:
            end = last.start()
        elif phrase.rsplit(" ", 1)[-1] in known:
            word = compiled(r"[\s,;(\[]+\p{L}+\.?[\s,.:)\]]*$").search(text, last.start() + 1, end)
            if not word:
                break
            end = word.start()
        else:
            break
    return end
