"""Notes in Chinese and Japanese: 作者：《题名》，载……：《书名》第1卷，出版社1994年版，第110页。

Sources: the notes of 中国社会科学, 历史研究 and 法学引注手册, and of Taiwanese journals (formats.md, section 3).
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import regex

from polybib.model import Span
from polybib.segments import Parse, Segment, Text
from polybib.styles import _gbt_tail as tails
from polybib.styles._gbt_mark import blank, marks
from polybib.styles._scan import segment, trim
from polybib.styles._zh_clauses import clauses
from polybib.styles._zh_patterns import at, ends_with, find, has_han, in_words, word_end
from polybib.styles._zh_scan import (
    READ,
    anonymous,
    certainty,
    label_end,
    responsibility,
    state_law,
    tidy,
    year_of_number,
)
from polybib.styles._zh_titles import inner, titles

NAME = "zh_notes"
CUES = 4000  # code points of a reference that are looked at for cues
YEAR_BEFORE = r"[,(.]\s?(?<d>@{YEAR})[a-z]?\s?\)?\s?[,:.]?\s*$"
CASE = r"(?<court>[@{HAN}]{2,30}@{court})?\s?(?<n>@{DOCKET})(?<g>[@{HAN}]{0,8}@{case.ending})?"
BARE = r"[@{HAN}][^,:;.]{0,40}:\s?[^,;:]{2,120}?[,.]\s?\ue000+[\s,.]*\(?(?:@{accessed}|@{DATE}\s?@{accessed})"
AFTER_URL = r"(?<=\ue000)[\s.,;(]{0,6}(?:@{accessed}|@{date-label})?\s?:?\s?(?<a>@{DATE})"


def cues(text: Text) -> float:
    """How much a reference looks like a Chinese note: titles in 《》 after a colon or comma, 第…页, 年第…期, 载."""
    masked, end = text.masked, min(len(text.masked), CUES)
    if not has_han(masked, 0, end):
        return 0.0
    if not any(c in text.text for c in "《〈『「“"):
        return 0.55 if (text.found and find(BARE, masked, 0, end)) or _case(masked, label_end(masked), end) else 0.0
    found = titles(text.text, masked, label_end(masked), end)
    if not found:
        return 0.0
    bookish = [t for t in found if text.text[t.start] != "“"]
    first = (bookish or found)[0]
    score = 0.35 if bookish else 0.1
    if (
        at(r"\s*$", masked, 0, first.start)
        or masked[: first.start].rstrip()[-1:] in (":", ",", "(", ")", ".")
        or in_words("lead.see", masked[: first.start])
    ):
        score += 0.25
    if find(
        r"@{ordinal-prefix}\s?\d[\d\s\-–—~,、]*@{page}|@{page}\s?\d|@{year-word}@{ordinal-prefix}\s?\d|@{YEAR}@{year-word}(?:@{edition}|[.,]|$)",
        masked,
        first.end,
        end,
    ):
        score += 0.3
    if len(bookish) > 1 or find(r"[》〉]\s?,?\s?(?:@{lead.host})", masked, first.start, end):
        score += 0.15
    if at(r"\s?[,(\d@{HAN}]", masked, first.end, end):
        score += 0.1
    if next(marks(masked, 0, end), None):
        score *= 0.3
    return min(1.0, score)


def read(text: Text) -> Parse:
    """The reading of a note; what the grammar does not understand stays without a label."""
    masked = text.masked
    start, end = _unwrapped(masked, label_end(masked), min(len(masked), READ))
    out: list[Segment] = [Segment("syntax", 0, start)] if start else []
    end, more = _cited_in(text, start, end)
    out += more
    tail = _tail(text, start, end)
    out += tail
    text = replace(text, masked=blank(masked, tails.taken(text, tail)))
    found = titles(text.text, text.masked, start, end)
    if not found:
        out += _bare(text, start, end)
        return _parse(out, text)
    end = _next_work(text.masked, found, end)
    found = [t for t in found if t.end <= end]
    out += _responsible(text, start, found[0].start)
    out += segment("title", text, *inner(text.text, found[0]), edge=" \t\u3000")
    out += _rest(text, found, end)
    return _parse(out, text)


def _parse(out: list[Segment], text: Text) -> Parse:
    if not any(s.label in ("issued", "accessed") for s in out):
        out = list(year_of_number(text.text, out))
    segments = tidy(out, text)
    return Parse(NAME, kind(out, text), segments, certainty(segments, text))


def _bare(text: Text, start: int, end: int) -> list[Segment]:
    """A page of a site without quotation marks: "机构: 页面, http://..., 2025年6月21日访问"."""
    case = _case(text.masked, start, end)
    if case:
        whole = text.text[case.start() : case.end()]
        out = [Segment("number", *case.span("n"))]
        out += [Segment("authority", *case.span("court"))] if case["court"] else []
        before = trim(text.masked, start, case.start())
        if before.end > before.start:
            out += segment("title", text, *before)
        elif case["g"]:
            out.append(Segment("title", *case.span("g"), value=whole))
        return out
    match = at(r"(?<a>[^,:;.]{2,40}):\s?(?<t>[^,;]{2,120}?)\s*(?=[,.;]|$)", text.masked, start, end)
    if match is None:
        return []
    return [*responsibility(text, *match.span("a")), *segment("title", text, *match.span("t"))]


def _case(masked: str, start: int, end: int) -> regex.Match[str] | None:
    """A judgment: court, docket number, kind of the judgment; the name of the case may stand before it."""
    match = find(CASE, masked, start, min(end, start + 300))
    if match is None or not (
        match["court"] or match["g"] or ends_with("case.ending", masked, start, trim(masked, start, match.start()).end)
    ):
        return None
    return match


def _unwrapped(masked: str, start: int, end: int) -> tuple[int, int]:
    """Without brackets around the whole."""
    span = trim(masked, start, end, " \t\u3000")
    if masked[span.start : span.start + 1] == "(" and masked[span.end - 1] == ")":
        depth = 0
        for i in range(span.start, span.end):
            depth += (masked[i] == "(") - (masked[i] == ")")
            if depth == 0 and i < span.end - 1:
                return start, end
        return span.start + 1, span.end - 1
    return start, end


def _cited_in(text: Text, start: int, end: int) -> tuple[int, list[Segment]]:
    """转引自: the work through which this one is cited ends the note."""
    match = find(r"(?<=[,.;:\s(》])(?:@{lead.cited-in})\s?:?\s?", text.masked, start, end)
    if match is None or match.start() < start + 4:
        return end, []
    rest = segment("custom.cited-in", text, match.end(), end, edge=" \t\u3000,;:.。)")
    return match.start(), [Segment("syntax", *match.span()), *rest]


def _tail(text: Text, start: int, end: int) -> list[Segment]:
    """Identifiers and access dates; a date after a URL is an access date here."""
    out = [s for s in tails.tail(text, start, end) if s.label != "issued"]
    if not any(s.label == "accessed" for s in out):
        match = find(AFTER_URL, text.masked, start, end)
        if match:
            out.append(Segment("accessed", match.start("a"), match.end("a")))
    return out


def _next_work(masked: str, found: list[Span], end: int) -> int:
    """Where a second work begins that was left in the same note."""
    for before, after in pairwise(found):
        sign = find(r"[;；]\s?", masked, before.end, after.start)
        lead = word_end("lead.see", masked, sign.end()) if sign else 0
        if sign and (find(r":\s?$", masked, sign.end(), after.start) or lead > sign.end()):
            return sign.start()
    return end


def _responsible(text: Text, start: int, end: int) -> list[Segment]:
    """Who stands before the title, after a lead such as 参见; in the author-date form the year follows the names."""
    masked = text.masked
    out: list[Segment] = []
    lead = word_end("lead.see", masked, start)
    sign = find(
        r"(?:^|\G|[,.;:(])\s?(?<l>@{lead.see})\s?:?(?=[^,.;:]{1,60}(?:[,、][^,.;:]{1,20}){0,8}:?\s?$)",
        masked,
        start,
        end,
    )
    if sign and sign.start("l") > lead:
        out += segment("lead", text, start, sign.end(), edge=" ")
        start = sign.end()
    elif lead > start:
        out.append(Segment("lead", start, lead))
        start = lead
    year = find(YEAR_BEFORE, masked, start, end)
    if year:
        out.append(Segment("issued", year.start("d"), year.end("d")))
        end = year.start()
    prose = find(r"[.。]\s?(?=[^.。]*$)", masked, start, end) if end - start > 60 else None
    start = prose.end() if prose else start
    span = trim(masked, start, end, " \t\u3000,;:.")
    if span.end > span.start:
        if anonymous(masked, *span):
            out.append(Segment("syntax", *span))
        else:
            out += responsibility(text, *span, head=True)
    return out


def _rest(text: Text, found: list[Span], end: int) -> list[Segment]:
    """Everything after the first title: its own clauses, the container, the container's clauses."""
    out: list[Segment] = []
    last = found[0].end
    host = next((t for t in found[1:] if not _bracketed(text.masked, found[0].end, t.start)), None)
    if host is None:
        out += clauses(text, last, end, False, titled_end=last)
        return _sited(out, text)
    glued = host.start == last and text.text[found[0].start] == text.text[host.start] == "《"
    if at(r"\s?@{VOLUME}\s?$", text.masked, last, host.start) or glued:
        out += clauses(text, last, host.start, False)
        out += segment("section", text, *inner(text.text, host), edge=" ")
        out += clauses(text, host.end, end, False)
        return out
    out += clauses(text, last, host.start, False, titled_end=last)
    out += segment("container-title", text, *inner(text.text, host), edge=" ")
    out += clauses(text, host.end, end, True, titled_end=host.end)
    return out


