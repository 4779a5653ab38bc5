"""How long a bibliography takes, and how the time grows with the list: python benchmarks/format_speed.py [N ...]

The items are made up, half Russian and half English, with names that repeat, so that years need letters.
"""

from __future__ import annotations

import random
import sys
import time

from polybib import bibliography
from polybib.model import Date, Field, Name, Reference

STYLES = ("gost-r-7-0-5-2008-polybib", "china-national-standard-gb-t-7714-2015-numeric", "ieee", "apa")
FAMILIES = {
    "ru": "Иванов Петров Сидоров Кузнецов Смирнов Попов Васильев Соколов Михайлов Новиков".split(),
    "en": "Smith Jones Taylor Brown Wilson Evans Thomas Roberts Walker Wright".split(),
}
ENDINGS = ("", "ский", "ин"), ("", "son", "ley")
WORDS = {
    "ru": "модели развития общества регион право сеть".split(),
    "en": "models of growth trade law networks".split(),
}


def item(n: int, draw: random.Random) -> Reference:
    """A made-up reference."""
    language = "ru" if n % 2 else "en"
    people = tuple(
        Name(
            draw.choice(FAMILIES[language]) + draw.choice(ENDINGS[language == "en"]),
            draw.choice("АБВГ" if n % 2 else "ABCD") + ".",
        )
        for _ in range(draw.randint(1, 4))
    )
    kind = draw.choice(("article-journal", "article-journal", "book", "chapter"))
    values = {
        "author": people, "title": " ".join(draw.choices(WORDS[language], k=6)).capitalize(), "language": language,
        "issued": Date(((draw.randint(1980, 2024),),)), "volume": str(n % 40 + 1), "page": f"{n}-{n + 9}",
        "publisher": "Наука" if n % 2 else "Press", "publisher-place": "М." if n % 2 else "Oxford",
    }  # fmt: skip
    if kind != "book":
        values["container-title"] = "Вестник" if n % 2 else "Journal of Growth"
    return Reference(kind, {name: Field(value) for name, value in values.items()}, id=f"r{n}")


def main(sizes: list[int]) -> None:
    print(f"{'style':<50}{'items':>8}{'seconds':>10}{'ms an item':>12}  engine")
    for style in STYLES:
        for size in sizes:
            draw = random.Random(size)
            references = [item(n, draw) for n in range(size)]
            begin = time.perf_counter()
            made = bibliography.make(references, style, timeout=600)
            took = time.perf_counter() - begin
            assert len(made.sections[0].entries) == size
            plain = sum(one.plain for one in made.sections[0].entries)
            note = f", {plain} plain" if plain else ""
            print(
                f"{style:<50}{size:>8,}{took:>10.1f}{1000 * took / size:>12.2f}  {' '.join(made.engines)}{note}",
                flush=True,
            )


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]] or [100, 1000, 10_000])
