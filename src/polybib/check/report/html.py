"""HTML: one page that holds everything it needs, for a person to read, filter, copy from and print.

Nothing is fetched: style and script stand in the page, and its content security policy lets only these two run, by
their hashes. Without the script the page shows all.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import groupby
from operator import itemgetter
from string import Template

from polybib.check.model import Report
from polybib.check.report import _facts, _words
from polybib.check.report._card import card
from polybib.check.report._markup import Html, element, join, text
from polybib.formats._keys import keyed
from polybib.model import Reference

NAME = "html"
MEDIA = "text/html"
SUFFIXES = (".html", ".htm")
EMPTY = Reference("document", {})
LISTED = 25  # references that are listed at the top


def write(report: Report) -> str:
    """The page.

    >>> "Nothing was given to check." in write(Report(()))
    True
    """
    style, script = _data("page.css"), _data("page.js")
    identities, weights, extras = _facts.counts(report)
    total = len(report.checked)
    return Template(_data("page.html")).substitute(
        policy=f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'",
        style=style,
        script=script,
        title=text(f"Bibliography check: {report.title}" if report.title else "Bibliography check"),
        name=element("p", element("bdi", report.title), class_="input") if report.title else "",
        made=_made(report, total),
        unfinished=_unfinished(report),
        bars=join(
            _bar("identity", "Is it the work?", identities, _words.IDENTITIES, total, "i"),
            _bar("weight", "What is to do?", weights, _words.WEIGHTS, total, "w"),
            _bar("extra", "What else?", extras, _words.EXTRAS, 0, "x"),
        ),
        note=_words.NOT_FAKE,
        urgent=_urgent(report),
        cards=_cards(report) or element("p", "Nothing was given to check."),
        asked=_asked(report),
    )


@cache
def _data(name: str) -> str:
    return (files("polybib") / "data" / "report" / name).read_text(encoding="utf-8").strip()


def _hash(content: str) -> str:
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"


def _made(report: Report, total: int) -> Html:
    when = f" checked on {_facts.moment(report.made)}" if report.made else " checked"
    asked = sum(one.requests for one in report.sources)
    cached = sum(one.cached for one in report.sources)
    told = f": {_many(asked, 'request')}, {_many(cached, 'answer')} from the cache" if report.sources else ""
    return element("p", f"{_many(total, 'reference')}{when}{told}.", class_="made")


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _unfinished(report: Report) -> Html:
    if report.complete:
        return Html()
    left = sum(checked.identity == "not-checked" for checked in report.checked)
    words = f"The check was not finished; not checked: {_many(left, 'reference')}. A second run asks only what is left."
    return element("p", element("strong", "Not complete. "), words, class_="unfinished")


def _bar(kind: str, title: str, counts: dict[str, int], words: dict[str, str], total: int, short: str) -> Html:
    """A bar of counts; its legend are the filters."""
    held = {name: count for name, count in counts.items() if count}
    if not held:
        return Html()
    chips = [
        element("button", element("span", class_=f"dot {short}-{name}", aria_hidden="true"), element("b", f"{count:,}"),
                f" {words[name]}", type="button", class_="chip", aria_pressed="false", disabled=True,
                data_kind=kind, data_value=name, title=_words.EXPLAINED.get(name))
        for name, count in held.items()
    ]  # fmt: skip
    return element(
        "div", element("h3", title, id=f"bar-{kind}"), _drawn(held, total, short) if total else "",
        element("div", *chips, class_="chips", role="group", aria_labelledby=f"bar-{kind}"), class_="bar",
    )  # fmt: skip


def _drawn(held: dict[str, int], total: int, short: str) -> Html:
    """The bar as a drawing; no part is so thin that it cannot be seen."""
    least = 1.5
    wide = {name: max(least, 100 * count / total) for name, count in held.items()}
    scale = (100 - 0.4 * (len(held) - 1)) / sum(wide.values())
    parts, at = [], 0.0
    for name, width in wide.items():
        parts.append(element("rect", x=f"{at:.2f}", y="0", width=f"{width * scale:.2f}", height="10",
                             class_=f"{short}-{name}"))  # fmt: skip
        at += width * scale + 0.4
    return element("svg", *parts, viewBox="0 0 100 10", preserveAspectRatio="none", aria_hidden="true",
                   focusable="false")  # fmt: skip


def _urgent(report: Report) -> Html:
    """The references that must not stay as they are, first of all."""
    names, wheres = _facts.names(report), _facts.wheres(report)
    rows = [
        element("li", element("a", "Reference ", element("bdi", names[n]), href=f"#r{n}"),
                join(" in ", element("bdi", wheres[n - 1])) if wheres[n - 1] else "", ": ", _facts.headline(checked))
        for n, checked in enumerate(report.checked, 1)
        if _facts.weight(checked) == "blocking"
    ]  # fmt: skip
    if not rows:
        return Html()
    title = f"{_many(len(rows), 'reference')} must not stay as {'it is' if len(rows) == 1 else 'they are'}"
    if len(rows) > LISTED:
        rest = f"and {_many(len(rows) - LISTED, 'other')}: choose “{_words.WEIGHTS['blocking']}” below to see them"
        rows[LISTED:] = [element("li", rest)]
    return element("section", element("h2", title, id="urgent"), element("ul", *rows), class_="urgent",
                   aria_labelledby="urgent")  # fmt: skip


def _cards(report: Report) -> Html:
    """The references one after the other, under the name of their file and section where there are several."""
    places, names, wheres = _facts.places(report.checked), _facts.names(report), _facts.wheres(report)
    keys = [key for key, _ in keyed(checked.corrected or EMPTY for checked in report.checked)]
    level = 4 if any(wheres) else 3
    made = [card(checked, n, places, names, keys[n - 1], level) for n, checked in enumerate(report.checked, 1)]
    groups = groupby(zip(wheres, made, strict=True), key=itemgetter(0))
    return Html("\n".join(_group(where, [one for _, one in held], n) for n, (where, held) in enumerate(groups, 1)))


def _group(where: str, cards: list[Html], number: int) -> Html:
    joined = Html("\n".join(cards))
    if not where:
        return joined
    title = element("h3", element("bdi", where), id=f"g{number}")
    return element("section", title, "\n", joined, class_="group", aria_labelledby=f"g{number}")


def _asked(report: Report) -> Html:
    if not report.sources:
        return element("p", "Nothing was asked of anyone.")
    heads = ("Source", "Address", "Requests", "From the cache", "Failed", "From", "To")
    rows = [
        element("tr", element("th", _facts.source(one.name).removeprefix("the ").capitalize()
                              if _facts.source(one.name).startswith("the ") else _facts.source(one.name), scope="row"),
                element("td", element("bdi", _facts.address(one.url))),
                *(element("td", f"{n:,}", class_="n") for n in (one.requests, one.cached, one.failed)),
                element("td", _facts.moment(one.first)), element("td", _facts.moment(one.last)))
        for one in report.sources
    ]  # fmt: skip
    table = element(
        "table", element("caption", "What was asked, and when", class_="vh"),
        element("thead", element("tr", *(element("th", one, scope="col") for one in heads))),
        element("tbody", *rows),
    )  # fmt: skip
    return element("div", table, class_="wide", role="region", tabindex="0", aria_label="What was asked, and when")
