"""What each field of a record says of its being the work of a reference: natural log-odds, as in `duplicates.weights`.

A value counts where the field that was read agrees, or, as reading may be wrong, where the value stands in the printed
text; it counts against the record only where neither is so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from polybib.crossref._seen import STRONG, WEAK, Place, Seen, place, tokens_of
from polybib.duplicates import facts, weights
from polybib.duplicates.facts import Facts, Person, Title
from polybib.duplicates.numbers import pages
from polybib.duplicates.weights import Evidence, Likeness, ratio

PRIOR = -4.0
SHORT = 10  # letters of a title that may stand in any text by chance


@dataclass(frozen=True, slots=True)
class Titled:
    """How the title of a record stands in a reference.

    alike       0 to 1, the better of the field that was read and of the place in the text
    read        how alike the field is that was read
    where       the place in the text
    whole       it is divided from what stands around it, or is the field that was read
    words       words that only the record's title has, and words that only the reference has in its place
    """

    alike: float
    read: Likeness
    where: Place
    whole: int
    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    shorter: bool = False
    size: int = 0
    generic: bool = False
    comparable: bool = True


def titled(seen: Seen, known: Facts, variants: tuple[str, ...]) -> Titled:
    """How the title of a record, in any of its forms, stands in a reference."""
    best = Titled(0.0, Likeness(0.0, False, False), Place(0.0), 0, comparable=False)
    hosts = frozenset(one.replace(" ", "") for one in known.containers)
    forms = known.titles if len(known.titles) == len(variants) else tuple(map(facts._title, variants))
    for title, text in zip(forms, variants, strict=True):
        found = _titled(seen, title, text, hosts)
        if (found.alike, found.whole) > (best.alike, best.whole) or not best.size:
            best = found
    return best


def _titled(seen: Seen, title: Title, text: str, hosts: frozenset[str]) -> Titled:
    read = weights.titles(seen.facts.titles, (title,))
    all_words = tokens_of(text)
    joined = "".join(all_words)
    where = place(joined, seen)
    inside = where.alike if len(joined) > SHORT or where.alike == 1.0 else 0.0
    exact = read.ratio >= 0.97 and not read.shorter
    whole = STRONG if exact else min(where.before, where.behind)
    shorter = False
    main = _main(text)
    if max(inside, read.ratio if not read.shorter else 0) < 0.9 and len("".join(main)) >= 12 and _alone(seen, main):
        place_ = place("".join(main), seen)
        if place_.alike >= 0.93 and min(place_.before, place_.behind) >= WEAK:
            where, inside, all_words, shorter, whole = place_, place_.alike, main, True, min(place_.before, STRONG)
    if inside < 0.55 and (read.ratio >= 0.75 and read.comparable):
        where = Place(0.0)
    comparable = read.comparable or inside >= 0.6 or _same_script(seen, title)
    missing, added = _other_words(all_words, seen, where) if where.alike >= 0.6 else ((), ())
    alike = max(inside, read.ratio if read.comparable and not (read.shorter and missing) else 0.0)
    size = len("".join(all_words))
    same_host = joined in hosts or joined in {one.replace(" ", "") for one in seen.facts.containers}
    return Titled(
        alike, read, where, whole, missing, added, shorter or (read.shorter and inside < 0.93), size,
        facts.generic(title.run) or facts.generic(title.main) or same_host, comparable,
    )  # fmt: skip


def _alone(seen: Seen, main: tuple[str, ...]) -> bool:
    """Has the reference a title no longer than the main title of the record?"""
    ours = seen.facts.titles
    return not ours or len(ours[0].run) <= 1.3 * len("".join(main))


def _main(text: str) -> tuple[str, ...]:
    head = facts._colon().split(text, maxsplit=1)[0]
    return tokens_of(head) if len(head) < len(text) else ()


def _same_script(seen: Seen, title: Title) -> bool:
    return any(one.script == title.script for one in seen.facts.titles) or (not seen.facts.titles and seen.body)


def _other_words(title: tuple[str, ...], seen: Seen, where: Place) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Words of the title that are nowhere in the text, nor one like them; and words in its place that it has not."""
    there = seen.tokens[where.start : where.end]
    run, title_run = "".join(there), "".join(title)
    near = seen.tokens[max(0, where.start - 2) : where.end + 2]
    run_near = "".join(near)
    missing = tuple(w for w in title if len(w) > 2 and w not in run_near and not _any_like(w, near))
    added = tuple(w for w in there if len(w) > 2 and w not in title_run and not _any_like(w, title))
    return (missing, added) if run else ((), ())


def _any_like(word: str, others: tuple[str, ...]) -> bool:
    least = 0.66 if len(word) > 4 else 0.6
    return any(ratio(word, one) >= least for one in others if abs(len(one) - len(word)) < 4)


