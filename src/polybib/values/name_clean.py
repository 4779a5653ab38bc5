"""A list of names without what is no name, divided at its separators.

`clean` takes away roles, "et al.", affiliations and the forms in original script; `split_names` divides what is left at
semicolons, "and", commas and dashes. A bracket leaves a mark (a private-use character) where it stood, so that its
commas do not divide a name and a body can have it back: "Ministério da Saúde (Brasil)".
"""

from __future__ import annotations

import re
from typing import NamedTuple

from polybib.model import Issue

from . import han_names, name_bodies
from .name_order import cyrillic, rank
from .name_pairs import shape
from .name_tokens import Piece, piece
from .pinyin import family_weight, given_weight
from .name_words import (
    academies,
    and_pattern,
    and_words,
    edge_words,
    et_al,
    first_word,
    is_phrase,
    last_word,
    leading,
    nobody,
    opening_words,
    particles,
    phrases,
    roles,
    split,
    titles,
    trailing,
    unsigned,
)

_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD |= dict.fromkeys(map(ord, "\u3000\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\t\n\r\f\v"), " ")
_FOLD |= dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"))
_FOLD |= dict(zip(map(ord, "〔〕【】｟｠〖〗،؛‑"), "[][]()[],;-", strict=True))
_GAPS = re.compile(r"\s+(?=[.,;:](?:\s|$|[.,;:]))")
_BRACKET = re.compile(r"(\s*)[(\[{]([^()\[\]{}]*)[)\]}]")
_LATIN_WORD = re.compile(r"[^\W\d_\u2e80-\U0003134f]{2,}")
_DATES = re.compile(r",?\s*(?:\b[0-9]{4}\s?[-–—]\s?(?:[0-9]{2,4}\b)?|\bb\. [0-9]{4}\b)")
_SEMICOLON = re.compile(r";|\s[/|\\•·]\s|(?<=[^\W_.])/\s|(?<=\.)/\s|、|(?<=[^\W\d_][^\W\d_])/(?=[^\W\d_]{2})|(?<=[^\W\d_]\.)/(?=[^\W\d_]{2})|(?<=[^\W\d_]{2})/(?=[^\W\d_]\.)")
_DASH = re.compile(r"\s[-–—]\s|(?<=[^\W\d_]{2})[-–—](?=(?:[^\W\d_]\.\s?){1,3}[^\W\d_]{2})")
_ITEM = re.compile(r"[,;、]|(?:(?<=\s)(?:and|und|et|y|и)(?=\s))|&")
_LEAD = re.compile(r"(on behalf of the|on behalf of|for the|[^\W\d_]{1,9}(?: кн| сб)?)(?:\s?[.:]+\s?|\s+)(?=\S)", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[^\W\d_]\.[-\s]?){1,4}")
_GLUED = re.compile(r"(?<=\s)([A-Z]{1,3})(Jr|Sr|III|II|2nd|3rd)(?=\.?$)")
_RUN_ON = re.compile(r"([A-Z]{2,5})([A-Z][a-z'’-]+)")
_DIGIT, _OPEN, _SIGN = re.compile("[0-9]"), re.compile(r"[(\[{]"), re.compile(r"[;/|\\•·、]")
_MARKED = re.compile("[\ue000-\uf8ff]")
_JOINED = re.compile(r"(?<=[^\W\d_]\.)\s?(?:(-)\s?(?=[^\W\d_]\.)|(and|und|et)\s)")
_STOP = re.compile(r"([^\W\d_]{3,}(?:-[^\W\d_]{3,})?)\.\s(?=[^\W\d_]{3,})")
_BARE_INITIAL = re.compile(r"\s[^\W\d_a-zа-я](?=\s|$)")
_EDGES = " \t,;:/|\\—–*†‡§•=_…"
_QUOTES = "\"“”„«»‹›"
_MARK, _MARKS = 0xE000, 6000
_CONSONANT = re.compile(r"[^aeiouyngаеёиоуыэюяіїєrаяю]$", re.IGNORECASE)


