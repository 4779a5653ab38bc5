"""Text to values: golden cases, strings made to be slow, and strings of any kind."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polybib.model import Date
from polybib.values import bodies, dates, identifiers, languages, numbers, pages, places, titles

CASES = Path(__file__).parent / "cases" / "values"
CUES = {name: getattr(bodies, f"is_{name}") for name in ("publisher", "newspaper", "magazine", "site", "body")}
READERS = (
    *(dates.parse, dates.find, pages.parse, pages.count, numbers.volume_issue, numbers.clean, numbers.edition),
    *(identifiers.find, titles.clean, titles.marks, titles.split_forms, languages.guess, places.known, places.expand),
    *CUES.values(),
)


def cases(name):
    rows = json.loads((CASES / f"{name}.json").read_text("utf-8"))
    return [pytest.param(*([row] if name == "dates" else row), id=ascii(row[0])) for row in rows]


@pytest.mark.parametrize("case", cases("dates"))
def test_date(case):
    text, parts, season, circa, literal = case + [0, False, ""][len(case) - 2 :]
    found = dates.parse(text)
    assert (str(Date(found.parts)), found.season, found.circa, found.literal) == (parts, season, circa, literal)


@pytest.mark.parametrize(("text", "want"), cases("dates_found"))
def test_dates_in_text(text, want):
    found = dates.find(text)
    assert [str(date) for date, _, _ in found] == want
    assert all(str(dates.parse(text[start:end])) == str(date) for date, start, end in found)


def test_month_first_only_where_both_could_be():
    assert str(dates.parse("12/03/2019", day_first=False)) == "2019-12-03"
    assert str(dates.parse("25/03/2019", day_first=False)) == "2019-03-25"


@pytest.mark.parametrize(("text", "want"), cases("pages"))
def test_pages(text, want):
    assert pages.parse(text) == want


@pytest.mark.parametrize(("text", "want", "extent"), cases("extents"))
def test_extent(text, want, extent):
    assert (pages.count(text), pages.is_extent(text)) == (want, extent)


@pytest.mark.parametrize(("text", "volume", "issue"), cases("numbers"))
def test_volume_and_issue(text, volume, issue):
    assert numbers.volume_issue(text) == (volume, issue)


@pytest.mark.parametrize(("text", "want"), cases("editions"))
def test_edition(text, want):
    assert numbers.edition(text) == want


@pytest.mark.parametrize(("text", "want"), cases("identifiers"))
def test_identifiers(text, want):
    found = identifiers.find(text)
    assert [[f.kind, f.value, text[f.outer_start : f.outer_end]] for f in found] == want
    masked = identifiers.mask(text, found)
    assert len(masked) == len(text)
    assert identifiers.find(masked) == []


@pytest.mark.parametrize(("text", "want"), cases("titles"))
def test_title(text, want):
    assert titles.clean(text) == want == titles.clean(want)


@pytest.mark.parametrize(("text", "title", "original", "romanized", "translated"), cases("title_forms"))
def test_forms_of_a_title(text, title, original, romanized, translated):
    assert titles.split_forms(text) == (title, original, romanized, translated)


@pytest.mark.parametrize(("text", "want"), cases("languages"))
def test_language(text, want):
    assert languages.guess(text) == want


@pytest.mark.parametrize(("text", "want"), cases("places"))
def test_place(text, want):
    assert places.known(text) == want


@pytest.mark.parametrize(("text", "want"), cases("bodies"))
def test_what_a_name_names(text, want):
    assert CUES[want](text) if want else not any(cue(text) for cue in CUES.values())


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__qualname__)
def test_time_grows_with_length(reader):
    for sign in json.loads((CASES / "hostile.json").read_text("utf-8")):
        start = time.process_time()
        reader(sign * (40_000 // len(sign)))
        assert time.process_time() - start < 3.0, sign


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("0123456789.,:;()[]-–/年月日第№ СP")), max_size=60))
def test_any_string_has_a_value(text):
    for reader in READERS:
        reader(text)
    found = identifiers.find(text)
    assert len(identifiers.mask(text, found)) == len(text)
    assert all(0 <= f.outer_start <= f.start <= f.end <= f.outer_end <= len(text) for f in found)
