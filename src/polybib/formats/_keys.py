"""Citation keys such as `liu2017digital`: first author's family name, year, first significant word of the title.

A key holds ASCII letters and digits only: Han is romanised by pypinyin, Cyrillic by iuliia, both loaded when the first
such name comes. Equal keys get a, b, ... in the order of the document, so a key depends on nothing that comes later.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.resources import files

import regex

from polybib import words
from polybib.model import Date, Name, Reference

LONGEST = 24  # letters of one part of a key
AUTHORS = ("author", "editor", "compiler", "translator", "container-author", "interviewer", "contributor")
TITLES = ("title", "custom.title-original", "container-title", "publisher")


def keyed(references: Iterable[Reference], pattern: str = "") -> Iterator[tuple[str, Reference]]:
    """Each reference with its key, unique among those before it; by a pattern of `_bibtex_keys` where one is given.

    Without a pattern an entry from a file of another program keeps the key that it has there.
    """
    make: Callable[[Reference], str] = stem
    if pattern:
        from polybib.formats import _bibtex_keys

        make = _bibtex_keys.maker(pattern)
    used: set[str] = set()
    counts: dict[str, int] = {}
    for reference in references:
        key = base = ("" if pattern else own(reference)) or make(reference)
        while key in used:
            key = base + letters(counts.get(base, 0))
            counts[base] = counts.get(base, 0) + 1
        used.add(key)
        yield key, reference


def own(reference: Reference) -> str:
    """The key that an entry has in the file of another program, where it can be a key; empty for a text.

    >>> from polybib.model import Field
    >>> own(Reference("book", {"title": Field("T", "record")}, id="smith:2019")), own(Reference("book", {}, id="ref1"))
    ('smith:2019', '')
    """
    key = reference.id
    given = key and not reference.style and any(held.origin == "record" for held in reference.fields.values())
    return key if given and _as_key().fullmatch(key) else ""


@cache
def _as_key() -> regex.Pattern[str]:
    return regex.compile(r"[\p{L}\p{N}][\p{L}\p{N}\p{M}:.+/_*!?|;&<>@\-]*+")


def letters(n: int) -> str:
    """a ... z, aa ... for 0, 1, ...

    >>> [letters(n) for n in (0, 25, 26)]
    ['a', 'z', 'aa']
    """
    return (letters(n // 26 - 1) if n >= 26 else "") + chr(ord("a") + n % 26)


def stem(reference: Reference) -> str:
    """The key of one reference, before it is made unique.

    >>> from polybib.model import Field
    >>> author, title = Field((Name("刘", "志阳"),)), Field("Digital China")
    >>> stem(Reference("book", {"author": author, "title": title, "issued": Field(Date(((2017,),)))}))
    'liu2017digital'
    """
    first = _first_author(reference)
    title = next((found for name in TITLES if (found := significant(reference.text(name), 2))), [])
    if first:
        return first + year(reference) + (title[0] if title else "")
    if title:
        return title[0] + year(reference) + (title[1] if len(title) > 1 else "")
    return (romanised(reference.type) if reference.fields else "empty") + year(reference)


def _first_author(reference: Reference) -> str:
    for role in AUTHORS:
        held = reference.fields.get(role)
        people = held.value if held and isinstance(held.value, tuple) else ()
        for person in people[:1]:
            if isinstance(person, Name) and person.literal:
                return surname(person.literal) or "".join(significant(person.literal, 2))
            if isinstance(person, Name) and (part := romanised(person.family or person.given, surname=True)):
                return part[:LONGEST]
    return ""


def surname(literal: str) -> str:
    """The surname of an undivided Han name; of a transcribed one (埃里克·坎德尔) the last part; empty for a body.

    >>> surname("王砚峰"), surname("埃里克·坎德尔"), surname("国务院办公厅")
    ('wang', 'kandeer', '')
    """
    parts = regex.split("[·・•]", literal)
    if len(parts) > 1 and all(map(_han_only().fullmatch, parts)):
        return romanised(parts[-1])[:LONGEST]
    if not _han_only().fullmatch(literal) or len(literal) > 4:
        return ""
    if literal[:2] in _letters_of("surname"):
        return romanised(literal[:2], surname=True)
    return romanised(literal[0], surname=True) if len(literal) < 4 else ""


def year(reference: Reference) -> str:
    held = reference.fields.get("issued")
    if held is None or not isinstance(held.value, Date):
        return ""
    if held.value.year:
        return str(abs(held.value.year))
    found = regex.search(r"(?<!\d)\d{4}(?!\d)", held.value.literal)
    return found[0] if found else ""


def significant(text: str, most: int) -> list[str]:
    """The first significant words of a title or of a body's name, romanised: no articles, prepositions or bare numbers.

    A title in Han gives its first two characters, after openings such as 关于 or 论.

    >>> significant("The Impact of Digital Technology", 2), significant("关于社会信用体系", 1)
    (['impact', 'digital'], ['shehui'])
    """
    found: list[str] = []
    for match in _word().finditer(text):
        word = match[0]
        if len(found) == most:
            break
        if _han().match(word):
            found.append(romanised(_without_opening(word)[:2])[:LONGEST])
        elif len(word) > 1 and not word.isdigit() and word.lower() not in _insignificant():
            found.append(romanised(word)[:LONGEST])
        if found and (not found[-1] or found[-1][0].isdigit()):
            found.pop()
    return found


@cache
def _insignificant() -> frozenset[str]:
    return frozenset(words.get("insignificant"))


def _without_opening(run: str) -> str:
    opening = next((w for w in words.get("insignificant", "zh") if run.startswith(w) and len(run) > len(w) + 1), "")
    return run[len(opening) :]


@cache
def _word() -> regex.Pattern[str]:
    return regex.compile(r"\p{Han}++|[\p{L}\p{M}\p{N}--\p{Han}]++", flags=regex.V1)


@cache
def _han() -> regex.Pattern[str]:
    return regex.compile(r"\p{Han}")


@cache
def _han_only() -> regex.Pattern[str]:
    return regex.compile(r"\p{Han}++")


@cache
def _script_runs() -> regex.Pattern[str]:
    asian = r"[\p{Hangul}\p{Hiragana}\p{Katakana}\p{Greek}]++"
    return regex.compile(rf"\p{{Han}}++|[\p{{Cyrillic}}ʼ’]++|{asian}|.", flags=regex.S)


def romanised(text: str, *, surname: bool = False) -> str:
    """Any text as ASCII letters and digits, in lower case; what cannot be romanised is left out.

    >>> romanised("Щербаков"), romanised("Müller-Łukasz"), romanised("曾", surname=True), romanised("김")
    ('shcherbakov', 'mullerlukasz', 'zeng', 'gim')
    """
    if text.isascii():
        return "".join(filter(str.isalnum, text)).lower()
    runs = unicodedata.normalize("NFC", text)
    out = "".join(_romanise_run(match[0], surname) for match in _script_runs().finditer(runs))
    return "".join(c for c in out.lower() if c.isascii() and c.isalnum())


def _romanise_run(run: str, surname: bool) -> str:
    char = run[0]
    if char.isascii():
        return run
    if _han().match(run):
        return _pinyin(run, surname)
    if "\u0400" <= char < "\u0530":
        return _cyrillic(run)
    if regex.match(r"[\p{Hangul}\p{Hiragana}\p{Katakana}\p{Greek}]", char):
        return "".join(map(_by_name, run)).replace("oy", "ou" if "\u0370" <= char < "\u2000" else "oy")
    return "".join(_letters_of("latin").get(c, c) for c in unicodedata.normalize("NFKD", run.lower()))


def _pinyin(run: str, surname: bool) -> str:
    """Han by pypinyin, one character at a time, so that its large table of phrases changes nothing; before it our own
    table of readings: surnames, and common words whose characters are read in another way."""
    reading = _load_pypinyin()
    whole = _letters_of("surname" if surname else "word").get(run)
    if whole:
        return whole
    table = _letters_of("surname") if surname else {}
    return "".join(table.get(char) or reading(char) for char in run)


@cache
def _load_pypinyin() -> Callable[[str], str]:
    from pypinyin import lazy_pinyin

    return lambda char: "".join(lazy_pinyin(char, errors="ignore", v_to_u=False)).replace("v", "u")


def _cyrillic(run: str) -> str:
    """Cyrillic by iuliia's Wikipedia scheme, after the letters of other languages than Russian."""
    other = _letters_of("cyrillic")
    return _load_iuliia()("".join(other.get(char, char) for char in run.lower()))


@cache
def _load_iuliia() -> Callable[[str], str]:
    import iuliia

    translate: Callable[[str], str] = iuliia.WIKIPEDIA.translate
    return translate


@cache
def _by_name(char: str) -> str:
    """Kana, Hangul and Greek by their Unicode names ("HANGUL SYLLABLE GIM", "HIRAGANA LETTER SMALL YA")."""
    name = unicodedata.name(unicodedata.normalize("NFD", char)[0] if "\u0370" <= char < "\u2000" else char, "")
    last = name.rpartition(" ")[2].lower()
    return _letters_of("greek").get(last, last[:1]) if name.startswith("GREEK") else last


@cache
def _letters_of(kind: str) -> dict[str, str]:
    table = json.loads((files("polybib") / "data" / "romanisation.json").read_text(encoding="utf-8"))
    return dict(table[kind])
