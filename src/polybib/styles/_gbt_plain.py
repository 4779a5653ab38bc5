"""References in the manner of GB/T 7714 that have no type mark: the type is told from what follows the title."""

from __future__ import annotations

from collections.abc import Iterator

from polybib.model import Span
from polybib.segments import Segment, Text
from polybib.styles import _gbt_head as head
from polybib.styles import _gbt_host as hosts
from polybib.styles import _gbt_imprint as imprints
from polybib.styles import _gbt_title as titles
from polybib.styles import _zh_numbers as numbers
from polybib.styles._scan import segment, trim
from polybib.styles._zh_patterns import at, ends_with, find, has_han, in_words, pattern, word_before
from polybib.styles._zh_scan import responsibility, role_after

Reading = tuple[str, list[Segment]]


def read(text: Text, start: int, end: int, dated: bool) -> Reading:
    """Type and segments of what follows the names (and the year, in the author-date form)."""
    work = text.masked
    zones = imprints.zones(work, start, end)
    if not zones:
        return "document", []
    host = hosts.host_sign(work, start, end)
    if host and host.start > start:
        return _part(text, Span(start, end), host, dated)
    if len(zones) == 1 and work.count(",", *zones[0]) >= 2 and has_han(work, *zones[0]):
        return commas(text, zones[0])
    for reader in (_patent, _thesis, _serial):
        found = reader(text, zones, end, dated)
        if found:
            return found
    return _book(text, zones, dated)


def _part(text: Text, whole: Span, host: Span, dated: bool) -> Reading:
    work = text.masked
    zones = imprints.zones(work, whole.start, host.start)
    out: list[Segment] = [Segment("syntax", *host)]
    while len(zones) > 1 and (small := list(imprints.small_zone(text, zones[-1], "translator"))):
        out += small
        zones.pop()
    if zones:
        out += titles.title_segments(text, zones[0].start, zones[-1].end, "J")
    out += hosts.hosted(text, host.end, whole.end, "M", dated, None)
    labels = {s.label for s in out}
    if "issue" in labels and "publisher" not in labels:
        return "article-journal", out
    name = next((s for s in out if s.label == "container-title"), None)
    meeting = name is not None and (find(r"@{proceedings}|(?i:@{meeting})", work, name.start, name.end) is not None)
    return "paper-conference" if meeting else "chapter", out


def _serial(text: Text, zones: list[Span], end: int, dated: bool) -> Reading | None:
    """Title, container, numbering: the container is the zone in which the numbering stands, or the one before it."""
    work = text.masked
    first = zones[0]
    found = numbers.serial(work, first.start, end, dated)
    if not found:
        return None
    begin, pieces, _ = found
    labels = {p.label for p in pieces}
    worded = find(r"\p{L}{1,2}\.\s?$|@{page}\s?$", work, max(first.start, pieces[0].start - 5), pieces[0].start)
    numbered = bool(labels & {"volume", "issue"}) or (labels == {"page"} and dated and worded is not None)
    if not numbered and not ("issued" in labels and _named_serial(text, zones, begin)):
        return None
    cut = (trim(work, z.start, min(z.end, begin), " \t.,;:(") for z in zones if z.start < begin)
    before = [z for z in cut if z.end > z.start]
    if len(before) < 2:
        return _one_zone(text, before, pieces)
    n = len(before) - 1
    while n > 1 and at(r"\p{Lu}\p{L}{0,8}$", work, *before[n - 1]) and not has_han(work, *before[n - 1]):
        n -= 1  # J. Consult. Clin. Psychol.
    out = [Segment(p.label, p.start, p.end) for p in pieces]
    name = Span(before[n].start, before[-1].end)
    if imprints.is_imprint(work, name) and not labels & {"issue"}:
        return None
    titled = before[:n]
    while len(titled) > 1 and (small := list(imprints.small_zone(text, titled[-1], "translator"))):
        out += small
        titled.pop()
    out += segment("container-title", text, *name)
    out += titles.title_segments(text, titled[0].start, titled[-1].end, "J")
    paper = ends_with("newspaper.ending", work, *name) or _body("is_newspaper", work, name)
    return ("article-newspaper" if paper else "article-journal"), out


