"""polybib eval: how well references are read, against gold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import click

from polybib.cli import _io
from polybib.errors import InputError, OptionError
from polybib.evaluation import FIELDS
from polybib.evaluation.tables import WAYS

if TYPE_CHECKING:
    from polybib.evaluation.gold import Held
    from polybib.evaluation.judge import Item

WRITTEN = ("text", "json", "markdown")
SUFFIXES = {".json": "json", ".md": "markdown"}


@click.command("eval", short_help="Measure how well references are read, against gold.")
@click.argument("golds", nargs=-1, required=True, metavar="GOLD...")
@click.option("--by", multiple=True, type=click.Choice(WAYS), help="A table by this; several times. Default: set.")
@click.option("--predicted", metavar="FILE", help="Score this CSL-JSON or JSON Lines, one item for each row of GOLD.")
@click.option("--misses", "missed", type=click.IntRange(0), default=0, metavar="N", help="Show N misses of each set.")
@click.option("--field", type=click.Choice(FIELDS), metavar="FIELD", help="With --misses: of this field only.")
@click.option("-t", "--to", type=click.Choice(WRITTEN), help="What to write. Default: by FILE, or text.")
@click.option("-o", "--output", "target", metavar="FILE", help="Where to write. Default: standard output.")
@click.option("--force", is_flag=True, help="Replace FILE where it exists.")
def command(
    golds: tuple[str, ...],
    by: tuple[str, ...],
    predicted: str | None,
    missed: int,
    field: str | None,
    to: str | None,
    target: str | None,
    force: bool,
) -> int:
    """Read each reference of GOLD and say how many fields, and how many whole references, are right.

    GOLD is JSON Lines, one object a line: {"raw": the reference, "csl": its CSL-JSON item}, with "accept", "lang",
    "source" and "meta" where they are known; - is standard input. A line is read as `convert -f lines` reads it. With
    --predicted what another program made of GOLD is measured by the same rules.

    \b
      polybib eval gold.jsonl
      polybib eval */dev.jsonl --by set --by language -t markdown
      polybib eval gold.jsonl --misses 20 --field title
      polybib eval gold.jsonl --predicted parsed.jsonl --by calibration
    """
    from polybib.evaluation import groups, tables

    if (*golds, predicted).count("-") > 1:
        raise OptionError("standard input can be read once only", where="-")
    if field and not missed:
        raise OptionError("--field is for --misses", next_step="--misses N --field FIELD, or --by field for figures")
    inputs = [*golds, *([predicted] if predicted else [])]
    _io.keep_inputs(inputs, target)
    ways = by or ("set",)
    with _io.output(target, force=force) as out:
        found = groups.measure(_pairs(golds, predicted), ways, missed=missed, field=field)
        for line in tables.written(found, ways, to or _format_of(target)):
            out.write(line + "\n")
    if "calibration" in ways and "calibration" not in found["all"]:
        _io.tell(predicted or golds[0], "the references have no confidence, so there is no calibration to show")
    return 0


def _pairs(golds: Iterable[str], predicted: str | None) -> Iterator[tuple[Held, Item]]:
    """Each gold row with what was read of it."""
    from polybib.evaluation import chunks, predict
    from polybib.evaluation.gold import gold

    rows = _io.watched(chain.from_iterable(map(gold, golds)), golds, lambda held: held.size)
    if predicted:
        yield from _paired(rows, predicted)
    else:
        for chunk in chunks(rows):
            yield from zip(chunk, predict(held.value for held in chunk), strict=True)


def _paired(rows: Iterator[Held], predicted: str) -> Iterator[tuple[Held, Any]]:
    """Each gold row with its item in a finished prediction; as many of the one as of the other."""
    from polybib.evaluation.gold import predictions

    items = predictions(predicted)
    n = 0
    for n, row in enumerate(rows, 1):
        item = next(items, None)
        if item is None:
            raise _uneven(predicted, n - 1, n + sum(1 for _ in rows))
        yield row, item.value
    if more := sum(1 for _ in items):
        raise _uneven(predicted, n + more, n)


def _uneven(predicted: str, items: int, rows: int) -> InputError:
    what = f"it has {items:,} item{'' if items == 1 else 's'} for {rows:,} row{'' if rows == 1 else 's'} of gold"
    return InputError(what, where=predicted, next_step="one item for each row, in the same order")


def _format_of(target: str | None) -> str:
    return SUFFIXES.get(PurePath(target or "").suffix.lower(), "text")
