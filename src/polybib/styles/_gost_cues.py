"""The signs of the family, each worth a little (formats.md, 0.4): none decides alone."""

from __future__ import annotations

import re
from functools import cache

import regex

from polybib import words
from polybib.segments import Text
from polybib.styles import _gost_words as lex
from polybib.styles._scan import compiled, cyrillic, east_asian

SAMPLE = 600
DASHES = "-–—−"
ROMANISED = "\0"  # stands among the characters of a text for a romanised word
WORD = re.compile(r"\w+")
DASH = r"(?:[.,)\]»”\"]|\d\s?\p{Ll}\.)\s?[-–—−]\s?(?=[\p{Lu}\d№(«\[сcp])"
YEAR = r"(?:1[5-9]|20)\d\d"
HEADING = r"\s*+(?:[\[(]?\d{1,4}[\]).]?\s++)?\*{0,2}(?P<f>\p{Lu}[\p{L}'’-]++),?\s++(?:\p{Lu}\.|\p{Lu}\p{Ll}++\.)"


def _cyrillic(*categories: str) -> str:
    """A pattern of the Cyrillic words of categories."""
    found = {w for c in categories for w in words.get(c, *lex.LANGUAGES) if compiled(r"\p{Cyrillic}").search(w)}
    return "(?i:" + "|".join(sorted(map(regex.escape, found), key=lambda w: (-len(w), w))) + ")"


@cache
def _signs(russian: bool) -> tuple[tuple[str, tuple[str, ...], float], ...]:
    """The family's punctuation and words, for texts with Cyrillic letters or without: characters of which a text must
    have one before the patterns are tried, the patterns of the sign, its weight."""
    access = "|" + _cyrillic("accessed", "url-label") if russian else ""
    announcing = "|" + _cyrillic("page", "volume", "issue") if russian else ""
    tongue = lex.one_of("in-language")
    return (
        ("/", (r"\s?//\s?(?=[\p{L}«“\"\[\d])",), 0.3),  # the host
        ("/", (rf"//[^/]{{2,200}}?\.\s?(?:[-–—−]\s?)?{YEAR}[.,]?\s?(?:[-–—−]|№|\(|\p{{Lu}}\p{{Ll}}{{0,2}}\b|$)",), 0.2),
        (DASHES, (DASH,), 0.16),
        ("№", (r"№",), 0.1),
        ("", (rf"[\s.](?:№|(?:[CTPB]|Vol|No{announcing})\.)\s?\d",), 0.12),
        ("/", (r"[\p{L}.»\")\]?]\s?/\s\p{L}",), 0.14),  # the statement
        ("/", (r"\s/\s(?:\p{Lu}|\p{Ll}{2,6}\.?\s)[^/]{4,120}?[.\]]\s?[-–—−]\s?\p{Lu}",), 0.22),
        ("", (r"\d\s?(?:с|c|л|б|p)\.(?:\s|$|\s?[–—-])",), 0.1),  # the extent
        (":", (r"(?:^|[.–—-]\s{0,2})\p{Lu}[\p{L}.]{0,12}\s?:\s?\p{Lu}",), 0.06),  # place and publisher
        (":", (rf"[.\])]\s?[-–—−]\s\p{{Lu}}[^:]{{0,30}}\s?:\s[^:]{{2,100}},\s{YEAR}\b",), 0.26),
        (":", (rf":\s[^:]{{2,60}},\s{YEAR}[.,]\s?(?:[-–—]\s?)?\d+\s?[pсc]\.",), 0.12),
        (
            ",:",
            (rf"[,:]\s?{YEAR}\.\s(?:[-–—]\s)?(?:\d+\s?[pсc]\.|(?:Pp?|Vol|[CСТ])\.\s?[\dIVX])",),
            0.45,
        ),  # "Cambridge, 1968. P. 233."
        ("([", (rf"\({tongue}\.?\)", r"\p{L}\s\[\p{Lu}[^\[\]]{14,}\]\.?\s(?:\p{Lu}|//)"), 0.22),
        ("[", (rf"\[{tongue}\.?\]\.?\s*+$",), 0.1),
        (ROMANISED, (rf"\b{lex.one_of('romanised.word')}\b",), 0.14),
        (":", (rf"\b(?:URL{access})\s?:\s",), 0.2),
        ("[", (r"\[\p{Lu}\p{Cyrillic}+(?:\s\p{Cyrillic}+)?\]",), 0.16),  # "[Текст]", "[Электронный ресурс]"
    )


@cache
def _romanised() -> frozenset[str]:
    """What the romanised words begin with."""
    return frozenset(WORD.findall(word)[0] for word in words.get("romanised.word", *lex.LANGUAGES))


def score(text: Text) -> float:
    """The sum of the signs of a text, 0 to 1."""
    sample = text.masked[:SAMPLE]
    has, russian = set(sample), cyrillic(sample)
    if not _romanised().isdisjoint(WORD.findall(sample.lower())):
        has.add(ROMANISED)
    total = 0.0
    for needs, patterns, weight in _signs(russian):
        if not (needs and has.isdisjoint(needs)) and any(compiled(pattern).search(sample) for pattern in patterns):
            total += weight
    if not has.isdisjoint(DASHES):
        total += 0.06 * min(3, max(0, len(compiled(DASH).findall(sample)) - 1))
    heading = compiled(HEADING).match(sample)
    if heading:
        total += 0.08
        slash = sample.find("/ ", heading.end())
        if slash >= 0 and heading["f"] in sample[slash : slash + 120]:
            total += 0.3  # the statement repeats the heading
    if russian or east_asian(sample):
        total = _by_script(sample, total)
    return min(1.0, total)


def _by_script(sample: str, total: float) -> float:
    """The score of a text with letters that are not Latin: Cyrillic ones are a sign, East Asian ones speak against."""
    letters = max(1, len(compiled(r"\p{L}").findall(sample)))
    share = len(compiled(r"\p{Cyrillic}").findall(sample)) / letters
    if share > 0.3:
        total += 0.3 + 0.14 * min(1.0, share)
    elif compiled(r"\p{Cyrillic}{3,}|\b[СТс]\.\s?\d").search(sample):
        total += 0.26  # Russian words of the form in a foreign reference
    if len(compiled(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]").findall(sample)) > 0.1 * letters:
        total *= 0.3
    return total
