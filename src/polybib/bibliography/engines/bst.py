"""BibTeX styles through pybtex: a .bst file, or one of pybtex's own. In a process of its own: a .bst is a program.

A BibTeX style knows one language, so every entry is written in it; and it orders the list itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from polybib.bibliography.engines import Rendered, _apart, _bbl
from polybib.bibliography.items import OTHER, restored
from polybib.bibliography.runs import parse, plain, write
from polybib.bibliography.styles import Style

NAME = "bst"
REQUIRED = ("title", "journal", "booktitle", "publisher", "school", "institution", "note", "year")


def available() -> str:
    """Empty, or why BibTeX styles cannot be used."""
    return "" if find_spec("pybtex") else "pybtex is not installed"


def render(style: Style, items: Sequence[dict[str, Any]], locale: str, *, timeout: float = 60) -> list[Rendered]:
    """The entries of items, in the order of the style; what is printed for names is the style's English."""
    entries = [_entry(one) for one in items]
    given = {"style": style.id, "path": style.path, "entries": entries, "names": [one["id"] for one in items]}
    return [Rendered(*one) for one in _apart.call(__name__, given, timeout)]


def _entry(item: dict[str, Any]) -> str:
    """An item as an entry of BibTeX."""
    from polybib.formats import _read, bibtex

    held = {name: _restored(value) for name, value in item.items()}
    known = [one for one in held.get("author", ()) if one.get("literal") != OTHER]
    if len(known) < len(held.get("author", ())):
        held |= {"author": known, "custom": {"et-al": "yes"}}
    return bibtex.entry(_read.reference(held), str(item["id"]))


def _restored(value: Any) -> Any:
    if isinstance(value, str):
        return restored(value)
    if isinstance(value, list):
        return [_restored(one) for one in value]
    return {name: _restored(one) for name, one in value.items()} if isinstance(value, dict) else value


def work(given: dict[str, Any]) -> list[tuple[str, str, str]]:
    """What the other process does: id, HTML and label of each entry; those that the style cannot write are left out."""
    import_module("pybtex.errors").set_strict_mode(False)
    write_all = _by_file if given["path"] else _by_pybtex
    entries, names = given["entries"], given["names"]
    try:
        return write_all(given, entries, names)
    except Exception:
        good = [n for n in range(len(names)) if _can(write_all, given, entries[n], names[n])]
        return write_all(given, [entries[n] for n in good], [names[n] for n in good]) if good else []


Made = list[tuple[str, str, str]]


def _can(write_all: Callable[..., Made], given: dict[str, Any], entry: str, name: str) -> bool:
    try:
        return bool(write_all(given, [entry], [name]))
    except Exception:
        return False


def _by_file(given: dict[str, Any], entries: list[str], names: list[str]) -> Made:
    style = given["path"].removesuffix(".bst")
    engine = import_module("pybtex.bibtex").BibTeXEngine()
    text = engine.format_from_string("\n".join(entries), style=style, citations=names)
    return [(key, write(runs), label) for key, label, runs in _bbl.entries(text)]


def _by_pybtex(given: dict[str, Any], entries: list[str], names: list[str]) -> Made:
    style = import_module("pybtex.plugin").find_plugin("pybtex.style.formatting", given["style"])()
    held = import_module("pybtex.database").parse_string("\n".join(entries), "bibtex")
    html = import_module("pybtex.backends.html").Backend("utf-8")
    for one in held.entries.values():
        for field in REQUIRED:  # an entry that lacks one would be lost
            one.fields.setdefault(field, "")
    made = style.format_bibliography(held, names)
    return [(one.key, _written(one.text.render(html)), f"[{plain(parse(str(one.label))[1])}]") for one in made]


def _written(html: str) -> str:
    """The HTML of pybtex in our subset; it leaves some signs escaped as LaTeX has them."""
    return write(one._replace(text=re.sub(r"\\([$%&#_{}])", r"\1", one.text)) for one in parse(html)[1])
