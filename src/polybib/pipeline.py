"""The order of the steps, and the only broad `except`: an error of ours in one reference never costs the reference.

documents.read -> finding.references -> repair.repair -> parse -> assemble -> context.link
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from polybib import documents, finding, parsing, repair, segments
from polybib.documents import Document, Form
from polybib.finding import RawReference
from polybib.model import Field, Issue, Reference, Source, Span
from polybib.parsing import assemble, context
from polybib.repair import Repaired
from polybib.segments import Parse, Segment, Text
from polybib.values import names

CERTAIN = 0.5  # the score from which a style is one that the document uses
MARKUP = frozenset(("emphasis", "tag", "anchor"))  # repairs that take away mark-up and change no word
BAD_BYTES = Issue("bad-bytes", "some bytes could not be decoded and stand as \ufffd")
Input = Path | bytes | str | Document


@dataclass(frozen=True, slots=True)
class Trace:
    """How a reference was read: the repairs, the reading, and how much the text looked like each style."""

    repaired: Repaired
    parse: Parse
    scores: dict[str, float]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A reference on its way: found, repaired, scored; and the error of ours that stopped it, if one did."""

    raw: RawReference
    repaired: Repaired
    text: Text
    scores: dict[str, float]
    issues: tuple[Issue, ...] = ()


def run(source: Input, *, form: Form | None = None, name: str = "", encoding: str | None = None) -> Iterator[Reference]:
    """All references of a file (a Path), of bytes, of a text or of a Document, in the order in which they stand."""
    return (reference for reference, _ in explained(source, form=form, name=name, encoding=encoding))


def explained(
    source: Input, *, form: Form | None = None, name: str = "", encoding: str | None = None
) -> Iterator[tuple[Reference, Trace]]:
    """As `run`, with the trace of each reading."""
    if isinstance(source, Document):
        document = source
    else:
        document = documents.read(source, name=name, form=form, encoding=encoding)
    if document.form == "lines":
        for n, raw in enumerate(finding.references(document), 1):
            seen = _see(raw, frozenset())
            yield _build(seen, _read(seen, {}), document, n, "")
    else:
        yield from _whole(document)


def read_one(text: str) -> Reference:
    """One reference from its text."""
    return next(run(" ".join(text.split()) or "\n", form="lines"))


def _whole(document: Document) -> Iterator[tuple[Reference, Trace]]:
    """A document: its references are read in the light of each other."""
    known = repair.known_words(document.text)
    seen = [_see(raw, known) for raw in finding.references(document)]
    prior = _prior(seen)
    readings = [_read(one, prior) for one in seen]
    evidence = _evidence(seen, readings)
    built = [_build(s, r, document, n, evidence) for n, (s, r) in enumerate(zip(seen, readings, strict=True), 1)]
    linked = context.link([reference for reference, _ in built])
    yield from zip(linked, (trace for _, trace in built), strict=True)


def _see(raw: RawReference, known: frozenset[str]) -> _Seen:
    try:
        repaired = repair.repair(raw.raw, known=known)
        text = segments.prepare(repaired)
        scores = parsing.scores(text) if raw.kind != "note" and raw.raw.strip() else {}
        return _Seen(raw, repaired, text, scores, (BAD_BYTES,) if "\ufffd" in raw.raw else ())
    except Exception as error:
        plain = Repaired(raw.raw, range(len(raw.raw) + 1), ends=range(1, len(raw.raw) + 1))
        return _Seen(raw, plain, Text(raw.raw, raw.raw, raw.raw), {}, (_internal(error),))


def _read(seen: _Seen, prior: dict[str, float]) -> Parse:
    """The reading of one reference; a note is not read, and an error of ours costs the reading, not the reference."""
    if not seen.scores:
        return Parse("", "document", ())
    try:
        return parsing.read(seen.text, parsing.choose(seen.scores, prior, seen.text.text))
    except Exception as error:
        return Parse("", "document", (), doubts=(_internal(error),))


def _internal(error: Exception) -> Issue:
    what = f"{type(error).__name__}: {error}"
    return Issue("internal-error", f"this reference could not be read ({what}); please report it")


def _prior(seen: Sequence[_Seen]) -> dict[str, float]:
    """Each style's share of the references that are evidently in some style."""
    tops = (max(s.scores.items(), key=lambda pair: pair[1]) for s in seen if s.scores)
    best = Counter(style for style, score in tops if score >= CERTAIN)
    return {style: n / best.total() for style, n in best.items()}


def _evidence(seen: Sequence[_Seen], readings: Sequence[Parse]) -> names.Order:
    """The order of names that most references of the document show without doubt, "" where they do not agree."""
    orders: Counter[names.Order] = Counter(
        names.observe(one.text.text[s.start : s.end])
        for one, parsed in zip(seen, readings, strict=True)
        for s in parsed.segments
        if s.label == "author"
    )
    del orders[""]
    (first, n), (_, second) = [*orders.most_common(2), ("", 0), ("", 0)][:2]
    return first if n > 2 * second else ""


def _build(seen: _Seen, parsed: Parse, document: Document, n: int, evidence: names.Order) -> tuple[Reference, Trace]:
    try:
        read = assemble.assemble(seen.text, parsed, evidence)
    except Exception as error:
        read = assemble.Assembled(issues=[*parsed.doubts, _internal(error)])
    place, raw = _Place(seen), seen.raw
    reference = Reference(
        type=parsed.type,
        fields={
            name: Field(value, place.origin(read.segments[name]), place.spans(read.segments[name]))
            for name, value in read.values.items()
        },
        raw=raw.raw,
        kind=raw.kind,
        id=f"ref{n}",
        source=Source(document.name, raw.label, raw.section, raw.spans),
        style=parsed.style,
        issues=(*seen.issues, *read.issues),
        unclaimed=tuple(span for part in read.unclaimed for span in place.source(part.start, part.end)),
    )
    return reference, Trace(seen.repaired, parsed, seen.scores)


class _Place:
    """From positions in the repaired text to positions in the document."""

    def __init__(self, seen: _Seen) -> None:
        self._repaired, self._raw = seen.repaired, seen.raw

    def source(self, start: int, end: int) -> tuple[Span, ...]:
        """The spans of the document that hold a stretch of the repaired text, without the mark-up around it."""
        places = self._raw.offsets
        first, last = self._repaired.source(start, end)
        last = min(max(first + 1, last), len(places))
        if first >= last:
            return ()
        low, high = places[first], places[last - 1] + 1
        return tuple(
            [Span(max(low, s.start), min(high, s.end)) for s in self._raw.spans if s.start < high and s.end > low]
        )

    def spans(self, segments: Iterable[Segment]) -> tuple[Span, ...]:
        return tuple([span for s in segments for span in self.source(s.start, s.end)])

    def origin(self, segments: Sequence[Segment]) -> str:
        """ "inferred" where no segment holds the value as text, "repaired" where a repair touched one of them."""
        if not segments or any(s.value for s in segments):
            return "inferred"
        applied = [a for a in self._repaired.applied if a.name not in MARKUP]
        if not applied:
            return "printed"
        stretches = [self._repaired.source(s.start, s.end) for s in segments]
        touched = any(a.span.start < end and a.span.end > start for start, end in stretches for a in applied)
        return "repaired" if touched else "printed"
