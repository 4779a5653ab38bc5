"""Formatted text as runs: a stretch of text with its marks, and the small, safe subset of HTML that engines give back.

The subset: `<i> <b> <u> <sup> <sub> <br>` and `<span class="smallcaps">`; everything else is text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from functools import cache
from html.parser import HTMLParser
from typing import NamedTuple

TAGS = {"i": "i", "em": "i", "b": "b", "strong": "b", "u": "u", "sup": "sup", "sub": "sub"}
SMALL_CAPS = "smallcaps"
ORDER = ("b", "i", "u", SMALL_CAPS, "sup", "sub")
BLOCKS = ("csl-block", "csl-indent")
VOID = frozenset(("br", "img", "hr", "input", "meta", "link", "wbr"))


class Run(NamedTuple):
    """A stretch of text; its marks are "i", "b", "u", "smallcaps", "sup", "sub"; `link` is where it leads."""

    text: str
    marks: frozenset[str] = frozenset()
    link: str = ""


Runs = tuple[Run, ...]


class _Reader(HTMLParser):
    """HTML of an engine as runs; what stands in the left margin apart."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str]] = []
        self.label: list[Run] = []
        self.found: list[Run] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        kind = TAGS.get(tag, "")
        if "small-caps" in held.get("style", "") or SMALL_CAPS in held.get("class", "").split():
            kind = SMALL_CAPS
        if "csl-left-margin" in held.get("class", ""):
            kind = "label"
        if tag == "br" or any(one in held.get("class", "") for one in BLOCKS):
            self._add("\n")
        if tag not in VOID:
            self.open.append((tag, kind))

    def handle_endtag(self, tag: str) -> None:
        for at in range(len(self.open) - 1, -1, -1):
            if self.open[at][0] == tag:
                del self.open[at:]
                return

    def handle_data(self, data: str) -> None:
        self._add(data)

    def _add(self, text: str) -> None:
        marks = frozenset(kind for _, kind in self.open if kind)
        (self.label if "label" in marks else self.found).append(Run(text, marks - {"label"}))


def parse(text: str) -> tuple[Runs, Runs]:
    """The label in the margin and the entry of a piece of HTML.

    >>> plain(parse("<i>Trust</i> &amp; more")[1])
    'Trust & more'
    """
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return tidy(reader.label), tidy(reader.found)


def tidy(runs: Iterable[Run]) -> Runs:
    """Runs of the same marks joined, white space single, none at the ends.

    >>> tidy([Run(" A "), Run(" b "), Run("")])
    (Run(text='A b', marks=frozenset(), link=''),)
    """
    out: list[Run] = []
    gap = True
    for one in runs:
        text = _spaces().sub(lambda found: "\n" if "\n\n" in found[0] or found[0] == "\n" else " ", one.text)
        if gap:
            text = text.lstrip(" \n")
        if not text:
            continue
        gap = text[-1] in " \n"
        if out and out[-1][1:] == one[1:]:
            out[-1] = out[-1]._replace(text=out[-1].text + text)
        else:
            out.append(one._replace(text=text))
    while out and not (last := out[-1].text.rstrip(" \n")):
        out.pop()
    if out:
        out[-1] = out[-1]._replace(text=last)
    return tuple(out)


@cache
def _spaces() -> re.Pattern[str]:
    return re.compile(r"[ \t\r\n]+")


def plain(runs: Iterable[Run]) -> str:
    """The text alone."""
    return "".join(one.text for one in runs)


def write(runs: Iterable[Run]) -> str:
    """Runs as the subset of HTML, with links.

    >>> write((Run("A & B", frozenset("i")), Run(".")))
    '<i>A &amp; B</i>.'
    """
    return "".join(_written(one) for one in runs)


def _written(run: Run) -> str:
    text = html.escape(run.text).replace("\n", "<br>")
    for mark in reversed(ORDER):
        if mark in run.marks:
            text = f'<span class="{SMALL_CAPS}">{text}</span>' if mark == SMALL_CAPS else f"<{mark}>{text}</{mark}>"
    return f'<a href="{html.escape(run.link)}">{text}</a>' if run.link else text


def linked(runs: Runs, targets: Iterable[tuple[str, str]]) -> Runs:
    """Runs in which each text of `targets`, where it stands as such, leads to its address.

    >>> write(linked((Run("See 10.1/ab."),), [("10.1/ab", "https://doi.org/10.1/ab")]))
    'See <a href="https://doi.org/10.1/ab">10.1/ab</a>.'
    """
    for text, address in targets:
        at = plain(runs).casefold().find(text.casefold()) if text else -1
        if at >= 0 and len(plain(runs).casefold()) == len(plain(runs)):
            runs = _cut(runs, at, at + len(text), address)
    return runs


def _cut(runs: Runs, begin: int, end: int, address: str) -> Runs:
    out: list[Run] = []
    at = 0
    for one in runs:
        first, last = max(begin - at, 0), min(end - at, len(one.text))
        if first >= last or one.link:
            out.append(one)
        else:
            pieces = ((one.text[:first], ""), (one.text[first:last], address), (one.text[last:], ""))
            out += [one._replace(text=text, link=link) for text, link in pieces if text]
        at += len(one.text)
    return tuple(out)


def replaced(runs: Runs, signs: dict[int, str]) -> Runs:
    """Runs whose characters are translated."""
    return tuple(one._replace(text=one.text.translate(signs)) for one in runs)
