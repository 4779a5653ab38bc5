"""A title in several scripts, divided into its forms: "pinyin 汉字 [translation]"."""

from __future__ import annotations

from typing import Literal, NamedTuple

from polybib.model import Span
from polybib.styles._romanised import is_romanised
from polybib.styles._scan import OPEN, brackets, compiled, inside, trim
from polybib.styles._sheet import CJK, GONE, cjk, other_script

EDGES = " \t\u3000\u00a0,;:.。，；：" + GONE


class Piece(NamedTuple):
    """One form of a title: its stretch and its script (o: Chinese, Japanese or Korean, l: Latin or other)."""

    start: int
    end: int
    script: Literal["o", "l"]


def split_scripts(work: str, start: int, end: int) -> list[Piece]:
    """A title divided where its script changes for good: "pinyin 汉字 [translation]", "汉字 (translation)".

    >>> [p.script for p in split_scripts("Yiwu jiaoyu 义务教育 [Some Problems]", 0, 32)]
    ['l', 'o', 'l']
    >>> split_scripts("The Concept of Tianxia 天下 in Modern China", 0, 41)
    [Piece(start=0, end=41, script='l')]
    """
    if not cjk(work[start:end]):
        return _translated(work, start, end)
    runs = [m.span() for m in compiled(_original_run()).finditer(work, start, end)]
    first, last = _back(work, start, runs[0][0]), runs[-1][1]
    before, after = trim(work, start, first, EDGES + "([（【"), trim(work, last, end, EDGES + "()[]（）【】")
    has_before, has_after = _wordy(work, before, first), _wordy(work, after, after.start)
    if not has_before and not has_after:
        return [Piece(start, end, "o")]
    closed = work[first:end].count(")") > work[first:end].count("(") or work[first:end].count("]") > work[
        first:end
    ].count("[")
    middle = Span(start if not has_before else first, last if has_after or (has_before and closed) else end)
    if has_before and has_after and not _enclosed(work, last, end):
        return [Piece(start, end, "l")]
    if has_before and not has_after and _term(work, before, middle):
        return [Piece(start, end, "l")]
    pieces = [Piece(*middle, "o")]
    if has_before:
        pieces.insert(0, Piece(*before, "l"))
    if has_after:
        pieces.append(Piece(*after, "l"))
    return pieces


def _back(work: str, start: int, first: int) -> int:
    """The start of an original with the digits or marks directly before it ("2018年", "“一带一路”")."""
    while first > start and (work[first - 1].isdigit() or work[first - 1] in "“‘《〈「『"):
        first -= 1
    return first


def _original_run() -> str:
    """Chinese, Japanese or Korean text with the digits, signs and short Latin words that it may hold."""
    return (
        CJK
        + r"(?:[^\p{Latin}\p{Cyrillic}\[\](){}]|(?<=\S)[\p{Latin}]{1,4}(?=\s?"
        + CJK
        + r")|[\p{Latin}+]{1,6}(?=[”」』’\"]?"
        + CJK
        + r"))*+"
    )


def _wordy(work: str, span: Span, at: int) -> bool:
    """Is there a Latin text of its own (not the "e" of e租宝)?"""
    letters = compiled(r"\p{L}{2,}").search(work, span.start, span.end)
    words = work[span.start : span.end].split()
    glued = span.end == at and span.start < at and len(words) <= 3
    return bool(letters) and not glued and not (len(words) == 1 and words[0].isupper())


def _enclosed(work: str, start: int, end: int) -> bool:
    """Does a bracket open after the original and close at the title's end?"""
    opened = next((n for n in range(start, end) if work[n] in "([（【"), None)
    if opened is None or compiled(r"\p{L}").search(work, start, opened):
        return False
    pair = inside(opened, brackets(work, opened, end))
    return pair is None or not compiled(r"\p{L}").search(work, pair.end, end)


def _term(work: str, before: Span, original: Span) -> bool:
    """Is the original only the last term of the title ("the meaning of tianxia 天下")?"""
    words = work[before.start : before.end].split()
    return (
        original.end - original.start <= 3
        and len(words) >= 4
        and is_romanised(words[-1])
        and not is_romanised(" ".join(words))
    )


def _translated(work: str, start: int, end: int) -> list[Piece]:
    """A Latin title, divided before its translation in brackets or after a dash ("Renmin Ribao – People's Daily")."""
    dash = compiled(r"\s[–—/=-]\s").search(work, start, end)
    if (
        dash
        and dash.start() - start >= 5
        and is_romanised(work[start : dash.start()])
        and not is_romanised(work[dash.end() : end])
    ):
        return [Piece(start, dash.start(), "l"), Piece(dash.end(), end, "l")]
    original = compiled(r"(?<=\p{Latin}\W{0,3})\s[(\[](?P<original>[^()\[\]]++)[)\]]?+\W*+$").search(work, start, end)
    if original and other_script(original["original"]):
        return [Piece(*trim(work, start, original.start()), "l"), Piece(*original.span("original"), "o")]
    found = compiled(r"\[[^\[\]]{8,}\]\W*$").search(work, start, end)
    if not found or found.start() <= start or len(work[found.start() : end].split()) < 2:
        return [Piece(start, end, "l")]
    inner = trim(work, found.start(), end, EDGES + "[]")
    return [Piece(*trim(work, start, found.start()), "l"), Piece(*inner, "l")]


def unwrapped(text: str, span: Span) -> Span:
    """Without 《 》 or 「 」 around the whole."""
    if span.end - span.start > 2 and OPEN.get(text[span.start]) == text[span.end - 1] and text[span.start] not in "([{":
        pair = inside(span.start, brackets(text, *span))
        if pair == span:
            return Span(span.start + 1, span.end - 1)
    return span
