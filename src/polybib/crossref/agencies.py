"""A DOI and whose it is: Crossref first, then the agency that the DOI proxy names, then the proxy itself.

https://www.doi.org/the-identifier/resources/factsheets/doi-resolution-documentation (handles), https://doi.org/ra/
(agencies), https://support.datacite.org/docs/api (DataCite).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from polybib.crossref import asking, queries, transport
from polybib.crossref.asking import Client, Question
from polybib.crossref.cache import Kept
from polybib.crossref.model import Lookup, Record
from polybib.crossref.transport import Failed, Service


def known(client: Client, keys: Iterable[str]) -> Iterator[tuple[str, Lookup]]:
    """What is known of DOIs (in small letters)."""
    missing = []
    question = Question("crossref", client.crossref, queries.batches, _works)
    for key, one in asking.answers(client, question, keys):
        if isinstance(one, Failed):
            yield key, _unknown(one)
        elif isinstance(one.value, dict):
            yield key, Lookup("found", asking.record(one.value, one.time), "Crossref")
        else:
            missing.append(key)
    if missing:
        yield from _elsewhere(client, missing)


def _elsewhere(client: Client, keys: list[str]) -> Iterator[tuple[str, Lookup]]:
    """What is known of DOIs that Crossref's list has not: their agency is asked, and the proxy has the last word."""
    groups: dict[str, list[str]] = {"Crossref": [], "DataCite": []}
    nobody: dict[str, str] = {}  # DOIs that nobody has told anything of but perhaps the agency of their prefix
    open_: dict[str, Failed] = {}  # of which no agency could be learnt
    question = Question("agency", client.proxy, queries.batches, partial(_agencies, client.crossref))
    for key, one in asking.answers(client, question, keys):
        agency, sure = ("", False) if isinstance(one, Failed) else _told(one.value)
        if isinstance(one, Failed):
            open_[key] = one
        elif agency in groups:
            groups[agency].append(key)
        elif sure:
            yield key, Lookup("elsewhere", agency=agency)
        else:
            nobody[key] = agency
    single = Question("crossref-single", client.crossref, _alone, _work)
    many = Question("datacite", client.datacite, queries.batches, _datacite)
    for agency, question in (("Crossref", single), ("DataCite", many)):
        asked = [*groups[agency], *(open_ if agency == "DataCite" else ())]
        for key, one in asking.answers(client, question, asked) if asked else ():
            if isinstance(one, Failed) and key not in open_:
                yield key, _unknown(one, f"it is registered by {agency}")
            elif isinstance(one, Failed) or not isinstance(one.value, dict):
                nobody[key] = "" if key in open_ else agency
            else:
                found = asking.record(one.value, one.time) if agency == "Crossref" else _record(one)
                yield key, Lookup("found", found, agency)
    yield from _handles(client, nobody)


def _told(value: Any) -> tuple[str, bool]:
    """The agency of a DOI, and whether the DOI itself is known to it, not its prefix only."""
    known = value if isinstance(value, dict) else {}
    return str(known.get("agency") or ""), bool(known.get("sure"))


def _handles(client: Client, agencies: Mapping[str, str]) -> Iterator[tuple[str, Lookup]]:
    """DOIs of which no agency has a record: the proxy itself has the last word."""
    question = Question("handle", client.proxy, _alone, _handle)
    for key, one in asking.answers(client, question, agencies) if agencies else ():
        if isinstance(one, Failed):
            yield key, _unknown(one, f"{agencies[key] or 'Crossref'} does not know it", lacks="Crossref")
        elif one.value is None:
            yield key, Lookup("absent", reason="neither Crossref nor the DOI proxy knows it")
        else:
            yield key, Lookup("elsewhere", agency=agencies[key])


def _record(kept: Kept) -> Record:
    from polybib.crossref import records

    return records.read_datacite(kept.value, retrieved=transport.moment(kept.time))


def _unknown(failed: Failed, before: str = "", lacks: str = "") -> Lookup:
    return Lookup("unknown", reason=f"{before}; {failed}" if before else str(failed), lacks=lacks)


def _alone(keys: Iterable[str]) -> Iterator[tuple[str, ...]]:
    return ((key,) for key in keys)


def _works(service: Service, dois: tuple[str, ...]) -> dict[str, Any]:
    """Works by a list of DOIs; a list that is refused is asked in halves, down to single works."""
    if len(dois) == 1 and "," in dois[0]:
        return _work(service, dois)
    answer = transport.get(service, "/works", queries.works(dois), kind="array", wanted=asking.is_list)
    if answer.status == 200:
        found = asking.works_of(answer.data)
        lost = tuple(doi for doi in dois if doi not in found)
        if not lost or _complete(answer.data, found, dois):
            return {doi: found.get(doi) for doi in dois}
        known = {doi: found[doi] for doi in dois if doi in found}
        return known | (_works(service, lost) if known else _one_by_one(service, lost))
    if len(dois) == 1:
        return _work(service, dois)
    middle = len(dois) // 2
    halves: dict[str, Any] = {}
    for half in (dois[:middle], dois[middle:]):
        try:
            halves.update(_works(service, half))
        except Failed as failed:
            halves.update(dict.fromkeys(half, failed))
    return halves


