"""What a finished list can be written as, one file each: NAME, SUFFIXES, write(bibliography) as text or bytes."""

from __future__ import annotations

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
