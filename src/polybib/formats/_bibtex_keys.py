"""Patterns of citation keys, in the manner of Better BibTeX and JabRef: `[auth:lower][year][shorttitle]`.

    [auth] [authN] [authors] [authorsN] [auth.etal]        the first family name (N letters of it), all (N of them)
    [year] [yy]                                            the year, its last two figures
    [title] [shorttitle] [shorttitleN] [veryshorttitle]    all words; the first 3 (or N, or 1) significant words
    [editor] [journal] [publisher] [type] [firstpage] [lastpage] [volume] [issue] [keyword]
    [...:lower] :upper :capitalize :abbr :condense :asciify :NUMBER (of letters)    filters, one after the other

What stands outside brackets is kept. Keys hold ASCII letters and digits and `-_:.+/` of the pattern itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import regex

from polybib.errors import OptionError
from polybib.formats import _keys
from polybib.model import Name, Reference

MOST = 9999  # words or names, where no number says how many
Words = list[str]


def _people(reference: Reference, *roles: str) -> Words:
    for role in roles:
        held = reference.fields.get(role)
        people = held.value if held and isinstance(held.value, tuple) else ()
        if found := [name for one in people if isinstance(one, Name) and (name := _surname(one))]:
            return found
    return []


def _surname(person: Name) -> str:
    """A family name, a body's first words; transliterated, its capital kept."""
    if person.literal:
        return _keys.surname(person.literal).capitalize() or "".join(_cased(person.literal)[:2])
    return _latin(person.family or person.given, surname=True)


def _latin(text: str, *, surname: bool = False) -> str:
    """In ASCII letters and digits, with the capitals that it has."""
    if text.isascii():
        return "".join(filter(str.isalnum, text))
    made = _keys.romanised(text, surname=surname)
    return made.capitalize() if text[:1].isupper() or not text[:1].islower() else made


def _cased(text: str) -> Words:
    """Significant words, each beginning with a capital."""
    return [word[:1].upper() + word[1:] for word in _keys.significant(text, MOST)]


def _title(reference: Reference) -> str:
    return next((found for name in _keys.TITLES if (found := reference.text(name))), "")


def _year(reference: Reference) -> Words:
    return [found] if (found := _keys.year(reference)) else []


def _words(text: str) -> Words:
    return [made for word in regex.findall(r"[\p{L}\p{M}\p{N}]++", text) if (made := _latin(word))]


def _page(reference: Reference, last: bool) -> Words:
    found = regex.findall(r"\w++", reference.text("page"))
    return found[-1:] if last else found[:1]


ROLES = ("author", "editor", "compiler", "translator", "container-author")


def _authors(reference: Reference, most: int) -> Words:
    people = _people(reference, *ROLES)
    return [*people[: most or MOST], *(["EtAl"] if 0 < most < len(people) else [])]


FIELDS: dict[str, Callable[[Reference, int], Words]] = {
    "auth": lambda ref, n: [name[: n or MOST] for name in _people(ref, *ROLES)[:1]],
    "authors": lambda ref, n: _authors(ref, n),
    "auth.etal": lambda ref, n: _authors(ref, 2 if len(_people(ref, *ROLES)) < 3 else 1),
    "editor": lambda ref, n: _people(ref, "editor")[:1],
    "year": lambda ref, n: _year(ref),
    "yy": lambda ref, n: [year[-2:] for year in _year(ref)],
    "title": lambda ref, n: [word[:1].upper() + word[1:] for word in _words(_title(ref))],
    "shorttitle": lambda ref, n: _cased(_title(ref))[: n or 3],
    "veryshorttitle": lambda ref, n: _cased(_title(ref))[: n or 1],
    "journal": lambda ref, n: _words(ref.text("container-title-short") or ref.text("container-title")),
    "publisher": lambda ref, n: _words(ref.text("publisher")),
    "type": lambda ref, n: [ref.type.replace("-", "")],
    "firstpage": lambda ref, n: _page(ref, False),
    "lastpage": lambda ref, n: _page(ref, True),
    "volume": lambda ref, n: _words(ref.text("volume")),
    "issue": lambda ref, n: _words(ref.text("issue")),
    "keyword": lambda ref, n: _words(ref.text("keyword"))[:1],
}  # fmt: skip
FILTERS: dict[str, Callable[[Words], Words]] = {
    "lower": lambda words: [word.lower() for word in words],
    "upper": lambda words: [word.upper() for word in words],
    "capitalize": lambda words: [word[:1].upper() + word[1:] for word in words],
    "abbr": lambda words: [word[:1] for word in words],
    "condense": lambda words: ["".join(words)],
    "asciify": lambda words: words,
}


