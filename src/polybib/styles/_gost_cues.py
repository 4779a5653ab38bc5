"""The signs of the family, each worth a little (formats.md, 0.4): none decides alone."""

from __future__ import annotations

from polybib.segments import Text
from polybib.styles._scan import compiled
from polybib.styles._sheet import LIMIT

SAMPLE = 600
DASH = r"(?:[.,)\]»”\"]|\d\s?(?:с|p|c)\.)\s?[-–—−]\s?(?=[\p{Lu}\d№(«\[сcp])"
YEAR = r"(?:1[5-9]|20)\d\d"
SIGNS = (
    (r"\s?//\s?(?=[\p{L}«“\"\[\d])", 0.3),
    (rf"//[^/]{{2,200}}?\.\s?(?:[-–—−]\s?)?{YEAR}[.,]?\s?(?:[-–—−]|Т|T|№|Vol|No|\(|Вып|С|C|$)", 0.2),
    (DASH, 0.16),
    (r"№", 0.1),
    (r"[\s.](?:№|С\.|C\.|с\.|Т\.|T\.|Вып\.|вып\.|Ч\.|P\.|Vol\.|No\.|Кн\.|Б\.)\s?\d", 0.12),
    (r"[\p{L}.»\")\]?]\s?/\s\p{L}", 0.14),
    (r"\s/\s(?:\p{Lu}|ed|trans|под|пер|сост|отв|за\s)[^/]{4,120}?[.\]]\s?[-–—−]\s?\p{Lu}", 0.22),
    (r"\bURL\s?:|\(accessed|Режим", 0.1),
    (r"\d\s?(?:с|c|л|б|p)\.(?:\s|$|\s?[–—-])", 0.1),
    (r"(?:^|[.–—-]\s{0,2})\p{Lu}[\p{L}.]{0,12}\s?:\s?\p{Lu}", 0.06),
    (rf":\s[^:]{{2,60}},\s{YEAR}[.,]\s?(?:[-–—]\s?)?\d+\s?[pсc]\.", 0.12),
    (r"(?i)\(in russ(?:ian)?\.?\)|\p{L}\s\[\p{Lu}[^\[\]]{14,}\]\.?\s(?:\p{Lu}|//)", 0.22),
    (r"\b(?:Vestnik|Izvestiya|Izvestia|Trudy|Voprosy|Zhurnal|Izd-vo|Nauka|nauk|universiteta)\b", 0.14),
    (r"\[(?:Э|Е|Т|э|т)\p{Ll}+(?:\s\p{Ll}+)?\]|[Рр]ежим доступ|дата (?:обращ|звер|доступ)|Дата доступ|Дата звяр", 0.2),
)
HEADING = r"\s*+(?:[\[(]?\d{1,4}[\]).]?\s++)?\*{0,2}(?P<f>\p{Lu}[\p{L}'’-]++),?\s++(?:\p{Lu}\.|\p{Lu}\p{Ll}++\.)"


def score(text: Text) -> float:
    """The sum of the signs of a text, 0 to 1."""
    sample = text.masked[: min(SAMPLE, LIMIT)]
    total = sum(weight for pattern, weight in SIGNS if compiled(pattern).search(sample))
    total += 0.06 * min(3, max(0, len(compiled(DASH).findall(sample)) - 1))
    heading = compiled(HEADING).match(sample)
    if heading:
        total += 0.08
        slash = sample.find("/ ", heading.end())
        if slash >= 0 and heading["f"] in sample[slash : slash + 120]:  # the statement repeats the heading
            total += 0.3
    letters = max(1, sum(c.isalpha() for c in sample))
    cyrillic = len(compiled(r"\p{Cyrillic}").findall(sample)) / letters
    if cyrillic > 0.3:
        total += 0.3 + 0.14 * min(1.0, cyrillic)
    elif compiled(r"\p{Cyrillic}{3,}|\b[СТс]\.\s?\d").search(
        sample
    ):  # Russian words of the form in a foreign reference
        total += 0.26
    if len(compiled(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]").findall(sample)) > 0.1 * letters:
        total *= 0.3
    return min(1.0, total)
