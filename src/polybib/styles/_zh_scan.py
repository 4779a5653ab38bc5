"""What the readers of GB/T 7714 and of Chinese notes share: labels, responsibility with its roles, tidy segments."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, lru_cache

from polybib import words
from polybib.model import Span
from polybib.segments import Segment, Text
from polybib.styles._scan import inside, segment, trim
from polybib.styles._zh_patterns import Table, at, ends_with, has_han, in_words, pattern, table, word_before, word_end

READ = 12_000  # code points of a reference that are read; no reference is longer
ROLES = ("author", "editor", "translator", "contributor")


@lru_cache(maxsize=4)  # several styles ask, one after the other
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


def next_item(masked: str, start: int, end: int) -> int:
    """Where the next item of the list begins that was left in the same string ("[4] ... [5] ...")."""
    label = at(r"\s*\[(?<n>\d{1,4})\]", masked, 0, start)
    sign = f"[{int(label['n']) + 1}]" if label else ""
    here = masked.find(sign, start, end) if label else -1
    return here if here > 0 and at(r"\s?\p{L}", masked, here + len(sign), end) and masked[here - 1] in ".; " else end


@cache
def _roles() -> tuple[Table, dict[str, str]]:
    """The role words, and the role of each."""
    held = {word.lower(): role for role in reversed(ROLES) for word in words.get(f"role.{role}")}
    return table(*(f"role.{role}" for role in ROLES)), held


def role_after(text: str, start: int, end: int) -> tuple[int, str]:
    """Where the names end in a piece such as "陈霄译", "Gold M, ed." or "(主编)", and the role; "" when there is none.

    >>> role_after("陈霄译", 0, 3), role_after("范海燕", 0, 3), role_after("译", 0, 1)
    ((2, 'translator'), (3, ''), (0, 'translator'))
    """
    known, roles = _roles()
    last = trim(text, start, end, " \t.,;:)]")
    if last.end <= last.start:
        return end, ""
    han = has_han(text, last.end - 1, last.end)
    cut = (
        word_before(known, text, last.end, last.start)
        if han
        else max(last.start, text.rfind(" ", last.start, last.end) + 1)
    )
    while not han and cut < last.end and not text[cut].isalpha():
        cut += 1
    role = roles.get(text[cut : last.end].lower(), "")
    left = trim(text, start, cut, " \t,;([")
    if not role or (not han and role == "author"):
        return end, ""
    short = 0 < left.end - left.start < 2 and left.end == cut  # one character before 译 is no name
    return (end, "") if han and short else (left.end, role)


def role_before(text: str, start: int, end: int) -> tuple[int, str]:
    """Where the names begin in a piece such as "主编康晓东", "译者: 张三" or "trans. by W. Marsden", and the role.

    >>> role_before("主编康晓东", 0, 5)
    (2, 'editor')
    """
    known, roles = _roles()
    if start < end and text[start].isascii():
        match = at(r"(?<w>\p{L}++)\.?(?:\s+(?<by>\p{L}{2,3})(?=\s))?\s*", text, start, end)
        if match is None or match.end() >= end:
            return start, ""
        both = f"{match['w']} {match['by']}".lower() if match["by"] else ""
        role = roles.get(both, "")
        if not role and text[match.end("w") : match.end("w") + 1] in (".", " "):
            role = roles.get(match["w"].lower(), "")
            by = both and in_words("role-lead", match["by"])
            return (
                (match.end() if by or not both else match.start("by"), role)
                if role and role != "author"
                else (start, "")
            )
        return (match.end(), role) if role else (start, "")
    stop = word_end(known, text, start)
    sign = text[stop : stop + 1] in (":", " ")
    if stop > start + (0 if sign else 1) and stop < end:  # one character alone may be a family name
        return trim(text, stop, end, " :").start, roles[text[start:stop].lower()]
    return start, ""


SEPARATOR = r"\s*(?:[,;、，；&/]|\b@{short.and}\b|(?<=\p{Han}\p{Han})@{and}(?=\p{Han}\p{Han}))\s*"


def responsibility(text: Text, start: int, end: int, default: str = "author", head: bool = False) -> Iterator[Segment]:
    """The segments of a statement of responsibility: names in groups, each with its role after (or before) it.

    A role counts for all names since the last role; at the head of a reference 译 counts for the last name alone
    (the first ones are the authors: "莱纳·沃尔夫，陈霄译"), unless the names are joined by 、.
    """
    folded = text.folded
    closed = [Span(m.start(), m.end()) for m in pattern(r"[(\[《][^)\]》]*+[)\]》]").finditer(folded, start, end)]
    pieces, here = [], start
    for match in pattern(SEPARATOR).finditer(folded, start, end):
        if not inside(match.start(), closed):
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
        last = trim(text.folded, spans[0][0], spans[-1][1], " \t\u3000,;:.、(").end
        yield from segment(label, text, spans[0][0], last, " \t\u3000,;:.、")


def anonymous(text: str, start: int, end: int) -> bool:
    """Is a responsible person only said to be unknown (佚名, Anon)?"""
    return in_words("anonymous", text[start:end])


def year_of_number(folded: str, segments: Iterable[Segment]) -> Iterator[Segment]:
    """The same segments, with the year in the number of a standard or a decree ("GB/T 3792—2021", "法释〔2018〕1号")
    as the date, for where no other date is printed."""
    for one in segments:
        template = r"(?:[-–—:](?<y>@{YEAR})|@{DOCKET}(?<=[\[(〔](?<y>@{YEAR})[\])〕].*))$"
        year = pattern(template).search(folded, one.start, one.end) if one.label == "number" else None
        if year:
            yield replace(one, end=year.start("y"), value=one.value or folded[one.start : one.end])
            yield Segment("issued", *year.span("y"))
            if year.end("y") < one.end:
                yield Segment("syntax", year.end("y"), one.end)
        else:
            yield one


def tidy(segments: Iterable[Segment], text: Text | None = None) -> tuple[Segment, ...]:
    """In the order of the text and without overlaps: what was claimed first stays; with a text, the words of the form
    that stand between the segments (第, 页, 主编, pp., trans. by) become "syntax"."""
    kept: list[Segment] = []
    starts: list[int] = []
    for one in segments:
        n = bisect_right(starts, one.start)
        before, after = kept[n - 1 : n], kept[n : n + 1]
        if (
            one.end > one.start
            and not (before and before[0].end > one.start)
            and not (after and after[0].start < one.end)
        ):
            kept.insert(n, one)
            starts.insert(n, one.start)
    if text is not None:
        kept = sorted([*kept, *_form_words(text.folded, kept)], key=lambda s: s.start)
    return tuple(kept)


# The categories whose words belong to the form of a reference and hold no value.
FORM = tuple(
    """role.author role.editor role.translator role.contributor role.other role.compiler role-lead volume part issue
    page part-more edition ordinal-prefix lead.host lead.see lead.cited-in year-word accessed held-by conference-paper
    thesis et-al url-label doi-label and newspaper-page supplement passed meeting-at held-at case.ending article-of-law
    extent comma.host month-word day-word number-word volume-of anonymous no-date""".split()
)
LONG_GAP = 200  # nothing longer than this between two segments is only words of the form


def _form_words(folded: str, kept: list[Segment]) -> list[Segment]:
    """The gaps between segments that hold nothing but words of the form."""
    known, out, here = table(*FORM), [], 0
    for first, last in [*((s.start, s.end) for s in kept), (len(folded), len(folded))]:
        here = max(here, first - LONG_GAP)
        if not any(map(str.isalnum, folded[here:first])):
            here = max(here, last)
            continue
        gap = trim(folded, here, first, " \t\u3000,;:.、()[]/\"'《》〈〉「」『』-–—")
        at_ = gap.start
        while at_ < gap.end:
            stop = word_end(known, folded, at_)
            if stop > gap.end or (stop == at_ and folded[at_].isalnum()):
                break
            at_ = max(stop, at_ + 1)
        else:
            if gap.end > gap.start:
                out.append(Segment("syntax", *gap))
        here = max(here, last)
    return out


def certainty(segments: Iterable[Segment], text: Text) -> float:
    """The share of the letters and digits of a reference that its reading explains."""
    explained = sum(sum(map(str.isalnum, text.folded[s.start : s.end])) for s in segments)
    return round(explained / max(1, sum(map(str.isalnum, text.folded[:READ]))), 2)


def state_law(folded: str, title: Segment, author: Segment | None) -> bool:
    """Is a title that of a statute or a decree: ends it like one, and did a body of the state give it?"""
    if not any(ends_with("law.ending", folded, title.start, last) for last in (title.end, title.end - 1)):
        return False
    statute = any(ends_with("statute.ending", folded, title.start, last) for last in (title.end, title.end - 1))
    if word_end("state-body", folded, title.start) > title.start or (
        statute and word_end("state-name", folded, title.start) > title.start
    ):
        return True
    names = pattern(r"[,;、]").split(folded[author.start : author.end]) if author else []
    return any(in_words("state-body", name) for name in names)
