"""How fast polybib is, and how its time grows: prints a Markdown table.

    python benchmarks/speed.py             everything (some minutes)
    python benchmarks/speed.py start       the start, each seed, 1,000 lines
    python benchmarks/speed.py growth      1 to 100 copies of the seeds
    python benchmarks/speed.py patterns    strings that make careless patterns slow, and a line of 5 MB
    python benchmarks/speed.py FILE        a file of yours, a reference a line: how many a second, in how much memory

Seconds are those of the processor (one core), which are those of the clock on a quiet machine. A limit in the last
column is the project's; a figure beyond it is marked, and the exit code is 1.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.md"))
HOSTILE = json.loads((ROOT / "tests" / "cases" / "hostile.json").read_text(encoding="utf-8"))
QUIET = subprocess.DEVNULL
COPIES = (1, 3, 10, 30, 100)
LENGTHS = (10_000, 20_000, 40_000)
LINEAR = 3.0  # a doubled text may take this many times as long (2 and some noise)
STEADY = 1.3  # and a copy among many as many times as long as one among fewer
TOO_SHORT = 0.05  # seconds below which growth cannot be told from noise
Row = tuple[str, str, str, bool]  # what, figure, limit, kept


def polybib(*args: str) -> tuple[float, float]:
    """Runs the program, its modules compiled as they are once it is installed: seconds of the processor, megabytes."""
    settings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    child = subprocess.Popen([sys.executable, "-m", "polybib", *args], stdout=QUIET, stderr=QUIET, env=settings)
    _, status, used = os.wait4(child.pid, 0)
    if status:
        sys.exit(f"polybib {' '.join(args)} failed with code {os.waitstatus_to_exitcode(status)}")
    scale = 1 if sys.platform == "darwin" else 1024
    return used.ru_utime + used.ru_stime, used.ru_maxrss * scale / 1e6


def best(times: int, *args: str) -> tuple[float, float]:
    return min(polybib(*args) for _ in range(times))


def row(what: str, seconds: float, limit: float | None = None, more: str = "") -> Row:
    return what, f"{seconds:.2f} s{more}", f"{limit} s" if limit else "", limit is None or seconds <= limit


def start(folder: Path) -> Iterator[Row]:
    yield row("`polybib --help`", best(5, "--help")[0], 0.2)
    for seed in SEEDS:
        yield row(f"convert {seed.name}", best(3, "convert", str(seed))[0], 1.0)
    lines = folder / "lines.txt"
    raws = [
        json.loads(text)["raw"]
        for path in sorted((ROOT / "refs").glob("*.jsonl"))
        for text in path.open(encoding="utf-8")
    ]
    lines.write_text("".join(raws[n % len(raws)].replace("\n", " ") + "\n" for n in range(1000)), encoding="utf-8")
    for to in ("jsonl", "bibtex"):
        seconds, size = best(3, "convert", "-f", "lines", "-t", to, str(lines))
        yield row(f"1,000 lines to {to}", seconds, 2.0, f", {size:.0f} MB")
        yield f"1,000 lines to {to}, memory", f"{size:.0f} MB", "200 MB", size <= 200


def growth(folder: Path) -> Iterator[Row]:
    """Time for each copy: it must not rise with their number."""
    for seed in SEEDS:
        text, each = seed.read_text(encoding="utf-8"), 0.0
        empty = polybib("convert", "-f", "text", os.devnull)[0]
        for copies in COPIES:
            path = folder / f"{copies}-{seed.name}"
            path.write_text("\n\n".join([text] * copies), encoding="utf-8")
            seconds, size = polybib("convert", "-t", "jsonl", str(path))
            before, each = each, (seconds - empty) / copies
            kept = copies <= 10 or each <= before * STEADY
            yield (
                f"{copies} × {seed.name}",
                f"{seconds:.2f} s, {1000 * each:.0f} ms each, {size:.0f} MB",
                "linear",
                kept,
            )


def patterns(folder: Path) -> Iterator[Row]:
    """Strings that repeat one sign or shape, as one line and as a document; and one line of 5 MB."""
    from polybib import pipeline

    for sign in HOSTILE:
        for form in ("lines", "text"):
            times = []
            for length in LENGTHS:
                text = "1. Smith J. " + (sign * (length // len(sign) + 1))[:length]
                begin = time.process_time()
                sum(1 for _ in pipeline.run(text, form=form))  # type: ignore[arg-type]
                times.append(time.process_time() - begin)
            kept = times[-1] < TOO_SHORT or times[-1] <= times[-2] * LINEAR
            shown = ", ".join(f"{1000 * t:.0f}" for t in times)
            yield f"{json.dumps(sign, ensure_ascii=False)} as {form}", f"{shown} ms", "linear", kept
    path = folder / "long.txt"
    path.write_text("Smith J. Title " * (5_000_000 // 15) + "\n", encoding="utf-8")
    for form in ("lines", "text"):
        yield row(f"a line of 5 MB as {form}", polybib("convert", "-f", form, "-t", "jsonl", str(path))[0], 60)


def own(file: Path) -> Iterator[Row]:
    """A file of the user's, a reference a line, and its first tenth: memory must not grow with the file."""
    count = file.read_text(encoding="utf-8").count("\n")
    with tempfile.TemporaryDirectory() as folder:
        tenth = Path(folder) / "tenth.txt"
        with file.open(encoding="utf-8") as lines:
            tenth.write_text("".join(islice(lines, count // 10)), encoding="utf-8")
        for path, lines_in in ((tenth, count // 10), (file, count)):
            seconds, size = polybib("convert", "-f", "lines", "-t", "jsonl", str(path))
            rate = lines_in / seconds
            shown = f"{rate:.0f} a second of the processor, {size:.0f} MB"
            yield f"{lines_in:,} lines", shown, "800, 350 MB", rate >= 800 and size <= 350


PARTS = {"start": start, "growth": growth, "patterns": patterns}


def main(names: list[str]) -> int:
    print("| what | measured | limit |\n|---|---|---|")
    broken = 0
    with tempfile.TemporaryDirectory() as folder:
        for name in names or PARTS:
            rows = PARTS[name](Path(folder)) if name in PARTS else own(Path(name))
            for what, figure, limit, kept in rows:
                print(f"| {what} | {figure}{'' if kept else ' **over**'} | {limit} |", flush=True)
                broken += not kept
    return int(broken > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
