"""citeproc-py: pure Python, used where pandoc is not. It runs in a process of its own, so that it can be stopped."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

from polybib.bibliography.engines import Rendered, _apart
from polybib.bibliography.runs import parse, plain, tidy, write
from polybib.bibliography.styles import Style

NAME = "citeproc-py"
# Types that citeproc-py does not know, and what CSL 1.0.1 had for them.
OLDER = {
    "standard": "report", "software": "book", "document": "article", "periodical": "book", "collection": "manuscript",
    "event": "article", "performance": "speech", "classic": "book", "regulation": "legislation", "hearing": "bill",
}  # fmt: skip


def available() -> str:
    """Empty, or why citeproc-py cannot be used."""
    return "" if find_spec("citeproc") else "citeproc-py is not installed"


def wrong(style: Style) -> str:
    """What citeproc-py is known to get wrong in a style, or nothing (measured against citeproc-js)."""
    if "7714" in style.id or "7714" in style.parent:
        return "citeproc-py leaves out the marks [J], [M] ... of GB/T 7714"
    return ""


def render(style: Style, items: Sequence[dict[str, Any]], locale: str, *, timeout: float = 60) -> list[Rendered]:
    """The entries of items, in their order."""
    found = _apart.call(__name__, {"xml": style.xml, "items": list(items), "locale": locale}, timeout)
    margin = "second-field-align" in style.xml
    return [_rendered(name, text, margin) for name, text in found]


def _rendered(name: str, text: str, margin: bool) -> Rendered:
    """An entry; its number, which citeproc-py glues to it, apart."""
    label, entry = parse(text)
    number = re.match(r"\W?\d+[^\w\s]{0,2}", entry[0].text) if margin and entry and not label else None
    if not number:
        return Rendered(name, write(entry), plain(label))
    rest = tidy([entry[0]._replace(text=entry[0].text[number.end() :]), *entry[1:]])
    return Rendered(name, write(rest), number[0])


def work(given: dict[str, Any]) -> list[tuple[str, str]]:
    """What the other process does: the entries as HTML of citeproc-py, an item that it cannot write left out."""
    import io
    import warnings

    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    warnings.simplefilter("ignore")
    sys.setrecursionlimit(3000)
    style = CitationStylesStyle(io.BytesIO(given["xml"].encode()), locale=given["locale"], validate=False)
    items = [{**one, "type": OLDER.get(one["type"], one["type"])} for one in given["items"]]
    made = CitationStylesBibliography(style, CiteProcJSON(items), formatter.html)
    names = [one["id"] for one in items]
    for name in names:
        made.register(Citation([CitationItem(name)]))
    try:
        return list(zip(names, map(str, made.bibliography()), strict=True))
    except Exception:
        return [pair for one in items for pair in _alone(style, one)]


def _alone(style: Any, item: dict[str, Any]) -> list[tuple[str, str]]:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
    from citeproc.source.json import CiteProcJSON

    try:
        made = CitationStylesBibliography(style, CiteProcJSON([item]), formatter.html)
        made.register(Citation([CitationItem(item["id"])]))
        return [(item["id"], str(one)) for one in made.bibliography()]
    except Exception:
        return []
