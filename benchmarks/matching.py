"""How well references are matched to records, and how well a DOI of another work is told: prints Markdown tables.

    python benchmarks/matching.py WORKS.jsonl                 every work a string, in ten styles of citeproc
    python benchmarks/matching.py WORKS.jsonl --size 600 -v   so many strings, and the errors
    python benchmarks/matching.py WORKS.jsonl --half 1        works of one half (by a hash of the DOI)
    python benchmarks/matching.py WORKS.jsonl --other         in twelve other styles, some of them without titles

WORKS.jsonl holds works as Crossref's API gives them, one a line. A third of the works is not served; a third of the
strings has a wrong year, page or a misspelt title; half of the works, served or not, have two near decoys among those
that are served. Each string is read by polybib, searched in the index of the test server, and its candidates judged.
Then each DOI is given to its own string, and to strings of other works: of any, and of near ones.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "servers"))
import _matching_data as data
import crossref_server

import polybib
from polybib.crossref import matching, records
from polybib.crossref.model import Record
from polybib.model import Reference

ROWS = 20


def main() -> int:
    options = _options()
    works = [json.loads(line) for line in options.works.read_text("utf-8").splitlines()]
    lines, served = _made(works, options)
    references = _parsed([line.text for line in lines], options)
    found = {work["DOI"].lower(): records.read(work) for work in served}
    own = {work["DOI"].lower(): records.read(work) for work in works}
    clock = _matched(lines, references, served, found, options.v)
    _given(lines, references, own, found, options.v)
    print(f"\njudge: {clock:.2f} ms a candidate")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("works", type=Path)
    parser.add_argument("--size", type=int, default=0)
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--other", action="store_true")
    parser.add_argument("--keep", type=Path, help="a file in which the strings are kept for the next time")
    parser.add_argument("-v", action="store_true")
    return parser.parse_args()


def _made(works: list[data.Work], options: argparse.Namespace) -> tuple[list[data.Line], list[data.Work]]:
    """The strings, and the works that are served with the decoys."""
    rng = random.Random(5)
    titles = [data.bare(one["title"][0]) for one in works if one.get("title")]
    held_out = {one["DOI"] for one in works if data.hashed(one["DOI"], "out") < 1 / 3}
    served = [one for one in works if one["DOI"] not in held_out]
    for one in works:
        if data.citable(one) and data.hashed(one["DOI"], "decoy") < 0.5:
            served += data.decoys(one, rng, titles)
    citable = [one for one in works if data.citable(one)]
    if options.half is not None:
        citable = [one for one in citable if (data.hashed(one["DOI"], "half") < 0.5) == (options.half == 0)]
    citable = rng.sample(citable, min(options.size or len(citable), len(citable)))
    if options.keep and options.keep.exists():
        return [data.Line(**json.loads(line)) for line in options.keep.read_text("utf-8").splitlines()], served
    styles = data.OTHER_STYLES if options.other else data.STYLES
    lines = []
    for number, work in enumerate(citable):
        item, noise, style = data.csl(work), "", styles[number % len(styles)]
        if data.hashed(work["DOI"], "noise") < 1 / 3:
            item, noise = data.spoilt(item, rng)
        text = data.rendered(item, style)
        lines.append(data.Line(text, work["DOI"].lower(), style, noise, work["DOI"] not in held_out))
    if options.keep:
        fields = ("text", "doi", "style", "noise", "served")
        rows = (json.dumps({name: getattr(line, name) for name in fields}, ensure_ascii=False) for line in lines)
        options.keep.write_text("\n".join(rows) + "\n", "utf-8")
    return lines, served


def _parsed(texts: list[str], options: argparse.Namespace) -> list[Reference]:
    import pickle

    kept = options.keep.with_suffix(".pickle") if options.keep else None
    if kept and kept.exists():
        return pickle.loads(kept.read_bytes())  # type: ignore[no-any-return]
    read = [polybib.parse(text) for text in texts]
    if kept:
        kept.write_bytes(pickle.dumps(read))
    return read


def _matched(
    lines: list[data.Line],
    references: list[Reference],
    served: list[data.Work],
    found: dict[str, Record],
    verbose: bool,
) -> float:
    """The table of the search and the judgement; returns the milliseconds of one judgement."""
    index = crossref_server.Held()
    for work in served:
        index.add(work)
    counts: Counter[tuple[str, str]] = Counter()
    spent = judged = 0.0
    for line, reference in zip(lines, references, strict=True):
        rows = index.search(matching.query(reference))[:ROWS]
        candidates = [found[index.order[number]["DOI"].lower()] for _, number in rows]
        begun = time.process_time()
        best = matching.best(reference, candidates)
        spent, judged = spent + time.process_time() - begun, judged + len(candidates)
        there = any(one.doi.lower() == line.doi for one in candidates)
        what = _outcome(line, best, there)
        for group in ("all", line.style, f"wrong {line.noise}" if line.noise else "as it is"):
            counts[group, what] += 1
        if verbose and what not in ("right", "rightly none", "not found by the search"):
            print(f"--- {what} {line.style} {line.noise} {line.doi}\n{line.text}")
            _show(reference, line, best, found)
    _table(counts)
    return 1000 * spent / max(1.0, judged)


def _outcome(line: data.Line, best: matching.Judgement | None, there: bool) -> str:
    if best is None:
        return "rightly none" if not line.served else "missed" if there else "not found by the search"
    right = best.record.doi.lower() == line.doi
    if best.relation == "same":
        return "right" if right else "wrong"
    return "right, probable" if right else "wrong, probable"


def _table(counts: Counter[tuple[str, str]]) -> None:
    print(
        "| strings | | precision | recall | precision with probable ones | recall with them | not found by the search |"
    )
    print("|---|--:|--:|--:|--:|--:|--:|")
    for group in dict.fromkeys(group for group, _ in counts):
        get = {what: n for (g, what), n in counts.items() if g == group}
        right, wrong = get.get("right", 0), get.get("wrong", 0)
        maybe, bad = get.get("right, probable", 0), get.get("wrong, probable", 0)
        unfound, missed = get.get("not found by the search", 0), get.get("missed", 0)
        all_served = right + maybe + missed + unfound + get.get("wrong served", 0)
        cells = [right / max(1, right + wrong), right / max(1, all_served)]
        cells += [(right + maybe) / max(1, right + maybe + wrong + bad), (right + maybe) / max(1, all_served)]
        print(f"| {group} | {sum(get.values())} | {' | '.join(f'{one:.4f}' for one in cells)} | {unfound} |")
    print(dict(Counter({what: n for (g, what), n in counts.items() if g == "all"})))


def _given(
    lines: list[data.Line],
    references: list[Reference],
    own: dict[str, Record],
    served: dict[str, Record],
    verbose: bool,
) -> None:
    """The table of given DOIs: right ones, those of any other work, those of near works."""
    rng = random.Random(7)
    near = _near(own)
    decoys = {doi.rsplit(".", 1)[0]: one for doi, one in served.items() if doi.startswith("10.5555/decoy")}
    told: Counter[tuple[str, str]] = Counter()
    for line, reference in zip(lines, references, strict=True):
        cases: list[tuple[str, Record | None]] = [
            ("its own, " + (f"wrong {line.noise}" if line.noise else "as it is"), own[line.doi])
        ]
        cases += [("of any other work", rng.choice(list(own.values()))), ("of a near work", near.get(line.doi))]
        cases.append(("of a near decoy", decoys.get(data.decoy(line.doi))))
        for group, record in cases:
            if record is None or (not group.startswith("its own") and record.doi.lower() == line.doi):
                continue
            one = matching.judge(reference, record)
            told[group, one.relation] += 1
            if verbose and (one.relation in ("same", "probable")) != group.startswith("its own"):
                print(f"--- given {group}: {one.relation} {one.kind} {line.style} {record.doi}\n{line.text}")
                print(
                    record.reference.type,
                    one.record.reference.text("author")[:50],
                    "|",
                    record.reference.text("title")[:150],
                )
                print(f"{one.probability:.3f}", *(f"{e.field} {e.weight:+.1f} ({e.what})" for e in one.evidence))
    relations = ("same", "probable", "related", "different")
    print(
        "\n| the DOI given | | same | probable | related | different | told as other |\n|---|--:|--:|--:|--:|--:|--:|"
    )
    for group in sorted({group for group, _ in told}):
        row = [told[group, one] for one in relations]
        print(f"| {group} | {sum(row)} | {' | '.join(map(str, row))} | {(row[2] + row[3]) / max(1, sum(row)):.4f} |")


def _near(own: dict[str, Record]) -> dict[str, Record]:
    """For each work another one of its journal, and of its year or first author where there is one."""
    groups: dict[tuple[str, ...], list[Record]] = {}
    for one in own.values():
        reference = one.reference
        journal, year = reference.text("container-title"), reference.text("issued")[:4]
        author = reference.text("author").split(",")[0]
        for key in (("j", journal, year, author), ("j", journal, year), ("a", author), ("j", journal)):
            if all(key):
                groups.setdefault(key, []).append(one)
    found: dict[str, Record] = {}
    for members in sorted(groups.values(), key=len):
        for at, one in enumerate(members):
            if len(members) > 1:
                found.setdefault(one.doi.lower(), members[at - 1])
    return found


def _show(reference: Reference, line: data.Line, best: matching.Judgement | None, found: dict[str, Record]) -> None:
    shown: list[Any] = [best] if best else []
    if line.doi in found and (best is None or best.record.doi.lower() != line.doi):
        shown.append(matching.judge(reference, found[line.doi]))
    print(
        "   read:",
        reference.type,
        {n: reference.text(n) for n in ("author", "title", "container-title", "volume", "page", "issued")},
    )
    for one in shown:
        print("  ", one.record.doi, one.record.reference.type, "|", one.record.reference.text("title")[:150])
        print(
            f"   {one.relation} {one.kind} {one.probability:.3f}",
            *(f"{e.field} {e.weight:+.1f} ({e.what})" for e in one.evidence),
        )


if __name__ == "__main__":
    sys.exit(main())
