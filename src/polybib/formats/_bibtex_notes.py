"""What no field of BibTeX can hold stands in the `note`, each part under its name: written here, and read back.

`{On file with the author; interviewer: Doe, Jane; cited page: 15}`: a part begins with the name of a variable and a
colon, and goes on until the next; what comes before is the note itself. A part that would be misread is in braces.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import regex

from polybib.formats import _bibtex_dates as dates
from polybib.formats import _bibtex_names as people
from polybib.formats._bibtex_latex import decode
from polybib.vocabulary import CUSTOM, DATES

LABELS = {"container-title": "in", "custom.locator": "cited page"}  # others keep their names
LISTS = ("author-original", "editor-original", "translator-original")
# Fields that a program reads in a way of its own: what other formats have under these names stands in the note.
ASIDE = (
    "subtitle", "booksubtitle", "journalsubtitle", "mainsubtitle", "note", "crossref", "xdata", "entryset", "ids",
    "eventtitleaddon", "entrytype", "related",
)  # fmt: skip
FORMS = ("original", "romanized", "translated")


def label(variable: str) -> str:
    """What a variable is called in a note."""
    return LABELS.get(variable, variable.removeprefix("custom."))


@cache
def _variables() -> dict[str, str]:
    """The variable of each label."""
    ours = [f"custom.{key}" for key in (*CUSTOM, *ASIDE) if key != "note"]
    return {label(name): name for name in [*ours, *sorted(_values().KNOWN)]}


def _values() -> Any:
    from polybib.formats import _values as values  # which itself needs _entry

    return values


def write(own: str, parts: list[tuple[str, str]]) -> str:
    """The note and the parts after it, all escaped already.

    >>> write("See me", [("genre", "a; issue: b"), ("custom.locator", "15")])
    'See me; genre: {a; issue: b}; cited page: 15'
    """
    first = [_guarded(own, first=True)] if own else []
    listed = {*_values().PEOPLE, *(f"custom.{name}" for name in LISTS)}  # each piece of these is guarded by itself
    rest = [f"{label(name)}: {value if name in listed else _guarded(value)}" for name, value in parts]
    return "; ".join([*first, *rest])


def piece(text: str) -> str:
    """A body or a text in a list, escaped already; in braces where it would be divided, or taken for a variable."""
    return f"{{{text}}}" if "," in text or ";" in text or _begun(text) or text[:1] in "{ " else text


def _guarded(text: str, *, first: bool = False) -> str:
    misread = any(_begun(piece) for piece in people.divided(text, ";")[0 if first else 1 :])
    bare = text.startswith("{") and text.endswith("}")
    return f"{{{text}}}" if misread or bare or _edge().search(text) else text


@cache
def _edge() -> regex.Pattern[str]:
    return regex.compile(r"^;|;$|;(?! )|;\s\s| ;")


def _begun(piece: str) -> str:
    """The variable whose name a part begins with."""
    found = regex.match(r"([A-Za-z][\w\- ]{1,40}?): ?", piece)
    return _variables().get(found[1], "") if found else ""


def read(text: str) -> tuple[str, dict[str, Any]]:
    """The note itself, and the variables in it.

    >>> read("On file; interviewer: Daily News; Doe, Jane; cited page: 15")[0]
    'On file'
    >>> read("interviewer: Daily News; Doe, Jane; cited page: 15")[1]
    {'interviewer': [{'literal': 'Daily News'}, {'family': 'Doe', 'given': 'Jane'}], 'custom.locator': '15'}
    """
    own: list[str] = []
    held: dict[str, list[str]] = {}
    into = own
    for piece in people.divided(text, ";"):
        variable = _begun(piece)
        if variable and variable not in held:
            into = held[variable] = []
            piece = piece[len(label(variable)) + 1 :].strip()
        into.append(piece)
    return decode("; ".join(own)), {name: _value(name, pieces) for name, pieces in held.items()}


def _value(variable: str, pieces: list[str]) -> Any:
    if variable in _values().PEOPLE:
        return [_person(piece) for piece in pieces if piece]
    if variable.removeprefix("custom.") in LISTS:
        return [decode(piece) for piece in pieces if piece]
    text = decode("; ".join(pieces))
    return dates.edtf(text) if variable in DATES else text


def _person(piece: str) -> dict[str, str]:
    """A name with a comma is a person's; one without is a body."""
    found = people.read(piece).names if len(people.divided(piece, ",")) > 1 else []
    return found[0] if found else {"literal": decode(piece)}


def joined(values: dict[str, str], base: str, escape: Callable[[str], str]) -> str:
    """Other forms of a title (original, romanised, translated), as they stand in an addon; labelled where the text
    alone does not tell which is which.

    >>> joined({"original": "数字中国", "romanized": "Shuzi Zhongguo"}, "Digital China", str)
    '[数字中国 / Shuzi Zhongguo]'
    >>> joined({"translated": "Digital China"}, "Cyfrowe Chiny", str)
    '[translated: Digital China]'
    """
    plain = " / ".join(values[form] for form in FORMS if form in values)
    if forms(plain, base) != values:
        plain = " / ".join(f"{form}: {values[form]}" for form in FORMS if form in values)
    return f"[{escape(plain)}]"


def forms(text: str, base: str) -> dict[str, str]:
    """The forms of a title in an addon, by name.

    >>> forms("数字中国 / Shuzi Zhongguo", "Digital China"), forms("Digital China", "数字中国")
    ({'original': '数字中国', 'romanized': 'Shuzi Zhongguo'}, {'translated': 'Digital China'})
    """
    if marks := [*regex.finditer(r"(?:^| / )(original|romanized|translated): ", text)]:
        ends = [*(found.start() for found in marks[1:]), len(text)]
        if marks[0].start() == 0:
            return {found[1]: text[found.end() : end] for found, end in zip(marks, ends, strict=True)}
    parts = text.split(" / ")
    if len(parts) == 3:
        return dict(zip(FORMS, parts, strict=True))
    out: dict[str, str] = {}
    for part in parts:
        latin = _latin(part)
        form = "original" if not latin else "romanized" if _latin(base) else "translated"
        if form in out:
            return {"original": text}
        out[form] = part
    return out


def _latin(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return sum(char < "\u0370" for char in letters) * 2 >= len(letters)
