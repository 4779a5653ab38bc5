"""What two entries are compared by: the values of a reference in the forms in which programs and styles agree."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from polybib import words
from polybib.duplicates import identifiers, numbers
from polybib.duplicates.skeleton import run, script, skeleton
from polybib.model import Date, Name, Reference
from polybib.values import pinyin

AUTHORS = ("author", "custom.author-original")
OTHERS = ("editor", "custom.editor-original", "compiler", "container-author", "director", "interviewer")
TITLES = (
    "title", "custom.title-original", "custom.title-romanized", "custom.title-translated", "original-title",
    "reviewed-title",
)  # fmt: skip
CONTAINERS = (
    "container-title", "container-title-short", "custom.container-title-original", "custom.container-title-romanized",
    "custom.container-title-translated",
)  # fmt: skip
GROUPS = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article", "article": "article",
    "review": "review", "review-book": "review", "paper-conference": "conference", "speech": "conference",
    "chapter": "chapter", "entry": "chapter", "entry-dictionary": "chapter", "entry-encyclopedia": "chapter",
    "book": "book", "classic": "book", "collection": "book", "periodical": "book", "report": "report",
    "pamphlet": "report", "thesis": "thesis", "dataset": "data", "software": "data", "patent": "patent",
    "standard": "standard", "webpage": "web", "post": "web", "post-weblog": "web",
}  # fmt: skip
# Registrants of preprints: arXiv, bioRxiv and medRxiv, SSRN, the OSF's, ChemRxiv, Research Square, Preprints.org ...
PREPRINTS = (
    "10.48550/", "10.1101/", "10.2139/ssrn", "10.31234/", "10.31235/", "10.31219/", "10.26434/", "10.21203/",
    "10.20944/", "10.36227/", "10.22541/", "10.31223/", "10.12688/openreseurope", "10.20948/prepr", "10.12074/",
)  # fmt: skip
WHOLE = frozenset(("book", "thesis", "report", "standard", "patent"))  # their pages are not where they stand


@dataclass(frozen=True, slots=True)
class Person:
    """Family name and given name as skeletons and plainly, the first letters of the given name; of a body its name."""

    family: str
    plain: str
    given: str = ""
    initials: frozenset[str] = frozenset()
    han: str = ""
    body: bool = False


@dataclass(frozen=True, slots=True)
class Title:
    """A title: its words, all of them run together as a skeleton, that of the main title, its numbers, its script."""

    text: str
    run: str
    main: str
    numbers: tuple[str, ...]
    script: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that `compare` looks at. Two entries with the same facts are compared once."""

    group: str
    titles: tuple[Title, ...]
    people: tuple[Person, ...]
    others: tuple[Person, ...]
    year: int
    years: tuple[int, ...]
    volume: str
    issue: str
    pages: tuple[str, str]
    edition: str
    number: str
    containers: tuple[str, ...]
    publisher: str
    ids: tuple[tuple[str, str], ...]
    notice: str
    preprint: bool
    originals: tuple[str, ...]
    language: str
    day: tuple[int, ...]


def of(reference: Reference) -> Facts:
    """The facts of a reference.

    >>> from polybib.model import Field
    >>> of(Reference("book", {"title": Field("Доверие: очерк"), "edition": Field("2-е изд.")})).titles[0].main
    'dovere'
    """
    group = GROUPS.get(reference.type, "")
    texts = {name: reference.text(name).strip() for name in TITLES if name in reference.fields}
    main = texts.get("title", "")
    own = [text for name, text in texts.items() if text and name not in ("original-title", "reviewed-title")]
    ids = tuple(identifiers.of(reference))
    year, years, day = _years(reference)
    return Facts(
        group=group,
        titles=tuple(dict.fromkeys(map(_title, own))),
        people=_people(reference, AUTHORS),
        others=_people(reference, OTHERS),
        year=year,
        years=years,
        volume=numbers.number(reference.text("volume")),
        issue=numbers.number(reference.text("issue")),
        pages=("", "") if group in WHOLE else numbers.pages(reference.text("page") or reference.text("number")),
        edition=numbers.edition(reference.text("edition")),
        number=skeleton(reference.text("number")).replace(" ", "") if group in WHOLE else "",
        containers=tuple(dict.fromkeys(filter(None, (skeleton(reference.text(name)) for name in CONTAINERS)))),
        publisher=skeleton(reference.text("publisher")),
        ids=ids,
        notice=_notice(reference, main),
        preprint=_preprint(reference, dict(ids).get("DOI", "")),
        originals=tuple(run(texts[name]) for name in ("original-title", "reviewed-title") if texts.get(name)),
        language=reference.text("language")[:2].lower(),
        day=day if reference.type in ("article-newspaper", "legislation", "legal_case", "post", "webpage") else (),
    )


def _title(text: str) -> Title:
    words_ = " ".join(_letters().findall(text.casefold()))
    main = _colon().split(text, 1)[0]
    return Title(
        words_,
        whole := run(text),
        run(main) if len(main) < len(text) else whole,
        numbers.within(text),
        script(text),
    )


@cache
def _letters() -> re.Pattern[str]:
    return re.compile(r"\w+")


