"""The statement of responsibility: "/ И. О. Фамилия, И. О. Фамилия ; под ред. А. Б. Имени ; пер. с англ. В. Г. Имени".

GOST 7.1-2003, 5.2.6; R 7.0.100-2018, 5.2.6. A semicolon divides the groups; names after a role stand in the genitive
and are kept as printed.
"""

from __future__ import annotations

from dataclasses import dataclass

from polybib.model import Span
from polybib.styles import _gost_names as names
from polybib.styles import _gost_words as lex
from polybib.styles._gost_hits import Page, clean
from polybib.styles._gost_names import DIRECT, INVERTED, PLAIN, WORD
from polybib.styles._scan import compiled, trim

ROLES = ("role.editor", "role.translator", "role.compiler", "role.other", "role.illustrator")
LABEL = {"role.editor": "editor", "role.translator": "translator", "role.compiler": "compiler"}
SLASH = r"\s++/(?!/)\s*+|(?<=[\p{L}.»”\")\]…?!])/(?!/)\s++"
EDGE = " \t\u3000\u00a0,;:–—-/"
FROM = r"\s*+\(?(?:с|з|со|от|из|from|from the|aus dem)\s++\p{L}[\p{L}.-]*+(?:(?:\s++(?:и|і|та|and|,)\s++|-)\p{Ll}[\p{Ll}.-]*+)?(?:\s++(?:яз|языка|мови|мов|еврейск|греч)\b\.?)?\)?"
AUTHOR_WORDS = frozenset(("авт", "автор", "авторы", "автори", "аўт", "аўтар", "authors", "author", "by"))


@dataclass(frozen=True, slots=True)
class Role:
    """A run of role words: its stretch and the labels that it gives to the names after it."""

    start: int
    end: int
    labels: tuple[str, ...]


def slash(page: Page, low: int, high: int) -> Span | None:
    """The first slash between two positions that divides title and statement."""
    for match in compiled(SLASH).finditer(page.work, low, high):
        if match.start() > low and not page.shut(match.start()):
            return Span(*match.span())
    return None


def role_at(page: Page, i: int, high: int) -> Role | None:
    """The run of role words that begins at a word: "сост. и отв. ред.", "пер. с англ., под ред."."""
    table = lex.phrases(*ROLES)
    start, labels, end, j = page.tokens[i].start, [], 0, i
    while j < len(page.tokens) and page.tokens[j].end <= high:
        found = lex.phrase_at(page.work, page.tokens, j, table)
        if not found or (
            end and page.work[page.tokens[j].start].isupper() and not page.work[end:].lstrip(" .,:")[:1].isupper()
        ):
            break
        label = LABEL.get(found[0], "contributor")
        if label == "contributor" and page.tokens[j].key in AUTHOR_WORDS and found[1] == j + 1:
            label = "author.statement"
        labels.append(label)
        j = found[1]
        end = page.tokens[j - 1].end
        tail = compiled(rf"\.?(?:{FROM}){{0,2}}").match(page.work, end, high)
        end = tail.end() if tail else end
        joint = compiled(r"\.?\s*+(?:[,;]\s*+)?(?:(?:и|та|і|and|&)\s++)?").match(page.work, end, high)
        j = page.index(joint.end()) if joint else j
        if j < len(page.tokens) and joint and page.tokens[j].start != joint.end():
            break
    if not labels:
        return None
    sign = compiled(r"\.?\s*+:?\s*+(?:на\s++(?=\p{Lu}))?").match(page.work, end, high)
    return Role(start, sign.end() if sign else end, tuple(dict.fromkeys(labels)))


