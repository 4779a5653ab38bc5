"""What a reference shows to a comparison: what was read of it, and the printed text itself, as reading may be wrong."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from polybib import words
from polybib.crossref.records import taken_back
from polybib.duplicates import facts, numbers
from polybib.duplicates.facts import Facts
from polybib.duplicates.skeleton import script, skeleton
from polybib.model import Field, Reference
from polybib.values import numerals

LONGEST = 2000  # of a printed reference; what is longer is a record with an abstract, or several references
LEFT_OUT = ("DOI", "URL", "note", "accessed", "abstract", "keyword", "language", "title-short")
STRONG, WEAK = 2, 1  # how sharply a sign ends a title
SPLITS = frozenset('.;!?/"“”„«»()[]{}—–|《》『』「」〈〉〔〕。；！？\n')


@dataclass(frozen=True, slots=True)
class Seen:
    """A reference as facts and as printed words.

    tokens  the skeletons of the words of the text; `ends` tells of each how sharply it is divided from the next
    letters all tokens run together; `starts` the place of each in it, `spans` that in the text
    numbers every number in the text, in the form of `duplicates.numbers`
    """

    facts: Facts
    text: str
    tokens: tuple[str, ...]
    ends: tuple[int, ...]
    letters: str
    starts: tuple[int, ...]
    numbers: frozenset[str]
    preprint: bool
    body: bool = True
    spans: tuple[tuple[int, int], ...] = ()
    host_script: str = ""


def of(reference: Reference) -> Seen:
    """What a reference shows. Its DOI and URL are left out: they are what is in question.

    >>> seen = of(Reference("article-journal", {}, raw="Hu D. On Trust. J. Ways 3 (2020) e12. https://doi.org/10.5555/7"))
    >>> seen.tokens, sorted(seen.numbers)
    (('hu', 'd', 'on', 'trust', 'i', 'vais', '3', '2020', 'e12'), ['12', '2020', '3', 'e12'])
    """
    text = printed(reference)
    own = compared(reference)
    title = own["title"].value if "title" in own else ""
    if isinstance(title, str) and title and (bare := taken_back(title)[0]) != title:
        own["title"] = Field(bare)
    known = facts.of(Reference(reference.type, own))
    found = [(match[0], match.start(), match.end()) for match in _word().finditer(text)]
    tokens = tuple(skeleton(word).replace(" ", "") for word, _, _ in found)
    gaps = [text[end:start] for (_, _, end), (_, start, _) in pairwise(found)]
    starts, at = [], 0
    for token in tokens:
        starts.append(at)
        at += len(token)
    figures = {numbers._page(one) for one in _figure().findall(text)}
    figures.update(numbers.within(text))
    return Seen(
        facts=known,
        text=text,
        tokens=tokens,
        ends=(*map(_sharp, gaps), *([STRONG] if found else [])),
        letters="".join(tokens),
        starts=tuple(starts),
        numbers=frozenset(figures),
        preprint=_names_server(tokens) or _names_server(tokens_of(_hosts(reference))),
        body=any(one.isalpha() for one in text),
        host_script=script(reference.text("container-title")),
        spans=tuple((start, end) for _, start, end in found),
    )


def compared(reference: Reference) -> dict[str, Field]:
    """The fields that are compared, without what is in question; of a text too long to be one its beginning."""
    own = {name: held for name, held in reference.fields.items() if name not in ("DOI", "URL")}
    long = {name: held.value for name, held in own.items() if isinstance(held.value, str) and len(held.value) > LONGEST}
    return own | {name: Field(value[:LONGEST]) for name, value in long.items()}


def printed(reference: Reference) -> str:
    """The text of a reference without addresses: as printed, or of its fields where it comes from a record.

    >>> printed(Reference("book", {"title": Field("Trust")}, raw="@book{a, title={Trust}}"))
    'Trust'
    """
    raw = reference.raw.strip()
    if not raw or len(raw) > LONGEST or raw.startswith(("@", "TY  -", "{", "<", "PMID-", "%0")):
        parts = [reference.text(name)[:LONGEST] for name in reference.fields if name not in LEFT_OUT]
        raw = " . ".join(part for part in parts if part)[:LONGEST]
    return without_addresses(raw)


def without_addresses(text: str) -> str:
    """A text without URLs and DOIs.

    >>> without_addresses("On Trust. https://doi.org/10.5555/ab. doi: 10.1000/7 2020")
    'On Trust. 2020'
    """
    return " ".join(_address().sub(" ", text).split())


@cache
def _address() -> re.Pattern[str]:
    return re.compile(
        r"(?:https?://|www\.|\bdoi\.org/|\bdoi\s?:\s?|(?<![\d/])10\.\d{4,9}/)\S*(?:(?<=doi:)\s?10\.\S+)?", re.I
    )


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W_]+(?:['’ʹʼ`´][^\W_]+)*")


@cache
def _figure() -> re.Pattern[str]:
    return re.compile(r"(?<![^\W_])[a-zA-Z]{0,2}\d{1,9}(?![^\W_])|\d{1,9}")


def _sharp(gap: str) -> int:
    if not SPLITS.isdisjoint(gap) or " - " in gap:
        return STRONG
    return WEAK if any(sign in ",:，：、" for sign in gap) else 0


@cache
def _servers() -> tuple[frozenset[str], tuple[str, ...]]:
    known = [skeleton(word) for word in (*words.get("kind.preprint"), *words.get("preprint.server"))]
    return frozenset(word for word in known if " " not in word), tuple(word for word in known if " " in word)


def _names_server(tokens: tuple[str, ...]) -> bool:
    single, double = _servers()
    return not single.isdisjoint(tokens) or any(f" {word} " in f" {' '.join(tokens)} " for word in double)


def _hosts(reference: Reference) -> str:
    """The hosts of the addresses in a text, and of its URL, but for resolvers of DOIs."""
    found = re.findall(r"https?://([\w.-]{1,100})", f"{reference.raw[:LONGEST]} {reference.text('URL')}")
    return " ".join(one for one in found if "doi.org" not in one)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a title stands in a text: how alike they are there (0 to 1), the tokens from `start` to `end`, and how
    sharply they are divided from what is before and behind."""

    alike: float
    start: int = 0
    end: int = 0
    before: int = 0
    behind: int = 0


