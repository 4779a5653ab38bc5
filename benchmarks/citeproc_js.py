"""Our entries against those of citeproc-js, the reference implementation of CSL: same items, same styles, one locale.

    python benchmarks/citeproc_js.py [--program node_modules/citeproc] [--style ID ...] [--differences FILE]

citeproc-js is installed by npm into a folder of its own that is removed again, unless --program names one. It gets the
style as it stands in its file; its locales are those of citeproc-py. Both lists are in the order of the items, and both
are compared as plain text; labels count.
"""

from __future__ import annotations

import argparse
import difflib
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

ITEMS = Path(__file__).resolve().parent.parent / "tests" / "cases" / "csl" / "items.json"
STYLES = """american-chemical-society american-medical-association american-political-science-association
american-sociological-association apa acm-sig-proceedings cell chicago-author-date chicago-notes-bibliography
china-national-standard-gb-t-7714-2015-author-date china-national-standard-gb-t-7714-2015-numeric
chinese-gb7714-2005-numeric deutsche-gesellschaft-fur-psychologie din-1505-2 elsevier-harvard elsevier-with-titles
gost-r-7-0-5-2008 gost-r-7-0-5-2008-numeric harvard-cite-them-right ieee iso690-author-date-en iso690-numeric-fr
modern-language-association nature nlm-citation-sequence oscola royal-society-of-chemistry
sist02 springer-lecture-notes-in-computer-science the-lancet""".split()

# citeproc-js leaves out entries that are empty, so each entry carries the id of its item
SCRIPT = """
console.log = console.error;
const fs = require('fs'), path = require('path');
const given = JSON.parse(fs.readFileSync(0, 'utf8'));
const CSL = require(given.program);
const items = Object.fromEntries(given.items.map(one => [one.id, one]));
const files = lang => given.locales.map(one => path.join(one, 'locales-' + lang + '.xml'));
const find = lang => files(lang).find(one => fs.existsSync(one));
const sys = {
  retrieveItem: id => items[id],
  retrieveLocale: lang => { const file = find(lang); return file ? fs.readFileSync(file, 'utf8') : false; },
  embedBibliographyEntry: id => '@@' + id + '@@',
};
const engine = new CSL.Engine(sys, given.xml, given.locale, true);
engine.updateItems(given.items.map(one => one.id));
const named = /@@(.*?)@@/;
const made = engine.makeBibliography()[1].map(one => [one.match(named)[1], one.replace(named, '')]);
process.stdout.write(JSON.stringify(made));
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", help="a folder with citeproc_commonjs.js")
    parser.add_argument("--style", nargs="*", default=STYLES)
    parser.add_argument("--differences", type=Path, help="write the entries that differ, as JSON lines")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["POLYBIB_CITEPROC_JS"] = asked.program or installed(folder)
        found = [(style, *compared(style)) for style in asked.style]
    report(found)
    if asked.differences:
        lines = [{"style": style, **one} for style, _, differ in found for one in differ]
        text = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines)
        asked.differences.write_text(text, encoding="utf-8")
    return 0


def installed(folder: str) -> str:
    """citeproc-js in a folder, by npm."""
    subprocess.run(["npm", "install", "--prefix", folder, "citeproc@2.4.63"], check=True, capture_output=True)
    return str(Path(folder, "node_modules", "citeproc"))


def compared(style: str) -> tuple[int, list[dict[str, str]]]:
    """How many entries there are in a style, and those that differ."""
    import polybib
    from polybib import bibliography

    items = list(polybib.references(ITEMS, form="csl-json"))
    made = bibliography.make(items, style, one_locale=True, order="cited", engine="pandoc")
    left_out = {one.item.id for one in made.sections[0].entries if one.plain}  # no engine wrote them: a plain line
    ours = {one.item.id: shown(one.label, plain(one.text)) for one in made.sections[0].entries}
    theirs = reference(made.style, [one.item for one in made.sections[0].entries], made.sections[0].locale)
    differ = [
        {"id": name, "kind": kind(text, theirs.get(name, "")), "polybib": text, "citeproc-js": theirs.get(name, "")}
        for name, text in ours.items()
        if text != theirs.get(name, "") and (name in theirs or name not in left_out)
    ]
    return len(ours), differ


def reference(style: Any, items: list[Any], locale: str) -> dict[str, str]:
    """The entries of citeproc-js, by their items; the style without its order."""
    from dataclasses import replace

    from polybib.bibliography.engines import citeproc_js
    from polybib.bibliography.items import BACK
    from polybib.bibliography.runs import parse

    xml = Path(style.path).read_text(encoding="utf-8")
    xml = re.sub(r"(?s)(<bibliography.*?)<sort>.*?</sort>", r"\1", xml)
    given = [{"id": one.id, "system_id": one.id, **one.csl, "language": one.language} for one in items]
    citeproc_js.SCRIPT = SCRIPT
    made = citeproc_js.render(replace(style, xml=xml), given, locale)
    return {one.id: shown(one.label, plain(parse(one.html)[1])).translate(BACK) for one in made}


def plain(runs: Any) -> str:
    return "".join(one.text for one in runs)


def shown(label: str, text: str) -> str:
    """A line, with single spaces."""
    return " ".join(f"{label} {text}".split())


def kind(ours: str, theirs: str) -> str:
    """What the difference of two entries is made of, told by what changes."""
    if not theirs or not ours:
        return "no entry"
    if squeezed(ours) == squeezed(theirs):
        return "a sign twice, or spaces around signs"
    if re.sub(r", (?=(?:and|&|et|и) )", " ", ours) == re.sub(r", (?=(?:and|&|et|и) )", " ", theirs):
        return "the comma before 'and'"
    gone, come = changed(ours, theirs)
    if not re.search(r"\w", gone + come):
        return "other signs"
    return "capitals" if gone.casefold() == come.casefold() else "words"


def squeezed(text: str) -> str:
    """A text without spaces, and of signs that follow each other only the first."""
    return re.sub(r"([.,;:])[.,;:]+", r"\1", re.sub(r"\s", "", text))


def changed(ours: str, theirs: str) -> tuple[str, str]:
    match = difflib.SequenceMatcher(None, ours, theirs, autojunk=False)
    steps = [step for step in match.get_opcodes() if step[0] != "equal"]
    return "".join(ours[a:b] for _, a, b, _, _ in steps), "".join(theirs[a:b] for _, _, _, a, b in steps)


def report(found: list[tuple[str, int, list[dict[str, str]]]]) -> None:
    """A table in Markdown, and the classes of the differences."""
    print("| style | entries | identical |\n|---|---:|---:|")
    for style, count, differ in found:
        print(f"| {style} | {count} | {1 - len(differ) / count:.3f} |")
    count, lost = sum(one[1] for one in found), sum(len(one[2]) for one in found)
    print(f"| **all** | {count} | **{1 - lost / count:.3f}** |\n\n| difference | entries |\n|---|---:|")
    for name, number in Counter(one["kind"] for _, _, differ in found for one in differ).most_common():
        print(f"| {name} | {number} |")


if __name__ == "__main__":
    sys.exit(main())
