"""What the readers of GB/T 7714 and of Chinese notes share: labels, responsibility with its roles, order of segments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from polybib import words
from polybib.model import Span
from polybib.segments import Segment, Text
from polybib.styles._scan import segment, trim
from polybib.styles._zh_patterns import at, find, has_han, in_words, pattern, word_before, word_end

ROLES = ("author", "editor", "translator", "contributor")


def label_end(masked: str) -> int:
    """Where the reference begins after a label ([12], ［^2］:, 3., ①, a bullet) that was left before it.

    >>> label_end("[4] Schreiber G. Title"), label_end("2008 年报告"), label_end("20 世纪史")
    (4, 0, 0)
    """
    match = at(
        r"\s*+(?:[-*•]\s+)?(?:\[\^?\d{1,4}\]:?|\(\d{1,4}\)(?=\s)|\d{1,4}[.)、](?=\s|\p{L}|\[)|[①-⓿❶-➓]"
        r"|\d{1,3}(?=\s+[\p{Lu}@{HAN}\[《“\"]))?\s*+",
        masked,
        0,
        len(masked),
    )
    end = match.end() if match else 0
    if match and match.group().strip().isdigit() and masked[end : end + 1] in words.get("counter-after-digit"):
        return len(masked) - len(masked.lstrip())
    return end


def role_after(text: str, start: int, end: int) -> tuple[int, str]:
    """Where the names end in a piece such as "陈霄译", "Gold M, ed." or "(主编)", and the role; "" when there is none.

    >>> role_after("陈霄译", 0, 3), role_after("范海燕", 0, 3), role_after("译", 0, 1)
    ((2, 'translator'), (3, ''), (0, 'translator'))
    """
    last = trim(text, start, end, " \t.,;:)]")
    if last.end > start and not has_han(text, last.end - 1, last.end):
        word = find(r"[\p{L}’'.]++$", text, start, last.end)
        head = word.start() if word else last.end
        for role in ROLES[1:]:
            if word and in_words(f"role.{role}", word.group()):
                return trim(text, start, head, " \t,;([").end, role
        return end, ""
    best = (last.end, "")
    for role in ROLES:
        cut = word_before(f"role.{role}", text, last.end, last.start)
        if cut < best[0]:
            best = (cut, role)
    left = trim(text, start, best[0], " \t,;([等")
    if not best[1] or (0 < left.end - left.start < 2 and best[0] - left.end < 1 and text[best[0] - 1] not in "([,; "):
        return end, ""
    return trim(text, start, best[0], " \t,;([").end, best[1]


def role_before(text: str, start: int, end: int) -> tuple[int, str]:
    """Where the names begin in a piece such as "主编康晓东", "译者: 张三" or "trans. by W. Marsden", and the role.

    >>> role_before("主编康晓东", 0, 5)
    (2, 'editor')
    """
    match = at(r"(?i)(?:\p{L}++\.?\s+by\b|[a-z.]++)(?=[\s.])\.?\s*", text, start, end)
    if match:
        key = match.group().lower().strip(" .")
        for role in ROLES[1:]:
            if in_words(f"role.{role}", key) or (key.endswith(" by") and in_words(f"role.{role}", key[:-3])):
                return match.end(), role
        return start, ""
    for role in ROLES:
        stop = word_end(f"role.{role}", text, start)
        sign = text[stop : stop + 1] in (":", " ")
        if stop > start + (0 if sign else 1) and stop < end:  # one character alone may be a family name
            return trim(text, stop, end, " :").start, role
    return start, ""


SEPARATOR = r"\s*(?:[,;、，；&/]|\band\b|\bund\b|(?<=\p{Han}\p{Han})@{and}(?=\p{Han}\p{Han}))\s*"


def responsibility(text: Text, start: int, end: int, default: str = "author", head: bool = False) -> Iterator[Segment]:
    """The segments of a statement of responsibility: names in groups, each with its role after (or before) it.

    A role counts for all names since the last role; at the head of a reference 译 counts for the last name alone
    (the first ones are the authors: "莱纳·沃尔夫，陈霄译"), unless the names are joined by 、.
    """
    folded = text.folded
    closed = [Span(m.start(), m.end()) for m in pattern(r"[(\[《][^)\]》]*+[)\]》]").finditer(folded, start, end)]
    pieces, here = [], start
    for match in pattern(SEPARATOR).finditer(folded, start, end):
        if not any(c.start <= match.start() < c.end for c in closed):
            pieces.append((here, match.start(), match.group().strip()))
            here = match.end()
    pieces.append((here, end, ""))
    group: list[tuple[int, int, str]] = []
    for piece in pieces:
        first, last, _ = piece
        if first >= last:
            continue
        names_start, role = role_before(folded, first, last)
        names_end = last
        if role:
            yield from _group(text, group, default)
            group = []
        else:
            names_start, (names_end, role) = first, role_after(folded, first, last)
        if not role:
            group.append(piece)
            continue
        if names_start > first:  # the role stands before: the rest of the statement may belong to it
            default = role
            group.append((names_start, last, piece[2]))
            continue
        alone = head and role == "translator" and names_end > first and group and group[-1][2] != "、"
        if alone:
            yield from _group(text, group, default)
            group = []
        yield from _group(text, [*group, (first, names_end, "")], role)
        group = []
    yield from _group(text, group, default)


def _group(text: Text, group: Iterable[tuple[int, int, str]], label: str) -> Iterator[Segment]:
    spans = [(a, b) for a, b, _ in group if b > a]
    if spans and label:
        yield from segment(label, text, spans[0][0], spans[-1][1], " \t\u3000,;:.、（(")


def anonymous(text: str, start: int, end: int) -> bool:
    """Is a responsible person only said to be unknown (佚名, Anon)?"""
    return in_words("anonymous", text[start:end])


def tidy(segments: Iterable[Segment]) -> tuple[Segment, ...]:
    """In the order of the text and without overlaps: what was claimed first stays."""
    kept: list[Segment] = []
    for one in segments:
        if one.end > one.start and not any(one.start < k.end and k.start < one.end for k in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda s: s.start))
