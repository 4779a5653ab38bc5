"""Words that OCR or a line end broke: joined only when the whole is a word and a piece of it is none."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from itertools import pairwise

from polybib import words
from polybib.repair.draft import Edit, Fix, swap
from polybib.repair.lexicon import alphabet, begins_word, is_word

_LETTER = "[A-Za-zªºÀ-ÖØ-öø-ʯΆ-ώЀ-ҁҊ-ԯḀ-ỿ]"  # Latin, Greek, Cyrillic; ranges compile faster than \\w without \\d


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(
        {
            "word": rf"(?<![\w'’.-]){_LETTER}+(?![\w'’-])",
            "hyphen": rf"(?<![\w'’-])(?P<a>{_LETTER}{{2,30}})- (?P<b>{_LETTER}{{2,30}})(?![\w-])",
            "pinyin": r"(?:(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?"
            r"(?:i?ang?|i?ong|i?ao?|uang?|uai|e[in]?|eng|er|i[en]?|ing|iu|ou?|u[aeino]?|üe?)){1,8}",
            "single": r" \w \w(?!\w)",
            "spaced": rf"(?<!\S){_LETTER}(?: {_LETTER}){{3,60}}(?![^\W_])",
        }[name]
    )


@cache
def _whole() -> frozenset[str]:
    """Short words and abbreviations that stand alone although the lexicon may lack them."""
    return frozenset(words.get("repair.whole"))


@cache
def _conjunctions() -> frozenset[str]:
    """Words before which a hyphen stands for the rest of a compound: `Laut- und Formenlehre`."""
    return frozenset(words.get("repair.conjunction"))


@cache
def _articles() -> frozenset[str]:
    """Articles, after which a word that the lexicon lacks is a word all the same: `La certosa`."""
    return frozenset(words.get("repair.article"))


@cache
def _endings() -> frozenset[str]:
    """Pieces that end many words and are none themselves, though words begin with them: `ment`, `ment|al`."""
    return frozenset(words.get("repair.ending"))


@lru_cache(maxsize=1 << 16)
def _is_fragment(word: str, language: str) -> bool:
    """Whether a word is certainly none by itself."""
    low = word.lower()
    return low not in _whole() and not is_word(low, language)


def _is_known(word: str, known: Collection[str], language: str) -> bool:
    return word in known or is_word(word, language)


def _same_case(first: str, second: str) -> bool:
    """Whether the letters' case lets two pieces be one word."""
    return (second.islower() and (first.islower() or first[1:].islower() or len(first) == 1)) or (
        first.isupper() and second.isupper() and len(first) > 1 and len(second) > 1
    )


def split_words(text: str, known: Collection[str] = ()) -> Iterator[Fix]:
    """A space inside a word: `Sm art`, `Managemen t`, `intelli gence`.

    Two or three pieces are joined when the whole is a word of the lexicon or of the document, when a piece is certainly
    none, when their letter case allows it, when they are not all pinyin syllables (romanised titles are printed so),
    and when the words around are in the lexicon, so that it speaks of this language.

    >>> [fix.edits for fix in split_words("The Future of China's Sm art Industry: a part of Ng an")]
    [(Edit(start=24, end=25, text=''),)]
    """
    language = alphabet(text)
    pieces = list(_pattern("word").finditer(text))
    fragments = [_is_fragment(piece[0], language) for piece in pieces]
    done = 0
    for at in [at for at, broken in enumerate(fragments) if broken]:
        for begin in (at - 1, at):
            if not done <= begin < len(pieces) - 1 or pieces[begin].end() + 1 != pieces[begin + 1].start():
                continue
            size = _joined(text, pieces, fragments, begin, known, language)
            if size:
                yield Fix(tuple(Edit(piece.end(), piece.end() + 1, "") for piece in pieces[begin : begin + size - 1]))
                done = begin + size


