"""The report for a terminal: what is wrong, reference by reference, then a summary; as a linter tells it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from polybib.check.model import Checked, Report
from polybib.formats._text import one_line
from polybib.model import Date, Reference

Line = tuple[str, str]  # a text and its colour
COLOURS = {"blocking": "red", "mend": "yellow", "style": "dim", "notice": "magenta"}
WORDS = {
    "same": "the same work", "probable": "probable, please look", "other": "with the DOI of another work",
    "not-found": "not found", "not-checked": "not checked",
}  # fmt: skip
NOTICES = {"expression-of-concern": "an expression of concern"}
NOT_FAKE = "Not found is not fake: it means only that Crossref was searched and has no record that matches."


def lines(report: Report, *, every: bool = False) -> Iterator[tuple[Line, ...]]:
    """The lines of a report, each a few pieces of text with their colours. Differences of style are only counted,
    unless `every` is set.

    >>> from polybib.check.model import Difference
    >>> fault = Difference("issued", "2016", "2015", "mend", "the year is 2015, not 2016")
    >>> report = Report((Checked(Reference("book", {}, id="ref1"), "same", differences=(fault,)),))
    >>> ["".join(text for text, _ in line) for line in lines(report)][:2]
    ['ref1', '  mend      the year is 2015, not 2016']
    """
    sources = {(one.reference.source.file, one.reference.source.section) for one in report.checked}
    files = Counter(file for file, _ in sources)
    called: dict[str, str] = {}  # those before, by their ids
    for one in report.checked:
        told = [*_told(one, every)]
        if twins := [called[other] for other in one.duplicates if other in called]:
            told.append(_line("twice", f"the same work as {', '.join(twins)}"))
        label = _label(one.reference, files)
        called[one.reference.id] = label
        if told:
            yield ((label, "bold"), (_short(one.reference), ""))
            yield from told
            yield ()
    yield from summary(report)


def _told(one: Checked, every: bool) -> Iterator[tuple[Line, ...]]:
    """What is to be said of a reference; nothing where all is well, or where nothing could be expected."""
    for difference in one.differences:
        if every or difference.weight != "style":
            yield _line(difference.weight, difference.what)
    for notice in one.notices:
        if not any(difference.field == "status" and notice.doi in difference.what for difference in one.differences):
            kind = NOTICES.get(notice.kind, notice.kind.replace("-", " "))
            link = f": https://doi.org/{notice.doi}" if notice.doi else ""
            yield _line("notice", f"{kind}{f', {notice.date}' if notice.date else ''}{link}")
    for what, doi in one.related:
        yield _line("see", f"{what} https://doi.org/{doi}")
    if one.identity == "other" and (every or not one.found_doi):
        yield _line("see", one.reason)
    elif one.identity in ("not-found", "probable"):
        yield _line(one.identity, f"{one.reason}{f': https://doi.org/{one.found_doi}' if one.found_doi else ''}")
    elif one.identity == "same" and not one.doi and one.found_doi:
        yield _line("no DOI", f"the work has one: https://doi.org/{one.found_doi}")
    elif one.identity == "not-checked" and (every or one.doi or "could not" in one.reason):
        yield _line("not asked", one.reason)


def _line(head: str, what: str) -> tuple[Line, ...]:
    return ((f"  {head:<9} ", COLOURS.get(head, "cyan")), (one_line(what), ""))


def _label(reference: Reference, files: Counter[str]) -> str:
    """What a reference is called: with its file where there are several, its section where a file has several."""
    source = reference.source
    if not source.label:
        return one_line(f"{source.file} {reference.id}" if len(files) > 1 and source.file else reference.id)
    file = f"{source.file} " if len(files) > 1 and source.file else ""
    section = f"{source.section}, " if source.section and files[source.file] > 1 else ""
    return one_line(f"{file}{section}[{source.label}]")


def _short(reference: Reference) -> str:
    """A reference in a few words: the first author, the year, the title."""
    held = reference.fields.get("author")
    people = held.value if held is not None and isinstance(held.value, tuple) else ()
    first = next((getattr(one, "family", "") or str(one) for one in people), "")
    issued = reference.fields.get("issued")
    year = issued.value.year if issued is not None and isinstance(issued.value, Date) else None
    title = reference.text("title") or reference.raw
    title = title if len(title) <= 80 else f"{title[:77].rstrip()}..."
    pieces = [f"{first}{f' {year}' if year else ''}".strip(), title]
    told = one_line(": ".join(filter(None, pieces)))
    return f" {told}" if told else ""


def summary(report: Report) -> Iterator[tuple[Line, ...]]:
    """What was found, in a few lines.

    >>> "".join(text for line in summary(Report(())) for text, _ in line)
    '0 references'
    """
    total = len(report.checked)
    identities: Counter[str] = Counter(one.identity for one in report.checked)
    parts = [f"{identities[name]:,} {words}" for name, words in WORDS.items() if identities[name]]
    yield ((f"{total:,} reference{'' if total == 1 else 's'}", "bold"), (": " + ", ".join(parts) if parts else "", ""))
    weights = Counter(difference.weight for one in report.checked for difference in one.differences)
    faults = [f"{weights[name]:,} {name}" for name in ("blocking", "mend", "style") if weights[name]]
    missing = sum(one.identity == "same" and not one.doi and bool(one.found_doi) for one in report.checked)
    faults += [f"{missing:,} without a DOI that exists"] if missing else []
    retold = sum(bool(one.notices) for one in report.checked)
    faults += [f"{retold:,} with notices"] if retold else []
    doubles = sum(bool(one.duplicates) for one in report.checked)
    faults += [f"{doubles:,} that are not the only one of their work"] if doubles else []
    if faults:
        yield (("differences and notices: " + ", ".join(faults), ""),)
    for source in report.sources:
        cached = f", {source.cached:,} answers from the cache" if source.cached else ""
        failed = f", {source.failed:,} failed" if source.failed else ""
        if source.requests or source.cached:
            yield ((f"asked: {source.name}, {source.requests:,} requests{cached}{failed}", "dim"),)
    if identities["not-found"]:
        yield ((NOT_FAKE, "dim"),)
