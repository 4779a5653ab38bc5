"""What references are made of: words and names per language, and the titles of the train splits and of Crossref."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from polybib.train.kept import is_kept

SETS = ("synth_gost", "zotero_chinese", "gbt7714", "footnote_zh", "synth_glottolog", "plos", "scielo_jats", "anystyle")
POOLED = ("title", "container-title", "publisher", "publisher-place", "collection-title")
TYPES = {  # of Crossref
    "journal-article": "article-journal", "book-chapter": "chapter", "proceedings-article": "paper-conference",
    "reference-entry": "entry-encyclopedia", "standard": "standard", "report": "report", "posted-content": "article",
    "dataset": "dataset", "monograph": "book", "book": "book", "edited-book": "book", "dissertation": "thesis",
    "reference-book": "book",
}  # fmt: skip


@cache
def tables() -> dict[str, dict[str, list[str]]]:
    """words.json: for each language, its words by kind."""
    loaded: dict[str, Any] = json.loads(files(__package__).joinpath("words.json").read_text(encoding="utf-8"))
    return loaded


@dataclass(frozen=True)
class Stock:
    """The values to choose from: `pools` by language and variable, `items` as CSL."""

    pools: dict[tuple[str, str], list[str]]
    items: list[dict[str, Any]]

    @cached_property
    def by_language(self) -> dict[str, list[dict[str, Any]]]:
        """The items with names, by language."""
        groups: dict[str, list[dict[str, Any]]] = {}
        for item in self.items:
            if item.get("author") or item.get("editor"):
                groups.setdefault(item["language"], []).append(item)
        return groups

    def words(self, language: str, kind: str) -> list[str]:
        """The words of a kind, those of English where the language has none."""
        return tables().get(language, {}).get(kind) or tables()["en"][kind]

    def values(self, language: str, variable: str) -> list[str]:
        """Real values of a variable in a language."""
        return self.pools.get((language, variable), [])


@cache
def load(data: Path) -> Stock:
    """The stock from the train splits below a folder, and from Crossref's works beside it."""
    usable = (item for item in (*_rows(data), *_works(data)) if _usable(item))
    items = list({(item["title"], item["type"]): item for item in usable}.values())  # one work stands in many styles
    pools: dict[tuple[str, str], list[str]] = {}
    for item in items:
        language = item["language"]
        for variable in POOLED:
            text = item.get(variable)
            if isinstance(text, str) and 2 < len(text) < 200:
                pools.setdefault((language, variable), []).append(text)
    return Stock({key: list(dict.fromkeys(texts)) for key, texts in pools.items()}, items)


def _rows(data: Path) -> Iterator[dict[str, Any]]:
    for name in SETS:
        places = [root / name / "train.jsonl" for root in (data / "references", data)]
        for path in (p for p in places if p.exists()):
            with path.open(encoding="utf-8") as lines:
                for line in lines:
                    row = json.loads(line)
                    if not is_kept(row):
                        yield row["csl"] | {"language": _language(row)}


def _works(data: Path) -> Iterator[dict[str, Any]]:
    places = [root / "crossref" / "works.jsonl" for root in (data, data.parent)]
    for path in (p for p in places if p.exists()):
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                work = json.loads(line)
                if work["type"] in TYPES and work.get("title"):
                    yield _item(work)


def _item(work: dict[str, Any]) -> dict[str, Any]:
    """A Crossref work as a CSL item."""
    item = {"type": TYPES[work["type"]], "title": work["title"][0], "language": (work.get("language") or "en")[:2]}
    for key in ("volume", "issue", "page", "DOI", "publisher", "issued", "edition-number"):
        if work.get(key):
            item[key.removesuffix("-number")] = work[key]
    for role in ("author", "editor", "translator"):
        people = [{k: n[k] for k in ("family", "given", "suffix") if n.get(k)} for n in work.get(role, [])]
        item |= {role: people} if people and all("family" in n for n in people) else {}
    if work.get("container-title"):
        item["container-title"] = work["container-title"][0]
    if work.get("publisher-location"):
        item["publisher-place"] = work["publisher-location"]
    if item["type"] == "article-journal":
        item.pop("publisher", None)
    return item


def _language(row: dict[str, Any]) -> str:
    title = row["csl"].get("title", "")
    if re.search("[一-鿿]", title):
        return "zh" if not re.search("[ぁ-ヿ]", title) else "ja"
    if re.search("[а-я]", title):
        return "ru"
    return (row["csl"].get("language") or row.get("lang") or "en")[:2]


def _usable(item: dict[str, Any]) -> bool:
    title = item.get("title", "")
    return (
        8 <= len(title) < 250 and not re.search(r"[<>{}\\$\t_=;]|https?:|\[[A-Z/]+\]|//| / ", title)
        if isinstance(title, str)
        else False
    )
