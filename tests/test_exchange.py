"""Records of other programs: what they write is read, what is written is read back the same."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from references import reference

import polybib
from polybib import collect, formats
from polybib.errors import InputError, OptionError
from polybib.formats import _read, _values
from polybib.model import Field, Issue, Name, Reference, ReferenceList, Source, Span
from polybib.vocabulary import CUSTOM, DATES, NAMES, TEXTS, TYPES

CASES = Path(__file__).parent / "cases" / "formats"
FILES = json.loads((CASES / "exchange.json").read_text(encoding="utf-8"))
BAD = json.loads((CASES / "exchange-bad.json").read_text(encoding="utf-8"))
FLAT = ("ris", "endnote-xml", "nbib", "csv")
EXACT = ("csl-json", "csl-yaml", "jsonl", "markdown")


def written(name, references, **options):
    out = io.StringIO()
    formats.load(name).write(references, out, **options)
    return out.getvalue()


def items(found):
    """The items of references, without their ids."""
    return [{key: value for key, value in one.csl().items() if key != "id"} for one in found]


@pytest.mark.parametrize("case", FILES, ids=lambda case: case["name"])
def test_what_programs_write_is_read(case):
    given = collect.read("\n".join(case["text"]), name=case.get("file", ""))
    assert given.format == case["format"]
    found = list(collect.references(given))
    assert items(found) == case["csl"]
    assert [issue.code for one in found for issue in one.issues] == case.get("issues", [])
    assert all(one.source.file == case.get("file", "") for one in found)


@pytest.mark.parametrize("case", BAD, ids=lambda case: case["name"])
def test_bad_files_lose_only_what_is_bad(case):
    text = "\n".join(case["text"])
    if "error" in case:
        with pytest.raises(InputError, match=case["error"]):
            list(polybib.references(text, form=case["format"]))
        return
    found = list(polybib.references(text, form=case["format"]))
    assert [one.text("title") for one in found] == case["titles"]
    messages = [issue.message for one in found for issue in one.issues]
    assert len(messages) == len(case["says"])
    assert all(sign in message for sign, message in zip(case["says"], messages, strict=True)), messages


LETTERS = "aZ éЖя中志한ñ0 9.:;,-–—'\"«»()[]{}<>&%$#_\\/=+@*!?|~^`😀אب"
TEXT = st.text(LETTERS, min_size=1, max_size=12).map(lambda text: " ".join(text.split())).filter(bool)
WORD = st.text("abcЖя志é", min_size=1, max_size=6)
FAMILY = WORD.map(lambda word: f"X{word}")
PERSON = st.one_of(
    st.builds(lambda family, given: {"family": family, "given": given}, FAMILY, FAMILY),
    st.builds(
        lambda family, given: {"family": family, "given": given, "suffix": "Jr.", "non-dropping-particle": "van der"},
        FAMILY,
        FAMILY,
    ),
    st.builds(lambda one, two: {"literal": f"{one}, {two} & Co"}, FAMILY, WORD),
)
DATE = st.sampled_from(
    [
        {"date-parts": [[2019]]},
        {"date-parts": [[2019, 5]]},
        {"date-parts": [[2019, 5, 12]]},
        {"date-parts": [[2019], [2020]]},
        {"date-parts": [[2019, 11, 30], [2020, 1, 2]]},
        {"date-parts": [[1984], [0]]},
        {"date-parts": [[-44, 3, 15]]},
        {"date-parts": [[812]]},
        {"date-parts": [[2018]], "season": 3},
        {"date-parts": [[1650]], "circa": True},
        {"date-parts": [[1865]], "literal": "清同治四年"},
        {"literal": "forthcoming"},
    ]
)
SPECIAL = {
    "page": st.sampled_from(["236-241", "5", "e12", "36-41, 50", "S3-S9", "E550-556", "7-7", "iv-xii"]),
    "number-of-pages": st.sampled_from(["392", "xii, 392"]),
    "DOI": st.sampled_from(["10.1038/nature14539", "10.1016/S2589-7500(20)30142-4"]),
    "URL": st.just("https://example.org/a?b=c&d=%20e#f_g"),
    "ISSN": st.sampled_from(["1754-4750", "0028-083X", "unknown"]),
    "ISBN": st.sampled_from(["978-5-02-012345-7", "5020123456", "none"]),
    "PMID": st.just("26017442"),
    "PMCID": st.just("PMC4567"),
    "language": st.sampled_from(["en", "ru", "zh-Hant", "fr-CA"]),
}
ITEM = st.fixed_dictionaries(
    {"type": st.sampled_from(sorted(TYPES)), "title": TEXT},
    optional={
        **{name: SPECIAL.get(name, TEXT) for name in TEXTS if name != "title"},
        **{name: st.lists(PERSON, min_size=1, max_size=3) for name in NAMES},
        **dict.fromkeys(DATES, DATE),
        "abstract": TEXT,
        "keyword": st.lists(WORD, min_size=1, max_size=3).map(", ".join),
        "custom": st.dictionaries(
            st.sampled_from(sorted(set(CUSTOM) - {"author-original", "editor-original", "translator-original"})),
            TEXT,
            min_size=1,
        ),
    },
)
LOOSE = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("name", [*EXACT, *FLAT])
@LOOSE
@given(st.lists(ITEM, min_size=1, max_size=2))
def test_written_and_read_back_all_is_the_same(name, csl):
    text = written(name, [reference(one) for one in csl])
    back = list(formats.load(name).read(text, "a"))
    assert items(back) == csl
    assert not [issue for one in back for issue in one.issues]
    assert formats.recognise(text) == name


def test_a_date_without_a_year_is_none():
    """Crossref's `[[null]]`."""
    (one,) = formats.load("csl-json").read(
        '[{"id": "a", "type": "book", "title": "Trust", "issued": {"date-parts": [[null]]}}]', "x"
    )
    assert set(one.fields) == {"title"}


