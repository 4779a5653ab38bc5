"""The words that stand in a list of names and are no names: roles, titles, "et al.", "and", particles.

The words are data (data/words: role.*, et-al, and, name.*); here they are only looked up, phrase by phrase, at the
beginning, at the end or inside a bracket. A phrase is a tuple of case-folded words, so that stops and spaces between
them do not count: "отв. ред." and "Отв.ред" are one.
"""

from __future__ import annotations

import re
from functools import cache

from polybib import words

from .name_data import western

WORD = re.compile(r"[^\W_]+")
_LAST = re.compile(r"(?<![^\W_])([^\W_]+)[^\w]{0,4}$")
Phrase = tuple[str, ...]
ROLES = ("editor", "translator", "compiler", "author", "contributor", "other")
_CAPITALS = frozenset({"AND", "UND", "ET", "And"})
LONGEST = 9  # words in a phrase
REACH = 120  # how far from an end phrases are looked for


def split(text: str) -> Phrase:
    return tuple(WORD.findall(text.casefold()))


@cache
def phrases(*categories: str) -> frozenset[Phrase]:
    """All phrases of some categories; "role.*" names every category of that beginning."""
    found: set[Phrase] = set()
    for category in categories:
        for name in _names(category):
            found.update(phrase for phrase in map(split, words.get(name)) if phrase)
    return frozenset(found)


@cache
def _names(category: str) -> tuple[str, ...]:
    if not category.endswith(".*"):
        return (category,)
    return tuple(category[:-1] + kind for kind in ROLES)


@cache
def _ends(known: frozenset[Phrase]) -> tuple[frozenset[str], frozenset[str]]:
    """The words that begin and that end the phrases."""
    return frozenset(p[0] for p in known), frozenset(p[-1] for p in known)


@cache
def edge_words() -> tuple[frozenset[str], frozenset[str]]:
    """The words with which anything that `clean` takes away begins, and ends."""
    begin = _ends(roles())[0] | _ends(phrases("name.lead"))[0] | {"by"}
    return begin, _ends(roles())[1] | _ends(et_al())[1]


@cache
def opening_words() -> frozenset[str]:
    """The words with which a title or "anonymous" begins."""
    return _ends(titles())[0] | _ends(nobody())[0] | _ends(unsigned())[0]


def first_word(text: str) -> str:
    match = WORD.search(text, 0, REACH)
    return match[0].casefold() if match else ""


def last_word(text: str) -> str:
    match = _LAST.search(text, max(0, len(text) - 40))
    return match[1].casefold() if match else ""


@cache
def roles() -> frozenset[Phrase]:
    return phrases("role.*")


@cache
def et_al() -> frozenset[Phrase]:
    return phrases("et-al") | {("etal",)}


@cache
def titles() -> frozenset[Phrase]:
    """Academic titles; those of single letters would eat initials ("M.A. Mamas"), but for the three of к.и.н."""
    listed = (*words.get("name.title"), *words.get("honorific"))
    found = ((split(word), "-" in word) for word in listed)
    return frozenset(p for p, hyphen in found if len("".join(p)) > 1 and (len(p) > 2 or hyphen or max(map(len, p)) > 1))


@cache
def particles() -> frozenset[str]:
    """Each word of the particles ("van der" gives two), in lower case.

    >>> {"van", "der", "de"} <= particles()
    True
    """
    return frozenset(part for word in words.get("name.particle") for part in word.casefold().split()) - {"of", "the"}


@cache
def suffixes() -> frozenset[str]:
    return frozenset(word for word in words.get("name.suffix") if " " not in word)


@cache
def nobody() -> frozenset[Phrase]:
    """A cataloguer's marks for a work without an author (б. а., s. n., 佚名)."""
    return phrases("name.none", "anonymous") - unsigned()


@cache
def unsigned() -> frozenset[Phrase]:
    """ "Anonymous", printed where an author stands: kept as it is."""
    return phrases("name.signed-anonymous")


@cache
def academies() -> frozenset[str]:
    return frozenset(word.casefold() for word in words.get("name.academy"))


@cache
def and_words() -> frozenset[str]:
    return frozenset(words.get("and")) | _CAPITALS


@cache
def and_pattern() -> re.Pattern[str]:
    """ "and" in every language, between two names: lower case, with space on both sides; "&" anywhere."""
    skip = {"in", "&", "ו", "و"}
    latin = [w for w in words.get("and") if w not in skip and not _han(w)] + sorted(_CAPITALS)
    return re.compile(r"(?:(?<=[\s,;])|^)(?:" + "|".join(map(re.escape, latin)) + r")(?=\s)|\s*&\s*| و ")


def _han(word: str) -> bool:
    return word[0] >= "\u2e80"


