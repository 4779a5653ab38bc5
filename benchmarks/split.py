"""How reference sections are divided into references.

    python benchmarks/split.py SECTIONS.jsonl [--misses N] [--bare] [--by]
    python benchmarks/split.py --made REFERENCES_DIR [--misses N]

SECTIONS         lines {"id", "text", "refs"}: a section as it comes out of a PDF file, the references in it.
REFERENCES_DIR   holds <set>/train.jsonl of labelled references: lists are made of their rows in many layouts.
--bare           labels do not count; by default a printed label stands before its reference as it does in the gold
--by             the figures of each text (worst first) or of each layout
A reference is right when one found holds the same letters and digits, 0.97 of the longer one.
"""

from __future__ import annotations

import argparse
import json
import random
import textwrap
import time
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import polybib
from polybib.evaluation import fold, load

MADE = (
    ("anystyle", 24), ("linkedbooks", 24), ("synth_gost", 24), ("zotero_chinese", 32), ("synth_glottolog", 24),
    ("scielo_jats", 16), ("plos", 16),
)  # fmt: skip
MIXED = ("anystyle", "linkedbooks")  # their rows do not tell of which list they are
LABELS = ("[", "(", *"0123456789")
WIDTHS = (60, 70, 85, 100)


def alike(one: str, two: str) -> bool:
    """0.97 of the letters are the same."""
    if abs(len(one) - len(two)) > 0.03 * max(len(one), len(two)) + 4:
        return False
    match = SequenceMatcher(None, one, two, autojunk=False)
    if match.real_quick_ratio() < 0.9 or match.quick_ratio() < 0.9:
        return False
    same = sum(block.size for block in match.get_matching_blocks())
    return same >= 0.97 * max(len(one), len(two))


def hits(want: list[str], have: list[str]) -> list[bool]:
    """For each reference wanted whether it was found."""
    free = dict(enumerate(have))
    out = []
    for text in want:
        near = next((at for at, held in free.items() if held == text), None)
        if near is None:
            near = next((at for at, held in free.items() if alike(held, text)), None)
        if near is not None:
            del free[near]
        out.append(near is not None)
    return out


def found(text: str, bare: bool) -> list[str]:
    """The references of a list, with their labels before them."""
    return [
        one.raw if bare or not one.label or one.part > 1 else f"[{one.label}] {one.raw}"
        for one in polybib.find(text, form="list")
        if one.kind != "note" or one.label
    ]


def wrapped(text: str, width: int, hyphens: random.Random | None) -> list[str]:
    """The lines of a reference at a width, some words divided by a hyphen."""
    if any("\u3400" <= char < "\ua000" for char in text[:200]):
        return textwrap.wrap(text, width // 2, break_on_hyphens=False) or [text]
    lines: list[str] = []
    now = ""
    usual = width
    for word in text.split():
        if now and len(now) + 1 + len(word) > width:
            room = width - len(now) - 2
            if hyphens and room > 3 and len(word) - room > 3 and word.isalpha() and hyphens.random() < 0.7:
                lines.append(f"{now} {word[:room]}-")
                now = word[room:]
                continue
            lines.append(now)
            now = word
            width = usual + (hyphens.randint(-usual // 16, usual // 16) if hyphens else 0)
        else:
            now = f"{now} {word}".strip()
    return [*lines, now]


def made(folder: Path) -> Iterator[dict[str, Any]]:
    """Lists of real references in layouts of our own making, with a fixed seed."""
    for name, count in MADE:
        groups: dict[str, list[str]] = defaultdict(list)
        for row in load(folder / name / "train.jsonl"):
            if 30 < len(row["raw"]) < 900 and not row["raw"].startswith(LABELS) and not row["meta"].get("short"):
                style = name if name in MIXED else row["meta"].get("style") or row["meta"].get("doc")
                groups[str(style)].append(row["raw"].replace("\n", " "))
        chance = random.Random(name)
        keys = sorted(key for key, rows in groups.items() if len(rows) >= 8)
        for number in range(count):
            rows = groups[chance.choice(keys)]
            refs = chance.sample(rows, min(len(rows), chance.randint(8, 30)))
            if number % 2:
                refs.sort()
            layout = ("plain", "blank", "number", "bracket", "alone", "hanging", "pages", "lines")[number % 8]
            yield {"id": f"{name}/{layout}", "text": set_out(refs, layout, chance), "refs": refs}


def set_out(refs: list[str], layout: str, chance: random.Random) -> str:
    """The text of a list in a layout."""
    width = chance.choice(WIDTHS)
    hyphens = chance if chance.random() < 0.5 else None
    entries = []
    for number, ref in enumerate(refs, 1):
        mark = {"number": f"{number}. ", "bracket": f"[{number}] "}.get(layout, "")
        lines = wrapped(mark + ref, width, hyphens) if layout != "lines" else [ref]
        if layout == "alone":
            lines = [f"{number}.", *lines]
        if layout == "hanging":
            lines = [lines[0], *("    " + line for line in lines[1:])]
        entries.append(lines)
    lines = [line for entry in entries for line in entry]
    if layout == "blank":
        return "\n\n".join("\n".join(entry) for entry in entries)
    if layout == "pages":
        for page, at in enumerate(range(len(lines) - 15, 5, -40)):
            lines[at:at] = ["", str(100 - page), "\fJournal of Lists and Layouts", ""]
    return "\n".join(lines)


def main() -> None:
    """Prints precision, recall, F1 and the share of texts without a fault."""
    parser = argparse.ArgumentParser(description="How reference sections are divided")
    parser.add_argument("gold", type=Path)
    parser.add_argument("--made", action="store_true")
    parser.add_argument("--misses", type=int, default=0, metavar="N")
    parser.add_argument("--bare", action="store_true")
    parser.add_argument("--by", action="store_true")
    args = parser.parse_args()
    rows = made(args.gold) if args.made else load(args.gold)
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0])
    misses = []
    spent = 0.0
    for row in rows:
        start = time.process_time()
        got = found(row["text"], args.bare or args.made)
        spent += time.process_time() - start
        right = hits([fold(ref) for ref in row["refs"]], [fold(ref) for ref in got])
        good = sum(right)
        for key in ("all", row["id"]):
            add = (good, len(right), len(got), good == len(right) == len(got), 1)
            counts[key] = [one + two for one, two in zip(counts[key], add, strict=True)]
        misses += [(row["id"], ref) for ref, hit in zip(row["refs"], right, strict=True) if not hit]
    show = sorted(counts, key=lambda key: (key == "all", 2 * counts[key][0] - counts[key][1] - counts[key][2]))
    for key in show if args.by else ["all"]:
        right_, want, have, clean, texts = counts[key]
        p, r = right_ / max(1, have), right_ / max(1, want)
        f1 = 2 * p * r / (p + r) if p + r else 0.0
        print(
            f"{key}: texts {texts}, references {want}, found {have}: precision {p:.3f} recall {r:.3f} F1 {f1:.3f}, "
            f"texts without a fault {clean / texts:.3f}"
        )
    print(f"{1000 * spent / counts['all'][1]:.2f} ms a reference")
    for name, ref in misses[:: max(1, len(misses) // args.misses)][: args.misses] if args.misses else []:
        print(json.dumps({"id": name, "missing": ref}, ensure_ascii=False))


if __name__ == "__main__":
    main()
