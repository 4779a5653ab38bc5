"""Patterns for Chinese references: in them "@{name}" stands for a fragment or for the words of a category."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import regex

from polybib import words

# Pieces of patterns; "@{name}" in a pattern stands for one of these or, in the end, for the words of a category.
FRAGMENTS = {
    "HAN": "\u3005\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003134f",
    "YEAR": r"(?:1[4-9]|20)\d\d",
    "MONTH": r"(?:0?[1-9]|1[0-2])(?!\d)",
    "DAY": r"(?:0?[1-9]|[12]\d|3[01])(?!\d)",
    "DASH": r"[-‐‑–—−~～]",
    "NUMERAL": r"(?:[\d一二三四五六七八九十百千〇零IVXLC]+)",
    "PART": r"(?:@{part}|@{part-more})",
    # 2008年8月8日 · 2008-08-08 · 2015.4 (but not the volume of 2008.5(3):12) · 1957-1990 · 1984— · c1988
    "DATE": r"(?:c\s?)?(?<!\d)(?<!\d\.)(?:@{YEAR}\s?@{year-sign}(?:\s?@{MONTH}\s?@{month-word}"
    r"(?:\s?@{DAY}\s?@{day-word})?)?"
    r"|@{YEAR}\s?[-–—/]\s?@{MONTH}(?:\s?[-–—/]\s?@{DAY})?"
    r"|@{YEAR}\.\s?@{MONTH}(?:\.\s?@{DAY})?(?!\s?\(\d{1,3}\)\s?:)(?!:?\d)"
    r"|@{YEAR}(?:(?<!:\s?\d{4})[-–—/]@{YEAR}|[—–-](?=[.,:\sa-z]|$))?)(?!\d)",
    "ERA": r"(?:\s?\([^()\n]{1,24}@{year-word}[^()\n]{0,24}\))?",
    "RANGE": r"[A-Za-z]{0,3}\d(?:[\d]|\.(?=\d))*[A-Za-z]?(?:\s?@{DASH}{1,2}\s?[A-Za-z]{0,3}\d(?:[\d]"
    r"|\.(?=\d))*[A-Za-z]?)?",
    # Des Marais D J · WOLCHIK S A · Wolchik, S. A. · Peebles PZ Jr · Veen P H van der
    "INVERTED": r"(?:[\p{L}'’`-]++ ){0,3}?\p{Lu}[\p{L}'’`-]++\.?,?\s?(?:\p{Lu}{1,3}(?![\p{L}])\.?[ -]?"
    r"|@{name.junior}\.? ?){1,5}+(?: (?:@{particle})\b){0,3}",
    # W. J. Kennedy · P Z Peebles · J.S. Auerbach · G. van der Veen
    "INITIALS_FIRST": r"(?:\p{Lu}\p{Ll}?[.\s-]\s?){1,4}(?:(?:@{particle}) )*+\p{Lu}[\p{L}'’-]++"
    r"(?:[ -]\p{Lu}[\p{L}'’-]++)?",
    # Zhang Kan · ZHANG Zheren · Benjamin J. Sadock · WUZhanghua
    "FULL": r"(?:\p{Lu}[\p{L}'’‘-]*+\.?|@{particle})(?:[ -](?:\p{Lu}[\p{L}'’‘-]*+\.?|@{particle})){0,4}",
    "LATIN": r"\s*(?:@{short.and} |& )?(?:@{INVERTED}|@{INITIALS_FIRST}|@{FULL})\s*(?:\[@?[^\]]{1,30}\]"
    r"|\([@{HAN} ]{2,12}\))?\s*",
    # 张三 · [美]富勒 · 埃里克·坎德尔 · 昂温G · 杰拉尔德.J.利伯曼
    "HANNAME": r"\s*(?:[\[(][^\])]{1,6}[\])]\s?)?(?:[@{HAN}]{1,4}"
    r"|[@{HAN}]{1,10}(?:\s?[·•・‧.]\s?[@{HAN}A-Z]{1,12}){1,4}|[@{HAN}]{1,6}\s?(?:[A-Z]\.? ?){1,3})\s*",
    # GB/T 3792.4—2009 · NB/T 10386—2020 · IEEE P802.11ba/D8.0-2020 · IEC/IEEE 61636-1:2021 · ISO 690
    "STANDARD": r"[A-Z]{1,6}(?:[ /][A-Z]{1,5}){0,2}\s?[A-Z]{0,2}\s?\d[\dA-Za-z.]*(?:-\d+)?(?:/[A-Z][\d.]+)?"
    r"(?:\s?[-–—:]\s?\d{2,4}(?!\d))?",
    # 法释〔2018〕1号 · （1988）浙法民上字 7 号
    "DOCKET": r"(?:[@{HAN}]{1,14}\s?[\[(〔]\s?(?:19"
    r"|20)\d\d\s?[\])〕]\s?@{ordinal-prefix}?\s?\d+(?:-\d+)?\s?@{number-word}?"
    r"|[(〔\[](?:19|20)\d\d[)〕\]]\s?[@{HAN}\d]{2,14}@{ordinal-prefix}?\s?[\d-]+\s?@{number-word}"
    r"|[@{HAN}]{2,14}@{ordinal-prefix}\s?@{NUMERAL}\s?@{number-word})",
    # CN1318281A · 01128777.2 · 中国, CN104775932A · U.S., US828402
    "PATENT": r"(?:(?:@{patent.country}"
    r"|[A-Z][A-Za-z. ]{1,16})\s?[,:]\s?)?(?<id>[A-Z]{2}\s?\d[\d./,]{4,16}\s?[A-Z]?\d?"
    r"|(?:@{patent.country})?\s?\d{6,13}(?:\.[\dX])?)",
    "NUMBER": r"(?:@{DOCKET}|@{STANDARD}|(?!@{YEAR}[-–—~]@{YEAR}\b)\d+(?:[-–]\d+){1,5}|[^:,.]{2,10}@{archival})",
    # 第 1 卷 · 卷 9 · Vol. 4 · 第 4 册 · 下册 · 2011 年卷 · 巳集上 水部
    "VOLUME": r"(?:@{ordinal-prefix}?\s?(?<n>@{NUMERAL})\s?@{volume}|@{volume}\s?(?<n>@{NUMERAL})(?=$|[\s,.;:)])"
    r"|(?i:@{short.volume})\.\s?(?<n>[\dIVX]+)"
    r"|(?<n>@{ordinal-prefix}?\s?(?:@{NUMERAL}|@{part-position})\s?@{PART}@{part-position}?"
    r"|@{part-position}@{volume}|(?:19|20)\d\d\s?@{year-word}?\s?@{volume}"
    r"|@{branch}@{PART}@{part-position}?(?:\s?:?\s?[@{HAN}]{1,3}@{PART})?))",
    "PAGES": r"@{RANGE}(?:\s?[,+;、]\s?\d+(?:\s?@{DASH}{1,2}\s?\d+)?(?![\d(]))*+",
}


@cache
def pattern(template: str) -> regex.Pattern[str]:
    """A pattern in which each "@{name}" is a fragment or the words of a category (in Chinese and Japanese).

    >>> pattern(r"@{ordinal-prefix}(\\d+)@{volume}").match("第12卷")[1]
    '12'
    """

    def piece(match: regex.Match[str]) -> str:
        name = match[1]
        if name in FRAGMENTS:
            return expand(FRAGMENTS[name])
        held = words.get("no-date", "en") if name == "undated" else words.get(name, "zh", "ja") or words.get(name)
        return "(?:" + "|".join(regex.escape(w) for w in held) + ")" if held else "(?!)"

    def expand(text: str) -> str:
        return regex.sub(r"@\{([\w.-]+)\}", piece, text)

    return regex.compile(expand(template))


def find(template: str, text: str, start: int, end: int) -> regex.Match[str] | None:
    """The first match of a pattern (see `pattern`) in a stretch."""
    return pattern(template).search(text, start, end)


def at(template: str, text: str, start: int, end: int) -> regex.Match[str] | None:
    """The match of a pattern (see `pattern`) at a position."""
    return pattern(template).match(text, start, end)


_HAN = re.compile("[\u3005\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003134f]")


def has_han(text: str, start: int = 0, end: int | None = None) -> bool:
    """Are there Han characters, kana or hangul in a stretch?"""
    return not text.isascii() and _HAN.search(text, start, len(text) if end is None else end) is not None


class Table(NamedTuple):
    """The words of a category, what they begin and end with, and their lengths, longest first."""

    held: frozenset[str]
    firsts: frozenset[str]
    lasts: frozenset[str]
    sizes: tuple[int, ...]


@cache
def table(*categories: str) -> Table:
    """The words of categories, prepared for look-ups at a position."""
    held = frozenset(word.lower() for category in categories for word in words.get(category))
    sizes = tuple(sorted({len(word) for word in held}, reverse=True))
    return Table(held, frozenset(w[0] for w in held), frozenset(w[-1] for w in held), sizes)


def word_end(category: str | Table, text: str, at: int) -> int:
    """The end of the longest word of a category that stands at a position, or the position itself.

    >>> word_end("lead.host", "收錄於傅敏", 0)
    3
    """
    known = table(category) if isinstance(category, str) else category
    if at >= len(text) or text[at].lower() not in known.firsts:
        return at
    for size in known.sizes:
        if text[at : at + size].lower() in known.held and not (
            text[at].isascii() and text[at + size : at + size + 1].isalpha()
        ):
            return at + size
    return at


def word_before(category: str | Table, text: str, end: int, start: int = 0) -> int:
    """The start of the longest word of a category that ends at a position, or the position itself.

    >>> word_before("publisher.ending", "人民出版社", 5)
    2
    """
    known = table(category) if isinstance(category, str) else category
    if end <= start or text[end - 1].lower() not in known.lasts:
        return end
    for size in known.sizes:
        first = end - size
        if (
            first >= start
            and text[first:end].lower() in known.held
            and not (text[end - 1].isascii() and text[first - 1 : first].isalpha())
        ):
            return first
    return end


def ends_with(category: str, text: str, start: int, end: int) -> bool:
    """Does a stretch end in a word of a category, with something before it?"""
    return start < word_before(category, text, end, start) < end


def in_words(category: str, word: str) -> bool:
    """Is a word one of a category, case and signs at its ends aside?

    >>> in_words("role.editor", "Eds.")
    True
    """
    return word.strip(" .,;:[]()").lower() in table(category).held


def is_place(text: str) -> bool:
    """Is a text a place of publication that we know?"""
    from polybib.values import places

    return in_words("place", text) or places.known(text) is not None
