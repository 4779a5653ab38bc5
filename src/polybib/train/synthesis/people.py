"""Names of people and bodies as reference lists of each language write them."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from polybib.train.synthesis.draft import Draft, field
from polybib.train.synthesis.stock import tables
from polybib.train.synthesis.values import CYRILLIC, EAST_ASIAN

NAMES = 300  # of each kind and language
PARTICLES = {
    "nl": "van |van der |de |van den ", "de": "von |von der |zu ", "fr": "de |du |de La |d’", "pt": "da |dos |de |da |",
    "es": "de |de la |del ", "it": "De |Di |della ", "en": "van der |de |O’|Mc|von ",
}  # fmt: skip
SUFFIXES = {"en": ", Jr.| Jr.| III| II|, Sr.", "pt": " JÚNIOR| Filho| Neto"}
PINYIN_FAMILIES = (
    "Zhang Wang Li Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo Ouyang Zheng Xie".split()
)
PINYIN_SYLLABLES = """wei fang na xiu ying min jing li qiang lei jun yang yong yan jie
    juan tao ming chao gang ping hua xin bo hao yu zhong guo jian xiang""".split()

# How one name is printed: F family, G given, I initials with stops, B bare initials, * capitals.
FORMS = ("F, I", "F I", "I F", "G F", "F, G", "F G", "F B", "B F", "F, B", "F* I", "F*, G", "F*, I", "F* B")


class Person(NamedTuple):
    """A name in its parts; `middle` is an initial, such as that of a patronymic."""

    family: str
    given: str
    middle: str
    suffix: str = ""


def person(d: Draft) -> Person:
    """A name of the draft's language."""
    families, givens = _lists(d.language)
    family, given = d.choose(families), d.choose(givens)
    if d.language in EAST_ASIAN:
        return Person(family, given, "")
    if d.language in CYRILLIC:
        return Person(
            family,
            given,
            d.choose("АБВГДЕИКЛМНПРСТЮ" if d.language in ("ru", "bg") else "АБВГДІКЛМНПРСТЮ") if d.chance(0.85) else "",
        )
    if d.language in PARTICLES and d.chance(0.06):
        family = d.one(PARTICLES[d.language]) + family
    if (d.language in ("es", "pt") and d.chance(0.3)) or d.chance(0.02):
        family += d.one(" |-") + d.choose(families)
    suffix = d.one(SUFFIXES[d.language]) if d.language in SUFFIXES and d.chance(0.02) else ""
    middle = d.choose("ABCDEFGHJKLMNPRST") if d.language not in ("ar", "fa", "he", "el") and d.chance(0.4) else ""
    return Person(family, given, middle, suffix)


def romanised(d: Draft) -> Person:
    """A Chinese name in pinyin."""
    given = "".join(d.choose(PINYIN_SYLLABLES) for _ in range(d.choose((1, 2, 2)))).capitalize()
    return Person(d.choose(PINYIN_FAMILIES), given, "")


def written(d: Draft, p: Person, form: str, gap: str) -> str:
    """One name in a form of FORMS; `gap` stands between initials.

    >>> from random import Random; from polybib.train.synthesis.stock import Stock
    >>> written(Draft(Random(1), "en", Stock({}, [])), Person("Smith", "John", "A"), "F, I", " ")
    'Smith, J. A.'
    """
    family = p.family.upper() if "*" in form else p.family
    hyphened = [part[0] for part in p.given.split("-") if part] if p.given else []
    first = ".-".join(hyphened) if d.chance(0.8) else p.given[:1]
    dotted = f"{first}." + (f"{gap}{p.middle}." if p.middle else "")
    bare = p.given[:1] + p.middle if gap == "" else p.given[:1] + (f" {p.middle}" if p.middle else "")
    full = p.given + (f" {p.middle}." if p.middle and d.chance(0.4) else "")
    parts = {"F": family + ("" if form.startswith("F,") else p.suffix), "G": full, "I": dotted, "B": bare}
    order = form.replace("*", "")
    joint = ", " if "," in order else " "
    text = joint.join(parts[letter] for letter in order.replace(",", "").split())
    if order == "I F" and gap == "" and d.chance(0.15):
        text = dotted + family
    return text + (p.suffix if form.startswith("F,") else "")


