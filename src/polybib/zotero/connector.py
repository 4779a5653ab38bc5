"""The connector of the desktop program: what browsers save by, and every version of Zotero has.

It takes records (`/connector/import`) into the collection that is open, and can move what came in one session to
another collection, with tags (`/connector/updateSession`). It cannot be read, and makes no collections.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from polybib.errors import RemoteError
from polybib.formats import csl_json
from polybib.zotero import local, mapping
from polybib.zotero.http import Absent, Broken, Say, Server, ask, server

NAME = "the desktop program"
CHUNK = 25  # items of one import, which Zotero saves one by one
HEADERS = {"X-Zotero-Connector-API-Version": "3"}


@dataclass(frozen=True, slots=True)
class Target:
    """Where what is sent goes: the id of a library or collection ("L1", "C12"), "" for what is open in Zotero."""

    server: Server
    place: str
    tags: tuple[str, ...]


def target(collection: str, tags: Sequence[str], group: str, say: Say) -> Target:
    """The desktop program, ready to take items; Absent where it does not run or cannot do what is asked."""
    where = server(NAME, local.url(), HEADERS, say=say, connect=2)
    if group:
        raise Absent("groups cannot be named to it", where=where.url)
    try:
        answer = ask(where, "GET", "/connector/ping", patient=False)
        if answer.status != 200:
            raise Absent(f"{NAME} answers with status {answer.status}", where=where.url)
        answer = ask(where, "POST", "/connector/getSelectedCollection", body={}, patient=False)
    except Broken as error:
        raise Absent(error.what, where=where.url) from None
    held = answer.json() if answer.status == 200 else None
    selected: Mapping[str, Any] = held if isinstance(held, dict) else {}
    place = _place(selected, collection, bool(tags))
    if collection and not place:
        step = f"make the collection {collection!r} in Zotero first"
        raise Absent(f"{NAME} has no such collection and lets nobody make one", where=where.url, next_step=step)
    if not collection and selected and not (selected.get("editable", True) or place):
        raise Absent(f"the library that is open, {selected.get('libraryName')}, is read-only", where=where.url)
    return Target(where, place, tuple(tags))


def _place(selected: Mapping[str, Any], collection: str, tagged: bool) -> str:
    """The id of the collection, or of My Library where another library is open, or of what is open if tags need it.

    >>> open = {"libraryID": 1, "id": None, "targets": [{"id": "L1", "name": "My Library", "level": 0},
    ...         {"id": "C3", "name": "Trust", "level": 1}]}
    >>> _place(open, "Trust", False), _place(open, "Law", False), _place(open, "", False), _place(open, "", True)
    ('C3', '', '', 'L1')
    """
    targets = [one for one in selected.get("targets") or () if isinstance(one, dict)]
    mine = str(targets[0].get("id")) if targets else ""
    if collection:
        inner = []
        for n, one in enumerate(targets):
            if n and not one.get("level"):
                break  # the next library
            inner.append(one)
        fits = [one for one in inner if one.get("level") and one.get("name") == collection]
        return str(fits[0]["id"]) if fits else ""
    if mine and mine != f"L{selected.get('libraryID')}":
        return mine
    if not tagged:
        return ""
    if not selected:
        return "L1"
    return f"C{selected['id']}" if selected.get("id") else f"L{selected.get('libraryID')}"


def send(to: Target, made: Sequence[Mapping[str, Any]]) -> int:
    """Sends items, as CSL-JSON in a session of its own; how many Zotero says it took."""
    session = secrets.token_hex(8)
    body = json.dumps([_record(one) for one in made]).encode("ascii")  # \\u escapes: no encoding to be guessed
    kind = {"Content-Type": csl_json.MEDIA}
    answer = ask(to.server, "POST", f"/connector/import?session={session}", body=body, headers=kind)
    if answer.status == 400:  # its importer knows not every type of CSL, and leaves all of the records then
        items = [{"id": str(n), "attachments": [], "notes": [], **one} for n, one in enumerate(made)]
        saved = {"sessionID": session, "uri": "http://localhost/", "items": items}
        answer = ask(to.server, "POST", "/connector/saveItems", body=saved)
    if answer.status not in (200, 201):
        said = f": {answer.text}" if answer.text and "<" not in answer.text else ""
        step = "open a library of yours in Zotero that is not read-only" if answer.status == 500 else ""
        raise RemoteError(
            f"{NAME} did not take the records (status {answer.status}{said})", where=to.server.url, next_step=step
        )
    took = answer.json()
    if to.place:
        moved = {"sessionID": session, "target": to.place, "tags": ",".join(to.tags)}
        answer = ask(to.server, "POST", "/connector/updateSession", body=moved)
        if answer.status != 200:
            to.server.say(f"{NAME} took the records, but did not put them into the collection or tag them")
    return len(took) if isinstance(took, list) else len(made)


def _record(made: Mapping[str, Any]) -> dict[str, Any]:
    """An item as the CSL-JSON that Zotero's import makes the same item of: it knows neither particles nor suffixes.

    >>> person = {"creatorType": "author", "lastName": "de Man", "firstName": "P., Jr."}
    >>> _record({"itemType": "book", "creators": [person]})["author"]
    [{'family': 'de Man', 'given': 'P., Jr.'}]
    """
    found = mapping.csl({**made, "tags": []}, extra=False)
    for name, value in [*found.items()]:
        if isinstance(value, list) and value and isinstance(value[0], dict):
            found[name] = [_plain(one) for one in value]
    if "container-title-short" in found:
        found["journalAbbreviation"] = found["container-title-short"]
    return {"id": secrets.token_hex(4), **found, **found.pop("custom", {})}


def _plain(person: Mapping[str, str]) -> dict[str, str]:
    if "family" not in person:
        return dict(person)
    family = " ".join(person[part] for part in ("non-dropping-particle", "family") if part in person)
    given = ", ".join(person[part] for part in ("given", "suffix") if part in person)
    return {"family": family, "given": given}
