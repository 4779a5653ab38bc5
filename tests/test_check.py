"""polybib check, end to end: the program against a server on loopback that answers as Crossref does."""

import json
import signal
import time
from collections import Counter
from pathlib import Path

import interrupting
import pytest
from checking import NOWHERE, bibtex, cases, serving

from polybib.check import differences, dois, run, text
from polybib.check.model import Checked, Report
from polybib.crossref import records
from polybib.crossref.model import Record
from polybib.model import Date, Field, Name, Reference

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
RIGHT = {"title": "Deep learning", "author": "LeCun, Yann and Bengio, Yoshua and Hinton, Geoffrey", "journal": "Nature",
         "volume": "521", "number": "7553", "pages": "436--444", "year": "2015"}  # fmt: skip
DOI = "10.1038/nature14539"
LEMONS = {"title": "The Market for Lemons", "author": "Akerlof, George", "journal": "Quarterly Journal of Economics",
          "volume": "84", "number": "3", "year": "1970", "pages": "488--500", "doi": "10.2307/1879431"}  # fmt: skip


@pytest.fixture(scope="module")
def process():
    with serving() as server:
        yield server


@pytest.fixture
def server(process):
    process.set()
    return process


@pytest.mark.parametrize("case", cases("dois"), ids=lambda case: case["text"])
def test_dois_are_mended(case):
    found = dois.mend(case["text"])
    assert (found.doi if found else "", [*(found.repairs if found else ())]) == (case["doi"], case["repairs"])


def printed(values):
    fields = {}
    for name, value in values.items():
        if name == "author":
            fields[name] = Field(tuple(Name(*one) for one in value))
        elif name == "year":
            fields["issued"] = Field(Date(((value,),)))
        elif name != "raw":
            fields[name] = Field(value)
    return Reference("article-journal", fields, raw=values.get("raw", ""))


@pytest.mark.parametrize("case", cases("differences"), ids=lambda case: case["name"])
def test_differences(case):
    """Of what is printed only: what a record has besides is another matter."""
    record = records.read({"DOI": "10.5555/1", "type": "journal-article", **case["record"]})
    found = {one.field: one for one in differences.compare(printed(case["printed"]), record) if one.printed}
    assert {name: one.weight for name, one in found.items()} == {n: w for n, (w, _) in case["found"].items()}
    assert all(part in found[name].what for name, (_, part) in case["found"].items())


@pytest.fixture(scope="module")
def listed(process, tmp_path_factory):
    """The report of a list of references of every kind."""
    place = tmp_path_factory.mktemp("list")
    every = cases("references")
    (place / "list.md").write_text(
        "# References\n\n" + "\n".join(f"{n}. {one['raw']}\n" for n, one in enumerate(every, 1)), encoding="utf-8"
    )
    process.set()
    done = process.run("check", place / "list.md", "-t", "json", "--corrected", place / "out.jsonl", cache=place / "c")
    assert done.returncode == 0, done.err
    return json.loads(done.out), (place / "out.jsonl").read_text(encoding="utf-8"), process.log


@pytest.mark.parametrize(("n", "case"), [*enumerate(cases("references"))], ids=lambda one: str(one)[:60])
def test_references(listed, n, case):
    report, _, _ = listed
    found = report["references"][n]
    assert found["identity"] == case["identity"], found
    if case.get("found_doi") or case["identity"] == "same":
        assert found["found_doi"].lower() == (case.get("found_doi") or found["doi"]).lower()
    assert found["doi"].lower() == case.get("doi", found["doi"]).lower()
    for weight in ("blocking", "mend"):
        assert [one["field"] for one in found["differences"] if one["weight"] == weight] == case.get(weight, [])
    told = " ".join([found["reason"], *(one["what"] for one in found["differences"])])
    assert case.get("says", "") in told
    assert [one["kind"] for one in found["notices"]] == case.get("notices", [])
    assert [[one["what"], one["doi"]] for one in found["related"]] == case.get("related", found["related"] and [
        [one["what"], one["doi"]] for one in found["related"]])  # fmt: skip
    assert bool(found["duplicates"]) == case.get("twice", False)


def test_the_report_tells_what_was_asked_and_no_question_is_asked_twice(listed):
    report, _, log = listed
    assert report["complete"]
    assert report["made"]
    assert not log["repeated"]
    assert not log["broken"]
    assert {one["name"] for one in report["sources"]} == {"Crossref", "DataCite", "DOI proxy"}
    for found in report["references"]:
        assert found["identity"] in ("same", "probable", "other", "not-found", "not-checked")
        assert found["identity"] != "not-checked" or found["reason"]


