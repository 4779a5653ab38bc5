"""What was sent to a desktop program that cannot be read: kept in a file, so that nothing is sent twice."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from polybib.zotero.library import Identity


def path() -> Path:
    """The file, where the system keeps what programs remember."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    else:
        base = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(base) / "polybib" / "zotero-sent.txt"


def read() -> frozenset[str]:
    """The marks of what was sent."""
    try:
        return frozenset(path().read_text(encoding="ascii").split())
    except (OSError, ValueError):
        return frozenset()


def add(marks: Iterable[str]) -> None:
    """Notes what was sent."""
    file = path()
    with contextlib.suppress(OSError):  # what was sent has arrived, whether it can be noted or not
        file.parent.mkdir(parents=True, exist_ok=True)
        with open(file, "a", encoding="ascii", newline="\n") as out:
            out.writelines(f"{one}\n" for one in marks)


def mark(one: Identity, url: str, place: str) -> str:
    """A mark of a work that was sent to a place."""
    return hashlib.sha256("\n".join((url, place, one.doi, one.work)).encode()).hexdigest()[:24]