def title(found: Titled) -> Evidence | None:
    """The weight of the titles."""
    if not found.size:
        return None
    if not found.comparable:
        return Evidence("title", -1.5, "in different languages")
    words_differ = bool(found.missing and found.added) or len(found.missing) > 1
    strength = next(w for size, w in ((6, 2.0), (10, 3.0), (16, 4.0), (25, 5.0), (10**9, 5.5)) if found.size <= size)
    if found.alike >= 0.93 and not words_differ and not found.missing:
        if found.generic:
            return Evidence("title", 0.5, "one that many works have")
        if found.shorter:
            return Evidence("title", strength - 1.0, "one without the subtitle")
        if found.whole == STRONG or found.read.ratio >= 0.95:
            return Evidence("title", strength - (0.0 if found.alike > 0.97 else 0.5), "the same")
        if found.whole == WEAK:
            return Evidence("title", strength - 1.5, "the same, with more words")
        return Evidence("title", strength - 3.0 if found.size > 30 else -1.0, "within a longer one")
    if words_differ and sum(map(len, found.missing)) > max(8, 0.25 * found.size) and found.added:
        return Evidence("title", -5.0, "other words")
    if found.alike >= 0.85:
        lost = 5.0 if words_differ else 2.0 if found.missing else 0.5
        return Evidence("title", max(-1.5, strength - 2.0 - lost), f"alike ({found.alike:.2f})")
    if found.alike >= 0.75:
        return Evidence("title", -2.5 if words_differ or found.missing else 0.8, f"alike ({found.alike:.2f})")
    return Evidence("title", -3.5 if found.alike >= 0.65 else -6.0 if found.alike >= 0.5 else -8.0, "different")


def people(seen: Seen, known: Facts) -> Evidence | None:
    """The weight of the people: of the lists, or of where the record's first names stand in the text."""
    theirs = known.people or known.others
    ours = seen.facts.people or seen.facts.others
    if not theirs:
        return None
    found = weights.people(ours, theirs)
    if seen.facts.others and found.weight <= 0:
        found = max(found, weights.people(seen.facts.others, theirs), key=lambda one: one.weight)
    if known.people and known.others and found.weight <= 0:
        found = max(found, weights.people(ours, known.others), key=lambda one: one.weight)
    if found.weight >= 2 or not seen.tokens:
        return found if found.weight else None
    first, rest = _stands(theirs[0], seen), [one for one in theirs[1:6] if _stands(one, seen)]
    if first:
        weight = (1.5 if len(theirs[0].family) > 3 else 0.8) + min(1.2, 0.5 * len(rest))
        return Evidence("author", max(weight, found.weight), "the first in the text")
    if rest:
        return Evidence("author", max(-0.5, min(found.weight, 0.5)), "others in the text")
    if any(weights._unread(one) for one in theirs[:3]) or not seen.body:
        return Evidence("author", max(found.weight, -0.5), "in scripts that cannot be compared")
    if not ours:
        return Evidence("author", -2.0, "not in the text")
    return Evidence("author", max(-4.0, min(found.weight, -2.0)), "different")


def _stands(one: Person, seen: Seen) -> bool:
    """Does a family name, or the name of a body, stand in the text?"""
    name = one.family
    if len(name) >= 6:
        return name in seen.letters or _any_close(name, seen.tokens)
    return bool(name) and (name in seen.tokens or (bool(one.han) and one.han in seen.text))


def _any_close(name: str, tokens: tuple[str, ...]) -> bool:
    return any(
        token[:1] == name[:1] and abs(len(token) - len(name)) < 3 and ratio(token, name) >= 0.84 for token in tokens
    )


def year(seen: Seen, years: tuple[int, ...]) -> Evidence | None:
    """The weight of the years: any of the record's is right."""
    if not years:
        return None
    ours = seen.facts.years
    if {*ours} & {*years}:
        return Evidence("issued", 1.5, "the same year")
    if any(str(one) in seen.numbers for one in years):
        return Evidence("issued", 0.8, "the year in the text")
    if not ours:
        return None
    apart = min(abs(one - other) for one in ours for other in years)
    weight = -0.7 if apart == 1 else -1.8 if apart == 2 else -3.0
    return Evidence("issued", weight, f"{ours[0]} and {years[0]}")


