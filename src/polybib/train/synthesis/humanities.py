"""Notes of the humanities in French, Italian, German and English: a lead of prose, repeats, series, sizes, volumes in
Roman numbers, small variations without end."""

from __future__ import annotations

from polybib.train.synthesis import people, values
from polybib.train.synthesis.draft import Draft, Part, field

LANGUAGES = ("fr", "fr", "it", "it", "de", "en", "es", "la")
NO_PLACE, NO_YEAR = "s.l.|S.l.|s. l.|o.O.", "s.d.|s. d.|o.J.|n.d.|s.a."
SIZES = ", in-8°|, in-4°|, in-12|, in-fol.|, 2 vol.|, 2 voll.|, 3 Bde.|, 4 vols.|, 2 t."
QUOTES = {
    "fr": "« »|“ ”|   |« »",
    "it": "« »|“ ”|   ",
    "de": "„ “|» «|   |   ",
    "en": "‘ ’|“ ”|“ ”|   ",
    "es": "« »|“ ”|   ",
}


def reference(d: Draft) -> str:
    """A note, or an item of a bibliography in the manner of notes; gives its CSL type."""
    if d.language == "la":
        d.language = d.one("it|fr|de|en")
    d.maybe(0.3, d.word("note_lead"))
    if d.chance(0.12):
        return _repeat(d)
    comma = d.one(", |, |, |, |. |: ")
    _authors(d)
    d.add(comma if comma != ". " or d.chance(0.7) else ", ")
    kind = d.choose(("book", "book", "book", "article", "article", "chapter"))
    if kind == "book":
        _book(d)
    else:
        _part(d, kind)
    d.maybe(
        0.04,
        d.one(" (|, "),
        d.one("désormais |d’ora in poi |im Folgenden: |hereafter ")
        + d.one("abrégé |").replace("abrégé ", "")
        + people.person(d).family,
    ).close()
    d.add(d.one(".|.|;||,"))
    return {"article": "article-journal", "chapter": "chapter", "book": "book"}[kind]


def _authors(d: Draft) -> None:
    form = d.one("I F|I F|G F|F I|F, G|I F*|G F*|F* I|F G").replace("F*", "F")
    names = people.listed(d, form, d.choose((1, 1, 1, 1, 2, 3)))
    d.add(field("author", names.upper() if d.chance(0.1) else names))
    d.maybe(0.06, d.one(" (éd.)| (a cura di)| (Hg.)| (ed.)| (a c. di)| (Hrsg.)| dir."))


def _repeat(d: Draft) -> str:
    """A work named again: a short author, at times a short title, and the page."""
    repeat = d.word("repeat")
    if d.chance(0.6):
        d.add(
            field("author", people.listed(d, d.one("I F|F I|I F"), 1) if d.chance(0.7) else people.person(d).family),
            ", ",
        )
        if d.chance(0.6):
            short = " ".join(values.title(d).split()[: d.random.randint(2, 4)]).rstrip(":.,–- ")
            d.add(d.one("|« |“|*"), field("title", short)).close().add(
                "*" if d.text.count("*") % 2 else "", d.one(", | ")
            )
    d.add(field("note", repeat))
    d.maybe(0.2, d.one(", |, "), d.one("vol. |t. |"), field("volume", d.one("I|II|III|IV")))
    d.maybe(0.85, ", ", d.word("page"), field("page", values.pages(d)))
    d.add(d.one(".|;||."))
    return "document"


def _imprint(d: Draft) -> None:
    """Place, publisher and year in one of the orders of the country."""
    town = field("publisher-place", values.place(d)) if d.chance(0.92) else d.one(NO_PLACE)
    year = field("issued", values.year(d)) if d.chance(0.95) else d.one(NO_YEAR)
    house = field("publisher", values.publisher(d))
    before = d.one("²|³|2|")
    bare = before if d.language in ("de", "it") and d.chance(0.05) else ""
    kind = d.random.random()
    if kind < 0.35:
        d.add(", ", town, ", ", house, ", ", year)
    elif kind < 0.6:
        d.add(", ", town, d.one(" |, "), bare, year)
    elif kind < 0.8:
        d.add(" (", town, d.one(": | : |, "), house, ", ", year, ")")
    elif kind < 0.9:
        d.add(d.one(", |. "), town, d.one(": | : |: "), house, d.one(", | "), year)
    else:
        d.add(", ", house, ", ", town, d.one(" |, "), year)
    d.maybe(0.03, d.one(" [1ère éd. | (1a ed. | [| (orig. "), d.number(1850, 1980)).close()


