"""Notes in Chinese and Japanese, notes with commas, American citations of law: golden readings, and what is not."""

from __future__ import annotations

import pytest
from test_style_gbt7714 import cases, check


@pytest.mark.parametrize("case", cases("zh_notes"), ids=lambda c: c["text"][:40])
def test_chinese_notes(case: dict) -> None:
    check("zh_notes", case)


@pytest.mark.parametrize("case", cases("comma_notes"), ids=lambda c: c["text"][:40])
def test_notes_with_commas(case: dict) -> None:
    check("comma_notes", case)


@pytest.mark.parametrize("case", cases("law_notes"), ids=lambda c: c["text"][:40])
def test_citations_of_law(case: dict) -> None:
    check("law_notes", case)
