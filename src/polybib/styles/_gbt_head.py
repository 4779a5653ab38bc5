"""The head of a reference in the Chinese manner: where the names end, the year after them, what belongs to a title."""

from __future__ import annotations

from functools import lru_cache

from polybib.model import Span
from polybib.styles._scan import trim
from polybib.styles._zh_patterns import at, ends_with, find, has_han, in_words, pattern, word_before
from polybib.styles._zh_scan import role_after

MANY_STOPS = 60  # full stops among which the end of the names is looked for
MANY_WORDS = 12  # a Latin zone with more words is a title, not names
LONG_HAN = 34  # as is a zone of Han characters that is longer and is no known body
SHORT_HAN = 8  # a zone that may be a pen name
LONG_NAMES = 2000  # no list of names is longer
SMALL = frozenset("of the and for in on at de la del des du & der die das und et a".split())
PIECE = r"(?:[(\[][^)\]]*+[)\]]|(?!\b@{short.and}\b)[^,;、&(\[]|[(\[])++"
INITIALS = r"(?:\p{Lu}\p{Ll}?[.\s-]*+){1,4}"
YEAR_AFTER = (
    r"(?:\s?[.,]\s*[(\[]?|\s*[(\[])\s?(?<date>c?@{YEAR}(?:[-–—/](?:@{YEAR})?)?)(?<era>@{ERA})\s?[a-z]?"
    r"(?:,\s?\p{L}{3,9}\.?(?:\s\d{1,2})?(?=\)))?(?:\s?[)\]]\s?[.,:]?|\s?[.:]|\s?,(?=\s?[^\d\s]{2}))(?!\d)"
)


def names_like(text: str, start: int, end: int) -> float:
    """How much a stretch looks like a list of names: the share of its pieces that do (0 to 1).

    >>> names_like("DES MARAIS D J, STRAUSS H, et al", 0, 32), names_like("Virtual international authority file", 0, 36)
    (1.0, 0.0)
    """
    good = n = 0
    for match in pattern(PIECE).finditer(text, *trim(text, start, end)):
        n += 1
        like = _like_name(match.group(), n == 1)
        if like is None:
            return 0.0
        good += like
    return good / max(1, n)


@lru_cache(maxsize=512)  # the pieces at the head are looked at once for each full stop that may end the names
def _like_name(text: str, first: bool) -> bool | None:
    """Is a piece of a list a name, with a role or without? None: it begins with a year, so this is no list of names."""
    piece = trim(text, 0, len(text), " \t.,;")
    if piece.end <= piece.start or _person(text, *piece):
        return True
    if (text[piece.start].isdigit() or text[piece.start] in "([") and at(r"[(\[]?@{YEAR}", text, *piece):
        return None
    names_end, role = role_after(text, 0, len(text))
    piece = trim(text, 0, names_end if role else len(text), " \t.,;")
    piece = trim(text, piece.start, _et_al(text, *piece), " \t.,;")
    return (
        piece.end <= piece.start
        or _person(text, *piece)
        or (not first and at(INITIALS + r"$", text, *piece) is not None)
    )


def _et_al(text: str, start: int, end: int) -> int:
    """Where "et al" or 等 at the end of a piece begins, or the end."""
    if text[max(start, end - 4) : end].lower() in ("etal", "t.al"):
        return max(start, text.rfind("e", start, end))
    return word_before("et-al", text, end, start)


def _person(text: str, start: int, end: int) -> bool:
    name = text[start:end]
    han = has_han(name)
    if len(name) < 2 and not han:
        return False
    if pattern("@{LATIN}").fullmatch(name) or (han and pattern("@{HANNAME}").fullmatch(name)):
        return True
    return has_han(name[-1]) and len(name) <= LONG_HAN and _is_body(name, Span(0, len(name)))


