"""pandoc, from pypandoc_binary or the system: citeproc in Haskell, the best measured engine that can be installed.

It runs with --sandbox on files of ours alone, so a style is never fetched (pandoc's manual, "--sandbox", "Citations").
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from polybib.bibliography.engines import EngineFailed, EngineHung, Rendered
from polybib.bibliography.runs import SMALL_CAPS, Run, tidy, write
from polybib.bibliography.styles import Style

NAME = "pandoc"
MARKS = {
    "Emph": "i", "Strong": "b", "Underline": "u", "Superscript": "sup", "Subscript": "sub", "SmallCaps": SMALL_CAPS,
}  # fmt: skip
TITLES = ("title", "container-title", "collection-title")
QUOTES = {"SingleQuote": "‘’", "DoubleQuote": "“”"}


def available() -> str:
    """Empty, or why pandoc cannot be used."""
    return "" if path() else "pandoc is not installed"


@cache
def path() -> str:
    """Where pandoc is; that of pypandoc_binary first, whose version is known."""
    from importlib.util import find_spec

    found = find_spec("pypandoc")
    for place in found.submodule_search_locations or () if found else ():
        for name in ("pandoc", "pandoc.exe"):
            if os.access(own := os.path.join(place, "files", name), os.X_OK):
                return own
    return shutil.which("pandoc") or ""


def run(arguments: Sequence[str], given: str, folder: str, timeout: float) -> bytes:
    """The output of pandoc on a text, in a folder of its own."""
    try:
        done = subprocess.run(
            [path(), "--sandbox", *arguments], input=given.encode(), capture_output=True, cwd=folder, timeout=timeout,
            check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise EngineHung(f"pandoc took longer than {timeout:.0f} seconds") from None
    except OSError as error:
        raise EngineFailed(f"pandoc could not be started: {error.strerror}") from None
    if done.returncode:
        told = done.stderr.decode(errors="replace").split("\n\n")[0].strip() or f"exit code {done.returncode}"
        raise EngineFailed(f"pandoc failed: {told[:200]}")
    return done.stdout


def render(style: Style, items: Sequence[dict[str, Any]], locale: str, *, timeout: float = 60) -> list[Rendered]:
    """The entries of items, in their order; ids are letters and digits."""
    with tempfile.TemporaryDirectory(prefix="polybib-") as folder:
        Path(folder, "style.csl").write_text(style.xml, encoding="utf-8")
        Path(folder, "items.json").write_text(
            json.dumps(list(map(_quoted, items)), ensure_ascii=False), encoding="utf-8"
        )
        cited = ", ".join(f"@{one['id']}" for one in items)
        arguments = ["--citeproc", "--csl=style.csl", "--bibliography=items.json", f"-Mlang={locale}"]
        arguments += ["-Mlink-bibliography=false", "--from=markdown", "--to=json", "--quiet"]
        out = run(arguments, f"---\nnocite: |\n  {cited}\n...\n", folder, timeout)
    return list(_entries(json.loads(out)["blocks"]))


def _quoted(item: dict[str, Any]) -> dict[str, Any]:
    """German and Russian quotation marks in titles as straight ones, which pandoc turns into those of the locale again:
    into the inner ones where the style puts a title in quotation marks.

    >>> _quoted({"title": "О «мире» и „войне“", "language": "ru"})["title"]
    'О "мире" и „войне“'
    """
    signs = "„“" if item.get("language") == "de" else "«»" if item.get("language") == "ru" else ""
    if not signs or any(sign in str(item.get("title", "")) for sign in '"”'):
        return item
    pair = re.compile(rf"(?<!\w){signs[0]}(?=\w)([^{signs}]+){signs[1]}(?!\w)")
    return {name: pair.sub(r'"\1"', value) if name in TITLES else value for name, value in item.items()}


def _entries(blocks: Any) -> Any:
    """The entries in the Divs of class csl-entry."""
    for block in blocks:
        if block["t"] == "Div":
            (name, classes, _), inner = block["c"]
            if "csl-entry" in classes:
                label, body = _split(inner)
                yield Rendered(name.removeprefix("ref-"), write(tidy(body)), "".join(one.text for one in tidy(label)))
            else:
                yield from _entries(inner)


def _split(blocks: Any) -> tuple[list[Run], list[Run]]:
    """What stands in the left margin, and the rest."""
    label: list[Run] = []
    body: list[Run] = []
    for block in blocks:
        if block["t"] == "Div":
            inner = _split(block["c"][1])
            label += inner[0]
            body += [Run("\n"), *inner[1]]
        elif block["t"] in ("Para", "Plain"):
            for one in block["c"]:
                classes = one["c"][0][1] if one["t"] == "Span" else ()
                if "csl-left-margin" in classes:
                    label += _runs([one], frozenset())
                else:
                    body += [Run("\n")] * (not {"csl-block", "csl-indent"}.isdisjoint(classes))
                    body += _runs([one], frozenset())
    return label, body


def _runs(inlines: Any, marks: frozenset[str]) -> list[Run]:
    """Inlines of pandoc as runs."""
    out: list[Run] = []
    for one in inlines:
        kind, content = one["t"], one.get("c")
        if kind == "Str":
            out.append(Run(content, marks))
        elif kind in ("Space", "SoftBreak"):
            out.append(Run(" ", marks))
        elif kind == "LineBreak":
            out.append(Run("\n", marks))
        elif kind in MARKS:
            out += _runs(content, marks | {MARKS[kind]})
        elif kind in ("Span", "Link", "Cite"):
            out += _runs(content[1], marks)
        elif kind == "Quoted":
            signs = QUOTES[content[0]["t"]]
            out += [Run(signs[0], marks), *_runs(content[1], marks), Run(signs[1], marks)]
        elif kind in ("Code", "Math", "RawInline"):
            out.append(Run(content[1], marks))
        elif kind == "Strikeout":
            out += _runs(content, marks)
    return out
