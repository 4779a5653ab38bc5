"""Figures and names of the imprint: dates, numbers, place and publisher, genre; and what is left after them."""

from __future__ import annotations

from polybib.model import Span
from polybib.styles import _lexicon, _note_dates, _note_numbers, _note_places
from polybib.styles._scan import brackets, compiled, trim
from polybib.styles._sheet import GONE, OUTER, Sheet, blank, skip


def read_figures(sheet: Sheet, start: int) -> None:
    """Claim dates, numbers and the imprint. Whole dates come first (a day is not a volume), bare years last."""
    whole = _note_dates.find(sheet.work, start, sheet.end)
    for date in whole:
        suffix = compiled(r"\s?(?:г|р|ж|роки?|года?)\.?(?![\p{L}])").match(sheet.work, date.end, sheet.end)
        sheet.strike(date.start, suffix.end() if suffix else date.end)
        sheet.signs.add("dated")
    if not whole and "year-first" in sheet.signs:
        _day_without_year(sheet, start)
    _cited_as_law(sheet, start)
    genres(sheet, start)
    _note_numbers.read_numbers(sheet, start)
    read_dates(sheet, start, whole)
    imprint(sheet, start)


def _cited_as_law(sheet: Sheet, start: int) -> None:
    """ "410 U.S. 113 (1973)", "19 Modern China 199 (1993)": volume, reporter or journal, first page (Bluebook)."""
    found = compiled(
        rf"(?<=,\s)(?P<volume>\d{{1,4}})\s(?P<name>\p{{Lu}}[\p{{L}}.&’' ]*(?:\s?\d?[2-4]d)?)"
        rf"\s(?P<page>\d{{1,5}})(?:,\s\d+)?\s\((?:(?P<court>[^()\d]{{2,20}}?)\s)?(?P<year>{_note_dates.YEAR})\)"
    ).search(sheet.work, start, sheet.end)
    if found:
        for group, label in (
            ("volume", "volume"),
            ("name", "container-title"),
            ("page", "page"),
            ("court", "authority"),
            ("year", "issued"),
        ):
            if found[group]:
                sheet.claim(label, *found.span(group))
        sheet.strike(*found.span())
        sheet.signs.update(("volume", "bluebook", "dated"))


def read_dates(sheet: Sheet, start: int, whole: list[_note_dates.Found]) -> None:
    """Claim the date of issue: the most exact one, in a host's imprint the last; others are only form."""
    found = [*whole, *_note_dates.years(sheet.work, start, sheet.end)]
    if not found and not sheet.has("issued"):
        found += _year_after_word(sheet, start)
    if not found:
        return
    found.sort()
    found = _consulted(sheet, found)
    if not found:
        return
    last = found[-1]
    best = last if "host" in sheet.signs and last.exact == 1 else max(found, key=lambda d: (d.exact, -d.start))
    if best.exact >= 2:
        sheet.relabel("issued", "syntax")
    keep = not sheet.has("issued")
    for date in found:
        sheet.claim_again("issued" if keep and date == best else "syntax", date.start, date.end)
    sheet.signs.update({"dated"} | ({"day"} if best.exact == 3 else set()))


def _consulted(sheet: Sheet, found: list[_note_dates.Found]) -> list[_note_dates.Found]:
    """A whole date after the URL, when another date stands before it (or "retrieved from"), tells when the page was
    seen."""
    url = next((s for s in sheet.out if s.label == "URL"), None)
    before = "retrieved" in sheet.signs or (url and found[0].end <= url.start)
    if url and before and found[-1].exact == 3 and found[-1].start > url.start:
        text = sheet.text.folded
        if text[found[-1].start : found[-1].end] not in (text[d.start : d.end] for d in found[:-1]) and not sheet.has(
            "accessed"
        ):
            sheet.claim_again("accessed", found[-1].start, found[-1].end)
            return found[:-1]
    return found


def _day_without_year(sheet: Sheet, start: int) -> None:
    """ "CAC (2017). “...”. May 2.": the day of a year that stands before the title."""
    months = _lexicon.table(*(f"month.{n}" for n in range(1, 13)))
    for found in compiled(
        rf"(?<![\p{{L}}\d])(?:(?P<name>\p{{L}}{{3,12}})\.?\s{_note_dates.DAY}|{_note_dates.DAY}\s(?P<name>\p{{L}}{{3,12}}))(?![\p{{L}}\d])"
    ).finditer(sheet.work, start, sheet.end):
        if found["name"].casefold() in months:
            sheet.claim("issued", *found.span())
            return


