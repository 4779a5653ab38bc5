"""How well and how fast duplicates are found, on entries made with a fixed seed: prints a Markdown table.

    python benchmarks/dedupe.py            100,000 entries
    python benchmarks/dedupe.py 20000      so many
    python benchmarks/dedupe.py 20000 -v   and some of the pairs that were wrong or missed

The works are made of words and names of polybib's own tables, in Latin, Cyrillic and Han; a third of them has one to
three copies as other people and programs write them: initials, capitals, abbreviated journals, misprints, missing
fields, other years, romanised twins by several schemes, English twins of Chinese articles. Among the works are such as
are easily mistaken: parts, editions, preprints, neighbours in one issue, other works of one author in one year. Seconds
are those of the processor (one core). The time has a limit, and the exit code is 1 beyond it.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import time
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import iuliia

from polybib.duplicates import facts, group, keys
from polybib.duplicates.skeleton import script
from polybib.formats._keys import romanised
from polybib.model import Date, Field, Name, Reference

DATA = Path(__file__).resolve().parent.parent / "src" / "polybib" / "data"
LIMIT = 60.0  # seconds for 100,000 entries
SCHEMES = ("WIKIPEDIA", "ALA_LC_ALT", "BGN_PCGN", "GOST_779", "SCIENTIFIC", "ICAO_DOC_9303")
GIVEN = (
    "Anna",
    "Boris",
    "Carla",
    "David",
    "Elena",
    "Felix",
    "Galina",
    "Henry",
    "Irina",
    "Jan",
    "Maria",
    "Oleg",
    "Peter",
)
GIVEN_RU = ("Анна", "Борис", "Виктор", "Галина", "Дмитрий", "Елена", "Жанна", "Иван", "Мария", "Олег", "Юрий", "Яна")


class Stock:
    """Words and names by script."""

    def __init__(self) -> None:
        tables = {name: json.loads((DATA / "words" / f"{name}.json").read_text("utf-8")) for name in ("en", "ru", "zh")}
        held = {name: sorted({w for ws in t.values() for w in ws if w.isalpha()}) for name, t in tables.items()}
        self.latin = [w for w in held["en"] if len(w) > 3]
        self.cyrillic = [w for w in held["ru"] if len(w) > 3]
        self.han = sorted({c for w in held["zh"] for c in w if "\u4e00" <= c <= "\u9fff"})
        families = (DATA / "names" / "family.txt").read_text("utf-8").split()
        self.families = [w.title() for w in families if w.isascii() and len(w) > 3]
        self.families_ru = [w.title() for w in families if all("а" <= c <= "я" for c in w) and len(w) > 3]
        surnames = (DATA / "names" / "han_surnames.txt").read_text("utf-8")
        self.surnames = [c for c in surnames if script(c) == "han"][:120]


def work(rng: random.Random, stock: Stock, number: int) -> Reference:
    """One work, with all its fields."""
    kind = rng.choices(("latin", "cyrillic", "han"), (6, 3, 2))[0]
    words = {
        "latin": lambda n: " ".join(rng.choices(stock.latin, k=n)).capitalize(),
        "cyrillic": lambda n: " ".join(rng.choices(stock.cyrillic, k=n)).capitalize(),
        "han": lambda n: "".join(rng.choices(stock.han, k=2 * n)),
    }[kind]
    person = {
        "latin": lambda: Name(rng.choice(stock.families), rng.choice(GIVEN)),
        "cyrillic": lambda: Name(rng.choice(stock.families_ru), rng.choice(GIVEN_RU)),
        "han": lambda: Name(literal=rng.choice(stock.surnames) + "".join(rng.choices(stock.han, k=2))),
    }[kind]
    book = rng.random() < 0.3
    title = words(rng.randint(2, 8)) + (": " + words(rng.randint(2, 5)).lower() if rng.random() < 0.3 else "")
    fields = {
        "author": Field(tuple(person() for _ in range(rng.choices((1, 2, 3, 5), (5, 3, 2, 1))[0]))),
        "title": Field(title),
        "issued": Field(Date(((rng.randint(1960, 2024),),))),
    }
    if book:
        fields |= {"publisher": Field(words(2)), "ISBN": Field(f"978{rng.randrange(10**10):010d}")}
    else:
        first = rng.randint(1, 900)
        journal = words(3) if rng.random() < 0.2 else f"{words(1)} {number % 400}"
        fields |= {
            "container-title": Field(journal), "volume": Field(str(rng.randint(1, 60))),
            "issue": Field(str(rng.randint(1, 12))), "page": Field(f"{first}-{first + rng.randint(3, 25)}"),
        }  # fmt: skip
        if rng.random() < 0.7:
            fields["DOI"] = Field(f"10.{rng.randint(1000, 1400)}/w{number}")
    return Reference("book" if book else "article-journal", fields, id=str(number))


def near(rng: random.Random, stock: Stock, of: Reference, number: int) -> Reference:
    """Another work, easily taken for one that is there."""
    fields = {name: held for name, held in of.fields.items() if name not in ("DOI", "ISBN")}
    way = rng.choice(("part", "edition", "neighbour", "same people")) if of.type == "book" else rng.choice(
        ("part", "preprint", "neighbour", "same people")
    )  # fmt: skip
    other = work(rng, stock, number)
    while (other.type == "book") != (of.type == "book") or script(other.text("title")) != script(of.text("title")):
        other = work(rng, stock, number)
    if way == "part":
        fields["title"] = Field(f"{of.text('title')}. {rng.randint(2, 9)}")
        fields |= {
            name: other.fields[name] for name in ("volume", "issue", "page") if name in other.fields and name in fields
        }
    elif way == "edition":
        fields["issued"] = Field(Date(((int(of.text("issued")) + rng.randint(3, 20),),)))
        fields["edition"] = Field(str(rng.randint(2, 6)))
    elif way == "preprint":
        fields = {name: fields[name] for name in ("author", "title", "issued")}
        return Reference("article", {**fields, "DOI": Field(f"10.48550/arXiv.2001.{number:05d}")}, id=str(number))
    elif way == "neighbour":
        fields |= {name: other.fields[name] for name in ("author", "title", "page") if name in other.fields}
    else:
        fields |= {name: other.fields[name] for name in ("title", "page", "volume") if name in other.fields}
    return replace(of, fields=fields, id=str(number))


def copy(rng: random.Random, of: Reference, number: int) -> Reference:
    """The same work as somebody else wrote it."""
    fields = dict(of.fields)
    for name, chance in (
        ("DOI", 0.5),
        ("ISBN", 0.5),
        ("issue", 0.3),
        ("publisher", 0.3),
        ("volume", 0.1),
        ("page", 0.1),
    ):
        if rng.random() < chance:
            fields.pop(name, None)
    people = fields["author"].value
    if rng.random() < 0.5:
        people = tuple(replace(one, given=one.given[:1] + "." if one.given else "") for one in people)
    if rng.random() < 0.1:
        people = people[:1]
    title = of.text("title")
    if script(title) == "cyrillic" and rng.random() < 0.4:
        known = getattr(iuliia, rng.choice(SCHEMES))
        title = known.translate(title)
        people = tuple(Name(known.translate(one.family), known.translate(one.given)) for one in people)
        for name in ("container-title", "publisher"):
            if name in fields:
                fields[name] = Field(known.translate(of.text(name)))
    elif script(title) == "han" and rng.random() < 0.4:
        people = tuple(
            Name(romanised(p.literal[0], surname=True).title(), romanised(p.literal[1:]).title()) for p in people
        )
        if of.type == "book" or rng.random() < 0.3:
            title = " ".join(romanised(c) for c in title)
        else:
            title = " ".join(random.Random(of.id).choices(GIVEN, k=5))  # in English: nothing of the words is left
            fields["container-title"] = Field("Journal of " + random.Random(of.text("container-title")).choice(GIVEN))
            fields |= {name: of.fields[name] for name in ("volume", "page") if name in of.fields}
    fields |= {"author": Field(people), "title": Field(_rewritten(rng, title))}
    if of.type != "book" and rng.random() < 0.04:
        fields["issued"] = Field(Date(((int(of.text("issued")) + 1,),)))
    if "container-title" in fields and rng.random() < 0.3:
        fields["container-title"] = Field(
            " ".join(w[:5] + "." if len(w) > 5 else w for w in fields["container-title"].value.split())
        )
    return Reference(of.type if rng.random() < 0.95 else "document", fields, id=str(number))


def _rewritten(rng: random.Random, title: str) -> str:
    if rng.random() < 0.15:
        title = title.partition(":")[0]
    if rng.random() < 0.1:
        at = rng.randrange(len(title))
        title = title[:at] + title[at + 1 :] if len(title) > 12 else title
    return rng.choices((title, title.title(), title.upper(), title + ".", title.replace(":", " –")), (4, 2, 1, 1, 1))[0]


def entries(count: int, seed: int = 4) -> tuple[list[Reference], list[int]]:
    """The entries in a random order, and the number of the work of each."""
    rng, stock = random.Random(seed), Stock()
    made: list[tuple[Reference, int]] = []
    number = 0
    while len(made) < count:
        number += 1
        one = (
            work(rng, stock, number)
            if rng.random() < 0.8 or not made
            else near(rng, stock, rng.choice(made)[0], number)
        )
        made.append((one, number))
        if rng.random() < 0.33 and one.type != "article":
            made += [(copy(rng, one, number), number) for _ in range(rng.choices((1, 2, 3), (6, 3, 1))[0])]
    rng.shuffle(made)
    return [replace(one, id=f"e{n}") for n, (one, _) in enumerate(made[:count])], [n for _, n in made[:count]]


def main(count: int, verbose: bool) -> int:
    rows, truth = entries(count)
    start = time.process_time()
    known = [facts.of(one) for one in rows]
    read = time.process_time() - start
    candidates = sum(1 for _ in keys.pairs(known, range(count)))
    start = time.process_time()
    found = group.find(rows)
    spent = time.process_time() - start
    by_work: dict[int, list[int]] = {}
    for at, number in enumerate(truth):
        by_work.setdefault(number, []).append(at)
    wanted = {pair for members in by_work.values() for pair in combinations(members, 2)}
    said = {pair for members in found.groups for pair in combinations(members, 2)}
    asked = {(pair.a, pair.b) for pair in found.unsure}
    right = len(wanted & said)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    row = {
        "entries": f"{count:,}", "works": f"{len(by_work):,}", "pairs of one work": f"{len(wanted):,}",
        "compared": f"{candidates:,}", "seconds": f"{spent:.1f}", "of these facts": f"{read:.1f}",
        "MB": f"{memory:,.0f}", "found": f"{len(said):,}", "precision": f"{right / max(1, len(said)):.4f}",
        "recall": f"{right / max(1, len(wanted)):.4f}", "uncertain": f"{len(asked):,}",
        "of these true": f"{len(asked & wanted):,}", "related": f"{len(found.related):,}",
    }  # fmt: skip
    print(f"| {' | '.join(row)} |\n|{'---:|' * len(row)}\n| {' | '.join(row.values())} |")
    if verbose:
        for what, pairs in (("wrong", said - wanted), ("missed", wanted - said - asked)):
            for a, b in sorted(pairs)[:12]:
                print(
                    what,
                    *({"type": one.type} | {n: one.text(n) for n in one.fields} for one in (rows[a], rows[b])),
                    sep="\n  ",
                )
    return int(spent > LIMIT * max(1, count / 100_000))


if __name__ == "__main__":
    sizes = [int(word) for word in sys.argv[1:] if word.isdigit()]
    sys.exit(main(sizes[0] if sizes else 100_000, "-v" in sys.argv))
