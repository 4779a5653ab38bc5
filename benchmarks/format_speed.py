"""How long a bibliography takes, and how the time grows with the list: python benchmarks/format_speed.py [N ...]

The items are made up, half Russian and half English, with names that repeat, so that years need letters.

Two cores, pandoc 3.9, November 2026 (seconds; those of CPU where other programs ran):

    style                                                 100     1,000    10,000
    gost-r-7-0-5-2008-polybib                             0.4       1.8      15.1
    china-national-standard-gb-t-7714-2015-numeric        0.4       1.7      13.5
    ieee                                                  0.5       1.8      15.5
    apa                                                   1.0       4.7      49.2

The time grows with the number of items, not faster: a list goes to the engine in parts (entries.TOGETHER, FEW). One run
of pandoc over 1,000 items takes 7.8 s in APA, because it compares all citations with each other; a part holds, beside
its own items, those that may be cited alike, so the letters of years are those of the whole list.
"""

from __future__ import annotations

import random
import resource
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


def _cpu() -> float:
    """Seconds of CPU of this process and of the engines that it ran."""
    both = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in both)


def main(sizes: list[int]) -> None:
    print(f"{'style':<50}{'items':>8}{'seconds':>10}{'of CPU':>10}{'ms an item':>12}  engine")
    for style in STYLES:
        for size in sizes:
            draw = random.Random(size)
            references = [item(n, draw) for n in range(size)]
            begin, used = time.perf_counter(), _cpu()
            made = bibliography.make(references, style, timeout=600)
            took, cpu = time.perf_counter() - begin, _cpu() - used
            assert len(made.sections[0].entries) == size
            plain = sum(one.plain for one in made.sections[0].entries)
            note = f", {plain} plain" if plain else ""
            figures = f"{size:>8,}{took:>10.1f}{cpu:>10.1f}{1000 * took / size:>12.2f}"
            print(f"{style:<50}{figures}  {' '.join(made.engines)}{note}", flush=True)


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]] or [100, 1000, 10_000])
