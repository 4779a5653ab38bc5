"""What stands before the title: authors with their originals and offices, editors, a year, a Chinese title that comes
first, or the sentence into which the reference is woven."""

from __future__ import annotations

import regex

from polybib.model import Span
from polybib.styles import _lexicon, _note_dates, _note_scripts
from polybib.styles._scan import brackets, compiled, trim
from polybib.styles._sheet import CJK, GONE, OUTER, Sheet, blank, cjk, other_script


def read_head(sheet: Sheet, end: int) -> None:
    """Claim what stands between the sheet's start and the title."""
    end = _trailing_year(sheet, end)
    if blank(sheet.work, sheet.start, end) or _woven(sheet, end):
        return
    if is_prose(sheet.work[sheet.start : end]):
        sheet.signs.add("prose")
        sheet.claim("lead", sheet.start, end)
        return
    if cjk(sheet.work[sheet.start : end]) and _original_first(sheet, end):
        return
    names(sheet, sheet.start, end)


def _trailing_year(sheet: Sheet, end: int) -> int:
    """ "Name (2017)", "Name. 2004a.", "Name, 2004:" before the title."""
    found = compiled(rf"[\s,.(\[]+({_note_dates.YEAR})[a-hA-H]?[\s)\].,:]*$").search(
        sheet.work, max(sheet.start, end - 16), end
    )
    if not found:
        return end
    sheet.signs.add("year-first")
    sheet.claim("issued", *found.span(1))
    sheet.strike(found.start(), end)
    return found.start()


def is_woven(sheet: Sheet, end: int) -> bool:
    """Does the head end in a verb of publishing ("... the State Council issued the")?"""
    return _verb(sheet, end) is not None


def _verb(sheet: Sheet, end: int) -> regex.Match[str] | None:
    return _lexicon.search(
        sheet, r"\s(?P<verb>\L<words>)(?:\s\p{L}+ly)?(?:\s\p{L}{1,4}){0,2}[\s:,]*$", "note.issued", sheet.start, end
    )


def _woven(sheet: Sheet, end: int) -> bool:
    """ "On 1 July 2015 the State Council issued the “...”": the date and the body come from the sentence."""
    verb = _verb(sheet, end)
    if not verb:
        return False
    start = sheet.start
    opening = compiled(r"\s*(?:\p{L}{2,5}\s+)?").match(sheet.work, start, verb.start())
    date = next(iter(_note_dates.find(sheet.work, start, verb.start())), None)
    if not (date and opening and date.start <= opening.end()):
        date = None
    start = date.end if date else start
    body = compiled(r"[\s,]*(?:[Tt]he\s|[Ii]ts\s)?").match(sheet.work, start, verb.start())
    span = trim(sheet.work, body.end() if body else start, verb.start(), OUTER)
    words = sheet.work[span.start : span.end].split()
    if not words or len(words) > 12 or not words[0][0].isupper():
        return False
    sheet.signs.add("issued-by")
    if date:
        sheet.claim("syntax", sheet.start, date.start)
        sheet.claim("issued", date.start, date.end)
    sheet.claim("syntax", start, span.start)
    sheet.claim("author", *span)
    sheet.claim("syntax", span.end, end)
    return True


def is_prose(text: str, share: float = 0.55) -> bool:
    """A sentence, not names: many words, most of them (a `share` at least) in lower case."""
    plain = compiled(r"\p{L}[\p{L}’'-]*").findall(text)
    return len(plain) >= 5 and sum(w[0].islower() for w in plain) >= share * len(plain)


def names(sheet: Sheet, start: int, end: int, label: str = "author") -> None:
    """Claim a list of names; offices, addresses and abbreviations in brackets between them are not part of it."""
    mark = _lexicon.search(sheet, r"[\s,(\[]+(?P<word>\L<words>)\.?[\s)\].,:]*$", "role.editor", start, end)
    if mark and label == "author" and not _lexicon.found("note.affiliation", mark["word"]):
        label, end = "editor", _role_mark(sheet, mark.start(), end)
    at = start
    for pair in brackets(sheet.work, start, end):
        inner = sheet.work[pair.start + 1 : pair.end - 1]
        if cjk(inner) and len(inner) <= 12 and not _lexicon.ends("note.affiliation", inner):
            continue
        _people(sheet, at, pair.start, label)
        if other_script(inner) and compiled(r"\p{Latin}\W*$").search(sheet.text.folded, start, pair.start):
            sheet.claim(f"custom.{label}-original", pair.start + 1, pair.end - 1)
            sheet.strike(*pair)
        sheet.claim("syntax", pair.start, pair.end)
        at = pair.end
    _people(sheet, at, end, label)


def _role_mark(sheet: Sheet, start: int, end: int) -> int:
    sheet.claim("syntax", start, end, OUTER + "().[]")
    return start


