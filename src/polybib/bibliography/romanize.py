"""References in Latin letters, for a second list: Cyrillic by GOST 7.79-2000 or ALA-LC, Chinese by Hanyu Pinyin.

The tables are iuliia's; letters of other languages than Russian are added here (ISO 9:1995, table 1; ALA-LC
Romanization Tables, Ukrainian, Belarusian). Pinyin separates the words of a title, as far as pypinyin knows them, and
joins the syllables of a given name. Forms that are known from the document are taken before any that is made.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from typing import Any

from polybib import words
from polybib.bibliography import languages
from polybib.formats._keys import _letters_of
from polybib.model import Date, Field, Name, Reference, Value
from polybib.values import places

SCHEMES = ("gost-7.79", "ala-lc", "pinyin")
ISO_9 = {
    "і": "ì", "ї": "ï", "є": "ê", "ґ": "g̀", "ў": "ŭ", "ё": "ë", "ә": "a̋", "ғ": "ġ", "қ": "ķ", "ң": "ṇ", "ө": "ô",
    "ұ": "u̇", "ү": "ù", "һ": "ḥ", "ј": "ǰ", "љ": "l̂", "њ": "n̂", "ћ": "ć", "ђ": "đ", "џ": "d̂",
}  # fmt: skip
ALA_LC = {"ё": "ë", "ў": "ŭ", "є": "i͡e", "ї": "ï", "ґ": "g", "і": "i", "ј": "j", "љ": "lj", "њ": "nj", "џ": "dž"}
ALA_LC_UK = {"г": "h", "и": "y", "ґ": "g", "й": "ĭ", "х": "kh", "ж": "z͡h"}  # z͡h, for зг is zh
ALA_LC_BE = {"г": "h", "и": "i", "ґ": "g", "ё": "i͡o", "ж": "z͡h"}
PEOPLE = ("author", "editor", "translator")
PLACES = ("publisher-place", "event-place")
QUOTES = str.maketrans("«»", "“”")  # in English
JOINED = frozenset("学报 学刊 汇刊 集刊 译丛 大数据 区块链".split())  # words of journals that the lexicon lacks
LONGEST, UNKNOWN = 3, 30  # characters of a word; the level of a character that the lexicon lacks
SIGNS = str.maketrans({
    "：": ": ", "，": ", ", "；": "; ", "。": ". ", "（": " (", "）": ") ", "《": "“", "》": "”", "、": ", ", "〈": "‘",
    "〉": "’", "？": "? ", "！": "! ",
})  # fmt: skip
KEPT = frozenset(("DOI", "URL", "ISBN", "ISSN", "PMID", "PMCID", "language", "page", "call-number"))
FORMS = {"title": "title-romanized", "container-title": "container-title-romanized"}
TRANSLATED = {"title": "title-translated", "container-title": "container-title-translated"}
ORIGINAL = {
    "author": "author-original", "editor": "editor-original", "translator": "translator-original",
    "title": "title-original", "container-title": "container-title-original", "publisher": "publisher-original",
}  # fmt: skip


def text(value: str, scheme: str, language: str = "") -> str:
    """A text in Latin letters.

    >>> text("Щукин И. Объём", "gost-7.79"), text("Їжак", "ala-lc", "uk"), text("中国的经济", "pinyin")
    ('Ŝukin I. Obʺëm', 'Ïz͡hak', 'Zhongguo de jingji')
    """
    made = _cyrillic().sub(lambda found: _cyrillic_word(found[0], scheme, language), value)
    if made != value:
        made = unicodedata.normalize("NFC", made.translate(QUOTES))
    if not _hanzi().search(made):
        return made
    made = " ".join(made.translate(SIGNS).split())
    return " ".join(_hanzi().sub(lambda found: _pinyin(made, found), made).split())


@cache
def _cyrillic() -> re.Pattern[str]:
    return re.compile(r"[\u0400-\u052f]+")


@cache
def _hanzi() -> re.Pattern[str]:
    return re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")


def _cyrillic_word(word: str, scheme: str, language: str) -> str:
    import iuliia

    table: dict[str, str] = dict(ISO_9)
    made = iuliia.GOST_779
    if scheme == "ala-lc":
        table = {**ISO_9, **ALA_LC, **(ALA_LC_UK if language == "uk" else ALA_LC_BE if language == "be" else {})}
        made = iuliia.ALA_LC
    pieces = [(table.get(char.lower()), char) for char in word]
    out = "".join(_cased(latin, char) if latin is not None else made.translate(char) for latin, char in pieces)
    return out.upper() if word.isupper() and len(word) > 1 else out


def _cased(latin: str, char: str) -> str:
    return latin[:1].upper() + latin[1:] if char.isupper() else latin


def _pinyin(value: str, found: re.Match[str]) -> str:
    """A run of Han by words; what our lexicon lacks stays apart. Beside letters and digits there is a space."""
    made = " ".join(map(_syllables, _divided(found[0])))
    first = not value[: found.start()].strip(" “”《》〈〉\"'")
    before, after = value[max(found.start() - 1, 0) : found.start()], value[found.end() : found.end() + 1]
    lead = " " if before.isalnum() or before in tuple(")”") else ""
    return (
        lead
        + (made[:1].upper() + made[1:] if first else made)
        + (" " if after.isalnum() or after in tuple("(“") else "")
    )


def _syllables(word: str) -> str:
    """The syllables of a word as one; an apostrophe before a, o, e within it (GB/T 16159-2012, 4.4).

    >>> _syllables("西安"), _syllables("中国")
    ('xi’an', 'zhongguo')
    """
    from pypinyin import lazy_pinyin

    made = lazy_pinyin(word, v_to_u=True)
    return "".join(f"’{one}" if n and one[:1] in "aoe" else one for n, one in enumerate(made) if one)


def _divided(run: str) -> list[str]:
    """The likeliest division of a run of Han into words (data/lexicon/han.words).

    >>> _divided("社会信用体系建设")
    ['社会', '信用', '体系', '建设']
    """
    from polybib.repair.lexicon import han_level

    best: list[tuple[int, int]] = [(0, 0)]
    for end in range(1, len(run) + 1):
        rows = []
        for begin in range(max(0, end - LONGEST), end):
            word = run[begin:end]
            level = han_level(word) or (1 if word in JOINED else UNKNOWN if end - begin == 1 else 0)
            if level:
                rows.append((best[begin][0] + level, begin))
        best.append(min(rows))
    out: list[str] = []
    end = len(run)
    while end:
        begin = best[end][1]
        out.append(run[begin:end])
        end = begin
    return out[::-1]


@cache
def reading(char: str) -> tuple[str, str]:
    """The syllable and the tone of a character, to sort by; as a surname, if it is one.

    >>> reading("曾"), reading("张")
    (('zeng', '1'), ('zhang', '1'))
    """
    from pypinyin import Style, lazy_pinyin

    made = lazy_pinyin(char, style=Style.TONE3, neutral_tone_with_five=True, errors="default")[0]
    syllable, tone = (made[:-1], made[-1]) if made[-1:].isdigit() else (made, "")
    known = _letters_of("surname").get(char, "")
    return (known, "1") if known and known != syllable else (syllable, tone)


def name(one: Name, scheme: str, language: str = "") -> Name:
    """A name in Latin letters; a Chinese one as family and given name.

    >>> str(name(Name("张", "伟明"), "pinyin")), str(name(Name("Щукин", "И. П."), "gost-7.79"))
    ('Zhang, Weiming', 'Ŝukin, I. P.')
    """
    if not _hanzi().search(one.family + one.given + one.literal):
        turn = partial(text, scheme=scheme, language=language)
        return Name(*(turn(part) for part in (one.family, one.given, one.particle, one.suffix, one.literal)))
    family, given = one.family, one.given
    double = one.literal[:2] in _letters_of("surname")
    if not family and _hanzi().fullmatch(one.literal) and len(one.literal) <= 3 + double:  # a longer one is a body
        long = 1 + double
        family, given = one.literal[:long], one.literal[long:]
    if not family:
        return Name(literal=text(one.literal, scheme, language))
    return Name(_joined(family, surname=True), _joined(given))


def _joined(han: str, *, surname: bool = False) -> str:
    """The syllables of a name in one word."""
    usual = _syllables(han)
    known = _letters_of("surname").get(han, "") if surname else ""
    return (usual if not known or known == usual.replace("ü", "u") else known).capitalize()


def reference(one: Reference, scheme: str, language: str) -> Reference:
    """A reference in Latin letters: `Romanised title [translation]`, as lists of References have it."""
    if language not in languages.CYRILLIC and language[:2] != "zh":
        return one
    fields: dict[str, Field] = {}
    for variable, held in one.fields.items():
        known = one.text(f"custom.{FORMS[variable]}") if variable in FORMS else ""
        made = known or _value(held.value, scheme, language, keep=variable in KEPT or variable.startswith("custom."))
        if variable in PLACES and isinstance(held.value, str):
            made = _place(held.value, scheme, language)
        if variable == "title" and (meaning := one.text("custom.title-translated")):
            made = f"{made} [{meaning}]"
        fields[variable] = replace(held, value=made)
    fields["language"] = Field("en")
    return replace(one, fields=fields)


def _place(value: str, scheme: str, language: str) -> str:
    """A place by its English name, if we know it; a name that it had in its time stays.

    >>> _place("М.", "ala-lc", "ru"), _place("Л.", "ala-lc", "ru"), _place("Хутор", "ala-lc", "ru")
    ('Moscow', 'Leningrad', 'Khutor')
    """
    full = places.expand(value)
    return text(full, scheme, language) if "Ленинград" in full else places.known(full) or text(full, scheme, language)


def notes_in_english(xml: str) -> str:
    """A style whose own notes are in Russian, for a list in English.

    >>> notes_in_english('<text value="дата обращения"/>')
    '<text value="accessed"/>'
    """
    for one in words.get("bibliography.notes", "en"):
        own, _, english = one.partition("=")
        xml = xml.replace(f'"{own}"', f'"{english}"')
    return xml


def _value(value: Value, scheme: str, language: str, *, keep: bool) -> Any:
    turn: Callable[[str], str] = partial(text, scheme=scheme, language=language)
    if keep or isinstance(value, Date):
        return value
    if isinstance(value, str):
        return turn(value)
    return tuple(name(one, scheme, language) if isinstance(one, Name) else turn(one) for one in value)


def other_form(one: Reference, language: str) -> Reference | None:
    """The same work in its other language, where the document gives it: the original of a translated title, or the
    translation of an original; None where it gives neither."""
    known = ORIGINAL if one.text("custom.title-original") else TRANSLATED if one.text("custom.title-translated") else {}
    if not known:
        return None
    fields = {variable: held for variable, held in one.fields.items() if variable != "language"}
    for variable, form in known.items():
        if held := one.fields.get(f"custom.{form}"):
            fields[variable] = replace(held, value=_as_names(held.value) if variable in PEOPLE else held.value)
    if known is TRANSLATED:
        scheme = "pinyin" if language[:2] == "zh" else "ala-lc"
        alone = {name: held for name, held in fields.items() if name != "custom.title-translated"}
        turned = reference(replace(one, fields=alone), scheme, language)
        fields = {**turned.fields, **{v: fields[v] for v in known if f"custom.{known[v]}" in fields}}
    return replace(one, fields=fields)


def _as_names(value: Value) -> Value:
    """Names that are held as texts."""
    if isinstance(value, (str, Date)):
        return (Name(literal=value),) if isinstance(value, str) else value
    return tuple(one if isinstance(one, Name) else Name(literal=one) for one in value)
