"""Gold and predictions from files: JSON Lines (read one by one) or a JSON array; errors name the line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from polybib.errors import InputError
from polybib.evaluation.judge import Row

FORMAT = 'one JSON object a line: {"raw": the reference, "csl": its CSL-JSON item}; docs/accuracy.md tells more'


@dataclass(frozen=True, slots=True)
class Held:
    """One object of a file, where it stands, and how many bytes it took there."""

    value: Mapping[str, Any]
    file: str
    line: int
    size: int


def load(path: str | Path) -> list[Row]:
    """All rows of a gold file."""
    return [held.value for held in gold(path)]


def gold(path: str | Path) -> Iterator[Held]:
    """The rows of a gold file ("-": standard input), each checked; InputError where one is none."""
    n = 0
    for n, held in enumerate(_objects(path), 1):  # noqa: B007
        row = held.value
        if not isinstance(row.get("raw"), str) or not isinstance(row.get("csl"), dict):
            raise _bad(held.file, held.line, 'is no row of gold: it lacks "raw" (a text) or "csl" (an object)')
        if not isinstance(row["csl"].get("custom") or {}, dict):
            raise _bad(held.file, held.line, 'has a "custom" that is no object')
        accept, meta = row.get("accept") or {}, row.get("meta") or {}
        if not isinstance(accept, dict) or not all(isinstance(others, list) for others in accept.values()):
            raise _bad(held.file, held.line, 'has an "accept" that is no object of lists')
        if not isinstance(meta, dict):
            raise _bad(held.file, held.line, 'has a "meta" that is no object')
        yield held
    if not n:
        raise InputError("it has no rows", where=_called(path), next_step=FORMAT)


def predictions(path: str | Path) -> Iterator[Held]:
    """The items of a finished prediction: CSL-JSON, or JSON Lines of items or of `polybib convert -t jsonl`."""
    for held in _objects(path):
        if not isinstance(held.value.get("csl") or {}, dict):
            raise _bad(held.file, held.line, 'has a "csl" that is no CSL-JSON item')
        yield held


def _objects(path: str | Path) -> Iterator[Held]:
    """The JSON objects of a file: one a line, blank lines aside, or the items of an array."""
    name = _called(path)
    with _opened(path, name) as stream:
        try:
            for n, line in enumerate(stream, 1):
                text = _text(line, name, n)
                if n == 1 and text.lstrip().startswith("["):
                    yield from _array(text + _text(stream.read(), name, n + 1), name)
                    return
                if text := text.strip():
                    yield Held(_object(_parsed(text, name, n), name, n), name, n, len(line))
        except OSError as error:
            raise InputError(f"the file could not be read: {error.strerror or error}", where=name) from None


def _array(text: str, name: str) -> Iterator[Held]:
    items = _parsed(text, name, 1)
    if not isinstance(items, list):
        raise _bad(name, 1, "is no JSON array")
    share = len(text.encode("utf-8", "surrogatepass")) // max(1, len(items))
    for n, item in enumerate(items, 1):
        yield Held(_object(item, name, n, "item"), name, n, share)


def _text(line: bytes, name: str, n: int) -> str:
    try:
        return line.decode("utf-8-sig" if n == 1 else "utf-8")
    except UnicodeDecodeError:
        raise _bad(name, n, "is not UTF-8") from None


def _parsed(text: str, name: str, n: int) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise _bad(name, n + error.lineno - 1, f"is not JSON: {error.msg} (column {error.colno})") from None
    except (ValueError, RecursionError):
        raise _bad(name, n, "holds a number too long or lists too deep to be read") from None


def _object(value: Any, name: str, n: int, what: str = "line") -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _bad(name, n, "is no JSON object", what)
    return value


def _bad(name: str, n: int, what: str, unit: str = "line") -> InputError:
    return InputError(f"{unit} {n} {what}", where=name)


def _called(path: str | Path) -> str:
    return "<stdin>" if path == "-" else str(path)


@contextmanager
def _opened(path: str | Path, name: str) -> Iterator[IO[bytes]]:
    if path == "-":
        if sys.stdin is None or sys.stdin.closed:
            raise InputError("standard input is closed", where=name)
        yield sys.stdin.buffer
        return
    if not str(path):
        raise InputError("the name of a file is empty", next_step="name a file, or - for standard input")
    try:
        stream = open(path, "rb")  # noqa: SIM115
    except FileNotFoundError:
        raise InputError("there is no such file", where=name, next_step="check the path") from None
    except IsADirectoryError:
        raise InputError("this is a folder", where=name, next_step="name the files in it") from None
    except (OSError, ValueError) as error:
        raise InputError(f"the file could not be read: {error}", where=name) from None
    with stream:
        yield stream
