"""BibTeX and BibLaTeX, read and written: samples as people have them, round trips, keys by a pattern, LaTeX."""

import io
import json
import time
from pathlib import Path

import bibtexparser
import pybtex.database
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from references import reference

from polybib import finding, formats
from polybib.cli import main
from polybib.documents import Document
from polybib.errors import OptionError
from polybib.formats import _bibtex_dates, _bibtex_keys, _bibtex_latex, _bibtex_names, bibitem, bibtex
from polybib.vocabulary import CUSTOM, DATES, NAMES, TEXTS, TYPES

CASES = Path(__file__).parent / "cases" / "formats"
GOLD = json.loads((CASES / "bibtex_read.json").read_text(encoding="utf-8"))
VALUES = json.loads((CASES / "bibtex_values.json").read_text(encoding="utf-8"))
KEYS = json.loads((CASES / "bibtex_keys.json").read_text(encoding="utf-8"))
DIALECTS = ("bibtex", "biblatex")
ALONE = {"short-form", "et-al", "author-original", "editor-original", "translator-original"}


def written(name, items, **options):
    out = io.StringIO()
    formats.load(name).write([reference(one) for one in items], out, **options)
    return out.getvalue()


def back(name, item, **options):
    found = [*bibtex.read(written(name, [item], **options), "x.bib")]
    assert len(found) == 1
    assert not found[0].issues
    return {key: value for key, value in found[0].csl().items() if key != "id"}


@pytest.mark.parametrize("name", sorted({case["file"] for case in GOLD}))
def test_samples(name):
    text = (CASES / "bibtex" / name).read_bytes().decode("utf-8")
    found = [
        {"file": name, "line": one.source.label, "csl": one.csl(), "issues": [issue.code for issue in one.issues]}
        for one in bibtex.read(text, name)
    ]
    assert found == [case for case in GOLD if case["file"] == name]


@pytest.mark.parametrize("case", VALUES["latex"], ids=lambda case: case[0])
def test_latex(case):
    assert _bibtex_latex.decode(case[0]) == case[1]


@pytest.mark.parametrize("case", VALUES["names"], ids=lambda case: case[0])
def test_names(case):
    found = _bibtex_names.read(case[0])
    assert (found.names, found.others) == (case[1], case[0].endswith("others"))


@pytest.mark.parametrize("case", VALUES["dates"], ids=lambda case: "-".join(case[0]))
def test_dates(case):
    read = _bibtex_dates.edtf if len(case[0]) == 1 else _bibtex_dates.printed
    assert read(*case[0]) == case[1]


@pytest.mark.parametrize("case", KEYS["good"], ids=lambda case: case[0])
def test_keys_by_a_pattern(case):
    assert _bibtex_keys.maker(case[0])(reference(KEYS["item"])) == case[1]


@pytest.mark.parametrize("pattern", KEYS["bad"])
def test_a_bad_pattern_is_one_line(pattern):
    with pytest.raises(OptionError, match=r"--key: [^\n]+$"):
        _bibtex_keys.maker(pattern)


def test_equal_keys_by_a_pattern_get_letters():
    text = written("bibtex", [KEYS["item"]] * 3, key="[auth:lower][yy]")
    assert [entry.key for entry in bibtexparser.parse_string(text).entries] == [
        "berg19",
        "berg19a",
        "berg19b",
    ]


@pytest.mark.parametrize("name", DIALECTS)
@pytest.mark.parametrize("kind", sorted(TYPES))
def test_each_type_comes_back_with_every_variable(name, kind):
    item = {"type": kind, "author": [{"family": "Berg", "given": "A.", "non-dropping-particle": "van"}]}
    item |= {field: f"{field} a; b -- 1" for field in TEXTS}
    item |= {"language": "zh-TW", "page": "1-9, 12", "URL": "http://x.org/a_b?c=%20~d", "DOI": "10.1/a_{b}"}
    item |= {
        field: [{"family": "Li", "given": "J."}, {"literal": "Acme, Inc."}] for field in NAMES if field != "author"
    }
    item |= {field: {"date-parts": [[2001, 2], [2002]], "circa": True} for field in DATES}
    item["custom"] = {field: f"held {field}" for field in CUSTOM if field not in ALONE} | {"et-al": "yes"}
    assert back(name, item) == item


