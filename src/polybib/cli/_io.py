"""What the commands share: inputs, the output file, progress, the line that sums up."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

from polybib import registry
from polybib.errors import InputError, OptionError

if TYPE_CHECKING:
    from polybib.collect import Input
    from polybib.documents import Document, Form
    from polybib.model import Reference

FORMS = ("text", "markdown", "list", "lines")
T = TypeVar("T")
UNREAD = "entry-unread"
TOLD = 10  # broken entries that have a line of their own
PATIENCE = 1.0  # seconds before a progress bar appears


def reading_options(command: Callable[..., Any], forms: Sequence[str] = FORMS) -> Callable[..., Any]:
    """The options of every command that reads a document."""
    form = click.option(
        "-f",
        "--from",
        "form",
        type=click.Choice(forms),
        help="What INPUT is; lines: each line is one reference. Default: by its name and its look.",
    )
    encoding = click.option("--encoding", metavar="NAME", help="The encoding of INPUT. Default: told from its bytes.")
    return form(encoding(command))


def read(names: Sequence[str], form: Form | None, encoding: str | None) -> list[Document]:
    """The INPUTs of the command line, all read before anything is written; of bytes that are no text a line tells."""
    from polybib import documents

    if names.count("-") > 1:
        raise OptionError("standard input can be read once only", where="-")
    found = []
    for name in names:
        data, called = _source(name)
        document = documents.read(data, name=called, form=form, encoding=encoding)
        for issue in document.issues:
            tell(called, issue.message)
        found.append(document)
    return found


def collected(
    names: Sequence[str], form: str | None, encoding: str | None, target: str | None, failed: list[InputError]
) -> list[Input]:
    """The INPUTs of the command line, of every kind, all read before anything is written; folders and patterns stand
    for the files in them. One of these that cannot be read costs only itself, and joins those that `failed`."""
    from polybib import collect

    if names.count("-") > 1:
        raise OptionError("standard input can be read once only", where="-")
    files, passed = collect.names(names, leave=target if target != "-" else None)
    found = []
    for name in files:
        data, called = _source(name)
        try:
            one = collect.read(data, name=called, form=form, encoding=encoding)
        except InputError as error:
            if name in names or len(files) == 1:
                raise
            failed.append(error)
            continue
        for issue in one.issues:
            tell(called, issue.message)
        found.append(one)
    if not found:
        raise failed.pop()
    if passed:
        some = ", ".join(os.path.basename(name) for name in passed[:3]) + (" ..." if len(passed) > 3 else "")
        tell(", ".join(name for name in names if os.path.isdir(name)), f"files of other kinds were not read: {some}")
    return found


def _source(name: str) -> tuple[Path | bytes, str]:
    """A path, or the bytes of standard input; with the name that messages use."""
    if not name:
        raise InputError("the name of INPUT is empty", next_step="name a file, or - for standard input")
    if name != "-":
        return Path(name), name
    if sys.stdin is None or sys.stdin.closed:
        raise InputError("standard input is closed", where="-")
    try:
        return sys.stdin.buffer.read(), "<stdin>"
    except OSError as error:
        raise InputError(f"standard input could not be read: {error.strerror or error}", where="-") from None


def tell(called: str, what: str) -> None:
    """A line about an INPUT."""
    from polybib.formats._text import one_line

    click.echo(f"polybib: {one_line(called)}: {one_line(what)}", err=True)


def keep_inputs(inputs: Iterable[str], target: str | None) -> None:
    """An INPUT is never replaced by what is made of it, not by --force either."""
    for name in inputs:
        if target and os.path.isfile(target) and os.path.isfile(name) and os.path.samefile(name, target):
            raise OptionError("this is the INPUT itself", where=target, next_step="-o takes another name")


@contextmanager
def output(path: str | None, *, force: bool) -> Iterator[TextIO]:
    """Where data goes: standard output, or a file that appears only when all is written."""
    if path is None or path == "-":
        if sys.stdout is None:
            raise OptionError("standard output is closed", next_step="-o FILE writes to a file")
        yield sys.stdout
    elif os.path.exists(path) and not os.path.isfile(path):  # a device, a pipe
        if os.path.isdir(path):
            raise OptionError("is a directory", where=path, next_step="-o takes the name of a file")
        with open(path, "w", encoding="utf-8", newline="\n") as stream:
            yield stream
    else:
        with _replaced(Path(path), force) as stream:
            yield stream


@contextmanager
def _replaced(path: Path, force: bool) -> Iterator[TextIO]:
    import tempfile

    _keep(path, force)
    target = path.resolve()
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    except OSError as error:
        raise OptionError(f"cannot be written: {error.strerror}", where=str(path)) from error
    try:
        with open(handle, "w", encoding="utf-8", newline="\n") as stream:
            yield stream
        _keep(path, force)
        os.chmod(name, _mode(target))
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _keep(path: Path, force: bool) -> None:
    if path.exists() and not force:
        raise OptionError("the file exists and was kept", where=str(path), next_step="--force replaces it")


def _mode(target: Path) -> int:
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def refusals(names: Iterable[str], failed: list[InputError]) -> Callable[[InputError], None] | None:
    """What is done with an INPUT that turns out to be refused: where a folder or a pattern stands for the files, it
    joins those that `failed`; None: it ends the work."""
    import glob

    several = any(os.path.isdir(name) or (glob.has_magic(name) and not os.path.lexists(name)) for name in names)
    return failed.append if several else None


def ended(failed: Iterable[InputError], code: int) -> int:
    """The exit code, when a line has told of each INPUT that failed."""
    from polybib.formats._text import one_line

    for error in failed:
        click.echo(f"polybib: {one_line(str(error))}", err=True)
        code = error.exit_code
    return code


def counted(references: Iterable[Reference], counts: Counter[str]) -> Iterator[Reference]:
    """The references, counted by kind, with their issues; a line tells of each broken entry, of the first ones."""
    for reference in references:
        counts[reference.kind] += 1
        counts["issue"] += len(reference.issues)
        for issue in reference.issues:
            if issue.code == UNREAD:
                counts[UNREAD] += 1
                if counts[UNREAD] <= TOLD:
                    tell(reference.source.file or reference.id, issue.message)
        yield reference
    if counts[UNREAD] > TOLD:
        more = counts[UNREAD] - TOLD
        click.echo(f"polybib: {more:,} more entries could not be read and are kept as text", err=True)


def summary(counts: Mapping[str, int]) -> str:
    """What was found, in one line.

    >>> summary(Counter({"reference": 84, "short-citation": 7, "note": 1, "issue": 12}))
    '84 references, 7 short citations, 1 note, 12 issues'
    """
    words = (("reference", "reference"), ("short-citation", "short citation"), ("note", "note"), ("issue", "issue"))
    pieces = [(counts[key], word) for key, word in words if counts[key] or key == "reference"]
    return ", ".join(f"{n:,} {word}{'' if n == 1 else 's'}" for n, word in pieces)


def gathered(
    inputs: Sequence[str], form: str | None, encoding: str | None, target: str | None
) -> tuple[list[Input], list[Reference], list[InputError]]:
    """The inputs, all their references, and the inputs of a folder or pattern that could not be read; one that is named
    and cannot be read, or nothing but such, is an error."""
    from polybib import collect

    failed: list[InputError] = []
    read = collected(inputs, form, encoding, target, failed)
    found = counted(collect.together(read, failed=refusals(inputs, failed)), Counter())
    references = list(watched(found, [one.name for one in read]))
    if failed and not references:
        raise failed.pop()
    return read, references, failed


def by_suffix(package: str, target: str | None, *, default: str, what: str) -> str:
    """What the suffix of an output means among the plug-ins of a package; the default for standard output."""
    if target is None or target == "-":
        return default
    if found := registry.of_suffix(package, target):
        return found.replace("_", "-")
    names = [name.replace("_", "-") for name in registry.names(package)]
    known = "|".join(names if default in names else [default, *names])
    raise OptionError(f"no {what} is known by this suffix", where=target or "-o", next_step=f"-t {known}")


def say_nothing_found(read: Iterable[Document | Input]) -> None:
    """The line for a document without references."""
    for document in read:
        tell(document.name, "no references were found" if document.text.strip() else "it is empty")


def _bytes_of(reference: Any) -> int:
    return len(reference.raw.encode("utf-8", "replace")) + 1


def watched(things: Iterable[T], inputs: Iterable[str], size: Callable[[T], int] = _bytes_of) -> Iterator[T]:
    """The references, or other things that take `size` bytes of the inputs, with a progress bar on a terminal when the
    work is long."""
    if not sys.stderr.isatty():
        yield from things
        return
    total = sum(os.path.getsize(name) for name in inputs if os.path.isfile(name))
    bar: Any = None
    start, done = time.monotonic(), 0
    for thing in things:
        done += size(thing)
        if bar is None and time.monotonic() - start > PATIENCE:
            bar = click.progressbar(length=total or None, label="polybib", file=sys.stderr)
        if bar is not None:
            bar.update(max(0, min(done, total) - bar.pos) if total else 1)
        yield thing
    if bar is not None:
        bar.render_finish()
