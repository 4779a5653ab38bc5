"""The Web API of zotero.org, with a key of the user's."""

from __future__ import annotations

import os
import re

from polybib.errors import OptionError, RemoteError
from polybib.zotero import api, keys
from polybib.zotero.api import Library
from polybib.zotero.http import Absent, Say, ask, server

NAME = "the Web API of Zotero"
URL = "https://api.zotero.org"
KEY = ("ZOTERO_API_KEY", "POLYBIB_ZOTERO_KEY")


def library(group: str, say: Say, *, writing: bool) -> Library:
    """The library that the key opens: the user's own, or a group's; Absent where there is no key."""
    key = keys.of(*KEY, kept="zotero")
    if not key:
        raise Absent("there is no key for the Web API", next_step=f"ZOTERO_API_KEY, from {api.KEYS}")
    if not (key.isascii() and key.isprintable()):
        raise OptionError("this is no key", where=KEY[0], next_step=f"a key is made at {api.KEYS}")
    url = os.environ.get("POLYBIB_ZOTERO_API_URL", URL)
    where = server(NAME, url, {**api.VERSION, "Zotero-API-Key": key}, say=say)
    if path := _named(group):
        return Library(where, path)
    answer = ask(where, "GET", "/keys/current")
    held = answer.json()
    if answer.status in (401, 403, 404) or not isinstance(held, dict) or not held.get("userID"):
        step = f"make a key with write access at {api.KEYS}"
        what = "the key was refused" if answer.status in (401, 403, 404) else f"it answers with status {answer.status}"
        raise RemoteError(f"{NAME}: {what}", where=where.url, next_step=step)
    access = held.get("access")
    mine = access.get("user") if isinstance(access, dict) else None
    if writing and isinstance(mine, dict) and not mine.get("write"):
        raise RemoteError("the key may not write", where=where.url, next_step=f"allow it to at {api.KEYS}")
    return Library(where, f"/users/{held['userID']}")


def _named(group: str) -> str:
    """The library that is named, as its addresses begin; empty for that of the key."""
    if group:
        return f"/groups/{group}"
    name = os.environ.get("POLYBIB_ZOTERO_LIBRARY", "").strip().strip("/")
    if not name and (number := os.environ.get("ZOTERO_LIBRARY_ID", "").strip()):
        name = f"{os.environ.get('ZOTERO_LIBRARY_TYPE', '').strip() or 'user'}s/{number}"
    if name and not re.fullmatch(r"(?:users|groups)/\d+", name):
        raise OptionError("this is no library", where="POLYBIB_ZOTERO_LIBRARY", next_step="users/123 or groups/123")
    return f"/{name}" if name else ""
