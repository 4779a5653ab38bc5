"""Kinds that few lists hold: patents, standards, data sets, software, preprints, archival papers, reports; and the
address with its date of access, which any reference may end with."""

from __future__ import annotations

from polybib.train.synthesis import people, values
from polybib.train.synthesis.draft import Draft, field


def number_of_patent(d: Draft, named: bool = False) -> str:
    """A patent's number in the form of an office, without letters where the office is named before it."""
    lang, digits = d.language, d.random.randint(1_000_000, 11_900_000)
    if lang in ("ru", "uk", "be", "kk", "bg"):
        return d.one("RU ||||SU |") + d.number(9000, 2_999_999) + d.one("|| C1| U1| C2")
    if lang == "zh":
        return d.one("CN|ZL|CN||CN") + d.number(10**8, 10**12) + d.one("A|B|U|.3|.X||C")
    if lang == "ja":
        return d.one("特開|特願|特許第|特公") + f"{d.number(1990, 2023)}-{d.number(1000, 400000)}"
    if lang == "ko":
        return d.one("10-") + d.number(100000, 2400000)
    if named:
        return d.choose((f"{digits:,}", str(digits), f"{digits:,} B2"))
    return d.choose(
        (
            f"{digits:,}",
            str(digits),
            f"US{digits}B2",
            f"EP {digits} A1",
            f"WO {d.number(1990, 2023)}/{d.number(10000, 99999)}",
            f"DE {d.number(10**7, 10**8)} A1",
            f"US {digits:,}",
        )
    )


def number_of_standard(d: Draft) -> str:
    """A standard's number with its letters and most often its year."""
    letters = d.word("standard")
    plain = d.number(1, 60000) + d.one("||.1|.4|-1|-2")
    if letters.startswith(("RFC", "IETF", "NIST")):
        return letters + plain.split("-")[0]
    return letters + plain + (d.one("-|—|–|:|-|:") + d.number(1965, 2023) if d.chance(0.8) else "")


def _authors(d: Draft, often: float, bodies: float = 0.1) -> None:
    if d.chance(often):
        people.add_authors(d, bodies=bodies)
        d.add(d.one(". |, |: |. |, |. "))


def _title(d: Draft) -> None:
    quotes = d.one('|||||“”|""|«»|**|__|‘’') if d.language not in ("ja", "zh") else d.one("|「」|《》|『』|")
    d.add(quotes[:1], field("title", values.title(d)), quotes[1:])


def patent(d: Draft) -> str:
    """A patent, its number before or after its title."""
    lead = d.word("patent")
    number = number_of_patent(d, bool(lead))
    if d.language in ("ru", "uk", "be") and d.chance(0.45):
        state = {
            "ru": " Рос. Федерация| Российская Федерация| СССР",
            "uk": " Україна",
            "be": " Рэсп. Беларусь| Респ. Беларусь",
        }
        d.add(lead.capitalize(), field("number", number), d.one(state[d.language]))
        d.maybe(
            0.7,
            ", МПК",
            d.one("| 7|7|5"),
            f" {d.one('H 04 B|C 23 F|G 06 F|A 61 K')} {d.number(1, 40)}/{d.number(10, 99)}",
        )
        d.add(". ")
        _title(d)
        d.add(
            " / ",
            field("author", people.listed(d, d.one("I F|F I"))),
            d.one(" ; заявитель и патентообладатель " + d.word("universities") + "||") if d.language == "ru" else "",
        )
    else:
        _authors(d, 0.9)
        _title(d)
        d.add(d.one(": |. |, |. |: "), lead, field("number", number))
    if d.language in ("ru", "uk", "be") and d.chance(0.6):
        words = {
            "ru": ("заявл. ", "опубл. ", ", Бюл. № "),
            "uk": ("заявл. ", "опубл. ", ", Бюл. № "),
            "be": ("заяўл. ", "апубл. ", ", Бюл. № "),
        }
        filed, published, bulletin = words[d.language]
        d.maybe(0.3, d.one(". — |. – "), "№ ", d.number(1999000000, 2015999999))
        d.add(
            d.one("; | ; |. "),
            filed,
            values.digits_date(d),
            d.one("; | ; |, "),
            published,
            field("issued", values.digits_date(d)),
        )
        d.maybe(0.6, bulletin, d.number(1, 36))
    else:
        d.add(d.one(", | (|. |, "), field("issued", values.date(d) if d.chance(0.6) else values.year(d))).close()
    d.add(d.one(".|.|"))
    return "patent"


