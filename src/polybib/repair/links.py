"""Markdown links: the target wins over a text that is the same address; other text stays, and the target follows it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from polybib.repair.draft import Edit, Fix, Mark

_LONG = 2000  # a longer target is no address


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(
        {
            "address": r"\s*(?:https?\s?:|ftp\s?:|www\s?\.|doi\s?:|(?:dx\.)?doi\.org/|10\.\d{4,9}/)\s?\S",
            "dropped": r"(?:#|mailto:|javascript:)",
            "bound": r"\\\S|[()]|\](?=\()|[<>\n]|[ ](?=[\"'()]|$)",
            "title": r"\s+(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}')\s*",
            "auto": r"<(?:url:\s?)?(?P<url>[^<>]{4,2000})>",
            "continued": r"(?!(?:https?|www)\b)(?=[^/.=_\d-]{0,200}[/.=_\d-])[A-Za-z0-9%~_?&=#./:+-]+",
            "mail": r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+",
            "prefix": r"(?:(?:doi|url|handle|available at|https?)\s*:\s*)+",
        }[name],
        re.IGNORECASE if name in ("address", "prefix", "auto", "dropped") else 0,
    )


def is_address(text: str) -> bool:
    """Whether a text begins as a URL or a DOI."""
    return _pattern("address").match(text) is not None


def same_address(text: str, target: str) -> bool:
    """Whether a link's text is its target again: as a URL, a bare DOI, with `DOI:` before it, escaped or shortened.

    >>> same_address("DOI: 10.17323/1996-7845-2019-02-11", "https://doi.org/10.17323/1996-7845-2019-02-11")
    True
    >>> same_address("Nature Medicine", "https://doi.org/10.1038/s41591-020-0824-5")
    False
    """
    shown, aim = _bare(text), _bare(target)
    if not shown or shown == aim:
        return not text.strip() or shown == aim
    if len(text.split()) > 1 and not _pattern("prefix").match(text.strip()):
        return False
    if "/" in shown:
        return is_address(text) or shown in aim or aim in shown
    return is_address(text)


def _bare(address: str) -> str:
    """An address without its protocol, `DOI:`, escapes, spaces and last signs."""
    text = re.sub(r"[\s\\…<>]+", "", _pattern("prefix").sub("", address)).lower()
    text = re.sub(r"^(?:https?:)?//|^www\.", "", text)
    text = re.sub(r"^(?:dx\.)?doi\.org/", "", text)
    return text.removeprefix("www.").rstrip("./,;:")


def links(text: str, known: Collection[str] = ()) -> Iterator[Fix]:
    """`[text](target)` and `![text](target)`, with brackets in the text and parentheses in the target.

    >>> [mark[1:] for fix in links("[doi](https://doi.org/10.1000/x(2)1).") for mark in fix.marks]
    [(6, 35)]
    """
    opened: list[int] = []
    at = 0
    for sign in re.finditer(r"\\.|\[|\]\(?", text):
        if sign.start() < at or sign[0][0] == "\\":
            continue
        if sign[0] == "[":
            opened.append(sign.start())
            continue
        start = opened.pop() if opened else -1
        if sign[0] == "](":
            target = _target(text, sign.end())
            if target:
                yield _link(text, start, sign.start(), *target)
                at = target[2]


def _target(text: str, start: int) -> tuple[int, int, int] | None:
    """The begin and end of a link's target and the place after its parenthesis; None where no address stands."""
    if text.startswith("<", start):
        close = text.find(">)", start, start + _LONG)
        return (start + 1, close, close + 2) if close > 0 and is_address(text[start + 1 : close]) else None
    address = _pattern("address").match(text, start)
    if not address and not _pattern("dropped").match(text, start):
        return None
    depth = 0
    for sign in _pattern("bound").finditer(text, start, start + _LONG):
        at = sign.start()
        if sign[0] == "(":
            depth += 1
        elif sign[0] == ")" and depth:
            depth -= 1
        elif sign[0] == ")":
            return start, at, at + 1
        elif sign[0][0] != "\\":
            title = _pattern("title").match(text, at)
            return (start, at, title.end() + 1) if title and text.startswith(")", title.end()) else None
    whole = len(text) - start < _LONG and address and not re.search(r"\s", text[start:])
    return (start, len(text), len(text)) if whole else None


def _link(text: str, start: int, middle: int, aim: int, aim_end: int, end: int) -> Fix:
    """The fix for one link; start is -1 where its opening bracket was lost."""
    if start < 0:
        shown = re.compile(r"\S*\Z").search(text, max(0, middle - _LONG), middle)
        from_shown = start = shown.start() if shown else middle
    else:
        from_shown = start + 1
        start -= text[start - 1 : start] == "!"
    shown_text, target = text[from_shown:middle], text[aim:aim_end]
    if not is_address(target):
        return Fix((Edit(start, from_shown, ""), Edit(middle, end, "")))
    edits = [Edit(start, aim, ""), Edit(aim_end, end, "")]
    if not same_address(shown_text, target):
        edits[:1] = Edit(start, from_shown, ""), Edit(middle, aim, " ")
    return Fix(tuple(edit for edit in edits if edit.end > edit.start), (Mark("link", aim, aim_end),))


def autolinks(text: str, known: Collection[str] = ()) -> Iterator[Fix]:
    """`<url>`: the brackets go, and with them the spaces that OCR left inside.

    >>> [edit for fix in autolinks("<http://x.cn/qwfb/ bps/a.pdf>") for edit in fix.edits][1]
    Edit(start=18, end=19, text='')
    """
    for found in _pattern("auto").finditer(text):
        url = found["url"].strip()
        first, *others = url.split()
        if not is_address(first) and not _pattern("mail").fullmatch(url):
            continue
        if any(not _pattern("continued").fullmatch(piece) for piece in others):
            continue
        start = found.start("url") + found["url"].index(url)
        end = start + len(url)
        gaps = [Edit(start + gap.start(), start + gap.end(), "") for gap in re.finditer(r"\s+", url)]
        yield Fix((Edit(found.start(), start, ""), *gaps, Edit(end, found.end(), "")), (Mark("link", start, end),))
