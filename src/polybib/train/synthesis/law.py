"""Laws, decisions of courts and official papers, as lawyers of each country cite them. The name of the act or of the
parties is the title, the reporter or the gazette the container, the docket number the number."""

from __future__ import annotations

from polybib.train.synthesis import people, values
from polybib.train.synthesis.draft import Draft, field

ACTS = {  # what acts are about
    "ru": "О государственной пошлине|Об образовании в Российской Федерации|О защите прав потребителей|О персональных данных|Об утверждении Порядка оказания медицинской помощи|"
          "О внесении изменений в отдельные законодательные акты Российской Федерации|О мерах по реализации государственной политики|Об охране окружающей среды|Трудовой кодекс Российской Федерации",
    "uk": "Про вищу освіту|Про захист персональних даних|Про затвердження Положення про порядок атестації|Про внесення змін до деяких законодавчих актів України|Про охорону праці",
    "de": "Bundesdatenschutzgesetz|Gesetz zur Förderung der Energiewende|Gesetz über den Versicherungsvertrag|zur Änderung des Aufenthaltsgesetzes|Strafgesetzbuch",
    "fr": "relative aux droits des malades|portant réforme de l’organisation judiciaire|pour une République numérique|relatif à la protection des données|relative à la bioéthique",
    "it": "Norme in materia di procedimento amministrativo|Codice dei contratti pubblici|Disposizioni in materia di lavoro|Testo unico delle leggi sanitarie|Codice in materia di protezione dei dati personali",
    "es": "de Protección de Datos Personales|por la que se regula el derecho a la educación|sobre medidas urgentes en materia social|de Contratos del Sector Público|Ley General de Educación",
    "pt": "Estabelece as diretrizes e bases da educação nacional|Dispõe sobre a proteção de dados pessoais|Institui o Código Civil|Aprova o regime jurídico do trabalho|Regulamenta a profissão de enfermeiro",
    "pl": "o ochronie danych osobowych|Prawo o szkolnictwie wyższym|w sprawie warunków technicznych|o zmianie ustawy – Kodeks postępowania cywilnego|Kodeks cywilny",
    "en": "on the protection of natural persons with regard to the processing of personal data|on consumer rights|laying down health rules for trade in live animals|on waste|concerning working time",
}  # fmt: skip
LANGUAGES = ("de", "fr", "it", "en", "ru", "zh", "es", "pt", "pl", "uk")


def reference(d: Draft) -> str:
    """A law or a case; gives its CSL type."""
    cases = {"de": _german, "fr": _french, "it": _italian, "en": _english, "ru": _russian, "zh": _chinese}
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


def _parties(d: Draft) -> str:
    return (
        people.person(d).family
        + d.one(" v. | v | vs. | c. ")
        + d.one(
            "Board of Education|United States|"
            + people.person(d).family
            + "|The Queen|Commission|"
            + people.person(d).family
            + " Ltd"
        )
    )


def _german(d: Draft) -> None:
    court = field(
        "author", d.one("BGH|BVerfG|OLG Hamm|BAG|BVerwG|BFH|LG Berlin|EuGH|OLG München|VG Köln|BSG|BGHZ"[:-5])
    )
    docket = d.one("I ZR |VI ZR |1 BvR |2 BvL |3 AZR |C-|5 StR |II ZB ") + f"{d.number(1, 900)}/{d.number(1, 24):0>2}"
    if d.chance(0.4):
        d.add(
            court,
            d.one(", Urt. v. |, Urteil vom |, Beschl. v. |, Beschluss vom |, Urteil v. "),
            field("issued", values.digits_date(d)),
            d.one(" - | – |, Az. |, "),
            field("number", docket),
        )
        d.maybe(
            0.6,
            d.one(", |= "),
            field("container-title", d.one("NJW|JZ|NVwZ|GRUR|MDR|StV|BeckRS|NZA|WM")),
            " ",
            field("issued" if not d.has("issued") else "", values.year(d)),
            ", ",
            field("page", d.number(1, 3900)),
            d.one("| ff.| f.| (" + d.number(100, 3900) + ")"),
        )
    elif d.chance(0.5):
        d.add(
            field("container-title", d.one("BVerfGE|BGHZ|BGHSt|BVerwGE|BAGE")),
            " ",
            field("volume", d.number(1, 160)),
            ", ",
            field("page", d.number(1, 500)),
            d.one("|| (" + d.number(2, 600) + ")| ff."),
        )
        d.maybe(0.3, " – ", field("title", d.one("Lüth|Solange II|Herrenreiter|Elfes|Mephisto|Kruzifix")))
    else:
        d.add(
            court,
            d.one(" |, "),
            field("container-title", d.one("NJW|JZ|NVwZ|GRUR|NStZ")),
            " ",
            field("issued", values.year(d)),
            ", ",
            field("page", d.number(1, 3900)),
        )
        d.maybe(0.3, d.one(" m. Anm. | mit Anm. "), people.person(d).family)
    d.add(d.one(".|;|"))