def standard(d: Draft) -> str:
    """A standard, its number first or last."""
    number = field("number", number_of_standard(d))
    if d.chance(0.2):
        d.add(field("author", people.body(d)), d.one(". |, |: "))
    if d.chance(0.55):
        d.add(number, d.one(". | |, |: | – |. "))
        _title(d)
    else:
        _title(d)
        d.add(d.one(" : |: |. |, | ("), number).close()
    if d.language in ("ru", "be"):
        d.maybe(0.3, d.one(". – |. — |. "), "Введ. ", d.one("2002-01-01|01.07.1998|с 01.01.86|2009–07–01"))
    if d.chance(0.45):
        d.add(
            d.one(". – |. |, |. "),
            field("publisher-place", values.place(d)),
            d.one(": | : |, "),
            field("publisher", values.publisher(d)),
            ", ",
            field("issued", values.year(d)),
        )
        unit = d.word("extent")
        d.maybe(0.4, d.one(". – |. |, "), field("number-of-pages", d.number(4, 90)), " ", unit)
    else:
        d.maybe(0.5, d.one(", |. | ("), field("issued", values.year(d))).close()
    d.add(d.one(".||"))
    return "standard"


def data_or_software(d: Draft) -> str:
    """A data set or a program, with its version, its archive and its identifier."""
    software = d.chance(0.5)
    _authors(d, 0.85, 0.35)
    placed = d.chance(0.5)
    if placed:
        d.add(d.one("(|"), field("issued", values.year(d, 1995)))
        d.close().add(d.one(". |: |, "))
    d.add(
        field(
            "title",
            d.one(
                "lme4|TensorFlow|ImageNet|scikit-learn|OpenFOAM|WorldClim|ERA5|BERT|R|GEOS-Chem|PyTorch|ABAQUS|"
                "SPSS Statistics"
            )
            + d.one("|: ")
            + ("" if d.chance(0.3) else values.title(d).lower())
            if d.chance(0.4)
            else values.title(d),
        )
    )
    d.maybe(
        0.45,
        d.one(" (|, |. |; "),
        d.one("Version |version |v|Ver. |Release "),
        f"{d.number(0, 9)}.{d.number(0, 20)}" + d.one("|.1|.0"),
    ).close()
    d.maybe(
        0.4,
        d.one(" [|. ["),
        field("genre", d.one("Data set|Dataset|Computer software|Software|data set|Computer program|Source code")),
        "]",
    )
    d.add(d.one(". |, "))
    d.maybe(
        0.7,
        field(
            "publisher",
            d.one(
                "Zenodo|Dryad|Figshare|PANGAEA|GitHub|Kaggle|Harvard Dataverse|CRAN|IBM Corp.|NOAA|"
                "UCI Machine Learning Repository"
            ),
        ),
        d.one(". |, |: "),
    )
    if not placed:
        d.add(field("issued", values.year(d, 1995)), ". ")
    if d.chance(0.6):
        d.add(d.one("https://doi.org/|doi:|doi: |DOI: "), field("DOI", values.doi(d)))
    else:
        add_address(d, " ")
    return "software" if software else "dataset"


