"""Volume, issue, pages, edition, extent and the like, with or without their words.

A word is looked up, whatever its language, and what follows it is read by the pattern of its kind; numbers without
words are read by their places (`12, no. 3 (2001): 34-56`, `38 (2)`, `2018(1)`).
"""

from __future__ import annotations

from polybib.styles import _lexicon, _note_dates
from polybib.styles._scan import compiled
from polybib.styles._sheet import GONE, Sheet

DASH = r"\s?[-–—−‐‑~～]{1,2}\s?"
ROMAN = r"(?:[IVXLCDM]+|[ivxlcdm]+)(?![\p{L}\p{N}])"
VOLUME = rf"(?:[A-Z]{{0,2}}\d{{1,6}}[A-Za-z]?(?:\s?[-–—/.]\s?\d{{1,4}})?(?![\p{{L}}\p{{N}}])|{ROMAN})"
IN_BRACKETS = (
    rf"\s?\(\s?(?![^()]{{0,20}}{_note_dates.YEAR}\s?\))[^()\p{{L}}]{{0,4}}"
    rf"(?:\p{{L}}{{1,7}}\.?\s?)?\d{{1,5}}(?:\s?[-–—/,]\s?\d{{1,5}})?[A-Za-z]?\s?\)"
)
ISSUE = (
    rf"(?:[A-Za-z]{{0,2}}\d{{1,6}}[A-Za-z]?(?:\s?[-–—/]\s?\d{{1,6}})*+(?![\p{{L}}\p{{N}}])"
    rf"(?:\s?\((?!{_note_dates.YEAR}\))\d{{1,5}}\))?|{ROMAN})"
)
PAGE_NUMBER = r"(?:[A-Za-z]{1,3}[.-]?)?\d{1,7}(?:\.\d{1,3})?[A-Za-z]?(?:ff?\.?|\s?f\.)?(?![\p{L}\p{N}])"
PAGES = (
    rf"(?:{PAGE_NUMBER}(?:{DASH}{PAGE_NUMBER})?(?:,\s?(?!{_note_dates.YEAR}(?!\d|[-–—])){PAGE_NUMBER}(?:{DASH}{PAGE_NUMBER})?)*+"
    rf"|{ROMAN}(?:{DASH}{ROMAN})?)"
)
NUMBER = r"[\p{L}\d][\p{L}\d./:-]*+(?<![.:/-])(?:\s?\([^()]{1,20}\))?"
KINDS = {
    "page": PAGES,
    "volume": VOLUME + f"(?:{IN_BRACKETS})?+",
    "issue": ISSUE,
    "note.column": PAGES,
    "note.chapter": r"\d{1,3}(?:[-–]\d{1,3})?|" + ROMAN,
    "note.paragraph": r"\d{1,4}(?:[-–]\d{1,4})?",
    "part": r"\d{1,3}|" + ROMAN + "|[A-Z](?![\\p{L}])",
    "supplement": r"\d{1,3}",
}
LABELS = {
    "note.column": "page",
    "note.chapter": "chapter-number",
    "note.paragraph": "custom.locator",
    "part": "part-number",
    "supplement": "issue",
}
PAIR = (
    r"(?<![\p{L}\p{N}])(?P<word>№|#|\p{L}{1,12}+[°º]?)"
    r"(?P<sign>\s?[.:]?\s?(?:№|[°º])?\s?)(?=[\p{N}IVXLCDMivxlcdm]|\p{L}{1,2}\d)"
)


def read_numbers(sheet: Sheet, start: int) -> None:
    """Claim all numbers from `start` to the end of the reference."""
    _extent(sheet, start)
    _edition(sheet, start)
    _worded(sheet, start)
    _han(sheet, start)
    _year_issue(sheet, start)
    _placed(sheet, start)


def _worded(sheet: Sheet, start: int) -> None:
    """ "vol. 26(4)", "no. 10", "pp. 1-9", "Bd. II": the word tells the kind; a second volume is the issue."""
    kinds = _lexicon.table(*KINDS)
    at = start
    while found := compiled(PAIR).search(sheet.work, at, sheet.end):
        at = found.end()
        word = found["word"].casefold()
        kind = kinds.get(word)
        if len(word) == 1 and found["word"].isupper() and word not in "psvtnhbсртб№":
            continue
        if not kind or not _stands_alone(sheet, found.start(), word, found["sign"]):
            continue
        value = compiled(KINDS[kind]).match(sheet.work, at, sheet.end)
        if not value or (value.group()[0].isalpha() and sheet.work[at - 1] == "."):
            continue
        label = _label(sheet, kind, value.group())
        if label == "issue" and (other := _numbers_what(sheet, found.start())):
            label, value = other, compiled(NUMBER).match(sheet.work, at, sheet.end) or value
        sheet.claim("syntax", found.start(), found.end(), "")
        sheet.claim(label, *value.span())
        sheet.signs.add(label)
        at = value.end()


