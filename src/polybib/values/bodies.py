"""What a name is the name of: a publisher, a newspaper, a magazine, a web site, a body.

Told by lists of well-known names and by words (data/serials.json: facts, own compilation); cues for the grammars, which
weigh them with what else they see.
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from importlib.resources import files

import regex

from polybib.values import name_bodies
from polybib.values.folding import HAN

_EDGES = " \t.,:;()[]<>\"'«»“”„‘’*_《》〈〉「」『』，。：；（）"
_EAST = regex.compile(rf"[{HAN}\u3040-\u30ff\uac00-\ud7a3]")
_WORDS = re.compile(r"[^\W\d_]+(?:[-’'.][^\W\d_]+)*")
_DOMAIN = re.compile(r"(?:https?://)?(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,6}/?", re.IGNORECASE)
_ACRONYM = re.compile(r"[A-ZА-ЯЁІЇЄ]{3,8}")
_NO_NEWSPAPER = (
    "学报",
    "學報",
    "通报",
    "通報",
    "公报",
    "公報",
    "情报",
    "情報",
    "简报",
    "汇报",
    "画报",
    "畫報",
    "电报",
    "電報",
    "年报",
    "年報",
    "季报",
    "月报",
    "月報",
    "导报",
    "会报",
)
_SHORT_PUBLISHER = frozenset("изд изд-во ид вид-во выд-ва yay nxb wyd verl nakl impr typis apud pub publ".split())


@lru_cache(maxsize=256)
def _key(text: str) -> str:
    return " ".join(text.strip(_EDGES).replace("’", "'").split()).casefold()


@cache
def _names(kind: str) -> frozenset[str]:
    return frozenset(_key(name) for names in _data()[kind].values() for name in names)


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    data = json.loads((files("polybib") / "data" / "serials.json").read_text(encoding="utf-8"))
    return {kind: table for kind, table in data.items() if kind != "about"}


@cache
def _cues(kind: str) -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    """Words, phrases of several words, and endings of East Asian names."""
    every = {_key(word) for words in _data()[kind].values() for word in words}
    endings = tuple(sorted((w for w in every if _EAST.search(w)), key=len, reverse=True))
    phrases = tuple(w for w in every if " " in w and w not in endings)
    return frozenset(every) - set(endings) - set(phrases), phrases, endings


def _has_cue(text: str, kind: str) -> bool:
    words, phrases, endings = _cues(kind)
    key = _key(text)
    if _EAST.search(key):
        return key.endswith(endings)
    return not words.isdisjoint(_WORDS.findall(key)) or any(
        p in key and re.search(rf"\b{re.escape(p)}\b", key) for p in phrases
    )


def is_publisher(text: str) -> bool:
    """Whether a text names a publisher.

    >>> is_publisher("Изд-во МГУ"), is_publisher("中华书局"), is_publisher("Oxford University Press")
    (True, True, True)
    >>> is_publisher("北京"), is_publisher("Moscow"), is_publisher("史学月刊")
    (False, False, False)
    """
    key = _key(text)
    if not key or len(key) > 150:
        return False
    if key in _names("publishers") or key.split(",")[0] in _names("publishers"):
        return True
    words, phrases, endings = _cues("publisher-words")
    if _EAST.search(key):
        return key.endswith(tuple(e for e in endings if len(e) > 1)) or (
            len(key) > 2 and key.endswith(("社", "書房", "堂")) and not key.endswith(("报社", "結社"))
        )
    found = _WORDS.findall(key)
    return any(w in words and (len(w) > 3 or w in _SHORT_PUBLISHER) for w in found) or any(p in key for p in phrases)


def is_newspaper(text: str) -> bool:
    """Whether a text names a newspaper, a news agency or a news site.

    >>> is_newspaper("《人民日报》"), is_newspaper("Guangming Daily"), is_newspaper("Независимая газета")
    (True, True, True)
    >>> is_newspaper("北京大学学报"), is_newspaper("Nature Medicine"), is_newspaper("Известия РАН")
    (False, False, False)
    """
    key = _key(text)
    if not key or len(key) > 80:
        return False
    if key in _names("newspapers") or key.removeprefix("the ") in _names("newspapers"):
        return True
    if _EAST.search(key):
        bare = re.split(r"[(（]", key)[0].strip()
        return bare in _names("newspapers") or (
            len(bare) <= 10 and bare.endswith(_cues("newspaper-words")[2]) and not bare.endswith(_NO_NEWSPAPER)
        )
    return (
        len(key.split()) <= 6 and "научн" not in key and "journal of" not in key and _has_cue(text, "newspaper-words")
    )


def is_magazine(text: str) -> bool:
    """Whether a text names a magazine.

    >>> is_magazine("Wired"), is_magazine("财经"), is_magazine("Огонёк"), is_magazine("Nature")
    (True, True, True, False)
    """
    key = _key(text)
    return (
        bool(key)
        and len(key) <= 60
        and (key in _names("magazines") or (len(key.split()) <= 5 and _has_cue(text, "magazine-words")))
    )


def is_site(text: str) -> bool:
    """Whether a text names a web site, a domain included.

    >>> is_site("81.cn"), is_site("科学网"), is_site("What’s On Weibo"), is_site("Журнал «С.O.K.»")
    (True, True, True, False)
    """
    key = _key(text)
    if not key or len(key) > 60:
        return False
    if key in _names("sites") or (_DOMAIN.fullmatch(key) and not key.isupper()):
        return True
    return len(key.split()) <= 5 and _has_cue(text, "site-words")


@lru_cache(maxsize=256)
def is_body(text: str) -> bool:
    """Whether a text names an organisation and not a person: a ministry, an institute, a company, a publisher.

    >>> is_body("国务院"), is_body("State Council"), is_body("Министерство образования РФ")
    (True, True, True)
    >>> is_body("王砚峰"), is_body("Zhang Wei"), is_body("Иванов И. И.")
    (False, False, False)
    """
    key = _key(text)
    if not key or len(key) > 200:
        return False
    if key in _names("newspapers") or key in _names("sites") or _ACRONYM.fullmatch(text.strip(_EDGES)):
        return True
    if _EAST.search(key):
        endings = _cues("body-words")[2]
        return (len(key) > 3 and key.endswith(endings)) or (
            len(key) == 3 and key.endswith((*(e for e in endings if len(e) > 1), "院", "部", "局", "省", "厅"))
        )
    return name_bodies.is_body(text) or _has_cue(text, "body-words")
