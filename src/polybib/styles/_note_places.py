"""Is a stretch a place, a region, or could it be one?"""

from __future__ import annotations

from polybib.styles import _lexicon
from polybib.styles._scan import compiled
from polybib.values import places


def is_place(text: str) -> bool:
    """Are all parts of a stretch towns or countries that we know?

    >>> is_place("New York"), is_place("Moscow and Leningrad"), is_place("System der Volksrepublik China")
    (True, True, False)
    """
    if places.known(text):
        return True
    parts = compiled(r"\s*(?:,|/|;|&|–|(?<=\s)\p{Ll}{1,3}(?=\s))\s*").split(text.strip(" .()[]"))
    known = _lexicon.table("place")
    return all(p.casefold().rstrip(".") in known or region(p) for p in parts if p) and any(
        p.casefold().rstrip(".") in known for p in parts
    )


def region(text: str) -> bool:
    """A state or a country after a town ("MA", "Mass.", "U.S.A.").

    >>> region("MA"), region("Mass."), region("Paris")
    (True, True, False)
    """
    return bool(compiled(r"\p{Lu}{2,3}|(?:\p{Lu}\.\s?)+|\p{Lu}\p{Ll}{1,5}\.").fullmatch(text.strip()))


def place_like(text: str) -> bool:
    """Few words, none in lower case but particles."""
    plain = text.split()
    return (
        len(plain) <= 8
        and sum(w[0].islower() for w in plain) <= 1 + len(plain) // 4
        and not _lexicon.found("kind.journal", text)
    )
