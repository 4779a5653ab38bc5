"""Markdown (CommonMark with the tables of GitHub), to be read in a pull request or as a text: what is wrong first.

Every text from outside is escaped: it holds no mark-up, calls nobody by name and points at no issue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from polybib.check.model import Checked, Difference, Report
from polybib.check.report import _facts, _places, _words
from polybib.formats._keys import keyed
from polybib.formats._text import one_line, visible
from polybib.model import Reference

NAME = "markdown"
MEDIA = "text/markdown"
SUFFIXES = (".md", ".markdown")
GROUPS = {"blocking": "Blocking", "mend": "To mend", "style": "Style only"}
SHORT = 140  # characters of a reference that is only listed


def write(report: Report) -> str:
    """The report.

    >>> write(Report((), title="a*b.md")).splitlines()[0]
    '# Bibliography check: a\\\\*b.md'
    """
    return "\n".join(_lines(report)).rstrip() + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield f"# Bibliography check{': ' + safe(report.title) if report.title else ''}"
    total = len(report.checked)
    when = f" on {safe(_facts.moment(report.made))}" if report.made else ""
    yield f"\n{total:,} reference{'' if total == 1 else 's'} checked{when}."
    if not report.complete:
        yield "\n**Not complete.** The check was not finished; a second run asks only what is left."
    identities, weights, extras = _facts.counts(report)
    rows = [
        (words[name], f"{count:,}")
        for words, found in ((_words.IDENTITIES, identities), (_words.WEIGHTS, weights), (_words.EXTRAS, extras))
        for name, count in found.items()
        if count
    ]
    yield from _table(("", "references"), rows, right=1)
    yield f"\n{safe(_words.NOT_FAKE)}"
    yield from _wrong(report)
    yield from _rest(report)
    yield from _asked(report)


def _wrong(report: Report) -> Iterator[str]:
    """The references with differences, by weight."""
    numbered = list(enumerate(report.checked, 1))
    keys = [key for key, _ in keyed(one.corrected or Reference("document", {}) for one in report.checked)]
    names, places, wheres = _facts.names(report), _facts.places(report.checked), _facts.wheres(report)
    for weight, title in GROUPS.items():
        held = [(n, one) for n, one in numbered if _facts.weight(one) == weight]
        if held:
            yield f"\n## {title} ({len(held):,})"
        for n, one in held:
            yield f"\n### {safe(names[n])}: {safe(_facts.headline(one))}"
            yield from _full(one, wheres[n - 1], keys[n - 1], _twins(one, names, places))


def _twins(checked: Checked, names: Mapping[int, str], places: Mapping[str, int]) -> list[str]:
    return [names[places[one]] if one in places else one for one in checked.duplicates]


def _full(checked: Checked, where: str, key: str, twins: Sequence[str]) -> Iterator[str]:
    yield f"\n> {safe(checked.reference.raw)}"
    yield from _table(("field", "printed", "found", "weight"), [_cells(one) for one in checked.differences])
    facts = [_words.IDENTITIES[checked.identity], _facts.likely(checked.probability)]
    lines = [("Where", safe(where))] if where else []
    lines += [("Identity", ", ".join(filter(None, facts)))]
    if checked.reason:
        lines.append(("Why", safe(checked.reason)))
    if checked.doi:
        lines.append(("DOI as printed", _doi(checked.doi)))
    if checked.found_doi:
        lines.append(("DOI of the work found", _doi(checked.found_doi)))
    if checked.record and checked.identity in ("other", "probable"):
        lines.append(("Record", safe(_facts.cite(checked.record.reference))))
    lines += _extras(checked, twins)
    yield ""
    yield from (f"- {title}: {value}" for title, value in lines)
    yield from _corrected(checked, key)


def _extras(checked: Checked, twins: Sequence[str]) -> list[tuple[str, str]]:
    lines = [("**Notice**", f"{safe(_facts.notice_line(one))} {_doi(one.doi)}".rstrip()) for one in checked.notices]
    lines += [(safe(what), _doi(doi)) for what, doi in checked.related]
    return [*lines, ("Same work in this list", safe(", ".join(twins)))] if twins else lines


def _cells(one: Difference) -> tuple[str, ...]:
    values = (_facts.field(one.field), one.printed or "–", one.found or "–")
    return (*(safe(value) for value in values), _words.WEIGHTS[one.weight])


def _corrected(checked: Checked, key: str) -> Iterator[str]:
    if checked.corrected is None or not any(one.found and one.weight != "style" for one in checked.differences):
        return
    if own := _places.corrected(checked):
        yield f"\nCorrected: {safe(own)}"
    from polybib.formats import bibtex

    entry = visible(bibtex.entry(checked.corrected, key)).strip()
    fence = "`" * max(3, 1 + max((len(run) for run in _ticks().findall(entry)), default=0))
    yield f"\n<details><summary>Corrected, as BibTeX</summary>\n\n{fence}bibtex\n{entry}\n{fence}\n\n</details>"


@cache
def _ticks() -> re.Pattern[str]:
    return re.compile(r"`+")


def _rest(report: Report) -> Iterator[str]:
    """The others in short: what nothing is known of, with the reason, and what is right."""
    held = [(n, one) for n, one in enumerate(report.checked, 1) if _facts.weight(one) in ("none", "open")]
    names, places = _facts.names(report), _facts.places(report.checked)
    for title, weight in (("Not found or not checked", "open"), ("Nothing to mend", "none")):
        rows = [_brief(one, names, n, places) for n, one in held if _facts.weight(one) == weight]
        if rows:
            yield f"\n## {title} ({len(rows):,})"
            yield from _table(("", "reference", "identity", "DOI", "remarks"), rows)


def _brief(checked: Checked, names: Mapping[int, str], number: int, places: Mapping[str, int]) -> tuple[str, ...]:
    raw = one_line(checked.reference.raw)
    doi = checked.found_doi or checked.doi
    remarks = [safe(checked.reason)] if checked.reason and _facts.weight(checked) == "open" else []
    remarks += [f"{title}: {value}" for title, value in _extras(checked, _twins(checked, names, places))]
    return (
        safe(names[number]),
        safe(raw if len(raw) <= SHORT else raw[: SHORT - 1] + "…"),
        _words.IDENTITIES[checked.identity],
        _doi(doi),
        "<br>".join(remarks),
    )


def _asked(report: Report) -> Iterator[str]:
    yield "\n## What was asked"
    rows = [
        (safe(_facts.source(one.name)), safe(_facts.address(one.url)), *(f"{n:,}" for n in (one.requests, one.cached,
         one.failed)), safe(_facts.moment(one.first)), safe(_facts.moment(one.last)))
        for one in report.sources
    ]  # fmt: skip
    if rows:
        yield from _table(("source", "address", "requests", "from the cache", "failed", "from", "to"), rows)
    else:
        yield "\nNothing was asked of anyone."


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], right: int = -1) -> Iterator[str]:
    if rows:
        yield ""
        yield f"| {' | '.join(heads)} |"
        yield f"|{'|'.join(' ---: ' if n == right else ' --- ' for n in range(len(heads)))}|"
        yield from (f"| {' | '.join(row)} |" for row in rows)


def _doi(doi: str) -> str:
    """A DOI as a link; as text where it is none."""
    url = _facts.doi_url(doi)
    return f"[{safe(doi)}](<{url}>)" if url else safe(doi)


@cache
def _special() -> re.Pattern[str]:
    """Signs that are mark-up anywhere; `_` at the edge of a word, `&` of an entity, signs of blocks at the start."""
    inline = r"[\\`*\[\]<>|~$@]|#(?=\d)|(?<![^\W_])_|_(?![^\W_])|&(?=#|\w+;)"
    return re.compile(rf"{inline}|^[-+=#]|(?<=^\d)[.)](?=\s)|(?<=^\d\d)[.)](?=\s)")


def safe(text: str) -> str:
    r"""A text that Markdown shows as it is.

    >>> safe("*a* <b> #12 [x](javascript:1)"), safe("1. see @me, a_b _c_")
    ('\\*a\\* \\<b\\> #<!-- -->12 \\[x\\](javascript:1)', '1\\. see @<!-- -->me, a_b \\_c\\_')
    """
    return _special().sub(_escape, one_line(text))


def _escape(match: re.Match[str]) -> str:
    found = match[0]
    return f"{found}<!-- -->" if found == "@" or (found == "#" and match.start()) else f"\\{found}"
