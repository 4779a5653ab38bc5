"""Spaces that OCR and line ends put into URLs and DOIs: joined only where nothing but the address can go on."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from polybib.repair.draft import Fix, swap

_TLD = (
    "com|org|net|edu|gov|info|int|io|ru|su|by|ua|kz|cn|tw|hk|jp|kr|uk|de|fr|it|es|pt|br|pl|eu|us|ca|au|ch|at|nl|be"
    "|se|no|fi|cz|in"
)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    doi = r"10\.\d{4,9}/"
    return re.compile(
        {
            "scheme": r"\b(?P<a>h\s?t\s?t\s?p\s?s?|ftp)\s?:\s?/\s?/\s?(?=[a-z0-9]{1,63}\s?[.:/-])",
            "host": r"(?:(?<=\bdoi\.)|(?<=\bdx\.))\s(?=(?:doi\.\s?)?org\b)"
            r"|(?<=\bwww\.)\s(?=[a-z0-9-]{1,63}\.\s?[a-z])|(?<=\bwww)\s(?=\.[a-z0-9-]{2,63}\.)|(?<=//)\s(?=www\.)",
            "address": rf"(?:https?://|ftp://|www\.|\bdoi\.org/|(?<![\w./]){doi})[^\s<>\"«»“”]*",
            "next": r"[ ](?P<next>[A-Za-z0-9%~_?&=#./:+()-]{1,400})",
            "tld": rf"(?:{_TLD})(?=[/:?#]|[.,;)\]]*(?:\s|$))",
            "site": r"(?:(?:https?|ftp)://)?(?:www\.)?(?:[a-z0-9-]{1,63}\.)*(?P<last>[a-z0-9-]{1,63})\.",
            "label": rf"(?:[a-z0-9-]{{2,63}}\.\s?){{0,3}}(?:{_TLD})(?=[/:?#]|[.,;)\]]*(?:\s|$))",
            "path": r"(?![\d./-]+[.,;)]*(?:\s|$))[a-z0-9%~_.?&=#:+()-]{0,200}(?:/(?!or\b)[A-Za-z0-9%~_-]|=[\w%]|_\w)"
            r"|[\w%~-]{1,200}\.(?:s?html?|php|pdf|aspx?|jsp|xml|docx?|xlsx?|pptx?)\b",
            "file": r"(?:s?html?|php|pdf|aspx?|jsp|xml|docx?)\b",
            "doi": r"[a-z0-9(][A-Za-z0-9.()/_-]{0,200}\d",
            "doi part": r"[a-z]{2,40}\.(?:19|20)\d\d\.\d",
            "doi head": r"(?<=10\.)\s(?=\d{4,9}/)|(?<=10)\s(?=\.\d{4,9}/)",
        }[name],
        re.IGNORECASE if name in ("scheme", "host", "address", "tld", "file") else 0,
    )


def schemes(text: str, known: Collection[str] = ()) -> Iterator[Fix]:
    """`http: //`, `https:// www.`, `htt ps://`: no space stands in a protocol, before `www.` or after `www.`.

    >>> [edit.text for fix in schemes("http: //www. humankinetics.com") for edit in fix.edits]
    ['http://', '']
    """
    for found in _pattern("scheme").finditer(text):
        if re.search(r"\s", found[0]):
            yield swap(found.start(), found.end(), re.sub(r"\s", "", found[0]))
    for found in _pattern("host").finditer(text):
        yield swap(found.start(), found.end(), "")
    for found in _pattern("doi head").finditer(text):
        if re.search(r"doi\W{0,3}(?:org/)?10\.?$", text[max(0, found.start() - 16) : found.start()], re.IGNORECASE):
            yield swap(found.start(), found.end(), "")


def broken_addresses(text: str, known: Collection[str] = ()) -> Iterator[Fix]:
    """A space inside an address: `qwfb/ bps/x.pdf`, `aspx? id=`, `doi. org/`, `10.1016/ j.`.

    The piece after the space must itself look like a piece of an address; a word, a year or a date never joins.

    >>> [fix.edits[0].start for fix in broken_addresses("http://x.cn/a/ b/c.htm (seen http://x.org/ 2010)")]
    [14]
    """
    at = 0
    while found := _pattern("address").search(text, at):
        at = found.end()
        begin = found.start()
        while (gap := _pattern("next").match(text, at)) and _goes_on(text, begin, at, gap["next"]):
            yield swap(at, at + 1, "")
            at = gap.end()


def _goes_on(text: str, begin: int, gap: int, piece: str) -> bool:
    """Whether `piece`, after the space at `gap`, goes on the address that begins at `begin`."""
    head = text[max(begin, gap - 400) : gap].replace(" ", "")
    last = head[-1:]
    if re.match(r"(?:https?|ftp):|www\.|doi\b|[(]", piece, re.IGNORECASE):
        return False
    if re.search(r"10\.\d{4,9}/\S*$", head):
        return _doi_goes_on(head, piece)
    site = _pattern("site").fullmatch(head)
    if site:
        rest = text[gap + 1 : gap + 300]
        return not _pattern("tld").fullmatch(site["last"]) and _pattern("label").match(rest) is not None
    if last in "?&=":
        return re.match(r"[\w%-]+(?:=|[.,;)]*$|&)", piece) is not None and (last == "=" or "=" in piece)
    if last == ".":
        return "/" in head[8:] and _pattern("file").match(piece) is not None
    if last in "/-_":
        return _pattern("path").match(piece) is not None
    return False


def _doi_goes_on(head: str, piece: str) -> bool:
    """A DOI goes on after its first slash, and after `j.` with the journal and year of Elsevier's DOIs."""
    if re.search(r"10\.\d{4,9}/$", head):
        return _pattern("doi").match(piece) is not None
    return head.endswith(".") and _pattern("doi part").match(piece) is not None