def _joined(
    text: str, pieces: list[re.Match[str]], fragments: list[bool], at: int, known: Collection[str], language: str
) -> int:
    """How many pieces from `at` on are one word: 3, 2 or 0."""
    for size in (2, 3):
        group = pieces[at : at + size]
        if len(group) < size or group[-1].start() != group[-2].end() + 1 or text[group[-2].end()] != " ":
            return 0
        if not _same_case(group[0][0], group[-1][0]):
            return 0
        low = [piece[0].lower() for piece in group]
        if not _broken(low, fragments[at : at + size]) or all(map(_pattern("pinyin").fullmatch, low)):
            continue
        whole = "".join(low)
        proven = len(whole) >= 5 and _is_known(whole, known, language)
        if proven and _speaks(pieces, at, fragments[at : at + size], language):
            return size
    return 0


def _broken(pieces: list[str], fragments: list[bool]) -> bool:
    """Whether pieces can only be pieces: a single letter or three pieces must have no word beside them; a last piece
    that is no word must be too short for one, an ending, or the beginning of no word; a first one must have more after
    it than a little word, which may follow any name."""
    if len(pieces) > 2 or min(map(len, pieces)) == 1:
        return all(fragments) if len(pieces) == 2 else sum(fragments) >= 2
    first, second = pieces
    if fragments[1] and first in _articles():
        return False
    if fragments[1]:
        return len(second) <= 2 or fragments[0] or second in _endings() or not begins_word(second)
    return fragments[0] and len(second) >= (3 if len(first) <= 2 else 4)


def _speaks(pieces: list[re.Match[str]], at: int, broken: list[bool], language: str) -> bool:
    """Whether the lexicon knows the language around: at least two of the three long words on each side, and none
    unknown but names; where no piece is a word, one known word, and no more unknown ones, will do."""
    end = at + len(broken)
    before = [piece[0] for piece in pieces[max(0, at - 8) : at] if len(piece[0]) > 3][-3:]
    after = [piece[0] for piece in pieces[end : end + 8] if len(piece[0]) > 3][:3]
    found = [word for word in before + after if is_word(word.lower(), language)]
    unknown = [word for word in before + after if word not in found and word.islower()]
    if all(broken):
        return len(found) >= 1 and len(unknown) < len(found)
    return len(found) >= 2 and not unknown and 2 * len(found) >= len(before + after)


def line_end_hyphens(text: str, known: Collection[str] = ()) -> Iterator[Fix]:
    """A hyphen at a line end, with the space that joined the lines: `pro- duction`.

    The whole must be a word and the form with a hyphen none of the document; a hyphen before a conjunction stays.

    >>> [edit.text for fix in line_end_hyphens("industrial pro- duction, Laut- und Formenlehre") for edit in fix.edits]
    ['']
    """
    language = alphabet(text)
    for found in _pattern("hyphen").finditer(text):
        first, second = found["a"], found["b"]
        if second in _conjunctions() or not _same_case(first, second):
            continue
        whole, hyphenated = (first + second).lower(), f"{first}-{second}".lower()
        if hyphenated not in known and _is_known(whole, known, language):
            yield swap(found.end("a"), found.start("b"), "")


def needs_spaced_letters(text: str) -> bool:
    return _pattern("single").search(text) is not None


def spaced_letters(text: str, known: Collection[str] = ()) -> Iterator[Fix]:
    """Letter-spaced words: `В е с т н и к`; a capital after a small letter, or two spaces, begin another word.

    >>> [len(fix.edits) for fix in spaced_letters("В е с т н и к, A B C D E")]
    [6]
    """
    language = alphabet(text)
    for found in _pattern("spaced").finditer(text):
        start = found.start()
        letters = found[0].replace(" ", "")
        heads = [k for k in range(1, len(letters)) if letters[k].isupper() and letters[k - 1].islower()]
        for begin, end in pairwise([0, *heads, len(letters)]):
            word = letters[begin:end]
            least = 6 if word.isupper() else 4
            if len(word) >= least and _is_known(word.lower(), known, language):
                spaces = range(start + 2 * begin + 1, start + 2 * end - 2, 2)
                yield Fix(tuple(Edit(at, at + 1, "") for at in spaces))
