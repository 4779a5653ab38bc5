"""Lists in Japanese and Korean: SIST 02, KCI, APA after Korean habits, and what people write between them."""

from __future__ import annotations

from polybib.train.synthesis import people, values
from polybib.train.synthesis.draft import Draft, Part, field
from polybib.train.synthesis.special import add_address

KINDS = ("article",) * 5 + ("book",) * 4 + ("thesis", "web", "chapter", "chapter", "paper", "newspaper", "report")
TYPES = {
    "article": "article-journal",
    "book": "book",
    "thesis": "thesis",
    "web": "webpage",
    "chapter": "chapter",
    "paper": "paper-conference",
    "newspaper": "article-newspaper",
    "report": "report",
}


def reference(d: Draft) -> str:
    """A reference in the draft's language; gives its CSL type."""
    kind, japanese = d.choose(KINDS), d.language == "ja"
    _authors(d, kind)
    dated = d.chance(0.5)
    opening = d.one(" (|(|（|. |。|, ") if dated else d.one(", |: |，|. |：| |、|")
    d.add(opening)
    if dated:
        d.add(field("issued", values.year(d)), "年" if japanese and d.chance(0.1) else "").close()
        d.add(d.one(". | |. |、|, ") if not opening.strip(" .。,") else d.one(". |. | |、|"))
    quotes = d.one('「」|『』|“”|""|‘’|||「」') if kind != "book" else d.one("『』|『』|||「」|《》|<>")
    d.add(quotes[:1], field("title", values.title(d)), quotes[1:], d.one(", |，|. |、| |。|. "))
    {
        "article": _article,
        "paper": _paper,
        "book": _book,
        "chapter": _chapter,
        "report": _book,
        "thesis": _thesis,
        "newspaper": _news,
        "web": _web,
    }[kind](d, dated)
    d.maybe(0.06, d.one(". |, "), d.one("doi:|https://doi.org/|DOI: "), field("DOI", values.doi(d)))
    if kind != "web" and d.chance(0.05):
        add_address(d, d.one(", |. | "))
    d.add(d.one(".|。||．|.|"))
    return TYPES[kind]


def _authors(d: Draft, kind: str) -> None:
    people.add_authors(d, bodies=0.4 if kind in ("web", "report") else 0.04)
    d.maybe(0.08, d.one("著|編|（編）|編著") if d.language == "ja" else d.one(" 저| 편| 지음| 외"))


def _issued(d: Draft, dated: bool) -> list[Part]:
    if dated:
        return []
    tail = d.one("|年") if d.language == "ja" else d.one("|년") if d.chance(0.2) else ""
    opening = d.one(", |, | (|（|、|．|, ")
    return [
        opening,
        field("issued", values.year(d) if d.chance(0.85) else f"{values.year(d)}.{d.number(1, 12)}"),
        tail,
        ")" if opening == " (" else "）" if opening == "（" else "",
    ]


def _pages(d: Draft, often: float = 0.85) -> None:
    tail = d.one("|頁||") if d.language == "ja" else d.one("|쪽|||")
    d.maybe(
        often, d.one(", |，|: |、|, "), "" if tail else d.one("pp.|pp. |p. |||p."), field("page", values.pages(d)), tail
    )


def _article(d: Draft, dated: bool) -> None:
    quotes = d.one("『』|『』|||《》|「」")
    d.add(quotes[:1], field("container-title", values.journal(d)), quotes[1:], d.one(", |，| |、|, |"))
    volume, issue = field("volume", d.number(1, 80)), field("issue", d.number(1, 12))
    forms: list[list[Part]] = [
        [volume, "(", issue, ")"],
        ["Vol. ", volume, ", No. ", issue],
        ["Vol.", volume, "，No.", issue],
        [volume],
        ["第", issue, "号"] if d.language == "ja" else ["제", issue, "호"],
        [volume, "-", issue],
        ["vol.", volume, ", no.", issue],
        [volume, "(", issue, ")"],
    ]
    forms += (
        [[volume, "巻", issue, "号"], ["第", volume, "巻第", issue, "号"], ["第", volume, "巻", issue, "号"]]
        if d.language == "ja"
        else [
            [volume, "권 ", issue, "호"],
            ["제", volume, "권 제", issue, "호"],
            ["제", volume, "권, ", issue, "호"],
            [volume, "집"],
        ]
    )
    d.add(*d.choose(forms), *_issued(d, dated))
    _pages(d)


def _paper(d: Draft, dated: bool) -> None:
    meetings = (
        "第{}回全国大会講演論文集|情報処理学会第{}回全国大会|日本建築学会大会学術講演梗概集|研究報告自然言語処理"
        if d.language == "ja"
        else "한국정보과학회 학술발표논문집|제{}회 한글 및 한국어 정보처리 학술대회 논문집|대한전자공학회 추계학술대회"
    )
    d.add(field("container-title", d.one(meetings).replace("{}", d.number(3, 80))), *_issued(d, dated))
    _pages(d)


def _house(d: Draft) -> None:
    d.maybe(0.35, field("publisher-place", values.place(d)), d.one(": |：|:|、"))
    d.add(field("publisher", values.publisher(d)))


def _book(d: Draft, dated: bool) -> None:
    if d.chance(0.12):
        people.add_translators(d)
        d.add(d.one(", |、|，|. "))
    if d.chance(0.12):
        d.add(*values.edition(d), d.one(", |、|，"))
    _house(d)
    d.add(*_issued(d, dated))
    _pages(d, 0.2)


def _chapter(d: Draft, dated: bool) -> None:
    d.add(d.one("In |||, |In: ") if d.language == "ko" else d.one("|||In "))
    if d.chance(0.6):
        people.add_editors(d)
        d.add(d.one(" |, |、|"))
    quotes = d.one("『』|『』|《》|")
    d.add(quotes[:1], field("container-title", values.title(d)), quotes[1:], d.one(", |、|，|. "))
    _house(d)
    d.add(*_issued(d, dated))
    _pages(d)


def _thesis(d: Draft, dated: bool) -> None:
    d.add(
        field("publisher", d.word("universities")),
        d.one("| |, |大学院".removesuffix("大学院")),
        field("genre", d.word("thesis")),
        *_issued(d, dated),
    )


def _news(d: Draft, dated: bool) -> None:
    quotes = d.one("『』|||〈〉")
    d.add(
        quotes[:1],
        field("container-title", d.word("newspapers")),
        quotes[1:],
    )
    if not dated:
        d.add(d.one(", | (|，|"), field("issued", values.long_date(d))).close()
    d.maybe(0.4, d.one(", |、"), field("page", d.number(1, 40)), "面" if d.language == "ja" else "면")


def _web(d: Draft, dated: bool) -> None:
    d.maybe(0.6, field("container-title", d.word("sites")), d.one(", |. |、"))
    if not dated:
        d.maybe(0.5, field("issued", values.date(d)), d.one(", |. "))
    add_address(d, "")
