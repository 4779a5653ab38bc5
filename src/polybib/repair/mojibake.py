"""UTF-8 that was read as Windows-1252, Latin-1 or Windows-1251: `Ã©` for é, `â€“` for –, `РЎРї` for Сп.

ftfy knows more kinds, but it gives back a text without places, decides for a whole segment at once, and also
straightens quotes that carry evidence; here one run of characters is read again, when nothing else can be meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import cache

from polybib.repair.draft import Edit, Fix

_QUOTES = "‚„…‘’“”–—‹›«»\u00a0"  # signs that also stand after a capital in correct text
_DECISIVE = ("â€", "вЂ", "â„", "в„", "Ã¢", "Гў")  # no language writes these


def utf8_misread(text: str, known: Collection[str] = ()) -> Iterator[Fix]:
    """UTF-8 bytes read by an eight-bit code page: the run is read again as UTF-8.

    >>> [edit.text for fix in utf8_misread("CafÃ© â€“ NÃ¼rnberg") for edit in fix.edits]
    ['é', '–', 'ü']
    """
    for codec, minimum in (("cp1252", 1), ("cp1251", 3)):
        runs, table = _shapes(codec)
        for run in runs.finditer(text):
            pieces = list(_pieces(run[0], run.start(), table))
            if pieces and _certain(text, run, "".join(piece.text for piece in pieces), minimum):
                yield Fix(tuple(pieces))


def needs_misread(text: str) -> bool:
    return not text.isascii() and _hint().search(text) is not None


@cache
def _hint() -> re.Pattern[str]:
    """A first character and one that follows, of any code page: quick to search."""
    tables = [_shapes(codec)[1] for codec in ("cp1252", "cp1251")]
    first = {char for table in tables for char, byte in table.items() if 0xC2 <= byte <= 0xF4}
    after = {char for table in tables for char, byte in table.items() if 0x80 <= byte <= 0xBF}
    return re.compile(f"[{''.join(map(re.escape, sorted(first)))}][{''.join(map(re.escape, sorted(after)))}]")


@cache
def _shapes(codec: str) -> tuple[re.Pattern[str], dict[str, int]]:
    """Runs of characters that have the shape of UTF-8 when `codec` misread it, and the byte of each character."""
    table: dict[str, int] = {}
    for byte in range(0x80, 0x100):
        table[chr(byte)] = byte if byte < 0xA0 else table.get(chr(byte), byte)
    if codec != "cp1252":
        table = {char: byte for char, byte in table.items() if byte < 0xA0}
    for byte in range(0x80, 0x100):
        char = bytes([byte]).decode(codec, "ignore")
        if char:
            table[char] = byte

    def among(low: int, high: int) -> str:
        return "[" + "".join(re.escape(char) for char, byte in table.items() if low <= byte <= high) + "]"

    follow = among(0x80, 0xBF)
    two, three, four = among(0xC2, 0xDF), among(0xE0, 0xEF), among(0xF0, 0xF4)
    return re.compile(f"(?:{two}{follow}|{three}{follow}{{2}}|{four}{follow}{{3}})+"), table


def _pieces(run: str, offset: int, table: dict[str, int]) -> Iterator[Edit]:
    """Each misread character of a run; nothing when the bytes are not UTF-8 after all."""
    data = bytes(table[char] for char in run)
    try:
        decoded = data.decode("utf-8")
    except UnicodeDecodeError:
        return
    at = offset
    for char in decoded:
        size = len(char.encode("utf-8"))
        yield Edit(at, at + size, char)
        at += size


def _certain(text: str, run: re.Match[str], decoded: str, minimum: int) -> bool:
    """Whether a run is certainly misread, by what it was, what it becomes and what stands around it."""
    if run[0].startswith(_DECISIVE):
        return True
    if any(unicodedata.category(char)[0] in "C" and char != "\xad" for char in decoded):
        return False
    if any(char < "\xa0" for char in run[0]):
        return True  # a control character stands in no text
    scripts = {unicodedata.name(char, "?").split()[0] for char in decoded if char.isalpha()}
    if len(decoded) >= max(minimum, 2):
        return len(scripts) <= 1 and bool(scripts)
    if minimum > 1:
        return run[0] in ("В«", "В»", "В№", "В§") and not text[max(0, run.start() - 1) : run.start()].isalpha()
    return _certain_alone(text, run, decoded)


def _certain_alone(text: str, run: re.Match[str], decoded: str) -> bool:
    """One sequence: a Latin or Greek letter or a sign of Latin-1, and no sign of correct text around it."""
    before, after = text[max(0, run.start() - 1) : run.start()], text[run.end() : run.end() + 1]
    if len(run[0]) > 2 or ord(decoded) > 0x3FF:
        return False
    if run[0][0] == "Â":
        return not before.isupper()
    if run[0][1] in _QUOTES:
        return run[0][0] in "ÃÄÅ" and after.isascii() and after.isalpha()
    return decoded.isalpha()
