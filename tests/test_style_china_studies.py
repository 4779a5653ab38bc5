"""Footnotes of Chinese, Japanese and Korean studies: every case of tests/cases/styles/china_studies.jsonl is read as it says."""

from pathlib import Path

import pytest
from notes import check, load

from polybib.styles import china_studies


@pytest.mark.parametrize("case", load(Path(__file__).parent / "cases/styles/china_studies.jsonl"), ids=lambda c: c["why"])
def test_case(case):
    check(china_studies, case)
