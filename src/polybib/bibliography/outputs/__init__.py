"""What a finished list can be written as, one file each: NAME, SUFFIXES, write(bibliography) as text or bytes."""

from __future__ import annotations

import os
from types import ModuleType

from polybib import registry
from polybib.errors import OptionError

PACKAGE = "polybib.bibliography.outputs"


def names() -> tuple[str, ...]:
    """All outputs.

    >>> names()
    ('docx', 'html', 'latex', 'markdown', 'text')
    """
    return registry.names(PACKAGE)


def load(name: str) -> ModuleType:
    """An output by its name."""
    if name not in names():
        raise OptionError(f"there is no output {name!r}", where="-t", next_step=" or ".join(names()))
    return registry.load(PACKAGE, name)


def of_suffix(path: str) -> str:
    """The output that a suffix stands for, or nothing.

    >>> of_suffix("list.htm"), of_suffix("list.xyz")
    ('html', '')
    """
    suffix = os.path.splitext(path)[1].lower()
    return next((name for name in names() if suffix in load(name).SUFFIXES), "")
