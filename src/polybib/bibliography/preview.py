"""Two entries in a style, to see how it looks."""

from __future__ import annotations

from collections.abc import Iterator

from polybib.errors import Error
from polybib.model import Date, Field, Name, Reference


def lines(style: str) -> Iterator[str]:
    """A book and an article, in the style; or why there is none.

    >>> list(lines("gb-t-7714-2025-note"))[0]
    '陈登原. 国史旧闻：第1卷[M]. 北京：中华书局，2000.'
    """
    from polybib import bibliography
    from polybib.bibliography.outputs import text

    try:
        made = bibliography.make(samples(), style, order="cited")
    except Error as error:
        yield str(error)
        return
    yield from text.write(made).splitlines()


def samples() -> list[Reference]:
    """A Chinese book and an English article of more than three authors."""
    book = {
        "author": Field((Name("陈", "登原"),)),
        "title": Field("国史旧闻"),
        "volume": Field("1"),
        "publisher-place": Field("北京"),
        "publisher": Field("中华书局"),
        "issued": Field(Date(((2000,),))),
        "language": Field("zh-CN"),
    }
    people = (
        Name("Myburg", "Alexander A."),
        Name("Grattapaglia", "Dario"),
        Name("Tuskan", "Gerald A."),
        Name("Hellsten", "Uffe"),
    )
    article = {
        "author": Field(people),
        "title": Field("The genome of Eucalyptus grandis"),
        "container-title": Field("Nature"),
        "volume": Field("510"),
        "issue": Field("7505"),
        "page": Field("356-362"),
        "issued": Field(Date(((2014,),))),
        "DOI": Field("10.1038/nature13308"),
        "language": Field("en"),
    }
    return [Reference("book", book, id="chen2000"), Reference("article-journal", article, id="myburg2014")]
