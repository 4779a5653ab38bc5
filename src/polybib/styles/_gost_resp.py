"""The statement of responsibility: "/ И. О. Фамилия, И. О. Фамилия ; под ред. А. Б. Имени ; пер. с англ. В. Г. Имени".

GOST 7.1-2003, 5.2.6; R 7.0.100-2018, 5.2.6. A semicolon divides the groups; names after a role stand in the genitive
and are kept as printed.
"""

from __future__ import annotations

from polybib.model import Span
from polybib.segments import Segment
from polybib.styles import _gost_names as names
from polybib.styles._gost_marks import dashes
from polybib.styles._gost_page import Page
from polybib.styles._gost_roles import Role, role_at
from polybib.styles._scan import compiled, trim
from polybib.styles._sheet import GONE

SLASH = rf"\s++/(?!/)\s*+|(?<=[\p{{L}}.»”\")\]…?!{GONE}])/(?!/)\s++"
EDGE = " \t\u3000\u00a0,;:–—-/" + GONE


def slash(page: Page, low: int, high: int) -> Span | None:
    """The first slash between two positions that divides title and statement."""
    for match in compiled(SLASH).finditer(page.work, low, high):
        if match.start() > low and not page.shut(match.start()):
            return Span(*match.span())
    return None


def begins(page: Page, at: int, high: int) -> bool:
    """Does a statement with a role begin at a position ("// Пер. с англ. под ред. И. О. Фамилии")?"""
    i = page.index(at)
    near = i < len(page.tokens) and not page.work[at : page.tokens[i].start].strip()
    role = role_at(page, i, high) if near else None
    return bool(role and names.list_at(page, names.skip_titles(page, role.end, high), high, "direct inverted plain")[1])


def stop(page: Page, low: int, high: int) -> int:
    """Where the names of a statement end, as far as their form shows it: the imprint cannot begin before."""
    at = low
    while at < high:
        i = page.index(at)
        near = i < len(page.tokens) and not page.work[at : page.tokens[i].start].strip(" ,;.[]")
        role = role_at(page, i, high) if near else None
        start = _past(page, names.skip_titles(page, role.end, high) if role else at, high, " ,;")
        end, count = names.list_at(page, start, high, "direct inverted")
        if not count or (at > low and not role and not page.work[at:start].strip()):
            break
        at = end
    return _past(page, at, high, " ,.;")


def _past(page: Page, at: int, high: int, signs: str) -> int:
    return at + len(page.work[at:high]) - len(page.work[at:high].lstrip(signs))


def read(page: Page, low: int, high: int, *, host: bool = False, headed: bool = False) -> None:
    """Label a statement. `host`: it belongs to the host, whose authors are the container's; `headed`: the authors stand
    in a heading, so that a body in the statement is none of them."""
    runs = _runs(page, low, high)
    first = runs[0].start if runs else high
    _authors(page, low, first, "container-author" if host else "author.statement", bodies=not (host or headed))
    for n, role in enumerate(runs):
        end = runs[n + 1].start if n + 1 < len(runs) else high
        page.sheet.claim("syntax", role.start, role.end)
        _group(page, role, end)


def _runs(page: Page, low: int, high: int) -> list[Role]:
    """The runs of role words in a statement."""
    runs: list[Role] = []
    at = low
    for i in range(page.index(low), len(page.tokens)):
        token = page.tokens[i]
        if token.start >= high:
            break
        if token.start < at or page.shut(token.start) or (token.start > low and not page.clean(token.start)):
            continue
        role = role_at(page, i, high)
        if role and (page.work[role.start].islower() or token.start == low or len(token.key) > 2):
            long = len(page.work[role.start : role.end].strip(" .:")) > 4
            sign = compiled(r"[:.,;)]|\s\p{Lu}").search(page.work, page.tokens[i].end, min(high, role.end + 2))
            if long or sign or role.end >= high:
                runs.append(role)
                at = role.end
    return runs


def _authors(page: Page, low: int, high: int, label: str, *, bodies: bool) -> None:
    """Names without a role. A body is the author where there is no other; the bodies after a semicolon are kept for
    the publisher of a thesis. A statement that says something else is left as it is."""
    work = page.work
    span = trim(work, low, high, EDGE)
    first = _group_end(page, span)
    _more_bodies(page, first, span.end)
    body = _body(page, span.start, first)
    if body and bodies:
        return page.sheet.claim(label, *body)
    if body:
        return page.bodies.insert(0, body)
    low, high = names.skip_titles(page, span.start, span.end), first
    end, count = names.list_at(page, low, high, "direct inverted plain")
    rest = work[end:high].strip(EDGE + ".")
    if not count or (rest and work[end] not in ";," and rest[0] not in "[("):
        return
    inverted = names.pattern("inverted").match(work, low, high) and not names.pattern("direct").match(work, low, high)
    trailing = role_in_brackets(page, end, high)
    page.sheet.claim(
        "editor" if trailing else label,
        low,
        without_stop(work, low, end),
        EDGE,
        order="family-first" if inverted else "given-first",
    )


