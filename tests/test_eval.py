"""The figures of `polybib eval` are those of the project's scorer, whatever the gold and the prediction look like."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polybib import evaluation
from polybib.errors import InputError
from polybib.evaluation import gold as files
from polybib.evaluation import groups, judge, keys
from polybib.evaluation.keys import FIELDS
from polybib.evaluation.tables import WAYS, written
from polybib.model import Date, Field, Reference

# figures made by the scorer outside the package, of rows of our own
CASES = json.loads((Path(__file__).parent / "cases" / "eval" / "figures.json").read_text(encoding="utf-8"))
GOLD, ITEMS = CASES["gold"], CASES["items"]
LINES = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in GOLD)


def polybib(*args, data=""):
    done = subprocess.run(
        [sys.executable, "-m", "polybib", *map(str, args)],
        input=data.encode(),
        capture_output=True,
        env={**os.environ, "COLUMNS": "100"},
        timeout=60,
        check=False,
    )
    out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    assert "Traceback" not in err, err
    return done.returncode, out, err


@pytest.fixture
def gold(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text(LINES, encoding="utf-8")
    return path


def held(rows=GOLD):
    return [files.Held(row, "gold.jsonl", n, 10) for n, row in enumerate(rows, 1)]


def test_figures_are_those_of_the_scorer():
    assert evaluation.score(GOLD, ITEMS) == CASES["figures"]
    assert evaluation.misses(GOLD, ITEMS) == CASES["misses"]


def test_figures_without_rapidfuzz(monkeypatch):
    monkeypatch.setitem(sys.modules, "rapidfuzz.distance.Levenshtein", None)
    judge.similarity.cache_clear()
    try:
        assert judge.similarity()("abc", "abd") == pytest.approx(2 / 3)
        assert evaluation.score(GOLD, ITEMS) == CASES["figures"]
    finally:
        judge.similarity.cache_clear()


@pytest.mark.parametrize("n", range(len(GOLD)))
def test_one_reference(n):
    item = (ITEMS[n] or {}).get("csl", ITEMS[n]) or {}
    assert evaluation.score([GOLD[n]], [ITEMS[n]])["exact"]["micro"]["f1"] == CASES["alone"][n]
    assert sorted(evaluation.to_the_letter(GOLD[n], item)) == CASES["letter"][n]


@pytest.mark.parametrize(("text", "families"), CASES["names"])
def test_names_in_one_string(text, families):
    assert keys.split_names(text) == families


@pytest.mark.parametrize(("text", "wanted"), CASES["pages"])
def test_pages(text, wanted):
    assert keys.pages(text) == wanted


def test_a_group_is_scored_as_a_gold_of_its_own():
    found = groups.measure(zip(held(), ITEMS, strict=True), ["set", "language", "style"])
    assert found["all"] == CASES["figures"]
    assert list(found["by"]["set"]) == ["a", "b"]
    assert {name: one["n"] for name, one in found["by"]["language"].items()} == {
        "en": 3,
        "unknown": 2,
        "ru": 1,
        "zh": 1,
    }
    assert {name: one["n"] for name, one in found["by"]["style"].items()} == {"unknown": 4, "gost": 3}
    alone = [n for n, row in enumerate(GOLD) if row["source"] == "b"]
    assert found["by"]["set"]["b"] == evaluation.score([GOLD[n] for n in alone], [ITEMS[n] for n in alone])
    wholes = [found["by"]["set"][name]["exact"]["whole"] for name in "ab"]
    assert found["mean"]["exact"]["whole"] == pytest.approx(sum(wholes) / 2, abs=1e-4)


@pytest.mark.parametrize("most", [1, 3, 50])
def test_misses_are_some_of_all_misses(most):
    found = groups.measure(zip(held(), ITEMS, strict=True), missed=most)["misses"]
    for name in "ab":
        rows = [n for n, row in enumerate(GOLD) if row["source"] == name]
        every = evaluation.misses([GOLD[n] for n in rows], [ITEMS[n] for n in rows])
        shown = [{key: miss[key] for key in ("raw", "field", "want", "got")} for miss in found if miss["set"] == name]
        assert len(shown) == min(most, len(every))
        assert all(miss in every for miss in shown)
    titles = groups.measure(zip(held(), ITEMS, strict=True), missed=50, field="title")["misses"]
    assert {miss["field"] for miss in titles} == {"title"}


def sure(level, right, whole):
    title = "Logic" if right else "Magic"
    return Reference("book", {"title": Field(title, confidence=level)}, confidence=whole)


def test_calibration():
    rows = [{"raw": "Logic", "csl": {"type": "book", "title": "Logic"}}] * 30
    good = [sure(0.8, n % 5 > 0, 0.5) for n in range(30)]
    found = evaluation.score(rows, good)["calibration"]
    assert len(found["fields"]["bins"]) == len(found["references"]["bins"]) == 15
    assert (found["fields"]["n"], found["fields"]["ece"], found["references"]["ece"]) == (30, 0.0, 0.3)
    assert evaluation.score(rows, good[::-1])["calibration"] == found
    two = evaluation.score(rows, [sure(0.9, True, None)] * 15 + [sure(0.2, False, None)] * 15)["calibration"]
    assert "references" not in two
    assert two["fields"]["ece"] == pytest.approx(0.1433)  # the bin in the middle holds one of each
    ends = [two["fields"]["bins"][n] for n in (0, -1)]
    assert [(one["n"], one["confidence"], one["right"]) for one in ends] == [(2, 0.2, 0.0), (2, 0.9, 1.0)]
    assert "calibration" not in evaluation.score(rows, [sure(None, True, None)] * 30)


def test_calibration_counts_scored_fields_only():
    rows = [{"raw": "Logic", "csl": {"title": "Logic"}}]
    fields = {"title": Field("Logic", confidence=1.0), "issued": Field(Date(((1999,),)), confidence=0.9)}
    found = evaluation.score(rows, [Reference("book", {**fields, "genre": Field("x", confidence=0.1)}, confidence=1.0)])
    assert found["calibration"]["fields"]["n"] == 1
    assert found["calibration"]["references"]["ece"] == 0.0  # whole: a year that no gold row has is not scored


WEIRD = st.recursive(
    st.none() | st.booleans() | st.integers(0, 3000) | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["family", "given", "date-parts", "literal", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)
ITEM = st.dictionaries(st.sampled_from([*FIELDS[:18], "type", "accessed", "language"]), WEIRD, max_size=4)


@settings(max_examples=150, deadline=None)
@given(ITEM, ITEM, st.dictionaries(st.sampled_from(["title", "issued", "type"]), st.lists(WEIRD, max_size=2)))
def test_any_json_can_be_scored(right, got, accept):
    found = evaluation.score([{"raw": "x", "csl": right, "accept": accept}], [got])
    assert 0 <= found["exact"]["micro"]["f1"] <= found["soft"]["micro"]["f1"] <= 1


def test_each_row_gets_one_reference():
    raws = [
        "Lin J. Credit. Beijing: Press, 2003.",
        "",
        "two\nlines",
        "Мальцев А. И. Алгоритмы. – М. : Наука, 1965.",
        "\ufeff",
        " ",
    ]
    found = [*evaluation.predict({"raw": raw, "csl": {}} for raw in raws)]
    assert len(found) == len(raws)
    assert found[3].text("publisher") == "Наука"


@pytest.mark.parametrize("to", ["text", "markdown", "json"])
def test_every_way_is_written(to):
    items = [sure(0.5, True, 0.5) for _ in GOLD]
    found = groups.measure(zip(held(), items, strict=True), WAYS, missed=50)
    text = "\n".join(written(found, WAYS, to))
    assert all(word in text for word in ("author", "gost", "zh", "TAOCP"))
    if to == "json":
        assert json.loads(text) == json.loads(json.dumps(found))
    else:
        assert all(word in text for word in ("field ECE", "confidence", "mean of sets"))
    if to == "markdown":
        assert len({line.count("|") for line in text.split("\n\n")[0].splitlines()}) == 1


def test_the_command_reads_and_scores(gold, tmp_path):
    code, out, err = polybib("eval", gold, "--by", "set", "--by", "field")
    assert (code, err) == (0, "")
    assert out.splitlines()[0].split()[:4] == ["set", "n", "exact", "F1"]
    code, out, _ = polybib("eval", "-", "-t", "json", data=LINES)
    assert json.loads(out)["all"] == evaluation.score(GOLD, evaluation.predict(GOLD))
    target = tmp_path / "report.md"
    assert polybib("eval", gold, "-o", target)[0] == 0
    assert target.read_text(encoding="utf-8").startswith("| set | n |")
    assert polybib("eval", gold, "-o", gold, "--force")[0] == 2


@pytest.mark.parametrize("shape", ["lines", "array"])
def test_a_finished_prediction_is_scored(gold, tmp_path, shape):
    items = [item or {} for item in ITEMS]
    path = tmp_path / "made.json"
    text = json.dumps(items) if shape == "array" else "\ufeff" + "\r\n".join(map(json.dumps, items)) + "\n\n"
    path.write_text(text, encoding="utf-8", newline="")
    code, out, _ = polybib("eval", gold, "--predicted", path, "-t", "json")
    assert (code, json.loads(out)["all"]) == (0, CASES["figures"])


def test_our_json_lines_carry_their_confidence(gold, tmp_path):
    path = tmp_path / "made.jsonl"
    records = [{"csl": {"title": row["csl"]["title"]}, "fields": {"title": {"confidence": 0.75}}} for row in GOLD]
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    code, out, err = polybib("eval", gold, "--predicted", path, "--by", "calibration")
    assert (code, err) == (0, "")
    assert "field ECE" in out
    assert "0.750" in out


BAD = [
    ("", "it has no rows"),
    ("\n\n", "it has no rows"),
    (LINES + "\n{", "line 9 is not JSON"),
    ("[]", "it has no rows"),
    ("[" * 100_000, "line 1 "),
    ('[\n{"raw": "a"\n', "line 3 is not JSON"),
    ('{"raw": "a", "title": "b"}', 'line 1 is no row of gold: it lacks "raw" (a text) or "csl"'),
    ('{"raw": "a", "csl": {}}\n[]', "line 2 is no JSON object"),
    ('{"raw": "a", "csl": {}, "accept": {"title": "b"}}', 'line 1 has an "accept"'),
    ('{"raw": "a", "csl": {"custom": []}, "meta": 1}', 'line 1 has a "meta"'),
    ("Lin J. Credit.", "line 1 is not JSON"),
    ('{"raw": "a", "csl": {"volume": ' + "1" * 5000 + "}}", "line 1 holds a number too long"),
]


@pytest.mark.parametrize(("text", "message"), BAD, ids=range(len(BAD)))
def test_bad_gold_is_one_line(text, message, tmp_path):
    path = tmp_path / "bad.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="^" + str(path).replace("\\", "\\\\")) as error:
        [*files.gold(path)]
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_bad_use_is_one_line(gold, tmp_path):
    few = tmp_path / "few.json"
    few.write_text("[{}]", encoding="utf-8")
    binary = tmp_path / "gold.pdf"
    binary.write_bytes(b"%PDF-1.4\xff")
    for args, code, message in (
        ((gold, "--predicted", few), 3, "it has 1 item for 7 rows of gold"),
        ((few,), 3, "is no row of gold"),
        ((binary,), 3, "line 1 is not UTF-8"),
        ((tmp_path / "none.jsonl",), 3, "there is no such file"),
        ((tmp_path,), 3, "this is a folder"),
        ((gold, "--field", "title"), 2, "--field is for --misses"),
        ((gold, "--by", "year"), 2, "--by"),
        (("-", "-"), 2, "once only"),
    ):
        done, out, err = polybib("eval", *args)
        assert (done, out) == (code, ""), args
        assert err.count("\n") == 1
        assert message in err
