"""From what the network found in a text to a Parse, the same as the grammars give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from polybib import words
from polybib.segments import FILL, Parse, Segment, Text
from polybib.tagger.decode import Value
from polybib.tagger.edges import trim
from polybib.tagger.evidence import settled
from polybib.tagger.network import Tagged
from polybib.values.identifiers import Found
from polybib.values.titles import abbreviated

STYLE = "tagger"
IDENTIFIERS = {
    "doi": "DOI", "url": "URL", "isbn": "ISBN", "isbn?": "ISBN", "issn": "ISSN", "issn?": "ISSN", "arxiv": "arXiv",
    "pmid": "PMID", "pmcid": "PMCID", "cstr": "CSTR",
}  # fmt: skip
SEVERAL = frozenset(("author", "editor", "translator", "note"))  # labels whose values may stand apart
JOINED = frozenset(("publisher", "publisher-place", "collection-title", "issued", "page"))  # ... or side by side
NAMES = ("author", "editor", "translator")
SHORT = 2  # characters of what is no title
NEAR = 3  # signs between two values that stand side by side


def read(text: Text, tagged: Tagged) -> Parse:
    """The reading of one text: one value for each variable, identifiers as they were found by their syntax.

    Where a label was given twice the surer value is kept, and the other stays unclaimed; authors named again after the
    title (GOST R 7.0.100-2018, 5.2: the statement of responsibility) complete the first.
    """
    found = [(f, IDENTIFIERS[f.kind]) for f in text.found if f.kind in IDENTIFIERS]
    values = [v for v in _trimmed(text, tagged.values) if v.label not in ("DOI", "URL", "ISBN") or not found]
    values = [v for v in values if FILL not in text.masked[v.start : v.end]]
    values = [v for v in settled(text, values, tagged.type) if not _address_label(text, v)]
    segments = [*_chosen(values), *_identifiers(found)]
    segments.sort(key=lambda segment: segment.start)
    return Parse(STYLE, _type(tagged.type, segments), tuple(segments), tagged.mean, "tagger")


def _type(type_: str, segments: Sequence[Segment]) -> str:
    """The type; what has no better one than "document" and a number of arXiv is a preprint, CSL's article."""
    preprint = type_ in ("document", "webpage", "post") and any(segment.label == "arXiv" for segment in segments)
    return "article" if preprint else type_


def _address_label(text: Text, value: Value) -> bool:
    """Is a note only the word before an identifier ("doi", "Available at")?"""
    if value.label != "note":
        return False
    word = text.folded[value.start : value.end].casefold().strip(" :.")
    return word in IDENTIFIERS or word in words.get("url-label")


def _trimmed(text: Text, values: Sequence[Value]) -> Iterator[Value]:
    for value in values:
        if value.label == "label":
            yield value._replace(label="syntax")
            continue
        start, end = trim(text.text, value.start, value.end)
        if text.text[end : end + 1] == "." and _with_stop(value.label, text.text, start, end):
            end += 1
        if end > start:
            yield value._replace(start=start, end=end)


def _with_stop(label: str, text: str, start: int, end: int) -> bool:
    """Does the full stop after a value belong to it: that of an abbreviated title or place, or of an initial?"""
    if label in ("container-title", "publisher-place"):
        return abbreviated(text[start:end])
    if label not in NAMES or not re.search(r"(?<![^\W\d_])[^\W\d_]$", text[max(start, end - 2) : end]):
        return False
    dotted = re.search(r"(?<![^\W\d_])[^\W\d_]\.", text[start:end])  # other initials have theirs
    return bool(dotted) or text[end + 1 : end + 2] in (*",;:(", "") or text[end + 1 : end + 3] in (" (", " [", " :")


def _chosen(values: Sequence[Value]) -> Iterator[Segment]:
    """The segments of the values of each label that are kept."""
    groups: dict[str, list[Value]] = {}
    for value in values:
        groups.setdefault(value.label, []).append(value)
    _move_host(groups)
    title = min((v.start for v in groups.get("title", ())), default=0)
    for label, group in groups.items():
        if label not in SEVERAL and label != "syntax":
            group = _best(label, group)
        for value in group:
            again = label == "author" and value is not group[0] and value.start > title > group[0].start
            yield Segment("author.statement" if again else label, value.start, value.end)


def _move_host(groups: dict[str, list[Value]]) -> None:
    """A second title is that of the container, where no other container was found."""
    titles = [value for value in groups.get("title", ()) if value.end - value.start > SHORT]
    if len(titles) > 1 and "container-title" not in groups:
        groups["title"], groups["container-title"] = titles[:1], titles[1:]


def _best(label: str, group: list[Value]) -> list[Value]:
    """The surest of a label's values (of titles the first), with those beside it where the label can be in pieces."""
    long = [value for value in group if value.end - value.start > SHORT]
    best = long[0] if label == "title" and long else max(group, key=lambda value: value.probability)
    if label not in JOINED:
        return [best]
    first = last = group.index(best)
    while first and group[first].start - group[first - 1].end <= NEAR:
        first -= 1
    while last + 1 < len(group) and group[last + 1].start - group[last].end <= NEAR:
        last += 1
    return group[first : last + 1]


def _identifiers(found: Sequence[tuple[Found, str]]) -> Iterator[Segment]:
    """The identifiers, the first of each kind; ISBN and ISSN all."""
    seen: set[str] = set()
    for one, label in found:
        if label not in seen or label in ("ISBN", "ISSN"):
            seen.add(label)
            yield Segment(label, one.start, one.end)
