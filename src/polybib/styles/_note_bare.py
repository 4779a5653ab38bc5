"""Titles without quotation marks or italics: found by what is certain around them (names, imprint, numbers)."""

from __future__ import annotations

from polybib import words
from polybib.model import Span
from polybib.styles import (
    _lexicon,
    _note_dates,
    _note_figures,
    _note_head,
    _note_kind,
    _note_places,
    _note_rest,
    _note_scripts,
    _note_tail,
    _note_title,
    _quoted,
)
from polybib.styles._note_people import look_like_names, persons
from polybib.styles._scan import compiled, trim
from polybib.styles._sheet import GONE, OUTER, Sheet, blank, cjk, skip


def read_bare(sheet: Sheet) -> None:
    """Names first (to the first comma, or to the full stop of an inverted heading), then the title, up to what is
    certain: an italic or quoted container, an imprint, numbers or a date."""
    if _sentence(sheet):
        sheet.signs.add("sentence")
        return
    title = _after_names(sheet)
    _note_tail.editors_last(sheet, title)
    _note_tail.roles(sheet, title)
    host = _host(sheet, title)
    inner = None if host else _plain_host(sheet, title)
    start = title
    if host:
        _claim_title(sheet, title, host.start)
        sheet.signs.add("container")
        start = _note_title.claim_span(sheet, host, "container-title").tail
    if inner:
        _claim_title(sheet, title, inner)
        start = _note_tail.host(sheet, inner)
    _note_figures.read_figures(sheet, start)
    if host or inner:
        _note_rest.sort_rest(sheet, start)
    else:
        _until_certain(sheet, title)


def _sentence(sheet: Sheet) -> bool:
    """A sentence of the author's, which cites nothing: small words, no year that stands alone, no identifier."""
    text = sheet.work[sheet.start : sheet.end]
    return (
        not any(s.label not in ("syntax", "lead", "note") for s in sheet.out)
        and not _note_title.emphasis(sheet)
        and _note_head.is_prose(text, 0.7)
        and _lexicon.found("prose", text)
        and not _note_dates.years(sheet.work, sheet.start, sheet.end)
        and not compiled(r"\d\s?[-–—]\s?\d|\p{L}\.\s?\d|\s//\s|\s/\s").search(text)
    )


def _after_names(sheet: Sheet) -> int:
    """Claim the names at the start; where what follows them begins."""
    work, start = sheet.work, sheet.start
    dated = compiled(rf"(?P<names>[^.(]{{2,12}}.{{0,400}}?)[\s,.(]+(?P<year>{_note_dates.YEAR})[a-h]?[).:,]+\s").match(
        work, start, sheet.end
    )
    if dated and look_like_names(_note_head.without_marks(dated["names"])):
        _note_head.names(sheet, start, dated.end("names"))
        sheet.claim("issued", *dated.span("year"))
        sheet.strike(dated.end("names"), dated.end())
        sheet.signs.update(("year-first", "dated"))
        return dated.end()
    inverted = compiled(
        r"(?:\p{Lu}[\p{L}\p{M}’'ʼ-]+|\p{Lu}{2,})(?:\s\p{Lu}[\p{L}\p{M}-]+)?,?\s[^.]{0,80}?(?:\p{L}{2}|\)|\p{Lu})(?P<stop>\.)\s+(?=[\p{Lu}\p{Lo}\p{N}“\"«])"
    ).match(work, start, sheet.end)
    if inverted and _heading(work[start : inverted.start("stop")]):
        initial = compiled(r"(?<![\p{L}])\p{Lu}$").search(work, start, inverted.start("stop"))
        _note_head.names(sheet, start, inverted.start("stop") + bool(initial))
        return _year_after(sheet, inverted.end())
    best = start
    people = 0
    for comma in compiled(r"[,，]\s*|[:：]\s+").finditer(work, start, min(start + 600, sheet.end)):
        chunk = work[best : comma.start()]
        mark = bool(people) and _is_mark(chunk)
        if not mark and not persons(_note_head.without_marks(chunk)):
            break
        initials = compiled(r"\s*(?:\p{Lu}\p{Ll}?\.[\s-]?){1,3}\p{Lu}\p{Ll}").match(chunk)
        if people and not mark and not initials and not _list_goes_on(sheet, start, comma.start()):
            break
        best, people = comma.end(), people + 1
        if mark or _has_mark(chunk) or (_joined(chunk) and not _mark_follows(sheet, best)):
            break
    if not people:
        best = _body_first(sheet)
    if best > start and best < sheet.end:
        _note_head.names(sheet, start, best)
        return _year_after(sheet, best)
    return start


