"""How much each value that two entries share, or do not share, speaks for their being one work: natural log-odds.

The weights were set by hand on pairs of real works (tests/cases/dedupe) in the manner of Fellegi and Sunter (1969):
what rarely agrees by chance weighs much (a long title, a DOI, a first page), what differs among copies little.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from polybib.duplicates.facts import Facts, Person, Title, generic

PRIOR = -4.0


class Evidence(NamedTuple):
    """What one field says: its weight is above 0 for one work and below 0 for two."""

    field: str
    weight: float
    what: str


class Likeness(NamedTuple):
    """How alike two titles are, from 0 to 1; whether they can be compared; whether their numbers differ.

    shorter    one lacks the subtitle; `lost` are the numbers that go with it (of a part, perhaps)
    """

    ratio: float
    comparable: bool
    numbers_differ: bool
    words_differ: bool = False
    shorter: bool = False
    size: int = 0
    generic: bool = False
    lost: tuple[str, ...] = ()


def ratio(a: str, b: str) -> float:
    """The likeness of two texts from 0 to 1 (Indel; rapidfuzz)."""
    from rapidfuzz.fuzz import ratio as measured

    return 1.0 if a == b else measured(a, b) / 100


def titles(a: Sequence[Title], b: Sequence[Title]) -> Likeness:
    """The best that two forms of the titles have in common."""
    best = Likeness(0.0, False, False)
    for one in a:
        for other in b:
            found = _alike(one, other)
            if (found.ratio, found.comparable) > (best.ratio, best.comparable):
                best = found
    return best


def _alike(a: Title, b: Title) -> Likeness:
    same_script = a.script == b.script
    if not a.run or not b.run:
        return Likeness(0.0, False, False)
    size = min(len(a.run), len(b.run))
    if a.text == b.text:
        return Likeness(1.0, True, False, False, False, size, generic(a.run, a.text))
    whole = ratio(a.run, b.run)
    if same_script and a.script == "han" and whole >= 0.9 and ratio(a.text, b.text) < 0.45:
        whole = 0.6  # other characters with the same sound; of traditional forms at least half are the same
    shorter = False
    if whole < 0.97 and a.main and b.main:
        shorter = _one_without_rest(a, b)
        if shorter:
            whole, size = max(whole, 0.96), min(len(a.main), len(b.main))
    if not same_script and whole >= 0.85:
        whole = max(whole, 0.94)  # romanised by chance alone no two titles are so alike
    if whole < 0.85 and _parts(a, b):
        return Likeness(whole, True, True, size=size)
    numbers = a.numbers != b.numbers and (not shorter or bool(a.numbers and b.numbers)) and not _less(a, b, shorter)
    other_words = same_script and not shorter and 0.75 <= whole < 0.995 and _other_words(a.text, b.text)
    comparable = same_script or whole >= 0.75
    lost = tuple({*a.numbers} ^ {*b.numbers}) if shorter else ()
    return Likeness(
        whole, comparable, numbers and whole >= 0.8, other_words, shorter, size, generic(a.run, a.text), lost
    )


def _one_without_rest(a: Title, b: Title) -> bool:
    """Is one title the other's main title, its rest left out? A single short word is too little to tell."""
    small, large = sorted((a.run, b.run), key=len)
    if len(small) >= 16 and large.startswith(small):
        return True
    if (a.main != a.run) == (b.main != b.run):
        return False
    return len(a.main) >= 5 and (a.main == b.main or ratio(a.main, b.main) >= 0.97)


def _parts(a: Title, b: Title) -> bool:
    """Are the main titles alike but for their numbers (reports of two years, each with a subtitle)?"""
    if a.main == a.run or b.main == b.run or not a.numbers or not b.numbers or a.numbers[0] == b.numbers[0]:
        return False
    return len(a.main) > 8 and ratio(a.main, b.main) >= 0.85


def _less(a: Title, b: Title, shorter: bool) -> bool:
    """Does one title only lack numbers of the other, with the words around them?"""
    small, large = sorted((a, b), key=lambda one: len(one.run))
    return shorter and set(small.numbers) <= set(large.numbers)


def _other_words(a: str, b: str) -> bool:
    """Does each title have a word that the other has not, nor one like it?"""
    left, right = set(a.split()) - set(b.split()), set(b.split()) - set(a.split())
    if not left or not right or "".join(a.split()) == "".join(b.split()):
        return False
    run_a, run_b = a.replace(" ", ""), b.replace(" ", "")
    alone = [w for w in left if len(w) > 2 and w not in run_b and max(ratio(w, o) for o in right) < 0.7]
    there = [w for w in right if len(w) > 2 and w not in run_a and max(ratio(w, o) for o in left) < 0.7]
    return bool(alone and there)