class Cleaned(NamedTuple):
    """parts: (script, text), script "han", "western" or "literal"; brackets: what stood in them."""

    parts: tuple[tuple[str, str], ...]
    et_al: bool = False
    originals: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()
    brackets: tuple[str, ...] = ()

    def restore(self, text: str) -> str:
        """The text of a body with its brackets again."""
        if text.isascii():
            return text
        marks = range(_MARK, _MARK + len(self.brackets))
        return "".join(self.brackets[ord(c) - _MARK] if ord(c) in marks else c for c in text).strip()


def fold(text: str) -> str:
    """Full-width forms, spaces and zero-width characters in their plain form.

    >>> fold("张　伟，ＷＡＮＧ Ｌ ．")
    '张 伟,WANG L.'
    """
    if not text.isascii():
        text = text.translate(_FOLD)
    return _GAPS.sub("", " ".join(text.split()))


def clean(text: str) -> Cleaned:
    """What a list of names says, without roles, titles and "et al."."""
    printed = text
    text = _JOINED.sub(lambda m: m[1] or f" {m[2]} ", _unwrap(fold(text).strip(_EDGES)))
    cjk = han_names.CJK.search(text) is not None
    more = False
    text, more = _trim(text, cjk)
    if not text:
        return Cleaned((), more)
    if cjk or first_word(text) in opening_words():
        if is_phrase(text, nobody()):
            return Cleaned((), more, issues=(Issue("anonymous", f"no author is named: {text}"),))
        if split(text) in unsigned():
            return Cleaned((("literal", text.rstrip(".")),), more, issues=(Issue("anonymous", f"the author is not named: {text}"),))
    if cjk and not _LATIN_WORD.search(re.sub(r"\b(?:and|et|und|in|eds?)\b", "", text, flags=re.IGNORECASE)):
        text = re.sub(r"^(?:in|In)\b:?", "", text)
        if "（" in printed and "(" not in printed:
            text = text.replace("(", "（").replace(")", "）")
        return Cleaned((("han", text),), more)
    if _DIGIT.search(text):
        text = _DATES.sub("", text)
    text, brackets, originals, said = _brackets(text)
    text, again = _trim(text, False)
    more = more or said or again
    if cjk and han_names.CJK.search(text):
        parts, found = _mixed(text, bool(originals))
        return Cleaned(tuple(parts), more, (*originals, *found), brackets=brackets)
    return Cleaned((("western", text),) if text else (), more, originals, brackets=brackets)


def _unwrap(text: str) -> str:
    """Brackets round the whole text, and those that have no partner at its ends."""
    text = text.rstrip(_EDGES + "([{")
    for _ in range(4):
        if not text or text[0] not in "([{":
            break
        close = text.find({"(": ")", "[": "]", "{": "}"}[text[0]], 1)
        if close < 0:
            text = text.lstrip(_EDGES + "([{") if not any(c in text for c in ")]}") else text[1:].strip(_EDGES)
        elif close >= len(text) - 2 and len(text) > 8 and not text[close + 1 :].strip(" ."):
            text = text[1:close].strip(_EDGES)
        else:
            break
    if text and text[-1] in ")]}" and "([{"[")]}".index(text[-1])] not in text:
        text = text[:-1].rstrip(_EDGES)
    return text


def _trim(text: str, cjk: bool) -> tuple[str, bool]:
    """Without roles and "et al." at both ends."""
    more = False
    for _ in range(6):
        before = text
        if cjk:
            text, said = han_names.without_roles(text)
            more |= said
        if last_word(text) in edge_words()[1]:
            end = trailing(text, et_al(), small=True)
            if end < len(text) and text[:end].strip(_EDGES):
                text, more = text[:end].rstrip(_EDGES), True
            end = trailing(text, roles())
            if end < len(text) and text[:end].strip(_EDGES):
                text = text[:end].rstrip(_EDGES)
        if first_word(text) in edge_words()[0]:
            text = _lead(text)
        if text == before:
            break
    return text.strip(_EDGES), more


