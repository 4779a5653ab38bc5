"""Pages: of a part ("С. 147-159." to "147-159") and of a whole ("IV, 27 с." to "IV, 27").

Sources: GOST 7.1 and R 7.0.100 (a word before the number gives pages, after it the extent), GB/T 7714-2015 8.8.2
(17-18; 序2-3; 扉页; 第1版自序), formats.md 2.5, 3.2 and 7.8. Numbers stay as printed, ranges get a plain hyphen.
"""

from __future__ import annotations

import re
from functools import cache

from polybib import words
from polybib.values.folding import fold
from polybib.values.numerals import han, roman

_EDGES = " .,;:()[]<>\"'«»“”"
_NUMBER = re.compile(r"[^\W\d_]{0,3}\d+(?:\.\d+){0,2}[^\W\d_]{0,2}")
_LEADING_WORD = re.compile(r"[\s.,;:\-]*(?P<word>[^\W\d_]+(?:\.[^\W\d_]+)?)(?P<dot>[.'׳]*)(?P<gap>\s*)")
_LEADING_NUMBER_SIGN = re.compile(r"\s*(?:№|no\b\.?)\s*", re.IGNORECASE)
_DASH = re.compile(r"\s*(?<!-)-{1,3}\s*")
_SPLIT_NUMBER = re.compile(r"(\d+) ?- ?(\d{1,3}) (\d{1,3})(?![\d-])")
_HAN_PAGES = re.compile(
    r"第?\s*(?P<first>[^第页頁版面\s]{1,12}?)\s*(?P<unit>[页頁版面]|ページ)?(?:\s*[-至到]\s*第?(?P<last>[^第页頁版面\s]{1,12}))?\s*(?:[页頁版面]|ページ)(?P<tail>\S{0,6})"
)
_HAN_NUMERAL = re.compile(r"[〇零一二三四五六七八九十百千]+")
_EXTENT = re.compile(
    r"(?P<roman>\b[IVXLCDMivxlcdmІХС]{1,8}\s*[,+;]\s*)?(?P<plate>\[\d{1,4}\]\s*[,+;]\s*)?(?P<n>\[?\d[\d ]*\]?)"
    r"(?P<more>(?:\s*[,+]\s*\[?\d{1,4}\]?){0,3})"
)
_PLAIN = re.compile(
    r"[\s(]*(?P<first>[A-Za-z]?\d{1,8})(?:\s?[-\u2010-\u2015]\s?(?P<last>[A-Za-z]?\d{1,8}))?[\s.,;:)]*", re.ASCII
)
_INNER_LABEL = re.compile(r"(?:^|[\s,;:(])(?P<word>[^\W\d_]{1,10}(?=[.\s])|[^\W\d_]{2,10})\.?\s*(?=[^\W\d_]?\d)")
_COUNT_AFTER = re.compile(r"(?<=\d)\s*[,(;]\s*\d{1,4}\s*(?:pp|p|pages|页)\s*\.?\s*\)?[\s.]*$")
_THOUSANDS = re.compile(r"(\d{1,3}) (\d{3})\s*-\s*(\d{1,3}) (\d{3})")
_LOST_DASH = re.compile(r"(?<=\d)\s?[?±]\s?(?=\d)")
_RANGE = re.compile(r"[^\W\d_]?\d+[^\W\d_]?\s*-\s*[^\W\d_]?\d+")


@cache
def _page_words() -> frozenset[str]:
    return frozenset(word.casefold() for category in ("page", "newspaper-page") for word in words.get(category))


@cache
def _extent_words() -> frozenset[str]:
    return frozenset(word.casefold() for word in words.get("extent"))


@cache
def _all_words() -> frozenset[str]:
    return _page_words() | _extent_words()


@cache
def _glued() -> frozenset[str]:
    """One-letter page words that stand glued to a number ("с72"); any other letter there is part of it (e435, S12)."""
    return frozenset("pсcрбp")


def parse(text: str) -> str:
    """The pages of a segment, without the words and punctuation around them.

    Letters that belong to a number stay (e435-e440, S12, 45f), also Roman numbers, lists and Chinese page words.

    >>> parse("С. 147–159."), parse("pp. E17-E18"), parse("第63—67页"), parse("С. 13 –3 7 .")
    ('147-159', 'E17-E18', '63-67', '13-37')
    >>> parse("20－25，33"), parse("xii–xv"), parse("第四版"), parse("第1版自序"), parse("e12783 p.")
    ('20-25, 33', 'xii-xv', '4', '第1版自序', 'e12783')
    """
    plain = _PLAIN.fullmatch(text)
    if plain:
        return plain["first"] + (f"-{plain['last']}" if plain["last"] else "")
    folded = fold(text).replace("~", "-").strip()
    if any("\u3040" <= c <= "\u9fff" for c in folded):
        return _east_asian(folded)
    folded = _COUNT_AFTER.sub("", folded)
    return _tidy(_without_trailing_word(_without_label(folded)))


def is_range(text: str) -> bool:
    """Whether a segment holds a range of pages.

    >>> is_range("С. 5–9"), is_range("p. 7"), is_range("S12-S18")
    (True, False, True)
    """
    return _RANGE.search(fold(text)) is not None


