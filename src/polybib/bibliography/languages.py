"""The language of an item, and the CSL locale in which its entry is written.

The locales are those of the CSL project (github.com/citation-style-language/locales, locales.json).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache

from polybib import words
from polybib.values.languages import guess, scripts

DEFAULTS = dict(
    pair.split("=")
    for pair in """af=af-ZA ar=ar bg=bg-BG ca=ca-AD cs=cs-CZ cy=cy-GB da=da-DK de=de-DE el=el-GR en=en-US es=es-ES
    et=et-EE eu=eu fa=fa-IR fi=fi-FI fr=fr-FR gl=gl-ES he=he-IL hi=hi-IN hr=hr-HR hu=hu-HU id=id-ID is=is-IS it=it-IT
    ja=ja-JP ko=ko-KR la=la lt=lt-LT lv=lv-LV mn=mn-MN nb=nb-NO nl=nl-NL nn=nn-NO no=nb-NO pl=pl-PL pt=pt-PT ro=ro-RO
    ru=ru-RU sk=sk-SK sl=sl-SI sr=sr-RS sv=sv-SE th=th-TH tr=tr-TR uk=uk-UA vi=vi-VN zh=zh-CN""".split()
)
THREE = dict(
    pair.split("=")
    for pair in """rus=ru eng=en chi=zh zho=zh ukr=uk ger=de deu=de fre=fr fra=fr jpn=ja kor=ko spa=es ita=it pol=pl
    por=pt bel=be kaz=kk""".split()
)
CYRILLIC = frozenset("ru uk be kk bg sr mk ky mn tg tt ba uz".split())
EITHER = frozenset("sr uz mn kk tg tt az".split())  # written in Cyrillic and in Latin letters
OWN = {"zh": {"Hani"}, "ja": {"Kana", "Hani"}, "ko": {"Hang", "Hani"}, "el": {"Grek"}, "he": {"Hebr"}, "ar": {"Arab"},
       "fa": {"Arab"}, "ur": {"Arab"}, "hi": {"Deva"}, "ka": {"Geor"}, "hy": {"Armn"}, "th": {"Thai"}}  # fmt: skip
FALLBACK = {"Cyrl": "ru", "Hani": "zh", "Kana": "ja", "Hang": "ko", "Grek": "el", "Hebr": "he", "Arab": "ar"}
TRADITIONAL = ("tw", "hk", "mo", "hant")


def script(text: str) -> str:
    """The script in which most of a text is written (ISO 15924); Han with kana is Kana; "" for none.

    >>> script("数字经济 (digital)"), script("Trust"), script("2001")
    ('Hani', 'Latn', '')
    """
    found = scripts(text)
    if found.get("Kana") and found.get("Hani", 0) <= 12 * found["Kana"]:
        return "Kana"
    weight = {name: count * (3 if name in ("Hani", "Hang") else 1) for name, count in found.items()}
    return max(weight, key=lambda name: weight[name], default="")


def named(tag: str) -> str:
    """A language tag as we use it: two letters; zh-TW for Chinese in traditional characters; "" for none.

    >>> named("ru-RU"), named("zh_Hant"), named("rus"), named("Klingon")
    ('ru', 'zh-TW', 'ru', '')
    """
    parts = tag.strip().lower().replace("_", "-").split("-")
    first = THREE.get(parts[0], parts[0])
    if len(first) != 2 or not first.isalpha():
        return ""
    return "zh-TW" if first == "zh" and any(part in TRADITIONAL for part in parts[1:]) else first


def of_item(declared: str, texts: Iterable[str]) -> str:
    """The language of what an item shows: the one declared, if its texts can be of it, else what they look like.

    A Chinese work that is cited by its English title is written in English here.

    >>> of_item("zh", ["China's digital economy"]), of_item("", ["Модели регулирования"]), of_item("uk", ["Право"])
    ('en', 'ru', 'uk')
    """
    language = named(declared)
    text = next((one for one in texts if scripts(one)), "")
    kind = script(text)
    if not text or (language and fits(language, kind)):
        return language
    if kind == "Latn":
        return guess(text) or "en"
    return FALLBACK.get(kind, "") if kind in ("Hani", "Kana", "Hang") else guess(text) or FALLBACK.get(kind, "en")


def fits(language: str, kind: str) -> bool:
    """Can a text in a script be of a language?"""
    short = language[:2]
    if short in EITHER:
        return kind in ("Cyrl", "Latn")
    if short in CYRILLIC:
        return kind == "Cyrl"
    return kind in OWN.get(short, {"Latn"})


def locale(language: str, *wanted: str) -> str:
    """The CSL locale of a language: the one wanted, if it is of this language, else the usual one. Where CSL has none,
    Cyrillic is written as Russian is, the rest as English.

    >>> locale("en", "en-GB"), locale("ru", "en-GB"), locale("be", ""), locale("", "de-DE")
    ('en-GB', 'ru-RU', 'ru-RU', 'de-DE')
    """
    if not language:
        return next((one for one in wanted if one), "en-US")
    if language == "zh-TW":
        return language
    for one in wanted:
        if named(one) == language:
            return one if "-" in one else DEFAULTS.get(one, one)
    return DEFAULTS.get(language) or ("ru-RU" if language in CYRILLIC else "en-US")


@cache
def others(language: str) -> str:
    """What "and others" is in a language that CSL has no locale for, "" where it has one.

    >>> others("be"), others("ru")
    ('і інш.', '')
    """
    found = words.get("bibliography.et-al", language) if language and language not in DEFAULTS else ()
    return found[0] if found else ""


def common(languages: Iterable[str]) -> str:
    """The most frequent language, the first of several."""
    found = Counter(one for one in languages if one).most_common(1)
    return found[0][0] if found else ""
