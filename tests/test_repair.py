"""Repair: what each case must become, what must stay as it is, and that no character loses its place."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polybib.repair import Repaired, fold_width, known_words, repair
from polybib.repair.table import REPAIRS

FILES = sorted((Path(__file__).parent / "cases" / "repair").glob("*.json"))
CASES = [
    pytest.param(case, id=f"{file.stem}-{i}")
    for file in FILES
    for i, case in enumerate(json.loads(file.read_text("utf-8")))
]
PIECES = [*sorted({piece for case in CASES for piece in case.values[0]["raw"].split(" ")}), " ", "\ud800", "\x00"]
TEXTS = st.one_of(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.text(max_size=60))


def check_places(raw: str, done: Repaired) -> None:
    assert len(done.offsets) == len(done.text) + 1 == len(done.ends) + 1
    assert done.offsets[-1] == len(raw)
    assert all(a <= b for a, b in pairwise(done.offsets))
    assert all(a <= b <= len(raw) for a, b in zip(done.offsets, done.ends, strict=False))
    assert all(0 <= start < end <= len(done.text) for start, end in done.emphasis + done.links)


@pytest.mark.parametrize("case", CASES)
def test_case(case):
    done = repair(case["raw"], known=frozenset(case.get("known", ())))
    assert done.text == case.get("text", case["raw"])
    for kind, spans in (("emphasis", done.emphasis), ("links", done.links)):
        if kind in case:
            assert [done.text[start:end] for start, end in spans] == case[kind]
    assert bool(done.applied) == (done.text != case["raw"])
    check_places(case["raw"], done)


@given(TEXTS)
@settings(deadline=None, max_examples=400)
def test_repaired_text_needs_no_repair(raw):
    done = repair(raw)
    check_places(raw, done)
    assert repair(done.text).text == done.text


@given(st.text(max_size=80))
def test_characters_that_stay_keep_their_place(raw):
    done = repair(raw)
    if not done.applied:
        assert done.text == raw
        assert list(done.offsets) == list(range(len(raw) + 1))


def test_source_leaves_out_the_mark_up():
    raw = r"*Black, B.* Smart $-2019. - N_{\odot} 08.$ [x](http://a.org/b)"
    done = repair(raw)
    for piece, printed in (
        ("Black, B.", "Black, B."),
        ("2019", "2019"),
        ("№", r"N_{\odot}"),
        ("http://a.org/b", "http://a.org/b"),
    ):
        start = done.text.index(piece)
        assert raw[slice(*done.source(start, start + len(piece)))] == printed


@pytest.mark.parametrize("step", REPAIRS, ids=lambda step: step.name)
def test_every_repair_is_explained_and_has_a_case(step):
    assert step.find.__doc__
    assert any(step.name in {fix.name for fix in repair(case.values[0]["raw"]).applied} for case in CASES)


@pytest.mark.parametrize(
    "piece",
    [
        "[a](http://x",
        "*a _b ",
        "\\",
        "$\\alpha ",
        "N_{",
        "<i>",
        "&amp;",
        "a- b ",
        "中 国",
        "Ã©",
        "Pо",
        "http://x.y/a/ b/",
    ],
)
def test_hostile_text_is_repaired_in_one_sweep(piece):
    done = repair(piece * (40_000 // len(piece)))
    assert len(done.offsets) == len(done.text) + 1


def test_width_folding_keeps_the_length():
    text = "王伟．“中国［Ｊ］”（２０２０）：１－９，《题、名》。"
    assert fold_width(text) == '王伟."中国[J]"(2020):1-9,《题、名》.'


def test_known_words_are_whole():
    assert {"smart", "industry", "co-operation", "вестник"} <= known_words("Smart industry, Co-operation; ВЕСТНИК")