def _french(d: Draft) -> None:
    d.add(
        field(
            "author",
            d.one(
                "Cass. civ. 1re|Cass. com.|Cass. soc.|CE|Cons. const.|CA Paris|Cass. crim.|Cass. 2e civ.|CE, Ass.|CEDH|CJUE|TA Lyon"
            ),
        ),
        ", ",
        field("issued", values.long_date(d)),
        d.one(", n° |, no |, "),
        field("number", f"{d.number(70, 99)}-{d.number(10, 20)}.{d.number(100, 999)}"),
    )
    d.maybe(0.25, d.one(", |, arrêt "), field("title", people.person(d).family))
    d.maybe(
        0.6,
        d.one(", |: "),
        field("container-title", d.one("Bull. civ.|D.|JCP G|RTD civ.|AJDA|Rec. Lebon|Gaz. Pal.|Dr. soc.")),
        " ",
        d.one("I, |" + d.number(1980, 2020) + ", ").removeprefix("I, ") or "",
        d.one("p. |n° |p. "),
        field("page", d.number(1, 900)),
    )
    d.maybe(0.3, d.one(", note |, obs. |, concl. "), people.listed(d, "I F", 1))
    d.add(d.one(".| ;|"))


def _italian(d: Draft) -> None:
    d.add(
        field(
            "author",
            d.one(
                "Cass. civ.|Corte cost.|Cass. pen., Sez. Un.|Cons. Stato, sez. IV|Trib. Milano|C. App. Roma|TAR Lazio|Cass."
            ),
        ),
        d.one(", |, sez. I, |, "),
        field("issued", d.choose((values.long_date(d), values.digits_date(d)))),
        d.one(", n. |, sent. n. |, n. "),
        field("number", d.number(1, 30000) + d.one("||/" + d.number(1990, 2022))),
    )
    d.maybe(
        0.6,
        d.one(", in |, in "),
        field("container-title", d.one("Foro it.|Giur. it.|Giust. civ.|Riv. dir. civ.|Guida al diritto|Giur. cost.")),
        ", ",
        d.number(1960, 2020),
        ", ",
        d.one("I, |II, |"),
        d.one("c. |p. |pp. "),
        field("page", values.pages(d)),
    )
    d.add(d.one(".|;"))


def _english(d: Draft) -> None:
    quote = d.one("|*|_|")
    d.add(quote, field("title", _parties(d)), quote, d.one(", | "))
    kind = d.random.random()
    if kind < 0.5:
        d.add(
            field("volume", d.number(1, 570)),
            " ",
            field("container-title", d.one("U.S.|F.2d|F.3d|S. Ct.|N.Y.2d|F. Supp.|Cal. Rptr.|N.E.2d|L. Ed. 2d|P.2d")),
            " ",
            field("page", d.number(1, 1200)),
        )
        d.maybe(0.3, ", ", d.number(1, 1200))
        d.add(" (", d.one("||2d Cir. |D.C. Cir. |S.D.N.Y. |Cal. "), field("issued", values.year(d)), ")")
    elif kind < 0.8:
        d.add(
            "[",
            field("issued", values.year(d)),
            "] ",
            d.one("|1 |2 "),
            field("container-title", d.one("AC|QB|UKSC|EWCA Civ|WLR|All ER|HCA|Ch|UKHL|SCR|EWHC")),
            " ",
            field("page", d.number(1, 1200)),
            d.one("|| (HL)| (CA)| (SC)"),
        )
    else:
        d.add(
            d.one("Case |Case |No. |App no "),
            field("number", d.one("C-|T-|") + f"{d.number(1, 900)}/{d.number(10, 99)}"),
            d.one(", | "),
            d.one(
                "[",
            )
            if d.chance(0.3)
            else "",
            field("issued", values.year(d)),
        )
        d.close().maybe(
            0.6,
            d.one(" |, "),
            field("container-title", d.one("ECR I-|ECR|ECHR|EHRR|OJ C")),
            d.one(" "),
            field("page", d.number(1, 9000)),
        )
    d.add(d.one(".||;"))


def _russian(d: Draft) -> None:
    d.add(
        field(
            "title" if d.chance(0.5) else "genre", d.one("Постановление|Определение|Решение|Апелляционное определение")
        ),
        " ",
        field(
            "author",
            d.one(
                "Конституционного Суда РФ|Пленума Верховного Суда РФ|Президиума ВАС РФ|Верховного Суда РФ|Арбитражного суда г. Москвы|ФАС Уральского округа"
            ),
        ),
        " от ",
        field("issued", values.date(d)),
        d.one(" № | N | № "),
        field("number", d.number(1, 90) + d.one("-П|-О||/" + d.number(10, 20) + "|-О-О")),
    )
    if d.chance(0.6):
        d.add(d.one(' «| "| по делу о |: '), field("title" if not d.has("title") else "", d.one(ACTS["ru"]))).close()
        d.add('"' if d.text.count('"') % 2 else "")
    d.maybe(
        0.5,
        d.one(" // | // "),
        field(
            "container-title",
            d.one("СЗ РФ|Вестник КС РФ|Бюллетень Верховного Суда РФ|СПС «КонсультантПлюс»|Рос. газ|Вестник ВАС РФ"),
        ),
    )
    d.maybe(0.5, ". ", d.number(1995, 2022), ". № ", field("issue", d.number(1, 52)))
    d.add(".")


