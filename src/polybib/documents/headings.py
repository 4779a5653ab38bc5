"""Headings: what they are called in the languages we read, and lines that are headings by their form."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

import regex

from polybib import words

Part = Literal["references", "notes", "other", ""]
LONGEST = 100
MARKS = " \t\u3000#*_>=-–—•·:：."


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    number = r"(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVXLC]{1,6}(?=[.\s])|[A-Z](?=\.\s))"
    return {
        "tags": re.compile(r"</?[a-z][^<>]{0,80}>|\{#[^}]*\}"),
        "number": re.compile(
            rf"(?:§\s*)?{number}[.)]?\s+(?=\D)|第[一二三四五六七八九十\d]{{1,3}}[章节節部编篇]\s*|[一二三四五六七八九十]{{1,3}}[、.．]\s*|[（(][一二三四五六七八九十]{{1,3}}[)）]\s*"
        ),
        "letters": re.compile(r"[\W_]+"),
        "parts": re.compile(r"\s*[/|()（）\[\]·•]\s*|\s[-–—:]\s|：|:\s"),
        "atx": re.compile(r"\s{0,3}(#{1,6})\s+\S"),
        "under": re.compile(r"={3,}|-{3,}"),
        "bold": re.compile(r"(?:\*\*|__)[^*_]{2,90}(?:\*\*|__)[:：.]?|<(b|strong|h[1-6])>[^<]{2,90}</\1>"),
        "chapter": re.compile(
            rf"(?P<n>\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}|[IVX]{{1,6}})\.?\s+[^\W\d_]|(?:{words.alternatives('heading.chapter')})\s+(?:[\dIVXLC]{{1,5}}(?:[.:\s]|$)|\w{{1,14}}(?:[.:]|$))"
            r"|第[一二三四五六七八九十百\d]{1,4}[章节節部编篇](?:\s|$|[^\s]{1,40}$)|[一二三四五六七八九十]{1,3}、\S|[（(][一二三四五六七八九十]{1,3}[)）]\S",
            re.IGNORECASE,
        ),
    }


def fold(text: str) -> str:
    """Letters and digits only, in lower case: headings set with spaces between the letters come out as others.

    >>> fold("Л И Т Е Р А Т У Р А:")
    'литература'
    """
    return _patterns()["letters"].sub("", text.casefold())


@cache
def _names() -> dict[str, Part]:
    table: dict[str, Part] = {}
    for part in ("references", "notes", "other"):
        for word in words.get(f"heading.{part}"):
            table.setdefault(fold(word), part)
    return table


@cache
def _openings() -> tuple[tuple[str, ...], ...]:
    """The words of other parts that may begin a longer heading: "Appendix A. Tables"."""
    return tuple(tuple(word.casefold().split()) for word in words.get("heading.other"))


def bare(line: str) -> str:
    """A heading without its marks and its number.

    >>> bare("## **2.1. The sail**"), bare("Литература:")
    ('The sail', 'Литература')
    """
    patterns = _patterns()
    held = (patterns["tags"].sub("", line) if "<" in line or "{" in line else line).strip(MARKS)
    match = patterns["number"].match(held)
    rest = held[match.end() :].strip(MARKS) if match else held
    return rest or held


def part(line: str) -> Part:
    """Which part of a document a line announces, "" when none.

    >>> part("## 5. References"), part("Список литературы"), part("参 考 文 献："), part("VII. CONCLUSION")
    ('references', 'references', 'references', 'other')
    >>> part("References to the war are many.")
    ''
    """
    if len(line) > LONGEST:
        return ""
    names = _names()
    held = bare(line)
    if found := names.get(fold(held)):
        return found
    first, *rest = [piece for piece in _patterns()["parts"].split(held) if piece] or [""]
    found = names.get(fold(first), "") if first != held else ""
    if (
        found in ("references", "notes")
        and sum(map(len, rest)) <= 40
        and not any(c.isdigit() for piece in rest for c in piece)
    ):
        return found
    found = "" if found != "other" else found
    tokens = held.casefold().replace(":", " ").replace("：", " ").replace(".", " ").split()
    if tokens and len(held) <= 80 and any(tuple(tokens[: len(words_)]) == words_ for words_ in _openings_of(tokens[0])):
        return "other" if found or _short_opening(tokens, held) else ""
    if not found and len(held) <= 30 and held[:1] > "\u2e80" and held[-1] not in "。；，":
        return "other" if held.startswith(_han_openings()) else ""
    return found


@cache
def _han_openings() -> tuple[str, ...]:
    """Names of other parts that a label may follow without a space: 附录A."""
    return tuple(word for word in words.get("heading.other", "zh", "ja") if len(word) > 1)


def _short_opening(tokens: list[str], held: str) -> bool:
    """A heading, not a sentence that begins with such a word."""
    return len(tokens) <= 8 and held[-1:] not in ".,;。；" and (held[:1].isupper() or not held[:1].isascii())


@cache
def _by_first() -> dict[str, tuple[tuple[str, ...], ...]]:
    table: dict[str, list[tuple[str, ...]]] = {}
    for opening in _openings():
        table.setdefault(opening[0], []).append(opening)
    return {first: tuple(held) for first, held in table.items()}


def _openings_of(first: str) -> tuple[tuple[str, ...], ...]:
    return _by_first().get(first, ())


@cache
def _after() -> regex.Pattern[str]:
    held = words.get("heading.after")
    return regex.compile(
        r"[\s*_#【\[(（]{0,6}+\L<held>[\])】）*_]{0,3}(?:\s*[:：]|\s*$|\s[—–-]\s|[\s.]*\d|[】）]|\s\p{L}{2,12}\s\d)",
        regex.IGNORECASE,
        held=list(held),
    )


def after_list(line: str) -> bool:
    """Whether a line tells about the paper or its author, as those do that stand below a list of references.

    >>> [after_list(t) for t in ("收稿日期：2020-05-03", "Received 3 May 2020", "Об авторах:", "Received wisdom")]
    [True, True, True, False]
    """
    return bool(_after().match(line, 0, 80))


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(
        r"(?:[。！？]|[.!?…]\s*(?=[①-⑳⁰¹²³⁴-⁹<\[^$]))[”」』）)]?"
        r"(?:\s*(?:[①-⑳⁰¹²³⁴-⁹]|<sup>[^<]{1,9}</sup>|\[\^?\d{1,3}\]|\^\d{1,3}\^?|\$\^\{?\d{1,3}\}?\$))*\s*$"
    )


def is_sentence(line: str) -> bool:
    """Whether a line ends as a sentence does: with an ideographic full stop, or with a stop and a note mark.

    >>> is_sentence("各省谘议局的设立推动了自治。①"), is_sentence("It grew.<sup>2</sup>"), is_sentence("参考文献")
    (True, True, False)
    """
    return bool(_ends().search(line, max(0, len(line) - 40)))


def level(line: str, after: str, apart: bool, alone: bool) -> int:
    """The level of a line that is a heading by its form, 0 for others.

    after   the next line, which may underline it
    apart   an empty line (or nothing) stands before it
    alone   and one after it
    """
    patterns = _patterns()
    if match := patterns["atx"].match(line):
        return len(match[1])
    if len(line) > LONGEST or not apart:
        return 0
    if patterns["under"].fullmatch(after) and not alone:
        return 1 if after[0] == "=" else 2
    if not alone:
        return 0
    if patterns["bold"].fullmatch(line):
        return 2
    if is_sentence(line) and not part(line):
        return 0
    if line[-1] in ".,;:。；，：" and not part(line):
        return 0
    if (match := patterns["chapter"].match(line)) and len(line) <= 90:
        return 1 + (match["n"] or "").count(".") if match["n"] else 1
    letters = [char for char in line if char.isalpha()]
    if len(letters) >= 4 and line.isupper() and len(line.split()) <= 14 and sum(map(str.isdigit, line)) <= 4:
        return 1
    return 0
