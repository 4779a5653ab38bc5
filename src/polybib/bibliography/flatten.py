"""A style as one language needs it: CSL-M becomes plain CSL, and our GB/T 7714-2025 gets full-width signs for Chinese.

CSL-M (Juris-M, zotero-chinese) has a layout for each language and elements that plain engines do not know.
GB/T 7714-2025 (clause 6.2) prints its signs full-width, but for the full stop, the brackets and the slashes. Only the
style is changed, never what an entry says.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from polybib import words
from polybib.bibliography._csl import LANG, NAMESPACE, parse, written
from polybib.bibliography.languages import CYRILLIC

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

CSL_M = re.compile(r"<layout\s[^<>]*locale=|<institution\b|\bversion=\"1\.1mlz")
OURS = "urn:polybib:gb-t-7714-2025"
WIDE_LANGUAGES = ("zh", "ja")
WIDE = {", ": "，", ": ": "：", "; ": "；", "(": "（", ")": "）"}
LETTERS = {"Cyrl": "[\u0400-\u04ff]", "Hani": "[\u3040-\u30ff\u4e00-\u9fff]"}
ALIEN_TERM = re.compile("<term\\b[^<>]*>[^<>]*[\u0400-\u04ff\u3040-\u30ff\u4e00-\u9fff]")
HAN = ("zh", "ja", "ko")
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
    first = _primary(language)
    spread = wide and OURS in xml and first in WIDE_LANGUAGES
    alien = bool(language) and ALIEN_TERM.search(xml) is not None
    lent = words.get("bibliography.terms", first) if first else ()
    several = CSL_M.search(xml) is not None
    if not (spread or alien or lent or several):
        return xml
    root = parse(xml.encode(), "style")
    dropped = alien and _drop_alien(root, first)
    given = _lend(root, first, lent)
    if not (spread or dropped or given or several):
        return xml
    _flatten(root, language)
    if spread:
        _widen(root)
    return written(root)


def _primary(language: str) -> str:
    return re.split("[-_]", language.casefold())[0]


def _drop_alien(root: Element, language: str) -> bool:
    """Takes words out of the style's own locale that the language cannot have, such as и др. for English: then those of
    its locale are used. Whether there were any."""
    kind = "Cyrl" if language in CYRILLIC else "Hani" if language in HAN else "Latn"
    dropped = False
    for locale in root.iterfind(NAMESPACE + "locale"):
        if _primary(locale.get(LANG, language)) != language:
            continue
        for terms in locale.iterfind(NAMESPACE + "terms"):
            for term in list(terms):
                found = {name for name, letters in LETTERS.items() if re.search(letters, "".join(term.itertext()))}
                if found - {kind}:
                    terms.remove(term)
                    dropped = True
    return dropped


def _lend(root: Element, language: str, lent: tuple[str, ...]) -> bool:
    """Gives a style words that its engine lacks in a language, where it has none of its own: the Ukrainian locale of
    pandoc 3.9 is old, with "et al.", and вип. for volumes. Whether any were given."""
    own = set[tuple[str, str]]()
    for locale in root.iterfind(NAMESPACE + "locale"):
        if _primary(locale.get(LANG, language)) == language:
            own |= {(term.get("name", ""), term.get("form", "")) for term in locale.iter(NAMESPACE + "term")}
    held = ElementTree.Element(NAMESPACE + "terms")
    for one in lent:
        key, _, text = one.partition("=")
        name, _, form = key.partition(":")
        if (name, form) not in own:
            kind = {"name": name, "form": form} if form else {"name": name}
            ElementTree.SubElement(held, NAMESPACE + "term", kind).text = text
    if not len(held):
        return False
    locale = ElementTree.Element(NAMESPACE + "locale", {LANG: language})
    locale.append(held)
    at = next((n for n, one in enumerate(root) if one.tag in (NAMESPACE + "macro", NAMESPACE + "citation")), len(root))
    root.insert(at, locale)
    return True


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
