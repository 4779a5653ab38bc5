"""CSV: one row a reference, the columns those of docs/formats.md; Zotero's and Scopus's own columns are read too.

Names are `Family, Given, Suffix`, one after the other between semicolons (a semicolon of a name is doubled), dates ISO
8601-2. A cell that a spreadsheet would take for a formula gets an apostrophe before it, which is read back.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, TextIO

from polybib import vocabulary
from polybib.errors import InputError
from polybib.formats import _read, _values, full
from polybib.formats._keys import keyed
from polybib.formats._text import plain
from polybib.model import Date, Name, Reference, Value

NAME = "csv"
MEDIA = "text/csv"
SUFFIXES = (".csv", ".tsv")
PEOPLE = ("author", "editor", "translator")
COLUMNS = (
    "id", "type", *PEOPLE, "issued", "title", "title-short", "title-original", "title-romanized", "title-translated",
    "container-title", "container-title-short", "collection-title", "collection-number", "volume", "issue", "page",
    "number-of-pages", "number-of-volumes", "edition", "publisher", "publisher-place", "event-title", "event-place",
    "genre", "number", "DOI", "URL", "accessed", "ISBN", "ISSN", "PMID", "PMCID", "language", "abstract", "keyword",
    "note",
    "extra",
)  # fmt: skip
CUSTOM = frozenset(("title-original", "title-romanized", "title-translated"))
OTHERS = {  # columns of other programs
    "key": "id", "item type": "type", "document type": "type", "entry type": "type", "year": "issued", "date": "issued",
    "publication year": "issued", "authors": "author", "author full names": "", "editors": "editor",
    "translators": "translator", "publication title": "container-title", "source title": "container-title",
    "journal": "container-title", "booktitle": "container-title", "journal abbreviation": "container-title-short",
    "abbreviated source title": "container-title-short", "short title": "title-short", "series": "collection-title",
    "series number": "collection-number", "num pages": "number-of-pages", "number of volumes": "number-of-volumes",
    "pages": "page", "place": "publisher-place", "address": "publisher-place", "conference name": "event-title",
    "url": "URL", "link": "URL", "access date": "accessed", "abstract note": "abstract", "keywords": "keyword",
    "manual tags": "keyword", "author keywords": "keyword", "pubmed id": "PMID", "no.": "issue", "doi": "DOI",
    "art. no.": "page", "page start": "first", "page end": "last", "page count": "", "extra": "extra", "notes": "",
    "language of original document": "language", "date added": "", "date modified": "", "file attachments": "",
    "link attachments": "", "automatic tags": "", "library catalog": "source", "archive location": "archive_location",
    "call number": "call-number", "cited by": "", "affiliations": "", "authors with affiliations": "", "eid": "",
    "author(s) id": "", "source": "source", "publication stage": "", "open access": "", "number": "number",
}  # fmt: skip
TYPES = {  # types of Zotero, of Scopus, of BibTeX
    "journalarticle": "article-journal", "article": "article-journal", "booksection": "chapter",
    "book chapter": "chapter",
    "conferencepaper": "paper-conference", "conference paper": "paper-conference", "review": "article-journal",
    "newspaperarticle": "article-newspaper", "magazinearticle": "article-magazine", "case": "legal_case",
    "computerprogram": "software", "statute": "legislation", "blogpost": "post-weblog", "forumpost": "post",
    "dictionaryentry": "entry-dictionary", "encyclopediaarticle": "entry-encyclopedia", "film": "motion_picture",
    "presentation": "speech", "preprint": "article", "letter": "personal_communication", "artwork": "graphic",
    "incollection": "chapter", "inproceedings": "paper-conference", "phdthesis": "thesis", "misc": "document",
    "journal article": "article-journal", "editorial": "article-journal", "techreport": "report", "online": "webpage",
}  # fmt: skip
FORMULA = tuple("=+-@\t\r'")
DELIMITERS = ",;\t"


def looks(head: str) -> bool:
    """Is the first line a row of columns that we know, the title among them?

    >>> looks("type,author,title,issued\\n"), looks("Title; a poem\\n"), looks('"Key"\\t"Item Type"\\t"Title"\\n')
    (True, False, True)
    """
    line = head.lstrip("\ufeff").partition("\n")[0]
    names = [_column(cell) for cell in next(csv.reader([line], delimiter=_delimiter(line)), [])]
    return "title" in names and sum(name in COLUMNS for name in names) > 2


def _delimiter(line: str) -> str:
    return max(DELIMITERS, key=line.count)


@cache
def _columns() -> dict[str, str]:
    ours = {**dict.fromkeys(_values.KNOWN), **dict.fromkeys(COLUMNS), **dict.fromkeys(vocabulary.CUSTOM)}
    return {**OTHERS, **{name.lower(): name for name in ours}, "journal": "container-title"}


def _column(cell: str) -> str:
    """The variable that a column holds."""
    cell = " ".join(cell.split())
    return _columns().get(cell.lower(), cell)


def read(text: str, name: str) -> Iterator[Reference]:
    """The references of a table, one a row.

    >>> [r.text("author") for r in read("title;author;year\\nTrust;Hu, D.; Li, M.;1999\\n", "a.csv")]
    ['Hu, D.']
    >>> [r.text("author") for r in read('title,author,year\\nTrust,"Hu, D.; Li, M.",1999\\n', "a.csv")]
    ['Hu, D.; Li, M.']
    """
    csv.field_size_limit(1 << 30)
    text = text.removeprefix("\ufeff").lstrip("\r\n")
    if text[:4].lower() == "sep=":
        text = text.partition("\n")[2]
    stream = io.StringIO(text, newline="")
    rows = csv.reader(stream, delimiter=_delimiter(text.partition("\n")[0]))
    header = [_column(cell) for cell in next(rows, [])]
    if "title" not in header:
        known = ", ".join(COLUMNS[:9])
        raise InputError("the table has no column 'title'", where=name, next_step=f"name the columns {known} ...")
    line = rows.line_num + 1
    for row in rows:
        if any(cell.strip() for cell in row):
            yield _row(header, row, name, line)
        line = rows.line_num + 1


def _row(header: list[str], row: list[str], name: str, line: int) -> Reference:
    cells: dict[str, str] = {}
    for column, cell in zip(header, row, strict=False):
        if column and (value := _whole(cell).strip()):
            if column == "issued" and len(value) > len(cells.get(column, "")):  # a date tells more than its year
                cells[column] = value
            cells.setdefault(column, value)
    kind = cells.pop("type", "document")
    item: dict[str, Any] = {"type": kind if kind in vocabulary.TYPES else TYPES.get(kind.lower(), kind)}
    extra = _values.take(item, cells.pop("extra", "").splitlines())
    first, last = cells.pop("first", ""), cells.pop("last", "")
    if first or last:
        item["page"] = f"{first}-{last}" if first and last and first != last else first or last
    for column, value in cells.items():
        if column in _values.PEOPLE:
            item[column] = [one for part in _apart(value) if (one := _values.name(part))]
        elif column in vocabulary.DATES:
            item[column] = _values.date(value)
        elif column in vocabulary.CUSTOM:
            item.setdefault("custom", {})[column] = value
        else:
            item[column] = value
    if extra:  # of another program
        item["note"] = "; ".join(part for part in (item.get("note", ""), *extra) if part)
    raw = io.StringIO()
    csv.writer(raw, lineterminator="").writerow(row)
    return _read.reference(item, raw=raw.getvalue(), file=name, line=line)


def _whole(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


def _apart(text: str) -> list[str]:
    """Names apart: between semicolons, which are doubled inside a name."""
    return [part.strip().replace("\x00", ";") for part in re.split(r";", text.replace(";;", "\x00")) if part.strip()]


def write(references: Iterable[Reference], out: TextIO, *, every: bool = False, **_: Any) -> None:
    """A row of columns, and a row for each reference."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for key, reference in keyed(full(references, every)):
        writer.writerow([_safe(cell) for cell in _cells(reference, key)])


def _cells(reference: Reference, key: str) -> list[str]:
    left = {name: held.value for name, held in reference.fields.items() if held.value}
    out = {"id": key, "type": reference.type}
    for column in COLUMNS[2:-1]:
        variable = f"custom.{column}" if column in CUSTOM else column
        if variable in left:
            out[column] = _cell(left.pop(variable))
    out["extra"] = "\n".join(map(plain, _values.lines(left)))
    return [out.get(column, "") for column in COLUMNS]


def _cell(value: Value) -> str:
    if isinstance(value, Date):
        return _values.date_text(value)
    if isinstance(value, tuple):
        names = (_values.name_text(one) if isinstance(one, Name) else one for one in value)
        return "; ".join(one.replace(";", ";;") for one in names)
    return plain(value)


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
