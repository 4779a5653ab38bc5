"""Bytes to text: the encoding, told by byte-order marks, by what decodes, and by what the text then looks like.

charset-normalizer names a guess; on a few lines of a bibliography it is often a neighbour (KOI8-R for Windows-1251, GBK
for Big5), so every candidate is decoded and weighed by the letters of its script (data/letters.json), and the guess
is one more piece of evidence.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

from polybib.errors import InputError, OptionError
from polybib.model import Issue

SAMPLE = 1 << 15
BAD = "\ufffd"
MARKS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)
BINARY = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a zip archive (a DOCX, ODT or EPUB file is one)"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"AT&TFORM", "a DjVu file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format", "a database"),
)
# the legacy encodings we tell apart: Python's codec, the name we give it, how a letter of it is weighed
CANDIDATES = (
    ("cp1251", "windows-1251", "cyrillic"),
    ("koi8_r", "koi8-r", "cyrillic"),
    ("koi8_u", "koi8-u", "cyrillic"),
    ("cp866", "ibm866", "cyrillic"),
    ("gb18030", "gb18030", "han"),
    ("big5hkscs", "big5", "han"),
    ("cp932", "shift_jis", "han"),
    ("euc_jp", "euc-jp", "han"),
    ("cp949", "euc-kr", "han"),
    ("cp1252", "windows-1252", "latin"),
    ("cp1250", "windows-1250", "latin-central"),
    ("cp1254", "windows-1254", "latin-turkish"),
)
# where two agree on a text, and in doubt
PRIOR = {"cp1252": 0.1, "koi8_r": 0.01}
CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f\v\b\x1a\x1b"))

FEW = 3  # control characters that may go astray in a short text


def decode(data: bytes, *, encoding: str | None = None, name: str = "") -> tuple[str, str, tuple[Issue, ...]]:
    """The text, the name of its encoding, and what was wrong with it.

    >>> decode("Иванов И. И. Право. М., 2001.".encode("koi8-r"))[1]
    'koi8-r'
    >>> decode("［1］李明.数字经济研究［J］.经济学报,2019(6):36-41.".encode("big5hkscs", "ignore"))[1]
    'big5'
    """
    if encoding:
        return _named(data, encoding, name)
    for mark, label, codec in MARKS:
        if data.startswith(mark):
            return _replaced(data, codec, label)
    _refuse_binary(data, name)
    if b"\x00" in data[:SAMPLE] and (order := _utf16(data[:SAMPLE])):
        return _replaced(data, order, "utf-16")
    text = data.decode("utf-8", "replace")
    bad = text.count(BAD) - data.count(BAD.encode())  # one that stands in the file is no bad byte
    if not bad or _mostly_utf8(text, bad):
        return text, "utf-8", (_bad_bytes(bad, "utf-8"),) if bad else ()
    if b"\x1b$" in data:
        return _replaced(data, "iso2022_jp", "iso-2022-jp")
    codec, label = _told_apart(data, name)
    return _replaced(data, codec, label)


def _named(data: bytes, encoding: str, name: str) -> tuple[str, str, tuple[Issue, ...]]:
    try:
        codec = codecs.lookup(encoding).name
        if not isinstance("".encode(codec), bytes):
            raise LookupError
    except (LookupError, TypeError, AttributeError):
        raise OptionError(
            f"unknown encoding {encoding!r}",
            where=name,
            next_step="use a name such as utf-8, windows-1251, koi8-r, gb18030, big5 or shift_jis",
        ) from None
    if codec == "utf-8":
        codec = "utf-8-sig"
    return _replaced(data, codec, encoding.lower())


def _replaced(data: bytes, codec: str, label: str) -> tuple[str, str, tuple[Issue, ...]]:
    text = data.decode(codec, "replace")
    bad = text.count(BAD) - (data.count(BAD.encode()) if codec.startswith("utf-8") else 0)
    return text, label, (_bad_bytes(bad, label),) if bad else ()


def _bad_bytes(count: int, label: str) -> Issue:
    place = "1 place is" if count == 1 else f"{count} places are"
    return Issue("bad-bytes", f"{place} not valid {label} and shown as {BAD}")


def _mostly_utf8(text: str, bad: int) -> bool:
    """UTF-8 with a few bad bytes: real multi-byte characters outnumber them well, for chance makes few."""
    good = len(text) - bad - sum(map(str.isascii, text))
    return good >= 4 * bad


def _refuse_binary(data: bytes, name: str) -> None:
    for magic, kind in BINARY:
        if data.startswith(magic):
            raise InputError(
                f"this is {kind}, not text", where=name, next_step="save or convert it as plain text first"
            )
    head = data[:SAMPLE]
    if b"\x00" in head and _utf16(head):
        return
    control = _control(head)
    if control > max(FEW, len(head) // 50) or (b"\x00" in head and control > FEW):
        raise InputError(
            "this is a binary file, not text", where=name, next_step="save or convert it as plain text first"
        )


def _utf16(head: bytes) -> str:
    """The byte order of UTF-16 without a mark, or nothing: line ends and spaces put their zero on one side."""
    if _stray(head):
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    order = "utf-16-le" if odd > even else "utf-16-be"
    text = head[: len(head) // 2 * 2].decode(order, "replace")
    strange = text.count(BAD) + sum(char < " " and char not in "\t\n\r\f" for char in text)
    return order if text and min(even, odd) * 4 <= max(even, odd) and strange * 50 <= len(text) else ""


def _stray(head: bytes) -> bool:
    """Is this UTF-8 in which a few control characters went astray? UTF-16 has more of them, or is not valid UTF-8."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return _control(head) <= min(len(head) // 8, max(FEW, len(head) // 50))


