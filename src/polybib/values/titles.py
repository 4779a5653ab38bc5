"""Titles: freed of what is not title, and parted into their forms.

Sources: GB/T 7714-2015 appendix B (type marks), GOST 7.1 ([Текст], [Электронный ресурс]; parallel titles after " = "),
the Chicago Manual 11.9-11.11 (romanisation, then the original script, then [a translation]), formats.md 4.2, 5.1, 5.4.
The printed letter case and script stay; inner quotation marks stay also where they are not balanced.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import regex

from polybib import words
from polybib.values.folding import HAN
from polybib.values.pinyin import syllables

_EAST = rf"{HAN}\u3040-\u30ff\uac00-\ud7a3"
_WIDE = {
    code: chr(code - 0xFEE0)
    for first, last in ((0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A))
    for code in range(first, last + 1)
}
_TYPE_MARK = re.compile(
    r"\s*(?:[\[［【〔]\s*(?P<square>[A-Za-z]{1,2}\s*(?:[/／-]\s*(?:OL|CD|DK|MT|MM|ol))?|OL|Online)\s*[\]］】〕]?|[(（]\s*(?P<round>[JM]|[A-Z]{1,2}/OL)\s*[)）])[\s.,．。]*$"
)
_TYPES = frozenset("M C G N J D R S P DB CP EB A CM DS Z PP K O OL ONLINE".split())
_GAP = regex.compile(
    rf"(?<=[{_EAST}“”\"《》〈〉「」、，。：；！？])[ \u3000]+(?=[{_EAST}])"
    rf"|(?<=[{_EAST}])[ \u3000]+(?=[{_EAST}“”\"《》〈〉「」、，。：；！？])"
)
_KOREAN = regex.compile(r"[\uac00-\ud7a3]")
_PAIRS = {
    "“": "”",
    "«": "»",
    "„": "“”",
    "《": "》",
    "〈": "〉",
    "『": "』",
    "「": "」",
    "‹": "›",
    "＂": "＂",
    '"': '"',
    "‘": "’",
    "”": "”",
    "''": "''",
}
_OPENING = {"“", "«", "„", "《", "〈", "『", "「", "‹", "‘"}
_SHORT_LAST = re.compile(r"(?:^|[\s(])(?P<word>[^\W\d_]{1,4}|(?:[^\W\d_]\.)+[^\W\d_])$")
_KEEP_DOT = frozenset(
    "etc inc jr sr co ltd corp др т тт ч кн вып ред изд ст гг г вв в pt vol vols ed eds no u.s ph.d n.e d.c u.k e.v "
    "a.m p.m".split()
)


class TitleForms(NamedTuple):
    """The forms in which one title is printed; "" for those it lacks.

    title        what the document prints for its reader: the translation where one is printed, else the title itself
    original     the title in its own script, where another form is printed beside it
    romanized    the title in Latin letters
    translated   the translation
    """

    title: str
    original: str = ""
    romanized: str = ""
    translated: str = ""


def clean(text: str) -> str:
    """A title without its mark, the quotation marks or emphasis around it, and final signs.

    Final ? and ! and the stop of an abbreviation stay; spaces between East Asian characters go; full-width letters and
    digits become plain.

    >>> clean("“China’s digital economy”,"), clean("数字 经济２０２０[J]."), clean("Парадоксы бесконечного [Текст] /")
    ('China’s digital economy', '数字经济2020', 'Парадоксы бесконечного')
    >>> clean("“CPC Releases the “National Guidelines”"), clean('"A" and "B"'), clean("Жизнь растений : в 6 т.")
    ('CPC Releases the “National Guidelines”', '"A" and "B"', 'Жизнь растений : в 6 т.')
    """
    text = " ".join(text.split())
    if not text.isascii():
        text = text.translate(_WIDE)
    for _ in range(3):
        before = text
        text = _without_marks(text)
        text = _without_quotes(_without_end(text).lstrip(" ,;:.。，；：/"))
        if text == before:
            break
    if not text.isascii() and not _KOREAN.search(text):
        text = _GAP.sub("", text)
    return text


def marks(text: str) -> tuple[str, ...]:
    """The type marks and media that `clean` takes off, as printed without brackets and spaces.

    >>> marks("谈谈记忆[M / OL]."), marks("Модели [Электронный ресурс] : учеб. пособие"), marks("A title")
    (('M/OL',), ('Электронный ресурс',), ())
    """
    text = text.translate(_WIDE)
    found = [match[1].strip() for match in _medium().finditer(text)]
    match = _type_mark(text)
    return (*found, *([re.sub(r"\s", "", match["square"] or match["round"]).replace("／", "/")] if match else []))


def split_forms(text: str, *, least_words: int = 3) -> TitleForms:
    """The forms of a title printed in several: original script, romanisation and translation, glued or in brackets.

    A Western title needs `least_words` words to count as a translation beside the original (a name such as MATLAB in a
    Chinese title is part of it); romanised words need not. Without a second form, `title` is the whole.

    >>> split_forms("关于积极推进“互联网+”行动的意见 guanyu jiji tuijin “hulianwang jia” xingdong de yijian")[1:3]
    ('关于积极推进“互联网+”行动的意见', 'guanyu jiji tuijin “hulianwang jia” xingdong de yijian')
    >>> split_forms("Yiwu jiaoyu fa 义务教育法 [The law]")
    TitleForms(title='The law', original='义务教育法', romanized='Yiwu jiaoyu fa', translated='The law')
    >>> split_forms("基于 MATLAB 的数字信号处理")
    TitleForms(title='基于 MATLAB 的数字信号处理', original='', romanized='', translated='')
    """
    whole = clean(text)
    main, inner = _last_bracket(whole)
    if inner:
        first, second = _adjacent(main, least_words), _adjacent(inner, least_words)
        forms = _of_bracket(main, inner, first, second, square=whole.endswith(("]", "］", "】")))
        if forms:
            return forms
    parted = _adjacent(whole, least_words)
    if parted:
        return _forms(*parted)
    parallel = whole.split(" = ")
    if len(parallel) == 2 and all(len(part) > 3 for part in parallel):
        one, other = clean(parallel[0]), clean(parallel[1])
        if _is_east(one) and not _is_east(other):
            return TitleForms(other, one, "", other)
        return TitleForms(one, "", "", other)
    return TitleForms(whole)


def is_romanized(text: str) -> bool:
    """Whether Latin words are pinyin: nearly all of them fall into its syllables, and there are at least two.

    >>> is_romanized("guanyu jiaqiang tese"), is_romanized("The Chinese economy"), is_romanized("Fengxi junshi")
    (True, False, True)
    """
    found = re.findall(r"[A-Za-zÀ-ɏǍ-ǜ’'-]+", text)
    parts = [word.strip("’'-") for word in found if len(word) > 1 or word.lower() in ("e", "a", "o")]
    if len(parts) < 2 or re.search(r"\b(?:the|and|of|in|on|to|for|de la|del|und|der|die)\b", text):
        return False
    good = sum(_is_pinyin(word) for word in parts)
    return good == len(parts) or (len(parts) > 4 and good >= 0.8 * len(parts))


def _is_pinyin(word: str) -> bool:
    """A word of any number of pinyin syllables, piece by piece where it is long."""
    pieces = [p for p in re.split(r"[-’']", word) if p]
    return bool(pieces) and all(syllables(p[:12]) or (len(p) > 12 and syllables(p[:6])) for p in pieces)


@cache
def _medium() -> re.Pattern[str]:
    listed = "|".join(re.escape(word).replace(r"\ ", r"\s?") for word in words.get("medium-mark"))
    return re.compile(rf"\s?[\[［]\s?({listed})\s?[.:]?[\]］]", re.IGNORECASE)


def _type_mark(text: str) -> re.Match[str] | None:
    match = _TYPE_MARK.search(text, max(0, len(text) - 24))
    if not match:
        return None
    mark = re.split(r"[/／-]", (match["square"] or match["round"]).upper().replace(" ", ""))[0]
    closed = match.group().rstrip(" .,．。").endswith(("]", "］", "】", "〕", ")", "）"))
    return match if mark in _TYPES and closed else None


def _without_marks(text: str) -> str:
    match = _type_mark(text)
    if match:
        text = text[: match.start()]
    if "[" in text or "［" in text:
        text = _medium().sub("", text)
    return text


def _without_end(text: str) -> str:
    """Without final signs that do not belong to the title."""
    text = text.rstrip(" ,;:/，；：=")
    while text.endswith((" -", " –", " —")):
        text = text[:-2].rstrip(" ,;:/")
    if text.endswith((".", "。", "．")) and not text.endswith(("..", "…")):
        bare = text[:-1].rstrip()
        last = _SHORT_LAST.search(bare)
        kept = last and last["word"].lower() in _KEEP_DOT
        if not (text.endswith(".") and (kept or abbreviated(bare))):
            return bare.rstrip(",;:/")
    return text


def abbreviated(text: str) -> bool:
    """Is a title, without its last full stop, one of abbreviated words, so that the stop belongs to it?

    >>> abbreviated("J. Am. Chem. Soc"), abbreviated("Собр. соч"), abbreviated("St. Petersburg"), abbreviated("Nature")
    (True, True, False, False)
    """
    *others, last = text.split() or [""]
    short = [word for word in others if word.endswith(".")]
    if len(last) > 6 or 2 * len(short) < len(others):
        return False
    return len(short) > 1 or any(len(word) > 3 for word in short)


def _without_quotes(text: str) -> str:
    """Without a pair that encloses the whole, or a mark at either end that has no fellow."""
    if len(text) < 3:
        return text
    if text[0] == "*" and text[-1] == "*" and "*" not in text[1:-1].replace("**", ""):
        return text.strip("*").strip()
    opening, closing = text[0], text[-1]
    if opening in _PAIRS:
        if closing in _PAIRS[opening]:
            if _encloses(text):
                return text[1:-1].strip()
            if opening in _OPENING and text.count(opening) == text.count(closing) + 1:
                return text[1:].strip()
        elif (opening in _OPENING - {"‘", "《", "〈"} and not any(c in text for c in _PAIRS[opening])) or (
            opening == '"' and text.count('"') == 1
        ):
            return text[1:].strip()
    if closing == '"' and text.count('"') == 1:
        return text[:-1].strip()
    if closing in "”»" and opening not in _PAIRS and not any(c in text for c in "“«„"):
        return text[:-1].strip()
    return text


def _encloses(text: str) -> bool:
    """Whether the first mark is closed only by the last."""
    opening, closing = text[0], text[-1]
    if opening in _OPENING and opening != "‘":
        depth = 0
        for at, c in enumerate(text):
            depth += (c == opening) - (c in _PAIRS[opening])
            if depth == 0:
                return at == len(text) - 1
        return False
    if opening == "‘":
        ends = [at for at, c in enumerate(text) if c == "’" and not text[at + 1 : at + 2].isalnum()]
        return bool(ends) and ends[0] == len(text) - 1
    inner = [at for at, c in enumerate(text[:-1]) if at and c == closing]
    if not inner:
        return True
    opens = text[inner[0] - 1] in " (-:" and not text[inner[0] + 1 : inner[0] + 2].isspace()
    return opens and len(inner) % 2 == 0


def _last_bracket(text: str) -> tuple[str, str]:
    """A title and what stands in the bracket that ends it; the latter "" where none does."""
    closing = text[-1:]
    opening = {"]": "[", ")": "(", "）": "（", "］": "［", "】": "【"}.get(closing)
    if opening is None:
        return text, ""
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        depth += (text[at] == closing) - (text[at] == opening)
        if depth == 0:
            return text[:at].strip(), clean(text[at + 1 : -1])
    return text, ""


def _is_east(text: str) -> bool:
    return re.search(rf"[{_EAST}]", text) is not None


def _adjacent(text: str, least_words: int) -> tuple[str, str] | None:
    """An East Asian and a Latin form side by side, each in one piece: (East Asian, Latin)."""
    found = [match.span() for match in re.finditer(rf"[{_EAST}]+", text)]
    if not found or found[-1][1] - found[0][0] < 2:
        return None
    first, last = found[0][0], found[-1][1]
    tail = re.match(r"[^\w\s(\[]*", text[last:])
    last += tail.end() if tail else 0
    before, middle, after = text[:first].strip(" ,;=/"), text[first:last], text[last:].strip(" ,;=/")
    if not after and before and before[-1:] in '“‘"«《':
        before, middle = before[:-1].rstrip(), before[-1] + middle
    latin = after if not before else before if not after else ""
    count = len(re.findall(r"[^\W\d_]{2,}", latin))
    if (
        not latin
        or count < 2
        or re.match(r"[^\W_]", text[last:])
        or (not latin[:1].isalpha() and latin[:1] not in "“\"‘'")
    ):
        return None
    return (clean(middle), clean(latin)) if is_romanized(latin) or count >= least_words else None


def _forms(original: str, latin: str) -> TitleForms:
    if is_romanized(latin):
        return TitleForms(original, original, latin, "")
    return TitleForms(latin, original, "", latin)


def _of_bracket(
    main: str, inner: str, first: tuple[str, str] | None, second: tuple[str, str] | None, *, square: bool
) -> TitleForms | None:
    """The forms of "main (inner)", by the scripts of the two."""
    if not main or len(inner) < 2:
        return None
    if _is_east(inner) and not _is_east(main):
        original, romanized = second if second and is_romanized(second[1]) else (inner, "")
        if is_romanized(main):
            return TitleForms(original, original, main, "")
        return TitleForms(main, original, romanized, main)
    letters = re.findall(r"[^\W\d_]{2,}", inner)
    if _is_east(main) and not _is_east(inner) and len(letters) > 1:
        if first and is_romanized(first[1]):
            return TitleForms(inner, first[0], first[1], inner)
        if is_romanized(inner):
            return TitleForms(main, main, inner, "")
        return TitleForms(inner, main, "", inner) if len(letters) > 2 or square else None
    if square and not _is_east(main) and len(letters) > 1 and is_romanized(main) and not is_romanized(inner):
        return TitleForms(inner, "", main, inner)
    return None
