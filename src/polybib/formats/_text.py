"""Text that is safe to write: no control character of a terminal leaves the program raw."""

from __future__ import annotations

import re
from functools import cache

KEPT = "\t\n"


@cache
def _controls() -> dict[int, str]:
    """C0 and C1 controls and the marks that break or reorder a line, as visible escapes."""
    hidden = [*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x2028, 0x2029]
    return {code: f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" for code in hidden if chr(code) not in KEPT}


def visible(text: str) -> str:
    r"""A text for a person to read, its control characters as escapes.

    >>> visible("red \x1b[31mtitle")
    'red \\x1b[31mtitle'
    """
    return text.translate(_controls()).encode("utf-8", "backslashreplace").decode("utf-8")


def one_line(text: str) -> str:
    """As `visible`, on one line.

    >>> one_line("two\\n lines")
    'two lines'
    """
    return visible(" ".join(text.split()))


def plain(text: str) -> str:
    r"""A value without control characters, its white space as single spaces.

    >>> plain("a\x00b \t c")
    'ab c'
    """
    words = " ".join(text.split())
    return words if words.isascii() and words.isprintable() else _dropped().sub("", words)


@cache
def _dropped() -> re.Pattern[str]:
    return re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def json_safe(encoded: str) -> str:
    r"""Encoded JSON whose C1 controls, line separators and surrogates are escapes too; the value stays the same.

    >>> json_safe('"\x9b31m"')
    '"\\u009b31m"'
    """
    return _json_controls().sub(lambda found: f"\\u{ord(found[0]):04x}", encoded)


@cache
def _json_controls() -> re.Pattern[str]:
    return re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
