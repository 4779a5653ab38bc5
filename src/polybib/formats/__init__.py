"""One exchange format a file, each with

NAME                         what the command line calls it, and `convert(to=...)`
SUFFIXES                     the suffixes of file names that mean it
write(references, out, *, every=False)
                             writes the references one by one as they come; a bibliography holds full references only,
                             unless `every` is set (one item for each reference given, whatever its kind)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath
from types import ModuleType

from polybib import registry
from polybib.errors import OptionError
from polybib.model import Reference

PACKAGE = "polybib.formats"


def names() -> tuple[str, ...]:
    """The formats that can be written.

    >>> names()
    ('bibtex', 'csl-json', 'jsonl')
    """
    return tuple(name.replace("_", "-") for name in registry.names(PACKAGE))


def load(name: str) -> ModuleType:
    """A format by its name."""
    if name not in names():
        raise OptionError(f"unknown format {name!r}", next_step=f"one of: {', '.join(names())}")
    return registry.load(PACKAGE, name)


def of_suffix(path: str) -> str:
    """The name of the format that a file's suffix means, empty where it means none.

    >>> of_suffix("refs/list.BIB"), of_suffix("notes.txt")
    ('bibtex', '')
    """
    suffix = PurePath(path).suffix.lower()
    return next((name for name in names() if suffix in load(name).SUFFIXES), "")


def full(references: Iterable[Reference], every: bool) -> Iterator[Reference]:
    """The references that a bibliography holds."""
    return (reference for reference in references if every or reference.kind == "reference")
