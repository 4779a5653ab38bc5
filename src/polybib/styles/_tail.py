"""What stands after the title: originals, responsibility, container, numbers, dates, imprint; then what is left over."""

from __future__ import annotations

from polybib.model import Span
from polybib.styles import _dates, _head, _lexicon, _numbering, _title
from polybib.styles._people import INITIAL, look_like_names
from polybib.styles._scan import brackets, compiled, inside, trim
from polybib.styles._sheet import CJK, GONE, Sheet, blank, cjk, skip

OUTER = " \t\u3000\u00a0,;:。，；：\\" + GONE


def read_tail(sheet: Sheet, start: int) -> None:
    """Claim what follows the title, in the order of certainty."""
    _issued_by(sheet, start)
    start = host(sheet, start)
    roles(sheet, start)
    _editors_last(sheet, start)
    emphasised = [e for e in _title.emphasis(sheet) if e.start >= start]
    if emphasised:
        _italic_container(sheet, start, emphasised[0])
    _presented(sheet, start)
    read_figures(sheet, start)


def host(sheet: Sheet, start: int) -> int:
    """ "in Title", "In: A. Editor (ed.), Title": claim the word and the editors; where the host's title begins."""
    found = _lexicon.pattern(r"[\s,.;:" + GONE + r"]*(?<![\p{L}])(?P<word>\L<words>)(?:\s*:\s*|\s+)(?=(?-i:[\p{Lu}\p{Lo}\d“\"«„(\[]))", "note.host").match(
        sheet.work, start, sheet.end
    )
    if not found:
        return start
    sheet.claim("syntax", found.start("word"), found.end())
    sheet.signs.add("host")
    return editors_first(sheet, found.end(), sheet.end)


def _issued_by(sheet: Sheet, start: int) -> None:
    """ "released by the Standardisation Administration of China (中国国家标准化管理委员会)": the author."""
    found = _lexicon.pattern(r"[\s,(]*(?<![\p{L}])\L<words>\s+(?:the\s+)?(?=[\p{Lu}\p{Lo}])", "note.issued-by").match(sheet.work, start, sheet.end)
    if not found or sheet.has("author"):
        return
    end = _clause_end(sheet, found.end())
    sheet.claim("syntax", *found.span())
    sheet.claim("author", found.end(), end)
    sheet.signs.add("issued-by")


def _clause_end(sheet: Sheet, start: int) -> int:
    """Up to the next comma, full stop or claimed stretch outside brackets, or italic text."""
    closed = brackets(sheet.work, start, sheet.end)
    stops = [e.start for e in _title.emphasis(sheet) if e.start > start]
    for sign in compiled(r"[,;]|\.(?=\s)|[" + GONE + r"]|\)").finditer(sheet.work, start, sheet.end):
        if not inside(sign.start(), closed):
            stops.append(sign.start())
            break
    return min([*stops, sheet.end])


def roles(sheet: Sheet, start: int) -> None:
    """ "edited by X and Y", "ed. X", "trans. X", "Under the general editorship of prof. X and prof. Y"."""
    for category, label in (("note.editor-lead", "editor"), ("note.translator-lead", "translator")):
        pattern = _lexicon.pattern(r"(?:(?<=[,.;:(\[" + GONE + r"]\s{0,2})|(?<=^))(?<![\p{L}])\L<words>(?:\.|\s|:)\s*(?=(?-i:[\p{Lu}\p{Lo}]|\p{Ll}{2,5}\.\s))", category)
        found = pattern.search(sheet.work, start, sheet.end)
        if not found:
            continue
        end = _names_end(sheet, found.end())
        if end > found.end():
            sheet.claim("syntax", *found.span())
            _titled_names(sheet, found.end(), end, label)
            sheet.signs.add(label)


