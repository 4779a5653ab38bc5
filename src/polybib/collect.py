"""Inputs of every kind as one bibliography: documents, lists and files of records, by name, folder or pattern.

A file of records (BibTeX, RIS ...) is told by how it begins and by its suffix; everything else is a document, in which
the references are found. Each reference keeps the file that it came from.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from polybib import documents, formats, pipeline
from polybib.documents import Document, Form
from polybib.documents.encoding import decode
from polybib.errors import InputError, OptionError
from polybib.formats import markdown
from polybib.model import Issue, Reference

TEXTS = frozenset((".txt", ".text", ".md", ".markdown", ".tex"))
SHARED = frozenset((".json", ".xml", ".yaml", ".yml", ".csv", ".tsv"))
FORMS = ("text", "markdown", "list", "lines")


@dataclass(frozen=True, slots=True)
class Input:
    """One input, decoded: the format of its records ("" for none), and the document that it is or holds."""

    name: str
    text: str
    format: str = ""
    document: Document | None = None
    issues: tuple[Issue, ...] = ()


def names(given: Iterable[str], *, leave: str | None = None) -> tuple[list[str], list[str]]:
    """The files that are meant, and those that were passed over: a folder means the files in it and below it that can
    be read, a pattern (`refs/*.bib`) the files that it matches. `leave` is the output, which is never an input.

    >>> names(["-"])
    (['-'], [])
    """
    found: list[str] = []
    passed: list[str] = []
    for name in given:
        if os.path.isdir(name):
            files = _files(name)
        elif not os.path.lexists(name) and glob.has_magic(name):
            files = [f for match in sorted(glob.glob(name, recursive=True)) for f in _matched(match)]
            if not files:
                raise InputError("no file has such a name", where=name, next_step="check the pattern")
        else:
            found.append(name)
            continue
        kept = [file for file in files if not _same(file, leave)]
        if os.path.isdir(name):
            passed += [file for file in kept if not _known(file)]
            kept = [file for file in kept if _known(file)]
            if not kept:
                raise InputError("no file in this folder can be read", where=name, next_step="name a file")
        found += kept
    return list(dict.fromkeys(found)), passed


def _matched(match: str) -> list[str]:
    return [file for file in _files(match) if _known(file)] if os.path.isdir(match) else [match]


def _files(folder: str) -> list[str]:
    """The files in a folder and in its folders, in order; hidden ones are left alone."""
    found = []
    for place, inner, here in os.walk(folder):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        found += [os.path.join(place, name) for name in sorted(here) if not name.startswith(".")]
    return found


def _same(name: str, other: str | None) -> bool:
    return other is not None and os.path.exists(other) and os.path.exists(name) and os.path.samefile(name, other)


def _known(name: str) -> bool:
    """Can a file of a folder be read? Of suffixes that many programs use, the content tells."""
    suffix = os.path.splitext(name)[1].lower()
    format = formats.of_suffix(name)
    if suffix in TEXTS or not format or suffix not in SHARED:
        return suffix in TEXTS or (bool(format) and formats.readable(format))
    try:
        with open(name, encoding="utf-8", errors="replace") as file:
            return formats.recognise(file.read(formats.HEAD)) != ""
    except OSError:
        return True  # reading it tells why


def read(source: Path | bytes | str, *, name: str = "", form: str | None = None, encoding: str | None = None) -> Input:
    """An input. `form` is one of `documents.Form`, or the name of a format of records.

    >>> read("TY  - BOOK\\nTI  - Trust\\nER  - ").format, read("1. Hu D. Trust. 1999.").format
    ('ris', '')
    """
    issues: tuple[Issue, ...] = ()
    label = "utf-8"
    if isinstance(source, Path):
        name = name or str(source)
        source = documents.load(source, name)
    if isinstance(source, bytes):
        text, label, issues = decode(source, encoding=encoding, name=name)
    else:
        text = source.removeprefix("\ufeff")
    known = form if form and form not in FORMS else ""
    if known and not formats.readable(known):
        raise OptionError(f"the format {known} cannot be read", where=name, next_step="polybib formats shows which can")
    if not form or (form == "markdown" and markdown.looks(text[: formats.HEAD])):
        known = formats.recognise(text, name)
    if known and known != markdown.NAME:
        return Input(name, text, known, None, issues)
    shape: Form | None = form if form in ("text", "markdown", "list", "lines") else None  # type: ignore[assignment]
    body = markdown.body(text) if known else text
    document = replace(documents.read(body, name=name, form=shape), encoding=label, issues=issues)
    return Input(name, text, known, document if body.strip() else None, issues)


def references(given: Input, *, jobs: int = 1) -> Iterator[Reference]:
    """The references of an input, each with an id."""
    if given.format:
        count = 0
        for count, one in enumerate(formats.load(given.format).read(given.text, given.name), 1):
            yield one if one.id else replace(one, id=f"ref{count}")
        if given.document is not None:
            for one in pipeline.run(given.document, jobs=jobs):
                n = int(one.id.removeprefix("ref")) + count
                target = f"ref{int(one.refers_to.removeprefix('ref')) + count}" if one.refers_to else None
                yield replace(one, id=f"ref{n}", refers_to=target)
    elif given.document is not None:
        yield from pipeline.run(given.document, jobs=jobs)


def together(
    inputs: Sequence[Input], *, jobs: int = 1, failed: Callable[[InputError], None] | None = None
) -> Iterator[Reference]:
    """The references of several inputs as one bibliography. What was found in documents has ids of polybib's, which get
    the number of the input ("2.ref1"); records keep their own ids, as long as none has been used before. An input that
    turns out to be refused ends the work, or where there is `failed`, only costs itself."""
    used: set[str] = set()
    for n, given in enumerate(inputs, 1):
        ours = not given.format or given.format == "jsonl"
        for one in _readable(references(given, jobs=jobs), failed):
            if len(inputs) > 1 and ours:
                target = f"{n}.{one.refers_to}" if one.refers_to else None
                one = replace(one, id=f"{n}.{one.id}", refers_to=target)
            if one.id in used:
                one = replace(one, id=_free(one.id, used))
            used.add(one.id)
            yield one


def _readable(found: Iterator[Reference], failed: Callable[[InputError], None] | None) -> Iterator[Reference]:
    try:
        yield from found
    except InputError as error:
        if failed is None:
            raise
        failed(error)


def _free(name: str, used: set[str]) -> str:
    n = 2
    while f"{name}-{n}" in used:
        n += 1
    return f"{name}-{n}"
