"""COinS: a reference in the title of an empty span, as OpenURL (ocoins.info; ANSI/NISO Z39.88-2004).

Zotero reads the genres journal article, book, book section, conference paper, thesis, patent, report, document.
"""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

from polybib.model import Date, Name, Reference

GENRES = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article", "review": "article",
    "review-book": "article", "book": "book", "chapter": "bookitem", "paper-conference": "proceeding",
    "entry-encyclopedia": "bookitem", "entry-dictionary": "bookitem", "report": "report",
}  # fmt: skip
DUBLIN = {
    "thesis": "dissertation", "webpage": "webpage", "post-weblog": "blogPost", "post": "webpage", "map": "map",
    "software": "computerProgram", "legislation": "statute", "interview": "interview", "manuscript": "manuscript",
    "speech": "presentation", "article": "preprint", "standard": "standard", "dataset": "dataset",
}  # fmt: skip


def span(reference: Reference) -> str:
    """The span of a reference, everything escaped.

    >>> from polybib.model import Field
    >>> span(Reference("book", {"title": Field('"A" & <b>')}))[-44:]
    '&amp;rft.btitle=%22A%22+%26+%3Cb%3E"></span>'
    """
    pairs = [("ctx_ver", "Z39.88-2004"), *_pairs(reference)]
    encoded = urlencode([(key, value) for key, value in pairs if value], encoding="utf-8", errors="replace")
    return f'<span class="Z3988" title="{escape(encoded)}"></span>'


def _pairs(reference: Reference) -> list[tuple[str, str]]:
    kind = "patent" if reference.type == "patent" else GENRES.get(reference.type, "")
    text = reference.text
    if not kind:
        return [
            ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"), ("rft.type", DUBLIN.get(reference.type, "document")),
            ("rft.title", text("title")), ("rft.publisher", text("publisher")), ("rft.identifier", _address(reference)),
            ("rft_id", f"info:doi/{text('DOI')}" if text("DOI") else ""),
            *_people(reference, "rft.creator"), ("rft.date", _date(reference)), ("rft.language", text("language")),
        ]  # fmt: skip
    article = kind == "article"
    start, _, end = text("page").partition("-")
    part = article or kind in ("bookitem", "proceeding")
    own = "rft.atitle" if part else "rft.title" if kind == "patent" else "rft.btitle"
    host = "rft.jtitle" if article else "rft.btitle"
    return [
        ("rft_id", f"info:doi/{text('DOI')}" if text("DOI") else _address(reference)),
        ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{'journal' if article else 'patent' if kind == 'patent' else 'book'}"),
        ("rft.genre", kind), (own, text("title")), (host, text("container-title")), *_people(reference, "rft.au"),
        ("rft.date", _date(reference)), ("rft.volume", text("volume")), ("rft.issue", text("issue")),
        ("rft.pages", text("page")), ("rft.spage", start), ("rft.epage", end), ("rft.pub", text("publisher")),
        ("rft.place", text("publisher-place")), ("rft.edition", text("edition")),
        ("rft.series", text("collection-title")),
        ("rft.isbn", text("ISBN")), ("rft.issn", text("ISSN")), ("rft.language", text("language")),
        ("rft.number", text("number") if kind == "patent" else ""),
    ]  # fmt: skip


def _address(reference: Reference) -> str:
    """The URL, if it is an address that a browser may open."""
    url = reference.text("URL")
    return url if url.lower().startswith(("http://", "https://", "ftp://")) else ""


def _people(reference: Reference, key: str) -> list[tuple[str, str]]:
    """The authors; the first by the parts of the name too, by which a reader knows what is the family name."""
    held = reference.fields.get("author")
    people = [one for one in held.value if isinstance(one, Name)] if held and isinstance(held.value, tuple) else []
    first = []
    if key == "rft.au" and people and people[0].family:
        family = " ".join(part for part in (people[0].particle, people[0].family) if part)
        first = [("rft.aulast", family), ("rft.aufirst", people[0].given)]
    return [*first, *((key, one.literal or str(one)) for one in people)]


def _date(reference: Reference) -> str:
    held = reference.fields.get("issued")
    if held is None or not isinstance(held.value, Date):
        return ""
    return "-".join(f"{n:02d}" for n in held.value.parts[0]) if held.value.parts else held.value.literal