def _numbers_what(sheet: Sheet, at: int) -> str:
    """ "Art. no. 12" numbers an article, "Tech. Rep. No. 5" a report: what the word before the number word is."""
    if "act" in sheet.signs:
        return "number"
    before = compiled(r"(\p{L}{3,10})\.?\s*$").search(sheet.work, max(sheet.start, at - 12), at)
    kind = _lexicon.table("note.article-word", "note.report-word").get(before[1].casefold()) if before else None
    if before and kind == "note.article-word":
        sheet.claim("syntax", before.start(), at)
    return {"note.article-word": "page", "note.report-word": "number"}.get(kind or "", "")


def _stands_alone(sheet: Sheet, start: int, word: str, sign: str) -> bool:
    """A word of one or two letters counts only after a sign, or with its full stop."""
    before = start
    while before > sheet.start and sheet.work[before - 1] in " \u00a0":
        before -= 1
    after_sign = (
        before == sheet.start or sheet.work[before - 1] in ",.;:()[]" + GONE or sheet.work[before - 1].isdigit()
    )
    return (
        after_sign if len(word) <= 2 else after_sign or "." in sign or word in _lexicon.table("volume", "issue", "page")
    )


def _label(sheet: Sheet, kind: str, value: str) -> str:
    if kind == "volume":
        if "(" in value:
            return "volume-issue" if not sheet.has("volume") else "issue"
        return "issue" if sheet.has("volume") or sheet.has("volume-issue") else "volume"
    if kind == "issue" and sheet.has("issue"):
        return "number"
    return LABELS.get(kind, kind)


def _extent(sheet: Sheet, start: int) -> None:
    """ "250 p.", "e12783 p." (a number of an article that was taken for an extent), "463 S."."""
    words = _lexicon.table("extent")
    for found in compiled(
        r"(?<![\p{L}\p{N}.–-])(?P<n>(?:[ivxl]+,\s?)?\d{1,5}|e\d{3,7}|\d{1,5}[-–—]\d{1,5})(?P<gap>\s?)(?P<word>\p{L}{1,6})\.?(?![\p{L}\p{N}])"
    ).finditer(sheet.work, start, sheet.end):
        if found["word"].casefold() not in words or compiled(r"\s*\d").match(sheet.work, found.end(), sheet.end):
            continue
        page = found["n"].startswith("e") or any(c in found["n"] for c in "-–—")
        sheet.claim("page" if page else "number-of-pages", *found.span("n"))
        sheet.claim("syntax", found.start("word"), found.end(), "")
        sheet.strike(*found.span())


def _edition(sheet: Sheet, start: int) -> None:
    """ "3rd ed.", "2nd rev. edn", "2. Aufl.", "second edition"."""
    words = _lexicon.table("edition")
    pattern = compiled(
        r"(?<![\p{L}\p{N}])(?P<n>\d{1,3}(?:st|nd|rd|th|\.|e|ème|ª|º|-е|-ое)?|\p{L}{5,9})\s"
        r"(?=(?P<words>(?:\p{L}{2,9}\.?,?\s(?:and\s|&\s)?){0,2}\p{L}{2,9})(?![\p{L}\p{N}]))"
    )
    ordinals = _lexicon.ordinals()
    for found in pattern.finditer(sheet.work, start, sheet.end):
        number = found["n"]
        if not (number[0].isdigit() or number.casefold() in ordinals):
            continue
        for word in compiled(r"\p{L}{2,9}").finditer(sheet.work, *found.span("words")):
            if word.group().casefold() in words:
                stop = word.end() + (sheet.work[word.end() : word.end() + 1] == ".")
                sheet.claim("edition", found.start("n"), found.end("n"), " .,")
                sheet.claim("syntax", found.end("n"), stop, " ")
                sheet.signs.add("edition")
                return


def _han(sheet: Sheet, start: int) -> None:
    """ "第3卷", "第5期", "第12号", "제3호": the word after the number."""
    kinds = _lexicon.table("volume", "issue", "page")
    for found in compiled(r"[第제]?\s?(?P<n>\d{1,5}(?:[-–]\d{1,5})?)\s?(?P<word>[\p{Han}\p{Hangul}])").finditer(
        sheet.work, start, sheet.end
    ):
        kind = kinds.get(found["word"])
        if kind and (
            found.group()[0] in "第제" or sheet.work[found.start() - 1 : found.start()] in (" ", ",", ".", GONE, "")
        ):
            sheet.claim("syntax", found.start(), found.start("n"), "")
            sheet.claim("syntax", found.end("n"), found.end(), "")
            sheet.claim(kind, *found.span("n"))
            sheet.signs.add(kind)


def _year_issue(sheet: Sheet, start: int) -> None:
    """ "2018(1)", "2019 (06): 36-41": the issue of a year, without a volume."""
    found = compiled(rf"(?<!\d)({_note_dates.YEAR})\s?\(\s?(0?\d{{1,3}}(?:[-–/]\d{{1,3}})?)\s?\)").search(
        sheet.work, start, sheet.end
    )
    if found and not sheet.has("issue"):
        sheet.claim("issued", *found.span(1))
        sheet.claim("issue", *found.span(2))
        sheet.strike(*found.span())
        sheet.signs.add("issue")
        _pages_after(sheet, found.end())