def test_original_names_come_back():
    csl = {"type": "book", "title": "Trust", "custom": {"author-original": ["冯昭奎", "李 明"]}}
    for name in (*EXACT, *FLAT):
        assert items(formats.load(name).read(written(name, [reference(csl)]), "a")) == [csl], name


def test_json_lines_bring_everything_back():
    one = Reference(
        "book",
        {"title": Field("Trust", "repaired", (Span(4, 9),), 0.5), "author": Field((Name("Hu", "D."),))},
        raw="[3] Trust",
        kind="short-citation",
        id="ref7",
        source=Source("a.md", "3", "Chapter", (Span(4, 9), Span(12, 14))),
        style="gost",
        refers_to="ref2",
        issues=(Issue("odd", "It is odd."),),
        unclaimed=(Span(4, 5),),
    )
    assert list(formats.load("jsonl").read(written("jsonl", [one]), "b.jsonl")) == [one]


def test_cells_that_look_like_formulas_are_neutral():
    titles = ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "'=1", "'s Avonds"]
    text = written("csv", [reference({"title": title}) for title in titles])
    cells = [line.split(",")[6] for line in text.splitlines()[1:]]
    assert all(cell[0] not in "=+-@" for cell in cells)
    assert [one.text("title") for one in formats.load("csv").read(text, "a")] == titles


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1251"])
def test_files_in_any_encoding(encoding, tmp_path):
    path = tmp_path / "книги.csv"
    rows = (
        "type;title;author;year\r\nbook;Доверие и право;Иванов, И. И.;1999\r\nbook;Деньги и право;Попов, П. П.;2001\r\n"
    )
    path.write_bytes(rows.encode(encoding))
    found = list(polybib.references(path))
    assert [one.text("author") for one in found] == ["Иванов, И. И.", "Попов, П. П."]


