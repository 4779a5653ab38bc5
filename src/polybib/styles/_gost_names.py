"""What a name looks like in the heading ("Фамилия, И. О.") and in the statement ("И. О. Фамилия"), and lists of them.

GOST 7.80-2000 (heading), GOST 7.1-2003, 5.2.6 (statement of responsibility).
"""

from __future__ import annotations

from functools import cache

import regex

from polybib import words
from polybib.styles import _gost_words as lex
from polybib.styles._gost_page import Page
from polybib.styles._scan import compiled

LETTER = r"[\p{L}\p{M}'’ʹ`]"
WORD = rf"\p{{Lu}}{LETTER}++(?:[-‐‑–]\p{{L}}{LETTER}*+)*+"
INITIAL = r"(?:\p{Lu}\p{Ll}{0,2}|[3О])"  # "3." is how scanning reads "З."
MARK = r"\s*+\[[^\[\]]{2,14}\]"
ENGLISH = frozenset(("of", "the"))  # particles of saints and kings only


@cache
def gap() -> str:
    """What stands between two names of a list."""
    joint = lex.one_of("and")
    return rf"(?:\s*+[,;]\s*+(?:{joint}\s++)?|\s++{joint}\s++|\s*+&\s*+)"


@cache
def shape(name: str) -> str:
    """The pattern of a name: "inverted" (Иванов, И. И.), "direct" (И. И. Иванов), "plain" (Иван Иванович Иванов),
    "word" (Иванов), "marked" (a word before "[и др.]")."""
    found = {w for w in words.get("name.particle", *lex.LANGUAGES) if w not in ENGLISH}
    particle = "(?:" + "|".join(sorted(map(regex.escape, found), key=lambda w: (-len(w), w))) + ")"
    joint, suffix = lex.one_of("and"), lex.one_of("family-suffix")
    initials = (
        rf"(?:{INITIAL}\.(?:\s*+[-‐–]?\s*+{INITIAL}\.(?!\s*+:)){{0,3}}+(?:\s?\p{{Lu}}(?=\s*+[,;&(]|\s++{joint}\s|$))?"
        r"|\p{Lu}(?=\s*+[,;])|[А-ЯЁІЇЄЎ]\.?\s?[А-ЯЁІЇЄЎ](?=\s*+[,;.]))"
    )
    family = rf"(?:{particle}\s++)?+(?:{WORD}|[3О]{LETTER}++)\d{{0,2}}(?:\s++{particle}\s++{WORD})?+"
    last = rf"(?:\s++{particle}(?=[\s.,;])(?!\s++\p{{Ll}}))?+"
    shapes = {
        "inverted": rf"(?:{family}(?:\s++{WORD}){{0,2}}?,?\s*+{initials}{last})",
        "direct": rf"(?:{initials}\s*+{family}(?:\s++{suffix}\b\.?)?+)",
        "plain": rf"(?:{WORD}(?:\s++(?:{particle}|{INITIAL}\.|{WORD})){{1,3}}+)",
        "word": WORD,
        "marked": rf"{WORD}(?=\s*+\[)",
        "initials": initials,
    }
    return shapes[name]


@cache
def pattern(name: str) -> regex.Pattern[str]:
    """A shape, compiled."""
    return regex.compile(shape(name))


def name_at(page: Page, at: int, high: int, shapes: str) -> int:
    """The end of one name in any of the shapes named ("direct inverted"), tried in this order; 0 where none fits."""
    for name in shapes.split():
        match = pattern(name).match(page.work, at, high)
        if match:
            return match.end()
    return 0


def more_at(page: Page, at: int, high: int) -> int:
    """The end of "и др.", "[и др.]", "et al." that begins at a position (after a comma or bracket), else 0."""
    opened = compiled(r"\s*+[,;]?\s*+(?P<b>[\[(]?)\s*+").match(page.work, at, high)
    i = page.index(opened.end()) if opened else len(page.tokens)
    if not opened or i >= len(page.tokens) or page.tokens[i].start != opened.end():
        return 0
    found = lex.phrase_at(page.work, page.tokens, i, lex.phrases("et-al"))
    if not found:
        return 0
    end = page.tokens[found[1] - 1].end
    closed = compiled(r"\.?\s*+\]?+\)?+" if opened["b"] else r"\.?").match(page.work, end, high)
    return closed.end() if closed else end


