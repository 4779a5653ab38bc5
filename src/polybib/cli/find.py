"""polybib find: what was found, before it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from polybib.cli import _io

if TYPE_CHECKING:
    from polybib.documents import Form


@click.command("find", short_help="Show the references of a document as they stand.")
@click.argument("name", metavar="INPUT")
@_io.reading_options
@click.option("--notes", is_flag=True, help="Show the notes without a reference too.")
def command(name: str, form: Form | None, encoding: str | None, notes: bool) -> int:
    """Find the references of INPUT and print them as text, one a line: the label, a tab, the reference.

    A reference that stands in a list without numbers has an empty label. Short citations ("Ibid.", "там же") are shown
    as well.
    """
    from polybib import finding
    from polybib.formats._text import one_line

    (document,) = _io.read([name], form, encoding)
    shown = 0
    for found in finding.references(document):
        if notes or found.kind != "note":
            click.echo(f"{one_line(found.label or '')}\t{one_line(found.raw)}")
            shown += 1
    if not shown:
        _io.say_nothing_found([document])
    return 0