def _named_serial(text: Text, zones: list[Span], begin: int) -> bool:
    """Is the zone before a bare date the name of a newspaper or journal?"""
    work = text.masked
    last = [trim(work, z.start, min(z.end, begin), " \t.,;:") for z in zones if z.start < begin]
    if len(last) < 2 or last[-1].end <= last[-1].start:
        return False
    return (
        ends_with("newspaper.ending", work, *last[-1])
        or _body("is_newspaper", work, last[-1])
        or _body("is_magazine", work, last[-1])
    )


def _body(name: str, work: str, span: Span) -> bool:
    from polybib.values import bodies

    return bool(getattr(bodies, name)(work[span.start : span.end]))


def _one_zone(text: Text, before: list[Span], pieces: list[numbers.Piece]) -> Reading | None:
    """Title and container in one zone, with a comma between them."""
    work = text.masked
    if not before:
        return None
    comma = work.rfind(",", *before[0])
    if comma < 0 or not {p.label for p in pieces} & {"volume", "issue", "page"}:
        return None
    out = [Segment(p.label, p.start, p.end) for p in pieces]
    out += segment("container-title", text, comma + 1, before[0].end)
    out += titles.title_segments(text, before[0].start, comma, "J")
    return "article-journal", out


def _patent(text: Text, zones: list[Span], end: int, dated: bool) -> Reading | None:
    work = text.masked
    if not find(r"\d{7}", work, zones[0].start, end):
        return None
    number = find(
        r"(?:\G|[:.,;\s])(?<n>(?:(?:@{patent.country})\s?[,:]\s?)?[A-Z]{2}\d{7,12}(?:\.\d)?[A-Z]?\d?)(?=[\s,.;]|$)",
        work,
        zones[0].start,
        end,
    )
    country = number and find(r"(?:@{patent.country})\s?[,:]?\s?$", work, zones[0].start, number.start("n"))
    if not number or (number.start("n") <= zones[0].start):
        return None
    first = country.start() if country else number.start("n")
    out = list(titles.number_segments(text, first, number.end("n")))
    date = find(r"(?<![\d.])@{DATE}", work, number.end("n"), end)
    if date:
        out.append(Segment("issued", *date.span()))
    out += segment("title", text, zones[0].start, first, " \t\u3000,;:.")
    return "patent", out


def _thesis(text: Text, zones: list[Span], end: int, dated: bool) -> Reading | None:
    """A zone or a piece of it that ends in 硕士学位论文, with the school before it."""
    work = text.masked
    for zone in zones[1:]:
        for match in pattern(r"[^,.]+").finditer(work, *zone):
            span = trim(work, *match.span())
            genre = word_before("thesis", work, span.end, span.start)
            if genre == span.end:
                continue
            out = [Segment("genre", genre, span.end)]
            out += school(text, span.start, genre)
            others = Span(span.end, end)
            out += [Segment("issued", *m.span()) for m in pattern(r"(?<![\d.])@{DATE}").finditer(work, *others)][:1]
            titled = [z for z in zones if z.end <= zone.start]
            out += titles.title_segments(text, titled[0].start, titled[-1].end, "J")
            return "thesis", out
    return None


def school(text: Text, start: int, end: int) -> Iterator[Segment]:
    """The school of a thesis, without its department ("國立彰化師範大學地理學系")."""
    span = trim(text.masked, start, end, " \t.,;:(")
    university = find(r"\G.*?@{university}(?!@{university-part})", text.masked, *span)
    if university and university.end() < span.end:
        yield Segment("publisher", span.start, university.end())
        yield from segment("note", text, university.end(), span.end)
    elif span.end > span.start:
        yield Segment("publisher", *span)


