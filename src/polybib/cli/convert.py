"""polybib convert: the main job."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from polybib import formats
from polybib.cli import _io
from polybib.errors import InputError, OptionError

if TYPE_CHECKING:
    from polybib.model import Reference


def _reading(command: Callable[..., Any]) -> Callable[..., Any]:
    return _io.reading_options(command, (*_io.FORMS, *(name for name in formats.names() if name not in _io.FORMS)))


@click.command("convert", short_help="Read the references of documents and write a bibliography.")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@_reading
@click.option("-t", "--to", type=click.Choice(formats.names()), help="What to write. Default: by FILE, or bibtex.")
@click.option("-o", "--output", "target", metavar="FILE", help="Where to write. Default: standard output.")
@click.option("--key", metavar="PATTERN", default="", help="Citation keys, such as '[auth:lower][year][shorttitle]'.")
@click.option("--latex", is_flag=True, help="Letters with accents as commands of LaTeX.")
@click.option(
    "--min-confidence", "least", type=click.FloatRange(0, 1), metavar="P", help="With --review: what counts as sure."
)
@click.option("--review", metavar="FILE", help="Where to write the references that are less sure than P, apart.")
@click.option("--jobs", type=click.IntRange(1), default=1, metavar="N", help="Processes that read lines (-f lines).")
@click.option("--force", is_flag=True, help="Replace FILE where it exists.")
@click.option("--strict", is_flag=True, help="Leave with exit code 1 when there are issues, or no references.")
@click.option("-q", "--quiet", is_flag=True, help="Do not print the line that sums up.")
def command(
    inputs: tuple[str, ...],
    form: str | None,
    encoding: str | None,
    to: str | None,
    target: str | None,
    key: str,
    latex: bool,
    least: float | None,
    review: str | None,
    jobs: int,
    force: bool,
    strict: bool,
    quiet: bool,
) -> int:
    """Find every reference of INPUT, read it, and write a clean bibliography.

    INPUT is a document or a list, in plain text or Markdown, or a file of records such as BibTeX or RIS ('polybib
    formats' lists them); - is standard input, a folder or a pattern stands for the files in it. Several INPUTs give one
    bibliography. JSON Lines holds short citations and notes too, with all that is known of each, every other format the
    full references. With -f lines every line gives exactly one item.

    \b
      polybib convert thesis.md > thesis.bib
      polybib convert library.ris notes.txt -o library.bib
      polybib convert references/ -t csl-json
      polybib convert thesis.md -o thesis.bib --min-confidence 0.8 --review unsure.bib
      pbpaste | polybib convert - -f list -t csl-json
    """
    from polybib import collect

    writer = formats.load(to or _format_of(target))
    more = formats.options(writer, key=key, latex=latex)
    counts: Counter[str] = Counter()
    if (least is None) != (review is None):
        raise OptionError("--min-confidence and --review are given together, or not at all")
    apart: list[Reference] = []
    failed: list[InputError] = []
    _io.keep_inputs(inputs, target)
    _io.keep_inputs(inputs, review)
    with _io.output(target, force=force) as out:
        read = _io.collected(inputs, form, encoding, target, failed)
        found = collect.together(read, jobs=jobs, failed=_io.refusals(inputs, failed))
        references = _io.watched(_io.counted(found, counts), [one.name for one in read])
        writer.write(_sure(references, least, apart), out, every=form == "lines", **more)
        if failed and not counts:
            raise failed.pop()
    if review is not None:
        reviewer = formats.load(_format_of(review))
        with _io.output(review, force=force) as out:
            reviewer.write(apart, out, every=form == "lines", **formats.options(reviewer, key=key, latex=latex))
    some = counts["reference"] + counts["short-citation"]
    if not some:
        _io.say_nothing_found(read)
    elif not quiet:
        click.echo(_io.summary(counts), err=True)
    return _io.ended(failed, int(strict and (counts["issue"] > 0 or not some)))


def _sure(references: Iterable[Reference], least: float | None, apart: list[Reference]) -> Iterator[Reference]:
    """The references that are sure enough; the others are put apart. One without a measured confidence stays."""
    for one in references:
        if least is not None and one.confidence is not None and one.confidence < least:
            apart.append(one)
        else:
            yield one


def _format_of(target: str | None) -> str:
    return _io.by_suffix(formats.PACKAGE, target, default="bibtex", what="format")