def _editors_last(sheet: Sheet, start: int) -> None:
    """ "in Title, K. Zimmermann and Th. Stolz, Eds.": the names between the title and the mark."""
    mark = _lexicon.pattern(r"[,\s]+[(\[]?(?P<word>\L<words>)\.?[)\]]?(?=[\s,.:;" + GONE + "]|$)", "role.editor").search(sheet.work, start, sheet.end)
    if not mark or sheet.has("editor") or _lexicon.found("note.affiliation", mark["word"]):
        return
    best = None
    for comma in reversed([m.end() for m in compiled(r"[,;.](?=\s)|[" + GONE + "]").finditer(sheet.work, start, mark.start())]):
        if not look_like_names(sheet.work[comma : mark.start()]):
            if best is not None:
                break
            continue
        best = comma
    if best is not None and not blank(sheet.work, best, mark.start()):
        sheet.claim("syntax", mark.start("word"), mark.end(), "")
        sheet.claim("editor", best, mark.start(), OUTER)
        sheet.signs.add("editor")


def _names_end(sheet: Sheet, start: int) -> int:
    """The end of a list of names: one name, a name turned round, or all names up to the one after "and"."""
    limit = min(start + 400, sheet.end)
    closed = compiled(r"[;()\[\]:" + GONE + r"]|(?<=\p{L}{3})\.(?=\s|$)|$")
    titles = _lexicon.pattern(r"(?<![\p{L}])\L<words>$", "note.title-word")
    stop = next((m.start() for m in closed.finditer(sheet.work, start, limit) if not titles.search(sheet.work, start, m.start())), limit)
    commas = [m.start() for m in compiled(",").finditer(sheet.work, start, stop)] + [stop]
    joined = _lexicon.pattern(r"[\s,](?:\L<words>|&)\s", "note.and").search(sheet.work, start, stop)
    for n, comma in enumerate(commas):
        following = sheet.work[comma + 1 : commas[n + 1]] if n + 1 < len(commas) else ""
        if not look_like_names(_untitled(sheet.work[start:comma])):
            return commas[n - 1] if n else start
        if joined and joined.end() <= comma:
            return comma
        if joined and joined.end() <= stop and look_like_names(_untitled(sheet.work[start : commas[min(len(commas) - 1, n + 1)]])):
            continue
        if not compiled(rf"\s*(?:{INITIAL})\s*").fullmatch(following):
            return comma
    return stop


def _untitled(text: str) -> str:
    """Without "prof.", "Dr." and the like."""
    return _lexicon.pattern(r"(?<![\p{L}])\L<words>\.?\s+", "note.title-word").sub("", text)


def _titled_names(sheet: Sheet, start: int, end: int, label: str) -> None:
    """Claim names, leaving out the titles before them ("prof.")."""
    at = start
    for found in _lexicon.pattern(r"(?:\s*(?:,|&|(?<![\p{L}])\p{L}{1,3}(?=\s))?\s*)(?<![\p{L}])\L<words>\.?\s+", "note.title-word").finditer(sheet.work, start, end):
        sheet.claim(label, at, found.start())
        sheet.claim("syntax", *found.span())
        at = found.end()
    sheet.claim(label, at, end)


def _italic_container(sheet: Sheet, start: int, span: Span) -> None:
    """The container in italics, with the original before or after it; "in" before it means a host."""
    before = trim(sheet.work, start, span.start, OUTER)
    original = compiled(CJK + r"[^\p{Latin}\p{Cyrillic}" + GONE + r",;]*$").search(sheet.work, before.start, before.end)
    if original:
        sheet.claim("custom.container-title-original", *original.span())
        before = trim(sheet.work, start, original.start(), OUTER)
    host = _lexicon.pattern(r"(?:^|(?<=[\s,.;" + GONE + r"]))(?:\L<words>)\s*$", "note.host").search(sheet.work, before.start, before.end)
    if host:
        sheet.claim("syntax", *host.span())
        sheet.signs.add("host")
    sheet.signs.add("italic-container")
    if sheet.has("custom.container-title-original"):
        sheet.claim("container-title", *span)
        return
    _title.claim_span(sheet, span, "container-title")


