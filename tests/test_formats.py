"""What is written: BibTeX, CSL-JSON and JSON Lines."""

import io
import json
import string
from pathlib import Path

import bibtexparser
import jsonschema
import pybtex.database
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from references import reference

from polybib import formats
from polybib.formats import _keys, _latex, _text, bibtex, csl_json, jsonl
from polybib.model import Date, Issue, Name, Source, Span
from polybib.vocabulary import CUSTOM, DATES, NAMES, TEXTS, TYPES

CASES = Path(__file__).parent / "cases" / "formats"
ENTRIES = json.loads((CASES / "entries.json").read_text(encoding="utf-8"))
KEYS = json.loads((CASES / "keys.json").read_text(encoding="utf-8"))
SCHEMA = jsonschema.Draft7Validator(json.loads((CASES / "csl-data.schema.json").read_text(encoding="utf-8")))


def written(name, references, **options):
    out = io.StringIO()
    formats.load(name).write(references, out, **options)
    return out.getvalue()


@pytest.mark.parametrize("case", ENTRIES, ids=lambda case: case["name"])
def test_bibtex(case):
    text = written("bibtex", [reference(case["csl"])])
    if "contains" in case:
        missing = [piece for piece in case["contains"] if piece not in text]
        assert not missing, text
    else:
        assert text.splitlines() == case["bibtex"]


@pytest.mark.parametrize("case", KEYS, ids=lambda case: case["key"])
def test_keys(case):
    assert _keys.stem(reference(case["csl"])) == case["key"]


def test_equal_keys_are_told_apart_in_the_order_of_the_document():
    same = {"author": [{"family": "Hu"}], "title": "Trust", "issued": {"date-parts": [[2018]]}}
    odd = {**same, "title": "Trusta"}
    keys = [key for key, _ in _keys.keyed(map(reference, [same, odd, same, same]))]
    assert keys == ["hu2018trust", "hu2018trusta", "hu2018trustb", "hu2018trustc"]


CASE_ITEMS = [case["csl"] for case in ENTRIES]


def test_csl_json_is_valid_by_the_schema():
    items = json.loads(written("csl-json", map(reference, CASE_ITEMS)))
    assert [error.message for error in SCHEMA.iter_errors(items)] == []
    assert [item["title"] for item in items] == [csl["title"] for csl in CASE_ITEMS]


def test_the_schema_of_the_tests_finds_errors():
    bad = [{"id": "a"}, {"id": "a", "type": "poem"}, {"id": "a", "type": "book", "part-number": "1"}]
    bad += [{"id": "a", "type": "book", "issued": {"date-parts": [[]]}}, {"id": "a", "type": "book", "author": "Hu"}]
    assert all(not SCHEMA.is_valid([item]) for item in bad)


def test_an_empty_bibliography():
    assert (written("bibtex", []), written("csl-json", []), written("jsonl", [])) == ("", "[]\n", "")


def test_bibliographies_hold_full_references_and_json_lines_holds_all():
    kinds = ["reference", "short-citation", "note"]
    references = [reference({"title": kind}, kind=kind) for kind in kinds]
    assert len(bibtexparser.parse_string(written("bibtex", references)).entries) == 1
    assert len(json.loads(written("csl-json", references))) == 1
    assert len(json.loads(written("csl-json", references, every=True))) == 3
    assert [json.loads(line)["kind"] for line in written("jsonl", references).splitlines()] == kinds


def test_json_lines_hold_all_that_is_known():
    found = reference(
        {"type": "book", "title": "Trust"},
        raw="[3] Trust",
        id="ref7",
        kind="short-citation",
        source=Source("a.md", "3", "Chapter", (Span(4, 9), Span(12, 14))),
        style="gost",
        refers_to="ref2",
        issues=(Issue("odd", "It is odd."),),
        unclaimed=(Span(4, 5),),
    )
    assert json.loads(written("jsonl", [found])) == {
        "schema": "polybib/1",
        "id": "ref7",
        "kind": "short-citation",
        "raw": "[3] Trust",
        "source": {"file": "a.md", "label": "3", "section": "Chapter", "spans": [[4, 9], [12, 14]]},
        "style": "gost",
        "csl": {"id": "ref7", "type": "book", "title": "Trust"},
        "fields": {"title": {"spans": [], "origin": "printed"}},
        "refers_to": "ref2",
        "issues": [{"code": "odd", "message": "It is odd."}],
        "unclaimed": [[4, 5]],
    }


