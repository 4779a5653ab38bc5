"""Authors that are printed otherwise than the record has them: missing, wrong, in another order, or as initials.

People are compared as `duplicates` does, across scripts and romanisations. A list that ends in "et al." lacks nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from polybib import words
from polybib.check._letters import bare, damaged
from polybib.check._texts import source
from polybib.check.model import Difference
from polybib.duplicates import facts, weights
from polybib.duplicates.facts import Person
from polybib.duplicates.skeleton import script
from polybib.model import Name, Reference

ROLES = ("author", "editor")
TOLD = 3  # people who are named in a sentence
MOST = 40  # people who are compared; longer lists are compared as far as that


@dataclass(frozen=True, slots=True)
class _One:
    name: Name
    person: Person


def compare(printed: Reference, found: Reference, agency: str) -> Difference | None:
    """How the people differ, None where they do not, or where one side names nobody.

    >>> from polybib.model import Field
    >>> def work(*names): return Reference("book", {"author": Field(tuple(Name(*one) for one in names))})
    >>> compare(work(("Hu", "D."), ("Li", "M.")), work(("Li", "Mei"), ("Hu", "Di")), "crossref").what
    'the authors stand in another order in Crossref: Li, Hu'
    >>> compare(work(("Hu", "D.")), work(("Hu", "Di")), "crossref").weight
    'style'
    >>> compare(work(("Bostman", "R.")), work(("Botsman", "Rachel")), "crossref").what
    'the author is “Botsman, Rachel”, not “Bostman, R.”'
    """
    role = next((one for one in ROLES if found.fields.get(one)), "")
    right = _listed(found, role)
    left = _listed(printed, role) or _listed(printed, next((one for one in ROLES if printed.fields.get(one)), ""))
    if not right or any(damaged(str(one.name)) for one in right):
        return None
    shown, known = _text(left), _text(right)
    noun = role if len(right) == 1 else f"{role}s"
    if not left:
        if _all_in(right, printed):
            return None
        verb = "is" if len(right) == 1 else "are"
        return Difference(role, "", known, "mend", f"the {noun} {verb} missing: {_names(right)}")
    if all(one.person.body for one in left) != all(one.person.body for one in right):
        return None
    told, weight = _told(left, right, printed, noun, source(agency))
    if told:
        return Difference(role, shown, known, "mend" if weight else "style", "; ".join(told[:2]))
    if _initials(left, right):
        return Difference(role, shown, known, "style", "given names are printed as initials")
    return None


def truncated(reference: Reference) -> bool:
    """Does the list of authors end before its end ("et al.")?

    >>> truncated(Reference("book", {}, raw="Hu D., Li M., et al. Trust"))
    True
    """
    if reference.text("custom.et-al"):
        return True
    lower = f" {reference.raw.lower()} "
    return any(re.search(rf"(?<!\w){re.escape(one)}(?!\w)", lower) for one in words.held(lower, "et-al"))


def _listed(reference: Reference, role: str) -> list[_One]:
    held = reference.fields.get(role)
    if held is None or not isinstance(held.value, tuple):
        return []
    dropped = {"others", *words.get("et-al")}
    names = [one if isinstance(one, Name) else Name(literal=str(one)) for one in held.value]
    kept = [one for one in names if (one.literal or one.family).casefold().strip(" .") not in dropped]
    return [_One(one, facts._person(one)) for one in kept[:MOST]]


def _told(
    left: Sequence[_One], right: Sequence[_One], printed: Reference, noun: str, agency: str
) -> tuple[list[str], bool]:
    """What is to be told of the people, and whether it is a fault."""
    pairs = _pairs(left, right)
    alone = [n for n in range(len(left)) if n not in pairs]
    missing = [m for m in range(len(right)) if m not in pairs.values()]
    near = _meant(left, right, alone, missing)
    alone = [n for n in alone if n not in near]
    missing = [m for m in missing if m not in near.values()]
    swapped = [m for n, m in near.items() if _exchanged(left[n], right[m])]
    told = []
    if swapped:
        told.append(f"family and given names are exchanged: {_names([right[m] for m in swapped])}")
    told += [_misspelt(left[n], right[m], noun) for n, m in near.items() if m not in swapped]
    told += [_misspelt(left[n], right[m], noun) for n, m in pairs.items() if _spelled_otherwise(left[n], right[m])]
    lost = [] if truncated(printed) else [right[m] for m in missing if not _in(right[m], printed)]
    extra = [left[n] for n in alone]
    if lost and len(right) == MOST:
        lost = []
    if lost:
        told.append(f"{_names(lost)} {'is' if len(lost) == 1 else 'are'} missing from the {noun}")
    if extra and (lost or not pairs):
        told.append(f"{agency} does not name {_names(extra)} among the {noun}")
    elif extra and not told:
        return [f"{agency} names fewer people: {_names(right)}"], False
    order = [*pairs.values()]
    if not told and order != sorted(order):
        told.append(f"the {noun} stand in another order in {agency}: {_names(right, family=True)}")
    return told, True


def _pairs(left: Sequence[_One], right: Sequence[_One]) -> dict[int, int]:
    """Which printed name is which of the record's."""
    pairs: dict[int, int] = {}
    free = set(range(len(right)))
    for n, one in enumerate(left):
        alike = [m for m in free if weights.person(one.person, right[m].person) > 0]
        if alike:
            pairs[n] = min(alike, key=lambda m: (m != n, abs(m - n), m))
            free.remove(pairs[n])
    return pairs


