"""Bilingual doubles: one work in two strings, Chinese and English, one after the other or one in brackets."""

from __future__ import annotations

from polybib.model import Span
from polybib.styles._gbt_mark import Mark
from polybib.styles._scan import trim
from polybib.styles._zh_patterns import at, find, has_han, pattern

SHORT = 24  # a shorter Latin tail is no second string


def twins(masked: str, start: int, end: int, found: list[Mark]) -> tuple[Span, Span | None]:
    """The main string of a reference, the Chinese one where there are two, and the other string.

    >>> s = "刘华. 题名[J]. 刊名, 2008, 43(8): 31-34. (Liu H. Title of it[J]. Journal, 2008, 43(8): 31-34.)"
    >>> main, twin = twins(s, 0, len(s), [])
    >>> s[main.start:main.end], s[twin.start:twin.end][:5]
    ('刘华. 题名[J]. 刊名, 2008, 43(8): 31-34', 'Liu H')
    """
    end = _repeated(masked, start, end, found)
    whole = trim(masked, start, end, " \t.;")
    if not has_han(masked, *whole):
        return Span(start, end), None
    bracketed = _bracketed(masked, whole, found)
    if bracketed:
        return bracketed
    second = _after(masked, whole, found)
    if second:
        return Span(start, trim(masked, start, second).end), Span(second, end)
    return Span(start, end), None


def _repeated(masked: str, start: int, end: int, found: list[Mark]) -> int:
    """Where an empty repetition begins, of which only mark and numbers are printed ("...; [J]. 2010, 7(10): 93")."""
    for mark in found[1:]:
        letters = find(r"\p{L}", masked, mark.end, end)
        before = trim(masked, start, mark.start, " \t([").end
        if letters is None and masked[before - 1] in ".;)" and mark.letters == found[0].letters:
            return before
    return end


def _bracketed(masked: str, whole: Span, found: list[Mark]) -> tuple[Span, Span | None] | None:
    """A string in brackets at the end."""
    if masked[whole.end - 1] not in ")]":
        return None
    opener = _opening(masked, whole)
    if opener is None or whole.end - opener < 4:
        return None
    outer = trim(masked, whole.start, opener, " \t.,;")
    inner = trim(masked, opener + 1, whole.end - 1, " \t.")
    han_out, han_in = has_han(masked, *outer), has_han(masked, *inner)
    whole_inside = find(r"[.].*\b@{YEAR}\b|@{YEAR}.*[.]", masked, *inner)
    if han_in and not han_out and whole_inside and inner.end - inner.start > 12:
        return inner, outer
    latin = not han_in or (find(r"\G(?:[A-Z\[\d(]|Anon)", masked, *inner) is not None and _few_han(masked, inner))
    again = any(inner.start <= m.start < inner.end for m in found) or find(
        r"(?i)@{YEAR}|@{in-language}", masked, *inner
    )
    if (
        han_out
        and latin
        and again
        and (inner.end - inner.start >= SHORT or at(r"[.\]]\s*$", masked, outer.end, opener))
    ):
        if (
            inner.end - inner.start < SHORT
            and not find(r"[.\[]", masked, *inner)
            and not find(r"(?i)@{in-language}", masked, *inner)
        ):
            return None
        return outer, inner
    return None


def _opening(masked: str, whole: Span) -> int | None:
    """The bracket that the last sign of a stretch closes."""
    stack: list[int] = []
    for match in pattern(r"[\[(\])]").finditer(masked, *whole):
        if match.group() in "[(":
            stack.append(match.start())
        elif stack:
            opener = stack.pop()
            if match.end() == whole.end:
                return opener
    return None


def _few_han(masked: str, span: Span) -> bool:
    count = sum(1 for _ in pattern("[@{HAN}]").finditer(masked, *span))
    return count * 4 < span.end - span.start


def _after(masked: str, whole: Span, found: list[Mark]) -> int | None:
    """Where a Latin string begins that repeats a Chinese one before it."""
    last = None
    for match in pattern("[@{HAN}][^@{HAN}]*$").finditer(masked, *whole):
        last = match.start() + 1
    if last is None or whole.end - last < SHORT:
        return None
    begin = find(
        r"(?:(?<=[\s.;\]。])|(?<=\d))(?=(?:\[[JMDCNRSPA-Z/]+\]|\p{Lu}[\p{L}'’-]++[\s,.:](?!\s*\ue000)|(?:CN|US)\d))",
        masked,
        last,
        whole.end,
    )
    if begin is None:
        return None
    rest = trim(masked, begin.start(), whole.end)
    marked_before = any(m.start < begin.start() for m in found)
    marked_after = any(m.start >= begin.start() for m in found)
    long = len(masked[rest.start : rest.end].split()) >= 6 and rest.end - rest.start >= 2 * SHORT
    if marked_before and marked_after and (long or find(r"[;.]\s*$", masked, last, begin.start())):
        return begin.start()
    repeated = find(r"@{YEAR}", masked, whole.start, begin.start()) and find(r"\.[^.]+@{YEAR}", masked, *rest)
    return begin.start() if long and repeated and not marked_before and not marked_after else None
