"""What the words beside a value say it is: "n°" before a number, "a cura di" before a name, "p." after a number.

Like `evidence`, these rules ask for their word and correct the network there alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from polybib import words
from polybib.segments import Text
from polybib.tagger.decode import Value
from polybib.tagger.edges import trim

NUMBERS = ("volume", "issue", "page")
PERIODICAL = ("article-journal", "article-magazine", "article-newspaper")
BEFORE = 14  # characters before a number in which its word stands
LEAD = 40  # characters before a name in which "edited by" stands
SURE = 0.9  # of a value that a word alone gives
MOST_VOLUMES = 99


def named(text: Text, values: Sequence[Value], type_: str) -> list[Value]:
    """The values of a text of a CSL type under the labels that the words beside them give."""
    found = [_role(text.folded, n, value) for n, value in enumerate(values)]
    if type_ in PERIODICAL:
        return [_number(text.folded, value, found) for value in found]
    found = [_volumes(text.folded, _extent(text.folded, value, found)) for value in found]
    return _school(text.text, found) if type_ == "thesis" else found


def _role(text: str, place: int, value: Value) -> Value:
    """An author, but the first value, after the words for an editor or a translator (or with them) as that."""
    if value.label != "author" or not place:
        return value
    before = text[max(0, value.start - LEAD) : value.start].rstrip(" :").casefold().removesuffix(".")
    begun = text[value.start : value.start + LEAD].casefold()
    first, last = begun.split(maxsplit=1)[:1], before.rsplit(maxsplit=1)[-1:]
    for word, label in _leads().get(first[0] if first else "", ()):
        if begun.startswith(word) and begun[len(word) : len(word) + 1] in (" ", ".", ":"):
            start, end = trim(text, value.start + len(word), value.end)
            return value._replace(label=label, start=start) if end > start else value
    for word, label in _leads(-1).get(last[0] if last else "", ()):
        if before.endswith(word) and not before[: -len(word)][-1:].isalpha():
            return value._replace(label=label)
    return value


@cache
def _leads(place: int = 0) -> dict[str, list[tuple[str, str]]]:
    """The words after which a name follows, with the label that they give: those of several words, which end in "by",
    "von" or "di". By their first word, or by their last (place -1)."""
    found: dict[str, list[tuple[str, str]]] = {}
    for label in ("editor", "translator"):
        for word in words.get(f"role.{label}"):
            if " " in word:
                found.setdefault(word.casefold().split()[place], []).append((word.casefold(), label))
    return found


def _number(text: str, value: Value, values: Sequence[Value]) -> Value:
    """A number under the label that the word before it gives, where no other value has that label."""
    if value.label not in NUMBERS:
        return value
    before = re.search(r"([^\W\d_]+[°º]?|№+)\.?[°º]?\s*$", text[max(0, value.start - BEFORE) : value.start])
    label = _labels().get(before[1].casefold(), "") if before else ""
    label = _signs().get(text[value.end : value.end + 1], label)
    if label and label != value.label and not any(other.label == label for other in values):
        return value._replace(label=label)
    return value


@cache
def _labels() -> dict[str, str]:
    """Each word before a number that means one thing in all languages, and what it means."""
    meanings: dict[str, set[str]] = {}
    for label in ("volume", "issue", "page", "edition", "part", "extent", "article-number"):
        for word in words.get(label):
            meanings.setdefault(word.casefold(), set()).add(label)
    return {word: min(found) for word, found in meanings.items() if len(found) == 1 and min(found) in NUMBERS}


@cache
def _signs() -> dict[str, str]:
    """The characters of Chinese, Japanese and Korean that stand after a number, and what they say it is."""
    found = {word: label for label in NUMBERS for word in words.get(label, "zh", "ja", "ko")}
    return {word: label for word, label in found.items() if len(word) == 1 and word > "\u3000"}


def _extent(text: str, value: Value, values: Sequence[Value]) -> Value:
    """A lone number before "p." at the end of a book's description as its extent (ISBD 5.1), not a place in it."""
    if value.label != "page" or not text[value.start : value.end].isdecimal():
        return value
    after = re.compile(r"\s?([^\W\d_\u3000-\ud7ff]+)").match(text, value.end)
    before = re.search(r"([^\W\d_]+)\.?\s*$", text[max(0, value.start - BEFORE) : value.start])
    if not after or after[1].casefold() not in words.get("extent"):
        return value
    if (before and before[1].casefold() in words.get("page")) or any(v.label == "number-of-pages" for v in values):
        return value
    return value._replace(label="number-of-pages")


def _volumes(text: str, value: Value) -> Value:
    """A small number before "voll." or "Bde." as the number of volumes."""
    if value.label not in ("edition", "volume", "issue", "page") or not text[value.start : value.end].isdecimal():
        return value
    after = re.compile(r"\s?([^\W\d_]{2,})\.?(?!\s?[\dIVX])").match(text, value.end)
    if not after or after[1].casefold() not in words.get("of-volumes"):
        return value
    return value._replace(label="number-of-volumes") if int(text[value.start : value.end]) <= MOST_VOLUMES else value


def _school(text: str, values: list[Value]) -> list[Value]:
    """The values of a thesis with the university where no value claims it."""
    if any(value.label == "publisher" for value in values):
        return values
    starts = [0, *(value.end for value in values)]
    for start, end in zip(starts, [*(value.start for value in values), len(text)], strict=True):
        for piece in re.finditer(r"[^,;.()\[\]]+", text[start:end]):
            if any(word in piece[0].casefold() for word in words.get("university.part") if len(word) > 4):
                at = trim(text, start + piece.start(), start + piece.end())
                return sorted([*values, Value("publisher", *at, SURE)], key=lambda value: value.start)
    return values
