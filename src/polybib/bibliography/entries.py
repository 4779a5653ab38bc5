"""The entries of a list: each language is rendered by itself, in its own locale, and each item keeps its own entry.

Entries that depend on each other (years with letters, names replaced by a dash) see those that they depend on, in
whatever language these are. An engine that fails or hangs is followed by the next; an item that none can write becomes
a plain line. So every item comes out, and a warning says which are not as the style has them.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from html import escape
from types import ModuleType
from typing import Any

from polybib import words
from polybib.bibliography import flatten, items, languages, mend, sheet, usage
from polybib.bibliography.engines import EngineFailed, EngineHung, Rendered
from polybib.bibliography.items import OTHER, Item
from polybib.bibliography.runs import Run, Runs, linked, parse, plain, replaced, tidy
from polybib.bibliography.styles import Style
from polybib.errors import Error

TOGETHER, FEW = 1000, 250  # items that an engine gets at once: where entries are independent, and where they are not
TRIES = 24  # how many times an engine is asked for parts of a batch that it could not write whole
NAMED = 5  # items that a warning names
UNKNOWN = "[?]"
NOTHING = frozenset(("type", "language", "accessed", "medium", "source"))  # of which alone no entry can be made


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the list. `label` is what stands before it ("[1]"); `plain` tells that no engine could write it."""

    item: Item
    number: int
    text: Runs
    label: str = ""
    plain: bool = False
    other: Runs = ()


@dataclass(slots=True)
class _Work:
    """What the rendering of a list shares: engines, time, warnings."""

    style: Style
    sheet: sheet.Sheet | None
    engines: list[ModuleType]
    timeout: float
    warnings: list[str] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def warn(self, what: str) -> None:
        if what not in self.warnings:
            self.warnings.append(what)


def render(
    ordered: Sequence[Item], style: Style, found: list[ModuleType], locales: Sequence[str], timeout: float
) -> tuple[list[Entry], list[str], set[str]]:
    """The entries of items in their order, each in its locale; warnings; the names of the engines that wrote them."""
    known = sheet.read(style.xml, style.path or style.id) if style.kind == "csl" else None
    work = _Work(style, known, found, timeout)
    batches = list(_batches(ordered, locales, known))
    workers = min(4, os.cpu_count() or 1, len(batches)) or 1
    made: dict[int, Rendered] = {}
    with ThreadPoolExecutor(workers) as pool:
        for part in pool.map(lambda batch: _batch(work, ordered, *batch), batches):
            made |= part
    terms = known.others if known else {}
    entries = [_entry(one, n, made.get(n), terms, locales[n]) for n, one in enumerate(ordered)]
    if style.kind == "bst" and style.sorted:
        place = {n: at for at, n in enumerate(made)}
        entries.sort(key=lambda one: place.get(one.number - 1, len(ordered)))
        entries = [replace(one, number=n) for n, one in enumerate(entries, 1)]
    if style.kind == "bst" and style.numeric:
        entries = [replace(one, label=f"[{one.number}]") for one in entries]
    if lost := [one.item.id for one in entries if one.plain]:
        more = f" and {len(lost) - NAMED:,} more" if len(lost) > NAMED else ""
        work.warn(f"written plainly, because the style gave nothing for them: {', '.join(lost[:NAMED])}{more}")
    return _numbered(entries) if style.numeric else entries, work.warnings, work.used


Batch = tuple[str, str, list[int], list[int]]


def _batches(ordered: Sequence[Item], locales: Sequence[str], known: sheet.Sheet | None) -> Iterable[Batch]:
    """Locale, what "et al." is there if the locale does not know, the items that are wanted, and all that are needed
    to write them."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, (one, locale) in enumerate(zip(ordered, locales, strict=True)):
        groups[locale, languages.others(one.language) if locale[:2] != one.language[:2] else ""].append(n)
    if known is None:  # BibTeX
        yield "en-US", "", list(range(len(ordered))), list(range(len(ordered)))
        return
    blocks = _blocks(ordered) if known.suffixes else {}
    size = FEW if known.suffixes else TOGETHER
    for (locale, others), wanted in groups.items():
        for begin in range(0, len(wanted), size):
            part = wanted[begin : begin + size]
            needed = set(part)
            if known.neighbours:
                needed |= {n - 1 for n in part if n}
            for n in part:
                needed.update(blocks.get(n, ()))
            yield locale, others, part, sorted(needed)


def _blocks(ordered: Sequence[Item]) -> dict[int, list[int]]:
    """Of each item those that may be cited alike: the same first name (or title) and year."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, one in enumerate(ordered):
        found[_cited(one)].append(n)
    return {n: same for same in found.values() if len(same) > 1 for n in same}


