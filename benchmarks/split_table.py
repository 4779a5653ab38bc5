"""Counts what lines look like in made lists, and writes src/polybib/finding/division_table.py.

    python benchmarks/split_table.py REFERENCES_DIR

REFERENCES_DIR holds <set>/train.jsonl of labelled references. Lists are made of rows of one style or document, wrapped
at many widths, sorted or not, hanging, indented, with empty lines, page breaks, hyphens, dashes for repeated authors;
for every line that may begin a reference its classes are counted. The seed is fixed. The weights of the names of
classes (some say the same) were chosen by hand, on such lists and on sections of PDF texts.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from random import Random

from split import LABELS, MIXED, wrapped

from polybib.documents.lines import lines
from polybib.evaluation import load
from polybib.finding.division import features
from polybib.finding.evidence import age, looks, opened, taken

SETS = (
    "anystyle", "linkedbooks", "synth_gost", "zotero_chinese", "synth_glottolog", "scielo_jats", "plos", "grobid",
    "gbt7714",
)  # fmt: skip
LISTS = 60  # of each set; half as many of those whose rows do not tell of which list they are
LAYOUTS = (*("plain",) * 6, "hanging", "indent", "blank", "pages", "lines")
WIDTHS = (38, 46, 55, 60, 70, 85, 100)
DASHES = ("—", "--", "———.", "-,", "–,", "---,", "____.", "——")
FLOOR = 0.01  # of all is spread evenly over the classes of a name
TARGET = Path(__file__).resolve().parent.parent / "src" / "polybib" / "finding" / "division_table.py"
HEAD = '''"""How often lines have each class: the share of lines that begin a reference, and of the other lines.

Made by benchmarks/split_table.py; the names of classes are explained in `evidence`.
"""

from __future__ import annotations

NAMES = ("head", "year", "tail", "room", "place", "gap")
# what a name counts, for some say the same
WEIGHTS = {
    "head": 0.7, "year": 0.35, "tail": 0.9, "room": 1.0, "place": 0.7, "gap": 1.5, "order": 0.5, "years": 0.45,
    "age": 0.6,
}  # fmt: skip
TABLE: dict[tuple[str, str], tuple[float, float]] = {
'''


def made(folder: Path) -> Iterator[tuple[str, set[int]]]:
    """Texts of lists, and the places where references begin."""
    for name in SETS:
        groups: dict[str, list[str]] = defaultdict(list)
        for row in load(folder / name / "train.jsonl"):
            if 30 < len(row["raw"]) < 900 and not row["raw"].startswith(LABELS) and not row["meta"].get("short"):
                style = "all" if name in MIXED else str(row["meta"].get("style") or row["meta"].get("doc"))
                groups[style].append(row["raw"].replace("\n", " "))
        chance = Random("fit" + name)
        keys = sorted(key for key, rows in groups.items() if len(rows) >= 6)
        for _ in range(LISTS // 2 if name in MIXED else LISTS):
            rows = groups[chance.choice(keys)]
            yield set_out(_order(chance.sample(rows, min(len(rows), chance.randint(8, 40))), chance), chance)


def _order(refs: list[str], chance: Random) -> list[str]:
    """Sorted or not; sorted ones with a dash for the authors of the reference before."""
    if chance.random() >= 0.6:
        return refs
    refs.sort()
    if chance.random() >= 0.5:
        return refs
    dash = chance.choice(DASHES)
    out = refs[:1]
    for before, ref in pairwise(refs):
        year = re.search(r"\(?(?:19|20)\d\d", ref)
        again = year and year.start() < 80 and ref[:6] == before[:6]
        out.append(f"{dash} {ref[year.start() :]}" if again and year else ref)
    return out


def set_out(refs: list[str], chance: Random) -> tuple[str, set[int]]:
    """A list in a layout, and the places of the first words of its references."""
    layout, width = chance.choice(LAYOUTS), chance.choice(WIDTHS)
    hyphens = chance if chance.random() < 0.5 else None
    held: list[tuple[str, bool]] = []
    for ref in refs:
        first, *rest = wrapped(ref, width, hyphens) if layout != "lines" else [ref]
        held += [("", False)] if layout == "blank" and held else []
        held.append(("    " + first if layout == "indent" else first, True))
        held += [("    " + line if layout == "hanging" else line, False) for line in rest]
    if layout == "pages":
        at = chance.randint(10, 30)
        while at < len(held):
            held.insert(at, ("\f", False))
            at += chance.randint(30, 50)
    starts, at = set(), 0
    for line, begins in held:
        if begins:
            starts.add(at + len(line) - len(line.lstrip()))
        at += len(line) + 1
    return "\n".join(line for line, _ in held), starts


def counted(folder: Path) -> dict[tuple[str, str], list[int]]:
    """How often each class stands at a beginning, and elsewhere."""
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for text, starts in made(folder):
        held = lines(text)
        found = looks(text, held)
        first, item = 0, opened(found[0])
        for at in range(1, len(found)):
            begins = held[at].start in starts
            for key in features(found[at], found[first], age(item, found[at - 1].end), at - first):
                counts[key][0 if begins else 1] += 1
            first, item = (at, opened(found[at])) if begins else (first, taken(item, found[at]))
    return counts


def main() -> None:
    """Writes the table."""
    counts = counted(Path(sys.argv[1]))
    totals: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for (name, _), pair in counts.items():
        totals[name] = [totals[name][0] + pair[0], totals[name][1] + pair[1], totals[name][2] + 1]
    rows = []
    for (name, kind), pair in sorted(counts.items()):
        *sums, many = totals[name]
        shares = [(1 - FLOOR) * count / total + FLOOR / many for count, total in zip(pair, sums, strict=True)]
        rows.append(f'    ("{name}", "{kind}"): ({shares[0]:.4f}, {shares[1]:.4f}),\n')
    TARGET.write_text(HEAD + "".join(rows) + "}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
