"""One form of a text for all scripts and romanisations.

A Cyrillic title and its romanised twin, by whatever scheme, have nearly the same skeleton; so have a Chinese title and
its pinyin, and the traditional and the simplified characters.

Letters become Latin ones (Cyrillic by our table, Han by pypinyin, others as for citation keys), then what schemes write
in different ways is made one: shch, šč and sch; zh and ž; kh, h and x; ts, tz and c; ya, ja and ia; ü and ue.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

CYRILLIC = dict(
    zip(
        "абвгдезийклмнопрстуфхцчшщъыьэюяё" + "іїєґўәғқңөұүһјљњћђџѓќѕѣѵѳӣӯҷҳ",
        "a b v g d e z i i k l m n o p r s t u f kh ts ch sh shch  y  e iu ia e".split(" ")
        + "i i e g u a g k n o u u kh i l n ch dz dz g k dz e i f i u ch kh".split(" "),
        strict=False,
    )
)
CYRILLIC |= {"ж": "zh", "з": "z", "и": "i"}
LATIN = {"ß": "ss", "æ": "a", "œ": "o", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ŋ": "n", "ə": "a"}
SILENT = frozenset("'’‘ʼʹʺ`´′″\u0361\ufe20\ufe21\u00ad\u200b\u200c\u200d\u2060")
SAME = (
    ("shch", "s"), ("shh", "s"), ("sch", "s"), ("sh", "s"), ("sc", "s"), ("tch", "c"), ("ch", "c"), ("cz", "c"),
    ("tz", "c"), ("ts", "c"), ("zh", "z"), ("kh", "h"), ("x", "h"), ("w", "v"), ("ph", "f"), ("ck", "k"), ("yo", "e"),
    ("jo", "e"), ("j", "i"), ("y", "i"), ("ue", "u"), ("oe", "o"), ("ae", "a"), ("iii", "i"), ("ii", "i"), ("ia", "a"),
    ("ie", "e"), ("io", "o"), ("iu", "u"),
)  # fmt: skip


class _Letters(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _letter(chr(code))
        return found


@cache
def _letters() -> _Letters:
    return _Letters()


def _letter(char: str) -> str:
    if char.isascii():
        return "" if char in SILENT else char if char.isalnum() else " "
    if char in SILENT or unicodedata.combining(char):
        return ""
    if char in CYRILLIC or char in LATIN:
        return CYRILLIC.get(char) or LATIN.get(char, "")
    if script(char) in ("han", "other") and (found := _spoken(char)):
        return found
    parts = unicodedata.normalize("NFKD", char).lower()
    if len(parts) > 1 or parts != char:
        return "".join(part if part == " " else _letter(part) for part in parts)
    return char if char.isalnum() else " "


def _spoken(char: str) -> str:
    """Han, kana, Hangul and Greek as citation keys have them; empty for other scripts, which stay as they are."""
    from polybib.formats._keys import romanised

    known = "\u0370" <= char < "\u0400" or "\u1f00" <= char < "\u2000" or "\u3040" <= char <= "\ud7af"
    return romanised(char) if known or char > "\uf8ff" else ""


def skeleton(text: str) -> str:
    """The words of a text in the form in which all romanisations of it are (nearly) the same.

    >>> skeleton("Социальный капитал") == skeleton("Sotsial'nyi kapital") == skeleton("Social’nyj kapital")
    True
    >>> skeleton("Щербаков Ю."), skeleton("Ščerbakov Ju."), skeleton("数字经济")
    ('serbakov u', 'serbakov u', 'suzingi')
    """
    return _skeleton(text) if len(text) < 200 else _skeleton.__wrapped__(text)


def run(text: str) -> str:
    """The skeleton of a text with its words run together, as Han and pinyin divide them in different ways.

    >>> run("Xiangtu Zhongguo") == run("乡土中国")
    True
    """
    return skeleton("".join(_words().findall(text)))


@cache
def _words() -> re.Pattern[str]:
    return re.compile(r"[^\W_]+")


@lru_cache(maxsize=1 << 16)
def _skeleton(text: str) -> str:
    plain = text.lower().translate(_letters())
    for written, one in SAME:
        plain = plain.replace(written, one)
    return " ".join(_double().sub(r"\1", plain).split())


@cache
def _double() -> re.Pattern[str]:
    return re.compile(r"([a-z])\1+")


@lru_cache(maxsize=1 << 16)
def script(text: str) -> str:
    """The script of a text: han, cyrillic, latin, or other.

    >>> script("数字经济 (digital)"), script("Доверие"), script("Trust"), script("ثقة")
    ('han', 'cyrillic', 'latin', 'other')
    """
    if text.isascii():
        return "latin"
    counts = {"han": 0, "cyrillic": 0, "latin": 0, "other": 0}
    for char in text:
        if char.isalpha():
            if "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf":
                counts["han"] += 3
            elif "\u0400" <= char < "\u0530":
                counts["cyrillic"] += 1
            elif char < "\u0370" or "\u1e00" <= char < "\u1f00" or "\uff00" < char < "\uff60":
                counts["latin"] += 1
            else:
                counts["other"] += 3 if "\u3040" <= char <= "\u30ff" else 1
    return max(counts, key=lambda name: counts[name])