def _presented(sheet: Sheet, start: int) -> None:
    """ "paper presented at the 5th Conference on X, Beijing": the event."""
    found = _lexicon.pattern(r"(?<![\p{L}])\L<words>\s+(?:the\s+)?", "note.presented").search(sheet.work, start, sheet.end)
    if found:
        sheet.claim("syntax", *found.span())
        sheet.claim("event-title", found.end(), _clause_end(sheet, found.end()))
        sheet.signs.add("presented")


def read_figures(sheet: Sheet, start: int) -> None:
    """Claim dates, numbers and the imprint. Whole dates come first (a day is not a volume), bare years last."""
    whole = _dates.find(sheet.work, start, sheet.end)
    for date in whole:
        sheet.strike(date.start, date.end)
    _cited_as_law(sheet, start)
    genres(sheet, start)
    _numbering.read_numbers(sheet, start)
    read_dates(sheet, start, whole)
    imprint(sheet, start)


def _cited_as_law(sheet: Sheet, start: int) -> None:
    """ "410 U.S. 113 (1973)", "19 Modern China 199 (1993)": volume, reporter or journal, first page (Bluebook)."""
    found = compiled(
        rf"(?<=,\s)(?P<volume>\d{{1,4}})\s(?P<name>\p{{Lu}}[\p{{L}}.&’' ]*(?:\s?\d?[2-4]d)?)\s(?P<page>\d{{1,5}})(?:,\s\d+)?\s\((?:(?P<court>[^()\d]{{2,20}}?)\s)?(?P<year>{_dates.YEAR})\)"
    ).search(sheet.work, start, sheet.end)
    if found:
        for group, label in (("volume", "volume"), ("name", "container-title"), ("page", "page"), ("court", "authority"), ("year", "issued")):
            if found[group]:
                sheet.claim(label, *found.span(group))
        sheet.strike(*found.span())
        sheet.signs.update(("volume", "bluebook", "dated"))


def read_dates(sheet: Sheet, start: int, whole: list[_dates.Found]) -> None:
    """Claim the date of issue: the most exact one, in a host's imprint the last; others that repeat it are only form."""
    found = [*whole, *_dates.years(sheet.work, start, sheet.end)]
    if not found and not sheet.has("issued"):
        found += _year_after_word(sheet, start)
    if not found:
        return
    found.sort()
    found = _consulted(sheet, found)
    last = found[-1]
    best = last if "host" in sheet.signs and last.exact == 1 else max(found, key=lambda d: (d.exact, -d.start))
    if best.exact >= 2:
        sheet.relabel("issued", "syntax")
    keep = not sheet.has("issued")
    for date in found:
        sheet.claim_again("issued" if keep and date == best else "syntax", date.start, date.end)
    sheet.signs.update({"dated"} | ({"day"} if best.exact == 3 else set()))


def _consulted(sheet: Sheet, found: list[_dates.Found]) -> list[_dates.Found]:
    """A whole date after the URL, when another date stands before it, tells when the page was seen."""
    url = next((s for s in sheet.out if s.label == "URL"), None)
    if url and found[-1].exact == 3 and found[-1].start > url.start and found[0].end <= url.start:
        text = sheet.text.folded
        if text[found[-1].start : found[-1].end] not in (text[d.start : d.end] for d in found[:-1]) and not sheet.has("accessed"):
            sheet.claim_again("accessed", found[-1].start, found[-1].end)
            return found[:-1]
    return found


def _year_after_word(sheet: Sheet, start: int) -> list[_dates.Found]:
    """ "Köln 2009, S. 12", "Madrid 1990.": a year that follows its place without a comma."""
    years = list(compiled(rf"(?<=[\p{{L}}.]\s)({_dates.YEAR})[a-h]?(?=\s*(?:[,.;)\]{GONE}]|$))").finditer(sheet.work, start, sheet.end))
    return [_dates.Found(*years[-1].span(1), 1)] if years else []


