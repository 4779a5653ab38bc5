"""The sort keys of a CSL style worked out for an item, as text (CSL 1.0.2, "Sorting", "Sorting Keys").

Names in a key are in full and family first; dates are year, month and day; terms and affixes count for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from polybib.bibliography import _csl
from polybib.bibliography._csl import NAMESPACE
from polybib.vocabulary import DATES, NAMES

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

Csl = Mapping[str, Any]
DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Key:
    """A sort key: its text for an item; whether it goes downwards."""

    text: Callable[[Csl], str]
    down: bool = False


def keys(root: Element) -> list[Key]:
    """The keys of a style's bibliography, the most important first; none where it keeps the order of citation."""
    found = root.findall(f"{NAMESPACE}bibliography/{NAMESPACE}sort/{NAMESPACE}key")
    known = _csl.macros(root)
    drop = root.get("demote-non-dropping-particle", "display-and-sort") != "never"
    out = []
    for one in found:
        name, macro = one.get("variable", ""), one.get("macro", "")
        down = one.get("sort") == "descending"
        if macro in known:
            out.append(Key(partial(_macro, known[macro], known, drop), down))
        elif name and name != "citation-number":
            out.append(Key(partial(_variable, name, drop), down))
    return out


def _macro(part: Element, known: Mapping[str, Element], drop: bool, csl: Csl) -> str:
    return _children(part, csl, known, drop, 0)[0]


def _variable(name: str, drop: bool, csl: Csl) -> str:
    return variable(csl, name, drop)


def variable(csl: Csl, name: str, drop: bool = True) -> str:
    """A variable as text to sort by.

    >>> variable({"author": [{"family": "Berg", "given": "A.", "non-dropping-particle": "van den"}]}, "author")
    'Berg A. van den'
    >>> variable({"issued": {"date-parts": [[1999, 5]]}}, "issued")
    '19990500'
    """
    value = csl.get(name)
    if value is None:
        return ""
    if name in NAMES or isinstance(value, list):
        return ", ".join(_name(one, drop) for one in value if isinstance(one, dict))
    if name in DATES and isinstance(value, dict):
        first = (value.get("date-parts") or [[]])[0]
        shown = "".join(f"{n:0{width}d}" for n, width in zip([*first, 0, 0], (4, 2, 2), strict=False)) if first else ""
        return shown or str(value.get("literal", ""))
    return str(value)


@cache
def _particles() -> re.Pattern[str]:
    return re.compile(r"(?:[^\W\d_A-ZÀ-ÞА-ЯЁІЇЄҐ\u0590-\uffff]+[ \u00a0])+(?=\w)")


def _name(one: Mapping[str, str], drop: bool) -> str:
    particle, family = one.get("non-dropping-particle", ""), one.get("family", "")
    if drop and not particle and (lead := _particles().match(family)):  # engines part them too
        particle, family = lead[0].strip(), family[lead.end() :]
    first = (family, one.get("given", ""), particle) if drop else (particle, family, one.get("given", ""))
    return one.get("literal") or " ".join(part for part in (*first, one.get("suffix", "")) if part)


def _children(part: Element, csl: Csl, known: Mapping[str, Element], drop: bool, depth: int) -> tuple[str, bool]:
    """The text of the elements in an element, and whether a variable of theirs was there or none was asked for."""
    texts, asked, held = [], False, False
    for one in part:
        text, has = _element(one, csl, known, drop, depth + 1)
        texts.append(text)
        if has is not None:
            asked, held = True, held or has
    return " ".join(filter(None, texts)), held or not asked


def _element(part: Element, csl: Csl, known: Mapping[str, Element], drop: bool, depth: int) -> tuple[str, bool | None]:
    """The text of an element; whether its variables were there (None: it has none)."""
    kind = part.tag.removeprefix(NAMESPACE) if isinstance(part.tag, str) else ""
    if depth > DEEPEST:
        return "", None
    if kind == "text":
        return _text(part, csl, known, drop, depth)
    if kind == "names":
        return _names(part, csl, known, drop, depth)
    if kind in ("number", "date"):
        text = variable(csl, part.get("variable", ""), drop)
        if kind == "date" and part.get("date-parts") == "year":
            text = text[:4]
        return (text.zfill(8) if kind == "number" and text.isdigit() else text), bool(text)
    if kind == "group":
        text, held = _children(part, csl, known, drop, depth)
        return (text if held else ""), held
    if kind == "choose":
        branch = next((one for one in part if _true(one, csl)), None)
        return _children(branch, csl, known, drop, depth) if branch is not None else ("", None)
    return "", None


def _text(part: Element, csl: Csl, known: Mapping[str, Element], drop: bool, depth: int) -> tuple[str, bool | None]:
    if name := part.get("variable"):
        text = variable(csl, name, drop)
        return text, bool(text)
    if (macro := part.get("macro", "")) in known:
        return _children(known[macro], csl, known, drop, depth)
    return part.get("value", ""), None


def _names(part: Element, csl: Csl, known: Mapping[str, Element], drop: bool, depth: int) -> tuple[str, bool | None]:
    found = [text for name in part.get("variable", "").split() if (text := variable(csl, name, drop))]
    if found:
        return "; ".join(found), True
    instead = part.find(NAMESPACE + "substitute")
    for one in instead if instead is not None else ():
        text, _ = _element(one, csl, known, drop, depth + 1)
        if text:
            return text, True
    return "", False


def _true(branch: Element, csl: Csl) -> bool:
    """Does a branch of <choose> hold? What is asked of a citation (position, locator) never does."""
    if branch.tag == NAMESPACE + "else":
        return True
    tests = [csl.get("type") == name for name in branch.get("type", "").split()]
    tests += [bool(csl.get(name)) for name in branch.get("variable", "").split()]
    tests += [_number(csl.get(name)) for name in branch.get("is-numeric", "").split()]
    asked = ("locator", "position", "disambiguate", "is-uncertain-date")
    tests += [False for name in asked for _ in branch.get(name, "").split()]
    match = branch.get("match", "all")
    return all(tests) if match == "all" else any(tests) if match == "any" else not any(tests)


def _number(value: Any) -> bool:
    return any(char.isdigit() for char in str(value or ""))