def list_at(page: Page, at: int, high: int, shapes: str) -> tuple[int, int]:
    """The end of a list of names in the shapes named that begins at a position, and how many there are; "и др." at its
    end belongs to it, and so does a word in square brackets after a name."""
    end, count, step = name_at(page, at, high, shapes), 0, compiled(gap())
    if not end:
        return at, 0
    mark = compiled(MARK)
    while count < 60:
        more = more_at(page, end, high)
        if more:
            return more, count + 1
        marked = mark.match(page.work, end, high)
        end, count = marked.end() if marked else end, count + 1
        between = step.match(page.work, end, high)
        found = name_at(page, between.end(), high, shapes) if between else 0
        if not found:
            break
        end = found
    return end, count


def skip_titles(page: Page, at: int, high: int) -> int:
    """The position after "проф.", "д-ра ист. наук", "академика РАН" and the like."""
    table, work = lex.phrases("name.title", "name.academy"), page.work
    first = i = page.index(at)
    while i < len(page.tokens) and page.tokens[i].end <= high:
        word, found = page.tokens[i], lex.phrase_at(work, page.tokens, i, table)
        if found and len(word.key) > 1:
            ended = work[page.tokens[found[1] - 1].end : high][:1] in ".-,"
            if not (ended or i > first or len(word.key) > 2 or work[word.start].islower()):
                break
            i = found[1]
        elif i > first and work[word.start].islower() and _within_title(page, i, table):
            i += 1
        else:
            break
        signs = compiled(r"\.?\s*+,?\s*+").match(work, page.tokens[i - 1].end, high)
        at = signs.end() if signs else page.tokens[i - 1].end
    return at


def _within_title(page: Page, i: int, table: lex.Table) -> bool:
    """ "ист." in "д-ра ист. наук", "юридических" in "доктора юридических наук"."""
    end = page.tokens[i].end
    return page.work[end : end + 1] in (".", "-") or page.key(i + 1) in table


def family_names(page: Page, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of family names alone ("Лебедев, Чернобровкин"), where all have the ending of a Slavic one."""
    spans, at = [], start
    for match in compiled(gap()).finditer(page.work, start, end):
        spans.append((at, match.start()))
        at = match.end()
    spans.append((at, end))
    ending, name = compiled(lex.endings("ending.family")), compiled(WORD)
    good = all(b - a > 4 and name.fullmatch(page.work, a, b) and ending.search(page.work, a, b) for a, b in spans)
    return spans if good else []


def is_person(text: str) -> bool:
    """Two or three capitalised Cyrillic words: is one a patronymic, or has one the ending of a Slavic family name
    while none is an adjective?

    >>> is_person("Шевченко Тарас"), is_person("Белозеров Иван Валентинович"), is_person("Красная Армия")
    (True, True, False)
    """
    parts = text.casefold().split()
    if len(parts) == 3:
        return any(compiled(lex.endings("ending.patronymic")).search(p) for p in parts)
    if len(parts) != 2 or compiled(r"\p{Latin}").search(text):
        return False
    soft = compiled(r"(?:[кнрлмсйь]|к[ао]|[иы]ха)$")  # other endings that names have and abstract nouns do not
    family = compiled(lex.endings("ending.family"))
    adjective = compiled(lex.endings("ending.adjective"))
    named = family.search(parts[0]) or family.search(parts[1]) or soft.search(parts[0]) or soft.search(parts[1])
    return bool(named) and not (adjective.search(parts[0]) and not family.search(parts[0])) and len(parts[1]) > 1


@cache
def bodies() -> frozenset[str]:
    """The first words, and key words, of bodies."""
    return frozenset(w for w in words.get("body") if " " not in w)
