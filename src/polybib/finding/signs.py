"""What speaks for a reference, and what for prose: small signs, summed, never one alone."""

from __future__ import annotations

import re
from functools import cache

from polybib import words
from polybib.finding.starts import author

REACH = 1500  # so many characters are looked at; a reference is seldom longer
REFERENCE = 3.0  # from here on a note is taken for a reference
Signs = tuple[tuple[re.Pattern[str], float, int], ...]


@cache
def _signs() -> Signs:
    """Pattern, weight, and how often it may count."""
    table = (
        (r"https?://|\bwww\.|\b10\.\d{4,9}/|<http", 2.0, 1),
        (r"(?<![\d.,/])(?:1[5-9]|20)\d\d(?![\d])", 1.0, 1),
        (r"[\[［【]\s?[A-Z]{1,2}\s?(?:[/／]\s?[A-Z]{2}\s?)?[\]］】]", 3.0, 1),
        (r"(?<![:/])//(?!/)", 2.0, 1),
        (r"《[^》]{2,120}》|〈[^〉]{2,120}〉", 1.5, 1),
        (r"[“\"«„「『][^“”\"«»„「」『』]{8,300}[”\"»“」』]", 0.75, 1),
        (r"[,，.:：)\]]\s?[“\"«„「『]|[,，.]?[”\"»“」』][,，.]?\s?[(\[（［,，.*]", 0.75, 1),
        (r"(?<![*\w])[*_][^*_\s][^*_]{2,200}[*_]|<(?:em|i)>", 1.0, 1),
        (r"(?<!\w)(?:pp?|[сСCcPS]|стр|[Ss]s?|págs?|[Бб]|арк|стор|str)\.?\s?[A-Za-z]?\d{1,5}(?!\d)", 1.25, 1),
        (
            r"第\s?[\d一二三四五六七八九十百]{1,5}\s?[条條款]|(?<=[》\s])卷\s?[\d一二三四五六七八九十百之上中下]",
            1.25,
            1,
        ),
        (r"第\s?\d{1,5}\s?(?:[-–—至~～、]\s?\d{1,5}\s?)?[页頁版]|[页頁]\s?\d|\d\s?쪽", 1.5, 1),
        (r"\d{1,5}\s?[-–—−]\s?\d{1,5}\s?[.。;]?\s*$|:\s?\d{1,5}\s?[-–—−]\s?\d|\d[,)]\s?\d{1,5}\s?[-–—−]\s?\d", 1.0, 1),
        (
            r"\d{1,4}\s?[(（]\d{1,4}(?:[-–/]\d{1,4})?[)）]|№\s?\d|(?<!\w)[Nn]o?[.°º]\s?\d|第\s?\d{1,4}\s?[期卷号辑]|年第",
            1.0,
            1,
        ),
        (r"(?<!\w)(?:[Vv]ol|[ТтTt]|[Вв]ып|[Bb]d|[Jj]g|[Hh])\.\s?\d", 1.0, 1),
        (r"[.,]\s?[-–—]\s(?=\S)", 0.6, 3),
        (r"(?<=[^\W\d_ ])[. ]{0,2}[:：]\s?[«\"“]?[^\W\d_][^:：;,，]{1,60}[,，;]\s?(?:1[5-9]|20)\d\d", 1.5, 1),
        (
            r"[,，.;(\s](?:1[5-9]|20)\d\d[a-zа-я]?[)）]?\s?г?[.。;；]?\s*$|(?:1[5-9]|20)\d\d\s?[,;，；]\s?\d{1,4}\s?[(（:：,，]",
            0.75,
            1,
        ),
        (r"[(（](?:1[5-9]|20)\d\d[a-zа-я]?[)）]", 0.75, 1),
        (r"(?<!\w)[A-ZА-ЯЁІЇЄҐЎӘҒҚҢӨҰҮҺ]\.", 0.75, 1),
        (r"(?<!\w)(?:[фФ]|[оО]п|[дД]|[лЛ]|ед\.\s?хр)\.\s?\d", 0.75, 4),
        (r"\s:\s|\s/\s", 0.5, 1),
        (r"(?<!\w)[Ii]n:?\s[A-ZА-ЯÄÖÜ]", 0.25, 1),
    )
    return tuple((re.compile(pattern), weight, most) for pattern, weight, most in table)


@cache
def _named() -> tuple[tuple[frozenset[str], tuple[str, ...], float], ...]:
    """The words of a category: single words, then phrases and words of scripts that set no spaces."""
    out = []
    for category, weight in (("sign.publisher", 1.0), ("sign.access", 1.0), ("sign.genre", 0.75)):
        held = words.get(category)
        single = frozenset(word for word in held if word.isalpha() and not _unspaced(word))
        out.append((single, tuple(word for word in held if word not in single), weight))
    return tuple(out)


def _unspaced(word: str) -> bool:
    return any("\u2e80" <= char < "\ufb00" for char in word)


@cache
def prose_words() -> tuple[frozenset[str], re.Pattern[str]]:
    """Words that sentences have and references seldom: those between spaces, and those of scripts without."""
    held = words.get("prose")
    unspaced = [re.escape(word) for word in held if _unspaced(word)]
    return frozenset(word for word in held if not _unspaced(word)), re.compile("|".join(unspaced) or r"(?!)")


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+")


def score(text: str) -> float:
    """How much a piece of text looks like a reference; about 0 for prose, 3 and more for a reference.

    >>> score("Lin Junyue, “Principles of a Social Credit System”, China Fangzheng Press, 2003.") > REFERENCE
    True
    >>> score("Strengthen basic research. China should increase investment, and it will pay.") < 1
    True
    """
    held = text if len(text) <= REACH else text[:REACH]
    total = 0.0
    for pattern, weight, most in _signs():
        if most == 1:
            total += weight if pattern.search(held) else 0.0
        else:
            total += weight * min(most, sum(1 for _ in pattern.finditer(held)))
    low = held.casefold()
    tokens = _word().findall(low)
    for single, phrases, weight in _named():
        if not single.isdisjoint(tokens) or any(phrase in low for phrase in phrases):
            total += weight
    return total + author(held, 0, len(held)) - prose(held, tokens)


def prose(text: str, tokens: list[str] | None = None) -> float:
    """How much a text reads like sentences: 0 for titles and data, up to 4."""
    held = text if len(text) <= REACH else text[:REACH]
    tokens = _word().findall(held.casefold()) if tokens is None else tokens
    plain, unspaced = prose_words()
    count = sum(token in plain for token in tokens)
    han = sum(1 for _ in unspaced.finditer(held))
    share = max(count / max(12, len(tokens)), 12 * han / max(60, len(held)))
    return min(4.0, max(0.0, share - 0.03) * 25) if count + han > 2 else 0.0
