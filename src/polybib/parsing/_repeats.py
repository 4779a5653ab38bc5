"""Words that repeat an earlier citation ("ibid.", "указ. соч.", "前引"), and text folded for comparison."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from polybib import words

REPEATS = ("repeat", "repeat.previous")


@dataclass(frozen=True, slots=True)
class Repeat:
    """A word of repetition in a citation: is it "the one before" (ibid.), and what stands before and after it."""

    previous: bool
    before: str
    rest: str


def repeat_word(raw: str) -> Repeat | None:
    for word in _repeats_in(raw):
        return Repeat(
            word.group("word").casefold().rstrip(".") in _previous_words(), raw[: word.start()], raw[word.end() :]
        )
    return None


def _repeats_in(raw: str) -> Iterator[regex.Match[str]]:
    return _repeat_pattern(words.held(raw[:300], *REPEATS)).finditer(raw[:300])


@lru_cache(maxsize=256)
def _repeat_pattern(held: tuple[str, ...]) -> regex.Pattern[str]:
    return regex.compile(
        r"(?:(?<![\p{L}\p{M}])|(?<=\p{Han})|(?=\p{Han}))(?P<word>\L<words>)\.?(?:(?![\p{L}\p{M}])|(?<=\p{Han}))",
        regex.IGNORECASE,
        words=held or ("\0",),
    )


@cache
def _previous_words() -> frozenset[str]:
    return frozenset(w.casefold() for w in words.get("repeat.previous"))


def is_repeat(title: str) -> bool:
    """Is a title nothing but the word of repetition?"""
    plain = title.strip(" ,.;")
    found = _repeat_pattern(words.held(plain, *REPEATS)).match(plain)
    return bool(found) and len(fold(title)) <= len(fold(found.group())) + 4 if found else False


@cache
def same_author_pattern() -> regex.Pattern[str]:
    return regex.compile(
        r"\W{0,3}(?P<word>\L<words>)(?![\p{L}\p{M}])\s?[.,:]", regex.IGNORECASE, words=words.get("same-author")
    )


def fold(text: str) -> str:
    """Letters and digits alone, in one case and width.

    >>> fold("“Google” vs. Ｃhina")
    'googlevschina'
    """
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


@cache
def compiled(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern)
