"""Markdown emphasis and backslash escapes."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache

import regex

from polybib.repair.draft import Edit, Fix, Mark, swap


@cache
def _pattern(name: str) -> regex.Pattern[str]:
    return regex.compile(
        {
            "runs": r"(?<![*\\])\*{1,3}(?!\*)|(?<![_\\])_{1,2}(?!_)",
            "can open": r"[\p{L}\p{N}\p{Ps}\p{Pi}\"'«„№$]",
            "before": r"[\s\p{Ps}\p{Pi}\"'«„\p{Pd}/\p{Han}\p{Hiragana}\p{Katakana}，。；：、）】”》*_.,;:\]]",
            "open end": r"[\p{Ps}\p{Pi}\p{Pd}]",
            "after": r"[\s\p{P}\p{S}\p{Han}\p{Hiragana}\p{Katakana}]",
            "address": r"(?:https?://|ftp://|www\.|10\.\d{4,9}/)[^\s<>]+",
            "escape": r"(?<!\\)\\++(?=[!\"#$%&'()*+,\-.:;<=>?@\[\]^_`{|}~])|\\/",
        }[name]
    )


def emphasis(text: str, known: Collection[str] = ()) -> Iterator[Fix]:
    """`*t*`, `**t**`, `_t_`: the signs go and the place is kept as emphasis.

    A sign opens before a word and after a space or bracket, and closes after a character and before a space or
    punctuation, as in CommonMark (6.2) but narrower: a footnote star, `2*3`, a reconstructed form (`*tawar-`), a blank
    (`____`) and what stands in an address are none.

    >>> [mark[1:] for fix in emphasis("*Hu, Dayong*. The *n- prefix, 2*3") for mark in fix.marks]
    [(1, 11)]
    """
    addresses = iter([found.span() for found in _pattern("address").finditer(text)])
    inside = next(addresses, (len(text), len(text)))
    opened: dict[str, int] = {}
    for found in _pattern("runs").finditer(text):
        sign, start, end = found[0], found.start(), found.end()
        while inside[1] <= start:
            inside = next(addresses, (len(text), len(text)))
        before, after = text[start - 1 : start], text[end : end + 1]
        closes = before and not before.isspace() and (not after or _pattern("after").match(after))
        outside = sign[0] == "*" or inside[0] >= start or not after.strip()
        if sign in opened and closes and outside:
            begin = opened[sign]
            if begin < start and not _pattern("open end").match(before):
                del opened[sign]
                yield Fix((Edit(begin - len(sign), begin, ""), Edit(start, end, "")), (Mark("emphasis", begin, start),))
                continue
        if inside[0] < start:
            continue
        if after and _pattern("can open").match(after) and (not before or _pattern("before").match(before)):
            opened[sign] = end


def escapes(text: str, known: Collection[str] = ()) -> Iterator[Fix]:
    r"""Backslashes that Markdown, LaTeX or JSON put before a sign: `\_`, `\(20\)`, `\&`, `http:\/\/`.

    >>> [edit.text for fix in escapes(r"c\_13, R\&D, l’\/être") for edit in fix.edits]
    ['', '', '']
    """
    for found in _pattern("escape").finditer(text):
        if found[0] == r"\/":
            correction = text[found.start() - 1 : found.start()] in ("'", "’")
            yield swap(found.start(), found.end(), "" if correction else "/")
        else:
            yield swap(found.start(), found.end(), "")