def _bracketed(masked: str, start: int, end: int) -> bool:
    return masked.count("(", start, end) > masked.count(")", start, end)


def _sited(segments: list[Segment], text: Text) -> list[Segment]:
    """On the web, a name that is no publisher is that of the site."""
    online = "\ue000" in text.masked or bool(text.found)
    if not online or any(s.label in ("genre", "issue") for s in segments):
        return segments
    return [
        replace(s, label="container-title")
        if s.label == "publisher"
        and not any(ends_with(c, text.masked, s.start, s.end) for c in ("publisher.ending", "school.ending"))
        else s
        for s in segments
    ]


def kind(segments: list[Segment], text: Text) -> str:
    """The CSL type, by what was read."""
    have = {s.label: s for s in segments}
    if "genre" in have:
        return "thesis"
    if "container-title" in have:
        return _part_kind(have, text)
    if "event-title" in have:
        held = have["event-title"]
        paper = find(r"@{conference-paper}", text.masked, held.end, min(len(text.masked), held.end + 14))
        return "paper-conference" if paper else "speech"
    if "archive" in have or "archive_location" in have:
        return "manuscript"
    if law := _law(have, text):
        return law
    if "publisher" in have or "edition" in have or "page" in have or "volume" in have:
        return "book"
    return "webpage" if "URL" in have else "document"


