"""What stands around a reference in a note: label, "See:", identifiers and access notes, announced short forms, and
sentences that follow the reference."""

from __future__ import annotations

import regex

from polybib import words
from polybib.styles import _lexicon, _note_dates, _quoted
from polybib.styles._scan import brackets, compiled, inside, trim
from polybib.styles._sheet import GONE, Sheet, skip
from polybib.values import identifiers

LABEL = r"\s*(?:\[\d{1,4}\]|\(\d{1,4}\)|\d{1,4}[.)](?=\s)|[①-⑳㉑-㉟㊱-㊿]|[*•#·–-](?=\s))\s*"
ITSELF = ("DOI", "URL", "ISBN", "ISSN", "PMID", "PMCID", "arXiv", "CSTR")
NAMES_OF = {name.casefold(): name for name in ITSELF}


def frame(sheet: Sheet) -> None:
    """Claim all that is not the reference proper; what is left between `start` and `end` is its body."""
    _label(sheet)
    _repeats(sheet)
    _hereafter(sheet)
    _follow_up(sheet)
    _accessed(sheet)
    _identifiers(sheet)
    while sheet.end > sheet.start and sheet.work[sheet.end - 1] in " \t.,;。" + GONE:
        sheet.end -= 1


def _label(sheet: Sheet) -> None:
    """The number of an item, then the words that lead to the reference ("See also:")."""
    found = compiled(LABEL).match(sheet.work)
    if found:
        sheet.claim("syntax", *found.span())
        sheet.start = found.end()
    key = compiled(r"\p{Lu}[\p{L}\s.,’'-]{1,40}?\s(?:1[89]|20)\d\d[a-z]?\s?(?:=|:(?=\s\p{Lu}))\s*").match(
        sheet.work, sheet.start, sheet.end
    )
    if key:
        sheet.claim("syntax", *key.span())
        sheet.start = key.end()
    at = sheet.start
    while found := _lead(sheet, at):
        if sheet.work[found.end()].islower() or (len(found["word"]) <= 2 and found["word"].isupper()):
            break
        at = found.end()
    if at > sheet.start:
        sheet.claim("lead", sheet.start, at)
        sheet.start = at


def _repeats(sheet: Sheet) -> None:
    """Words and dashes that stand for what was cited before ("Ibid.", "———.", "op. cit.", "(in Russian)")."""
    dash = compiled(r"\W{0,2}[—–―‒_⸺⸻-]{2,}\s*[.,:]?\s*").match(sheet.work, sheet.start, sheet.end)
    if dash:
        sheet.claim("syntax", *dash.span(), "")
        sheet.start = dash.end()
    for category in ("repeat.previous", "repeat", "in-language"):
        pattern = r"(?:(?<=[,.(\s\ue001][\s\ue001]?)|(?<=^))[(\[]?\L<words>\.?[)\]]?(?=[,.;:)\]]|$|\s*\d|\s[pSс]\.)"
        found = _lexicon.search(sheet, pattern, category, sheet.start, sheet.end)
        if found and (
            category == "in-language"
            or found.start() <= sheet.start + 1
            or sheet.work[: found.start()].rstrip()[-1:] in ",."
        ):
            sheet.claim("syntax", *found.span(), "")


def _hereafter(sheet: Sheet) -> None:
    """ "(hereafter, X)", "– hereafter X", "hereinafter “X”": the short form, to the bracket's end or to the end."""
    pattern = r"(?P<open>[(\[]?)[\s,;–—-]*(?<![\p{L}])(?P<word>\L<words>)(?![\p{L}])[\s,:]*"
    found = _lexicon.search(sheet, pattern, "hereafter", sheet.start, sheet.end)
    if not found or (
        not found["open"]
        and compiled(r"[\p{L}\p{N}]\s?$").search(sheet.work, max(0, found.start("word") - 2), found.start("word"))
    ):
        return
    pair = inside(found.start("open"), brackets(sheet.work, sheet.start, sheet.end)) if found["open"] else None
    close = pair.end - 1 if pair else sheet.end
    start, end = trim(sheet.work, found.end(), close, " \t,;:.")
    inner = (
        _quoted.strip(sheet.work, start, end)
        if sheet.work[start:end].count(",") == 0 or sheet.work[start] in _quoted.DOUBLE
        else (start, end)
    )
    sheet.claim("syntax", found.start(), found.end())
    sheet.claim("hereafter", *inner, " \t,;:")
    sheet.strike(start, pair.end if pair else end)


def _follow_up(sheet: Sheet) -> None:
    """Where the work is kept ("On file with author"), and sentences after the reference: a note, with its own URLs."""
    on_file = _lexicon.search(sheet, r"(?<![\p{L}])\L<words>(?![\p{L}])", "note.on-file", sheet.start, sheet.end)
    start = on_file.start() if on_file else _sentence(sheet, _title_end(sheet))
    if start is None:
        return
    sheet.signs.add("on-file" if on_file else "follow-up")
    span = trim(sheet.work, start, sheet.end, " \t.,;()")
    sheet.claim("note", span.start, span.end, "")
    sheet.end = span.start