def _year_after_word(sheet: Sheet, start: int) -> list[_note_dates.Found]:
    """ "Köln 2009, S. 12", "Madrid 1990.": a year that follows its place without a comma."""
    years = list(
        compiled(rf"(?<=[\p{{L}}.]\s)({_note_dates.YEAR})[a-h]?(?=\s*(?:[,.;)\]{GONE}]|$))").finditer(
            sheet.work, start, sheet.end
        )
    )
    return [_note_dates.Found(*years[-1].span(1), 1)] if years else []


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
    for colon in [m.start() for m in compiled(r":").finditer(sheet.work, start, sheet.end)][:-13:-1]:
        place, publisher = _around(sheet, start, colon)
        if (
            place
            and publisher
            and _note_places.place_like(sheet.work[slice(*place)])
            and _not_subtitle(sheet, start, place, publisher)
        ):
            sheet.claim("publisher-place", *place, OUTER)
            sheet.claim("publisher", *publisher, OUTER + ".")
            sheet.strike(colon, colon + 1)
            sheet.signs.add("imprint")
            return


def _not_subtitle(sheet: Sheet, start: int, place: Span, publisher: Span) -> bool:
    """ "Title: Subtitle, Publisher" is no imprint: a place must be known, or not be all there is."""
    if _note_places.is_place(sheet.work[slice(*place)]) or _note_places.region(sheet.work[slice(*place)]):
        return True
    if blank(sheet.work, start, place.start):
        plain = len(sheet.work[slice(*place)].split()) <= 2 and not sheet.signs & {
            "volume",
            "issue",
            "volume-issue",
            "host",
        }
        return plain and sheet.has("title")
    if sheet.has("title"):
        return True
    return "," not in sheet.work[slice(*publisher)] and len(sheet.work[slice(*place)].split()) <= 2


def _around(sheet: Sheet, start: int, colon: int) -> tuple[Span | None, Span | None]:
    """The place before a colon and the publisher after it, when a year or the end of the reference follows."""
    after = compiled(
        r"\s?(?P<name>[\p{Lu}\p{Lo}“\"«][^"
        + GONE
        + r"()\[\]:]{1,120}?)(?=\s*(?:,?\s*["
        + GONE
        + r"(\[]|[.,;]?\s*$|(?<=\p{L}{2})\.\s(?!\p{Ll})))"
    ).match(sheet.work, colon + 1, sheet.end)
    place = _place_before(sheet, start, colon)
    if not after or not place:
        return None, None
    end = after.end("name")
    follows = next((s.label for s in sorted(sheet.out, key=lambda s: s.start) if s.start >= end), "")
    if (
        follows not in ("", "issued", "number-of-pages", "URL", "DOI", "ISBN", "syntax")
        and "year-first" not in sheet.signs
    ):
        return None, None
    return place, Span(*after.span("name"))


def _place_before(sheet: Sheet, start: int, colon: int) -> Span | None:
    """The last stretch before a colon; with the one before it, when the last is only a region ("Cambridge, MA:")."""
    pattern = compiled(
        r"(?:[^,.;:()\[\]“”\"«»"
        + GONE
        + r"]|\.(?=\s?[,:;])|\.(?=\p{Lu})|(?<=(?<![\p{L}])\p{Lu}\p{Ll}?)\.\s(?=\p{Lu}))++"
    )
    found = [Span(*m.span()) for m in pattern.finditer(sheet.work, max(start, colon - 110), colon + 1)]
    stretches = [trim(sheet.work, s.start, s.end, " \t") for s in found if sheet.work[s.start : s.end].strip()]
    if not stretches or not sheet.work[stretches[-1].start].isupper():
        return None
    first = len(stretches) - 1
    while (
        first > 0
        and sheet.work[stretches[first - 1].end : stretches[first].start].strip() == ","
        and sheet.work[stretches[first - 1].start].isupper()
    ):
        text, before = sheet.work[slice(*stretches[first])], sheet.work[slice(*stretches[first - 1])]
        if not (_note_places.region(text) or (_note_places.is_place(text) and _note_places.is_place(before))):
            break
        first -= 1
    return Span(stretches[first].start, stretches[-1].end)


def genres(sheet: Sheet, start: int) -> None:
    """Claim what names the kind of work ("Ph.D. dissertation", "U.S. Patent 3 624 125", "Tech. Rep. 12")."""
    for chunk in leftovers(sheet, start):
        text = sheet.work[slice(*chunk)]
        if len(text) < 60 and _lexicon.found("thesis", text) and not sheet.has("genre"):
            sheet.claim("genre", *chunk)
            sheet.signs.add("thesis")
        elif _patent(sheet, chunk, text):
            sheet.signs.add("patent")
        elif text.casefold() in _lexicon.table("kind.report") or _report_of(text):
            sheet.claim("genre", *chunk)
            sheet.signs.add("report")
        elif _numbered_kind(sheet, chunk, text):
            continue
        elif _act(sheet, chunk, text):
            sheet.signs.add("act")


