"""polybib formats: what can be read and written."""

from __future__ import annotations

import click

from polybib import formats


@click.command("formats", short_help="Show the formats that can be read and written.")
def command() -> int:
    """Show the formats of records that can be read (-f) and written (-t), with the suffixes of their files.

    Documents and lists in plain text and Markdown are read besides, in all their styles.
    """
    click.echo(f"{'format':<14}{'read':<6}{'write':<7}suffixes")
    for name in formats.names():
        known = formats.load(name)
        can = [("yes" if hasattr(known, verb) else "no") for verb in ("read", "write")]
        click.echo(f"{name:<14}{can[0]:<6}{can[1]:<7}{' '.join(known.SUFFIXES)}".rstrip())
    return 0