def _heading(text: str) -> bool:
    """Names of which the first is turned round ("Kuhn, Philip A"), or has its original beside it."""
    text = _note_head.without_marks(text)
    first, _, rest = text.partition(",")
    turned = bool(rest) and (" " not in first.strip() or compiled(r"\s*\p{Lu}\.").match(rest) is not None)
    return look_like_names(text) and (turned or cjk(text))


def _joined(chunk: str) -> bool:
    return bool(compiled(rf"\s(?:{words.alternatives('note.and')}|&)\s").search(chunk))


def _has_mark(chunk: str) -> bool:
    return bool(_lexicon.pattern(r"[(\[]\L<words>\.?[)\]]\s*$", chunk, "role.editor").search(chunk))


def _mark_follows(sheet: Sheet, at: int) -> bool:
    return bool(
        _lexicon.opening(r"\s*\(?\L<words>\.?\)?\s*[,.:]", sheet.work[at : at + 80], "role.editor").match(
            sheet.work, at, sheet.end
        )
    )


def _is_mark(text: str) -> bool:
    """ "eds." as a stretch of its own."""
    return bool(_lexicon.pattern(r"\s*\(?\L<words>\.?\)?\s*", text, "role.editor").fullmatch(text))


def _body_first(sheet: Sheet) -> int:
    """An organisation as the author: a body or an abbreviation before a comma, with a title and more after it."""
    found = compiled(r"(?P<name>\p{Lu}[^,:;“”\"]{1,120}),\s+(?=\p{Lu}[^,]{8,},)").match(
        sheet.work, sheet.start, sheet.end
    )
    if not found:
        return sheet.start
    name = found["name"]
    acronym = compiled(r"\p{Lu}{3,7}").fullmatch(name)
    if acronym or (
        _note_head.is_body(name)
        and not _lexicon.ends("kind.legislation", name)
        and not compiled(r"\s(?:for|on)\s").search(name)
    ):
        return found.end()
    return sheet.start


def _list_goes_on(sheet: Sheet, start: int, end: int) -> bool:
    """A second name after a comma is one only in a list that an "and", "eds." or "et al." closes."""
    text = sheet.work[start:end]
    return bool(
        _lexicon.pattern(r"(?:\s|^)(?:\L<words>|&)\s", text, "note.and").search(text)
        or _lexicon.search(
            sheet,
            r"[\s,(](?:\L<words>)(?=[,.):]|\s(?-i:\p{Ll})|$)",
            "role.editor",
            start,
            min(end + 120, sheet.end),
        )
        or _lexicon.search(sheet, r"[\s,(](?:\L<words>)\.?(?:[\s,)]|$)", "et-al", start, min(end + 120, sheet.end))
        or _lexicon.search(sheet, r",\s(?:\L<words>|&)\s(?-i:\p{Lu})", "note.and", start, min(end + 60, sheet.end))
    )


def _year_after(sheet: Sheet, at: int) -> int:
    """ "Name (2017). Title" """
    found = compiled(rf"\s*\(?({_note_dates.YEAR})[a-h]?\)?[.,:]\s*").match(sheet.work, at, sheet.end)
    if not found:
        return at
    sheet.claim("issued", *found.span(1))
    sheet.strike(*found.span())
    sheet.signs.add("year-first")
    return found.end()


def _host(sheet: Sheet, title: int) -> Span | None:
    """An italic or quoted container after a title without marks."""
    italics = [e for e in _note_title.emphasis(sheet) if e.start > title]
    if italics:
        return italics[0]
    quoted = _quoted.first(sheet.work, title, sheet.end)
    if quoted and _lexicon.search(sheet, r"[\s,.;:]\L<words>\s*$", "note.host", title, quoted.start):
        sheet.strike(quoted.start, quoted.inner.start)
        return quoted.inner
    return None


def _plain_host(sheet: Sheet, title: int) -> int | None:
    """ "Title, in A. Editor, ed., Host, ...": where ", in" begins, when editors follow it."""
    for found in _lexicon.pattern(
        r"(?<=\S{3})[,.;]\s+(?=\L<words>(?:\s*:\s*|\s+)(?-i:[\p{Lu}\p{Lo}]))",
        sheet.work[title : sheet.end],
        "note.host",
    ).finditer(sheet.work, title, sheet.end):
        mark = _lexicon.search(
            sheet,
            r"[\s,(\[]+(?:\L<words>)\.?[)\]]?(?=[\s,.:;])",
            "role.editor",
            found.end(),
            min(found.end() + 300, sheet.end),
        )
        names = compiled(r"\p{Ll}+:?\s+").match(sheet.work, found.end(), sheet.end) or compiled(r"\p{L}+:?\s+").match(
            sheet.work, found.end(), sheet.end
        )
        if mark and names and look_like_names(sheet.work[names.end() : mark.start()]):
            return found.start()
        imprint = compiled(r"\(\p{Lu}[^():]{1,40}:[^()]+\)|,\s(?:vol|pp|p|S)\.\s?\d").search(
            sheet.work, found.end(), sheet.end
        )
        if imprint and sheet.work[found.start()] == ",":
            return found.start()
    return None