def _pages(d: Draft, often: float) -> None:
    word = d.word("page") or "p. "
    d.maybe(
        often,
        d.one(", |, |, hier |, ici |, spec. |: ") if d.chance(0.3) else ", ",
        word,
        field("page", values.pages(d)),
    )
    d.maybe(0.08 if d.has("page") else 0, d.one(" sq.| ss.| ff.| f.| e sgg.| et suiv.|, n. 12| note 3| et passim"))


def _book(d: Draft) -> None:
    marks = d.one("||||*|_|")
    d.add(marks, field("title", values.title(d)), marks)
    kind = d.random.random()
    if kind < 0.12:
        d.add(", ")
        people.add_editors(d, d.one("I F|G F"), before=True)
    elif kind < 0.22:
        d.add(", ")
        people.add_translators(d, d.one("I F|G F"))
    if d.chance(0.15):
        d.add(
            ", ",
            d.one(
                {
                    "de": "Bd. |Band ",
                    "it": "vol. |t. |tomo ",
                    "fr": "t. |tome |vol. ",
                    "en": "vol. |",
                    "es": "t. |vol. ",
                }[d.language]
            ),
            field("volume", d.one("I|II|III|IV|1|2|3")),
        )
    if d.chance(0.12):
        d.add(", ", *values.edition(d))
    _imprint(d)
    d.maybe(0.06, d.one(SIZES))
    if d.chance(0.12):
        form, name = (
            d.word("series"),
            d.word("journals") if d.chance(0.3) else d.word("heads").strip() + " " + d.word("tails").split()[-1],
        )
        before, _, after = form.partition("{}")
        if not before.startswith("("):
            d.add(", ")
        number = d.one(", |; |, n° |, Bd. | ") + d.number(1, 200) if d.chance(0.5) else ""
        d.add(
            " " if before.startswith("(") else "",
            before,
            field("collection-title", name),
            number if not after else "",
            after,
            number if after else "",
        ).close()
    _pages(d, 0.6)


def _part(d: Draft, kind: str) -> None:
    opening, _, closing = d.choose([q for q in QUOTES[d.language].split("|") if " " in q]).partition(" ")
    opening, closing = (
        (opening + " ", " " + closing.strip())
        if opening == "«" and d.language == "fr"
        else (opening.strip(), closing.strip())
    )
    d.add(opening, field("title", values.title(d)), closing, d.one(", |, | ") if d.chance(0.9) else " ")
    if kind == "article":
        d.maybe(0.5, d.word("in") if d.language != "en" else "")
        mark = (
            d.choose(("  ", "  ", "«»", "“”", "* ", '""')) if d.language == "it" else d.choose(("  ", "  ", "  ", "* "))
        )
        d.add(
            mark[0].strip(), field("container-title", values.journal(d)), (mark[1] if mark[0] != "*" else "*").strip()
        )
        volume, issue = field("volume", d.one("XIV|XXVIII|LXI|IV|12|37|III|88")), field("issue", d.number(1, 12))
        forms: tuple[list[Part], ...] = (
            [volume],
            [volume, ", ", issue],
            [d.word("volume"), volume, ", ", d.word("issue"), issue],
            [d.word("issue"), issue],
            [volume, "/", issue],
            ["s. II, ", volume],
            ["a. ", volume, ", n. ", issue],
            [volume, " (", issue, ")"],
        )
        d.add(d.one(", | |, "), *d.choose(forms))
        d.add(
            d.one(" (|, | (|, "),
            field("issued", values.year(d) if d.chance(0.85) else d.word("months") + " " + values.year(d)),
        ).close()
    else:
        d.add(d.word("in"))
        editors = d.chance(0.5)
        if editors and d.chance(0.5):
            people.add_editors(d, d.one("I F|G F"))
            d.add(d.one(", |: |, "))
            editors = False
        marks = d.one("|||*|")
        d.add(marks, field("container-title", values.title(d)), marks)
        if editors:
            d.add(", ")
            people.add_editors(d, d.one("I F|G F"), before=True)
        _imprint(d)
    _pages(d, 0.9)
