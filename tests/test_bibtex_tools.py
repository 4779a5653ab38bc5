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
from polybib import formats
from polybib.formats import _bibtex_latex, bibtex
from polybib.vocabulary import TYPES

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
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, errors="replace", timeout=120, check=False
    )


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


HOSTILE = {
    "title": "{ % # & $ \\ ~ ^ _ \" < > -- `` '' \u05e9\u05dc\u05d5\u05dd 😀",
    "author": [
        {"family": "van Dyke"},
        {"literal": "R&D and # 1, {Ltd"},
        {"given": "Madonna"},
        {"family": "Ōe", "given": "é"},
    ],
    "issued": {"date-parts": [[2019, 5], [2020]]},
    "note": "a; issue: b % c",
    "URL": "http://x.org/{a}%20b_c~d#e&f",
    "custom": {"et-al": "yes", "title-original": "数字", "groups": "a_b"},
}


def all_types(**more):
    """An entry of each type, with hostile values."""
    csl = [
        {"type": kind, **HOSTILE, **more, "number-of-volumes": "2", "issue": "3", "number": "4"}
        for kind in sorted(TYPES)
    ]
    return [reference(one) for one in csl]


@pytest.mark.skipif(not shutil.which("biber"), reason="biber is not installed")
@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
@pytest.mark.parametrize("latex", [False, True])
def test_biber_takes_every_type(tmp_path, name, latex):
    out = io.StringIO()
    simple = {"issued": {"date-parts": [[2019, 5]]}} if name == "bibtex" else {}  # biber warns of years in a range
    formats.load(name).write(all_types(**simple), out, latex=latex)
    (tmp_path / "refs.bib").write_text(out.getvalue(), encoding="utf-8")
    done = run(tmp_path, "biber", "--tool", "-O", "read.bib", "refs.bib")
    assert done.returncode == 0, done.stdout
    assert not re.search("ERROR|WARN", done.stdout), done.stdout
    made = (tmp_path / "read.bib").read_text(encoding="utf-8")
    assert len(re.findall(r"^@\w+\{", made, flags=re.M)) == len(TYPES)


DOCUMENT = r"""\documentclass{article}\usepackage[backend=biber]{biblatex}\addbibresource{refs.bib}
\begin{document}\nocite{*}\printbibliography\end{document}"""


@pytest.mark.skipif(not shutil.which("biber") or not shutil.which("lualatex"), reason="no biber or lualatex")
def test_biblatex_compiles(tmp_path):
    out = io.StringIO()
    formats.load("biblatex").write(all_types(), out)
    (tmp_path / "refs.bib").write_text(out.getvalue(), encoding="utf-8")
    (tmp_path / "a.tex").write_text(DOCUMENT, encoding="utf-8")
    run(tmp_path, "lualatex", "-interaction=nonstopmode", "a.tex")
    if not (tmp_path / "a.bcf").exists():
        pytest.skip("biblatex is not installed, or not what it needs")
    assert run(tmp_path, "biber", "a").returncode == 0
    done = run(tmp_path, "lualatex", "-interaction=nonstopmode", "a.tex")
    assert not re.findall(r"^! .*", done.stdout, flags=re.M), done.stdout


@pytest.mark.skipif(not shutil.which("biber"), reason="biber is not installed")
def test_biber(bibliography):
    folder, keys = bibliography
    done = run(folder, "biber", "--tool", "-O", "read.bib", "refs.bib")
    assert done.returncode == 0, done.stdout
    assert "ERROR" not in done.stdout, done.stdout
    made = (folder / "read.bib").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^@\w+\{(\w+),", made, flags=re.M)) == sorted(keys)


PLAIN = r"""\documentclass{article}\usepackage[T1]{fontenc}
\begin{document}\nocite{*}\bibliographystyle{plain}\bibliography{refs}\end{document}"""
LETTERS = "".join(_bibtex_latex._commands()) + "éàêñäāăȧåőčçşąḇůžíïŁźąęțșḍế“”–—"


@pytest.mark.skipif(not shutil.which("bibtex") or not shutil.which("pdflatex"), reason="no bibtex or pdflatex")
def test_latex_sets_what_is_written(tmp_path):
    """Each letter that becomes a command, and LaTeX's special characters."""
    chunks = [LETTERS[n : n + 20] for n in range(0, len(LETTERS), 20)]
    items = [{"type": "book", "title": f"T {chunk}", "publisher": chunk, "note": chunk} for chunk in chunks]
    items.append({"type": "book", "title": "{ % # & $ \\ ~ ^ _ \" < > -- `` '' ?`", "publisher": "A\\B", "note": "}{"})
    text = io.StringIO()
    bibtex.write([reference(one) for one in items], text, latex=True)
    assert text.getvalue().isascii()
    (tmp_path / "refs.bib").write_text(text.getvalue(), encoding="utf-8")
    (tmp_path / "a.tex").write_text(PLAIN, encoding="utf-8")
    for command in ("pdflatex -interaction=nonstopmode a.tex", "bibtex a", "pdflatex -interaction=nonstopmode a.tex"):
        done = run(tmp_path, *command.split())
    assert not re.findall(r"^! .*|Missing character.*", done.stdout, flags=re.M), done.stdout[-3000:]
    assert (tmp_path / "a.bbl").read_text(encoding="utf-8", errors="replace").count("\\bibitem") == len(items)
