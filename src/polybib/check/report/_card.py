"""One reference of the page: as printed, what is wrong with it, the evidence, and the corrected text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import groupby

from polybib.check.model import Checked, Difference
from polybib.check.report import _diff, _facts, _places, _words
from polybib.check.report._markup import Html, element, join
from polybib.check.report._tongues import language
from polybib.crossref.model import Notice
from polybib.formats._text import one_line
from polybib.model import Reference

LONG = 20_000  # a longer reference is shown without marks
SHORT = 42  # printed and found stand on one line up to this length


def card(
    checked: Checked, number: int, places: Mapping[str, int], names: Mapping[int, str], key: str, level: int = 3
) -> Html:
    """The article of one reference. places, names: of all references; key: of its BibTeX entry; level: of headings."""
    heavy = _facts.weight(checked)
    kinds = " ".join(_facts.extras(checked)) or None
    return element(
        "article",
        _heading(checked, number, names, heavy, level),
        element("div", _printed(checked), _found(checked), class_="texts"),
        _notices(checked.notices),
        _differences(checked),
        _evidence(checked, places, names),
        _corrected(checked, number, key),
        id=f"r{number}", class_=f"card w-{heavy}", tabindex="-1", aria_labelledby=f"h{number}",
        data_identity=checked.identity, data_weight=heavy, data_extra=kinds,
    )  # fmt: skip


def _heading(checked: Checked, number: int, names: Mapping[int, str], heavy: str, level: int) -> Html:
    badge = element("span", _words.IDENTITIES[checked.identity], class_=f"badge i-{checked.identity}")
    weight = element("span", _words.WEIGHTS[heavy], class_=f"badge w-{heavy}") if heavy not in ("none", "open") else ""
    label = element("a", element("span", "Reference ", class_="vh"), element("bdi", names[number]),
                    href=f"#r{number}", class_="label")  # fmt: skip
    return element(
        "header",
        label,
        element(
            f"h{level}", element("span", f"{names[number]}: ", class_="vh"), _facts.headline(checked), id=f"h{number}"
        ),
        element("p", badge, " ", weight, class_="badges"),
    )


def _printed(checked: Checked) -> Html:
    """The reference as printed; what differs is marked, and emphasis of Markdown is shown as such."""
    reference = checked.reference
    raw = reference.raw
    tongue = language(raw, reference)
    if len(raw) > LONG:
        return element("p", raw, class_="raw", dir="auto", lang=tongue)
    if _places.entry(raw):
        return element("pre", raw, class_="raw", dir="auto", lang=tongue)
    marks = _places.marks(checked)
    weights = ["", *(mark.difference.weight for mark in marks)]
    stars, slanted = _emphasis(raw)
    hidden = _filled(len(raw), stars + _syntax(raw))
    slants = _filled(len(raw), slanted)
    marked = _filled(len(raw), [(mark.start, mark.end) for mark in marks])
    parts = []
    for (mark, slant), run in groupby((n for n in range(len(raw)) if not hidden[n]), lambda n: (marked[n], slants[n])):
        piece: str = "".join(raw[n] for n in run)
        if slant:
            piece = element("b" if raw.endswith("**", 0, slanted[slant - 1][0]) else "i", piece)
        parts.append(element("mark", piece, class_=f"w-{weights[mark]}") if mark else piece)
    return element("p", *parts, class_="raw", dir="auto", lang=tongue)


def _filled(length: int, ranges: list[tuple[int, int]]) -> list[int]:
    """For each place which of the ranges it lies in, counted from 1.

    >>> _filled(5, [(1, 2), (3, 5)])
    [0, 1, 0, 2, 2]
    """
    out = [0] * length
    for number, (start, end) in enumerate(ranges, 1):
        out[start:end] = [number] * (end - start)
    return out


@cache
def _starred() -> re.Pattern[str]:
    return re.compile(r"(?<![*\\])(\*\*?)(?=[^\s*])([^*\n]+)(?<=\S)\1(?!\*)")


def _emphasis(raw: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The stars of Markdown's emphasis, and what stands between them.

    >>> _emphasis("*Hu* 2 * 3")
    ([(0, 1), (3, 4)], [(1, 3)])
    """
    found = list(_starred().finditer(raw))
    stars = [pair for one in found for pair in ((one.start(), one.start(2)), (one.end(2), one.end()))]
    return stars, [one.span(2) for one in found]


@cache
def _quiet() -> re.Pattern[str]:
    return re.compile(
        r"(\\)(?=[()\[\]_*#<>.])"  # an escape
        r"|(\[)(?=[^\[\]\n]{1,500}\]\(https?:)|(?<=\])(\(https?:(?:\\.|[^\s()\\]|\([^\s()]*\))*\))"  # [text](address)
        r"|(<)(?=https?:[^\s<>]+>)"
    )


def _syntax(raw: str) -> list[tuple[int, int]]:
    r"""What of Markdown's escapes and links is not read: the text of a link is shown, its address is not.

    >>> raw = "a\\_b [doi.org/1](https://doi.org/1) c"
    >>> hidden = {n for start, end in _syntax(raw) for n in range(start, end)}
    >>> "".join(letter for n, letter in enumerate(raw) if n not in hidden)
    'a_b doi.org/1 c'
    """
    out = []
    for match in _quiet().finditer(raw):
        out.append(match.span())
        if match[3]:
            out.append((match.start() - 1, match.start()))
        if match[4]:
            end = raw.index(">", match.end())
            out.append((end, end + 1))
    return out


