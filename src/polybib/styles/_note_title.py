"""The title of a note or of an IEEE item, in all the forms that are printed: original, romanised, translated.

Where a translation is printed, it is the title, and the original and its romanisation stand beside it; otherwise the
original is the title (the rule of the gold, and of `docs/formats.md`).
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from polybib.model import Span
from polybib.styles import _lexicon, _quoted
from polybib.styles._note_scripts import EDGES, Piece, split_scripts, unwrapped
from polybib.styles._romanised import is_romanised
from polybib.styles._scan import brackets, compiled, inside, trim
from polybib.styles._sheet import CJK, Sheet, blank, cjk, other_script, skip

YEARS = r"\(\s*(?:1[5-9]|20)\d\d\s*[-–—/]\s*(?:(?:1[5-9]|20)?\d\d)?\s*\)"
Label = Literal["title", "container-title"]


class Found(NamedTuple):
    """A title: where what stands before it ends, and where what stands after it begins."""

    head_end: int
    tail: int


def emphasis(sheet: Sheet) -> tuple[Span, ...]:
    """The italic stretches of the reference that are still to be read, without outer punctuation."""
    spans = (
        trim(sheet.work, max(e.start, sheet.start), min(e.end, sheet.end), EDGES[:-1]) for e in sheet.text.emphasis
    )
    whole = 0.9 * (sheet.end - sheet.start)
    return tuple(
        s for s in spans if 0 < s.end - s.start < max(whole, 1) and not blank(sheet.work, s.start, s.end)
    ) or _sole(sheet)


def _sole(sheet: Sheet) -> tuple[Span, ...]:
    """Italics over all of a short citation ("*Observing the Social Credit System*.") do mark a title."""
    text = sheet.work[sheet.start : sheet.end]
    held = [e for e in sheet.text.emphasis if e.start >= sheet.start and e.end <= sheet.end + 2]
    return (
        (Span(held[0].start, min(held[0].end, sheet.end)),) if held and not compiled(r"\d{4}\W*$").search(text) else ()
    )


def claim_quoted(sheet: Sheet, quoted: _quoted.Quoted) -> Found:
    """Claim a title in quotation marks, and its other forms after it."""
    inner = quoted.inner
    leading = compiled(r"\s*\(\s*((?:1[89]|20)\d\d)\s*\)\s*").match(sheet.work, inner.start, inner.end)
    if leading:
        sheet.claim("issued", *leading.span(1))
        inner = Span(leading.end(), inner.end)
    tail = _claim(sheet, inner, quoted.end, "title")
    sheet.strike(quoted.start, quoted.end)
    return Found(quoted.start, tail)


def claim_span(sheet: Sheet, span: Span, label: Label = "title") -> Found:
    """Claim a title, or the title of a container, that is italic or bare, and its other forms after it."""
    return Found(span.start, _claim(sheet, span, span.end, label))


def _claim(sheet: Sheet, inner: Span, end: int, label: Label) -> int:
    pieces = split_scripts(sheet.work, inner.start, inner.end)
    more, tail = _followers(sheet, pieces, end)
    assign(sheet, [*pieces, *more], label)
    if label == "title":
        years = compiled(r"\s*(" + YEARS + ")").match(sheet.work, tail, sheet.end)
        if years:
            sheet.claim("title", *years.span(1))
            tail = years.end()
    return tail


def _followers(sheet: Sheet, pieces: list[Piece], at: int) -> tuple[list[Piece], int]:
    """The other forms of a title that stand after it, and where they end."""
    found: list[Piece] = []
    while len(found) < 4:
        step = _follower(sheet, [*pieces, *found], at)
        if step is None:
            break
        found += step[0]
        at = step[1]
    return found, at


def _follower(sheet: Sheet, pieces: list[Piece], at: int) -> tuple[list[Piece], int] | None:
    work, end = sheet.work, sheet.end
    opened = skip(work, at, end)
    if opened >= end:
        return None
    if work[opened] in "([（【":
        return _bracketed(sheet, pieces, opened)
    after_comma = skip(work, opened, end, " \t\u3000\u00a0,，.;")
    if after_comma < end and (work[after_comma] in _quoted.DOUBLE or work[after_comma] in _quoted.SINGLE):
        quoted = _quoted.first(work, after_comma, end, emphasis(sheet))
        if quoted and quoted.start == after_comma:
            more = split_scripts(work, *quoted.inner)
            if {p.script for p in more} != {p.script for p in pieces} or len(more) > 1:
                return more, quoted.end
        return None
    run = compiled(CJK + r"(?:[^\p{Latin}\p{Cyrillic}\[\](){},，.;" + "\ue000\ue001" + r"])*+").match(work, opened, end)
    apart = run and (work[at - 2 : at - 1] == "," or compiled(r"\p{Lu}\p{Ll}").match(work, run.end(), end))
    if (
        run
        and not apart
        and not any(p.script == "o" for p in pieces)
        and not any(e.start == run.end() for e in emphasis(sheet))
    ):
        number = compiled(r"\s+\d{1,4}\s*$").search(work, run.start(), run.end())
        last = number.start() if number else run.end()
        return [Piece(*trim(work, run.start(), last, EDGES), "o")], last
    return None


def _bracketed(sheet: Sheet, pieces: list[Piece], opened: int) -> tuple[list[Piece], int] | None:
    """The original, the romanisation or the translation in brackets after a title."""
    work, end = sheet.work, sheet.end
    pair = inside(opened, brackets(work, opened, end))
    close = pair.end if pair else end
    content = Span(opened + 1, close - 1 if pair else close)
    if not cjk(work[slice(*content)]):
        if other_script(work[slice(*content)]) and not all(other_script(work[p.start : p.end]) for p in pieces):
            return [Piece(*_unquoted(work, content), "o")], close
        known = any(p.script == "o" for p in pieces)
        latin = work[slice(*content)]
        if (
            work[opened] in "[【"
            and not _english(work, pieces)
            and len(latin.split()) > 1
            and latin[:1].isalnum()
            and any(c.islower() for c in latin)
        ):
            return [Piece(*content, "l")], close
        if known and is_romanised(latin) and not compiled(r"[:\d]").search(latin):
            return [Piece(*content, "l")], close
        return ([Piece(*content, "l")], close) if _explains(work, pieces, latin) else None
    cut = _overrun(work, content)
    if cut is not None:
        content, close = Span(content.start, cut), cut
    elif not pair:
        return None
    inner = _unquoted(work, content)
    more = split_scripts(work, *inner)
    mixed = [p.script for p in more] == ["l", "o"] and not is_romanised(work[more[0].start : more[0].end])
    if mixed and any(p.script == "l" for p in pieces):  # "Society 5.0 白書": Latin words of the original itself
        more = [Piece(*inner, "o")]
    return more, close


def _english(work: str, pieces: list[Piece]) -> bool:
    """Is the title already in English, so that what stands in brackets is no translation?"""
    small = _lexicon.table_of("insignificant", "en")
    return any(
        p.script == "l"
        and not is_romanised(work[p.start : p.end])
        and any(w in small for w in work[p.start : p.end].split())
        for p in pieces
    )


def _explains(work: str, pieces: list[Piece], latin: str) -> bool:
    """ "pinyin 汉字 (Translation of both)": a translation in round brackets, where none was printed before."""
    translated = any(p.script == "l" and not is_romanised(work[p.start : p.end]) for p in pieces)
    return (
        not translated
        and len(latin.split()) >= 3
        and any(w.islower() for w in latin.split())
        and not compiled(r":\s\p{Lu}[^:]*,\s\d{4}").search(latin)
    )


def _overrun(work: str, content: Span) -> int | None:
    """Where the original ends in a bracket that closes too late: before ", Container" or ", 9 August 2018"."""
    for comma in compiled(r"[,，]\s*(?=\p{Lu}\p{L}*[\s,]|\d{1,2}\s\p{Lu}|[" + "\ue000\ue001" + r"])").finditer(
        work, content.start, content.end
    ):
        rest = work[comma.end() : content.end]
        if cjk(work[content.start : comma.start()]) and not cjk(rest) and not is_romanised(rest.split(",")[0]):
            return comma.start()
    return None


def _unquoted(work: str, span: Span) -> Span:
    return _quoted.strip(work, *trim(work, span.start, span.end, " \t\u3000"))


def assign(sheet: Sheet, pieces: list[Piece], label: Label) -> None:
    """Claim the forms of a title: translation, original, romanisation."""
    original = [p for p in pieces if p.script == "o"]
    latin = [p for p in pieces if p.script == "l"]
    work = sheet.work
    romanised = [p for p in latin if len(pieces) > 1 and is_romanised(work[p.start : p.end])]
    translated = [p for p in latin if p not in romanised]
    if original and len(translated) > 1:  # "Osnovy geopolitiki (Основы геополитики) [Foundations of Geopolitics]"
        romanised, translated = [*romanised, *translated[:-1]], translated[-1:]
    if translated:
        roles = [(translated[-1], ""), *((p, "-original") for p in [*original, *translated[:-1]])]
    elif label == "container-title" and pieces[0] in romanised:
        # a periodical goes by the name that is printed first: "Bungei Shunju (文藝春秋)"
        roles = [(pieces[0], ""), *((p, "-original") for p in original)]
        romanised = romanised[1:]
    else:
        roles = [(p, "") for p in (original or romanised)]
        romanised = romanised if original else []
    for piece, form in [*roles, *((p, "-romanized") for p in romanised)]:
        edge = EDGES if form or label == "title" else EDGES.replace(".", "")
        span = unwrapped(sheet.text.folded, trim(sheet.text.folded, piece.start, piece.end, edge))
        sheet.claim(f"custom.{label}{form}" if form else label, *span, "")
