"""The figures of gold files by set, language and style, and what was missed, in one pass that keeps only counts."""

from __future__ import annotations

import heapq
import zlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from polybib.evaluation.gold import Held
from polybib.evaluation.judge import Item, Row, Verdict
from polybib.evaluation.tally import Tally, figures, judged, wrong

UNKNOWN = "unknown"
SPLITS = ("train", "dev", "test")  # a file of this name is called by its folder
Miss = dict[str, Any]
_Sampled = tuple[int, int, str, Miss]  # minus the hash, minus the number of the row, the field, the miss


def set_of(row: Row, file: str) -> str:
    """The set of a row: its "source", or the name of the file.

    >>> set_of({"source": "plos"}, "x.jsonl"), set_of({}, "data/real/dev.jsonl"), set_of({}, "gold.jsonl")
    ('plos', 'real', 'gold')
    """
    if isinstance(source := row.get("source"), str) and source:
        return source
    path = Path(file)
    return path.parent.name if path.stem in SPLITS and path.parent.name else path.stem


def language_of(row: Row, file: str = "") -> str:
    """The language of a row, without script and country: its "lang", or the language of its item."""
    lang = row.get("lang") or row["csl"].get("language")
    return str(lang).replace("_", "-").split("-")[0].lower() if lang else UNKNOWN


def style_of(row: Row, file: str = "") -> str:
    """The style of a row, "style" in its "meta"."""
    return str((row.get("meta") or {}).get("style") or UNKNOWN)


GROUPS: dict[str, Callable[[Row, str], str]] = {"set": set_of, "language": language_of, "style": style_of}


def measure(
    pairs: Iterable[tuple[Held, Item]], by: Sequence[str] = ("set",), *, missed: int = 0, field: str | None = None
) -> dict[str, Any]:
    """The figures of gold rows with what was read of each.

    by      of GROUPS; each group is scored as if its rows were a gold of their own
    missed  how many misses of each set to show; the same ones at every run as long as they are missed
    field   misses of this field only
    Gives {"all": figures, "by": {group: {name: figures}}}; with more sets than one "mean", the mean of their figures;
    with `missed` "misses".

    >>> rows = [{"raw": "Smart cities.", "csl": {"title": "Smart cities"}, "lang": "en"}]
    >>> found = measure([(Held(rows[0], "a.jsonl", 1, 0), {"title": "Smart cities"})], ["set", "language"])
    >>> found["by"]["language"]["en"]["exact"]["micro"]["f1"], list(found["by"]["set"])
    (1.0, ['a'])
    """
    total: Tally = Tally()
    tallies: dict[str, dict[str, Tally]] = {group: {} for group in ("set", *by) if group in GROUPS}
    samples: dict[tuple[str, str], list[_Sampled]] = {}
    for n, (held, item) in enumerate(pairs):
        counts, verdicts = judged(held.value, item)
        total.update(counts)
        for group, names in tallies.items():
            names.setdefault(GROUPS[group](held.value, held.file), Tally()).update(counts)
        if missed:
            _keep(samples, set_of(held.value, held.file), (n, held.value["raw"]), verdicts, missed)
    sets = {name: figures(tally) for name, tally in tallies["set"].items()}
    out: dict[str, Any] = {"all": figures(total)}
    if len(sets) > 1:
        out["mean"] = _mean(list(sets.values()))
    out["by"] = {group: sets if group == "set" else _largest_first(tallies[group]) for group in by if group in GROUPS}
    if missed:
        out["misses"] = [miss for name in sets for miss in _shown(samples, name, sets[name], missed, field)]
    return out


def _largest_first(tallies: dict[str, Tally]) -> dict[str, Any]:
    return {name: figures(tally) for name, tally in sorted(tallies.items(), key=lambda one: (-one[1]["n",], one[0]))}


def _mean(found: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The mean of the figures of the sets, each set counting the same."""

    def mean(values: Iterable[float | None]) -> float | None:
        known = [value for value in values if value is not None]
        return round(sum(known) / len(known), 4) if known else None

    out: dict[str, Any] = {"sets": len(found), "n": sum(one["n"] for one in found)}
    for mode in ("exact", "soft"):
        micro = {name: mean(one[mode]["micro"][name] for one in found) for name in ("p", "r", "f1")}
        out[mode] = {"micro": micro, "whole": mean(one[mode]["whole"] for one in found)}
    return out | {name: mean(one[name] for one in found) for name in ("strict", "type")}


def _keep(
    samples: dict[tuple[str, str], list[_Sampled]],
    name: str,
    place: tuple[int, str],
    verdicts: Iterable[Verdict],
    most: int,
) -> None:
    """Keeps the misses of each field whose text has the lowest hash: spread over the set, the same at every run."""
    n, raw = place
    for one in filter(wrong, verdicts):
        sample = samples.setdefault((name, one.field), [])
        mark = zlib.crc32(f"{one.field} {raw}".encode("utf-8", "surrogatepass"))
        miss = {"set": name, "raw": raw, "field": one.field, "want": one.want, "got": one.got}
        push = heapq.heappush if len(sample) < most else heapq.heappushpop
        push(sample, (-mark, -n, one.field, miss))


def _shown(
    samples: dict[tuple[str, str], list[_Sampled]], name: str, found: dict[str, Any], most: int, field: str | None
) -> list[Miss]:
    """The misses of a set that are shown, in the order of its rows; a field that is not scored has none."""
    scored = [one for one in found["exact"]["fields"] if field in (None, one)]
    kept = heapq.nlargest(most, (entry for one in scored for entry in samples.get((name, one), ())))
    return [miss for *_, miss in sorted(kept, key=lambda entry: -entry[1])]