def _people(sheet: Sheet, start: int, end: int, label: str) -> None:
    """Claim the names between two positions, without a leading "and" or an office after a comma."""
    span = trim(sheet.work, start, end, OUTER)
    joined = (
        _lexicon.opening(r"(?:\L<words>|&)\s+", sheet.work[span.start : span.start + 40], "note.and").match(
            sheet.work, span.start, span.end
        )
        if start > sheet.start
        else None
    )
    if joined:
        span = Span(joined.end(), span.end)
    for comma in compiled(r",\s+(?=\p{Ll})").finditer(sheet.work, span.start, span.end):
        rest = sheet.work[comma.end() : span.end]
        if _lexicon.begins("note.affiliation", rest):
            sheet.claim("syntax", comma.end(), span.end)
            span = Span(span.start, comma.start())
            break
    final = _full_stop(sheet.work, span)
    sheet.claim(label, span.start, final, "")


def _full_stop(work: str, span: Span) -> int:
    """Without the full stop after the last name, unless it belongs to an abbreviation ("J.", "et al.")."""
    if work[span.end - 1 : span.end] == "." and compiled(r"\p{L}{3,}\.$").search(
        work, max(span.start, span.end - 20), span.end
    ):
        return span.end - 1
    return span.end


def _original_first(sheet: Sheet, end: int) -> bool:
    """Chinese, Japanese or Korean name and title first, their Latin forms after them; True where a title was found."""
    dates = _note_dates.find(sheet.work, sheet.start, end)
    for date in dates:
        sheet.strike(date.start, date.end)
    work = sheet.work
    for pair in brackets(work, sheet.start, end):
        if compiled(r"\p{Latin}\s*$").search(work, sheet.start, pair.start):
            work = work[: pair.start] + GONE * (pair.end - pair.start) + work[pair.end :]
    parts = _parts(work, sheet.start, end)
    long = [p for p in parts if _script(sheet.work, p) == "o" and _length(sheet.work, p) >= 5]
    if not long:
        for date in dates:
            sheet.claim_again("issued", date.start, date.end)
        return False
    if dates:
        sheet.claim_again("issued", dates[0].start, dates[0].end)
    title = max(long, key=lambda p: _length(sheet.work, p))
    site = compiled(r"(" + CJK + r"{2,8})\s+(?=" + CJK + r"{5})").match(sheet.work, *title)
    if site and title == parts[0]:
        sheet.claim("custom.container-title-original", *site.span(1))
        sheet.signs.add("site-first")
        title = Span(site.end(), title.end)
    sheet.claim("custom.title-original", *_note_scripts.unwrapped(sheet.work, trim(sheet.work, *title, OUTER)), "")
    sheet.strike(*title)
    authors: list[Span] = []
    for part in parts:
        if part.end <= title.start or part.start >= title.end:
            _sort(sheet, part, authors)
    if authors:
        names(sheet, authors[0].start, authors[-1].end)
    return True


def _sort(sheet: Sheet, part: Span, authors: list[Span]) -> None:
    if _script(sheet.work, part) == "o":
        sheet.claim("custom.author-original", *part)
    elif compiled(r"\p{L}{2}").search(sheet.work, *part):
        authors.append(part)


def _parts(work: str, start: int, end: int) -> list[Span]:
    """The head between commas and brackets, each part of one script; a name keeps its original beside it."""
    found: list[Span] = []
    for comma in compiled(r"[^,;()\[\]" + GONE + r"]+").finditer(work, start, end):
        span = trim(work, *comma.span(), OUTER)
        if span.end == span.start:
            continue
        turn = compiled(rf"(?:{CJK}[^\p{{Latin}}]*)(?=\p{{Lu}}[\p{{Ll}}\p{{M}}])").match(work, *span)
        if turn and turn.end() - turn.start() >= 5:
            found += [trim(work, *turn.span(), OUTER), Span(turn.end(), span.end)]
        else:
            found.append(span)
    return found


def _script(work: str, span: Span) -> str:
    text = work[span.start : span.end]
    return "o" if cjk(text) and not compiled(r"\p{Latin}{3}").search(text) else "l"


def _length(work: str, span: Span) -> int:
    return len(compiled(CJK).findall(work, *span))


def without_marks(text: str) -> str:
    """A head without editors' marks and bracketed offices."""
    text = compiled(r"\([^()]*\)|\[[^\[\]]*\]").sub(" ", text)
    return text[: _lexicon.ending(text, "role.editor", "et-al")].strip(" ,.:;")


def is_body(text: str) -> bool:
    """Is the head one organisation?"""
    text = without_marks(text)
    return _lexicon.found("kind.body", text) and text.count(",") <= 1 and len(text.split()) <= 12


def without_year(text: str) -> str:
    """A head without the year at its end."""
    return compiled(rf"[\s,.(\[]+{_note_dates.YEAR}[a-hA-H]?[\s)\].,:]*$").sub("", text)
