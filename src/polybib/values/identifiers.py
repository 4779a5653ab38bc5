"""DOI, URL, arXiv, ISBN, ISSN, PMID, PMCID and CSTR in running text.

Sources: DOI Handbook 2.2 (syntax) and Crossref's "10.prefix/suffix"; RFC 3986; ISO 2108 and ISO 3297 (check digits);
arXiv identifiers since and before April 2007; GB/T 7714-2025 (CSTR); formats.md 0.5, 5.5 and 7.19-20. Identifiers
never hold a blank; what OCR broke is mended by `repair`. Each kind has a literal that must stand in the text before it
is looked for (_identifier_patterns).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple
from urllib.parse import unquote

from polybib import words
from polybib.values._identifier_patterns import LITERALS, MASK, TLDS, WIDE, pattern


class Found(NamedTuple):
    """An identifier in a text: kind (doi, url, arxiv, isbn, issn, pmid, pmcid, cstr; "isbn?" and "issn?" where the
    check digit is wrong), value, where it stands, and where it stands with its label and brackets ("DOI: <...>")."""

    kind: str
    value: str
    start: int
    end: int
    outer_start: int
    outer_end: int


def find(text: str) -> list[Found]:
    """Every identifier of a text in order; an arXiv number inside a URL follows the URL that holds it.

    A link to doi.org is a DOI, not a URL. A DOI inside another URL is a part of it. Values are without escapes, in the
    printed letter case, without the punctuation that follows.

    >>> [(f.kind, f.value) for f in find("DOI: [https://doi.org/10.1016/S2589-7500\\\\(20\\\\)30142-4].")]
    [('doi', '10.1016/S2589-7500(20)30142-4')]
    >>> [(f.kind, f.value) for f in find("URL: http://fa.ru/4(28)/4.html (дата: 01.02.2020). ISBN 978-5-93286-181-3")]
    [('url', 'http://fa.ru/4(28)/4.html'), ('isbn', '978-5-93286-181-3')]
    """
    plain = text if text.isascii() else text.translate(WIDE)
    lower = plain.lower()
    found: list[Found] = []
    if "://" in lower or "www." in lower:
        found += _urls(plain)
    if "10." in lower:
        found = _merged(found, _dois(plain, found))
    if "." in plain:
        found = _merged(found, _bare(plain, found))
    more: list[Found] = []
    for kind, literals in LITERALS.items():
        if any(literal in lower for literal in literals):
            more += _others(plain, kind, found)
    return _merged(found, more) if more else found


def _merged(found: list[Found], more: Iterable[Found]) -> list[Found]:
    return sorted([*found, *more], key=lambda f: (f.start, -f.end))


def mask(text: str, found: Iterable[Found], fill: str = MASK) -> str:
    """The text with every identifier covered, in the same length, so that no other pattern looks into it.

    >>> mask("doi:10.1/2 x", [Found("doi", "10.1/2", 4, 10, 0, 10)], fill="#")
    'doi:###### x'
    """
    parts, at = [], 0
    for item in sorted(found, key=lambda f: f.start):
        start = max(item.start, at)
        if item.end > start:
            parts += [text[at:start], fill * (item.end - start)]
            at = item.end
    return "".join(parts) + text[at:]


def doi(text: str) -> str:
    """The first DOI of a text, "" where there is none.

    >>> doi("doi:https://doi.org/10.31826/jlr-2016-133-404."), doi("doi:")
    ('10.31826/jlr-2016-133-404', '')
    """
    return next((f.value for f in find(text) if f.kind == "doi"), "")


def url(text: str) -> str:
    """The first URL of a text, a domain without http included, "" where there is none.

    >>> url("Режим доступа: <http://www.ruthenia.ru/logos/10.htm>. – Загл. с экрана"), url("www.statsoft.com.")
    ('http://www.ruthenia.ru/logos/10.htm', 'www.statsoft.com')
    """
    return next((f.value for f in find(text) if f.kind == "url"), "")


def isbn_valid(text: str) -> bool:
    """Whether the check digit of an ISBN of ten or thirteen digits is right (ISO 2108).

    >>> isbn_valid("5-93286-181-X"), isbn_valid("978-7-5620-2576-4"), isbn_valid("978-7-5620-2576-5")
    (False, True, False)
    """
    digits = [10 if c in "XxХх" else int(c) for c in text if c.isdigit() or c in "XxХх"]
    if len(digits) == 10 and 10 not in digits[:9]:
        return sum((10 - i) * d for i, d in enumerate(digits)) % 11 == 0
    return len(digits) == 13 and 10 not in digits and sum((1, 3)[i % 2] * d for i, d in enumerate(digits)) % 10 == 0


def issn_valid(text: str) -> bool:
    """Whether the check digit of an ISSN is right (ISO 3297).

    >>> issn_valid("0028-0836"), issn_valid("0028-0837")
    (True, False)
    """
    digits = [10 if c in "XxХх" else int(c) for c in text if c.isdigit() or c in "XxХх"]
    return len(digits) == 8 and 10 not in digits[:7] and sum((8 - i) * d for i, d in enumerate(digits)) % 11 == 0


def _clean(value: str) -> str:
    value = pattern("escape").sub(r"\1", value) if "\\" in value else value
    return value.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">") if "&" in value else value


def _trim(text: str, start: int, end: int) -> int:
    """Where an identifier ends: before a bracket that nothing closes, without final signs and foreign brackets."""
    unclosed: list[int] = []
    foreign = 0
    for match in pattern("bracket").finditer(text, start, end):
        if match.group() in _CLOSED_BY:
            unclosed.append(match.start())
        elif unclosed and _CLOSED_BY[text[unclosed[-1]]] == match.group():
            unclosed.pop()
        else:
            foreign += 1
    end = min([end, *unclosed[:1]])
    while end > start:
        c = text[end - 1]
        if c in ")]}" and foreign:
            foreign -= 1
        elif c not in ".,;:!?'\"*\\·|`":
            break
        end -= 1
    return end


_CLOSED_BY = {"(": ")", "[": "]", "{": "}", "<": ">"}


def _found(kind: str, value: str, text: str, start: int, end: int, label: str) -> Found:
    """A find with the labels before it ("Режим доступа: URL: <") and the brackets that close what these opened."""
    outer, opened = start, ""
    for _ in range(4):
        window = text[max(0, outer - 60) : outer]
        bare = window.rstrip(" \t:：=<([{")
        word = _label(bare, label)
        if not word:
            break
        gap = window[len(bare) :]
        opened = "".join(c for c in gap if c in _CLOSED_BY) + opened
        outer -= len(gap) + len(word)
    if outer == start:
        while start - outer < 3 and text[outer - 1 : outer] in ("<", "(", "[", "{"):
            outer -= 1
            opened = text[outer] + opened
    last = end
    for bracket in reversed(opened):
        last += text.startswith(_CLOSED_BY[bracket], last)
    return Found(kind, value, start, end, outer, last)


def _label(before: str, kind: str) -> str:
    """The longest label that the text ends in, "" where it ends in none."""
    folded = before.casefold()
    words_before = folded.rsplit(None, 1)
    for label in _labels(kind).get(words_before[-1].lstrip("([<.-–—") if words_before else "", ()):
        if folded.endswith(label) and not folded[: -len(label)][-1:].isalpha():
            return label
    return ""


@cache
def _labels(kind: str) -> dict[str, tuple[str, ...]]:
    """The labels of a kind by their last word, the longest first."""
    table: dict[str, list[str]] = {}
    for label in sorted(
        {"doi", *words.get("doi-label"), *(words.get("url-label") if kind == "url" else ())}, key=lambda w: (-len(w), w)
    ):
        table.setdefault(label.casefold().rsplit(None, 1)[-1], []).append(label.casefold())
    return {last: tuple(labels) for last, labels in table.items()}


def _holder(start: int, found: list[Found]) -> Found | None:
    """The find that covers a position; `found` is in order."""
    at = bisect_right(found, start, key=lambda f: f.start) - 1
    return found[at] if at >= 0 and start < found[at].end else None


def _urls(text: str) -> Iterator[Found]:
    at = 0
    while match := pattern("url").search(text, at):
        start = at = match.start()
        host = pattern("doi.host").match(text, start)
        inner = pattern("doi").match(text, host.end()) if host else None
        if inner:
            item = _doi(text, inner, start, encoded=True)
        else:
            cut = pattern("url.end").search(text, start + 8, match.end())
            end = _trim(text, start, cut.start() if cut else match.end())
            value = _clean(text[start:end])
            item = _found("url", value, text, start, end, "url")
        if len(item.value) > 7 and (inner or any(c.isalnum() for c in item.value[7:])):
            yield item
        at = max(item.end, start + 4)


def _doi(text: str, match: re.Match[str], start: int, *, encoded: bool) -> Found:
    cut = pattern("doi.end").search(text, match.start("rest"), match.end())
    end = _trim(text, match.start(), cut.start() if cut else match.end())
    value = _clean(text[match.start() : end]).rstrip("/")
    return _found("doi", unquote(value) if encoded or "%2f" in value.lower() else value, text, start, end, "doi")


def _dois(text: str, urls: list[Found]) -> Iterator[Found]:
    at = 0
    while match := pattern("doi").search(text, at):
        holder = _holder(match.start(), urls)
        if holder:
            at = max(holder.end, match.start() + 3)
            continue
        host = next(
            (
                h.start()
                for h in pattern("doi.host").finditer(text, max(0, match.start() - 24), match.start() + 3)
                if h.end() == match.start()
            ),
            match.start(),
        )
        found = _doi(text, match, host, encoded=host < match.start())
        if found.end > match.start("rest"):
            yield found
        at = max(found.end, match.start() + 3)


def _bare(text: str, found: list[Found]) -> Iterator[Found]:
    """Domains without http: only with a path, or right after a word such as "URL:"."""
    for match in pattern("bare").finditer(text):
        if match["tld"].lower() in TLDS and not _holder(match.start(), found):
            end = _trim(text, match.start(), match.end())
            item = _found("url", _clean(text[match.start() : end]), text, match.start(), end, "url")
            labelled = item.outer_start < item.start and text[item.outer_start : item.start].rstrip().endswith(
                (":", "：", "<", "(")
            )
            if (len(match["path"]) > 2 and match["path"][1].isalnum()) or (
                labelled and text[item.outer_start].isalpha()
            ):
                yield item


def _others(text: str, kind: str, found: list[Found]) -> Iterator[Found]:
    for match in pattern(kind).finditer(text):
        start, end = match.span("id")
        holder = _holder(start, found)
        if holder and not (holder.kind == "url" and kind in ("arxiv", "cstr")):
            continue
        if kind == "cstr":
            end = min(_trim(text, start, end), holder.end if holder else end)
        value, named = text[start:end], kind
        if kind in ("isbn", "issn"):
            value = value.replace("–", "-").replace("Х", "X").replace("х", "x").strip()
            digits = sum(c.isdigit() or c in "Xx" for c in value)
            good = isbn_valid(value) if kind == "isbn" else issn_valid(value)
            if not good and (match.start() == start or (kind == "isbn" and digits not in (9, 10, 13))):
                continue
            named = kind if good else f"{kind}?"
        elif kind == "pmcid":
            value = value.upper()
        yield Found(named, value, start, end, match.start() if not holder else start, end)
