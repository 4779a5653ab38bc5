"""A checked list as a report, one format a file, each with

NAME            what the command line calls it
SUFFIXES        the suffixes of file names that mean it
write(report)   the whole report as text
"""

from __future__ import annotations

from types import ModuleType

from polybib import registry
from polybib.check.model import Report
from polybib.errors import OptionError

__all__ = ["load", "names", "write"]
PACKAGE = "polybib.check.report"


def names() -> tuple[str, ...]:
    """All formats of reports.

    >>> names()
    ('csv', 'html', 'json', 'markdown')
    """
    return registry.names(PACKAGE)


def load(name: str) -> ModuleType:
    """A format by its name."""
    if name not in names():
        raise OptionError(f"unknown format of a report {name!r}", next_step=f"one of: {', '.join(names())}")
    return registry.load(PACKAGE, name)


def write(report: Report, format: str) -> str:
    """A report as text in one of the formats.

    >>> write(Report(()), "csv").partition(",")[0]
    '\\ufeffid'
    """
    text: str = load(format).write(report)
    return text
