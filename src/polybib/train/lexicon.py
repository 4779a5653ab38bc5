"""Builds data/lexicon/ from openly licensed word lists: `python -m polybib.train.lexicon [--sources FOLDER]`.

docs/lexicon.md names the sources, their versions and licences. Nothing of polybib imports this module.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import math
import re
import subprocess
import sys
import tarfile
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from polybib.train.dawg import graph, pack

PIP, APT = ("pip", "download", "-q", "--no-deps", "--no-binary", "jieba", "-d"), ("apt-get", "download", "-q")
SOURCES = {  # file: how it is fetched, what is asked for, SHA-256
    "pyspellchecker-0.9.1-py3-none-any.whl": (
        PIP,
        "pyspellchecker==0.9.1",
        "c79b144b4bad20024bf489ad3ffd96b76f3f53439e9fa59ac607896352852f3d",
    ),
    "jieba-0.42.1.tar.gz": (
        PIP,
        "jieba==0.42.1",
        "055ca12f62674fafed09427f176506079bc135638a14e23e25be909131928db2",
    ),
    "scowl_2020.12.07-2_all.deb": (
        APT,
        "scowl=2020.12.07-2",
        "de692546df9b169f2cbdf4d8d88111a374733a9c382b820a6f943914ca705718",
    ),
    "hunspell-ru_1%3a7.5.0-1_all.deb": (
        APT,
        "hunspell-ru=1:7.5.0-1",
        "ef3f0a54a8e52682be80932e414b97d7d268d4a33dfcb5b27b46142b5d84cfe3",
    ),
    "hunspell-uk_1%3a7.5.0-1_all.deb": (
        APT,
        "hunspell-uk=1:7.5.0-1",
        "8191ea5162b30f7ce5ad1bedd618590d1a8094bffeffb9745fd2035b6631a14a",
    ),
    "hunspell-kk_1.1-3_all.deb": (
        APT,
        "hunspell-kk=1.1-3",
        "290453bcb22f13733ab0e0043890dcf5f705ebfbd03a1a10049a6e30b1c71b90",
    ),
}
TARGET = Path(__file__).parents[1] / "data" / "lexicon"
WORD = re.compile(r"[^\W\d_]+")


def fetch(folder: Path) -> None:
    """Fetch what is missing and check each file against its digest."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (command, wanted, digest) in SOURCES.items():
        if not (folder / name).exists():
            if command is PIP:
                subprocess.run([sys.executable, "-m", *PIP, str(folder), wanted], check=True)
            else:
                subprocess.run([*APT, wanted], cwd=folder, check=True)
        if name.endswith(".deb"):
            subprocess.run(["dpkg-deb", "-x", name, name.split("_")[0]], cwd=folder, check=True)
        found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        if found != digest:
            raise SystemExit(f"{name}: SHA-256 is {found}, not {digest}")


def latin(folder: Path) -> Iterator[str]:
    """English (SCOWL to size 70, pyspellchecker), German, French, Spanish, Italian, Portuguese (pyspellchecker).

    A word of one to three letters must be common: rare ones (`sm`, `ment`) would pass a piece of a split word as whole.
    """
    lists = zipfile.ZipFile(folder / "pyspellchecker-0.9.1-py3-none-any.whl")
    for language, longest in (("en", 99), ("de", 13), ("fr", 99), ("es", 99), ("it", 99), ("pt", 99)):
        data = lists.read(f"spellchecker/resources/{language}.json.gz")
        for word, count in json.loads(gzip.decompress(data)).items():
            if len(word) <= longest and count >= {1: 10**9, 2: 2000, 3: 100}.get(len(word), 0):
                yield word
    for path in sorted((folder / "scowl/usr/share/dict/scowl").iterdir()):
        kind, size = path.name.rsplit(".", 1)
        if kind.endswith(("-words", "-upper", "-proper-names")) and int(size) <= 70:
            for line in path.read_text(encoding="latin-1").split():
                word = line.removesuffix("'s")
                if len(word) > 3 or (len(word) > 1 and kind.endswith("-words") and int(size) <= 35):
                    yield word
    yield from "aeiouyàéèóAI"


