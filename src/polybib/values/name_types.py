"""The records that the readers of names share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

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


class Read(NamedTuple):
    """One name as read. lean: above 0 the text shows the family name first, below 0 the given name first, 0 where it
    shows neither; east: the name is Chinese, Korean or Vietnamese in Latin letters; doubt: the order was a guess."""

    name: Name
    lean: float = 0.0
    east: bool = False
    doubt: bool = False
    nationality: str = ""
