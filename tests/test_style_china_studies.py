"""Footnotes of Chinese, Japanese and Korean studies: cases of cases/styles/china_studies.jsonl are read as they say."""

from pathlib import Path

import pytest
from notes import check, load

from polybib.styles import china_studies


@pytest.mark.parametrize(
    "case", load(Path(__file__).parent / "cases/styles/china_studies.jsonl"), ids=lambda c: c["why"]
)
def test_case(case):
    check(china_studies, case)
