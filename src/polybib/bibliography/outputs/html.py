"""HTML: a page of its own, with the language of each entry, links, and COinS, by which Zotero picks the items up."""

from __future__ import annotations

from html import escape

from polybib.bibliography import Bibliography, Section
from polybib.bibliography.entries import Entry
from polybib.bibliography.outputs import _coins
from polybib.bibliography.runs import write as tagged
from polybib.formats._text import visible

NAME = "html"
SUFFIXES = (".html", ".htm", ".xhtml")
CSS = """body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font-family: serif; line-height: 1.45 }
.entry { margin: 0 0 .5em; padding-left: 2em; text-indent: -2em; overflow-wrap: anywhere }
.labelled { display: flex; padding-left: 0; text-indent: 0 }
.label { flex: none; min-width: 2.2em; padding-right: .5em }
.smallcaps { font-variant: small-caps }"""


def write(made: Bibliography) -> str:
    """The page."""
    locale = made.sections[0].locale
    body = "\n".join(_section(one) for one in made.sections)
    return f"""<!DOCTYPE html>
<html lang="{escape(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="generator" content="polybib">
<title>{escape(made.sections[0].heading)}</title>
<style>
{CSS}
</style>
</head>
<body>
{body}
</body>
</html>
"""


def _section(section: Section) -> str:
    entries = "\n".join(entry(one) for one in section.entries)
    return f'<section lang="{escape(section.locale)}">\n<h1>{escape(section.heading)}</h1>\n{entries}\n</section>'


def entry(one: Entry) -> str:
    """One entry as a paragraph."""
    text = tagged(one.text) + ("<br>" + tagged(one.other) if one.other else "")
    language = f' lang="{escape(one.item.language)}"' if one.item.language else ""
    if one.label:
        return (
            f'<div class="entry labelled"{language}><span class="label">{escape(one.label)}</span>'
            f"<span>{visible(text)}{_coins.span(one.item.reference)}</span></div>"
        )
    return f'<div class="entry"{language}>{visible(text)}{_coins.span(one.item.reference)}</div>'