def listed(d: Draft, form: str = "", count: int = 0) -> str:
    """Names one after the other, with the separators and the last word that the language uses."""
    count = count or d.choose((1, 1, 1, 2, 2, 3, 3, 4, 6))
    if d.language in EAST_ASIAN:
        gap = " " if d.language == "ja" and d.chance(0.3) else ""
        people = [person(d) for _ in range(count)]
        signs = {"ko": ", |·|,| · |; |、", "ja": "、|，|, |・|,|; |・", "zh": "，|, |,|、|,|; | "}
        return d.one(signs[d.language]).join(p.family + gap + p.given for p in people)
    gap, form = d.one("| "), form or d.choose(FORMS[:10])
    if d.language in ("ar", "fa", "he", "vi") and form not in ("G F", "F, G", "F G"):
        form = d.one("G F|G F|F, G")
    if d.language == "hu" and d.chance(0.6):
        form = "F G"
    direct = form.startswith("F,") and d.chance(0.25)  # only the first name is inverted
    rest = "I F" if form.endswith(("I", "B")) else "G F"
    people = [romanised(d) if d.language == "en" and d.chance(0.08) else person(d) for _ in range(count)]
    names = [written(d, p, form if k == 0 or not direct else rest, gap) for k, p in enumerate(people)]
    sign = "; " if form.startswith("F,") and not direct and d.chance(0.4) else ", "
    if count > 1 and d.chance(0.6):
        last = d.word("and")
        return sign.join(names[:-1]) + ("," if last.startswith(" &") and d.chance(0.4) else "") + last + names[-1]
    if d.chance(0.04):
        sign = d.one(" and | – |/| / |;|,")
    return sign.join(names)


def body(d: Draft) -> str:
    """A body that stands as an author."""
    return d.word("bodies")


def add_authors(d: Draft, form: str = "", count: int = 0, bodies: float = 0.05) -> None:
    """Adds authors, at times a body, at times with the words for others, which are no part of the value."""
    if d.chance(bodies):
        d.add(field("author", body(d)))
        return
    d.add(field("author", listed(d, form, count)))
    d.maybe(0.1, d.word("et_al"))


def add_editors(d: Draft, form: str = "", before: bool | None = None) -> None:
    """Adds editors with their word before or after them."""
    names = field("editor", listed(d, form, d.choose((1, 1, 2, 2, 3))))
    if d.language in EAST_ASIAN or (before is False) or (before is None and d.chance(0.5)):
        d.add(names, d.word("editor_tail"))
    else:
        d.add(d.word("editor_lead"), names)
    d.maybe(0.06, d.word("et_al"))


def add_translators(d: Draft, form: str = "") -> None:
    """Adds translators with their word."""
    names = field("translator", listed(d, form, d.choose((1, 1, 2))))
    if d.language in EAST_ASIAN:
        d.add(names, d.word("translator_tail"))
    else:
        d.add(d.word("translator_lead"), names)


@cache
def _lists(language: str) -> tuple[list[str], list[str]]:
    """Family names and given names of a language, from words.json or from faker."""
    table: dict[str, Any] = tables().get(language, tables()["en"])
    if "family" in table:
        return table["family"], table["given"]
    from faker import Faker

    maker = Faker(table["locale"])
    maker.seed_instance(1)
    return [_family(maker, language) for _ in range(NAMES)], [_given(maker, language) for _ in range(NAMES)]


def _family(maker: Any, language: str) -> str:
    if language == "zh":
        return str(maker.last_name())
    make = getattr(maker, "last_name_male", maker.last_name)
    return str(make())


def _given(maker: Any, language: str) -> str:
    make = getattr(maker, "first_name_male", maker.first_name) if language in CYRILLIC else maker.first_name
    return str(make())
