"""How fast files of records are read and written, and in how much memory: prints a Markdown table.

    python benchmarks/exchange.py                        BibTeX to RIS, 10,000 and 100,000 entries
    python benchmarks/exchange.py 10000 --all            every format to RIS, and RIS to every format
    python benchmarks/exchange.py 10000 --works FILE     on real records: CSL-JSON, one item a line, over and over again

The entries are those of benchmarks/dedupe.py, made with a fixed seed. Each conversion is a process, the whole
command line: seconds are those of the processor (one core), memory is the most that was held at once. BibTeX to RIS has
limits, and the exit code is 1 beyond them.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from dedupe import Stock, work

from polybib import formats
from polybib.formats import csl_json
from polybib.model import Reference

LIMIT, MEMORY = 90.0, 1024  # seconds and MiB for 100,000 entries, BibTeX to RIS
SIZES = (10_000, 100_000)


def made(count: int) -> Iterator[Reference]:
    """References made of words and names in three scripts, each with a key of its own."""
    rng, stock = random.Random(1), Stock()
    for n in range(count):
        yield replace(work(rng, stock, n), id=f"key{n}")


def real(file: Path, count: int) -> Iterator[Reference]:
    """Real records, again and again, each with a key of its own."""
    lines = [line for line in file.read_text("utf-8").splitlines() if line.strip()]
    held = [one for line in lines for one in csl_json.read(line, file.name)]
    for n, one in enumerate(islice(cycle(held), count)):
        yield replace(one, id=f"key{n}")


def converted(source: Path, target: Path, to: str) -> tuple[float, float]:
    """Seconds and MiB of one conversion."""
    program = [sys.executable, "-m", "polybib", "convert", str(source), "-t", to, "-o", str(target), "--force", "-q"]
    child = os.posix_spawn(sys.executable, program, os.environ)
    _, status, used = os.wait4(child, 0)
    if status:
        raise SystemExit(f"{' '.join(program)}: exit code {os.waitstatus_to_exitcode(status)}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def measured(references: list[Reference], pairs: list[tuple[str, str]], folder: Path) -> bool:
    """The rows of the table; whether the limits were kept."""
    kept, count = True, len(references)
    for a, b in pairs:
        source = folder / f"in{formats.load(a).SUFFIXES[0]}"
        if not source.exists():
            out = io.StringIO()
            formats.load(a).write(iter(references), out)
            source.write_text(out.getvalue(), "utf-8")
        seconds, memory = converted(source, folder / "out", b)
        size = source.stat().st_size / 1e6
        print(f"| {a} to {b} | {count:,} | {size:.0f} MB | {seconds:.1f} s | {memory:.0f} MiB |", flush=True)
        if (a, b) == ("bibtex", "ris"):
            kept = seconds <= LIMIT * max(count, SIZES[0]) / SIZES[-1] and memory <= MEMORY
    return kept


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="N")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--works", type=Path)
    given = parser.parse_args()
    names = [one for one in formats.names() if formats.readable(one) and one != "ris"]
    pairs = [(one, "ris") for one in names] + [("ris", one) for one in names] if given.all else [("bibtex", "ris")]
    print("| conversion | entries | file | time | memory |\n|---|---|---|---|---|")
    kept = True
    for count in given.sizes:
        with tempfile.TemporaryDirectory() as folder:
            source = real(given.works, count) if given.works else made(count)
            kept &= measured(list(source), pairs, Path(folder))
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