def _lead(text: str) -> str:
    """Without "In:" and roles before the first name."""
    found = _LEAD.match(text)
    if found and split(found[1]) in phrases("name.lead"):
        small = found[1][0].islower() or ":" in found[0] or found[1] in ("In", "En", "Em", "Dans", "V")
        text = text[found.end() :].lstrip(_EDGES) if small else text
    at = leading(text, roles())
    if at and " " not in text[:at].strip() and not set(text[:at]) & set(".:") and name_bodies.weight(text[:at])[0]:
        return text  # "Organização Mundial da Saúde"
    for _ in range(8):
        if not 0 < at < len(text):
            break
        text = text[at:].lstrip(_EDGES)
        joined = and_pattern().match(text)
        if joined and leading(text, roles(), joined.end()) > joined.end():
            text = text[joined.end() :].lstrip(_EDGES)
        at = leading(text, roles())
    return text if text[:3] != "by " else text[3:]


def _brackets(text: str) -> tuple[str, tuple[str, ...], tuple[str, ...], bool]:
    """The text with marks for its brackets; the brackets; the forms in original script; was one of them "et al."?"""
    kept: list[str] = []
    originals: list[str] = []
    more = False

    def replace(match: re.Match[str]) -> str:
        nonlocal more
        space, inner = match[1], match[2].strip()
        if han_names.CJK.search(inner):
            trimmed, said = han_names.without_roles(inner)
            more |= said
            originals.extend("".join(part.split()) for part in han_names.parts(trimmed) if not said or part)
            return ""
        if is_phrase(inner, et_al()):
            more = True
            return ""
        if not inner or is_phrase(inner, roles()):
            return ""
        if _INITIALS.fullmatch(inner):  # Amand (M.)
            return " " + inner
        if not space and inner.islower() and inner.isalpha() and text[match.start() - 1 : match.start()].isupper():
            return inner
        if len(kept) >= _MARKS:
            return ""
        kept.append(match[0][len(space) :])
        return space + chr(_MARK + len(kept) - 1)

    if not _OPEN.search(text):
        return text, (), (), False
    text = _BRACKET.sub(replace, text)
    return re.sub(r"[()\[\]{}]", " ", text).strip(_EDGES), tuple(kept), tuple(originals), more


def _mixed(text: str, known: bool) -> tuple[list[tuple[str, str]], list[str]]:
    """Latin letters and characters in one list: names with their originals beside them, or names of both scripts."""
    items = [item for item in _ITEM.split(text) if item.strip()]
    both = known or any(han_names.CJK.search(i) and _LATIN_WORD.search(i) for i in items)
    if both:
        originals = ["".join(p.split()) for run in han_names.RUN.findall(text) for p in han_names.parts(run)]
        rest = re.sub(r"[,;\s]+(?=[,;]|$)", "", han_names.RUN.sub(" ", text))
        return [("western", " ".join(rest.split()))], originals
    out: list[tuple[str, str]] = []
    for item in items:
        script = "han" if han_names.CJK.search(item) else "western"
        if script == "han" and han_names.is_role(item.strip()):
            continue
        if out and out[-1][0] == script:
            out[-1] = (script, f"{out[-1][1]}, {item.strip()}")
        else:
            out.append((script, item.strip()))
    return out, []