class Part(NamedTuple):
    """A part of a pattern: a literal, or a field with its number and filters."""

    literal: str
    field: str = ""
    number: int = 0
    filters: tuple[str, ...] = ()


def maker(pattern: str) -> Callable[[Reference], str]:
    """A pattern as a function that gives the key of a reference.

    >>> from polybib.model import Date, Field
    >>> values = {"author": (Name("Müller", "A."), Name("Li", "B.")), "title": "The Rise of Smart Cities"}
    >>> held = {name: Field(value) for name, value in values.items()} | {"issued": Field(Date(((2019,),)))}
    >>> book = Reference("book", held)
    >>> maker("[auth:lower][year][shorttitle]")(book), maker("[authors:abbr]-[veryshorttitle:lower]")(book)
    ('muller2019RiseSmartCities', 'ML-rise')
    >>> maker("[auth:fat]")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    polybib.errors.OptionError: --key: there is no filter :fat (abbr, asciify, ..., NUMBER)
    """
    parts = _parse(pattern)

    def make(reference: Reference) -> str:
        made = "".join(part.literal or _text(part, reference) for part in parts)
        return made if regex.search(r"[A-Za-z0-9]", made) else _keys.stem(reference)

    return make


def _text(part: Part, reference: Reference) -> str:
    words = FIELDS[part.field](reference, part.number)
    for name in part.filters:
        words = ["".join(words)[: int(name)]] if name.isdigit() else FILTERS[name](words)
    return "".join(char for char in "".join(words) if char.isascii() and char.isalnum())


def _parse(pattern: str) -> list[Part]:
    """The parts of a pattern; OptionError for what is none."""
    parts: list[Part] = []
    for found in regex.finditer(r"\[([^\[\]]*)\]|([^\[\]]+)|([\[\]])", pattern):
        if found[3]:
            raise OptionError(f"a bracket has no partner at {found.start() + 1} of {pattern!r}", where="--key")
        if found[2]:
            parts.append(Part(_literal(found[2])))
        else:
            parts.append(_field(found[1]))
    if not any(part.field for part in parts):
        raise OptionError(f"no field stands in {pattern!r}", where="--key", next_step="as in '[auth:lower][year]'")
    return parts


def _literal(text: str) -> str:
    if odd := regex.search(r"[^A-Za-z0-9\-_:.+/]", text):
        raise OptionError(f"the sign {odd[0]!r} cannot stand in a key", where="--key")
    return text


def _field(text: str) -> Part:
    name, *filters = (piece.strip() for piece in text.split(":"))
    found = regex.fullmatch(r"([a-z.]+)(\d{0,3})", name.lower())
    if not found or found[1] not in FIELDS:
        raise OptionError(
            f"there is no field [{name}]", where="--key", next_step=f"one of: {', '.join(sorted(FIELDS))}"
        )
    for one in filters:
        if one not in FILTERS and not regex.fullmatch(r"[1-9]\d{0,2}", one):
            step = f"{', '.join(sorted(FILTERS))}, NUMBER"
            raise OptionError(f"there is no filter :{one}", where="--key", next_step=step)
    return Part("", found[1], int(found[2] or 0), tuple(filters))
