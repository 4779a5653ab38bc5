"""What the references of one document say of each other: short citations, repeats, and authors left out.

A short citation gets the full reference it stands for (`refers_to`) and its type; a reference that is cited in full
again keeps its own record and an Issue; a dash, "Его же" or "Idem" in the place of the author takes the author of the
reference before it. All look-ups are in hash maps, so that time grows with the number of references alone.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from polybib.model import Field, Issue, Name, Reference
from polybib.parsing._repeats import compiled, fold, is_repeat, repeat_word, same_author_pattern

DASHES = r"\W{0,3}[—–―‒_⸺⸻-]{2,}"
NUMBER = r"(?P<n>\d{1,4})|(?P<circled>[①-⑳㉑-㉟㊱-㊿])"
SHORTEST = 6  # letters from which a part of a title tells the title
PREFIX = 12  # letters by which titles are found
NEAR = 200  # how many works with the same beginning of the title, or the same author, are looked at, the latest first
FORMAL = frozenset(("title", "author", "page", "note", "language", "custom.locator", "title-short"))


@dataclass(slots=True)
class _Memory:
    """Where the full references stand that can be cited shortly; the later one of two wins."""

    titles: dict[str, list[int]] = field(default_factory=dict)
    short_forms: dict[str, list[int]] = field(default_factory=dict)
    prefixes: dict[str, list[int]] = field(default_factory=dict)
    authors: dict[str, list[int]] = field(default_factory=dict)
    notes: dict[tuple[str | None, str], list[int]] = field(default_factory=dict)
    previous: int | None = None


def link(references: list[Reference]) -> list[Reference]:
    """The references of a document, each in the light of the others; as many as were given, in the same order.

    >>> first = Reference("book", {"title": Field("On Trees")}, raw="Lee, On Trees.", id="ref1")
    >>> again = Reference("document", {}, raw="Ibid., p. 5.", id="ref2", kind="short-citation")
    >>> [r.refers_to for r in link([first, again])], link([first, again])[1].type
    ([None, 'ref1'], 'book')
    """
    memory, out = _Memory(), list(references)
    late: list[int] = []
    for n, reference in enumerate(out):
        if reference.kind == "note":
            continue
        reference = out[n] = _with_author(reference, out, memory)
        if _is_short(reference):
            target = _target(reference, out, memory)
            if target is not None:
                out[n] = _refer(reference, out[target])
                _place(memory, reference, target)
                continue
            late.append(n)
        if reference.kind == "reference":
            _repeats(n, out, memory)
            _remember(memory, n, out[n])
        _place(memory, reference, n if reference.kind == "reference" else memory.previous)
    for n in late:
        _resolve_late(n, out, memory)
    return out


def _resolve_late(n: int, out: list[Reference], memory: _Memory) -> None:
    """A short citation that stands before its full one (notes set out of order), or answers nothing."""
    reference = out[n]
    target = _by_title(reference, out, memory)
    if reference.kind == "short-citation" and target is not None and target != n:
        out[n] = _refer(reference, out[target])
    elif reference.kind == "short-citation":
        out[n] = _doubt(reference, "unresolved", "no full reference was found for this short citation")


def _place(memory: _Memory, reference: Reference, target: int | None) -> None:
    """Remember the note, and what "ibid." would mean now."""
    if target is not None:
        memory.previous = target
        if reference.source.label:
            memory.notes.setdefault((reference.source.section, reference.source.label), []).append(target)
            memory.notes.setdefault((None, reference.source.label), []).append(target)


def _remember(memory: _Memory, n: int, reference: Reference) -> None:
    title = fold(reference.text("title"))
    for text, table in ((title, memory.titles), (fold(reference.text("custom.short-form")), memory.short_forms)):
        if text:
            table.setdefault(text, []).append(n)
    for form in {title, fold(reference.text("custom.title-original")), fold(reference.text("title-short"))}:
        if len(form) >= SHORTEST:
            memory.prefixes.setdefault(form[:PREFIX], []).append(n)
            memory.prefixes.setdefault(form[:SHORTEST], []).append(n)
    for family in families(reference):
        memory.authors.setdefault(family, []).append(n)


def _is_short(reference: Reference) -> bool:
    """Can it be a short citation: called so, or with nothing but a name, a title and a page?"""
    if reference.kind == "short-citation":
        return True
    return bool(reference.text("title")) and reference.fields.keys() <= FORMAL


def _refer(reference: Reference, full: Reference) -> Reference:
    held = {
        name: value for name, value in reference.fields.items() if not (name == "title" and is_repeat(str(value.value)))
    }
    return replace(reference, kind="short-citation", type=full.type, refers_to=full.refers_to or full.id, fields=held)


def _target(reference: Reference, out: Sequence[Reference], memory: _Memory) -> int | None:
    """The full reference that a short citation stands for: the strongest evidence first."""
    if reference.kind == "reference":  # not called short: only an exact form shows that it is
        return _by_title(reference, out, memory)
    repeat = repeat_word(reference.raw)
    if repeat and repeat.previous:
        return memory.previous
    if repeat:
        found = _by_number(reference, repeat.rest, out, memory)
        return found if found is not None else _by_author(reference, out, memory, repeat.before)
    found = _by_title(reference, out, memory)
    return found if found is not None else _by_author_and_title(reference, out, memory)


def _by_title(reference: Reference, out: Sequence[Reference], memory: _Memory) -> int | None:
    """An announced short form, or the same title (by the same author, where both are printed)."""
    for text in (fold(reference.raw), fold(reference.text("title"))):
        for table in (memory.short_forms, memory.titles):
            for n in reversed(table.get(text, ())[-NEAR:] if text else ()):
                if _agree(reference, out[n]):
                    return n
    return None


def _agree(one: Reference, other: Reference) -> bool:
    """No different authors."""
    names, others = families(one), families(other)
    return not names or not others or names[0] in others


def _by_author_and_title(reference: Reference, out: Sequence[Reference], memory: _Memory) -> int | None:
    """ "Wang, “China's digital economy”": the beginning of a title, by the same author where one is printed."""
    title = fold(reference.text("title"))
    names = families(reference)
    if len(title) >= SHORTEST:
        for n in reversed((memory.prefixes.get(title[:PREFIX]) or memory.prefixes.get(title[:SHORTEST], []))[-NEAR:]):
            forms = (fold(out[n].text(name)) for name in ("title", "custom.title-original", "custom.short-form"))
            if any(form.startswith(title) for form in forms) and _agree(reference, out[n]):
                return n
    if names and (reference.kind == "short-citation" or len(title) >= SHORTEST):
        year = reference.text("issued")[:4]
        for n in reversed(memory.authors.get(names[0], [])[-NEAR:]):
            if (title and title in fold(out[n].text("title"))) or (
                not title and (not year or out[n].text("issued")[:4] == year)
            ):
                return n
    return None


def _by_number(reference: Reference, rest: str, out: Sequence[Reference], memory: _Memory) -> int | None:
    """ "前引〔3〕", "supra note 3": the reference of that note; by the author where the note holds several."""
    found = compiled(NUMBER).search(rest)
    if not found:
        return None
    number = found["n"] or str(int(unicodedata.numeric(found["circled"])))
    section = reference.source.section
    held = memory.notes.get((section, number)) or memory.notes.get((None, number), [])
    for n in reversed(held[-NEAR:]):
        if any(family in fold(reference.raw) for family in families(out[n])):
            return n
    return held[0] if held else None


def _by_author(reference: Reference, out: Sequence[Reference], memory: _Memory, before: str) -> int | None:
    """ "Иванов А. А. Указ. соч.": the author's last work, in the same section if there is one."""
    candidates = families(reference) or tuple(
        w for w in map(fold, compiled(r"[\p{L}\p{M}’'-]{2,}").findall(before)) if w
    )
    for family in candidates:
        held = memory.authors.get(family)
        if held:
            near = [n for n in held[-NEAR:] if out[n].source.section == reference.source.section]
            return (near or held)[-1]
    return memory.previous if not candidates else None


