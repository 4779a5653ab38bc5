"""Names of persons and bodies, in any script and order.  (interface; being written)"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from polybib.model import Issue, Name

Order = Literal["", "family-first", "given-first"]


@dataclass(frozen=True, slots=True)
class NameList:
    """names; whether the text says that there are more (et al., и др., 等); the forms in original script, one for
    each name that has one printed beside it; nationalities ("[美]") by the index of the name; what is doubtful."""

    names: tuple[Name, ...]
    et_al: bool = False
    originals: tuple[str, ...] = ()
    nationalities: tuple[tuple[int, str], ...] = ()
    issues: tuple[Issue, ...] = ()


def parse(text: str, *, order: Order = "", evidence: Order = "") -> NameList:
    """All names of a list. `order` is what the grammar knows ("given-first" after GOST's slash), `evidence` what the
    other references of the same list show; both only decide where the name itself does not."""
    raise NotImplementedError


def observe(text: str) -> Order:
    """The order that an unambiguous pinyin or Western name list shows, "" where it shows none: what `evidence` sums."""
    raise NotImplementedError
