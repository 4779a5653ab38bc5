"""One person, from the words between two separators ("Smith J", "J. Smith", "Luis Montaño Hirose") or from two such
parts with a comma between them ("Smith", "John").
"""

from __future__ import annotations

import re

from polybib.model import Name

from . import name_order as order
from .name_data import western
from .name_tokens import Piece
from .name_types import Read
from .name_words import particles

_CAPS = re.compile(r"[^\W\d_]['’]?[^\W\d_]")
_WORD = re.compile(r"[^\s'’\-‐–]+")


def recase(family: str) -> str:
    """Capitals that are only a style: "KENNEDY" becomes "Kennedy"; words of mixed case stay.

    >>> recase("O'BRIEN"), recase("DES MARAIS"), recase("MCDONALD"), recase("DE LA CRUZ"), recase("MacLane")
    ("O'Brien", 'Des Marais', 'McDonald', 'De la Cruz', 'MacLane')
    """
    if not _CAPS.search(family):
        return family
    out = []
    for n, word in enumerate(family.split(" ")):
        if not word.isupper() or (len(word) == 1 or word.endswith(".")):
            out.append(word)
        elif n and word.casefold() in particles():
            out.append(word.lower())
        else:
            out.append(_WORD.sub(_capitalised, word))
    return " ".join(out)


def _capitalised(match: re.Match[str]) -> str:
    word = match[0]
    if word.startswith("MC") and len(word) > 4:
        return "Mc" + word[2] + word[3:].lower()
    return word[0] + word[1:].lower()


def compose(part: Piece, family: tuple[int, int], given: str, suffix: str = "") -> Name:
    """A name whose family is the words of `family`; particles in small letters before it stand apart."""
    start, end = family
    at = start
    while at < end and part.kinds[at] == "p":
        at += 1
    if at == end:
        at = start
    name = part.cut(at, end)
    if at == start and part.kinds[start] == "W":
        for sign in ("d'", "d’"):
            if name.startswith(sign) and len(name) > 3 and name[2].isupper():
                return Name(recase(name[2:]), tidy(given), sign, suffix)
    return Name(recase(name), tidy(given), part.cut(start, at), suffix)


def tidy(given: str) -> str:
    """Full given names in capitals in the usual case; initials as printed."""
    if len(given) > 3 and given.isupper() and any(len(word) > 3 for word in re.findall(r"[^\W\d_]+", given)):
        return recase(given)
    return given


def inverted(family: Piece, given: Piece, suffix: str = "") -> Name:
    """ "Family, Given": all the words of the first part are family; a suffix may stand in either.

    >>> from .name_tokens import piece
    >>> inverted(piece("van der Berg"), piece("J. H."))
    Name(family='Berg', given='J. H.', particle='van der', suffix='', literal='')
    """
    last = len(family.kinds)
    while last > 1 and family.kinds[last - 1] == "S":
        last -= 1
    suffix = suffix or family.cut(last, len(family.kinds))
    end = len(given.kinds)
    while end > 1 and given.kinds[end - 1] == "S":
        end -= 1
    suffix = suffix or given.cut(end, len(given.kinds)).strip(", ")
    return compose(family, (0, last), given.cut(0, end).strip(" ,"), suffix)


def lean(part: Piece) -> tuple[float, bool]:
    """What the words of a whole name show of their order; (0, False) where initials or a particle decide it."""
    kinds = part.kinds
    if "I" in kinds or "p" in kinds or "x" in kinds or len(kinds.replace("S", "")) < 2:
        return _with_initials(part), False
    if "U" in kinds and "W" in kinds:
        return (order.SURE if kinds[0] == "U" else -order.SURE), False
    return order.lean([part.word(i).rstrip(".") for i in range(len(kinds)) if kinds[i] != "S"])


def _with_initials(part: Piece) -> float:
    kinds = part.kinds.rstrip("S")
    if not kinds.strip("I") or "I" not in kinds:
        return 0.0
    if kinds[0] == "I" and kinds[-1] in "WU":
        return -order.SURE if part.word(len(kinds) - 1).casefold() not in western().hungarian else 0.0
    if kinds[-1] in "Ip" and kinds[0] != "I":
        return order.SURE
    return 0.0


