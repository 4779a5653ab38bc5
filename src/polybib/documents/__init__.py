"""Bytes to a Document: the text decoded, and its blocks."""

from __future__ import annotations

from pathlib import Path

from polybib.documents.encoding import decode
from polybib.documents.layout import blocks, guess
from polybib.documents.record import Block, Document, Form
from polybib.errors import InputError
from polybib.model import Issue

__all__ = ["Block", "Document", "Form", "load", "read"]


def read(
    source: Path | bytes | str, *, name: str = "", form: Form | None = None, encoding: str | None = None
) -> Document:
    """A file, its bytes, or a text, as a Document.

    source    a Path is read; bytes are decoded; a str is the text itself
    name      what messages call it; the path when a path is given
    form      "lines" and "list" are taken at their word; without one, Markdown is told from plain text, and either
              from an input that is all references ("list")
    encoding  of the bytes, when it is known; otherwise it is told from them
    Raises InputError for a file that cannot be read, is binary, or is in no encoding that we can tell, and OptionError
    for an encoding that does not exist.

    >>> read("# On credit\\n\\nIt is old, and has been so for long.").form
    'markdown'
    >>> read("Иванов И. И. Право. М., 2001.".encode("windows-1251")).encoding
    'windows-1251'
    """
    if isinstance(source, Path):
        name = name or str(source)
        source = load(source, name)
    issues: tuple[Issue, ...] = ()
    if isinstance(source, str):
        text, encoding = source.removeprefix("\ufeff"), "utf-8"
    else:
        text, encoding, issues = decode(source, encoding=encoding, name=name)
    if form == "lines":
        return Document(text, name, form, encoding, (), issues)
    found = blocks(text)
    return Document(text, name, form or _form(text, found), encoding, found, issues)


def load(path: Path, name: str) -> bytes:
    """The bytes of a file; InputError where it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError("there is no such file", where=name, next_step="check the path") from None
    except IsADirectoryError:
        raise InputError("this is a folder", where=name, next_step="name the files in it") from None
    except OSError as error:
        raise InputError(f"the file could not be read: {error.strerror or error}", where=name) from None


def _form(text: str, found: tuple[Block, ...]) -> Form:
    from polybib.finding.whole import is_list

    return "list" if is_list(text, found) else guess(text)
