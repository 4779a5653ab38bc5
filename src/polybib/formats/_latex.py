"""Values as BibTeX and LaTeX take them: special characters escaped, names in the form `Family, Given`.

Everything else stays UTF-8, as biber and today's LaTeX read it. A word whose capitals a BibTeX style would lower
(plain.bst and others turn titles into sentence case) is put in braces: acronyms and forms such as "iPhone", and in a
title that is in sentence case also the other capitalised words, which are proper nouns there. A title in Title Case
gets no braces beside its acronyms, because its capitals are the style's to decide.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import regex

from polybib.formats._text import plain
from polybib.model import Name

SPECIAL = {
    "\\": "\\textbackslash{}",
    "{": "\\textbraceleft{}",
    "}": "\\textbraceright{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
    **{c: f"\\{c}" for c in "&%$#_"},
}
ALWAYS_CAPITAL = frozenset(("de", "lb"))  # languages whose nouns keep their capitals


@cache
def _table() -> dict[int, str]:
    return str.maketrans(SPECIAL)


def escape(text: str) -> str:
    r"""Text for a field that LaTeX sets.

    >>> escape("100% of R&D {x} a_b")
    '100\\% of R\\&D \\textbraceleft{}x\\textbraceright{} a\\_b'
    """
    return _apart(plain(text).translate(_table()))


def _apart(text: str) -> str:
    """What fonts would join to another sign (`--`, ``, '', ?`) kept apart by {}."""
    if "--" in text or "``" in text or "''" in text or "?`" in text or "!`" in text:
        return _joining().sub(lambda found: "{}".join(found[0]), text)
    return text


@cache
def _joining() -> regex.Pattern[str]:
    return regex.compile("-{2,}+|`{2,}+|'{2,}+|[?!]`++")


def verbatim(text: str) -> str:
    """A URL or a DOI: nothing escaped; what would break the file (braces, backslashes, spaces) in percent form.

    >>> verbatim("http://x.org/a_b?c=d%20&e={1}")
    'http://x.org/a_b?c=d%20&e=%7B1%7D'
    """
    return plain(text).translate({0x7B: "%7B", 0x7D: "%7D", 0x5C: "%5C", 0x20: "%20"})


def page_ranges(text: str) -> str:
    """Pages with the double hyphen of BibTeX in ranges.

    >>> page_ranges("129-146, 150"), page_ranges("e12783"), page_ranges("1-1-1-5")
    ('129--146, 150', 'e12783', '1-1-1-5')
    """
    return ", ".join(_page_range()(part) for part in escape(text).split(", "))


@cache
def _page_range() -> Callable[[str], str]:
    pattern = regex.compile(r"([^\s–—-]++)\s*[–—-]\s*([^\s–—-]++)")

    def convert(part: str) -> str:
        found = pattern.fullmatch(part)
        return f"{found[1]}--{found[2]}" if found else part

    return convert


def names(people: tuple[Name, ...], *, others: bool = False, extended: bool = False) -> str:
    """A list of names; `extended` allows BibLaTeX's form `family=…, given=…` for a name that BibTeX's cannot hold.

    >>> names((Name("Liu", "Zhi-yang"), Name(literal="State Council"), Name("刘", "志阳")), others=True)
    'Liu, Zhi-yang and {State Council} and 刘志阳 and others'
    """
    written = [_extended(person) or name(person) if extended else name(person) for person in people]
    return " and ".join([*written, *(["others"] if others else [])])


def _extended(person: Name) -> str:
    """A name by its parts, where `name` would be read otherwise; empty where it would not."""
    parts = {"family": person.family, "given": person.given, "prefix": person.particle, "suffix": person.suffix}
    texts = {key: plain(part) for key, part in parts.items() if plain(part)}
    odd = not person.family or person.particle or person.suffix or not _simple().fullmatch(person.family)
    if not odd or person.literal or _east_asian(person.family) or len(texts) < 1:
        return ""
    from polybib.formats import _bibtex_names

    csl = {key: plain(part) for key, part in person.csl().items()}
    if _bibtex_names.read(name(person)).names == [csl]:
        return ""
    return ", ".join(f"{key}={{{escape(text)}}}" for key, text in texts.items())


@cache
def _simple() -> regex.Pattern[str]:
    return regex.compile(r"\p{Lu}[\p{L}\p{M}'’.-]*+")


def name(person: Name) -> str:
    """One name: `von Family, Jr, Given`; a body in braces; Han, kana and Hangul names unseparated, as they are written.

    >>> name(Name("Beethoven", "Ludwig", particle="van")), name(Name("Kim, Jr.", "A and B"))
    ('van Beethoven, Ludwig', '{Kim, Jr.}, {A and B}')
    """
    if person.literal:
        return _literal(person.literal)
    if _east_asian(person.family) and _east_asian(person.given):
        return _unseparated(person)
    family = " ".join(part for part in (escape(person.particle), _family(person)) if part)
    if not person.given and not person.suffix:
        return f"{{{escape(person.family)}}}" if " " in person.family and not person.particle else family
    given = _part(person.given) or ("{}" if person.suffix else "")
    return ", ".join(part for part in (family, _part(person.suffix), given) if part)


def _family(person: Name) -> str:
    """A family name; in braces where BibTeX would take its first word for a particle."""
    text = _part(person.family)
    apart = not person.particle and " " in text and text[0] != "{" and text[0].islower()
    return f"{{{text}}}" if apart else text


def _unseparated(person: Name) -> str:
    """A name in Han, kana or Hangul; its parts stand apart only where a reader could not divide them."""
    whole = _part(person.family + person.given)
    if not person.family or not person.given:
        return whole
    return whole if _read_as(whole) == person.csl() else f"{_part(person.family)} {_part(person.given)}"


def _read_as(text: str) -> dict[str, str]:
    from polybib.formats import _bibtex_names

    return next(iter(_bibtex_names.read(text).names), {})


def _literal(text: str) -> str:
    """A body or an undivided name; one word of Han that is read as such needs no braces."""
    whole = escape(text)
    bare = _east_asian(text) and not set(whole) & set(" ·・‧") and _read_as(whole) == {"literal": whole}
    return whole if bare else f"{{{whole}}}"


def _part(text: str) -> str:
    """A part of a name; in braces where BibTeX would divide it."""
    part = escape(text)
    return f"{{{part}}}" if "," in part or " and " in f" {part.lower()} " else part


@cache
def _asian() -> regex.Pattern[str]:
    return regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}·・‧\s]++")


