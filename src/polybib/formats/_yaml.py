"""YAML, read without any of its dangers: every value is text as it is written, no tag means
anything, no alias is followed.

So `volume: 010` stays 010 and `language: no` stays no, and a bomb of aliases is refused before it is built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from polybib.errors import InputError

DEEPEST = 50
NOTHING = ("null", "~", "Null", "NULL")


class Piece(NamedTuple):
    """An item of a sequence, its text, and the line at which it begins; `error` where it could not be read."""

    value: Any
    raw: str
    line: int
    error: str = ""


@cache
def _yaml() -> Any:
    import yaml

    return yaml


@cache
def _loader() -> Any:
    yaml = _yaml()
    return getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@cache
def _alias() -> re.Pattern[str]:
    return re.compile(r"(?:^|[\s\[,:-])\*[^\s\[\]{},*]", re.MULTILINE)


def pieces(text: str, where: str, *, first: int = 1, key: str = "references") -> Iterator[Piece]:
    """The items under `key`, or of the sequence that the text is. Where the text is no YAML as a whole, each item is
    read by itself, so that a broken one costs only itself.

    first    the line of the file at which the text begins

    >>> [(p.value, p.line) for p in pieces("references:\\n- id: a\\n  volume: 010\\n", "a.yaml")]
    [({'id': 'a', 'volume': '010'}, 2)]
    """
    try:
        _refuse_aliases(text, where, first)
        node = _yaml().compose(text, Loader=_loader())
        found = _sequence(node, key)
        rows = text.splitlines()
        for one in found:
            begin, end = one.start_mark.line, max(one.end_mark.line, one.start_mark.line + 1)
            yield Piece(_built(one, where), "\n".join(rows[begin:end]).strip(), begin + first)
    except (_yaml().YAMLError, RecursionError) as error:
        apart = list(_apart(text, where, first))
        if not apart:
            raise InputError(f"this is no YAML: {_told(error)}", where=where) from None
        yield from apart


def _refuse_aliases(text: str, where: str, first: int) -> None:
    if not _alias().search(text):
        return
    yaml = _yaml()
    for event in yaml.parse(text, Loader=_loader()):
        if isinstance(event, yaml.AliasEvent):
            line = first + event.start_mark.line
            raise InputError(
                f"line {line}: YAML with aliases is not read", where=where, next_step="write each value out"
            )


def _sequence(node: Any, key: str) -> list[Any]:
    yaml = _yaml()
    if isinstance(node, yaml.MappingNode):
        inner = next((value for name, value in node.value if name.value == key), None)
        return _sequence(inner, key) if inner is not None else [node]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _built(node: Any, where: str, depth: int = 0) -> Any:
    """A node as text, lists and dictionaries."""
    yaml = _yaml()
    if depth > DEEPEST:
        raise InputError(f"line {node.start_mark.line + 1}: YAML is nested too deeply", where=where)
    if isinstance(node, yaml.MappingNode):
        return {str(_built(k, where, depth + 1)): _built(v, where, depth + 1) for k, v in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_built(one, where, depth + 1) for one in node.value]
    return "" if node.style is None and node.value in NOTHING else node.value


def _apart(text: str, where: str, first: int) -> Iterator[Piece]:
    """Each item of broken YAML by itself: from one dash of the least indent to the next."""
    rows = text.splitlines()
    dashes = [(n, found.end() - 2) for n, row in enumerate(rows) if (found := re.match(r" *- ", row))]
    least = min((indent for _, indent in dashes), default=0)
    starts = [n for n, indent in dashes if indent == least]
    for begin, end in zip(starts, [*starts[1:], len(rows)][: len(starts)], strict=True):
        raw = "\n".join(rows[begin:end]).strip()
        try:
            node = _yaml().compose("\n".join(rows[begin:end]), Loader=_loader())
            yield Piece(_built(_sequence(node, "")[0], where), raw, begin + first)
        except (_yaml().YAMLError, RecursionError, IndexError) as error:
            yield Piece(None, raw, begin + first, _told(error))


def _told(error: Exception) -> str:
    problem, mark = getattr(error, "problem", None), getattr(error, "problem_mark", None)
    place = f" (line {mark.line + 1} of it)" if mark else ""
    return f"{problem or type(error).__name__}{place}"


def dumped(items: list[Any]) -> str:
    """Items as YAML, letters of all scripts as they are.

    >>> print(dumped([{"id": "a", "title": "Гроші: 1", "volume": "010"}]), end="")
    - id: a
      title: 'Гроші: 1'
      volume: '010'
    """
    yaml = _yaml()
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    text: str = yaml.dump(items, Dumper=dumper, allow_unicode=True, sort_keys=False, width=1_000_000)
    return text
