"""Chinese lists after GB/T 7714 as people write them: signs of either width, marks left out or malformed, Chinese and
Western works, translations after the item. The rules are in ../shared/spec/formats.md, section 2."""

from __future__ import annotations

from dataclasses import dataclass

from polybib.train.synthesis import people, values
from polybib.train.synthesis.draft import Draft, field

WIDE = str.maketrans(".,:()[];", "．，：（）［］；")
TYPES = {
    "J": "article-journal", "M": "book", "D": "thesis", "C": "paper-conference", "P": "patent", "S": "standard",
    "R": "report",
    "N": "article-newspaper", "EB": "webpage", "A": "chapter", "DB": "dataset", "CP": "software", "PP": "article",
    "DS": "dataset",
    "G": "book", "Z": "document",
}  # fmt: skip
KINDS = (
    ("J",) * 8
    + ("M",) * 5
    + ("D", "D", "C", "C", "P", "S", "S", "R", "N", "N", "EB", "EB", "A", "PP", "CP", "DS", "G", "DB")
)


@dataclass(frozen=True)
class Signs:
    """How this list writes its signs: the width, the space after them, the year after the authors or not."""

    wide: bool
    gap: str
    author_date: bool

    def of(self, text: str) -> str:
        """A sign in the width of the list."""
        return text.translate(WIDE) if self.wide else text + self.gap if text in ".,:" else text


def reference(d: Draft) -> str:
    """A reference of any kind, in Chinese or in a Western language; gives its CSL type."""
    if d.chance(0.3):
        d.language = d.one("en|en|en|en|de|fr")
    signs = Signs(d.chance(0.25), d.one("| |"), d.chance(0.1))
    kind = d.choose(KINDS)
    made = item(d, kind, signs)
    d.add(d.one(".|.|。||．|;"))
    if d.language == "zh" and d.chance(0.07):
        _translation(d, kind)
    return made


def item(d: Draft, kind: str, signs: Signs) -> str:
    """One item with its mark; gives its CSL type."""
    marked = d.chance(0.92)
    if kind not in ("S", "EB", "N") or d.chance(0.6):
        _authors(d)
        if signs.author_date:
            d.add(d.one(", |，|,|.| "), field("issued", values.year(d)))
        d.add(signs.of(".") if d.chance(0.93) else d.one("，|,|：|: "))
    _title(d, kind, signs, marked)
    part = kind in ("C", "A") and d.chance(0.9)
    if kind == "A" or part:
        _host(d, kind, signs)
    {
        "J": _journal,
        "N": _newspaper,
        "EB": _online,
        "DB": _online,
        "DS": _online,
        "PP": _online,
        "CP": _online,
        "P": _patented,
    }.get(kind, _imprint)(d, signs)
    if d.chance(0.1) and kind in "JMDCR" and not d.has("URL"):
        _address(d, signs)
    d.maybe(
        0.13 if kind in "JC" else 0,
        signs.of("."),
        d.one("DOI:|DOI: |doi:|https://doi.org/|DOI："),
        field("DOI", values.doi(d)),
    )
    return "thesis" if kind == "D" else "book" if kind == "C" and not part else TYPES[kind]


def _authors(d: Draft) -> None:
    if d.chance(0.06):
        d.add(field("author", people.body(d)))
        return
    if d.language == "zh":
        sign = d.one("，|, |,|、|,|; | ")
        if d.chance(0.06):
            d.add(
                d.one("[美]|（美）|[英]|［日］|〔德〕|[法] |(美)"),
                field("author", d.one("韦伯|富勒|费正清|哈贝马斯|福柯|亚当·斯密|霍布斯|扬·盖尔|弗雷德里克·詹姆逊")),
            )
            return
        names = ["".join(people.person(d)[:2]) for _ in range(d.choose((1, 1, 2, 3, 3, 3, 4)))]
        if d.chance(0.05):
            names = [name if len(name) > 2 else name[0] + d.one(" |　") + name[1] for name in names]
        d.add(field("author", sign.join(names)))
        d.maybe(0.28, d.word("et_al"))
        d.maybe(0.05, d.one("主编|编著|编|等编"))
        return
    form = d.one("F* B|F* B|F B|F* B|G F|F, I")
    gap = d.one(" ||")
    people_named = [
        people.romanised(d) if d.chance(0.2) else people.person(d) for _ in range(d.choose((1, 2, 3, 3, 3)))
    ]
    d.add(field("author", d.one(", |,|，|, ").join(people.written(d, p, form, gap) for p in people_named)))
    d.maybe(0.3, d.one(", et al| et al|,et al|，et al|, 等"))


