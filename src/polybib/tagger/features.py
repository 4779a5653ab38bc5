"""What the network sees of a text: tokens, hashed numbers of each token's form, its kinds of word, its surroundings.

A token is a run of letters, a run of digits, one sign, or one Han or kana character. Training and use share this file;
a change here asks for a new training.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from polybib import words
from polybib.values import name_data, places

WORDS = 40_000  # rows of the table of whole words; words that share a row are one to the network
PARTS = 16_000  # rows of the table of beginnings, ends and shapes
HASHES = 8  # numbers of a token: the first leads to the table of words, the others to the table of parts
CONTEXT = (
    3,
    2,
    4,
    16,
    16,
    16,
)  # kinds of: gap before, quotation, depth of brackets, place from start, from end, in all
CACHED = 30_000  # forms whose numbers are remembered

SIGNS = {  # what a sign does to the quotation and the brackets that it stands in
    **dict.fromkeys("“«《„「『", "open"),
    **dict.fromkeys("”»》」』’", "close"),
    **dict.fromkeys("([（［", "deeper"),
    **dict.fromkeys(")]）］", "back"),
    '"': "either",
}
# The kinds of word that a token can be, by the categories of data/words whose one-word entries it is in.
KINDS: dict[str, tuple[str, ...]] = {
    "month": tuple(f"month.{n}" for n in range(1, 13)) + tuple(f"season.{n}" for n in range(1, 5)),
    "editor": ("role.editor", "role.compiler"),
    "translator": ("role.translator", "translated-from"),
    "other role": ("role.other", "role.author", "role.contributor"),
    "page": ("page", "sign.pages"),
    "extent": ("extent", "extent-note"),
    "volume": ("volume", "sign.volume", "of-volumes", "part"),
    "issue": ("issue", "series-number"),
    "edition": ("edition", "edition-note", "edition-form"),
    "lead": ("lead", "lead.inner", "lead.host", "host.in", "name.lead"),
    "and": ("and", "et-al"),
    "accessed": ("accessed", "url-label", "sign.access"),
    "thesis": ("thesis", "thesis.word", "thesis.degree", "sign.genre", "degree.master"),
    "publisher": ("publisher", "cue.publisher", "sign.publisher", "comma.publisher", "comma.publisher-tail"),
    "journal": ("kind.journal", "cue.journal", "cue.periodical", "kind.journal-romanised"),
    "body": ("body", "kind.body", "body.weak", "university"),
    "meeting": ("proceedings", "kind.proceedings", "kind.event", "cue.conference", "meeting"),
    "law": ("law", "kind.legislation", "patent", "standard", "statute", "court", "kind.report"),
    "ordinal": tuple(f"ordinal-word.{n}" for n in range(1, 13)),
    "particle": ("name.particle", "name.junior", "name.suffix"),
    "series": ("cue.series", "series.name", "series.section"),
}
PLACE, GIVEN, FAMILY = len(KINDS), len(KINDS) + 1, len(KINDS) + 2
FLAGS = len(KINDS) + 3
LONGEST = 6  # Han characters of the longest word that is looked for


class Features(NamedTuple):
    """tokens   (start, end) of each token, code points of the text
    hashes   HASHES numbers of each token
    flags    the kinds of word of each token, one bit each
    context  one number of each kind of CONTEXT for each token"""

    tokens: list[tuple[int, int]]
    hashes: list[tuple[int, ...]]
    flags: list[int]
    context: list[tuple[int, ...]]


@cache
def _token() -> regex.Pattern[str]:
    return regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}々ー]|\p{L}[\p{L}\p{M}]*|\p{N}+|\S")


def tokenize(text: str) -> list[tuple[int, int]]:
    """The tokens of a text, as (start, end).

    >>> tokenize("Smith J. 2001")
    [(0, 5), (6, 7), (7, 8), (9, 13)]
    """
    return [match.span() for match in _token().finditer(text)]


def extract(text: str, longest: int | None = None) -> Features:
    """The features of a text, of its first `longest` tokens."""
    tokens = tokenize(text)[:longest]
    forms = [text[start:end] for start, end in tokens]
    hashes = [
        _han(*_around(forms, n)) if form >= "\u3040" and len(form) == 1 and form.isalpha() else _word(form)
        for n, form in enumerate(forms)
    ]
    return Features(tokens, hashes, _flags(forms), _context(tokens, forms))


def _hash(what: str, rows: int) -> int:
    return zlib.crc32(what.encode("utf-8", "surrogatepass")) % rows


@cache
def _memory() -> dict[object, tuple[int, ...]]:
    return {}


def _remember(key: object, value: tuple[int, ...]) -> tuple[int, ...]:
    memory = _memory()
    if len(memory) >= CACHED:
        memory.clear()
    memory[key] = value
    return value


def _word(form: str) -> tuple[int, ...]:
    """The word, its first and last two to four letters, and its shape; a number is its length, a year its decade."""
    known = _memory().get(form)
    if known:
        return known
    low = form.casefold()
    base = low
    if low.isdigit():
        base = f"#y{low[:3]}" if len(low) == 4 else f"#{len(low)}"
    parts = [f"p2{low[:2]}", f"p3{low[:3]}", f"p4{low[:4]}", f"s2{low[-2:]}", f"s3{low[-3:]}", f"s4{low[-4:]}"]
    parts += (f"sh{_shape(form)}{_script(form)}{min(len(low), 10)}",)
    return _remember(form, (_hash("w" + base, WORDS), *(_hash(part, PARTS) for part in parts)))


def _around(forms: Sequence[str], n: int) -> tuple[str, str, str, str]:
    """A Han character, the character before it and the two after it."""
    before = forms[n - 1][-1] if n else ""
    after = [form[0] for form in forms[n + 1 : n + 3]] + ["", ""]
    return before, forms[n], after[0], after[1]


def _han(before: str, form: str, after: str, then: str) -> tuple[int, ...]:
    """A Han or kana character, which has no beginning and no end, with its neighbours."""
    key = (before, form, after, then)
    known = _memory().get(key)
    if known:
        return known
    parts = [f"b2{form}{after}", f"b1{before}{form}", f"t3{before}{form}{after}", f"t4{form}{after}{then}"]
    parts += (f"n{after}", f"v{before}", f"sh{_script(form)}1")
    return _remember(key, (_hash("w" + form, WORDS), *(_hash(part, PARTS) for part in parts)))


def _shape(form: str) -> str:
    """Upper and lower case, digits and signs, runs of letters as one: 'McDonald' as 'XxXx', '2001' as 'dddd'."""
    out = ""
    for char in form[:8]:
        sign = "d" if char.isnumeric() else char
        if char.isalpha():
            sign = "X" if char.isupper() else "x"
        if not out.endswith(sign) or sign == "d":
            out += sign
    return out


SCRIPTS = ((0x250, "L"), (0x400, "G"), (0x530, "C"), (0x600, "H"), (0x800, "A"), (0x3040, "O"), (0x3100, "J"))


def _script(form: str) -> str:
    code = ord(form[0])
    for end, script in SCRIPTS:
        if code < end:
            return script
    return "Z" if 0x3400 <= code < 0xA000 else "K" if 0xAC00 <= code < 0xD7B0 else "O"


def _flags(forms: Sequence[str]) -> list[int]:
    kinds = _kinds()
    out = [kinds.get(form, 0) or kinds.get(form.casefold(), 0) for form in forms]
    run = 0
    for n, form in enumerate([*forms, " "]):
        if len(form) == 1 and "\u3400" <= form < "\ua000":
            continue
        if n - run > 1:
            _flag_han(forms, run, n, out)
        run = n + 1
    return out


def _flag_han(forms: Sequence[str], start: int, end: int, out: list[int]) -> None:
    """The kinds of the words that a run of Han characters holds, on each of their characters."""
    kinds = _kinds()
    run = "".join(forms[start:end])
    for n in range(len(run)):
        for size in range(2, min(LONGEST, len(run) - n) + 1):
            found = kinds.get(run[n : n + size])
            if found:
                for place in range(start + n, start + n + size):
                    out[place] |= found


@cache
def _kinds() -> dict[str, int]:
    """The kinds of each word, one bit each; names and places of one word with the others."""
    kinds: dict[str, int] = {}

    def add(bit: int, entries: Iterable[str]) -> None:
        for entry in entries:
            word = entry.strip(" .").casefold()
            if " " not in word:
                kinds[word] = kinds.get(word, 0) | 1 << bit

    for bit, categories in enumerate(KINDS.values()):
        for category in categories:
            add(bit, words.get(category))
    add(PLACE, words.get("place"))
    add(PLACE, places.printed())
    western, eastern = name_data.western(), name_data.eastern()
    add(GIVEN, western.given)
    add(GIVEN, western.either)
    for family in (
        western.family,
        western.either,
        eastern.surnames,
        eastern.romanised,
        eastern.compound,
        eastern.cyrillic,
    ):
        add(FAMILY, family)
    add(FAMILY, words.get("surname.common"))
    return kinds


def _context(tokens: Sequence[tuple[int, int]], forms: Sequence[str]) -> list[tuple[int, ...]]:
    """For each token: the space before it, whether it is quoted, how deep in brackets, and where in the text."""
    out: list[tuple[int, ...]] = []
    last = depth = quoted = 0
    for (start, end), form, place in zip(tokens, forms, _places(len(tokens)), strict=True):
        sign = SIGNS.get(form)
        if sign is None:
            out.append((min(start - last, 2), quoted, depth, *place))
            last = end
            continue
        if sign == "open":
            quoted = 1
        elif sign == "either":
            quoted ^= 1
        elif sign == "deeper":
            depth = min(depth + 1, 3)
        out.append((min(start - last, 2), quoted, depth, *place))
        if sign == "close":
            quoted = 0
        elif sign == "back":
            depth = max(depth - 1, 0)
        last = end
    return out


@lru_cache(256)
def _places(count: int) -> list[tuple[int, int, int]]:
    """Where each of so many tokens stands: from the start, from the end, in sixteenths of all."""
    return [(min(n, 15), min(count - 1 - n, 15), n * 16 // count) for n in range(count)]