def _placed(sheet: Sheet, start: int) -> None:
    """Numbers without a word, by their places: volume (and issue) after the container, pages after colon or comma."""
    if not (sheet.has("volume") or sheet.has("volume-issue")):
        _volume_without_word(sheet, start)
    if not sheet.has("page"):
        _pages_without_word(sheet, start)


def _volume_without_word(sheet: Sheet, start: int) -> None:
    """ "Journal 12, no. 3 (2001)", "Journal 3 (2007): 281", "Journal 38(2)", "Journal 41/4", "Journal, 8, pp. 5-9"."""
    found = compiled(
        r"(?:(?<=\p{L}\.|[\p{L})”»\]])\s?(?P<comma>,?)\s+(?!\d\.0(?!\d))|(?<="
        + GONE
        + r"),?\s*|(?<=\s"
        + _note_dates.YEAR
        + r"),\s)"
        r"(?P<v>(?!"
        + _note_dates.YEAR
        + r"(?!\d))\d{1,4}[A-Z]?|[IVXLC]{2,7}(?![\p{L}])|[IVX](?=\s?\()|[ivxlc]{1,7}(?=/\d))"
        r"(?P<issue>(?:\s?\(\s?(?!"
        + _note_dates.YEAR
        + r"\s?\))\d{1,4}(?:[-–/]\d{1,4})?\s?\)|[/.][1-9]\d{0,2}(?:[-–]\d{1,2})?(?!\d)"
        r"|:\s?\d{1,3}(?:[-–]\d{1,2})?(?=\s?\())?)"
        rf"(?=\s?\(\s?(?:\p{{L}}+\.?\s?)*{_note_dates.YEAR}|\s?[:(,]\s*[{GONE}\d(]|\s*[,.]?\s*{GONE}|\s*$|,\s)"
    ).search(sheet.work, start, sheet.end)
    if found and found.end() >= sheet.end and not found["issue"] and "dated" in sheet.signs:
        return  # a number at the very end, after the date, is a page
    if not found or not _after_container(sheet, start, found.start()):
        return
    if sheet.work[found.start() - 1] == ")" and not compiled(r"\s?\(").match(sheet.work, found.end()):
        return
    if found["issue"]:
        sheet.claim("volume-issue", found.start("v"), found.end("issue"))
    else:
        sheet.claim("volume", *found.span("v"))
        second = compiled(r"\s*,\s*(?P<n>\d{1,3}(?:[/–-]\d{1,2})?)(?=\s*[,(:" + GONE + r"])").match(
            sheet.work, found.end("v"), sheet.end
        )
        if second and not sheet.has("issue") and not compiled(DASH + r"\d").match(sheet.work, second.end(), sheet.end):
            sheet.claim("issue", *second.span("n"))
    sheet.signs.add("volume")
    _pages_after(sheet, found.end())


def _after_container(sheet: Sheet, start: int, at: int) -> bool:
    """Something that can be a container stands between the title and the number."""
    return sheet.has("container-title") or bool(compiled(r"\p{L}{3}").search(sheet.work, start, at + 1))


def _pages_after(sheet: Sheet, at: int) -> None:
    """ ": 34-56" directly after volume, issue and year."""
    year = compiled(rf"\s*\(\s?[^()]{{0,20}}{_note_dates.YEAR}\s?\)").match(sheet.work, at, sheet.end)
    at = year.end() if year else at
    found = compiled(r"[\s" + GONE + r"]*[:,]\s*(" + PAGES + ")").match(sheet.work, at, sheet.end)
    if found and not sheet.has("page") and not compiled(_note_dates.YEAR).fullmatch(found[1]):
        sheet.claim("page", *found.span(1))
        sheet.signs.add("page")


def _pages_without_word(sheet: Sheet, start: int) -> None:
    """A bare range, or a number after the bracket of the imprint ("(Shenyang: ..., 2002), 75.")."""
    span = compiled(
        r"(?:(?<=[:,.(]\s)|(?<=[:,("
        + GONE
        + r"]))(\d{1,5}(?:\.\d{1,3})?"
        + DASH
        + r"\d{1,5}(?:\.\d{1,3})?)(?=\s*(?:[,.;)]|$|"
        + GONE
        + "))"
    ).search(sheet.work, start, sheet.end)
    if span and not (compiled(_note_dates.YEAR).match(span[1]) and compiled(_note_dates.YEAR).search(span[1], 4)):
        sheet.claim("page", *span.span(1))
        sheet.signs.add("page")
        return
    last = compiled(r"(?:\)\s*[,:]?|" + GONE + r",)\s*(" + PAGES + r")\s*[.;,]?\s*$").search(
        sheet.work, start, sheet.end
    )
    if last and not compiled(_note_dates.YEAR).fullmatch(last[1]):
        sheet.claim("page", *last.span(1))
