"""Accuracy on gold sets, each converted as `polybib convert -f lines` would, by the rules of polybib.evaluation.

    python benchmarks/accuracy.py DATA_DIR [SET ...] [--splits train,dev] [--fields] [--misses N [--field F]]

DATA_DIR holds <set>/<split>.jsonl. Prints a Markdown table with times, which are of the processor.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from polybib import evaluation


def main() -> None:
    parser = argparse.ArgumentParser(description="Accuracy on gold sets")
    parser.add_argument("data", type=Path)
    parser.add_argument("sets", nargs="*")
    parser.add_argument("--splits", default="train,dev")
    parser.add_argument("--fields", action="store_true", help="the figures of each field too")
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="N misses of each set, spread over it")
    parser.add_argument("--field", help="the misses of this field only")
    args = parser.parse_args()
    print("| set | n | exact F1 | P | R | whole | type | ms each |\n|---|---|---|---|---|---|---|---|")
    details = []
    for name in args.sets or sorted(p.name for p in args.data.iterdir()):
        files = [args.data / name / f"{split}.jsonl" for split in args.splits.split(",")]
        rows = [row for file in files if file.exists() for row in evaluation.load(file)]
        start = time.process_time()
        items = list(evaluation.predict(rows))
        spent = 1000 * (time.process_time() - start) / max(1, len(rows))
        result = evaluation.score(rows, items)
        exact = result["exact"]
        micro = exact["micro"]
        figures = f"{micro['f1']:.3f} | {micro['p']:.3f} | {micro['r']:.3f} | {exact['whole']:.3f} | {result['type']}"
        print(f"| {name} | {len(rows)} | {figures} | {spent:.2f} |", flush=True)
        if args.fields:
            details += [f"{name} {field:20} {figure}" for field, figure in exact["fields"].items()]
        if args.misses:
            wanted = [miss for miss in evaluation.misses(rows, items) if not args.field or miss["field"] == args.field]
            step = max(1, len(wanted) // args.misses)
            details += [json.dumps(miss, ensure_ascii=False) for miss in wanted[::step][: args.misses]]
    print("\n".join(details))


if __name__ == "__main__":
    main()
