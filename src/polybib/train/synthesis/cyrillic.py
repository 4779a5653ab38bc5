"""Lists of the GOST family (GOST 7.1, R 7.0.5, R 7.0.100, DSTU 8302 and the lists people write after them):
Russian, Ukrainian, Belarusian, Kazakh and Bulgarian. The rules are in ../shared/spec/formats.md, section 1."""

from __future__ import annotations

from polybib.train.synthesis import people, values
from polybib.train.synthesis.draft import Draft, Part, field
from polybib.train.synthesis.special import add_address

AREAS = (". – ", ". — ", ". - ", ". ", ", ", ".– ", ".-", ". – ", ". ", ". -")
HOSTS = (" // ", " // ", " // ", "// ", " //", " / ", ". ", ", ", ". – ")


def reference(d: Draft) -> str:
    """A reference of any kind; gives its CSL type."""
    dash = d.choose(AREAS)
    make = d.choose(
        (_article,) * 5 + (_book,) * 5 + (_chapter,) * 3 + (_thesis, _thesis, _paper, _web, _web, _volume, _newspaper)
    )
    kind = make(d, dash)
    if kind == "webpage" or d.chance(0.08):
        add_address(d, dash)
    d.maybe(0.07, dash, d.one("DOI: |doi: |DOI |https://doi.org/|doi:"), field("DOI", values.doi(d)))
    d.maybe(0.05 if kind == "book" else 0, dash, "ISBN ", field("ISBN", values.isbn(d)))
    d.maybe(0.02, dash, field("note", d.word("note")))
    d.add(d.one(".|.|.||;"))
    return kind


def _heading(d: Draft, often: float = 0.88) -> bool:
    """The authors before the title."""
    if not d.chance(often):
        return False
    form = d.one("F I|F, I|F I|F, I|I F|F, G|F G|F B|G F|F* I")
    people.add_authors(d, form, d.choose((1, 1, 1, 2, 3)), bodies=0.03)
    d.add(d.one(" | |. | - |: |, | – ") if d.text.endswith(".") else d.one(". |. |, |: |. | "))
    return True


def _title(d: Draft, headed: bool) -> None:
    """The title with a medium, what more is said of it and the statement of responsibility."""
    quotes = d.one('|||||«»|“”|""')
    d.add(quotes[:1], field("title", values.title(d)), quotes[1:])
    if d.language in ("ru", "uk", "be", "kk"):
        d.maybe(0.1, d.word("gmd"))
    if d.chance(0.25 if headed else 0.6):
        d.add(d.one(" / | / |/ | /"))
        people.add_authors(d, d.one("I F|I F|F I|G F"), bodies=0.03)


def _article(d: Draft, dash: str) -> str:
    _title(d, _heading(d))
    quotes = d.one("||||«»|журнал «»|Журн. «»|„“") if d.language in ("ru", "uk", "bg") else ""
    quotes = quotes or "  "
    d.add(d.choose(HOSTS), quotes[:-1].strip(), field("container-title", values.journal(d)), quotes[-1].strip())
    parts: list[list[Part]] = [[field("issued", values.year(d)), d.word("year_tail")]]
    if d.chance(0.5):
        volume: list[Part] = [d.word("volume"), field("volume", d.number(1, 120))]
        if d.chance(0.2):
            volume += [d.one("(| ("), field("issue", d.number(1, 12)), ")"]
        parts.append(volume)
    if d.chance(0.7) and len(parts[-1]) < 4:
        number = d.number(1, 24) + (d.one(" ({})|({})|–{}|/{}").format(d.number(2, 300)) if d.chance(0.12) else "")
        parts.append([d.word("issue"), field("issue", number)])
    if d.chance(0.2):
        d.random.shuffle(parts)
    if d.chance(0.04):
        parts.insert(0, [field("publisher-place", values.place(d))])
    for part in parts:
        d.add(dash if d.chance(0.88) else d.one(", | |; "), *part)
    d.maybe(0.92, dash if d.chance(0.9) else ", ", d.word("page"), field("page", values.pages(d)))
    return "article-journal"


def _imprint(d: Draft, dash: str, publisher: float = 0.85) -> None:
    """Place, publisher and year, in the standard's form or as people write them."""
    if d.chance(0.08):
        d.add(
            dash,
            d.one("изд. |Изд-во |изд-во |") if d.language == "ru" else "",
            *_quoted(d, field("publisher", values.publisher(d))),
            ", ",
            d.one("г. |") if d.language == "ru" else "",
            field("publisher-place", values.place(d)),
        )
    elif d.chance(0.93):
        d.add(dash if d.chance(0.92) else " ", field("publisher-place", values.place(d)))
        d.maybe(publisher, d.one(": | : |:|: | |, "), *_quoted(d, field("publisher", values.publisher(d))))
    else:
        d.add(dash, field("publisher", values.publisher(d)))
    d.add(d.one(", |, |,|. | |. – "), field("issued", values.year(d)), d.word("year_tail"))


def _quoted(d: Draft, made: Part) -> list[Part]:
    opening, closing = d.choose((("", ""),) * 6 + (("«", "»"), ('"', '"'), ("“", "”")))
    return [opening, made, closing]


