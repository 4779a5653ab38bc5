"""The scholarship of lawyers in their notes: articles, books and chapters after the Bluebook (rules 15 and 16), OSCOLA
(3.2 to 3.4), and the habits of German, French and Italian lawyers. The first page of an article is the page; the place
within it that a note leads to is no value. Of a book the place is the page, as it is the only one."""

from __future__ import annotations

from polybib.train.synthesis import people, values
from polybib.train.synthesis.draft import Draft, field

LANGUAGES = ("en", "en", "en", "de", "fr", "it")
AMERICAN = """Harv. L. Rev.|Yale L.J.|Colum. L. Rev.|Stan. L. Rev.|U. Chi. L. Rev.|Mich. L. Rev.|Geo. L.J.|
J. Legal Stud.|Am. J. Int’l L.|Va. L. Rev.|N.Y.U. L. Rev.|Cornell L. Rev.|Vand. L. Rev.|UCLA L. Rev.|Tex. L. Rev.|
Duke L.J.|Calif. L. Rev.|J.L. & Econ.|Nw. U. L. Rev.|Wm. & Mary L. Rev.|Minn. L. Rev.|Fordham L. Rev.|B.C. L. Rev.|
Law & Contemp. Probs.|Harv. Int’l L.J.|Am. Econ. Rev.|J. Pol. Econ.|Sup. Ct. Rev.|Hastings L.J.|Ohio St. L.J.|Wis. L. Rev.""".replace(
    "\n", ""
)
BRITISH = """MLR|LQR|CLJ|OJLS|PL|ICLQ|EJIL|CML Rev|EL Rev|LS|Crim LR|Modern Law Review|Cambridge Law Journal|
Oxford Journal of Legal Studies|European Journal of International Law|Melbourne University Law Review|Public Law|
Law Quarterly Review|Legal Studies|Journal of International Criminal Justice|
UNSWLJ|Int J Const Law|Jurisprudence""".replace("\n", "")
GERMAN = "NJW|JZ|NVwZ|AcP|ZStW|DÖV|JuS|GRUR|NZA|RabelsZ|ZaöRV|AöR|Der Staat|DVBl|EuR|JURA|ZIP|ZHR"
FRENCH = "D.|JCP G|RTD civ.|AJDA|RFDA|RDP|Dr. soc.|RTD com.|Rev. crit. DIP|Gaz. Pal.|RSC|LPA"
ITALIAN = (
    "Foro it.|Riv. dir. civ.|Giur. cost.|Riv. trim. dir. proc. civ.|Quad. cost.|Dir. pubbl.|Riv. it. dir. proc. pen."
)


def reference(d: Draft) -> str:
    """A work of scholarship in a lawyer's note; gives its CSL type."""
    d.maybe(0.12, d.word("note_lead"))
    made = {"en": _english, "de": _german, "fr": _french, "it": _italian}[d.language](d)
    d.add(d.one(".|.|.||;"))
    return made


def _authors(d: Draft, form: str = "G F|G F|G F|I F") -> None:
    names = people.listed(d, d.one(form), d.choose((1, 1, 1, 2, 2, 3)))
    d.add(field("author", names.replace(", and ", " and ").replace(" and ", d.one(" & | and "))))


def _pin(d: Draft, often: float, lead: str = ", |, |, at |, |,  n. ") -> None:
    d.maybe(often, d.one(lead), d.number(2, 1400), d.one("||-" + d.number(10, 99) + "| n." + d.number(1, 300)))


def _english(d: Draft) -> str:
    if d.chance(0.55):
        return _american(d)
    return _british(d)


def _american(d: Draft) -> str:
    """Bluebook: an article, its volume before the journal and its year last, or a book with its year in brackets."""
    _authors(d)
    mark = d.one("|||*|_")
    d.add(", ", mark, field("title", values.title(d).rstrip(",")), mark)
    if d.chance(0.65):
        journal = d.one(AMERICAN)
        d.add(d.one(", |, |,"), " " if d.text.endswith(",") else "")
        d.add(
            field("volume", d.number(1, 140)),
            " ",
            field("container-title", journal.upper() if d.chance(0.4) else journal),
        )
        d.add(" ", field("page", d.number(1, 2400)))
        _pin(d, 0.5, ", |, |, ")
        d.add(" (", d.one("|||Winter |May "), field("issued", values.year(d)), ")")
        d.maybe(0.1, d.one(" (arguing that | (discussing | ("), values.title(d).lower(), ")")
        return "article-journal"
    if d.chance(0.12):
        d.add(d.one(" § | §§ "), d.number(1, 900), d.one("|.") + d.number(1, 9))
    else:
        d.maybe(
            0.6,
            d.one(" | at |, at | "),
            field("page", d.number(1, 900) + d.one("||–").replace("–", "–" + d.number(901, 999))),
        )
    d.add(" (")
    d.maybe(0.2, people.listed(d, "G F", 1), d.one(" ed., | eds., | trans., "))
    d.maybe(0.35, field("edition", d.one("2d|3d|4th|5th|2nd|3rd|9th|rev.")), " ed. ")
    d.maybe(0.25, field("publisher", values.publisher(d)), " ")
    d.add(field("issued", values.year(d)), ")")
    return "book"


