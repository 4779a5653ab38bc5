"""What follows a title in a Chinese note: clause after clause, each told by its own form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from polybib.model import Span
from polybib.segments import Segment, Text
from polybib.styles import _gbt_imprint as imprints
from polybib.styles import _zh_numbers as numbers
from polybib.styles._scan import segment, trim
from polybib.styles._zh_patterns import at, ends_with, find, in_words, is_place, word_before, word_end
from polybib.styles._zh_scan import responsibility, role_after

NUMBERED = r"(?:@{ordinal-prefix}(?=@{ordinal-prefix}))?"
VOLUME = NUMBERED + r"@{VOLUME}(?=[\s,.;:(<《]|$|@{volume}|@{ordinal-prefix}|\d{4}|[《@{HAN}]{2})@{volume}?"
VOLUME_OF = r"(?<n>@{volume-of}@{NUMERAL})(?![@{HAN}])"
VOLUME_ODD = (
    r"@{ordinal-prefix}?(?<n>@{branch}@{PART}@{part-position}?\s?[@{HAN}]{1,3}@{PART}?"
    r"|@{ordinal-prefix}?@{NUMERAL}\s?@{PART})@{volume}"
)
EDITION_DIGIT = (
    r"(?<n>\d{1,2})(?=\s?(?:,|@{ordinal-prefix}|\p{Lu}|[@{HAN}]))(?!\s?(?:@{year-word}|@{month-word}"
    r"|@{issue}|@{volume}|@{page}|@{part}))"
)
NEWS_PAGE = r"@{ordinal-prefix}\s?(?<n>@{NUMERAL}(?:\s?[-–—、,]\s?@{NUMERAL})*)\s?(?:@{newspaper-page})(?!@{edition})"
PAGE_NAME = r"@{ordinal-prefix}?(?<n>@{page-name})@{page}?(?=[\s,.;)]|$)"
ERA_DATE = (
    r"[\p{Han}]{0,4}?(?<era>\p{Han}{2})(?<n>[元一二三四五六七八九十〇○\d]{1,5})@{year-word}"
    r"(?:\s?闰?[正冬腊元一二三四五六七八九十\d]{1,3}@{month-word}"
    r"(?:\s?[初一二三四五六七八九十廿卅元\d]{1,3}@{day-word}?)?)?"
)
SESSION = r"(?<d>@{DATE})\s?@{meeting-at}(?<e>[^,.]{4,60}?(?:@{session}))@{held-at}"
PASSED = r"(?<d>@{DATE})\s?(?<e>[^,.]{4,60}?(?:@{session}))?(?:@{passed})"
LIMIT = 400  # clauses after one title


def clauses(text: Text, start: int, end: int, hosted: bool, titled_end: int = -1) -> Iterator[Segment]:
    """The segments of a stretch after a title. `hosted`: a container's title stands before it."""
    have: set[str] = set()
    here = start
    for _ in range(LIMIT):
        gap = at(r"[\s,.;:、)\]]*+", text.masked, here, end)
        pos = gap.end() if gap else here
        if pos >= end:
            return
        found, stop = _clause(text, pos, end, have, hosted, pos == titled_end)
        for one in found:
            have.add(one.label)
            yield one
        here = max(stop, pos + 1)


Step = tuple[list[Segment], int]


def _clause(text: Text, pos: int, end: int, have: set[str], hosted: bool, glued: bool) -> Step:
    """One clause at a position."""
    masked = text.masked
    if masked[pos] in "([":
        return _bracket(text, pos, end, have, hosted)
    if glued and (digit := at(EDITION_DIGIT, masked, pos, end)):
        return [Segment("edition", digit.start("n"), digit.end("n"))], digit.end()
    for reader in (_fixed, _dated, _numbers):
        step = reader(text, pos, end, have, hosted)
        if step:
            return step
    host = word_end("lead.host", masked, pos)
    if host > pos and masked[host : host + 1] not in (":", "") and not hosted:
        return [Segment("syntax", pos, host)], host
    return _run(text, pos, end, have, hosted)


