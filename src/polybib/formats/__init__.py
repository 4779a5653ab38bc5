"""One exchange format a file, each with

NAME                         what the command line calls it, and `convert(to=...)`
SUFFIXES                     the suffixes of file names that mean it
write(references, out, *, every=False)
                             writes the references one by one as they come; a bibliography holds full references only,
                             unless `every` is set (one item for each reference given, whatever its kind)
read(text, name)             if it can be read: the references of a file, one by one; `name` is what messages call it
OPTIONS                      if there are any: further keywords of `write` (key, latex)
looks(head)                  if it can be told by its content: does a text begin as the format does?
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from types import ModuleType

from polybib import registry
from polybib.errors import OptionError
from polybib.model import Reference

PACKAGE = "polybib.formats"
HEAD = 1 << 16  # so much of a text shows its format
DOCUMENTS = frozenset((".md", ".markdown", ".qmd", ".rmd", ".tex", ".ltx", ".txt", ".text"))  # as a rule
# How files of the formats begin that have no `looks` of their own.
BEGINNINGS = {
    "bibtex": r"(?:%[^\n]*\n\s*)*@(?:[a-z]+\s*\{|(?:string|comment|preamble|article|book|misc)\s*\()",
    "bibitem": r"(?:%[^\n]*\n\s*)*(?:\\begin\{thebibliography\}|\\bibitem\b)",
}


def names() -> tuple[str, ...]:
    """All formats.

    >>> {"bibtex", "csl-json", "ris"} <= {*names()}
    True
    """
    return tuple(name.replace("_", "-") for name in registry.names(PACKAGE))


def load(name: str) -> ModuleType:
    """A format by its name."""
    if name not in names():
        raise OptionError(f"unknown format {name!r}", next_step=f"one of: {', '.join(names())}")
    return registry.load(PACKAGE, name)


def readable(name: str) -> bool:
    """Can files of a format be read?

    >>> readable("ris")
    True
    """
    return hasattr(load(name), "read")


def of_suffix(path: str) -> str:
    """The name of the format that a file's suffix means, empty where it means none.

    >>> of_suffix("refs/list.BIB"), of_suffix("notes.txt")
    ('bibtex', '')
    """
    return registry.of_suffix(PACKAGE, path).replace("_", "-")


def recognise(text: str, path: str = "") -> str:
    """The format of a file of records, by how it begins and by its suffix; empty for a document.

    >>> recognise("TY  - JOUR\\nTI  - Trust\\nER  - "), recognise("# Credit\\n\\n1. Hu D. Trust.", "a.md")
    ('ris', '')
    """
    head = text[:HEAD].lstrip("\ufeff \t\r\n").replace("\r\n", "\n")
    named = of_suffix(path)
    likely = [named, *(name for name in names() if name != named)] if named else names()
    for name in likely:
        known = load(name)
        if hasattr(known, "read") and _looks(known, head):
            return name
    sure = named and readable(named) and PurePath(path).suffix.lower() not in DOCUMENTS
    return named if sure and text.strip() else ""


def _looks(known: ModuleType, head: str) -> bool:
    told = getattr(known, "looks", None)
    if told:
        return bool(told(head))
    begin = BEGINNINGS.get(known.NAME)
    return begin is not None and re.match(begin, head, re.IGNORECASE) is not None


def options(writer: ModuleType, **given: str | bool) -> dict[str, str | bool]:
    """The options that are given, for the `write` of a format; OptionError for one that it does not have.

    >>> options(load("bibtex"), key="", latex=True)
    {'latex': True}
    """
    wanted: dict[str, str | bool] = {name: value for name, value in given.items() if value}
    for name in wanted:
        if name not in getattr(writer, "OPTIONS", ()):
            having = [one for one in names() if name in getattr(load(one), "OPTIONS", ())]
            next_step = f"-t {'|'.join(having)}"
            raise OptionError(f"{writer.NAME} has no such option", where=f"--{name}", next_step=next_step)
    return wanted


def full(references: Iterable[Reference], every: bool) -> Iterator[Reference]:
    """The references that a bibliography holds."""
    return (reference for reference in references if every or reference.kind == "reference")
