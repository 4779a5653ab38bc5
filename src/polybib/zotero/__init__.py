"""References into Zotero and out of it, by the first route that answers: the local API of the desktop program where it
can be written to, the program's connector, the Web API of zotero.org (docs/zotero.md).

    push(references, collection="Thesis")    sends what is not in the library yet, and asks what has arrived
    pull(collection="Thesis")                the references of the library or of a collection
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from polybib.errors import OptionError, RemoteError
from polybib.model import Reference
from polybib.zotero import api, connector, journal, library, local, mapping, web
from polybib.zotero.api import Library, Written
from polybib.zotero.http import Absent, Broken, Say
from polybib.zotero.library import Identity, Index

Writer = Callable[[Library, Sequence[dict[str, Any]], int], Written]
AGAIN = "run it again: what has arrived is skipped"
TRIES = 5  # writes of the same items, where the library changes under them


@dataclass(frozen=True, slots=True)
class Work:
    """A reference on its way: the item that it becomes, and what it is known again by."""

    title: str
    item: dict[str, Any]
    identity: Identity


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done; `sent` has the number of each write, 0 for one that broke, and is empty before the first."""

    works: tuple[Work, ...]
    collection: str = ""
    tags: tuple[str, ...] = ()
    group: str = ""
    dry_run: bool = False
    say: Say = lambda _: None
    sent: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Report:
    """What was done: by which route, what was new, what had arrived when the library was asked again, and what the
    library did not take, with its reasons. `asked` is False where the library cannot be asked."""

    route: str
    total: int
    new: tuple[Work, ...]
    arrived: int = 0
    failed: tuple[tuple[str, str], ...] = ()
    asked: bool = True


def push(
    references: Iterable[Reference],
    *,
    collection: str = "",
    tags: Sequence[str] = (),
    group: str = "",
    via: str = "",
    original: bool = False,
    dry_run: bool = False,
    say: Say = lambda _: None,
) -> Report:
    """Sends the full references that the library does not hold yet. `via` names the only route to try."""
    works = tuple(_work(one, tags, original) for one in references if one.kind == "reference")
    plan = Plan(works, collection.strip(), tuple(tags), group, dry_run, say)
    routes = {"local": _by_local, "connector": _by_connector, "web": _by_web}
    return _first(plan, {name: go for name, go in routes.items() if via in ("", name)})


def _work(reference: Reference, tags: Sequence[str], original: bool) -> Work:
    made = mapping.item(reference, tags=tags, original=original)
    title = reference.text("title") or reference.text("container-title") or reference.raw
    return Work(title, made, library.identity(mapping.reference(made)))  # as it is read back


def _first(plan: Plan, routes: dict[str, Callable[[Plan], Report]]) -> Report:
    """What the first route that answers does."""
    reasons = []
    for go in routes.values():
        try:
            return go(plan)
        except (Absent, Broken) as error:
            if plan.sent or isinstance(error, Broken):
                what = f"{error.what}; {sum(plan.sent)} of {len(plan.works)} references had been sent"
                raise RemoteError(what, where=error.where, next_step=AGAIN) from None
            reasons.append(error)
    raise _nowhere(reasons)


def _nowhere(reasons: Sequence[Absent]) -> RemoteError:
    """The error when no route answers: each with its reason, and what to do next."""
    if len(reasons) == 1:
        return reasons[0]
    steps = [one.next_step for one in reasons if one.next_step]
    running = not all(one.what.endswith("does not answer") for one in reasons[:-1])
    step = "; or ".join([*(() if running else ("start Zotero",)), *steps])
    return RemoteError(f"Zotero cannot be reached: {'; '.join(one.what for one in reasons)}", next_step=step)


def _by_local(plan: Plan) -> Report:
    held = local.library(plan.group, plan.say)
    return _by_api(plan, held, local.NAME, local.write, local.make_collection, changes=False)


def _by_web(plan: Plan) -> Report:
    held = web.library(plan.group, plan.say, writing=not plan.dry_run)
    return _by_api(plan, held, web.NAME, api.write, api.make_collection, changes=True)


def _by_api(
    plan: Plan,
    held: Library,
    name: str,
    write: Writer,
    make: Callable[[Library, str], str],
    *,
    changes: bool,
) -> Report:
    """By an API that reads and writes. `changes`: it can be asked what has changed since a version (the local API
    cannot, before a library is synchronised)."""
    there, version = api.items(held)
    first, known = version, _index(there)
    new = _new(plan.works, known)
    if plan.dry_run or not (new or plan.collection):
        return Report(name, len(plan.works), new)
    place = ""
    if plan.collection:
        place = api.collection(held, plan.collection)
        if not place:
            place = make(held, plan.collection)
            version = _again(held, known, version if changes else None)
        version = _file(held, _outside(plan, there, place), place, version, write)
    failed: list[tuple[str, str]] = []
    for at in range(0, len(new), api.CHUNK):
        chunk = new[at : at + api.CHUNK]
        for _ in range(TRIES):
            done = _written(plan, held, [_placed(work, place) for work in chunk], version, write)
            if not done.stale:
                break
            version = _again(held, known, version if changes else None)
            chunk = tuple(work for work in chunk if not library.has(known, work.identity))
            if not chunk:
                break
        else:
            raise Broken("the library changed again and again while it was written to", where=held.server.url)
        plan.sent.append(len(new[at : at + api.CHUNK]))
        if chunk:
            failed += [(chunk[n].title, why) for n, why in done.failed.items() if n < len(chunk)]
            version = done.version or _again(held, known, version if changes else None)
    now = _index(api.items(held, since=first if changes and first else None)[0])
    return Report(name, len(plan.works), new, sum(library.has(now, work.identity) for work in new), tuple(failed))


