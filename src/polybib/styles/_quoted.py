"""Titles in quotation marks, whatever the marks are, nested, missing or doubled.

A quotation that is never closed, or closed too early or too late, is bounded by what follows a title: a bracket with
the original, the italic container, the next quotation in another script, the container's comma. (China-studies
footnotes and lists made by hand show all of these; the marks alone cannot be trusted.)
"""

from __future__ import annotations

import re
from typing import NamedTuple

from polybib import words
from polybib.model import Span
from polybib.styles import _lexicon
from polybib.styles._scan import compiled
from polybib.styles._sheet import CJK, GONE

DOUBLE = frozenset('"“”„‟«»「」『』〝〞＂')
SINGLE = frozenset("'‘’‚‛‹›`")
OPENS = frozenset("“„‟«「『〝‘‚‛‹`")
CLOSES = frozenset("”»」』〞’›")
AFTER_OPEN = frozenset(" \t\u3000\u00a0([{—–-/:=,;.\ue000\ue001")
STOPS = frozenset(",.;:!?)]}…，。；：")
_DOUBLES, _SINGLES = re.compile(f"[{''.join(DOUBLE)}]"), re.compile(f"[{''.join(SINGLE)}]")


class Mark(NamedTuple):
    """A quotation mark: where it stands, whether it opens (else it closes)."""

    at: int
    opens: bool


class Quoted(NamedTuple):
    """A quotation: the stretch with its marks, and the stretch between them."""

    start: int
    end: int
    inner: Span


def marks(work: str, start: int, end: int, kind: frozenset[str] = DOUBLE) -> list[Mark]:
    """The quotation marks of one kind. Shape decides where shape can, the neighbours where it cannot.

    >>> [m.opens for m in marks('"A "b" c", d', 0, 12)]
    [True, True, False, False]
    >>> marks("China's “x”", 0, 11, SINGLE)
    []
    """
    found: list[Mark] = []
    depth, low = 0, 0
    signs = _DOUBLES if kind is DOUBLE else _SINGLES
    for sign in signs.finditer(work, start, end):
        at, c = sign.start(), sign[0]
        before = work[at - 1] if at > start else " "
        after = work[at + 1] if at + 1 < end else " "
        opens = c not in "“‘" and _opens(c, before, after, depth) if low else _opens(c, before, after, depth)
        if opens is None or (c in SINGLE and _apostrophe(c, before, after, opens)):
            continue
        depth = max(0, depth + (1 if opens else -1))
        low += (c in "„‚") - (low > 0 and c in "“‘")
        found.append(Mark(at, opens))
    return found


def _opens(c: str, before: str, after: str, depth: int) -> bool | None:
    free_before = before in AFTER_OPEN or before in DOUBLE or before in SINGLE
    free_after = after.isspace() or after in STOPS or after == GONE
    if c in OPENS:
        # „so“ closes with the sign that opens elsewhere: only where it cannot open
        return not (depth and not free_before and free_after)
    if c in CLOSES:
        return free_before and not free_after and depth == 0 and before not in DOUBLE and before not in SINGLE
    if free_before and not free_after and before not in "\"'":
        return True
    if free_after and not free_before:
        return False
    if before in "\"'“‘" and not free_after and depth and not work_closes(before):
        return True
    return depth == 0


def work_closes(c: str) -> bool:
    """Is a sign one that only closes?"""
    return c in CLOSES


def _apostrophe(c: str, before: str, after: str, opens: bool) -> bool:
    """An apostrophe, not a quotation mark: inside a word, or after one that no single quotation encloses."""
    if opens:
        return before.isalnum() or not (after.isalnum() or after in DOUBLE)
    return after.isalnum()


def first(work: str, start: int, end: int, emphasis: tuple[Span, ...] = ()) -> Quoted | None:
    """The first quotation that can be a title, with its true end; None where there is none. A closing mark without an
    opening one means that the quotation began before it: its start is then `start`."""
    double = marks(work, start, end)
    single = marks(work, start, end, SINGLE)
    if single and single[0].opens and not (double and double[0].at < single[0].at):
        closed = _end(work, single, end, emphasis, sure=True)
        if closed is not None:
            return _strip(work, single[0].at, closed, SINGLE)
    if not double:
        return None
    if not double[0].opens:
        return Quoted(start, double[0].at + 1, Span(start, double[0].at))
    closed = _end(work, double, end, emphasis)
    return _strip(work, double[0].at, _unclosed(work, double, end, emphasis) if closed is None else closed, DOUBLE)


