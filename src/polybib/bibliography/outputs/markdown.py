"""Markdown (CommonMark, with pandoc's ^raised^ and ~lowered~): everything that Markdown would read is escaped."""

from __future__ import annotations

import re
from functools import cache

from polybib.bibliography import Bibliography
from polybib.bibliography.entries import Entry
from polybib.bibliography.runs import SMALL_CAPS, Run, Runs
from polybib.formats._text import visible

NAME = "markdown"
SUFFIXES = (".md", ".markdown")
SIGNS = {"i": ("*", "*"), "b": ("**", "**"), "sup": ("<sup>", "</sup>"), "sub": ("<sub>", "</sub>"), "u": ("", ""),
         SMALL_CAPS: ('<span style="font-variant: small-caps">', "</span>")}  # fmt: skip


@cache
def _special() -> re.Pattern[str]:
    return re.compile(r"[\\`*_\[\]<>~^|$@]|(?<!\w)#|&(?=[#\w]+;)|!(?=\[)")


def escape(text: str) -> str:
    r"""Text that Markdown shows as it is.

    >>> escape("a*b <x> [J]")
    'a\\*b \\<x\\> \\[J\\]'
    """
    return _special().sub(lambda found: "\\" + found[0], visible(text).replace("\n", " "))


def write(made: Bibliography) -> str:
    """The list, an entry a paragraph; headings only where there are two lists."""
    parts = []
    for section in made.sections:
        parts += [f"# {escape(section.heading)}"] if len(made.sections) > 1 else []
        parts += [_entry(one) for one in section.entries]
    return "\n\n".join(parts) + "\n"


def _entry(one: Entry) -> str:
    label = f"{escape(one.label)} " if one.label else ""
    more = f"\\\n{_runs(one.other)}" if one.other else ""
    return _opening().sub(lambda found: found[1] + "\\" + found[2], label + _runs(one.text), count=1) + more


@cache
def _opening() -> re.Pattern[str]:
    """What would begin a list or a heading."""
    return re.compile(r"^(\d{1,9}|)([.)+#>-])(?=\s)")


def _runs(runs: Runs) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    """A run; white space at its ends stays outside of its signs."""
    inner = run.text.strip(" \n")
    if not inner:
        return run.text
    lead, tail = run.text[: run.text.index(inner)], run.text[run.text.index(inner) + len(inner) :]
    text = escape(inner)
    for mark in sorted(run.marks, key=list(SIGNS).index):
        text = SIGNS[mark][0] + text + SIGNS[mark][1]
    if run.link:
        address = run.link.replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C")
        text = f"[{text}](<{address}>)"
    return (lead + text + tail).replace("\n", " ")