def _complete(data: Any, found: Mapping[str, Any], dois: tuple[str, ...]) -> bool:
    """Is a list all that was asked for, and only that: no page of a longer one, nor one that knows no filter?"""
    total = data["message"].get("total-results")
    whole = not isinstance(total, int) or total <= len(data["message"]["items"])
    return whole and all(doi in dois for doi in found)


def _one_by_one(service: Service, dois: tuple[str, ...]) -> dict[str, Any]:
    """Works asked for one after the other, each with its own answer."""
    found: dict[str, Any] = {}
    for doi in dois:
        try:
            found.update(_work(service, (doi,)))
        except Failed as failed:
            found[doi] = failed
    return found


def _work(service: Service, dois: tuple[str, ...]) -> dict[str, Any]:
    """A single work, its reference list and abstract left out."""
    path = f"/works/{queries.escaped(dois[0])}"
    answer = transport.get(service, path, None, kind="single", wanted=_is_work)
    if answer.status != 200:
        return {dois[0]: None} if answer.status == 404 else {dois[0]: _refused(service, answer.status)}
    message = answer.data["message"]
    return {dois[0]: {name: value for name, value in message.items() if name not in ("reference", "abstract")}}


def _is_work(data: Any) -> bool:
    message = data.get("message") if isinstance(data, dict) and data.get("status", "ok") == "ok" else None
    return isinstance(message, dict) and isinstance(message.get("DOI"), str)


def _agencies(crossref: Service, proxy: Service, dois: tuple[str, ...]) -> dict[str, Any]:
    """The agency of each DOI, as the proxy names it or, where that cannot be asked, Crossref; None: it has none."""
    try:
        return _by_proxy(proxy, dois)
    except Failed as failed:
        found: dict[str, Any] = {}
        for doi in dois:
            path = f"/works/{queries.escaped(doi)}/agency"
            try:
                answer = transport.get(crossref, path, None, kind="single", wanted=_is_work)
            except Failed:
                answer = transport.Answer(404)
            named = answer.data["message"].get("agency") if answer.status == 200 else None
            label = str(named.get("label") or "") if isinstance(named, dict) else ""
            found[doi] = {"agency": label, "sure": True} if label else failed
        return found


def _by_proxy(proxy: Service, dois: tuple[str, ...]) -> dict[str, Any]:
    """The agencies by a list of DOIs; a prefix is asked where the list leaves a DOI out."""
    found: dict[str, Any] = {doi: _agency(one, sure=True) for doi, one in _claims(proxy, dois).items()}
    for doi in dois:
        if doi not in found:
            prefix = doi.partition("/")[0]
            if prefix not in found:
                told = _claims(proxy, (prefix,)).get(prefix)
                silent = Failed(f"{proxy.name} does not say whose it is")
                found[prefix] = silent if told is None else _agency(told, sure=False)
            found[doi] = found[prefix]
    return {doi: found[doi] for doi in dois}


def _claims(proxy: Service, names: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    path = "/ra/" + ",".join(queries.escaped(name) for name in names)
    answer = transport.get(proxy, path, None, kind="ra", wanted=lambda data: isinstance(data, list))
    told = answer.data if isinstance(answer.data, list) else []
    named = [one for one in told if isinstance(one, dict) and isinstance(one.get("DOI"), str)]
    return {one["DOI"].lower(): one for one in named}


def _agency(told: Mapping[str, Any], *, sure: bool) -> dict[str, Any] | None:
    name = told.get("RA")
    return {"agency": name, "sure": sure} if isinstance(name, str) and name else None


def _datacite(service: Service, dois: tuple[str, ...]) -> dict[str, Any]:
    """The attributes of DOIs as DataCite has them; what is not in the list that it sends is asked by itself."""
    found: dict[str, Any] = {}
    if len(dois) > 1:
        params = {"ids": ",".join(dois), "page[size]": str(len(dois))}
        answer = transport.get(service, "/dois", params, kind="list", wanted=_has_data(list))
        data = answer.data["data"] if answer.status == 200 else []
        found = {str(one.get("id", "")).lower(): one.get("attributes") for one in data if isinstance(one, dict)}
    for doi in dois:
        if not isinstance(found.get(doi), dict):
            path = f"/dois/{queries.escaped(doi)}"
            one = transport.get(service, path, None, kind="single", wanted=_has_data(dict))
            attributes = one.data["data"].get("attributes") if one.status == 200 else None
            found[doi] = attributes if isinstance(attributes, dict) else None
    return {doi: found[doi] for doi in dois}


def _has_data(kind: type) -> Any:
    return lambda answer: isinstance(answer, dict) and isinstance(answer.get("data"), kind)


def _handle(service: Service, dois: tuple[str, ...]) -> dict[str, Any]:
    """Whether the proxy knows a DOI (response code 1: found, 200: found without values, 100, or a 404: not found)."""
    path = f"/api/handles/{queries.escaped(dois[0])}"
    answer = transport.get(service, path, None, kind="handle", wanted=lambda data: isinstance(data, dict))
    code = answer.data.get("responseCode") if isinstance(answer.data, dict) else None
    if code in (1, 200):
        return {dois[0]: True}
    return {dois[0]: None if code in (100, 301) or answer.status == 404 else _refused(service, answer.status)}


def _refused(service: Service, status: int) -> Failed:
    return Failed(f"{service.name} did not take the question (status {status})")