def _found(checked: Checked) -> Html:
    """The work that was found, where a reader has to compare it."""
    if checked.record is None or checked.identity not in ("other", "probable"):
        return Html()
    work = checked.record.reference
    shown = _facts.cite(work)
    mine = checked.identity == "other" and checked.record.doi.lower() == checked.doi.lower()
    return element(
        "p", element("span", "The DOI belongs to: " if mine else "Work found: ", class_="key"),
        element("cite", shown, dir="auto", lang=language(shown, work)), class_="found",
    )  # fmt: skip


def _differences(checked: Checked) -> Html:
    order = {"blocking": 0, "mend": 1, "style": 2}
    rows = sorted(_facts.differences(checked), key=lambda one: order[one.weight])
    if not rows:
        return Html()
    return element("dl", *(_row(one, checked.reference) for one in rows), class_="diffs")


def _row(one: Difference, reference: Reference) -> Html:
    old, new = _diff.pieces(one.printed, one.found) if one.printed and one.found else ((), ())
    left = element("del", *_marked(old, one.printed), dir="auto", lang=language(one.printed, reference))
    right = element("ins", *_marked(new, one.found), dir="auto", lang=language(one.found, reference))
    pair = (
        element("span", element("span", "printed " if one.printed else "not printed", class_="key"),
                left if one.printed else "", class_="side"),
        " ",
        element("span", element("span", "found " if one.found else "nothing found", class_="key"),
                right if one.found else "", class_="side"),
    )  # fmt: skip
    short = len(one.printed) <= SHORT and len(one.found) <= SHORT
    weight = element("span", " ", _words.WEIGHTS[one.weight], class_="weight")
    return element(
        "div", element("dt", _facts.field(one.field), weight),
        element("dd", *(pair if one.printed != one.found else [_facts.sentence(one)])),
        class_=f"diff w-{one.weight}{' short' if short else ''}",
    )  # fmt: skip


def _marked(pieces: Iterable[_diff.Piece], whole: str) -> list[str]:
    shown = [element("b", piece.text) if piece.changed else piece.text for piece in pieces]
    return [*shown] or [whole]


def _notices(notices: Iterable[Notice]) -> Html:
    rows = [_notice(notice) for notice in notices]
    return element("ul", *rows, class_="notices", aria_label="Notices") if rows else Html()


def _notice(notice: Notice) -> Html:
    link = doi_link(notice.doi)
    words = element("b", _facts.notice_words(notice))
    rest = _facts.notice_line(notice).removeprefix(_facts.notice_words(notice))
    return element("li", words, rest, ": " if link else "", link, class_="grave" if _facts.grave(notice) else None)


def doi_link(doi: str) -> Html:
    """A DOI as a link; as text where it is none."""
    url = _facts.doi_url(doi)
    if not url:
        return element("bdi", doi) if doi else Html()
    return element("a", element("bdi", f"doi.org/{doi}"), href=url, rel="noreferrer noopener")


def _evidence(checked: Checked, places: Mapping[str, int], names: Mapping[int, str]) -> Html:
    record = checked.record
    rows: list[tuple[str, Html | str]] = []
    found = checked.found_doi or (record.doi if record else "")
    if checked.doi and checked.doi.lower() != found.lower():
        rows.append(("DOI as printed", doi_link(checked.doi)))
    if found:
        rows.append(("DOI of the work found" if checked.doi.lower() != found.lower() else "DOI", doi_link(found)))
    if likely := _facts.likely(checked.probability):
        rows.append(("Is it the work found?", likely))
    if record and (url := _facts.record_url(record)):
        when = f", {_facts.moment(record.retrieved)}" if record.retrieved else ""
        rows.append(("Record", join(element("a", _facts.source(record.source), href=url, rel="noreferrer noopener",
                                            class_="long"), when)))  # fmt: skip
    rows += [(_facts.notice_words(Notice(what)), doi_link(doi)) for what, doi in checked.related]
    if checked.duplicates:
        twins = [_twin(one, places, names) for one in checked.duplicates]
        rows.append(("Same work in this list", join(*(join(", " if n else "", one) for n, one in enumerate(twins)))))
    if checked.reason and checked.reason.rstrip(".").lower() != _facts.headline(checked).rstrip(".").lower():
        rows.append(("Why", one_line(checked.reason)))
    if not rows:
        return Html()
    return element("dl", *(element("div", element("dt", k), element("dd", v)) for k, v in rows), class_="evidence")


def _twin(name: str, places: Mapping[str, int], names: Mapping[int, str]) -> Html:
    at = places.get(name)
    return element("a", element("bdi", names[at]), href=f"#r{at}") if at else element("bdi", name)


def _corrected(checked: Checked, number: int, key: str) -> Html:
    """The corrected reference to copy: in its own style, where that is certain, and as BibTeX."""
    if checked.corrected is None or not any(d.found and d.weight != "style" for d in checked.differences):
        return Html()
    own = _places.corrected(checked)
    tongue = language(own, checked.reference) if own else None
    return element(
        "div",
        _copied("Corrected, as printed", element("p", own, dir="auto", lang=tongue, id=f"t{number}"), f"t{number}")
        if own else "",
        element("details", element("summary", "Corrected, as BibTeX"),
                _copied("", element("pre", bibtex(checked.corrected, key), id=f"b{number}", dir="auto", lang=""),
                        f"b{number}")),
        class_="corrected",
    )  # fmt: skip


def bibtex(reference: Reference, key: str) -> str:
    """An entry of the corrected reference."""
    from polybib.formats import bibtex as writer

    return writer.entry(reference, key).strip()


def _copied(title: str, text: Html, target: str) -> Html:
    button = element("button", "Copy", type="button", class_="copy", data_copy=target, aria_describedby=target)
    return element("div", element("span", title, class_="key") if title else "", text, button, class_="copied")
