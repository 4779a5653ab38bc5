"""Laws, decisions of courts and official papers, as lawyers of each country cite them. The name of the act or of the
parties is the title, the reporter or the gazette the container, the docket number the number."""

from __future__ import annotations

from polybib.train.synthesis import courts, people, values
from polybib.train.synthesis.draft import Draft, field

LANGUAGES = ("de", "fr", "it", "en", "ru", "zh", "es", "pt", "pl", "uk")


def reference(d: Draft) -> str:
    """A law or a case; gives its CSL type."""
    cases = {
        "de": courts.german,
        "fr": courts.french,
        "it": courts.italian,
        "en": courts.english,
        "ru": courts.russian,
        "zh": courts.chinese,
    }
    if d.language in cases and d.chance(0.55):
        cases[d.language](d)
        return "legal_case"
    _act(d)
    return "legislation"


def _date(d: Draft) -> str:
    return (
        values.long_date(d)
        if d.language in ("fr", "en", "it", "zh", "es", "pt") or d.chance(0.3)
        else values.digits_date(d)
    )


def _act(d: Draft) -> None:
    """An act with its number, date and gazette."""
    lang = d.language
    if lang == "en" and d.chance(0.6):
        d.add(
            field(
                "title",
                d.one(
                    "Data Protection Act|Civil Rights Act|Companies Act|Human Rights Act|Clean Air Act|"
                    "Patriot Act|Freedom of Information Act|Equality Act"
                ),
            ),
            " ",
            d.one("of |"),
            field("issued", values.year(d)),
            d.one(", |, "),
            d.one("Pub. L. No. |c. |ch. |s. |No. "),
            field("number", f"{d.number(80, 117)}-{d.number(1, 300)}"),
        )
        d.maybe(
            0.5,
            ", ",
            field("volume", d.number(1, 130)),
            " ",
            field("container-title", d.one("Stat.|U.S.C.")),
            " ",
            field("page", d.number(1, 3000)),
        )
        d.add(d.one(".|"))
        return
    if lang == "zh":
        d.maybe(0.3, field("author", people.body(d)), d.one(".|：|，"))
        d.add(
            d.one("《||"),
            field(
                "title",
                d.one("中华人民共和国|中华人民共和国|")
                + d.one("民法典|公司法|网络安全法|刑法|土地管理法|著作权法|个人信息保护法|环境保护法"),
            ),
        ).close()
        decree = field("number", d.one("主席令第45号|国发〔2015〕3号|法释〔2018〕1号|京政办发［2005］37 号"))
        issued = field("issued", values.long_date(d))
        d.maybe(0.5, d.one("(|（|，|[Z]."), d.choose((decree, issued)))
        d.close().maybe(0.3, d.one("第|第"), d.number(1, 300), "条").add(d.one("。|.|"))
        return
    links = {
        "ru": (" от ", " № "),
        "uk": (" від ", " № "),
        "de": (" vom ", ", Nr. "),
        "fr": (" du ", ", n° "),
        "it": (" ", ", n. "),
        "es": (" de ", ", n.º "),
        "pt": (" de ", ", n. "),
        "pl": (" z dnia ", ", nr "),
        "en": (" of ", " No. "),
    }
    dated, numbered = links[lang]
    number = field(
        "number",
        d.number(1, 900)
        + d.one(
            "|/" + d.number(1990, 2022) + "|-ФЗ"
            if lang == "ru"
            else "|/" + d.number(1990, 2022) + "|-" + d.number(10, 999)
        ),
    )
    name = field("title", d.word("act") if d.chance(0.75) else values.title(d))
    kind = field("genre", d.word("act_kind"))
    if d.chance(0.5):
        d.add(kind, dated, field("issued", _date(d)), numbered, number, d.one(' «| “|, | "|. '), name).close()
        d.add('"' if d.text.count('"') % 2 else "")
    else:
        d.add(name, d.one(" : |: |. |, "), kind, dated, field("issued", _date(d)), numbered, number)
    if d.chance(0.55):
        gazette, _, number_lead = d.word("gazette").partition("§")
        if number_lead:
            d.add(d.one(", |. | ("), field("container-title", gazette), number_lead, d.number(1, 3000)).close()
        else:
            d.add(
                " // ",
                field("container-title", gazette),
                d.one(". – |. |. — "),
                d.number(1994, 2021),
                d.one(". – № |. № |, № "),
                field("issue", d.number(1, 52)),
            )
            d.maybe(0.5, d.one(". – |. "), "Ст. ", d.number(1, 7000))
    d.add(d.one(".|.|;"))