def test_formats_mix_and_keep_their_files(tmp_path):
    (tmp_path / "refs" / "more").mkdir(parents=True)
    (tmp_path / "refs" / "a.ris").write_text("TY  - BOOK\nID  - x\nTI  - Law\nER  - \n", encoding="utf-8")
    (tmp_path / "refs" / "more" / "b.json").write_text(
        '{"id": "x", "type": "book", "title": "Trust"}', encoding="utf-8"
    )
    (tmp_path / "refs" / "package.json").write_text('["no references"]', encoding="utf-8")
    text = "1. Taylor T. Smart Industry // Asia Journal. – 2021. – Vol. 38 (2). – P. 1–9.\n"
    (tmp_path / "refs" / "c.txt").write_text(text, encoding="utf-8")
    (tmp_path / "refs" / "out.jsonl").write_text("{}\n", encoding="utf-8")
    run = [sys.executable, "-m", "polybib", "convert", "-t", "jsonl", "-o", "refs/out.jsonl", "--force"]
    for names in (["refs"], ["refs/*.[rt]*", "refs/**/b.*"], ["refs/a.ris", "refs/c.txt", "refs/more"]):
        done = subprocess.run([*run, *names], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8")
        assert done.returncode == 0, done.stderr
        lines = (tmp_path / "refs" / "out.jsonl").read_text(encoding="utf-8").splitlines()
        found = {(Path(one["source"]["file"]).name, one["csl"]["title"]) for one in map(json.loads, lines)}
        assert found == {("a.ris", "Law"), ("b.json", "Trust"), ("c.txt", "Smart Industry")}
        assert len({json.loads(line)["id"] for line in lines}) == 3


def test_metadata_and_text_of_one_document():
    text = "---\nreferences:\n- id: a\n  type: book\n  title: Trust\n---\n\n# References\n\n"
    text += "1. Taylor T. Smart Industry // Asia Journal. – 2021. – Vol. 38 (2). – P. 1–9.\n"
    text += "2. Hu D. Cities // Asia Journal. – 2020. – Vol. 37 (2). – P. 1–9.\n"
    found = list(polybib.references(text))
    assert [one.text("title") for one in found] == ["Trust", "Smart Industry", "Cities"]
    span = found[1].spans("title")[0]
    assert text[span.start : span.end] == "Smart Industry"


def test_documents_are_no_records():
    texts = [
        "# Trust\n\nSee @hu.",
        "TY is a word.",
        "Title, a poem\n",
        "[1] Hu D. Trust. 1999.",
        "---\ntitle: x\n---\n",
        "",
    ]
    assert [formats.recognise(text, "a.md") for text in texts] == [""] * len(texts)


def test_a_format_is_named():
    with pytest.raises(OptionError, match="unknown format"):
        polybib.convert("x", to="marc")
    assert "AU  - Hu, D." in polybib.convert("title;author;year\nTrust;Hu, D.;1999\n", to="ris", form="csv")


def test_notebooks_show_references_escaped():
    bad = reference({"title": "<script>alert(1)</script>", "author": [{"literal": "A & B"}]})
    for shown in (bad._repr_html_(), ReferenceList([bad])._repr_html_()):
        assert "<script>" not in shown
        assert "&lt;script&gt;" in shown
        assert "A &amp; B" in shown
    assert polybib.ReferenceList is ReferenceList


@given(st.dictionaries(st.sampled_from(["type", "title", "author", "issued", "custom", "x", "page"]), st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["family", "date-parts", "y"]), inner),
    max_leaves=6,
)))  # fmt: skip
@LOOSE
def test_any_item_is_read(item):
    found = _read.reference(item)
    assert found.type in TYPES
    json.dumps(found.csl())


@given(
    st.sampled_from(["ris", "nbib", "csl-json", "csl-yaml", "jsonl", "endnote-xml", "markdown"]), st.text(max_size=80)
)
@LOOSE
def test_any_text_is_read_or_refused(name, text):
    try:
        told = [issue.message for one in formats.load(name).read(text, "a") for issue in one.issues]
    except InputError as error:
        told = [str(error)]
    assert all("\n" not in message for message in told)


def test_names_as_text():
    names = ["Hu, Dayong", "van der Berg, Jan, Jr.", "World Health Organization", "Institute of Law,, Kyiv", "刘志阳"]
    people = [_read._name(_values.name(text)) for text in names]
    assert [_values.name_text(one) for one in people] == names


def test_shells_complete_commands_and_formats():
    for words, n, wanted in (("polybib conv", 1, "plain,convert"), ("polybib convert -t endn", 3, "plain,endnote-xml")):
        env = {**os.environ, "_POLYBIB_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(n)}
        done = subprocess.run([sys.executable, "-m", "polybib"], env=env, capture_output=True, text=True)
        assert done.stdout.split() == [wanted]


def test_all_formats_are_shown():
    done = subprocess.run([sys.executable, "-m", "polybib", "formats"], capture_output=True, text=True)
    rows = [line.split() for line in done.stdout.splitlines()]
    assert [row[0] for row in rows] == ["format", *formats.names()]
    assert all(row[1] == ("yes" if formats.readable(row[0]) else "no") for row in rows[1:])


def test_hostile_files_take_linear_time():
    """A line that never ends and a file that is all marks are read in a moment."""
    texts = {
        "ris": "TY  - BOOK\nTI  - a" + "\nabc def" * 200_000,
        "nbib": "PMID- 1\nTI  - a" + "\n      abc def" * 200_000,
        "csl-json": "[" + '{"id": {' * 20_000,
    }
    for name, text in texts.items():
        assert len(list(formats.load(name).read(text, "a"))) == 1
    refer = "%0 Book\n%T a" + "\nabc def" * 200_000
    assert len(list(formats.load("ris").read(refer, "a"))) == 1
    broken = "[" + '{"id": 1, "title": "a" "b"},\n' * 20_000
    assert len(list(formats.load("csl-json").read(broken, "a"))) == 20_000