def person(part: Piece, hint: float = 0.0, *, bare: bool = False) -> Read:
    """One name that has no comma inside. `hint` is added to what the words show; `bare`: the list abbreviates all given
    names, so that two words before initials are two family names.

    >>> from .name_tokens import piece
    >>> person(piece("H.G.C. Van Spall")).name.family, person(piece("Ludwig van Beethoven")).name.particle
    ('Van Spall', 'van')
    """
    kinds = part.kinds
    count = len(kinds)
    if len(kinds) > 40:
        return Read(Name(literal=part.text))
    if "x" in kinds[1:-1] and kinds.replace("x", "p").strip("I") in ("pW", "ppW"):
        part = Piece(part.text, part.words, kinds.replace("x", "p"))  # a particle that the lists lack
        kinds = part.kinds
    elif "x" in kinds[1:-1]:
        return Read(Name(literal=part.text))
    if "x" in kinds:  # a name in small letters
        part = Piece(part.text, part.words, kinds.replace("x", "W"))
        kinds = part.kinds
    suffix = ""
    if kinds[:1] == "S":  # "Jr R E L", a list divided at the wrong comma; "Senior RM"
        part = Piece(part.text, part.words, "W" + kinds[1:])
        kinds = part.kinds
    if not kinds.strip("IpS"):
        return Read(Name(literal=part.text))
    if kinds[-1] == "S" and count > 1:
        suffix, count = part.cut(count - 1, count), count - 1
        part = Piece(part.text, part.words[:count], kinds[:count])
    elif "SI" in kinds:
        at = kinds.index("SI")
        suffix = part.cut(at, at + 1)
        return Read(compose(part, (0, at), part.cut(at + 1, count), suffix), order.SURE)
    if "I" in part.kinds:
        return _initials(part, hint, suffix, bare)
    return _whole(part, hint, suffix)


def _initials(part: Piece, hint: float, suffix: str, bare: bool) -> Read:
    kinds, count = part.kinds, len(part.kinds)
    head = count - len(kinds.lstrip("I"))
    tail = kinds.rfind("I") + 1
    if head and kinds[-1] in "WUp":
        start = tail if "I" in kinds[head:] else _after_given(part, head)
        if start < 0:  # K. Molnár Emese
            return Read(Name(part.cut(0, count - 1), part.cut(count - 1, count), suffix=suffix), order.SURE)
        return Read(compose(part, (start, count), part.cut(0, start), suffix), -order.SURE)
    first = kinds.find("I")
    if head:  # J. Smith K.: initials on both sides
        first = max(kinds.find("I", head), head + 1)
        return Read(compose(part, (head, first), f"{part.cut(0, head)} {part.cut(first, count)}", suffix), -1.0)
    if kinds[-1] in "Ip":
        end = first if bare else _before_given(part, first)
        return Read(compose(part, (0, end), part.cut(end, count), suffix), order.SURE)
    words = [part.word(i) for i in range(count)]
    shown = -3.0
    caps = [i for i, kind in enumerate(kinds) if kind == "U"]
    if caps and "W" in kinds:
        shown = order.SURE if caps[0] < first else -order.SURE
    elif (order.rank(words[0]) > 1) != (order.rank(words[-1]) > 1):
        shown = -order.SURE if order.rank(words[0]) > 1 else 4.0
    if shown + hint > 0:
        end = _before_given(part, first)
        return Read(compose(part, (0, end), part.cut(end, count), suffix), shown)
    return Read(compose(part, (tail, count), part.cut(0, tail), suffix), shown)


