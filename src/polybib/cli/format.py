"""polybib format: a finished bibliography."""

from __future__ import annotations

import click

from polybib import bibliography
from polybib.bibliography import outputs, romanize
from polybib.cli import _io, convert
from polybib.errors import OptionError


@click.command("format", short_help="Write a finished bibliography in any style.")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--style", required=True, metavar="STYLE", help="A CSL or BibTeX style: its name, or a file.")
@convert._reading
@click.option("-t", "--to", type=click.Choice(outputs.names()), help="What to write. Default: by FILE, or text.")
@click.option("-o", "--output", "target", metavar="FILE", help="Where to write. Default: standard output.")
@click.option("--locale", metavar="TAG", default="", help="The locale of the list. Default: the style's.")
@click.option("--one-locale", is_flag=True, help="Every entry in that locale, whatever its language.")
@click.option("--order", type=click.Choice(bibliography.ORDERS), default="style", help="Default: as STYLE says.")
@click.option("--romanize", "scheme", type=click.Choice(romanize.SCHEMES), help="Add a second list, in Latin letters.")
@click.option("--bilingual", is_flag=True, help="Both forms of an entry, where the document has both.")
@click.option("--engine", metavar="NAME", default="", help="pandoc, citeproc-py, citeproc-js. Default: the best there.")
@click.option(
    "--timeout", type=click.FloatRange(1, 3600), default=bibliography.TIMEOUT, metavar="SECONDS",
    help="How long an engine may take for a part of the list.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Replace FILE where it exists.")
@click.option("--strict", is_flag=True, help="Leave with exit code 1 when there are warnings, or no references.")
@click.option("-q", "--quiet", is_flag=True, help="Do not print the line that sums up.")
def command(
    inputs: tuple[str, ...],
    style: str,
    form: str | None,
    encoding: str | None,
    to: str | None,
    target: str | None,
    locale: str,
    one_locale: bool,
    order: str,
    scheme: str | None,
    bilingual: bool,
    engine: str,
    timeout: float,
    force: bool,
    strict: bool,
    quiet: bool,
) -> int:
    """Find every reference of INPUT and write the list of them in a style, each entry in its own language.

    STYLE is the name of a CSL style ('polybib styles WORD' lists them), a .csl file, or a style of BibTeX. Nothing is
    fetched.

    \b
      polybib format thesis.md --style gost-r-7-0-5-2008-numeric
      polybib format library.bib --style gb-t-7714-2025-numeric -o list.html
      polybib format thesis.md --style apa -o list.docx
      polybib format thesis.md --style gost-r-7-0-5-2008-numeric --romanize ala-lc
    """
    output = outputs.load(to or _io.by_suffix(outputs.PACKAGE, target, default="text", what="output"))
    _io.keep_inputs(inputs, target)
    read, references, failed = _io.gathered(inputs, form, encoding, target)
    if not any(one.kind == "reference" for one in references):
        _io.say_nothing_found(read)
        return _io.ended(failed, int(strict))
    made = bibliography.make(
        references, style, locale=locale, one_locale=one_locale, order=order, engine=engine, romanize=scheme or "",
        bilingual=bilingual, timeout=timeout,
    )  # fmt: skip
    for warning in made.warnings:
        _io.tell(style, warning)
    _write(output.write(made), target, force)
    if not quiet:
        click.echo(bibliography.summary(made), err=True)
    return _io.ended(failed, int(strict and bool(made.warnings)))


def _write(made: str | bytes, target: str | None, force: bool) -> None:
    """To the file or standard output; a binary one not to a terminal."""
    with _io.output(target, force=force) as out:
        if isinstance(made, str):
            out.write(made)
        elif out.isatty():
            raise OptionError("this is no text", where="-t docx", next_step="-o FILE writes to a file")
        else:
            out.buffer.write(made)