def _roles(d: Draft) -> None:
    """Editors or translators after a slash or a semicolon."""
    d.add(d.one(" / | ; |, |; |. |: "))
    if d.chance(0.65):
        people.add_editors(d, d.one("I F|I F|F I|G F"), before=True)
    else:
        people.add_translators(d, d.one("I F|I F|F I"))


def _size(d: Draft, dash: str) -> None:
    """How many pages the book has, or which are cited."""
    if d.chance(0.8):
        d.add(
            dash,
            field("number-of-pages", values.extent(d)),
            d.one(" | ||"),
            d.word("extent"),
            d.one(".|"),
            d.one("||||: ил.| : ил.|, ил."),
        )
        d.maybe(0.05, dash, d.word("page"), field("page", values.pages(d)))
    else:
        d.maybe(0.6, dash, d.word("page"), field("page", values.pages(d)))


def _series(d: Draft, dash: str) -> None:
    form = d.word("series")
    before, _, _ = form.partition("{}")
    after = "»" if "«" in form else "“" if "„" in form else ""
    d.add(
        dash,
        before,
        field(
            "collection-title",
            d.word("journals") if d.chance(0.3) else d.word("heads").strip() + " " + d.word("tails").split(" ")[-1],
        ),
        after,
    )
    d.maybe(0.3, d.one(" ; вып. | ; т. |; |. Вып. | ; № "), d.number(1, 90))
    d.add(")" if "(" in before else "")


def _book(d: Draft, dash: str) -> str:
    _title(d, _heading(d))
    if d.chance(0.3):
        _roles(d)
    if d.chance(0.2):
        d.add(dash, *values.edition(d))
    if d.chance(0.1):
        d.add(dash, d.one("Т. |Ч. |Кн. |Т.|Вып. |ч. "), field("volume", d.one("1|2|3|4|I|II|XIV|12|5")))
    _imprint(d, dash)
    _size(d, dash) if d.chance(0.8) else None
    if d.chance(0.08):
        _series(d, dash)
    return "book"


def _volume(d: Draft, dash: str) -> str:
    """A work in an edition of collected works."""
    _heading(d, 1.0)
    d.add(field("title", values.title(d)), d.choose(HOSTS[:4]))
    d.add(
        field(
            "container-title",
            d.word("works") + (d.one("|: в 20 т.| в 6 томах|. В 10 т.|: В 5 т.") if d.language == "ru" else ""),
        ),
        dash,
        d.one("Т. |т. |Т."),
        field("volume", d.one("1|2|5|XIV|III|12|IV")),
    )
    _imprint(d, dash, 0.4)
    d.add(dash, d.word("page"), field("page", values.pages(d)))
    return "chapter"


def _host(d: Draft, dash: str, name: str) -> None:
    d.add(d.choose(HOSTS), d.word("in") if d.chance(0.3) else "", field("container-title", name))
    if d.chance(0.3):
        _roles(d)
    _imprint(d, dash, 0.6)
    d.maybe(0.92, dash, d.word("page"), field("page", values.pages(d)))


def _chapter(d: Draft, dash: str) -> str:
    _title(d, _heading(d))
    _host(d, dash, values.title(d))
    return "chapter"


def _paper(d: Draft, dash: str) -> str:
    _title(d, _heading(d))
    _host(d, dash, d.word("meeting") + f"«{values.title(d)}»".replace("««", "«"))
    return "paper-conference"


def _thesis(d: Draft, dash: str) -> str:
    _heading(d, 0.95)
    d.add(field("title", values.title(d)), d.one(" : |: |. |: "), field("genre", d.word("thesis")))
    d.maybe(0.5, d.one(": | : |. "), field("number", f"{d.number(1, 25):0>2}.00.{d.number(1, 25):0>2}"))
    if d.chance(0.3):
        d.add(d.one(" / | /"), field("author", people.listed(d, d.one("I F|F G|F I"), 1)))
    d.add(dash, field("publisher-place", values.place(d)))
    d.maybe(0.25, d.one(": | : "), field("publisher", d.word("universities")))
    d.add(d.one(", |. |,"), field("issued", values.year(d)), d.word("year_tail"))
    if d.chance(0.8):
        _size(d, dash)
    return "thesis"


def _newspaper(d: Draft, dash: str) -> str:
    _title(d, _heading(d, 0.8))
    quotes = d.one("||«»|Газета «»|газ. «»") or "  "
    d.add(
        d.choose(HOSTS),
        quotes[:-1].strip(" ") + (" " if quotes[:-1].endswith(" ") else ""),
        field("container-title", d.word("newspapers")),
        quotes[-1].strip(),
    )
    d.maybe(0.3, dash, d.word("issue"), field("issue", d.number(1, 300)))
    d.add(dash if d.chance(0.8) else d.one(" от |, от "), field("issued", values.date(d)))
    d.maybe(0.4, dash, d.word("page"), field("page", d.number(1, 16)))
    return "article-newspaper"


def _web(d: Draft, dash: str) -> str:
    _title(d, _heading(d, 0.5))
    d.maybe(0.5, d.one(" // | // |. |: "), field("container-title", d.word("sites")))
    d.maybe(0.5, dash, field("issued", values.year(d) if d.chance(0.5) else values.date(d)))
    return "webpage"
