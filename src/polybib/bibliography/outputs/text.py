"""Plain text: one entry a line."""

from __future__ import annotations

from polybib.bibliography import Bibliography
from polybib.bibliography.entries import Entry
from polybib.bibliography.runs import Runs, plain
from polybib.formats._text import one_line

NAME = "text"
SUFFIXES = (".txt", ".text")


def write(made: Bibliography) -> str:
    """The list; headings only where there are two."""
    parts = []
    for section in made.sections:
        lines = [_line(one) for one in section.entries]
        parts.append("\n".join([*([section.heading, ""] if len(made.sections) > 1 else []), *lines]))
    return "\n\n".join(parts) + "\n"


def _line(one: Entry) -> str:
    """An entry on one line, a second form on the next."""
    label = f"{one_line(one.label)} " if one.label else ""
    more = f"\n{' ' * len(label)}{_plain(one.other)}" if one.other else ""
    return label + _plain(one.text) + more


def _plain(runs: Runs) -> str:
    return one_line(plain(runs))
