"""What is asked: the parameters of requests, built and validated by habanero, in as few requests as will do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from urllib.parse import quote, quote_plus

from polybib.crossref.records import SELECT

ROWS = 20
MANY = 50  # DOIs a request
LONGEST = 4_000  # characters of a list of DOIs, or of a text, as they stand in a URL
DOI_LENGTH = 500


def works(dois: Iterable[str]) -> dict[str, str]:
    """The parameters of a list of works by their DOIs.

    >>> works(["10.1/a", "10.1/b"])["filter"]
    'doi:10.1/a,doi:10.1/b'
    """
    from habanero.filterhandler import filter_handler  # type: ignore[import-untyped]

    wanted = list(dois)
    return {"filter": str(filter_handler({"doi": wanted})), "rows": str(len(wanted)), "select": _select()}


def text(bibliographic: str, rows: int = ROWS) -> dict[str, str]:
    """The parameters of a search by a whole reference.

    >>> text("Watson, Crick 1953", 5)["query.bibliographic"]
    'Watson, Crick 1953'
    """
    from habanero.field_queries import validate_field_queries  # type: ignore[import-untyped]
    from habanero.habanero_utils import rename_query_filters  # type: ignore[import-untyped]

    params: dict[str, str] = rename_query_filters({"query_bibliographic": bibliographic})
    validate_field_queries(list(params))
    return {**params, "rows": str(min(max(rows, 1), 1000)), "select": _select()}


@cache
def _select() -> str:
    from habanero.select import validate_select  # type: ignore[import-untyped]

    validate_select(list(SELECT))
    return ",".join(SELECT)


def escaped(doi: str) -> str:
    """A DOI as one part of a path.

    >>> escaped("10.1/a?b#c%d,e")
    '10.1%2Fa%3Fb%23c%25d%2Ce'
    """
    return quote(doi, safe="")


def batches(dois: Iterable[str], most: int = MANY) -> Iterator[tuple[str, ...]]:
    """DOIs in lots for one request each; a DOI with a comma, which would end it in a list, goes alone.

    >>> list(batches(["10.1/a", "10.1/b,c", "10.1/d"]))
    [('10.1/b,c',), ('10.1/a', '10.1/d')]
    """
    lot: list[str] = []
    length = 0
    for doi in dois:
        if "," in doi:
            yield (doi,)
            continue
        own = len(quote_plus(f"doi:{doi},"))
        if lot and (len(lot) >= most or length + own > LONGEST):
            yield tuple(lot)
            lot, length = [], 0
        lot.append(doi)
        length += own
    if lot:
        yield tuple(lot)


def key(doi: str) -> str:
    """A DOI as questions have it, capitals and spaces at its ends apart; "" where it is none (ISO 26324).

    >>> key(" 10.1000/ABC "), key("10.1002"), key("abc")
    ('10.1000/abc', '', '')
    """
    plain = doi.strip().lower()
    if len(plain) > DOI_LENGTH or not plain.isprintable():
        return ""
    return plain if _doi().match(plain) else ""


@cache
def _doi() -> re.Pattern[str]:
    return re.compile(r"10\.\d[\d.]{0,20}/.")


def shortened(reference: str) -> str:
    """A reference as a query: on one line, and no longer than a URL can be.

    >>> shortened("Watson,\\n  Crick"), len(shortened("слово " * 1000))
    ('Watson, Crick', 773)
    """
    words, length = list[str](), 0
    for word in reference[: LONGEST * 2].split():
        length += len(quote_plus(word, errors="replace")) + 1
        if length > LONGEST:
            if not words:  # one endless word
                words.append(word[: LONGEST // 12])
            break
        words.append(word)
    return " ".join(words).encode("utf-8", "replace").decode()
