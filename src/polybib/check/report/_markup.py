"""HTML built of elements: every text is escaped, so nothing that comes from outside is ever mark-up."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from polybib.formats._text import visible

VOID = frozenset(("rect", "br", "input"))


class Html(str):
    """Text that is mark-up already."""

    __slots__ = ()


Child = str | None


def element(name: str, *children: Child, **attributes: str | int | bool | None) -> Html:
    """An element. Texts are escaped, `Html` is not; an attribute that is None or False is left out, "_" is "-".

    >>> element("p", "a < b", element("b", "!"), class_="x", data_id='"', hidden=True, lang=None)
    '<p class="x" data-id="&quot;" hidden>a &lt; b<b>!</b></p>'
    """
    opened = "".join(_attributes(attributes))
    if name in VOID:
        return Html(f"<{name}{opened}>" if name != "rect" else f"<{name}{opened}/>")
    return Html(f"<{name}{opened}>{''.join(map(text, children))}</{name}>")


def _attributes(attributes: dict[str, str | int | bool | None]) -> Iterator[str]:
    for name, value in attributes.items():
        shown = name.rstrip("_").replace("_", "-")
        if value is True:
            yield f" {shown}"
        elif value is not None and value is not False:
            yield f' {shown}="{escape(_visible(str(value)))}"'


def text(child: Child) -> Html:
    r"""A text escaped, its control characters (those that reorder a line, too) made visible; mark-up as it is.

    >>> text("<script>\x1b"), text(Html("<b>"))
    ('&lt;script&gt;\\x1b', '<b>')
    """
    if isinstance(child, Html):
        return child
    return Html(escape(_visible(child), quote=False)) if child else Html()


def _visible(whole: str) -> str:
    return whole if whole.isprintable() else visible(whole)


def join(*children: Child) -> Html:
    """Elements one after the other."""
    return Html("".join(map(text, children)))
