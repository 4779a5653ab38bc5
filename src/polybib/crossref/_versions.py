"""What keeps a record from being the work of a reference, however much agrees: another part or edition, a preprint, a
review, a correction, a reply, a supplement, the book in which it stands."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from polybib import words
from polybib.crossref._seen import Seen, between, figures, parts, tokens_of
from polybib.crossref._titles import Titled
from polybib.crossref.model import Record
from polybib.duplicates import weights
from polybib.duplicates.facts import Facts
from polybib.duplicates.skeleton import script, skeleton

NOTICES = (
    ("erratum", "notice"),
    ("reply", "reply"),
    ("review", "review"),
    ("review-of", "review"),
    ("supplement", "supplement"),
)
PARTS = re.compile(r"(?!)")


def contradiction(seen: Seen, known: Facts, record: Record, found: Titled, evidence: dict[str, float]) -> str:
    """The kind of what keeps them apart, empty for nothing."""
    placed = evidence.get("container-title", 0.0) > 1 or evidence.get("ISSN", 0.0) > 0
    located = evidence.get("page", 0.0) > 1 or evidence.get("volume", 0.0) > 1
    return (
        _notice(seen, known, record, found, placed and located)
        or _host(seen, known, found, evidence)
        or _part(seen, known, record, found, evidence)
        or _preprint(seen, known, record, found, placed, located)
        or _kinds(seen, known, evidence, placed, located)
        or _edition(seen, known, evidence)
    )


@cache
def _begins(category: str) -> tuple[str, ...]:
    """The words of a kind of notice as tokens run together, without those too short to be told from other words."""
    marks = {word for kind in ("retraction", "withdrawal", "removal") for word in words.get(f"title.{kind}-mark")}
    known = (word for word in words.get(f"title.{category}") if word.rstrip(":") not in marks and script(word) != "han")
    found = {skeleton(word).replace(" ", "") for word in known}
    return tuple(word for word in found if len(word) >= 4)


def notice(title: str) -> str:
    """What a title says that its work is to another: notice, reply, review, supplement; empty for none.

    >>> [*map(notice, ("Correction: On Trust", "Corrigendum to “On Trust”", "Correction of vision", "Re: A"))]
    ['notice', 'notice', '', 'reply']
    """
    lower = title.lower().lstrip("[(（【《«\"'“‘ ")
    for category, kind in NOTICES:
        for word in words.get(f"title.{category}"):
            if lower.startswith(word.lower()) and _ends(lower, len(word), word):
                return kind
    tail = re.search(r"[\[(:.—–-]\s*([^\[\]():.—–-]{4,40})[\])]?\s*\.?$", lower)
    if tail and any(tail[1].strip() == word for category, _ in NOTICES[:2] for word in words.get(f"title.{category}")):
        return "notice"
    return ""


def _ends(lower: str, at: int, word: str) -> bool:
    """Is a word of a notice complete, with a sign or the title behind it?"""
    if not word[-1].isalpha() or not word[-1].isascii() or " " in word:
        return not lower[at : at + 1].isalpha() or not word[-1].isascii()
    behind = lower[at : at + 12].lstrip(" \u00a0")
    if not behind or lower[at].isalnum():
        return not behind
    return not behind[0].isalnum() or behind.startswith(("to ", "to:", "for ", "for:", "no"))


def _notice(seen: Seen, known: Facts, record: Record, found: Titled, there: bool) -> str:
    """Is one of the two a notice or a review, and the other not?"""
    title = record.reference.text("title")
    theirs = notice(title) or ("notice" if record.updates and found.generic else "")
    if record.reference.type == "review" and not theirs:
        theirs = "review"
    if not theirs and _reviews(title) and not (found.where.alike >= 0.9 and not found.shorter):
        return "" if there else "review"
    ours = _ours(seen, found)
    if theirs and found.generic and there:
        return ""
    if theirs and not ours and not _begun(seen, title, found):
        return theirs
    if ours and not theirs and not known.notice:
        return ours
    return ""


def _begun(seen: Seen, title: str, found: Titled) -> bool:
    """Does the first word of a notice's title stand where its title does?"""
    first, *_ = tokens_of(title) or ("",)
    return first in seen.tokens[max(0, found.where.start - 2) : found.where.start + 2]


def _ours(seen: Seen, found: Titled) -> str:
    """Does a word of a notice stand before the title, or after it in brackets?"""
    where = found.where
    before = "".join(seen.tokens[max(0, where.start - 6) : where.start]) if where.alike >= 0.75 else ""
    for category, kind in NOTICES:
        if before and before.endswith(_begins(category)):
            return kind
        if (
            where.alike >= 0.75
            and any("".join(seen.tokens[where.end : where.end + size]) in _begins(category) for size in (1, 2))
            and category in ("erratum", "reply", "supplement")
        ):
            return kind
    return seen.facts.notice and {"erratum": "notice"}.get(seen.facts.notice, seen.facts.notice)


@cache
def _review_signs() -> re.Pattern[str]:
    return re.compile(
        r"\b\d{2,4}\s?(?:pp|pages|seiten|s\.|p\.|с\.)(?!\w)|\bpp?\.\s?(?:[ivxlc]+,?\s?[+&]?\s?)?\d+|[$£€]\s?\d|\bISBN\b",
        re.IGNORECASE,
    )


def _reviews(title: str) -> bool:
    """Does a title hold the pages, price or ISBN of a book, as titles of reviews do?"""
    return len(title) > 30 and _review_signs().search(title) is not None


