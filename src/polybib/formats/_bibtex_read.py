"""Reading BibTeX and BibLaTeX: a file as references, one broken entry costing only itself.

The entries come from `_bibtex_split`; here parents (`crossref`, `xdata`) lend their fields, and keys are made unique.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from polybib.formats import _bibtex_fields as fields
from polybib.formats import _bibtex_split as split
from polybib.formats import _read
from polybib.formats._bibtex_dates import MACROS
from polybib.formats._keys import letters
from polybib.model import Issue, Reference

NO_WORKS = frozenset(("xdata", "set", "control", "ieeetranbstctl"))  # blocks that stand for no work
PARTS = frozenset("inbook bookinbook suppbook incollection suppcollection inreference inproceedings conference".split())
# What an entry never takes from its parent (the BibLaTeX manual, appendix B, and what names the parent alone).
OWN = frozenset(
    """crossref xref xdata ids key label options related entryset sortkey shorttitle shorthand title subtitle titleaddon
    doi url urldate eprint eprinttype archiveprefix abstract keywords file pages pagetotal note annote annotation
    langid timestamp owner""".split()
)
TITLES = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}
JOURNALS = {"title": "journaltitle", "subtitle": "journalsubtitle", "titleaddon": "journaltitleaddon"}
DEPTH = 8  # parents of parents


def read(text: str, name: str) -> Iterator[Reference]:
    """The references of a file, in their order; `name` is what the file is called.

    >>> text = "@book{a, title = {Smart {C}ities}, year = 2019}\\n@book{a, title = {Again}\\n@misc{b, title = {"
    >>> [(found.id, found.text("title"), [issue.code for issue in found.issues]) for found in read(text, "list.bib")]
    [('a', 'Smart Cities', []), ('aa', 'Again', ['entry-repaired', 'key-twice']), ('', '', ['entry-unread'])]
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    macros = {month: month for month in MACROS}
    file = _File(text)
    for block in split.blocks(text, macros):
        if not block.kind:
            yield _read.broken(block.raw, block.issues[0].message.partition(": ")[2], file=name, line=block.line)
        elif block.kind not in NO_WORKS:
            yield _reference(block, file, macros, name)


def _reference(block: split.Block, file: _File, macros: dict[str, str], name: str) -> Reference:
    values = file.inherited(block, macros)
    item, issues = fields.item(block.kind, values)
    key, doubt = file.key(block)
    doubts = [*block.issues, *doubt, *issues]
    return _read.reference({"id": key, **item}, raw=block.raw, file=name, line=block.line, issues=doubts)


class _File:
    """What an entry must know of the others: their keys, and the fields of those that it refers to."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._keys = {found[1] for found in _head().finditer(text)}
        self._used: set[str] = set()
        self._counts: dict[str, int] = {}
        wanted = {key.strip().lower() for found in _refers().finditer(text) for key in found[1].split(",")}
        self._stretches: dict[str, tuple[int, int]] = {}
        if wanted:
            for start, end in split.places(text):
                head = _head().search(text, start, end)
                if head and head[1].lower() in wanted:
                    self._stretches.setdefault(head[1].lower(), (start, end))
        self._parents: dict[str, split.Block | None] = {}

    def key(self, block: split.Block) -> tuple[str, list[Issue]]:
        """The key of an entry, unique in its file."""
        key = block.key or f"line{block.line}"
        if key not in self._used:
            self._used.add(key)
            return key, [] if block.key else [Issue("key-missing", f"line {block.line}: the entry has no key")]
        new = key
        while new in self._used or new in self._keys:
            new = key + letters(self._counts.get(key, 0))
            self._counts[key] = self._counts.get(key, 0) + 1
        self._used.add(new)
        return new, [Issue("key-twice", f"line {block.line}: the key {key!r} is taken; it becomes {new!r}")]

    def inherited(self, block: split.Block, macros: dict[str, str], depth: int = DEPTH) -> dict[str, str]:
        """The fields of an entry with those that its parents lend."""
        out = dict(block.fields)
        for field in ("xdata", "crossref"):
            for key in out.pop(field, "").split(","):
                if not key.strip():
                    continue
                parent = self._parent(key.strip(), macros) if depth else None
                if parent is None:
                    out.setdefault(field, key.strip())
                    block.issues.append(
                        Issue("parent-missing", f"line {block.line}: the {field} {key.strip()!r} is not in the file")
                    )
                    continue
                lent = self.inherited(parent, macros, depth - 1)
                _lend(out, lent, field, block.kind, parent.kind)
        return out

    def _parent(self, key: str, macros: dict[str, str]) -> split.Block | None:
        low = key.lower()
        if low not in self._parents:
            stretch = self._stretches.get(low)
            found = split.blocks(self._text, dict(macros), [stretch]) if stretch else iter(())
            self._parents[low] = next((block for block in found if block.key.lower() == low), None)
        return self._parents[low]


def _lend(out: dict[str, str], lent: dict[str, str], how: str, kind: str, parent: str) -> None:
    """What an entry lacks it takes from its parent; the parent's title is the title of the whole."""
    dated = any(name in out for name in ("date", "year"))
    for name, value in lent.items():
        if how == "crossref" and name in TITLES:
            table = TITLES if kind in PARTS else JOURNALS if kind == "article" else {}
            target = table.get(name, "")
            whole = "booktitle" if table is TITLES else "journal"
            if target and not (whole in lent and name == "title") and whole not in out:
                out.setdefault(target, value)
        elif how == "crossref" and (name in OWN or (name == "author" and parent in ("book", "mvbook"))):
            if name == "author" and kind in PARTS:
                out.setdefault("bookauthor", value)
        elif not (dated and name in ("date", "year", "month", "day")):
            out.setdefault(name, value)


@cache
def _head() -> regex.Pattern[str]:
    return regex.compile(r"^[ \t]*+@[\w\-]++[ \t]*+[{(]\s*+([^\s,={}()\"]++)\s*+,", flags=regex.M)


@cache
def _refers() -> regex.Pattern[str]:
    return regex.compile(r"\b(?:crossref|xdata)\s*+=\s*+[{\"]\s*+([^{}\"]++)[}\"]", flags=regex.I)