def _title(d: Draft, kind: str, signs: Signs, marked: bool) -> None:
    quotes = d.one("《》|“”") if d.chance(0.03) else "  "
    number = None
    if kind == "S" and d.chance(0.85):
        from polybib.train.synthesis.special import number_of_standard

        number = field("number", number_of_standard(d))
        if d.chance(0.4):
            d.add(number, d.one(" |, |.|，|, "))
            number = None
    if kind == "P" and d.chance(0.75):
        from polybib.train.synthesis.special import number_of_patent

        number = field("number", number_of_patent(d))
    d.add(quotes[0].strip(), field("title", values.title(d)), quotes[1].strip())
    if kind == "M" and d.language == "zh" and d.chance(0.07):
        d.add(d.one("(第|（第"), field("edition", d.one("2|3|二|四|9")), d.one("版)|版）"))
    if number:
        d.add(
            signs.of(":") if d.chance(0.8) else d.one("(|（| "),
            *([d.one("中国，|中国,|中国专利:")] if kind == "P" and d.chance(0.3) else []),
            number,
        ).close()
    if marked and kind != "":
        carrier = d.one("/OL|") if kind in ("EB", "DB", "DS", "PP", "CP", "N") or d.chance(0.1) else ""
        mark = kind + carrier
        d.add(
            d.choose(
                (f"[{mark}]",) * 5
                + (
                    f"［{mark}］",
                    f" [{mark}]",
                    f"[{mark} ]",
                    f"【{mark}】",
                    f"[ {mark} ]",
                    f"({mark})",
                    f"[{mark.lower()}]",
                    f"[{mark}〕",
                )
            )
        )


def _translator(d: Draft, signs: Signs) -> None:
    if d.language == "zh":
        names = d.one("，|, |,").join("".join(people.person(d)[:2]) for _ in range(d.choose((1, 1, 2))))
        d.add(signs.of("."), field("translator", names), d.word("translator_tail"))
    else:
        d.add(signs.of("."), field("translator", people.listed(d, "F B", 1)), d.one(", trans|, translated"))


def _host(d: Draft, kind: str, signs: Signs) -> None:
    d.add(d.one("//|// | // |//|. In: |.//|见:|//") if d.language != "zh" or d.chance(0.9) else d.one("．|.|，见"))
    if d.chance(0.25):
        names = "".join(people.person(d)[:2]) if d.language == "zh" else people.listed(d, "F* B", 1)
        d.add(
            field("editor", names), d.one("主编|编||") if d.language == "zh" else d.one(", eds|, ed||"), signs.of(".")
        )
    meeting = (
        d.one("第十二届全国低温工程大会会议集|中国电机工程学会年会论文集|第八届全国计算机大会论文集|")
        if d.language == "zh"
        else d.one("Proceedings of the IEEE International Conference on |Proceedings of |Advances in |")
    )
    named = (
        meeting + values.title(d)[:70]
        if kind == "C" and (d.language != "zh" or not meeting)
        else meeting or values.title(d)
    )
    d.add(field("container-title", named if kind == "C" else values.title(d)))
    d.maybe(0.08, d.one("[C]|[M]|[G]"))


def _year(d: Draft, signs: Signs) -> None:
    if not d.has("issued"):
        d.add(
            signs.of(",") if d.chance(0.95) else d.one(" |.|，"),
            field("issued", values.year(d)),
            d.one("||||||年") if d.language == "zh" else "",
        )