def imprint(sheet: Sheet, start: int) -> None:
    """ "City: Publisher", in brackets or between signs."""
    for pair in brackets(sheet.work, start, sheet.end):
        colon = sheet.work.find(":", pair.start, pair.end)
        if colon > 0 and compiled(r"\(\s*\p{Lu}").match(sheet.work, pair.start):
            sheet.claim("publisher-place", pair.start + 1, colon, OUTER)
            sheet.claim("publisher", colon + 1, sheet.until_gone(colon + 1, pair.end - 1), OUTER)
            sheet.strike(*pair)
            sheet.signs.add("imprint")
            return
    for colon in reversed([m.start() for m in compiled(r":").finditer(sheet.work, start, sheet.end)]):
        place, publisher = _around(sheet, start, colon)
        if place and publisher and place_like(sheet.work[slice(*place)]) and _not_subtitle(sheet, start, place, publisher):
            sheet.claim("publisher-place", *place, OUTER)
            sheet.claim("publisher", *publisher, OUTER + ".")
            sheet.strike(colon, colon + 1)
            sheet.signs.add("imprint")
            return


def _not_subtitle(sheet: Sheet, start: int, place: Span, publisher: Span) -> bool:
    """ "Title: Subtitle, Publisher" is no imprint: what stands before the colon must be a place, or not be all there is."""
    if _lexicon.found("place", sheet.work[slice(*place)]) or region(sheet.work[slice(*place)]) or sheet.has("title"):
        return True
    if blank(sheet.work, start, place.start):
        return False
    return "," not in sheet.work[slice(*publisher)] and len(sheet.work[slice(*place)].split()) <= 2


def _around(sheet: Sheet, start: int, colon: int) -> tuple[Span | None, Span | None]:
    """The place before a colon and the publisher after it, when a year or the end of the reference follows."""
    after = compiled(r"\s?(?P<name>[\p{Lu}\p{Lo}“\"«][^" + GONE + r"()\[\]:]{1,120}?)(?=\s*(?:,?\s*[" + GONE + r"(\[]|[.,;]?\s*$|(?<=\p{L}{2})\.\s(?!\p{Ll})))").match(
        sheet.work, colon + 1, sheet.end
    )
    place = _place_before(sheet, start, colon)
    if not after or not place:
        return None, None
    end = after.end("name")
    follows = next((s.label for s in sorted(sheet.out, key=lambda s: s.start) if s.start >= end), "")
    if follows not in ("", "issued", "number-of-pages", "URL", "DOI", "ISBN", "syntax") and "year-first" not in sheet.signs:
        return None, None
    return place, Span(*after.span("name"))


def _place_before(sheet: Sheet, start: int, colon: int) -> Span | None:
    """The last stretch before a colon; with the one before it, when the last is only a region ("Cambridge, MA:")."""
    pattern = compiled(r"[^,.;:()\[\]“”\"«»" + GONE + r"]+(?:\.(?=\s?[,:;])|\.(?=\p{Lu})|\.\s(?=\p{Lu}\.)|(?<=\b\p{Lu})\.)*+")
    found = [Span(*m.span()) for m in pattern.finditer(sheet.work, max(start, colon - 110), colon + 1)]
    stretches = [trim(sheet.work, s.start, s.end, " \t") for s in found if sheet.work[s.start : s.end].strip()]
    if not stretches or not sheet.work[stretches[-1].start].isupper():
        return None
    first = len(stretches) - 1
    while first > 0 and sheet.work[stretches[first - 1].end : stretches[first].start].strip() == "," and sheet.work[stretches[first - 1].start].isupper():
        text, before = sheet.work[slice(*stretches[first])], sheet.work[slice(*stretches[first - 1])]
        if not (region(text) or (_lexicon.found("place", text) and _lexicon.found("place", before))):
            break
        first -= 1
    return Span(stretches[first].start, stretches[-1].end)


