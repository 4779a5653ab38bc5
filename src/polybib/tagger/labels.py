"""The labels that the network gives, and their tags: B- on a value's first token, I- on the others, O on the rest."""

from __future__ import annotations

LABELS = tuple(
    """author editor translator title container-title collection-title issued volume issue page number-of-pages
    publisher publisher-place edition genre DOI URL ISBN number accessed note label""".split()
)
TAGS = ("O", *(f"{part}-{label}" for label in LABELS for part in "BI"))
TYPES = tuple(
    """article-journal book chapter paper-conference thesis report webpage document patent standard legislation
    legal_case article-newspaper article-magazine dataset software manuscript map article motion_picture song post
    entry-encyclopedia entry-dictionary collection interview speech personal_communication""".split()
)
