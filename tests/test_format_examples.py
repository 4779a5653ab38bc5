"""Entries written from the rules of GB/T 7714 and of GOST, character by character, each in its own language."""

import json
import re
from pathlib import Path

import pytest

import polybib

CASES = Path(__file__).parent / "cases" / "csl"
FILES = ("gb7714.jsonl", "gost.jsonl")


def written(style, *items, **options):
    found = list(polybib.references(json.dumps(items, ensure_ascii=False), form="csl-json"))
    return polybib.format(found, style, engine="pandoc", order="cited", **options).splitlines()


EXAMPLES = [json.loads(line) for name in FILES for line in (CASES / name).read_text(encoding="utf-8").splitlines()]
NUMBERED = sorted({one["style"] for one in EXAMPLES if re.match(r"\[?1\b", one["text"])})
ALONE = [one for one in EXAMPLES if one["style"] not in NUMBERED]


@pytest.mark.parametrize("style", NUMBERED)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_the_examples_of_a_style_in_one_list(style):
    """Each entry as it is alone, but for its number, whatever languages stand around it."""
    known = [one for one in EXAMPLES if one["style"] == style]
    found = written(style, *(dict(one["item"], id=f"i{n}") for n, one in enumerate(known)))
    assert len(found) == len(known)
    for n, (line, one) in enumerate(zip(found, known, strict=True), 1):
        assert line == re.sub(r"1", str(n), one["text"], count=1), one["rule"]


@pytest.mark.parametrize("case", ALONE, ids=lambda one: f"{one['style']}: {one['rule']}")
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_an_example_alone(case):
    """Styles without numbers: letters of years would come of a list."""
    assert written(case["style"], case["item"]) == [case["text"]]


def test_in_one_locale_nothing_is_full_width():
    item = EXAMPLES[0]["item"]
    (line,) = written("gb-t-7714-2025-numeric", item, one_locale=True, locale="en-US")
    assert "北京: 生活·读书·新知三联书店, 2017: 35." in line


CSL_M = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text" default-locale="zh-CN">
<info><title>M</title><id>m</id><updated>2024-01-01T00:00:00+00:00</updated></info>
<macro name="a"><names variable="author"><name/><institution/></names></macro>
<citation><layout><text macro="a"/></layout></citation><bibliography et-al-min="2" et-al-use-first="1">
<layout locale="en de" suffix="."><group delimiter=". "><text macro="a"/><text variable="title"/></group></layout>
<layout suffix="。"><group delimiter="："><text macro="a"/><text variable="title" prefix="《"/></group></layout>
</bibliography></style>"""


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_a_csl_m_style_has_a_layout_for_each_language(tmp_path):
    (tmp_path / "m.csl").write_text(CSL_M, encoding="utf-8")
    two = [{"family": "Li", "given": "An"}, {"family": "Hu", "given": "Bo"}]
    english = {"id": "a", "type": "book", "title": "Trust", "language": "en", "author": two}
    chinese = {"id": "b", "type": "book", "title": "信任", "language": "zh-CN", "author": [{"literal": "张伟"}]}
    assert written(str(tmp_path / "m.csl"), english, chinese) == ["An Li et al. Trust.", "张伟：《信任。"]


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_a_style_of_one_language_keeps_et_al_of_each():
    names = {"author": [{"family": f, "given": "A."} for f in ("Abel", "Bebel", "Cebel", "Debel")]}
    items = [
        {"id": lang, "type": "article-journal", "title": title, "language": lang, "container-title": "Nature", **names}
        for lang, title in (("en", "Trust"), ("ru", "Доверие"), ("uk", "Довіра"), ("zh", "信任"))
    ]
    found = written("gost-r-7-0-5-2008", *items)
    for line, word in zip(found, ("et al.", "и др.", "та ін.", "等"), strict=True):
        assert word in line, line
