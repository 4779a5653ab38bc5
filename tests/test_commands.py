"""What `polybib --help` tells, and that it loads no command to tell it."""

import subprocess
import sys

import click

from polybib import cli, registry


def test_the_short_helps_are_those_of_the_commands():
    shown = {name: registry.load(cli.PACKAGE, name).command.get_short_help_str(100) for name in cli.HELPS}
    assert shown == cli.HELPS
    assert set(cli.HELPS) == set(registry.names(cli.PACKAGE))


def test_help_loads_no_command():
    program = (
        "import sys; from polybib import cli\n"
        "try: cli.main(['--help'])\n"
        "finally: print(*(name for name in sys.modules if name.startswith('polybib.')), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, encoding="utf-8")
    assert all(f"  {name} " in done.stdout for name in cli.HELPS)
    assert set(done.stderr.split()) <= {"polybib.cli", "polybib.errors", "polybib.registry"}


def test_a_command_without_an_entry_tells_its_own(monkeypatch):
    monkeypatch.delitem(cli.HELPS, "formats")
    context = click.Context(cli.group)
    assert "Show the formats that can be read and written." in cli.group.get_help(context)