def _fixed(text: Text, pos: int, end: int, have: set[str], hosted: bool) -> Step | None:
    """Volume, edition, page of a newspaper, a named page, a docket number."""
    masked = text.masked
    for label, template in (("volume", VOLUME_OF), ("volume", VOLUME_ODD), ("volume", VOLUME)):
        if (
            "volume" not in have
            and (match := at(template, masked, pos, end))
            and not at(r"\s?@{supplement}?@{issue}", masked, match.end(), end)
        ):
            return [Segment(label, *numbers.volume_span(masked, match))], match.end()
    news = at(NEWS_PAGE, masked, pos, end)
    if news and hosted and "publisher" not in have:
        return [Segment("page", news.start("n"), news.end("n"))], news.end()
    found = imprints.edition_at(masked, pos, min(end, pos + 40)) if "edition" not in have else None
    if found and not at(r"@{YEAR}\D", masked, pos, end) and not at(r"[A-Za-z]", masked, found[1], end):
        return [Segment("edition", *found[0])], found[1]
    if match := at(
        r"@{ordinal-prefix}(?<n>@{NUMERAL}(?:[-–—]@{NUMERAL})?)\s?@{article-of-law}(?=[\s,.;]|$)", masked, pos, end
    ):
        return [Segment("section", match.start("n"), match.end("n"))], match.end()
    if match := at(r"@{ordinal-prefix}(?<n>@{NUMERAL})\s?@{chapter-word}(?=[\s,.;)]|$)", masked, pos, end):
        return [Segment("chapter-number", *match.span("n"))], match.end()
    if match := at(PAGE_NAME, masked, pos, end):
        return [Segment("page", match.start("n"), match.end("n"))], match.end()
    if match := at(r"@{patent-series}\s?(?:[@{HAN}]{1,2})?\d[\d\-–]{3,}", masked, pos, end):
        return [Segment("number", *match.span())], match.end()
    if match := at(r"@{DOCKET}(?=[\s,.;:)]|$|@{case.ending})", masked, pos, end):
        return [Segment("number", *match.span())], match.end()
    return None


def _dated(text: Text, pos: int, end: int, have: set[str], hosted: bool) -> Step | None:
    """A session ("2013年12月23日在……会议上"), a passing, an era date."""
    from polybib.values import eras

    masked = text.masked
    if "issued" in have:
        return None
    for template in (SESSION, PASSED):
        if match := at(template, masked, pos, end):
            out = [Segment("issued", match.start("d"), match.end("d"))]
            if match["e"]:
                out.append(Segment("event-title", match.start("e"), match.end("e")))
            return out, match.end()
    match = at(ERA_DATE, masked, pos, end)
    if match and match["era"] in eras.table():
        return [Segment("issued", pos, match.end())], match.end()
    return None


def _numbers(text: Text, pos: int, end: int, have: set[str], hosted: bool) -> Step | None:
    pieces, stop = numbers.numbering(text.masked, pos, end, "issued" in have)
    out = [Segment(p.label, p.start, p.end) for p in pieces if p.label not in have]
    if not out or (not hosted and {"volume"} == {s.label for s in out} and stop - pos < 3):
        return None
    edition = at(r"(?:@{edition})", text.masked, stop, end)
    return out, edition.end() if edition else stop


def _bracket(text: Text, pos: int, end: int, have: set[str], hosted: bool) -> Step:
    """A bracket after a title: an edition, a series of the journal, a city, a number, a whole imprint."""
    masked = text.masked
    close = find(r"[)\]]", masked, pos + 1, end)
    docket = at(r"@{DOCKET}", masked, pos, end)
    if docket:
        return [Segment("number", *docket.span())], docket.end()
    stop = close.start() if close else end
    depth_end = _closing(masked, pos, end)
    stop = depth_end - 1 if depth_end > stop else stop
    span = trim(masked, pos + 1, stop, " ,.;:")
    after = stop + 1
    if span.end <= span.start:
        return [], after
    if edition := imprints.edition(masked, *span):
        return [Segment("edition", *edition)], after
    if in_words("status", masked[span.start : span.end]):
        return [Segment("status", *span)], after
    if docket := at(r"@{DOCKET}$", masked, *span):
        return [Segment("number", *docket.span())], after
    if hosted and is_place(masked[span.start : span.end]):
        return [Segment("publisher-place", *span)], after
    if hosted and ends_with("edition", masked, *span) and "issued" not in have:
        return [Segment("section", *span)], after
    if any(c in masked[span.start : span.end] for c in "《〈") and ends_with(
        "series-ending", masked, span.start, span.end - 1
    ):
        return [Segment("collection-title", span.start + 1, span.end - 1)], after
    telling = (
        find(r"[\d,:@]", masked, *span)
        or ends_with("publisher.ending", masked, *span)
        or ends_with("held-by", masked, *span)
    )
    return (list(clauses(text, span.start, span.end, hosted)) if telling else []), after


def _closing(masked: str, pos: int, end: int) -> int:
    depth = 0
    for i in range(pos, end):
        if masked[i] in "([":
            depth += 1
        elif masked[i] in ")]":
            depth -= 1
            if depth <= 0:
                return i + 1
    return end


