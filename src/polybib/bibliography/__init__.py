"""Formatted bibliographies: a style is found, an engine renders each language of the list, the entries become text.

styles.find        a name or a path -> the CSL or BibTeX style
items.make         a reference -> what an engine takes
order              the order of the list, scripts apart
entries.render     items -> entries, each language in its own locale, by the engines in `engines/`
outputs/           entries -> text, HTML, Markdown, LaTeX, DOCX
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from polybib import words
from polybib.errors import InputError, OptionError

if TYPE_CHECKING:
    from types import ModuleType

    from polybib.bibliography.entries import Entry
    from polybib.bibliography.items import Item
    from polybib.bibliography.runs import Runs
    from polybib.bibliography.styles import Style
    from polybib.model import Reference

TIMEOUT = 120.0  # seconds for a batch
ORDERS = ("style", "cited", "name")


@dataclass(frozen=True, slots=True)
class Section:
    """A list with its heading, in a locale."""

    heading: str
    locale: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Bibliography:
    """A finished list: one section, or a second one in Latin letters; which style and engines made it; warnings."""

    style: Style
    sections: tuple[Section, ...]
    engines: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def make(
    references: Iterable[Reference],
    style: str,
    *,
    locale: str = "",
    one_locale: bool = False,
    order: str = "style",
    engine: str = "",
    romanize: str = "",
    bilingual: bool = False,
    timeout: float = TIMEOUT,
) -> Bibliography:
    """The bibliography of references in a style.

    locale      the locale of the list, such as "ru-RU"; without it that of the style, or of most items
    one_locale  every entry is written in it, whatever its language
    order       "style", "cited" (as they come), or "name"
    engine      the engine to use, where another than the best is wanted
    romanize    a scheme (romanize.SCHEMES): a second list in Latin letters follows
    bilingual   entries of which two forms are known show both
    """
    from polybib.bibliography import engines, items, mend, sheet, styles
    from polybib.bibliography import order as orders

    _check_locale(locale)
    if order not in ORDERS:
        raise OptionError("there is no such order", where=f"order {order}", next_step=" or ".join(ORDERS))
    if not timeout > 0:
        raise OptionError("a time-out is a number of seconds", where=f"timeout {timeout}", next_step="such as 120")
    named = styles.find(style)
    found = named if one_locale else styles.in_each_language(named)
    usable, told = engines.chosen(found.kind, engine)
    all_items = [items.make(one) for one in _full(references)]
    main = _main_locale(all_items, found, locale)
    root = sheet.read(named.xml, named.path or named.id).root if found.kind == "csl" else None
    ordered = orders.sorted_items(all_items, root, main, order, mend.heading(found))
    job = _Job(found, tuple(usable), main, one_locale or found.kind == "bst", timeout)
    first, warnings, used = _rendered(job, ordered)
    if bilingual:
        first, more, also = _with_other_forms(job, first)
        warnings, used = [*warnings, *more], used | also
    sections = [Section(_heading(main), main, tuple(first))]
    if romanize:
        second, more, also = _romanized(job, [one.item for one in first], romanize)
        sections.append(Section(_heading("en-US"), "en-US", tuple(second)))
        warnings, used = [*warnings, *more], used | also
    told = [*found.warnings, *told, *dict.fromkeys(warnings)]
    if not all_items:
        told.append("there are no references")
    return Bibliography(found, tuple(sections), tuple(sorted(used)), tuple(told))


def _full(references: Iterable[Reference]) -> list[Reference]:
    """The full references; other things are refused."""
    from polybib.model import Reference as Kind

    if not isinstance(references, Iterable):
        raise InputError("these are no references", next_step="polybib.references() reads them")
    found = list(references)
    if strange := next((one for one in found if not isinstance(one, Kind)), None):
        raise InputError(f"a {type(strange).__name__} is no reference", next_step="polybib.references() reads them")
    return [one for one in found if one.kind == "reference"]


def _check_locale(locale: str) -> None:
    from polybib.bibliography import languages

    known = languages.DEFAULTS.keys() | languages.CYRILLIC
    tag = re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", locale)
    if locale and not (tag and languages.named(locale)[:2] in known):
        raise OptionError(
            "this is no locale of CSL", where=f"--locale {locale[:40]}", next_step="such as ru-RU or zh-CN"
        )


@dataclass(frozen=True, slots=True)
class _Job:
    style: Style
    engines: tuple[ModuleType, ...]
    locale: str
    one_locale: bool
    timeout: float


def _rendered(job: _Job, ordered: Sequence[Item]) -> tuple[list[Entry], list[str], set[str]]:
    from polybib.bibliography import entries, languages
    from polybib.bibliography.languages import named

    wanted = (job.locale, job.style.locale)
    main = job.locale if named(job.locale)[:2] in languages.DEFAULTS else languages.locale(named(job.locale))
    locales = [
        main if job.one_locale or not one.language else languages.locale(one.language, *wanted) for one in ordered
    ]
    return entries.render(ordered, job.style, list(job.engines), locales, job.timeout)


def _main_locale(found: Sequence[Item], style: Style, wanted: str) -> str:
    """The locale of the list: the one wanted, the style's, or that of most items."""
    from polybib.bibliography import languages

    return wanted or style.locale or languages.locale(languages.common(one.language for one in found))


