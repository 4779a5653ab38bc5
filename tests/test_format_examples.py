"""Entries written from the rules of GB/T 7714 and of GOST, character by character, each in its own language."""

import json
from pathlib import Path

import pytest

import polybib

CASES = Path(__file__).parent / "cases" / "styles"


def cases(name):
    found = [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]
    return [pytest.param(one, id=f"{one['style']}: {one['rule']}") for one in found]


def written(style, *items, **options):
    found = list(polybib.references(json.dumps(items, ensure_ascii=False), form="csl-json"))
    return polybib.format(found, style, engine="pandoc", order="cited", **options).splitlines()


@pytest.mark.parametrize("case", cases("gb7714.jsonl"))
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_gb_t_7714(case):
    assert written(case["style"], case["item"]) == [case["text"]]


@pytest.mark.parametrize("case", cases("gost.jsonl"))
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_gost(case):
    assert written(case["style"], case["item"]) == [case["text"]]


def test_a_list_of_languages_keeps_each():
    """The cases of a style in one list: each entry is as it is alone, but for its number."""
    style = "gb-t-7714-2025-numeric"
    known = [one.values[0] for one in cases("gb7714.jsonl") if one.values[0]["style"] == style]
    items = [dict(one["item"], id=f"i{n}") for n, one in enumerate(known)]
    assert written(style, *items) == [one["text"].replace("[1]", f"[{n}]", 1) for n, one in enumerate(known, 1)]


def test_in_one_locale_nothing_is_full_width():
    item = cases("gb7714.jsonl")[0].values[0]["item"]
    (line,) = written("gb-t-7714-2025-numeric", item, one_locale=True, locale="en-US")
    assert "北京: 生活·读书·新知三联书店, 2017: 35." in line
