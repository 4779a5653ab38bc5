"""The engines that make entries of items, one file each: NAME, available(), render().

`available()` is empty, or says why the engine cannot be used. `render(style, items, locale)` gives back what it could
write, and raises EngineFailed where it could write nothing; it takes no longer than `timeout` seconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType

from polybib import registry
from polybib.errors import Error, OptionError

PACKAGE = "polybib.bibliography.engines"
ORDER = ("pandoc", "citeproc-py")  # those that are used without being named, the best measured first
INSTALL = "pip install 'polybib[styles]'"


@dataclass(frozen=True, slots=True)
class Rendered:
    """An entry: the id of its item, HTML of the subset of `runs`, and what stands in the margin before it."""

    id: str
    html: str
    label: str = ""


class EngineFailed(Error):
    """An engine gave nothing back."""


class EngineHung(EngineFailed):
    """An engine took too long."""


def names() -> tuple[str, ...]:
    """All engines.

    >>> names()
    ('bst', 'citeproc-js', 'citeproc-py', 'pandoc')
    """
    return tuple(name.replace("_", "-") for name in registry.names(PACKAGE))


def load(name: str) -> ModuleType:
    """An engine by its name."""
    if name not in names():
        raise OptionError(f"there is no engine {name!r}", where="--engine", next_step=" or ".join(names()))
    return registry.load(PACKAGE, name)


def chosen(kind: str, wanted: str = "") -> tuple[list[ModuleType], list[str]]:
    """The engines to try, the best first, and what the user should know of those that are not there.

    kind      "csl" or "bst", as the style is
    wanted    the one that the user named
    """
    if kind == "bst" or wanted == "bst":
        if kind != "bst":
            raise OptionError("this engine is for BibTeX styles only", where="--engine bst", next_step="leave it out")
        order: tuple[str, ...] = ("bst",)
    else:
        order = (wanted, *(name for name in ORDER if name != wanted)) if wanted else ORDER
    why = {name: load(name).available() for name in order}
    if wanted and why.get(wanted):
        raise OptionError(f"the engine cannot be used: {why[wanted]}", where=f"--engine {wanted}", next_step=INSTALL)
    there = [load(name) for name in order if not why[name]]
    if not there:
        raise OptionError("nothing is installed that formats bibliographies", next_step=INSTALL)
    missed = [f"{name} is not used: {why[name]}; {there[0].NAME} is" for name in order[:1] if why[name]]
    return there, missed
