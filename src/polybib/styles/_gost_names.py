"""What a name looks like in the heading ("Фамилия, И. О.") and in the statement ("И. О. Фамилия"), and lists of them.

GOST 7.80-2000 (heading), GOST 7.1-2003, 5.2.6 (statement of responsibility).
"""

from __future__ import annotations

from functools import cache

from polybib import words
from polybib.styles import _gost_words as lex
from polybib.styles._gost_hits import Page
from polybib.styles._scan import compiled

LETTER = r"[\p{L}\p{M}'’ʹ`]"
WORD = rf"\p{{Lu}}{LETTER}++(?:[-‐‑–]\p{{L}}{LETTER}*+)*+"
INITIAL = r"(?:\p{Lu}\p{Ll}{0,2}|[3О])"
INITIALS = (
    rf"(?:{INITIAL}\.(?:\s*+[-‐–]?\s*+{INITIAL}\.(?!\s*+:)){{0,3}}+(?:\s?\p{{Lu}}(?=\s*+[,;&(]|\s++(?:и|та|і|and)\s|$))?"
    r"|\p{Lu}(?=\s*+[,;])|[А-ЯЁІЇЄЎ]\.?\s?[А-ЯЁІЇЄЎ](?=\s*+[,;.]))"
)
PARTICLE = r"(?:фон(?: дер)?|ван(?: дер| ден)?|де(?: ла)?|да|ди|дель|делла|дос|ла|ле|аль|эль|бен|ибн|тер|von(?: der)?|van(?: der| den|)?|der|den|de(?: la| las| los|)?|del|della|di|da|dos|du|la|le|ten|ter|zu|al|el|af|d['’])"
FAMILY = rf"(?:{PARTICLE}\s++)?+(?:{WORD}|[3О]{LETTER}++)\d{{0,2}}(?:\s++{PARTICLE}\s++{WORD})?+"
INVERTED = rf"(?:{FAMILY}(?:\s++{WORD}){{0,2}}?,?\s*+{INITIALS}(?:\s++{PARTICLE}(?=[\s.,;])(?!\s++\p{{Ll}}))?+)"
DIRECT = rf"(?:{INITIALS}\s*+{FAMILY}(?:\s++(?:мл|ст|Jr|Sr)\b\.?)?+)"
PLAIN = rf"(?:{WORD}(?:\s++(?:{PARTICLE}|{INITIAL}\.|{WORD})){{1,3}}+)"
MARK = r"(?:\s*+\[[^\[\]]{2,14}\])"
GAP = r"(?:\s*+[,;]\s*+(?:and\s++|и\s++|&\s*+)?|\s++(?:и|й|та|і|and|und|et|&|with|ды)\s++|\s*+&\s*+)"


def more_at(page: Page, at: int, high: int) -> int:
    """The end of "и др.", "[и др.]", "et al." that begins at a position (after a comma or bracket), else 0."""
    opened = compiled(r"\s*+[,;]?\s*+(?P<b>[\[(]?)\s*+").match(page.work, at, high)
    if not opened:
        return 0
    i = page.index(opened.end())
    if i >= len(page.tokens) or page.tokens[i].start != opened.end():
        return 0
    found = lex.phrase_at(page.work, page.tokens, i, _more())
    if not found:
        return 0
    end = page.tokens[found[1] - 1].end
    closed = compiled(r"\.?\s*+\]?+\)?+" if opened["b"] else r"\.?").match(page.work, end, high)
    return closed.end() if closed else end


def _more() -> lex.Table:
    return lex.phrases("et-al")


def list_at(page: Page, at: int, high: int, shapes: str, extra: str = "") -> tuple[int, int]:
    """The end of a list of names in one of the shapes (patterns, "|" between) that begins at a position, and how
    many there are; "и др." at its end belongs to it."""
    name = compiled(rf"(?:{shapes}){extra}")
    match = name.match(page.work, at, high)
    if not match:
        return at, 0
    end, count = match.end(), 1
    while count < 60:
        more = more_at(page, end, high)
        if more:
            return more, count
        gap = compiled(GAP).match(page.work, end, high)
        match = name.match(page.work, gap.end(), high) if gap else None
        if not match:
            break
        end, count = match.end(), count + 1
    return end, count


def skip_titles(page: Page, at: int, high: int) -> int:
    """The position after "проф.", "д-ра ист. наук", "академика РАН" and the like."""
    table = lex.phrases("name.title", "name.academy")
    first = i = page.index(at)
    while i < len(page.tokens) and page.tokens[i].end <= high:
        found = lex.phrase_at(page.work, page.tokens, i, table)
        word = page.tokens[i]
        if found and (
            page.work[word.start].islower()
            or page.work[page.tokens[found[1] - 1].end : high][:1] in ".-,"
            or i > first
            or len(word.key) > 2
        ):
            if len(word.key) == 1:
                break
            i = found[1]
        elif (
            i > first
            and page.work[word.start].islower()
            and (page.work[word.end : word.end + 1] in ".-" or page.key(i + 1) in ("наук", "навук", "sciences"))
        ):
            i += 1
        else:
            break
        end = page.tokens[i - 1].end
        signs = compiled(r"\.?\s*+,?\s*+").match(page.work, end, high)
        at = signs.end() if signs else end
    return at


def is_mononym_list(page: Page, start: int, end: int) -> bool:
    """Family names alone ("Лебедев, Чернобровкин"): all have an ending of Slavic family names."""
    ending = compiled(
        r"(?:[оеё]в|[иы]н|[сц]кий|[сц]ький|енко|[юу]к|янц?|швили|дзе|[сц]кая|[оеё]ва|[иы]на|ович|евич|петлев)(?:-\w+)?"
    )
    parts = compiled(GAP).split(page.work[start:end])
    return all(p and compiled(WORD).fullmatch(p) and len(p) > 4 and ending.search(p, max(0, len(p) - 7)) for p in parts)


def given_name_endings(word: str) -> bool:
    """Patronymics decide that a name of several words is a person's: -ович, -евна, -оглы ..."""
    return bool(
        compiled(
            r"(?:ович|евич|ич|івна|ївна|овна|евна|ична|инична|оглы|улы|ұлы|қызы|кызы|ovich|evich|ovna|evna)$"
        ).search(word)
    )


@cache
def bodies() -> frozenset[str]:
    """The first words, and key words, of bodies."""
    return frozenset(w for w in words.get("body") if " " not in w)