def _journal(d: Draft, signs: Signs) -> None:
    quotes = d.one("《》|") if d.language == "zh" and d.chance(0.06) else ""
    d.add(signs.of("."), quotes[:1], field("container-title", values.journal(d)), quotes[1:])
    _year(d, signs)
    if d.language == "zh" and d.chance(0.05):
        d.add(d.one("年|") if d.text[-1].isdigit() else "", "第", field("issue", d.number(1, 12)), "期")
    else:
        d.maybe(0.75, signs.of(","), d.one("|||Vol.|第") if d.chance(0.2) else "", field("volume", d.number(1, 90)))
        number = d.choose(
            (d.number(1, 24), f"{d.random.randint(1, 12):02d}", "增刊1", "S1", "5/6", "Z1", d.number(1, 12))
        )
        d.maybe(0.9, d.one("(| (|（|(|(| （|,(|, No."), field("issue", number))
        d.close()
    d.maybe(
        0.93,
        d.one("|") if d.chance(0.03) else d.choose((signs.of(":"), signs.of(":"), ":", ": ", "，", ", ", "：")),
        d.one("||||pp.|P") if d.chance(0.1) else "",
        field("page", values.pages(d)),
    )


def _newspaper(d: Draft, signs: Signs) -> None:
    d.add(signs.of("."), field("container-title", d.word("newspapers")), signs.of(","))
    issued = values.date(d)
    if d.has("issued"):
        d.add(issued[5:])
    else:
        d.add(field("issued", issued))
    d.maybe(0.7, d.one("(|（| ("), field("page", d.one("|第|0|A").replace("第", "") + d.number(1, 16))).close()


def _imprint(d: Draft, signs: Signs) -> None:
    if d.chance(0.13):
        count = d.choose(values.ORDINALS["zh"]) if d.language == "zh" else d.one("2nd|3rd|4th|5th|2")
        d.add(
            signs.of("."),
            "第" if d.language == "zh" and d.chance(0.5) else "",
            field("edition", count),
            "版" if d.language == "zh" else " ed",
        )
    if d.chance(0.1):
        _translator(d, signs)
    thesis = "D]" in d.text or "d]" in d.text
    house = d.word("universities") if thesis else values.publisher(d)
    if d.chance(0.88):
        d.add(
            signs.of("."),
            field("publisher-place", values.place(d)),
            d.choose((signs.of(":"), signs.of(":"), ":", "：", ", ")),
            field("publisher", house),
        )
    else:
        d.add(signs.of("."), field("publisher", house))
    if thesis and d.language == "zh":
        d.maybe(0.1, field("genre", d.word("thesis")))
    _year(d, signs)
    d.maybe(
        0.5,
        d.choose((signs.of(":"), ":", "：", ", ")),
        d.one("||||第|P") if d.chance(0.1) else "",
        field("page", values.pages(d)),
    )


def _patented(d: Draft, signs: Signs) -> None:
    if d.has("number") or d.chance(0.5):
        d.add(signs.of("."))
    else:
        from polybib.train.synthesis.special import number_of_patent

        d.add(
            signs.of("."), d.one("中国专利:|中国专利：|专利号："), field("number", number_of_patent(d)), signs.of(".")
        )
    d.add(field("issued" if not d.has("issued") else "", values.digits_date(d) if d.chance(0.8) else values.year(d)))


def _online(d: Draft, signs: Signs) -> None:
    if d.chance(0.25):
        d.add(
            signs.of("."),
            field("publisher-place", values.place(d)),
            signs.of(":"),
            field("publisher", d.word("bodies")),
        )
        _year(d, signs)
    elif d.chance(0.3):
        d.add(signs.of("."), field("container-title", d.word("sites")))
        if d.chance(0.3):
            _year(d, signs)
    if not d.has("issued"):
        d.maybe(
            0.75, d.one("(|.(|. (|（|, |．（"), field("issued", values.date(d) if d.chance(0.85) else values.year(d))
        ).close()
    _address(d, signs)


def _address(d: Draft, signs: Signs) -> None:
    accessed = values.accessed(d) if d.chance(0.95) else field("accessed", values.year(d, 2000))
    if d.chance(0.75):
        d.add(d.one("[| [|［|. [")).add(accessed)
        d.add(d.one("]|]|］")).add(
            signs.of("."), d.one("||||Available: |网址：|<"), field("URL", values.url(d))
        ).close()
    else:
        d.add(signs.of("."), field("URL", values.url(d)))
        d.maybe(0.5, d.one(", |，|. "), accessed, d.one("|访问|")).close()


def _translation(d: Draft, kind: str) -> None:
    """The same work in English after the Chinese item: the item is what is read, the twin stays unlabelled."""
    twin = Draft(d.random, "en", d.stock)
    item(twin, kind, Signs(False, " ", False))
    d.add(d.one(" |[| (| "), twin.text, d.one(".|. (in Chinese)|")).close()