def title(found: Likeness) -> Evidence:
    """The weight of the titles."""
    if not found.comparable:
        return Evidence("title", 0.0, "in different languages")
    if found.ratio >= 0.93 and not found.words_differ:
        weight = next(w for size, w in ((6, 2.0), (10, 3.0), (16, 4.0), (25, 5.0), (10**9, 5.5)) if found.size <= size)
        weight = 0.8 if found.generic else weight - (1.0 if found.shorter else 0.0 if found.ratio > 0.97 else 0.5)
        return Evidence("title", weight, "one without the subtitle" if found.shorter else "the same")
    if found.ratio >= 0.85:
        return Evidence("title", 0.0 if found.words_differ else 3.0, f"alike ({found.ratio:.2f})")
    if found.ratio >= 0.75:
        return Evidence("title", -2.0 if found.words_differ else 1.0, f"alike ({found.ratio:.2f})")
    return Evidence("title", -3.0 if found.ratio >= 0.6 else -6.0 if found.ratio >= 0.45 else -8.0, "different")


@lru_cache(maxsize=1 << 16)
def person(a: Person, b: Person) -> float:
    """Are two names one person's? 1 with first names that agree, 0.8 with none to compare, 0 for two people.

    >>> known = Person("lu", "liu", "zian", frozenset("z"), "刘志阳")
    >>> person(known, Person("lu", "liu", "z", frozenset("z"))), person(known, Person("lu", "liu", "h", frozenset("h")))
    (1.0, 0.0)
    """
    if a.han and b.han:
        alike = a.han == b.han or (a.family, a.given) == (b.family, b.given)
        return 1.0 if alike or ratio(a.family, b.family) >= 0.9 > 0.5 > len(a.given + b.given) else 0.0
    if a.body or b.body:
        return _body(a, b)
    if a.family and a.family == b.given and b.family == a.given:
        return 1.0  # the order was misread in one of them
    if not _family(a, b):
        return 0.0
    if a.initials and b.initials:
        return 1.0 if a.initials & b.initials else 0.0
    return 0.8


def _family(a: Person, b: Person) -> bool:
    if a.plain == b.plain:
        return True
    from polybib.values.pinyin import is_surname

    if is_surname(a.plain) and is_surname(b.plain):
        return False
    if a.family == b.family:
        return True
    small, large = sorted((a.family, b.family), key=len)
    part = len(small) >= 4 and (large.endswith(small) or (len(small) >= 5 and large.startswith(small)))  # particles
    return part or (len(small) >= 5 and ratio(small, large) >= 0.84)


def _body(a: Person, b: Person) -> float:
    """Bodies; or a body and a person, where an undivided name passes for a body."""
    if a.family and (a.family == b.family or ratio(a.family, b.family) >= 0.88):
        return 1.0
    short, long = sorted((a.plain, b.plain), key=len)
    if a.body and b.body and 2 < len(short) < 8 and abbreviates([short], long.split()):
        return 1.0
    if a.body != b.body:
        single, whole = (a, b) if a.body else (b, a)
        return 0.8 if len(whole.family) > 2 and whole.family in single.family else 0.0
    return 0.0


def people(a: Sequence[Person], b: Sequence[Person]) -> Evidence:
    """The weight of the people, in whatever script and with whatever initials."""
    if not a and not b:
        return Evidence("author", 0.7, "none in both")
    if not a or not b:
        return Evidence("author", 0.0, "not in both")
    firsts = person(a[0], b[0])
    matched = sum(1 for one in a if any(person(one, other) > 0 for other in b))
    share = matched / min(len(a), len(b))
    if matched and share >= 0.66 and (firsts or share >= 1):
        weight = (2.5 if firsts == 1 else 2.0 if firsts else 1.0) + min(1.5, 0.6 * (matched - 1))
        return Evidence("author", weight, "the same" if len(a) == len(b) else "the same, in part")
    if matched:
        return Evidence("author", 0.5 if firsts else -1.0, "in part the same")
    if any(_unread(one) for one in (*a[:3], *b[:3])):
        return Evidence("author", 0.0, "in scripts that cannot be compared")
    mixed = all(one.body for one in a) != all(one.body for one in b)
    return Evidence("author", -2.0 if mixed else -5.0, "different")


def _unread(one: Person) -> bool:
    """A name in a script that is not romanised, or a transcribed or corporate one in Han."""
    return bool(one.han and (one.body or not one.given)) or not one.family.isascii()


