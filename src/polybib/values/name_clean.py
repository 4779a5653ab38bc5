"""A list of names without what is no name: roles, "et al.", affiliations, the forms in original script.

A bracket leaves a mark (a private-use character) where it stood, so that its commas do not divide a name and a body can
have it back: "Ministério da Saúde (Brasil)".
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from polybib import words
from polybib.model import Issue

from . import han_names, name_bodies
from .name_words import (
    and_pattern,
    and_words,
    edge_words,
    et_al,
    first_word,
    is_phrase,
    last_word,
    lead_end,
    leading,
    nobody,
    opening_words,
    roles,
    split,
    trailing,
    unsigned,
)

EDGES = " \t,;:/|\\—–*†‡§•=_…"
_FOLD: dict[int, int | str | None] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD |= {ord(c): " " for c in "\u3000\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\t\n\r\f\v"}
_FOLD |= {ord(c): None for c in "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"}
_FOLD |= {ord(a): b for a, b in zip("〔〕【】｟｠〖〗،؛‑", "[][]()[],;-", strict=True)}
_MARK, _MARKS = 0xE000, 6000
_CLOSE = {"(": ")", "[": "]", "{": "}"}
_GAPS = re.compile(r"\s+(?=[.,;:](?:\s|$|[.,;:]))")
_JOINED = re.compile(r"(?<=[^\W\d_]\.)\s?(?:(-)\s?(?=[^\W\d_]\.)|([a-z]{2,3})\s)")
_BRACKET = re.compile(r"(\s*)[(\[{]([^()\[\]{}]*)[)\]}]")
_LATIN_WORD = re.compile(r"[^\W\d_\u2e80-\U0003134f]{2,}")
_DATES = re.compile(r",?\s*(?:\b[0-9]{4}\s?[-–—]\s?(?:[0-9]{2,4}\b)?|\bb\. [0-9]{4}\b)")
_INITIALS = re.compile(r"(?:[^\W\d_]\.[-\s]?){1,4}")
_DIGIT, _OPEN = re.compile("[0-9]"), re.compile(r"[(\[{]")
_MARKED = re.compile("[\ue000-\uf8ff]")


class Cleaned(NamedTuple):
    """parts: (script, text), script "han", "western" or "literal"; brackets: what stood in them; country: a
    nationality before the first name."""

    parts: tuple[tuple[str, str], ...]
    et_al: bool = False
    originals: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()
    brackets: tuple[str, ...] = ()
    country: str = ""

    def restore(self, text: str) -> str:
        """The text of a body with its brackets again."""
        if text.isascii():
            return text
        marks = range(_MARK, _MARK + len(self.brackets))
        return "".join(self.brackets[ord(c) - _MARK] if ord(c) in marks else c for c in text).strip()


class _Bracketed(NamedTuple):
    text: str
    kept: tuple[str, ...] = ()
    originals: tuple[str, ...] = ()
    et_al: bool = False
    country: str = ""


def unmarked(text: str) -> str:
    """Without the marks of brackets."""
    return text if text.isascii() else _MARKED.sub("", text).strip()


def fold(text: str) -> str:
    """Full-width forms, spaces and zero-width characters in their plain form.

    >>> fold("张　伟，ＷＡＮＧ Ｌ ．")
    '张 伟,WANG L.'
    """
    if not text.isascii():
        text = text.translate(_FOLD)
    return _GAPS.sub("", " ".join(text.split()))


def clean(text: str) -> Cleaned:
    """What a list of names says, without roles, titles and "et al.".

    >>> clean("ed. by F.-W. von Herrmann et al.").parts, clean("Hu Dayong (胡大勇), 等").originals
    ((('western', 'F.-W. von Herrmann'),), ('胡大勇',))
    """
    printed = text
    text = _JOINED.sub(_apart, _unwrap(fold(text).strip(EDGES)))
    cjk = han_names.CJK.search(text) is not None
    text, more = trim(text, cjk)
    if not text:
        return Cleaned((), more)
    if cjk or first_word(text) in opening_words():
        if is_phrase(text, nobody()):
            return Cleaned((), more, issues=(Issue("anonymous", f"no author is named: {text}"),))
        if split(text) in unsigned():
            issue = Issue("anonymous", f"the author is not named: {text}")
            return Cleaned((("literal", text.rstrip(".")),), more, issues=(issue,))
    if cjk and all(word.casefold() in _small_words() for word in _LATIN_WORD.findall(text)):
        return Cleaned((("han", _han_text(text, printed)),), more)
    if _DIGIT.search(text):
        text = _DATES.sub("", text)
    found = _brackets(text)
    text, again = trim(found.text, False)
    more = more or found.et_al or again
    parts, originals = [("western", text)] if text else [], list(found.originals)
    if cjk and han_names.CJK.search(text):
        parts, extra = _mixed(text, bool(originals))
        originals += extra
    return Cleaned(tuple(parts), more, tuple(originals), (), found.kept, found.country)


@cache
def _small_words() -> frozenset[str]:
    """The Latin words that may stand in a list of names in characters."""
    return and_words() | edge_words()[0] | edge_words()[1] | {"in"}


def _apart(match: re.Match[str]) -> str:
    """ "M. A.and X" and "J. -B." as they should be."""
    if match[1]:
        return match[1]
    return f" {match[2]} " if match[2] in and_words() else match[0]


def _han_text(text: str, printed: str) -> str:
    """A list in characters without a Latin "In:"; the brackets as they were printed."""
    end = lead_end(text)
    text = text[end:].lstrip(EDGES)
    if "（" in printed and "(" not in printed:
        return text.replace("(", "（").replace(")", "）")
    return text


def _unwrap(text: str) -> str:
    """Brackets round the whole text, and those that have no partner at its ends."""
    text = text.rstrip(EDGES + "([{")
    for _ in range(4):
        if not text or text[0] not in _CLOSE:
            break
        close = text.find(_CLOSE[text[0]], 1)
        if close < 0:
            text = text[1:].strip(EDGES) if any(c in text for c in ")]}") else text.lstrip(EDGES + "([{")
        elif close >= len(text) - 2 and len(text) > 8 and not text[close + 1 :].strip(" ."):
            text = text[1:close].strip(EDGES)
        else:
            break
    if text and text[-1] in ")]}" and "([{"[")]}".index(text[-1])] not in text:
        text = text[:-1].rstrip(EDGES)
    return text


def trim(text: str, cjk: bool) -> tuple[str, bool]:
    """Without roles and "et al." at both ends; was there an "et al."?"""
    more = False
    for _ in range(6):
        before = text
        if cjk:
            text, said = han_names.without_roles(text)
            more |= said
        if last_word(text) in edge_words()[1]:
            end = trailing(text, et_al(), small=True)
            if end < len(text) and text[:end].strip(EDGES):
                text, more = text[:end].rstrip(EDGES), True
            end = trailing(text, roles())
            if end < len(text) and text[:end].strip(EDGES):
                text = text[:end].rstrip(EDGES)
        if first_word(text) in edge_words()[0]:
            text = _without_lead(text)
        if text == before:
            break
    return text.strip(EDGES), more


def _without_lead(text: str) -> str:
    """Without "In:" and roles before the first name."""
    text = text[lead_end(text) :].lstrip(EDGES)
    at = leading(text, roles())
    if at and " " not in text[:at].strip() and not set(text[:at]) & set(".:") and name_bodies.weight(text[:at])[0]:
        return text  # "Organização Mundial da Saúde"
    for _ in range(8):
        if not 0 < at < len(text):
            break
        text = text[at:].lstrip(EDGES)
        joined = and_pattern().match(text)
        if joined and leading(text, roles(), joined.end()) > joined.end():
            text = text[joined.end() :].lstrip(EDGES)
        at = leading(text, roles())
    return text[3:] if text[:3] == "by " else text


def _brackets(text: str) -> _Bracketed:
    """The text with marks for its brackets, and what stood in them."""
    kept: list[str] = []
    originals: list[str] = []
    said = {"et al": False, "country": ""}

    def replace(match: re.Match[str]) -> str:
        space, inner = match[1], match[2].strip()
        if han_names.CJK.search(inner):
            if not match.start() and inner in words.get("nationality"):
                said["country"] = inner
                return ""
            trimmed, more = han_names.without_roles(inner)
            said["et al"] = said["et al"] or more
            originals.extend("".join(part.split()) for part in han_names.parts(trimmed))
        elif is_phrase(inner, et_al()):
            said["et al"] = True
        elif _INITIALS.fullmatch(inner):  # Amand (M.)
            return " " + inner
        elif not space and inner.islower() and inner.isalpha() and text[match.start() - 1 : match.start()].isupper():
            return inner  # J[ohn]
        elif inner and not is_phrase(inner, roles()) and len(kept) < _MARKS:
            kept.append(match[0][len(space) :])
            return space + chr(_MARK + len(kept) - 1)
        return ""

    if not _OPEN.search(text):
        return _Bracketed(text)
    text = re.sub(r"[()\[\]{}]", " ", _BRACKET.sub(replace, text)).strip(EDGES)
    return _Bracketed(text, tuple(kept), tuple(originals), bool(said["et al"]), str(said["country"]))


def _mixed(text: str, known: bool) -> tuple[list[tuple[str, str]], list[str]]:
    """Latin letters and characters in one list: names with their originals beside them, or names of both scripts."""
    items = [item for item in re.split("[,;、]", and_pattern().sub(",", text)) if item.strip()]
    both = known or any(han_names.CJK.search(i) and _LATIN_WORD.search(i) for i in items)
    if both:
        originals = ["".join(p.split()) for run in han_names.RUN.findall(text) for p in han_names.parts(run)]
        rest = re.sub(r"[,;\s]+(?=[,;]|$)", "", han_names.RUN.sub(" ", text))
        return [("western", " ".join(rest.split()))], originals
    out: list[tuple[str, str]] = []
    for item in items:
        script = "han" if han_names.CJK.search(item) else "western"
        if script == "han" and han_names.is_role(item.strip()):
            continue
        if out and out[-1][0] == script:
            out[-1] = (script, f"{out[-1][1]}, {item.strip()}")
        else:
            out.append((script, item.strip()))
    return out, []
