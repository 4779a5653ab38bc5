"""Portuguese and Spanish lists after ABNT NBR 6023 and ISO 690: family names in capitals, "In:", "v. 12, n. 3",
"Disponível em: <…>. Acesso em: …"."""

from __future__ import annotations

from polybib.train.synthesis import people, values
from polybib.train.synthesis.draft import Draft, field

TYPES = {
    "book": "book",
    "article": "article-journal",
    "chapter": "chapter",
    "thesis": "thesis",
    "web": "webpage",
    "newspaper": "article-newspaper",
    "paper": "paper-conference",
}
MONTHS = {
    "pt": "jan.|fev.|mar.|abr.|maio|jun.|jul.|ago.|set.|out.|nov.|dez.",
    "es": "ene.|feb.|mar.|abr.|mayo|jun.|jul.|ago.|sept.|oct.|nov.|dic.",
}
GIVEN_NAMES = 0.4  # how often given names are written in full


def reference(d: Draft) -> str:
    """A reference; gives its CSL type."""
    kind = d.choose(
        ("book",) * 5 + ("article",) * 5 + ("chapter", "chapter", "thesis", "thesis", "web", "newspaper", "paper")
    )
    mark = d.one("||||**|*|_|")
    _authors(d, kind)
    d.add(". ")
    {
        "book": _book,
        "article": _article,
        "chapter": _chapter,
        "paper": _chapter,
        "thesis": _thesis,
        "web": _web,
        "newspaper": _newspaper,
    }[kind](d, mark)
    d.maybe(
        0.08 if kind == "article" else 0,
        d.one(" DOI: | doi: | https://doi.org/| doi:"),
        field("DOI", values.doi(d)),
        ".",
    )
    if kind == "web" or d.chance(0.15):
        _address(d)
    d.maybe(0.05 if kind == "book" else 0, " ISBN ", field("ISBN", values.isbn(d)), ".")
    return TYPES[kind]


def _name(d: Draft, gap: str, full: bool) -> str:
    """One name in capitals; a particle follows the given names: "SILVA, J. A. da"."""
    p = people.person(d)
    given = (
        p.given + (f" {p.middle}." if p.middle else "")
        if full
        else f"{p.given[0]}." + (f"{gap}{p.middle}." if p.middle else "")
    )
    if d.chance(0.15):
        given += d.one(" da| de| dos| de la| do") if d.language == "pt" else d.one(" de| de la| del")
    return (
        f"{p.family.upper()}{d.one('| JÚNIOR| FILHO| NETO') if d.language == 'pt' and d.chance(0.06) else ''}, {given}"
    )


def _names(d: Draft, count: int) -> str:
    gap, full = d.one(" ||"), d.chance(GIVEN_NAMES)
    return d.one("; |; |; | y |; ").join(_name(d, gap, full) for _ in range(count))


def _authors(d: Draft, kind: str) -> None:
    if kind in ("web", "newspaper") and d.chance(0.4):
        d.add(field("author", people.body(d).upper()))
        return
    if d.chance(0.05):
        d.add(d.one("______|_____|__________"))
        return
    d.add(field("author", _names(d, d.choose((1, 1, 1, 2, 2, 3)))))
    d.maybe(0.12, d.one(" et al| et al.|; et al"))
    d.maybe(0.06, d.one(" (Org.)| (Orgs.)| (Coord.)| (ed.)| (eds.)| (comp.)"))


def _imprint(d: Draft) -> None:
    d.add(
        field("publisher-place", values.place(d)),
        d.one(": | : |: "),
        field("publisher", values.publisher(d)),
        ", ",
        d.one("|||c|").replace("c", "c") if d.chance(0.1) else "",
        field("issued", values.year(d)),
        d.one(".|.|"),
    )


def _book(d: Draft, mark: str) -> None:
    d.add(mark, field("title", values.title(d)), mark, ". ")
    if d.chance(0.12):
        people.add_translators(d, "G F")
        d.add(". ")
    if d.chance(0.4):
        d.add(*values.edition(d), d.one(". |. |, "))
    d.maybe(0.08, d.one("v. |t. |Vol. "), field("volume", d.one("1|2|3|I|II")), ". ")
    _imprint(d)
    d.maybe(0.45, " ", field("number-of-pages", values.extent(d)), d.one(" |"), d.one("p.|p.|p|págs.|f."))
    d.maybe(
        0.1,
        d.one(" (|. ("),
        field(
            "collection-title",
            d.one(
                "Primeiros passos|Os pensadores|Biblioteca de ciencias sociales|Estudos|Brasiliana|Letras hispánicas"
            ),
        ),
        d.one("|, 12|; 5|, v. 3"),
        ")",
        ".",
    )


