"""Names of persons and bodies, in any script and order.

A list is cleaned of what is no name (name_clean.py), divided at its separators (name_split.py, name_pairs.py), and each
name is read by its script: name_person.py (Latin, Cyrillic, Greek ...), han_names.py (Han, kana, hangul); organisations
are told apart (name_bodies.py). The order of family and given name comes from the name itself, then from `order`, then
from `evidence`, then from the other names of the list (formats.md 1.6, 2.4, 5.2). What cannot be divided stays as a
literal.
"""

from __future__ import annotations

from collections.abc import Sequence

from polybib.model import Issue, Name

from . import han_names, name_person
from . import name_order as orders
from .name_clean import Cleaned, clean
from .name_heading import merge_heading
from .name_pairs import shape, units
from .name_split import split_names
from .name_tokens import Piece, piece
from .name_types import NameList, Order, Read

__all__ = ["NameList", "Order", "merge_heading", "observe", "parse"]

_SIGN = {"": 0.0, "family-first": 1.0, "given-first": -1.0}


def parse(text: str, *, order: Order = "", evidence: Order = "") -> NameList:
    """All names of a list. `order` is what the grammar knows ("given-first" after GOST's slash), `evidence` what the
    other references of the same list show; both only decide where the name itself does not.

    >>> [str(name) for name in parse("Yang, G., X. Wang and Ludwig van Beethoven").names]
    ['Yang, G.', 'Wang, X.', 'van Beethoven, Ludwig']
    >>> parse("Wang Yufeng (王砚峰) et al.").originals, parse("[美]富勒, 等").et_al
    (('王砚峰',), True)
    >>> [str(name) for name in parse("Zhi-yang Liu, Zhang Wei", order="given-first").names]
    ['Liu, Zhi-yang', 'Zhang, Wei']
    """
    cleaned = clean(text)
    reads: list[Read] = []
    for script, part in cleaned.parts:
        if script == "literal":
            reads.append(Read(Name(literal=part)))
        else:
            reads.extend(_han(part) if script == "han" else _western(part, cleaned, order, evidence))
    issues = list(cleaned.issues)
    issues += [Issue("name-order", f"a guess of which is the family name: {read.name}") for read in reads if read.doubt]
    if cleaned.country and reads:
        reads[0] = reads[0]._replace(nationality=cleaned.country)
    countries = tuple((i, read.nationality) for i, read in enumerate(reads) if read.nationality)
    return NameList(tuple(read.name for read in reads), cleaned.et_al, cleaned.originals, countries, tuple(issues))


def observe(text: str) -> Order:
    """The order that an unambiguous pinyin or Western name list shows, "" where it shows none: what `evidence` sums.

    >>> observe("Yang Guoping, Wang Xiaoguang"), observe("S. Liu and L. Chen"), observe("Zhang Wei"), observe("Liu, J.")
    ('family-first', 'given-first', '', '')
    """
    cleaned = clean(text)
    shown: list[tuple[bool, float]] = []
    for script, part in cleaned.parts:
        if script == "western":
            parts, groups, bodies = split_names(part)
            for unit in units(parts, groups, bodies) if parts else []:
                if unit.given < 0 and not bodies[unit.family]:
                    lean, east = name_person.lean(parts[unit.family])
                    if abs(lean) >= (8 if east else 5):
                        shown.append((east, lean))
    chosen = [lean for east, lean in shown if east] or [lean for _, lean in shown]
    total = sum(1 if lean > 0 else -1 for lean in chosen)
    return "family-first" if total > 0 else "given-first" if total < 0 else ""


def _han(text: str) -> list[Read]:
    return [han_names.name(part) for part in han_names.parts(text)]


def _western(text: str, cleaned: Cleaned, order: Order, evidence: Order) -> list[Read]:
    parts, groups, bodies = split_names(text)
    if not parts:
        return []
    pairs = 0.8 if order == "given-first" else -0.6 if ";" in text else 0.0
    found = units(parts, groups, bodies, pairs=pairs)
    singles = [parts[unit.family] for unit in found if unit.given < 0 and not bodies[unit.family]]
    leans = [name_person.lean(part) for part in singles]
    base = 4.0 * _SIGN[order] + 2.0 * _SIGN[evidence]
    hints = {east: base + _majority(leans, east) for east in (False, True)}
    bare = _abbreviates(parts)
    reads: list[Read] = []
    easts = iter(leans)
    for unit in found:
        part = parts[unit.family]
        if bodies[unit.family]:
            reads.append(Read(Name(literal=cleaned.restore(part.text))))
        elif unit.given >= 0:
            given = parts[unit.given]
            suffix = parts[unit.suffix].text if unit.suffix >= 0 else ""
            reads.append(Read(name_person.inverted(part, given, suffix), orders.SURE))
        else:
            read = name_person.person(part, hints[next(easts)[1]], bare=bare)
            if unit.suffix >= 0 and read.name.family:
                name = read.name
                read = read._replace(name=Name(name.family, name.given, name.particle, parts[unit.suffix].text))
            reads.append(read)
    return _share_family(reads, groups)


def _majority(leans: Sequence[tuple[float, bool]], east: bool) -> float:
    """What the sure names of the list add for the unsure ones: those of the same kind first."""
    own = sum((lean > 0) - (lean < 0) for lean, kind in leans if kind == east and abs(lean) >= (8 if east else 5))
    if own:
        return max(-5.0, min(5.0, 2.0 * own))
    other = sum((lean > 0) - (lean < 0) for lean, kind in leans if kind != east and abs(lean) >= (8 if kind else 5))
    return 0.7 * ((other > 0) - (other < 0))


def _abbreviates(parts: Sequence[Piece]) -> bool:
    """Does the list give initials only (Smith J, Gómez Calero C)?"""
    shapes = [shape(part) for part in parts]
    rows = zip(parts, shapes, strict=True)
    simple = any(kind == "F" and part.kinds.rstrip("Ip") in ("W", "U") for part, kind in rows)
    return (simple or len(parts) > 2) and not set(shapes) - set("FIS1BG")


def _share_family(reads: list[Read], groups: Sequence[int]) -> list[Read]:
    """ "Sidney and Beatrice Webb", "I. и С. Петровы": the first has the family name of the second."""
    if len(reads) != 2 or len(groups) != 2 or groups[0] == groups[1]:
        return reads
    name, after = reads[0].name, reads[1].name
    alone = name.literal if shape(piece(name.literal)) == "I" else name.family if not name.given else ""
    if not alone or not after.family or not after.given or reads[1].lean > 0 or " " in after.given:
        return reads
    initials = shape(piece(after.given)) == "I"
    if (name.literal and initials) or (not name.literal and not initials and orders.rank(alone) > 0):
        reads[0] = Read(Name(after.family, alone, after.particle), reads[1].lean)
    return reads
