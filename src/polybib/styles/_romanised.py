"""Is a Latin text the romanisation of Chinese, Japanese or Korean words, or a translation of them?"""

from __future__ import annotations

import unicodedata

from polybib import words as data
from polybib.styles._scan import compiled

# Hanyu Pinyin (GB/T 16159) without tones, a word of one or more syllables; "v" and "u" stand for "ü" in careless text.
PINYIN = (
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:[iu]?ang|iong|ong|[iu]?eng"
    r"|ing|ia[no]|ua[ni]|uei|uen|[iuv]?an|[iuv]?en|[iuv]n|[iu]?ao|[iu]?ai|[iuv]e|ei|ou|i[au]|u[aoi]|er|[aeiouv])[’'ʼ‘-]?)++"
)
# Hepburn romanisation (macrons folded away).
ROMAJI = r"(?:(?:[kgsztdnhbpmr]y?|sh|ch|j|ts|f|y|w|kk|pp|tt|ss|ssh|tch|cch)?[aiueo]|n[’']?(?![aiueo]))++"
# Revised Romanisation and McCune-Reischauer, roughly: syllables with the finals that Korean has.
KOREAN = (
    r"(?:(?:kk|tt|pp|ss|jj|ch|k|t|p|s|j|b|d|g|h|m|n|l|r)?[’']?"
    r"[wy]?(?:ae|eo|eu|oe|ui|[aeiou])(?:ng|[klmnptgbd](?![aeiouwy]))?[’'-]?)++"
)
TABLES = {"zh": PINYIN, "ja": ROMAJI, "ko": KOREAN}
SHARE = 0.85  # of the words that must fit the syllables of the language


def is_romanised(text: str, *, least: int = 1) -> bool:
    """True where nearly every word of at least `least` words can be syllables of one of the three languages and no
    word is one that only English, French or German has.

    >>> is_romanised("guanyu jiji tuijin xingdong de zhidao yijian"), is_romanised("The military affairs of the clique")
    (True, False)
    >>> is_romanised("Zengaku kenkyū"), is_romanised("Macroeconomic Trend Monitor")
    (True, False)
    """
    words = _words(text)
    if len(words) < least or any(w in FOREIGN for w in words):
        return False
    return any(_fits(words, table) for table in TABLES.values()) or _russian(words)


def _russian(words: list[str]) -> bool:
    """Russian in Latin letters: by its small and frequent words, in a text that has no other language's.

    >>> is_romanised("Povorot v nikuda: itogi aziatskoi politiki Rossii")
    True
    """
    known = frozenset(data.get("note.romanised"))
    return len(words) > 2 and sum(w in known for w in words) >= max(1, len(words) // 6)


# Words of English, French and German that could be read as syllables, or that settle the matter at once.
FOREIGN = frozenset(
    """the of and in for with from or are its their between under through after new china chinese japan japanese korea
    korean modern women game time home into not how why what who change les des dans sur der das und von
    im ein eine""".split()
)


def _words(text: str) -> list[str]:
    plain = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    return list(compiled(r"[^\W\d_][^\W\d_’'ʼ‘-]*+(?:[’'ʼ‘-][^\W\d_]++)*+").findall(plain))


def _fits(words: list[str], table: str) -> bool:
    pattern = compiled(table)
    letters = sum(len(w) for w in words)
    fit = sum(len(w) for w in words if pattern.fullmatch(w))
    return fit >= SHARE * letters
