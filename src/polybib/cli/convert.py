"""polybib convert: the main job."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from polybib import formats
from polybib.cli import _io
from polybib.errors import OptionError

if TYPE_CHECKING:
    from polybib.documents import Form


@click.command("convert", short_help="Read the references of documents and write a bibliography.")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@_io.reading_options
@click.option("-t", "--to", type=click.Choice(formats.names()), help="What to write. Default: by FILE, or bibtex.")
@click.option("-o", "--output", "target", metavar="FILE", help="Where to write. Default: standard output.")
@click.option("--force", is_flag=True, help="Replace FILE where it exists.")
@click.option("--strict", is_flag=True, help="Leave with exit code 1 when there are issues, or no references.")
@click.option("-q", "--quiet", is_flag=True, help="Do not print the line that sums up.")
def command(
    inputs: tuple[str, ...],
    form: Form | None,
    encoding: str | None,
    to: str | None,
    target: str | None,
    force: bool,
    strict: bool,
    quiet: bool,
) -> int:
    """Find every reference of INPUT, read it, and write a clean bibliography.

    INPUT is a document or a list, in plain text or Markdown; - is standard input. Several INPUTs give one bibliography.
    BibTeX and CSL-JSON hold the full references; JSON Lines holds short citations and notes too, with all that is known
    of each. With -f lines every line gives exactly one item.

    \b
      polybib convert thesis.md > thesis.bib
      polybib convert thesis.md -o thesis.json
      pbpaste | polybib convert - -f list -t csl-json
    """
    from polybib import pipeline

    writer = formats.load(to or _format_of(target))
    counts: Counter[str] = Counter()
    _io.keep_inputs(inputs, target)
    with _io.output(target, force=force) as out:
        read = _io.read(inputs, form, encoding)
        references = _io.watched(_io.counted(_io.numbered([*map(pipeline.run, read)]), counts), inputs)
        writer.write(references, out, every=form == "lines")
    found = counts["reference"] + counts["short-citation"]
    if not found:
        _io.say_nothing_found(read)
    elif not quiet:
        click.echo(_io.summary(counts), err=True)
    return int(strict and (counts["issue"] > 0 or not found))


def _format_of(target: str | None) -> str:
    if target is None or target == "-":
        return "bibtex"
    found = formats.of_suffix(target)
    if not found:
        raise OptionError(
            "no format is known by this suffix", where=target or "-o", next_step=f"-t {'|'.join(formats.names())}"
        )
    return found
