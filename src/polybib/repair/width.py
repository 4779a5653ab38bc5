"""Full-width forms folded to their half-width twins, for parsing only."""

from __future__ import annotations

from functools import cache

_TWINS = {"。": ".", "．": ".", "｡": ".", "【": "[", "】": "]", "〔": "[", "〕": "]", "“": '"', "”": '"', "\u3000": " "}


@cache
def _table() -> dict[int, str]:
    """U+FF01-FF5E stand 0xFEE0 above their ASCII twins (Unicode, Halfwidth and Fullwidth Forms)."""
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    return table | {ord(wide): narrow for wide, narrow in _TWINS.items()}


def fold_width(text: str) -> str:
    """The text with full-width letters, digits, punctuation and brackets as ASCII: as long as before, for parsing only.

    Stored titles keep their own forms (formats.md 0.2); the enumeration comma and the title quotes stay.

    >>> fold_width("王伟．中国研究［Ｊ］，２０２０：１－９。")
    '王伟.中国研究[J],2020:1-9.'
    """
    return text if text.isascii() else text.translate(_table())