def year(a: Facts, b: Facts) -> Evidence | None:
    """The weight of the years."""
    if not a.year or not b.year:
        return None
    apart = min(abs(one - other) for one in a.years for other in b.years)
    if not apart:
        return Evidence("issued", 1.5, "the same year")
    weight = -0.7 if apart == 1 else -2.0 if apart == 2 else -4.0
    return Evidence("issued", weight, f"{a.year} and {b.year}")


def numbers(a: Facts, b: Facts) -> Iterator[Evidence]:
    """The weights of volume, issue and pages."""
    if a.volume and b.volume:
        crossed = {a.volume, a.issue} & {b.volume, b.issue} - {""}  # one number only, called volume or issue
        one_only = not a.issue or not b.issue
        if a.volume == b.volume:
            yield Evidence("volume", 1.5, "the same")
        else:
            yield Evidence("volume", -0.5 if crossed and one_only else -4.0, f"{a.volume} and {b.volume}")
    if a.issue and b.issue:
        near = a.issue == b.issue or a.issue in b.issue.split("-") or b.issue in a.issue.split("-")
        yield Evidence("issue", 0.7 if near else -1.5, "the same" if near else f"{a.issue} and {b.issue}")
    if a.pages[0] and b.pages[0] and (found := _pages(a.pages, b.pages)):
        yield found


def _pages(a: tuple[str, str], b: tuple[str, str]) -> Evidence | None:
    if a[0] == b[0]:
        if a == b and a[0] != a[1]:
            return Evidence("page", 3.5, "the same")
        return Evidence("page", 1.0 if len(a[0]) == 1 else 2.5, "the same first page")
    if all(one.isdigit() for one in (*a, *b)):
        inner, outer = sorted((a, b), key=lambda pair: int(pair[1]) - int(pair[0]))
        if int(outer[0]) <= int(inner[0]) and int(inner[1]) <= int(outer[1]):
            return Evidence("page", 0.5, "one within the other")
    return Evidence("page", -3.0, f"{a[0]} and {b[0]}")


def container(a: Sequence[str], b: Sequence[str]) -> float | None:
    """How alike the journals or books are in which two works stand, None where that cannot be said.

    >>> container(["iurnal of ceminformatics"], ["i ceminform"]), container(["science"], None or [])
    (1.0, None)
    """
    if not a or not b:
        return None
    best = max(_container(one, other) for one in a for other in b)
    scripts = {all(one.isascii() for one in side) for side in (a, b)}
    return best if best >= 0.75 or len(scripts) == 1 else None


@lru_cache(maxsize=1 << 16)
def _container(a: str, b: str) -> float:
    if a == b:
        return 1.0
    short, long = sorted((a.split(), b.split()), key=lambda side: sum(map(len, side)))
    if abbreviates(short, long):
        return 1.0
    joined = ["".join(side) for side in (short, long)]
    if len(joined[0]) >= 10 and joined[0] in joined[1]:
        return 0.9
    return ratio(*joined)


def abbreviates(short: Sequence[str], long: Sequence[str]) -> bool:
    """Are the words of one title beginnings of the other's, in order, small words left out; or its initials?

    >>> abbreviates(["i", "am", "cem", "sok"], ["iurnal", "of", "the", "american", "cemikal", "soketi"])
    True
    """
    if len(short) == 1 and len(long) > 2 and 2 < len(short[0]) <= len(long):
        big = [word for word in long if len(word) > 3]
        return short[0] in ("".join(word[0] for word in long), "".join(word[0] for word in big))
    at = skipped = 0
    for word in short:
        while at < len(long) and not begins(word, long[at]):
            skipped += len(long[at]) > 3
            at += 1
        if at == len(long):
            return False
        at += 1
    return len(short) > 1 and skipped + sum(len(word) > 3 for word in long[at:]) == 0


def begins(short: str, word: str) -> bool:
    """Is a word the beginning of another, or the other shortened within (natl for national, zurn for zurnal)? The first
    letter of J., Jpn. is no longer in the skeletons of Journal and Japanese, in which ja, jo, ju became one vowel.

    >>> begins("i", "eurnal"), begins("ipn", "apanese"), begins("natl", "national"), begins("i", "cemikal")
    (True, True, True, False)
    """
    if word.startswith(short) or _contracted(short, word):
        return True
    lost = short[:1] == "i" and word[:1] in ("a", "e", "o", "u")
    return lost and (len(short) == 1 or (len(short) >= 3 and _within(short[1:], word)))


def _contracted(short: str, word: str) -> bool:
    return len(short) >= 3 and short[:2] == word[:2] and len(short) <= len(word) and _within(short, word)


def _within(short: str, word: str) -> bool:
    """Do the letters stand in a word in this order?"""
    rest = iter(word)
    return all(letter in rest for letter in short)