def _part_kind(have: dict[str, Segment], text: Text) -> str:
    from polybib.values import bodies

    host = have["container-title"]
    name = text.masked[host.start : host.end]
    if ends_with("newspaper.ending", text.masked, host.start, host.end) or bodies.is_newspaper(name):
        return "article-newspaper"
    day = "issued" in have and find(r"\d\s?@{day-word}", text.masked, have["issued"].start, have["issued"].end)
    if day and "issue" not in have and "publisher" not in have:
        return "article-newspaper" if "URL" not in have else "webpage"
    if "issue" in have:
        return "article-journal"
    if "editor" in have or "publisher" in have or "container-author" in have:
        return "chapter"
    return "webpage" if "URL" in have and "page" not in have else "article-journal"


def _law(have: dict[str, Segment], text: Text) -> str:
    """Legislation or a case, where a docket number or the words of the title say so."""
    title = have.get("title")
    number = have.get("number")
    if number and at(r"@{patent-series}", text.masked, number.start, number.end):
        return "patent"
    if number and (
        at(r"[(\[]", text.masked, number.start, number.end)
        or (title and ends_with("case.ending", text.masked, title.start, title.end))
    ):
        return "legal_case"
    if title is None or "publisher" in have:
        return ""
    decreed = number is not None and ends_with("law.ending", text.masked, title.start, title.end)
    named = state_law(text.folded, title, have.get("author"))
    return "legislation" if decreed or named or ("section" in have and "container-title" not in have) else ""
