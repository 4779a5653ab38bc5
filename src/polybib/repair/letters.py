"""Latin letters in Cyrillic words and Cyrillic letters in Latin words that look the same."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from polybib.repair.draft import Edit, Fix
from polybib.repair.lexicon import alphabet, is_word

_TWINS = (  # Latin, Cyrillic: Unicode confusables.txt, letters that most fonts draw alike
    "ABCEHIKMOPTXYaceijopsxyÏïəË",
    "АВСЕНІКМОРТХУасеіјорѕхуЇїәЁ",
)
_ALIKE = ("rkmtnub", "гкмтпиь")  # misread, not alike: only when the lexicon has the word


@cache
def _table(target: str) -> dict[str, str]:
    latin, cyrillic = _TWINS
    pairs = zip(latin, cyrillic, strict=True) if target == "Cyrillic" else zip(cyrillic, latin, strict=True)
    return dict(pairs)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    latin, cyrillic = "A-Za-zÀ-ÖØ-öø-ɏə", "\u0400-\u052f"
    return re.compile(
        {
            "mixed": f"[{latin}][{cyrillic}]|[{cyrillic}][{latin}]",
            "word": f"[{latin}{cyrillic}]{{2,40}}",
            "latin": f"[{latin}]",
            "numeral": "[IVXLCDM]{2,8}",
        }[name]
    )


def needs_homoglyphs(text: str) -> bool:
    return not text.isascii() and _pattern("mixed").search(text) is not None


def homoglyphs(text: str, known: Collection[str] = ()) -> Iterator[Fix]:
    """One word in two alphabets: `Pоссия` with a Latin P, `NaСl` with a Cyrillic С, `ХI` of both.

    The word goes to the alphabet of those letters that have no twin in the other; where both alphabets have such
    letters the word stays, unless the lexicon has what it becomes (`антолоrия`).

    >>> ["".join(edit.text for edit in fix.edits) for fix in homoglyphs("Pоссия, COVIDом, Ni-Сr")]
    ['Р']
    """
    done, language = 0, alphabet(text)
    for found in _pattern("mixed").finditer(text):
        if found.start() < done:
            continue
        begin = found.start()
        while begin > done and _pattern("word").match(text, begin - 1, begin + 1):
            begin -= 1
        word = _pattern("word").match(text, begin)
        if word is None:
            continue
        done = word.end()
        whole = _one_alphabet(word[0], language)
        pairs = enumerate(zip(word[0], whole, strict=True), word.start())
        edits = tuple(Edit(at, at + 1, new) for at, (old, new) in pairs if old != new)
        if edits:
            yield Fix(edits)


def _one_alphabet(word: str, language: str) -> str:
    """A word of two alphabets in one of them, or as it was."""
    is_latin = [_pattern("latin").match(char) is not None for char in word]
    to_latin, to_cyrillic = _table("Latin"), _table("Cyrillic")
    own_latin = any(latin and char not in to_cyrillic for char, latin in zip(word, is_latin, strict=True))
    own_cyrillic = any(not latin and char not in to_latin for char, latin in zip(word, is_latin, strict=True))
    latin = "".join(to_latin.get(char, char) for char in word)
    cyrillic = "".join(to_cyrillic.get(char, char) for char in word)
    if not own_cyrillic and not own_latin:
        return latin if _pattern("numeral").fullmatch(latin) and set(latin) & set("IVX") else word
    if len(word) < 3:
        return word
    if own_latin and own_cyrillic:
        misread = dict(zip(*_ALIKE, strict=True))
        read = "".join(to_cyrillic.get(char, misread.get(char, char)) for char in word)
        return read if sum(is_latin) * 2 < len(word) and is_word(read.lower(), language) else word
    return latin if own_latin else cyrillic
