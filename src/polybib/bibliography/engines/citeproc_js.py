"""citeproc-js, the reference implementation, which the user brings: node, and a folder with citeproc_commonjs.js.

polybib never ships it (its licence is CPAL or AGPL). POLYBIB_CITEPROC_JS names the folder, such as
node_modules/citeproc; the locales are those of citeproc-py, or of a folder `locales` in it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from polybib.bibliography.engines import EngineFailed, EngineHung, Rendered
from polybib.bibliography.runs import parse, plain, write
from polybib.bibliography.styles import Style

NAME = "citeproc-js"
PLACE = "POLYBIB_CITEPROC_JS"
SCRIPT = """
console.log = console.error;
const fs = require('fs'), path = require('path');
const given = JSON.parse(fs.readFileSync(0, 'utf8'));
const CSL = require(given.program);
const byId = Object.fromEntries(given.items.map(one => [one.id, one]));
const sys = {
  retrieveItem: id => byId[id],
  retrieveLocale: lang => {
    for (const folder of given.locales) {
      const file = path.join(folder, 'locales-' + lang + '.xml');
      if (fs.existsSync(file)) return fs.readFileSync(file, 'utf8');
    }
    return false;
  },
  // empty entries are left out, so each carries the number of its item
  embedBibliographyEntry: number => '@@' + number + '@@',
};
given.items.forEach((one, number) => { one.system_id = number + 1; });
const engine = new CSL.Engine(sys, given.xml, given.locale, true);
engine.updateItems(given.items.map(one => one.id));
const mark = /@@([0-9]+)@@/;
const pair = entry => [given.items[entry.match(mark)[1] - 1].id, entry.replace(mark, '')];
process.stdout.write(JSON.stringify(engine.makeBibliography()[1].map(pair)));
"""


def available() -> str:
    """Empty, or why citeproc-js cannot be used."""
    if not shutil.which("node"):
        return "node is not installed"
    return "" if _program() else f"{PLACE} names no folder with citeproc_commonjs.js"


def _program() -> str:
    place = Path(os.environ.get(PLACE) or "").expanduser()
    found = place if place.is_file() else place / "citeproc_commonjs.js"
    return str(found.resolve()) if os.environ.get(PLACE) and found.is_file() else ""


def _locales() -> list[str]:
    own = str(Path(_program()).parent / "locales")
    found = find_spec("citeproc")
    places = (found.submodule_search_locations if found else None) or ()
    return [own, *(os.path.join(place, "data", "locales") for place in places)]


def render(style: Style, items: Sequence[dict[str, Any]], locale: str, *, timeout: float = 60) -> list[Rendered]:
    """The entries of items, in their order."""
    given = {"program": _program(), "xml": style.xml, "items": list(items), "locale": locale, "locales": _locales()}
    try:
        done = subprocess.run(
            ["node", "-e", SCRIPT], input=json.dumps(given).encode(), capture_output=True, timeout=timeout, check=False
        )
    except subprocess.TimeoutExpired:
        raise EngineHung(f"citeproc-js took longer than {timeout:.0f} seconds") from None
    except OSError as error:
        raise EngineFailed(f"node could not be started: {error.strerror}") from None
    if done.returncode:
        told = [line for line in done.stderr.decode(errors="replace").splitlines() if "rror" in line]
        raise EngineFailed(f"citeproc-js failed: {told[0][:200] if told else f'exit code {done.returncode}'}")
    return [_rendered(*pair) for pair in json.loads(done.stdout.decode())]


def _rendered(name: str, text: str | None) -> Rendered:
    label, entry = parse(text or "")
    return Rendered(name, write(entry), plain(label))