def _act(sheet: Sheet, chunk: Span, text: str) -> bool:
    """ "Law of Ukraine of 05.10.2017 no. 2163-VIII": the kind of an act and who made it, before its date or number."""
    if len(text) > 90 or sheet.has("author") or not _lexicon.begins("kind.legislation", text):
        return False
    follows = compiled(r"(?:\s(?P<word>\p{Ll}{2,5}))?(?P<number>\s?(?:[Nn]o\.?|№|[Nn]r\.?)\s?\d.*)?$").search(text)
    if not follows:
        return False
    struck = sheet.work[chunk.end : chunk.end + 2].strip(" ,")[:1] == GONE
    if not (follows["number"] or (struck and follows["word"])):
        return False
    sheet.claim("genre", chunk.start, chunk.start + follows.start())
    if follows["word"]:
        sheet.claim("syntax", chunk.start + follows.start("word"), chunk.start + follows.end("word"))
    return True


def _report_of(text: str) -> bool:
    """ "Abschlussbericht des Arbeitskreises Industrie 4.0", "final report of the group": a kind and whose it is."""
    if len(text) >= 90:
        return False
    second = compiled(r"^\p{L}+(?:\s\p{L}+)?\s\p{Ll}{2,4}\s").match(text)
    return second is not None and _lexicon.begins("kind.report", text)


def _numbered_kind(sheet: Sheet, chunk: Span, text: str) -> bool:
    """ "Tech. Rep. TR-0200", "Working Paper No. 12", "IEEE Standard 308": the genre and the number."""
    found = compiled(
        r"(?P<kind>(?:\p{L}+(?:[/-]\p{L}+)*+\.?\s){1,4}?)(?:(?:[Nn]o|№|[Nn]r)\.?\s?)?(?P<number>[\p{Lu}\d][\p{L}\d./:()-]*(?:\s\([\d-]+\)[\d-]*)?)"
    ).fullmatch(text)
    if not found or len(text) > 60 or not compiled(r"\d").search(found["number"]):
        return False
    if (
        found["kind"][0].isupper()
        and _lexicon.found("kind.standard", found["kind"])
        and len(found["kind"].split()) <= 3
    ):
        sheet.claim("number", *chunk)
        sheet.signs.add("standard")
        return True
    if _lexicon.ends("kind.report", found["kind"]):
        sheet.claim("genre", chunk.start, chunk.start + found.end("kind"), OUTER)
        sheet.claim("syntax", chunk.start + found.end("kind"), chunk.start + found.start("number"))
        sheet.claim("number", chunk.start + found.start("number"), chunk.end)
        sheet.signs.add("report")
        return True
    return False


def _patent(sheet: Sheet, chunk: Span, text: str) -> bool:
    if compiled(r"[A-Z]{2}\s?\d{6,12}\s?[A-Z]\d?").fullmatch(text):  # WIPO ST.16: country, number, kind
        sheet.claim("number", *chunk)
        return True
    if len(text) > 40 or not _lexicon.begins("kind.patent", compiled(r"^[A-Z]{2}[- ]").sub("", text)):
        return False
    number = compiled(r"[\p{Lu}\d][\d\s,./\p{Lu}-]*\d[\p{Lu}\d]*\s*").search(sheet.work, chunk.start + 3, sheet.end)
    if number:
        sheet.claim("syntax", chunk.start, number.start())
        sheet.claim("number", *number.span())
    else:
        sheet.claim("genre", *chunk)
    return True


def leftovers(sheet: Sheet, start: int) -> list[Span]:
    """The stretches of text that nothing has claimed, in order, divided at commas, brackets and full stops."""
    found = []
    for chunk in compiled(
        r"[^\s,;()\[\]" + GONE + r"](?:[^,;()\[\]" + GONE + r"]|\([^()" + GONE + r"]*\)|\[[^\[\]" + GONE + r"]*\])*+"
    ).finditer(sheet.work, start, sheet.end):
        at = chunk.start()
        for stop in compiled(r"(?<=\p{Ll}{4}|\p{Lu}{3}|[)\]”])\.\s+(?=[\p{Lu}\p{Lo}])").finditer(
            sheet.work, *chunk.span()
        ):
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