def _claim_title(sheet: Sheet, start: int, end: int) -> None:
    span = trim(sheet.work, start, end, OUTER)
    host = _lexicon.search(sheet, r"[\s,.;]+\L<words>\s*$", "note.host", span.start, span.end)
    if host:
        sheet.claim("syntax", host.start(), host.end())
        sheet.signs.add("host")
        span = trim(sheet.work, span.start, host.start(), OUTER)
    if not blank(sheet.work, *span):
        _note_title.assign(sheet, _note_scripts.split_scripts(sheet.work, *span), "title")


def _until_certain(sheet: Sheet, start: int) -> None:
    """The title is what stands before the first claimed stretch, less a container or a publisher at its end."""
    start = skip(sheet.work, start, sheet.end, " \t,.;:" + GONE)
    gone = sheet.work.find(GONE, start, sheet.end)
    end = sheet.end if gone < 0 else gone
    chunks = [c for c in _note_figures.leftovers(sheet, start) if c.start < end]
    if not chunks:
        return
    last = len(chunks) - 1
    journal = bool(sheet.signs & {"volume", "issue"}) and not sheet.has("publisher")
    if last > 0 and not sheet.has("edition") and (journal or _periodical(sheet, chunks[last])):
        sheet.claim("container-title", *chunks[last])
        sheet.signs.add("container")
        last -= 1
    elif not sheet.has("publisher") and last > 0:
        last = _publisher_at_end(sheet, chunks, last)
    _claim_title(sheet, chunks[0].start, chunks[last].end)
    _note_rest.sort_rest(sheet, chunks[last].end)


def _periodical(sheet: Sheet, chunk: Span) -> bool:
    """ "Title, Harvard Business Review, May 2021": the name of a periodical, or what stands before a whole date."""
    text = sheet.work[slice(*chunk)]
    if sheet.has("publisher") or _note_kind.is_publisher(text) or _note_places.is_place(text):
        return False
    known = _note_kind.is_newspaper(text) or _note_kind.is_magazine(text) or _note_kind.is_journal(text)
    return known or ("day" in sheet.signs and _name_of_firm(text) and not _note_kind.is_body(text))


def _publisher_at_end(sheet: Sheet, chunks: list[Span], last: int) -> int:
    """The stretches before the year that are the publisher; the number of the title's last stretch."""
    texts = [sheet.work[slice(*c)] for c in chunks[: last + 1]]
    first = next(
        (n for n in range(1, last + 1) if _note_kind.is_publisher(texts[n]) or _note_kind.is_body(texts[n])), None
    )
    if first is None and ("dated" in sheet.signs or sheet.has("issued")) and _name_of_firm(texts[last]):
        first = last
        if (
            last > 1
            and compiled(r"\p{Lu}[\p{L}’']+\s(?:and|&)\s\p{Lu}[\p{L}’']+").fullmatch(texts[last])
            and " " not in texts[last - 1]
        ):
            first = last - 1
    if first is None:
        return last
    interview = _lexicon.begins("kind.interview", texts[0])
    place = _note_places.is_place(sheet.work[chunks[first].start : chunks[last].end])
    while not place and last > first and _note_places.is_place(texts[last]) and not sheet.has("publisher-place"):
        town = last - 1 if last - 1 > first and _note_places.region(texts[last]) else last
        sheet.claim("publisher-place", chunks[town].start, chunks[last].end)
        last = town - 1
    label = "event-place" if place and interview else "publisher-place" if place else "publisher"
    sheet.claim(label, chunks[first].start, chunks[last].end)
    title = first - 1
    if title > 0 and _lexicon.begins("kind.report", texts[title]) and len(texts[title].split()) <= 2:
        sheet.claim("genre", *chunks[title])
        title -= 1
    return title


def _name_of_firm(text: str) -> bool:
    """A few words, all with capitals but the small ones."""
    plain = text.split()
    return len(plain) <= 6 and plain[0][0].isupper() and all(w[0].isupper() or len(w) <= 3 for w in plain)
