"""Segments to CSL variables, through values.*: the same for the grammars and for the tagger."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from polybib import words
from polybib.model import Date, Issue, Name, Span, Value
from polybib.segments import Parse, Segment, Text
from polybib.values import dates, identifiers, languages, names, numbers, pages, titles
from polybib.vocabulary import DATES, NAMES

EDGE = " \t\u3000\u00a0,;:"
SILENT = frozenset(("syntax", "lead"))  # labels that give no value
# Where a language is told from, the best witness first.
WITNESSES = ("custom.title-original", "custom.container-title-original", "title", "container-title", "publisher")
JOINED_BY = {"note": "; ", "page": ", ", "publisher": "; ", "publisher-place": "; ", "ISBN": " ", "ISSN": " "}


@dataclass(slots=True)
class Assembled:
    """values    each variable's value
    segments  the segments from which each came; none for what was inferred from another field
    issues    what could not be read, or is doubtful
    unclaimed stretches of the text that no segment claims and that hold letters or digits"""

    values: dict[str, Value] = field(default_factory=dict)
    segments: dict[str, tuple[Segment, ...]] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    unclaimed: tuple[Span, ...] = ()

    def put(self, name: str, value: Value, segments: tuple[Segment, ...] = ()) -> None:
        if value and name not in self.values:
            self.values[name] = value
            self.segments[name] = segments


def assemble(text: Text, parsed: Parse, evidence: names.Order = "") -> Assembled:
    """All variables of one reading; `evidence` is the order of names that the rest of the list shows."""
    out = Assembled(issues=list(parsed.doubts))
    groups: dict[str, list[Segment]] = {}
    for segment in parsed.segments:
        groups.setdefault(segment.label, []).append(segment)
    for label, group in groups.items():
        if label in NAMES:
            _names(out, text, label, group, groups.get("author.statement", ()) if label == "author" else (), evidence)
        elif label == "author.statement":
            if "author" not in groups:
                _names(out, text, "author", group, (), evidence)
        elif label.startswith("custom.") and label.removesuffix("-original")[7:] in NAMES:
            originals = _chain([names.parse(_cut(text, s)) for s in group]).names
            printed = " ".join(_cut(text, s) for s in group)
            out.put(label, tuple(_as_printed(n, printed) for n in originals), tuple(group))
        elif label in DATES:
            _date(out, text, label, group)
        elif label == "volume-issue":
            volume, issue = numbers.volume_issue(_joined(text, label, group))
            out.put("volume", volume, tuple(group))
            out.put("issue", issue, tuple(group))
        elif label in ("DOI", "URL", "ISBN", "ISSN", "PMID", "PMCID", "arXiv", "CSTR"):
            _identifier(out, text, label, group)
        elif label == "hereafter":
            out.put("custom.short-form", titles.clean(_joined(text, label, group)), tuple(group))
        elif label not in SILENT:
            out.put(label, READERS.get(label, _plain)(_joined(text, label, group)), tuple(group))
    _checks(out, text)
    _language(out)
    out.unclaimed = tuple(_unclaimed(text, parsed.segments))
    return out


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(EDGE)


READERS: dict[str, Callable[[str], str]] = {
    "title": titles.clean,
    "title-short": titles.clean,
    "container-title": titles.clean,
    "container-title-short": titles.clean,
    "collection-title": titles.clean,
    "custom.title-original": titles.clean,
    "custom.title-romanized": titles.clean,
    "custom.title-translated": titles.clean,
    "custom.container-title-original": titles.clean,
    "custom.container-title-romanized": titles.clean,
    "custom.container-title-translated": titles.clean,
    "volume": numbers.clean,
    "issue": numbers.clean,
    "edition": numbers.edition,
    "collection-number": numbers.clean,
    "page": pages.parse,
    "number-of-pages": pages.count,
}


def _cut(text: Text, segment: Segment) -> str:
    return segment.value or text.text[segment.start : segment.end]


def _joined(text: Text, label: str, group: list[Segment]) -> str:
    """The text of several segments of one label, with what stands between them where that is only a sign."""
    out, end = "", 0
    for segment in group:
        piece = _cut(text, segment)
        if out:
            between = text.text[end : segment.start]
            short = len(between) <= 4 and not any(c.isalnum() for c in between)
            out += JOINED_BY.get(label) or (between if short else " ")
        out, end = out + piece, segment.end
    return out


def _names(
    out: Assembled,
    text: Text,
    label: str,
    group: Sequence[Segment],
    statement: Sequence[Segment],
    evidence: names.Order,
) -> None:
    """The names of a label; `statement` are the segments that repeat and complete those of a GOST heading."""
    merged = _chain([names.parse(_printed(text, s), order=s.order, evidence=evidence) for s in group])
    if statement:
        lists = [names.parse(_printed(text, s), order=s.order or "given-first", evidence=evidence) for s in statement]
        merged = names.merge_heading(merged, _chain(lists))
    segments = (*group, *statement)
    if merged.names:
        out.put(label, merged.names, segments)
    if merged.originals:
        out.put(f"custom.{label}-original", merged.originals, segments)
    if label == "author" and (merged.et_al or (segments and _more_follow(text.folded, segments[-1].end))):
        out.put("custom.et-al", "yes", segments)
    if merged.nationalities:
        out.put("custom.nationality", "; ".join(f"{i + 1}: {n}" for i, n in merged.nationalities), segments)
    out.issues.extend(merged.issues)


def _more_follow(text: str, at: int) -> bool:
    """Does "et al.", 等 or "и др." stand right after a position?"""
    while at < len(text) and text[at] in " ,;[(":
        at += 1
    near = text[at : at + 20].lower()
    ends = [len(word) for word in words.begun(near, 0, "et-al")]
    return any(not near[end : end + 1].isalpha() or near[end - 1] == "等" for end in ends)


def _printed(text: Text, segment: Segment) -> str:
    """A list of names with the full stop of its last initial, where the other initials have theirs: a grammar takes
    that one for the end of the list ("Smith J., Brown K. Title")."""
    cut = _cut(text, segment)
    if text.text[segment.end : segment.end + 1] != "." or not cut[-1:].isupper() or cut[-2:-1].isalnum():
        return cut
    dotted = any(a.isupper() and b == "." for a, b in pairwise(cut))
    return cut + "." if dotted else cut


def _as_printed(name: Name, printed: str) -> str:
    """A name in its original script, in one piece and in the order in which it is printed."""
    whole = name.literal or f"{name.family}{name.given}"
    forms = (f"{name.given} {name.family}", f"{name.family} {name.given}", f"{name.family}, {name.given}")
    return next((form for form in forms if not name.literal and form in printed), whole)


def _chain(lists: list[names.NameList]) -> names.NameList:
    """Several lists of names as one."""
    if len(lists) == 1:
        return lists[0]
    nationalities, at = [], 0
    for one in lists:
        nationalities += [(at + i, nation) for i, nation in one.nationalities]
        at += len(one.names)
    return names.NameList(
        tuple(n for one in lists for n in one.names),
        any(one.et_al for one in lists),
        tuple(o for one in lists for o in one.originals),
        tuple(nationalities),
        tuple(i for one in lists for i in one.issues),
    )


def _date(out: Assembled, text: Text, label: str, group: list[Segment]) -> None:
    printed = " ".join(_cut(text, s) for s in group)
    date = dates.parse(printed)
    if date.literal and date.parts:
        out.put("custom.date-literal", date.literal, tuple(group))
        date = Date(date.parts, date.season, date.circa)
    elif date.literal:
        message = f"the date {date.literal!r} was kept as printed: it has no year that could be read"
        out.issues.append(Issue("date-unread", message))
    out.put(label, date if date != Date() else "", tuple(group))


def _identifier(out: Assembled, text: Text, label: str, group: list[Segment]) -> None:
    values = []
    for segment in group:
        touching = [f for f in text.found if f.start < segment.end and f.end > segment.start]
        held = [f.value for f in touching if _variable(f) == label]
        values += held or [_plain(_cut(text, segment))]
    name = f"custom.{label}" if label in ("arXiv", "CSTR") else label
    out.put(name, " ".join(dict.fromkeys(values)) if label in JOINED_BY else values[0], tuple(group))


def _variable(found: identifiers.Found) -> str:
    return "arXiv" if found.kind.lower() == "arxiv" else found.kind.upper()


def _checks(out: Assembled, text: Text) -> None:
    """What is printed but fails its own check."""
    for found in text.found:
        if found.kind.endswith("?"):
            kind = found.kind[:-1].upper()
            out.issues.append(Issue(f"{kind.lower()}-invalid", f"{found.value} is not a valid {kind}"))


def _language(out: Assembled) -> None:
    for name in WITNESSES:
        value = out.values.get(name)
        tag = languages.guess(value) if isinstance(value, str) else ""
        if tag:
            out.put("language", tag)
            return


def _unclaimed(text: Text, segments: tuple[Segment, ...]) -> Iterator[Span]:
    """The stretches between segments that hold letters or digits; a label of an identifier belongs to it."""
    taken = sorted([(s.start, s.end) for s in segments])
    at = 0
    for start, end in [*taken, (len(text.text), len(text.text))]:
        if start > at and any(c.isalnum() for c in text.text[at:start]):
            yield _tight(text.text, at, start)
        at = max(at, end)


def _tight(text: str, start: int, end: int) -> Span:
    while not text[start].isalnum():
        start += 1
    while not text[end - 1].isalnum():
        end -= 1
    return Span(start, end)
