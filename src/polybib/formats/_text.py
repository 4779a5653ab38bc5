"""Text that is safe to write: no control character of a terminal leaves the program raw."""

from __future__ import annotations

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
    return words if words.isascii() and words.isprintable() else words.translate(_dropped())


@cache
def _dropped() -> dict[int, None]:
    return dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000)))


def json_safe(encoded: str) -> str:
    r"""Encoded JSON whose C1 controls, line separators and surrogates are escapes too; the value stays the same.

    >>> json_safe('"\x9b31m"')
    '"\\u009b31m"'
    """
    if encoded.isascii() and "\x7f" not in encoded:
        return encoded
    return encoded.translate(_json_controls())


@cache
def _json_controls() -> dict[int, str]:
    hidden = [*range(0x7F, 0xA0), 0x2028, 0x2029, *range(0xD800, 0xE000)]
    return {code: f"\\u{code:04x}" for code in hidden}
