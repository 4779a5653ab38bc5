"""What stands after the title: originals, responsibility, container, numbers, dates, imprint."""

from __future__ import annotations

from polybib.model import Span
from polybib.styles import _lexicon, _note_figures, _note_head, _note_title, _quoted
from polybib.styles._note_people import INITIAL, look_like_names, persons
from polybib.styles._scan import brackets, compiled, inside, trim
from polybib.styles._sheet import CJK, GONE, OUTER, Sheet, blank


def read_tail(sheet: Sheet, start: int) -> None:
    """Claim what follows the title, in the order of certainty."""
    _issued_by(sheet, start)
    start = host(sheet, start)
    if sheet.signs & {"host"}:
        start = _quoted_host(sheet, start)
    editors_last(sheet, start)
    roles(sheet, start)
    emphasised = [e for e in _note_title.emphasis(sheet) if e.start >= start]
    if emphasised:
        _italic_container(sheet, start, emphasised[0])
    _presented(sheet, start)
    _note_figures.read_figures(sheet, start)


def host(sheet: Sheet, start: int) -> int:
    """ "in Title", "In: A. Editor (ed.), Title": claim the word and the editors; where the host's title begins."""
    found = _lexicon.opening(
        r"[\s,.;:" + GONE + r"]*(?<![\p{L}])(?P<word>\L<words>)(?:\s*:\s*|\s+)"
        r"(?:(?-i:\p{Ll}{2,3})\s+(?=(?-i:\p{Lu})))?(?=(?-i:[\p{Lu}\p{Lo}\d“\"«„(\[]))",
        sheet.work[start : start + 120],
        "note.host",
    ).match(sheet.work, start, sheet.end)
    if not found:
        return start
    sheet.claim("syntax", found.start("word"), found.end())
    sheet.signs.add("host")
    return editors_first(sheet, found.end(), sheet.end)


def _quoted_host(sheet: Sheet, start: int) -> int:
    """ "in “Title of the Host,” ...": a container in quotation marks."""
    quoted = _quoted.first(sheet.work, start, sheet.end)
    if quoted is None or not blank(sheet.work, start, quoted.start):
        return start
    tail = _note_title.claim_span(sheet, quoted.inner, "container-title").tail
    sheet.strike(quoted.start, quoted.end)
    return max(tail, quoted.end)


def _issued_by(sheet: Sheet, start: int) -> None:
    """ "released by the Standardisation Administration of China (中国国家标准化管理委员会)": the author."""
    if sheet.has("author") or not _lexicon.possible(sheet, "note.issued-by"):
        return
    found = _lexicon.opening(
        r"[\s,(]*(?<![\p{L}])\L<words>\s+(?:the\s+)?(?=(?-i:[\p{Lu}\p{Lo}]))",
        sheet.work[start : start + 160],
        "note.issued-by",
    ).match(sheet.work, start, sheet.end)
    if not found:
        return
    end = _clause_end(sheet, found.end())
    sheet.claim("syntax", *found.span())
    sheet.claim("author", found.end(), end)
    sheet.signs.add("issued-by")


def _clause_end(sheet: Sheet, start: int) -> int:
    """Up to the next comma, full stop or claimed stretch outside brackets, or italic text."""
    closed = brackets(sheet.work, start, sheet.end)
    stops = [e.start for e in _note_title.emphasis(sheet) if e.start > start]
    for sign in compiled(r"[,;]|\.(?=\s)|[" + GONE + r"]|\)").finditer(sheet.work, start, sheet.end):
        if not inside(sign.start(), closed):
            stops.append(sign.start())
            break
    return min([*stops, sheet.end])


def roles(sheet: Sheet, start: int) -> None:
    """ "edited by X and Y", "ed. X", "trans. X", "Under the general editorship of prof. X and prof. Y"."""
    for category, label in (("note.editor-lead", "editor"), ("note.translator-lead", "translator")):
        pattern = (
            r"(?:(?<=[,.;:(\["
            + GONE
            + r"]\s{0,2})|(?<=^))(?<![\p{L}])\L<words>(?:\.|\s|:)\s*(?=(?-i:[\p{Lu}\p{Lo}]|\p{Ll}{2,5}\.\s))"
        )
        found = _lexicon.search(sheet, pattern, category, start, sheet.end)
        if not found or compiled(r"\p{Lu}\p{Ll}{1,3}\s").fullmatch(found.group()):  # "Red Swan" is no "Red. Swan"
            continue
        end = _names_end(sheet, found.end())
        if end > found.end():
            sheet.claim("syntax", *found.span())
            _titled_names(sheet, found.end(), end, label)
            sheet.signs.add(label)


