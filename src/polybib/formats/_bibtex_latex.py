r"""LaTeX in a value of BibTeX, as text: accents, letters and signs that have a command, groups, ties, dashes, quotes.

One pass over the text, in linear time. A command that we do not know stays as it is, so nothing is lost. The tables
(LaTeX2e, source2e: ltoutenc; textcomp) serve writing too: `ascii_latex` is the way back.
"""

from __future__ import annotations

import unicodedata
from functools import cache

import regex

# The combining mark of each accent command.
ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331", "h": "\u0309", "G": "\u030f", "U": "\u030e", "f": "\u0311", "C": "\u030f",
    "textcommabelow": "\u0326",
}  # fmt: skip
SPECIAL = frozenset("hGUfC")  # these accents need other fonts than most documents have
ALONE = {"`": "`", "'": "´", "^": "^", "~": "~", "=": "¯", '"': "¨", ".": "˙"}  # an accent on nothing: \^{}
LETTERS = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å",
    "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ",
    "SS": "ẞ", "textquoteright": "’", "textquoteleft": "‘", "textquotedblleft": "“", "textquotedblright": "”",
    "quotedblbase": "„", "quotesinglbase": "‚", "guillemotleft": "«", "guillemotright": "»", "guillemetleft": "«",
    "guillemetright": "»", "guilsinglleft": "‹", "guilsinglright": "›", "textendash": "–", "textemdash": "—",
    "ldots": "…", "dots": "…", "textellipsis": "…", "S": "§", "P": "¶", "textsection": "§", "textparagraph": "¶",
    "copyright": "©", "textcopyright": "©", "textregistered": "®", "texttrademark": "™", "textdegree": "°",
    "degree": "°", "textexclamdown": "¡", "textquestiondown": "¿", "pounds": "£", "textsterling": "£", "euro": "€",
    "texteuro": "€", "EUR": "€", "textyen": "¥", "textcent": "¢", "textcurrency": "¤", "textbullet": "•",
    "textperiodcentered": "·", "textordfeminine": "ª", "textordmasculine": "º", "textnumero": "№", "No": "№",
    "dag": "†", "textdagger": "†", "ddag": "‡", "textdaggerdbl": "‡", "textmu": "µ", "textonehalf": "½",
    "textonequarter": "¼", "textthreequarters": "¾", "texttimes": "×", "textdiv": "÷", "textpm": "±",
    "textasciicircum": "^", "textasciitilde": "~", "textbackslash": "\\", "textbraceleft": "{",
    "textbraceright": "}", "lbrace": "{", "rbrace": "}", "textless": "<", "textgreater": ">", "textbar": "|",
    "textunderscore": "_", "textdollar": "$", "textquotedbl": '"', "textquotesingle": "'", "textasciigrave": "`",
    "textsuperscript": "", "textsubscript": "", "TeX": "TeX", "LaTeX": "LaTeX", "LaTeXe": "LaTeX2ε",
    "BibTeX": "BibTeX", "XeTeX": "XeTeX", "LuaTeX": "LuaTeX", "slash": "/", "newline": " ", "par": " ", "quad": " ",
    "qquad": " ", "space": " ", "enspace": " ", "thinspace": " ", "nobreakspace": " ", "hspace": " ",
    "textvisiblespace": "␣", "cdot": "·", "times": "×", "pm": "±", "mp": "∓", "div": "÷", "le": "≤", "leq": "≤",
    "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "approx": "≈", "sim": "∼", "simeq": "≃", "equiv": "≡",
    "infty": "∞", "to": "→", "rightarrow": "→", "leftarrow": "←", "leftrightarrow": "↔", "Rightarrow": "⇒",
    "partial": "∂", "nabla": "∇", "sum": "∑", "prod": "∏", "int": "∫", "in": "∈", "subset": "⊂", "cup": "∪",
    "cap": "∩", "forall": "∀", "exists": "∃", "circ": "∘", "bullet": "•", "star": "⋆", "ast": "∗", "odot": "⊙",
    "oplus": "⊕", "otimes": "⊗", "perp": "⊥", "prime": "′", "ell": "ℓ", "hbar": "ℏ", "langle": "⟨", "rangle": "⟩",
    "lvert": "|", "rvert": "|", "colon": ":", "mid": "|", "backslash": "\\", "sqrt": "√", "angle": "∠", "wp": "℘",
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν",
    "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "varsigma": "ς", "tau": "τ", "upsilon": "υ", "phi": "ϕ",
    "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ",
    "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
}  # fmt: skip
# Commands whose argument is the text, and switches that leave none.
SILENT = frozenset(
    """emph textit textbf textsc textsf texttt textrm textsl textup textmd textnormal text mbox fbox hbox url path
    nolinkurl
    uppercase lowercase MakeUppercase MakeLowercase underline enquote mkbibquote mkbibemph mkbibparens natexlab noopsort
    bibinfo it bf sc rm sf tt sl em itshape bfseries scshape upshape rmfamily sffamily ttfamily normalfont mathrm mathit
    mathbf mathsf mathtt mathcal mathbb mathfrak mathscr boldsymbol bm ensuremath protect relax selectfont left right
    displaystyle textstyle small footnotesize large limits nolimits hskip kern null leavevmode unskip ignorespaces
    foreignlanguage textcyrillic textgreek textlatin hyp NoCaseChange""".split()
)
HIDDEN = frozenset(("href", "foreignlanguage", "bibinfo", "noopsort", "textcolor"))  # their first argument is no text
SIGNS = {" ": " ", "\n": " ", "\t": " ", ",": " ", ";": " ", ":": " ", "!": "", "-": "", "/": "", "\\": " ", "@": ""}
RAISED = dict(zip("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ", strict=True))
LOWERED = dict(zip("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True))
BRACES = {0x7B: None, 0x7D: None}


@cache
def _marks() -> regex.Pattern[str]:
    return regex.compile(r"[\\$~`]|--|''")


@cache
def _token() -> regex.Pattern[str]:
    shift = r"[\^_](?:\{(?P<many>[0-9+=()n\-]{1,12})\}|(?P<one>[0-9]))"
    return regex.compile(
        r"(?P<text>[^\\{}$~`'\-\^_\s]++)|\\(?P<command>[A-Za-z]++)\*?(?:[ \t\n]++)?|\\(?P<sign>.)"
        rf"|(?P<space>[\s~]++)|(?P<dash>-{{2,3}}+)|(?P<quote>``|'')|(?P<shift>{shift})|(?P<char>.)",
        flags=regex.S,
    )


def decode(text: str) -> str:
    r"""A value of BibTeX as text.

    >>> decode(r"{\"U}ber {DNA} \& M\'{\i}a, Stra{\ss}e 5--7 {\v{S}}a{\c c}, 100\% of \emph{H$_2$O} -- ``yes''")
    'Über DNA & Mía, Straße 5–7 Šaç, 100% of H₂O – “yes”'
    >>> decode(r"D.~Knuth on \unknown{x} and \textbraceleft{}x\textbraceright{}, 5-{}-7")
    'D. Knuth on \\unknown{x} and {x}, 5--7'
    """
    if not _marks().search(text):
        return " ".join(text.translate(BRACES).split())
    state = _State()
    for found in _token().finditer(text):
        state.take(found)
    return " ".join(unicodedata.normalize("NFC", state.text()).split())


class _State:
    """What is written so far, and what waits: accents for the next letter, groups that are open."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.accents: list[str] = []
        self.groups: list[str] = []  # of each open brace what closes it: "", "}" of an unknown command, "hide"
        self.after = ""  # the command before, when a brace may follow it
        self.math = False

    def text(self) -> str:
        self._lone()
        return "".join(self.out)

    def take(self, found: regex.Match[str]) -> None:
        kind = found.lastgroup if found.lastgroup not in ("many", "one") else "shift"
        value = found[0]
        if kind == "command":
            self._command(found["command"], value)
        elif kind == "sign":
            self._sign(found["sign"])
        elif value == "{":
            self._open()
        elif value == "}":
            self._close()
        elif kind == "shift":
            table = RAISED if value[0] == "^" else LOWERED
            held = found["many"] or found["one"]
            shifted = self.math and all(char in table for char in held)
            self._put("".join(table[char] for char in held) if shifted else value)
        elif value == "$":
            self.math = not self.math
        else:
            self._put({"--": "–", "---": "—", "``": "“", "''": "”"}.get(value, " " if kind == "space" else value))

    def _put(self, text: str) -> None:
        if self.groups and self.groups[-1] == "hide":
            return
        self.after = ""
        if self.accents and text and not text.isspace():
            base = {"ı": "i", "ȷ": "j"}.get(text[0], text[0])
            text = base + "".join(ACCENTS[accent] for accent in reversed(self.accents)) + text[1:]
            self.accents = []
        self.out.append(text)

    def _command(self, name: str, whole: str) -> None:
        if name in ACCENTS:
            self.accents.append(name)
        elif name in LETTERS:
            letter = LETTERS[name]
            self._put(letter) if letter else None
        elif name in SILENT or name in HIDDEN:
            self.after = name
        else:
            self._put(whole)
            self.after = "?"

    def _sign(self, sign: str) -> None:
        if sign in ACCENTS:
            self.accents.append(sign)
        elif sign in "()[]":
            self.math = sign in "(["
        else:
            self._put(SIGNS.get(sign, sign))

    def _open(self) -> None:
        inside = bool(self.groups) and self.groups[-1] == "hide"
        if self.after == "?" and not inside:
            self._put("{")
            self.groups.append("}")
        else:
            self.groups.append("hide" if inside or self.after in HIDDEN else "")
        self.after = ""

    def _close(self) -> None:
        closing = self.groups.pop() if self.groups else ""
        if closing == "hide":
            return
        self._lone()
        if closing:
            self._put(closing)
            self.after = "?"

    def _lone(self) -> None:
        """Accents on nothing are signs of their own."""
        if self.accents:
            self.out.append("".join(ALONE.get(accent, "") for accent in self.accents))
            self.accents = []


def verbatim(text: str) -> str:
    r"""A URL, a DOI or the name of a file: no ligatures, no ties; what programs escape for LaTeX as it is meant.

    >>> verbatim(r"http://x.org/a\_b\%20{\&}c~d--e"), verbatim(r"\url{http://x.org/{\textasciitilde}me}")
    ('http://x.org/a_b%20&c~d--e', 'http://x.org/~me')
    """
    if "\\" not in text and "{" not in text and "}" not in text:
        return text.strip()
    return _escaped().sub(_unescape, text).strip()


@cache
def _escaped() -> regex.Pattern[str]:
    return regex.compile(r"\\(?:url|path|href)(?=\{)|\\(text[a-z]+|~)(?:\{\})?+\s?|\\([&%$#_{}~^\-])|[{}]|\\")


def _unescape(found: regex.Match[str]) -> str:
    if found[1]:
        return "~" if found[1] == "~" else LETTERS.get(found[1], found[0])
    return found[2] or ("\\" if found[0] == "\\" else "")


def ascii_latex(text: str) -> str:
    r"""A value that is escaped already, its Latin letters and signs as commands; other scripts stay as they are.

    >>> print(ascii_latex("Über “Mía” – ế, Straße; 刘"))
    {\"U}ber ``M{\'\i}a'' -- {\'{\^e}}, Stra{\ss}e; 刘
    """
    if text.isascii():
        return text
    return "".join(char if char.isascii() else _as_latex(char) for char in unicodedata.normalize("NFC", text))


@cache
def _as_latex(char: str) -> str:
    plain = {"“": "``", "”": "''", "–": "--", "—": "---", "\u00a0": "~"}
    if char in plain:
        return plain[char]
    if name := _commands().get(char):
        return f"{{\\{name}}}"
    base, *marks = list(unicodedata.normalize("NFD", char))
    known = {mark: sign for sign, mark in ACCENTS.items() if sign not in SPECIAL}
    if not marks or not ("A" <= base.upper() <= "Z") or any(mark not in known for mark in marks):
        return char
    above = marks[-1] not in "\u0323\u0326\u0327\u0328\u0331"
    out = f"\\{base}" if base in "ij" and above and len(marks) == 1 else base
    for mark in marks:
        space = " " if known[mark].isalpha() and out[0] not in "{\\" else ""
        out = f"{{\\{known[mark]}{space}{out}}}"
    return out


@cache
def _commands() -> dict[str, str]:
    """The command of each letter and sign that text (not a formula) may have."""
    names = [name for name in LETTERS if name.startswith(("text", "quote", "guil"))]
    names += "ss o O l L ae AE oe OE aa AA i j dh DH th TH dj DJ ng NG SS ldots S P copyright pounds dag ddag".split()
    wanted = [n for n in names if len(LETTERS[n]) == 1 and not LETTERS[n].isascii() and LETTERS[n] not in "åÅ"]
    return {LETTERS[name]: name for name in wanted if not "\u0370" <= LETTERS[name] < "\u0400"}
