"""CSL-JSON (csl-data.json of CSL 1.0.2): the items of a document's full references, for citeproc, pandoc and Zotero.

An item's id is the citation key that the BibTeX output gives the same reference. What CSL has no variable for is held
in `custom`, which the schema provides for this.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, TextIO

from polybib.formats import _read, full
from polybib.formats._keys import keyed
from polybib.formats._text import json_safe
from polybib.formats._values import KNOWN
from polybib.model import Reference
from polybib.vocabulary import TYPES

NAME = "csl-json"
MEDIA = "application/vnd.citationstyles.csl+json"
SUFFIXES = (".json", ".csljson")
# Variables of CSL 1.0.2 that its csl-data.json forgot (it says "part"): kept in `custom`, so that the file is valid.
NOT_IN_SCHEMA = frozenset(("part-number", "supplement-number", "printing-number"))
SCHEMA = KNOWN | {"id", "type"}
OPTIONS = ("key",)
LISTS = ("items", "references", "message")  # where programs put the items inside an object
DEEP = "the JSON is nested too deeply to be read"


def looks(head: str) -> bool:
    """Does a text begin as CSL-JSON does, with an item or an array of them?

    >>> looks('[{"id": "a", "type": "book"'), looks("[1] Hu D. Trust."), looks("[]")
    (True, False, True)
    """
    return _first().match(head) is not None


@cache
def _first() -> re.Pattern[str]:
    return re.compile(r'(?:\[\s*)?\{\s*"(?!schema"\s*:\s*"polybib)[\w -]+"\s*:|\[\s*\]\s*$')


def read(text: str, name: str) -> Iterator[Reference]:
    """The references of a file: an array, one item, or an object that holds the items. Of a file that is cut off, or
    broken in the middle, every whole item is read, and the rest is kept as text.

    >>> [r.text("title") for r in read('[{"id": 1, "type": "book", "title": "Trust"}, {"id": 2, "ti', "a.json")]
    ['Trust', '']
    """
    try:
        held = json.loads(text, strict=False)
    except (json.JSONDecodeError, RecursionError):
        yield from _pieces(text, name)
        return
    for one in _items(held):
        if isinstance(one, dict):
            yield _read.reference(one, raw=json.dumps(one, ensure_ascii=False), file=name)
        else:
            yield _read.broken(json.dumps(one, ensure_ascii=False), "this is no item of CSL-JSON", file=name)


def _items(held: Any) -> list[Any]:
    """The items, wherever they stand."""
    if isinstance(held, dict):
        inner = next((held[key] for key in LISTS if isinstance(held.get(key), (list, dict))), None)
        return [held] if inner is None or "type" in held else _items(inner)
    if isinstance(held, list):
        return [item for one in held for item in (_items(one) if isinstance(one, list) else [one])]
    return [held]


def _pieces(text: str, name: str) -> Iterator[Reference]:
    """The items of broken JSON, one after the other."""
    decoder = json.JSONDecoder(strict=False)
    at = _start().match(text).end()  # type: ignore[union-attr]
    line = text.count("\n", 0, at) + 1
    while at < len(text):
        stop = _next_item(text, at)
        held, end, what = _decoded(decoder, text, at, stop, line)
        if what:
            yield _read.broken(text[at:end].strip().rstrip(","), what, file=name, line=line)
        for one in [] if what else _items(held):
            if isinstance(one, dict):
                yield _read.reference(one, raw=text[at:end], file=name, line=line)
        begin, at = at, _between().match(text, end).end()  # type: ignore[union-attr]
        line += text.count("\n", begin, at)


def _decoded(decoder: json.JSONDecoder, text: str, at: int, stop: int, line: int) -> tuple[Any, int, str]:
    """A value, where it ends, and what is wrong with it. It is sought before the next item first, because an error
    costs as much time as there is text before it."""
    piece = text[at:stop]
    try:
        held, end = decoder.raw_decode(piece)
        return held, at + end, ""
    except RecursionError:
        return None, stop, DEEP
    except json.JSONDecodeError as error:
        begin = at - text.rfind("\n", 0, at) - 1 if error.lineno == 1 else 0
        place = f"line {line + error.lineno - 1}, column {begin + error.colno}"
        cut = error.pos >= len(piece.rstrip()) or error.msg.startswith("Unterminated string")
        if cut and stop < len(text):  # what looks like the next item may stand inside this one
            try:
                return *decoder.raw_decode(text, at), ""
            except (json.JSONDecodeError, RecursionError):
                pass
        return None, stop, f"the JSON is cut off at {place}" if cut else f"no JSON at {place} ({error.msg})"


@cache
def _start() -> re.Pattern[str]:
    """What stands before the first item: brackets, and the name of a list around them."""
    return re.compile(r'\s*(?:\{\s*"(?:items|references)"\s*:\s*)?(?:\[\s*)?')


@cache
def _between() -> re.Pattern[str]:
    return re.compile(r"[\s,\]]*(?:\}\s*$)?")


def _next_item(text: str, at: int) -> int:
    """Where the next item begins, after one that cannot be read."""
    found = _item_start().search(text, at + 1)
    return found.start() + 1 if found else len(text)


@cache
def _item_start() -> re.Pattern[str]:
    return re.compile(r'[,\]}\n](?=\s*\{\s*"(?:id|type|citation-key|title|DOI)"\s*:)')


def write(references: Iterable[Reference], out: TextIO, *, every: bool = False, key: str = "", **_: Any) -> None:
    """A JSON array with one item a line; ids by the pattern `key` where one is given."""
    opened = False
    for name, reference in keyed(full(references, every), key):
        out.write(",\n" if opened else "[\n")
        opened = True
        out.write(json_safe(json.dumps(item(reference, name), ensure_ascii=False)))
    out.write("\n]\n" if opened else "[]\n")


def item(reference: Reference, key: str) -> dict[str, Any]:
    """One item, valid by the schema.

    >>> from polybib.model import Field, Reference
    >>> item(Reference("book", {"title": Field("Smart cities"), "part-number": Field("2")}), "smart")
    {'id': 'smart', 'type': 'book', 'title': 'Smart cities', 'custom': {'part-number': '2'}}
    """
    csl = reference.csl()
    csl["id"] = key
    if csl["type"] not in TYPES:
        csl["type"] = "document"
    custom = csl.pop("custom", {})
    for name in [name for name in csl if name in NOT_IN_SCHEMA or name not in SCHEMA]:
        custom[name] = csl.pop(name)
    if isinstance(csl.get("categories"), str):
        csl["categories"] = csl["categories"].split(", ")
    if custom:
        csl["custom"] = custom
    return csl