def hunspell(folder: Path, name: str, skip: str = "", lower_only: bool = False) -> Iterator[str]:
    """All forms that a hunspell dictionary's suffixes make."""
    base = next((folder / f"hunspell-{name}/usr/share/hunspell").glob(f"{name}_*.aff"))
    rules = defaultdict(list)
    for line in base.read_text(encoding="utf-8-sig").splitlines():
        parts = line.split()
        if len(parts) >= 5 and parts[0] == "SFX":
            cut, add = (part.split("/")[0].removeprefix("0") for part in parts[2:4])
            rules[parts[1]].append((cut, add, re.compile(parts[4] + r"\Z")))
    for line in base.with_suffix(".dic").read_text(encoding="utf-8-sig").splitlines()[1:]:
        word, _, flags = line.partition("/")
        word = word.strip()
        if lower_only and not word.islower():
            continue
        yield word
        for flag in (flags.split() or [""])[0]:
            for cut, add, condition in () if flag in skip else rules[flag]:
                if word.endswith(cut) and condition.search(word):
                    yield word[: len(word) - len(cut)] + add


def ukrainian(folder: Path) -> Iterator[str]:
    """Ukrainian of up to 13 letters without names, verbs, comparatives and superlatives, which titles seldom have."""
    for word in hunspell(folder, "uk", skip="XytYxP'NLJk=]Zn", lower_only=True):
        compared = word.startswith(("най", "щонай", "якнай")) or "іший" in word or "іша" in word or "іше" in word
        if len(word) <= 13 and not compared and not word.endswith(("ти", "тися", "тись")):
            yield word


def han(folder: Path) -> Iterator[bytes]:
    """Chinese words of at most four characters, each with its level: minus the logarithm of its frequency.

    A shorter word that is not much likelier than its parts says nothing of a space inside it, and is left out.
    """
    with tarfile.open(folder / "jieba-0.42.1.tar.gz") as archive:
        member = archive.extractfile("jieba-0.42.1/jieba/dict.txt")
        lines = member.read().decode("utf-8").splitlines() if member else []
    counts = {}
    for line in lines:
        word, count = line.split()[:2]
        if re.fullmatch("[\u3400-\u9fff]{1,4}", word) and int(count) >= {1: 0, 4: 5}.get(len(word), 50):
            counts[word] = int(count)
    total = 60_000_000
    levels = {word: round(-math.log(max(count, 0.5) / total)) for word, count in counts.items()}
    for word, level in levels.items():
        cuts = range(1, len(word))
        parts = [levels.get(word[:cut], 18) + levels.get(word[cut:], 18 * (len(word) - cut)) for cut in cuts]
        if len(word) in (1, 4) or min(parts) - level >= 2:
            yield word.encode("utf-16-be") + bytes([level])


def encoded(words: Iterable[str], codec: str) -> list[bytes]:
    """The distinct lower-case words that the code page can write, sorted."""
    found = set()
    for word in words:
        if WORD.fullmatch(word):
            with_bytes = word.lower().encode(codec, "ignore")
            if len(with_bytes) == len(word):
                found.add(with_bytes)
    return sorted(found)


LISTS: dict[str, tuple[str, Callable[[Path], Iterable[Any]]]] = {
    "latin": ("cp1252", latin),
    "ru": ("cp1251", partial(hunspell, name="ru")),
    "uk": ("cp1251", ukrainian),
    "kk": ("kz1048", partial(hunspell, name="kk")),
    "han": ("utf-16be", han),
}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sources", type=Path, default=Path("build/lexicon"), help="where the lists are, or go")
    arguments.add_argument("names", nargs="*", help="build only these of: " + " ".join(LISTS))
    given = arguments.parse_args()
    folder = given.sources
    fetch(folder)
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, (codec, words) in LISTS.items():
        if not given.names or name in given.names:
            keys = sorted(words(folder)) if name == "han" else encoded(words(folder), codec)
            data = pack(graph(keys), codec)
            (TARGET / f"{name}.words").write_bytes(data)
            print(f"{name}: {len(keys)} words, {len(data)} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