def _control(head: bytes) -> int:
    return len(head) - len(head.translate(None, CONTROL))


def _told_apart(data: bytes, name: str) -> tuple[str, str]:
    """The legacy encoding whose text looks most like text."""
    sample = _sample(data)
    guess = _guess(sample)
    best, codec, label = max(
        (_weigh(sample, codec, kind) + 0.15 * (codec == guess) + PRIOR.get(codec, 0.0), codec, label)
        for codec, label, kind in CANDIDATES
    )
    if best >= 0.15:
        return codec, label
    if guess:
        return guess, guess.replace("_", "-")
    raise InputError(
        "the encoding of this text could not be told",
        where=name,
        next_step="name it with --encoding, or save the file as UTF-8",
    )


def _sample(data: bytes) -> bytes:
    """Whole lines of the input, as many as fit, those with other than ASCII first."""
    if len(data) <= SAMPLE:
        return data
    lines = [line for line in data[: 16 * SAMPLE].splitlines(keepends=True) if not line.isascii()]
    sample = b"".join(lines)[: 2 * SAMPLE]
    return sample[: sample.rfind(b"\n") + 1] or sample


def _guess(sample: bytes) -> str:
    """What charset-normalizer calls it, as Python's codec ("" when it cannot say)."""
    from charset_normalizer import from_bytes

    match = from_bytes(sample, cp_exclusion=["utf_7"]).best()
    named = match.encoding if match else ""
    same = {"gbk": "gb18030", "gb2312": "gb18030", "big5": "big5hkscs", "shift_jis": "cp932", "euc_kr": "cp949"}
    return same.get(named, named)


@cache
def _letters() -> dict[str, Any]:
    table = json.loads((files("polybib") / "data" / "letters.json").read_text(encoding="utf-8"))
    return {name: value if isinstance(value, dict) else frozenset(value) for name, value in table.items()}


def _weigh(sample: bytes, codec: str, kind: str) -> float:
    """How much a text in this encoding looks like one, from about -1 to 1 for each byte that is not ASCII."""
    text = sample.decode(codec, "replace")
    wide = 1 if kind != "han" else 2
    rule: Callable[[str, int], float] = _han if kind == "han" else _cyrillic if kind == "cyrillic" else _latin(kind)
    total = weight = 0.0
    for at, char in enumerate(text):
        if char.isascii():
            continue
        total += wide
        weight += -4.0 if char == BAD else wide * rule(text, at)
    return weight / total if total else -1.0


def _han(text: str, at: int) -> float:
    char = text[at]
    code = ord(char)
    if 0x3040 <= code < 0x3100 or char in "、。《》，：；（）［］“”—〔〕「」『』．…·！？":
        return 1.0
    if 0x4E00 <= code < 0xA000:
        return 1.0 if char in _letters()["han"] else -0.3
    if 0xAC00 <= code < 0xD7B0:
        return 1.0 if char in _letters()["hangul"] else -0.5
    if 0x410 <= code < 0x450 or char in "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü":
        return 0.6
    if 0xFF01 <= code < 0xFF5F or 0x2460 <= code < 0x2474 or char in "№–‘’×":
        return 0.5
    return -1.0


def _cyrillic(text: str, at: int) -> float:
    char, before = text[at], text[at - 1] if at else " "
    share = _letters()["cyrillic"].get(char.lower())
    if share is None:
        return 0.4 if char in "«»—–№“”„…’\xa0" else -1.0
    after = text[at + 1] if at + 1 < len(text) else " "
    if (before.isascii() and before.isalpha()) or (after.isascii() and after.isalpha()):
        return -0.6
    common = 1.0 if share > 5 else 0.8 if share > 2.5 else 0.5 if share > 0.9 else 0.1 if share > 0.2 else -0.4
    if char.islower():
        return common
    if before.islower() and not before.isascii():
        return -1.0
    return 0.8 * common


def _latin(kind: str) -> Callable[[str, int], float]:
    known, shared = _letters()[kind], _letters()["latin"]

    def rule(text: str, at: int) -> float:
        char = text[at]
        before, after = text[at - 1] if at else " ", text[at + 1] if at + 1 < len(text) else " "
        if char in "“”‘’–—«»…„\xa0©®·×":
            return 0.5
        if not {char, char.lower()} & (known | shared):
            return -0.5
        if not before.isascii() and before.isalpha() and not after.isascii() and after.isalpha():
            return -0.4
        if char.isupper() and before.islower():
            return 0.0
        return 0.7 if char in known or char.lower() in known else 0.5

    return rule
