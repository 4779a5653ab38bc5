"""The identifiers of a reference, each in its one form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from polybib.model import Reference


def of(reference: Reference) -> Iterator[tuple[str, str]]:
    """The identifiers of a reference, each in its one form; a book may have several ISBNs.

    >>> from polybib.model import Field
    >>> [*of(Reference("book", {"DOI": Field("https://doi.org/10.1000/AB"), "ISBN": Field("0-306-40615-2")}))]
    [('DOI', '10.1000/ab'), ('ISBN', '9780306406157')]
    """
    if found := re.search(r"10\.\d{4,9}/\S+", reference.text("DOI")):
        yield "DOI", found[0].lower().rstrip(".,;")
    for name in ("PMID", "PMCID"):
        if (text := re.sub(r"\D", "", reference.text(name))) and len(text) < 12:
            yield name, text
    if found := _arxiv().search(reference.text("custom.arXiv") or _arxiv_of(reference)):
        yield "arXiv", found[0].lower()
    for run in re.findall(r"\d[\d \-‐–]{8,16}[\dXxХх]", reference.text("ISBN")):
        if isbn := _isbn(re.sub(r"[^\dX]", "", run.upper().replace("Х", "X"))):
            yield "ISBN", isbn
    if found := re.search(r"\d{4}-?\d{3}[\dXx]", reference.text("ISSN")):
        yield "ISSN", found[0].replace("-", "").upper()
    if url := reference.text("URL"):
        bare = re.sub(r"^https?://(?:www\.)?|[/#]+$", "", url.strip().lower())
        if "/" in bare and "doi.org/" not in bare:
            yield "URL", bare


@cache
def _arxiv() -> re.Pattern[str]:
    return re.compile(r"(?<!\d)\d{4}\.\d{4,5}(?!\d)|[a-z\-]{2,12}(?:\.[A-Z]{2})?/\d{7}", re.IGNORECASE)


def _arxiv_of(reference: Reference) -> str:
    for name in ("DOI", "URL", "container-title", "number", "note"):
        lower = reference.text(name).lower()
        if "arxiv" in lower:
            return lower[lower.index("arxiv") + 5 :].lstrip(".:/").removeprefix("org/")
    return ""


def _isbn(text: str) -> str:
    """An ISBN in its form of 13 digits, with the check digit made anew."""
    if len(text) == 10:
        text = "978" + text
    if len(text) != 13 or not text[:12].isdigit():
        return ""
    total = sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(text[:12]))
    return text[:12] + str(-total % 10)
