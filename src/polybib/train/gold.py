"""Gold references of every source, whatever their labels, as examples with the spans of exact values.

Sources label whole segments, with their lead words and punctuation; a span here is the value alone, as the grammars
label it. Where a source gives only a CSL item, its values are searched in the text. Values are told by the CSL item
where a label holds two of them ("38 (2)"), because the item is what counts (shared/data/README.md).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from polybib import words
from polybib.tagger.edges import trim
from polybib.tagger.labels import LABELS
from polybib.train.example import Example
from polybib.train.kept import is_kept

# The sources, in the order of their numbers for the network; their licences are in the model card.
SOURCES = (
    "anystyle", "grobid", "linkedbooks", "plos", "scielo_jats", "gbt7714", "zotero_chinese", "footnote_zh",
    "synth_gost", "synth_glottolog",
)  # fmt: skip
UNTYPED = frozenset(("linkedbooks",))  # sources whose types are too coarse to learn from
QUOTES = {
    "“": "”",
    '"': '"',
    "„": "“”",
    "«": "»",
    "‘": "’",
    "'": "'",
    "`": "'`",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
}
LABEL = {
    "journal": "container-title", "location": "publisher-place", "pages": "page", "doi": "DOI", "url": "URL",
    "isbn": "ISBN", "date": "issued", "citation-number": "label", "event-title": "container-title",
}  # fmt: skip
# What a source's label may begin with and its value not, by the categories of data/words.
LEADS = {
    "editor": ("role.editor", "role.compiler", "lead.host", "host.in"),
    "translator": ("role.translator",),
    "container-title": ("lead.host", "host.in", "lead.inner"),
    "volume": ("volume", "sign.volume"),
    "issue": ("issue",),
    "page": ("page", "sign.pages"),
}
ROLES = ("author", "editor", "translator")  # whose labels may end with a role word
HIDDEN = (
    "DOI", "URL", "ISBN", "number", "genre", "number-of-pages", "edition", "publisher", "publisher-place",
    "container-title", "collection-title",
)  # fmt: skip
SEARCHED = (
    "DOI", "URL", "title", "container-title", "collection-title", "publisher", "event-title", "genre", "number",
    "publisher-place", "page", "volume", "issue", "edition", "number-of-pages",
)  # fmt: skip
Span = tuple[str, int, int]


def read(data: Path, split: str = "train", kept: bool | None = None) -> Iterator[Example]:
    """The examples of all sources in data/references: those kept from training, the others, or all (None)."""
    for source in SOURCES:
        file = data / "references" / source / f"{split}.jsonl"
        if not file.exists():
            continue
        with file.open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if kept is None or is_kept(row) == kept:
                    spans = find_spans(row)
                    if spans:
                        yield Example(row["raw"], tuple(spans), source, row["csl"].get("type", "document"))


def find_spans(row: dict[str, Any]) -> list[Span]:
    """The spans of a gold row's values, sorted; none where its title is not in the text."""
    spans = _labelled(row) if row["labels"] else _searched(row)
    return sorted(spans, key=lambda span: span[1])