def _host(seen: Seen, known: Facts, found: Titled, evidence: dict[str, float]) -> str:
    """Is the record the journal or book in which the work stands, or the other way round?"""
    ours = seen.facts
    if evidence.get("page", 0.0) >= 2 and found.where.alike >= 0.85:
        return ""  # its title and pages are printed, whatever was read as the title
    if known.group == "book" and not known.containers and ours.containers and ours.group != "book":
        runs = [title.run for title in known.titles] + [title.main for title in known.titles if len(title.main) > 8]
        names = [one.replace(" ", "") for one in ours.containers]
        inside = any(
            name == run or (len(run) > 8 and weights.ratio(name, run) > 0.93) for name in names for run in runs
        )
        if inside and ours.titles and found.read.ratio < 0.85:
            return "part"
    if known.containers and known.group in ("chapter", "article", "conference") and ours.group in ("book", ""):
        names = [one.replace(" ", "") for one in known.containers]
        whole = any(title.run in names for title in ours.titles)
        if whole and found.read.ratio < 0.85 and not found.where.alike >= 0.95:
            return "part"
    return ""


def _part(seen: Seen, known: Facts, record: Record, found: Titled, evidence: dict[str, float]) -> str:
    """Do the numbers within the titles tell two parts?"""
    if found.alike < 0.8 or not known.titles:
        return ""
    theirs = parts(record.reference.text("title"))
    where, lost = found.where, Counter[str]()
    if where.alike >= 0.75 and theirs:
        there = between(seen, where.start - 1, where.end + 1)
        lost = theirs - (figures(there) | Counter(number for title in seen.facts.titles for number in title.numbers))
    elif theirs:
        lost = theirs - Counter(number for title in seen.facts.titles for number in title.numbers)
    whole = found.where.alike >= 0.99 or (found.where.alike >= 0.93 and bool(theirs) and not lost)
    if found.read.comparable and found.read.numbers_differ and found.read.ratio >= 0.85 and not whole:
        return "part"
    if lost and not (found.shorter and evidence.get("page", 0.0) > 0):
        return "part"
    return "part" if _added(seen, known, record, found, theirs) else ""


def _added(seen: Seen, known: Facts, record: Record, found: Titled, theirs: Counter[str]) -> bool:
    """Has the reference's title a number, of a part perhaps, that the record's has not?"""
    if not found.read.comparable or found.read.ratio < 0.85:
        return False
    title = seen.facts.titles[0]
    alone = {*title.text.split()}  # not a letter misread as a figure (p1aces)
    ours = {one for one in title.numbers if one in alone or title.script == "han" or one not in title.text}
    place = {known.volume, known.issue, *known.pages, *map(str, record.years)}
    if found.where.alike >= 0.93:  # what was read as the title may hold more
        ours &= figures(between(seen, found.where.start, found.where.end + 2)).keys()
    return any(len(number) < 3 and number not in place for number in ours - theirs.keys())


def _preprint(seen: Seen, known: Facts, record: Record, found: Titled, placed: bool, located: bool) -> str:
    """Is one a preprint and the other the article?"""
    if record.reference.type == "article" and not known.volume:
        if placed or seen.preprint:
            return ""
        journal = seen.facts.containers and (seen.facts.volume or seen.facts.pages[0])
        paged = seen.facts.pages[0] != seen.facts.pages[1]
        return "preprint" if journal or _elsewhere(seen, record, found) > (0 if paged else 1) else ""
    published = known.group in ("article", "conference", "chapter") and bool(known.containers)
    return "preprint" if published and seen.preprint and not placed else ""


def _elsewhere(seen: Seen, record: Record, found: Titled) -> int:
    """How many words follow the title that tell of another place than the server of a preprint."""
    reference = record.reference
    known = {*tokens_of(" ".join(reference.text(name) for name in ("publisher", "author", "title", "container-title")))}
    known |= _dating()
    behind = seen.tokens[found.where.end :]
    return sum(len(token) > 3 and token.isalpha() and token not in known for token in behind)


@cache
def _dating() -> frozenset[str]:
    known = (*(f"month.{number}" for number in range(1, 13)), "accessed", "url-label")
    return frozenset(token for name in known for token in tokens_of(" ".join(words.get(name))))


def _kinds(seen: Seen, known: Facts, evidence: dict[str, float], placed: bool, located: bool) -> str:
    """A talk and the article, a thesis and the book, a review with the title of the book."""
    ours, theirs = seen.facts.group, known.group
    if placed:
        return ""
    named = bool(seen.facts.containers or seen.facts.publisher)
    named = named and (ours != "thesis" or bool(known.containers))
    if named and "thesis" in (ours, theirs) and {ours, theirs} & {"article", "book", "conference", "chapter"}:
        return "thesis"
    journal = seen.facts.containers if ours in ("article", "conference") else known.containers
    if journal and "data" in (ours, theirs) and {ours, theirs} & {"article", "conference"} and not located:
        return "data"
    stranger = evidence.get("author", 0.0) <= 0.5
    book = stranger and ours == "book" and seen.facts.publisher and not seen.facts.containers
    if book and theirs == "article" and known.containers and (known.volume or known.pages[0]) and not located:
        return "review"  # reviews often have the title of the book
    if {ours, theirs} == {"conference", "article"} and evidence.get("container-title", 0) < 0 and not located:
        return "conference"
    return ""


def _edition(seen: Seen, known: Facts, evidence: dict[str, float]) -> str:
    """Other volumes and editions of books; the year of an article may be a misprint."""
    ours = seen.facts
    if known.group != "book" or ours.group not in ("book", ""):
        return ""
    if ours.volume and known.volume and ours.volume != known.volume:
        return "part"
    if ours.edition and known.edition and ours.edition != known.edition:
        return "edition"
    return "edition" if ours.edition != known.edition and evidence.get("issued", 0) <= 0 else ""
