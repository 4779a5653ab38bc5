"""polybib cache: what the answers of Crossref and others take up, and forgetting them."""

from __future__ import annotations

import re
import time
from typing import Any

import click

from polybib.errors import InputError, OptionError

UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}
NAMES = {
    "agency": "agencies of DOIs",
    "crossref": "works of Crossref",
    "crossref-single": "works of Crossref",
    "datacite": "works of DataCite",
    "handle": "DOIs at the DOI proxy",
    "search": "searches",
}


@click.group("cache", short_help="Show or clear the answers that are kept.", invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> None:
    """Show the answers of Crossref, DataCite and the DOI proxy that are kept: where, how many, how old.

    POLYBIB_CACHE names another folder.
    """
    if context.invoked_subcommand is None:
        _show()


@command.command("info", short_help="Show what is kept.")
def info() -> None:
    """Show where the answers are kept, how many there are and how old they are."""
    _show()


@command.command("clear", short_help="Forget what is kept.")
@click.option("--older-than", "older", metavar="AGE", help="Only answers older than that: 12h, 30d, 8w.")
def clear(older: str | None) -> None:
    """Forget the answers; they are asked for again when they are needed."""
    from polybib.crossref import cache

    place = cache.folder()
    try:
        count = cache.clear(place, _seconds(older) if older else None)
    except OSError as error:
        raise InputError(f"the cache could not be cleared: {error.strerror or error}", where=str(place)) from None
    click.echo(f"{count:,} answer{'' if count == 1 else 's'} forgotten", err=True)


def _show() -> None:
    import sqlite3

    from polybib.crossref import cache

    place = cache.folder()
    try:
        found = cache.info(place)
    except (OSError, sqlite3.Error) as error:
        step = "polybib cache clear mends it"
        raise InputError(f"the cache cannot be read: {error}", where=str(place / cache.NAME), next_step=step) from None
    total = sum(count for count, _, _ in found["sources"].values())
    click.echo(f"{found['path']}: {total:,} answer{'' if total == 1 else 's'}, {_size(found['size'])}")
    for name, (count, oldest, newest) in _named(found["sources"]).items():
        click.echo(f"  {count:>9,}  {name}, {_day(oldest)} to {_day(newest)}")


def _named(sources: dict[str, Any]) -> dict[str, tuple[int, float, float]]:
    """The sources by their names for the user; two of one name are one."""
    found: dict[str, tuple[int, float, float]] = {}
    for source, (count, oldest, newest) in sources.items():
        name = NAMES.get(source, source)
        before = found.get(name, (0, oldest, newest))
        found[name] = (before[0] + count, min(before[1], oldest), max(before[2], newest))
    return found


def _day(seconds: float) -> str:
    return time.strftime("%Y-%m-%d", time.localtime(seconds))


def _size(size: float) -> str:
    """Bytes in words.

    >>> _size(0), _size(2_500_000)
    ('0 kB', '2.5 MB')
    """
    return f"{size / 1e6:,.1f} MB" if size >= 1e6 else f"{size / 1e3:.0f} kB"


def _seconds(text: str) -> float:
    """An age in seconds.

    >>> _seconds("30d"), _seconds("12 h")
    (2592000.0, 43200.0)
    """
    found = re.fullmatch(r"\s*(\d{1,6})\s*([smhdw])\s*", text)
    if not found:
        raise OptionError("no age", where=text, next_step="a number and s, m, h, d or w: 30d")
    return float(found[1]) * UNITS[found[2]]
