"""How much a reference looks like a quoted-title note: signs that add up, none of which is enough alone."""

from __future__ import annotations

from functools import lru_cache

from polybib import words
from polybib.model import Span
from polybib.segments import Text
from polybib.styles import _lexicon, _quoted
from polybib.styles._note_people import look_like_names, persons, without_editors
from polybib.styles._scan import compiled, cyrillic, east_asian
from polybib.styles._sheet import CJK, GONE, OTHER

SAMPLE = 1500
INITIALS = r"\W*(?:\p{Lu}\p{Ll}?\.[\s-]?){1,4}\p{Lu}[\p{L}’'-]+(?:,|\s\p{L}{1,3}\s|\s&)"
NUMBERED = (
    r"(?i)(?<![\p{L}])(?:vol|no|pp|nr|bd|n°|№)\.?\s?\d|\d\s?\(\d+\)\s?[:,]|\((?:\p{L}+\s)?(?:1[89]|20)\d\d\)\s?:\s?\d"
)
ENGLISH_DATE = r"(?<!\d)\d{1,2}\s\p{Lu}\p{Ll}{2,8}\s(?:19|20)\d\d|\p{Lu}\p{Ll}{2,8}\s\d{1,2},\s(?:19|20)\d\d"
GOST = r"\s//\s?|\.\s?[-–—]\s?(?:\p{Lu}|№|\d)|\s:\s\p{Lu}[^:]{2,40},\s(?:19|20)\d\d\.\s[-–—]"
MARK = r"[\[(【]\s?[A-Z]{1,2}(?:\s?/\s?[A-Z]{2})?\s?[\])】]"
YEAR = r"(?:1[5-9]|20)\d\d"
# Signs of a title that has no marks, each with a character that it needs and its weight: together they make a Chicago
# note or an IEEE book.
BARE = (
    ("(", rf"\(\p{{Lu}}[^():]{{1,60}}:\s?[^():]{{2,80}},\s{YEAR}[a-z]?\)", 0.5),  # (City: Publisher, 2002)
    (
        ":",
        rf"[\p{{L}}\p{{N}})\]]\.\s\p{{Lu}}[\p{{L}}., ]{{1,40}}:\s?\p{{Lu}}[^:]{{2,60}},\s{YEAR}",
        0.3,
    ),  # . City, ST: Publisher, 2002
    (".", r"(?<=\p{L}\.\s)(?:Ed|Eds|Edited by|Ed\. by|Under the)[.\s][^.]{3,60}", 0.3),
    (",", r"^\W*\p{Lu}[\p{L}’'-]+,\s\p{Lu}[^.:]{1,40}\.\s\p{Lu}", 0.3),  # Kuhn, Philip A. Title
    (
        ",",
        r"^\W*(?:\[\d+\]\s*)?(?:\p{Lu}\p{Ll}?\.[\s-]?){1,4}\p{Lu}[\p{L}’'-]+[^:]{0,80}?,\s(?:Eds?\.,\s)?\p{Lu}\p{Ll}",
        0.25,
    ),  # B. Klaus and P. Horn, Title
    ("[", r"\p{Ll}\s\[\p{Lu}[^\[\]]{8,}\]", 0.15),  # pinyin [Translation]
    (".", r"(?<!\d)\d{2,4}\s?(?:p|pp|S|s)\.\W*$", 0.1),
)
ORIGINAL = (
    rf"[”\"'’»*]\s?,?\s?[(\[“\"]?\s?{CJK}|\p{{Ll}}\s?[(\[]{CJK}{{2,}}"
    rf"|{CJK}[^\p{{Latin}}]{{0,30}}[\[(“\"«„](?:\d+\s)?\p{{Latin}}{{2}}|\p{{Ll}}\s{CJK}{{2,4}}[,.;]|{CJK}\s\p{{Lu}}\p{{Ll}}+"
)


def _found(pattern: str, text: str) -> bool:
    return bool(compiled(pattern).search(text))


def foreign(text: Text) -> float:
    """A factor below 1 where the signs of another family stand: area dashes, type marks, 《titles》."""
    return _foreign(text.masked[:SAMPLE])


@lru_cache(maxsize=8)  # two styles ask, one after the other: so with the functions below
def _foreign(sample: str) -> float:
    factor = 1.0
    if _found(GOST, sample):
        factor *= 0.35
    if ("[" in sample or "(" in sample or "【" in sample) and _found(MARK, sample):
        factor *= 0.25
    if "《" in sample and not _found(r"[\[(“\"][^\])”\"]*《", sample):
        factor *= 0.4
    return factor


def quoted_title(text: Text) -> float:
    """0 to 0.5: does a title in quotation marks or italics stand at the start or after names?"""
    sample = text.masked[:SAMPLE]
    return _quoted_title(sample, tuple(e for e in text.emphasis if e.end <= len(sample)))


