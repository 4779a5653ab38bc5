"""LaTeX outside formulas: accents, commands of emphasis, ties, dashes and quotes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import cache

from polybib.repair.draft import Edit, Fix, Mark, swap

# The combining mark of each accent command (LaTeX2e, source2e: ltoutenc).
_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331",
}  # fmt: skip
_LETTERS = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å",
    "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ",
    "ldots": "…", "dots": "…", "textendash": "–", "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘",
    "No": "№", "textnumero": "№", "S": "§", "copyright": "©", "textdegree": "°",
}  # fmt: skip
_EMPHASIS = frozenset(["emph", "textit", "textbf", "textsl", "it", "em", "bf", "sl", "itshape", "bfseries"])


@cache
def _pattern(name: str) -> re.Pattern[str]:
    letters = "|".join(sorted(_LETTERS, key=len, reverse=True))
    return re.compile(
        {
            "evident": r"\\(?:[A-Za-z]{2,}|[`'\"^~=][A-Za-z{\\])|\{\\|``|[A-Za-z]\.~[A-Za-z0-9]",
            "accent": r"(?P<o>\{)?(?<!\\)\\(?P<sign>[`'\"^~=.])"
            r"(?:\{(?P<a>\\?[A-Za-z])\}|(?P<b>\\[ij](?![A-Za-z])|[A-Za-z]))(?(o)\})",
            "letter accent": r"(?P<o>\{)?(?<!\\)\\(?P<sign>[uvHcdbkr])"
            r"(?:\{(?P<a>\\?[A-Za-z])\}|[ ](?P<b>[A-Za-z]))(?(o)\})",
            "letter": rf"\{{\\(?P<a>{letters})[ ]?\}}|(?<!\\)\\(?P<b>{letters})(?:\{{\}}|(?![A-Za-z])[ ]?)",
            "command": r"(?<!\\)\\(?P<a>emph|text(?:it|bf|sl|sc|rm|sf|tt|up|md)?|mbox|url|uppercase|underline)\{"
            r"|\{\\(?P<b>it|em|bf|sl|sc|rm|tt|itshape|bfseries)[ ]",
            "tie": r"(?<=[^\W\d_])~(?=[^\W_])|(?<=[.,])~(?=[^\W_])|(?<=\d)~(?=[^\W\d_])",
            "dash": r"(?<!-)---?(?!-)",
            "quotes": r"``(?P<text>[^`]{1,1000}?)''",
            "space": r"\\[ ,;](?=[^\s])",
            "capital": r"(?<![\\A-Za-z{])\{(?P<text>[A-Z]{1,3})\}(?=[a-z])",
            "address": r"(?:https?://|ftp://|www\.|10\.\d{4,9}/)[^\s<>]+",
        }[name]
    )


def _evident(text: str) -> bool:
    """Whether a text was certainly written in LaTeX."""
    return _pattern("evident").search(text) is not None


def _outside(name: str, text: str) -> Iterator[re.Match[str]]:
    """What a pattern finds outside addresses."""
    taken = [found.span() for found in _pattern("address").finditer(text)]
    at = 0
    for found in _pattern(name).finditer(text):
        while at < len(taken) and taken[at][1] <= found.start():
            at += 1
        if at == len(taken) or found.start() < taken[at][0]:
            yield found


def ties(text: str, known: Collection[str] = ()) -> Iterator[Fix]:
    """`D.~Knuth`, `vol.~3`: a tie, but only in a text that is LaTeX; never `55~88` or `/~user`."""
    if _evident(text):
        for found in _outside("tie", text):
            yield swap(found.start(), found.end(), " ")


def dashes(text: str, known: Collection[str] = ()) -> Iterator[Fix]:
    """`--` and `---` between numbers, and everywhere in a text that is LaTeX.

    >>> [edit.text for fix in dashes("Neural Comp. 40(1): 4--18") for edit in fix.edits]
    ['–']
    """
    evident = _evident(text)
    for found in _outside("dash", text):
        numbers = text[found.start() - 1 : found.start()].isdigit() and text[found.end() : found.end() + 1].isdigit()
        if evident or (numbers and found[0] == "--"):
            yield swap(found.start(), found.end(), "–" if found[0] == "--" else "—")


def quotes(text: str, known: Collection[str] = ()) -> Iterator[Fix]:
    """TeX's quotation marks: ``text''."""
    for found in _pattern("quotes").finditer(text):
        start, end = found.span("text")
        yield Fix((Edit(found.start(), start, "“"), Edit(end, found.end(), "”")))


