"""The order of the steps, and the only broad `except`: an error of ours in one reference never costs the reference.

documents.read -> finding.references -> repair.repair -> parse -> assemble -> context.link
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from polybib import documents, finding, repair, segments
from polybib.documents import Document, Form
from polybib.finding import RawReference
from polybib.model import Field, Issue, Reference, Source, Span
from polybib.parsing import assemble, confidence, context, readings
from polybib.parsing.readings import Reading
from polybib.repair import Repaired
from polybib.segments import Parse, Segment, Text
from polybib.values import names

CHUNK = 400  # lines that are read at a time
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
    """A reference on its way: found and repaired; and the error of ours that stopped it, if one did."""

    raw: RawReference
    repaired: Repaired
    text: Text
    issues: tuple[Issue, ...] = ()


def run(
    source: Input, *, form: Form | None = None, name: str = "", encoding: str | None = None, jobs: int = 1
) -> Iterator[Reference]:
    """All references of a file (a Path), of bytes, of a text or of a Document, in the order in which they stand.

    jobs    processes that read lines at the same time; a document is read by one
    """
    if jobs > 1:
        if not isinstance(source, Document):
            source = documents.read(source, name=name, form=form, encoding=encoding)
        if source.form == "lines":
            return _shared(source, jobs)
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
        yield from _lines(document)
    else:
        yield from _whole(document)


def read_one(text: str) -> Reference:
    """One reference from its text."""
    return next(run(" ".join(text.split()) or "\n", form="lines"))


def _lines(document: Document) -> Iterator[tuple[Reference, Trace]]:
    """Lines: each for itself, read and given in chunks, so that memory does not grow with the file."""
    for chunk in _chunks(document):
        yield from _chunk(chunk, document.name)


def _chunks(document: Document) -> Iterator[list[tuple[int, RawReference]]]:
    found = enumerate(finding.references(document), 1)
    while chunk := list(islice(found, CHUNK)):
        yield chunk


def _chunk(chunk: list[tuple[int, RawReference]], name: str) -> list[tuple[Reference, Trace]]:
    seen = [_see(raw, frozenset()) for _, raw in chunk]
    found = _read(seen, together=False)
    return [_build(one, reading, name, n, "") for (n, _), one, reading in zip(chunk, seen, found, strict=True)]


def _references(chunk: list[tuple[int, RawReference]], name: str) -> list[Reference]:
    return [reference for reference, _ in _chunk(chunk, name)]


def _shared(document: Document, jobs: int) -> Iterator[Reference]:
    """Lines, read by several processes, given in their order; a few chunks are on the way at a time."""
    from collections import deque
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing import get_context

    waiting: deque[Future[list[Reference]]] = deque()
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        for chunk in _chunks(document):
            waiting.append(pool.submit(_references, chunk, document.name))
            if len(waiting) > 2 * jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _whole(document: Document) -> Iterator[tuple[Reference, Trace]]:
    """A document: its references are read in the light of each other."""
    known = repair.known_words(document.text)
    seen = [_see(raw, known) for raw in finding.references(document)]
    found = _read(seen, together=True)
    evidence = _evidence(seen, found)
    built = [_build(s, r, document.name, n, evidence) for n, (s, r) in enumerate(zip(seen, found, strict=True), 1)]
    linked = context.link([reference for reference, _ in built])
    yield from zip(linked, (trace for _, trace in built), strict=True)


def _see(raw: RawReference, known: frozenset[str]) -> _Seen:
    try:
        repaired = repair.repair(raw.raw, known=known)
        text = segments.prepare(repaired)
        return _Seen(raw, repaired, text, (BAD_BYTES,) if "\ufffd" in raw.raw else ())
    except Exception as error:
        plain = Repaired(raw.raw, range(len(raw.raw) + 1), ends=range(1, len(raw.raw) + 1))
        return _Seen(raw, plain, Text(raw.raw, raw.raw, raw.raw), (_internal(error),))


def _read(seen: Sequence[_Seen], together: bool) -> list[Reading]:
    """The readings; a note is not read, nor what is empty."""
    texts = [one.text if one.raw.kind != "note" and one.raw.raw.strip() else None for one in seen]
    return readings.read_all(texts, together=together)


def _internal(error: Exception) -> Issue:
    what = f"{type(error).__name__}: {error}"
    return Issue("internal-error", f"this reference could not be read ({what}); please report it")


def _evidence(seen: Sequence[_Seen], found: Sequence[Reading]) -> names.Order:
    """The order of names that most references of the document show without doubt, "" where they do not agree."""
    orders: Counter[names.Order] = Counter(
        names.observe(one.text.text[s.start : s.end])
        for one, reading in zip(seen, found, strict=True)
        for s in reading.parse.segments
        if s.label == "author"
    )
    del orders[""]
    (first, n), (_, second) = [*orders.most_common(2), ("", 0), ("", 0)][:2]
    return first if n > 2 * second else ""


def _build(seen: _Seen, reading: Reading, file: str, n: int, evidence: names.Order) -> tuple[Reference, Trace]:
    parsed = reading.parse
    try:
        read = assemble.assemble(seen.text, parsed, evidence)
        sure = confidence.of_fields(reading, read)
        whole = confidence.of_reference(seen.text, reading, sure) if parsed.style else None
    except Exception as error:
        read, sure, whole = assemble.Assembled(issues=[*parsed.doubts, _internal(error)]), {}, None
    place, raw = _Place(seen), seen.raw
    reference = Reference(
        type=parsed.type,
        fields={
            name: Field(value, place.origin(read.segments[name]), place.spans(read.segments[name]), sure.get(name))
            for name, value in read.values.items()
        },
        raw=raw.raw,
        kind=raw.kind,
        id=f"ref{n}",
        source=Source(file, raw.label, raw.section, raw.spans),
        style=parsed.style,
        confidence=whole,
        issues=(*seen.issues, *read.issues),
        unclaimed=tuple(span for part in read.unclaimed for span in place.source(part.start, part.end)),
    )
    return reference, Trace(seen.repaired, parsed, reading.scores)


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
