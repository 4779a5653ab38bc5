"""What was answered, kept on disk: a file of SQLite that only its owner can read, and that several runs can share.

A file that cannot be used, or a full disk, never stops the work: what is answered is then kept for this run only.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import sys
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

NAME = "answers.sqlite"
DAY = 86_400.0
AGE = 30 * DAY  # what is known of a work changes seldom: a retraction, a correction
SHORT = DAY  # what is not there today may be there tomorrow
PATIENCE = 10  # seconds for another run to finish writing
TOLD = "told"  # this file stands for: the user was told what is sent where
TABLE = """CREATE TABLE IF NOT EXISTS answers (source TEXT NOT NULL, key TEXT NOT NULL, time REAL NOT NULL, value BLOB,
    PRIMARY KEY (source, key)) WITHOUT ROWID"""
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer and when it was given; None as value where the source knows nothing."""

    value: Any
    time: float


@dataclass(slots=True)
class Store:
    """The answers: those on `disk`, and those of this run that could not go there."""

    path: Path | None
    say: Say
    age: float = AGE
    disk: sqlite3.Connection | None = None
    spare: sqlite3.Connection | None = None
    closed: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)


def folder() -> Path:
    """Where the cache is: POLYBIB_CACHE, or where the system keeps caches."""
    if named := os.environ.get("POLYBIB_CACHE"):
        return Path(named).expanduser()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
        return base / "polybib" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "polybib"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "polybib"


def store(place: Path | None, say: Say, *, age: float = AGE) -> Store:
    """The store in a folder, or one for this run only; trouble is told once, and is no error."""
    one = Store(place / NAME if place else None, say, age)
    if one.path:
        try:
            one.disk = _opened(one.path)
        except (OSError, sqlite3.Error) as error:
            _without(one, error)
    return one


def get(one: Store, source: str, keys: Iterable[str], *, any_age: bool = False) -> dict[str, Kept]:
    """What is kept of these questions and not too old. What is not known is asked again sooner."""
    wanted = list(dict.fromkeys(keys))
    now, found = time.time(), dict[str, Kept]()
    with one.lock:
        for connection in (one.disk, one.spare):
            if connection is None:
                continue
            try:
                rows = _rows(connection, source, wanted)
            except sqlite3.Error as error:
                _without(one, error)
                continue
            for key, when, blob in rows:
                if any_age or now - when <= (one.age if blob is not None else min(one.age, SHORT)):
                    with contextlib.suppress(ValueError, zlib.error, TypeError):  # a value that cannot be read is none
                        found[key] = Kept(None if blob is None else json.loads(zlib.decompress(blob)), when)
    return found


def put(one: Store, source: str, answers: Mapping[str, Any]) -> float:
    """Keeps answers, and tells the time that they have."""
    now = time.time()
    rows = [(source, key, now, None if value is None else _packed(value)) for key, value in answers.items()]
    with one.lock:
        if one.closed:
            return now
        if one.disk is not None and one.spare is None:
            try:
                _write(one.disk, rows)
                return now
            except (sqlite3.Error, OSError) as error:
                _without(one, error, read=not _broken(error))
        if one.spare is None:
            one.spare = sqlite3.connect("", check_same_thread=False, isolation_level=None)
            one.spare.execute(TABLE)
        with contextlib.suppress(sqlite3.Error):  # no room at all, not even for this run
            _write(one.spare, rows)
    return now


def close(one: Store) -> None:
    """Nothing is kept any more."""
    with one.lock:
        one.closed = True
        for connection in (one.disk, one.spare):
            if connection is not None:
                with contextlib.suppress(sqlite3.Error):
                    connection.close()
        one.disk = one.spare = None


def told(place: Path | None) -> bool:
    """Whether the user was told before what is sent where."""
    with contextlib.suppress(OSError):
        return place is not None and (place / TOLD).exists()
    return False


def tell(one: Store, notice: list[str]) -> None:
    """Says what is still to be said before anything is sent, and notes that it was."""
    if notice and one.path:
        with contextlib.suppress(OSError):
            (one.path.parent / TOLD).touch(mode=0o600)
    while notice:
        one.say(notice.pop(0))


def info(place: Path) -> dict[str, Any]:
    """What a cache holds: bytes, and for each source how many answers, the oldest and the newest time."""
    path = place / NAME
    size = sum(part.stat().st_size for part in _parts(path) if part.exists())
    if not path.exists():
        return {"path": str(path), "size": 0, "sources": {}}
    with contextlib.closing(_opened(path)) as connection:
        query = "SELECT source, count(*), min(time), max(time) FROM answers GROUP BY source ORDER BY source"
        rows = connection.execute(query).fetchall()
    return {"path": str(path), "size": size, "sources": {name: (count, old, new) for name, count, old, new in rows}}


def clear(place: Path, older: float | None = None) -> int:
    """Forgets all answers, or those older than so many seconds; how many. A broken file is removed."""
    path = place / NAME
    if not path.exists():
        return 0
    try:
        with contextlib.closing(_opened(path)) as connection:
            before = time.time() - (older or 0) if older is not None else float("inf")
            count = connection.execute("DELETE FROM answers WHERE time < ?", (before,)).rowcount
            with contextlib.suppress(sqlite3.OperationalError):  # another run is at work: the room is used again later
                connection.execute("VACUUM")
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return int(count)
    except sqlite3.DatabaseError as error:
        if not _broken(error):
            raise OSError(f"{path}: {error}") from None
        for part in _parts(path):
            part.unlink(missing_ok=True)
        return 0


def _parts(path: Path) -> list[Path]:
    return [path, *(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))]


def _opened(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    connection = sqlite3.connect(path, timeout=PATIENCE, check_same_thread=False, isolation_level=None)
    try:
        if os.name == "posix" and path.stat().st_mode & 0o077:
            path.chmod(0o600)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute(TABLE)
        connection.execute("SELECT source, key, time, value FROM answers LIMIT 1").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def _rows(connection: sqlite3.Connection, source: str, keys: list[str]) -> list[tuple[str, float, bytes | None]]:
    found: list[tuple[str, float, bytes | None]] = []
    for at in range(0, len(keys), 500):
        some = keys[at : at + 500]
        marks = ",".join("?" * len(some))
        query = f"SELECT key, time, value FROM answers WHERE source = ? AND key IN ({marks})"
        found += connection.execute(query, (source, *some)).fetchall()
    return found


def _write(connection: sqlite3.Connection, rows: list[tuple[str, str, float, bytes | None]]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", rows)
        connection.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def _packed(value: Any) -> bytes:
    return zlib.compress(json.dumps(value, separators=(",", ":")).encode("ascii"))


def _broken(error: Exception) -> bool:
    """Whether the file is no cache of ours, or damaged; not whether it is only locked or the disk full."""
    return isinstance(error, sqlite3.DatabaseError) and not isinstance(
        error, sqlite3.OperationalError | sqlite3.IntegrityError | sqlite3.ProgrammingError
    )


def _without(one: Store, error: Exception, *, read: bool = False) -> None:
    """Goes on without the file, or reads it only; says so once."""
    if one.closed:
        return
    why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    step = "; 'polybib cache clear' mends it" if _broken(error) else ""
    one.say(f"{one.path}: the cache cannot be used ({why}): answers are kept for this run only{step}")
    if not read and one.disk is not None:
        with contextlib.suppress(sqlite3.Error):
            one.disk.close()
        one.disk = None
