"""GB/T 7714: golden readings, texts of other styles that are not its own, and hostile text."""

from __future__ import annotations

import json
import time
from itertools import pairwise
from pathlib import Path

import pytest

from polybib import repair, segments
from polybib.styles import comma_notes, gbt7714, law_notes, zh_notes

CASES = Path(__file__).parent / "cases" / "styles"
STYLES = {"gbt7714": gbt7714, "zh_notes": zh_notes, "comma_notes": comma_notes, "law_notes": law_notes}


def cases(name: str) -> list[dict]:
    return [json.loads(line) for line in (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def printed(text: segments.Text, parsed: segments.Parse) -> dict[str, str | list[str]]:
    """What a reading found: the printed stretches by label."""
    held: dict[str, list[str]] = {}
    for s in parsed.segments:
        if s.label != "syntax":
            held.setdefault(s.label, []).append(s.value or text.text[s.start : s.end])
    return {label: found[0] if len(found) == 1 else found for label, found in held.items()}


def check(style: str, case: dict) -> None:
    text = segments.prepare(repair.repair(case["text"]))
    scores = {name: module.cues(text) for name, module in STYLES.items()}
    if "below" in case:
        assert scores[style] < case["below"]
        return
    assert max(scores, key=lambda name: scores[name]) == style
    parsed = STYLES[style].read(text)
    assert (parsed.type, printed(text, parsed)) == (case["type"], case["read"])
    ends = [(s.start, s.end) for s in parsed.segments]
    assert all(a[1] <= b[0] for a, b in pairwise(ends)), "segments overlap"


@pytest.mark.parametrize("case", cases("gbt7714"), ids=lambda c: c["text"][:40])
def test_read(case: dict) -> None:
    check("gbt7714", case)


@pytest.mark.parametrize(
    "piece", ["[", "(", "《", ". ", "张三, ", "Smith A B, ", "2010, ", " ", "[J]. ", "12(3):4-5, ", " v. ", "第2版. "]
)
@pytest.mark.parametrize("module", STYLES.values(), ids=STYLES)
def test_hostile_text_takes_little_time(module, piece: str) -> None:
    plain = "题名 " + piece * (100_000 // len(piece))
    text = segments.Text(plain, plain, plain)
    start = time.process_time()
    module.cues(text)
    module.read(text)
    assert time.process_time() - start < 3
