r"""What a .bst writes (`thebibliography`, `\bibitem`) as entries with italics, bold and small capitals.

The commands are those that BibTeX styles use (btxdoc).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from polybib.bibliography.runs import SMALL_CAPS, Run, Runs, tidy
from polybib.formats._bibtex_latex import decode

SWITCHES = {
    "em": "i", "it": "i", "sl": "i", "itshape": "i", "slshape": "i", "bf": "b", "bfseries": "b", "sc": SMALL_CAPS,
    "scshape": SMALL_CAPS,
}  # fmt: skip
COMMANDS = {
    "emph": "i", "textit": "i", "textsl": "i", "textbf": "b", "textsc": SMALL_CAPS, "textsuperscript": "sup",
    "underline": "u", "url": "url", "path": "url", "doi": "url",
}  # fmt: skip


@cache
def _token() -> re.Pattern[str]:
    return re.compile(r"\\(?P<command>[A-Za-z]+)[ \t\n]*|\\.|[{}]|[^\\{}]+", re.S)


@cache
def _item() -> re.Pattern[str]:
    return re.compile(
        r"\\bibitem\s*(?:\[(?P<label>(?:[^\[\]{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\])?\s*(?:%\s*)?\{(?P<key>[^{}]*)\}"
    )


def entries(text: str) -> Iterator[tuple[str, str, Runs]]:
    r"""Key, label and text of each entry.

    >>> [(key, label, "".join(one.text for one in runs)) for key, label, runs in entries(
    ...     "\\begin{thebibliography}{1}\n\\bibitem{a}\nJ.~Hu.\n\\newblock {\\em Trust}.\n\\end{thebibliography}")]
    [('a', '[1]', 'J. Hu. Trust.')]
    """
    body = text.rpartition("\\end{thebibliography}")[0] or text
    found = list(_item().finditer(body))
    for n, one in enumerate(found):
        end = found[n + 1].start() if n + 1 < len(found) else len(body)
        label = _label(one["label"]) if one["label"] else str(n + 1)
        yield one["key"], f"[{label}]", runs(body[one.end() : end])


def _label(text: str) -> str:
    r"""A label; those of natbib and of author-year styles as names and year.

    >>> _label("Hu(2001)Hu, Li"), _label("\\protect\\citeauthoryear{Hu}{Hu}{2001}"), _label("Hu01")
    ('Hu', 'Hu 2001', 'Hu01')
    """
    if found := _author_year().search(text.replace("{{", "{").replace("}}", "}")):
        return decode(f"{found[1]} {found[2]}").strip()
    return decode(text.partition("(")[0])


@cache
def _author_year() -> re.Pattern[str]:
    return re.compile(r"\\citeauthoryear\s*(?:\{[^{}]*\}\s*)?\{([^{}]*)\}\s*\{([^{}]*)\}\s*$")


def runs(text: str) -> Runs:
    r"""A piece of LaTeX as runs.

    >>> "".join(one.text for one in runs("{\\em A {B}} \\& \\textbf{3}"))
    'A B & 3'
    """
    out: list[Run] = []
    held: list[str] = []
    groups: list[frozenset[str]] = [frozenset()]
    waiting = ""

    def flush() -> None:
        raw = "".join(held)
        held.clear()
        verbatim = "url" in groups[-1]
        made = raw.replace("\\", "") if verbatim else decode(raw)
        bare = raw.strip("{}") or "."
        lead, tail = bare[0] in " \n~", bare[-1] in " \n~"
        out.append(Run(" " * lead + made + " " * (tail and bool(made)), groups[-1] - {"url"}))

    for token in _token().finditer(text):
        command = token["command"]
        if command in SWITCHES:
            flush()
            groups[-1] |= {SWITCHES[command]}
        elif command in COMMANDS:
            flush()
            waiting = COMMANDS[command]
        elif command == "newblock":
            held.append(" ")
        elif token[0] == "{":
            if waiting:
                flush()
            groups.append(groups[-1] | ({waiting} if waiting else frozenset()))
            waiting = ""
            held.append("{")
        elif token[0] == "}":
            held.append("}")
            if len(groups) > 1:
                if groups[-1] != groups[-2]:
                    flush()
                groups.pop()
        else:
            held.append(token[0])
    flush()
    return tidy(one._replace(text=one.text.replace("{", "").replace("}", "")) for one in out)
