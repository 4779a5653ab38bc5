"""The pieces of a note between commas, and what each of them is."""

from __future__ import annotations

from functools import cache, lru_cache

from polybib import words
from polybib.model import Span
from polybib.styles._scan import brackets, inside, trim
from polybib.styles._zh_patterns import at, ends_with, find, has_han, in_words, is_place, pattern
from polybib.styles._zh_scan import role_after, role_before


def pieces(masked: str, start: int, end: int) -> list[Span]:
    """The stretches between commas that stand in no brackets; "July 28, 1570" and "Acme, Inc." stay whole.

    >>> s = "Ann Lee, On Law (Acts, Codes), July 28, 1970, p. 3"
    >>> [s[a:b] for a, b in pieces(s, 0, len(s))]
    ['Ann Lee', 'On Law (Acts, Codes)', 'July 28, 1970', 'p. 3']
    """
    closed = brackets(masked, start, end)
    out: list[Span] = []
    first = start
    for match in pattern(r",").finditer(masked, start, end):
        if inside(match.start(), closed):
            continue
        after_digit = masked[max(0, match.start() - 1)].isdigit()
        if after_digit and at(r",\s?\d{3}(?!\d)(?<=\d,\s?\d{3})", masked, match.start(), end):
            continue
        day = after_digit and find(
            r"(?:^|[\s,(]|\G)(?<m>\p{L}{3,9})\.?\s\d{1,2}$", masked, max(first, match.start() - 14), match.start()
        )
        if day and day["m"].lower() in months() and at(r",\s@{YEAR}", masked, match.start(), end):
            continue
        if masked[match.end() : match.end() + 4].lstrip()[:2].lower() in _tails():
            tail = at(r",\s?(?<w>\p{L}+)\.?(?=,|\s*$|\s\()", masked, match.start(), end)
            if tail and in_words("comma.publisher-tail", tail["w"]):
                continue
        out.append(trim(masked, first, match.start(), " \t,;:"))
        first = match.end()
    out.append(trim(masked, first, end, " \t,;.:。"))
    return [p for p in out if p.end > p.start]


NAME = r"(?:@{FULL}(?:(?:\s|,\s)@{name.junior}\.?)?)"
AND = r"(?:\b@{short.and}\b|\b@{short.and-or-al}\b(?!\s?al)|&|/)"
PERSONS = rf"(?:@{{short.and}}\s|&\s)?{NAME}(?:\s?{AND}\s?{NAME})*(?:,?\set al\.?)?"


@cache
def months() -> frozenset[str]:
    return frozenset(words.numbered("month"))


@cache
def _tails() -> frozenset[str]:
    """What the words that may follow a publisher's name begin with ("Inc.", "Ltd.")."""
    return frozenset(word[:2].lower() for word in words.get("comma.publisher-tail"))


def is_date(masked: str, piece: Span) -> bool:
    """Is a piece a date: 2003, July 2016, juillet 2016, February 1, 1969?"""
    match = at(r"\(?(?:\d{1,2}\.?\s)?(?:(?<m>\p{L}{3,9})\.?\s)?(?:\d{1,2},?\s)?@{YEAR}[a-z]?\)?$", masked, *piece)
    return match is not None and (match["m"] is None or match["m"].lower() in months())


def is_number(masked: str, piece: Span) -> bool:
    """Is a piece a volume, an issue, pages, an edition?"""
    return (
        at(
            r"(?i:@{short.volume}|@{short.issue}|@{short.page})\.?\s?[\dIVXLC]|\d+(?:st|nd|rd"
            r"|th)?\.?\s(?i:@{short.edition})\b"
            r"|@{RANGE}$|(?i:@{short.page})\.?\s?$|\d+\s?\(|@{NUMERAL}@{volume}|§",
            masked,
            *piece,
        )
        is not None
    )


def is_place_and_publisher(masked: str, piece: Span) -> bool:
    """Has a piece the form "Place: Publisher" (up to four capitalised words before the colon)?"""
    form = (
        r"(?:\p{Lu}[\p{L}'’.-]*+(?:\s(?:am|de|of|la|upon"
        r"|an der)\b)?[\s&]{0,3}){1,4}(?:\s?\([^)]*\))?\s?:\s?[\p{Lu}@{HAN}\d]|[@{HAN}]{2,4}\s?:\s?"
    )
    return at(form, masked, *piece) is not None