@cache
def _colon() -> re.Pattern[str]:
    return re.compile(
        r"\s*[:：;?!？！]\s*|\.\s+(?=\w{3}|\w\s|\w{1,2}\.?\s*\d)|\s+[-–—]+\s+|\s*(?:——|--)\s*|\s*[(（【\[]"
    )


def _people(reference: Reference, roles: tuple[str, ...]) -> tuple[Person, ...]:
    """The people of the first role that has any; those in the original script and in another are one list each way."""
    for role in roles:
        held = reference.fields.get(role)
        if held is not None and isinstance(held.value, tuple) and held.value:
            return tuple(_person(one if isinstance(one, Name) else Name(literal=str(one))) for one in held.value[:40])
        if held is not None and isinstance(held.value, str) and held.value:
            return (_person(Name(literal=held.value)),)
    return ()


@lru_cache(maxsize=1 << 16)
def _person(name: Name) -> Person:
    from polybib.formats import _keys

    family, given = name.family, name.given
    whole = (name.literal or family + given).replace(" ", "")
    if script(whole) == "han":
        divided = given and not name.literal
        first = _keys.romanised(family, surname=True) if divided else _keys.surname(whole)
        rest = given or (whole[2:] if whole[:2] in _keys._letters_of("surname") else whole[1:])
        if first and "·" not in whole:
            plain = _keys.romanised(rest)
            letters = frozenset((skeleton(plain)[:1], plain[:1]))
            return Person(skeleton(first), first, skeleton(plain).replace(" ", ""), letters, whole)
        return Person(skeleton(whole).replace(" ", ""), whole, han=whole, body="·" not in whole)
    if name.literal or not family:
        text = name.literal or given
        return Person(skeleton(text).replace(" ", ""), text.casefold(), body=True)
    letters = frozenset((skeleton(given)[:1], _keys.romanised(given[:2])[:1])) - {""}
    *first_names, last = given.split() or [""]
    behind = last if first_names and last.islower() else ""  # Dijk, T. A. van
    full = f"{name.particle or behind} {family}"
    return Person(
        skeleton(full).replace(" ", ""), _keys.romanised(full), skeleton(given).replace(" ", ""), letters, "", False
    )


def _years(reference: Reference) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
    """The year, every year that may stand for it (a range, an original year), and the day if there is one."""
    found: list[int] = []
    day: tuple[int, ...] = ()
    for name in ("issued", "original-date", "event-date", "available-date"):
        held = reference.fields.get(name)
        if held is None or (name == "event-date" and found):
            continue
        if isinstance(held.value, Date) and held.value.parts:
            found += [part[0] for part in held.value.parts if part and part[0]]
            day = day or (held.value.parts[0] if len(held.value.parts[0]) == 3 else ())
        elif match := re.search(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)", reference.text(name)):
            found.append(int(match[0]))
    return (found[0] if found else 0), tuple(found), day


@cache
def _words(category: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in words.get(category))


def generic(title: str, written: str = "") -> bool:
    """Is a title, run together, one that many works have ("Introduction", "От редакции")? As it is `written`, it tells
    whether it may be Chinese, for which alone the readings of Han characters are loaded.

    >>> generic(run("Introduction"), "introduction"), generic(run("序言"), "序言"), generic("trust", "trust")
    (True, True, False)
    """
    return title in _generic(False) or ((not written or _chinese(written)) and title in _generic(True))


@cache
def _generic(han: bool) -> frozenset[str]:
    return frozenset(run(word) for word in words.get("title.generic") if (script(word) == "han") is han)


def _chinese(written: str) -> bool:
    """Is a text in Han characters, or can every word of it be pinyin?"""
    if not written.isascii():
        return script(written) == "han" or (len(written) < 40 and script(written) == "latin")
    return len(written) < 40 and all(pinyin.syllables(word) for word in written.split())


def _notice(reference: Reference, title: str) -> str:
    """What a work is to another, by its first words (or last ones): a correction, an answer to it, a review."""
    if reference.type in ("review", "review-book") or "reviewed-title" in reference.fields:
        return "review"
    parts = [part.lstrip("[(（【《«\"' ") for part in _colon().split(title.lower())]
    for kind in ("erratum", "reply", "review"):
        if any(part.startswith(_words(f"title.{kind}")) for part in {parts[0], parts[-1] if kind == "erratum" else ""}):
            return kind
    genre = reference.text("genre").lower()
    return "abstract" if genre and any(word in genre for word in _words("title.abstract")) else ""


def _preprint(reference: Reference, doi: str) -> bool:
    if doi.startswith(PREPRINTS):
        return True
    if reference.type == "article" and not reference.text("volume"):
        return not reference.text("container-title") or _is_server(reference)
    return _is_server(reference)


def _is_server(reference: Reference) -> bool:
    """Does a preprint server stand where the journal should, or the word in the genre?"""
    known = _words("kind.preprint")
    genre = reference.text("genre").lower()
    if any(word in genre for word in known):
        return True
    paged = bool(reference.text("volume") and reference.text("page"))
    places = (reference.text(name).lower() for name in ("container-title", "publisher"))
    return not paged and any(place.startswith(known) for place in places)