def _repeats(n: int, out: list[Reference], memory: _Memory) -> None:
    """A work that is cited in full again: an Issue that names the first, and one for URLs that are misread."""
    reference = out[n]
    title = fold(reference.text("title"))
    for first in memory.titles.get(title, ())[:NEAR] if len(title) > 3 else ():
        if not _same_work(out[first], reference):
            continue
        out[n] = _doubt(out[n], "repeats", f"the same work is cited in full in {out[first].id}")
        here, there = reference.text("URL"), out[first].text("URL")
        if here and there and here != there and _nearly(here, there):
            message = (
                "the URL differs by a few letters from that of {}, which cites the same work: one of them is misread"
            )
            out[n] = _doubt(out[n], "url-twin", message.format(out[first].id))
            out[first] = _doubt(out[first], "url-twin", message.format(reference.id))
        return


def _same_work(one: Reference, other: Reference) -> bool:
    """The same title, and no different authors, years or containers."""
    names = families(one), families(other)
    years = one.text("issued")[:4], other.text("issued")[:4]
    places = fold(one.text("container-title")), fold(other.text("container-title"))
    same_names = not (names[0] and names[1]) or bool(set(names[0]) & set(names[1]))
    return same_names and (not all(years) or years[0] == years[1]) and (not all(places) or places[0] == places[1])


def _nearly(one: str, other: str) -> bool:
    """Do two addresses differ by a few letters only?

    >>> _nearly("http://ifb.cass.cn/wzxd/t2018.shtml", "http://ifb.cass.cn/vzxd/12018.shtml")
    True
    """
    if abs(len(one) - len(other)) > 4 or max(len(one), len(other)) > 500:
        return False
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= 0.85


def _with_author(reference: Reference, out: Sequence[Reference], memory: _Memory) -> Reference:
    """The author of the reference before, where a dash or a word stands for it."""
    if not _stands_for_author(reference) or memory.previous is None:
        return reference
    author = out[memory.previous].fields.get("author")
    if author is None or not isinstance(author.value, tuple):
        return reference
    return replace(
        reference,
        fields={
            "author": Field(author.value, "context"),
            **{k: v for k, v in reference.fields.items() if k != "author"},
        },
    )


def _stands_for_author(reference: Reference) -> bool:
    """Does a reference begin with a dash or with "Idem", "Его же", and has no author but that?"""
    printed = fold(reference.text("author"))
    if compiled(DASHES).match(reference.raw):
        return not printed
    found = same_author_pattern().match(reference.raw)
    return (
        bool(found)
        and bool(reference.text("title"))
        and not is_repeat(reference.text("title"))
        and (not printed or printed in fold(found.group()) if found else False)
    )


def _doubt(reference: Reference, code: str, message: str) -> Reference:
    return replace(reference, issues=(*reference.issues, Issue(code, message)))


def families(reference: Reference) -> tuple[str, ...]:
    """The folded family names (or bodies) of a reference's authors, or of its editors where it has no authors."""
    held = reference.fields.get("author") or reference.fields.get("editor")
    if held is None or not isinstance(held.value, tuple):
        return ()
    folded = (fold((n.particle + n.family) or n.literal) for n in held.value if isinstance(n, Name))
    return tuple(f for f in folded if f)
