"""Several entries of one work as one: of each field the richest value, its source, and what was different."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from polybib.duplicates import numbers
from polybib.duplicates.facts import GROUPS
from polybib.duplicates.skeleton import script, skeleton
from polybib.evaluation import keys
from polybib.model import Date, Field, Issue, Name, Reference, Value, as_json
from polybib.vocabulary import NAMES

ORIGIN = "merged"  # of a value that comes from another entry than the one that was kept
COLLECTED = frozenset(("note", "abstract", "keyword", "annote", "custom.keywords", "custom.keyword", "custom.annote"))


@dataclass(frozen=True, slots=True)
class Choice:
    """One field of a merged entry: the place (in the group) of the entry it is from, and the values that differ."""

    field: str
    source: int
    others: tuple[tuple[int, Value], ...]


def merge(entries: Sequence[Reference]) -> tuple[Reference, tuple[Choice, ...]]:
    """One reference of several, under the id of the richest one; its issues tell what came from where.

    >>> a = Reference("article", {"title": Field("Smart Cities")}, id="a")
    >>> b = Reference("article-journal", {"title": Field("SMART CITIES"), "volume": Field("3")}, id="b")
    >>> merged, _ = merge([a, b])
    >>> merged.type, merged.id, merged.text("title"), merged.text("volume")
    ('article-journal', 'b', 'Smart Cities', '3')
    >>> [issue.message for issue in merged.issues]
    ["2 entries of one work: 'b' and 'a'", "title is from 'a'"]
    """
    base = max(range(len(entries)), key=lambda at: (_wealth(entries[at]), -at))
    order = [base, *(at for at in range(len(entries)) if at != base)]
    names = list(dict.fromkeys(name for at in order for name in entries[at].fields))
    fields, choices = {}, []
    for name in names:
        held = [(at, entries[at].fields[name]) for at in order if name in entries[at].fields]
        source, field = max(held, key=lambda pair: (_richness(name, pair[1].value), pair[0] == base))
        value = _collected(held) if name in COLLECTED else field.value
        others = [(at, one.value) for at, one in held if not _same(name, one.value, value)]
        choices.append(Choice(name, source, () if name in COLLECTED else tuple(others)))
        own = source == base and value == field.value
        fields[name] = field if own else Field(value, ORIGIN, (), field.confidence)
    kept = entries[base]
    kind = max((entries[at].type for at in order), key=_precise)
    issues = dict.fromkeys([*(issue for at in order for issue in entries[at].issues), *_told(entries, base, choices)])
    raw = "\n".join(dict.fromkeys(entries[at].raw for at in order if entries[at].raw))
    return replace(kept, type=kind, fields=fields, issues=tuple(issues), raw=raw), tuple(choices)


def _wealth(one: Reference) -> float:
    """How much an entry holds: its fields; what was read from a text counts less than a record with identifiers."""
    return len(one.fields) + 2 * ("DOI" in one.fields) - 0.2 * len(one.issues) + 2 * _precise(one.type)


def _precise(kind: str) -> float:
    vague = {"document": 0.0, "": 0.0, "article": 1.0, "webpage": 1.0, "post": 1.0}
    return vague.get(kind, 2.0 if kind in GROUPS else 1.5)


def _richness(name: str, value: Value) -> tuple[float, float]:
    """How rich a value is; of equals the one of the entry that is kept wins."""
    if isinstance(value, Date):
        return max((len(part) for part in value.parts), default=0), len(value.parts)
    if name in NAMES or isinstance(value, tuple):
        people = [one if isinstance(one, Name) else Name(literal=str(one)) for one in value]
        spelled = sum(len(one.given) > 3 and not one.given.isupper() for one in people)
        divided = sum(bool(one.family) or script(one.literal) == "han" for one in people)
        return len(people), spelled + divided + sum(map(_marks, map(str, people))) / 100
    if name == "page":
        first, last = numbers.pages(value)
        return (2.0 if first != last else 1.0), 0.0
    if name in ("volume", "issue", "edition", "DOI", "ISSN", "PMID", "number"):
        return float(not value.lower().startswith("http")), 0.0
    shouted = len(value) > 8 and value.isupper()
    original = script(value) != "latin"
    cut = value.rstrip().endswith(("...", "…"))
    return (-2.0 if shouted or cut else 0.0) + original, len(skeleton(value)) + _marks(value) / 100


def _marks(text: str) -> int:
    """Letters with their marks, lost by those who wrote without them."""
    return sum(not char.isascii() for char in text)


def _collected(held: Sequence[tuple[int, Field]]) -> Value:
    """Notes and the like are all kept, one after the other."""
    texts = list(dict.fromkeys("; ".join(map(str, _items(field.value))) for _, field in held))
    return "\n".join(text for text in texts if not any(text in other for other in texts if other != text))


def _items(value: Value) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)


def _same(name: str, a: Value, b: Value) -> bool:
    """Do two values say the same, in whatever case and punctuation?"""
    if a == b:
        return True
    if isinstance(a, Date) and isinstance(b, Date):
        return bool(a.parts and b.parts) and all(
            one[: len(other)] == other[: len(one)] for one, other in zip(a.parts, b.parts, strict=False)
        )
    left, right = (keys.key(name, as_json(value)) for value in (a, b))
    return bool(left) and left == right


def _told(entries: Sequence[Reference], base: int, choices: Sequence[Choice]) -> list[Issue]:
    called = [label(entry) for entry in entries]
    others = [called[at] for at in range(len(entries)) if at != base]
    names = f"{called[base]} and {', '.join(others)}"
    issues = [Issue("merged", f"{len(entries)} entries of one work: {names}")]
    issues += [
        Issue("merged-field", f"{choice.field} is from {called[choice.source]}")
        for choice in choices
        if choice.source != base
    ]
    for choice in choices:
        for at, value in dict.fromkeys(choice.others):
            text = "; ".join(map(str, _items(value)))
            issues.append(Issue("merged-differs", f"{choice.field} in {called[at]}: {text}"))
    return issues


def label(entry: Reference) -> str:
    """What an entry is called in messages: its id, with its file where it has one."""
    return f"{entry.id!r} ({entry.source.file})" if entry.source.file else repr(entry.id)