def _after_given(part: Piece, head: int) -> int:
    """ "C. Fred Bergsten", "A. Zahedi Khameneh", "K. Molnár Emese": where the family begins after initials."""
    kinds, count = part.kinds, len(part.kinds)
    if "U" in kinds[head:] and "W" in kinds[head:]:
        at = kinds.index("U")
        while at > head and kinds[at - 1] == "p":
            at -= 1
        return at
    if count - head < 2 or "p" in kinds[head:]:
        return head
    words = [part.word(i) for i in range(head, count)]
    if words[-1].casefold() in western().hungarian and not order.is_given(words[0]):
        return -1
    at = 0
    while at < len(words) - 1 and order.is_given(words[at]) and words[at].casefold() not in western().iberian:
        at += 1
    return head + at


def _before_given(part: Piece, first: int) -> int:
    """ "Sadock Benjamin J.", "Gómez Calero C": where the given names begin before initials."""
    kinds = part.kinds[:first]
    if "U" in kinds and "W" in kinds and kinds[0] != "W":
        return kinds.rindex("U") + 1
    end = first
    iberian = western().iberian
    while end > 1 and kinds[end - 1] == "W" and kinds[end - 2] != "p" and not order.is_particle(part.word(end - 2)):
        word = part.word(end - 1)
        if order.rank(word) < 1 or (word.casefold() in iberian and part.word(end - 2).casefold() in iberian):
            break
        end -= 1
    return end


def _whole(part: Piece, hint: float, suffix: str) -> Read:
    """A name without initials."""
    kinds, count = part.kinds, len(part.kinds)
    if count == 1 or not kinds[:-1].strip("p"):
        if "p" not in kinds and (kinds == "U" or any(map(str.isdigit, part.text))):
            return Read(Name(literal=part.text))
        return Read(compose(part, (0, count), "", suffix))
    if kinds[0] == "p":  # von Wright Georg Henrik
        end = count - len(kinds.lstrip("p")) + 1
        return Read(compose(part, (0, end), part.cut(end, count), suffix), order.SURE)
    if "p" in kinds:
        return _around_particle(part, suffix)
    shown, east = lean(part)
    total = shown + hint
    if count == 2 and not east and abs(shown) < 5 and order.is_particle(part.word(0)) and order.rank(part.word(1)) < 1:
        return Read(Name(recase(part.cut(0, 2)), suffix=suffix))
    words = [part.word(i) for i in range(count)]
    doubt = east and abs(total) < 1.5
    if "U" in kinds and "W" in kinds:
        caps = (kinds.index("U"), kinds.rindex("U") + 1)
        given = " ".join(filter(None, (part.cut(0, caps[0]), part.cut(caps[1], count))))
        return Read(compose(part, caps, given, suffix), shown)
    if total > 0:
        cut = 1 if east else order.given_start(words)
        return Read(compose(part, (0, cut), part.cut(cut, count), suffix), shown, east, doubt)
    cut = count - 1 if east else order.family_start(words)
    return Read(compose(part, (cut, count), part.cut(0, cut), suffix), shown, east, doubt)


def _around_particle(part: Piece, suffix: str) -> Read:
    """Ludwig van Beethoven; García de la Torre Juan; Silva Carlos da."""
    kinds, count = part.kinds, len(part.kinds)
    words = [part.word(i) for i in range(count)]
    if kinds[-1] == "p":
        return Read(compose(part, (0, 1), part.cut(1, count), suffix), order.SURE)
    at = kinds.index("p")
    caps = kinds.find("U")
    if 0 <= caps < at and "W" in kinds:
        end = kinds.rindex("U") + 1
        return Read(compose(part, (caps, end), part.cut(end, count), suffix), order.SURE)
    if order.is_given(words[-1]) and not order.is_given(words[0]) and count - at > 2:
        cut = order.given_start(words)
        return Read(compose(part, (0, cut), part.cut(cut, count), suffix), order.SURE)
    if words[at] in ("y", "e", "i") and at > 1:  # José Ortega y Gasset
        at -= 1
    while at > 1 and order.is_particle(words[at - 1]):  # Peter Van der Merwe
        at -= 1
    return Read(compose(part, (at, count), part.cut(0, at), suffix), -order.SURE)
