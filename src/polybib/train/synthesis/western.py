"""Free lists in any language of an alphabet (Latin, Greek, Arabic, Hebrew, Cyrillic): author-date and author-title,
commas or full stops, quotes or none, as people write them without a standard in the hand."""

from __future__ import annotations

from dataclasses import dataclass

from polybib.train.synthesis import people, values
from polybib.train.synthesis.draft import Draft, Part, field
from polybib.train.synthesis.special import add_address

QUOTES = (("", ""),) * 8 + (
    ('"', '"'),
    ('"', '"'),
    ("“", "”"),
    ("“", "”"),
    ("*", "*"),
    ("_", "_"),
    ("‘", "’"),
    ("<i>", "</i>"),
    ("**", "**"),
    ("''", "''"),
    ("\\emph{", "}"),
)
NATIONAL = {
    "de": ("„", "“"),
    "pl": ("„", "”"),
    "cs": ("„", "“"),
    "ru": ("«", "»"),
    "fr": ("« ", " »"),
    "it": ("«", "»"),
    "es": ("«", "»"),
    "uk": ("«", "»"),
    "bg": ("„", "“"),
    "hu": ("„", "”"),
    "ro": ("„", "”"),
    "el": ("«", "»"),
    "ar": ('"', '"'),
    "fa": ("«", "»"),
    "pt": ("“", "”"),
    "hr": ("„", "”"),
    "tr": ('"', '"'),
}
NO_QUOTES = ("", "")
KINDS = {"article": 6, "book": 7, "chapter": 4, "paper": 2, "thesis": 2, "web": 3, "newspaper": 2, "video": 1}
TYPES = {
    "article": "article-journal",
    "book": "book",
    "chapter": "chapter",
    "paper": "paper-conference",
    "thesis": "thesis",
    "web": "webpage",
    "newspaper": "article-newspaper",
    "video": "motion_picture",
}
CHOICES = tuple(kind for kind, weight in KINDS.items() for _ in range(weight))


@dataclass
class Habits:
    """What one list does throughout: the sign between its parts, and whether the year follows the authors."""

    sign: str
    dated: bool


def reference(d: Draft) -> str:
    """A reference in the draft's language; gives its CSL type."""
    kind, habits = d.choose(CHOICES), Habits(d.one(", |. |, |. | – |; | - |. "), d.chance(0.4))
    if d.chance(0.12):
        d.add(*_title(d, kind), d.one(", | / | by | - |. |/| — "))
        people.add_authors(d, bodies=0.05)
        d.add(habits.sign)
        habits.dated = False
    else:
        _head(d, kind, habits)
    if d.chance(0.1):
        _contributors(d, habits)
    {
        "article": _article,
        "book": _book,
        "chapter": _chapter,
        "paper": _chapter,
        "thesis": _thesis,
        "web": _web,
        "newspaper": _newspaper,
        "video": _web,
    }[kind](d, habits)
    d.maybe(
        0.14 if kind in ("article", "paper") else 0.02,
        d.one(", |. | "),
        d.one("doi:|DOI: |https://doi.org/|doi: |http://dx.doi.org/|DOI |doi.org/"),
        field("DOI", values.doi(d)),
    )
    if kind != "web" and d.chance(0.08):
        add_address(d, d.one(". |, | "))
    d.maybe(
        0.08 if kind == "book" else 0,
        d.one(", |. "),
        d.one("ISBN |ISBN: |ISBN-13: |ISBN"),
        field("ISBN", values.isbn(d)),
    )
    d.maybe(0.02, d.one(", |. "), "ISSN ", f"{d.number(1000, 9999)}-{d.number(1000, 9999)}")
    opening = d.one("(|[|, |. ")
    d.maybe(0.05, " ", opening, field("note", d.word("note")), ")" if opening == "(" else "]" if opening == "[" else "")
    d.add(d.one(".|.|.||;|,"))
    return TYPES[kind]


