"""One reference against its gold: which fields are right, and which a careful bibliographer would mend."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from polybib.evaluation.keys import FIELDS, NAMES, fold, key, printed_names, words
from polybib.model import Reference

NEAR = 0.8  # the similarity from which a value is right in the soft figures
NOTHING: tuple[Any, ...] = (None, "", [])
Row = Mapping[str, Any]  # of gold: "raw", "csl", and "accept", "lang", "source", "meta" where it has them
Item = Reference | Mapping[str, Any] | None  # a reference, a CSL-JSON item, a record of our JSON Lines; None: not found


@dataclass(frozen=True, slots=True)
class Prediction:
    """What was read: the CSL-JSON item, and how sure the reader was of it and of each variable."""

    csl: Mapping[str, Any]
    confidence: float | None
    confidences: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One field of one reference.

    wanted   the gold row knows it          due    it has a value there, and may not be absent where nothing was read
    given    it was read                    exact, soft    it was read right
    """

    field: str
    wanted: bool
    due: bool
    given: bool
    exact: bool
    soft: bool
    want: Any = None
    got: Any = None
    confidence: float | None = None


@cache
def similarity() -> Callable[[str, str], float]:
    """Levenshtein's, normalised, where rapidfuzz is installed, else the near one of the standard library."""
    try:
        from rapidfuzz.distance.Levenshtein import normalized_similarity  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        from difflib import SequenceMatcher

        return lambda one, two: SequenceMatcher(None, one, two).ratio()
    return lambda one, two: float(normalized_similarity(one, two))


def prediction(item: Item) -> Prediction:
    """A reference, a CSL-JSON item, or a record of our JSON Lines, as what is judged."""
    if isinstance(item, Reference):
        sure = {name: held.confidence for name, held in item.fields.items() if held.confidence is not None}
        return Prediction(item.csl(), item.confidence, sure)
    item = item or {}
    csl = item.get("csl", item) or {}
    fields = item.get("fields") if "csl" in item else None
    sure = {}
    for name, held in (fields if isinstance(fields, Mapping) else {}).items():
        level = _probability(held.get("confidence")) if isinstance(held, Mapping) else None
        if level is not None:
            sure[name] = level
    return Prediction(csl, _probability(item.get("confidence")), sure)


def _probability(value: Any) -> float | None:
    good = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1
    return float(value) if good else None


def value_of(item: Mapping[str, Any], field: str) -> Any:
    """The value of a CSL variable, or of one of ours, which live under "custom"."""
    if not field.startswith("custom."):
        return item.get(field)
    custom = item.get("custom")
    return custom.get(field.removeprefix("custom.")) if isinstance(custom, Mapping) else None


def gold_keys(row: Row) -> dict[str, tuple[set[str], bool]]:
    """The right keys of each field that the row knows, and whether it may be absent.

    >>> gold_keys({"csl": {"volume": "07"}, "accept": {"volume": ["VII", None]}}) == {"volume": ({"7", "vii"}, True)}
    True
    """
    csl = row["csl"]
    custom = csl.get("custom") or {}
    out: dict[str, tuple[set[str], bool]] = {}
    for field in FIELDS:
        value = value_of(csl, field)
        if value not in NOTHING:
            out[field] = ({key(field, value)}, False)
        elif printed := custom.get(f"{field}-string"):
            out[field] = (printed_names(str(printed)), False)
    for field, others in (row.get("accept") or {}).items():
        if field in FIELDS:
            right, absent = out.get(field, (set(), True))
            out[field] = (right | {key(field, o) for o in others if o is not None}, absent or None in others)
    return out


def verdicts(row: Row, read: Prediction) -> list[Verdict]:
    """Each field that the gold row knows or that was read.

    A field that is read and not in the gold is wrong; null in "accept" lets a field be absent. Where the source did not
    part title and container ("title_includes_container" in "meta"), neither is judged.
    """
    want = gold_keys(row)
    glued = (row.get("meta") or {}).get("title_includes_container")
    out = []
    for field in FIELDS:
        value = value_of(read.csl, field)
        got = key(field, value) if value not in NOTHING else ""
        right, absent = want.get(field, (set(), True))
        if glued and field in ("title", "container-title"):
            got, right, absent = "", set(), True
        if not got and field not in want:
            continue
        exact = bool(got) and got in right
        soft = exact or (bool(got) and any(similarity()(got, r) >= NEAR for r in right))
        due = bool(right) and bool(got or not absent)
        held = value_of(row["csl"], field) or sorted(right)
        sure = read.confidences.get(field)
        out.append(Verdict(field, field in want, due, bool(got), exact, soft, held, value, sure))
    return out


def to_the_letter(row: Row, csl: Mapping[str, Any]) -> set[str]:
    """The variables that a careful bibliographer would mend: type, given names, whole dates, access dates, language,
    number, genre, the URL letter by letter, the words of titles with their spaces, and any field of `FIELDS`.

    >>> gold = {"csl": {"type": "book", "title": "Smart cities", "author": [{"family": "Li", "given": "W."}]}}
    >>> read = {"type": "book", "title": "Smartcities", "author": [{"family": "Li", "given": "M."}]}
    >>> sorted(to_the_letter(gold, read))
    ['author', 'title']
    """
    accept = row.get("accept") or {}
    wrong = set()
    for field in (*FIELDS, "type", "accessed", "language", "number", "genre"):
        got, want, others = value_of(csl, field), value_of(row["csl"], field), accept.get(field, [])
        rights = [r for r in (want, *others) if r not in NOTHING]
        if got in NOTHING:
            bad = want not in NOTHING and None not in others
        else:
            bad = not (field == "language" and not rights) and not any(_same(field, got, r) for r in rights)
        if bad:
            wrong.add(field)
    return wrong


def _same(field: str, got: Any, right: Any) -> bool:
    if field == "language":
        return str(got).split("-")[0] == str(right).split("-")[0]
    if field in ("type", "accessed"):
        return bool(got == right) or (field == "accessed" and _parts(got) == _parts(right))
    if key(field, got) != key(field, right):
        return False
    if field in NAMES:
        return _given(got) == _given(right)
    if field == "issued":
        return bool(_parts(got) == _parts(right))
    if field == "URL":
        return str(got) == str(right)
    return "title" not in field or words(got) == words(right)


def _given(names: Any) -> list[str]:
    listed: Iterable[Any] = names if isinstance(names, list | str) else [names]
    return [fold(n.get("given", "")) if isinstance(n, dict) else "" for n in listed]


def _parts(date: Any) -> Any:
    found = date.get("date-parts") if isinstance(date, dict) else [re.findall(r"\d+", str(date))]
    listed = [p if isinstance(p, list) else [p] for p in found] if isinstance(found, list) else []
    return [[int(n) for n in p if str(n).isdecimal()] for p in listed] or str(date)
