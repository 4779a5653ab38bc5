"""The words of nine languages, read from data/lexicon when a suspicious split is first seen (docs/lexicon.md)."""

from __future__ import annotations

import struct
import sys
import zlib
from array import array
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

_UKRAINIAN = "іїєґІЇЄҐ"
_KAZAKH = "әғқңөұүһӘҒҚҢӨҰҮҺ"


class Words(NamedTuple):
    """A word graph: node n is final or not, and its edges are labels[firsts[n]:firsts[n + 1]], each to targets[...]."""

    codec: str
    finals: bytes
    firsts: array[int]
    labels: bytes
    targets: array[int]


@cache
def load(name: str) -> Words:
    """The graph of one file; see train/dawg.py for its form.

    >>> load("ru").codec
    'cp1251'
    """
    data = (files("polybib") / "data" / "lexicon" / f"{name}.words").read_bytes()
    codec = data[8:16].decode().strip()
    nodes, edges = struct.unpack("<II", data[16:24])
    body = zlib.decompress(data[24 + edges :])
    labels_at = nodes + 3 * (nodes + 1)
    firsts, targets = body[nodes:labels_at], data[24 : 24 + edges] + body[labels_at + edges :]
    return Words(codec, body[:nodes], _numbers(firsts), body[labels_at : labels_at + edges], _numbers(targets))


def _numbers(planes: bytes) -> array[int]:
    """Numbers that were stored as three planes of bytes."""
    count = len(planes) // 3
    wide = bytearray(4 * count)
    for plane in range(3):
        wide[plane::4] = planes[plane * count : (plane + 1) * count]
    numbers = array("I")
    numbers.frombytes(wide)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _node(words: Words, key: bytes) -> int:
    """The node that a key leads to, or -1."""
    firsts, labels, targets, node = words.firsts, words.labels, words.targets, 0
    for byte in key:
        edge = labels.find(byte, firsts[node], firsts[node + 1])
        if edge < 0:
            return -1
        node = targets[edge]
    return node


def _holds(name: str, word: str) -> bool:
    words = load(name)
    try:
        node = _node(words, word.encode(words.codec))
    except UnicodeEncodeError:
        return False
    return node >= 0 and words.finals[node] == 1


@lru_cache(maxsize=1 << 16)
def is_word(word: str, letters: str = "") -> bool:
    """Whether a word in lower case is in a lexicon: that of the Latin letters, or Russian, or Ukrainian and Kazakh
    where `letters` (what is peculiar in the alphabet of the text) has letters of theirs.

    >>> is_word("management"), is_word("managemen"), is_word("промышленности")
    (True, False, True)
    """
    if word[:1] < "\u0370":
        return _holds("latin", word)
    if _holds("ru", word):
        return True
    return ("у" in letters and _holds("uk", word)) or ("қ" in letters and _holds("kk", word))


@lru_cache(maxsize=1 << 12)
def begins_word(piece: str) -> bool:
    """Whether a word of the Latin or the Russian lexicon begins so.

    >>> begins_word("indu"), begins_word("dustry")
    (True, False)
    """
    words = load("latin" if piece[:1] < "\u0370" else "ru")
    return _node(words, piece.encode(words.codec, "replace")) >= 0


def alphabet(text: str) -> str:
    """What `is_word` must know of a text: "у" where it has letters of Ukrainian, "қ" of Kazakh."""
    if text.isascii():
        return ""
    ukrainian = any(letter in text for letter in _UKRAINIAN)
    return ("у" if ukrainian else "") + ("қ" if any(letter in text for letter in _KAZAKH) else "")


@lru_cache(maxsize=1 << 14)
def han_level(word: str) -> int:
    """Minus the logarithm of the frequency of a Chinese word, rounded; 0 where the lexicon lacks it.

    >>> han_level("理论") < han_level("理") + han_level("论"), han_level("网新")
    (True, 0)
    """
    words = load("han")
    node = _node(words, word.encode(words.codec, "ignore"))
    if node < 0:
        return 0
    first = words.firsts[node]
    level = words.labels[first] if first < words.firsts[node + 1] else 0
    return level if level < 0x30 else 0
