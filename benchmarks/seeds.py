"""Score the documents in seeds/ against their gold in refs/.

python benchmarks/seeds.py            prints a Markdown table
python benchmarks/seeds.py --update   and writes refs/scores.json, below which tests/test_seeds.py fails
python benchmarks/seeds.py --misses   and shows what is wrong, a line each
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(Path(__file__).parent))
import score_document  # noqa: E402

from polybib import evaluation, pipeline  # noqa: E402
from polybib.formats import jsonl  # noqa: E402

SCORES = ROOT / "refs" / "scores.json"


def documents() -> list[Path]:
    """The seeds that have gold, in the order of their names."""
    return sorted(path for path in (ROOT / "seeds").iterdir() if (ROOT / "refs" / f"{path.stem}.jsonl").exists())


def figures(
    gold: list[dict[str, Any]], answers: list[Any], extra: list[Any], linked: tuple[int, int]
) -> dict[str, Any]:
    """What is measured of one document, or of all together."""
    result = evaluation.score(gold, answers)
    kinds = sum(a is not None and a["kind"] == row["kind"] for row, a in zip(gold, answers, strict=True))
    return {
        "references": len(gold),
        "found": sum(a is not None for a in answers),
        "extra": len(extra),
        "kinds": kinds,
        "links": linked[0],
        "exact F1": result["exact"]["micro"]["f1"],
        "whole": round(result["exact"]["whole"] * len(gold)),
        "to the letter": round(result["strict"] * len(gold)),
    }


def measure(path: Path) -> tuple[list[dict[str, Any]], list[Any], list[Any], tuple[int, int]]:
    """The gold rows of a document, what answers each, what answers none, and which links are right."""
    gold = evaluation.load(ROOT / "refs" / f"{path.stem}.jsonl")
    found = [jsonl.record(reference) for reference in pipeline.run(path)]
    answers, extra = score_document.align(gold, found)
    return gold, answers, extra, score_document.links(gold, answers)


def scores() -> dict[str, dict[str, Any]]:
    """The figures of each seed, and of all together."""
    out, everything = {}, ([], [], [], [0, 0])
    for path in documents():
        gold, answers, extra, linked = measure(path)
        out[path.stem] = figures(gold, answers, extra, linked)
        for whole, part in zip(everything[:3], (gold, answers, extra), strict=True):
            whole.extend(part)
        everything[3][0] += linked[0]
        everything[3][1] += linked[1]
    out["all"] = figures(*everything[:3], tuple(everything[3]))
    return out


def table(found: dict[str, dict[str, Any]]) -> str:
    """The figures as a Markdown table."""
    heads = list(next(iter(found.values())))
    lines = ["| document | " + " | ".join(heads) + " |", "|---" * (len(heads) + 1) + "|"]
    return "\n".join(
        [*lines, *(f"| {name} | " + " | ".join(str(row[h]) for h in heads) + " |" for name, row in found.items())]
    )


def misses() -> None:
    for path in documents():
        gold, answers, extra, _ = measure(path)
        wrong = [{"missing": row["raw"]} for row, a in zip(gold, answers, strict=True) if a is None]
        wrong += [{"extra": found["raw"]} for found in extra] + evaluation.misses(gold, answers)
        wrong += [
            {"raw": row["raw"], "letter": sorted(evaluation.to_the_letter(row, a["csl"]))}
            for row, a in zip(gold, answers, strict=True)
            if a is not None and evaluation.to_the_letter(row, a["csl"])
        ]
        for one in wrong:
            print(path.stem, json.dumps(one, ensure_ascii=False))


def main(args: list[str]) -> None:
    found = scores()
    print(table(found))
    if "--misses" in args:
        misses()
    if "--update" in args:
        SCORES.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
