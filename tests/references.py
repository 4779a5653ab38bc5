"""References for tests, made from CSL-JSON."""

from polybib.model import Date, Field, Name, Reference
from polybib.vocabulary import DATES, NAMES

PARTS = {
    "family": "family",
    "given": "given",
    "non-dropping-particle": "particle",
    "suffix": "suffix",
    "literal": "literal",
}


def value(name, held):
    if name in NAMES:
        return tuple(Name(**{PARTS[key]: part for key, part in person.items()}) for person in held)
    if name in DATES:
        parts = tuple(map(tuple, held.get("date-parts", [])))
        return Date(parts, held.get("season", 0), held.get("circa", False), held.get("literal", ""))
    return tuple(held) if isinstance(held, list) else held


def reference(csl, **more):
    """A Reference that holds a CSL-JSON item."""
    plain = {name: Field(value(name, held)) for name, held in csl.items() if name not in ("type", "id", "custom")}
    custom = {f"custom.{name}": Field(value(name, held)) for name, held in csl.get("custom", {}).items()}
    return Reference(csl.get("type", "book"), {**plain, **custom}, **more)