def _cited(one: Item) -> tuple[str, str]:
    names = next((one.csl[v] for v in ("author", "editor", "translator") if one.csl.get(v)), None)
    first = names[0].get("family") or names[0].get("literal", "") if names else str(one.csl.get("title", ""))[:20]
    date = one.csl.get("issued", {})
    year = date["date-parts"][0][0] if date.get("date-parts") else date.get("literal", "")
    return first.casefold(), str(year)


def _batch(
    work: _Work, ordered: Sequence[Item], locale: str, others: str, wanted: list[int], needed: list[int]
) -> dict[int, Rendered]:
    """The entries that are wanted of a batch, by the first engine that gives them."""
    style = work.style
    fit = work.sheet
    if fit is not None:
        xml = flatten.for_language(style.xml, locale)
        fit = fit if xml is style.xml else sheet.read(xml, style.id)
        style = replace(style, xml=sheet.fitted(fit, locale, others))
    given = {n: mend.prepare(prepared(ordered[n], n, locale, fit), work.style) for n in needed}
    left, made = list(wanted), dict[int, Rendered]()
    for at, engine in enumerate(work.engines):
        following = work.engines[at + 1].NAME if at + 1 < len(work.engines) else "a plain line"
        got, why = _by_engine(work, engine, style, given, left, locale)
        made |= got
        lost = [n for n in left if n not in made]
        if got:
            work.used.add(engine.NAME)
            if hasattr(engine, "wrong") and (known := engine.wrong(style)):
                work.warn(known)
        if why:
            work.warn(f"{why}: {following} is used for {_named(ordered, lost) if got else locale + ' entries'}")
        left = lost
        if not left or not why:
            break
    return made


def _named(ordered: Sequence[Item], lost: list[int]) -> str:
    some = ", ".join(ordered[n].id for n in lost[:NAMED])
    return f"{some} and {len(lost) - NAMED:,} more" if len(lost) > NAMED else some or "some entries"