def region(text: str) -> bool:
    """A state or a country after a town ("MA", "Mass.", "U.S.A.").

    >>> region("MA"), region("Mass."), region("Paris")
    (True, True, False)
    """
    return bool(compiled(r"\p{Lu}{2,3}|(?:\p{Lu}\.\s?)+|\p{Lu}\p{Ll}{1,5}\.").fullmatch(text.strip()))


def place_like(text: str) -> bool:
    """Few words, none in lower case but particles."""
    plain = text.split()
    return len(plain) <= 8 and sum(w[0].islower() for w in plain) <= 1 + len(plain) // 4 and not _lexicon.found("kind.journal", text)


def genres(sheet: Sheet, start: int) -> None:
    """Claim what names the kind of work ("Ph.D. dissertation", "U.S. Patent 3 624 125")."""
    for chunk in leftovers(sheet, start):
        text = sheet.work[slice(*chunk)]
        if len(text) < 60 and _lexicon.found("thesis", text) and not sheet.has("genre"):
            sheet.claim("genre", *chunk)
            sheet.signs.add("thesis")
        elif _patent(sheet, chunk, text):
            sheet.signs.add("patent")


def _patent(sheet: Sheet, chunk: Span, text: str) -> bool:
    if len(text) > 40 or not _lexicon.begins("kind.patent", text):
        return False
    number = compiled(r"[\p{Lu}\d][\d\s,./\p{Lu}-]*\d[\p{Lu}\d]*\s*").search(sheet.work, chunk.start + 3, sheet.end)
    if number:
        sheet.claim("syntax", chunk.start, number.start())
        sheet.claim("number", *number.span())
    else:
        sheet.claim("genre", *chunk)
    return True


def leftovers(sheet: Sheet, start: int) -> list[Span]:
    """The stretches of text that nothing has claimed, in order, divided at commas, semicolons, brackets and full stops."""
    found = []
    for chunk in compiled(r"(?:[^,;()\[\]" + GONE + r"]|\([^()" + GONE + r"]*\)|\[[^\[\]" + GONE + r"]*\])+").finditer(sheet.work, start, sheet.end):
        at = chunk.start()
        for stop in compiled(r"(?<=\p{Ll}{4}|\p{Lu}{3}|[)\]”])\.\s+(?=[\p{Lu}\p{Lo}])").finditer(sheet.work, *chunk.span()):
            if _sentence_end(sheet.work, chunk.start(), chunk.end()):
                found.append(Span(at, stop.start()))
                at = stop.end()
        found.append(Span(at, chunk.end()))
    trimmed = (trim(sheet.work, skip(sheet.work, s.start, s.end, OUTER + "."), s.end, OUTER) for s in found)
    return [s for s in trimmed if not blank(sheet.work, s.start, s.end)]


def _sentence_end(work: str, start: int, end: int) -> bool:
    """A full stop divides only where the stretch is not a chain of abbreviations ("Proc. Int. Conf. Robot.")."""
    return len(compiled(r"\p{L}\.(?=\s|$)").findall(work, start, end)) <= 1


def extend(sheet: Sheet, chunks: list[Span], first: int, last: int) -> Span:
    """One stretch from the first to the last of some neighbouring chunks."""
    return Span(chunks[first].start, chunks[last].end)


def is_original(sheet: Sheet, span: Span) -> bool:
    return cjk(sheet.work[span.start : span.end]) and not compiled(r"\p{Latin}{3}").search(sheet.work, *span)


def editors_first(sheet: Sheet, start: int, end: int) -> int:
    """ "in W. G. Gottenberg, ed., Title": claim the editors before the host's title; where the title then begins."""
    mark = _lexicon.pattern(r"[\s,(\[]+(?:\L<words>)\.?[)\]]?(?=[\s,.:;])[\s,.:;]*", "role.editor").search(sheet.work, start, min(end, start + 400))
    if not mark or not look_like_names(sheet.work[start : mark.start()]):
        return start
    _head.names(sheet, start, mark.start(), "editor")
    sheet.claim("syntax", mark.start(), mark.end(), " ,")
    sheet.signs.add("editor")
    return mark.end()
