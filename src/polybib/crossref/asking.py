"""The client: questions are answered from the cache or by the services, each once, as many at a time as these allow."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from typing import Any

from polybib.crossref import cache, limits, queries, transport, workers
from polybib.crossref.cache import Kept
from polybib.crossref.model import Asked, Lookup, Record, Search
from polybib.crossref.transport import Failed, Service

OFFLINE = "it is not in the cache, and polybib is offline"


@dataclass(frozen=True, slots=True)
class Client:
    """Who asks; made by `opening.client`, and used in a `with` statement."""

    crossref: Service
    datacite: Service
    proxy: Service
    store: cache.Store
    offline: bool
    notice: list[str]  # what is still to be said before anything is sent
    closed: threading.Event
    pool: workers.Pool = field(default_factory=workers.Pool)

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        close(self)


@dataclass(frozen=True, slots=True)
class Question:
    """A kind of question: the name under which answers are kept, who is asked, how many at once, and how.

    `ask` gives the answer to every one of a lot: None where the service does not know it, `Failed` where that is open.
    """

    source: str
    service: Service
    lots: Callable[[Iterable[str]], Iterator[tuple[str, ...]]]
    ask: Callable[[Service, tuple[str, ...]], dict[str, Any]]


def close(one: Client) -> None:
    """Ends all that is under way; what was answered is kept."""
    one.closed.set()
    for service in (one.crossref, one.datacite, one.proxy):
        with service.gate.changed:
            service.gate.changed.notify_all()
    workers.stop(one.pool)
    cache.close(one.store)
    for service in (one.crossref, one.datacite, one.proxy):
        service.http.close()


def answers(one: Client, question: Question, keys: Iterable[str]) -> Iterator[tuple[str, Kept | Failed]]:
    """The answers to questions of one kind, from the cache first, then as they come."""
    wanted = list(dict.fromkeys(keys))
    kept = cache.get(one.store, question.source, wanted, any_age=one.offline)
    _counted(question.service, cached=len(kept))
    yield from kept.items()
    rest = [key for key in wanted if key not in kept]
    if one.offline:
        yield from ((key, Failed(OFFLINE)) for key in rest)
        return
    running: set[Future[dict[str, Kept | Failed]]] = set()
    for lot in question.lots(rest):
        running.add(submitted(one, question, lot))
        while len(running) >= 2 * workers.MOST:
            done, running = wait(running, return_when=FIRST_COMPLETED)
            yield from (pair for future in done for pair in future.result().items())
    while running:
        done, running = wait(running, return_when=FIRST_COMPLETED)
        yield from (pair for future in done for pair in future.result().items())


def submitted(one: Client, question: Question, lot: tuple[str, ...]) -> Future[dict[str, Kept | Failed]]:
    """The future answers to a lot; before the first is sent the user is told once."""
    cache.tell(one.store, one.notice)
    return workers.submit(one.pool, _told, one, question, lot)


def _told(one: Client, question: Question, lot: tuple[str, ...]) -> dict[str, Kept | Failed]:
    """The answers to a lot. They are kept at once; what another run was told meanwhile is not asked again."""
    kept = cache.get(one.store, question.source, lot)
    rest = tuple(key for key in lot if key not in kept)
    if not rest:
        return dict(kept)
    try:
        found = question.ask(question.service, rest)
    except Failed as failed:
        found = dict.fromkeys(rest, failed)
    good = {key: value for key, value in found.items() if not isinstance(value, Failed)}
    when = cache.put(one.store, question.source, good)
    _counted(question.service, cached=len(kept), failed=len(found) - len(good))
    fresh = {key: value if isinstance(value, Failed) else Kept(value, when) for key, value in found.items()}
    return {**kept, **fresh}


def lookup(one: Client, dois: Iterable[str]) -> Iterator[tuple[str, Lookup]]:
    """What is known of each DOI, as the answers come: each of the given strings once, not in their order."""
    from polybib.crossref import agencies

    given: dict[str, list[str]] = {}
    for doi in dict.fromkeys(dois):
        if key := queries.key(doi):
            given.setdefault(key, []).append(doi)
        else:
            yield doi, Lookup("absent", reason="it is not a DOI")
    for key, found in agencies.known(one, given):
        for doi in given[key]:
            yield doi, found


def search(one: Client, text: str, rows: int = queries.ROWS) -> Search:
    """What a search by a whole reference finds, best first."""
    return next(searches(one, [text], rows))


def searches(one: Client, texts: Iterable[str], rows: int = queries.ROWS) -> Iterator[Search]:
    """What each search finds, in order."""
    waiting: deque[tuple[str, Future[Search]]] = deque()
    running: dict[str, Future[Search]] = {}
    for text in texts:
        query = queries.shortened(text)
        if query not in running:
            running[query] = _searched(one, query, rows)
        waiting.append((query, running[query]))
        while waiting and (len(waiting) >= 2 * workers.MOST or waiting[0][1].done()):
            yield _next(waiting, running)
    while waiting:
        yield _next(waiting, running)


def _next(waiting: deque[tuple[str, Future[Search]]], running: dict[str, Future[Search]]) -> Search:
    query, future = waiting.popleft()
    found = future.result()
    if all(query != other for other, _ in waiting):
        running.pop(query, None)
    return found


def _searched(one: Client, query: str, rows: int) -> Future[Search]:
    """The future answer to a search; at once where it is in the cache."""
    known: Future[Search] = Future()
    if not query:
        known.set_result(Search(asked=False, reason="there is nothing to search for"))
    elif (found := _remembered(one, query, rows)) is not None:
        _counted(one.crossref, cached=1)
        known.set_result(found)
    elif one.offline:
        known.set_result(Search(asked=False, reason=OFFLINE))
    else:
        cache.tell(one.store, one.notice)
        known = workers.submit(one.pool, _sought, one, query, rows)
    return known


def _remembered(one: Client, query: str, rows: int) -> Search | None:
    """A search as the cache has it: the DOIs and scores; the works stand with the other works."""
    key = f"{rows} {query}"
    kept = cache.get(one.store, "search", [key], any_age=one.offline).get(key)
    if kept is None:
        return None
    listed = kept.value if isinstance(kept.value, list) else []
    scores = {str(one[0]): _number(one[1]) for one in listed if isinstance(one, list) and len(one) == 2}
    works = cache.get(one.store, "crossref", scores, any_age=one.offline)
    if not all(doi in works and isinstance(works[doi].value, dict) for doi in scores):
        return None
    return Search(tuple(record({**works[doi].value, "score": scores[doi]}, works[doi].time) for doi in scores))


def _sought(one: Client, query: str, rows: int) -> Search:
    """Asks Crossref, unless another run was told meanwhile; the answer is kept before it is given."""
    if (known := _remembered(one, query, rows)) is not None:
        return known
    try:
        params = queries.text(query, rows)
        answer = transport.get(one.crossref, "/works", params, kind="array", wanted=is_list)
        if answer.status == 400:  # perhaps a field is no longer to be selected
            del params["select"]
            answer = transport.get(one.crossref, "/works", params, kind="array", wanted=is_list)
        if answer.status != 200:
            raise Failed(f"Crossref did not take the question (status {answer.status})")
    except Failed as failed:
        _counted(one.crossref, failed=1)
        return Search(asked=False, reason=str(failed))
    items = works_of(answer.data)
    cache.put(one.store, "crossref", items)
    scores = [(doi, _number(item.get("score"))) for doi, item in items.items()]
    when = cache.put(one.store, "search", {f"{rows} {query}": scores or None})
    return Search(tuple(record(item, when) for item in items.values()))


def record(message: dict[str, Any], when: float) -> Record:
    """A work as Crossref has it, as a record."""
    from polybib.crossref import records

    return records.read(message, retrieved=transport.moment(when))


def works_of(data: Any) -> dict[str, dict[str, Any]]:
    """The works of a list by their DOIs, in its order."""
    items = [item for item in data["message"]["items"] if isinstance(item, dict)]
    return {str(item["DOI"]).lower(): item for item in items if isinstance(item.get("DOI"), str)}


def is_list(data: Any) -> bool:
    """Whether an answer is a list of works, and a whole one."""
    message = data.get("message") if isinstance(data, dict) and data.get("status", "ok") == "ok" else None
    if not isinstance(message, dict) or not isinstance(message.get("items"), list):
        return False
    total, rows = message.get("total-results"), message.get("items-per-page")
    whole = not (isinstance(total, int) and isinstance(rows, int)) or len(message["items"]) >= min(total, rows)
    return whole


def asked(one: Client) -> tuple[Asked, ...]:
    """What was asked of each service so far."""
    return tuple(
        Asked(
            service.name.removeprefix("the "),
            service.url,
            state.requests,
            state.cached,
            state.failed,
            state.first,
            state.last,
        )
        for service in (one.crossref, one.datacite, one.proxy)
        if (state := service.state).requests or state.cached or state.failed
    )


def eta(one: Client, lookups: int, searches: int) -> float:
    """Seconds that so many more questions will take, by the limits that hold now."""
    if one.offline:
        return 0.0
    return (-(-lookups // queries.MANY) + searches) / limits.pace(one.crossref.gate, "array")


def _number(value: Any) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _counted(service: Service, *, cached: int = 0, failed: int = 0) -> None:
    with service.gate.changed:
        service.state.cached += cached
        service.state.failed += failed