def _unquoted(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the quotation marks around it; one alone at an end goes too."""
    closing = "".join(QUOTES.values())
    while end - start > 1:
        first, last, inner = text[start], text[end - 1], text[start + 1 : end - 1]
        twins = QUOTES.get(first, "")
        if twins and last in twins and first not in inner and last not in inner:
            start, end = start + 1, end - 1
        elif twins and first not in "'`" and not any(c in text[start + 1 : end] for c in twins):
            start += 1
        elif (
            last in closing
            and last not in "'’`"
            and not any(o in text[start : end - 1] for o, c in QUOTES.items() if last in c)
        ):
            end -= 1
        else:
            break
        start, end = trim(text, start, end)
    return start, end


def _folded(text: str) -> tuple[str, list[int]]:
    """Letters and digits alone, NFKC and case-folded, each with its place."""
    out, places = [], []
    for n, char in enumerate(text):
        for part in unicodedata.normalize("NFKC", char).casefold():
            if part.isalnum() or unicodedata.category(part) == "Mn":
                out.append(part)
                places.append(n)
    return "".join(out), places


def find_value(text: str, value: object, start: int = 0, end: int | None = None) -> tuple[int, int] | None:
    """Where a value stands in a text, punctuation, spaces and case aside; a number is never a part of another.

    >>> find_value("Vol. 12, No 2", "2")
    (12, 13)
    """
    end = len(text) if end is None else end
    folded, places = _folded(text[start:end])
    wanted, _ = _folded(str(value))
    at = folded.find(wanted) if wanted else -1
    while at >= 0:
        first, last = start + places[at], start + places[at + len(wanted) - 1] + 1
        inside = (first > 0 and text[first - 1].isdigit()) or (last < len(text) and text[last].isdigit())
        if not (wanted.isdigit() and inside):
            return first, last
        at = folded.find(wanted, at + 1)
    return None


class _Spans(list[Span]):
    """Spans that are trimmed when added, and never overlap."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def add(self, label: str, start: int, end: int) -> None:
        if label != "label":
            start, end = trim(self.text, start, end)
        if end > start and label in LABELS and self.free(start, end):
            self.append((label, start, end))

    def free(self, start: int, end: int) -> bool:
        return not any(first < end and start < last for _, first, last in self)


def _labelled(row: dict[str, Any]) -> _Spans:
    """From a source's own labels, which cover the text."""
    spans, others = _Spans(row["raw"]), []
    end = 0
    for label, piece in row["labels"]:
        start, end = end, end + len(piece)
        if label == "other":
            others.append((start, end))
        else:
            _add_labelled(spans, LABEL.get(label, label), start, end, row["csl"])
    for start, end in others:  # values of the item that the labels passed over
        for name in HIDDEN:
            value = str(row["csl"].get(name, ""))
            found = (
                len(value) > 1
                and all(name != label for label, *_ in spans)
                and find_value(row["raw"], value, start, end)
            )
            if found:
                spans.add(name, *found)
        edition = re.compile(_edition(row["csl"].get("edition"))).search(row["raw"], start, end)
        if edition and all(label != "edition" for label, *_ in spans):
            spans.add("edition", *edition.span())
        accessed = re.search(_date(row["csl"].get("accessed")), row["raw"][start:end])
        if accessed:
            spans.add("accessed", start + accessed.start(), start + accessed.end())
    return spans


def _add_labelled(spans: _Spans, label: str, start: int, end: int, item: dict[str, Any]) -> None:
    text = spans.text
    if label == "label":
        while end > start and text[end - 1].isspace():
            end -= 1
        spans.add(label, start, end)
        return
    if label in ("volume", "issue", "page", "edition") and _add_numbers(spans, label, start, end, item):
        return
    start, end = trim(text, start, end)
    if label in LEADS:
        lead = _lead(label).match(text, start, end)
        if lead and lead.end() < end:
            start = lead.end()
    if label in ROLES:
        role = _role().search(text[start:end])
        if role and role.start():
            end = start + role.start()
    address = {"DOI": r"10\.\d{3,}\S*", "URL": r"(?:(?:https?|ftp)\s?:\s?//|www\.).*"}.get(label)
    found = address and re.compile(address, re.DOTALL).search(text, start, end)
    if found:
        start, end = found.span()
    elif label in ("title", "container-title", "collection-title", "issued", "page"):
        start, end = _unquoted(text, *trim(text, start, end))
    spans.add(label, start, end)


def _add_numbers(spans: _Spans, label: str, start: int, end: int, item: dict[str, Any]) -> bool:
    """The numbers of the item that a label holds: volume and issue, pages and extent; whether any was found."""
    wanted = {"volume": ("volume", "issue"), "page": ("page", "number-of-pages")}.get(label, (label,))
    if label == "edition" and not any(c.isdigit() for c in str(item.get("edition", ""))):
        return False
    before = len(spans)
    for name in wanted:
        found = name in item and find_value(spans.text, item[name], start, end)
        if found:
            spans.add(name, *found)
            start = found[1] if name == "volume" else start
    return len(spans) > before


@cache
def _lead(label: str) -> re.Pattern[str]:
    """The words that may stand before a value of a label, with the signs around them."""
    known = sorted({word for category in LEADS[label] for word in words.get(category)}, key=len, reverse=True)
    forms = "|".join(re.escape(form) for form in known)
    tail = r"(?:\.|\b)?\s*(?=[\d\[(IVXLCivxlc])" if label in ("volume", "issue", "page") else r"\b[^\w\[(]*"
    return re.compile(rf"\W*(?:(?:{forms}){tail})+", re.IGNORECASE)


@cache
def _role() -> re.Pattern[str]:
    """A role word at the end of names, with the signs around it."""
    categories = ("role.editor", "role.compiler", "role.translator", "role.author")
    known = sorted(
        {word for category in categories for word in words.get(category) if len(word) > 1}, key=len, reverse=True
    )
    forms = "|".join(re.escape(form) for form in known)
    return re.compile(rf"[\s,;(\[（]+(?:{forms})[\s.,;:)\]）]*$", re.IGNORECASE)


def _searched(row: dict[str, Any]) -> _Spans:
    """From the item alone: its values, where the text has them."""
    text, item = row["raw"], row["csl"]
    spans = _Spans(text)
    for name in SEARCHED:
        value = item.get(name)
        found = find_value(text, value) if value else None
        if found and not spans.free(*found):  # the same number stood before: look after what is taken
            found = find_value(text, value, max(last for _, _, last in spans))
        if found:
            spans.add(LABEL.get(name, name), *found)
        elif value and name == "title":
            return _Spans(text)
    for name in ("author", "editor", "translator"):
        places = [place for person in item.get(name, ()) if (place := _find_person(text, person))]
        if places:
            start, end = min(p[0] for p in places), max(p[1] for p in places)
            if end - start < 40 * len(places) + 40:
                spans.add(name, start, end)
    for name in ("issued", "accessed"):
        for found_date in re.finditer(_date(item.get(name)), text):
            if spans.free(*found_date.span()):
                spans.add(name, *found_date.span())
                break
    return spans


def _find_person(text: str, person: dict[str, str]) -> tuple[int, int] | None:
    """Where a name stands: the whole of it in Han, kana or hangul, else the family name with the given beside it."""
    family, given = person.get("family", ""), person.get("given", "")
    if person.get("literal") or re.search(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", family):
        return find_value(text, person.get("literal") or family + given)
    place = find_value(text, family)
    if place and given:
        letter, word = re.escape(given[0]), re.escape(given.split()[0])
        form = rf"(?:{word}(?!\w)|{letter}(?![^\W\d_]))(?:[.\s-]*[^\W\d_a-zа-я](?![^\W\d_]))*\.?"
        after = re.compile(rf",?\s*{form}", re.IGNORECASE).match(text, place[1])
        before = re.search(rf"(?<!\w){form}\s*$", text[: place[0]], re.IGNORECASE)
        return before.start() if before else place[0], after.end() if after and not before else place[1]
    return place


def _edition(value: object) -> str:
    """A pattern of an edition's number before a word for edition; one that matches nothing without a number."""
    if not str(value or "").isdigit():
        return r"(?!)"
    forms = "|".join(re.escape(word) for word in words.get("edition"))
    return rf"(?<!\d){value}(?=(?:\p{{L}}{{1,3}}|[.ªºа-я-]{{1,3}})?\s*(?i:{forms}))".replace(r"\p{L}", "[a-z]")


def _date(value: Any) -> str:
    """A pattern of a date's year with the month and day beside it; one that matches nothing where there is no year."""
    try:
        year = int(value["date-parts"][0][0])
    except (KeyError, IndexError, TypeError, ValueError):
        return r"(?!)"
    return rf"(?<!\d)(?:\d\d?[./]\d\d?[./])?{year}(?:年(?:\d\d?月(?:\d\d?日)?)?|(?:[-.]\d\d?){{1,2}}(?!\d))?"
