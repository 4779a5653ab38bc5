"""polybib enrich, end to end: the program against a server on loopback that answers as Crossref does."""

import json

import pytest
from checking import NOWHERE, bibtex, serving

import polybib

SPARSE = {"title": "Deep learning", "author": "LeCun, Yann and Bengio, Yoshua and Hinton, Geoffrey",
          "journal": "Nature", "year": "2016", "volume": "521"}  # fmt: skip
FULL = {"title": "Central Dogma of Molecular Biology", "author": "Crick, Francis", "journal": "Nature", "year": "1970",
        "volume": "227", "number": "5258", "pages": "561--563", "doi": "10.1038/227561a0",
        "issn": "0028-0836"}  # fmt: skip
NOBODY = {"title": "A study that nobody wrote", "author": "Nobody, N.", "year": "2019", "journal": "Nothing"}
DOI = "10.1038/nature14539"


@pytest.fixture(scope="module")
def process():
    with serving() as server:
        yield server


@pytest.fixture
def server(process):
    process.set()
    return process


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def place(tmp_path):
    return bibtex(tmp_path / "a.bib", SPARSE, FULL, NOBODY)


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


def test_only_what_is_missing_is_filled_and_tells_its_source(server, place, cache, tmp_path):
    told = tmp_path / "told.jsonl"
    done = server.run("enrich", place, "-t", "jsonl", "--provenance", told, cache=cache)
    sparse, full, nobody = lines(done.out)
    assert done.returncode == 0
    assert (sparse["csl"]["DOI"], sparse["csl"]["page"]) == (DOI, "436-444")
    assert sparse["csl"]["issued"]["date-parts"] == [[2016]]  # otherwise, but there
    assert sparse["fields"]["DOI"]["origin"] == "crossref"
    assert sparse["fields"]["title"]["origin"] == "record"
    messages = [one["message"] for one in sparse["issues"]]
    assert any(one.startswith(f"DOI is from Crossref, DOI {DOI}, 20") for one in messages)
    assert full["csl"].get("issue") == "5258"
    assert not any(one["code"] == "enriched" for one in full["issues"])
    assert nobody["csl"]["title"] == NOBODY["title"]
    assert "DOI" not in nobody["csl"]
    assert "proposed issued: 2016 -> 2015" in done.err
    kept = lines(told.read_text(encoding="utf-8"))
    assert {(one["field"], one["applied"]) for one in kept} >= {("DOI", True), ("issued", False)}
    assert all(one["doi"] and one["retrieved"] and one["source"] == "crossref" for one in kept)


def test_bibtex_holds_values_only(server, place, cache):
    done = server.run("enrich", place, cache=cache)
    assert DOI in done.out
    assert "436--444" in done.out
    assert "2016" in done.out
    assert "crossref" not in done.out.lower()
    assert "enriched" not in done.out


@pytest.mark.parametrize(("apply", "year", "doi"), [("none", 2016, False), ("all", 2015, True)])
def test_apply(server, place, cache, apply, year, doi):
    done = server.run("enrich", place, "-t", "csl-json", "--apply", apply, cache=cache)
    sparse = json.loads(done.out)[0]
    assert sparse["issued"]["date-parts"][0][0] == year
    assert ("DOI" in sparse) == doi


def test_a_dry_run_shows_a_diff_and_writes_nothing(server, place, cache, tmp_path):
    target = tmp_path / "b.bib"
    done = server.run("enrich", place, "-n", "-o", target, "--provenance", tmp_path / "told.jsonl", cache=cache)
    assert f"+DOI: {DOI}" in done.out
    assert "? issued: 2016 -> 2015" in done.out
    assert "@@" in done.out
    assert [one.name for one in tmp_path.iterdir() if one.suffix != ".bib"] == []
    assert not target.exists()


def test_an_input_is_never_replaced(server, place, cache):
    before = place.read_text(encoding="utf-8")
    done = server.run("enrich", place, "-o", place, "--force", cache=cache)
    assert done.returncode == 2
    assert place.read_text(encoding="utf-8") == before


def test_without_a_network_the_references_stay_as_they_are(server, place, tmp_path):
    target = tmp_path / "b.bib"
    done = server.run("enrich", place, "-o", target, cache=tmp_path / "empty", url=NOWHERE)
    assert done.returncode == 4
    assert "run it again" in done.err
    assert "Central Dogma" in target.read_text(encoding="utf-8")
    again = server.run("enrich", place, "-o", target, "--resume", cache=tmp_path / "empty")
    assert again.returncode == 0
    assert DOI in target.read_text(encoding="utf-8")


def test_resume_needs_the_cache(server, place, cache):
    done = server.run("enrich", place, "--resume", "--no-cache", cache=cache)
    assert done.returncode == 2
    assert "--resume needs the cache" in done.err


def test_the_verbs_of_the_library(server, place, cache, monkeypatch):
    for name, value in server.env(cache).items():
        if name.startswith("POLYBIB"):
            monkeypatch.setenv(name, value)
    assert polybib.enrich(place)[0].text("DOI") == DOI
    assert [one.identity for one in polybib.check(place).checked] == ["same", "same", "not-found"]
    assert polybib.check(polybib.references(place)).checked[0].found_doi == DOI