def stops(text: str, start: int, end: int) -> list[int]:
    """The full stops of a stretch at depth 0 that may end a zone; not those of decimals.

    >>> stops("A (b. c) d. PDF 1.1 e.", 0, 22)
    [10, 21]
    """
    out = []
    depth = 0
    for match in pattern(r"[\[({]|[\])}]|[.。]").finditer(text, start, end):
        sign = match.group()
        if sign in "([{":
            depth += 1
        elif sign in ")]}":
            depth = max(0, depth - 1)
        elif depth == 0 and not _inner(text, match.start(), end):
            out.append(match.start())
    return out


def _inner(text: str, stop: int, end: int) -> bool:
    """Is a full stop one of a decimal, before a comma, or inside a name ("杰拉尔德.J.利伯曼")?"""
    before, after = text[stop - 1 : stop], text[stop + 1 : min(stop + 3, end)]
    if not after:
        return False
    if after[0] in ",;" or (before.isdigit() and after[0].isdigit()):
        return True
    initial = len(after) > 1 and after[0].isascii() and after[0].isupper() and after[1] == "."
    return (initial and has_han(before)) or (
        has_han(after[0]) and before.isascii() and before.isupper() and text[stop - 2 : stop - 1] == "."
    )


def _goes_on(text: str, stop: int, start: int, end: int) -> bool:
    """Is a full stop that of an initial inside the list of names ("Wolchik, S. A., S. G. West, ...")?"""
    first = stop
    while first > start and stop - first < 6 and text[first - 1].isalpha():
        first -= 1
    word = text[first:stop]
    if (len(word) > 2 or word.islower()) and in_words("head-abbreviation", word):
        return at(r".\s?[\p{L}\d]", text, stop, end) is not None
    if len(word) > 2:
        return False
    before = find(r"(?<![\p{L}])(?:\p{Lu}\p{Ll}?|@{name.junior}|\p{Lu}[.-]\p{Lu})$", text, max(start, stop - 4), stop)
    if not before:
        return False
    if at(r"\.\s?(?:[,;&]|@{short.and}\b|-?\p{Lu}\p{Ll}?(?:\.|\s*[,;&]|\s\p{Lu}\p{Ll}+[,;.]))", text, stop, end):
        return True
    cuts = [m.end() for m in pattern(r"[,;&、]|\b@{short.and}\b").finditer(text, start, before.start())]
    piece = text[cuts[-1] if cuts else start : before.start()]
    words = piece.replace(".", " ").split()
    if any(len(word.strip("-")) > 1 for word in words) or (
        words and before.end() - before.start() == 2 and text[before.start() + 1].islower()
    ):
        return False  # "Gedeon D." is complete, and so is "H. K. Ho."
    name_follows = at(r"\.\s?\p{Lu}", text, stop, end) is not None
    if not cuts or text[cuts[-1] - 1] != ",":
        return name_follows
    family = text[cuts[-2] if len(cuts) > 1 else start : cuts[-1] - 1].strip()
    bare = family and len(family.split()) <= 3 and not find(r"(?<![\p{L}])\p{Lu}(?![\p{L}'’])", family, 0, len(family))
    return not bare and name_follows


@lru_cache(maxsize=4)
def names_end(text: str, start: int, end: int, marked: bool) -> int:
    """Where the names at the start of a head end; `start` when there are none. A type mark in the reference (`marked`)
    makes it likelier that what stands before the first full stop is a responsible person or body.

    >>> names_end("KENNEDY W J, GARRISON R E. Morphology", 0, 37, True)
    25
    >>> names_end("Yu, Y., Pan, E., Ma, J. Unmixing before", 0, 39, False)
    22
    """
    first_zone, last_stop = 0, start
    if at(r"@{STANDARD}(?<=\d)(?=[\s,]*[@{HAN}])", text, start, end):
        return start
    for stop in stops(text, start, min(end, start + LONG_NAMES))[:MANY_STOPS]:
        if stop == start or at(r"[.。]\s*$", text, stop, end) or _goes_on(text, stop, start, end):
            continue
        score = names_like(text, start, stop)
        if score == 1.0 or score >= (0.6 if marked else 0.8):
            return stop
        first_zone, last_stop = first_zone or stop, stop
    if first_zone and not marked and last_stop > first_zone and has_han(text, start, first_zone):
        marked = first_zone - start <= SHORT_HAN  # "黑马程序员. Java Web程序设计. 人民邮电出版社, 2021"
    return _body_end(text, start, first_zone, end, marked) if first_zone else start


