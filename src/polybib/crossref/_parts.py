"""The parts of an agency's record as our values. What has another form than promised is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from polybib.crossref._markup import plain
from polybib.model import Date, Name

MANY = 5000  # more authors than any work has


def mappings(value: Any) -> Iterator[Mapping[str, Any]]:
    """The objects of a list, or the one that stands in its place."""
    held = value if isinstance(value, list) else [value]
    yield from (one for one in held[:MANY] if isinstance(one, Mapping))


def texts(value: Any) -> list[str]:
    """The texts of a list, or the one that stands in its place, without mark-up; numbers count as texts.

    >>> texts(["<i>A</i>", None, "", 3]), texts("B"), texts({})
    (['A', '3'], ['B'], [])
    """
    held = value if isinstance(value, list) else [value]
    found = (str(one) if type(one) in (int, float) else plain(one) for one in held[:MANY])
    return [one for one in found if one]


def text(value: Any) -> str:
    """The first of the texts."""
    return next(iter(texts(value)), "")


def names(value: Any) -> tuple[Name, ...]:
    """Crossref's contributors: people with family and given name, organisations with `name`; no ORCID.

    >>> list(map(str, names([{"family": "Hora", "given": "D.", "suffix": "Jr."}, {"name": "CERN"}, None])))
    ['Hora, D. Jr.', 'CERN']
    """
    return tuple(found for one in mappings(value) if (found := _name(one)) != Name())


def _name(one: Mapping[str, Any]) -> Name:
    family, given, suffix, body = (_tidy(one.get(key)) for key in ("family", "given", "suffix", "name"))
    if family and (given or not body):
        return Name(family=family, given=given, suffix=suffix) if _is_name(family) else Name()
    whole = body or given
    return Name(literal=whole) if _is_name(whole) else Name()


def _tidy(value: Any) -> str:
    return plain(value).strip(" ,;*†‡")


def _is_name(text: str) -> bool:
    return text.lower().strip(". ") not in ("", "et al", "null", "none", "n/a", "unknown", "-")


def date(value: Any) -> Date | None:
    """`{"date-parts": [[2019, 7, 1]]}` or "2019-07-01" as a date; None where there is none (`[[null]]`).

    >>> str(date({"date-parts": [[2019, 7]]})), date({"date-parts": [[None]]}), str(date("2019-07-01T00:00:00Z"))
    ('2019-07', None, '2019-07-01')
    """
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        found = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", str(value))
        parts = _numbers([int(one) for one in found.groups() if one]) if found else ()
        return Date((parts,)) if parts else None
    held = value.get("date-parts") if isinstance(value, Mapping) else None
    if not isinstance(held, list):
        return None
    ranges = tuple(parts for one in held[:2] if (parts := _numbers(one)))
    return Date(ranges) if ranges else None


def _numbers(value: Any) -> tuple[int, ...]:
    out: list[int] = []
    for one, most in zip(value if isinstance(value, list) else [value], (2200, 12, 31), strict=False):
        number = int(one) if isinstance(one, str) and one.isascii() and one.isdigit() and len(one) < 5 else one
        if not isinstance(number, int) or isinstance(number, bool) or not 0 < number <= most:
            break
        out.append(number)
    return tuple(out)


def title(titles: list[str], subtitles: list[str]) -> str:
    """Title and subtitle as one, whatever part of the other each repeats.

    >>> title(["Tracked Changes."], ["A Life"]), title(["Trust: A Study"], ["A study"]), title([], ["A"])
    ('Tracked Changes: A Life', 'Trust: A Study', 'A')
    """
    main, *rest = [*titles[:1], *subtitles[:2]] or [""]
    for part in rest:
        if _same(part) in _same(main) or len(part) < 2:
            continue
        end = "" if main.endswith(("?", "!", ":", "：")) else ":"
        main = f"{main.rstrip(' .') if end else main}{end} {part}"
    return main


def _same(words: str) -> str:
    return "".join(_letters().findall(words.casefold()))


@cache
def _letters() -> re.Pattern[str]:
    return re.compile(r"\w+")


def kebab(words: str) -> str:
    """A kind of relation or notice in one form.

    >>> kebab("IsPreprintOf"), kebab("expression_of_concern"), kebab("new version")
    ('is-preprint-of', 'expression-of-concern', 'new-version')
    """
    divided = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", words)
    return re.sub(r"[\s_]+", "-", divided).lower()


def doi(value: Any, *, whole: bool = False) -> str:
    """A DOI without its resolver; `whole`: it is all that stands there, spaces in it too.

    >>> doi("https://doi.org/10.5555/1 (paper)"), doi("10.5555/a b", whole=True)
    ('10.5555/1', '10.5555/a b')
    """
    signs = r"10\.\d{4,9}/\S+" if not whole else r"10\.\d{4,9}/\S.*"
    found = re.search(signs, value) if isinstance(value, str) and len(value) < 2000 else None
    return " ".join(found[0].split()) if found else ""
