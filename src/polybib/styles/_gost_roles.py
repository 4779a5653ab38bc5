"""Role words before names: "под общ. ред.", "сост. и отв. ред.", "пер. с древнегреч.", "ed. by" (formats.md, 1.4)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from polybib.styles import _gost_names as names
from polybib.styles import _gost_words as lex
from polybib.styles._gost_page import Page
from polybib.styles._scan import compiled

ROLES = ("role.editor", "role.translator", "role.compiler", "role.other", "role.illustrator")
MOST = 8  # roles in one run
LABEL = {"role.editor": "editor", "role.translator": "translator", "role.compiler": "compiler"}


@dataclass(frozen=True, slots=True)
class Role:
    """A run of role words: its stretch and the labels that it gives to the names after it."""

    start: int
    end: int
    labels: tuple[str, ...]


@cache
def _from() -> str:
    """ "с англ.", "з нім. та фр.", "from the French": the language of the original after a translator's word."""
    source, joint, tongue = lex.one_of("translated-from"), lex.one_of("and"), lex.one_of("language-name")
    name = r"\p{L}[\p{L}.-]*+"
    more = rf"(?:(?:\s++{joint}\s++|,\s*+|-)\p{{Ll}}[\p{{Ll}}.-]*+)?"
    return rf"\.?(?:\s*+\(?{source}\s++{name}{more}(?:\s++{tongue}\b\.?)?\)?){{0,2}}"


def role_at(page: Page, i: int, high: int) -> Role | None:
    """The run of role words that begins at a word: "сост. и отв. ред.", "пер. с англ., под ред."."""
    table, work = lex.phrases(*ROLES), page.work
    labels: list[str] = []
    end, j = 0, i
    while j < len(page.tokens) and page.tokens[j].end <= high and len(labels) < MOST:
        found = lex.phrase_at(work, page.tokens, j, table)
        if not found or (end and work[page.tokens[j].start].isupper()):
            break
        labels.append(_label(page, j, found))
        end = page.tokens[found[1] - 1].end
        tail = compiled(_from()).match(work, end, high)
        end = tail.end() if tail else end
        joint = compiled(rf"\.?\s*+(?:[,;]\s*+)?(?:{lex.one_of('and')}\s++)?").match(work, end, high)
        j = page.index(joint.end()) if joint else len(page.tokens)
        if j < len(page.tokens) and joint and page.tokens[j].start != joint.end():
            break
    if not labels:
        return None
    sign = compiled(r"\.?\s*+:?\s*+(?:на\s++(?=\p{Lu}))?").match(work, end, high)
    return Role(page.tokens[i].start, sign.end() if sign else end, tuple(dict.fromkeys(labels)))


def _label(page: Page, i: int, found: tuple[str, int]) -> str:
    """ "авт." alone stands before authors; other roles that are not edited, translated or compiled contribute."""
    if found[0] in LABEL:
        return LABEL[found[0]]
    alone = found[1] == i + 1 and page.tokens[i].key in lex.single("role.author")
    return "author.statement" if alone else "contributor"


def implicit(page: Page, low: int, high: int) -> Role | None:
    """A role word with names after it, without a slash: "Title. Ed. Ma Huateng.", "… под ред. И. О. Ф."."""
    table = lex.phrases(*ROLES[:3])
    if page.keys.isdisjoint(table):
        return None
    for i in range(page.index(low), len(page.tokens)):
        token = page.tokens[i]
        if token.start >= high:
            return None
        if token.key not in table or token.start <= low or page.shut(token.start):
            continue
        role = role_at(page, i, high)
        if not role or role.labels[0] not in LABEL.values():
            continue
        if "edition-note" not in lex.kinds().get(page.key(i - 1), ()) and _names_follow(page, role, high):
            return role
    return None


def _names_follow(page: Page, role: Role, high: int) -> bool:
    """Names with initials show a role anywhere; other names only where a sign sets the role off."""
    printed = page.work[role.start : role.end]
    if printed.rstrip().endswith(":"):
        shapes = "direct inverted plain word"
    elif page.clean(role.start) and len(printed.split()) < 6:
        shapes = "direct inverted plain"
    else:
        shapes = "direct inverted marked"
    at = names.skip_titles(page, role.end, high)
    return bool(names.list_at(page, at, high, shapes)[1]) and not printed[-1:].isalnum()
