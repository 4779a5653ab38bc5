"""Years counted from the first year of a reign: 民国三十六年 is 1947 (formats.md 3.2; the names are data/eras.json)."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Era(NamedTuple):
    """The Gregorian year of its year 1, the last year counted in it, and the year of the era from which months are
    Gregorian (0: never)."""

    first: int
    last: int
    solar_from: int


@cache
def table() -> dict[str, Era]:
    """The eras by name; a name is always two characters.

    >>> table()["光绪"]
    Era(first=1875, last=1908, solar_from=0)
    """
    data = json.loads((files("polybib") / "data" / "eras.json").read_text(encoding="utf-8"))
    return {name: Era(*numbers) for name, numbers in data["eras"].items()}


def ending(text: str) -> Era | None:
    """The era whose name ends the text ("清同治").

    >>> ending("清同治") == table()["同治"], ending("社会")
    (True, None)
    """
    return table().get(text[-2:])


def year(era: Era, number: int) -> int | None:
    """The Gregorian year in which year `number` of an era began, None where the era was shorter.

    >>> year(table()["民国"], 36), year(table()["光绪"], 26), year(table()["光绪"], 60)
    (1947, 1900, None)
    """
    found = era.first + number - 1
    return found if number >= 1 and found <= era.last else None