def split_names(text: str) -> tuple[list[Piece], list[int], list[bool]]:
    """The parts of a list, the group of each (only parts of one group can be one name), and which are bodies.

    >>> parts, groups, bodies = split_names("Salaman, Graeme y Kenneth Thompson; World Health Organization")
    >>> [part.text for part in parts], groups, bodies
    (['Salaman', 'Graeme', 'Kenneth Thompson', 'World Health Organization'], [0, 0, 1, 2], [False, False, False, True])
    """
    out: list[tuple[str, int, bool]] = []
    group = 0
    if len(text) < 60 and name_bodies.is_place(_unmarked(text)):
        return [piece(text)], [0], [True]
    chunks = _SEMICOLON.split(text) if _SIGN.search(text) else [text]
    for chunk in chunks:
        if len(chunks) > 1:
            joined = and_pattern().match(chunk.lstrip())
            chunk = _trim(chunk.lstrip()[joined.end() :] if joined else chunk, False)[0]
        strong, weak = name_bodies.weight(chunk)
        if strong or weak or " of " in chunk or " for " in chunk:
            group = _with_bodies(chunk, group, out)
        else:
            group = _persons(chunk, group, out)
    pieces = [(piece(t), g, b) for t, g, b in _last_stop(out)]
    pieces = [row for row in pieces if row[0].words]
    pieces = _missing_comma(pieces)
    return _initials_together([p for p, _, _ in pieces]), [g for _, g, _ in pieces], [b for _, _, b in pieces]


def _missing_comma(pieces: list[tuple[Piece, int, bool]]) -> list[tuple[Piece, int, bool]]:
    """ "Greenwood, D.R. Müller, R.D.": initials and the next family name without a comma between."""
    shapes = [shape(p) for p, _, _ in pieces]
    if not any(a in "1N" and b == "G" and c == "I" for a, b, c in zip(shapes, shapes[1:], shapes[2:], strict=False)):
        return pieces
    out: list[tuple[Piece, int, bool]] = []
    for i, (part, group, body) in enumerate(pieces):
        head = len(part.kinds) - len(part.kinds.lstrip("I"))
        near = 0 < i < len(pieces) - 1 and pieces[i - 1][1] == group == pieces[i + 1][1]
        if near and shapes[i] == "G" and shapes[i - 1] in "1N" and shapes[i + 1] == "I" and head < len(part.words):
            out.append((piece(part.cut(0, head)), group, False))
            part = piece(part.cut(head, len(part.words)))
        out.append((part, group, body))
    return out


def _initials_together(parts: list[Piece]) -> list[Piece]:
    """In a list that writes initials together (Smith JP), short capitals at the end are initials, not a name (Simon GE)."""
    doubtful = [i for i, p in enumerate(parts) if p.kinds[-1] == "U" and "W" in p.kinds and p.kinds.count("U") == 1 and len(p.word(-1)) <= 4]
    for i in range(1, len(parts)):  # "Souza, MC"
        if parts[i].kinds == "U" and len(parts[i].text) < 4 and parts[i - 1].kinds.strip("p") in ("W", "WW"):
            parts[i] = Piece(parts[i].text, parts[i].words, "I")
    if doubtful and any(p.kinds[-1] == "I" and p.kinds[0] == "W" and p.word(-1).isupper() and "." not in p.word(-1) for p in parts):
        for i in doubtful:
            parts[i] = Piece(parts[i].text, parts[i].words, parts[i].kinds[:-1] + "I")
    return parts


def _with_bodies(chunk: str, group: int, out: list[tuple[str, int, bool]]) -> int:
    persons: list[str] = []
    for part in name_bodies.divide(chunk):
        if name_bodies.is_body(part):
            if persons:
                group = _persons(", ".join(persons), group, out)
                persons = []
            out.append((_quoted(part.strip(_EDGES)).removesuffix("."), group, True))
            group += 1
        else:
            persons.append(part)
    return _persons(", ".join(persons), group, out) if persons else group


def _quoted(text: str) -> str:
    """Without quotation marks round the whole or without a partner: "Фирма «Яндекс»" keeps its own."""
    inner = text.strip(_QUOTES)
    if inner == text or text[:1] in _QUOTES:
        return inner
    return text if any(c in inner for c in _QUOTES) else inner


