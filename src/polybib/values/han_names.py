"""Names in Han characters, kana and hangul.

A Chinese family name is one character, or two of a short list (GB/T 7714; formats.md 5.2); a foreign name written in
characters (扬·盖尔) and a body stay whole. Japanese names are divided at a space or by a list of family names, Korean
ones after the first syllable or a compound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import regex

from polybib import words
from polybib.model import Name

from .name_data import eastern, han
from .name_types import Read
from .name_words import ROLES, and_pattern

_HAN = "\u3007\u3005\u3006\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_KANA = "\u3040-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_HANGUL = "\uac00-\ud7af\u1100-\u11ff"
# `re` counts every character of a wide range when it compiles one; `regex` does not
CJK = regex.compile(f"[{_HAN}{_KANA}{_HANGUL}]")
RUN = regex.compile(f"[{_HAN}{_KANA}{_HANGUL}][{_HAN}{_KANA}{_HANGUL}·•‧・．\\s、，]*")
_HANGUL_RE, _KANA_RE = regex.compile(f"[{_HANGUL}]"), regex.compile(f"[{_KANA}]")
_COUNTRY = re.compile(r"^\s*[\[(（［〔【{]\s*([^\[\]()（）［］〔〕【】{}]{1,8})\s*[\])）］〕】}]\s*")
_DOTS = re.compile(r"[·•‧・．]")
_SEPARATORS = re.compile(r"[,;，；、/／|&＆]")
_LATIN = re.compile("[a-z]")
_MIDDLE = regex.compile(f"(?<=[{_HAN}{_HANGUL}])[・·•](?=[{_HAN}{_HANGUL}])")
_SPACES = re.compile(r"\s+")
_FOREIGN_FAMILY = regex.compile(f"^([{_HAN}{_KANA}]{{1,8}})\\s*((?:[A-Z]\\s?\\.?\\s?-?){{1,4}})$")
_INITIAL_FAMILY = regex.compile(f"^([{_HAN}])\\.\\s*([{_HAN}]{{1,4}})$")
_LANGUAGES = ("zh", "ja", "ko")


_LONGEST = 8  # characters in a role or in a word that marks a body


@cache
def _endings() -> frozenset[str]:
    return frozenset(w for lang in _LANGUAGES for w in words.get("body", lang))


@cache
def _roles() -> frozenset[str]:
    found = (w for lang in _LANGUAGES for kind in ROLES for w in words.get(f"role.{kind}", lang))
    return frozenset(w for w in found if CJK.match(w))


@cache
def _glued() -> frozenset[str]:
    """Roles of one character that follow a name without a sign between."""
    return frozenset(words.get("role.glued"))


@cache
def _more() -> frozenset[str]:
    return frozenset(w for lang in _LANGUAGES for w in words.get("et-al", lang))


def is_role(text: str) -> bool:
    """Is all of the text a role (译, 主编)?"""
    return text in _roles()


def _at_end(text: str, known: frozenset[str]) -> str:
    """The longest known word that ends a text."""
    return next((text[-n:] for n in range(_LONGEST, 0, -1) if text[-n:] in known), "")


def _at_start(text: str, known: frozenset[str]) -> str:
    return next((text[:n] for n in range(_LONGEST, 0, -1) if text[:n] in known), "")


@cache
def _own() -> frozenset[str]:
    """Dynasties and countries whose names are divided as Chinese ones are."""
    return frozenset(words.get("dynasty")) | frozenset(words.get("nationality.east"))


def is_body(text: str) -> bool:
    """Is a name in characters an organisation?

    >>> is_body("国家环境保护局科技标准司"), is_body("教育部"), is_body("欧阳修"), is_body("통계청")
    (True, True, False, True)
    """
    known = _endings()
    if any(text[i : i + n] in known for i in range(len(text) - 1) for n in range(2, _LONGEST + 1)):
        return True
    if len(text) >= 3 and text[-1] in words.get("body.ending"):
        return text[0] not in han() or len(text) > 3
    return len(text) >= 4 and text[-1] in words.get("body.ending-weak")


def without_roles(text: str) -> tuple[str, bool]:
    """A list of names without the roles and the "and others" glued to its end (or a role before it).

    >>> without_roles("谢兴尧编"), without_roles("杨斌，王忠玉，陈彦斌，等，译"), without_roles("王译")
    (('谢兴尧', False), ('杨斌，王忠玉，陈彦斌', True), ('王译', False))
    """
    more = False
    for _ in range(12):
        text = text.strip(" \t,;:，；：、。.．|/／")
        word = _at_end(text, _more())
        if word and _may_cut(text, len(word), more=True):
            text, more = text[: -len(word)].rstrip("[［(（"), True
            continue
        if text.endswith((")", "）", "]", "］", "〕", "】")):
            at = max(text.rfind(c) for c in "(（[［〔【")
            inner = text[at + 1 : -1].strip() if at >= 0 else ""
            if at > 0 and (inner in _roles() or inner in _more()):
                text, more = text[:at], more or inner in _more()
                continue
        word = _at_end(text, _roles())
        apart = len(word) > 1 or word in _glued() or text[-2:-1] in " ,;:，；：、"
        if word and apart and _may_cut(text, len(word)):
            text, more = text[: -len(word)], more or word[0] == "等"
            continue
        word = _at_start(text, _roles())
        apart = len(word) > 1 or text[1:2] in ":： "
        if word and apart and len(text) > len(word) + 1 and not is_body(text[: len(word) + 4]):
            text = text[len(word) :]
            continue
        break
    return text, more


def _may_cut(text: str, size: int, *, more: bool = False) -> bool:
    """A role may be cut when a name is left: 王译 is a name, 徐超译 a translator; 编委会 stays with its body."""
    rest = text[:-size]
    if not rest.strip():
        return False
    if rest[-1:] in " ,;:，；：、()（）[]］)":
        return True
    last = re.split(r"[\s,;:，；：、]", rest[-40:])[-1]
    if more and text[-size:] not in words.get("et-al", "zh"):
        return size > 1 and len(last) >= 2
    return len(last) >= 2 or bool(last and not CJK.match(last))


def parts(text: str) -> list[str]:
    """The names of a list in characters.

    >>> parts("戴英侠,连一峰,王 航"), parts("安志兰 郭笃发")
    (['戴英侠', '连一峰', '王航'], ['安志兰', '郭笃发'])
    >>> parts("野上 寛之, 谷川 智洋"), parts("長谷川達也・国友直人")
    (['野上 寛之', '谷川 智洋'], ['長谷川達也', '国友直人'])
    """
    if _LATIN.search(text):
        text = and_pattern().sub(",", text)
    pieces = [p.strip(" .．。:：") for p in _SEPARATORS.split(text)]
    pieces = [p for p in pieces if p]
    out: list[str] = []
    for part in pieces:
        if _MIDDLE.search(part) and _japanese_list(part):
            out.extend(p for p in _MIDDLE.split(part) if p)
        else:
            for item in _at_and(part):
                out.extend(_at_spaces(item, len(pieces) > 1))
    return out


@cache
def _and() -> re.Pattern[str]:
    found = [w for lang in _LANGUAGES for w in words.get("and", lang)]
    return re.compile(r"\s?(?:" + "|".join(sorted(found, key=lambda w: (-len(w), w))) + r")\s?")


def _at_and(text: str) -> list[str]:
    """张三和李四, 教育部与财政部: "and" counts only between two whole names or two bodies (住房和城乡建设部 is one)."""
    for match in _and().finditer(text):
        left, right = text[: match.start()].strip(), text[match.end() :].strip()
        if (_personal(left) and _personal(right)) or (len(left) > 2 and _at_end(left, _endings()) and is_body(right)):
            return [left, *_at_and(right)]
        if not re.match(f"[{_HAN}]", match[0].strip()) and match[0] != match[0].strip():
            return [left, *_at_and(right)]
    return [text]


def _japanese_list(text: str) -> bool:
    """Is a dot between kanji names a separator (a list of Japanese names), not the dot of a foreign name?"""
    names = _DOTS.split(text)
    if _HANGUL_RE.match(text):
        return all(2 <= len(n) <= 4 and n[0] in eastern().hangul for n in names)
    return all(2 <= len(_SPACES.sub("", n)) <= 6 for n in names) and (
        "・" in text or all(_japanese_family(_SPACES.sub("", n)) for n in names)
    )


def _at_spaces(text: str, listed: bool) -> Iterator[str]:
    """A space parts family and given name (王 航, 鬼丸 寛之), or two names of a list that has no other separator."""
    words_ = text.split()
    if len(words_) < 2 or not all(CJK.match(w) for w in words_):
        yield text
        return
    if len(words_) == 2 and (len(words_[0]) == 1 or words_[0] in eastern().compound) and len(words_[1]) <= 2:
        yield "".join(words_)
        return
    if is_body("".join(words_)) and not all(map(_personal, words_)):
        yield " ".join(words_)
        return
    names = all(map(_personal, words_))
    if names and not listed and not (len(words_) == 2 and words_[0] in eastern().kanji):
        yield from words_
        return
    yield " ".join(words_)


def _personal(word: str) -> bool:
    """Looks like a whole Chinese name, family and given."""
    return 2 <= len(word) <= 4 and (word[0] in han() or word[:2] in eastern().compound) and not is_body(word)


def _japanese_family(text: str) -> int:
    """How long the Japanese family name is that a text begins with, 0 where the list has none."""
    return next((n for n in (3, 2, 1, 4) if len(text) > n and text[:n] in eastern().kanji), 0)


def name(text: str) -> Read:
    """One name in characters, with the nationality or dynasty before it.

    >>> name("欧阳修").name, name("[美]富勒").name.literal, name("[美]富勒").nationality
    (Name(family='欧阳', given='修', particle='', suffix='', literal=''), '富勒', '美')
    >>> name("金森博雄").name.family, name("남궁민수").name.family, name("扬·盖尔").name.literal
    ('金森', '남궁', '扬·盖尔')
    """
    country = ""
    found = _COUNTRY.match(text)
    if found and CJK.search(found[1]) and found.end() < len(text):
        country, text = found[1].strip(), text[found.end() :]
    text = text.strip(' .．。:："“”')
    foreign = bool(country) and country not in _own()
    return Read(_divide(text, foreign), nationality=country)


def _divide(text: str, foreign: bool) -> Name:
    for pattern, family, given in ((_FOREIGN_FAMILY, 1, 2), (_INITIAL_FAMILY, 2, 1)):
        found = pattern.match(text)
        if found:
            return Name(family=found[family], given=found[given].strip() + "." * (pattern is _INITIAL_FAMILY))
    halves = text.split(" ")
    text_ = "".join(halves)
    if foreign or _DOTS.search(text) or not all(CJK.match(c) for c in text_) or is_body(text_):
        return Name(literal=text)
    if len(halves) == 2 and len(text_) <= 8:
        return Name(family=halves[0], given=halves[1])
    if _HANGUL_RE.match(text_):
        return _korean(text_)
    cut = _family_length(text_)
    return Name(family=text_[:cut], given=text_[cut:]) if cut else Name(literal=text)


def _family_length(text: str) -> int:
    """Where the family name of a Chinese or Japanese name ends, 0 where it is neither."""
    size = len(text)
    if size < 2:
        return 0
    compound = next((n for n in (4, 3, 2) if text[:n] in eastern().compound and size > n), 0)
    if compound and size <= compound + 2:
        return compound
    japanese = _japanese_family(text)
    if _KANA_RE.search(text) or (size == 4 and japanese) or (5 <= size <= 6 and japanese > 1 and size - japanese <= 3):
        return japanese if size <= 7 else 0
    if size <= 3:
        if japanese > 1 and text[0] not in han():
            return japanese
        return 1 if text[0] in han() else 0
    return 2 if size == 4 and text[0] in han() and text[1] in han() else 0


def _korean(text: str) -> Name:
    known = eastern().hangul
    if 3 <= len(text) <= 5 and text[:2] in known:
        return Name(family=text[:2], given=text[2:])
    if 2 <= len(text) <= 4 and text[0] in known:
        return Name(family=text[0], given=text[1:])
    return Name(literal=text)
