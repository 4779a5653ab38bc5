"""Titles with mark-up as plain text: JATS face mark-up, MathML, HTML and entities, as publishers deposit them.

Crossref: "Face markup" and "Including MathML in deposits" (its documentation names the elements). Only these elements
are taken out; anything else between angle brackets ("p < 0.05", "<script>") is text and stays.
"""

from __future__ import annotations

import html
import re
from functools import cache

FACE = frozenset(
    """i b u em strong sub sup inf sc scp small italic bold underline ovl overline strike tt font span p br div a
    monospace roman sans-serif math inline-formula disp-formula alternatives xref named-content styled-content
    ext-link email title jats mi mo mn ms mtext mspace mrow msup msub msubsup mfrac msqrt mroot mover munder munderover
    mstyle mfenced semantics mtable mtr mtd mmultiscripts mprescripts none mpadded mphantom menclose""".split()
)
ITALIC = frozenset(("i", "em", "italic", "b", "bold", "strong"))
GONE = frozenset(("tex-math", "annotation", "annotation-xml", "fn"))  # what is said again in another notation, notes
LONGEST = 20_000  # of a title; what is longer is no title


def plain(text: object) -> str:
    """A title as plain text; what is no text is none.

    >>> plain("Al<sub>2</sub>O<sub>3</sub> &amp; <i>C. elegans</i>\\n  ."), plain("p &lt; 0.05 <script>")
    ('Al2O3 & C. elegans.', 'p < 0.05 <script>')
    >>> plain("between<i>Chlamydia</i>Infection"), plain("ANEMIA&lt;subtitle&gt;With ACTH&lt;/subtitle&gt;"), plain(1)
    ('between Chlamydia Infection', 'ANEMIA: With ACTH', '')
    """
    if not isinstance(text, str):
        return ""
    found = text[:LONGEST]
    for _ in range(2):  # some deposits are escaped twice
        found = _bare(found) if "<" in found else found
        found = _entity().sub(_character, found) if "&" in found else found
    found = _bare(found) if "<" in found else found
    return " ".join(found.replace("\u200b", "").split())


def _character(match: re.Match[str]) -> str:
    return html.unescape(match[0])


@cache
def _entity() -> re.Pattern[str]:
    return re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")


@cache
def _tag() -> re.Pattern[str]:
    return re.compile(r"<(/?)([A-Za-z][\w.:-]{0,40})((?:\s[^<>]{0,500})?)/?>")


def _bare(text: str) -> str:
    """A text without the elements; spaces that only stand around them go, those that were lost with them come."""
    out: list[str] = []
    at, skipping, math, inner = 0, "", False, 0
    for match in _tag().finditer(text):
        name = match[2].lower()
        known = name.startswith("mml:") or name.removeprefix("jats:") in FACE | GONE | {"subtitle"}
        name = name.removeprefix("mml:").removeprefix("jats:")
        if not known or (skipping and name != skipping):
            continue
        if not skipping:
            piece = text[at : match.start()]
            out.append(piece.strip() if math else piece)
        at = match.end()
        if name == "math":
            math = not match[1]
            out.append(" " if _meets(out, text, at, closing=not math) else "")
        if name in GONE:
            skipping = "" if match[1] else name
        elif not math:
            out.append(_between(out, text, at, name, inner if match[1] else -1))
        inner = inner if match[1] else len(out)
    out.append(text[at:])
    return _wrapped().sub(r"\1", "".join(out)).replace("\x00", "")


def _between(out: list[str], text: str, at: int, name: str, inner: int) -> str:
    """What stands for an element: a space where one was lost, a sign where the text is only broken into lines."""
    if name == "subtitle":
        return ": " if inner < 0 else ""
    if name in ("br", "p", "div") or (name in ITALIC and _glued(out, text, at, inner)):
        return " "
    return "\x00" if "\n" in text[at : at + 1] or "\n" in (out[-1][-1:] if out else "") else ""


@cache
def _wrapped() -> re.Pattern[str]:
    """Spaces of a line break at an element, before a sign that follows a word or after one that precedes it."""
    return re.compile(r"(?:(?<=[(\[])\s{1,200}\x00?\s{0,200}(?=\S)|\s{0,200}\x00\s{0,200}(?=[.,;:!?)\]\-]))()")


def _glued(out: list[str], text: str, at: int, inner: int) -> bool:
    """Do words meet at an element, their space lost? Before a capitalised word, or behind several words in italics."""
    before = next((part for part in reversed(out) if part), "")[-2:]
    after = text[at : at + 4]
    if inner < 0:
        small = len(before) == 2 and before.isalpha() and before.islower() and before.isascii()
        return (small or before[-1:] in (",", ";", ":")) and len(after) == 4 and after.isalpha() and after.istitle()
    several = " " in "".join(out[inner:]).strip() or after.istitle()
    return several and before[-1:].isalpha() and len(after) == 4 and after[:2].isalpha()


def _meets(out: list[str], text: str, at: int, *, closing: bool) -> bool:
    """Do a word and a formula meet, the space between them lost?"""
    before = "".join(out[-3:])[-2:]
    return text[at : at + 4].isalpha() and len(text) > at + 4 if closing else len(before) == 2 and before.islower()
