r"""Lists of names as BibTeX and BibLaTeX have them: `Family, Given and {A Body} and von Last, Jr., First and others`.

Source: B. Patashnik, Designing BibTeX styles (1988), section 4; N. Markey, Tame the BeaST (2009), section 3.2; the
BibLaTeX manual, 3.4 (extended names). A name in braces as a whole is a body; braces inside a name keep words together.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import regex

from polybib.formats._bibtex_latex import decode

EXTENDED = {"family": "family", "given": "given", "prefix": "non-dropping-particle", "suffix": "suffix"}
Item = dict[str, str]


class People(NamedTuple):
    """The names as CSL-JSON has them; whether there are others; what is doubtful."""

    names: list[Item]
    others: bool = False
    doubt: str = ""


def read(text: str) -> People:
    r"""A list of names.

    >>> read(r"Ludwig van Beethoven and {Bell {\&} Sons} and King, Jr., Martin Luther and others").names
    ... # doctest: +NORMALIZE_WHITESPACE
    [{'family': 'Beethoven', 'given': 'Ludwig', 'non-dropping-particle': 'van'}, {'literal': 'Bell & Sons'},
     {'family': 'King', 'given': 'Martin Luther', 'suffix': 'Jr.'}]
    >>> read("family=Watson, given={J. D.}, prefix=de and 于潇").names[:1]
    [{'family': 'Watson', 'given': 'J. D.', 'non-dropping-particle': 'de'}]
    """
    if len(parts := divided(text, "and")) == 1 and len(divided(text, ",")) > 1 and len(divided(text, ";")) > 1:
        return _by_eye(text, "the names are divided by semicolons, not by “and”")
    names: list[Item] = []
    others, doubt = False, ""
    for n, part in enumerate(parts):
        if part.lower() in ("others", "et al.", "et al") and n:
            others = True
        elif part:
            pieces = [one.strip() for one in divided(part, ",")]
            if len(pieces) > 3 and not _extended().match(part):
                found = _by_eye(part, "a name has too many commas: the list was read as it looks")
                names += found.names
                others, doubt = others or found.others, found.doubt
            else:
                names.append(_name(part, pieces))
    return People([name for name in names if name], others, doubt)


def _by_eye(text: str, doubt: str) -> People:
    """A list that is not written as BibTeX wants it is read as a printed one."""
    from polybib.values import names

    found = names.parse(decode(text))
    return People([person.csl() for person in found.names], found.et_al, doubt)


def _name(text: str, pieces: list[str]) -> Item:
    if _whole_group(text):
        return {"literal": decode(text)}
    if _extended().match(text):
        return _from_keys(pieces)
    if len(pieces) == 1:
        return _first_last(text)
    words = divided(pieces[0], " ")
    von = _von(words[:-1])
    last = {"family": _joined(words[von:]), "given": decode(pieces[-1]), "non-dropping-particle": _joined(words[:von])}
    last["suffix"] = decode(pieces[1]) if len(pieces) > 2 else ""
    return _filled(last)


def _first_last(text: str) -> Item:
    """A name without a comma: First von Last; in Han, kana and Hangul as values/han_names divides it."""
    words = divided(text, " ")
    if _east_asian().fullmatch(text):
        return _han("".join(words) if len(words) > 2 else text.strip())
    if len(words) == 1:
        return _filled({"family": _joined(words)})
    lower = [n for n, word in enumerate(words[:-1]) if _is_lower(word)]
    if lower and lower[0] == 0:
        end = lower[-1] + 1
        return _filled({"family": _joined(words[end:]), "non-dropping-particle": _joined(words[:end])})
    first, end = (lower[0], lower[-1] + 1) if lower else (len(words) - 1, len(words) - 1)
    return _filled(
        {
            "family": _joined(words[end:]),
            "given": _joined(words[:first]),
            "non-dropping-particle": _joined(words[first:end]),
        }
    )


def _han(text: str) -> Item:
    from polybib.values import han_names

    parts = text.split()
    if len(parts) == 2:
        return {"family": parts[0], "given": parts[1]}
    return han_names.name(text).name.csl()


def _von(words: list[str]) -> int:
    """How many words at the beginning are particles."""
    return next((n for n, word in enumerate(words) if not _is_lower(word)), len(words))


def _is_lower(word: str) -> bool:
    r"""A word of which the first letter outside braces, or in a special character ({\'e}), is lower-case."""
    if word.startswith("{") and not word.startswith("{\\"):
        return False
    text = decode(word) if "\\" in word else word
    return next((char.islower() for char in text if char.isalpha()), False)


def _joined(words: list[str]) -> str:
    return decode(" ".join(words))


def _filled(parts: Item) -> Item:
    return {key: value for key, value in parts.items() if value}


def _from_keys(pieces: list[str]) -> Item:
    """Extended names: `family=Beethoven, given=Ludwig, prefix=van, useprefix=true`."""
    out: Item = {}
    for piece in pieces:
        key, _, value = piece.partition("=")
        if name := EXTENDED.get(key.strip().lower()):
            out[name] = decode(value)
    return _filled(out)


def divided(text: str, sign: str) -> list[str]:
    """A text divided, outside braces, at a comma, a semicolon, white space and ties (" ") or the word "and".

    >>> divided("A and {B and C} AND D", "and"), divided("{A, B}, C", ","), divided("A~{B C}", " ")
    (['A', '{B and C}', 'D'], ['{A, B}', 'C'], ['A', '{B C}'])
    """
    if "{" not in text and sign != "and":
        plain = [part.strip() for part in text.split(sign)] if sign != " " else text.replace("~", " ").split()
        if "\\" not in text:
            return plain
    parts: list[str] = []
    depth = start = 0
    for found in _divider(sign).finditer(text):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth = max(0, depth - 1)
        elif found[0][0] != "\\" and not depth:
            parts.append(text[start : found.start()].strip())
            start = found.end()
    return [*parts, text[start:].strip()] if sign != " " else [p for p in (*parts, text[start:].strip()) if p]


@cache
def _divider(sign: str) -> regex.Pattern[str]:
    pattern = {"and": r"(?:(?<=[\s}])|^)and(?=[\s{]|$)", " ": r"[\s~]++"}.get(sign, regex.escape(sign))
    return regex.compile(rf"\\.|[{{}}]|{pattern}", flags=regex.I | regex.S)


@cache
def _extended() -> regex.Pattern[str]:
    return regex.compile(r"\s*(?:family|given|prefix|suffix)(?:-i)?\s*=", flags=regex.I)


@cache
def _east_asian() -> regex.Pattern[str]:
    return regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}·・‧ー\s]++")


def _whole_group(text: str) -> bool:
    r"""Is the whole in one pair of braces (and not one letter as a command: {\'E})?"""
    if not (text.startswith("{") and text.endswith("}")):
        return False
    if text.startswith("{\\") and len(decode(text)) < 2:
        return False
    depth = 0
    for found in regex.finditer(r"\\.|[{}]", text, flags=regex.S):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if not depth:
            return found.end() == len(text)
    return False
