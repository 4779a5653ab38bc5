"""polybib enrich: what references lack, from Crossref."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING

import click

from polybib import formats
from polybib.cli import _io, check, convert

if TYPE_CHECKING:
    from polybib.check.enrich import Enriched
    from polybib.model import Reference


@click.command("enrich", short_help="Fill in what references lack, from Crossref.")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@convert._reading
@click.option("-t", "--to", type=click.Choice(formats.names()), help="What to write. Default: by FILE, or bibtex.")
@click.option("-o", "--output", "target", metavar="FILE", help="Where to write. Default: standard output.")
@click.option(
    "--apply", type=click.Choice(("missing", "all", "none")), default="missing", show_default=True,
    help="missing: fill only what is missing; all: replace what is wrong as well; none: propose everything.",
)  # fmt: skip
@click.option("-n", "--dry-run", is_flag=True, help="Write nothing; show what would be changed, as a diff.")
@click.option("--provenance", metavar="FILE", help="Write where each value came from, as JSON Lines.")
@check._asking
@click.option("--force", is_flag=True, help="Replace FILE where it exists.")
@click.option("-q", "--quiet", is_flag=True, help="Do not print what is proposed, the line that sums up, and progress.")
def command(
    inputs: tuple[str, ...],
    form: str | None,
    encoding: str | None,
    to: str | None,
    target: str | None,
    apply: str,
    dry_run: bool,
    provenance: str | None,
    mailto: str | None,
    offline: bool,
    no_cache: bool,
    resume: bool,
    force: bool,
    quiet: bool,
) -> int:
    """Find the works of INPUT at Crossref and fill in what the references lack: DOIs, volumes, pages, authors.

    Only what is missing is filled, and only where the reference surely is the work. What it has otherwise than the
    record is proposed, and replaced with --apply all. JSON Lines and --provenance tell where each value came from.

    \b
      polybib enrich refs.bib --dry-run
      polybib enrich refs.bib -o enriched.bib --mailto me@example.org --provenance sources.jsonl

    Exit codes: 0 done, 4 a source failed (what was found is written), 130 interrupted.
    """
    from polybib.check import enrich, run

    writer = formats.load(to or convert._format_of(target))
    check.apart(inputs, target, provenance, "--provenance")
    read, references, failed = _io.gathered(inputs, form, encoding, target)
    if not references:
        _io.say_nothing_found(read)
    replace = force or resume
    with ExitStack() as files:
        out = files.enter_context(_io.output(None if dry_run else target, force=replace))
        told = files.enter_context(_io.output(provenance, force=replace)) if provenance and not dry_run else None
        with check.asking(mailto, offline, no_cache, resume) as client:
            done = run.whole(references, client, progress=check._bar(quiet))
        check._cleared(quiet)
        found = [*enrich.every(done.report.checked, references, apply)]
        if dry_run:
            out.writelines(check.lines_of(_diffs(found, references)))
        else:
            writer.write((one.reference for one in found), out, every=form == "lines")
        if told is not None:
            told.writelines(
                f"{json.dumps(line, ensure_ascii=False)}\n" for one in found for line in enrich.provenance(one)
            )
    if not quiet:
        if not dry_run:
            _propose(found)
        click.echo(_summary(found), err=True)
    return check.ended(done, failed, 0)


def _diffs(found: Sequence[Enriched], references: Sequence[Reference]) -> Iterator[str]:
    from polybib.check import enrich

    for one, own in zip(found, references, strict=True):
        yield from enrich.diff(one, own)


def _propose(found: Sequence[Enriched]) -> None:
    """A line for each value that was not taken."""
    from polybib.check import enrich

    for one in found:
        for change in one.changes:
            if not change.done:
                old = f"{enrich._text(change.old)} -> " if change.old is not None else ""
                check._say(
                    f"{one.reference.id}: proposed {change.field}: {old}{enrich._text(change.new)} ({change.doi})"
                )


def _summary(found: Sequence[Enriched]) -> str:
    """What was done, in one line."""
    every = [change for one in found for change in one.changes]
    filled = sum(change.done and change.old is None for change in every)
    replaced = sum(change.done and change.old is not None for change in every)
    known = sum(one.checked is not None and one.checked.identity == "same" for one in found)
    total = sum(one.reference.kind == "reference" for one in found)
    parts = [f"{total:,} references, {known:,} found", f"{filled:,} values filled in"]
    parts += [f"{replaced:,} replaced"] if replaced else []
    proposed = len(every) - filled - replaced
    return ", ".join([*parts, *([f"{proposed:,} proposed"] if proposed else [])])
