"""A style as one language needs it: CSL-M becomes plain CSL, and our GB/T 7714-2025 gets full-width signs for Chinese.

CSL-M (Juris-M, zotero-chinese) has a layout for each language and elements that plain engines do not know.
GB/T 7714-2025 (clause 6.2) prints its signs full-width, but for the full stop, the brackets and the slashes. Only the
style is changed, never what an entry says.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from polybib.bibliography._csl import LANG, NAMESPACE, parse, written

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

CSL_M = re.compile(r"<layout\s[^<>]*locale=|<institution\b|\bversion=\"1\.1mlz")
OURS = "urn:polybib:gb-t-7714-2025"
WIDE_LANGUAGES = ("zh", "ja")
WIDE = {", ": "，", ": ": "：", "; ": "；", "(": "（", ")": "）"}
AFFIXES = ("prefix", "suffix", "delimiter", "name-delimiter")
UNKNOWN = ("institution", "institution-part")  # elements of CSL-M that plain CSL does not have


@lru_cache(maxsize=64)
def for_language(xml: str, language: str = "", *, wide: bool = True) -> str:
    """The style that an engine runs for entries in a language; the same text where nothing has to be changed.

    With an empty language the layout without a locale is taken. `wide` tells whether ours prints full-width signs.

    >>> style = ('<style xmlns="http://purl.org/net/xbiblio/csl" version="1.1mlz1"><bibliography>'
    ...          '<layout locale="en de" suffix="."/><layout suffix="。"/></bibliography></style>')
    >>> "。" in for_language(style, "de-AT"), "。" in for_language(style, "zh-CN")
    (False, True)
    """
    spread = wide and OURS in xml and _primary(language) in WIDE_LANGUAGES
    if not spread and not CSL_M.search(xml):
        return xml
    root = parse(xml.encode(), "style")
    _flatten(root, language)
    if spread:
        _widen(root)
    return written(root)


def _primary(language: str) -> str:
    return re.split("[-_]", language.casefold())[0]


def _flatten(root: Element, language: str) -> None:
    """One layout for citations and one for the list, and no element that plain CSL does not have."""
    if "mlz" in root.get("version", ""):
        root.set("version", "1.0")
    for part in ("citation", "bibliography"):
        for section in root.iterfind(NAMESPACE + part):
            layouts = section.findall(NAMESPACE + "layout")
            kept = _layout(layouts, language)
            for layout in layouts:
                if layout is not kept:
                    section.remove(layout)
            if kept is not None:
                kept.attrib.pop("locale", None)
    for above in list(root.iter()):
        for child in list(above):
            if child.tag in (NAMESPACE + name for name in UNKNOWN):
                above.remove(child)


def _layout(layouts: list[Element], language: str) -> Element | None:
    """The layout of a language: of its full tag, of its first part, of another country of it (but for Chinese, which
    is written in two scripts), or the one without a locale, which stands last."""
    named = [(layout, (layout.get("locale") or "").casefold().split()) for layout in layouts]
    full, first = language.casefold(), _primary(language)
    for fits in (lambda one: one == full, lambda one: one == first, lambda one: _primary(one) == first != "zh"):
        for layout, tags in named:
            if first and any(fits(one) for one in tags):
                return layout
    plain = [layout for layout in layouts if not layout.get("locale")] or layouts
    return plain[-1] if plain else None


def _widen(root: Element) -> None:
    """Full-width signs in all that stands between the values; no space before a word such as 版."""
    for one in root.iter():
        for name in AFFIXES:
            if text := one.get(name):
                one.set(name, _wide(text))
        if one.get("term") and one.get("prefix") == " ":
            del one.attrib["prefix"]
    for locale in root.iterfind(NAMESPACE + "locale"):
        if _primary(locale.get(LANG, "zh")) not in WIDE_LANGUAGES:
            root.remove(locale)


def _wide(text: str) -> str:
    for half, full in WIDE.items():
        text = text.replace(half, full)
    return text
