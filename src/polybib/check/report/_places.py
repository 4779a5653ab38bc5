"""Where a value stands in the reference as it is printed, and that text with the corrections put in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import regex

from polybib.check.model import Checked, Difference
from polybib.model import Reference

# Fields whose text can be changed in its place without knowing the style; names and whole dates cannot.
TEXTUAL = frozenset(
    """issued volume issue page title title-short container-title container-title-short collection-title edition
    publisher publisher-place number DOI URL ISBN ISSN""".split()
)


LONG = 20_000  # in a longer reference nothing is looked for
DASHES = dict.fromkeys(map(ord, "‐‑‒–—−－"), "-")


class Mark(NamedTuple):
    """A stretch of the reference as printed, and the difference that lies there."""

    start: int
    end: int
    difference: Difference


def entry(raw: str) -> bool:
    """Is a reference an entry of a file (BibTeX, JSON, RIS, XML), not a printed text?

    >>> entry("@book{a, title = {Trust}}"), entry("Hu D. Trust. 1999.")
    (True, False)
    """
    return raw.lstrip().startswith(("@", "{", "<", "TY  -", "PMID-", "- id:", "%0 "))


def marks(checked: Checked) -> list[Mark]:
    """Where the differences of a reference stand in it, in order, none over another."""
    found = []
    for difference in checked.differences:
        at = place(checked.reference, difference)
        if at is not None:
            found.append(Mark(*at, difference))
    out: list[Mark] = []
    for mark in sorted(found, key=lambda one: (one.start, -one.end)):
        if not out or mark.start >= out[-1].end:
            out.append(mark)
    return out


def place(reference: Reference, difference: Difference) -> tuple[int, int] | None:
    """Where the printed value of a difference stands in the raw reference, if that is certain.

    >>> wrong = Difference("issued", "2016", "2015", "mend")
    >>> place(Reference("book", {}, raw="Hu D. Trust. 2016."), wrong)
    (13, 17)
    >>> place(Reference("book", {}, raw="Hu D. 2016. Kyiv, 2016."), wrong) is None
    True
    """
    printed, raw = difference.printed, reference.raw
    spans = _spans(reference, difference.field)
    if not printed.strip() or len(raw) > LONG:
        return None
    if difference.field == "page":
        printed, raw = printed.translate(DASHES), raw.translate(DASHES)
    found = [at for at in _everywhere(printed, raw) if _whole(raw, *at)]
    if len(found) > 1:
        found = [(a, b) for a, b in found if any(start <= a and b <= end for start, end in spans)]
    if not found and len(spans) == 1 and difference.field in TEXTUAL:
        found = spans
    return found[0] if len(found) == 1 else None


def _everywhere(part: str, raw: str) -> Iterator[tuple[int, int]]:
    at = raw.find(part)
    while at >= 0:
        yield at, at + len(part)
        at = raw.find(part, at + len(part))


def _whole(raw: str, start: int, end: int) -> bool:
    """Does a stretch begin and end where a word or number does?"""
    before, after = raw[start - 1 : start], raw[end : end + 1]
    return not (_inside(before, raw[start]) or _inside(raw[end - 1], after))


def _inside(one: str, two: str) -> bool:
    return (one.isdigit() and two.isdigit()) or (one.isalpha() and two.isalpha() and one.isascii() and two.isascii())


def _spans(reference: Reference, name: str) -> list[tuple[int, int]]:
    """The places of a field in the raw reference, where it stands in the input as it is, in one piece."""
    whole = reference.source.spans
    if len(whole) != 1 or whole[0].end - whole[0].start != len(reference.raw):
        return []
    first = whole[0].start
    near = [(span.start - first, span.end - first) for span in reference.spans(name)]
    return [(a, b) for a, b in near if 0 <= a < b <= len(reference.raw)]


def corrected(checked: Checked) -> str:
    """The reference in its own style with the corrections put in; empty where not all can be put in for certain.

    >>> wrong = Difference("issued", "2016", "2015", "mend"), Difference("DOI", "", "10.1000/182", "mend")
    >>> corrected(Checked(Reference("book", {}, raw="Hu D. Trust. 2016."), "same", differences=wrong))
    'Hu D. Trust. 2015. https://doi.org/10.1000/182'
    """
    reference = checked.reference
    wanted = [one for one in checked.differences if one.weight != "style" and one.found and one.field != "status"]
    if not wanted or entry(reference.raw):
        return ""
    known = marks(checked)
    added = [one.found for one in wanted if one.field == "DOI" and not one.printed]
    changes = []
    for difference in wanted:
        mark = next((one for one in known if one.difference is difference), None)
        new = mark and _fitted(reference.raw[mark.start : mark.end], difference)
        if mark and new:
            changes.append((mark.start, mark.end, new))
        elif difference.found not in added:
            return ""
    text = reference.raw
    for start, end, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return text.rstrip() + "".join(f" https://doi.org/{doi}" for doi in added)


@cache
def _year() -> regex.Pattern[str]:
    return regex.compile(r"(?:1[4-9]|20)\d\d")


def _fitted(old: str, difference: Difference) -> str:
    """The value found, as it is written in the place of the printed one; empty where that is not known."""
    found = difference.found
    if difference.field not in TEXTUAL:
        return ""
    if difference.field == "issued":
        year = _year().match(found)
        return year[0] if year and _year().fullmatch(old) else found if old == difference.printed else ""
    if difference.field == "page":
        return found.replace("-", "–") if "–" in old else found.replace("-", "—") if "—" in old else found
    return found