def _title_end(sheet: Sheet) -> int:
    """Where the first quotation or italic stretch ends; a sentence before it does not follow the reference."""
    quoted = _quoted.first(sheet.work, sheet.start, sheet.end)
    italics = next((e.end for e in sheet.text.emphasis if e.end > sheet.start), sheet.end)
    return min(quoted.end if quoted else sheet.end, italics) if quoted or italics < sheet.end else sheet.start


def _sentence(sheet: Sheet, least: int) -> int | None:
    """The start of a sentence after the last date or URL of the reference proper."""
    pattern = compiled(r"(?:(?<=\d)|(?<=\d[)\]])|(?<=\ue000)|(?<=\ue000[)\]>]))[)\]>]{0,2}\.\s+(?=[\p{Lu}“\"])")
    for found in pattern.finditer(sheet.work, least, sheet.end):
        rest = sheet.work[found.end() : sheet.end]
        plain = compiled(r"\p{L}[\p{L}’'-]*").findall(rest[:200])
        lower = sum(w[0].islower() for w in plain)
        if len(plain) >= 5 and lower >= 0.6 * len(plain) and _lexicon.found("prose", rest[:200]):
            return found.end()
        if _lexicon.begins("note.follow-up", rest) and lower >= 2 and len(plain) >= 4:
            return found.end()
    return None


def _accessed(sheet: Sheet) -> None:
    """ "(accessed 12 March 2019)", "Accessed: Jan. 5, 2020.", "[accessed on 01.02.2020]"."""
    pattern = r"[(\[]?\s*(?<![\p{L}])\L<words>(?![\p{L}])\s?[:,.]?\s*(?:\p{L}{1,3}\s)?"
    for found in list(_lexicon.finditer(sheet, pattern, "accessed", sheet.start, sheet.end)):
        dates = _note_dates.find(sheet.work, found.end(), min(found.end() + 40, sheet.end))
        if dates and dates[0].start == found.end():
            close = skip(sheet.work, dates[0].end, sheet.end)
            end = close + 1 if close < sheet.end and sheet.work[close] in ")]" else dates[0].end
            sheet.claim("syntax", found.start(), found.end())
            sheet.claim("accessed", dates[0].start, dates[0].end)
            sheet.strike(dates[0].end, end)


def _identifiers(sheet: Sheet) -> None:
    """The item's own DOI, URL and numbers, with the words before them."""
    taken: set[str] = set()
    for one in sheet.text.found:
        if one.start < sheet.start or one.start >= sheet.end:
            continue
        label = NAMES_OF.get(one.kind.casefold().rstrip("?"))
        if not label:
            continue
        before = access_word(sheet, one)
        if before < one.start:
            if label == "URL" and _lexicon.begins("accessed", sheet.work[before : one.start]):
                sheet.signs.add("retrieved")
            sheet.claim("syntax", before, one.start)
        if label not in taken or label in ("ISBN", "ISSN"):
            taken.add(label)
            sheet.claim(label, one.start, one.end, "")
        else:
            sheet.claim("syntax", one.start, one.end, "")
        sheet.signs.add(label)
    sheet.work = sheet.work.replace("\ue000", GONE)


def access_word(sheet: Sheet, one: identifiers.Found) -> int:
    """Where the words that lead to an identifier begin ("available at", "[Online]. Available:", "doi:")."""
    at = one.start
    labels = _lexicon.table("url-label", "doi-label", "accessed", "note.identifier")
    for _ in range(3):
        end = at
        while end > sheet.start and sheet.work[end - 1] in " \t:：.,<([\u00a0":
            end -= 1
        before = sheet.work[max(sheet.start, end - 60) : end].casefold()
        if before.endswith("]"):
            opener = before.rfind("[")
            word = before[opener + 1 : -1].strip() if opener >= 0 else ""
            if word not in labels and word not in words.get("medium-mark"):
                break
            at = end - (len(before) - opener)
            continue
        pieces = before.split()
        length = next(
            (k for k in range(min(5, len(pieces)), 0, -1) if " ".join(pieces[-k:]).strip("(<[,.;:") in labels), 0
        )
        if not length:
            break
        start = end
        for _ in range(length):
            start = _word_start(sheet.work, start, sheet.start)
        while start < end and not sheet.work[start].isalnum():
            start += 1
        at = start
    return at


def _word_start(work: str, at: int, least: int) -> int:
    while at > least and work[at - 1].isspace():
        at -= 1
    while at > least and not work[at - 1].isspace():
        at -= 1
    return at


def _lead(sheet: Sheet, at: int) -> regex.Match[str] | None:
    """A word such as "See:" at a position."""
    template = r"\W{0,2}(?P<word>\L<words>)(?:[:,.]\s*|\s+)(?=[\p{L}“\"„«‘'(\[\ue000])"
    text = sheet.work[at : min(at + 80, sheet.end)]
    return _lexicon.opening(template, text, "lead").match(sheet.work, at, sheet.end)
