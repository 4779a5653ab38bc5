"""Which rows of the train splits are kept from training, to measure there how sure the network may be of itself."""

from __future__ import annotations

from typing import Any
from zlib import crc32

ONE_IN = 25
ONE_IN_SMALL = 8  # of a source with few rows, or in which the grammars have to be compared with the network
SMALL = frozenset(("gbt7714", "footnote_zh", "synth_gost", "scielo_jats", "zotero_chinese"))


def is_kept(row: dict[str, Any]) -> bool:
    """Whether a row is kept: by the work's title, so that no work stands on both sides in two styles."""
    title = "".join(filter(str.isalnum, str(row["csl"].get("title", "")).casefold()))
    work = title[:60] if len(title) > 7 else row["id"]
    return crc32(work.encode()) % (ONE_IN_SMALL if row["source"] in SMALL else ONE_IN) == 0
