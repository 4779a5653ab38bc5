"""A cleaned list of names, divided at semicolons, "and", commas and dashes."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from polybib import words

from . import name_bodies
from .name_clean import EDGES, trim, unmarked
from .name_order import cyrillic, rank
from .name_pairs import shape
from .name_tokens import Piece, piece
from .name_words import (
    academies,
    and_pattern,
    and_words,
    first_word,
    leading,
    nobody,
    opening_words,
    particles,
    split,
    titles,
)
from .pinyin import family_weight, given_weight

_QUOTES = '"“”„«»‹›'
_SIGN = re.compile(r"[;/|\\•·、]")
_SEMICOLON = re.compile(
    r";|、|\s[/|\\•·]\s|(?<=[^\W_])/\s|(?<=\.)/\s"
    r"|(?<=[^\W\d_]{2})/(?=[^\W\d_]{2}|[^\W\d_]\.)|(?<=[^\W\d_]\.)/(?=[^\W\d_]['’]?[^\W\d_])"
)
_DASH = re.compile(r"\s[-–—]\s|(?<=\.)[-–—]\s|(?<=[^\W\d_]{2})[-–—](?=(?:[^\W\d_]\.\s?){1,3}[^\W\d_]{2})")
_STOP = re.compile(r"(?<![^\W\d_])(?<!-)([^\W\d_]{3,30}(?:-[^\W\d_]{3,30})?)\.\s(?=[^\W\d_]{3})")
_GLUED = re.compile(r"(?<=\s)([A-Z]{1,3})(Jr|Sr|III|II|2nd|3rd)(?=\.?$)")
_RUN_ON = re.compile(r"([A-Z]{2,5})([A-Z][a-z'’-]+)")
_BARE_INITIAL = re.compile(r"\s[^\W\d_a-zа-я](?=\s|$)")
_OPEN_END = re.compile(r"[aeiouyngrаеёиоуыэюяіїє]$", re.IGNORECASE)
_CONTRACTED = ("d'", "d’", "al-", "el-")


class Part(NamedTuple):
    """A part of a list, its group (only parts of one group can be one name), and whether it is a body."""

    text: str
    group: int
    body: bool = False


def split_names(text: str) -> tuple[list[Piece], list[int], list[bool]]:
    """The parts of a list, the group of each, and which are bodies.

    >>> parts, groups, bodies = split_names("Salaman, Graeme y Kenneth Thompson; World Health Organization")
    >>> [part.text for part in parts], groups, bodies
    (['Salaman', 'Graeme', 'Kenneth Thompson', 'World Health Organization'], [0, 0, 1, 2], [False, False, False, True])
    """
    if len(text) < 60 and name_bodies.is_place(unmarked(text)):
        return [piece(text)], [0], [True]
    out: list[Part] = []
    group = 0
    chunks = _SEMICOLON.split(text) if _SIGN.search(text) else [text]
    for chunk in chunks:
        if len(chunks) > 1:
            chunk = chunk.lstrip()
            joined = and_pattern().match(chunk)
            chunk = trim(chunk[joined.end() :] if joined else chunk, False)[0]
        group = _with_bodies(chunk, group, out) if name_bodies.may_hold_body(chunk) else _persons(chunk, group, out)
    rows = [(piece(part.text), part) for part in _last_stop(out)]
    rows = _missing_comma([row for row in rows if row[0].words])
    pieces = _initials_together([found for found, _ in rows])
    return pieces, [part.group for _, part in rows], [part.body for _, part in rows]


def _with_bodies(chunk: str, group: int, out: list[Part]) -> int:
    persons: list[str] = []
    for text in name_bodies.divide(chunk):
        if name_bodies.is_body(text):
            if persons:
                group = _persons(", ".join(persons), group, out)
                persons = []
            out.append(Part(_quoted(text.strip(EDGES)).removesuffix("."), group, True))
            group += 1
        else:
            persons.append(text)
    return _persons(", ".join(persons), group, out) if persons else group


def _quoted(text: str) -> str:
    """Without quotation marks round the whole or without a partner: "Фирма «Яндекс»" keeps its own."""
    inner = text.strip(_QUOTES)
    if inner == text or text[:1] in _QUOTES:
        return inner
    return text if any(c in inner for c in _QUOTES) else inner


def _persons(chunk: str, group: int, out: list[Part]) -> int:
    for run in _DASH.split(chunk) if "-" in chunk or "–" in chunk or "—" in chunk else [chunk]:
        for together in _at_and(run):
            before = len(out)
            for text in together.split(","):
                stop = _STOP.search(text)
                if stop and rank(stop[1]) > 1:  # "Carpentier, Jean-Pierre. Aubert, Michel"
                    out.append(Part(_bare(text[: stop.end(1)]), group))
                    group, text = group + 1, text[stop.end() :]
                if bare := _bare(text):
                    out.append(Part(bare, group))
            group += len(out) > before
    return group


def _at_and(text: str) -> list[str]:
    if "&" not in text and and_words().isdisjoint(text.split()):
        return [text]
    out, start = [], 0
    for match in and_pattern().finditer(text):
        if match.start() >= start and _parts_names(text, start, match):
            out.append(text[start : match.start()])
            start = match.end()
    out.append(text[start:])
    return out


def _parts_names(text: str, start: int, match: re.Match[str]) -> bool:
    """Is this "and" between two names? Not in "Ortega y Gasset, José", and not before a small letter."""
    after = text[match.end() : match.end() + 40].lstrip(" ")
    before = text[max(start, match.start() - 60) : match.start()]
    small = not after or (after[0].islower() and not after.startswith(_CONTRACTED))
    particle = after.split(" ", 1)[0]
    if small and (len(particle) < 2 or particle not in particles()) and not leading(after, titles()):
        return not before.strip(" ,")
    if match[0].strip() not in ("y", "i", "e"):
        return True
    left = before.rpartition(",")[2].split()
    right, _, given = after.partition(",")
    kinds = piece(right).kinds
    if len(left) == 1 and piece(left[0]).kinds == "W":
        whole = before.strip() == left[0]
        return not ((whole and kinds == "W" and given.strip()) or (kinds[:1] == "W" and kinds[-1:] == "I"))
    double = match[0].strip() == "y" and kinds == "W" and "," not in after  # "José Ortega y Gasset"
    return not (double and piece(" ".join(left)).kinds == "WW")


def _bare(text: str) -> str:
    """One part without titles, degrees and signs."""
    text = unmarked(text).strip(EDGES + _QUOTES + "()[]").lstrip(".")
    if not text:
        return ""
    if text[-1] in "rId.":
        text = _GLUED.sub(r"\1 \2", text)
    elif text[:3].isupper() and " " not in text and text[-1:].islower():
        found = _RUN_ON.fullmatch(text)
        if found and family_weight(found[1]) and given_weight((found[2],)):
            text = f"{found[1]} {found[2]}"  # WUZhanghua
    if first_word(text) not in opening_words():
        return text
    parts = split(text)
    if parts in nobody() and (max(map(len, parts)) > 1 or text.islower()):  # "N.A." may be initials
        return ""
    if parts in titles() and (len(parts) > 1 or len(parts[0]) > 4 or text.endswith(".")):
        return ""
    for _ in range(6):
        at = _title_end(text)
        if not at:
            break
        text = text[at:].lstrip(EDGES + ".")
    return text


@cache
def _fields() -> frozenset[str]:
    """The word that ends the name of a degree: кандидат исторических наук."""
    return frozenset(words.get("name.title-field"))


def _title_end(text: str) -> int:
    """Where the title that a text begins with ends, with the academy or the field of a degree after it."""
    at = leading(text, titles())
    if not at:
        first = text.split(" ", 1)[0].rstrip(".")
        short = 1 < len(first) < 4 and not first.isupper() and set(first.casefold()).isdisjoint("aeiouy")
        if not short or first == text or split(first) not in titles():
            return 0
        at = len(first)
    after = text[at : at + 80].split(" ")
    size = next((n + 1 for n, word in enumerate(after[:4]) if word.casefold() in _fields()), 0)
    if not size and after[0] and cyrillic(after[0]):
        near = after[:3]
        size = next((n for n, word in enumerate(near) if word.rstrip(".,").casefold() not in academies()), len(near))
    return at + sum(len(word) + 1 for word in after[:size])


def _last_stop(parts: list[Part]) -> list[Part]:
    """The stop that ends the list is not part of the last name, unless it ends an initial: "Li Ming.", "Li M."."""
    if not parts or parts[-1].body or not parts[-1].text.endswith("."):
        return parts
    text = parts[-1].text
    core = re.split(r"[\s.]", text.rstrip("."))[-1]
    stops = "." in text.rstrip(".")
    if len(core) == 1:
        initial = stops or not _BARE_INITIAL.search(" ".join(part.text for part in parts[-3:]))  # "Longman R W."
    elif core[1:2] in "-‐–":
        initial = len(core) == 3
    elif len(core) > 3 or core.isupper():
        initial = False
    else:  # "M. S. Kim." but "Нурков Хр."
        initial = text[1:2] != "." if stops else not _OPEN_END.search(core)
    if not initial:
        parts[-1] = Part(text.rstrip("."), parts[-1].group)
    return parts


def _missing_comma(rows: list[tuple[Piece, Part]]) -> list[tuple[Piece, Part]]:
    """ "Greenwood, D.R. Müller, R.D.": initials and the next family name without a comma between."""
    shapes = "".join(shape(found) for found, _ in rows)
    if not re.search("[1N]GI", shapes):
        return rows
    out: list[tuple[Piece, Part]] = []
    for i, (found, part) in enumerate(rows):
        head = len(found.kinds) - len(found.kinds.lstrip("I"))
        if 0 < i < len(rows) - 1 and re.match("[1N]GI", shapes[i - 1 : i + 2]) and head < len(found.words):
            near = rows[i - 1][1].group == part.group == rows[i + 1][1].group
            if near:
                out.append((piece(found.cut(0, head)), part))
                found = piece(found.cut(head, len(found.words)))
        out.append((found, part))
    return out


def _initials_together(parts: list[Piece]) -> list[Piece]:
    """In a list that writes initials together (Smith JP), short capitals at the end are initials too (Simon GE)."""
    together = any(
        p.kinds[-1] == "I" and p.kinds[0] == "W" and p.word(-1).isupper() and "." not in p.word(-1) for p in parts
    )
    for i, part in enumerate(parts):
        kinds = part.kinds
        if kinds == "U":  # "Souza, MC"
            if i and len(part.text) < 4 and parts[i - 1].kinds.strip("p") in ("W", "WW"):
                parts[i] = part._replace(kinds="I")
        elif together and kinds[-1] == "U" and "W" in kinds and kinds.count("U") == 1 and len(part.word(-1)) <= 4:
            parts[i] = part._replace(kinds=kinds[:-1] + "I")
    return parts