def test_corrected_references_tell_the_source_of_each_value(listed):
    report, corrected, _ = listed
    held = [json.loads(line) for line in corrected.splitlines()]
    assert len(held) == len(report["references"])
    assert held[1]["csl"]["issued"]["date-parts"][0][0] == 2015
    assert held[1]["fields"]["issued"]["origin"] == "crossref"
    assert held[1]["fields"]["title"]["origin"] != "crossref"
    assert held[4]["csl"]["DOI"] == "10.2307/1914185"
    assert held[0]["csl"]["page"] == "637-41"  # retracted: told, not corrected


@pytest.mark.parametrize(
    ("entry", "level", "code"),
    [
        ({**RIGHT, "doi": DOI, "year": "2016"}, "blocking", 0),
        ({**RIGHT, "doi": DOI, "year": "2016"}, "mend", 1),
        ({**RIGHT, "title": "A study that nobody wrote", "author": "Nobody, N."}, "unverified", 1),
    ],
)
def test_exit_codes_and_a_text_for_a_person(server, tmp_path, entry, level, code):
    done = server.run("check", bibtex(tmp_path / "a.bib", entry), "--fail-on", level, cache=tmp_path / "c")
    assert (done.returncode, done.err) == (code, ""), done.out
    assert ("mend      the year is 2015, not 2016" in done.out) == ("doi" in entry)
    assert ("Not found is not fake" in done.out) == ("doi" not in entry)


@pytest.mark.parametrize(
    ("identity", "weight", "failing"),
    [
        ("same", "style", []), ("same", "mend", ["mend", "unverified"]), ("not-found", "style", ["unverified"]),
        ("other", "blocking", ["blocking", "mend", "unverified"]), ("probable", "style", []),
    ],
)  # fmt: skip
def test_levels(identity, weight, failing):
    fault = differences.Difference("issued", "2016", "2015", weight)
    report = Report((Checked(Reference("book", {}), identity, differences=(fault,)),))
    assert [level for level in run.LEVELS if run.failing(report, level)] == failing


def test_without_a_network_nothing_is_said_of_any_reference(server, tmp_path):
    place = bibtex(tmp_path / "a.bib", {**RIGHT, "doi": DOI}, {**RIGHT, "title": "Another study of the matter"})
    done = server.run("check", place, "-t", "json", "-o", tmp_path / "a.json", cache=tmp_path / "c", url=NOWHERE)
    report = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert done.returncode == 4
    assert "run it again" in done.err
    assert not report["complete"]
    assert {one["identity"] for one in report["references"]} == {"not-checked"}
    assert all("could not be" in one["reason"] for one in report["references"])
    again = server.run("check", place, "-t", "json", "-o", tmp_path / "a.json", "--resume", cache=tmp_path / "c")
    report = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert again.returncode == 0
    assert report["complete"]
    assert report["references"][0]["identity"] == "same"


def test_offline_only_the_cache_is_known(server, tmp_path):
    place = bibtex(tmp_path / "a.bib", {**RIGHT, "doi": DOI})
    assert server.run("check", place, "-q", cache=tmp_path / "c").returncode == 0
    bibtex(place, {**RIGHT, "doi": DOI}, {**RIGHT, "title": "Another study"})
    done = server.run("check", place, "--offline", "-t", "json", cache=tmp_path / "c")
    known, unknown = json.loads(done.out)["references"]
    assert done.returncode == 0
    assert known["identity"] == "same"
    assert "offline" in unknown["reason"]
    assert len(server.log["requests"]) == 1


@interrupting.where_it_can_be_sent
def test_ctrl_c_keeps_what_was_found_and_resume_asks_only_the_rest(server, tmp_path):
    entries = [{**RIGHT, "title": f"Study {n} of learning"} for n in range(15)]
    place, out = bibtex(tmp_path / "a.bib", {**RIGHT, "doi": DOI}, *entries), tmp_path / "a.json"
    server.set(latency=0.1)
    running = server.start("check", place, "-o", out, "--corrected", tmp_path / "b.bib", cache=tmp_path / "c")
    while len(server.log["requests"]) < 6:
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=30)
    report = json.loads(out.read_text(encoding="utf-8"))
    identities = [one["identity"] for one in report["references"]]
    assert running.returncode == 130
    assert "interrupted" in told
    assert "Traceback" not in told
    assert len(identities) == 16
    assert identities[0] == "same"
    assert identities[-1] == "not-checked"
    assert not report["complete"]
    assert (tmp_path / "b.bib").exists()
    first = server.log
    done = server.run("check", place, "-o", out, "--resume", cache=tmp_path / "c")
    log = server.log
    again = [one for one in log["repeated"] if one in first["repeated"]]
    assert done.returncode == 0
    assert json.loads(out.read_text(encoding="utf-8"))["complete"]
    assert len(log["requests"]) <= 16 + 6
    assert not again


