"""The records that everything else passes on: frozen, and without imports of ours.

A reference is a set of fields named by CSL variables (CSL 1.0.2, appendix IV). A value is text, names or a date,
and each of these can hold what was printed as a literal, so that reading a value never fails.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

Kind = Literal["reference", "short-citation", "note"]


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Name:
    """One name, as CSL has it; a body, or a name that cannot be divided, is a literal.

    >>> Name(family="Beethoven", given="Ludwig", particle="van").csl()
    {'family': 'Beethoven', 'given': 'Ludwig', 'non-dropping-particle': 'van'}
    """

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""

    def csl(self) -> dict[str, str]:
        if self.literal:
            return {"literal": self.literal}
        parts = {
            "family": self.family,
            "given": self.given,
            "non-dropping-particle": self.particle,
            "suffix": self.suffix,
        }
        return {key: value for key, value in parts.items() if value}

    def __str__(self) -> str:
        given = " ".join(part for part in (self.given, self.suffix) if part)
        family = " ".join(part for part in (self.particle, self.family) if part)
        return self.literal or ", ".join(part for part in (family, given) if part)


@dataclass(frozen=True, slots=True)
class Date:
    """A date or a range: one or two tuples of year, month, day, as far as they are printed.

    A year before the common era is negative; an open range ("1984-") ends in (0,). `literal` is what was printed
    where it could not be read, or where reading lost something (an era year).

    >>> Date(((2018, 6, 12),)).csl()
    {'date-parts': [[2018, 6, 12]]}
    """

    parts: tuple[tuple[int, ...], ...] = ()
    season: int = 0
    circa: bool = False
    literal: str = ""

    def csl(self) -> dict[str, Any]:
        out: dict[str, Any] = {}
        if self.parts:
            out["date-parts"] = [list(part) for part in self.parts]
        if self.season:
            out["season"] = self.season
        if self.circa:
            out["circa"] = True
        if self.literal:
            out["literal"] = self.literal
        return out

    @property
    def year(self) -> int | None:
        return self.parts[0][0] if self.parts and self.parts[0] else None

    def __str__(self) -> str:
        return "/".join("-".join(f"{n:02d}" for n in part) for part in self.parts) or self.literal


Value = str | tuple[Name, ...] | tuple[str, ...] | Date


@dataclass(frozen=True, slots=True)
class Issue:
    """Something a reader should know of a reference: a stable code and one plain sentence."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Field:
    """A value with its evidence.

    origin      "printed" (as it stands), "repaired" (printed, after a repair), "inferred" (a guess from the text),
                "context" (taken from another reference of the same document)
    spans       where the value stands in the decoded input; empty for an inferred value
    confidence  None until it is measured
    """

    value: Value
    origin: str = "printed"
    spans: tuple[Span, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a reference was found: file, label ("3", "[12]" without its brackets), section or chapter, spans."""

    file: str = ""
    label: str | None = None
    section: str | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference: what was found, and how it was read.

    `fields` maps a CSL variable to its Field; the variables that CSL lacks begin with "custom." (vocabulary.CUSTOM).
    """

    type: str
    fields: Mapping[str, Field]
    raw: str = ""
    kind: Kind = "reference"
    id: str = ""
    source: Source = Source()
    style: str = ""
    confidence: float | None = None
    refers_to: str | None = None
    issues: tuple[Issue, ...] = ()
    unclaimed: tuple[Span, ...] = field(default=())

    def csl(self) -> dict[str, Any]:
        """The CSL-JSON item: id, type, the variables, and ours under "custom"."""
        item: dict[str, Any] = {"id": self.id, "type": self.type}
        custom: dict[str, Any] = {}
        for name, held in self.fields.items():
            if name.startswith("custom."):
                custom[name.removeprefix("custom.")] = as_json(held.value)
            else:
                item[name] = as_json(held.value)
        if custom:
            item["custom"] = custom
        return item

    def text(self, name: str) -> str:
        """A field as plain text, empty where the reference lacks it."""
        held = self.fields.get(name)
        if held is None:
            return ""
        if isinstance(held.value, tuple):
            return "; ".join(map(str, held.value))
        return str(held.value)

    def _repr_html_(self) -> str:
        """The reference in a notebook: a table of its fields, everything escaped.

        >>> Reference("book", {"title": Field("<b>Trust")})._repr_html_()
        '<table><tr><th>type</th><td>book</td></tr><tr><th>title</th><td>&lt;b&gt;Trust</td></tr></table>'
        """
        rows = [("type", self.type), *((name.removeprefix("custom."), self.text(name)) for name in self.fields)]
        rows += [("doubt", issue.message) for issue in self.issues]
        return f"<table>{''.join(_row(cells) for cells in rows)}</table>"

    def spans(self, name: str) -> tuple[Span, ...]:
        """Where a field stands in the decoded input."""
        held = self.fields.get(name)
        return held.spans if held else ()


class ReferenceList(list[Reference]):
    """References that a notebook shows as a table.

    >>> "<th>title</th>" in ReferenceList([Reference("book", {"title": Field("Trust")})])._repr_html_()
    True
    """

    def _repr_html_(self) -> str:
        columns = ("author", "issued", "title", "container-title", "publisher", "DOI")
        head = "".join(f"<th>{name}</th>" for name in ("", "type", *columns))
        rows = (_row((str(n), r.type, *map(r.text, columns))) for n, r in enumerate(self, 1))
        return f"<table><tr>{head}</tr>{''.join(rows)}</table>"


def _row(cells: tuple[str, ...]) -> str:
    """A row of a table in HTML, the first cell as its head."""
    first, *rest = map(html.escape, cells)
    return f"<tr><th>{first}</th>{''.join(f'<td>{cell}</td>' for cell in rest)}</tr>"


def as_json(value: Value) -> Any:
    """A value as CSL-JSON holds it."""
    if isinstance(value, Date):
        return value.csl()
    if isinstance(value, tuple):
        return [item.csl() if isinstance(item, Name) else item for item in value]
    return value
