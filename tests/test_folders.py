"""Folders and patterns: a file in them that cannot be read costs only itself."""

import pytest

from polybib.cli import main

GOOD = "@book{a, title = {Trust}, author = {Hu, D.}, year = 2001}\n"
REFUSED = {
    "x.bib": (b"%PDF-1.4 \x00\x01", "x.bib: this is a PDF file, not text"),
    "x.ris": (b"\x00\x01\x02\x03" * 40, "x.ris: "),
    "x.yaml": (b"references:\n- &a\n  id: b\n  title: Two\n- *a\n", "x.yaml: line 5: YAML with aliases is not read"),
}


def run(capsys, *args):
    with pytest.raises(SystemExit) as left:
        main([str(one) for one in args])
    done = capsys.readouterr()
    return left.value.code, done.out, done.err


@pytest.mark.parametrize("name", ["x.bib", "x.ris"])
@pytest.mark.parametrize("command", ["convert", "dedupe"])
@pytest.mark.parametrize("given", [".", "*"])
def test_a_file_of_a_folder_costs_only_itself(name, command, given, tmp_path, capsys, monkeypatch):
    content, said = REFUSED[name]
    (tmp_path / "good.bib").write_text(GOOD, encoding="utf-8")
    (tmp_path / name).write_bytes(content)
    monkeypatch.chdir(tmp_path)
    code, out, err = run(capsys, command, given)
    assert (code, "Trust" in out) == (3, True)
    assert said in err


def test_a_file_that_is_refused_while_it_is_read(tmp_path, capsys, monkeypatch):
    content, said = REFUSED["x.yaml"]
    (tmp_path / "good.bib").write_text(GOOD, encoding="utf-8")
    (tmp_path / "x.yaml").write_bytes(content)
    monkeypatch.chdir(tmp_path)
    code, out, err = run(capsys, "convert", "*", "-o", "all.json")
    assert (code, out) == (3, "")
    assert said in err
    assert "Trust" in (tmp_path / "all.json").read_text(encoding="utf-8")


def test_a_file_that_is_named_ends_the_work(tmp_path, capsys):
    (tmp_path / "good.bib").write_text(GOOD, encoding="utf-8")
    (tmp_path / "x.yaml").write_bytes(REFUSED["x.yaml"][0])
    target = tmp_path / "all.json"
    code, _, err = run(capsys, "convert", tmp_path / "good.bib", tmp_path / "x.yaml", "-o", target)
    assert (code, target.exists()) == (3, False)
    assert len(err.splitlines()) == 1


def test_nothing_that_can_be_read_writes_nothing(tmp_path, capsys, monkeypatch):
    (tmp_path / "x.yaml").write_bytes(REFUSED["x.yaml"][0])
    monkeypatch.chdir(tmp_path)
    code, _, err = run(capsys, "convert", "*.yaml", "-o", "all.json")
    assert (code, (tmp_path / "all.json").exists(), len(err.splitlines())) == (3, False, 1)


def test_broken_entries_are_told_with_their_lines(tmp_path, capsys):
    file = tmp_path / "a.bib"
    file.write_text(GOOD + "@book{b, title = {Open\n\n" * 12, encoding="utf-8")
    code, out, err = run(capsys, "convert", file)
    lines = err.splitlines()
    assert code == 0
    assert lines[0].startswith(f"polybib: {file}: line 2: the entry is broken")
    assert lines[-2] == "polybib: 2 more entries could not be read and are kept as text"
    assert out.count("Open") == 12


@pytest.mark.parametrize("to", ["csl-json", "csl-yaml", "markdown", "bibtex", "biblatex"])
def test_keys_by_a_pattern(to, tmp_path, capsys):
    file = tmp_path / "a.bib"
    file.write_text(GOOD, encoding="utf-8")
    code, out, _ = run(capsys, "convert", file, "-t", to, "--key", "[auth:upper][yy]")
    assert (code, "HU01" in out) == (0, True)
