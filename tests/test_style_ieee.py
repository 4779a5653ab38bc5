"""IEEE items and Chicago notes: every case of tests/cases/styles/ieee.jsonl is read as it says."""

from pathlib import Path

import pytest
from notes import check, load

from polybib.styles import ieee


@pytest.mark.parametrize("case", load(Path(__file__).parent / "cases/styles/ieee.jsonl"), ids=lambda c: c["why"])
def test_case(case):
    check(ieee, case)
