"""Document to the references in it.

Lists stand under a heading in any of our languages, or are the whole input; notes are scattered through the text. What
is found is text and places only; reading it is the next step.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from polybib.documents import Document, headings
from polybib.documents.layout import blocks
from polybib.documents.lines import Line, lines
from polybib.finding import bibitems
from polybib.finding.entry import Part, item
from polybib.finding.kinds import Memory, of_item, of_note
from polybib.finding.notes import notes
from polybib.finding.passages import known_words, passage
from polybib.finding.record import Evidence, Item, Passage, RawReference, piece
from polybib.finding.sections import MOST, divide, lists
from polybib.finding.split import note
from polybib.finding.whole import is_list
from polybib.model import Kind, Span

__all__ = ["RawReference", "references"]


class _Piece(NamedTuple):
    item: Item
    passage: Passage
    part: Part


def references(document: Document, evidence: Evidence | None = None) -> Iterator[RawReference]:
    """All references of a document in the order in which they stand; for the form "lines" one for each line.

    evidence  adds to what the lines of lists show: of places where lines begin, the logarithm of the odds that a
              reference begins there

    >>> text = "# Text\\n\\nIt is so.\\n\\n# References\\n\\n1. Lin J. Credit. Beijing: Press, 2003.\\n"
    >>> [(found.label, found.section, found.raw) for found in references(Document(text))]
    [('1', 'References', 'Lin J. Credit. Beijing: Press, 2003.')]
    """
    if document.form == "lines":
        yield from _lines(document.text)
        return
    if "\\bibitem" in document.text and (latex := bibitems.references(document.text)):
        yield from latex
        return
    pieces = _pieces(document.text, _items(document, evidence))
    kinds = _kinds(pieces)
    numbers = _numbers(pieces, kinds)
    for (found, held, part), kind, number in zip(pieces, kinds, numbers, strict=True):
        raw, offsets, spans = piece(held, part.start, part.end)
        if raw:
            yield RawReference(raw, offsets, spans, found.label, found.section, number, kind)


def _lines(text: str) -> Iterator[RawReference]:
    """Each line, ended by a line feed alone, is one reference, an empty line included."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        stop = end = len(text) if end < 0 else end
        if stop > start and text[stop - 1] == "\r":
            stop -= 1
        yield RawReference(text[start:stop], range(start, stop), (Span(start, stop),))
        start = end + 1


def _items(document: Document, evidence: Evidence | None) -> list[Item]:
    """The entries of lists and the notes, in the order of the text."""
    text = document.text
    held = lines(text)
    if document.form == "list":
        whole = blocks(text, held) if not document.blocks else document.blocks
        items, taken = lists(text, held, whole, evidence)
        rest = [line for line, gone in zip(held, taken, strict=True) if not gone]
        return sorted(items + _whole(text, rest, evidence), key=lambda entry: entry.lines[0].start)
    found = document.blocks or blocks(text, held)
    items, taken = lists(text, held, found, evidence)
    scattered, _ = notes(text, held, [not gone for gone in taken], found)
    if not items and not scattered and is_list(text, found):
        return _whole(text, held, evidence)
    return sorted(items + scattered, key=lambda entry: entry.lines[0].start)


def _whole(text: str, held: list[Line], evidence: Evidence | None) -> list[Item]:
    """All of an input that is a list, with what stands between its lists."""
    items: list[Item] = []
    first = 0
    for at, line in enumerate([*held, None]):
        if line and not headings.after_list(text[line.start : min(line.end, line.start + 100)]):
            continue
        items += _stretch(text, held[first:at], evidence)
        items += [Item((line,), None, None, "loose")] if line else []
        first = at + 1
    return items


def _stretch(text: str, held: list[Line], evidence: Evidence | None) -> list[Item]:
    items: list[Item] = []
    for _ in range(MOST):
        got, count = divide(text, held, None, evidence)
        items += got
        held = held[count:]
        if not count or not held:
            break
    return items + [Item((line,), None, None, "loose") for line in held if not _heading(text, line)]


def _heading(text: str, line: Line) -> bool:
    """A Markdown heading is no text of a list."""
    return headings.level(text[line.start : min(line.end, line.start + 200)], "", False, False) > 0


def _pieces(text: str, items: list[Item]) -> list[_Piece]:
    known = known_words(text)
    out = []
    for entry in items:
        held = passage(text, entry.lines, known)
        parts = (
            note(held.raw)
            if entry.kind == "note"
            else item(held.raw)
            if entry.kind == "item"
            else [Part(0, len(held.raw))]
        )
        out += [_Piece(entry, held, part) for part in parts]
    return out


def _kinds(pieces: list[_Piece]) -> list[Kind]:
    """The kinds, read in order: a short citation is one of what was cited before, or stands in a list."""
    memory = Memory()
    for found, held, part in pieces:
        if found.kind == "item":
            memory.add(held.raw[part.start : part.end])
    out: list[Kind] = []
    for found, held, part in pieces:
        raw = held.raw[part.start : part.end].strip()
        kind = (
            of_note(raw, part.prose, memory)
            if found.kind == "note"
            else of_item(raw, found.kind == "loose", part.prose)
        )
        if found.kind == "note" and kind == "reference":
            memory.add(raw)
        out.append(kind)
    return out


def _numbers(pieces: list[_Piece], kinds: list[Kind]) -> list[int]:
    """The parts of each note counted, prose beside references left out."""
    out: list[int] = []
    before: Item | None = None
    count = 0
    for found, kind in zip((one.item for one in pieces), kinds, strict=True):
        count = count if found is before or found.more else 0
        before = found
        count += kind != "note"
        out.append(count if kind != "note" else 0)
    return out