def _persons(chunk: str, group: int, out: list[tuple[str, int, bool]]) -> int:
    for run in _DASH.split(chunk) if "-" in chunk or "–" in chunk or "—" in chunk else [chunk]:
        for together in _at_and(run):
            before = len(out)
            for part in together.split(","):
                stop = _STOP.search(part)
                if stop and rank(stop[1]) > 1:  # "Carpentier, Jean-Pierre. Aubert, Michel"
                    out.append((_bare(part[: stop.end(1)]), group, False))
                    group, part = group + 1, part[stop.end() :]
                text = _bare(part)
                if text:
                    out.append((text, group, False))
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
    first = after[:1]
    if not first or (first.islower() and after.split(" ", 1)[0] not in particles() and not after.startswith(("d'", "d’", "al-", "el-")) and not leading(after, titles())):
        return not before.strip(" ,")
    if match[0].strip() not in ("y", "i", "e"):
        return True
    left = before.rpartition(",")[2].split()
    right = after.split(",", 1)
    words = right[0].split()
    if len(left) == 1 and piece(left[0]).kinds == "W":
        given = right[1].strip() if len(right) > 1 and before.strip() == left[0] else ""
        if (len(words) == 1 and given) or (len(words) > 1 and piece(right[0]).kinds.endswith("I") and piece(right[0]).kinds[0] == "W"):
            return False
    return not (len(words) == 1 and len(right) == 1 and len(left) == 2 and piece(" ".join(left)).kinds == "WW" and match[0].strip() == "y")


def _unmarked(text: str) -> str:
    """Without the marks of brackets."""
    return text if text.isascii() else _MARKED.sub("", text).strip()


def _bare(part: str) -> str:
    """One part without titles, degrees and signs."""
    text = _unmarked(part).strip(_EDGES + _QUOTES + "()[]").lstrip(".")
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
    if parts in nobody():
        return ""
    if parts in titles() and (len(parts) > 1 or len(parts[0]) > 4 or text.endswith(".")):
        return ""
    for _ in range(6):
        at = _title_end(text)
        if not at:
            break
        text = text[at:].lstrip(_EDGES + ".")
    return text


def _title_end(text: str) -> int:
    """Where the title that a text begins with ends, with the academy or the field of a degree after it."""
    at = leading(text, titles())
    if not at:
        first = text.split(" ", 1)[0].rstrip(".")
        if not (1 < len(first) < 4 and split(first) in titles() and not set(first.casefold()) & set("aeiouy") and first != text and not first.isupper()):
            return 0
        at = len(first)
    words = text[at:].split(" ")
    size = next((n + 1 for n, word in enumerate(words[:4]) if word.casefold() in ("наук", "навук", "sciences")), 0)
    if not size and words and cyrillic(words[0] or "x"):
        size = next((n for n, word in enumerate(words[:3]) if word.rstrip(".,").casefold() not in academies()), len(words))
    return at + sum(len(word) + 1 for word in words[:size])


def _last_stop(parts: list[tuple[str, int, bool]]) -> list[tuple[str, int, bool]]:
    """The stop that ends the list is not part of the last name, unless it ends an initial ("Li Ming." against "Li M.")."""
    if parts and not parts[-1][2]:
        text, group, body = parts[-1]
        if text.endswith("."):
            core = re.split(r"[\s.]", text.rstrip("."))[-1]
            short = len(core) == 1 or (core[1:2] in "-‐–" and len(core) == 3)
            stops = "." in text.rstrip(".")
            family = stops and text[1:2] == "."  # "M. S. Kim."
            if len(core) == 1 and stops < 1 and _BARE_INITIAL.search(" ".join(t for t, _, b in parts[-3:] if not b)):
                short = False  # "Longman R W."
            if not short and (len(core) != 2 and len(core) != 3 or core.isupper() or family or (not stops and not _CONSONANT.search(core))):
                parts[-1] = (text.rstrip("."), group, body)
    return parts
