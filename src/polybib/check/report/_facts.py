"""What every report says of a checked reference, in words and as figures, whatever it is written as."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from pathlib import PurePath
from urllib.parse import quote, urlsplit

from polybib.check.model import Checked, Difference, Report
from polybib.check.report import _words
from polybib.crossref.model import Notice, Record
from polybib.formats._text import one_line
from polybib.model import Date, Reference


def weight(checked: Checked) -> str:
    """The heaviest weight of a reference; "none" where nothing is to mend, "open" where nothing was compared.

    >>> weight(Checked(Reference("book", {}), "other")), weight(Checked(Reference("book", {}), "not-found"))
    ('blocking', 'open')
    """
    held = {difference.weight for difference in checked.differences}
    if "blocking" in held or checked.identity == "other" or any(grave(notice) for notice in checked.notices):
        return "blocking"
    for one in ("mend", "style"):
        if one in held:
            return one
    return "none" if checked.identity in ("same", "probable") else "open"


def extras(checked: Checked) -> tuple[str, ...]:
    """What else a list can be filtered by."""
    missing = any(d.field == "DOI" and d.found and not d.printed for d in checked.differences)
    having = (checked.notices, checked.duplicates, checked.related, missing or (checked.found_doi and not checked.doi))
    return tuple(name for name, held in zip(_words.EXTRAS, having, strict=True) if held)


def counts(report: Report) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    """How many references have each identity, each weight, each extra; in the order of the words."""
    whole = (
        (_words.IDENTITIES, Counter[str](checked.identity for checked in report.checked)),
        (_words.WEIGHTS, Counter(map(weight, report.checked))),
        (_words.EXTRAS, Counter(name for checked in report.checked for name in extras(checked))),
    )
    one, two, three = ({name: found[name] for name in words} for words, found in whole)
    return one, two, three


def shown(checked: Checked, number: int) -> str:
    """What a reader knows a reference by: its label, the key of an entry, or its place in the list."""
    reference = checked.reference
    if reference.source.label:
        return one_line(reference.source.label)
    return one_line(reference.id) if reference.id and not _counted().fullmatch(reference.id) else str(number)


def wheres(report: Report) -> list[str]:
    """Where each reference stands: the file, where there are several, and the section, where there are several.

    >>> from polybib.model import Source
    >>> two = [Reference("book", {}, source=Source(f"texts/{name}.md", section="Works")) for name in "ab"]
    >>> wheres(Report(tuple(Checked(one, "not-checked") for one in two)))
    ['a.md', 'b.md']
    """
    sources = [checked.reference.source for checked in report.checked]
    files = len({one.file for one in sources}) > 1
    sections = len({(one.file, one.section) for one in sources}) > (len({one.file for one in sources}))
    shown = [(PurePath(one.file).name if files else "", one.section if sections else "") for one in sources]
    return [", ".join(one_line(part) for part in pair if part) for pair in shown]


def names(report: Report) -> dict[int, str]:
    """What the reference at each place is known by."""
    return {number: shown(checked, number) for number, checked in enumerate(report.checked, 1)}


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(r"(?:\d+\.)?ref\d+", re.ASCII)


def headline(checked: Checked) -> str:
    """One line: what is wrong, the heaviest first; or why there is nothing to say.

    >>> year = Difference("issued", "2016", "2015", "mend", "the year is 2015, not 2016")
    >>> headline(Checked(Reference("book", {}), "same", differences=(year,)))
    'The year is 2015, not 2016.'
    """
    order = {"blocking": 0, "mend": 1, "style": 2}
    graves = [notice_line(notice) for notice in checked.notices if grave(notice)]
    found = sorted(differences(checked), key=lambda one: order[one.weight])
    heavy = [one for one in found if one.weight != "style"]
    told = [sentence(one) for one in (heavy or ([] if graves else found))]
    if checked.identity == "other" and not any(one.weight == "blocking" for one in found):
        graves.append("the DOI belongs to another work")
    parts = list(dict.fromkeys(graves + told))
    rest = f"; and {len(parts) - 2} more" if len(parts) > 3 else ""
    line = "; ".join(parts[: 2 if rest else 3]) + rest or one_line(checked.reason) or _words.EXPLAINED[checked.identity]
    return _closed(line)


def differences(checked: Checked) -> tuple[Difference, ...]:
    """The differences of a reference, without that in its status where the notices tell the same."""
    told = any(map(grave, checked.notices))
    return tuple(one for one in checked.differences if not (told and one.field == "status"))


def _closed(line: str) -> str:
    return line[:1].upper() + line[1:] + ("" if line.endswith((".", "!", "?", "。")) else ".")


def sentence(difference: Difference) -> str:
    """One difference as a sentence without its full stop.

    >>> sentence(Difference("volume", "", "38", "mend")), sentence(Difference("page", "1-9", "1-19", "mend"))
    ('volume: 38 is missing', 'pages: 1-19, not 1-9')
    """
    if difference.what:
        return one_line(difference.what).rstrip(".")
    name, found, printed = field(difference.field), one_line(difference.found), one_line(difference.printed)
    if not printed:
        return f"{name}: {found} is missing"
    return f"{name}: {found}, not {printed}" if found else f"{name}: {printed} is not known there"


def field(name: str) -> str:
    """The name of a field in words."""
    return _words.FIELDS.get(name) or one_line(name.removeprefix("custom.").replace("-", " "))


def _kind(notice: Notice) -> str:
    return notice.kind.lower().replace("_", "-")


def grave(notice: Notice) -> bool:
    """Does a notice take the work back?"""
    return _kind(notice) in _words.GRAVE


def notice_words(notice: Notice) -> str:
    """What a notice is.

    >>> notice_words(Notice("expression_of_concern")), notice_words(Notice("new-thing", label="New thing"))
    ('Expression of concern', 'New thing')
    """
    kind = _kind(notice)
    words = _words.NOTICES.get(kind) or one_line(notice.label) or one_line(kind.replace("-", " "))
    return words[:1].upper() + words[1:]


def notice_line(notice: Notice) -> str:
    """A notice with its date and its source.

    >>> notice_line(Notice("retraction", "", Date(((2010, 2, 6),)), "retraction-watch"))
    'Retracted on 6 February 2010 (says Retraction Watch)'
    """
    when = day(notice.date)
    on = " on " if notice.date and when.count(" ") == 2 else " in "
    by = f" (says {source(notice.source)})" if notice.source else ""
    return notice_words(notice) + (on + when if when else "") + by


def source(name: str) -> str:
    """A source in words."""
    return _words.SOURCES.get(name.lower()) or one_line(name)


def day(date: Date | None) -> str:
    """A date in words, as far as it is known.

    >>> day(Date(((2010, 2, 6),))), day(Date(((2010, 2),))), day(Date(((2010,),))), day(None)
    ('6 February 2010', 'February 2010', '2010', '')
    """
    if date is None or not date.parts or not date.parts[0]:
        return one_line(date.literal) if date else ""
    year, *rest = date.parts[0]
    month = _words.MONTHS[rest[0] - 1] if rest and 0 < rest[0] < 13 else ""
    return " ".join(part for part in (str(rest[1]) if month and rest[1:] else "", month, str(year)) if part)


def moment(text: str) -> str:
    """A time in words; what is no time stays as it is.

    >>> moment("2026-03-04T05:06:07+00:00"), moment("2026-03-04T05:06:07+03:00"), moment("today")
    ('4 March 2026, 05:06 UTC', '4 March 2026, 05:06 +03:00', 'today')
    """
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return one_line(text)
    zone = f" {'UTC' if not at.utcoffset() else at.isoformat()[-6:]}" if at.tzinfo else ""
    return f"{day(Date(((at.year, at.month, at.day),)))}, {at:%H:%M}{zone}"


def likely(probability: float | None) -> str:
    """A probability in words.

    >>> likely(0.9987), likely(0.83), likely(0.001), likely(None)
    ('almost certain (over 99 %)', 'likely (83 %)', 'very unlikely (under 1 %)', '')
    """
    if probability is None or probability != probability:
        return ""
    words = next((words for least, words in _words.LIKELY if probability >= least), _words.LIKELY[-1][1])
    figure = "over 99 %" if probability > 0.99 else "under 1 %" if probability < 0.01 else f"{probability:.0%}"
    return f"{words} ({figure.replace(' %', '%').replace('%', ' %')})"


def doi_url(doi: str) -> str:
    """The address of a DOI; empty for what is none.

    >>> doi_url("10.1002/(SICI)1096<1::AID>3.0"), doi_url("javascript:alert(1)")
    ('https://doi.org/10.1002/(SICI)1096%3C1::AID%3E3.0', '')
    """
    if not doi.startswith("10.") or "/" not in doi:
        return ""
    return "https://doi.org/" + quote(one_line(doi), safe="/:;().,_-")


def web_url(url: str) -> str:
    """An address that may be linked: http or https, with a host, without a password; else empty.

    >>> web_url("https://a.org/x y"), web_url("javascript:alert(1)"), web_url("https://me:secret@a.org/")
    ('https://a.org/x%20y', '', 'https://a.org/')
    """
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host:
        return ""
    tail = parts.path + (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
    where = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{where}{port}{quote(tail, safe='/:;().,_-?&=#%+~@!$')}"


def address(url: str) -> str:
    """The address of a source that was asked, without what was asked, whose mail address may stand there."""
    return web_url(url.partition("?")[0].partition("#")[0])


def record_url(record: Record) -> str:
    """Where the record itself can be seen; empty for other sources."""
    base = _words.APIS.get(record.source, "")
    return base + quote(record.doi, safe="") if base and doi_url(record.doi) else ""


def cite(reference: Reference) -> str:
    """A work in short, for a reader to know it by.

    >>> from polybib.model import Field, Name
    >>> cite(Reference("book", {"author": Field((Name("Hu", "D."),)), "title": Field("Trust"),
    ...                         "issued": Field(Date(((1999,),)))}))
    'Hu, D. Trust. 1999'
    """
    held = reference.fields.get("author") or reference.fields.get("editor")
    people = [str(one) for one in held.value] if held and isinstance(held.value, tuple) else []
    names = "; ".join(people[:3]) + (" and others" if len(people) > 3 else "")
    issued = reference.fields.get("issued")
    year = issued.value.year if issued and isinstance(issued.value, Date) else None
    place = ", ".join(filter(None, (reference.text("container-title"), str(year or "") or reference.text("issued"))))
    return ". ".join(one_line(part).rstrip(".") for part in (names, reference.text("title"), place) if part)


def places(checked: Iterable[Checked]) -> dict[str, int]:
    """At which place of the list each id stands; the first, where an id stands twice."""
    found: dict[str, int] = {}
    for number, one in enumerate(checked, 1):
        found.setdefault(one.reference.id, number)
    return found
