"""What is printed otherwise than the record has it, field by field, each with its weight and one plain sentence.

Only what is surely a fault is to be mended: a difference of form (letter case, abbreviation, initials, a range of pages
cut short) is style, and so is what many styles leave out. A year is right if it is that of any of the dates that the
record has (in print, online). What the printed text holds all the same was only read otherwise, and is no difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from polybib.check import _people, _texts, dois
from polybib.check.model import Difference, Weight
from polybib.crossref import records
from polybib.crossref.model import Record
from polybib.duplicates import numbers
from polybib.duplicates.facts import CONTAINERS, TITLES
from polybib.model import Date, Reference
from polybib.values import identifiers

ARTICLES = frozenset(("article-journal", "article-magazine", "review", "review-book"))
WHOLE = frozenset(("book", "thesis", "report", "standard", "collection", "periodical"))
ORDER = (
    "status",
    "DOI",
    "author",
    "editor",
    "title",
    "container-title",
    "issued",
    "volume",
    "issue",
    "page",
    "publisher",
)


def compare(printed: Reference, record: Record) -> tuple[Difference, ...]:
    """The differences between a reference and the record of the same work, those of weight first.

    >>> from polybib.model import Field
    >>> def work(year, **more):
    ...     fields = {name: Field(value) for name, value in more.items()}
    ...     return Reference("article-journal", {"issued": Field(Date(((year,),))), **fields})
    >>> known = Record("10.5555/1", work(2015, volume="3", page="123-130"))
    >>> found = compare(work(2016, volume="3", page="123-30"), known)
    >>> [(one.field, one.weight, one.what) for one in found]
    [('issued', 'mend', 'the year is 2015, not 2016'), ('page', 'style', 'the last page is cut short: 123-130')]
    """
    found, agency = record.reference, record.source
    if found.type == "periodical":
        return ()
    every = [
        _people.compare(printed, found, agency),
        _title(printed, found, agency),
        _container(printed, found, agency),
        _year(printed, record),
        *_numbers(printed, found),
        _pages(printed, found),
        _publisher(printed, found),
    ]
    kept = [one for one in every if one is not None]
    return in_order(kept)


def in_order(found: list[Difference]) -> tuple[Difference, ...]:
    """Differences by weight, then by field as a reference has them."""
    weights = ("blocking", "mend", "style")
    return tuple(sorted(found, key=lambda one: (weights.index(one.weight), _place(one.field))))


def _place(field: str) -> int:
    return ORDER.index(field) if field in ORDER else len(ORDER)


def syntax(mended: dois.Mended) -> Iterator[Difference]:
    """What was wrong with the DOI as it is printed.

    >>> [one.what for one in syntax(dois.mend("10.1002/ anie.2019"))]
    ['a space stands in the DOI: 10.1002/anie.2019']
    """
    if not mended.repairs:
        return
    told = "; ".join(dois.REPAIRS[name][0] for name in mended.repairs)
    form = {*mended.repairs} == {"old-resolver"}
    what = told if form else f"{told}: {mended.doi}"
    yield Difference("DOI", mended.printed, mended.doi, "mend" if mended.leads_nowhere else "style", what)


def _title(printed: Reference, found: Reference, agency: str) -> Difference | None:
    known = found.text("title")
    if known and not any(printed.text(name) for name in TITLES):
        if _texts.stands_in(known, printed):
            return None
        return Difference("title", "", known, "mend", f"the title is missing: “{known}”")
    verdict = _texts.title(printed, found, agency)
    return None if verdict is None else _told("title", "the title", verdict)


def _container(printed: Reference, found: Reference, agency: str) -> Difference | None:
    if found.type in WHOLE or found.type == "article":
        return None
    noun = "the name of the journal" if found.type in ARTICLES else "the title of the book or volume"
    known = found.text("container-title")
    if known and not any(printed.text(name) for name in CONTAINERS):
        if found.type not in ARTICLES or any(_texts.stands_in(found.text(name), printed) for name in CONTAINERS):
            return None
        return Difference("container-title", "", known, "mend", f"{noun} is missing: “{known}”")
    verdict = _texts.container(printed, found, agency)
    return None if verdict is None else _told("container-title", noun, verdict)


def _told(field: str, noun: str, verdict: _texts.Verdict) -> Difference:
    return Difference(field, verdict.printed, verdict.found, verdict.weight, f"{noun} {verdict.what}")


def _year(printed: Reference, record: Record) -> Difference | None:
    known = records.years(record)
    held = printed.fields.get("issued")
    if not known:
        return None
    shown = " or ".join(map(str, known[-2:]))
    if held is None:
        if _elsewhere(printed, known):
            return None
        return Difference("issued", "", str(known[-1]), "mend", f"the year is missing: {shown}")
    value = held.value
    own = [part[0] for part in value.parts if part and part[0]] if isinstance(value, Date) else []
    if not own or {*own} & {*known} or (len(own) == 2 and own[0] <= known[0] <= own[1]):
        return None
    if held.origin == "inferred" or _elsewhere(printed, known):
        return None
    what = f"the year is {shown}, not {own[0]}"
    return Difference("issued", str(own[0]), str(known[-1]), "mend", what)


def _elsewhere(printed: Reference, known: tuple[int, ...]) -> bool:
    """Does a printed reference have the year at another place, so that it was perhaps read wrong? Not in a record,
    whose fields say what they hold, nor in a DOI or address, nor as the date of access."""
    if any(held.origin == "record" for held in printed.fields.values()):
        return False
    text = identifiers.mask(printed.raw, identifiers.find(printed.raw))
    others = [printed.text(name)[:4] for name in ("accessed", "volume", "issue", "page", "number")]
    return any(len(re.findall(rf"(?<!\d){year}(?!\d)", text)) > others.count(str(year)) for year in known)


def _numbers(printed: Reference, found: Reference) -> Iterator[Difference]:
    """Volume and issue."""
    if found.type in ("book", "thesis", "report", "standard", "article"):
        return
    volume, issue = (numbers.number(printed.text(name)) for name in ("volume", "issue"))
    known = tuple(numbers.number(found.text(name)) for name in ("volume", "issue"))
    shown = (found.text("volume"), found.text("issue"))
    if all((volume, issue, *known)) and (volume, issue) == known[::-1] and volume != issue:
        what = f"volume and issue are exchanged: volume {shown[0]}, issue {shown[1]}"
        yield Difference("volume", printed.text("volume"), shown[0], "mend", what)
        yield Difference("issue", printed.text("issue"), shown[1], "mend", what)
        return
    if volume and known[0] and volume != known[0] and not _also(volume, known[0]):
        crossed = volume == known[1] and not issue
        weight: Weight = "style" if crossed else "mend"
        what = f"the volume is {shown[0]}, not {printed.text('volume')}"
        what = f"{printed.text('volume')} is the issue; the volume is {shown[0]}" if crossed else what
        yield Difference("volume", printed.text("volume"), shown[0], weight, what)
    elif not volume and known[0] and issue != known[0] and found.type in ARTICLES:
        yield from _left_out(printed, found, "volume", bare=not (issue or printed.text("page")))
    if issue and known[1] and issue != known[1] and not _also(issue, known[1]):
        if not shown[1].isdigit() and _texts.stands_in(shown[1], printed):
            return
        crossed = issue == known[0] and not volume
        what = f"the issue is {shown[1]}, not {printed.text('issue')}"
        what = f"{printed.text('issue')} is the volume; the issue is {shown[1]}" if crossed else what
        yield Difference("issue", printed.text("issue"), shown[1], "style" if crossed else "mend", what)


def _also(a: str, b: str) -> bool:
    """Is one number a part of the other (a double issue, 4-5; a volume with its series)?"""
    return a in b.split("-") or b in a.split("-")


def _left_out(printed: Reference, found: Reference, name: str, *, bare: bool) -> Iterator[Difference]:
    """A number that is not printed: a fault where nothing tells the place in the journal, style otherwise."""
    known = found.text(name)
    if bare and re.search(rf"(?<!\d){re.escape(known)}(?!\d)", printed.raw):
        return
    weight: Weight = "mend" if bare and name == "volume" else "style"
    yield Difference(name, "", known, weight, f"the {name} is not printed: {known}")


def _pages(printed: Reference, found: Reference) -> Difference | None:
    known = found.text("page")
    if not known or found.type in WHOLE or printed.type in WHOLE:
        return None
    own = printed.text("page")
    if not own:
        if found.type not in ARTICLES or printed.text("number") == known or known in printed.raw:
            return None
        return Difference("page", "", known, "style", f"the pages are not printed: {known}")
    (first, last), (start, end) = _range(own), _range(known)
    if not first or not start or (first, last) == (start, end):
        return _cut_short(own, known) if first and first == start else None
    if first == start == end and "-" not in known:
        return None  # the record has the first page only
    if _holds(printed.raw, start, end) or first in _range(found.text("number")):
        return None
    if _within(first, last, start, end):
        what = f"pages within the whole work, which stands on {known}" if first != start else f"the pages are {known}"
        return Difference("page", own, known, "style", what)
    if not start.isdigit() and start == end:
        what = f"the work has the number {known} instead of pages"
        return Difference("page", own, known, "style" if own.replace("-", "").isdigit() else "mend", what)
    what = f"the pages are {known}, not {own}" if "-" in known or "-" in own else f"the page is {known}, not {own}"
    return Difference("page", own, known, "mend", what)


def _range(text: str) -> tuple[str, str]:
    """First and last page, the last one whole, with the letter of the first (E550-556).

    >>> _range("E550-556"), _range("123-30")
    (('e550', 'e556'), ('123', '130'))
    """
    first, last = numbers.pages(text)
    head = first.rstrip("0123456789")
    if head and last.isdigit():
        tail = first[len(head) :]
        last = head + (tail[: len(tail) - len(last)] + last if len(last) < len(tail) else last)
    return first, last


def _cut_short(own: str, known: str) -> Difference | None:
    ends = [re.findall(r"\d+", text)[-1:] for text in (own, known)]
    if ends[0] and ends[1] and len(ends[0][0]) < len(ends[1][0]):
        first, last = _range(known)
        return Difference("page", own, known, "style", f"the last page is cut short: {first}-{last}")
    return None


def _holds(raw: str, first: str, last: str) -> bool:
    """Does the printed text have the range all the same?"""
    return (
        re.search(rf"(?<!\d){re.escape(first)}\s?[-\u2010-\u2015]{{1,2}}\s?{re.escape(last)}(?!\d)", raw.lower())
        is not None
    )


def _within(first: str, last: str, start: str, end: str) -> bool:
    """Does a reference cite some pages of a work, or only where it begins?"""
    if first == last == start:
        return True
    if not all(one.isdigit() for one in (first, last, start, end)):
        return False
    one, other, low, high = int(first), int(last), int(start), int(end)
    return low < one <= other < high or (one == other and low <= one <= high)


def _publisher(printed: Reference, found: Reference) -> Difference | None:
    own, known = printed.text("publisher"), found.text("publisher")
    verdict = _texts.body(own, known) if own and known and found.type in (*WHOLE, "chapter") else None
    return None if verdict is None else _told("publisher", "the publisher", verdict)
