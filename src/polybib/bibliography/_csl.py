"""CSL read safely: no document type, no entities, nothing huge, no macro that calls itself; and what a style tells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from xml.etree import ElementTree
from xml.parsers import expat

from polybib.errors import InputError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NAMESPACE = "{http://purl.org/net/xbiblio/csl}"
LARGEST = 2 * 1024 * 1024  # the largest style of the CSL repository has a quarter of a megabyte
DEEPEST = 100  # elements within elements; real styles have about 20
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def parse(data: bytes, where: str) -> Element:
    """The root of a CSL style. A document type is refused, and so are entities, for CSL needs neither (CSL 1.0.2).

    >>> parse(b'<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"/>', "x.csl").get("version")
    '1.0'
    >>> parse(b'<!DOCTYPE style [<!ENTITY a "b">]><style/>', "x.csl")
    Traceback (most recent call last):
    polybib.errors.InputError: x.csl: the style has a document type, which CSL does not need (remove the DOCTYPE)
    """
    if len(data) > LARGEST:
        step = "a CSL style has at most some 250 KB; is this the right file?"
        raise InputError(f"the style is larger than {LARGEST // 1024**2} MB", where=where, next_step=step)
    _refuse_types(data, where)
    root = ElementTree.fromstring(data)
    if root.tag != NAMESPACE + "style":
        raise InputError("this is no CSL style", where=where, next_step="its first element must be <style> of CSL 1.0")
    _refuse_circles(root, where)
    return root


def _refuse_types(data: bytes, where: str) -> None:
    """Raises where the file is broken, deep, or has a document type."""
    depth = 0

    def doctype(*_: object) -> None:
        step = "remove the DOCTYPE"
        raise InputError("the style has a document type, which CSL does not need", where=where, next_step=step)

    def start(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise InputError("the elements of the style are too deep", where=where, next_step="is this a CSL style?")

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler, parser.StartElementHandler, parser.EndElementHandler = doctype, start, end
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        step = "get the style anew, or check it at validator.citationstyles.org"
        raise InputError(f"the style is broken XML: {error}", where=where, next_step=step) from None


def macros(root: Element) -> dict[str, Element]:
    """The macros of a style by name."""
    return {one.get("name", ""): one for one in root.iter(NAMESPACE + "macro")}


def _calls(part: Element) -> set[str]:
    """The macros that a part of a style calls, as text or as a sort key."""
    return {name for one in part.iter() if (name := one.get("macro"))}


def _refuse_circles(root: Element, where: str) -> None:
    """Raises where a macro calls itself, or one that is not there: engines hang or fail on both."""
    graph = {name: _calls(part) for name, part in macros(root).items()}
    called = set().union(*graph.values(), _calls(root))
    if lost := sorted(called - graph.keys()):
        raise InputError(f"the style calls the macro {lost[0]!r}, which it does not have", where=where)
    left = dict(graph)
    while ready := {name for name, calls in left.items() if not calls & left.keys()}:
        left = {name: calls for name, calls in left.items() if name not in ready}
    if left:
        raise InputError(f"the macro {min(left)!r} of the style calls itself", where=where, next_step="mend the style")


def reach(root: Element, part: Element) -> Iterator[Element]:
    """All elements of a part of a style, with those of the macros that it calls, each macro once."""
    known, todo, seen = macros(root), [part], set[str]()
    while todo:
        one = todo.pop()
        yield from one.iter()
        fresh = _calls(one) - seen
        seen |= fresh
        todo += [known[name] for name in sorted(fresh)]


def settle(root: Element) -> bool:
    """Names of which a style says nothing but their label get an empty <name/> before it: without it pandoc writes the
    label first, though it stands last ("Names", CSL 1.0.2). Whether anything was changed."""
    changed = False
    for names in root.iter(NAMESPACE + "names"):
        if names.find(NAMESPACE + "label") is not None and names.find(NAMESPACE + "name") is None:
            names.insert(0, ElementTree.Element(NAMESPACE + "name"))
            changed = True
    return changed


def written(root: Element) -> str:
    """A style as text."""
    ElementTree.register_namespace("", NAMESPACE[1:-1])
    return ElementTree.tostring(root, encoding="unicode")


def info(root: Element, name: str) -> str:
    """The text of an element of <info>, such as its title."""
    return " ".join((root.findtext(f"{NAMESPACE}info/{NAMESPACE}{name}") or "").split())


def parent(root: Element) -> str:
    """The id of the style that a dependent style stands for, or nothing (CSL 1.0.2, "File Types").

    >>> parent(parse(b'<style xmlns="http://purl.org/net/xbiblio/csl"><info><link rel="independent-parent" '
    ...              b'href="http://www.zotero.org/styles/nature"/></info></style>', "x.csl"))
    'nature'
    """
    for link in root.iterfind(f"{NAMESPACE}info/{NAMESPACE}link"):
        if link.get("rel") == "independent-parent":
            return link.get("href", "").rstrip("/").rpartition("/")[2]
    return ""


def citation_format(root: Element) -> str:
    """What the category says: numeric, author-date, author, note or label; or nothing."""
    for category in root.iterfind(f"{NAMESPACE}info/{NAMESPACE}category"):
        if found := category.get("citation-format"):
            return found
    return ""


def numbered(root: Element) -> bool:
    """Whether the entries of the list begin with their number."""
    part = root.find(NAMESPACE + "bibliography/" + NAMESPACE + "layout")
    return part is not None and any(one.get("variable") == "citation-number" for one in reach(root, part))
