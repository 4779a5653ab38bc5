"""Numbered lists in the IEEE manner, and quoted-title notes of the Chicago kind in Latin or Cyrillic script.

Sources: IEEE Reference Guide; The Chicago Manual of Style, 17th ed., ch. 14. Habits of Russian and Chinese authors are
read too: the comma after the closing quotation mark, the year before the volume, "vol. 26(4)", "vol. 11, vol. 2",
"e12783 p.", "DOI: [DOI: ...]", titles without marks before "Ed. X. Place: Publisher, 2019. 250 p.".
"""

from __future__ import annotations

from polybib.segments import Parse, Text
from polybib.styles import _note, _note_cues
from polybib.styles._scan import compiled

NAME = "ieee"


def cues(text: Text) -> float:
    """How much a reference looks like an IEEE item or a Chicago note."""
    if not text.masked.strip():
        return 0.0
    east, cyrillic = _note_cues.share(text)
    if east > 0.5:
        return 0.0
    sample = text.masked[: _note_cues.SAMPLE]
    score = _note_cues.quoted_title(text)
    score += 0.1 if score and compiled(_note_cues.INITIALS).match(sample) else 0.0
    score = max(score + _note_cues.form(text) if score else 0.0, _note_cues.bare_title(text))
    return min(
        1.0, score * _note_cues.foreign(text) * (0.8 if cyrillic > 0.4 else 1.0) * (0.85 if east > 0.02 else 1.0)
    )


def read(text: Text) -> Parse:
    """The reading of one reference."""
    return _note.read(text, NAME)