def _article(d: Draft, mark: str) -> None:
    d.add(field("title", values.title(d)), ". ")
    d.maybe(0.06, d.one("In: |En: "))
    d.add(mark, field("container-title", values.journal(d)), mark, ", ")
    d.maybe(0.6, field("publisher-place", values.place(d)), ", ")
    d.add(d.one("v. |vol. |v. |"), field("volume", d.number(1, 90)), ", ")
    d.maybe(0.85, d.one("n. |nº |n. |núm. |no. "), field("issue", d.number(1, 12)), ", ")
    d.add(d.one("p. |p. |pp. |p."), field("page", values.pages(d)), ", ")
    months = MONTHS[d.language]
    lead = d.one(months) + (d.one("/|-") + d.one(months) if d.chance(0.7) else "") + " " if d.chance(0.5) else ""
    d.add(field("issued", lead + values.year(d)), ".")


def _chapter(d: Draft, mark: str) -> None:
    d.add(field("title", values.title(d)), ". ", d.one("In: |In: |En: |In ") if d.language == "es" else "In: ")
    if d.chance(0.2):
        d.add(d.one("______. |______ (Org.). |_____. "))
    else:
        d.add(
            field("editor", _names(d, d.choose((1, 1, 2)))),
            d.one(" (Org.)| (Orgs.)| (Coord.)| (Ed.)| (eds.)| (comp.)"),
            d.one(". |. |, "),
        )
    d.add(mark, field("container-title", values.title(d)), mark, ". ")
    if d.chance(0.15):
        d.add(*values.edition(d), ". ")
    _imprint(d)
    d.maybe(0.1, " cap. ", d.number(1, 12), ",")
    d.maybe(0.9, " ", d.one("p. |p. |pp. "), field("page", values.pages(d)), ".")


def _thesis(d: Draft, mark: str) -> None:
    d.add(mark, field("title", values.title(d)), mark, ". ")
    d.maybe(0.7, field("issued", values.year(d)), ". ")
    d.maybe(0.6, field("number-of-pages", values.extent(d)), d.one(" f. | p. | f. "))
    d.add(field("genre", d.word("thesis")), d.one(" – | - |. |, "), field("publisher", d.word("universities")), ", ")
    d.add(field("publisher-place", values.place(d)))
    d.maybe(
        1.0 if not d.has("issued") else 0.3, ", ", field("issued" if not d.has("issued") else "", values.year(d))
    ).add(".")


def _newspaper(d: Draft, mark: str) -> None:
    d.add(field("title", values.title(d)), ". ", mark, field("container-title", d.word("newspapers")), mark, ", ")
    d.maybe(0.8, field("publisher-place", values.place(d)), ", ")
    d.add(field("issued", f"{d.number(1, 28)} {d.one(MONTHS[d.language])} {d.number(1960, 2022)}"), ".")
    d.maybe(
        0.5, d.one(" Caderno 2,| Opinião,| Sección A,|"), " p. ", field("page", d.one("|A|B|") + d.number(1, 30)), "."
    )


def _web(d: Draft, mark: str) -> None:
    d.add(mark, field("title", values.title(d)), mark, ". ")
    d.maybe(0.5, field("container-title", d.word("sites")), d.one(", |. "))
    d.maybe(0.4, field("publisher-place", values.place(d)), ", ")
    d.maybe(0.8, field("issued", values.year(d) if d.chance(0.6) else values.long_date(d)), ".")


def _address(d: Draft) -> None:
    lead = d.word("url") if d.chance(0.9) else ""
    d.add(" ", lead, field("URL", values.url(d)), ">" if "<" in lead else "")
    day = f"{d.number(1, 28)} {d.one(MONTHS[d.language])} {d.number(2001, 2025)}"
    if d.chance(0.85):
        form = (
            d.one(". Acesso em: {}.|. Acesso em {}.|. Acesso em: {}.")
            if d.language == "pt"
            else d.one(" [Consulta: {}].|. Consultado el {}.| [consultado {}]. |. Acceso en: {}.")
        )
        d.add(*values.wrapped(d, form, field("accessed", day if d.chance(0.7) else values.date(d))))
    else:
        d.add(".")
