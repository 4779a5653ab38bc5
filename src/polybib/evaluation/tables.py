"""The figures for people: as text in columns, or as Markdown."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from polybib.formats._text import json_safe, one_line

WAYS = ("set", "field", "language", "style", "calibration")  # in which figures are shown
Table = tuple[str, Sequence[str], Sequence[Sequence[str]]]  # its name, the heads of its columns, its lines

HEADS = ("n", "exact F1", "P", "R", "soft F1", "whole", "to the letter", "type")
FIELD_HEADS = ("field", "n", "exact F1", "P", "R", "soft F1")
BIN_HEADS = ("of", "from", "to", "n", "confidence", "right")


def written(found: Mapping[str, Any], by: Sequence[str], to: str) -> Iterator[str]:
    """The lines of a report, in "text", "markdown" or "json".

    found   what `groups.measure` gives
    """
    if to == "json":
        yield json_safe(json.dumps(found, ensure_ascii=False, indent=1))
        return
    for n, table in enumerate(tables(found, by)):
        if n:
            yield ""
        yield from (_markdown if to == "markdown" else _columns)(table)
    if found.get("misses"):
        yield from ("", "## Misses", "", "```json") if to == "markdown" else ("",)
        yield from (json_safe(json.dumps(miss, ensure_ascii=False)) for miss in found["misses"])
        yield from ("```",) if to == "markdown" else ()


def tables(found: Mapping[str, Any], by: Sequence[str]) -> Iterator[Table]:
    """The tables of a report, one for each way; without any that has a line for all, such a table."""
    sure = "calibration" in found["all"]
    heads = (*HEADS, *(("field ECE", "whole ECE") if sure else ()))
    total = [("all", found["all"])] + ([("mean of sets", found["mean"])] if "mean" in found else [])
    for way in [way for way in WAYS if way in by] if "set" in by else ["all", *(way for way in WAYS if way in by)]:
        if way == "field":
            yield way, FIELD_HEADS, [*_fields(found["all"])]
        elif way == "calibration":
            if sure:
                yield way, BIN_HEADS, [*_bins(found["all"]["calibration"])]
        else:
            groups = [*found["by"].get(way, {}).items()]
            alone = way == "set" and len(groups) == 1
            rows = groups if alone else groups + (total if way in ("set", "all") else [])
            yield way, ("" if way == "all" else way, *heads), [[name, *_line(one, sure)] for name, one in rows]


def _line(one: Mapping[str, Any], sure: bool) -> Iterator[str]:
    micro = one["exact"]["micro"]
    yield str(one["n"])
    figures = (micro["f1"], micro["p"], micro["r"], one["soft"]["micro"]["f1"])
    yield from map(_share, (*figures, one["exact"]["whole"], one["strict"], one["type"]))
    if sure:
        known = one.get("calibration", {})
        yield from (_share(known.get(what, {}).get("ece")) for what in ("fields", "references"))


def _fields(one: Mapping[str, Any]) -> Iterator[list[str]]:
    for field, found in one["exact"]["fields"].items():
        shares = (found["f1"], found["p"], found["r"], one["soft"]["fields"][field]["f1"])
        yield [field, str(found["n"]), *map(_share, shares)]


def _bins(found: Mapping[str, Any]) -> Iterator[list[str]]:
    for what, held in found.items():
        for one in held["bins"]:
            shares = map(_share, (one["confidence"], one["right"]))
            yield [what, _share(one["from"]), _share(one["to"]), f"{one['n']:.0f}", *shares]


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _markdown(table: Table) -> Iterator[str]:
    _, heads, rows = table
    yield _piped(heads)
    yield "|---" * len(heads) + "|"
    yield from map(_piped, rows)


def _piped(cells: Iterable[str]) -> str:
    return "| " + " | ".join(one_line(cell).replace("|", "\\|") for cell in cells) + " |"


def _columns(table: Table) -> Iterator[str]:
    _, heads, rows = table
    lines = [[one_line(cell) for cell in cells] for cells in (heads, *rows)]
    widths = [max(len(cells[n]) for cells in lines) for n in range(len(heads))]
    for first, *rest in lines:
        numbers = "  ".join(cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True))
        yield f"{first.ljust(widths[0])}  {numbers}".rstrip()
