"""What each field of a record says of its being the work of a reference: natural log-odds, as in `duplicates.weights`.

A value counts where the field that was read agrees, or, as reading may be wrong, where the value stands in the printed
text; it counts against the record only where neither is so.
"""

from __future__ import annotations

from collections.abc import Iterator

from polybib.crossref._seen import Seen, tokens_of
from polybib.duplicates import facts, weights
from polybib.duplicates.facts import Facts, Person
from polybib.duplicates.numbers import pages
from polybib.duplicates.weights import Evidence, ratio

PRIOR = -4.0


def untitled(seen: Seen, known: Facts) -> bool:
    """Is no title printed, as in some styles of physics and chemistry: only people, the journal and its numbers?"""
    if not known.containers:
        return False
    hosts = {word for one in known.containers for word in one.split()}
    people = " ".join(f"{one.family} {one.given}" for one in (*known.people, *known.others))
    joined = {one.replace(" ", "") for one in known.containers}
    for ours in seen.facts.titles:  # what was read as one may be the journal, or people
        if ours.run not in joined and not all(token in people for token in tokens_of(ours.text) if len(token) > 2):
            return False
    left = [token for token in seen.tokens if len(token) > 3 and token.isalpha() and token not in people]
    left = [token for token in left if not any(word.startswith(token) for word in hosts)]
    return len(left) < 3 and any(_container_stands(one, seen) for one in known.containers)


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


def other_end(seen: Seen, page: tuple[str, ...]) -> bool:
    """Do both tell the last page, and each another?"""
    (first, last), theirs = seen.facts.pages, [pages(text) for text in page]
    ranges = [one for one in theirs if one[0] != one[1]]
    return first != last and bool(ranges) and all(one[1] != last for one in ranges)


def _shortened(theirs: tuple[str, str], seen: Seen) -> bool:
    """Is the last page printed without the figures that it shares with the first (121-4)?"""
    first, last = theirs
    return any(last[cut:] in seen.numbers for cut in range(1, len(last)) if first[:cut] == last[:cut])


def host(seen: Seen, known: Facts, their_script: str) -> Evidence | None:
    """The weight of the journal or book in which the work stands."""
    ours = seen.facts
    if {*ours.ids} & {one for one in known.ids if one[0] == "ISSN"}:
        return Evidence("ISSN", 1.2, "the same")
    if not known.containers:
        return None
    alike = weights.container(ours.containers, known.containers)
    if alike is not None and alike >= 0.85:
        left, right = (_figures_of(one) for one in (ours.containers, known.containers))
        if left == right:
            return Evidence("container-title", 1.5, "the same")
        return Evidence("container-title", -2.0 if left and right else 0.3, "alike, with another number")
    if any(_container_stands(one, seen) for one in known.containers):
        return Evidence("container-title", 1.2, "in the text")
    if alike is None:
        return None if ours.containers or not seen.body else Evidence("container-title", -0.5, "not in the text")
    if alike >= 0.65:
        return Evidence("container-title", 0.3, "alike")
    if seen.host_script != their_script:
        return None  # its name in another language
    return Evidence("container-title", -2.0, "different")


def _figures_of(containers: tuple[str, ...]) -> set[str]:
    """The numbers in the names of a book or of proceedings, by which volumes and editions are told apart."""
    return {word for one in containers[:1] for word in one.split() if word.isdigit()}


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
        if weights.begins(token, parts[0]) and (len(token) > 1 or len(parts) > 2):
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
