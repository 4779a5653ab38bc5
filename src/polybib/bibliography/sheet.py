"""A CSL style made ready for one rendering: its locale set; the order and the numbers of the list are ours.

An engine sees the items of one language at a time, in the order of the whole list. So the style's own order is taken
out (`order` has applied it), and its number is a variable that holds the number in the whole list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from polybib import words
from polybib.bibliography import _csl
from polybib.bibliography._csl import NAMESPACE

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NUMBERS = ("annote", "scale", "dimensions", "keyword", "abstract")  # one of these, which the style does not print
MOST_NAMES = 30


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is known of a style's bibliography: the variable that carries numbers, how many authors make "et al." appear
    (0: none do), whether entries depend on each other (years with letters, names left out), its own words
    for "et al." by language."""

    root: Element
    number: str
    names: int
    suffixes: bool
    neighbours: bool
    others: dict[str, str]


def read(xml: str, where: str) -> Sheet:
    """The bibliography of a style.

    >>> sheet = read('<style xmlns="http://purl.org/net/xbiblio/csl"><bibliography et-al-min="4"><layout/>'
    ...              '</bibliography></style>', "x.csl")
    >>> sheet.number, sheet.names, sheet.suffixes
    ('annote', 4, False)
    """
    root = _csl.parse(xml.encode(), where)
    used = {word for one in root.iter() for word in (one.get("variable") or "").split()}
    number = next((name for name in NUMBERS if name not in used), NUMBERS[0])
    part = root.find(NAMESPACE + "bibliography")
    parts = [root, *(_csl.reach(root, part) if part is not None else ())]
    given = [int(value) for one in parts if (value := one.get("et-al-min") or "").isdigit()]
    least = [number for number in given if number <= MOST_NAMES]
    last = any(one.get("et-al-use-last") == "true" for one in parts)
    return Sheet(
        root=root,
        number=number,
        names=max(least) if least and not last else 0,
        suffixes=any(one.get("disambiguate-add-year-suffix") == "true" for one in root.iter(NAMESPACE + "citation")),
        neighbours=part is not None and part.get("subsequent-author-substitute") is not None,
        others=_others(root),
    )


def _others(root: Element) -> dict[str, str]:
    """The terms for "et al." that a style has of its own; "" for every language."""
    found = {}
    for one in root.findall(NAMESPACE + "locale"):
        for term in one.iter(NAMESPACE + "term"):
            if term.get("name") == "et-al" and (text := (term.text or term.findtext(NAMESPACE + "multiple") or "")):
                found[one.get(_csl.LANG, "")[:2]] = text.strip()
    return found


def fitted(sheet: Sheet, locale: str, others: str = "") -> str:
    """The XML of a style for one locale. `others`: what "et al." is in a language that has no locale."""
    from copy import deepcopy
    from xml.etree import ElementTree

    root = deepcopy(sheet.root)
    _add_terms(root, locale, others)
    root.set("default-locale", locale)
    for part in root.findall(NAMESPACE + "bibliography"):
        for order in part.findall(NAMESPACE + "sort"):
            part.remove(order)
    for one in _numbered(root):
        names = one.get("variable", "").split()
        one.set("variable", " ".join(sheet.number if name == "citation-number" else name for name in names))
    ElementTree.register_namespace("", NAMESPACE.strip("{}"))
    return ElementTree.tostring(root, encoding="unicode")


def _add_terms(root: Element, locale: str, others: str) -> None:
    """Puts into a style what its locale lacks or has wrong: "et al." of a language without a locale; the ordinals of
    editions in Cyrillic (2-е изд., 2-ге вид.); and in English entries of a list in another language no comma goes
    inside the quotation marks, for that order is American."""
    from xml.etree import ElementTree

    held = ElementTree.Element(NAMESPACE + "locale", {_csl.LANG: locale})
    if locale[:2] == "en" and (root.get("default-locale") or "en")[:2] != "en":
        ElementTree.SubElement(held, NAMESPACE + "style-options", {"punctuation-in-quote": "false"})
    told = next((text for code, text in _others(root).items() if code in (locale[:2], "")), "")
    bracketed = others and told.startswith("[") and told.endswith("]")  # as GOST has it: [и др.]
    found = {"et-al": f"[{others}]" if bracketed else others} if others else {}
    own = {term.get("name") for one in _of_language(root, locale) for term in one.iter(NAMESPACE + "term")}
    if "ordinal" not in own and (usual := words.get("bibliography.ordinal", locale[:2])):
        found |= {"ordinal": usual[0]}
        for n in (1, 2, 3):
            if special := words.get(f"bibliography.ordinal.{n}", locale[:2]):
                found |= {f"ordinal-{n:02d}": special[0], f"ordinal-{n + 10}": usual[0]}
    terms = ElementTree.SubElement(held, NAMESPACE + "terms") if found else None
    for name, text in found.items():
        if terms is not None:
            ElementTree.SubElement(terms, NAMESPACE + "term", name=name).text = text
    if len(held):
        at = next((n for n, one in enumerate(root) if one.tag in (NAMESPACE + "macro", NAMESPACE + "citation")), 0)
        root.insert(at, held)


def _of_language(root: Element, locale: str) -> list[Element]:
    """The terms that a style has for a locale or for every one."""
    return [one for one in root.findall(NAMESPACE + "locale") if one.get(_csl.LANG, locale)[:2] == locale[:2]]


def _numbered(root: Element) -> Iterator[Element]:
    """The elements that speak of the number, outside of the citations, whose order is not ours."""
    citation = root.find(NAMESPACE + "citation")
    own = {id(one) for one in citation.iter()} if citation is not None else set()
    for one in root.iter():
        if "citation-number" in (one.get("variable") or "").split() and id(one) not in own:
            yield one
