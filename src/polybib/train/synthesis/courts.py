"""Decisions of courts, as lawyers of each country cite them: the court is the author, the docket number the number,
the reporter or the journal the container."""

from __future__ import annotations

from polybib.train.synthesis import people, values
from polybib.train.synthesis.draft import Draft, field


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


def german(d: Draft) -> None:
    """A decision, after the habits of this country or language."""
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


def french(d: Draft) -> None:
    """A decision, after the habits of this country or language."""
    d.add(
        field(
            "author",
            d.one(
                "Cass. civ. 1re|Cass. com.|Cass. soc.|CE|Cons. const.|CA Paris|Cass. crim.|Cass. 2e civ.|"
                "CE, Ass.|CEDH|CJUE|TA Lyon"
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


def italian(d: Draft) -> None:
    """A decision, after the habits of this country or language."""
    d.add(
        field(
            "author",
            d.one(
                "Cass. civ.|Corte cost.|Cass. pen., Sez. Un.|Cons. Stato, sez. IV|Trib. Milano|C. App. Roma|"
                "TAR Lazio|Cass."
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


def english(d: Draft) -> None:
    """A decision, after the habits of this country or language."""
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


def russian(d: Draft) -> None:
    """A decision, after the habits of this country or language."""
    d.add(
        field(
            "title" if d.chance(0.5) else "genre", d.one("Постановление|Определение|Решение|Апелляционное определение")
        ),
        " ",
        field(
            "author",
            d.one(
                "Конституционного Суда РФ|Пленума Верховного Суда РФ|Президиума ВАС РФ|Верховного Суда РФ|"
                "Арбитражного суда г. Москвы|ФАС Уральского округа"
            ),
        ),
        " от ",
        field("issued", values.date(d)),
        d.one(" № | N | № "),
        field("number", d.number(1, 90) + d.one("-П|-О||/" + d.number(10, 20) + "|-О-О")),
    )
    if d.chance(0.6):
        d.add(d.one(' «| "| по делу о |: '), field("title" if not d.has("title") else "", d.word("act"))).close()
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


def chinese(d: Draft) -> None:
    """A decision, after the habits of this country or language."""
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
