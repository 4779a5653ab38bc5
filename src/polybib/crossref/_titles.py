"""How the title of a record stands in a reference, and what that says."""

from __future__ import annotations

from dataclasses import dataclass

from polybib.crossref._seen import STRONG, WEAK, Place, Seen, place, tokens_of
from polybib.duplicates import facts, weights
from polybib.duplicates.facts import Facts, Title
from polybib.duplicates.weights import Evidence, Likeness, ratio

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
    missing, added = _other_words(all_words, seen, where) if where.alike >= 0.6 and not exact else ((), ())
    alike = max(inside, read.ratio if read.comparable and not (read.shorter and missing) else 0.0)
    size = len("".join(all_words))
    same_host = joined in hosts or joined in {one.replace(" ", "") for one in seen.facts.containers}
    return Titled(
        alike, read, where, whole, missing, added, shorter or (read.shorter and inside < 0.93), size,
        facts.generic(title.run, title.text) or same_host, comparable,
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
        if found.whole == STRONG or (found.read.ratio >= 0.95 and not found.read.shorter):
            return Evidence("title", strength - (0.0 if found.alike > 0.97 else 0.5), "the same")
        if found.whole == WEAK:
            return Evidence("title", strength - 1.5, "the same, with more words")
        return Evidence(
            "title", strength - 3.0 if found.size > 30 and not found.read.size else -1.0, "within a longer one"
        )
    if words_differ and sum(map(len, found.missing)) > max(8, 0.25 * found.size) and found.added:
        return Evidence("title", -5.0, "other words")
    if found.alike >= 0.85:
        lost = 5.0 if words_differ else 2.0 if found.missing else 0.5
        return Evidence("title", max(-1.5, strength - 2.0 - lost), f"alike ({found.alike:.2f})")
    if found.alike >= 0.75:
        lost = -4.0 if words_differ else -2.5 if found.missing else 0.8
        return Evidence("title", lost, f"alike ({found.alike:.2f})")
    return Evidence("title", -3.5 if found.alike >= 0.65 else -6.0 if found.alike >= 0.5 else -8.0, "different")