TEXT = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=30)
PERSON = st.one_of(
    st.builds(lambda family, given: {"family": family, "given": given}, TEXT, TEXT),
    st.builds(lambda x: {"literal": x}, TEXT),
)
ITEM = st.fixed_dictionaries(
    {"type": st.sampled_from(sorted(TYPES)), "title": TEXT},
    optional={
        **{name: TEXT for name in TEXTS if name != "title"},
        **{name: st.lists(PERSON, min_size=1, max_size=3) for name in NAMES},
        **{name: st.just({"date-parts": [[1999, 12, 31]]}) for name in DATES},
        "custom": st.dictionaries(
            st.sampled_from(sorted(set(CUSTOM) - {"et-al", "author-original", "editor-original"})), TEXT
        ),
    },
)


@settings(max_examples=25, deadline=None)
@given(st.lists(ITEM, max_size=3))
def test_any_reference_is_written_whole_and_read_back(items):
    references = [reference(item) for item in items]
    text = written("bibtex", references)
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    assert len(library.entries) == len(items)
    assert len(pybtex.database.parse_string(text, "bibtex").entries) == len(items)
    encoded = written("csl-json", references)
    csl = json.loads(encoded)
    assert [error.message for error in SCHEMA.iter_errors(csl)] == []
    assert [entry.key for entry in library.entries] == [item["id"] for item in csl]
    assert not any(char in text + encoded for char in map(chr, [*range(9), 27, 127, 155]))


@settings(max_examples=50, deadline=None)
@given(ITEM)
def test_nothing_is_lost_in_bibtex(item):
    """Every letter and digit of every value stands somewhere in the entry."""
    entry = bibtex.entry(reference(item), "key")
    plain = _letters(entry.replace("\\textbraceleft{}", "").replace("\\textbraceright{}", "").replace("--", "-"))
    for name, held in {**item, **item.get("custom", {})}.items():
        values = [held] if isinstance(held, str) else []
        values += [part for person in held for part in person.values()] if name in NAMES else []
        lost = [
            v for v in values if name not in ("type", "language", "URL", "DOI", "page") and _letters(v) not in plain
        ]
        assert not lost, (name, entry)


def _letters(text):
    for macro in ("\\textbackslash{}", "\\textasciitilde{}", "\\textasciicircum{}"):
        text = text.replace(macro, "")
    return "".join(char for char in text if char.isalnum() and not "\x7f" <= char < "\xa0")


@settings(max_examples=25, deadline=None)
@given(st.lists(ITEM, max_size=4))
def test_keys_are_unique_ascii(items):
    keys = [key for key, _ in _keys.keyed(map(reference, items))]
    assert len(set(keys)) == len(keys)
    assert set("".join(keys)) <= set(string.ascii_lowercase + string.digits)


@given(TEXT)
def test_json_stays_the_same_and_never_raw(text):
    encoded = _text.json_safe(json.dumps(text, ensure_ascii=False))
    assert json.loads(encoded) == text
    assert not any(char in _text.visible(encoded) for char in map(chr, [*range(9), 27, 127, 155]))


def test_the_formats_of_suffixes():
    assert {formats.of_suffix(f"x{s}") for name in formats.names() for s in formats.load(name).SUFFIXES} == {
        *formats.names()
    }


def test_names_that_bibtex_would_divide_are_kept_together():
    people = (Name("Doe, Jr.", "J."), Name("and"), Name("Smith and Sons", "A"), Name("Van Dyke"), Name(literal="Ваня"))
    assert _latex.names(people) == "{Doe, Jr.}, J. and {and} and {Smith and Sons}, A and {Van Dyke} and {Ваня}"


def test_csl_item_keeps_what_the_schema_forgot():
    assert csl_json.item(reference({"part-number": "2"}), "k")["custom"] == {"part-number": "2"}
    assert jsonl.record(reference({"issued": {"date-parts": [[1999]]}}))["csl"]["issued"] == Date(((1999,),)).csl()
