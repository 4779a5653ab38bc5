"""Duplicates: pairs of real works, groups, merging, the command line, and the question on a terminal."""

import json
import random
from pathlib import Path

import iuliia
import pytest
from click.testing import CliRunner
from references import reference

import polybib
from polybib import duplicates
from polybib.cli import dedupe as program
from polybib.duplicates import compare, facts, group, keys
from polybib.duplicates.skeleton import run
from polybib.model import Field, Reference
from polybib.vocabulary import TYPES

CASES = Path(__file__).resolve().parent / "cases" / "dedupe"
PAIRS = [
    (relation, case)
    for relation in ("same", "related", "different", "unsure")
    for case in json.loads((CASES / f"{relation}.json").read_text(encoding="utf-8"))
]
SCHEMES = ("WIKIPEDIA", "ALA_LC_ALT", "BGN_PCGN", "BS_2979", "GOST_779", "GOST_779_ALT", "ICAO_DOC_9303", "ISO_9_1954",
           "SCIENTIFIC", "TELEGRAM", "YANDEX_MAPS", "MVD_782", "BGN_PCGN_ALT")  # fmt: skip
TITLE = "Социология доверия: экономический журнал общества, объект и схема хозяйства"


def entry(case, **more):
    return reference(case, id=more.pop("id", "a"), **more)


@pytest.mark.parametrize(("relation", "case"), PAIRS, ids=[f"{r}: {c['why']}" for r, c in PAIRS])
def test_pairs(relation, case):
    a, b = reference(case["a"]), reference(case["b"])
    for found in (compare(a, b), compare(b, a)):
        assert (found.relation, found.kind) == (relation, case.get("kind", "")), found
    if relation != "different":
        assert keys.of(facts.of(a)) & keys.of(facts.of(b)), "the pair would never be compared"


@pytest.mark.parametrize("relation", ["same", "related", "different", "unsure"])
def test_an_entry_is_its_own_duplicate(relation):
    for wanted, case in PAIRS:
        if wanted == relation:
            again = compare(reference(case["a"]), reference(case["a"]))
            assert again.relation in ("same", "unsure")


def test_all_pairs_in_one_list():
    """Among all the works of the cases each pair of one work comes together, and no other pair."""
    works = [reference(case[side]) for _, case in PAIRS for side in "ab"]
    place = {at: n for n, members in enumerate(group.find(works).groups) for at in members}
    for number, (relation, case) in enumerate(PAIRS):
        left, right = (place.get(at, -at - 1) for at in (2 * number, 2 * number + 1))
        assert (left == right) == (relation == "same"), case["why"]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_romanisations_have_one_skeleton(scheme):
    known = getattr(iuliia, scheme)
    assert duplicates.weights.ratio(run(TITLE), run(known.translate(TITLE))) > 0.93


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_any_type_with_little_or_nothing(kind):
    empty, odd = (
        Reference(kind, {}),
        Reference(kind, {"title": Field("???"), "issued": Field("s. a."), "page": Field("–")}),
    )
    for a, b in ((empty, empty), (empty, odd), (odd, odd)):
        assert compare(a, b).relation in ("different", "unsure", "related")


A = {"type": "article-journal", "title": "The strength of weak ties", "DOI": "10.1086/225469",
     "author": [{"family": "Granovetter", "given": "M."}], "issued": {"date-parts": [[1973]]}, "page": "1360",
     "volume": "78", "note": "lent to Anna"}  # fmt: skip
B = {"type": "article-journal", "title": "THE STRENGTH OF WEAK TIES",
     "container-title": "American Journal of Sociology",
     "author": [{"family": "Granovetter", "given": "Mark S."}],
     "issued": {"date-parts": [[1973, 5]]}, "page": "1360-1380",
     "volume": "79", "DOI": "10.1086/225469", "note": "read"}  # fmt: skip


def test_merging_keeps_the_richest_and_loses_nothing():
    found = polybib.dedupe([reference(A, id="a"), reference(B, id="b")])
    (merged,) = found.references
    assert merged.text("title") == "The strength of weak ties"
    assert merged.text("author") == "Granovetter, Mark S."
    assert merged.text("page") == "1360-1380"
    assert merged.text("issued") == "1973-05"
    assert {*merged.text("note").split("\n")} == {"lent to Anna", "read"}
    said = "\n".join(issue.message for issue in merged.issues)
    assert "2 entries of one work: " in said
    kept = merged.text("volume")
    assert f"volume in {'b' if kept == '78' else 'a'!r}: {'79' if kept == '78' else '78'}" in said
    sources = {choice.field: found.merged[0].entries[choice.source].id for choice in found.merged[0].choices}
    assert (sources["title"], sources["author"], sources["container-title"]) == ("a", "b", "b")
    for name, held in merged.fields.items():
        assert held.origin == ("printed" if sources[name] == merged.id and name != "note" else "merged")


