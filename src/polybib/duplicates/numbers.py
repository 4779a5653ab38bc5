"""Volumes, pages, editions and the numbers within titles, in the forms in which styles agree."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from polybib.duplicates.skeleton import skeleton
from polybib.values import numerals


def within(text: str) -> tuple[str, ...]:
    """The numbers of a title in order, Roman and Chinese ones too, by which parts and years are told apart.

    >>> within("Капитал. Т. II, 1867"), within("文集（第三卷）"), within("I and Thou")
    (('2', '1867'), ('3',), ())
    """
    found = []
    for digits, roman, han in _figures().findall(text):
        number = int(digits[:18]) if digits else numerals.roman(roman) if roman else numerals.han(han) or 0
        if number:
            found.append(str(number))
    return tuple(found)


@cache
def _figures() -> re.Pattern[str]:
    """Digits; Roman numbers, "I" and "X" only at the end or before a sign; Chinese ones after 第 or in brackets."""
    roman = r"(?<![\w.])([IVX]{2,6}|V|[IX](?=\s*(?:$|[.:;,)\]])))(?![\w'’])(?!\.\s*[A-ZА-Я])"
    return re.compile(
        rf"(\d+)|{roman}|(?:第|[(（])([一二三四五六七八九十百]{{1,4}})(?=[\s卷册部辑集编章版回届次期)）])"
    )


@lru_cache(maxsize=1 << 14)
def number(text: str) -> str:
    """A volume or an issue: its number, whatever the word before it and the way of writing.

    >>> number("Vol. 03"), number("XII"), number("第三卷"), number("4–5"), number("A")
    ('3', '12', '3', '4-5', 'a')
    """
    digits = re.findall(r"\d+", text)
    if digits:
        return "-".join(str(int(one[:18])) for one in digits)
    for word in re.findall(r"[IVXLCDM]+\b", text):
        if number := numerals.roman(word):
            return str(number)
    for word in re.findall(r"[〇一二三四五六七八九十百]+", text):
        if (value := numerals.han(word)) is not None:
            return str(value)
    return skeleton(text).replace(" ", "")


def edition(text: str) -> str:
    """The number of an edition; the first is what others leave out. What only says "revised" is kept as words."""
    found = re.search(r"\d+", text)
    if found:
        return str(int(found[0][:9])) if int(found[0][:9]) > 1 else ""
    ordinal = next((n for word in text.split() if (n := numerals.ordinal(word.strip(".,").lower()))), 0)
    han = re.search(r"[一二三四五六七八九十]+", text)
    value = ordinal or (numerals.han(han[0]) or 0 if han else 0)
    return str(value) if value > 1 else "" if value else skeleton(text)[:12]


@lru_cache(maxsize=1 << 14)
def pages(text: str) -> tuple[str, str]:
    """The first and the last page, the last one whole; an article number is its own first page.

    >>> pages("С. 121–4"), pages("e0123"), pages("S12–S19"), pages("xi-xx")
    (('121', '124'), ('e123', 'e123'), ('s12', 's19'), ('xi', 'xx'))
    """
    found = re.findall(r"[a-zA-Z]{0,2}\d+|\b[ivxl]+\b", text)
    if not found:
        return "", ""
    first, last = (_page(found[0]), _page(found[1] if len(found) > 1 else found[0]))
    if first.isdigit() and last.isdigit() and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return first, last


def _page(text: str) -> str:
    head = text.rstrip("0123456789")
    return head.lower().removeprefix("p") + text[len(head) :].lstrip("0")
