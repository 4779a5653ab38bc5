"""Does a stretch look like names of persons? Only the form is judged here; values.names reads them."""

from __future__ import annotations

from functools import cache

import regex

from polybib import words
from polybib.styles import _lexicon
from polybib.styles._scan import compiled
from polybib.styles._sheet import CJK

INITIAL = r"\p{Lu}(?:\p{Ll}{1,2})?\.(?:[\s-]?\p{Lu}\p{Ll}?\.)*+|\p{Lu}{1,2}(?![\p{L}’'ʼ])|\p{Lu}-\p{Lu}\.?(?![\p{L}])"
WORD = r"(?:[dlDLO][’'ʼ])?\p{Lu}[\p{L}\p{M}]*(?:[-’'ʼ‘][\p{L}\p{M}]+)*"
PARTICLE = (
    r"(?:de|da|di|van|von|der|den|del|della|la|le|du|dos|das|ter|ten|el|al|af|zu|do|bin|ibn|фон|де|дер)(?![\p{L}])"
)
SUFFIX = r"(?:Jr|Sr|II|III|IV)\.?(?![\p{L}])"
HAN = rf"[(\[]?(?:{CJK}[\s·•・]?)" + r"{2,8}[)\]]?"
TOKEN = rf"(?:{INITIAL}|{PARTICLE}|{WORD}|{HAN})"
NAME = rf"{TOKEN}(?:\s?{TOKEN}){{0,6}}+"


@cache
def _list() -> regex.Pattern[str]:
    both = words.alternatives("note.and")
    joined = rf"\s*(?:[,;/]\s*(?:(?:{both}|&)\s)?|\s(?:{both}|&|[-–—])\s)\s*"
    return regex.compile(rf"{NAME}(?:{joined}(?:{NAME}|{SUFFIX}))*+\s*")


def look_like_names(text: str) -> bool:
    """Can a stretch be nothing but a list of personal names?

    >>> look_like_names("W. G. Gottenberg"), look_like_names("R. Hinderling and L. M. Eichinger")
    (True, True)
    >>> look_like_names("Handbook of the Digital Economy, vol. 2"), look_like_names("Lynette Torres et al.")
    (False, True)
    """
    text = text.strip(" ,;:")
    if not text or len(text) > 2000:
        return False
    text = _without_et_al(text)
    if _lexicon.found("kind.title-like", compiled(r"(?<=\p{L}\s\p{Lu}\.\s)\p{Lu}\p{L}+").sub("", text)):
        return False  # but "Elizabeth C. Economy" is a person
    return bool(_list().fullmatch(text))


def _without_et_al(text: str) -> str:
    return text[: _lexicon.ending(text, "et-al")]


def single_name(text: str) -> bool:
    """A name of two words or more, or one with initials: enough to tell a person from a title of one word."""
    text = _without_et_al(text.strip(" ,;:"))
    return look_like_names(text) and len(text.split()) + text.count(".") >= 2 and len(text.split()) <= 5


def persons(text: str) -> bool:
    """Names of persons alone, each of two words or with initials, or turned round ("Salaman, Graeme").

    >>> persons("J. S. Brake"), persons("Computers and You"), persons("Salaman, Graeme y Kenneth Thompson")
    (True, False, True)
    """
    joined = rf"(?:^|[\s,])(?:{words.alternatives('note.and')}|&)\s|[;/]|\s[-–—]\s"
    parts = [p.strip(" ,") for p in compiled(joined).split(_without_et_al(text.strip(" ,;:")))]
    return all(_person(p) for p in parts if p) and any(parts)


def _person(text: str) -> bool:
    pieces = [p.strip() for p in text.split(",")]
    if len(pieces) == 2 and " " not in pieces[0]:
        return look_like_names(text)
    return all(single_name(p) for p in pieces)


def without_editors(text: str) -> str:
    """Names without "(ed.)", their originals in brackets, or "et al." after them.

    >>> without_editors("Michael Schmitt (ed.)")
    'Michael Schmitt'
    """
    text = compiled(r"\s?\([^()]*\)|\s?\[[^\[\]]*\]").sub("", text)
    return text[: _lexicon.ending(text, "role.editor", "et-al")].strip(" ,.:;")