def _written(
    plan: Plan,
    held: Library,
    made: list[dict[str, Any]],
    version: int,
    write: Writer,
) -> Written:
    """A write; where the connection breaks in it, the library is asked whether it arrived."""
    try:
        return write(held, made, version)
    except Broken:
        plan.sent.append(0)
        return Written({}, stale=True)


def _again(held: Library, known: Index, since: int | None) -> int:
    """Reads what has changed, and gives back the version of the library."""
    found, version = api.items(held, since=since or None)
    for data in found:
        library.add(known, library.identity(mapping.reference(data)))
    return version


def _outside(plan: Plan, there: Iterable[dict[str, Any]], place: str) -> list[dict[str, Any]]:
    """The items for the references of the plan that are in the library, but not in the collection."""
    ours = library.index(work.identity for work in plan.works)
    out = (data for data in there if place not in (data.get("collections") or ()))
    return [one for one in out if one.get("key") and library.has(ours, library.identity(mapping.reference(one)))]


def _file(held: Library, outside: list[dict[str, Any]], place: str, version: int, write: Writer) -> int:
    """Puts items into a collection, and gives back the version of the library."""
    for at in range(0, len(outside), api.CHUNK):
        done = write(held, [_filed(data, place) for data in outside[at : at + api.CHUNK]], version)
        version = done.version or version
    return version


def _filed(data: dict[str, Any], place: str) -> dict[str, Any]:
    """An item's change: it stands in one collection more."""
    return {
        "key": data["key"],
        "version": data.get("version", 0),
        "collections": [*(data.get("collections") or ()), place],
    }


def _placed(work: Work, place: str) -> dict[str, Any]:
    return {**work.item, "collections": [place]} if place else work.item


def _index(there: Iterable[dict[str, Any]]) -> Index:
    return library.index(library.identity(mapping.reference(data)) for data in there)


def _new(works: Iterable[Work], known: Index) -> tuple[Work, ...]:
    """The works that are not there, each once."""
    found: list[Work] = []
    ours: Index = {}
    for work in works:
        if not library.has(known, work.identity) and not library.has(ours, work.identity):
            found.append(work)
            library.add(ours, work.identity)
    return tuple(found)


def _by_connector(plan: Plan) -> Report:
    """By the connector; what is there is read by the local API, or known from what was sent before."""
    to = connector.target(plan.collection, plan.tags, plan.group, plan.say)
    try:
        held: Library | None = local.library("", plan.say)
        there = api.items(held)[0] if held else []
    except RemoteError as error:
        held, there = None, []
        said = f"{error}; what was sent before is known from {journal.path()}"
        plan.say(f"the library cannot be asked what it holds: {said}")
    new = _new(plan.works, _index(there))
    if held is None:
        done = journal.read()
        new = tuple(work for work in new if journal.mark(work.identity, to.server.url, plan.collection) not in done)
    if plan.dry_run or not new:
        return Report(connector.NAME, len(plan.works), new, asked=held is not None)
    took = 0
    for at in range(0, len(new), connector.CHUNK):
        chunk = new[at : at + connector.CHUNK]
        took += connector.send(to, [work.item for work in chunk])
        plan.sent.append(len(chunk))
        if held is None:
            journal.add(journal.mark(work.identity, to.server.url, plan.collection) for work in chunk)
    if held is not None:
        now = _index(api.items(held)[0])
        took = sum(library.has(now, work.identity) for work in new)
    return Report(connector.NAME, len(plan.works), new, took, asked=held is not None)


def pull(*, collection: str = "", group: str = "", via: str = "", say: Say = lambda _: None) -> Iterator[Reference]:
    """The references of the library or of one of its collections: from the desktop program, else from zotero.org."""
    routes: dict[str, Callable[[], Library]] = {
        "local": lambda: local.library(group, say),
        "web": lambda: web.library(group, say, writing=False),
    }
    reasons = []
    for name, go in routes.items():
        if via not in ("", name):
            continue
        try:
            held = go()
            place = api.collection(held, collection) if collection else ""
            found = api.items(held, place)[0] if place or not collection else []
        except Absent as error:
            reasons.append(error)
            continue
        if collection and not place:
            raise OptionError("Zotero has no such collection", where=collection, next_step="check its name")
        return map(mapping.reference, found)
    raise _nowhere(reasons)
