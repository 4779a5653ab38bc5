"""Names: who is who in lists of every script and order, what is left out, and what may never happen."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polybib.model import Name
from polybib.values import names

FOLDER = Path(__file__).parent / "cases" / "names"
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['text'][:40]}")
    for path in sorted(FOLDER.glob("list_*.json"))
    for case in json.loads(path.read_text(encoding="utf-8"))
]


def load(name):
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def want(text):
    """ "=whole" is a literal, "Family, Given" a person; an object gives the other parts."""
    if isinstance(text, dict):
        return Name(**text)
    if text.startswith("="):
        return Name(literal=text[1:])
    family, _, given_name = text.partition(", ")
    return Name(family, given_name)


@pytest.mark.parametrize("case", CASES)
def test_lists(case):
    found = names.parse(case["text"], order=case.get("order", ""), evidence=case.get("evidence", ""))
    assert found.names == tuple(map(want, case["names"]))
    assert found.et_al == case.get("et_al", False)
    assert list(found.originals) == case.get("originals", [])
    assert [list(row) for row in found.nationalities] == case.get("nationalities", [])
    assert [issue.code for issue in found.issues] == case.get("issues", [])


@pytest.mark.parametrize("case", load("observe"), ids=lambda case: case["text"])
def test_observed_order(case):
    assert names.observe(case["text"]) == case["order"]


@pytest.mark.parametrize("case", load("merge"), ids=lambda case: case["heading"])
def test_heading_and_statement(case):
    statement = names.parse(case["statement"], order="given-first")
    merged = names.merge_heading(names.parse(case["heading"]), statement)
    assert merged.names == tuple(map(want, case["names"]))


@given(st.text(alphabet=st.sampled_from(" ,.;:-–()[]'&/Jr.АБвгeyи等译张王ー김éΑα1eds"), max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_names(text):
    found = names.parse(text)
    assert all(name.family or name.literal or name.given for name in found.names)
    letters = {c for c in text.casefold() if c.isalpha()}
    assert {c for name in found.names for c in str(name).casefold() if c.isalpha()} <= letters | set("i̇")


@pytest.mark.parametrize("sign", load("hostile"), ids=ascii)
def test_time_grows_with_the_text(sign):
    def seconds(size):
        start = time.perf_counter()
        names.parse(sign * (size // len(sign)))
        return time.perf_counter() - start

    seconds(1_000)
    assert seconds(24_000) < 30 * max(seconds(3_000), 0.02)
