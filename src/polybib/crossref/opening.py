"""Making a client: where the services are, who asks, what may be kept, and what the first use says."""

from __future__ import annotations

import os
import re
import sys
import threading
from collections.abc import Iterable
from functools import cache as once
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from polybib.crossref import cache as keeping
from polybib.crossref import limits, transport
from polybib.crossref.asking import Client
from polybib.crossref.cache import Say
from polybib.crossref.transport import Service
from polybib.errors import OptionError

if TYPE_CHECKING:
    import httpx2

CROSSREF, DATACITE, PROXY = "https://api.crossref.org", "https://api.datacite.org", "https://doi.org"
TIMEOUT = 40.0  # seconds; a search among 170 million works may take long
POLITE = {"single": (10, 1.0), "array": (3, 1.0), "": (3, 1.0)}  # until the headers say otherwise
PUBLIC = {"single": (5, 1.0), "array": (1, 1.0), "": (1, 1.0)}
# These announce nothing. DataCite lets 500 requests pass in 5 minutes.
SLOW, STEADY = {"": (5, 3.0)}, {"": (5, 1.0)}
HERE = {"": (1000, 1.0)}


def client(
    *,
    mailto: str | None = None,
    offline: bool = False,
    cache: Path | Literal[False] | None = None,
    say: Say | None = None,
    age: float | None = None,
    timeout: float = TIMEOUT,
) -> Client:
    """A client of Crossref and the other agencies.

    mailto   an address, which opens the faster pool; POLYBIB_MAILTO
    offline  asks nobody: only what is in the cache is known, however old
    cache    the folder of the cache (None: the usual place; False: none)
    say      takes lines for the user
    age      seconds that an answer is good for
    """
    given = os.environ.get("POLYBIB_MAILTO", "") if mailto is None else mailto
    who = _address(given.strip())
    told = say or (lambda _: None)
    closed = threading.Event()
    http: dict[bool, httpx2.Client] = {}
    place = None if cache is False else cache or keeping.folder()
    crossref, datacite, proxy = (
        _service(name, variable, usual, rates, atonce, (who, timeout, http, closed, told))
        for name, variable, usual, rates, atonce in (
            ("Crossref", "POLYBIB_CROSSREF_URL", CROSSREF, POLITE if who else PUBLIC, 3 if who else 1),
            ("DataCite", "POLYBIB_DATACITE_URL", DATACITE, SLOW, 2),
            ("the DOI proxy", "POLYBIB_DOI_URL", PROXY, STEADY, 3),
        )
    )
    store = keeping.store(place, told, age=keeping.AGE if age is None else age)
    notice = [] if offline else _notice((crossref, datacite, proxy), who, place)
    return Client(crossref, datacite, proxy, store, offline, notice, closed)


def _service(
    name: str,
    variable: str,
    usual: str,
    rates: dict[str, tuple[int, float]],
    atonce: int,
    shared: tuple[str, float, dict[bool, httpx2.Client], threading.Event, Say],
) -> Service:
    who, timeout, http, closed, say = shared
    url = transport.address(os.environ.get(variable) or usual, name)
    here = transport.here(url)
    gate = limits.Gate(dict(HERE if here and "array" not in rates else rates), atonce)
    if here not in http:  # one for other machines, one for this
        http[here] = transport.connection(url, who, timeout)
    return Service(name, url, gate, http[here], closed, say)


def _notice(services: Iterable[Service], who: str, place: Path | None) -> list[str]:
    """What the first use on a terminal says."""
    if not (sys.stderr is not None and sys.stderr.isatty()) or keeping.told(place):
        return []
    crossref, datacite, proxy = (re.sub(r"^https?://", "", service.url) for service in services)
    address = f", with your address {who}" if who else ""
    lines = [
        f"DOIs and references are sent to {crossref}{address}; DOIs unknown there also to {proxy} and {datacite}. "
        "Nothing else is sent."
    ]
    if place:
        lines.append(f"Answers are kept in {place} ('polybib cache'); --offline asks nobody. This is said once.")
    return lines


def _address(text: str) -> str:
    if text and not _mail().fullmatch(text):
        raise OptionError("no e-mail address", where=text, next_step="--mailto name@example.org")
    return text


@once
def _mail() -> re.Pattern[str]:
    return re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}")
