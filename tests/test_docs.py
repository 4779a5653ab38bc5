"""What the documents promise is so."""

import re
from pathlib import Path

import click
import pytest

import polybib
from polybib import formats, registry, vocabulary
from polybib.formats import _entry, jsonl
from polybib.model import Field, Reference, Span

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


def test_every_key_and_field_is_documented():
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    record = jsonl.record(Reference("book", {"title": Field("Trade", spans=(Span(0, 5),), confidence=0.5)}))
    wanted = {*record, *record["source"], *record["fields"]["title"], *vocabulary.CUSTOM}
    wanted |= {*_entry.ORDER, *_entry.TYPES, *_entry.TYPES.values(), "misc", "mastersthesis"}
    wanted |= {*_entry.PLAIN, *_entry.PEOPLE, *_entry.DATES, *_entry.VERBATIM, *_entry.SHELF}
    missing = [
        key for key in wanted if not re.search(rf"(?<![\w-]){re.escape(key.partition('.')[2] or key)}(?![\w-])", page)
    ]
    assert not missing


def test_every_style_is_documented():
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    missing = [name for name in registry.names("polybib.styles") if f"| {name} |" not in page]
    assert not missing


def test_every_file_of_data_has_its_source():
    notice = (ROOT / "NOTICE.md").read_text(encoding="utf-8")
    for path in (ROOT / "src" / "polybib" / "data").rglob("*"):
        if path.is_file() and path.suffix != ".md":
            assert ("words/*.json" if path.parent.name == "words" else path.name) in notice, path


def test_links_lead_somewhere():
    for page in (ROOT / "README.md", ROOT / "NOTICE.md", *(ROOT / "docs").glob("*.md"), *(ROOT / "refs").glob("*.md")):
        text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.S)
        for target in re.findall(r"\]\((?!https?://|#)([^)#]+)", text):
            assert (page.parent / target).exists(), (page.name, target)
