"""polybib check: is each reference the work that its DOI names, and is it cited right?"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import click

from polybib import formats
from polybib.check import report
from polybib.cli import INTERRUPTED, _io, convert
from polybib.errors import InputError, OptionError, RemoteError

if TYPE_CHECKING:
    from polybib.check.run import Done
    from polybib.crossref import Client

TEXT = "text"
AGAIN = "run it again: what was answered is in the cache, only the rest is asked"


def _asking(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of every command that asks Crossref."""
    mailto = click.option(
        "--mailto", metavar="ADDRESS", help="Your e-mail address: Crossref serves you faster. Default: POLYBIB_MAILTO."
    )
    offline = click.option("--offline", is_flag=True, help="Ask nobody: only what is in the cache is known.")
    cache = click.option("--no-cache", is_flag=True, help="Keep no answers, and use none that were kept.")
    resume = click.option("--resume", is_flag=True, help="Go on after a break: the cache knows, FILE is replaced.")
    return mailto(offline(cache(resume(command))))


@click.command("check", short_help="Check references and their DOIs against Crossref.")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@convert._reading
@click.option(
    "-t", "--to", type=click.Choice((TEXT, *report.names())),
    help="What to write. Default: by FILE, or text: what is wrong, and a summary.",
)  # fmt: skip
@click.option("-o", "--output", "target", metavar="FILE", help="Where to write. Default: standard output.")
@click.option("--corrected", "mended", metavar="FILE", help="Write the corrected bibliography too, in any format.")
@click.option("--all", "every", is_flag=True, help="In text: differences of style too, and all that was not checked.")
@click.option(
    "--fail-on", type=click.Choice(("blocking", "mend", "unverified")),
    help="Leave with exit code 1 when a reference is as bad as that, or worse.",
)  # fmt: skip
@_asking
@click.option("--force", is_flag=True, help="Replace FILE where it exists.")
@click.option("-q", "--quiet", is_flag=True, help="Do not print the lines that sum up, and no progress.")
def command(
    inputs: tuple[str, ...],
    form: str | None,
    encoding: str | None,
    to: str | None,
    target: str | None,
    mended: str | None,
    every: bool,
    fail_on: str | None,
    mailto: str | None,
    offline: bool,
    no_cache: bool,
    resume: bool,
    force: bool,
    quiet: bool,
) -> int:
    """Check every reference of INPUT: is its DOI right and does it lead to this work, is one missing, is the work
    retracted, are year, pages, authors and title as they are registered?

    References are looked up at Crossref; DOIs that it does not know are asked of their agency. Not found is not fake:
    books, laws, web pages and many works in Chinese or Russian are registered elsewhere, or nowhere. Answers are kept,
    so that a second run asks only what is left. Ctrl-C ends the work and keeps what was found.

    \b
      polybib check thesis.md
      polybib check refs.bib -o report.html --corrected mended.bib --mailto me@example.org
      polybib check refs.bib -t json --fail-on blocking

    Exit codes: 0 done, 1 found what --fail-on names, 4 a source failed (the report is written), 130 interrupted.
    """
    from polybib.check import run

    wanted = to or _format_of(target)
    apart(inputs, target, mended, "--corrected")
    read, references, failed = _io.gathered(inputs, form, encoding, target)
    if not references:
        _io.say_nothing_found(read)
    with ExitStack() as files:
        out = files.enter_context(_io.output(target, force=force or resume))
        fair = files.enter_context(_io.output(mended, force=force or resume)) if mended else None
        writer = formats.load(convert._format_of(mended)) if mended else None
        with asking(mailto, offline, no_cache, resume) as client:
            done = run.whole(references, client, title=", ".join(one.name for one in read), progress=_bar(quiet))
        _cleared(quiet)
        _written(done, wanted, target, out, every)
        if fair is not None and writer is not None:
            writer.write(run.corrected(done.report, references), fair)
    if not quiet and (wanted != TEXT or target not in (None, "-")):
        _summed(done)
    code = 1 if fail_on and run.failing(done.report, fail_on) else 0
    return ended(done, failed, code)


def apart(inputs: Sequence[str], target: str | None, more: str | None, option: str) -> None:
    """Refuses two outputs in one place, or an output in the place of an INPUT."""
    if more and (more == target or (more == "-" and target is None)):
        raise OptionError("the same file as the other output", where=more, next_step=f"{option} takes another name")
    for path in (target, more):
        _io.keep_inputs(inputs, path)


def asking(mailto: str | None, offline: bool, no_cache: bool, resume: bool) -> Client:
    """The client that the options ask for."""
    from polybib import crossref

    if resume and no_cache:
        raise OptionError("--resume needs the cache, which --no-cache switches off")
    return crossref.client(mailto=mailto, offline=offline, cache=False if no_cache else None, say=_say)


def ended(done: Done, failed: Sequence[InputError], code: int) -> int:
    """The exit code, with the line that tells why the work is not complete."""
    total = len(done.report.checked)
    if done.stopped:
        _say(f"interrupted: what was found is written, the rest of the {total:,} references is not checked ({AGAIN})")
        return INTERRUPTED
    code = _io.ended(failed, code)
    if done.unanswered:
        raise RemoteError(f"{done.unanswered:,} of {total:,} references could not be checked", next_step=AGAIN)
    return code


def _format_of(target: str | None) -> str:
    """The format of a report that the suffix of a file means."""
    plain = target is not None and target.lower().endswith((".txt", ".text"))
    return TEXT if plain else _io.by_suffix(report.PACKAGE, target, default=TEXT, what="report")


def _written(done: Done, wanted: str, target: str | None, out: Any, every: bool) -> None:
    """The report, in its format."""
    from polybib.check import text
    from polybib.cli import explain

    if wanted != TEXT:
        out.write(report.write(done.report, wanted))
    elif target in (None, "-"):
        explain._print(text.lines(done.report, every=every))
    else:
        out.writelines("".join(piece for piece, _ in line) + "\n" for line in text.lines(done.report, every=every))


def _summed(done: Done) -> None:
    from polybib.check import text

    for line in text.summary(done.report):
        click.echo("".join(piece for piece, _ in line), err=True)


def _say(what: str) -> None:
    from polybib.formats._text import one_line

    clear = "\r\x1b[K" if sys.stderr is not None and sys.stderr.isatty() else ""  # of the progress
    click.echo(f"{clear}polybib: {one_line(what)}", err=True)


def _bar(quiet: bool) -> Callable[[int, int, float], None] | None:
    """The progress on a terminal: what is done, and how long the rest will take."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        return None
    start, last = time.monotonic(), [0.0]

    def tell(done: int, total: int, left: float) -> None:
        now = time.monotonic()
        if now - start > _io.PATIENCE and now - last[0] > 0.2:
            last[0] = now
            click.echo(f"\r\x1b[Kchecked {done:,} of {total:,}, {_time(left)} left", nl=False, err=True)

    return tell


def _cleared(quiet: bool) -> None:
    if _bar(quiet) is not None:
        click.echo("\r\x1b[K", nl=False, err=True)


def _time(seconds: float) -> str:
    """A time in words.

    >>> _time(4), _time(90), _time(7300)
    ('4 s', '1 min 30 s', '2 h 1 min')
    """
    whole = max(0, round(seconds))
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    return f"{minutes} min {rest} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


def lines_of(found: Iterator[str]) -> Iterator[str]:
    """Lines that end in a line break."""
    return (f"{line}\n" for line in found)
