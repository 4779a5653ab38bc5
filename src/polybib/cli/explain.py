"""polybib explain: how each reference was read."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from polybib.cli import _io
from polybib.formats._text import one_line

if TYPE_CHECKING:
    from polybib.documents import Form
    from polybib.model import Field, Reference, Span
    from polybib.pipeline import Trace

COLUMN = 24  # where values start
PLAIN_WIDTH = 100  # columns when the output is no terminal
END = 28  # letters of each end of a long text
UNSURE = 0.8  # the confidence below which a value's is shown
SEEN = 0.05  # the score from which a style is shown
EDGE = " \t\n*_“”\"'‘’«»《》〈〉[]().,:;"
ORIGINS = {"repaired": "repaired", "inferred": "inferred", "context": "from another reference"}
Line = tuple[str, str]  # a text and its colour, "" for none


@click.command("explain", short_help="Show how each reference was read.")
@click.argument("name", metavar="INPUT")
@_io.reading_options
@click.option("--label", metavar="LABEL", help="Only the references with this label.")
def command(name: str, form: Form | None, encoding: str | None, label: str | None) -> int:
    """Show how each reference of INPUT was read: every piece of its text under its field, with the repairs that were
    made, how much it looked like each style, what is doubtful, and the text that no field claims.

    A value is as it will be written; where the printed text differs, it follows in quotation marks.
    """
    from polybib import pipeline

    (document,) = _io.read([name], form, encoding)
    known: dict[str, str] = {}
    shown = 0
    for reference, trace in pipeline.explained(document):
        known[reference.id] = _short(reference)
        if label is None or reference.source.label == label:
            _print(_explained(reference, trace, document.text, known, _width()))
            shown += 1
    if known and not shown:
        _io.tell(document.name, f"no reference has the label {label!r} ('polybib find' shows the labels)")
    elif not shown:
        _io.say_nothing_found([document])
    return 0


def _short(reference: Reference) -> str:
    label = f"[{reference.source.label}] " if reference.source.label else ""
    return label + (reference.text("title") or reference.raw[:60])


def _explained(
    reference: Reference, trace: Trace, text: str, known: dict[str, str], width: int
) -> Iterator[tuple[Line, ...]]:
    """The lines of one reference, each a few pieces of text."""
    head = f"[{reference.source.label}]" if reference.source.label else reference.id
    yield (one_line(head), "bold"), (f"  {one_line(reference.source.section or '')}", "dim")
    yield from _block("  ", one_line(reference.raw), width, "")
    yield (("  " + _verdict(reference, trace), "cyan"),)
    for name, held in _in_order(reference):
        yield from _field(name, held, text, width)
    if reference.refers_to:
        yield from _row("refers to", one_line(known.get(reference.refers_to, reference.refers_to)), "magenta", width)
    for repair in trace.repaired.applied:
        change = f"{repair.name}: “{_shortened(repair.before)}” → “{_shortened(repair.after)}”"
        yield from _row("repair", change, "yellow", width)
    for issue in reference.issues:
        yield from _row("doubt", f"{one_line(issue.message)} ({issue.code})", "red", width)
    if reference.unclaimed:
        yield from _row("unclaimed", _pieces(reference.unclaimed, text), "red", width)
    yield ()


def _verdict(reference: Reference, trace: Trace) -> str:
    """The kind, the type and the style, with the scores of the styles that are in sight."""
    if reference.kind == "note":
        return "note"
    ranked = sorted(trace.scores.items(), key=lambda pair: -pair[1])
    scores = ", ".join(f"{style} {score:.2f}" for style, score in ranked if score >= SEEN) or "no style is evident"
    kind = [] if reference.kind == "reference" else [reference.kind]
    reader = "read by the tagger" if reference.style == "tagger" else f"read as {reference.style or 'nothing known'}"
    sure = [] if reference.confidence is None else [f"{reference.confidence:.0%} sure"]
    return " · ".join([*kind, reference.type, f"{reader} ({scores})", *sure])


def _in_order(reference: Reference) -> list[tuple[str, Field]]:
    """The fields in the order in which they stand in the text; what was inferred comes last."""
    return sorted(reference.fields.items(), key=lambda pair: (not pair[1].spans, min(pair[1].spans, default=(0, 0))))


def _field(name: str, held: Field, text: str, width: int) -> Iterator[tuple[Line, ...]]:
    value = one_line("; ".join(map(str, held.value)) if isinstance(held.value, tuple) else str(held.value))
    notes = [ORIGINS[held.origin]] if held.origin in ORIGINS else []
    notes += [f"{held.confidence:.0%} sure"] if held.confidence is not None and held.confidence < UNSURE else []
    origin = f"  ({', '.join(notes)})" if notes else ""
    yield from _row(name.removeprefix("custom."), value + origin, "green", width)
    printed = _pieces(held.spans, text)
    if held.spans and (len(held.spans) > 1 or printed.strip(EDGE) != value.strip(EDGE)):
        yield from _block(" " * COLUMN, printed, width, "dim")


def _pieces(spans: tuple[Span, ...], text: str) -> str:
    return " ".join(f"“{one_line(text[span.start : span.end])}”" for span in spans)


def _row(head: str, text: str, colour: str, width: int) -> Iterator[tuple[Line, ...]]:
    """A name, and its text from COLUMN on, over several lines if need be."""
    lines = _wrapped(text, width - COLUMN)
    yield (f"    {head:<{COLUMN - 5}} ", colour), (lines[0], "")
    for line in lines[1:]:
        yield ((" " * COLUMN + line, ""),)


def _block(indent: str, text: str, width: int, colour: str) -> Iterator[tuple[Line, ...]]:
    for line in _wrapped(text, width - len(indent)):
        yield ((indent + line, colour),)


def _shortened(text: str) -> str:
    """The two ends of a long text.

    >>> _shortened("smart " * 20)
    'smart smart smart smart smar … mart smart smart smart smart'
    """
    whole = one_line(text)
    return whole if len(whole) <= 2 * END else f"{whole[:END].rstrip()} … {whole[-END:].lstrip()}"


def _wrapped(text: str, width: int) -> list[str]:
    """The lines of a text, by columns: a Han character takes two, and a line may end after one.

    >>> _wrapped("smart cities 智慧城市", 20)
    ['smart cities 智慧城', '市']
    """
    lines, line, used = [], "", 0
    for word in _words(text):
        columns = sum(map(_columns, word))
        if line and used + columns - word.endswith(" ") > max(width, 20):
            lines.append(line.rstrip())
            line, used = "", 0
        line, used = line + word, used + columns
    return [*lines, line.rstrip()]


def _words(text: str) -> Iterator[str]:
    """The pieces between which a line may end; a very long word (a URL) stays whole, so that it can be copied."""
    word = ""
    for char in text:
        word += char
        if char == " " or _columns(char) == 2:
            yield word
            word = ""
    yield word


def _columns(char: str) -> int:
    return 2 if unicodedata.east_asian_width(char) in "WF" else 0 if unicodedata.combining(char) else 1


def _width() -> int:
    import shutil

    return max(60, shutil.get_terminal_size().columns) if sys.stdout.isatty() else PLAIN_WIDTH


def _print(lines: Iterator[tuple[Line, ...]]) -> None:
    coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    for line in lines:
        click.echo("".join(_styled(*piece) if coloured else piece[0] for piece in line))


def _styled(text: str, colour: str) -> str:
    if colour in ("bold", "dim"):
        return click.style(text, bold=colour == "bold" or None, dim=colour == "dim" or None)
    return click.style(text, fg=colour) if colour else text
