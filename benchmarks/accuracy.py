"""Accuracy on gold sets and on documents, by the shared scorers' rules.

    python benchmarks/accuracy.py DATA_DIR [SET ...] [--splits train,dev] [--misses N] [--fields]

DATA_DIR holds <set>/<split>.jsonl. Each set is converted as `polybib convert -f lines -t jsonl` would and scored;
prints a Markdown table.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import score as scorer  # noqa: E402

from polybib import pipeline  # noqa: E402


def predict(rows: list[dict]) -> list[dict]:
    text = "".join(row["raw"].replace("\n", " ") + "\n" for row in rows)
    return [{"csl": reference.csl(), "style": reference.style} for reference in pipeline.run(text, form="lines")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("sets", nargs="*")
    parser.add_argument("--splits", default="train,dev")
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--fields", action="store_true")
    parser.add_argument("--field", help="show the misses of this field only")
    args = parser.parse_args()
    print("| set | n | exact F1 | P | R | whole | type | ms per reference |\n|---|---|---|---|---|---|---|---|")
    details = []
    for name in args.sets or sorted(p.name for p in args.data.iterdir()):
        rows = [r for s in args.splits.split(",") if (p := args.data / name / f"{s}.jsonl").exists() for r in scorer.load(p)]
        start = time.process_time()
        items = predict(rows)
        spent = 1000 * (time.process_time() - start) / max(1, len(rows))
        result, misses = scorer.score(rows, items)
        e = result["exact"]
        m = e["micro"]
        print(f"| {name} | {len(rows)} | {m['f1']:.3f} | {m['p']:.3f} | {m['r']:.3f} | {e['whole']:.3f} | {result['type']} | {spent:.2f} |")
        if args.fields:
            details += [f"{name} {f:20} n={v['n']:<6} F1 {v['f1']:.3f} P {v['p']:.3f} R {v['r']:.3f}" for f, v in e["fields"].items()]
        wanted = [x for x in misses if not args.field or x["field"] == args.field]
        step = max(1, len(wanted) // args.misses) if args.misses else 1
        details += [json.dumps(x, ensure_ascii=False) for x in wanted[::step][: args.misses]]
    print("\n".join(details))


if __name__ == "__main__":
    main()