def accents(text: str, known: Collection[str] = ()) -> Iterator[Fix]:
    r"""Accents where the accented letter exists: `\'e`, `\"{u}`, `{\v s}`, `\c{c}`; JSON's `\"` around a text is none.

    >>> [edit.text for fix in accents(r"K{\"o}nig, Erd\H{o}s, \"Und\" ") for edit in fix.edits]
    ['ö', 'ő']
    """
    evident = _evident(text)
    quoted = re.search(r"\\\"(?![A-Za-z{\\])", text) is not None
    for name in ("accent", "letter accent"):
        for found in _outside(name, text):
            sign, letter = found["sign"], (found["a"] or found["b"]).lstrip("\\")
            braced = bool(found["a"] or found["o"])
            doubtful = sign == "." or (sign == '"' and quoted) or (name == "letter accent" and not evident)
            if doubtful and not braced:
                continue
            whole = unicodedata.normalize("NFC", letter + _ACCENTS[sign])
            if len(whole) == 1:
                yield swap(found.start(), found.end(), whole)


def letters(text: str, known: Collection[str] = ()) -> Iterator[Fix]:
    r"""Letters and signs that have a command: `{\ss}`, `\o{}`, `\ldots`, `\No`."""
    for found in _outside("letter", text):
        name = found["a"] or found["b"]
        end = found.end()
        if found["b"] and not found[0].endswith("{}"):
            around = text[found.start() - 1 : found.start()].isalpha() or text[end : end + 1].isalpha()
            if len(name) == 1 and not around:
                continue
            end -= found[0].endswith(" ") and (len(name) > 2 or not text[end : end + 1].isalpha())
        yield swap(found.start(), end, _LETTERS[name])


def commands(text: str, known: Collection[str] = ()) -> Iterator[Fix]:
    r"""`\emph{t}`, `{\it t}`, `\textsc{t}`, `\url{u}`: the text stays."""
    closers = _closers(text)
    for found in _pattern("command").finditer(text):
        brace = found.end() - 1 if found["a"] else found.start()
        if brace in closers:
            start, end = found.end(), closers[brace]
            name = found["a"] or found["b"]
            marks = (Mark("emphasis", start, end),) if name in _EMPHASIS else ()
            marks = (Mark("link", start, end),) if name == "url" else marks
            yield Fix((Edit(found.start(), start, ""), Edit(end, end + 1, "")), marks)


def _closers(text: str) -> dict[int, int]:
    """For each opening brace, the place of its partner."""
    opened, closers = [], {}
    for found in re.finditer(r"\\.|[{}]", text):
        if found[0] == "{":
            opened.append(found.start())
        elif found[0] == "}" and opened:
            closers[opened.pop()] = found.start()
    return closers


def spacing(text: str, known: Collection[str] = ()) -> Iterator[Fix]:
    r"""`\,` and `\ ` between initials and units in a text that is LaTeX, and braces that keep capitals: `{D}igital`."""
    if _evident(text):
        for found in _pattern("space").finditer(text):
            yield swap(found.start(), found.end(), " ")
    for found in _pattern("capital").finditer(text):
        start, end = found.span("text")
        yield Fix((Edit(found.start(), start, ""), Edit(end, found.end(), "")))
