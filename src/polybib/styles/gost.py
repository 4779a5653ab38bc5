"""The GOST family: GOST 7.1-2003, R 7.0.5-2008, R 7.0.100-2018, DSTU 8302:2015 and their Belarusian, Kazakh and
Bulgarian relatives, in any language; `docs/formats.md` has the grammar.

    heading. title [medium] : other information / statement // host. – areas

The areas are found first, from the end; then the heading, the statement and the title share what is left.
"""

from __future__ import annotations

from polybib.segments import Parse, Text
from polybib.styles import _gost_access as access
from polybib.styles import _gost_areas as areas
from polybib.styles import _gost_claim as claims
from polybib.styles import _gost_forms as forms
from polybib.styles import _gost_heading as headings
from polybib.styles import _gost_host as hosts
from polybib.styles import _gost_law as laws
from polybib.styles import _gost_parallel as parallel
from polybib.styles import _gost_resp as statements
from polybib.styles import _gost_roles as roles
from polybib.styles import _gost_title as titles
from polybib.styles import _gost_type as types
from polybib.styles import _gost_volumes as volumes
from polybib.styles._gost_cues import score
from polybib.styles._gost_marks import dashes, sentences
from polybib.styles._gost_page import Page
from polybib.styles._gost_places import named
from polybib.styles._scan import compiled, trim
from polybib.styles._sheet import GONE

NAME = "gost"


def cues(text: Text) -> float:
    """How much a text looks like this family, 0 to 1."""
    return score(text)


def read(text: Text) -> Parse:
    """The reading of a text by the grammar of the family; what it does not understand is left unlabelled."""
    page = access.open_page(text)
    sheet = page.sheet
    forms.prepare(page)
    low, high = sheet.start, sheet.end
    if laws.archive(page):
        return _archive(page, low)
    if laws.repeat(page):
        return _repeat(page, low)
    host = hosts.find(page, low, high)
    press = "" if host else laws.press(page)
    if press:
        return sheet.parse(NAME, press, 0.8)
    if laws.act(page, host.start if host else high):
        host = host or laws.source(page, high)
        if host and any(p[0] == host.end and p[2] == ":" for p in named(page, host.end, high)):
            areas.read(page, host.end, high, open_start=True)  # "… № 45. – Минск : БГУ, 2019"
        elif host:
            _host(page, host, high)
        return sheet.parse(NAME, "legislation", 0.8)
    if host and not statements.begins(page, host.end, high):
        found = _host(page, host, high)
        _main(page, low, host.start, None)
        kind = types.decide(page, found, host=sheet.has("container-title"))
    else:
        found = _main(page, low, high, host)
        kind = types.decide(page, found, host=sheet.has("container-title"))
    return sheet.parse(NAME, kind, 0.9 if found.kinds else 0.5)


def _archive(page: Page, low: int) -> Parse:
    """An archival document whose place was read; what stands before "//" is its heading and title."""
    sheet = page.sheet
    slashes = sheet.work.find("//", low)
    if slashes >= 0 and not sheet.has("title"):
        page.refresh()
        _main(page, low, slashes, None)
    return sheet.parse(NAME, "manuscript", 0.7)


def _repeat(page: Page, low: int) -> Parse:
    """A repeat whose words were read; a name may stand before them."""
    found = headings.read(page, low, page.sheet.end)
    headings.claim(page, found)
    return page.sheet.parse(NAME, "document", 0.6)


def _host(page: Page, host: hosts.Host, high: int) -> areas.Areas:
    """The host's title, statement and areas."""
    page.sheet.claim("syntax", host.start, host.end)
    begin = host.end
    slash = _slash(page, begin, high)
    start = statements.stop(page, slash.end, high) if slash else begin
    found = areas.read(page, start, high, host=True, open_start=bool(slash))
    end = found.start
    role = None if slash else roles.implicit(page, begin, end)
    if slash:
        statements.read(page, slash.end, end, host=True)
        end = slash.start
    elif role:
        statements.read(page, role.start, end, host=True)
        end = role.start
    end = volumes.trailing(page, begin, end)
    hosts.title(page, begin, end)
    return found


