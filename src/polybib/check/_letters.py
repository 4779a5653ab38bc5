"""The letters of a text, whatever its case, marks, signs and script: what is left when forms are taken away."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from polybib.check.coverage import LANGUAGES
from polybib.duplicates.skeleton import run, script
from polybib.values import languages

ALIKE = str.maketrans("асеорхукіј", "aceopxykij")


def bare(text: str) -> str:
    """The words of a text without letter case, marks and signs; every letter stays, unlike in a skeleton.

    >>> bare("Über die “Œuvre” – Research & Theory"), bare("AI-based")
    ('uber die œuvre research and theory', 'ai based')
    """
    plain = unicodedata.normalize(
        "NFKD", text.casefold().replace("&", " and ").translate(plain_marks()).replace("'", "")
    )
    found = re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c)))
    return " ".join(found if text.isascii() else map(_one_script, found))


def _one_script(word: str) -> str:
    """A Latin word without the Cyrillic letters that look like its own."""
    return word.translate(ALIKE) if re.search(r"[a-z]", word) and re.search(r"[а-я]", word) else word


@cache
def plain_marks() -> dict[int, str]:
    """Dashes and quotation marks of every kind, as plain ones."""
    table = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-") | dict.fromkeys(map(ord, "‘’ʼ`´"), "'")
    return table | dict.fromkeys(map(ord, "“”„«»"), '"')


def same_letters(a: str, b: str) -> bool:
    """Have two texts the same letters, or such as two ways of writing them explain: marks left out, another script, a
    romanisation, ae for ä?

    >>> same_letters("Müller", "Mueller"), same_letters("Asia", "Asa"), same_letters("Social’nyj", "Социальный")
    (True, False, True)
    """
    left, right = bare(a).replace(" ", ""), bare(b).replace(" ", "")
    if left == right:
        return bool(left)
    if run(a) != run(b):
        return False
    other = script(a) != script(b) or not (a + b).isascii()
    return other or romanised(a) or romanised(b)


def romanised(text: str) -> bool:
    """May a text be the romanisation of Cyrillic or Han?"""
    from polybib.values import titles

    return titles.is_romanized(text) or languages.guess(text) in LANGUAGES


def damaged(text: str) -> bool:
    """Is a text of a record broken by a wrong encoding?

    >>> damaged("Christian LÃ¼ck"), damaged("São Paulo")
    (True, False)
    """
    return "\ufffd" in text or re.search(r"[ÃÂÐÑ][\u0080-\u00bf]", text) is not None
