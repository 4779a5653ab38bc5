"""The language of a text in a report, so that Han letters get the right shapes and a voice reads it right."""

from __future__ import annotations

import re
from functools import cache

from polybib.model import Reference

SCRIPTS = {  # languages that are written so; the first where nothing else is known
    "Hani": ("zh", "ja"),
    "Kana": ("ja",),
    "Hang": ("ko",),
    "Arab": ("ar", "fa", "ur", "ug", "ps", "ku"),
    "Hebr": ("he", "yi"),
    "Cyrl": ("ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg", "uz", "tt", "az"),
    "Grek": ("el",),
    "Thai": ("th",),
}


@cache
def _tag() -> re.Pattern[str]:
    return re.compile(r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8}){0,3}")


def language(text: str, reference: Reference) -> str:
    """The BCP 47 tag of a text of a reference, "" where it cannot be told.

    >>> from polybib.model import Field
    >>> english = Reference("book", {"language": Field("en")})
    >>> language("数字经济", english), language("התורה", english), language("Trust", english)
    ('zh', 'he', 'en')
    """
    from polybib.values import languages

    told = reference.text("language")
    told = told if _tag().fullmatch(told) else ""
    found = languages.scripts(text)
    if not found:
        return ""
    weight = {name: count * (3 if name == "Hani" else 1) for name, count in found.items()}
    main = max(weight, key=lambda name: weight[name])
    main = main if main in SCRIPTS else next((name for name in ("Kana", "Hani", "Hang") if name in found), main)
    base = told.lower().partition("-")[0]
    if main not in SCRIPTS:
        foreign = any(base in tongues for tongues in SCRIPTS.values()) and base not in ("sr", "uz", "az", "tg", "ku")
        return languages.guess(text) if foreign or not told else told
    return told if base in SCRIPTS[main] else languages.guess(text) or SCRIPTS[main][0]