def count(text: str) -> str:
    """The number of pages that an extent gives, Roman preliminary pages included; the text itself where it gives none.

    >>> count("– 352 с. : ил."), count("IV, 27 с."), count("111 c."), count("共250页"), count("[2], 250 p.")
    ('352', 'IV, 27', '111', '250', '[2], 250')
    """
    folded = fold(text).strip(" .,;:()<>-")
    match = _EXTENT.search(folded)
    if not match:
        number = _HAN_NUMERAL.search(folded)
        return str(han(number.group())) if number else folded
    parts = [match["roman"] or "", match["plate"] or "", match["n"].replace(" ", ""), match["more"]]
    return re.sub(r"\s*[,;]\s*", ", ", "".join(part.strip() for part in parts)).strip(", ")


def is_extent(text: str) -> bool:
    """Whether a segment gives the length of a work ("250 p.", "352 с.") and not a place in it ("С. 352", "e12783 p.").

    >>> is_extent("250 p."), is_extent("С. 250"), is_extent("e12783 p."), is_extent("- 352 с. : ил.")
    (True, False, False, True)
    """
    folded = fold(text).strip(_EDGES + "- ")
    match = _EXTENT.match(folded.removeprefix("共"))
    if not match:
        return False
    after = folded.removeprefix("共")[match.end() :].lstrip()
    word = re.match(r"[^\W\d_]+", after)
    return (
        word is not None
        and word.group().casefold() in _extent_words()
        and not re.match(r"\.?\s*\d", after[word.end() :])
    )


def _without_label(text: str) -> str:
    """Without page words at the start: "С.", "pp", "стр. №"; a letter glued to numbers is none if it comes again."""
    at = 0
    while match := _LEADING_WORD.match(text, at):
        word, end = match["word"].casefold(), match.end()
        if word not in _page_words() or end >= len(text):
            break
        follows = text[end : end + 1]
        glued = not match["dot"] and not match["gap"]
        if glued and len(word) == 1 and follows.isdigit():
            repeated = re.search(rf"[-,;]\s*{re.escape(match['word'])}\d", text[end : end + 24])
            if at or repeated or word not in _glued():
                break
        if not (follows.isalnum() or follows in "([-№"):
            break
        at = end
        number_sign = _LEADING_NUMBER_SIGN.match(text, at)
        at = number_sign.end() if number_sign else at
    return text[at:] if at else _from_inner_label(text)


def _from_inner_label(text: str) -> str:
    """From the page word on, where no range stands before it ("50, p. 775-796")."""
    for match in _INNER_LABEL.finditer(text):
        if match["word"].casefold() in _page_words():
            return text if _RANGE.search(text[: match.start("word")]) else text[match.end() :]
    return "" if text.strip(_EDGES).casefold() in _page_words() else text


def _without_trailing_word(text: str) -> str:
    """Without a page word at the end ("e12783 p.", "280 с."); also what an anthology adds after it ("2 с. : ил.")."""
    match = re.search(r"(?<=\d)\s*([^\W\d_]{1,12})\s*[.,;:)\]]{0,3}$", text)
    if match and match.group(1).casefold() in _all_words() and match.group(1).casefold() not in ("f", "ff", "ss"):
        return text[: match.start()]
    return text


def _tidy(text: str) -> str:
    text = text.strip(_EDGES + "-")
    if text.isdigit():
        return text
    text = _THOUSANDS.sub(r"\1\2-\3\4", _LOST_DASH.sub("-", text))
    joined = _SPLIT_NUMBER.search(text)
    if joined and int(joined[2]) < int(joined[1]) <= int(joined[2] + joined[3]):
        text = text[: joined.start()] + f"{joined[1]}-{joined[2]}{joined[3]}" + text[joined.end() :]
    text = _DASH.sub("-", text)
    text = re.sub(r"\s*([,;])\s*", r"\1 ", text)
    return " ".join(text.split())


def _east_asian(text: str) -> str:
    """第63-67页, 第四版, 頁63, 4页下栏, 63-67頁; page words that are more than a number stay (序2-3, 第1版自序)."""
    bare = text.strip(_EDGES)
    bare = bare.removesuffix("ページ").rstrip()
    if bare.isascii():
        return parse(bare)
    match = _HAN_PAGES.fullmatch(bare)
    if match and (
        not match["tail"]
        or match["tail"] in "上中下左右栏欄ab"
        or (len(match["tail"]) == 2 and match["tail"][1] in "栏欄面")
    ):
        first, last = (_number(match[group]) for group in ("first", "last"))
        if first is not None and (match["last"] is None or last is not None):
            return _tidy(first + (f"-{last}" if last else "")) + match["tail"]
    for word in ("第", "页码", "頁碼", "页", "頁"):
        if (
            bare.startswith(word)
            and bare[len(word) :].lstrip(" .:第")[:1].isdigit()
            and not any(c in bare for c in "版序")
        ):
            return parse(bare[len(word) :].lstrip(" .:第").rstrip("页頁版 "))
    if bare[:1].isdigit() and bare[-1:] in "页頁版面":
        return parse(bare[:-1])
    return _tidy(bare)


def _number(text: str | None) -> str | None:
    """A page number of a Chinese text in its plain form, None where it is none."""
    if text is None:
        return None
    text = text.strip()
    if _NUMBER.fullmatch(text) or re.fullmatch(r"[\d\s,;\-]+", text) or roman(text):
        return text
    value = han(text) if _HAN_NUMERAL.fullmatch(text) else None
    return None if value is None else str(value)
