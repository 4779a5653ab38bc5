"""The language of a short text, such as a title: a BCP 47 tag, or nothing where the evidence is thin.

The script decides first (Unicode blocks); within the Latin, Cyrillic and Arabic scripts letters that few languages use,
frequent short words and endings are counted (data/languages.json, own compilation).
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections import Counter
from functools import cache, lru_cache
from importlib.resources import files

# where the letters of each script begin; "" where none do
_BLOCKS = tuple(
    (int(first, 16), name.strip("-"))
    for first, name in (
        pair.split(":")
        for pair in """
        41:Latn 5B:- 61:Latn 7B:- C0:Latn 250:- 370:Grek 400:Cyrl 530:Armn 590:Hebr 600:Arab 700:-
        750:Arab 780:- 900:Deva 980:Beng A00:- B80:Taml C00:- E00:Thai E80:Laoo F00:Tibt 1000:Mymr
        10A0:Geor 1100:Hang 1200:Ethi 1380:- 1780:Khmr 1800:Mong 18B0:- 1E00:Latn 1F00:Grek 2000:-
        3041:Kana 3097:- 30A1:Kana 30FB:- 3400:Hani A000:- AC00:Hang D7B0:- F900:Hani FB00:-
        FB50:Arab FE00:- FE70:Arab FF00:- FF66:Kana FFA0:- 20000:Hani 32000:-
        """.split()
    )
)
_FIRSTS = [first for first, _ in _BLOCKS]
_ONE_LANGUAGE = dict(
    pair.split(":")
    for pair in """Grek:el Hebr:he Deva:hi Beng:bn Taml:ta Thai:th Laoo:lo Tibt:bo Mymr:my Geor:ka Ethi:am Khmr:km
    Mong:mn Armn:hy Hang:ko Kana:ja""".split()
)
# forms of characters that neither the simplified nor the traditional Chinese script has
_JAPANESE = frozenset(
    "図経済験労続発売対応変戦沢実覚観権様帯鉄広拡検険顕県圏厳歩毎渋焼産単団仏払読訳駅釈択桜処乗浄縄譲醸嬢壌臓蔵雑気両総絵円塩縁歓関帰犠拠挙駆渓継蛍軽倹剣恵撃斎剤桟従獣粛奨畳剰粋酔髄瀬摂銭繊荘捜挿騒滝弾遅鋳庁聴逓転闘徳悩脳覇廃髪抜姫仮舗黙薬揺謡頼覧竜猟隣涙塁隷齢暦錬"
)
# forms that Japanese shares with the simplified script alone, and with the traditional script alone: text with both
_SIMPLER = frozenset("学国会体来点当区画医声宝旧礼双条台万号数参写争断静触党灯独")
_FULLER = frozenset(
    "術計語業開門車長東見類論講議課識話調書動時間係設備電機構線営進運過遠達選連農資質費貿規視親記訪評詞試該認誌説請諸護"
)
_OF_SCRIPT = {
    "Cyrl": frozenset("ru uk be kk bg sr mk ky mn tg tt ba".split()),
    "Arab": frozenset("fa ar ur".split()),
}
_LETTER, _SOFT, _WORD, _ENDING = 1.5, 0.5, 1.0, 0.4
_ENOUGH = 0.75


@lru_cache(maxsize=16384)
def _script(letter: str) -> str:
    at = bisect_right(_FIRSTS, ord(letter)) - 1
    return _BLOCKS[at][1] if at >= 0 else ""


def scripts(text: str) -> dict[str, int]:
    """How many letters of each script (ISO 15924) a text has.

    >>> scripts("Ван Wang 王")
    {'Cyrl': 3, 'Latn': 4, 'Hani': 1}
    """
    found: dict[str, int] = {}
    for letter, count in Counter(text[:2000]).items():
        name = _script(letter)
        if name:
            found[name] = found.get(name, 0) + count
    return found


def guess(text: str) -> str:
    """The BCP 47 tag of the language of a text, "" where it cannot be told.

    Han without kana is zh, without a guess at the region. A few foreign words do not change the language of a text.

    >>> guess("Модели государственного регулирования"), guess("Історія України та її народу"), guess("数字经济")
    ('ru', 'uk', 'zh')
    >>> guess("Die Geschichte der Sprache"), guess("デジタル経済の研究"), guess("The new wave"), guess("Mathesis")
    ('de', 'ja', 'en', '')
    >>> guess("第5期科学技術基本計画")
    'ja'
    """
    if text.isascii():
        return _by_words(text[:2000], "Latn")
    found = scripts(text)
    if not found:
        return ""
    if found.get("Kana", 0) * 12 >= found.get("Hani", 0) and "Kana" in found and _leads(found, "Kana", "Hani"):
        return "ja"
    if found.get("Hang", 0) and _leads(found, "Hang", "Hani"):
        return "ko"
    weight = {name: count * (3 if name == "Hani" else 1) for name, count in found.items()}
    main = max(weight, key=lambda name: weight[name])
    if main == "Hani" or (main == "Latn" and found.get("Hani", 0) > 3 and found["Hani"] * 10 >= found["Latn"]):
        both = len(_FULLER.intersection(text)) > 1 and _SIMPLER.intersection(text)
        return "ja" if both or _JAPANESE.intersection(text) else "zh"
    return _ONE_LANGUAGE.get(main) or _by_words(text[:2000], main)


def _leads(found: dict[str, int], *names: str) -> bool:
    together = sum(found.get(name, 0) for name in names)
    return together * 2 >= sum(found.values()) or together > 6


@cache
def _evidence() -> tuple[dict[str, dict[str, float]], dict[str, dict[str, float]], dict[str, dict[str, float]]]:
    """Points for languages by letter, by word and by ending; a sign of many languages gives each of them less."""
    data = json.loads((files("polybib") / "data" / "languages.json").read_text(encoding="utf-8"))

    def points(table: dict[str, str], weight: float, *, split: bool) -> dict[str, dict[str, float]]:
        out: dict[str, set[str]] = {}
        for language, signs in table.items():
            for sign in signs.split() if split else signs:
                out.setdefault(sign, set()).add(language)
        return {sign: dict.fromkeys(sorted(all_), weight / len(all_) ** 0.5) for sign, all_ in out.items()}

    letters = points(data["letters"], _LETTER, split=False)
    for letter, soft in points(data["soft"], _SOFT, split=False).items():
        letters.setdefault(letter, soft)
    words = points(data["words"], _WORD, split=True)
    for word, languages in words.items():
        if len(word) == 1:
            words[word] = {language: value / 2 for language, value in languages.items()}
    return letters, words, points(data["endings"], _ENDING, split=True)


_WORDS = re.compile(r"[^\W\d_]+")


def _by_words(text: str, script: str) -> str:
    letters, words, endings = _evidence()
    score: dict[str, float] = {}
    lower = text.lower()
    special = () if lower.isascii() else sorted(letters.keys() & set(lower))  # in order: sums must not vary
    found = [letters[letter] for letter in special]
    for word in _WORDS.findall(lower)[:60]:
        if word in words:
            found.append(words[word])
        elif len(word) > 5:
            ending = (
                endings.get(word[-5:]) or endings.get(word[-4:]) or endings.get(word[-3:]) or endings.get(word[-2:])
            )
            if ending:
                found.append(ending)
    for languages in found:
        for language, points in languages.items():
            score[language] = score.get(language, 0.0) + points
    if script == "Cyrl":
        return _cyrillic(lower, {k: v for k, v in score.items() if k in _OF_SCRIPT["Cyrl"]})
    if script == "Arab":
        own = {k: v for k, v in score.items() if k in _OF_SCRIPT["Arab"]}
        return max(own, key=lambda k: own[k]) if own else "ar"
    best = sorted(((k, v) for k, v in score.items() if k not in _NOT_LATIN), key=lambda item: -item[1])[:2]
    if not best or best[0][1] < _ENOUGH:
        return _by_endings(lower)
    return best[0][0] if len(best) == 1 or best[1][1] < best[0][1] - 0.05 else ""


_NOT_LATIN = _OF_SCRIPT["Cyrl"] | _OF_SCRIPT["Arab"]


def _cyrillic(text: str, score: dict[str, float]) -> str:
    """Letters that one neighbour has and the other lacks: і in Ukrainian and Belarusian, ъ but no ы in Bulgarian."""
    lower = set(text)
    if "і" in lower:
        for language in ("uk", "be") if "қ" not in lower and "ә" not in lower else ("kk",):
            score[language] = score.get(language, 0.0) + 1.0
        if "и" in lower and "kk" not in score:
            score["uk"] += 0.8
        if {"ы", "э"} & lower and "be" in score:
            score["be"] += 0.8
    if "ъ" in lower and not {"ы", "э"} & lower and _BULGARIAN.search(text):
        score["bg"] = score.get("bg", 0.0) + 0.8
    else:
        score["ru"] = score.get("ru", 0.0) + 0.6
    if "ј" not in lower and not set("ђљњћџѓќѕ") & lower:
        score = {language: points for language, points in score.items() if language not in ("sr", "mk")}
    if {"ү", "ө"} & lower and not score.keys() & {"kk"}:
        score["mn" if "ы" not in lower else "ky"] = score.get("ky", 0.0) + 1.5
    best = sorted(score.items(), key=lambda item: (-item[1], item[0] != "ru"))
    if not best:
        return "ru" if len(lower) > 3 else ""
    return best[0][0]


_BULGARIAN = re.compile(r"[^\W_]ъ[^\W_еёюя]")  # a vowel there; in Russian only before е, ё, ю, я or, of old, at the end


def _by_endings(text: str) -> str:
    """English by its endings alone ("Digital transformation"), where no other evidence stands."""
    found = [word for word in _WORDS.findall(text) if len(word) > 6 and word.endswith(_ENGLISH)]
    return "en" if found and text.isascii() else ""


_ENGLISH = (
    "ology",
    "ness",
    "ships",
    "ization",
    "isation",
    "ities",
    "ically",
    "ingly",
    "ments",
    "ation",
    "ical",
    "ings",
    "ing",
)
