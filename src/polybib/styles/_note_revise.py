"""Second thoughts: what the title holds beside the title, seen once everything else is known."""

from __future__ import annotations

from polybib.segments import Segment
from polybib.styles import _lexicon
from polybib.styles._scan import compiled
from polybib.styles._sheet import Sheet


def revise(sheet: Sheet) -> None:
    """Take the site's name and the note of an interview out of the title."""
    title = next((s for s in sheet.out if s.label == "title"), None)
    if title is None or title.value:
        return
    if "site-first" in sheet.signs and not sheet.has("container-title"):
        title = _site(sheet, title)
    _interview(sheet, title)


def _replace(sheet: Sheet, old: Segment, start: int, end: int) -> Segment:
    new = Segment(old.label, start, end)
    sheet.out[sheet.out.index(old)] = new
    return new


def _site(sheet: Sheet, title: Segment) -> Segment:
    """ "Science network. A new round of ...", where the original too begins with the site's name."""
    found = compiled(r"(?P<site>\p{Lu}[^.?!]{2,40})\.\s+(?=\p{Lu})").match(sheet.text.text, title.start, title.end)
    if not found:
        return title
    sheet.out.append(Segment("container-title", *found.span("site")))
    return _replace(sheet, title, found.end(), title.end)


def _interview(sheet: Sheet, title: Segment) -> None:
    """ "...; interview of Economic Information Daily with Feng Fei": who asked, and whom; the clause is a note too."""
    found = _lexicon.pattern(
        r"[;:,–—]\s*(?P<clause>(?:\L<words>)\s+(?P<who>(?-i:\p{Lu})[^;:]{2,60}?)(?:\s+\p{L}{2,4}\s+(?P<whom>(?-i:\p{Lu})[^;:,]{2,40}))?)\s*$",
        sheet.text.text[title.start : title.end],
        "kind.interview",
    ).search(sheet.text.text, title.start, title.end)
    if not found:
        return
    _replace(sheet, title, title.start, found.start())
    sheet.signs.add("interview")
    interviewed = "whom" if found["whom"] else "who"
    clause = sheet.text.text[slice(*found.span("clause"))]
    sheet.out.append(Segment("note", found.start("clause"), found.start("who"), value=clause))
    if found["whom"]:
        sheet.out.append(Segment("interviewer", *found.span("who")))
        sheet.out.append(Segment("syntax", found.end("who") + 1, found.start("whom") - 1))
    if not sheet.has("author"):
        sheet.out.append(Segment("author", *found.span(interviewed)))
