"""The BibTeX that is written goes through bibtex and biber, where they are installed."""

import io
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from references import reference

import polybib
from polybib.formats import bibtex

ROOT = Path(__file__).resolve().parent.parent
CASES = json.loads((ROOT / "tests" / "cases" / "formats" / "entries.json").read_text(encoding="utf-8"))
SEEDS = sorted((ROOT / "seeds").glob("*.md"))


def all_cases():
    out = io.StringIO()
    bibtex.write([reference(case["csl"]) for case in CASES], out)
    return out.getvalue()


@pytest.fixture(params=["cases", *(path.name for path in SEEDS)])
def bibliography(request, tmp_path):
    """A .bib file, and the keys in it."""
    text = all_cases() if request.param == "cases" else polybib.convert(ROOT / "seeds" / request.param)
    (tmp_path / "refs.bib").write_text(text, encoding="utf-8")
    keys = re.findall(r"^@\w+\{(\w+),", text, flags=re.M)
    assert keys
    return tmp_path, keys


def run(folder, *command):
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.skipif(not shutil.which("bibtex"), reason="bibtex is not installed")
@pytest.mark.parametrize("style", ["plain", "alpha", "abbrv"])
def test_bibtex(bibliography, style):
    folder, keys = bibliography
    (folder / "refs.aux").write_text(f"\\citation{{*}}\n\\bibstyle{{{style}}}\n\\bibdata{{refs}}\n", encoding="utf-8")
    done = run(folder, "bibtex", "refs")
    assert "error message" not in done.stdout, done.stdout
    assert done.returncode == 0, done.stdout
    made = (folder / "refs.bbl").read_bytes().decode("utf-8", "replace")
    assert sorted(re.findall(r"\\bibitem(?:\[(?:[^\]]|\n)*\])?\{(\w+)\}", made)) == sorted(keys)


@pytest.mark.skipif(not shutil.which("biber"), reason="biber is not installed")
def test_biber(bibliography):
    folder, keys = bibliography
    done = run(folder, "biber", "--tool", "-O", "read.bib", "refs.bib")
    assert done.returncode == 0, done.stdout
    assert "ERROR" not in done.stdout, done.stdout
    made = (folder / "read.bib").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^@\w+\{(\w+),", made, flags=re.M)) == sorted(keys)
