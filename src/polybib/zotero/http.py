"""Requests to Zotero: one after the other, waiting as long as the server asks, with errors that never hold a key."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import httpx2

from polybib.errors import OptionError, RemoteError

LONGEST = 300  # seconds that are waited at most when a server asks to wait
TIMES = 6  # requests at most, where the server asks to come again later
LOCAL = frozenset(("localhost", "127.0.0.1", "::1"))
Say = Callable[[str], None]


class Absent(RemoteError):
    """A route that cannot be gone: the next one is tried."""


class Broken(RemoteError):
    """The connection broke; nobody knows whether the request arrived."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server: what messages call it, where it is, what each request says. `free` is when it may be asked again."""

    name: str
    url: str
    headers: dict[str, str] = field(repr=False)
    client: httpx2.Client = field(repr=False)
    say: Say = field(repr=False, default=lambda _: None)
    free: list[float] = field(repr=False, default_factory=lambda: [0.0])


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    @property
    def text(self) -> str:
        return " ".join(self.body[:300].decode("utf-8", "replace").split())


def server(name: str, url: str, headers: Mapping[str, str], *, say: Say, connect: float = 10) -> Server:
    """A server at an address. A key goes over https only, or to this machine itself."""
    parts = urlsplit(url)
    here = (parts.hostname or "") in LOCAL
    if parts.scheme not in ("http", "https") or not parts.hostname or (parts.scheme == "http" and not here):
        raise OptionError("no address of Zotero", where=url, next_step="https://..., or http:// on this machine")
    agent = {"User-Agent": f"polybib/{_version()}", **headers}
    timeout = httpx2.Timeout(120, connect=connect)
    client = httpx2.Client(timeout=timeout, trust_env=not here, follow_redirects=False)
    return Server(name, url.rstrip("/"), agent, client, say)


def _version() -> str:
    import polybib

    return str(polybib.__version__)


def ask(
    where: Server,
    method: str,
    path: str,
    *,
    params: Mapping[str, str | int] | None = None,
    body: Any = None,
    headers: Mapping[str, str] | None = None,
    patient: bool = True,
) -> Answer:
    """The answer to a request. It waits when the server asks to (Backoff, Retry-After); a GET whose connection breaks
    is made once more."""
    content = body if isinstance(body, bytes) or body is None else json.dumps(body).encode("ascii")
    sent = {**where.headers, **(headers or {})}
    if content is not None:
        sent.setdefault("Content-Type", "application/json")
    for attempt in range(TIMES):
        _wait(where, where.free[0] - time.monotonic())
        try:
            got = where.client.request(method, where.url + path, params=params, content=content, headers=sent)
        except httpx2.TransportError as error:
            if method == "GET" and patient and attempt == 0 and not isinstance(error, httpx2.ConnectError):
                continue
            raise _broken(where, error) from None
        where.free[0] = max(where.free[0], time.monotonic() + seconds(got.headers.get("Backoff", "")))
        if got.status_code not in (429, 503) or not patient:
            return Answer(got.status_code, got.headers, got.content)
        again = got.headers.get("Retry-After", "")
        where.free[0] = max(where.free[0], time.monotonic() + (seconds(again) if again else 2**attempt))
    raise RemoteError(f"{where.name} is too busy", where=where.url, next_step="run it again later")


def seconds(text: str) -> float:
    """How long a header asks to wait: a number of seconds, or a date.

    >>> seconds("5"), seconds(""), seconds("Thu, 01 Jan 1970 00:00:00 GMT")
    (5.0, 0.0, 0.0)
    """
    if text.strip().replace(".", "", 1).isdigit():
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except (TypeError, ValueError):
        return 0.0


def _wait(where: Server, length: float) -> None:
    if length <= 0:
        return
    if length > LONGEST:
        what = f"{where.name} asks to wait {length / 60:.0f} minutes"
        raise RemoteError(what, where=where.url, next_step="run it again then: what has arrived is skipped")
    if length > 3:
        where.say(f"{where.name} asks to wait {length:.0f} seconds")
    time.sleep(length)


def _broken(where: Server, error: Exception) -> RemoteError:
    if isinstance(error, httpx2.ConnectError | httpx2.ConnectTimeout):
        return Absent(f"{where.name} does not answer", where=where.url)
    return Broken(f"the connection broke ({type(error).__name__})", where=where.url)