def is_publisher(masked: str, piece: Span) -> bool:
    """Does a piece name a publisher or a school, by its words?"""
    from polybib.values import bodies

    lower = masked[piece.start : piece.end].lower().rstrip(".")
    tokens = lower.replace(".", " ").split()
    if not tokens or len(tokens) > 12:
        return False
    held = words.get("comma.publisher")
    return (
        any(t in held for t in tokens)
        or any(lower.endswith(w) for w in held)
        or bodies.is_publisher(masked[piece.start : piece.end])
    )


def names_count(masked: str, parts: list[Span]) -> tuple[int, str]:
    """How many pieces at the start are names, and their role when one is printed ("eds.", "(Hrsg.)").

    Several names need "and" (or a slash, or et al.) before the last one; without that only the first piece is a name.
    """
    if not parts:
        return 0, ""
    for n, piece in enumerate(parts[:8]):
        stop, role = role_after(masked, *piece)
        if role and (
            stop <= piece.start
            or (all(person(masked, p) for p in parts[:n]) and person(masked, Span(piece.start, stop)))
        ):
            alone = (
                role == "translator"
                and n - (stop <= piece.start) == 1
                and not find(r"\b@{short.and}\b|&", masked, parts[0].start, piece.end)
            )
            return (1, "") if alone else (n + 1, role)
        if not person(masked, piece) and not (n == 0 and _body(masked, piece)):
            break
    joined = 0
    for n, piece in enumerate(parts[:12]):
        if not person(masked, piece):
            break
        if find(r"(?:\b@{short.and}\b|\b@{short.and-or-al}\b(?!\s?al)|&|/)", masked, *piece) or find(
            r"et al\.?$", masked, *piece
        ):
            joined = n + 1
            break
    if joined:
        return joined, ""
    first = parts[0]
    several = len(masked[first.start : first.end].split()) > 1
    return (1, "") if person(masked, first) and several and len(parts) > 1 else (0, "")


def _body(masked: str, piece: Span) -> bool:
    from polybib.values import bodies

    if has_han(masked, piece.end - 1, piece.end):
        return ends_with("body", masked, *piece)
    return bodies.is_body(masked[piece.start : piece.end])


def person(masked: str, piece: Span) -> bool:
    """Is a piece one name or several with "and", each of two words or with an initial?"""
    return _person(masked[piece.start : piece.end])


@lru_cache(maxsize=256)
def _person(text: str) -> bool:
    if pattern(PERSONS).fullmatch(text) is None:
        return False
    each = list(pattern(AND).splititer(text))
    return all(len(w.replace(".", ". ").split()) >= 2 for w in each if w.strip() and not w.strip().startswith("al"))


def told(masked: str, parts: list[Span], i: int) -> bool:
    """Is a piece, by its own form, not a part of the title?"""
    piece = parts[i]
    if is_date(masked, piece) or is_number(masked, piece) or role_before(masked, *piece)[1]:
        return True
    if in_words("thesis", masked[piece.start : piece.end]) or in_words(
        "comma.after-title", masked[piece.start : piece.end]
    ):
        return True
    lead = find(r"\G\p{L}+", masked, *piece)
    if lead and in_words("comma.host", lead.group()) and at(r"\p{L}+\s\p{Lu}", masked, *piece):
        return True
    if at(r"(?:\p{Lu}\p{L}*\.\s?){2,6}\s?@{YEAR}$", masked, *piece):
        return True
    colon = find(r"\s?:\s?", masked, *piece)
    if colon and is_place(masked[piece.start : colon.start()]):
        return True
    thesis = at(r"(?i)@{degree.start}", masked, *piece)
    imprint = is_place_and_publisher(masked, piece) and any(
        is_date(masked, p) or find(r"@{YEAR}", masked, *p) for p in parts[i + 1 : i + 4]
    )
    return thesis is not None or imprint
