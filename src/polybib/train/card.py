"""The model's card, model.json: what the weights were made from, what they must agree with, what was measured."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def write_card(folder: Path, card: dict[str, Any]) -> None:
    """Writes model.json beside the weights."""
    (folder / "model.json").write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
