"""What the documents promise is so."""

import re
from pathlib import Path

import click
import pytest

import polybib
from polybib import formats, registry

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAIRS = re.findall(r"\(seeds/([\w-]+\.md)\).*?\n```\n(.*?)\n```\n\n```bibtex\n(.*?)\n```\n", README, flags=re.S)


@pytest.mark.parametrize(("seed", "before", "after"), PAIRS, ids=[pair[0] for pair in PAIRS])
def test_before_and_after(seed, before, after):
    path = ROOT / "seeds" / seed
    assert before in path.read_text(encoding="utf-8")
    assert after in polybib.convert(path)


def test_each_seed_has_its_before_and_after():
    assert {pair[0] for pair in PAIRS} == {path.name for path in (ROOT / "seeds").glob("*.md")}


def test_every_command_and_format_is_documented():
    text = README + (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    for name in registry.names("polybib.cli"):
        command = registry.load("polybib.cli", name).command
        assert isinstance(command, click.Command)
        assert f"polybib {name}" in text
    assert all(f"`-t {name}`" in text for name in formats.names())


def test_every_style_is_documented():
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    missing = [name for name in registry.names("polybib.styles") if f"| {name} |" not in page]
    assert not missing


def test_links_lead_somewhere():
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md"), *(ROOT / "refs").glob("*.md")):
        for target in re.findall(r"\]\((?!https?://|#)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), (page.name, target)