def _slash(page: Page, low: int, high: int):  # type: ignore[no-untyped-def]
    """The slash before a statement; one within the imprint is none."""
    slash = statements.slash(page, low, high)
    if slash:
        starts = {
            low,
            *sentences(page, low, slash.start),
            *(d[1] for d in dashes(page, low, slash.start)),
        }
        if any(p[2] == ":" and p[0] in starts and p[0] > low for p in named(page, low, slash.start)):
            return None
    return slash


def _main(page: Page, low: int, high: int, host: hosts.Host | None) -> areas.Areas:
    """Heading, title, statement and, where no host follows, the areas of what stands before `high`."""
    sheet = page.sheet
    slash = _slash(page, low, high)
    heading = headings.read(page, low, slash.start if slash else host.start if host else high)
    begin, dated = _year_after(page, heading.after, high) if heading.after > low else (heading.after, None)
    quoted = claims.quoted_end(page, begin, high) if not slash and not host else 0
    role = None if slash or host else roles.implicit(page, quoted or begin, high)
    start = slash.end if slash else role.start if role else host.end if host else quoted or begin
    start = statements.stop(page, start, high) if slash or role or host else start
    whole = high == sheet.end
    found = (
        areas.read(page, start, high, open_start=bool(slash or host or role or quoted)) if whole else areas.Areas(high)
    )
    end = found.start if found.kinds or not whole else _lone_place(page, begin, found.start)
    if slash or host or role:
        stop = slash.start if slash else host.start if host else role.start  # type: ignore[union-attr]
        headed = heading.end > heading.start
        begins = slash.end if slash else role.start if role else host.end  # type: ignore[union-attr]
        statements.read(page, begins, end, headed=headed)
        end = stop
    headings.claim(page, heading)
    if dated and not sheet.has("issued"):
        sheet.claim("issued", *dated)
    if quoted and not slash and not role and not found.serial:
        end = min(end, quoted)
    if found.serial and whole and not sheet.has("publisher-place"):
        english = parallel.translation(page, begin, end)
        journal = quoted or (english[2] if english else hosts.journal_start(page, begin, end))
        if journal > begin and page.work[journal:end].strip(" .,"):
            hosts.names(page, trim(page.work, journal, end, " .,").start, end)
            end = journal
    end = _after_translation(page, begin, end) if whole and not sheet.has("container-title") else end
    titles.read(page, begin, end, part=not whole)
    _school(page)
    return found


def _after_translation(page: Page, low: int, high: int) -> int:
    """ "Naselennia mist [Population of cities]. Ukrainska nauka: materialy konf. Chernivtsi, 2001": what stands between
    the translated title and the imprint is the host."""
    english = parallel.translation(page, low, high)
    start = trim(page.work, english[2], high, " .,:").start if english else high
    if not compiled(r"\p{Lu}[^.,\d]*\s[^.,\d]*\s").match(page.work, start, high):
        return high
    hosts.names(page, start, high)
    return start


def _lone_place(page: Page, low: int, high: int) -> int:
    """ "Title : сайт. – Москва. – URL: …": a place alone makes an area; the title ends before it."""
    for start, begin in reversed(dashes(page, low, high)):
        found = [p for p in named(page, begin, high) if p[0] == begin]
        if found and start > low and not page.work[found[0][1] : high].strip(" .,–—-" + GONE):
            page.sheet.claim("publisher-place", begin, statements.without_stop(page.work, begin, found[0][1]))
            return start
    return high


def _school(page: Page) -> None:
    """The body in the statement of a thesis is where it was written: its publisher."""
    sheet = page.sheet
    if page.bodies and "thesis" in sheet.signs and not sheet.has("publisher"):
        sheet.claim("publisher", *page.bodies[0])


def _year_after(page: Page, at: int, high: int) -> tuple[int, tuple[int, int] | None]:
    """A year between heading and title: "Рыбаков Б. 1964. Русские …", "Иванников, В. А. (2006). …"."""
    match = compiled(
        r"\(?\s*+((?:1[5-9]|20)\d\d)[а-яa-z]?(?:[–-]\d{4})?\)?\s*+[.,:]\s++(?=[\p{Lu}«“\"„\[\p{Ll}])"
    ).match(page.work, at, high)
    return (match.end(), match.span(1)) if match else (at, None)
