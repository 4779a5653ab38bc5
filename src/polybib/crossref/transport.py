"""Requests to Crossref, DataCite and the DOI proxy: the one module that opens a connection.

Every request waits its turn (limits), is tried again where that may help, and ends as an answer or as a `Failed` with
one plain sentence. A service that cannot be reached, or fails again and again, is left alone for a minute.
"""

from __future__ import annotations

import json
import logging
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx2
import stamina

from polybib.crossref import limits
from polybib.errors import OptionError, RemoteError

HOME = "https://pypi.org/project/polybib/"
LOCAL = frozenset(("localhost", "127.0.0.1", "::1"))
TIMES = 8  # requests for one question at most
WAITS = {"wait_initial": 0.5, "wait_max": 20.0, "wait_jitter": 1.0}
WAITS_HERE = {
    "wait_initial": 0.02,
    "wait_max": 0.2,
    "wait_jitter": 0.02,
}  # on this machine
PATIENCE = 120.0  # seconds: a longer Retry-After is not waited for; nor is a body that comes in drops
LARGEST = 64_000_000  # bytes of an answer
FAILURES = 4  # questions in a row that failed, after which a service is left alone
REST = 60.0  # seconds, for which it is
DENIED = frozenset((401, 402, 403, 407, 451))


class Failed(RemoteError):
    """A question that could not be answered; `what` says why in one plain sentence."""


class Fault(Exception):
    """A request that failed; `tries` requests are worth making, the next after `wait` seconds where that is known."""

    def __init__(self, what: str, *, tries: int = TIMES, wait: float | None = None, gone: bool = False) -> None:
        super().__init__(what)
        self.tries, self.wait, self.gone = tries, wait, gone


@dataclass(slots=True)
class State:
    """How a service did so far."""

    requests: int = 0
    cached: int = 0
    failed: int = 0
    first: str = ""
    last: str = ""
    row: int = 0  # questions that failed, one after the other
    tired: bool = False  # it was left alone, and nothing came since
    why: str = ""


