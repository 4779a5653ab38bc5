"""python -m polybib.train --data DIR: the network of the package, from gold references and made ones.

DIR holds references/<source>/train.jsonl, and crossref/works.jsonl in it or beside it (shared/data). The same data and
seed give the same scores within 0.005.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from random import Random

import click

from polybib.train.example import Example

# How many noisy twins a reference of each source gets: more where there are few, fewer where the style is fixed.
TWINS = {"synth_glottolog": 0.1, "linkedbooks": 0.15, "gbt7714": 3.0, "footnote_zh": 3.0, "zotero_chinese": 0.6,
         "synth_gost": 0.6, "scielo_jats": 1.0}  # fmt: skip
USUAL = 0.3
ROOT = Path(__file__).resolve().parents[1]


@click.command()
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), default=ROOT / "data" / "tagger", show_default=True
)
@click.option("--work", type=click.Path(path_type=Path), default=Path("out/training"), help="Where the state is kept.")
@click.option("--passes", default=4, show_default=True)
@click.option("--made", default=60_000, show_default=True, help="References made by the generator; 0 leaves them out.")
@click.option("--seed", default=1, show_default=True)
@click.option("--threads", default=os.cpu_count() or 1, show_default=True)
def main(data: Path, out: Path, work: Path, passes: int, made: int, seed: int, threads: int) -> None:
    """Trains the network and measures its confidence; goes on from WORK after an interruption."""
    import torch

    from polybib.train import batches, export, loop

    torch.set_num_threads(threads)
    started = time.monotonic()
    examples = gather(data, made, seed)
    encoded = [one for one in map(batches.encode, examples) if one]
    say(
        f"{len(encoded)} references, {sum(len(one.tags) for one in encoded)} tokens, {time.monotonic() - started:.0f} s"
    )
    work.mkdir(parents=True, exist_ok=True)
    trained = loop.train(encoded, passes=passes, seed=seed, checkpoint=work / "state.pt", say=say)
    shares = {source: sum(e.source == source for e in examples) for source in sorted({e.source for e in examples})}
    card = {"seed": seed, "passes": passes, "made": made, "references": shares}
    export.export(trained, out, card)
    from polybib.train import calibration

    calibration.measure(data, out)
    say(f"done in {time.monotonic() - started:.0f} s: {out}")


def gather(data: Path, made: int, seed: int) -> list[Example]:
    """Gold references, their noisy twins, and made ones."""
    from polybib.train import gold
    from polybib.train.synthesis import generate, noisy

    examples = list(gold.read(data, kept=False))
    random = Random(seed)
    following = [*examples[1:], examples[0]]
    twins = [
        noisy(example, random, after.text)
        for example, after in zip(examples, following, strict=True)
        for _ in range(_count(TWINS.get(example.source, USUAL), random))
    ]
    return [*examples, *twins, *(generate(made, data, seed) if made else ())]


def _count(rate: float, random: Random) -> int:
    """A number whose mean is `rate`."""
    return int(rate) + (random.random() < rate % 1)


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
