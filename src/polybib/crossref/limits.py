"""How much may be asked of a service at a time: its answers say so in their headers, and a 429 says to go slower.

Crossref announces `x-rate-limit-limit` requests in `x-rate-limit-interval` and `x-concurrency-limit` at once, each pool
its own, single works and lists of works apart (https://www.crossref.org/documentation/retrieve-metadata/rest-api/).
"""

from __future__ import annotations

import re
import threading
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

GUARD = 0.25  # seconds after which a request has arrived, whether its answer is there or not
CALM = 20  # answers without a 429 after which we go a little faster again
LONGEST = 3600.0


@dataclass(slots=True)
class Claim:
    """A request that counts against a rate for an interval from `since`."""

    since: float


@dataclass(slots=True)
class Gate:
    """What may be asked of a service now. `rates` has requests and seconds for each kind of request."""

    rates: dict[str, tuple[int, float]]
    atonce: int
    changed: threading.Condition = field(default_factory=threading.Condition)
    claims: dict[str, deque[Claim]] = field(default_factory=dict)
    shares: dict[str, float] = field(default_factory=dict)  # requests an interval after a 429: fewer than announced
    busy: int = 0
    until: float = 0.0  # nothing is asked before
    rest: float = 0.0  # the service does not answer: until then nobody waits for it
    slowed: float = 0.0
    calm: int = 0
    latency: float = 0.7  # a running mean, in seconds


def enter(gate: Gate, kind: str, closed: threading.Event) -> Claim | None:
    """Waits until one more request of a kind may be made; None where none is to be made any more, or for a time."""
    with gate.changed:
        while not closed.is_set():
            now = time.monotonic()
            if now < gate.rest:
                return None
            wait = _wait(gate, kind, now)
            if wait <= 0:
                gate.busy += 1
                claim = Claim(now + GUARD)
                gate.claims.setdefault(kind, deque()).append(claim)
                return claim
            gate.changed.wait(min(wait, 1.0))
    return None


def leave(gate: Gate, kind: str, claim: Claim, headers: Mapping[str, str], *, good: bool) -> None:
    """A request is over: its headers say how many may follow."""
    with gate.changed:
        now = time.monotonic()
        gate.busy -= 1
        gate.latency += (now - claim.since + GUARD - gate.latency) / 8
        claim.since = min(claim.since, now)
        rate = announced(headers, gate.rates.get(kind) or gate.rates[""])
        gate.rates[kind] = rate
        gate.atonce = _count(headers.get("x-concurrency-limit", "")) or gate.atonce
        gate.calm += good
        if gate.calm >= CALM and kind in gate.shares:
            gate.calm, share = 0, gate.shares[kind] * 1.25
            gate.shares[kind] = share
            if share >= rate[0]:
                del gate.shares[kind]
        gate.changed.notify_all()


def slower(gate: Gate, kind: str, claim: Claim, wait: float) -> None:
    """A 429: nothing for a time, and then half of what was asked. Those who were under way already count once."""
    with gate.changed:
        now = time.monotonic()
        limit, interval = gate.rates.get(kind) or gate.rates[""]
        gate.until = max(gate.until, now + (wait or min(interval, 5.0)))
        gate.calm = 0
        if claim.since - GUARD < gate.slowed:
            return
        gate.slowed = now
        recent = sum(now - one.since < interval for one in gate.claims.get(kind, ()))
        share = min(gate.shares.get(kind, float(limit)), float(max(1, recent)))
        gate.shares[kind] = max(share / 2, 1 / 64)


def rest(gate: Gate, seconds: float) -> None:
    """Leaves a service alone; those who wait for their turn are told at once."""
    with gate.changed:
        gate.rest = time.monotonic() + seconds
        gate.until = 0.0
        gate.changed.notify_all()


def pace(gate: Gate, kind: str) -> float:
    """How many requests of a kind a second can be made, as far as the headers and the answers so far tell.

    >>> round(pace(Gate({"": (3, 1.0)}, atonce=3), ""), 2)
    2.4
    """
    with gate.changed:
        limit, interval = _rate(gate, kind)
        at_once = gate.atonce / max(gate.latency, 0.001)
        return min(limit / (interval + min(GUARD, gate.latency)), at_once)


def announced(headers: Mapping[str, str], rate: tuple[int, float]) -> tuple[int, float]:
    """The rate that headers tell, requests and seconds; `rate` where they do not.

    >>> announced({"x-rate-limit-limit": "3", "x-rate-limit-interval": "1s"}, (5, 1.0))
    (3, 1.0)
    >>> announced({"x-rate-limit-limit": "0", "x-rate-limit-interval": "soon"}, (5, 1.0))
    (5, 1.0)
    """
    limit = _count(headers.get("x-rate-limit-limit", "")) or rate[0]
    found = _interval().match(headers.get("x-rate-limit-interval", ""))
    seconds = float(found[1]) * {"": 1.0, "s": 1.0, "m": 60.0, "ms": 0.001}[found[2]] if found else 0.0
    return limit, seconds if 0 < seconds <= LONGEST else rate[1]


@cache
def _interval() -> re.Pattern[str]:
    return re.compile(r"\s*(\d{1,6}(?:\.\d{1,3})?)(ms|s|m|)\s*$")


def _count(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _rate(gate: Gate, kind: str) -> tuple[int, float]:
    """The rate in force: the announced one, or less after a 429; under one an interval, the interval is longer."""
    limit, interval = gate.rates.get(kind) or gate.rates[""]
    share = min(gate.shares.get(kind, float(limit)), float(limit))
    return (int(share), interval) if share >= 1 else (1, interval / share)


def _wait(gate: Gate, kind: str, now: float) -> float:
    """Seconds until one more may be asked; nothing, where it may be now. Claims that are over are dropped."""
    limit, interval = _rate(gate, kind)
    claims = gate.claims.setdefault(kind, deque())
    while claims and claims[0].since + interval <= now:
        claims.popleft()
    wait = gate.until - now
    if gate.busy >= gate.atonce:
        wait = max(wait, 1.0)  # until one is over, which wakes us
    if len(claims) >= limit:
        wait = max(wait, claims[len(claims) - limit].since + interval - now)
    return wait