def _chinese(d: Draft) -> None:
    court = d.one(
        "最高人民法院|北京市高级人民法院|上海市第一中级人民法院|浙江省宁波市中级人民法院|广东省深圳市南山区人民法院"
    )
    number = (
        d.one("（{}）|({})").format(d.number(1998, 2023))
        + d.one("最高法民终|京民终|沪01民初|浙02刑终|粤0305民初|民提字第|刑初字第")
        + d.number(1, 4000)
        + "号"
    )
    number += d.one("民事判决书|刑事判决书|行政判决书|民事裁定书|")
    parties = (
        "".join(people.person(d)[:2])
        + d.one("诉|与")
        + "".join(people.person(d)[:2])
        + d.one("合同纠纷案|名誉权纠纷案|故意伤害案|买卖合同纠纷案")
    )
    kind = d.random.random()
    if kind < 0.5:
        d.add(d.one("参见|见||"), field("author", court), d.one("，| |"), field("number", number))
    elif kind < 0.8:
        d.add(d.one("《||") + "", field("title", parties)).close().add(
            d.one("，| "), field("author", court), field("number", number)
        )
    else:
        d.add(
            field("title", parties),
            d.one("，载|，"),
            field("container-title", d.one("《最高人民法院公报》|最高人民法院公报")),
            field("issued", values.year(d)),
            "年第",
            field("issue", d.number(1, 12)),
            "期",
        )
    d.add(d.one("。|.|"))


def _act(d: Draft) -> None:
    """An act with its number, date and gazette."""
    lang = d.language
    if lang == "en" and d.chance(0.6):
        d.add(
            field(
                "title",
                d.one(
                    "Data Protection Act|Civil Rights Act|Companies Act|Human Rights Act|Clean Air Act|Patriot Act|Freedom of Information Act|Equality Act"
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
        d.maybe(
            0.5,
            d.one("(|（|，|[Z]."),
            field(
                "number" if d.chance(0.5) else "issued",
                d.one("主席令第45号|国发〔2015〕3号|法释〔2018〕1号|京政办发［2005］37 号")
                if d.chance(0.5)
                else values.long_date(d),
            ),
        )
        d.spans[-1] = ("number" if d.text.endswith(("号", "号 ")) else d.spans[-1][0], *d.spans[-1][1:])
        d.close().maybe(0.3, d.one("第|第"), d.number(1, 300), "条").add(d.one("。|.|"))
        return
    kinds = {
        "de": "Gesetz|Verordnung|Richtlinie",
        "fr": "Loi|Décret|Ordonnance|Arrêté",
        "it": "Legge|Decreto legislativo|D.P.R.|D.lgs.|L.",
        "es": "Ley|Real Decreto|Ley Orgánica",
        "pt": "Lei|Decreto|Portaria|Decreto-Lei",
        "ru": "федер. закон|Федеральный закон|Указ Президента РФ|постановление Правительства РФ|приказ|Закон РФ",
        "uk": "Закон України|Указ Президента України|Постанова КМУ",
        "pl": "ustawa|rozporządzenie|Ustawa",
        "en": "Directive|Regulation|Council Directive|Commission Regulation",
    }
    gazettes = {
        "de": "BGBl.§ I S. |BGBl. I§ S. |ABl. L§ |ABl.§ Nr. L ",
        "fr": "JORF§ n° |JO§, p. ",
        "it": "G.U.§ n. |Gazz. Uff.§, n. ",
        "es": "BOE§ núm. |BOE§ nº ",
        "pt": "Diário Oficial da União§, |D.R.§ n.º ",
        "pl": "Dz.U.§ nr |Dz. U.§ z 2010 r. Nr |Dz.U.§ 2018 poz. ",
        "en": "OJ§ L |OJ L§ |Official Journal of the European Union§, L ",
        "ru": "Собрание законодательства РФ|Рос. газ|СПС КонсультантПлюс|Ведомости СНД и ВС РСФСР|СЗ РФ",
        "uk": "Відомості Верховної Ради України|Голос України",
    }
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
    name = field("title", d.one(ACTS[lang]) if d.chance(0.75) else values.title(d))
    kind = field("genre", d.one(kinds[lang]))
    if d.chance(0.5):
        d.add(kind, dated, field("issued", _date(d)), numbered, number, d.one(' «| “|, | "|. '), name).close()
        d.add('"' if d.text.count('"') % 2 else "")
    else:
        d.add(name, d.one(" : |: |. |, "), kind, dated, field("issued", _date(d)), numbered, number)
    if d.chance(0.55):
        gazette, _, number_lead = d.one(gazettes[lang]).partition("§")
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
