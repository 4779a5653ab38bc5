"""DOCX, which pandoc makes of the HTML: italics, small capitals, links and the language of each entry stay."""

from __future__ import annotations

import tempfile
from html import escape
from pathlib import Path

from polybib.bibliography import Bibliography
from polybib.bibliography.engines import INSTALL, pandoc
from polybib.bibliography.entries import Entry
from polybib.bibliography.runs import write as tagged
from polybib.errors import OptionError
from polybib.formats._text import visible

NAME = "docx"
SUFFIXES = (".docx",)
BINARY = True
TIMEOUT = 120.0


def write(made: Bibliography) -> bytes:
    """The file."""
    if not pandoc.path():
        raise OptionError("DOCX is made by pandoc, which is not installed", where="-t docx", next_step=INSTALL)
    body = []
    for section in made.sections:
        body.append(f"<h1>{escape(section.heading)}</h1>")
        body += [_entry(one) for one in section.entries]
    page = f'<html lang="{escape(made.sections[0].locale)}"><body>{"".join(body)}</body></html>'
    with tempfile.TemporaryDirectory(prefix="polybib-") as folder:
        pandoc.run(["--from=html", "--to=docx", "--output=list.docx"], page, folder, TIMEOUT)
        return Path(folder, "list.docx").read_bytes()


def _entry(one: Entry) -> str:
    """An entry as a paragraph in the style Bibliography, which Word knows."""
    label = f"{escape(one.label)} " if one.label else ""
    more = "<br>" + tagged(one.other) if one.other else ""
    language = escape(one.item.language)
    text = visible(label + tagged(one.text) + more)
    return f'<div custom-style="Bibliography"><p><span lang="{language}">{text}</span></p></div>'
