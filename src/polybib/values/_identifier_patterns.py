"""The patterns of identifiers, compiled when first asked for; each has bounds, so that none can run away."""

from __future__ import annotations

import re
from functools import cache

from polybib.values.folding import HAN

MASK = "\ue000"
# what ends an identifier wherever it stands
STOP = '\\s<>"“”„«»‹›‘’，。；、）（】【〕〔」「』『》《〉〈！…–—\u200b\ufeff' + MASK
_EAST = rf"{HAN}\u3040-\u30ff\uac00-\ud7a3"
_CYRILLIC = r"\u0400-\u04ff"
_LETTER_BEFORE = r"(?<![A-Za-z])"

_SOURCES = {
    "doi": rf"(?<!\d)(?<!\d\.)10\.\d{{4,9}}(?:\.\d{{1,9}}){{0,4}}(?:\\?/|%2[fF])"
    rf"(?P<rest>\(SICI\)[^\s\"“”，。；]{{1,200}}|[^{STOP}]{{1,500}})",
    "doi.end": r"\]\(|[,;](?=10\.\d{4})|[.,;]?(?:pmid|pmcid|https?|doi|cstr|accessed|epub|url)[:.]"
    r"|[.,;](?:url|epub|arxiv|available)\b|\((?=(?:19|20)\d\d\)?$)|\[(?:doi|pii|arxiv|pubmed|crossref|google)"
    rf"|,(?=hep|arxiv)|(?-i:[{_EAST}{_CYRILLIC}])",
    "doi.host": r"(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/(?:doi:\s?)?){1,3}(?=10\.|https?)",
    "url": rf"(?:(?:https?|ftp)://|(?<![\w@/])(?<!\w\.)www\.(?=[\w-]))[^{STOP}]{{1,2000}}",
    "url.end": rf"\]\(|\[(?=\d|\W|(?-i:[{HAN}{_CYRILLIC}]))|[,;](?=(?:https?|ftp)://|www\.|(?:19|20)\d\d[-./年])"
    rf"|[.,;:]?(?=doi[:：])|(?<!(?-i:[/=_%{HAN}]))(?-i:[{_EAST}])|[.,)](?=[{_CYRILLIC}])",
    "bare": r"(?<![\w.@/-])(?:[a-z0-9-]{1,63}+\.){1,5}+(?P<tld>[a-z]{2,6})"
    rf"(?P<path>/(?-i:[^{STOP}{HAN}]{{0,1000}})|(?![\w.]))",
    "arxiv": rf"{_LETTER_BEFORE}arxiv"
    r"(?:\.org/(?:abs|pdf|html|format)/|\s{0,2}(?:preprint\s)?(?:arxiv)?[:：]?\s{0,2})"
    r"(?P<id>\d{4}\.\d{4,5}(?:v\d{1,2})?|[a-z-]{2,10}(?:\.[A-Z]{2})?/\d{7}(?:v\d{1,2})?)(?!\d)",
    "isbn": rf"(?:{_LETTER_BEFORE}e?-?isbn(?:-1[03])?(?:\s?\((?:print|online|pbk|hbk|ebook|pdf)\))?[\s:：]{{0,4}}"
    r"|(?<![\d-])(?=97[89]))(?P<id>(?:\d[\s–-]?){9,12}[\dXxХх])(?!\d)",
    "issn": rf"{_LETTER_BEFORE}[ep]?-?issn(?:-?l)?(?:\s?\([\w ]{{1,12}}\))?[\s:：]{{0,4}}"
    r"(?P<id>\d{4}\s?[–-]?\s?\d{3}[\dXxХх])(?!\d)",
    "pmid": rf"{_LETTER_BEFORE}(?:pubmed\s)?pmid[\s:：]{{0,4}}(?P<id>\d{{4,9}})(?!\d)",
    "pmcid": r"(?<![A-Za-z0-9/])(?:pmcid[\s:：]{0,4})?(?P<id>PMC\d{4,9})(?!\d)",
    "cstr": rf"{_LETTER_BEFORE}cstr(?:\.cn/|[\s:：.]{{1,3}})(?P<id>\d{{5}}\.\d{{1,4}}\.(?-i:[^{STOP}{HAN}]{{1,200}}))",
    "bracket": r"[()\[\]{}]",
    "escape": r"\\([\\_/()\[\]&%#~$*{}.<>|+=-])",
}

# what must stand in a text, in lower case, for a kind to be looked for
LITERALS: dict[str, tuple[str, ...]] = {
    "arxiv": ("arxiv",),
    "isbn": ("isbn", "978", "979"),
    "issn": ("issn",),
    "pmid": ("pmid",),
    "pmcid": ("pmc",),
    "cstr": ("cstr",),
}

TLDS = frozenset(
    "com org net edu gov int info eu ru рф su ua by kz uz kg cn tw hk jp kr de fr it es pt uk us ca au br pl cz at ch "
    "nl be se no fi dk gr tr il ir in io co me tv ac mil biz bg rs ro hu lt lv ee ar mx cl".split()
)

_LETTERS = (range(0xFF10, 0xFF1A), range(0xFF21, 0xFF3B), range(0xFF41, 0xFF5B))
WIDE = {code: chr(code - 0xFEE0) for letters in _LETTERS for code in letters}
WIDE |= {ord(c): chr(ord(c) - 0xFEE0) for c in "：／＿－％＝＆＃？"} | {ord(c): "-" for c in "\u2010\u2011"}
"""Full-width letters, digits and the signs that a URL holds; the stops that end one stay as they are."""


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One of the patterns, in any letter case.

    >>> pattern("doi").search("10.1000/182").group()
    '10.1000/182'
    """
    return re.compile(_SOURCES[name], re.IGNORECASE)