def preprint(d: Draft) -> str:
    """A preprint; the number of the server stands as a note, as in the real sets."""
    _authors(d, 1.0, 0.02)
    placed = d.chance(0.4)
    if placed:
        d.add(d.one("(|"), field("issued", values.year(d, 1995))).close().add(d.one(". |, "))
    _title(d)
    d.add(d.one(". |, "))
    number = f"{d.number(7, 24):0>2}{d.number(1, 12):0>2}.{d.number(1, 99999):0>5}"
    old = (
        d.one("hep-th|hep-ph|astro-ph|cs|math|cond-mat")
        + f"/{d.number(92, 99)}{d.number(1, 12):0>2}{d.number(1, 999):0>3}"
    )
    server = d.one("arXiv|arXiv|arXiv|bioRxiv|SSRN|medRxiv|PsyArXiv|ChemRxiv")
    if server == "arXiv":
        d.maybe(0.3, d.one("arXiv preprint |Preprint at |e-print "))
        d.add(field("note", d.one("arXiv:|arXiv: |arXiv:|arXiv ") + d.choose((number, number, old)) + d.one("||v1|v2")))
        d.maybe(0.2, d.one(" [cs.CL]| [hep-ph]| [astro-ph.CO]"))
    else:
        d.add(
            field("container-title", server),
            d.one(", |. "),
            d.one("https://doi.org/|doi: "),
            field("DOI", values.doi(d)),
        )
    if not placed:
        d.add(d.one(" (|, "), field("issued", values.year(d, 1995))).close()
    d.add(d.one(".|"))
    return "article"


def archival(d: Draft) -> str:
    """A paper in an archive: the shelf mark is no value of ours and stays unlabelled, as the archive's name does."""
    shelf = d.word("shelf")
    while "{}" in shelf:
        shelf = shelf.replace("{}", d.number(1, 900), 1)
    titled = d.chance(0.45)
    if titled:
        _authors(d, 0.4, 0.0)
        _title(d)
        d.maybe(
            0.6, d.one(", |. | ("), field("issued", values.long_date(d) if d.chance(0.6) else values.year(d))
        ).close()
        d.add(d.one(" // |. |, |: "))
    d.add(d.word("archive"), d.one(", |. |. |, "), shelf)
    if not d.has("issued"):
        d.maybe(0.5, d.one(", | ("), field("issued", values.long_date(d) if d.chance(0.6) else values.year(d))).close()
    d.add(d.one(".|;|"))
    return "manuscript" if titled else "document"


def report(d: Draft) -> str:
    """A report with its kind and number."""
    _authors(d, 1.0, 0.6)
    placed = d.chance(0.5)
    if placed:
        d.add(d.one("(|"), field("issued", values.year(d, 1950))).close().add(d.one(". |: |, "))
    _title(d)
    d.add(d.one(". |, | (|. "), field("genre", d.word("report")))
    d.maybe(
        0.6,
        d.one(" | No. | n. | #| "),
        field("number", d.one("|TR-|WP/|ORNL/TM-|R-") + d.number(1, 999) + d.one("|/05|-12")),
    ).close()
    d.add(d.one(". |, "))
    d.maybe(0.5, field("publisher-place", values.place(d)), ": ")
    d.add(field("publisher", people.body(d)))
    if not placed:
        d.add(d.one(", |. "), field("issued", values.year(d, 1950)))
    d.maybe(0.2, d.one(", |. "), field("number-of-pages", values.extent(d)), " ", d.word("extent"))
    d.add(".")
    if d.chance(0.3):
        add_address(d, " ")
    return "report"


def add_address(d: Draft, before: str) -> None:
    """Adds an address, most often with the date of access; people put either first."""
    if d.chance(0.1) and d.language in ("en", "fr", "es", "de", "nl"):
        lead = {
            "en": "Retrieved {} from |Accessed {}, |Accessed {}. ",
            "fr": "Consulté le {}, à l’adresse |Consulté le {}. ",
            "es": "Recuperado el {} de |Consultado el {}. ",
            "de": "Abgerufen am {} von |Zugriff am {}. ",
            "nl": "Geraadpleegd op {}, van |Geraadpleegd op {} via ",
        }[d.language]
        d.add(before, *values.wrapped(d, d.one(lead), values.accessed(d)), field("URL", values.url(d)))
        return
    lead = d.word("url")
    d.add(before, lead, field("URL", values.url(d)), ">" if "<" in lead or "＜" in lead else "")
    if d.chance(0.65):
        d.add(*values.wrapped(d, d.word("accessed"), values.accessed(d)))
