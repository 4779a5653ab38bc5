r"""The items of a LaTeX bibliography (`\bibitem` in a `thebibliography`, in a .tex or .bbl file) as references.

Each item is one reference; its key in the document (`\cite{key}`) is its label. What only BibTeX styles write
(`\newblock`, `\bibinfo{author}{…}`, `\BibitemShut{…}` of REVTeX) and comments are left out; accents and emphasis are
repaired as everywhere.
"""

from __future__ import annotations

from functools import cache

import regex

from polybib.finding.record import Passage, RawReference, piece

LEAST = 2  # items without their environment that make a list
FAR = 200  # so far before an item the sign of a comment is looked for


def references(text: str) -> list[RawReference]:
    r"""The items of a text, empty where there are none.

    >>> text = "\\begin{thebibliography}{9}\n\\bibitem[K84]{knuth}\nD. Knuth.\n\\newblock TeX. % sic\n\\bibitem{b} B.\n"
    >>> [(one.label, one.raw) for one in references(text + "\\end{thebibliography} Text.")]
    [('knuth', 'D. Knuth. TeX.'), ('b', 'B.')]
    """
    if "\\bibitem" not in text:
        return []
    heads = [head for head in _head().finditer(text) if not _is_comment(text, head.start())]
    if len(heads) < LEAST and "\\begin{thebibliography}" not in text:
        return []
    out = []
    for n, head in enumerate(heads):
        after = heads[n + 1].start() if n + 1 < len(heads) else len(text)
        ending = text.find("\\end{thebibliography}", head.end(), after)
        held = _passage(text, head.end(), after if ending < 0 else ending)
        raw, offsets, spans = piece(held, 0, len(held.raw))
        if raw:
            out.append(RawReference(raw, offsets, spans, " ".join(head["key"].split()) or None))
    return out


@cache
def _head() -> regex.Pattern[str]:
    """`\\bibitem[label]{key}`; the label may hold groups."""
    group = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*+\})*+\})*+\}"
    label = rf"\[(?:[^\[\]{{}}]|{group})*+\]"
    pattern = rf"\\bibitem(?![A-Za-z])\s*+(?:{label}\s*+(?:%[^\n]*+\n\s*+)?+)?+\{{(?P<key>[^{{}}]*+)\}}"
    return regex.compile(pattern)


def _is_comment(text: str, at: int) -> bool:
    """Is a place behind a `%` of its line?"""
    before = text[max(0, at - FAR) : at].rpartition("\n")[2]
    return regex.search(r"(?<!\\)%", before) is not None


@cache
def _token() -> regex.Pattern[str]:
    named = r"(?:bibinfo|bibfield|BibitemShut|href@noop|Eprint|bibAnnoteFile|selectlanguage)\s*+\{[^{}]*+\}"
    whole = rf"{named}|(?:bibfnamefont|bibnamefont|natexlab|href)(?![A-Za-z])"
    alone = r"(?:newblock|BibitemOpen|translation|penalty0|protect|relax)(?![A-Za-z])"
    word = r"[A-Za-z]++(?=\s++\{)"
    return regex.compile(
        rf"\\(?:(?P<whole>(?:{whole})\s*+)|(?P<alone>{alone}\s*+)|(?P<word>{word})\s++|(?P<blank>\s)|(?P<kept>.))"
        r"|(?P<note>%[^\n]*+\n?)|(?P<space>\s++)|[{}]",
        flags=regex.S,
    )


def _passage(text: str, start: int, end: int) -> Passage:
    """The text of an item on one line, with places."""
    made = _Made(text)
    at = start
    for found in _token().finditer(text, start, end):
        made.keep(at, found.start())
        if found.start() > at:
            made.after = ""
        at = found.end()
        made.take(found)
    made.keep(at, end)
    return Passage("".join(made.chars), made.places, tuple(made.turns))


class _Made:
    """The characters that are kept and their places; of each open brace what it belongs to, "" where it is kept."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.chars: list[str] = []
        self.places: list[int] = []
        self.turns = [0]
        self.groups: list[str] = []
        self.after = ""  # the command before, whose group is its text

    def keep(self, first: int, last: int) -> None:
        self.chars.extend(self.text[first:last])
        self.places.extend(range(first, last))

    def blank(self, place: int) -> None:
        if self.chars and not self.chars[-1].isspace():
            self.chars.append(" ")
            self.places.append(place)

    def take(self, found: regex.Match[str]) -> None:
        kind, start = found.lastgroup, found.start()
        if kind in ("space", "blank"):
            self.blank(start)
            if "\n" in found[0]:
                self.turns.append(len(self.chars))
            return
        if kind == "word":
            self.keep(start, found.end("word"))
        elif kind == "kept":
            self.keep(*found.span())
        elif kind is None and found[0] == "{":
            self.groups.append(self.after)
            if not self.after:
                self.keep(*found.span())
        elif kind is None:
            self._close(start)
            return
        else:
            self.turns.append(len(self.chars))
        self.after = ("href" if "href" in found[0][:5] else "gone") if kind == "whole" else ""

    def _close(self, place: int) -> None:
        """A group ends; behind the address of a link its text comes."""
        group = self.groups.pop() if self.groups else ""
        if not group:
            self.keep(place, place + 1)
        elif group == "href":
            self.blank(place)
        self.after = "gone" if group == "href" else ""