def _british(d: Draft) -> str:
    """OSCOLA: titles of parts are quoted; the year is before the volume, in square brackets where it is the volume."""
    _authors(d)
    kind = d.random.random()
    opening, closing = d.one("‘ ’|‘ ’|“ ”|' '").split()
    if kind < 0.6:
        d.add(d.one(", |, | "), opening, field("title", values.title(d)), closing, " ")
        year = field("issued", values.year(d))
        if d.chance(0.6):
            d.add("(", year, ") ", field("volume", d.number(1, 130)))
            d.maybe(0.3, "(", field("issue", d.number(1, 12)), ")")
        else:
            d.add("[", year, "]")
        d.add(" ", field("container-title", d.one(BRITISH)), " ", field("page", d.number(1, 1400)))
        _pin(d, 0.4, ", |, |: ")
        return "article-journal"
    mark = d.one("||*|_")
    if kind < 0.8:
        d.add(", ", mark, field("title", values.title(d)), mark)
    else:
        d.add(", ", opening, field("title", values.title(d)), closing, " in ")
        editors = people.listed(d, "G F", d.choose((1, 2, 2)))
        d.add(field("editor", editors), " (", "eds" if " and " in editors or "," in editors else "ed", "), ")
        d.add(mark, field("container-title", values.title(d)), mark)
    d.add(" (")
    d.maybe(0.35, field("edition", d.one("2nd|3rd|4th|5th|8th")), " edn, ")
    d.add(field("publisher", values.publisher(d)), d.one(" |, | "), field("issued", values.year(d)), ")")
    d.maybe(0.5, d.one(" |, | "), field("page", d.number(1, 900)))
    return "book" if kind < 0.8 else "chapter"


def _german(d: Draft) -> str:
    """An article with the year as its volume, or a commentary and a textbook with edition and margin number."""
    _authors(d, "F|G F|I F|F, G")
    kind = d.random.random()
    if kind < 0.6:
        d.maybe(0.4, ", ", field("title", values.title(d)))
        d.add(d.one(", |, in: |, "), field("container-title", d.one(GERMAN)), " ")
        year = field("issued", values.year(d))
        if d.chance(0.25):
            d.add(field("volume", d.number(1, 220)), " (", year, ")")
        else:
            d.add(year)
        d.add(d.one(", |, S. "), field("page", d.number(1, 3900)))
        d.maybe(0.6, d.one(" (|, "), d.number(2, 3900)).close().maybe(0.2, d.one(" f.| ff."))
        return "article-journal"
    d.add(", ", field("title", values.title(d)))
    d.maybe(0.6, ", ", field("edition", d.number(2, 30)), d.one(". Aufl.| Aufl.|. Auflage"))
    d.add(d.one(" |, "), d.one("|") or "", field("issued", values.year(d)))
    d.maybe(0.6, d.one(", § |, Rn. |, Rdnr. |, S. "), d.number(1, 900))
    return "book"


def _french(d: Draft) -> str:
    _authors(d, "I F|G F|I F")
    d.add(", « ", field("title", values.title(d)), " », ")
    d.add(field("container-title", d.one(FRENCH)), " ", field("issued", values.year(d)))
    d.add(d.one(", p. |, n° |. |, chron. p. |, doctr. p. "), field("page", d.number(1, 2900)))
    return "article-journal"


def _italian(d: Draft) -> str:
    _authors(d, "F|I F|G F")
    mark = d.one("|*|_")
    d.add(
        ", ",
        mark,
        field("title", values.title(d)),
        mark,
        d.one(", in |, in |, "),
        field("container-title", d.one(ITALIAN)),
    )
    d.add(
        ", ",
        field("issued", values.year(d)),
        d.one(", |, I, |, II, "),
        d.one("p. |pp. |c. |"),
        field("page", values.pages(d)),
    )
    d.maybe(0.2, " ss.")
    return "article-journal"
