"""Places of publication: telling a place from a publisher, and what GOST's abbreviations stand for.

Sources: GOST 7.12-93 and R 7.0.12-2011 (М., Л., СПб., Ростов н/Д), GeoNames for the cities (data/places.json says how).
A printed place is never changed by itself; `expand` is for whoever asks.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files

_EDGES = " \t.,:;[]()<>\"'«»，。：；［］（）?*"
_SEVERAL = re.compile(r"\s*(?:;|；|/| - | – | — |–|—|,|，|、|&|\bи\b|\band\b|\bund\b|\bet\b)\s*")
_REGIONS = frozenset(
    "al ak az ar ca co ct dc de fl ga hi ia id il in ks ky la ma md me mi mn mo ms mt nc nd ne nh nj nm "
    "nv ny oh ok or pa ri sc sd tn tx ut va vt wa wi wv wy usa us u.s.a u.s uk u.k gb canada england "
    "scotland wales germany france china prc russia india japan mass calif conn penn ill ind mich minn "
    "wis wash tex fla ont québec que qc on bc b.c d.c d.f netherlands switzerland italy spain сша ссср "
    "россия рф украина беларусь рб казахстан рк китай кнр 中国 中國 美国 美國 英国 日本 德国 法国 俄罗斯".split()
)


@cache
def _table() -> tuple[dict[str, str], dict[str, str]]:
    """Every name of a place with its English name; every abbreviation with what it stands for."""
    data = json.loads((files("polybib") / "data" / "places.json").read_text(encoding="utf-8"))
    names: dict[str, str] = {}
    for english, forms in data["places"].items():
        for form in (english, *forms):
            names.setdefault(form.casefold(), english)
    return names, {short.replace(" ", ""): full for short, full in data["abbreviations"].items()}


def printed() -> tuple[str, ...]:
    """All names of places that we know, in every language, case-folded.

    >>> "москва" in printed()
    True
    """
    return tuple(_table()[0])


def known(text: str) -> str | None:
    """The English name of a known place, in whatever language and with whatever signs around it; None for another text.

    Several places ("М. ; Л.", "Berlin, Heidelberg", "Cambridge, MA") count when all of them are known.

    >>> known("М."), known("Ростов н/Д :"), known("北京"), known("Cambridge, MA"), known("M.; СПб."), known("Наука")
    ('Moscow', 'Rostov-on-Don', 'Beijing', 'Cambridge', 'Moscow; Saint Petersburg', None)
    """
    bare = text.strip(_EDGES)
    if not bare or len(bare) > 80:
        return None
    one = _one(bare)
    if one:
        return one
    parts = [part.strip(_EDGES) for part in _SEVERAL.split(bare)]
    if len(parts) < 2 or len(parts) > 6:
        return None
    found = [_one(part) for part in parts if part.casefold() not in _REGIONS]
    if not found or None in found:
        return None
    return "; ".join(dict.fromkeys(place for place in found if place))


def _one(text: str) -> str | None:
    names, short = _table()
    found = names.get(text.casefold())
    if found is None and text.replace(" ", "") in short:
        full = short[text.replace(" ", "")]
        found = "; ".join(names.get(part.strip().casefold(), part) for part in full.split(";"))
    if found is None and text.endswith(("市", "省", "县", "縣", "区", "區")) and len(text) > 2:
        found = names.get(text[:-1])
    return found


def is_abbreviated(text: str) -> bool:
    """Whether a place is one of GOST's abbreviations.

    >>> is_abbreviated("СПб."), is_abbreviated("Казань")
    (True, False)
    """
    return text.strip(_EDGES).replace(" ", "") in _table()[1]


def expand(text: str) -> str:
    """The full name where a place is abbreviated; every other text as it is.

    >>> expand("М."), expand("М. ; Л."), expand("Ростов н/Д"), expand("Казань")
    ('Москва', 'Москва; Ленинград', 'Ростов-на-Дону', 'Казань')
    """
    short = _table()[1]
    bare = text.strip(_EDGES)
    if bare.replace(" ", "") in short:
        return short[bare.replace(" ", "")]
    parts = [part.strip(_EDGES) for part in re.split(r"\s*[;,–—-]\s*", bare)]
    if len(parts) > 1 and any(part.replace(" ", "") in short for part in parts):
        return "; ".join(short.get(part.replace(" ", ""), part) for part in parts)
    return text