def _end(work: str, found: list[Mark], end: int, emphasis: tuple[Span, ...], *, sure: bool = False) -> int | None:
    """Where the quotation that the first mark opens ends (past its closing mark), None if it is never closed, or (when
    it must be `sure`) not where a title can end."""
    depth, candidate = 0, None
    for mark in found:
        if mark.opens:
            if (
                candidate is not None
                and mark.at > candidate
                and (_strong(work, candidate, end, emphasis) or _container(work[candidate : mark.at]))
            ):
                return candidate
            depth += 1
            continue
        depth -= 1
        past = mark.at + 1
        if depth <= 0 and _boundary(work, mark.at, end, emphasis):
            return past
        if depth > 0 and _strong(work, past, end, emphasis):
            return past
        if depth <= 0 and candidate is None and not sure:
            candidate = past
        depth = max(depth, 0)
    return candidate


def _container(text: str) -> bool:
    """Is what stands between two quotations a journal's or a conference's name, without a comma before it?"""
    plain = text.split()
    return (
        len(plain) > 1
        and plain[0][0].isupper()
        and (_lexicon.found("kind.journal", text) or _lexicon.found("kind.proceedings", text))
    )


def _boundary(work: str, mark: int, end: int, emphasis: tuple[Span, ...]) -> bool:
    """Can a title end at this closing mark?"""
    before = work[mark - 1] if mark else ""
    at = mark + 1
    if before in ",.;" or at >= end or _strong(work, at, end, emphasis):
        return True
    if work[at] in ",.;)]":
        return True
    return bool(
        compiled(r"\s*(?:[(\[«“\"„‘]|$|\p{N}|" + GONE + "|" + words.alternatives("note.host") + r"(?![\p{L}]))").match(
            work, at, end
        )
    ) or (before in "?!" and work[at].isspace())


def _strong(work: str, at: int, end: int, emphasis: tuple[Span, ...]) -> bool:
    """Is what follows a title here beyond doubt: its original, or an italic container?"""
    if compiled(r"\s*[(\[（【][\s“\"「《『〈]*" + CJK + r"|\s*,?\s*" + CJK + r"{2}").match(work, at, end):
        return True
    follow = compiled(r"[\s,.;:]*").match(work, at, end)
    assert follow is not None
    return follow.end() > at and any(e.start == follow.end() for e in emphasis)


def _unclosed(work: str, found: list[Mark], end: int, emphasis: tuple[Span, ...]) -> int:
    """The end of a quotation without a closing mark."""
    opener = found[0].at
    stops = [e.start for e in emphasis if e.start > opener]
    bracket = compiled(r"\s*[(\[（【][\s“\"「《『〈]*" + CJK + r"|\s*[,(\[]*\s*" + GONE).search(work, opener + 1, end)
    if bracket:
        stops.append(bracket.start())
    at = min([*stops, end])
    while at > opener + 1 and work[at - 1] in " ,;:":
        at -= 1
    return at


def _strip(work: str, start: int, end: int, kind: frozenset[str]) -> Quoted:
    """The inner stretch: without the outer marks, keeping those that have a partner inside.

    >>> text = '“Guiding “Internet Plus””'
    >>> text[slice(*_strip(text, 0, len(text), DOUBLE).inner)]
    'Guiding “Internet Plus”'
    >>> text = '“CPC Releases the “Guidelines”'
    >>> text[slice(*_strip(text, 0, len(text), DOUBLE).inner)]
    'CPC Releases the “Guidelines”'
    """
    return Quoted(start, end, strip(work, start, end, kind))


def strip(work: str, start: int, end: int, kind: frozenset[str] = DOUBLE) -> Span:
    """A stretch without a pair of outer quotation marks, or without the one that has no partner."""
    inner_end = end
    while inner_end > start and work[inner_end - 1] in " ,;.":
        inner_end -= 1
    found = marks(work, start, inner_end, kind)
    first_is = bool(found) and found[0].at == start
    last_is = bool(found) and found[-1].at == inner_end - 1
    if first_is and last_is and len(found) > 1:
        if _balanced(found[1:-1]):
            return Span(start + 1, inner_end - 1)
        if _balanced(found[1:]):
            return Span(start + 1, end)
        if _balanced(found[:-1]):
            return Span(start, inner_end - 1)
        return Span(start, end) if _balanced(found) else Span(start + 1, inner_end - 1)
    if first_is and not _balanced(found):
        return Span(start + 1, end)
    if last_is and not _balanced(found):
        return Span(start, inner_end - 1)
    return Span(start, end)


def _balanced(found: list[Mark]) -> bool:
    depth = 0
    for mark in found:
        depth += 1 if mark.opens else -1
        if depth < 0:
            return False
    return depth == 0
