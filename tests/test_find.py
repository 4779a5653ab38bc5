"""References are found where they stand, each alone, and nothing else."""

import json
import textwrap
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polybib import documents, finding
from polybib.finding import entry, split
from polybib.finding.kinds import Memory, of_note

CASES = Path(__file__).parent / "cases" / "find"
DOCUMENTS = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(CASES.glob("*.json"))}
SPLITS = [json.loads(line) for line in (CASES / "split.jsonl").read_text(encoding="utf-8").splitlines()]
CITES = [json.loads(line) for line in (CASES / "cites.jsonl").read_text(encoding="utf-8").splitlines()]
DIVIDED = [json.loads(line) for line in (CASES / "divided.jsonl").read_text(encoding="utf-8").splitlines()]
MIXED = st.text(st.sampled_from('Aa1И中 \n\r\f.,;:()[]“”"«»《》*<>#-–/①\t'), max_size=300)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents(name):
    case = DOCUMENTS[name]
    found = finding.references(documents.read("\n".join(case["text"]), form=case.get("form")))
    got = [{key: getattr(one, key) for key in ("label", "section", "part", "kind", "raw")} for one in found]
    assert got == case["expect"]


@pytest.mark.parametrize("case", SPLITS, ids=[case["why"] for case in SPLITS])
def test_split(case):
    text = case.get("note") or case["item"]
    parts = split.note(text) if "note" in case else entry.item(text)
    assert [None if part.prose else text[part.start : part.end].strip() for part in parts] == case["parts"]


@pytest.mark.parametrize("case", DIVIDED, ids=[case["why"] for case in DIVIDED])
def test_lists_are_divided(case):
    text = "\n".join(case["text"])
    found = list(finding.references(documents.read(text, form="list")))
    assert [one.raw for one in found] == case["parts"]
    for one in found:
        _holds(text, one)


def test_other_evidence_counts():
    text = "Winter in Rome\nLetters of a friend"
    document = documents.read(text, form="list")
    for odds, count in ((9.0, 2), (-9.0, 1)):
        assert len(list(finding.references(document, lambda _, places, odds=odds: [odds] * len(places)))) == count


@pytest.mark.parametrize("case", CITES, ids=[case["note"][:40] for case in CITES])
def test_which_notes_cite(case):
    parts = split.note(case["note"])
    kinds = [of_note(case["note"][part.start : part.end].strip(), part.prose, Memory()) for part in parts]
    assert {kind != "note" for kind in kinds} == {case["cites"]}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_offsets_lead_to_the_source(name):
    text = "\r\n".join(DOCUMENTS[name]["text"])
    for one in finding.references(documents.read(text)):
        _holds(text, one)


def _holds(text, one):
    assert len(one.raw) == len(one.offsets)
    assert all(
        text[at] == char or (char == " " and text[at].isspace()) for char, at in zip(one.raw, one.offsets, strict=True)
    )
    assert all(0 <= start < end <= len(text) for start, end in one.spans)
    inside = "".join(text[start:end] for start, end in one.spans)
    assert "".join(inside.split()).replace("-", "") == "".join(one.raw.split()).replace("-", "")


# lines of Han text have no spaces to break at, and some of these documents are about their lines
LINES = {"apa", "de", "page_in_note", "zh_circled", "zh_law_sq", "zh_sup"}


@pytest.mark.parametrize("name", sorted(DOCUMENTS.keys() - LINES))
def test_wrapped(name):
    lines = [
        textwrap.wrap(line, 72, break_long_words=False, break_on_hyphens=False) for line in DOCUMENTS[name]["text"]
    ]
    found = finding.references(documents.read("\n".join("\n".join(line) for line in lines)))
    got = [(one.kind, "".join(one.raw.split())) for one in found]
    assert got == [(one["kind"], "".join(one["raw"].split())) for one in DOCUMENTS[name]["expect"]]


@given(MIXED, st.sampled_from(["text", "list", None]))
@settings(max_examples=150, deadline=None)
def test_any_text(text, form):
    for one in finding.references(documents.read(text, form=form)):
        _holds(text, one)


@given(st.lists(st.text(st.characters(exclude_characters="\n", codec="utf-8"), max_size=20), max_size=8), st.booleans())
def test_n_lines_in_n_out(lines, ended):
    text = "".join(line + "\n" for line in lines) + ("" if ended else "x")
    found = list(finding.references(documents.read(text.removeprefix("\ufeff"), form="lines")))
    wanted = [line.removesuffix("\r") for line in text.removeprefix("\ufeff").split("\n")]
    assert [one.raw for one in found] == (wanted[:-1] if ended else wanted)


PIECES = ["(", "“", '"', "[1] ", "1. A\n", "; A B, “", "See ", "《中", "<sup>1</sup> a\n\n", "#\n", "-\n", "A.-", "*a "]


@pytest.mark.parametrize("piece", PIECES)
def test_time_is_linear(piece):
    list(finding.references(documents.read(piece * 50)))
    spent = []
    for size in (6_000, 24_000):
        started = time.process_time()
        list(finding.references(documents.read(piece * (size // len(piece)))))
        spent.append(time.process_time() - started)
    assert spent[1] < 10 * spent[0] + 1
