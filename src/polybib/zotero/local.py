"""The local API of the desktop program (Zotero 7 and later): every version can be read, Zotero 10 can be written to.

Zotero 10 names itself (Zotero-Server-ID) and asks its user before a program writes: `/api/local/authorize` opens a
dialog and gives a key, for one write or for good. A key can also be told by POLYBIB_ZOTERO_LOCAL_KEY or the keyring.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from polybib.errors import RemoteError
from polybib.zotero import api, keys
from polybib.zotero.api import Library, Written
from polybib.zotero.http import Absent, Answer, Broken, Say, Server, ask, server

NAME = "Zotero's local API"
URL = "http://127.0.0.1:23119"
ID = "Zotero-Server-ID"
READ_ONLY = frozenset((400, 404, 405, 501))  # what a version that cannot be written to says to a write


def url() -> str:
    """Where the desktop program is."""
    return os.environ.get("POLYBIB_ZOTERO_URL", URL).rstrip("/").removesuffix("/api")


def library(group: str, say: Say) -> Library:
    """The library of the desktop program; Absent where it does not run, or does not let others read."""
    where = server(NAME, f"{url()}/api", api.VERSION, say=say, connect=2)
    try:
        answer = ask(where, "GET", "/", patient=False)
    except Broken as error:
        raise Absent(error.what, where=where.url) from None
    if answer.status == 403:
        step = "Zotero: Settings, Advanced, Allow other applications on this computer to communicate with Zotero"
        raise Absent(f"{NAME} is switched off", where=where.url, next_step=step)
    if name := answer.headers.get(ID):
        where.headers[ID] = name
    path = f"/groups/{group}" if group else "/users/0"
    if group or answer.status != 200:  # is there such a group, and an API at all?
        answer = ask(where, "GET", f"{path}/items/top", params={"limit": 1}, patient=False)
    if answer.status != 200:
        raise Absent(f"{NAME} answers with status {answer.status}", where=where.url)
    return Library(where, path)


def make_collection(held: Library, name: str) -> str:
    """Makes a collection; Absent where the program cannot be written to."""
    return str(_allowed(held, lambda: api.make_collection(held, name)))


def write(held: Library, made: Sequence[Mapping[str, Any]], version: int) -> Written:
    """Writes items; Absent where the program cannot be written to."""
    found: Written = _allowed(held, lambda: api.write(held, made, version))
    return found


def _allowed(held: Library, act: Any) -> Any:
    """Does something for which a key may be needed."""
    where = held.server
    if key := keys.of("POLYBIB_ZOTERO_LOCAL_KEY", kept="zotero-local"):
        where.headers.setdefault("Zotero-API-Key", key)
    try:
        return act()
    except api.Refused as error:
        if error.status in READ_ONLY and (ID not in where.headers or error.status != 400):
            raise Absent(f"{NAME} cannot be written to", where=where.url) from None
        if error.status not in (401, 403):
            raise
        where.headers["Zotero-API-Key"] = _asked(where)
    return act()


def _asked(where: Server) -> str:
    """The key that the user grants in Zotero's own dialog; nobody is asked where nobody looks."""
    if ID not in where.headers or not sys.stderr.isatty():
        step = "POLYBIB_ZOTERO_LOCAL_KEY, or a terminal, where Zotero asks you"
        raise Absent(f"{NAME} wants a permission", where=where.url, next_step=step)
    where.say("Zotero asks whether polybib may write to the library: answer in its window")
    where.headers.pop("Zotero-API-Key", None)
    answer: Answer = ask(where, "POST", "/local/authorize", body={"appName": "polybib"})
    granted = answer.json()
    if answer.status != 200 or not isinstance(granted, dict) or not granted.get("key"):
        raise RemoteError("Zotero did not allow polybib to write", next_step="answer Always Allow in its window")
    if granted.get("remember"):
        keys.keep("zotero-local", str(granted["key"]))
    return str(granted["key"])
