"""The documents in seeds/ against their gold in refs/: no figure may fall below refs/scores.json."""

import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))
import seeds  # noqa: E402

FLOOR = json.loads(seeds.SCORES.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def measured():
    return seeds.scores()


@pytest.mark.parametrize("document", FLOOR)
def test_no_figure_falls(document, measured):
    fallen = {
        name: (figure, measured[document][name])
        for name, figure in FLOOR[document].items()
        if (measured[document][name] > figure if name == "extra" else measured[document][name] < figure)
    }
    assert not fallen, f"{document}: {fallen} (run benchmarks/seeds.py --misses)"


def test_every_seed_has_gold_and_a_figure():
    assert {path.stem for path in (ROOT / "seeds").glob("*.md")} == {*FLOOR} - {"all"}
