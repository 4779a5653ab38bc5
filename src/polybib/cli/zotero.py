"""polybib zotero: references into Zotero, and out of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from polybib import formats
from polybib.cli import _io
from polybib.errors import InputError, RemoteError

if TYPE_CHECKING:
    from polybib.zotero import Report


@click.group("zotero", short_help="Send references to Zotero, or read them from it.")
def command() -> None:
    """Send references to Zotero, or read them from it.

    The first route that answers is taken: the local API of the desktop program, its connector, or the Web API of
    zotero.org with the key in ZOTERO_API_KEY.
    """


def _reading(command: Callable[..., Any]) -> Callable[..., Any]:
    return _io.reading_options(command, (*_io.FORMS, *(name for name in formats.names() if name not in _io.FORMS)))


def _where(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say which library is meant."""
    collection = click.option("--collection", metavar="NAME", default="", help="A collection, by name, path or key.")
    group = click.option("--group", metavar="ID", default="", help="A group's library, by its number. Default: yours.")
    via = click.option("--via", type=click.Choice(("local", "connector", "web")), default=None, help="Only this route.")
    return collection(group(via(command)))


@command.command("push", short_help="Send the references of documents to Zotero.")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@_reading
@_where
@click.option("--tag", "tags", metavar="T", multiple=True, help="A tag for what is sent; may be repeated.")
@click.option("--original-title", is_flag=True, help="Titles in their original script as original-title.")
@click.option("-n", "--dry-run", is_flag=True, help="Send nothing; show what would be sent.")
@click.option("-q", "--quiet", is_flag=True, help="Do not print the line that sums up.")
def push(
    inputs: tuple[str, ...],
    form: str | None,
    encoding: str | None,
    collection: str,
    group: str,
    via: str | None,
    tags: tuple[str, ...],
    original_title: bool,
    dry_run: bool,
    quiet: bool,
) -> int:
    """Send the references of INPUT to Zotero.

    What the library holds already (the same DOI, ISBN, or title and year) is skipped, so that the command can be run
    again at any time. A collection that does not exist is made, where the route can.

    \b
      polybib zotero push thesis.md --collection Thesis
      polybib zotero push library.bib notes.txt --tag imported --dry-run
    """
    from polybib import collect, zotero

    failed: list[InputError] = []
    read = _io.collected(inputs, form, encoding, None, failed)
    found = collect.together(read, failed=_io.refusals(inputs, failed))
    references = [one for one in _io.counted(found, Counter()) if one.kind == "reference"]
    if failed and not references:
        raise failed.pop()
    if not references:
        _io.say_nothing_found(read)
        return 0
    report = zotero.push(
        references,
        collection=collection,
        tags=tags,
        group=group,
        via=via or "",
        original=original_title,
        dry_run=dry_run,
        say=_say,
    )
    if dry_run:
        for work in report.new:
            click.echo(_line(work.title))
    for title, why in report.failed:
        _io.tell(title, f"Zotero did not take it: {why}")
    if not quiet:
        click.echo(_summary(report, dry_run), err=True)
    missing = len(report.new) - report.arrived
    if missing > 0 and not dry_run:
        raise RemoteError(f"{missing:,} did not arrive in Zotero", next_step=zotero.AGAIN)
    return _io.ended(failed, 0)


def _summary(report: Report, dry_run: bool) -> str:
    """What was done, in one line."""
    total, new = report.total, len(report.new)
    done = f"{new:,} would be sent" if dry_run else f"{report.arrived:,} arrived"
    if not (report.asked or dry_run):
        done = f"{report.arrived:,} taken by Zotero"
    noun = "reference" if total == 1 else "references"
    return f"{total:,} {noun}: {done}, {total - new:,} there already (by {report.route})"


def _line(text: str) -> str:
    from polybib.formats._text import one_line

    return one_line(text)


def _say(what: str) -> None:
    click.echo(f"polybib: {_line(what)}", err=True)


@command.command("pull", short_help="Write the references of Zotero as a bibliography.")
@_where
@click.option("-t", "--to", type=click.Choice(formats.names()), help="What to write. Default: by FILE, or bibtex.")
@click.option("-o", "--output", "target", metavar="FILE", help="Where to write. Default: standard output.")
@click.option("--force", is_flag=True, help="Replace FILE where it exists.")
@click.option("-q", "--quiet", is_flag=True, help="Do not print the line that sums up.")
def pull(
    collection: str, group: str, via: str | None, to: str | None, target: str | None, force: bool, quiet: bool
) -> int:
    """Write the references of your library, or of one of its collections.

    \b
      polybib zotero pull --collection Thesis -o thesis.bib
      polybib zotero pull -t csl-json > library.json
    """
    from polybib import zotero
    from polybib.cli.convert import _format_of

    writer = formats.load(to or _format_of(target))
    counts: Counter[str] = Counter()
    with _io.output(target, force=force) as out:
        found = zotero.pull(collection=collection, group=group, via=via or "", say=_say)
        writer.write(_io.counted(found, counts), out)
    if not quiet:
        click.echo(_io.summary(counts), err=True)
    return 0