def _body(page: Page, low: int, high: int) -> Span | None:
    """The stretch of a body that fills a group of a statement ("Ин-т экономики НАН Беларуси", "ВОЗ"), else none."""
    from polybib.values import bodies

    lines = dashes(page, low, high)
    span = trim(page.work, low, lines[0][0] if lines else high, EDGE + "[].")
    text = page.work[span.start : span.end]
    if not 2 < len(text) < 160 or GONE in text or not text[0].isupper():
        return None
    if not bodies.is_body(text) and not _acronym(text):
        return None
    return None if names.name_at(page, span.start, span.end, "direct inverted") else span


def _acronym(text: str) -> bool:
    """Words that end with an acronym name a body ("Программа развития ООН")."""
    return bool(compiled(r"\p{Lu}\p{L}++(?:\s++\p{Ll}++){0,6}+\s++\p{Lu}{2,8}").fullmatch(text))


def _more_bodies(page: Page, low: int, high: int) -> None:
    """Keep the bodies that groups without a role name, beside the authors."""
    at = low
    for part in page.work[low:high].split(";"):
        body = _body(page, at, at + len(part))
        at += len(part) + 1
        if body:
            page.bodies.append(body)


def _group_end(page: Page, span: Span) -> int:
    """The end of a group: its semicolon, unless more initials follow it."""
    work = page.work
    sign = compiled(r"\s*+;\s*+").search(work, span.start, span.end)
    while sign and names.list_at(page, sign.end(), span.end, "direct")[1]:
        sign = compiled(r"\s*+;\s*+").search(work, sign.end(), span.end)
    return sign.start() if sign else span.end


def _group(page: Page, role: Role, high: int) -> None:
    """Label the names after a role; what stands after a semicolon without a role is a body's part, and stays."""
    work = page.work
    span = trim(work, role.end, high, EDGE)
    if span.end <= span.start:
        return
    end = _group_end(page, span)
    _more_bodies(page, end, span.end)
    start = names.skip_titles(page, span.start, end)
    end = _bracketed_roles(page, role.labels[0], start, end)
    listed, count = names.list_at(page, start, end, "direct inverted plain word")
    if not count:
        found = [m for m in (names.pattern(n).search(work, start, end) for n in ("direct", "inverted")) if m]
        far = min(found, key=lambda m: m.start(), default=None)
        if not far and work[start : start + 1].islower():
            return  # "ред. журн. «Климат»" names no one
        start = far.start() if far else span.start
        listed = end
    listed = end if work[listed:end].strip(EDGE + ".") else listed
    if len(role.labels) > 1:
        _more_roles(page, role, work[start:listed].strip(EDGE))
    order = "given-first" if names.pattern("direct").match(work, start, end) else ""
    page.sheet.claim(role.labels[0], start, without_stop(work, start, listed), EDGE, order=order)


def _more_roles(page: Page, role: Role, text: str) -> None:
    """ "под ред. и пер. И. О. Фамилии": the role words carry the same names for the other roles."""
    out = page.sheet.out
    out[:] = [s for s in out if not (s.label == "syntax" and s.start == role.start)]
    end = role.start + len(page.sheet.text.text[role.start : role.end].rstrip(" .:"))
    step = max(1, (end - role.start) // len(role.labels))
    for n, label in enumerate(role.labels[1:]):
        out.append(Segment(label, role.start + n * step, min(end, role.start + (n + 1) * step), value=text))


def without_stop(work: str, low: int, high: int) -> int:
    """The end of names without the area's full stop, which is not an initial's."""
    span = trim(work, low, high, EDGE)
    last = compiled(r"[\p{L}\p{M}’'-]{3,}+\.$").search(work, max(low, span.end - 40), span.end)
    return span.end - 1 if last else span.end


def _bracketed_roles(page: Page, label: str, low: int, high: int) -> int:
    """ "редкол.: М. Касцюк (гал. рэд.), И. О. Фамилия": names after a role in brackets are read apart; the end of those
    before it."""
    for match in compiled(r"\s*+\([^()]{2,30}\)\s*+").finditer(page.work, low, high):
        if role_in_brackets(page, match.start(), high):
            rest = trim(page.work, match.end(), high, EDGE + ".")
            if rest.end > rest.start and names.list_at(page, rest.start, rest.end, "direct inverted")[1]:
                page.sheet.claim(label, rest.start, rest.end, EDGE)
            return match.start()
    return high


def role_in_brackets(page: Page, at: int, high: int) -> Role | None:
    """ "Вячеслав Загребин (ред.)": the role after the name."""
    match = compiled(r"\s*+\(\s*+").match(page.work, at, high)
    i = page.index(match.end()) if match else len(page.tokens)
    return role_at(page, i, high) if match and i < len(page.tokens) else None