def numbers(seen: Seen, known: Facts, page: tuple[str, ...]) -> Iterator[Evidence]:
    """The weight of volume, issue and pages."""
    ours = seen.facts
    if known.volume:
        if ours.volume == known.volume:
            yield Evidence("volume", 1.5, "the same")
        elif known.volume in seen.numbers and not (known.year and known.volume == str(known.year)):
            yield Evidence("volume", 0.3 if len(known.volume) == 1 else 0.8, "in the text")
        elif ours.volume:
            crossed = ours.volume == known.issue or not known.issue
            yield Evidence("volume", -1.0 if crossed else -2.5, f"{ours.volume} and {known.volume}")
    if known.issue and ours.issue:
        parts = {*ours.issue.split("-"), ours.issue} & {*known.issue.split("-"), known.issue}
        if parts or known.issue in (ours.volume, ours.issue):
            yield Evidence("issue", 0.7, "the same")
        elif known.issue not in seen.numbers:
            yield Evidence("issue", -1.0, f"{ours.issue} and {known.issue}")
    if found := _page(seen, page):
        yield found


def _page(seen: Seen, page: tuple[str, ...]) -> Evidence | None:
    """Pages and article numbers: of what stands in the record, one has to be printed."""
    best: Evidence | None = None
    for text in page:
        theirs = pages(text)
        if theirs[0]:
            found = _one_page(seen, theirs)
            if found and (best is None or found.weight > best.weight):
                best = found
    return best


def _one_page(seen: Seen, theirs: tuple[str, str]) -> Evidence | None:
    ours = seen.facts.pages
    if ours[0] and (found := weights._pages(ours, theirs)) and found.weight > 0:
        return found
    first, last = (one in seen.numbers for one in theirs)
    if theirs[0] != theirs[1] and first and (last or _shortened(theirs, seen)):
        return Evidence("page", 3.0, "both in the text")
    if first and len(theirs[0]) > 1:
        return Evidence("page", 2.0 if len(theirs[0]) > 2 else 1.0, "the first in the text")
    if not ours[0]:
        return None
    if last and len(theirs[1]) > 2:
        return Evidence("page", 0.3, "the last in the text")
    return Evidence("page", -2.5, f"{ours[0]} and {theirs[0]}")


def _shortened(theirs: tuple[str, str], seen: Seen) -> bool:
    """Is the last page printed without the figures that it shares with the first (121-4)?"""
    first, last = theirs
    return any(last[cut:] in seen.numbers for cut in range(1, len(last)) if first[:cut] == last[:cut])


def host(seen: Seen, known: Facts) -> Evidence | None:
    """The weight of the journal or book in which the work stands."""
    ours = seen.facts
    if {*ours.ids} & {one for one in known.ids if one[0] == "ISSN"}:
        return Evidence("ISSN", 1.2, "the same")
    if not known.containers:
        return None
    alike = weights.container(ours.containers, known.containers)
    if alike is not None and alike >= 0.85:
        return Evidence("container-title", 1.5, "the same")
    if any(_container_stands(one, seen) for one in known.containers):
        return Evidence("container-title", 1.2, "in the text")
    if alike is None:
        return None if ours.containers or not seen.body else Evidence("container-title", -0.5, "not in the text")
    return (
        Evidence("container-title", 0.3, "alike") if alike >= 0.65 else Evidence("container-title", -2.0, "different")
    )


def _container_stands(container: str, seen: Seen) -> bool:
    """Does the name of a journal, or its short form, stand in the text, each word as it is or as its beginning?"""
    joined = container.replace(" ", "")
    if len(joined) >= 8 and joined in seen.letters:
        return True
    parts = container.split()
    if len(parts) == 1:
        return joined in seen.tokens and len(joined) > 3
    if any(len(token) > 2 and weights.abbreviates([token], parts) for token in seen.tokens if len(token) <= len(parts)):
        return True  # its initials
    last = len(seen.tokens)
    for at, token in enumerate(seen.tokens):
        if parts[0].startswith(token) and (len(token) > 1 or len(parts) > 2):
            for size in range(2, min(len(parts), last - at) + 1):
                if weights.abbreviates(seen.tokens[at : at + size], parts):
                    return True
    return False


def rest(seen: Seen, known: Facts) -> Iterator[Evidence]:
    """The weight of identifiers and publishers."""
    ours = seen.facts
    for name, weight in (("PMID", 6.0), ("PMCID", 6.0), ("arXiv", 5.0), ("ISBN", 3.0)):
        left, right = ({value for key, value in one.ids if key == name} for one in (ours, known))
        if left & right:
            yield Evidence(name, weight, "the same")
        elif left and right and name != "ISBN":
            yield Evidence(name, -2.0, "different")
    if known.publisher and known.group in facts.WHOLE | {"chapter", "conference", ""}:
        tokens = [one for one in known.publisher.split() if len(one) > 3]
        if ours.publisher and weights._container(ours.publisher, known.publisher) >= 0.8:
            yield Evidence("publisher", 1.0, "the same")
        elif tokens and tokens[0] in seen.tokens:
            yield Evidence("publisher", 0.7, "in the text")
        elif ours.publisher and known.group in facts.WHOLE:
            yield Evidence("publisher", -0.3, "different")