def test_two_runs_share_a_cache_and_failures_change_nothing(server, tmp_path):
    entries = [{**RIGHT, "doi": DOI}, {k: v for k, v in RIGHT.items() if k != "doi"}, LEMONS]
    place = bibtex(tmp_path / "a.bib", *entries, *({**RIGHT, "title": f"Study {n}"} for n in range(4)))
    server.set(fail=5, kinds=["500", "503", "cut", "empty", "json", "html"])
    both = [server.start("check", place, "-t", "json", cache=tmp_path / "c") for _ in range(2)]
    reports = [json.loads(one.communicate(timeout=60)[0])["references"] for one in both]
    assert [one.returncode for one in both] == [0, 0]
    server.set()
    calm = json.loads(server.run("check", place, "-t", "json", cache=tmp_path / "d").out)["references"]
    for report in reports:
        assert [(one["identity"], one["found_doi"]) for one in report] == [
            (one["identity"], one["found_doi"]) for one in calm
        ]


@pytest.mark.parametrize(
    ("message", "identity"),
    [({}, "probable"), ({"title": ["Deep learning"]}, "probable"), ({"title": [None], "author": [None]}, "probable")],
)
def test_poor_records_are_no_accusation(message, identity):
    from polybib.check import identity as identities
    from polybib.crossref.model import Lookup

    own = printed({"title": "Deep learning", "author": [["LeCun", "Y."]], "year": 2015})
    record = records.read({"DOI": "10.5555/untitled", "type": "journal-article", **message})
    state = identities.of(own, dois.mend("10.5555/untitled"), Lookup("found", record))
    checked, answered = identities.decide(state, None)
    assert answered
    assert checked.identity == identity
    assert not any(one.weight == "blocking" for one in checked.differences)


@pytest.mark.parametrize(("title", "found"), [("Deep learning", "same"), ("Another study", "not-checked")])
def test_a_doi_that_crossref_lacks_and_nobody_else_could_be_asked_of(title, found):
    from polybib.check import identity as identities
    from polybib.crossref.model import Lookup, Search

    own = printed({"title": title, "author": [["LeCun", "Y."]], "year": 2015, "volume": "521", "page": "436-444"})
    record = records.read({"DOI": DOI, "type": "journal-article", "title": ["Deep learning"], "volume": "521",
                           "author": [{"family": "LeCun", "given": "Yann"}], "page": "436-444",
                           "issued": {"date-parts": [[2015]]}})  # fmt: skip
    lookup = Lookup("unknown", reason="the DOI proxy cannot be reached", lacks="Crossref")
    state = identities.of(own, dois.mend("10.1038/nature99999"), lookup)
    assert identities.open_(state)
    records_ = (record,) if found == "same" else ()
    checked, answered = identities.decide(state, Search(records_))
    assert (checked.identity, answered, checked.corrected) == (found, False, None)
    assert checked.found_doi == (DOI if found == "same" else "")
    assert [one.weight for one in checked.differences if one.field == "DOI"] == ["mend"] * (found == "same")


@pytest.mark.parametrize(
    ("evidence", "identity"),
    [
        ({"title": -1.5, "author": 4.0, "volume": 1.5, "page": -2.5, "container-title": 1.5}, "other"),
        ({"title": -1.5, "author": 4.0, "volume": 1.5, "page": 3.5, "container-title": 1.5}, "same"),
        ({"title": 2.0, "issued": -3.0, "volume": 1.5, "page": 2.5, "container-title": -2.0}, "same"),
        ({"title": 5.5, "author": -5.0}, "other"),
    ],
)
def test_the_record_of_a_printed_doi(evidence, identity):
    from polybib.check import identity as identities
    from polybib.crossref.matching import Evidence, Judgement

    told = tuple(Evidence(name, weight, "") for name, weight in evidence.items())
    record = Record("10.5555/1", Reference("article-journal", {}))
    assert identities.given(Judgement(record, 0.2, "different", "", told)) == identity


def test_seeds(server, tmp_path):
    """Of the documents no DOI is wrong, no book or law is not found, and what is said is so."""
    done = server.run("check", *sorted(SEEDS.glob("*.md")), "-t", "json", cache=tmp_path / "c")
    found = json.loads(done.out)["references"]
    counts = Counter(one["identity"] for one in found)
    assert done.returncode == 0
    assert counts["same"] == 15
    assert not counts["other"]
    assert not any(one["weight"] == "blocking" for found_ in found for one in found_["differences"])
    told = {one["what"] for found_ in found for one in found_["differences"] if one["weight"] == "mend"}
    assert "the pages are 236-238, not 236-241" in told
    assert "the title of the book or volume has “voocs” where Crossref has “MOOCs”" in told
    assert len(told) <= 6, told


def test_nothing_from_outside_reaches_a_terminal_raw():
    odd = Reference("book", {"title": Field("\x1b[31mred")}, id="a")
    record = Record("10.5555/1", odd)
    report = Report((Checked(odd, "probable", found_doi="10.5555/1\x1b[0m", record=record, reason="\x1b[2J"),))
    assert "\x1b" not in "".join(piece for line in text.lines(report, every=True) for piece, _ in line)
