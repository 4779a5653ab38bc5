"""Other forms of a character brought to one for reading: widths, spaces, dashes and digits, one code point for one.

Folding keeps the length, so that a position in the folded text is a position in the text (formats.md 0.2: for
parsing only, never for stored titles).
"""

from __future__ import annotations

import re
from functools import cache

HYPHENS = "\u2010\u2011\ufe63"
DASHES = "\u2012\u2013\u2014\u2015\u2212\ufe58\u301c\uff5e\u223c\u2e3a\u2e3b"
SPACES = "".join(map(chr, range(0x2000, 0x200B))) + "\u00a0\u1680\u202f\u205f\u3000\t\n\r\v\f\u2028\u2029\x85"
HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
"""The inside of a character class."""

# code points of the zeros of the decimal digits met in references (Unicode, DerivedNumericType)
_ZEROS = (
    0x660,
    0x6F0,
    0x7C0,
    0x966,
    0x9E6,
    0xA66,
    0xAE6,
    0xB66,
    0xBE6,
    0xC66,
    0xCE6,
    0xD66,
    0xE50,
    0xED0,
    0xF20,
    0x1040,
    0x17E0,
    0x1810,
    0xFF10,
)


@cache
def _widths() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if code != 0xFF5E}
    table |= {ord(space): " " for space in SPACES}
    table |= {zero + digit: str(digit) for zero in _ZEROS for digit in range(10)}
    table |= {ord(c): to for c, to in zip("、。．【】〔〕［］（）「」『』〈〉", ',..[][][]()""\'\'""', strict=True)}
    return table


@cache
def _folded() -> re.Pattern[str]:
    """What folding would change, to leave most texts alone quickly."""
    return re.compile("[" + re.escape("".join(chr(code) for code in _all())) + "]")


@cache
def _all() -> dict[int, str]:
    return _widths() | {ord(c): "-" for c in HYPHENS + DASHES}


def width(text: str) -> str:
    """Full-width forms, spaces and digits in their plain ASCII form; dashes stay.

    >>> width("２０１９，４７（３）：１－８")
    '2019,47(3):1-8'
    """
    return text if (text.isascii() and text.isprintable()) or not _folded().search(text) else text.translate(_widths())


def fold(text: str) -> str:
    """As `width`, and every dash as a hyphen.

    >>> fold("第６３—６７页")
    '第63-67页'
    """
    return text if (text.isascii() and text.isprintable()) or not _folded().search(text) else text.translate(_all())