def _heading(locale: str) -> str:
    known = words.get("bibliography.heading", locale[:2]) or words.get("bibliography.heading", "en")
    return known[0]


def _with_other_forms(job: _Job, first: list[Entry]) -> tuple[list[Entry], list[str], set[str]]:
    """The entries, those of two forms with both."""
    from polybib.bibliography import items, romanize

    pairs = [(n, romanize.other_form(one.item.reference, one.item.language)) for n, one in enumerate(first)]
    known = [(n, items.make(form)) for n, form in pairs if form is not None]
    if not known:
        return first, ["no entry has a second form, so --bilingual changed nothing"], set()
    made, warnings, used = _rendered(job, [item for _, item in known])
    out = list(first)
    for (n, _), one in zip(known, made, strict=True):
        out[n] = _both(first[n], one, job.locale)
    return out, warnings, used


def _both(one: Entry, second: Entry, locale: str) -> Entry:
    """An entry with its second form; what is in the language of the list stands first."""
    from polybib.bibliography.languages import named

    main, other, own = named(locale)[:2], _unnumbered(second), _unnumbered(one)
    if second.item.language[:2] == main != one.item.language[:2]:
        number = tuple(one.text[:1]) if own != one.text else ()
        lead = [run._replace(text=run.text[: len(run.text) - len(own[0].text)]) for run in number]
        return replace(one, text=(*lead, *other), other=own)
    return replace(one, other=other)


def _unnumbered(one: Entry) -> Runs:
    """The text of an entry without the number that some styles put into it."""
    from polybib.bibliography.runs import tidy

    number = re.match(rf"\W?{one.number}\W+", one.text[0].text) if one.text and not one.label else None
    return tidy([one.text[0]._replace(text=one.text[0].text[number.end() :]), *one.text[1:]]) if number else one.text


def _romanized(job: _Job, ordered: Sequence[Item], scheme: str) -> tuple[list[Entry], list[str], set[str]]:
    """The second list, in Latin letters and in English; what was not written in English says so: "(In Russ.)"."""
    from polybib.bibliography import items, romanize
    from polybib.bibliography.runs import Run, tidy

    if scheme not in romanize.SCHEMES:
        raise OptionError(
            "there is no such scheme", where=f"--romanize {scheme}", next_step=" or ".join(romanize.SCHEMES)
        )
    turned = [romanize.reference(one.reference, scheme, one.language) for one in ordered]
    style = replace(job.style, xml=romanize.notes_in_english(job.style.xml))
    made, warnings, used = _rendered(replace(job, locale="en-US", style=style), [items.make(one) for one in turned])
    out = []
    for one, before, after in zip(made, ordered, turned, strict=True):
        told = words.get(f"bibliography.in.{before.language[:2]}", "en") if after is not before.reference else ()
        out.append(replace(one, text=tidy([*one.text, Run(f" ({told[0]})")])) if told else one)
    return out, warnings, used


def summary(made: Bibliography) -> str:
    """What was made, in one line."""
    entries = [one for section in made.sections for one in section.entries]
    count = len(made.sections[0].entries)
    spoken = {one.item.language for one in entries if one.item.language}
    pieces = [f"{count:,} entr{'y' if count == 1 else 'ies'} in {made.style.title or made.style.id}"]
    pieces.append(f"{len(spoken):,} language{'' if len(spoken) == 1 else 's'}")
    if made.engines:
        pieces.append(f"by {' and '.join(made.engines)}")
    return ", ".join(pieces)
