"""Labels at the start of a line: `1.` `1)` `[1]` `［1］` `〔1〕` `(1)` `①` `<sup>1</sup>` `[^1]:` `1 `, and bullets.

Source: spec of the formats, 0.3; Pandoc's Markdown for `[^1]:`.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import regex

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
FAMILIES = (
    "sup",
    "raised",
    "foot",
    "square",
    "tortoise",
    "round",
    "circled",
    "note",
    "dot",
    "paren",
    "bare",
    "key",
    "bullet",
)


class Label(NamedTuple):
    """family   one of FAMILIES
    number   0 for bullets and keys
    text     what is printed, without brackets
    end      where the item begins
    """

    family: str
    number: int
    text: str
    end: int


@cache
def _pattern() -> regex.Pattern[str]:
    n = r"\d{1,4}"
    return regex.compile(
        rf"""
        (?P<bullet>(?:[-*+•·–—▪●◦■□➢⁃‣]|\\[-*+])\s+)?+
        (?:\*\*|__|<(?:strong|b)>)?+
        (?:
          <sup>\s*(?:\[\s*)?(?P<sup>{n}|[{CIRCLED}])\s*[.)\]]?\s*</sup>
        | \$?\^\{{?(?P<raised>{n})\}}?\^?\$?(?=\s*[^\s\d,])
        | (?P<raised>[⁰¹²³⁴-⁹]{{1,4}})[.)]?
        | \\?\[\^(?P<foot>[^\]\s]{{1,24}})\]:
        | (?:\\?\[|［|【)\s?(?P<square>{n})\s?(?:\\?\]|］|】|\))[.:：、]?(?!\()
        | 〔\s?(?P<tortoise>{n})\s?〕
        | (?:\\?\(|（)\s?(?P<round>{n})\s?(?:\\?\)|）)
        | (?P<circled>[{CIRCLED}❶-❿])
        | [\[(（]?(?:注|註|주)\s?[\[（(]?(?P<note>{n}|[{CIRCLED}])[\])）]*[：:.、．\s]
        | (?P<dot>{n})\s?\\?[.．、](?!\d)
        | (?P<paren>{n})\s?\\?[)）]
        | (?P<bare>{n})(?:\s*[-–—]\s|\s)(?=\s*[\p{{Lu}}\p{{Lt}}\p{{Lo}}"“«„‘'*<\[《〈「『_(（…])
        | \\?\[(?P<key>[\p{{L}}+&.\-]{{2,30}}\s?'?\d{{2,4}}[a-z]?|\p{{Lu}}[\p{{L}}+]{{1,7}})\\?\](?!\()
        | \\?\[(?P<key>\p{{Lu}}[\p{{L}}+*]{{0,9}}\d{{0,2}}[a-z]?)\\?\](?=\s+\p{{Lu}})
        )?+
        (?:\*\*|__|</(?:strong|b)>)?+[.)]?\s*
        """,
        regex.VERBOSE,
    )


def read(text: str, start: int, end: int) -> Label | None:
    """The label that a line begins with.

    >>> read("- [12] Li M. Title[J].", 0, 22)
    Label(family='square', number=12, text='12', end=7)
    >>> read("1.5 million", 0, 11) is None
    True
    """
    if end - start < 1 or (text[start].isalpha() and text[start] not in "注註주"):
        return None
    match = _pattern().match(text, start, min(end, start + 80))
    if not match:
        return None
    for family in FAMILIES[:-1]:
        if (held := match[family]) is not None:
            number = _number(held)
            return Label(family, number, str(number) if number else held, match.end())
    if match["bullet"]:
        return Label("bullet", 0, match["bullet"].strip(), match.end("bullet"))
    return None


def _number(held: str) -> int:
    if held in CIRCLED:
        return CIRCLED.index(held) + 1
    if "❶" <= held <= "❿":
        return ord(held) - ord("❶") + 1
    held = held.translate(RAISED)
    return int(held) if held.isdecimal() else 0
