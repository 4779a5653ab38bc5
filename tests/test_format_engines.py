"""Formatted bibliographies: languages, order, engines that fail or hang, outputs, the command and its page."""

import html.parser
import json
import re
import stat
import warnings
import zipfile
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from click.testing import CliRunner
from format_page import EXAMPLE, PAGE, output

import polybib
from polybib import bibliography
from polybib.bibliography import engines, outputs, romanize, runs, styles
from polybib.bibliography.engines import bst, citeproc_js, citeproc_py, pandoc
from polybib.cli.format import command
from polybib.errors import Error, OptionError
from polybib.formats import csl_json
from polybib.model import Name

HERE = Path(__file__).resolve().parent
CASES = json.loads((HERE / "cases" / "bibliography" / "formatted.json").read_text(encoding="utf-8"))
HOSTILE = [
    "<img src=x onerror=alert(1)>", '"><script>alert(1)</script>', "a & b &lt; c", "\\input{x} $x$ %y #z ~ ^",
    "*a* _b_ `c`",
    "[x](javascript:alert(1))", "</span></div>", "<i>open", "\u202eright to left", "@i1 [@i2]",
    "---", "nocite: |", "''quotes\"", "{braces}", "數字<經濟>", "ё", "1. list", "# head", "> quote", "...",
]  # fmt: skip
WORDS = re.compile(r"\w+|[<>&@$\\{}]")


def items(rows):
    return list(csl_json.read(json.dumps(rows), "items.json"))


def lines(made):
    return outputs.load("text").write(made).splitlines()


def program(folder, body):
    """A program that stands for pandoc."""
    path = folder / "pandoc"
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@pytest.fixture
def three():
    return items(
        [
            {
                "id": "a",
                "type": "book",
                "title": "Trust",
                "author": [{"family": "Hu", "given": "D."}],
                "language": "en",
            },
            {"id": "b", "type": "book", "title": "Доверие", "author": [{"family": "Ху", "given": "Д."}]},
            {"id": "c", "type": "book", "title": "Third", "DOI": "10.1/a_b", "URL": "javascript:alert(1)"},
        ]
    )


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_lists(case, monkeypatch):
    monkeypatch.chdir(HERE.parent)
    assert lines(bibliography.make(items(case["items"]), case["style"], **case.get("options", {}))) == case["lines"]


def test_words_in_latin_letters():
    rows = (HERE / "cases" / "bibliography" / "romanized.jsonl").read_text(encoding="utf-8").splitlines()
    for one in map(json.loads, rows):
        assert romanize.text(one["text"], one["scheme"], one["language"]) == one["latin"], one
    for names in (("吕", "绿"), ("诸葛", "亮"), ("单", "西安")):
        assert str(romanize.name(Name(*names), "pinyin")) in ("Lü, Lü", "Zhuge, Liang", "Shan, Xi’an")


def test_the_engines_agree(three):
    made = [lines(bibliography.make(three, "ieee", engine=name)) for name in ("pandoc", "citeproc-py")]
    assert made[0] == made[1] != []


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("exec sleep 30", "took longer"),
        ("echo broken >&2; exit 83", "broken"),
        ("echo '{}'", "no list"),
        ("kill -9 $$", "failed"),
    ],
)
def test_after_an_engine_that_fails_comes_the_next(body, why, three, tmp_path, monkeypatch):
    path = program(tmp_path, body)
    monkeypatch.setattr(pandoc, "path", lambda: path)
    made = bibliography.make(three[:1], "ieee", timeout=3)
    assert lines(made) == ["[1] D. Hu, Trust."]
    assert made.engines == ("citeproc-py",)
    assert any("pandoc" in told and "citeproc-py" in told and why in told for told in made.warnings)


def test_an_item_that_an_engine_cannot_write_costs_only_itself(three, tmp_path, monkeypatch):
    path = program(tmp_path, f'grep -q Third items.json && exit 1; exec {pandoc.path()} "$@"')
    monkeypatch.setattr(pandoc, "path", lambda: path)
    monkeypatch.setattr(citeproc_py, "available", lambda: "not here")
    made = bibliography.make(three, "ieee")
    assert [one.plain for one in made.sections[0].entries] == [False, False, True]
    assert lines(made)[2] == "[3] Third. 10.1/a_b. javascript:alert(1)."
    assert any(told.endswith(": c") for told in made.warnings)


def test_without_any_engine_the_message_says_what_to_install(three, monkeypatch):
    for one in (pandoc, citeproc_py):
        monkeypatch.setattr(one, "available", lambda: "not installed")
    with pytest.raises(OptionError, match=re.escape("pip install 'polybib[styles]'")):
        bibliography.make(three, "ieee")
    with pytest.raises(OptionError, match="no engine 'word'"):
        engines.load("word")


def test_citeproc_js_is_brought_by_the_user(three, monkeypatch):
    monkeypatch.delenv(citeproc_js.PLACE, raising=False)
    with pytest.raises(OptionError, match="citeproc-js"):
        bibliography.make(three, "ieee", engine="citeproc-js")


def test_a_style_of_bibtex_that_never_ends_is_stopped(three, tmp_path):
    path = tmp_path / "long.bst"
    path.write_text(
        "ENTRY { title } {} {}\nFUNCTION {on} { { #1 } { skip$ } while$ }\nREAD\nEXECUTE {on}\n", encoding="utf-8"
    )
    made = bibliography.make(three, str(path), timeout=3)
    assert [one.plain for one in made.sections[0].entries] == [True] * 3
    assert any("took longer" in told for told in made.warnings)
    assert bst.available() == ""


