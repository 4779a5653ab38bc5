"""Reading a note or an item of the form "authors, “title”, container, numbers, date, access".

IEEE lists, Chicago notes and China-studies footnotes share this order; they differ in what surrounds the title (its
original and romanisation) and in the kinds of sources. What is certain is claimed first, what is left over
is sorted last.
"""

from __future__ import annotations

from polybib.model import Span
from polybib.segments import Parse, Text
from polybib.styles import (
    _lexicon,
    _note_bare,
    _note_frame,
    _note_head,
    _note_kind,
    _note_rest,
    _note_revise,
    _note_tail,
    _note_title,
    _quoted,
    _sheet,
)
from polybib.styles._note_people import look_like_names, single_name
from polybib.styles._scan import compiled
from polybib.styles._sheet import Sheet, blank, cjk


def read(text: Text, style: str) -> Parse:
    """The reading of one reference; total: what is not understood is left unlabelled."""
    sheet = _sheet.lay_out(text)
    _note_frame.frame(sheet)
    _standard_first(sheet)
    found = find_title(sheet)
    if found is None:
        _note_bare.read_bare(sheet)
    else:
        _note_head.read_head(sheet, found.head_end)
        _note_tail.read_tail(sheet, found.tail)
        _note_rest.sort_rest(sheet, found.tail)
        _note_revise.revise(sheet)
    return sheet.parse(style, _note_kind.kind(sheet), 0.9 if found else 0.2 if "sentence" in sheet.signs else 0.6)


def _standard_first(sheet: Sheet) -> None:
    """ "DIN EN ISO 9001:2015, *Quality management systems*": the number of a standard before its title."""
    found = compiled(
        r"(?P<kind>(?:\p{Lu}[\p{L}/]*+\s){1,4})(?P<number>\d[\d./:-]*+(?:\s?[-–—]\s?\d{2,4})?(?<=\d))\s?[,:.]\s"
    ).match(sheet.work, sheet.start, sheet.end)
    if found and _lexicon.ends("kind.standard", found["kind"]):
        sheet.claim("number", found.start("kind"), found.end("number"))
        sheet.start = found.end()
        sheet.signs.add("standard")


def find_title(sheet: Sheet) -> _note_title.Found | None:
    """Claim the title if its form shows it: in quotation marks or in italics."""
    italics = _note_title.emphasis(sheet)
    quoted = _quoted.first(sheet.work, sheet.start, sheet.end, italics)
    if italics and _italic_names(sheet, italics, quoted):
        italics = italics[1:]
    first = italics[0] if italics else None
    if (
        quoted
        and not (first and first.start < quoted.start)
        and not _host_before(sheet, quoted.start)
        and _not_inside(sheet, quoted)
    ):
        sheet.signs.add("quoted")
        return _note_title.claim_quoted(sheet, quoted)
    if first is None:
        return None
    return _italic_title(sheet, first)


def _italic_names(sheet: Sheet, italics: tuple[Span, ...], quoted: _quoted.Quoted | None) -> bool:
    """Names in italics before a title in another form ("*Hu, Dayong*. “Title”")."""
    first = italics[0]
    if not blank(sheet.work, sheet.start, first.start) or not single_name(sheet.work[slice(*first)]):
        return False
    return len(italics) > 1 or (quoted is not None and quoted.start >= first.end)


def _host_before(sheet: Sheet, at: int) -> bool:
    """ "Title, in «Journal»": the quotation marks hold the container."""
    head = _lexicon.search(sheet, r"[\s,.;]\L<words>\s*$", "note.host", sheet.start, at)
    return (
        head is not None
        and compiled(r"\p{L}").search(sheet.work, sheet.start, head.start()) is not None
        and not look_like_names(sheet.work[sheet.start : at])
    )


def _not_inside(sheet: Sheet, quoted: _quoted.Quoted) -> bool:
    """False where the quotation is a word inside a title (or a publisher's name) that has no marks of its own."""
    head = sheet.work[sheet.start : quoted.start]
    if blank(sheet.work, sheet.start, quoted.start) or cjk(head):
        return True
    names = _note_head.without_marks(_note_head.without_year(head))
    if look_like_names(names) or _note_head.is_body(head) or _note_head.is_woven(sheet, quoted.start):
        return True
    goes_on = compiled(r"\s*(?:\p{Ll}|:)").match(sheet.work, quoted.end, sheet.end)
    if goes_on and not _lexicon.begins("note.issued-by", sheet.work[quoted.end : sheet.end].strip(" ,")):
        return head.rstrip()[-1:] in (",", ".", ":") and len(head.split()) < 8
    return len(head.split()) < 8 or _note_head.is_prose(head) or not compiled(r"\p{L}{4}[.:]\s").search(head)


def _italic_title(sheet: Sheet, span: Span) -> _note_title.Found | None:
    """Italics hold a book's title, or the container of a title without marks; then the title is left to `_bare`."""
    head = sheet.work[sheet.start : span.start]
    if (
        blank(sheet.work, sheet.start, span.start)
        or look_like_names(_note_head.without_marks(head))
        or _note_head.is_body(head)
    ):
        sheet.signs.add("italic-title")
        return _note_title.claim_span(sheet, span)
    return None
