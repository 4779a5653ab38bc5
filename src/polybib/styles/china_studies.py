"""Footnotes of Chinese, Japanese and Korean studies in a Western language: the work is cited in the original, in
romanisation and in translation, in any order; official documents, news and web pages are as frequent as books.

Sources: the notes of ECFR's China Analysis, The China Quarterly, Brill and China Perspectives; The Chicago Manual of
Style, 17th ed., 11.108-110 (Chinese and Japanese titles) and 14.98-99 (translated titles).
"""

from __future__ import annotations

from polybib.segments import Parse, Text
from polybib.styles import _note, _note_cues
from polybib.styles._scan import compiled

NAME = "china_studies"


def cues(text: Text) -> float:
    """How much a reference looks like a note that gives a work in its original script and in a Western language, or
    like one of the plain notes that stand beside these (news and sites with the day and a URL)."""
    east, _ = _note_cues.share(text)
    if not text.masked.strip() or east > 0.9:
        return 0.0
    title = _note_cues.quoted_title(text)
    if east < 0.02 and not _note_cues.other_original(text):
        day = _note_cues.english_date(text)
        return (0.8 * title + bool(title) * (0.2 * day + 0.2 * _note_cues.access(text))) * _note_cues.foreign(text)
    original = compiled(_note_cues.ORIGINAL).search(text.masked[: _note_cues.SAMPLE])
    score = 0.35 * bool(original or _note_cues.other_original(text))
    score += max(title, 0.7 * _note_cues.bare_title(text)) + 0.5 * _note_cues.form(text) + 0.1 * _note_cues.access(text)
    return min(1.0, score * _note_cues.foreign(text))


def read(text: Text) -> Parse:
    """The reading of one reference."""
    return _note.read(text, NAME)