def _meant(left: Sequence[_One], right: Sequence[_One], alone: Sequence[int], missing: Sequence[int]) -> dict[int, int]:
    """Printed names that are nobody's in the record, and for whom each is probably meant."""
    free = list(missing)
    found = {}
    for n in alone:
        near = next((m for m in free if _near(left[n], right[m], n == m)), None)
        if near is not None:
            found[n] = near
            free.remove(near)
    return found


def _near(a: _One, b: _One, same_place: bool) -> bool:
    """May two names that are not one be meant for one person?"""
    if _exchanged(a, b):
        return True
    alike = a.person.family == b.person.family or weights.ratio(a.person.family, b.person.family) >= 0.6
    return same_place and alike and bool(a.person.family)


def _exchanged(a: _One, b: _One) -> bool:
    """Does the family name of one stand as the given name of the other?"""
    return _swapped(a.person, b.person) or _swapped(b.person, a.person)


def _swapped(a: Person, b: Person) -> bool:
    return bool(a.family) and a.family == b.given and b.family[:1] == a.given[:1]


def _misspelt(a: _One, b: _One, noun: str) -> str:
    return f"the {noun.removesuffix('s')} is “{b.name}”, not “{a.name}”"


def _spelled_otherwise(a: _One, b: _One) -> bool:
    """Are the family names of one person spelled in two ways that no romanisation, mark or particle explains?"""
    one, other = a.person, b.person
    if one.family == other.family or one.body or other.body or one.han or other.han:  # two romanisations, perhaps
        return False
    if script(str(a.name)) != script(str(b.name)) or one.family == other.given:
        return False
    small, large = sorted((bare(a.name.family), bare(b.name.family)), key=len)
    parts = {*small.split()} & {*large.split()}  # de la Cruz Ruiz, Cruz
    return not (large.endswith(small) or large.startswith(small) or parts)


def _initials(left: Sequence[_One], right: Sequence[_One]) -> bool:
    """Are given names printed as initials that the record has whole?"""
    pairs = _pairs(left, right).items()
    names = [(left[n].name.given, right[m].name.given) for n, m in pairs if not left[n].person.han]
    return any(a and b and _is_initials(a) and not _is_initials(b) for a, b in names)


def _is_initials(given: str) -> bool:
    """Is a given name initials only ("J. K.", "JK")?"""
    parts = re.findall(r"[^\W\d_]+", given)
    return all(len(one) == 1 for one in parts) or (len(given) < 4 and given.isupper())


def _in(one: _One, printed: Reference) -> bool:
    """Does the family name stand in the printed text, so that it was only not read as an author?"""
    family = bare(one.name.family or one.name.literal)
    record = any(field.origin == "record" for field in printed.fields.values())
    return bool(family) and not record and f" {family} " in f" {bare(printed.raw)} "


def _all_in(people: Sequence[_One], printed: Reference) -> bool:
    return all(_in(one, printed) for one in people[:3])


def _text(people: Sequence[_One]) -> str:
    return "; ".join(str(one.name) for one in people)


def _names(people: Sequence[_One], *, family: bool = False) -> str:
    """The first names of a list, as a sentence has them."""
    every = [(one.name.family or one.name.literal) if family else str(one.name) for one in people]
    shown = every[:TOLD]
    more = f" and {len(every) - len(shown)} more" if len(every) > len(shown) else ""
    return ("; " if not family else ", ").join(shown) + more
