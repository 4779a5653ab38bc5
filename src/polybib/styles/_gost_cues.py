"""The signs of the family, each worth a little (formats.md, 0.4): none decides alone."""

from __future__ import annotations

from functools import cache

import regex

from polybib import words
from polybib.segments import Text
from polybib.styles import _gost_words as lex
from polybib.styles._scan import compiled

SAMPLE = 600
DASH = r"(?:[.,)\]»”\"]|\d\s?\p{Ll}\.)\s?[-–—−]\s?(?=[\p{Lu}\d№(«\[сcp])"
YEAR = r"(?:1[5-9]|20)\d\d"
HEADING = r"\s*+(?:[\[(]?\d{1,4}[\]).]?\s++)?\*{0,2}(?P<f>\p{Lu}[\p{L}'’-]++),?\s++(?:\p{Lu}\.|\p{Lu}\p{Ll}++\.)"


def _cyrillic(*categories: str) -> str:
    """A pattern of the Cyrillic words of categories."""
    found = {w for c in categories for w in words.get(c, *lex.LANGUAGES) if compiled(r"\p{Cyrillic}").search(w)}
    return "(?i:" + "|".join(sorted(map(regex.escape, found), key=lambda w: (-len(w), w))) + ")"


@cache
def _signs() -> tuple[tuple[regex.Pattern[str], float], ...]:
    """Patterns of the family's punctuation and of its words, with their weights."""
    access = _cyrillic("accessed", "url-label")
    tongue = lex.one_of("in-language")
    romanised = lex.one_of("romanised.word")
    announcing = _cyrillic("page", "volume", "issue")
    patterns = (
        (r"\s?//\s?(?=[\p{L}«“\"\[\d])", 0.3),  # the host
        (rf"//[^/]{{2,200}}?\.\s?(?:[-–—−]\s?)?{YEAR}[.,]?\s?(?:[-–—−]|№|\(|\p{{Lu}}\p{{Ll}}{{0,2}}\b|$)", 0.2),
        (DASH, 0.16),
        (r"№", 0.1),
        (rf"[\s.](?:№|(?:[CTPB]|Vol|No|{announcing})\.)\s?\d", 0.12),
        (r"[\p{L}.»\")\]?]\s?/\s\p{L}", 0.14),  # the statement
        (r"\s/\s(?:\p{Lu}|\p{Ll}{2,6}\.?\s)[^/]{4,120}?[.\]]\s?[-–—−]\s?\p{Lu}", 0.22),
        (r"\d\s?(?:с|c|л|б|p)\.(?:\s|$|\s?[–—-])", 0.1),  # the extent
        (r"(?:^|[.–—-]\s{0,2})\p{Lu}[\p{L}.]{0,12}\s?:\s?\p{Lu}", 0.06),  # place and publisher
        (rf"[.\])]\s?[-–—−]\s\p{{Lu}}[^:]{{0,30}}\s?:\s[^:]{{2,100}},\s{YEAR}\b", 0.26),
        (rf":\s[^:]{{2,60}},\s{YEAR}[.,]\s?(?:[-–—]\s?)?\d+\s?[pсc]\.", 0.12),
        (
            rf"[,:]\s?{YEAR}\.\s(?:[-–—]\s)?(?:\d+\s?[pсc]\.|(?:Pp?|Vol|[CСТ])\.\s?[\dIVX])",
            0.45,
        ),  # "Cambridge, 1968. P. 233."
        (rf"\({tongue}\.?\)|\p{{L}}\s\[\p{{Lu}}[^\[\]]{{14,}}\]\.?\s(?:\p{{Lu}}|//)", 0.22),
        (rf"\[{tongue}\.?\]\.?\s*+$", 0.1),
        (rf"\b{romanised}\b", 0.14),
        (rf"\b(?:URL|{access})\s?:\s", 0.2),
        (r"\[\p{Lu}\p{Cyrillic}+(?:\s\p{Cyrillic}+)?\]", 0.16),  # "[Текст]", "[Электронный ресурс]"
    )
    return tuple((regex.compile(pattern), weight) for pattern, weight in patterns)


def score(text: Text) -> float:
    """The sum of the signs of a text, 0 to 1."""
    sample = text.masked[:SAMPLE]
    total = sum(weight for pattern, weight in _signs() if pattern.search(sample))
    total += 0.06 * min(3, max(0, len(compiled(DASH).findall(sample)) - 1))
    heading = compiled(HEADING).match(sample)
    if heading:
        total += 0.08
        slash = sample.find("/ ", heading.end())
        if slash >= 0 and heading["f"] in sample[slash : slash + 120]:
            total += 0.3  # the statement repeats the heading
    letters = max(1, len(compiled(r"\p{L}").findall(sample)))
    cyrillic = len(compiled(r"\p{Cyrillic}").findall(sample)) / letters
    if cyrillic > 0.3:
        total += 0.3 + 0.14 * min(1.0, cyrillic)
    elif compiled(r"\p{Cyrillic}{3,}|\b[СТс]\.\s?\d").search(sample):
        total += 0.26  # Russian words of the form in a foreign reference
    if len(compiled(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]").findall(sample)) > 0.1 * letters:
        total *= 0.3
    return min(1.0, total)
