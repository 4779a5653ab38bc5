"""Zotero's API, version 3, as zotero.org and the desktop program speak it: reading a library, and writing to it.

A write names the version of the library that was read (If-Unmodified-Since-Version) and a token of its own
(Zotero-Write-Token), so that nothing is written twice: where the library has changed since, or the same request came
before, the server refuses (412), and what is there is read again.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from polybib.errors import OptionError, RemoteError
from polybib.zotero.http import Answer, Server, ask

VERSION = {"Zotero-API-Version": "3"}
PAGE = 100  # items of one answer
CHUNK = 50  # items of one write, the most that the API takes
NO_WORKS = frozenset(("attachment", "note", "annotation"))
KEYS = "https://www.zotero.org/settings/keys"


class Refused(RemoteError):
    """An answer that is no good, with its status."""

    def __init__(self, status: int, what: str, *, where: str = "", next_step: str = "") -> None:
        super().__init__(what, where=where, next_step=next_step)
        self.status = status


@dataclass(frozen=True, slots=True)
class Library:
    """A library of a server, by the path that its addresses begin with: "/users/1" or "/groups/2"."""

    server: Server
    path: str


@dataclass(frozen=True, slots=True)
class Written:
    """What became of the items of a write: what was wrong with some of them, by their place, and the version of the
    library (0 where it is not told). `stale`: nothing was written, because the library is not as it was read."""

    failed: Mapping[int, str]
    version: int = 0
    stale: bool = False


def items(library: Library, collection: str = "", since: int | None = None) -> tuple[list[dict[str, Any]], int]:
    """The works of a library or of one of its collections, and the version of the library."""
    path = f"{library.path}/collections/{collection}/items/top" if collection else f"{library.path}/items/top"
    more = {} if since is None else {"since": since}
    found: list[dict[str, Any]] = []
    version = 0
    for answer in _pages(library, path, more):
        version = _version(answer)
        for one in answer.json() or ():
            data = one.get("data", one) if isinstance(one, dict) else {}
            if data.get("itemType") not in NO_WORKS and not data.get("deleted"):
                found.append(data)
    return found, version


def _pages(library: Library, path: str, params: Mapping[str, str | int]) -> Iterator[Answer]:
    start = 0
    while True:
        answer = get(library.server, path, {"format": "json", "limit": PAGE, "start": start, **params})
        yield answer
        held = answer.json()
        got = len(held) if isinstance(held, list) else 0
        total = answer.headers.get("Total-Results", "")
        start += got
        if not got or (start >= int(total) if total.isdigit() else got < PAGE):
            return


def get(server: Server, path: str, params: Mapping[str, str | int] | None = None) -> Answer:
    """The answer to a question; an error where the server has none."""
    answer = ask(server, "GET", path, params=params)
    if answer.status != 200:
        raise refused(server, answer)
    return answer


def _version(answer: Answer) -> int:
    text = answer.headers.get("Last-Modified-Version", "")
    return int(text) if text.isdigit() else 0


def collection(library: Library, name: str) -> str:
    """The key of a collection by its name, its path ("Books/Law") or its key; empty where there is none."""
    pages = _pages(library, f"{library.path}/collections", {})
    found = [one.get("data", one) for answer in pages for one in answer.json() or ()]
    by_key = {one["key"]: one for one in found}
    paths = {key: _path(one, by_key) for key, one in by_key.items()}
    for fits in (
        [key for key in by_key if name in (paths[key], key)],
        [key for key, one in by_key.items() if one["name"] == name],
        [key for key, one in by_key.items() if one["name"].casefold() == name.strip().casefold()],
    ):
        if len(fits) > 1:
            which = ", ".join(f"{paths[key]} ({key})" for key in fits)
            raise OptionError("several collections have this name", where=name, next_step=f"one of: {which}")
        if fits:
            return str(fits[0])
    return ""


def _path(one: Mapping[str, Any], by_key: Mapping[str, Mapping[str, Any]]) -> str:
    names = [str(one["name"])]
    seen = {one["key"]}
    while (above := one.get("parentCollection")) in by_key and above not in seen:
        one = by_key[above]  # type: ignore[index]
        seen.add(one["key"])
        names.append(str(one["name"]))
    return "/".join(reversed(names))


def make_collection(library: Library, name: str) -> str:
    """Makes a collection, and gives back its key."""
    answer = _post(library, "/collections", [{"name": name}], {})
    made = _places(answer, "success", "successful")
    if answer.status != 200 or not made:
        raise refused(library.server, answer)
    return str(made["0"] if isinstance(made["0"], str) else made["0"]["key"])


def write(library: Library, made: Sequence[Mapping[str, Any]], version: int) -> Written:
    """Writes new items, 50 at most, if the library is still at a version."""
    answer = _post(library, "/items", made, {"If-Unmodified-Since-Version": str(version)})
    if answer.status in (412, 428):
        return Written({}, stale=True)
    if answer.status != 200:
        raise refused(library.server, answer)
    failed = {int(n): _why(one) for n, one in _places(answer, "failed").items() if n.isdigit()}
    return Written(failed, _version(answer))


def _post(library: Library, path: str, body: Any, headers: Mapping[str, str]) -> Answer:
    token = {"Zotero-Write-Token": secrets.token_hex(16)}
    return ask(library.server, "POST", library.path + path, body=body, headers={**token, **headers})


def _places(answer: Answer, *names: str) -> Mapping[str, Any]:
    held = answer.json()
    found = [held.get(name) for name in names] if isinstance(held, dict) else []
    return next((one for one in found if isinstance(one, dict) and one), {})


def _why(one: Any) -> str:
    return str(one.get("message") or one.get("code")) if isinstance(one, dict) else str(one)


def refused(server: Server, answer: Answer) -> Refused:
    """The error for an answer that is no good."""
    status = answer.status
    if status in (401, 403):
        step = f"check the key and what it may do: {KEYS}"
        return Refused(status, f"{server.name} refuses the key (status {status})", where=server.url, next_step=step)
    said = f": {answer.text}" if answer.text and "<" not in answer.text else ""
    step = "run it again later" if status >= 500 else ""
    return Refused(status, f"{server.name} answers with status {status}{said}", where=server.url, next_step=step)
