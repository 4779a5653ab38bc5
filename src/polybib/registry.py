"""A module in a folder is the plug-in: adding a style, a format or a command edits no other file."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import PurePath
from pkgutil import iter_modules
from types import ModuleType


@cache
def names(package: str) -> tuple[str, ...]:
    """The names of the plug-ins in a package, sorted; modules that begin with "_" are helpers, not plug-ins.

    >>> "gost" in names("polybib.styles")
    True
    """
    found = iter_modules(import_module(package).__path__)
    return tuple(sorted(one.name for one in found if not one.ispkg and not one.name.startswith("_")))


@cache
def load(package: str, name: str) -> ModuleType:
    """One plug-in, imported when it is first needed."""
    return import_module(f"{package}.{name.replace('-', '_')}")


def of_suffix(package: str, path: str) -> str:
    """The plug-in that the suffix of a file name means, by its SUFFIXES; empty where there is none.

    >>> of_suffix("polybib.formats", "refs/list.BIB"), of_suffix("polybib.formats", "notes.xyz")
    ('bibtex', '')
    """
    return _suffixes(package).get(PurePath(path).suffix.lower(), "")


@cache
def _suffixes(package: str) -> dict[str, str]:
    """The plug-in that each suffix means; of two with one suffix the first by name."""
    return {suffix: name for name in reversed(names(package)) for suffix in load(package, name).SUFFIXES}