def test_short_citations_follow_and_order_is_kept():
    short = Reference("book", {}, raw="Ibid.", kind="short-citation", id="c", refers_to="b")
    other = reference({"type": "book", "title": "Trust"}, id="d")
    found = polybib.dedupe([reference(A, id="a"), other, reference(B, id="b"), short])
    kept = found.references[0].id
    assert [one.id for one in found.references] == [kept, "d", "c"]
    assert found.references[2].refers_to == kept


def test_no_group_holds_a_contradiction():
    """The entry without an edition is like both editions; they do not become one through it."""
    book = {
        "type": "book",
        "title": "Aspects of the Theory of Syntax",
        "author": [{"family": "Chomsky", "given": "Noam"}],
    }
    years = [{"issued": {"date-parts": [[year]]}} if year else {} for year in (1965, None, 2015)]
    found = polybib.dedupe(reference({**book, **year}, id=str(n)) for n, year in enumerate(years))
    assert len(found.references) == 2
    assert found.related


def test_no_answer_joins_what_contradicts():
    """Both editions are likened to the entry without one, and every question is answered with yes."""
    book = {"type": "book", "title": "Aspects of the Theory of Syntax", "publisher": "MIT Press"}
    years = [{"issued": {"date-parts": [[year]]}} if year else {} for year in (1965, None, 2015)]
    known = [facts.of(reference({**book, **year}, id=str(n))) for n, year in enumerate(years)]
    asked = [group.Pair(a, b, duplicates.Comparison(0.7, "unsure")) for a, b in ((0, 1), (1, 2))]
    found = group._grouped(asked, known, lambda *_: True)
    assert (found.groups, found.unsure) == (((0, 1),), (asked[1],))


def test_large_blocks_stay_small():
    """Thousands of entries with one title: the pairs grow with the entries, not with their square."""
    rng = random.Random(4)
    row = [
        reference({"type": "book", "title": "Annual Report", "publisher": f"House {rng.random()}"}) for _ in range(3000)
    ]
    known = [facts.of(one) for one in row]
    assert sum(1 for _ in keys.pairs(known, range(3000))) < 3000 * 3 * keys.WINDOW


BIB = """@article{gran73, author = {Granovetter, Mark S.}, title = {The Strength of Weak Ties},
 journal = {American Journal of Sociology}, year = 1973, volume = 78, number = 6, pages = {1360--1380}}
@book{fuku, author = {Fukuyama, Francis}, title = {Trust}, year = 1995}
"""
RIS = """TY  - JOUR
AU  - Granovetter, M.
TI  - The strength of weak ties
PY  - 1973
VL  - 78
SP  - 1360
DO  - 10.1086/225469
ER  -
TY  - BOOK
AU  - Fukuyama, F.
TI  - Trust: The Social Virtues and the Creation of Prosperity
PY  - 1995
ER  -
"""


@pytest.fixture
def files(tmp_path):
    (tmp_path / "mine.bib").write_text(BIB, encoding="utf-8")
    (tmp_path / "theirs.ris").write_text(RIS, encoding="utf-8")
    return [str(tmp_path / "mine.bib"), str(tmp_path / "theirs.ris")]


def test_command(files, tmp_path):
    out, report = tmp_path / "all.jsonl", tmp_path / "found.jsonl"
    done = CliRunner().invoke(program.command, [*files, "-o", str(out), "--report", str(report)])
    assert done.exception is None or done.exit_code == 0, done.output
    assert "4 references, 1 duplicate of 1, 1 uncertain pair left alone" in done.stderr
    held = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert len(held) == 3
    assert held[0]["csl"]["DOI"] == "10.1086/225469"
    assert held[0]["csl"]["page"] == "1360-1380"
    assert "merged" in {issue["code"] for issue in held[0]["issues"]}
    told = [json.loads(line) for line in report.read_text(encoding="utf-8").splitlines()]
    assert [one["relation"] for one in told] == ["same", "unsure"]
    assert told[0]["fields"]["DOI"] != told[0]["fields"]["issue"]


def test_no_merge_only_tells(files):
    done = CliRunner().invoke(program.command, [*files, "--no-merge"])
    assert [json.loads(line)["relation"] for line in done.stdout.splitlines()] == ["same", "unsure"]


@pytest.mark.parametrize(
    ("said", "options", "left"), [("y\n", [], 2), ("n\n", [], 3), ("", ["--yes"], 2), ("", ["--no-ask"], 3)]
)
def test_question_on_a_terminal(files, monkeypatch, said, options, left):
    monkeypatch.setattr(program, "_terminal", lambda: True)
    done = CliRunner().invoke(program.command, [*files, "-t", "jsonl", *options], input=said)
    assert len(done.stdout.splitlines()) == left
    assert ("One work?" in done.stderr) == bool(said)
    if said:
        assert "Trust: The Social Virtues" in done.stderr


def test_an_input_is_never_replaced(files):
    done = CliRunner().invoke(program.command, [files[0], "--report", files[0], "--force"])
    assert "this is the INPUT itself" in str(done.exception)
    assert Path(files[0]).read_text(encoding="utf-8") == BIB
