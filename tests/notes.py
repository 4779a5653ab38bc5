"""Reads one case of a note style and compares type and segments; negative cases must score low."""

import json
from pathlib import Path
from types import ModuleType

from polybib import repair, segments

SILENT = ("syntax", "lead")


def load(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def check(style: ModuleType, case: dict) -> None:
    text = segments.prepare(repair.repair(case["raw"]))
    if "cues_below" in case:
        assert style.cues(text) < case["cues_below"]
        return
    parsed = style.read(text)
    found: dict[str, str] = {}
    for s in parsed.segments:
        if s.label not in SILENT:
            found[s.label] = " | ".join(filter(None, (found.get(s.label), s.value or text.text[s.start : s.end])))
    found = {label: value for label, value in found.items() if label in case["fields"] or label not in ("URL", "DOI")}
    assert found == case["fields"]
    assert parsed.type == case["type"]