def _book(text: Text, zones: list[Span], dated: bool) -> Reading:
    work = text.masked
    first = imprints.imprint_index(work, zones) if len(zones) > 1 else 1
    out: list[Segment] = []
    while len(zones) > 2 and first == len(zones) - 1 and (found := imprints.edition(work, *zones[-1])):
        out.append(Segment("edition", *found))  # after the imprint
        zones = zones[:-1]
        first = imprints.imprint_index(work, zones)
    if (
        len(zones) > 1
        and not imprints.is_imprint(work, zones[first])
        and not (dated and _publisher_alone(work, zones[first]))
    ):
        first = len(zones)
    titled, rest = zones[:first], zones[first:]
    while len(titled) > 1 and (small := list(imprints.small_zone(text, titled[-1], "translator"))):
        out += small
        titled.pop()
    if titled:
        out += titles.title_segments(text, titled[0].start, titled[-1].end, "S" if not rest else "")
    if rest:
        while len(rest) > 1 and (small := list(imprints.small_zone(text, rest[-1], "translator"))):
            out += small
            rest.pop()
        out += imprints.imprint(text, rest[0].start, rest[-1].end)
    elif titled and (date := find(r"[,\s(](?<d>@{DATE})\)?$", work, *titled[-1])):
        out = [s for s in out if s.label not in ("title", "volume", "number")]
        out += [Segment("issued", *date.span("d"))]
        out += titles.title_segments(text, titled[0].start, trim(work, titled[0].start, date.start()).end, "")
    return _kind(out, work), out


def _publisher_alone(work: str, zone: Span) -> bool:
    """In the author-date form the last zone is the publisher when it is short and its words are capitalised."""
    if has_han(work, *zone):
        return zone.end - zone.start <= 16 and not find(r"[?!]", work, *zone)
    main = [w for w in work[zone.start : zone.end].split() if w.lower() not in head.SMALL]
    return 0 < len(main) <= 7 and all(w[0].isupper() for w in main)


def _kind(out: list[Segment], work: str) -> str:
    labels = {s.label for s in out}
    number = next((s for s in out if s.label == "number"), None)
    if number and at(r"@{STANDARD}$", work, number.start, number.end):
        return "standard"
    if "publisher" in labels:
        name = next(s for s in out if s.label == "publisher")
        return "thesis" if in_words("thesis", work[name.start : name.end]) else "book"
    return "book" if "edition" in labels else "document"


def commas(text: Text, zone: Span) -> Reading:
    """Everything between commas: "司守奎,孙兆亮,数学建模算法与应用(第二版),北京:国防工业出版社,2015.4"."""
    work = text.masked
    pieces = [trim(work, *m.span()) for m in pattern(r"(?:\([^)]*+\)|[^,(]|\()++").finditer(work, *zone)]
    pieces = [p for p in pieces if p.end > p.start]
    n = 0
    while (
        n < len(pieces) - 1
        and (head.names_like(work, *pieces[n]) == 1.0 or role_after(work, *pieces[n])[1])
        and pieces[n].end - pieces[n].start <= 16
    ):
        n += 1
    if n == len(pieces) - 1 and n > 1:
        n = 1
    out = list(responsibility(text, zone.start, pieces[n - 1].end, head=True)) if n else []
    year = at(r"@{YEAR}[a-z]?$", work, *pieces[n]) if n < len(pieces) - 1 else None
    if year:
        out.append(Segment("issued", *pieces[n]))
        n += 1
    out += titles.title_segments(text, *pieces[n], "")
    if n + 1 == len(pieces):
        return "document", out
    kind, more = _after_commas(text, pieces[n + 1 :], zone.end, year is not None)
    out += more
    return kind or _kind(out, work), out


def _after_commas(text: Text, rest: list[Span], end: int, dated: bool) -> Reading:
    """What follows a title where all stands between commas: a thesis, the numbering of a journal, or an imprint."""
    work = text.masked
    genre = next((p for p in rest if word_before("thesis", work, p.end, p.start) < p.end), None)
    if genre:
        cut = word_before("thesis", work, genre.end, genre.start)
        out = [Segment("genre", cut, genre.end), *school(text, genre.start, cut)]
        for piece in rest:
            if piece != genre:
                out += imprints.imprint(text, *piece)
        return "thesis", out
    found = numbers.serial(work, rest[0].start, end, dated)
    if found and {p.label for p in found[1]} & {"volume", "issue"}:
        out = [Segment(p.label, p.start, p.end) for p in found[1]]
        return "article-journal", [*out, *segment("container-title", text, rest[0].start, found[0])]
    out = []
    while len(rest) > 1 and (small := list(imprints.small_zone(text, rest[0], "translator"))):
        out += small
        rest = rest[1:]
    return "", [*out, *imprints.imprint(text, rest[0].start, end)]
