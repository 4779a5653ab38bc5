"""The normal forms in which values are compared: what two people who read one reference would call the same.

NFKC, letter case, punctuation, spaces and dashes do not count; names are compared by family name in order (the whole
name in Han, kana or hangul), pages by first and last number, dates by year. The few words below are part of the
measure, not of the program: they stay as they are so that figures of different times can be compared.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

FIELDS = (
    "author", "editor", "translator", "title", "container-title", "collection-title", "issued", "volume", "issue",
    "page", "number-of-pages", "publisher", "publisher-place", "edition", "DOI", "URL", "ISBN", "ISSN",
    "custom.author-original", "custom.title-original", "custom.title-romanized", "custom.container-title-original",
)  # fmt: skip
NAMES = frozenset(("author", "editor", "translator"))
PARTICLES = frozenset("de da di van von der den del della la le du dos das ter ten el al af zu do y фон де".split())
ROLE = r"eds?|editors?|hg|hrsg|hgg|éds?|dir|trans|comp|ред|сост|主编|编|著"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "cjk": re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"),
        # initials, in one string of names: "J.", "J.-P.", "Ch.", "JP", but not a short family name (Wang, Roth, Li)
        "initials": re.compile(
            r"(?:[^\W\d_](?:[a-zа-яё]{1,2})?\.[-‐–]?\s?|[A-ZÀ-ÞА-ЯЁІЎЇЄ][-‐–]?\s?){1,4}(?:Jr|Sr|II|III)?\.?"
        ),
        "year": re.compile(r"(?<!\d)(1[0-9]\d\d|20\d\d)(?!\d)"),
        "number": re.compile(r"\d+"),
        "doi": re.compile(r"^.*?(?=10\.)"),
        "protocol": re.compile(r"^https?://(?:www\.)?"),
        "role": re.compile(rf"(?i)[(\[]?\b(?:{ROLE})\b\.?[)\]]?"),
        "role before": re.compile(rf"(?i)^\W*(?:in:?|edited by|(?:{ROLE})\b\.?(?: by)?)\s+"),
        "role after": re.compile(rf"(?i)[(\[]?\s*\b(?:{ROLE})\b\.?\s*[)\]]?[\s.,:]*$"),
        "others": re.compile(r"(?i)[,;]?\s*(?:\bet al\b\.?|\band others\b|\bu\.\s?a\.|и др\.?|等)[\s.,;:]*$"),
        "han comma": re.compile(r"[,;、，；]\s*"),
        "and": re.compile(r"\s*,?\s*(?:\band\b|&|\bund\b|\bet\b|\by\b|\be\b)\s+|\s*/\s*"),
        "dots": re.compile(r"(?<=\.)(?=[^\W\d_])"),
        "signs": re.compile(r"[^\w\s]+"),
    }


def key(field: str, value: Any) -> str:
    """The form of a CSL value in which it is compared.

    >>> key("author", [{"family": "van Dijk", "given": "J."}, {"family": "Li"}]), key("page", "1233–45")
    ('vandijk|li', '1233-1245')
    >>> key("issued", {"date-parts": [[2019, 5]]}), key("DOI", "https://doi.org/10.1000/AB.")
    ('2019', '10.1000/ab')
    """
    if field in NAMES:
        return "|".join(k for k in map(name_key, value if isinstance(value, list) else [value]) if k)
    if isinstance(value, list):
        value = " ".join(map(str, value))
    if field == "issued":
        return year(value)
    if field == "page":
        return pages(value)
    if field == "DOI":
        return _patterns()["doi"].sub("", str(value).casefold()).rstrip(".,;)")
    if field == "URL":
        return fold(_patterns()["protocol"].sub("", str(value)))
    if field in ("edition", "number-of-pages"):
        found = _patterns()["number"].search(str(value))
        return found.group(0) if found else fold(value)
    if field in ("volume", "issue"):
        return fold(value).lstrip("0") or fold(value)
    return fold(value)


def fold(value: Any) -> str:
    """Letters, digits and the marks that stand on letters, without case.

    >>> fold("Smart—Cities: An Überblick")
    'smartcitiesanüberblick'
    """
    text = unicodedata.normalize("NFKC", str(value)).casefold()
    return "".join([c for c in text if c.isalnum() or unicodedata.category(c) == "Mn"])


def words(value: Any) -> list[str]:
    """The words of a value without case and punctuation."""
    text = unicodedata.normalize("NFKC", str(value)).casefold()
    return _patterns()["signs"].sub(" ", text).split()


def year(value: Any) -> str:
    """The year of a date, of its literal or of a text; without one all of it, folded."""
    if isinstance(value, dict):
        parts = value.get("date-parts") or [[]]
        first = parts[0] if isinstance(parts, list) else parts
        value = (first[0] if isinstance(first, list) else first) if first else _literal(value)
    found = _patterns()["year"].search(str(value))
    return found.group(1) if found else fold(value)


def _literal(date: dict[str, Any]) -> Any:
    return date.get("literal") or date.get("raw") or ""


def pages(value: Any) -> str:
    """The first and the last number, the last one whole.

    >>> pages("С. 121–4"), pages("e0123")
    ('121-124', '123')
    """
    digits = _patterns()["number"].findall(unicodedata.normalize("NFKC", str(value)))
    if not digits:
        return fold(value)
    first, last = digits[0].lstrip("0") or "0", digits[-1].lstrip("0") or "0"
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return first if first == last else f"{first}-{last}"


def name_key(name: Any) -> str:
    """A name as its family name with the particle; a Han, kana or hangul name whole."""
    if not isinstance(name, dict):
        return fold(name)
    family = str(name.get("family") or name.get("literal") or name.get("given") or "")
    if _patterns()["cjk"].search(family):
        return fold(family + (str(name.get("given") or "") if name.get("family") else ""))
    particle = name.get("non-dropping-particle") or name.get("dropping-particle") or ""
    return fold(f"{particle}{family}")


def printed_names(text: str) -> set[str]:
    """The right keys of names that the gold has as one string: its family names, or all of it without role words."""
    return {"|".join(split_names(text)), fold(_patterns()["role"].sub("", text))}


def split_names(text: str) -> list[str]:
    """The family names in one string of names, for gold that gives no structure.

    >>> split_names("Smith, J., van Dijk, P. and Li, W. (eds.)"), split_names("王明，李强等")
    (['smith', 'vandijk', 'li'], ['王明', '李强'])
    """
    known = _patterns()
    text = " ".join(unicodedata.normalize("NFKC", text).split())
    text = known["role after"].sub("", known["role before"].sub("", text))
    text = known["others"].sub("", text).strip(" ,;:()[]")
    if known["cjk"].search(text):
        return [fold(p) for p in known["han comma"].split(text) if fold(p)]
    listed = ";" in text
    out: list[str] = []
    for chunk in text.split(";") if listed else known["and"].split(text):
        parts = [p.strip() for p in chunk.split(",") if p.strip(" .")]
        out += _families(parts[:1] if listed else parts, listed and "," in chunk)
    return [f for f in map(fold, out) if f]


def _families(parts: list[str], inverted: bool) -> list[str]:
    """The family names among pieces between commas; `inverted` where a given name surely followed."""
    initials = _patterns()["initials"]
    out, i = [], 0
    while i < len(parts):
        if i and initials.fullmatch(parts[i]):
            i += 1
            continue
        given_next = i + 1 < len(parts) and bool(
            initials.fullmatch(parts[i + 1]) or (len(parts) == 2 and " " not in parts[i])
        )
        out.append(parts[i] if given_next or inverted else _family_of(parts[i]))
        i += 2 if given_next else 1
    return out


def _family_of(name: str) -> str:
    initials = _patterns()["initials"]
    pieces = name.split() if " " in name.strip() else _patterns()["dots"].split(name)
    if len(pieces) > 1 and initials.fullmatch(pieces[-1]) and not initials.fullmatch(pieces[0]):
        return " ".join(w for w in pieces if not initials.fullmatch(w))
    start = len(pieces) - 1
    while start > 0 and pieces[start - 1].casefold() in PARTICLES:
        start -= 1
    return " ".join(pieces[start:]) if pieces else name