WORDS = st.text(
    st.characters(categories=("L", "N", "P", "S", "Zs"), exclude_characters="\u2028\u2029"), max_size=25
).map(lambda text: " ".join(text.split()))
TEXT = WORDS.filter(lambda text: text and _bibtex_latex.unicodedata.normalize("NFC", text) == text)
WORD = st.from_regex(r"\A[A-ZÀ-Ö][a-zß-öø-ÿ]{1,8}\Z")
PERSON = st.one_of(
    st.builds(lambda family, given: {"family": family, "given": given}, WORD, WORD),
    st.builds(lambda text: {"literal": text}, TEXT.filter(lambda text: any(map(str.isalpha, text)))),
)
DATE = st.one_of(
    st.builds(
        lambda y, m, d: {"date-parts": [[y, m, d]]}, st.integers(1, 2100), st.integers(1, 12), st.integers(1, 28)
    ),
    st.builds(lambda y, s: {"date-parts": [[y]], "season": s}, st.integers(1000, 2100), st.integers(1, 4)),
    st.builds(lambda a, b: {"date-parts": [[a], [b]]}, st.integers(1000, 2100), st.just(0) | st.integers(2101, 2200)),
)
# Numbers, pages, editions and identifiers have forms of their own; the documents tell which.
FREE = sorted({*TEXTS} - {"page", "edition", "URL", "DOI", "language", "genre", "note"})
ITEM = st.fixed_dictionaries(
    {"type": st.sampled_from(sorted(TYPES)), "title": TEXT},
    optional={
        **{name: TEXT for name in FREE if name != "title"},
        **{name: st.lists(PERSON, min_size=1, max_size=3) for name in NAMES},
        **dict.fromkeys(DATES, DATE),
    },
)


@settings(max_examples=40, deadline=None)
@given(ITEM, st.sampled_from(DIALECTS), st.booleans())
def test_round_trips(item, name, latex):
    assert back(name, item, latex=latex) == item


@settings(max_examples=15, deadline=None)
@given(st.lists(ITEM, max_size=3))
def test_other_readers_take_biblatex(items):
    text = written("biblatex", items)
    assert len(bibtexparser.parse_string(text).entries) == len(items)
    assert len(pybtex.database.parse_string(text, "bibtex").entries) == len(items)


@settings(max_examples=60, deadline=None)
@given(st.text('@{}",=#\\%abc \n', max_size=60))
def test_no_text_is_too_broken(text):
    for one in bibtex.read("@a{k,\n" + text + "\n@book{last, title = {T}}\n", "x"):
        assert one.kind == "reference"


def test_keys_and_what_no_variable_is_for_stay():
    text = (CASES / "bibtex" / "jabref.bib").read_text(encoding="utf-8")
    out = io.StringIO()
    bibtex.write(bibtex.read(text, "x"), out)
    made = out.getvalue()
    assert made.startswith("@article{Knuth1984,")
    assert "groups       = {tex, history}" in made


def test_latex_is_ascii():
    item = {"type": "book", "title": "Über “Mía” – Łódź", "author": [{"family": "Erdős", "given": "Ž."}]}
    text = written("bibtex", [item], latex=True)
    assert text.isascii()
    assert '{\\"U}ber' in text
    assert "Erd{\\H o}s" in text


def test_bibitems():
    item = {"type": "book", "title": "A & B", "author": [{"family": "Li", "given": "J."}], "DOI": "10.1/x"}
    text = written("bibitem", [item, item])
    found = [*finding.references(Document(f"\\section{{A}} Text.\n{text}"))]
    assert [one.label for one in found] == ["li", "lia"]
    assert found[0].raw == "Li, J. \\emph{A \\& B}. doi:10.1/x."
    assert all(len(one.raw) == len(one.offsets) for one in found)
    assert bibitem.item(reference({"type": "book"}, raw="As it stood 100%")) == "As it stood 100\\%"


@pytest.mark.parametrize(
    "hostile", ["@article{a, t = {" * 2000, "{" * 50000, '@a{b,c="' + "{x" * 20000, "@a{b, " + "c={d} " * 20000]
)
def test_hostile_texts_take_little_time(hostile):
    start = time.monotonic()
    assert all(one.raw for one in bibtex.read(hostile, "x"))
    assert time.monotonic() - start < 5


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--key", "[auth:upper][yy]", "--latex"], 0, "@article{KNUTH84,"),
        (["--key", "[auth"], 2, "polybib: --key: a bracket has no partner at 1 of '[auth'\n"),
        (["-t", "jsonl", "--latex"], 2, "polybib: --latex: jsonl has no such option"),
    ],
)
def test_options_of_the_command_line(options, code, said, capsys):
    with pytest.raises(SystemExit) as left:
        main(["convert", str(CASES / "bibtex" / "jabref.bib"), *options])
    done = capsys.readouterr()
    assert left.value.code == code
    assert said in (done.err if code else done.out)