def implicit(page: Page, low: int, high: int) -> Role | None:
    """A role word with names after it where no slash stands before it: "Title. Ed. Ma Huateng.", "… под ред. И. О. Ф."."""
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
        if not role or role.labels[0] == "contributor" or "edition-note" in lex.kinds().get(page.key(i - 1), ()):
            continue
        at = names.skip_titles(page, role.end, high)
        if page.work[: role.end].rstrip().endswith(":"):
            extra = f"|{PLAIN}|{WORD}"
        elif clean(page, token.start) and len(page.work[token.start : role.end].split()) < 6:
            extra = f"|{PLAIN}"
        else:
            extra = rf"|{WORD}(?=\s*+\[)"
        shapes = f"{DIRECT}|{INVERTED}{extra}"
        if names.list_at(page, at, high, shapes)[1] and page.work[role.end - 1] in ".: yfа":
            return role
    return None


def begins(page: Page, at: int, high: int) -> bool:
    """Does a statement with a role begin at a position ("// Пер. с англ. под ред. И. О. Фамилии")?"""
    i = page.index(at)
    role = role_at(page, i, high) if i < len(page.tokens) and not page.work[at : page.tokens[i].start].strip() else None
    start = names.skip_titles(page, role.end, high) if role else high
    return bool(role and names.list_at(page, start, high, f"{DIRECT}|{INVERTED}|{PLAIN}")[1])


def stop(page: Page, low: int, high: int) -> int:
    """Where the names of a statement end, as far as their form shows it: the imprint cannot begin before."""
    at = low
    while at < high:
        i = page.index(at)
        role = (
            role_at(page, i, high)
            if i < len(page.tokens) and not page.work[at : page.tokens[i].start].strip(" ,;.[]")
            else None
        )
        start = names.skip_titles(page, role.end, high) if role else at
        start += len(page.work[start:high]) - len(page.work[start:high].lstrip(" ,;"))
        end, count = names.list_at(page, start, high, f"{DIRECT}|{INVERTED}", names.MARK + "?")
        if not count or (at > low and not role and not page.work[at:start].strip()):
            break
        at = end
    return at + len(page.work[at:high]) - len(page.work[at:high].lstrip(" ,.;"))


def read(page: Page, low: int, high: int, *, host: bool = False) -> bool:
    """Label a statement. `host`: it belongs to the host, whose authors are the container's. True where it names
    authors without a role."""
    runs = list(_runs(page, low, high))
    first = runs[0].start if runs else high
    authors = _group(page, low, first, ("container-author",) if host else ("author.statement",), bare=True)
    for n, role in enumerate(runs):
        stop = runs[n + 1].start if n + 1 < len(runs) else high
        page.sheet.claim("syntax", role.start, role.end)
        _group(page, role.end, stop, role.labels, role=role)
    return authors


def _runs(page: Page, low: int, high: int) -> list[Role]:
    runs, at = [], low
    for i in range(page.index(low), len(page.tokens)):
        token = page.tokens[i]
        if token.start >= high:
            break
        if token.start < at or page.shut(token.start) or (token.start > low and not clean(page, token.start)):
            continue
        role = role_at(page, i, high)
        if role and (page.work[role.start].islower() or token.start == low or len(token.key) > 2):
            long = len(page.work[role.start : role.end].strip(" .:")) > 4
            if (
                long
                or role.end >= high
                or compiled(r"[:.,;)]|\s\p{Lu}").search(page.work, page.tokens[i].end, min(high, role.end + 2))
            ):
                runs.append(role)
                at = role.end
    return runs


