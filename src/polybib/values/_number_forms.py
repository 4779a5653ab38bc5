"""How volumes, issues and parts are written: word by word in the West, with units after numbers in East Asia."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from polybib import words
from polybib.values.folding import HAN
from polybib.values.numerals import han, roman

EDGES = " .,;:-/<>\"'«»“”[]"
NUMERAL = "〇零一二三四五六七八九十百千"
_TOKEN = re.compile(
    r"(?P<bracket>\([^()]{0,60}\)?)|(?P<sign>№{1,2}|#|[nN][°º]|[nN]\.[ºo°]|[°º])"
    r"|(?P<number>\d+(?:[^\W\d_]{1,2}(?![^\W\d_]))?(?:\s?[-/+]\s?\d+[^\W\d_]?(?![^\W\d_])|-[A-Z](?![^\W\d_]))*)"
    r"|(?P<romans>(?<![^\W\d_])[IVXLCivxlc]{1,9}\s?[-/]\s?[IVXLCivxlc]{1,9}(?![^\W\d_]))"
    r"|(?P<word>[^\W\d_]+)|(?P<other>.)",
    re.DOTALL,
)
_JOINED = re.compile(r"(?<!\d)(\d{1,4})\s*(?:and|&|et|und|и|та|y|e)\s*(\d{1,4})(?!\d)")
_NUMBER_AHEAD = re.compile(r"\.?\s{0,2}(?:\d|[IVXLC]{1,9}\b|[ivxl]{1,9}\b|№)")
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_EAST = re.compile(
    rf"(?P<year>(?:19|20)\d\d\s*年)?\s*(?P<nth>总?第)?\s*(?P<n>[{NUMERAL}]+|\d+(?:\s*[-/至・、,]\s*\d+)*)\s*(?P<unit>[卷巻期号號辑輯권호])"
)
_SUPPLEMENT = re.compile(r"[增专專特副附别別]\s?[刊辑輯册冊]\s?(?:第?\s*[\d一二三四五六七八九十]+\s*[期号號]?|[上下])?")


class Numbers(NamedTuple):
    """The numbers of a segment; "" for what it lacks. `running` is the number of the issue since the first volume."""

    volume: str = ""
    issue: str = ""
    part: str = ""
    running: str = ""


def unpadded(text: str) -> str:
    """Numbers without leading zeros: "06" is "6", "03-04" is "3-4"; a single 0 stays.

    >>> unpadded("06"), unpadded("03-04"), unpadded("S01"), unpadded("0")
    ('6', '3-4', 'S01', '0')
    """
    return re.sub(r"(?<![^\W_])0+(?=\d)", "", text) if "0" in text else text


@cache
def kinds() -> dict[str, frozenset[str]]:
    def of(*categories: str) -> frozenset[str]:
        return frozenset(word.casefold().rstrip(".") for category in categories for word in words.get(category))

    return {
        "volume": of("volume"),
        "issue": of("issue") - of("volume"),
        "part": of("part") - of("volume", "issue"),
        "supplement": of("supplement"),
        "edition": of("edition"),
        "short": frozenset(word for word in of("edition", "edition-note") if len(word) < 6),
        "special": frozenset(word for word in of("supplement") if " " in word),
    }


def kind_of(word: str) -> str:
    """v, i, p or s for a word that names a volume, an issue, a part or a supplement, "" for another."""
    folded = word.casefold()
    for kind in ("volume", "issue", "part", "supplement"):
        if folded in kinds()[kind]:
            return kind[0]
    return ""


def with_bracket(volume: str, issue: str, kind: str, counted_in_year: bool) -> Numbers:
    """A number and the number in brackets after it, by the word that stood before."""
    if not issue:
        return Numbers(issue=volume) if kind == "i" else Numbers(volume)
    larger = volume.isdigit() and issue.isdigit() and int(issue) >= int(volume)
    numeric = volume.split("-")[0].isdigit() and issue.split("-")[0].isdigit()
    if (kind == "i" and (larger or not numeric or "-" in volume)) or (
        kind == "v" and counted_in_year and larger and int(volume) <= 24
    ):
        return Numbers(issue=f"{volume} ({issue})", running=issue if numeric else "")
    return Numbers(volume, issue)


def western(text: str, counted_in_year: bool) -> Numbers:
    """Numbers with words of any Western language; the first without a word is the volume, the next the issue."""
    found: dict[str, str] = {}
    running = ""
    items = _items(_JOINED.sub(_joined, text[:400]))
    for at, (kind, number, bracket) in enumerate(items):
        if kind == "b":  # a bracket that opens the segment: the volume where an issue follows
            kind = "v" if any(k == "i" for k, _, _ in items[at + 1 :]) else "i"
        if bracket:
            both = with_bracket(number, bracket, kind, counted_in_year)
            running = both.running or running
            for key, value in (("v", both.volume), ("i", both.issue)):
                if value:
                    found.setdefault(key, value)
        else:
            _put(found, kind, number)
    volume, issue, part = found.get("v", ""), found.get("i", ""), found.get("p", "")
    dash = re.fullmatch(r"(\d+)[-/](\d+)", volume)
    if dash and not issue and int(dash[2]) < int(dash[1]):
        volume, issue = dash[1], dash[2]
    return Numbers(volume or ("" if issue else part), issue, part if volume or issue else "", running)


def _items(text: str) -> list[tuple[str, str, str]]:
    """Every number with the kind of the word before it and what stands in brackets after it."""
    items: list[tuple[str, str, str]] = []
    kind = label = ""
    for match in _TOKEN.finditer(text):
        piece, after = match.group(), text[match.end() : match.end() + 1]
        if match.lastgroup == "sign":
            kind, label = "i", ""
        elif match.lastgroup == "bracket":
            inner = _bracket(piece.strip("() "))
            if items and not items[-1][2]:
                items[-1] = (*items[-1][:2], "" if YEAR.fullmatch(inner) else inner)
            elif not items and inner and not YEAR.fullmatch(inner):
                items.append(("v", inner.split(":")[0], "") if ":" in inner else ("b", inner, ""))
        elif match.lastgroup == "number":
            number = unpadded(re.sub(r"\s", "", piece))
            if items and items[-1][0] == "i" and not kind and not items[-1][2] and len(items) == 1:
                items[-1] = ("i", f"{items[-1][1]}, {number}", "")
            else:
                items.append(("i", f"{label} {number}", "") if kind == "s" else (kind, label + number, ""))
            kind = label = ""
        elif match.lastgroup == "romans":
            items.append((kind, re.sub(r"\s", "", piece), ""))
            kind = label = ""
        elif match.lastgroup == "word":
            prefix = after.isdigit() and len(piece) == 1 and piece.isupper() and piece not in "VNTТ"
            named = "" if prefix else kind_of(piece)
            if named and (not roman(piece) or (not kind and _NUMBER_AHEAD.match(text, match.end()))):
                kind, label = named, piece if named == "s" else ""
            elif roman(piece) and not prefix:
                items.append((kind, piece, ""))
                kind = label = ""
            elif prefix:
                label = piece
            elif kind == "i" and piece.casefold() in _calendar():
                items.append((kind, piece, ""))
                kind = ""
    return items


def _joined(match: re.Match[str]) -> str:
    first, last = int(match[1]), int(match[2])
    return f"{first}-{last}" if last == first + 1 else match.group()


def _put(found: dict[str, str], kind: str, number: str) -> None:
    """A number under its kind; a second volume is the issue (vol. 11, vol. 2), as is a second number without a word."""
    kind = kind or ("v" if not {"v", "i"} & found.keys() else "i")
    if kind == "v" and "v" in found:
        kind = "i"
    found.setdefault(kind, number)


@cache
def _calendar() -> frozenset[str]:
    return frozenset(word.casefold() for prefix in ("month", "season") for word in words.numbered(prefix))


def _bracket(inner: str) -> str:
    """What a bracket after a volume holds: an issue without its word ("no. 3"), a supplement with it ("Suppl 1")."""
    if (
        inner
        and not any(c.isdigit() for c in inner)
        and all(word.casefold() in _calendar() for word in re.findall(r"[^\W\d_]+", inner))
    ):
        return ""
    if (
        len(inner) > 12
        and not any(kind_of(word) in ("i", "s") for word in re.findall(r"[^\W\d_]+", inner))
        and not inner[:1].isdigit()
    ):
        return ""
    match = re.match(r"(№|[nN][°º]|[^\W\d_]+)\.?\s*(?=\d)", inner)
    if match and (
        match[1] == "№" or match[1][-1] in "°º" or (kind_of(match[1]) == "i" and (len(match[1]) > 1 or match.end() > 1))
    ):
        inner = inner[match.end() :]
    return unpadded(re.sub(r"\s*([-/])\s*", r"\1", inner.strip(" .,;")))


def east_asian(text: str, counted_in_year: bool) -> Numbers:
    """第36卷第6号, 36卷6号, 2019年第6期, 40(增刊), 第3辑; a count without 第 (四卷) and 第2册 stay as printed."""
    found: dict[str, str] = {}
    for match in _EAST.finditer(text[:400]):
        numeral = match["n"]
        if numeral[0] in NUMERAL and not match["nth"]:
            continue
        value = str(han(numeral) or numeral) if numeral[0] in NUMERAL else unpadded(re.sub(r"\s", "", numeral))
        kind = (
            "r"
            if (match["nth"] or "").startswith("总")
            else "v"
            if match["unit"] in "卷巻권"
            else "i"
            if match["unit"] in "期号號호"
            else "p"
        )
        found.setdefault(kind, value)
    unit = re.search(r"第?\s*\d+\s*[册冊部函](?!分)", text)
    if unit and not found:
        return Numbers(volume=unit.group())
    supplement = _SUPPLEMENT.search(text)
    if supplement and "i" not in found:
        found["i"] = supplement.group().replace(" ", "")
        number = re.match(r"\s*(\d+)\s*\(", text)
        if number and "v" not in found:
            found["v"] = unpadded(number[1])
    if not found and re.search(r"[A-Za-z№]", text) and re.search(r"\d", text):
        return western(re.sub(rf"[{HAN}]+", " ", text).strip(EDGES), counted_in_year)
    if not found:
        return Numbers(volume=" ".join(text.split()))
    if "p" in found and not {"v", "i"} & found.keys():
        return Numbers(volume=found["p"])
    if "v" not in found and "i" in found and (bare := re.match(r"\s*(\d{1,3})\s*[,(]", text)):
        found["v"] = unpadded(bare[1])
    return Numbers(found.get("v", ""), found.get("i", found.get("r", "")), found.get("p", ""), found.get("r", ""))