def editors_last(sheet: Sheet, start: int) -> None:
    """ "in Title, K. Zimmermann and Th. Stolz, Eds.": the names between the title and the mark."""
    mark = _lexicon.search(
        sheet, r"[,\s]+[(\[]?(?P<word>\L<words>)\.?[)\]]?(?=[\s,.:;" + GONE + "]|$)", "role.editor", start, sheet.end
    )
    if not mark or sheet.has("editor") or " " in mark["word"] or _lexicon.found("note.affiliation", mark["word"]):
        return
    best = None
    for comma in reversed(
        [
            m.end()
            for m in compiled(r"[,;](?=\s)|(?<=\p{L}{3})\.(?=\s)|[" + GONE + "]").finditer(
                sheet.work, start, mark.start()
            )
        ]
    ):
        if not persons(sheet.work[comma : mark.start()]):
            if best is not None:
                break
            continue
        best = comma
    if best is not None and not blank(sheet.work, best, mark.start()) and not blank(sheet.work, start, best):
        sheet.claim("syntax", mark.start("word"), mark.end(), "")
        sheet.claim("editor", best, mark.start(), OUTER)
        sheet.signs.add("editor")


def _names_end(sheet: Sheet, start: int) -> int:
    """The end of a list of names: one name, a name turned round, or all names up to the one after "and"."""
    limit = min(start + 400, sheet.end)
    closed = compiled(r"[;()\[\]:" + GONE + r"]|(?<=\p{L}{3})\.(?=\s|$)|$")
    titles = _lexicon.pattern(r"(?<![\p{L}])\L<words>$", sheet.work[start:limit], "note.title-word")
    stop = next(
        (
            m.start()
            for m in closed.finditer(sheet.work, start, limit)
            if not titles.search(sheet.work, start, m.start())
        ),
        limit,
    )
    commas = [m.start() for m in compiled(",").finditer(sheet.work, start, stop)] + [stop]
    joined = _lexicon.search(sheet, r"[\s,](?:\L<words>|&)\s", "note.and", start, stop)
    for n, comma in enumerate(commas):
        following = sheet.work[comma + 1 : commas[n + 1]] if n + 1 < len(commas) else ""
        if not look_like_names(_untitled(sheet.work[start:comma])):
            return commas[n - 1] if n else start
        if joined and joined.end() <= comma:
            return comma
        if (
            joined
            and joined.end() <= stop
            and look_like_names(_untitled(sheet.work[start : commas[min(len(commas) - 1, n + 1)]]))
        ):
            continue
        if not compiled(rf"\s*(?:{INITIAL})\s*").fullmatch(following):
            return comma
    return stop


def _untitled(text: str) -> str:
    """Without "prof.", "Dr." and the like."""
    return _lexicon.pattern(r"(?<![\p{L}])\L<words>\.?\s+", text, "note.title-word").sub("", text)


def _titled_names(sheet: Sheet, start: int, end: int, label: str) -> None:
    """Claim names, leaving out the titles before them ("prof.")."""
    at = start
    for found in _lexicon.pattern(
        r"(?:\s*(?:,|&|(?<![\p{L}])\p{L}{1,3}(?=\s))?\s*)(?<![\p{L}])\L<words>\.?\s+",
        sheet.work[start:end],
        "note.title-word",
    ).finditer(sheet.work, start, end):
        sheet.claim(label, at, found.start())
        sheet.claim("syntax", *found.span())
        at = found.end()
    sheet.claim(label, at, end)


def _italic_container(sheet: Sheet, start: int, span: Span) -> None:
    """The container in italics, with the original before or after it; "in" before it means a host."""
    before = trim(sheet.work, start, span.start, OUTER)
    original = compiled(CJK + r"[^\p{Latin}\p{Cyrillic}" + GONE + r",;]*$").search(sheet.work, before.start, before.end)
    if original:
        sheet.claim("custom.container-title-original", *original.span(), OUTER + "([")
        before = trim(sheet.work, start, original.start(), OUTER)
    host = _lexicon.search(
        sheet, r"(?:^|(?<=[\s,.;" + GONE + r"]))(?:\L<words>)\s*$", "note.host", before.start, before.end
    )
    if host:
        sheet.claim("syntax", *host.span())
        sheet.signs.add("host")
    sheet.signs.add("italic-container")
    if sheet.has("custom.container-title-original"):
        sheet.claim("container-title", *span)
        return
    _note_title.claim_span(sheet, span, "container-title")


def _presented(sheet: Sheet, start: int) -> None:
    """ "paper presented at the 5th Conference on X, Beijing": the event."""
    found = _lexicon.search(sheet, r"(?<![\p{L}])\L<words>\s+(?:the\s+)?", "note.presented", start, sheet.end)
    if found:
        sheet.claim("syntax", *found.span())
        sheet.claim("event-title", found.end(), _clause_end(sheet, found.end()))
        sheet.signs.add("presented")


def editors_first(sheet: Sheet, start: int, end: int) -> int:
    """ "in W. G. Gottenberg, ed., Title": claim the editors before the host's title; where the title then begins."""
    mark = _lexicon.search(
        sheet, r"[\s,(\[]+(?:\L<words>)\.?[)\]]?(?=[\s,.:;])[\s,.:;]*", "role.editor", start, min(end, start + 400)
    )
    if not mark or not (
        persons(sheet.work[start : mark.start()]) or _note_head.is_body(sheet.work[start : mark.start()])
    ):
        return start
    _note_head.names(sheet, start, mark.start(), "editor")
    sheet.claim("syntax", mark.start(), mark.end(), " ,")
    sheet.signs.add("editor")
    return mark.end()
