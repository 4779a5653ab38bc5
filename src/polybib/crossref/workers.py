"""Threads that ask. They end with the program at once: it never waits for an answer that nobody wants any more."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

MOST = 8  # threads; how many may ask at a time the service says (limits)


@dataclass(frozen=True, slots=True)
class Pool:
    """Jobs, and the threads that do them; these start when there is something to do."""

    jobs: queue.SimpleQueue[Any] = field(default_factory=queue.SimpleQueue)
    threads: list[threading.Thread] = field(default_factory=list)


def submit(pool: Pool, job: Callable[..., Any], *args: Any) -> Future[Any]:
    """The future result of a job.

    >>> submit(Pool(), max, 1, 2).result()
    2
    """
    future: Future[Any] = Future()
    pool.jobs.put((future, job, args))
    if len(pool.threads) < MOST:
        thread = threading.Thread(target=_work, args=(pool.jobs,), name="polybib-crossref", daemon=True)
        pool.threads.append(thread)
        thread.start()
    return future


def stop(pool: Pool, patience: float = 0.5) -> None:
    """No more jobs; those under way have a moment to keep what they were told."""
    while not pool.jobs.empty():
        try:
            job = pool.jobs.get_nowait()
        except queue.Empty:
            break
        if job is not None:
            job[0].cancel()
    for _ in pool.threads:
        pool.jobs.put(None)
    for thread in pool.threads:
        thread.join(patience)
        patience = 0 if thread.is_alive() else patience


def _work(jobs: queue.SimpleQueue[Any]) -> None:
    while (one := jobs.get()) is not None:
        future, job, args = one
        if not future.set_running_or_notify_cancel():
            continue
        try:
            result = job(*args)
        except BaseException as error:  # it is raised where the result is asked for
            future.set_exception(error)
        else:
            future.set_result(result)
