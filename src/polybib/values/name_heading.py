"""A heading and a statement of responsibility that name the same persons.

GOST 7.1-2003 and R 7.0.100 print the first author before the title, family name first, and all authors after a slash,
given name first: "Yang, Guoping. Title / Guoping Yang, Xiaoguang Wang" (formats.md 1.1, 1.2).
"""

from __future__ import annotations

from polybib.model import Name

from .name_types import NameList

_FEW = 8  # names that a heading may have


def merge_heading(heading: NameList, statement: NameList) -> NameList:
    """One list: the statement's order and completeness, the heading's decision of which word is the family name.

    >>> from polybib.values.names import parse
    >>> merged = merge_heading(parse("Ji, Zhou"), parse("Zhou Ji, Peigen Li", order="given-first"))
    >>> [str(name) for name in merged.names]
    ['Ji, Zhou', 'Li, Peigen']
    >>> [str(name) for name in merge_heading(parse("Лю, Ч."), parse("Чжан Лю, Ван Сяоли")).names]
    ['Лю, Чжан', 'Ван, Сяоли']
    """
    if not statement.names:
        return heading
    names = list(statement.names)
    free = set(range(len(names)))
    first: list[Name] = []
    for name in heading.names[:_FEW]:
        at = next((i for i in sorted(free) if _same(name, names[i])), -1)
        if at < 0:
            first.append(name)
        else:
            names[at] = _fuller(name, names[at])
            free.discard(at)
    first += heading.names[_FEW:]
    countries = heading.nationalities or tuple((i + len(first), c) for i, c in statement.nationalities)
    merged = (*first, *names)
    issues = tuple(issue for issue in (*heading.issues, *statement.issues) if issue.code != "name-order" or free)
    originals = statement.originals or heading.originals
    return NameList(merged, heading.et_al or statement.et_al, originals, countries, tuple(dict.fromkeys(issues)))


def _key(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _same(a: Name, b: Name) -> bool:
    """One person: the same words, whichever is called family, or the same family name and fitting initials."""
    if a.literal or b.literal:
        return _key(a.literal or str(a)) == _key(b.literal or str(b))
    family_a, family_b, given_a, given_b = map(_key, (a.particle + a.family, b.particle + b.family, a.given, b.given))
    if family_a == family_b or _key(a.family) == _key(b.family):
        return _fit(a.given, b.given)
    if (family_a, given_a) == (given_b, family_b) or _turned(a, b):
        return True
    return len(family_a + given_a) > 3 and sorted(family_a + given_a) == sorted(family_b + given_b)


def _turned(a: Name, b: Name) -> bool:
    """Is the family name of a heading the given name of a statement's name, and fits the rest? "Лю, Ч." and "Чжан Лю"
    that was taken for a Chinese name with its family name first."""
    return bool(a.given and b.family) and _key(a.family) == _key(b.given) and _fit(a.given, b.family)


def _fit(a: str, b: str) -> bool:
    """Do two given names agree, an initial standing for a name? "Ф." and "Франсуа"; "J" and "John R."."""
    left, right = (["".join(c for c in part if c.isalnum()).casefold() for part in _split(text)] for text in (a, b))
    left, right = [p for p in left if p], [p for p in right if p]
    return all(x.startswith(y) or y.startswith(x) for x, y in zip(left, right, strict=False))


def _split(text: str) -> list[str]:
    return text.replace(".", " ").replace("-", " ").replace("‐", " ").split()


def _fuller(heading: Name, statement: Name) -> Name:
    """The heading's division with the fuller given name."""
    if heading.literal or statement.literal:
        return statement
    if _turned(heading, statement) and len(_key(statement.family)) > len(_key(heading.given)):
        return Name(heading.family, statement.family, heading.particle, heading.suffix or statement.suffix)
    families = {_key(statement.family), _key(statement.particle + statement.family)}
    if families.isdisjoint({_key(heading.family), _key(heading.particle + heading.family)}):
        return heading
    if not heading.particle and statement.particle and _key(heading.given).endswith(_key(statement.particle)):
        return statement  # "Вригт, Г. Х. фон" and "Г. Х. фон Вригт"
    given = statement.given if len(_key(statement.given)) > len(_key(heading.given)) else heading.given
    return Name(heading.family, given, heading.particle or statement.particle, heading.suffix or statement.suffix)
