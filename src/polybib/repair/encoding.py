"""Signs that a wrong code page left one by one, and characters that are not seen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import cache

import regex

from polybib.repair.draft import Fix, swap

_RADICALS = dict(
    zip(
        "⺝⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰",
        "月民虎西见角贝车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙",
        strict=True,
    )
)  # Unicode, EquivalentUnifiedIdeograph.txt: those that PDF fonts put in the place of ideographs

_DIRECTIONS = "\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(
        {
            "c1": "[\x80-\x9f]",
            "soft hyphen": "\u00ad(?:(?<=[^\\W\\d_]\u00ad)[ \t\r\n]{1,9}(?=[^\\W\\d_]))?"
            "|(?<=[a-zа-я])\u00ac(?=[a-zа-я])",
            "unseen": "[\x00-\x08\x0e-\x1f\x7f\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069\u200c\u200d]+",
            "space": "[\t\n\x0b\x0c\r\x1c-\x1f\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]",
            "ligature": "[\ufb00-\ufb06]",
            "radical": "[\u2e80-\u2fd5]",
        }[name]
    )


def c1_controls(text: str, known: Collection[str] = ()) -> Iterator[Fix]:
    """Windows-1252 read as Latin-1: its quotes and dashes became control characters (U+0093 for “).

    >>> [edit.text for fix in c1_controls("the so-called \\x93Nostratic\\x94 languages") for edit in fix.edits]
    ['“', '”']
    """
    for found in _pattern("c1").finditer(text):
        yield swap(found.start(), found.end(), bytes([ord(found[0])]).decode("cp1252", "ignore"))


def soft_hyphens(text: str, known: Collection[str] = ()) -> Iterator[Fix]:
    """A soft hyphen (or the not sign that stands for it), with the line end that it allowed: `De¬sign`."""
    for found in _pattern("soft hyphen").finditer(text):
        yield swap(found.start(), found.end(), "")


def unseen_characters(text: str, known: Collection[str] = ()) -> Iterator[Fix]:
    """Control characters, zero-width spaces, byte order marks and stray direction marks.

    Joiners stay between letters that are not Latin, Greek, Cyrillic or Han (Persian and Indic writing needs them),
    direction marks where the text has right-to-left letters.
    """
    rightward = regex.search(r"[\p{bc=R}\p{bc=AL}]", text) is not None
    for found in _pattern("unseen").finditer(text):
        kept = "".join(char for char in found[0] if rightward and char in _DIRECTIONS)
        around = text[max(0, found.start() - 1) : found.start()] + text[found.end() : found.end() + 1]
        if not kept and len(around) == 2 and all(ord(c) >= 0x590 for c in around):
            kept = "".join(c for c in found[0] if c in "\u200c\u200d" and not regex.search(r"\p{Han}", around))
        if kept != found[0]:
            yield swap(found.start(), found.end(), kept)


def odd_spaces(text: str, known: Collection[str] = ()) -> Iterator[Fix]:
    """No-break, thin and ideographic spaces, tabs and line ends: each becomes a plain space."""
    for found in _pattern("space").finditer(text):
        yield swap(found.start(), found.end(), " ")


def ligatures(text: str, known: Collection[str] = ()) -> Iterator[Fix]:
    """Typographic ligatures: ﬁ ﬂ ﬀ ﬃ ﬄ ﬅ ﬆ.

    >>> [edit.text for fix in ligatures("classiﬁcation") for edit in fix.edits]
    ['fi']
    """
    for found in _pattern("ligature").finditer(text):
        yield swap(found.start(), found.end(), unicodedata.normalize("NFKC", found[0]))


def needs_radicals(text: str) -> bool:
    return not text.isascii() and _pattern("radical").search(text) is not None


def radicals(text: str, known: Collection[str] = ()) -> Iterator[Fix]:
    """Kangxi and CJK radicals that a PDF font put in the place of ideographs: ⽂ for 文."""
    for found in _pattern("radical").finditer(text):
        whole = _RADICALS.get(found[0]) or unicodedata.normalize("NFKC", found[0])
        if whole != found[0]:
            yield swap(found.start(), found.end(), whole)


def composed(text: str, known: Collection[str] = ()) -> Iterator[Fix]:
    """Letters and their combining marks, and compatibility ideographs, in Unicode's composed form (NFC)."""
    for found in regex.finditer(r"\X", text):
        whole = unicodedata.normalize("NFC", found[0])
        if whole != found[0]:
            yield swap(found.start(), found.end(), whole)


def needs_composing(text: str) -> bool:
    return not unicodedata.is_normalized("NFC", text)


def spaces(text: str, known: Collection[str] = ()) -> Iterator[Fix]:
    """Repeated spaces."""
    for found in re.finditer("  +", text):
        yield swap(found.start() + 1, found.end(), "")
