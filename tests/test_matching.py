"""Records of agencies as references, and whether a record is the work of a reference."""

import json
import random
from pathlib import Path

import pytest

import polybib
from polybib.crossref import matching, records
from polybib.model import Field, Reference

CASES = Path(__file__).parent / "cases" / "matching"
MESSAGES = json.loads((CASES / "records.json").read_text("utf-8"))


def cases(name):
    rows = [json.loads(line) for line in (CASES / f"{name}.jsonl").read_text("utf-8").splitlines()]
    return [pytest.param(row, id=row["name"]) for row in rows]


def parsed(text):
    return polybib.parse(text) if text else Reference("document", {})


@pytest.mark.parametrize("case", cases("read"))
def test_a_message_is_read(case):
    found = records.read(case["message"])
    assert found.reference.type == case["type"]
    held = {"years": list(found.years), "relations": {kind: list(dois) for kind, dois in found.relations.items()}}
    held |= {name: [one.kind for one in getattr(found, name)] for name in ("notices", "updates")}
    for name, value in case["fields"].items():
        assert held.get(name, found.reference.text(name)) == value, name
    assert {field.origin for field in found.reference.fields.values()} <= {"crossref"}


@pytest.mark.parametrize("case", cases("judged"))
def test_a_record_is_judged(case):
    found = matching.judge(parsed(case["raw"]), records.read(MESSAGES[case["record"]]))
    assert (found.relation, found.kind) == (case["relation"], case.get("kind", "")), found.evidence


@pytest.mark.parametrize("case", cases("chosen"))
def test_the_best_candidate(case):
    found = matching.best(parsed(case["raw"]), [records.read(MESSAGES[name]) for name in case["records"]])
    assert (found.record.doi if found else "") == (MESSAGES[case["chosen"]]["DOI"] if case["chosen"] else "")


@pytest.mark.parametrize("case", cases("queries"))
def test_what_is_searched(case):
    assert matching.query(Reference("document", {}, raw=case["raw"])) == case["query"]


def test_the_score_of_a_search_decides_nothing():
    reference = parsed("Moore, J. (2008). Editorial. Urban Affairs, 12(1), 1–3.")
    record = records.read(MESSAGES["cell"])
    high = records.with_score(record, 500.0)
    assert matching.judge(reference, high).probability == matching.judge(reference, record).probability
    assert matching.best(reference, [high]) is None


def test_a_doi_in_the_text_proves_nothing():
    raw = "Moore, J. (2008). Editorial. Urban Affairs, 12(1), 1–3. https://doi.org/10.5555/cell"
    assert matching.judge(polybib.parse(raw), records.read(MESSAGES["cell"])).relation == "different"


def test_two_that_are_as_likely_leave_it_open():
    reference = parsed("Hallström, E. The market for trust: evidence from rural banks. J. Rural Financ. 2015;31(2):15.")
    twin = {**MESSAGES["cell"], "DOI": "10.5555/twin", "page": "301-320"}
    found = matching.best(reference, [records.read(MESSAGES["cell"]), records.read(twin)])
    assert found is not None
    assert found.relation == "probable"


def test_what_comes_from_records_is_compared_by_its_fields():
    fields = {name: Field(value) for name, value in {"title": "The Market for Trust: Evidence from Rural Banks",
              "volume": "31", "page": "145--163", "container-title": "Journal of Rural Finance"}.items()}  # fmt: skip
    reference = Reference("article-journal", fields, raw="@article{a, title={The Market}}")
    assert matching.judge(reference, records.read(MESSAGES["cell"])).relation == "same"


def test_hostile_messages_never_crash():
    rng = random.Random(3)
    bad = [None, [], {}, "", 0, -1, 3.5, True, [None], [[None]], [{}], {"date-parts": [["a", None]]}, "<" * 9999,
           "&#99999999999;", "<i " * 20000, {"date-parts": [[2019, 99, 99]]}, float("inf"), 10**30]  # fmt: skip
    reference = parsed("Hallström, E. (2015). The market for trust. Journal of Rural Finance, 31(2), 145–163.")
    for _ in range(300):
        message = dict(rng.choice([*MESSAGES.values()]))
        for name in rng.sample([*message, "relation", "update-to", "score", "event"], 3):
            message[name] = rng.choice(bad)
        assert 0 <= matching.judge(reference, records.read(message)).probability <= 1
        records.read_datacite({name: rng.choice(bad) for name in ("doi", "titles", "creators", "types", "dates")})


def test_datacite():
    people = [{"name": "Novak, Ana", "nameType": "Personal"}, {"name": "Bird Society", "nameType": "Organizational"}]
    titles = [{"title": "Counts of gulls"}, {"title": "2019–2021", "titleType": "Subtitle"}]
    message = {"doi": "10.5281/zenodo.7", "titles": titles, "creators": people, "publisher": {"name": "Zenodo"}}
    message |= {"publicationYear": 2021, "types": {"resourceTypeGeneral": "Dataset"}}
    found = records.read_datacite(message)
    read = found.reference
    assert (read.type, read.text("title"), read.text("publisher")) == (
        "dataset",
        "Counts of gulls: 2019–2021",
        "Zenodo",
    )
    assert read.text("author") == "Novak, Ana; Bird Society"
    assert {held.origin for held in read.fields.values()} == {"datacite"}
    raw = "Novak A, Bird Society. Counts of gulls: 2019–2021 [data set]. Zenodo; 2021."
    assert matching.judge(polybib.parse(raw), found).relation == "same"


def test_a_very_long_reference_is_judged_by_its_beginning():
    reference = Reference("book", {"title": Field("word " * 200_000)}, raw="word, " * 200_000)
    assert len(matching.query(reference)) <= 500
    assert matching.judge(reference, records.read(MESSAGES["book"])).relation == "different"