def _east_asian(text: str) -> bool:
    return bool(text) and _asian().fullmatch(text) is not None


def title(text: str, language: str = "") -> str:
    """A title, escaped, with braces around the words whose capitals must stay.

    >>> title("Digital Technology And COVID-19")
    'Digital Technology And {COVID-19}'
    >>> title("The correlation of policy support and the development of China's industry")
    "The correlation of policy support and the development of {China's} industry"
    """
    words = plain(text).split(" ")
    guard = _guarded(words, language.partition("-")[0] in ALWAYS_CAPITAL)
    return " ".join(_braced(word) if kept else escape(word) for word, kept in zip(words, guard, strict=True))


def _guarded(words: list[str], nouns: bool) -> list[bool]:
    """Which words keep their capitals."""
    cores = [_core().search(word) for word in words]
    texts = [found[0] if found else "" for found in cores]
    capital = [_is_latin_upper(text[:1]) for text in texts]
    starts = [True, *(word[-1:] in ".:?!–—" for word in words[:-1])]
    long_caps = sum(c and not s and len(t) > 3 for c, s, t in zip(capital, starts, texts, strict=True))
    long_lower = sum(not c and t.isalpha() and len(t) > 3 for c, t in zip(capital, texts, strict=True))
    shouted = sum(t.isupper() for t in texts if len(t) > 3) * 2 > sum(len(t) > 3 for t in texts)
    if shouted:
        return [False] * len(words)
    proper = nouns or long_lower > long_caps
    return [
        _inner_capital(t) or (proper and c and not s and len(t) > 1)
        for t, c, s in zip(texts, capital, starts, strict=True)
    ]


@cache
def _core() -> regex.Pattern[str]:
    return regex.compile(r"[\p{L}\p{N}](?:.*[\p{L}\p{N}])?")


def _is_latin_upper(char: str) -> bool:
    return "A" <= char <= "Z" or ("À" <= char <= "ɏ" and char.isupper())


def _inner_capital(word: str) -> bool:
    """Is there a capital beyond the first letter of a part ("COVID-19", "iPhone", not "Post-War")?"""
    return any(_is_latin_upper(c) for part in regex.split(r"[-‐–—/'’.]", word) for c in part[1:])


def _braced(word: str) -> str:
    found = _core().search(word)
    if not found:
        return escape(word)
    start, end = found.span()
    return f"{_edge(word[:start])}{{{escape(word[start:end])}}}{_edge(word[end:])}"


def _edge(text: str) -> str:
    return _apart(text.translate(_table()))
