"""polybib dedupe: each work once."""

from __future__ import annotations

import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from polybib import formats
from polybib.cli import _io, convert

if TYPE_CHECKING:
    from polybib.duplicates import Comparison, Deduplicated, Match, Merged
    from polybib.model import Reference

SHOWN = (
    "author", "editor", "title", "custom.title-original", "container-title", "issued", "volume", "issue", "page",
    "edition", "publisher", "DOI", "ISBN", "URL",
)  # fmt: skip
COLUMN, WIDTH = 16, 38  # of the two entries side by side


@click.command("dedupe", short_help="Find the entries of one work and make one of them.")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@convert._reading
@click.option("-t", "--to", type=click.Choice(formats.names()), help="What to write. Default: by FILE, or bibtex.")
@click.option("-o", "--output", "target", metavar="FILE", help="Where to write. Default: standard output.")
@click.option("--report", metavar="FILE", help="Write what was found as JSON Lines: merged, related, unsure.")
@click.option("--yes", is_flag=True, help="Merge what is probably one work too, without asking.")
@click.option("--no-ask", is_flag=True, help="Ask nothing: what is not certain is left alone.")
@click.option("--no-merge", is_flag=True, help="Merge nothing: write the report only (to standard output).")
@click.option("--force", is_flag=True, help="Replace FILE where it exists.")
@click.option("--strict", is_flag=True, help="Leave with exit code 1 when there are duplicates.")
@click.option("-q", "--quiet", is_flag=True, help="Do not print the line that sums up.")
def command(
    inputs: tuple[str, ...],
    form: str | None,
    encoding: str | None,
    to: str | None,
    target: str | None,
    report: str | None,
    yes: bool,
    no_ask: bool,
    no_merge: bool,
    force: bool,
    strict: bool,
    quiet: bool,
) -> int:
    """Find the entries of one work in INPUT, across scripts, styles and formats, and write each work once.

    A merged entry has the richest value of each field; JSON Lines and the report tell where each came from and which
    values differed. A preprint and its article, a chapter and its book, editions, parts and reviews are related, not
    the same: the report lists them. What is not certain is asked on a terminal, and left alone without one.

    \b
      polybib dedupe mine.bib theirs.ris -o all.bib --report found.jsonl
      polybib dedupe library/ --no-merge
    """
    from polybib import duplicates

    _io.keep_inputs(inputs, target)
    _io.keep_inputs(inputs, report)
    writer = formats.load(to or convert._format_of(target))
    ask = None if no_merge else _always if yes else None if no_ask or not _terminal() else _asked
    read, entries, failed = _io.gathered(inputs, form, encoding, target)
    found = duplicates.dedupe(entries, ask=ask)
    if not entries:
        _io.say_nothing_found(read)
    if report or no_merge:
        with _io.output(report, force=force) as out:
            out.writelines(_lines(found))
    if not no_merge:
        with _io.output(target, force=force) as out:
            writer.write(found.references, out, every=form == "lines")
    if entries and not quiet:
        click.echo(_summary(entries, found), err=True)
    return _io.ended(failed, int(strict and bool(found.merged)))


def _terminal() -> bool:
    """Can a question be asked: is a person before the screen?"""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def _always(_: Reference, __: Reference, ___: Comparison) -> bool:
    return True


def _asked(a: Reference, b: Reference, comparison: Comparison) -> bool:
    """The two entries side by side, and the question."""
    click.echo("", err=True)
    for name in ("type", *SHOWN):
        left, right = (one.type if name == "type" else one.text(name) for one in (a, b))
        if left or right:
            _side_by_side(name.removeprefix("custom."), left, right)
    _side_by_side("from", a.source.file or a.id, b.source.file or b.id)
    reasons = "; ".join(f"{one.field}: {one.what}" for one in comparison.evidence)
    click.echo(_safe(f"  {comparison.probability:.0%} ({reasons})"), err=True)
    return click.confirm("One work?", default=False, err=True)


def _side_by_side(name: str, left: str, right: str) -> None:
    mark = " " if left == right else "|"
    click.echo(f"  {name:<{COLUMN}}{_cell(_safe(left))} {mark} {_safe(right)}", err=True)


def _safe(text: str) -> str:
    from polybib.formats._text import one_line

    return one_line(text)


def _cell(text: str) -> str:
    """A text of so many columns, cut where it is longer; a Han character takes two.

    >>> len(_cell("数字经济")), _cell("a" * 50).endswith("a…")
    (34, True)
    """
    out, used = "", 0
    for char in text:
        wide = 2 if unicodedata.east_asian_width(char) in "WF" else 0 if unicodedata.combining(char) else 1
        if used + wide >= WIDTH and len(out) < len(text):
            return out + "…" + " " * (WIDTH - used - 1)
        out, used = out + char, used + wide
    return out + " " * (WIDTH - used)


def _lines(found: Deduplicated) -> Iterator[str]:
    """The report: an object a line."""
    import json

    from polybib.formats._text import json_safe

    told: list[dict[str, Any]] = [_merged(one) for one in found.merged]
    for relation, matches in (("related", found.related), ("unsure", found.unsure)):
        told += [_match(relation, one) for one in matches]
    for one in told:
        yield json_safe(json.dumps(one, ensure_ascii=False)) + "\n"


def _merged(one: Merged) -> dict[str, Any]:
    from polybib.model import as_json

    return {
        "relation": "same",
        "kept": one.reference.id,
        "entries": [_entry(entry) for entry in one.entries],
        "fields": {choice.field: one.entries[choice.source].id for choice in one.choices},
        "differs": [
            {"field": choice.field, "entry": one.entries[at].id, "value": as_json(value)}
            for choice in one.choices
            for at, value in choice.others
        ],
    }


def _match(relation: str, one: Match) -> dict[str, Any]:
    comparison = one.comparison
    return {
        "relation": relation,
        **({"kind": comparison.kind} if comparison.kind else {}),
        "probability": round(comparison.probability, 3),
        "entries": [_entry(one.a), _entry(one.b)],
        "evidence": {evidence.field: evidence.what for evidence in comparison.evidence},
    }


def _entry(one: Reference) -> dict[str, Any]:
    where = {"file": one.source.file} if one.source.file else {}
    label = {"label": one.source.label} if one.source.label else {}
    return {"id": one.id, **where, **label, "title": one.text("title") or one.raw[:100]}


def _summary(entries: Iterable[Reference], found: Deduplicated) -> str:
    counts: Counter[str] = Counter(one.kind for one in entries)
    pieces = [f"{counts['reference']:,} references"]
    extra = sum(len(one.entries) - 1 for one in found.merged)
    pieces.append(f"{extra:,} duplicate{'' if extra == 1 else 's'} of {len(found.merged):,}")
    if found.unsure:
        pieces.append(f"{len(found.unsure):,} uncertain pair{'' if len(found.unsure) == 1 else 's'} left alone")
    if found.related:
        pieces.append(f"{len(found.related):,} related pair{'' if len(found.related) == 1 else 's'}")
    return ", ".join(pieces)
