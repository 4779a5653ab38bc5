"""From end to end: values keep their place in the input, lines their number, and a text without a cue its reader."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polybib import documents, parsing, pipeline

CASES = Path(__file__).parent / "cases/pipeline"
PRINTED = [json.loads(line) for line in (CASES / "printed.jsonl").read_text(encoding="utf-8").splitlines()]
PIECES = st.sampled_from(
    "Иванов И. И.|Weber M.|王明|*Nature*|**|_|<i>|</i>|$N_{\\odot} 08$|\\& |[J]|《经济》|[a](http://a.org/b)|<|> "
    "| // | / |. – |, |：|2011|Vol. 4 (2)|P. 5–9|С. 15|10.1000/a_b|ﬁ|\u00ad|\u200b|Managemen t|Ð\x9c|\x1b[31m|\r|\u2028"
    "".split("|")
)
TEXTS = st.lists(PIECES | st.text(max_size=6), max_size=14).map("".join)


@pytest.mark.parametrize("case", PRINTED, ids=lambda case: case["why"])
def test_values_are_shown_as_printed(case):
    text = case["text"]
    first = next(pipeline.run(text, form="list"))
    shown = {name: [text[a:b] for a, b in first.fields[name].spans] for name in case["printed"]}
    assert shown == case["printed"]
    assert {name: first.fields[name].origin for name in case.get("origin", {})} == case.get("origin", {})


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS.map(lambda text: text.replace("\n", " ")), max_size=6))
def test_each_line_gives_one_item_whose_spans_lie_in_it(lines):
    text = "".join(line + "\n" for line in lines)
    found = list(pipeline.run(text, form="lines"))
    assert len(found) == len(lines)
    inside(found, documents.read(text, form="lines").text)
    assert not [issue for one in found for issue in one.issues if issue.code == "internal-error"]


@settings(max_examples=40, deadline=None)
@given(st.lists(TEXTS, max_size=6).map("\n\n".join), st.sampled_from(("text", "markdown", "list")))
def test_spans_lie_in_the_document(text, form):
    found = list(pipeline.run(text, form=form))
    inside(found, documents.read(text, form=form).text)


def bare(text):
    """A text without spaces and without hyphens, which may go where lines are joined."""
    return "".join(text.replace("\u00ad", "").replace("-", "").split())


def inside(found, text):
    for one in found:
        whole = one.source.spans
        assert bare("".join(text[a:b] for a, b in whole)) == bare(one.raw)
        for start, end in [*one.unclaimed, *(span for held in one.fields.values() for span in held.spans)]:
            assert any(a <= start < end <= b for a, b in whole)


@pytest.mark.parametrize(
    ("text", "style"),
    [("Hobbes T. Leviathan. 1651", "ieee"), ("Гоббс Т. Левиафан 1651", "ieee"), ("刘洋 社会信用 二〇〇三", "gbt7714")],
)
def test_a_text_without_a_cue(text, style):
    nothing = dict.fromkeys(("china_studies", "gbt7714", "gost", "ieee", "zh_notes"), 0.0)
    assert parsing.choose(nothing, {}, text) == style
    assert parsing.choose(nothing, {"gost": 1.0}, text) == "gost"
    assert parsing.choose({**nothing, "zh_notes": 0.1}, {}, text) == "zh_notes"


def test_a_line_without_a_cue_is_read_all_the_same():
    (one,) = pipeline.run("Leviathan", form="lines")
    assert (one.style, one.text("title")) == ("ieee", "Leviathan")


def test_processes_read_lines_in_their_order(monkeypatch):
    monkeypatch.setattr(pipeline, "CHUNK", 3)
    text = "".join(f"Li W. Smart cities {n}. Cities, 2019, 12(3): 1-9.\n" if n % 4 else "\n" for n in range(10))
    alone = list(pipeline.run(text, form="lines"))
    shared = list(pipeline.run(text, form="lines", jobs=2))
    assert shared == alone
    assert len(shared) == 10
