"""The repairs, in the order in which they are made.

`needs` is the cheap question asked first: characters one of which must stand in the text, or a function of the text.
Each `find` says in its docstring what it undoes; tests/cases/repair holds what each must change and must leave alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

from polybib.repair import addresses, emphasis, encoding, formulas, han, latex, letters, links, markup, mojibake, splits
from polybib.repair.draft import Fix


class Repair(NamedTuple):
    name: str
    needs: str | Callable[[str], bool]
    find: Callable[[str, Collection[str]], Iterable[Fix]]


def _has(*pieces: str) -> Callable[[str], bool]:
    """The question whether one of some pieces stands in a text."""
    if len(pieces) == 1:
        return lambda text: pieces[0] in text
    pattern = re.compile("|".join(map(re.escape, pieces)))
    return lambda text: pattern.search(text) is not None


_C1 = "".join(map(chr, range(0x80, 0xA0)))
_SPACES = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_UNSEEN = "".join(map(chr, (*range(9), *range(14, 32), 127, *range(0x200B, 0x2010), *range(0x202A, 0x202F)))) + (
    "\u2060\u2066\u2067\u2068\u2069\ufeff"
)

REPAIRS: tuple[Repair, ...] = (
    # what a wrong code page made
    Repair("mojibake", mojibake.needs_misread, mojibake.utf8_misread),
    Repair("c1 control", _C1, encoding.c1_controls),
    # what is not seen
    Repair("soft hyphen", "\u00ad\u00ac", encoding.soft_hyphens),
    Repair("unseen character", _UNSEEN, encoding.unseen_characters),
    Repair("odd space", _SPACES, encoding.odd_spaces),
    # mark-up
    Repair("entity", "&", markup.entities),
    Repair("anchor", "<", markup.anchors),
    Repair("tag", "<", markup.tags),
    Repair("tie", "~", latex.ties),
    Repair("dash", _has("--"), latex.dashes),
    Repair("tex quotes", "`", latex.quotes),
    Repair("tex space", "\\{", latex.spacing),
    Repair("accent", "\\", latex.accents),
    Repair("number sign", "_^\\", formulas.number_signs),
    Repair("formula", "$", formulas.formulas),
    Repair("tex letter", "\\", latex.letters),
    Repair("tex command", "\\", latex.commands),
    Repair("link", _has("]("), links.links),
    Repair("autolink", "<", links.autolinks),
    Repair("emphasis", "*_", emphasis.emphasis),
    Repair("escape", "\\", emphasis.escapes),
    # what OCR and the font did to the letters
    Repair("ligature", "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06", encoding.ligatures),
    Repair("radical", encoding.needs_radicals, encoding.radicals),
    Repair("composed", encoding.needs_composing, encoding.composed),
    Repair("homoglyph", letters.needs_homoglyphs, letters.homoglyphs),
    # what line ends and OCR did to the words
    Repair(
        "broken scheme",
        _has(
            " :", ": /", "/ /", "// ", "www.", "WWW.", "www .", "oi. ", "OI. ", "dx. ", "10 .", "10. ", "p s:", "tt p"
        ),
        addresses.schemes,
    ),
    Repair("broken address", _has("://", "www.", "10.", "doi.org"), addresses.broken_addresses),
    Repair("spaced letters", splits.needs_spaced_letters, splits.spaced_letters),
    Repair("repeated space", _has("  "), encoding.spaces),
    Repair("hyphen at a line end", _has("- "), splits.line_end_hyphens),
    Repair("split word", _has(" "), splits.split_words),
    Repair("han space", han.needs_joining, han.han_spaces),
)