def _run(text: Text, pos: int, end: int, have: set[str], hosted: bool) -> Step:
    """A stretch up to the next comma or full stop that begins with a letter."""
    masked = text.masked
    match = at(
        r"(?:[^,.;(《〈]|\.(?=\s?\p{Ll})|(?<=(?<![A-Za-z])\p{Lu})\.|(?<=\p{L})\.(?=[,:])|,(?=\s(?:Inc|Ltd|Co)\b))++",
        masked,
        pos,
        end,
    )
    stop = match.end() if match else pos + 1
    span = trim(masked, pos, stop, " :")
    if not find(r"\p{L}", masked, *span):
        return [], stop
    if in_words("page-tail", masked[span.start : span.end]):
        return [Segment("syntax", *span)], stop
    for reader in (_thesis, _roles, _archive, _meeting, _imprint):
        found = list(reader(text, span, have))
        if found:
            return found, stop
    if "publisher" in have or hosted or "page" in have:
        return [], stop
    return list(imprints.place_and_publisher(text, *span)), stop


def _thesis(text: Text, span: Span, have: set[str]) -> Iterator[Segment]:
    from polybib.styles._gbt_plain import school

    masked = text.masked
    cut = word_before("thesis", masked, span.end, span.start)
    if cut == span.end:
        return
    again = word_before("thesis", masked, cut, span.start)
    yield Segment("genre", again, cut if again < cut else span.end)
    date = find(r"@{DATE}$", masked, span.start, again)
    if date:
        yield Segment("issued", *date.span())
    yield from school(text, span.start, date.start() if date else again)


def _roles(text: Text, span: Span, have: set[str]) -> Iterator[Segment]:
    if role_after(text.masked, *span)[1] and span.end - span.start <= 60:
        yield from responsibility(text, *span, default="editor")


def _archive(text: Text, span: Span, have: set[str]) -> Iterator[Segment]:
    """中共四川省委统战部档案室藏 · 北洋档案 1011—5961 · 档案室: 李劼人档案."""
    masked = text.masked
    held = word_before("held-by", masked, span.end, span.start)
    if span.start < held < span.end:
        yield Segment("archive", span.start, held)
        return
    colon = find(r"\s?:\s?", masked, *span)
    if colon and ends_with("archive.ending", masked, span.start, colon.start()):
        yield Segment("archive", span.start, colon.start())
        yield from segment("archive_location", text, colon.end(), span.end)
    elif not colon and (ends_with("archival", masked, *span) or find(r"@{archival}\s?[\d\-–—:/]+$", masked, *span)):
        yield Segment("archive_location", *span)


def _meeting(text: Text, span: Span, have: set[str]) -> Iterator[Segment]:
    """中华……年会2022年会议论文 · “……年会”论文."""
    masked = text.masked
    cut = word_before("conference-paper", masked, span.end, span.start)
    if cut == span.end or cut <= span.start:
        return
    date = find(r"@{DATE}$", masked, span.start, cut)
    whole = trim(masked, span.start, date.start() if date else cut, ' "')
    if masked[whole.end : whole.end + 1] not in ('"', "”") and not ends_with("proceedings", masked, *whole):
        longer = at(r"@{session}|年会|研讨会", masked, cut, span.end)
        whole = Span(whole.start, longer.end()) if longer and not date else whole
    yield Segment("event-title", *whole)
    if date:
        yield Segment("issued", *date.span())


def _imprint(text: Text, span: Span, have: set[str]) -> Iterator[Segment]:
    """ "北京: 中华书局1975年", "法律出版社1994年版", "北京"."""
    masked = text.masked
    date = find(
        r"(?<=\S)\s?(?<d>@{DATE})(?:@{edition}|(?<f>@{edition-form}|@{edition-note}|@{ordinal-prefix}@{NUMERAL}@{edition}))?$",
        masked,
        *span,
    )
    stop = date.start("d") if date else span.end
    if date and date["f"] and "edition" not in have:
        yield Segment("edition", *date.span("f"))
    if date and "issued" not in have:
        yield Segment("issued", date.start("d"), date.end("d"))
    if "publisher" not in have or ":" in masked[span.start : stop]:
        told = any(ends_with(c, masked, span.start, stop) for c in ("publisher.ending", "school.ending"))
        if (
            "page" in have
            and not told
            and ":" not in masked[span.start : stop]
            and not is_place(masked[span.start : stop])
        ):
            return  # after the pages only what is certainly a publisher
        for one in imprints.place_and_publisher(text, span.start, stop):
            if one.label not in have:
                yield replace(one)