def _by_engine(
    work: _Work, engine: ModuleType, style: Style, given: dict[int, dict[str, Any]], wanted: list[int], locale: str
) -> tuple[dict[int, Rendered], str]:
    """What an engine gives of the items that are wanted, and why not all: a batch that fails is halved until what it
    fails of is known."""
    todo = [sorted(given)]
    made: dict[int, Rendered] = {}
    why, tries, hung = "", 0, 0
    asked = set(wanted)
    while todo and tries < TRIES and not (hung and (hung > 1 or work.sheet is None)):
        part = todo.pop()
        tries += 1
        try:
            found = engine.render(style, [given[n] for n in part], locale, timeout=work.timeout)
        except EngineFailed as error:
            why = why or str(error)
            hung += isinstance(error, EngineHung)
            if tries == 1 and engine is not work.engines[-1] and (hung or _general(error)):
                break
            if len(part) > 1:
                todo += [part[len(part) // 2 :], part[: len(part) // 2]]
            continue
        except (Error, ValueError, KeyError, TypeError) as error:
            return made, f"{engine.NAME} gave back what is no list: {error}"
        for one in found:
            n = int(one.id[1:])
            if n in asked and one.html:
                made[n] = one
    return made, why


def _general(error: EngineFailed) -> bool:
    """Is it the style that an engine cannot take, or an option that an old pandoc does not know, not an item?"""
    return any(word in str(error).lower() for word in ("csl", "xml", "option"))


def prepared(one: Item, n: int, locale: str, known: sheet.Sheet | None) -> dict[str, Any]:
    """An item as an engine gets it: with its number, its language, and names for those that are not known."""
    out: dict[str, Any] = {"id": f"i{n}", **one.csl, "language": one.language or locale[:2]}
    if one.language != "zh-TW":
        out["language"] = out["language"][:2]
    if known is not None:
        out[known.number] = str(n + 1)
    authors = out.get("author")
    if one.others and authors:
        missing = max(1, (known.names if known else 0) - len(authors))
        out["author"] = [*authors, *({"literal": OTHER} for _ in range(missing))]
    return out


def _entry(one: Item, n: int, rendered: Rendered | None, terms: Mapping[str, str], locale: str) -> Entry:
    """The entry of an item; a plain line where there is none, or where nothing is known to make one of."""
    if rendered is None or not one.csl.keys() - NOTHING:
        label = rendered.label.translate(items.BACK) if rendered else ""
        return Entry(one, n + 1, (Run(line(one)),), label, plain=True)
    known = f"{one.csl.get('title', '')}\n{one.csl.get('container-title', '')}"
    html = usage.mended(_without_others(rendered.html, one, terms), locale, escape(known, quote=False))
    text = replaced(parse(html)[1], items.BACK)
    label = rendered.label.translate(items.BACK)
    if not re.search(r"\w", re.sub(rf"^\W*{n + 1}\b", "", plain(text))):
        return Entry(one, n + 1, (Run(line(one)),), label, plain=True)
    return Entry(one, n + 1, linked(tidy(text), items.targets(one)), label)


def _without_others(html: str, one: Item, terms: Mapping[str, str]) -> str:
    """The names that stand for others taken out: what the engine wrote for "and others" stays; where it wrote nothing,
    the word is put in."""
    last = html.rfind(OTHER)
    if last < 0:
        return html
    language = one.language[:2]
    after = html[last + 1 : last + 40].casefold()
    known = (*words.get("et-al", language), "et al", "…", terms.get(language, "").casefold())
    told = any(after.find(word) in range(12) for word in known if word)
    html = re.sub(rf"[,;，；、]?\s*(?:(?:\w{{1,3}}|&amp;)\s+)?{OTHER}", "" if told else "\0", html)
    own = terms.get(language) or (words.get("bibliography.et-al", language) or ("et al.",))[0]
    html = html.replace("\0", (", " if language in ("zh", "ja") else " ") + own, 1).replace("\0", "")
    return html.replace(f"{own}.", own, 1) if own.endswith(".") and not told else html


def line(one: Item) -> str:
    """An item in plain words, for what no style could write: what is known of it, or what was printed.

    >>> from polybib.model import Field, Reference
    >>> line(items.make(Reference("book", {"title": Field("Trust"), "publisher": Field("MIT Press")})))
    'Trust. MIT Press.'
    >>> line(items.make(Reference("document", {}, raw="[?] unreadable", id="a", style="gost")))
    '[?] unreadable'
    """
    known = one.reference
    names = ("author", "editor", "title", "container-title", "publisher", "issued", "DOI", "URL")
    parts = [text for name in names if (text := known.text(name).strip())]
    unread = known.style or any(issue.code == "entry-unread" for issue in known.issues)
    if unread and not (known.text("title") or known.text("author")):
        return " ".join(known.raw.split()) or known.id or UNKNOWN
    return " ".join(part if part[-1] in ".?!。" else f"{part}." for part in parts) or known.text("note") or UNKNOWN


def _numbered(entries: list[Entry]) -> list[Entry]:
    """Plain lines with their number, as the other entries have it, in the margin or at the beginning."""
    for one in entries:
        shown = one.label or plain(one.text)
        if not one.plain and (found := re.match(rf"(\W{{0,2}}){one.number}([^\w\s]{{1,2}}\s?|\s)", shown)):
            break
    else:
        return entries
    out = []
    for each in entries:
        number = f"{found[1]}{each.number}{found[2]}"
        if each.plain and not each.label:
            changed = {"label": number.strip()} if one.label else {"text": tidy([Run(number), *each.text])}
            each = replace(each, **changed)
        out.append(each)
    return out