def test_hostile_texts_come_out_as_they_are_in_every_output(tmp_path):
    rows = [{"id": f"h{n}", "type": "book", "title": text, "language": "en"} for n, text in enumerate(HOSTILE)]
    made = bibliography.make(items(rows), "ieee")
    shown = [runs.plain(one.text) for one in made.sections[0].entries]
    assert len(shown) == len(HOSTILE)
    for text, entry in zip(HOSTILE, shown, strict=True):
        assert {*WORDS.findall(text)} <= {*WORDS.findall(entry)}, (text, entry)
    page = outputs.load("html").write(made)
    tags = set(re.findall(r"<(\w+)", page))
    assert tags <= {*"html head meta title style body section h1 div span i b sup sub a br".split()}
    latex = outputs.load("latex").write(made)
    assert not any("\u202e" in text for text in (page, latex, outputs.load("markdown").write(made)))
    assert r"\input{" not in latex.replace(r"\textbackslash{}input", "")
    assert "[x](javascript" not in outputs.load("markdown").write(made)


class Spans(html.parser.HTMLParser):
    """The COinS of a page."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        held = dict(attrs)
        if held.get("class") == "Z3988":
            self.found.append(parse_qs(held["title"]))


def test_html_has_links_languages_and_coins(three):
    page = outputs.load("html").write(bibliography.make(three, "apa"))
    reader = Spans()
    reader.feed(page)
    assert [one["rft.btitle"] for one in reader.found] == [["Trust"], ["Third"], ["Доверие"]]
    assert reader.found[0]["rft.aulast"] == ["Hu"]
    assert '<a href="https://doi.org/10.1/a_b">https://doi.org/10.1/a_b</a>' in page
    assert 'href="javascript' not in page
    assert reader.found[1]["rft_id"] == ["info:doi/10.1/a_b"]
    assert '<div class="entry" lang="ru">Ху' in page


def test_every_output_keeps_italics(three):
    made = bibliography.make(three, "apa")
    assert "*Trust*" in outputs.load("markdown").write(made)
    assert r"\textit{Trust}" in outputs.load("latex").write(made)
    with zipfile.ZipFile(BytesIO(outputs.load("docx").write(made))) as held:
        body = held.read("word/document.xml").decode()
        assert re.search(r"<w:i ?/>.{0,200}Trust", body)
        assert 'w:lang w:val="ru"' in body
        assert "https://doi.org/10.1/a_b" in held.read("word/_rels/document.xml.rels").decode()


def test_small_capitals():
    text = runs.parse('<span style="font-variant:small-caps;">Hu</span> &amp; <em>x</em>')[1]
    assert runs.write(text) == '<span class="smallcaps">Hu</span> &amp; <i>x</i>'
    assert outputs.load("latex")._runs(text) == r"\textsc{Hu} \& \textit{x}"


def test_the_function(three):
    assert polybib.format(three[:1], "ieee") == "[1] D. Hu, Trust.\n"
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        polybib.format(items([{"id": "q", "type": "document"}]), "ieee")
    assert "q" in str(told[0].message)
    for bad, options in (([{"id": "q"}], {}), (5, {}), (three, {"order": "odd"}), (three, {"timeout": -1})):
        with pytest.raises(Error):
            polybib.format(bad, "ieee", **options)


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--style", "ieee"], 0, ""),
        (["--style", "ieee", "-o", "list.docx"], 0, "1 entry"),
        (["--style", "ieee", "-o", "list.xyz"], 2, "no output is known"),
        (["--style", "no-such-style"], 2, "nearest"),
        (["--style", "ieee", "--locale", "../x"], 2, "no locale"),
        (["--style", "ieee", "--locale", "xx-YY"], 2, "no locale"),
        (["--style", "ieee", "--locale", "be-BY", "--one-locale"], 0, ""),
        (["--style", "ieee", "--engine", "word"], 2, "no engine"),
        ([], 2, "--style"),
    ],
)
def test_the_command(arguments, code, told, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("one.json").write_text('[{"id": "a", "type": "book", "title": "Trust"}]', encoding="utf-8")
    done = CliRunner().invoke(command, ["one.json", *arguments])
    got = (
        done.exit_code if done.exception is None or isinstance(done.exception, SystemExit) else done.exception.exit_code
    )
    assert (got, told in f"{done.stderr}{done.exception}") == (code, True)


def test_a_large_list_comes_out_whole():
    rows = [
        {"id": f"r{n}", "type": "book", "title": f"Title {n}", "language": "ru" if n % 3 else "en"} for n in range(2500)
    ]
    made = bibliography.make(items(rows), "ieee")
    assert [one.label for one in made.sections[0].entries] == [f"[{n}]" for n in range(1, 2501)]
    assert all(f"Title {n}" in runs.plain(one.text) for n, one in enumerate(made.sections[0].entries))


@pytest.mark.parametrize(
    ("arguments", "shown"), [(one[1], one[2]) for one in EXAMPLE.findall(PAGE.read_text(encoding="utf-8"))]
)
def test_the_page_shows_what_the_command_writes(arguments, shown):
    assert output(arguments) == shown


def test_the_page_has_each_of_the_styles_asked_for():
    text = PAGE.read_text(encoding="utf-8")
    for name in ("gost-r-7-0-5", "gb-t-7714-2015", "gb-t-7714-2025", "apa", "chicago", "ieee"):
        assert any(name in one[1] for one in EXAMPLE.findall(text)), name
    assert styles.find("apa").id == "apa"
