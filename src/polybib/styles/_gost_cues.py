"""The signs of the family, each worth a little (formats.md, 0.4): none decides alone."""

from __future__ import annotations

from polybib.segments import Text
from polybib.styles import _gost_words as lex
from polybib.styles._scan import compiled
from polybib.styles._sheet import LIMIT

SIGNS = (
    (r"\s?//\s?(?=[\p{L}«“\"\[\d])", 0.3),
    (r"(?:[.,)\]»”\"]|\d\s?(?:с|p|c)\.)\s?[-–—−]\s?(?=[\p{Lu}\d№(«\[сcp])", 0.16),
    (r"[\s.](?:№|С\.|C\.|с\.|Т\.|T\.|Вып\.|вып\.|Ч\.|P\.|Vol\.|No\.|Кн\.|Б\.)\s?\d", 0.14),
    (r"[\p{L}.»\")\]?]\s?/\s\p{L}", 0.16),
    (r"\d\s?(?:с|c|л|б|p)\.(?:\s|$|\s?[–—-])", 0.1),
    (r"(?:^|[.–—-]\s{0,2})\p{Lu}[\p{L}.]{0,12}\s?:\s?\p{Lu}", 0.06),
    (r":\s[^:]{2,60},\s(?:19|20)\d\d[.,]\s?(?:[-–—]\s?)?\d+\s?[pс]\.", 0.12),
    (r"(?i)\(in russ(?:ian)?\.?\)|[\p{L}]\s\[\p{Lu}[^\[\]]{14,}\]\.?\s(?:\p{Lu}|//)", 0.22),
    (r"\b(?:Vestnik|Izvestiya|Izvestia|Trudy|Voprosy|Zhurnal|Izd-vo|Nauka|nauk|universiteta)\b", 0.14),
    (r"\[(?:Э|Е|Т|э|т)\p{Ll}+(?:\s\p{Ll}+)?\]|[Рр]ежим доступ|дата (?:обращ|звер|доступ)|Дата доступ", 0.2),
)
HEADING = r"\s*+(?:[\[(]?\d{1,4}[\]).]?\s++)?\*{0,2}(?:\p{Lu}[\p{L}'’-]++,?\s++\p{Lu}\.|\p{Lu}[\p{L}-]++,\s++\p{Lu}\p{Ll}++\.)"


def score(text: Text) -> float:
    """The sum of the signs of a text."""
    work = text.masked[:LIMIT]
    sample = work[:600]
    total = 0.0
    for pattern, weight in SIGNS:
        found = compiled(pattern).search(sample)
        if found:
            total += weight
    dashes = len(compiled(SIGNS[1][0]).findall(sample))
    total += 0.06 * min(3, max(0, dashes - 1))
    if compiled(HEADING).match(sample):
        total += 0.08
    letters = max(1, sum(c.isalpha() for c in sample))
    cyrillic = len(compiled(r"\p{Cyrillic}").findall(sample)) / letters
    total += 0.3 * min(1.0, cyrillic * 1.3)
    han = len(compiled(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]").findall(sample)) / letters
    if han > 0.1:
        total *= 0.3
    return min(1.0, total)


__all__ = ["lex", "score"]
