"""A file of BibTeX as entries, block by block through bibtexparser's splitter, so that it can be of any length.

A block begins with `@type{` at the beginning of a line, inside another as well: there the splitter gives the other up.
So the file can be cut at these places before, and a broken block costs only itself; what evidently is meant by it (a
missing comma, key or closing brace at its end) is put right, with an issue.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from itertools import pairwise
from typing import Any

import regex

from polybib.model import Issue

BROKEN = "entry-broken"
REPAIRED = "entry-repaired"
MOST = 200  # missing commas of one field that are put right


@dataclass(slots=True)
class Block:
    """An entry: its type and key, its fields by name in lower case (as they stand in the file, macros and
    concatenations resolved, without the outer braces), its text and line, what was wrong with it; a broken one has no
    type."""

    kind: str
    key: str
    fields: dict[str, str]
    raw: str
    line: int
    issues: list[Issue] = field(default_factory=list)


@cache
def _start() -> regex.Pattern[str]:
    return regex.compile(r"^[ \t]*+@[\w\-]*+[ \t]*+(?=[{(])", flags=regex.M)


def places(text: str) -> list[tuple[int, int]]:
    """Where blocks begin and end."""
    starts = [found.start() for found in _start().finditer(text)]
    if starts and text[: starts[0]].strip():
        starts.insert(0, 0)
    return [*pairwise([*starts, len(text)])]


def blocks(text: str, macros: dict[str, str], stretches: list[tuple[int, int]] | None = None) -> Iterator[Block]:
    """The entries of a text; `@string` adds to `macros`.

    >>> found = [*blocks("@string{p = {Press}}\\n@book{a, publisher = p # { of X}, year = 1999}\\n@book{b, x", {})]
    >>> found[0].kind, found[0].key, found[0].fields, found[0].line
    ('book', 'a', {'publisher': 'Press of X', 'year': '1999'}, 2)
    >>> found[1].kind, found[1].issues[0].message
    ('', 'line 3: the entry is broken (it ends too early: a brace or a quotation mark is open)')
    """
    line, counted = 1, 0
    for start, end in places(text) if stretches is None else stretches:
        line += text.count("\n", counted, start)
        counted = start
        yield from _of_chunk(text[start:end], line, macros)


def _of_chunk(chunk: str, line: int, macros: dict[str, str]) -> Iterator[Block]:
    last: Block | None = None
    model = _bibtexparser().model
    for found in _split(chunk):
        at = line + max(0, found.start_line or 0)
        if isinstance(found, model.ImplicitComment):
            _stray(found.comment, last)
            if headless := _headless().search(found.comment):
                if last:
                    yield last
                last = None
                where = at + found.comment.count("\n", 0, headless.start())
                yield Block("", "", {}, found.comment[headless.start() :], where, [_no_brace(where)])
            continue
        if last:
            yield last
            last = None
        if isinstance(found, model.DuplicateFieldKeyBlock | model.DuplicateBlockKeyBlock):
            found = found.ignore_error_block
        if isinstance(found, model.String):
            macros[found.key.lower()] = _value(found.value, macros, [])[0]
        elif isinstance(found, model.Entry):
            last = _entry(found, at, macros)
        elif isinstance(found, model.ParsingFailedBlock):
            yield from _broken(chunk if at == line else found.raw, at, found.error, macros)
            return
    if last:
        yield last


@cache
def _bibtexparser() -> Any:
    logging.getLogger("bibtexparser").addHandler(logging.NullHandler())  # what it tells, the issues tell
    import_module("bibtexparser.splitter")
    return import_module("bibtexparser")


def _split(text: str) -> list[Any]:
    return list(_bibtexparser().splitter.Splitter(text).split().blocks)


def _entry(found: Any, line: int, macros: dict[str, str]) -> Block:
    block = Block(found.entry_type.lower().strip(), " ".join(found.key.split()), {}, found.raw, line)
    for one in found.fields:
        where = line + max(0, one.start_line - max(0, found.start_line or 0))
        _put(block, one.key, one.value, where, macros)
    return block


def _put(block: Block, name: str, value: str, line: int, macros: Mapping[str, str]) -> None:
    """One field more; what stands behind its value without a comma is a field of its own."""
    for _ in range(MOST):
        unknown: list[str] = []
        text, rest = _value(value, macros, unknown)
        name = _free(block, name.lower(), text, line)
        block.fields[name] = text
        for word in unknown:
            block.issues.append(Issue("macro-unknown", f"line {line}: the macro {word!r} is not defined"))
        if not rest:
            return
        line += value.count("\n", 0, len(value) - len(rest))
        found = _pair().match(rest)
        if not found:
            break
        block.issues.append(Issue(REPAIRED, f"line {line}: a comma is missing before {found[1]!r}"))
        name, value = found[1], rest[found.end() :].strip()
    block.fields[name] += f" {rest.strip()}"
    block.issues.append(Issue(REPAIRED, f"line {line}: the value of {name!r} goes on behind its end"))


def _free(block: Block, name: str, text: str, line: int) -> str:
    """The name of a field, or where another value has it already, a name with a number."""
    if name not in block.fields or block.fields[name] == text:
        return name
    block.issues.append(Issue("field-twice", f"line {line}: the field {name!r} stands twice; both are kept"))
    return next(new for n in range(2, len(block.fields) + 3) if (new := f"{name}-{n}") not in block.fields)


@cache
def _pair() -> regex.Pattern[str]:
    return regex.compile(r"\s*+([A-Za-z][\w:.+/\-]*+)\s*+=")


@cache
def _piece() -> regex.Pattern[str]:
    return regex.compile(r"\s*+(?:(?P<number>\d++)|(?P<macro>[^\s\"#%'(),={}\d][^\s\"#%'(),={}]*+))\s*+")


def _value(value: str, macros: Mapping[str, str], unknown: list[str]) -> tuple[str, str]:
    """A value, its pieces put together, and what stands behind it."""
    if value[:1] == "{" and value.find("}") == len(value) - 1 and value.rfind("{") == 0 and "\\" not in value:
        return value[1:-1], ""  # as most are
    out: list[str] = []
    at = 0
    while at < len(value):
        while at < len(value) and value[at].isspace():
            at += 1
        if at < len(value) and value[at] in '{"':
            end = _closing(value, at)
            out.append(value[at + 1 : end - 1])
            at = end
        elif found := _piece().match(value, at):
            out.append(found[0].strip() if found["number"] else _macro(found["macro"], macros, unknown))
            at = found.end()
        else:
            break
        while at < len(value) and value[at].isspace():
            at += 1
        if value[at : at + 1] != "#":
            break
        at += 1
    return "".join(out), value[at:] if value[at:].strip() else ""


def _macro(name: str, macros: Mapping[str, str], unknown: list[str]) -> str:
    if name.lower() not in macros:
        unknown.append(name)
    return macros.get(name.lower(), name)


@cache
def _brace() -> regex.Pattern[str]:
    return regex.compile(r'\\.|[{}"]', flags=regex.S)


def _closing(value: str, at: int) -> int:
    """One past the end of a value in braces or quotation marks that begins here."""
    quoted, depth = value[at] == '"', 0
    for found in _brace().finditer(value, at + quoted):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth -= 1
            if not depth and not quoted:
                return found.end()
        elif found[0] == '"' and quoted and depth <= 0:
            return found.end()
    return len(value) + 1


def _stray(comment: str, last: Block | None) -> None:
    """Text between entries is a comment; but fields behind an entry belong to it: a brace closed it too early."""
    if last and (found := _stray_fields().match(comment)):
        what = f"line {last.line}: fields stand behind the end of the entry, it has a closing brace too many"
        last.issues.append(Issue(REPAIRED, what))
        again = _split(f"@x{{x,{comment[found.end(1) :].rstrip().rstrip('}')}}}")
        model = _bibtexparser().model
        more = again[0].ignore_error_block if isinstance(again[0], model.DuplicateFieldKeyBlock) else again[0]
        if isinstance(more, model.Entry):
            for one in more.fields:
                _put(last, one.key, one.value, last.line, {})
        last.raw += comment


@cache
def _stray_fields() -> regex.Pattern[str]:
    return regex.compile(r"(\s*+,?+)\s*+[A-Za-z][\w\-]*+\s*+=\s*+[{\"\d\w]")


def _broken(raw: str, line: int, error: Exception, macros: dict[str, str]) -> Iterator[Block]:
    """A block that the splitter gave up: put right where only its end or its key is missing, else kept as text."""
    head = regex.match(r"\s*@([\w\-]*)\s*([{(])", raw)
    kind = head[1].lower() if head else ""
    if kind in ("comment", "preamble"):
        return
    if head and kind != "string":
        close = "}" if head[2] == "{" else ")"
        keyed = regex.compile(r"\s*+[^\s,={}()\"]++(?=\s++[A-Za-z][\w\-]*+\s*+=)").match(raw, head.end())
        comma = keyed.end() if keyed else head.end()
        tries = (
            (raw.rstrip() + close, "the closing brace is missing"),
            (f"{raw[:comma]},{raw[comma:]}", "the comma behind the key is missing" if keyed else "the key is missing"),
        )
        for text, what in tries:
            found = _split(text)
            if len(found) == 1 and isinstance(found[0], _bibtexparser().model.Entry) and _sound(found[0]):
                block = _entry(found[0], line, macros)
                block.raw = raw.rstrip()
                block.issues.insert(0, Issue(REPAIRED, f"line {line}: {what}"))
                yield block
                return
    why = " ".join(str(getattr(error, "abort_reason", "") or error).split()).rstrip(".")
    early = "end of file" in why or "block start" in why
    what = "it ends too early: a brace or a quotation mark is open" if early else why[:1].lower() + why[1:]
    name = f"this @{kind}" if kind == "string" else "the entry"
    yield Block("", "", {}, raw.strip(), line, [Issue(BROKEN, f"line {line}: {name} is broken ({what})")])


def _sound(entry: Any) -> bool:
    """No value has swallowed the fields after it."""
    return bool(entry.fields) and not any(
        regex.search(r"\n\s*[A-Za-z][\w\-]*+\s*=\s*[{\"\d]", one.value) for one in entry.fields
    )


@cache
def _headless() -> regex.Pattern[str]:
    return regex.compile(r"^[ \t]*+@[A-Za-z]++[ \t]++[^\s,{}]++,[ \t]*+\n\s*+[A-Za-z]++\s*+=", flags=regex.M)


def _no_brace(line: int) -> Issue:
    return Issue(BROKEN, f"line {line}: the entry is broken (there is no brace behind its type)")