def _group(
    page: Page, low: int, high: int, labels: tuple[str, ...], *, bare: bool = False, role: Role | None = None
) -> bool:
    """Label the names of one group; what stands after a semicolon without a role is a body's part, and stays."""
    work = page.work
    span = trim(work, low, high, EDGE)
    if span.end <= span.start:
        return False
    stop = compiled(r"\s*+;").search(work, span.start, span.end)
    while (
        stop and names.list_at(page, compiled(r";?\s*+").match(work, stop.end(), span.end).end(), span.end, DIRECT)[1]
    ):  # type: ignore[union-attr]
        stop = compiled(r"\s*+;").search(work, stop.end(), span.end)
    end = stop.start() if stop else span.end
    start = names.skip_titles(page, span.start, end)
    label = labels[0]
    if bare:
        return _bare(page, span.start, end, label)
    end = _bracketed_role(page, labels, start, end)
    listed, count = names.list_at(page, start, end, f"{DIRECT}|{INVERTED}|{PLAIN}|{WORD}", names.MARK + "?")
    if not count:
        far = compiled(f"{DIRECT}|{INVERTED}").search(work, start, end)
        if not far and work[start : start + 1].islower():
            return False  # "ред. журн. «Климат»" names no one
        start = far.start() if far else span.start
        listed = end
    listed = end if work[listed:end].strip(EDGE + ".") else listed
    order = "given-first" if compiled(DIRECT).match(work, start, end) else ""
    if len(labels) > 1 and role:
        for extra in labels[1:]:
            text = work[start:listed]
            page.sheet.out.append(_inferred(extra, page, role, text))
    page.sheet.claim(label, start, without_stop(work, start, listed), EDGE, order=order)
    return False


def without_stop(work: str, low: int, high: int) -> int:
    """The end of names without the area's full stop, which is not an initial's."""
    span = trim(work, low, high, EDGE)
    last = compiled(r"[\p{L}\p{M}’'-]{3,}+\.$").search(work, max(low, span.end - 40), span.end)
    return span.end - 1 if last else span.end


def _inferred(label: str, page: Page, role: Role, text: str):  # type: ignore[no-untyped-def]
    from polybib.segments import Segment

    for one in reversed(page.sheet.out):  # the place of the role word carries the second role
        if one.label == "syntax" and one.start == role.start:
            page.sheet.out.remove(one)
            break
    return Segment(
        label, role.start, max(role.start + 1, len(page.work[: role.end].rstrip(" .:"))), value=text.strip(EDGE)
    )


def _bracketed_role(page: Page, labels: tuple[str, ...], low: int, high: int) -> int:
    """ "редкол.: М. Касцюк (гал. рэд.), И. О. Фамилия": names after a role in brackets are read apart; the end of those
    before it."""
    for match in compiled(r"\s*+\([^()]{2,30}\)\s*+").finditer(page.work, low, high):
        role = role_in_brackets(page, match.start(), high)
        if role:
            rest = trim(page.work, match.end(), high, EDGE + ".")
            if rest.end > rest.start and names.list_at(page, rest.start, rest.end, f"{DIRECT}|{INVERTED}")[1]:
                page.sheet.claim(labels[0], rest.start, rest.end, EDGE)
            return match.start()
    return high


def _bare(page: Page, low: int, high: int, label: str) -> bool:
    """Names without a role; a statement that names a body, or says something else, is left as it is."""
    work = page.work
    low = names.skip_titles(page, low, high)
    listed, count = names.list_at(page, low, high, f"{DIRECT}|{INVERTED}|{PLAIN}", names.MARK + "?")
    if count and (listed >= high or work[listed : listed + 1] in ",;. [(" or not work[listed:high].strip()):
        rest = work[listed:high].strip(" .,;")
        if rest and work[listed : listed + 1] not in ";," and rest[0] not in "[(":
            return False
        order = (
            "given-first"
            if compiled(DIRECT).match(work, low, high)
            else "family-first"
            if compiled(INVERTED).match(work, low, high)
            else "given-first"
        )
        trailing = bool(role_in_brackets(page, listed, high))
        page.sheet.claim("editor" if trailing else label, low, without_stop(work, low, listed), EDGE, order=order)
        return not trailing
    return False


def role_in_brackets(page: Page, at: int, high: int) -> Role | None:
    """ "Вячеслав Загребин (ред.)": the role after the name."""
    match = compiled(r"\s*+\(\s*+").match(page.work, at, high)
    i = page.index(match.end()) if match else len(page.tokens)
    return role_at(page, i, high) if match and i < len(page.tokens) else None
