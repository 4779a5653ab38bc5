"""The command line: one command a file, loaded when it is called. Data goes to standard output, the rest to stderr.

Exit codes: 0 done, 1 done with findings (under --strict), 2 wrong use, 3 unreadable input, 4 a remote source failed;
130 interrupted, 70 an error of ours.
"""

from __future__ import annotations

import gc
import io
import os
import sys
import warnings
from collections.abc import Sequence

import click

from polybib import registry
from polybib.errors import Error, InputError, OptionError

PACKAGE = "polybib.cli"
INTERRUPTED, OURS = 130, 70
GARBAGE = (50_000, 20, 100)  # records hold no cycles: looking for some after every 700 takes a quarter of the time
HELPS = {  # what --help tells of each command; of another its module tells
    "cache": "Show or clear the answers that are kept.",
    "check": "Check references and their DOIs against Crossref.",
    "convert": "Read the references of documents and write a bibliography.",
    "dedupe": "Find the entries of one work and make one of them.",
    "enrich": "Fill in what references lack, from Crossref.",
    "eval": "Measure how well references are read, against gold.",
    "explain": "Show how each reference was read.",
    "find": "Show the references of a document as they stand.",
    "format": "Write a finished bibliography in any style.",
    "formats": "Show the formats that can be read and written.",
    "styles": "Show the styles for bibliographies.",
    "zotero": "Send references to Zotero, or read them from it.",
}


class _Commands(click.Group):
    """The commands are the modules of this package; each has a click command named `command`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(registry.names(PACKAGE))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in registry.names(PACKAGE):
            return None
        command: click.Command = registry.load(PACKAGE, cmd_name).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands, none of them loaded: --help is there at once."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, HELPS.get(name) or self._short(ctx, name)) for name in self.list_commands(ctx)])

    def _short(self, ctx: click.Context, name: str) -> str:
        command = self.get_command(ctx, name)
        return command.get_short_help_str() if command else ""


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        import polybib

        click.echo(f"polybib {polybib.__version__}")
        ctx.exit()


@click.command(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="polybib COMMAND --help tells more. INPUT is a file, or - for standard input.",
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version.")
def group() -> None:
    """Find the references of a document, in any style and script, and write them as BibTeX or CSL-JSON."""


def main(args: Sequence[str] | None = None) -> None:
    """Runs the command line and leaves with its exit code."""
    _utf8()
    gc.set_threshold(*GARBAGE)
    warnings.showwarning = _warn
    if "_POLYBIB_COMPLETE" in os.environ:  # a shell asks what may come next; click answers
        group.main(prog_name="polybib")
    sys.exit(_finished(_run(args)))


def _warn(message: Warning | str, category: type[Warning], *_: object, **__: object) -> None:
    """A warning of ours is one line; those of libraries are not for the user."""
    if category is RuntimeWarning:
        _say(str(message), 0)


def _run(args: Sequence[str] | None) -> int:
    """The exit code; every error is one line."""
    try:
        with group.make_context("polybib", list(sys.argv[1:] if args is None else args)) as context:
            return int(group.invoke(context) or 0)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return 2
    except click.ClickException as error:
        return _say(_usage(error), error.exit_code if isinstance(error, click.UsageError) else InputError.exit_code)
    except (click.Abort, KeyboardInterrupt):
        return _say("interrupted", INTERRUPTED)
    except BrokenPipeError:
        return 0
    except Error as error:
        return _say(str(error), error.exit_code)
    except OSError as error:  # inputs have their own errors (documents.read)
        return _unwritten(error)
    except Exception as error:
        if os.environ.get("POLYBIB_DEBUG"):
            raise
        return _say(
            f"an error of polybib itself: {type(error).__name__}: {error} "
            "(please report it; POLYBIB_DEBUG=1 shows where it happened)",
            OURS,
        )


def _usage(error: click.ClickException) -> str:
    path = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "polybib"
    return f"{error.format_message()} (see '{path} --help')"


def _say(message: str, code: int) -> int:
    from polybib.formats._text import one_line

    click.echo(f"polybib: {one_line(message)}", err=True)
    return code


def _unwritten(error: OSError) -> int:
    place = f"{error.filename}: " if error.filename else ""
    return _say(f"{place}the output could not be written: {error.strerror or error}", OptionError.exit_code)


def _utf8() -> None:
    """UTF-8 on every stream, whatever the system's code page; what is said to a closed stream goes nowhere."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            ending = "\n" if stream is sys.stdout else None
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline=ending)
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115


def _finished(code: int) -> int:
    """The exit code once all output is written. A reader that has gone away is no error."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0 if isinstance(error, BrokenPipeError) else code or _unwritten(error)