def _head(d: Draft, kind: str, habits: Habits) -> None:
    if kind == "book" and d.chance(0.08):
        people.add_editors(d, before=False)
    else:
        people.add_authors(
            d,
            d.choose(people.FORMS) if d.language not in ("ar", "fa", "he", "vi") else "",
            bodies=0.4 if kind == "web" else 0.05,
        )
    if habits.dated:
        opening = d.one(" (|. |, | | (| [|. (|: (")
        issued = values.year(d)
        if kind in ("web", "newspaper", "video") and d.chance(0.5):
            issued = f"{issued}, {values.month_day(d)}"
        d.add(opening, field("issued", issued)).close()
        d.add(d.one(". |, | |: |.: |. ") if "(" in opening or "[" in opening else d.one(". |: |, |. | "))
    else:
        d.add(d.one(": |, |. | |, |. | — | - ") if d.chance(0.6) else habits.sign)
    d.add(*_title(d, kind), habits.sign)


def _title(d: Draft, kind: str) -> list[Part]:
    opening, closing = NATIONAL[d.language] if d.language in NATIONAL and d.chance(0.25) else d.choose(QUOTES)
    text = values.title(d)
    if opening and opening in '"“«„' and d.chance(0.12):
        text, closing = text + ",", closing
    parts: list[Part] = [opening, field("title", text), closing]
    if d.chance(0.03):
        other = Draft(d.random, d.one("en|en|fr|de"), d.stock)
        sign = d.one(" [| (| = |. [")
        parts += [sign, values.title(other), {"[": "]", "(": ")"}.get(sign[-1], "")]
    if kind == "web" and d.chance(0.1):
        parts.append(d.one(" [online]| [Internet]| [en ligne]| [en línea]| [Online]| [Video]"))
    return parts


def _contributors(d: Draft, habits: Habits) -> None:
    """Editors or translators of a book after its title."""
    if d.chance(0.6):
        people.add_translators(d, d.one("I F|G F|I F|F I"))
    else:
        people.add_editors(d, d.one("I F|G F"), before=True)
    d.add(habits.sign)


def _issued(d: Draft, habits: Habits, signs: str = ", | (|; |. |, | ", whole: float = 0.1) -> None:
    if habits.dated or d.has("issued"):
        return
    sign = d.one(signs)
    if d.chance(whole):
        issued = (
            values.long_date(d)
            if d.chance(0.6)
            else d.word("months")[: d.choose((3, 20))] + d.one(" |. ") + values.year(d)
        )
    else:
        issued = values.year(d)
    d.add(sign, field("issued", issued), d.one("| г.") if d.language == "ru" else "", ")" if "(" in sign else "")
    d.maybe(0.02, d.one(" [| ("), d.number(1900, 1990)).close()


def _pages(d: Draft, often: float = 0.88) -> None:
    word = d.word("page")
    after = " o." if d.language == "hu" and not word and d.chance(0.5) else ""
    d.maybe(often, d.one(", |: |; |:| |. |, "), word, field("page", values.pages(d)), after)


def _article(d: Draft, habits: Habits) -> None:
    d.maybe(0.1, d.word("in"))
    opening, closing = d.choose(
        (NO_QUOTES,) * 6
        + (("*", "*"), ("_", "_"), ("<em>", "</em>"), NATIONAL.get(d.language, ('"', '"')), ("{\\it ", "}"))
    )
    d.add(opening, field("container-title", values.journal(d)), closing, d.one(", | |, |. |, "))
    volume, issue = (
        field("volume", d.number(1, 150) if d.chance(0.93) else d.one("XII|IV|XXXVIII|lxv")),
        field("issue", d.number(1, 24) + (d.one("-|/|–") + d.number(2, 12) if d.chance(0.06) else "")),
    )
    words, issues = d.word("volume"), d.word("issue")
    form: list[Part] = d.choose(
        (
            [volume, "(", issue, ")"],
            [volume, "(", issue, ")"],
            [words, volume, ", ", issues, issue],
            [volume],
            [words, volume],
            [volume, ", ", issues, issue],
            [issues, issue],
            [volume, "/", issue],
            [volume, ".", issue],
            [volume, ", ", issue],
            [volume, " (", issue, ")"],
            [words, volume, " (", issue, ")"],
            [volume, ":", issue],
            [],
        )
    )
    d.add(*form)
    if not form:
        d.text = d.text.rstrip(", ")
    _issued(d, habits, ", | (|; | (|, |. ", 0.15)
    _pages(d)