def place(title: str, seen: Seen) -> Place:
    """Where a title, its words as tokens run together, stands in a text.

    >>> seen = of(Reference("book", {}, raw="Hu D. On trust in words. Berlin, 2020"))
    >>> place("ontrust", seen), place("ontrustinvords", seen).behind
    (Place(alike=1.0, start=2, end=4, before=2, behind=0), 2)
    """
    from rapidfuzz.fuzz import partial_ratio_alignment

    if not title or not seen.letters:
        return Place(0.0)
    at = seen.letters.find(title)
    if at >= 0:
        score, first, last = 1.0, at, at + len(title)
    else:
        if len(title) > len(seen.letters) * 1.3:
            return Place(0.0)
        found = partial_ratio_alignment(title, seen.letters, score_cutoff=55)
        if found is None:
            return Place(0.0)
        score, first, last = found.score / 100, found.dest_start, found.dest_end
    start, end = _nearest(seen.starts, first), _nearest((*seen.starts, len(seen.letters)), last)
    before = seen.ends[start - 1] if start else STRONG
    behind = seen.ends[end - 1] if 0 < end <= len(seen.ends) else STRONG
    return Place(score, start, max(end, start), before, behind)


def _nearest(starts: tuple[int, ...], at: int) -> int:
    right = bisect_left(starts, at)
    if right and (right == len(starts) or at - starts[right - 1] < starts[right] - at):
        return right - 1
    return min(right, len(starts) - 1)


@lru_cache(maxsize=1 << 12)
def tokens_of(text: str) -> tuple[str, ...]:
    """The skeletons of the words of a text."""
    return tuple(filter(None, (skeleton(word).replace(" ", "") for word in _word().findall(text))))


def between(seen: Seen, start: int, end: int) -> str:
    """The text from one token to another, as it is printed."""
    held = seen.spans[max(0, start) : max(0, end)]
    return seen.text[held[0][0] : held[-1][1] + 1] if held else ""


def parts(title: str) -> Counter[str]:
    """The numbers of a title, by which parts are told apart; a Roman one between two signs too.

    >>> sorted(parts("Large networks. I. Theory")), sorted(parts("I and Thou"))
    (['1'], [])
    """
    found = Counter(numbers.within(unicodedata.normalize("NFKC", title)))
    for roman in re.findall(r"(?<=[.:,(] )[IVX]{1,4}(?=[.:)])", title):
        if value := numerals.roman(roman):
            found[str(value)] = max(1, found[str(value)])
    return found


def figures(text: str) -> Counter[str]:
    """The numbers in a piece of text, Roman ones in any letter case too.

    >>> sorted(figures("Trust, part ii: 1990"))
    ['1990', '2']
    """
    text = unicodedata.normalize("NFKC", text)
    found = Counter(numbers.within(text))
    for word in _word().findall(text):
        if len(word) < 5 and not word.isdigit() and (value := numerals.roman(word.upper())):
            found[str(value)] = max(1, found[str(value)])
    return found
