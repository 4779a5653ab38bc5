r"""LaTeX: a `thebibliography` for XeLaTeX or LuaLaTeX (hyperref makes the links), everything else escaped."""

from __future__ import annotations

from polybib.bibliography import Bibliography, Section
from polybib.bibliography.entries import Entry
from polybib.bibliography.runs import SMALL_CAPS, Run, Runs
from polybib.formats import _latex
from polybib.formats._text import visible

NAME = "latex"
SUFFIXES = (".tex", ".bbl")
COMMANDS = {
    "i": "textit", "b": "textbf", SMALL_CAPS: "textsc", "sup": "textsuperscript", "sub": "textsubscript",
    "u": "underline",
}  # fmt: skip


def write(made: Bibliography) -> str:
    """The environments, one for each list."""
    return "\n".join(map(_section, made.sections))


def _section(section: Section) -> str:
    labels = [one.label for one in section.entries]
    widest = max(labels, key=len, default="") if any(labels) else ""
    items = "\n".join(_entry(one) for one in section.entries)
    heading = f"% {section.heading}: \\renewcommand{{\\refname}}{{{_latex.escape(section.heading)}}}\n"
    return f"{heading}\\begin{{thebibliography}}{{{_latex.escape(widest)}}}\n{items}\n\\end{{thebibliography}}\n"


def _entry(one: Entry) -> str:
    label = _latex.escape(one.label.strip("[] .()")) if one.label else ""
    key = "".join(char if char.isalnum() or char in "-_:." else "-" for char in one.item.id) or f"ref{one.number}"
    numbered = label == str(one.number)
    more = f" \\\\\n{_runs(one.other)}" if one.other else ""
    bracket = "" if numbered or not label else f"[{{{label}}}]"
    return f"\\bibitem{bracket}{{{key}}} {_runs(one.text)}{more}"


def _runs(runs: Runs) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    text = " \\\\ ".join(_spaced(part) for part in run.text.split("\n"))
    if run.link:
        address = _latex.verbatim(run.link).replace("#", "\\#").replace("%", "\\%")
        same = run.text in (run.link, run.link.removeprefix("https://doi.org/"))
        text = f"\\url{{{address}}}" if same and run.text == run.link else f"\\href{{{address}}}{{{text}}}"
    for mark in sorted(run.marks, key=list(COMMANDS).index):
        text = f"\\{COMMANDS[mark]}{{{text}}}"
    return text


def _spaced(text: str) -> str:
    """Escaped, the white space at both ends kept."""
    made = _latex.escape(visible(text))
    lead, tail = text[:1] == " ", text[-1:] == " " and bool(text.strip())
    return " " * lead + made + " " * tail