@lru_cache(maxsize=8)
def _quoted_title(sample: str, italics: tuple[Span, ...]) -> float:
    first = _quoted.first(sample, 0, len(sample), italics)
    if first is None:
        head = _head(sample, italics[0].start) if italics else ""
        return 0.0 if not italics else 0.5 if not head or look_like_names(head) else 0.25
    head = _head(sample, first.start)
    if not head:
        return 0.4
    if look_like_names(compiled(r"[\s,.(]*(?:1[5-9]|20)\d\d[a-z]?\W*$|\([^()]*\)|\[[^\[\]]*\]").sub("", head)):
        return 0.5
    return 0.3 if len(head.split()) < 14 else 0.1


def _head(sample: str, end: int) -> str:
    """What stands before the title, without a label, "See:" or outer signs."""
    head = sample[:end].strip(" \t,.:;([-–—•*" + GONE)
    head = compiled(r"^[\[(]?\d{1,4}[\])]?[.)]?\s*").sub("", head)
    lead = _lexicon.opening(r"\L<words>[:.,]?\s+(?=\p{Lu}|\p{Lo})", head[:80], "lead").match(head)
    return head[lead.end() :] if lead else head


def bare_title(text: Text) -> float:
    """0 to 0.95: signs of a book whose title has no marks, in the order of a Chicago note or an IEEE item."""
    return _bare_title(text.masked[:SAMPLE])


@lru_cache(maxsize=8)
def _bare_title(sample: str) -> float:
    score = sum(weight for needs, pattern, weight in BARE if needs in sample and _found(pattern, sample))
    return max(min(0.75, score), _note_order(sample))


def _note_order(sample: str) -> float:
    """0 to 0.95: "See: Given Family, Title, Publisher, 2018": a name, a comma, a title, and a year after a comma."""
    lead = _lexicon.opening(r"\W{0,2}\L<words>[:.,]?\s+(?=\p{Lu})", sample[:80], "lead").match(sample)
    start = lead.end() if lead else 0
    head = compiled(r"(?P<name>[^,.:;\d]{3,}(?:\.[^,:;\d]*)?),\s\p{Lu}[^,]+,").match(sample, start)
    if not head or not persons(without_editors(head["name"])):
        return 0.0
    rest = sample[head.end() - 1 :]
    if not _found(rf",\s(?:\p{{L}}+[–-]?\p{{L}}*\.?\s(?:\d{{1,2}},\s)?|\d{{1,2}}\s\p{{L}}+\s)?{YEAR}(?!\d)", rest):
        return 0.0
    return 0.95 if lead else 0.75 if _found(ENGLISH_DATE, rest) else 0.4


def form(text: Text) -> float:
    """0 to 0.4: what surrounds the title in these notes."""
    sample = text.masked[:SAMPLE]
    score = 0.1 if _found(r"[,.][”\"’»]|[”\"’»],", sample) else 0.0
    score += 0.15 if _found(NUMBERED, sample) else 0.0
    score += 0.1 if text.emphasis else 0.0
    score += 0.05 if text.found else 0.0
    score += 0.1 if english_date(text) else 0.0
    return min(0.4, score)


def english_date(text: Text) -> bool:
    """Is there a day in English ("12 March 2020", "March 12, 2020")?"""
    return _english_date(text.masked[:SAMPLE])


@lru_cache(maxsize=8)
def _english_date(sample: str) -> bool:
    return _found(ENGLISH_DATE, sample)


def share(text: Text) -> tuple[float, float]:
    """The shares of Chinese, Japanese and Korean, and of Cyrillic letters among all letters."""
    return _share(text.masked[:SAMPLE])


@lru_cache(maxsize=8)
def _share(sample: str) -> tuple[float, float]:
    east, russian = east_asian(sample), cyrillic(sample)
    if not (east or russian):
        return 0.0, 0.0
    letters = sum(map(str.isalpha, sample)) or 1
    return (
        len(compiled(CJK).findall(sample)) / letters if east else 0.0,
        len(compiled(r"\p{Cyrillic}").findall(sample)) / letters if russian else 0.0,
    )


def other_original(text: Text) -> bool:
    """Is there an original in brackets, in another script than the Latin of the reference ("Petrov (Петров)")?"""
    sample = text.masked[:SAMPLE]
    if sample.isascii() or not ("(" in sample or "[" in sample):
        return False
    return _found(rf"\p{{Latin}}[”\"'’»*?!.\s]{{0,3}}\s?[(\[]\W{{0,2}}{OTHER}", sample)


def access(text: Text) -> bool:
    """English words of access before a URL."""
    return any(f.kind.casefold() == "url" for f in text.found) and _found(
        words.alternatives("note.access"), text.masked[:SAMPLE].casefold()
    )
