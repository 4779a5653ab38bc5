"""Lists of family and given names, read when first asked for (data/names/README.md says where the facts come from)."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple


class Eastern(NamedTuple):
    """Names of East Asia: syllables and weights in pinyin, other romanisations, and the scripts themselves."""

    syllables: frozenset[str]
    surnames: dict[str, float]
    given: dict[str, float]
    romanised: frozenset[str]
    korean: frozenset[str]
    vietnamese: frozenset[str]
    vietnamese_sure: frozenset[str]
    japanese: frozenset[str]
    hangul: frozenset[str]
    kanji: frozenset[str]
    compound: frozenset[str]
    cyrillic: frozenset[str]


class Western(NamedTuple):
    """Given and family names of Europe, America and Western Asia, case-folded; `either`: names used as both alike."""

    given: frozenset[str]
    either: frozenset[str]
    family: frozenset[str]
    hungarian: frozenset[str]
    iberian: frozenset[str]


def _text(name: str) -> str:
    return (files("polybib") / "data" / "names" / name).read_text(encoding="utf-8")


def _words(name: str) -> frozenset[str]:
    return frozenset(_text(name).split())


@cache
def eastern() -> Eastern:
    """The East Asian lists.

    >>> eastern().surnames["wang"] > eastern().surnames["mei"]
    True
    """
    data: dict[str, Any] = json.loads(_text("east_asian.json"))
    words = {key: frozenset(value.split()) for key, value in data.items() if isinstance(value, str)}
    return Eastern(
        words["syllables"],
        data["pinyin-surnames"],
        data["given-weights"],
        words["romanised-surnames"],
        words["korean-romanised"],
        words["vietnamese"],
        words["vietnamese-sure"],
        words["japanese-romanised"],
        words["hangul"] | words["hangul-compound"],
        words["japanese"],
        words["han-compound"],
        words["cyrillic-east-asian"],
    )


@cache
def western() -> Western:
    """The other lists.

    >>> "celia" in western().given
    True
    """
    names = ("given", "either", "family", "given_hungarian", "family_iberian")
    return Western(*(_words(f"{name}.txt") for name in names))


@cache
def han() -> dict[str, str]:
    """Chinese family names of one character, each with its pinyin, the commonest first.

    >>> han()["张"]
    'zhang'
    """
    return {parts[0]: parts[1] for parts in map(str.split, _text("han_surnames.txt").splitlines())}
