"""The examples of docs/format.md: each command with what it writes. `python tests/format_page.py` writes them anew."""

import re
from pathlib import Path

from click.testing import CliRunner

from polybib.cli.format import command

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "format.md"
EXAMPLE = re.compile(r"(```sh\npolybib format (docs/mixed\.json [^\n]*)\n```\n\n```text\n)(.*?)(\n```)", re.S)


def output(arguments):
    """What a command writes, run in the folder of the project."""
    words = [str(ROOT / word) if word.startswith("docs/") else word for word in arguments.split()]
    done = CliRunner().invoke(command, [*words, "-q"], standalone_mode=False)
    assert done.exception is None, done.exception
    return done.stdout.rstrip("\n")


def main():
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(EXAMPLE.sub(lambda found: found[1] + output(found[2]) + found[4], text), encoding="utf-8")


if __name__ == "__main__":
    main()
