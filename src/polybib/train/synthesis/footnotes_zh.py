"""Notes and lists in Chinese with 《》 or 〈〉, after the handbooks of law, history and of Taiwan; and the lists of
works on China that give names and titles in pinyin and in characters (spec/formats.md, section 3)."""

from __future__ import annotations

from polybib.train.synthesis import people, values
from polybib.train.synthesis.draft import Draft, field

LEADS = "||||见|参见|详见|另见|转引自|参阅|关于此点，参见|引自"


def reference(d: Draft) -> str:
    """A note or an item of a list; gives its CSL type."""
    if d.chance(0.2):
        return _bilingual(d)
    d.add(d.one(LEADS))
    comma, point = d.one("，|，|,|，|, "), d.one("：|：|:|，|: ")
    kind = d.choose(
        (_book, _book, _book, _article, _article, _article, _chapter, _thesis, _newspaper, _web, _list_style)
    )(d, comma, point)
    d.add(d.one("。|。|.||；"))
    return kind


def _author(d: Draft, point: str) -> None:
    d.maybe(0.1, d.one("[美]|（美）|〔英〕|[日]|［法］"))
    sign = d.one("、|，|、|,")
    d.add(
        field("author", sign.join("".join(people.person(d)[:2]) for _ in range(d.choose((1, 1, 1, 2, 2, 3)))))
        if d.chance(0.95)
        else field("author", people.body(d))
    )
    d.maybe(0.12, d.one("等|主编|编|等编|编著|点校|校注| 编"))
    d.add(point)


def _quoted(d: Draft, label: str, text: str, article: bool = False) -> None:
    quotes = d.one("《》|《》|〈〉|“”|《》") if article else d.one("《》|《》|《》|『』|《》")
    d.add(quotes[0], field(label, text), quotes[1])


def _imprint(d: Draft, comma: str) -> None:
    d.maybe(0.1, d.one("（第|第|(第"), field("edition", d.one("2|3|二|修订")), "版").close()
    if d.chance(0.15):
        d.add(
            comma,
            field("translator", "、".join("".join(people.person(d)[:2]) for _ in range(d.choose((1, 2))))),
            d.one("译|译|等译| 译"),
        )
    d.add(comma)
    d.maybe(0.6, field("publisher-place", values.place(d)), d.one("：|:|，|: "))
    d.add(
        field("publisher", d.word("publishers")),
        d.one("|，|,| "),
        field("issued", values.year(d)),
        d.one("年版|年|年|年第1版|"),
    )


def _page(d: Draft, comma: str, often: float = 0.8) -> None:
    d.maybe(often, comma, d.one("第|页|第|頁|第 |p. |页 "), field("page", values.pages(d)))
    d.add(d.one("页|页| 页") if d.text.rfind("第") > len(d.text) - 14 and d.has("page") else "")


def _book(d: Draft, comma: str, point: str) -> str:
    _author(d, point)
    _quoted(d, "title", values.title(d))
    d.maybe(0.12, d.one("第|（"), field("volume", d.one("1|2|一|三|上|十二")), d.one("卷|册|卷")).close()
    _imprint(d, comma)
    _page(d, comma)
    return "book"


def _article(d: Draft, comma: str, point: str) -> str:
    _author(d, point)
    _quoted(d, "title", values.title(d), True)
    d.add(comma, d.one("载|载|||刊于|発表于|".replace("発", "发")))
    _quoted(d, "container-title", values.journal(d))
    d.add(d.one("||，|,"), field("issued", values.year(d)), d.one("年|年|，|年 "))
    if d.chance(0.25):
        d.add(d.one("第|，第"), field("volume", d.number(1, 60)), d.one("卷|卷，|卷 "))
    d.maybe(0.92, d.one("第|第|第 "), field("issue", d.number(1, 12)), d.one("期|期| 期"))
    d.add(d.one("（" + d.number(1, 12) + "月）|||||"))
    _page(d, comma, 0.5)
    return "article-journal"


def _chapter(d: Draft, comma: str, point: str) -> str:
    _author(d, point)
    _quoted(d, "title", values.title(d), True)
    d.add(comma, d.one("载|见|载|收入|收于"))
    d.maybe(
        0.7,
        field("editor", "、".join("".join(people.person(d)[:2]) for _ in range(d.choose((1, 2))))),
        d.one("主编|编|编：|主编："),
    )
    _quoted(d, "container-title", values.title(d))
    _imprint(d, comma)
    _page(d, comma)
    return "chapter"


def _thesis(d: Draft, comma: str, point: str) -> str:
    _author(d, point)
    _quoted(d, "title", values.title(d), True)
    d.add(comma)
    d.maybe(0.4, field("publisher-place", values.place(d)), d.one("：|，"))
    d.add(
        field("publisher", d.word("universities")),
        d.one("|，|研究所|法学院"),
        d.one("|" + d.number(1990, 2022) + "年").split("年")[0] and "",
        field("genre", d.word("thesis")),
        d.one("，|,|，"),
        field("issued", values.year(d)),
        d.one("年|年|"),
    )
    _page(d, comma, 0.5)
    return "thesis"