@dataclass(frozen=True, slots=True)
class Service:
    """A service: what messages call it, where it is, what it lets us do, how it did."""

    name: str
    url: str
    gate: limits.Gate = field(repr=False)
    http: httpx2.Client = field(repr=False)
    closed: threading.Event = field(repr=False)
    say: Callable[[str], None] = field(repr=False)
    state: State = field(repr=False, default_factory=State)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service answered: 200 with what was wanted, or 400, 404, 413, 414."""

    status: int
    data: Any = None


def agent(mailto: str) -> str:
    """How we present ourselves; who gives an address is served from the polite pool.

    >>> agent("")[:8], agent("me@example.org")[-24:]
    ('polybib/', '; mailto:me@example.org)')
    """
    import polybib

    address = f"; mailto:{mailto}" if mailto else ""
    return f"polybib/{polybib.__version__} ({HOME}{address})"


def here(url: str) -> bool:
    """Whether a server is on this machine."""
    return (urlsplit(url).hostname or "") in LOCAL


def address(url: str, name: str) -> str:
    """The address of a service: https, or http on this machine.

    >>> address("http://127.0.0.1:8000/", "Crossref")
    'http://127.0.0.1:8000'
    """
    try:
        parts = urlsplit(url)
        good = bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and here(url)))
        good = good and parts.port != 0 and not parts.query and not parts.fragment and url.isprintable()
    except ValueError:
        good = False
    if not good:
        raise OptionError(f"no address of {name}", where=url, next_step="https://..., or http:// on this machine")
    return url.rstrip("/")


def connection(url: str, mailto: str, timeout: float) -> httpx2.Client:
    """What requests go through; proxies of the environment are for other machines only."""
    _quiet()
    return httpx2.Client(
        headers={"User-Agent": agent(mailto), "Accept": "application/json"},
        timeout=httpx2.Timeout(timeout, connect=min(timeout, 10.0)),
        trust_env=not here(url),
        verify=not here(url),
        follow_redirects=False,
    )


def get(
    service: Service, path: str, params: Mapping[str, str] | None, *, kind: str, wanted: Callable[[Any], bool]
) -> Answer:
    """The answer to one question. `wanted` says whether what a 200 holds is what was asked for."""
    state = service.state
    if time.monotonic() < service.gate.rest:
        raise Failed(state.why)
    waits = WAITS_HERE if here(service.url) else WAITS
    tries = 1 if state.tired else TIMES
    tally: Counter[int] = Counter()  # faults by how many of their kind are worth while

    def again(error: Exception) -> bool | float:
        if not isinstance(error, Fault) or service.closed.is_set():
            return False
        tally[error.tries] += 1
        if tally[error.tries] >= error.tries:
            return False
        return True if error.wait is None else error.wait

    try:
        for attempt in stamina.retry_context(on=again, attempts=tries, timeout=None, **waits):
            with attempt:
                answer = _followed(service, path, params, kind, wanted)
    except Fault as fault:
        raise _given_up(service, fault) from None
    state.row, state.tired = 0, False
    return answer


def _given_up(service: Service, fault: Fault) -> Failed:
    """A question failed for good; a service that does not answer at all is left alone."""
    state = service.state
    if service.closed.is_set():
        return Failed("the run was ended")
    why = f"{service.name} {fault}"
    with service.gate.changed:
        state.row += 1
        if fault.gone or state.tired or state.row >= FAILURES:
            state.tired, state.why = True, why
            limits.rest(service.gate, REST)
    return Failed(why)


def _followed(
    service: Service, path: str, params: Mapping[str, str] | None, kind: str, wanted: Callable[[Any], bool]
) -> Answer:
    """The answer to a request, and to those it leads to at the same service (a work under a former DOI)."""
    url = service.url + path
    for _ in range(4):
        status, headers, body = _asked(service, url, params, kind)
        if status not in (301, 302, 303, 307, 308):
            return _read(service, status, headers, body, wanted)
        url, params = urljoin(url, headers.get("location", "")), None
        if urlsplit(url)[:2] != urlsplit(service.url)[:2]:
            raise Fault("was answered by another server (a network that wants you to sign in?)", tries=3)
    raise Fault("leads in a circle", tries=1)


def _asked(
    service: Service, url: str, params: Mapping[str, str] | None, kind: str
) -> tuple[int, Mapping[str, str], bytes]:
    """One request, when its turn has come."""
    claim = limits.enter(service.gate, kind, service.closed)
    if claim is None:  # it was given up meanwhile, or all is to end
        raise Failed(service.state.why or "the run was ended")
    status = 0
    headers: Mapping[str, str] = {}
    try:
        _noted(service)
        with service.http.stream("GET", url, params=params) as answer:
            status, headers = answer.status_code, answer.headers
            body = _body(answer)
    except httpx2.HTTPError as error:
        raise _fault(error) from None
    finally:
        if status == 429:
            asked_to = _seconds(headers.get("retry-after", ""))
            limits.slower(service.gate, kind, claim, asked_to if asked_to <= PATIENCE else 0.0)
        limits.leave(service.gate, kind, claim, headers, good=status not in (0, 429))
    return status, headers, body


def _body(answer: httpx2.Response) -> bytes:
    parts, length, end = [], 0, time.monotonic() + PATIENCE
    for part in answer.iter_bytes():
        parts.append(part)
        length += len(part)
        if length > LARGEST:
            raise Fault("sent more than an answer can be", tries=2)
        if time.monotonic() > end:
            raise Fault("did not answer in time", tries=2)
    return b"".join(parts)


def _fault(error: httpx2.HTTPError) -> Fault:
    """What an exception of httpx means for us."""
    if isinstance(error, httpx2.ConnectError | httpx2.ConnectTimeout | httpx2.ProxyError):
        secure = " safely (its certificate is not accepted)" if "CERTIFICATE" in str(error).upper() else ""
        return Fault(f"cannot be reached{secure}", tries=2, gone=True)
    if isinstance(error, httpx2.TimeoutException):
        return Fault("did not answer in time", tries=3)
    return Fault("broke off its answer")


def _read(
    service: Service, status: int, headers: Mapping[str, str], body: bytes, wanted: Callable[[Any], bool]
) -> Answer:
    """What an answer says; a `Fault` where it says nothing that can be used."""
    page = "html" in headers.get("content-type", "").lower() or body[:200].lstrip()[:1] == b"<"
    if status == 429:
        raise _busy(service, headers)
    if status in DENIED:
        raise Fault(f"refuses to answer (status {status})", tries=1)
    if status >= 500 or status in (408, 425):
        again = headers.get("retry-after", "")
        wait = _seconds(again)
        raise Fault(f"failed (status {status})", wait=wait if again and wait <= PATIENCE else None)
    if status in (400, 404, 413, 414):
        return Answer(status, _json(body))
    if page:
        raise Fault("answered with a web page (a network that wants you to sign in?)")
    if status != 200:
        raise Fault(f"answered with status {status}", tries=2)
    data = _json(body)
    if data is None or not wanted(data):
        raise Fault("sent an answer that cannot be read" if body.strip() else "sent an empty answer")
    return Answer(status, data)


def _busy(service: Service, headers: Mapping[str, str]) -> Fault:
    again = headers.get("retry-after", "")
    wait = _seconds(again)
    if wait > PATIENCE:
        return Fault(f"asks to come back in {wait / 60:.0f} minutes", tries=1, gone=True)
    if wait > 3:
        service.say(f"{service.name} asks to wait {wait:.0f} seconds")
    return Fault("is too busy", wait=wait if again else None)


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _seconds(text: str) -> float:
    """How long a header asks to wait: a number of seconds, or a date.

    >>> _seconds("5"), _seconds(""), _seconds("Thu, 01 Jan 1970 00:00:00 GMT"), _seconds("nan")
    (5.0, 0.0, 0.0, 0.0)
    """
    if re.fullmatch(r"\s*\d{1,9}(?:\.\d{1,9})?\s*", text):
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except (TypeError, ValueError, OverflowError):
        return 0.0


def _noted(service: Service) -> None:
    with service.gate.changed:
        state = service.state
        state.requests += 1
        state.last = moment(time.time())
        state.first = state.first or state.last


def moment(seconds: float) -> str:
    """A time as ISO 8601.

    >>> moment(0)
    '1970-01-01T00:00:00Z'
    """
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))


def _quiet() -> None:
    """What stamina would tell of each attempt is not for the user."""
    logger = logging.getLogger("stamina")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
        logger.propagate = False
