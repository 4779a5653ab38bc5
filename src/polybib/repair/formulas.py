"""Formulas that PDF conversion saw where text stands: `$-2019. - N_{\\odot} 08. - P. 70-72.$`, and real ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import cache

from polybib.repair.draft import Edit, Fix, swap

_SYMBOLS = {
    "times": "×", "cdot": "·", "pm": "±", "mp": "∓", "sim": "~", "circ": "°", "leq": "≤", "le": "≤", "geq": "≥",
    "ge": "≥", "neq": "≠", "infty": "∞", "rightarrow": "→", "to": "→", "leftarrow": "←", "ldots": "…", "cdots": "…",
    "dots": "…", "prime": "′", "ell": "ℓ", "hbar": "ℏ", "partial": "∂", "nabla": "∇", "approx": "≈", "degree": "°",
    "in": "∈", "varepsilon": "ε", "varphi": "φ", "vartheta": "θ", "textendash": "–", "textemdash": "—", "No": "№",
    "textnumero": "№", "quad": " ", "qquad": " ", "&": "&", "%": "%", "#": "#", "_": "_", ",": "", ";": " ", "!": "",
    ":": " ", " ": " ", "{": "{", "}": "}", "$": "$", "-": "-", "limits": "", "displaystyle": "",
    "S": "§", "bullet": "•", "star": "*", "ast": "*", "dagger": "†", "ddagger": "‡", "mid": "|", "colon": ":",
}  # fmt: skip
_WRAPPERS = frozenset(
    "mathrm mathbf mathit mathcal mathbb mathsf mathtt mathscr mathfrak text textrm textbf textit operatorname"
    " boldsymbol mbox rm bf it underline".split()
)
_RAISED = dict(zip("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ", strict=True))
_LOWERED = dict(zip("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    inner = r"\{(?:[^{}$]|\{(?:[^{}$]|\{[^{}$]{0,20}\}){0,20}\}){0,30}\}"
    return re.compile(
        {
            "number": r"(?:\\math(?:cal|bb|rm|bf|sf|scr|frak|it)\s?\{?\s?N\s?\}?|(?<![A-Za-z\\])N)\s?"
            rf"(?:(?:\\[!,;: ]\s?){{0,3}}[_^]\s?(?P<place>{inner}|\\[a-z]{{1,12}}|[oоº°])"
            rf"|(?P<low>\\underline\s?{inner})|\\!\s?(?P<bare>[oо])(?![A-Za-z]))",
            "area": r"^\s*[-–—]\s?|[.\s][-–—]\s|№",
            "plain": r"[\d\s.,;:()\[\]/–—-]+|[A-Za-z]|[A-Za-zА-Яа-яЁё]{1,2}\.?\s?[\d\s.,–—-]+",
            "latex": r"\\[A-Za-z&%#_,;!]|[_^]",
            "token": r"\\(?P<name>[A-Za-z]+|[^A-Za-z])\s?"
            r"|(?P<script>[_^])\s?(?:\{(?P<long>[^{}\\]{0,40})\}|(?P<one>[^\s{}\\$]))|\{\s?|\s?\}|[_^]"
            r"|(?<=\d) (?=[\d.,;:)])|(?<=[A-Za-z]) (?=[.,;:)])|(?<=\() |(?<=\$) | (?=\$)",
            "command": r"\\[A-Za-z]{2}|[_^]\s?\{",
            "dollar": r"\\?\$+",
        }[name]
    )


def number_signs(text: str, known: Collection[str] = ()) -> Iterator[Fix]:
    r"""The number sign that was read as a formula: `N_{\odot}`, `N^{\circ}`, `\mathcal{N}\!o`.

    >>> [edit.text for fix in number_signs(r"N_{\odot} 08, N^{\circ} 3, N_{2}O") for edit in fix.edits]
    ['№', '№']
    """
    for found in _pattern("number").finditer(text):
        inside = found["place"] or found["low"] or found["bare"]
        small = re.sub(r"\\(?:odot|circ|bigcirc|degree)", "o", inside)
        small = re.sub(r"\\[a-z]+|[{}\s_^]", "", small)
        zero = small == "0" and ("underline" in inside or "math" in found[0])
        if zero or small in ("o", "о", "О", "O", "º", "°"):
            yield swap(found.start(), found.end(), "№")


def formulas(text: str, known: Collection[str] = ()) -> Iterator[Fix]:
    r"""`$…$` around text, numbers or symbols that Unicode has; sums of money and real formulas stay as they are.

    As in Pandoc (tex_math_dollars) no space stands inside the signs and no digit after the second.

    >>> [fix.edits[0] for fix in formulas("costs $5 and $10, $25(03)$")]
    [Edit(start=18, end=19, text='')]
    """
    opened = -1
    for found in _pattern("dollar").finditer(text):
        if found[0] != "$":
            opened = -1
            continue
        start, end = found.span()
        if opened >= 0 and start - opened <= 400:
            edits = _unwrapped(text, opened, end)
            if edits is not None:
                yield Fix(tuple(edits))
                opened = -1
                continue
        opened = start


def _unwrapped(text: str, start: int, end: int) -> list[Edit] | None:
    """The edits that turn the formula text[start:end] into text; None where it should stay."""
    content = text[start + 1 : end - 1]
    tight = content.strip() == content and not text[end : end + 1].isdigit()
    if not content or not (tight or _pattern("command").search(content)):
        return None
    edits: list[Edit] | None = []
    if _pattern("latex").search(content):
        edits = _plain_edits(text, start + 1, end - 1)
    elif not _pattern("area").search(content) and not _pattern("plain").fullmatch(content):
        return None
    if edits is None:
        return None
    return [Edit(start, start + 1, ""), *edits, Edit(end - 1, end, "")]


def _plain_edits(text: str, start: int, end: int) -> list[Edit] | None:
    """Each command of a formula as the character it prints; None when one is not known."""
    edits = []
    for found in _pattern("token").finditer(text, start, end):
        name, new = found["name"], ""
        if name:
            symbol = "" if name in _WRAPPERS else _symbol(name)
            if symbol is None:
                return None
            new = symbol + (" " if found[0].endswith(" ") and symbol.isalpha() else "")
        elif found["script"]:
            new = _script(found["script"], found["long"] if found["long"] is not None else found["one"])
        edits.append(Edit(found.start(), found.end(), new))
    return edits


def _symbol(name: str) -> str | None:
    """The character that a command prints.

    >>> _symbol("alpha"), _symbol("Omega"), _symbol("frac")
    ('α', 'Ω', None)
    """
    if name in _SYMBOLS:
        return _SYMBOLS[name]
    size = "CAPITAL" if name[0].isupper() else "SMALL"
    try:
        return unicodedata.lookup(f"GREEK {size} LETTER {name.upper()}")
    except KeyError:
        return None


def _script(sign: str, inside: str) -> str:
    """Raised or lowered text: `^2` as ², `^{th}` as th."""
    table = _RAISED if sign == "^" else _LOWERED
    if inside and all(char in table for char in inside):
        return "".join(table[char] for char in inside)
    return inside