def _body_end(text: str, start: int, stop: int, end: int, marked: bool) -> int:
    """The end of the first zone as a body, where it may be one and something that may be a title follows."""
    zone, rest = trim(text, start, stop), trim(text, stop, end, " .,;:")
    small = (
        r"(?:\d[\d:.\s]*|@{ordinal-prefix}?@{NUMERAL}(?:@{edition}|@{volume}|@{part}).{0,4}|[Vv]\d[\d.]*"
        r"|@{volume}\s?\d+)$"
    )
    if (
        rest.end - rest.start < 2
        or zone.end - zone.start < 2
        or text[rest.start].islower()
        or at(small, text, *rest)
        or find(r"[,(]\s?\[?@{YEAR}", text, *zone)
    ):
        return start
    if has_han(text, *zone):
        if find(r"[,、]", text, *zone) and names_like(text, *zone) < 0.5:
            return start
        if _is_body(text, zone):
            return stop
        return stop if marked and not find(r"[?!:“\"]", text, *zone) and zone.end - zone.start <= LONG_HAN else start
    main = [w for w in text[zone.start : zone.end].split() if w.lower() not in SMALL]
    if ":" in text[zone.start : zone.end] or len(main) > MANY_WORDS:
        return start
    titled = all(w[0].isupper() or not w[0].isalpha() for w in main)
    return stop if (marked and (titled or len(main) <= 2)) or _is_body(text, zone) else start


def _is_body(text: str, zone: Span) -> bool:
    """A body: by the word in which a Chinese name ends, by its words in other scripts."""
    from polybib.values import bodies

    if has_han(text, zone.end - 1, zone.end):
        return any(
            ends_with(c, text, *zone)
            for c in ("body", "school.ending", "publisher.ending", "archive.ending", "body-after-title")
        )
    return bodies.is_body(text[zone.start : zone.end])


def year_after(text: str, start: int, names: int, end: int) -> tuple[int, Span | None, int]:
    """In the author-date form the year stands after the names: the end of the names, the year, where the title begins.

    >>> year_after("程根伟,1999b. 1998年长江洪水", 0, 0, 20)
    (3, Span(start=4, end=8), 10)
    """
    undated = at(r"[.,]?\s?[(\[]?(?:@{undated})[)\]]?[.,]?\s", text, names, end) if names > start else None
    if undated:
        return names, None, undated.end()
    first = find(r"@{YEAR}", text, start, min(end, start + LONG_NAMES))
    if first is None:
        return names, None, names
    for match in pattern(YEAR_AFTER).finditer(text, max(start, first.start() - 8), min(end, start + LONG_NAMES)):
        stop = match.start()
        if stop <= start or at(r"\s*$", text, match.end(), end):
            continue
        if match.group().endswith(",") and names_like(text, start, stop) < 1.0:
            break
        near = abs(stop - names) <= 2
        if near or (
            names == start and (names_like(text, start, stop) >= 0.6 or _body_end(text, start, stop, end, True) == stop)
        ):
            return stop, Span(match.start("date"), match.end("era") if match["era"] else match.end("date")), match.end()
        break
    return names, None, names


def unknown(text: str, start: int, end: int) -> bool:
    """Does a stretch only say that place, publisher or date are not known ("[出版地不详]")?"""
    return any(in_words(c, text[start:end]) for c in ("no-place", "no-publisher", "no-date"))
