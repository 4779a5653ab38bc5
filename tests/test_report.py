"""The reports of `polybib check`: the same facts in four formats, and a page that is safe, accessible and whole."""

import csv
import io
import json
import re
import time
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import jsonschema
import pytest
import reports
from hypothesis import given, settings
from hypothesis import strategies as st

from polybib.check import report
from polybib.check.model import Checked, Difference, Report
from polybib.check.report import _diff, _places
from polybib.crossref.model import Asked, Notice
from polybib.errors import OptionError
from polybib.model import Field, Reference, Source

FULL = reports.load()
PAGE = report.write(FULL, "html")
VOID = {"meta", "input", "br", "link", "img", "hr"}


class Tree(HTMLParser):
    """The elements of a page: (name, attributes, names of those around it), and that all are closed."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.found, self.open, self.texts = [], [], []
        self.feed(page)
        self.close()

    def handle_starttag(self, name, attributes):
        self.found.append((name, dict(attributes), [*self.open]))
        assert len(attributes) == len(dict(attributes)), attributes
        if name not in VOID:
            self.open.append(name)

    def handle_startendtag(self, name, attributes):
        self.found.append((name, dict(attributes), [*self.open]))

    def handle_endtag(self, name):
        assert self.open.pop() == name

    def handle_data(self, data):
        if not {"script", "style"} & {*self.open}:
            self.texts.append(data)

    def all(self, *names):
        return [attributes for name, attributes, _ in self.found if name in names]


TREE = Tree(PAGE)


def cases(name):
    return json.loads((reports.CASES / name).read_text(encoding="utf-8"))


def test_all_formats_hold_the_same_references():
    data = json.loads(report.write(FULL, "json"))
    rows = list(csv.DictReader(io.StringIO(report.write(FULL, "csv").removeprefix("\ufeff"))))
    assert [one["id"] for one in data["references"]] == [one.reference.id for one in FULL.checked]
    assert [(row["identity"], row["weight"]) for row in rows] == [
        (one["identity"], one["weight"]) for one in data["references"]
    ]
    assert [one["data-identity"] for one in TREE.all("article")] == [row["identity"] for row in rows]
    text = report.write(FULL, "markdown")
    for checked in FULL.checked:
        if checked.found_doi:
            assert checked.found_doi.split("/")[0] in text
    whole = sum(int(n.replace(",", "")) for n in re.findall(r"^## [^(\n]+ \((\d[\d,]*)\)$", text, re.MULTILINE))
    assert whole == len(FULL.checked)


def test_json_is_valid_by_its_schema():
    schema = json.loads((files("polybib") / "data" / "report" / "check.schema.json").read_text(encoding="utf-8"))
    data = json.loads(report.write(FULL, "json"))
    jsonschema.Draft202012Validator(schema).validate(data)
    assert data["schema"] == "polybib-check/1"
    assert data["references"][1]["notices"][0]["date"] == "2010-02-06"
    assert "secret" not in json.dumps(data["sources"])
    assert "mailto" not in json.dumps(data["sources"])
    data["references"][0]["identity"] = "fake"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate(data)


def test_a_spreadsheet_runs_nothing():
    text = report.write(FULL, "csv")
    assert text.startswith("\ufeffid,label,")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert {len(row) for row in rows} == {16}
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]
    hostile = Checked(Reference("book", {}, raw="@SUM(1)", id="+1"), "not-found", reason="=cmd")
    row = next(csv.DictReader(io.StringIO(report.write(Report((hostile,)), "csv").removeprefix("\ufeff"))))
    assert (row["id"], row["reference"], row["reason"]) == ("'+1", "'@SUM(1)", "'=cmd")


def test_text_from_outside_is_shown_not_run():
    assert {name for name, _, _ in TREE.found} <= set(
        """html head meta title style body a header h1 h2 h3 h4 p bdi main section div span button b svg rect label
        input article mark i del ins dl dt dd ul li cite details summary pre strong table caption thead tbody tr th td
        footer script""".split()
    )
    assert len(TREE.all("script")) == len(TREE.all("style")) == 1
    assert not [name for one in TREE.all(*{n for n, _, _ in TREE.found}) for name in one if name.startswith("on")]
    links = [one["href"] for one in TREE.all("a")]
    assert all(re.match(r"#[a-z]|https://(doi\.org/10\.|api\.)", link) for link in links)
    assert not [one for one in TREE.all("b", "i", "u") if one]
    shown = "".join(TREE.texts)
    assert "<script>alert(1)</script>" in shown
    assert "\\u202eevil" in shown
    assert "\u202e" not in PAGE


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=60) | st.sampled_from(["<!--", "</p>", "&lt;", "]]>", "\x00", "\ud800", "](https://", "`|`"]))
def test_no_text_is_ever_markup(text):
    wrong = Difference(text, text, text + "x", "mend", text)
    reference = Reference("book", {"title": Field(text)}, raw=text, id=text, source=Source(text, text, text))
    held = Checked(reference, "same", 0.5, text, text, (wrong,), (Notice(text, text, None, text, text),), text,
                   corrected=reference, duplicates=(text,), related=((text, text),))  # fmt: skip
    made = Report((held,), (Asked(text, text),), text, text)
    tree = Tree(report.write(made, "html"))
    assert not tree.open
    assert {name for name, _, _ in tree.found} <= {name for name, _, _ in TREE.found} | {"i", "b"}
    assert json.loads(report.write(made, "json"))["references"][0]["raw"] == text
    for name in report.names():
        shown = report.write(made, name)
        assert shown.encode()
        assert not set(shown) & {"\x00", "\x1b", "\u202e", "\u2028"}


def test_hostile_texts_take_linear_time():
    for text in ("*a" * 20_000, "[a](https:(" * 4_000, "`" * 40_000, "<https:" * 6_000, "\\_*" * 9_000):
        wrong = Difference("title", text, text[1:], "mend")
        held = Checked(Reference("book", {}, raw=text[:19_999]), "same", differences=(wrong,))
        begun = time.process_time()
        for name in report.names():
            assert report.write(Report((held,)), name)
        assert time.process_time() - begun < 4


def test_the_page_needs_nothing_from_outside():
    policy = next(one["content"] for one in TREE.all("meta") if "http-equiv" in one)
    for name in ("script", "style"):
        content = re.search(rf"<{name}>(.*?)</{name}>", PAGE, re.DOTALL)[1]
        assert f"{name}-src 'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'" in policy
    assert policy.startswith("default-src 'none'")
    assert not TREE.all("link", "img", "iframe", "object", "embed")
    assert not [one for _, one, _ in TREE.found if "src" in one or "style" in one]
    assert "url(" not in PAGE
    assert "@import" not in PAGE


def test_the_page_is_accessible():
    ids = [one["id"] for _, one, _ in TREE.found if "id" in one]
    assert len(ids) == len(set(ids))
    for _, one, _ in TREE.found:
        for name in ("aria-labelledby", "aria-describedby", "for", "data-copy"):
            assert name not in one or one[name] in ids
        assert not one.get("href", "").startswith("#") or one["href"][1:] in ids
        assert one.get("lang", "") == "" or re.fullmatch(r"[a-z]{2,3}(-\w+)*", one["lang"])
    levels = [int(name[1]) for name, _, _ in TREE.found if re.fullmatch(r"h[1-6]", name)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    names = [name for name, _, _ in TREE.found]
    assert names.count("main") == 1
    assert {"header", "footer"} <= {*names}
    chips = [one for one in TREE.all("button") if one.get("class") == "chip"]
    assert {one["aria-pressed"] for one in chips} == {"false"}
    assert {one["data-value"] for one in chips} >= {"same", "other", "not-found", "blocking", "notice", "duplicate"}
    assert [one for one in TREE.all("label") if one["for"] == "search"]
    assert not TREE.open


def test_each_script_has_its_language():
    tongues = {one["id"]: one["lang"] for one in TREE.all("p") if "id" in one and "lang" in one}
    raws = [one["lang"] for one in TREE.all("p", "pre") if one.get("class") == "raw"]
    assert raws[:3] + raws[7:11] + raws[12:13] == ["en", "en", "en", "zh", "ru", "ar", "he", "ja"]
    assert all(one["dir"] == "auto" for one in TREE.all("del", "ins", "cite"))
    assert tongues


def _luminance(colour):
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one, two):
    low, high = sorted((_luminance(one), _luminance(two)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("n", [0, 1, 2], ids=["light", "dark", "print"])
def test_contrast_is_that_of_wcag_aa(n):
    style = (files("polybib") / "data" / "report" / "page.css").read_text(encoding="utf-8")
    block = re.findall(r":root \{(.*?)\}", style, re.DOTALL)[n]
    colours = {
        name: value if len(value) == 7 else "#" + "".join(2 * letter for letter in value[1:])
        for name, value in re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", block)
    }
    hues = ("red", "amber", "blue", "green", "teal", "grey")
    pairs = [(text, ground) for text in ("ink", "soft", "link") for ground in ("paper", "card")]
    pairs += [(hue, ground) for hue in hues for ground in (f"{hue}-bg", "card", "paper")]
    pairs += [("ink", f"{hue}-bg") for hue in hues]
    pairs += [(hue, f"{other}-bg") for hue in ("red", "green") for other in ("red", "amber", "blue")]
    pairs += [("card", "red"), ("link", "blue-bg"), ("paper", "ink"), ("ink", "field")]
    assert not [pair for pair in pairs if _contrast(*(colours[one] for one in pair)) < 4.5]
    assert min(_contrast(colours["edge"], colours[ground]) for ground in ("paper", "card")) >= 3


def test_the_page_says_what_is_wrong_and_how_sure_it_is():
    text = " ".join(" ".join(TREE.texts).split())
    for part in (
        "4 references must not stay as they are", "Retracted on 6 February 2010 (says Retraction Watch)",
        "Not found is not fake", "12 requests, 4 answers from the cache", "almost certain (over 99 %)",
        "Not complete.", "The DOI belongs to", "436–444 (2015)", "pages = {436--444}", "Published as",
        "No agency knows the DOI 10.5555/no.such.doi.",
    ):  # fmt: skip
        assert part in text, part


@pytest.mark.parametrize("case", cases("diffs.json"), ids=lambda case: case["printed"])
def test_what_differs_is_marked(case):
    old, new = _diff.pieces(case["printed"], case["found"])
    assert ("".join(one.text for one in old), "".join(one.text for one in new)) == (case["printed"], case["found"])
    assert [one.text for one in old if one.changed] == case["old"]
    assert [one.text for one in new if one.changed] == case["new"]


@pytest.mark.parametrize("case", cases("places.json"), ids=lambda case: f"{case['raw']} {case['field']}")
def test_a_correction_is_put_in_only_where_its_place_is_certain(case):
    wrong = Difference(case["field"], case["printed"], case["found"], "mend")
    checked = Checked(Reference("article-journal", {}, raw=case["raw"]), "same", differences=(wrong,))
    assert _places.corrected(checked) == case["corrected"]


def test_markdown_holds_no_markup_from_outside():
    text = report.write(FULL, "markdown")
    outside = re.sub(r"```+bibtex\n.*?\n```+\n", "", text, flags=re.DOTALL)
    allowed = r"<!-- -->|</?details>|</?summary>|<br>|\(<https://doi\.org/[^<>\s]+>\)"
    assert not re.findall(r"(?<!\\)[<>](?!\s)", re.sub(allowed, "", outside.replace("\n> ", "\n")))
    assert re.findall(r"(?<!\\)\]\(([^)]{12})", outside).count("<https://doi") == outside.count("](<https://doi.org/")
    assert not re.search(r"(?<!\\)\]\((?!<https://doi\.org/10\.)", outside)
    assert "@<!-- -->someone" in text
    rows = [line for line in outside.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {3, 5, 6, 8}


def test_an_empty_report_and_an_unknown_format():
    for name in report.names():
        assert report.write(Report(()), name)
    with pytest.raises(OptionError, match="one of: csv, html, json, markdown"):
        report.write(Report(()), "pdf")


def test_the_columns_are_documented():
    text = (Path(__file__).parent.parent / "docs" / "reports.md").read_text(encoding="utf-8")
    header = report.write(Report(()), "csv").removeprefix("\ufeff").strip().split(",")
    assert [f"| `{name}` |" in text for name in header] == [True] * 16