def _newspaper(d: Draft, comma: str, point: str) -> str:
    _author(d, point)
    _quoted(d, "title", values.title(d), True)
    d.add(comma, d.one("载|||"))
    _quoted(d, "container-title", d.word("newspapers"))
    d.add(d.one("||，"), field("issued", values.long_date(d)))
    d.maybe(0.7, d.one("，第|第|，"), field("page", d.number(1, 16)), "版")
    return "article-newspaper"


def _web(d: Draft, comma: str, point: str) -> str:
    _author(d, point)
    _quoted(d, "title", values.title(d), True)
    d.maybe(0.6, comma, d.one("载||"), field("container-title", d.word("sites")))
    d.maybe(0.6, comma, field("issued", values.long_date(d)))
    d.add(comma, d.one("||http://".removesuffix("http://")), field("URL", values.url(d)))
    d.maybe(0.7, *values.wrapped(d, d.word("accessed"), values.accessed(d)))
    return "webpage"


def _list_style(d: Draft, comma: str, point: str) -> str:
    """Lists of one sign throughout: commas, or full stops as in Taiwan."""
    sign = d.one("，|。|. |,|．| ")
    d.add(field("author", "".join(people.person(d)[:2])), sign)
    first = d.chance(0.4)
    if first:
        d.add(d.one("|（|("), field("issued", values.year(d))).close().add(sign)
    article = d.chance(0.5)
    quotes = d.one("|《》|〈〉|") if article else d.one("|《》|")
    d.add(quotes[:1], field("title", values.title(d)), quotes[1:], sign)
    if article:
        d.add(
            field("container-title", values.journal(d)),
            sign,
            field("volume", d.number(1, 50)),
            d.one("(|（|卷(|卷"),
            field("issue", d.number(1, 12)),
            d.one(")|）|期") if d.text else "",
        ).close()
        d.maybe(0.8, d.one("：|: |，|,"), d.one("|頁|页|P"), field("page", values.pages(d)))
    else:
        d.maybe(0.6, field("publisher-place", values.place(d)), d.one("：|:|，"))
        d.add(field("publisher", d.word("publishers")))
    if not first:
        d.add(sign, field("issued", values.year(d)), d.one("|年|.6"))
    return "article-journal" if article else "book"


def _bilingual(d: Draft) -> str:
    """A work in Chinese in a Western list: pinyin, characters, translation in brackets; the pinyin is the value."""
    pairs = [people.romanised(d) for _ in range(d.choose((1, 1, 2, 3)))]
    hanzi = d.chance(0.7)
    names = [
        f"{p.family}{', ' if k == 0 and d.chance(0.3) else ' '}{p.given}"
        + (" " + "".join(people.person(d)[:2]) if hanzi else "")
        for k, p in enumerate(pairs)
    ]
    d.add(field("author", d.one(", |, and | and ").join(names)), d.one(". |, "))
    first = d.chance(0.4)
    if first:
        d.add(field("issued", values.year(d)), ". ")
    quotes = d.one('“”|""|**||')
    pinyin = " ".join(
        "".join(d.choose(people.PINYIN_SYLLABLES) for _ in range(d.choose((1, 2, 2))))
        for _ in range(d.random.randint(2, 7))
    ).capitalize()
    if d.chance(0.7):
        d.add(quotes[:1], field("title", pinyin), quotes[1:], " ", d.word("heads") + d.word("tails"))
    else:
        d.add(field("title", d.word("heads") + d.word("tails")))
    d.language = "en"
    d.maybe(0.7, d.one(" [| (| ["), values.title(d)).close()
    d.add(d.one(". |, "))
    journal = " ".join(
        ("".join(d.choose(people.PINYIN_SYLLABLES) for _ in range(2))).capitalize() for _ in range(d.choose((2, 3)))
    )
    if d.chance(0.5):
        d.add(
            d.one("|*").strip("*"),
            field("container-title", journal),
            " ",
            d.choose(tables_zh(d, "journals")) if hanzi else "",
            " ",
        )
        d.maybe(0.5, field("volume", d.number(1, 50)), ", ")
        d.add(d.one("no. |No. "), field("issue", d.number(1, 12)))
        if not first:
            d.add(d.one(" (|, "), field("issued", values.year(d))).close()
        d.maybe(0.8, d.one(": |, |, pp. "), field("page", values.pages(d))).add(".")
        return "article-journal"
    d.add(
        field("publisher-place", d.one("Beijing|Shanghai|Guangzhou|Nanjing|Taipei|Hong Kong")),
        ": ",
        field("publisher", journal + " chubanshe"),
        d.choose(["", "", " 出版社"]),
    )
    if not first:
        d.add(", ", field("issued", values.year(d)))
    d.add(".")
    return "book"


def tables_zh(d: Draft, kind: str) -> list[str]:
    """Chinese words, whatever the draft's language is now."""
    return d.stock.words("zh", kind)
