"""The GOST family: every case of tests/cases/styles/gost.jsonl is read as it says."""

from pathlib import Path

import pytest
from notes import check, load

from polybib.styles import gost


@pytest.mark.parametrize("case", load(Path(__file__).parent / "cases/styles/gost.jsonl"), ids=lambda c: c["why"])
def test_case(case):
    check(gost, case)
