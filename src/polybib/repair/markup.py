"""HTML and JATS mark-up in a reference: entities and tags."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from polybib.repair.draft import Edit, Fix, Mark, swap

_EMPHASIS = frozenset(["i", "em", "b", "strong", "italic", "bold"])
_PLAIN = frozenset(["sup", "sub", "sc", "small", "u", "span", "font", "underline", "cite"])


@cache
def _pattern(name: str) -> re.Pattern[str]:
    tags = "|".join(sorted(_EMPHASIS | _PLAIN | {"br"}, key=len, reverse=True))
    return re.compile(
        {
            "entity": r"&(?:amp;)*(?P<name>#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});",
            "tag": rf"<(?P<close>/?)(?P<name>{tags})(?:\s[^<>\n]{{0,200}})?(?P<void>/?)>",
            "anchor": r"<a\s[^<>]{0,300}?href\s{0,9}=\s{0,9}[\"']?(?P<url>[^\"'<>\s]{1,2000})[\"']?[^<>]{0,200}>"
            r"(?P<text>[^<>]{0,2000})</a\s{0,9}>",
        }[name],
        re.IGNORECASE,
    )


def entities(text: str, known: Collection[str] = ()) -> Iterator[Fix]:
    """Character references of HTML, also when they were escaped more than once.

    >>> [edit.text for fix in entities("R&amp;amp;D &#8211; AT&T") for edit in fix.edits]
    ['&', '–']
    """
    from html.entities import html5

    for found in _pattern("entity").finditer(text):
        name = found["name"]
        if name[0] == "#":
            code = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
            char = chr(code) if 0x20 <= code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else ""
        else:
            char = html5.get(name + ";", "")
        if char:
            yield swap(found.start(), found.end(), char)


def tags(text: str, known: Collection[str] = ()) -> Iterator[Fix]:
    """Paired tags of emphasis and of raised or small type; a line break becomes a space; an unpaired tag stays.

    >>> [mark[1:] for fix in tags("<i>Nature</i> and <R>") for mark in fix.marks]
    [(3, 9)]
    """
    open_tags: dict[str, list[re.Match[str]]] = {}
    for found in _pattern("tag").finditer(text):
        name = found["name"].lower()
        if name == "br":
            yield swap(found.start(), found.end(), " ")
        elif not found["close"]:
            if not found["void"]:
                open_tags.setdefault(name, []).append(found)
        elif open_tags.get(name):
            opener = open_tags[name].pop()
            marks = (Mark("emphasis", opener.end(), found.start()),) if name in _EMPHASIS else ()
            yield Fix((Edit(*opener.span(), ""), Edit(*found.span(), "")), marks)


def anchors(text: str, known: Collection[str] = ()) -> Iterator[Fix]:
    """`<a href="url">text</a>`: the text and the target, or the target alone where the text is that address."""
    from polybib.repair.links import is_address, same_address

    for found in _pattern("anchor").finditer(text):
        if not is_address(found["url"]):
            continue
        start, end = found.span("url")
        if same_address(found["text"], found["url"]):
            yield Fix((Edit(found.start(), start, ""), Edit(end, found.end(), "")), (Mark("link", start, end),))
        else:
            tail = found.end("text")
            yield Fix((Edit(found.start(), found.start("text"), ""), Edit(tail, found.end(), " " + found["url"])))
