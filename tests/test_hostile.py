"""Text that makes careless patterns slow: time stays in proportion, and no line is lost."""

import json
import time
from pathlib import Path

import pytest

from polybib import pipeline

SIGNS = json.loads((Path(__file__).parent / "cases" / "hostile.json").read_text(encoding="utf-8"))
LENGTH = 6_000
PATIENCE = 2.0  # seconds; a linear reader needs a few hundredths


@pytest.mark.parametrize("form", ["lines", "text"])
@pytest.mark.parametrize("sign", SIGNS, ids=ascii)
def test_a_repeated_sign_does_not_slow_us_down(sign, form):
    text = "1. Smith J. " + sign * (LENGTH // len(sign)) + " 2001.\n"
    start = time.perf_counter()
    found = list(pipeline.run(text, form=form))
    assert time.perf_counter() - start < PATIENCE
    if form == "lines":
        assert len(found) == 1
