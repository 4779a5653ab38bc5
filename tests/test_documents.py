"""Bytes become text, and what is no text is refused in one line."""

import json
from pathlib import Path

import pytest

from polybib import documents
from polybib.documents import headings, labels
from polybib.errors import InputError, OptionError

CASES = Path(__file__).parent / "cases" / "documents"
BYTES = [json.loads(line) for line in (CASES / "bytes.jsonl").read_text(encoding="utf-8").splitlines()]
REFUSED = json.loads((CASES / "refused.json").read_text(encoding="utf-8"))
LABELS = json.loads((CASES / "labels.json").read_text(encoding="utf-8"))
HEADINGS = json.loads((CASES / "headings.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", BYTES, ids=[f"{case['codec']} {case['text'][:12]}" for case in BYTES])
def test_encodings(case):
    document = documents.read(case["text"].encode(case["codec"]))
    assert (document.encoding, document.text, document.issues) == (case["encoding"], case["text"], ())


@pytest.mark.parametrize("case", REFUSED, ids=[case["says"] for case in REFUSED])
def test_refused(case, tmp_path):
    path = tmp_path / "input.dat"
    path.write_bytes(bytes.fromhex(case["hex"]) * 9)
    with pytest.raises(InputError, match=case["says"]) as caught:
        documents.read(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("name", "says"), [("none.txt", "no such file"), ("", "folder")])
def test_unreadable(name, says, tmp_path):
    with pytest.raises(InputError, match=says):
        documents.read(tmp_path / name)


def test_unknown_encoding_is_named():
    with pytest.raises(OptionError, match="unknown encoding 'klingon'"):
        documents.read(b"a", encoding="klingon")


def test_a_few_bad_bytes_are_replaced_and_told():
    document = documents.read("Иванов И. И. Право. М., 2001.".encode() + b"\xff")
    assert document.text.endswith("2001.\ufffd")
    assert [issue.code for issue in document.issues] == ["bad-bytes"]


def test_empty():
    assert documents.read(b"").text == ""
    assert documents.read(b"").blocks == ()


@pytest.mark.parametrize("line", LABELS)
def test_labels(line):
    label = labels.read(line, 0, len(line))
    wanted = LABELS[line]
    assert ([label.family, label.number, line[label.end :]] if label else None) == wanted


@pytest.mark.parametrize("line", HEADINGS)
def test_headings(line):
    assert headings.part(line) == HEADINGS[line]