def _house(d: Draft) -> None:
    town, house = field("publisher-place", values.place(d)), field("publisher", values.publisher(d))
    forms: tuple[list[Part], ...] = (
        [town, ": ", house],
        [town, ": ", house],
        [town, ": ", house],
        [town, ": ", house],
        [town, ", ", house],
        [house, ", ", town],
        [house],
        [house],
        [town],
        [house, " (", town, ")"],
        [town, " : ", house],
        [town, ":", house],
        [house, ". ", town],
        [town, " ", house],
    )
    d.add(*d.choose(forms))


def _book(d: Draft, habits: Habits) -> None:
    if d.chance(0.1):
        word = d.word("volume")
        d.add(word or "vol. ", field("volume", d.one("1|2|3|II|I|IV|5|12")), habits.sign)
    if d.chance(0.16):
        d.add(*values.edition(d), d.one(". |, "))
    series = d.chance(0.1)
    if series and d.chance(0.4):
        _series(d, False)
        d.add(habits.sign)
        series = False
    _house(d)
    _issued(d, habits)
    if d.chance(0.18):
        d.add(
            d.one(", |. | – "),
            field("number-of-pages", values.extent(d)),
            d.one(" | | |"),
            d.word("extent"),
            d.one(".|"),
        )
    elif d.chance(0.15):
        _pages(d, 1)
    if series:
        d.add(d.one(" |. |, "))
        _series(d, True)


def _series(d: Draft, bracketed: bool) -> None:
    form = d.word("series") if bracketed else d.word("series").lstrip("(")
    before, _, after = form.partition("{}")
    name = d.word("journals") if d.chance(0.4) else d.word("heads").strip() + " " + d.word("tails").split()[-1]
    number = d.one("; |, |, Bd. |; vol. |, vol. |, n° |, no. | ") + d.number(1, 300) if d.chance(0.5) else ""
    d.add(
        before,
        field("collection-title", name),
        number,
        after,
        ")" if before.startswith("(") else "]" if before.startswith("[") else "",
    )


def _chapter(d: Draft, habits: Habits) -> None:
    d.add(d.word("in"))
    first = d.chance(0.4)
    if first:
        people.add_editors(d)
        d.add(d.one(", |: |, |. "))
    marks = d.one("||||*|_|")
    conference = d.chance(0.3)
    d.add(marks, field("container-title", (d.word("meeting") if conference else "") + values.title(d)), marks)
    if not first and d.chance(0.4):
        d.add(d.one(", |. |, "))
        people.add_editors(d, d.one("I F|G F"))
    if d.chance(0.1):
        d.add(d.one(", |. |, "), d.word("volume") or "vol. ", field("volume", d.one("1|2|II|34|117")))
    pages_first = d.chance(0.25)
    if pages_first:
        opening = d.one(" (|, ")
        d.add(opening, d.word("page") or "pp. ", field("page", values.pages(d)), ")" if "(" in opening else "")
    d.add(d.one(". |, |, |; "))
    _house(d)
    _issued(d, habits)
    if not pages_first:
        _pages(d)


def _thesis(d: Draft, habits: Habits) -> None:
    opening = d.one("(|[|||")
    d.add(opening, field("genre", d.word("thesis")))
    if opening and d.chance(0.4):
        d.close()
    d.add(d.one(", |. |, | "), field("publisher", d.word("universities")))
    d.maybe(0.3, ", ", field("publisher-place", values.place(d)))
    _issued(d, habits, ", |, |. | ")
    d.close().maybe(0.1, ", ", field("number-of-pages", values.extent(d)), " ", d.word("extent"))


def _web(d: Draft, habits: Habits) -> None:
    d.maybe(0.55, field("container-title", d.word("sites")), habits.sign)
    if not habits.dated:
        d.maybe(0.6, d.one("(||"), field("issued", values.date(d) if d.chance(0.6) else values.year(d))).close().add(
            habits.sign
        )
    add_address(d, "") if d.chance(0.92) else None


def _newspaper(d: Draft, habits: Habits) -> None:
    d.maybe(0.2, d.word("in"))
    marks = d.one("|||*|_|")
    d.add(marks, field("container-title", d.word("newspapers")), marks)
    d.maybe(0.15, d.one(", |, "), d.word("issue") or "no. ", field("issue", d.number(1, 400)))
    if not habits.dated:
        d.add(d.one(", | (|, | "), field("issued", values.date(d))).close()
    d.maybe(0.45, d.one(", |: "), d.word("page"), field("page", d.one("|A|B|") + d.number(1, 40)))