def lead_end(text: str) -> int:
    """Where "In:", "en", "on behalf of the" before the names ends; 0 where the text has none.

    >>> lead_end("In: Smith J"), lead_end("in Smith J"), lead_end("In-Joon Kim")
    (4, 3, 0)
    """
    found = list(WORD.finditer(text, 0, 40))[:4]
    for n in range(len(found), 0, -1):
        end = found[n - 1].end()
        if tuple(m[0].casefold() for m in found[:n]) not in phrases("name.lead") or found[0].start():
            continue
        after = end
        while after < len(text) and text[after] in " .:":
            after += 1
        sure = ":" in text[end:after] or text[0].islower() or (end > 1 and text[end : end + 1] == " ")
        return after if sure and end < after < len(text) else 0
    return 0


def leading(text: str, known: frozenset[Phrase], pos: int = 0) -> int:
    """Where a phrase that stands at `pos` ends (stops and colons after it too), or `pos` where none does.

    >>> leading("Под ред. А. Б. Иванова", roles())
    9
    >>> leading("Ed Witten", roles()), leading("Ed. Ma Huateng", roles())
    (0, 4)
    """
    first = WORD.search(text, pos, pos + REACH)
    if not first or first.start() - pos > 3 or first[0].casefold() not in _ends(known)[0]:
        return pos
    found = list(WORD.finditer(text, pos, pos + REACH))
    parts = [m[0].casefold() for m in found]
    for n in range(min(len(found), LONGEST), 0, -1):
        end = found[n - 1].end()
        if n > 1 and max(map(len, parts[:n])) == 1 and not (text[pos:end].islower() or "-" in text[pos:end]):
            continue  # initials
        if tuple(parts[:n]) in known and (n > 1 or _stands_alone(text, found[0], end)):
            while end < len(text) and text[end] in " .:,)]":
                end += 1
            return end
    return pos


def _stands_alone(text: str, word: re.Match[str], end: int) -> bool:
    """A role of one short word needs a stop or a colon, or small letters, so as not to take a given name (Ed, Dir)."""
    after = text[end : end + 1]
    if after in (".", ":"):
        return len(word[0]) > 1
    if after and not after.isspace() and (after not in ",)]" or word[0][0].isupper()):
        return False
    if word[0][0].isupper() and _listed(word[0]):
        return False
    return len(word[0]) >= 5 or (word[0].islower() and word[0] not in particles() and len(word[0]) > 1)


def trailing(text: str, known: frozenset[Phrase], *, small: bool = False) -> int:
    """Where a phrase that ends the text begins (with the comma before it), or the length where none does.

    >>> text = "Peter Boot, et al., eds."
    >>> text[: trailing(text, roles())]
    'Peter Boot, et al.'
    """
    size = len(text)
    last = _LAST.search(text, max(0, size - 40))
    if not last or last[1].casefold() not in _ends(known)[1]:
        return size
    found = list(WORD.finditer(text, max(0, size - REACH)))[-LONGEST:]
    parts = [m[0].casefold() for m in found]
    for n in range(len(found), 0, -1):
        if tuple(parts[-n:]) in known and _may_end(text, found[-n:], small):
            at = found[-n].start()
            while at > 0 and text[at - 1] in " ,;([":
                at -= 1
            return at
    return len(text)


def _may_end(text: str, found: list[re.Match[str]], small: bool) -> bool:
    first, last = found[0], found[-1]
    before = text[: first.start()].rstrip()[-1:]
    if text[first.start() - 1 : first.start()] in ("-", "’", "'"):
        return False
    lower = all(m[0].islower() or (not m[0].isascii() and m[0] == m[0].casefold()) for m in found)
    if small:
        return lower or (len(found) > 1 and all(m[0].isupper() and len(m[0]) > 1 for m in found))
    if lower:
        return len(found) > 1 or len(last[0]) > 1
    if len(found) > 1:
        return True
    # "Kim, Ed" and "Smith, J., Ed.": a capital needs a stop after it and a whole name before it; W. T. Ford is none
    ended = text[: first.start()].rstrip(" ,")[-1:] in (".", ")", "]")
    if _listed(last[0]) and not (ended and before == "," and last[0].casefold() in western().given):
        return False
    return text.rstrip().endswith(".") and before in (".", ")", "]", ",") and " " in text[: first.start()].strip()


def _listed(word: str) -> bool:
    """In the lists of names."""
    names, low = western(), word.casefold()
    return low in names.given or low in names.either or low in names.family


def is_phrase(text: str, known: frozenset[Phrase]) -> bool:
    """Is all of the text phrases of that kind ("ed. and trans.")?"""
    parts = split(text)
    at = 0
    while at < len(parts):
        size = next((n for n in range(min(LONGEST, len(parts) - at), 0, -1) if parts[at : at + n] in known), 0)
        if not size:
            if at and parts[at] in and_words():
                at += 1
                continue
            return False
        at += size
    return bool(parts)
