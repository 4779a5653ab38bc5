"""Numbered lists in the IEEE manner, and quoted-title notes of the Chicago kind in Latin script.

IEEE Reference Guide; The Chicago Manual of Style, 17th ed., 14.  Habits of Russian and Chinese authors are read too: the
comma after the closing quotation mark, the year before the volume, "vol. 26(4)", "vol. 11, vol. 2", "e12783 p.".
"""

from __future__ import annotations

from polybib.segments import Parse, Text
from polybib.styles import _note

NAME = "china-studies"


def cues(text: Text) -> float:
    return 0.5


def read(text: Text) -> Parse:
    """The reading of one reference."""
    return _note.read(text, NAME)
