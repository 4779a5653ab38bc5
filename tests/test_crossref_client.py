"""Crossref, DataCite and the DOI proxy asked end to end, of a server on loopback that is a process of its own."""

import json
import os
import re
import signal
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import interrupting
import pytest

from polybib import crossref
from polybib.crossref import cache, limits
from polybib.errors import OptionError

SERVERS = Path(__file__).resolve().parent / "servers"
WORKS = SERVERS / "crossref_works.jsonl"
MAIL = "tests@example.org"
HARD = "10.5555/a?b#c%20d<1>(2);3"
COMMA = "10.5555/12345,678"
PLAIN = {name: value for name, value in os.environ.items() if not name.startswith("POLYBIB")}
MANY = [
    f"10.5555/{'(SICI)1097-4571(1999)50:1<1::AID-' if n % 10 == 0 else 'journal.test.'}{n:04d}" for n in range(1000)
]
TEXTS = [f"Author {n}. Study {n} of the number {n * 7}. Journal of Tests, {1950 + n % 70}." for n in range(24)]
PROGRAM = """
import sys
from polybib import crossref
dois = open(sys.argv[1], encoding="utf-8").read().split("\\n")
with crossref.client(mailto="tests@example.org") as client:
    for doi, found in crossref.lookup(client, dois):
        print(doi, found.state, flush=True)
"""


class Server:
    """A running server: what it is told, and what it was asked."""

    def __init__(self, url):
        self.url = url
        self.env = {f"POLYBIB_{name}_URL": url for name in ("CROSSREF", "DATACITE", "DOI")}

    def set(self, **options):
        body = json.dumps(options).encode()
        urllib.request.urlopen(urllib.request.Request(f"{self.url}/_control", body, method="POST")).close()

    @property
    def log(self):
        with urllib.request.urlopen(f"{self.url}/_log") as answer:
            return json.load(answer)

    def get(self, path):
        try:
            with urllib.request.urlopen(self.url + path) as answer:
                return answer.status, json.load(answer), answer.headers
        except urllib.error.HTTPError as error:
            return error.code, error.read(), error.headers


def made(n, doi):
    return {"DOI": doi, "type": "journal-article", "title": [f"Study {n} of the number {n * 7}"], "volume": str(n),
            "container-title": ["Journal of Tests"], "author": [{"family": f"Author{n}", "given": "A."}],
            "issued": {"date-parts": [[1950 + n % 70]]}}  # fmt: skip


@pytest.fixture(scope="module")
def process(tmp_path_factory):
    lines = tmp_path_factory.mktemp("works") / "many.jsonl"
    lines.write_text("".join(json.dumps(made(n, doi)) + "\n" for n, doi in enumerate(MANY)), encoding="utf-8")
    command = [sys.executable, str(SERVERS / "crossref_server.py"), "--works", str(WORKS), str(lines)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        try:
            yield Server(f"http://127.0.0.1:{running.stdout.readline().strip()}")
        finally:
            running.kill()


@pytest.fixture
def server(process, tmp_path, monkeypatch):
    process.set()
    for name, value in {**process.env, "POLYBIB_CACHE": str(tmp_path / "cache")}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("POLYBIB_MAILTO", raising=False)
    return process


@contextmanager
def client(**options):
    with crossref.client(**{"mailto": MAIL, **options}) as one:
        yield one


def states(dois, **options):
    with client(**options) as one:
        return {doi: (found.state, found.agency) for doi, found in crossref.lookup(one, dois)}


def searched(texts, **options):
    with client(**options) as one:
        return [[work.doi for work in found.records] for found in crossref.searches(one, texts)]


def run(*args, **env):
    return subprocess.run(
        [sys.executable, *map(str, args)], capture_output=True, text=True, timeout=30, env={**PLAIN, **env}, check=False
    )


def test_a_thousand_dois_take_few_requests_and_none_the_second_time(server):
    with client() as one:
        found = dict(crossref.lookup(one, MANY))
        assert all(found[doi].state == "found" and found[doi].record.doi.lower() == doi.lower() for doi in MANY)
        assert list(crossref.lookup(one, MANY[:5])) != []
        (asked,) = crossref.asked(one)
    assert asked.requests == len(server.log["requests"]) < 25
    assert asked.cached == 5
    assert "T" in asked.first <= asked.last
    assert states(MANY) == dict.fromkeys(MANY, ("found", "Crossref"))
    assert len(server.log["requests"]) == asked.requests
    assert server.log["repeated"] == server.log["broken"] == []


@pytest.mark.parametrize("kept", [None, False])
def test_an_answered_question_is_not_asked_again_within_a_run(server, kept):
    dois = [*MANY[:60], MANY[3].upper(), "10.1430/8105", "10.5555/nothing", "10.48550/arXiv.1706.03762"]
    with client(cache=kept) as one:
        for _ in range(2):
            assert len(list(crossref.lookup(one, [*dois, *dois]))) == len(dois)
            found = list(crossref.searches(one, [*TEXTS[:4], *TEXTS[:4], f" {TEXTS[0]}\n"]))
            assert found[0] == found[4] == found[8] != found[1]
    log = server.log
    assert log["repeated"] == log["broken"] == []
    assert log["kinds"] == {"array": 6, "proxy": 2, "datacite": 1}


def test_each_doi_is_told_for_what_it_is(server):
    told = {
        "10.1038/nature14539": ("found", "Crossref"),
        "10.1038/NATURE14539": ("found", "Crossref"),
        HARD: ("found", "Crossref"),
        COMMA: ("found", "Crossref"),
        "10.1175/1520-0477(1996)077<0437:TNYRP>2.0.CO;2": ("found", "Crossref"),
        "10.5555/untitled": ("found", "Crossref"),
        "10.5555/old-name": ("found", "Crossref"),  # a list does not have it: by itself it leads to its new name
        "10.48550/arXiv.1706.03762": ("found", "DataCite"),
        "10.5072/example-data": ("found", "DataCite"),
        "10.1430/8105": ("elsewhere", "mEDRA"),
        "10.11467/isss2003.7.1_11": ("elsewhere", "JaLC"),
        "10.7666/d.y351065": ("elsewhere", "ISTIC"),
        "10.1038/nothing": ("absent", ""),
        "10.99999/a b": ("absent", ""),
        "10.1002": ("absent", ""),
        "": ("absent", ""),
    }
    assert states(told) == told
    proxy = [one["path"] for one in server.log["requests"] if one["kind"] == "proxy"]
    assert len(proxy) == 3  # the agencies in one request, and each of the two absent by its handle
    assert server.log["kinds"]["datacite"] == 1
    with client() as one:
        old = dict(crossref.lookup(one, ["10.5555/old-name"]))["10.5555/old-name"]
    assert old.record.doi == "10.1038/nature14539"


def test_a_list_that_is_refused_is_asked_in_parts(server):
    server.set(refuse=MANY[7].lower())
    assert states(MANY[:40]) == dict.fromkeys(MANY[:40], ("found", "Crossref"))


def test_one_failure_in_five_changes_nothing(server):
    dois = [*MANY[:300], "10.1430/8105", "10.5555/nothing", COMMA, "10.48550/arXiv.1706.03762"]
    good = states(dois, cache=False), searched(TEXTS, cache=False)
    kinds = ["500", "503", "cut", "json", "html", "empty", "slow"]
    server.set(fail=5, kinds=kinds, slow=2)
    assert (states(dois, cache=False, timeout=0.4), searched(TEXTS, cache=False, timeout=0.4)) == good
    assert server.log["repeated"] == server.log["broken"] == []
    assert {"slow", "cut"} < set(server.log["statuses"])


@pytest.mark.parametrize(("mailto", "atonce"), [(MAIL, 3), ("", 1)])
def test_the_limits_that_the_headers_tell_are_kept(server, mailto, atonce):
    server.set(array=12, single=12, interval=0.3, latency=0.03)
    assert all(searched(TEXTS[:20], mailto=mailto, cache=False))
    commas = [f"10.5555/{n},5" for n in range(3)]
    assert set(states([COMMA, *commas], mailto=mailto, cache=False).values()) == {("found", "Crossref"), ("absent", "")}
    log = server.log
    assert log["broken"] == []
    assert log["greatest"] == atonce
    assert {one["polite"] for one in log["requests"]} == {bool(mailto)}


@pytest.mark.parametrize("after", [None, 1, "date"])
def test_too_many_requests_make_it_slower_and_lose_nothing(server, after):
    server.set(enforce=4, interval=0.2, retry_after=after)
    assert all(searched(TEXTS[:16], cache=False))
    log = server.log
    assert 0 < log["statuses"]["429"] <= 12
    assert log["repeated"] == []


def test_a_long_wait_is_told_instead_of_waited_for(server):
    server.set(enforce=-1, retry_after=3600)
    with client() as one:
        found = list(crossref.searches(one, TEXTS))
    assert {(one.asked, one.reason) for one in found} == {(False, "Crossref asks to come back in 60 minutes")}
    assert len(server.log["requests"]) <= 3


@pytest.mark.parametrize("broken", ["network", "portal"])
def test_where_there_is_no_network_nobody_waits(server, monkeypatch, broken):
    if broken == "network":
        monkeypatch.setenv("POLYBIB_CROSSREF_URL", "http://127.0.0.1:9")
    else:
        server.set(fail=1, kinds=["html"])
    start = time.monotonic()
    with client() as one:
        found = [*crossref.searches(one, (f"Work {n}" for n in range(500)))]
        looked = dict(crossref.lookup(one, MANY))
    why = {"network": "Crossref cannot be reached", "portal": "Crossref answered with a web page"}[broken]
    assert all(not one.asked and one.reason.startswith(why) for one in found)
    assert {one.state for one in looked.values()} == {"unknown"}
    assert time.monotonic() - start < 20
    assert states(MANY[:3], offline=True) == dict.fromkeys(MANY[:3], ("unknown", ""))  # a failure is not kept


def test_a_proxy_that_cannot_be_asked_makes_nothing_absent(server, monkeypatch):
    monkeypatch.setenv("POLYBIB_DOI_URL", "http://127.0.0.1:9")
    with client() as one:
        found = dict(crossref.lookup(one, ["10.1430/8105", "10.1038/nothing", "10.5072/example-data", MANY[0]]))
    assert found["10.1430/8105"].agency == "mEDRA"  # as Crossref says
    assert found["10.1038/nothing"].state == "unknown"
    assert found["10.1038/nothing"].reason == "Crossref does not know it; the DOI proxy cannot be reached"
    assert found["10.5072/example-data"].record.source == "datacite"
    assert found[MANY[0]].state == "found"


def test_a_proxy_that_knows_prefixes_only_is_believed_with_its_handles(server):
    server.set(prefixes=True)
    assert states(["10.1430/8105", "10.1430/8106", "10.5555/gone", "10.5072/example-data", "10.5072/none"]) == {
        "10.1430/8105": ("elsewhere", "mEDRA"),
        "10.1430/8106": ("absent", ""),
        "10.5555/gone": ("absent", ""),
        "10.5072/example-data": ("found", "DataCite"),
        "10.5072/none": ("absent", ""),
    }


def test_a_server_that_knows_less_is_understood(server):
    server.set(plain=True)
    told = {
        MANY[700]: ("found", "Crossref"),
        COMMA: ("found", "Crossref"),
        "10.48550/arXiv.1706.03762": ("found", "DataCite"),
        "10.1430/8105": ("elsewhere", ""),
        "10.5555/nothing": ("absent", ""),
    }
    assert states(told) == told
    assert searched(TEXTS[:1]) != [[]]


def test_two_runs_share_a_cache_that_only_its_owner_reads(server, tmp_path):
    dois = tmp_path / "dois.txt"
    dois.write_text("\n".join(MANY[:400]), encoding="utf-8")
    server.set(latency=0.05)
    env = {**PLAIN, **server.env, "POLYBIB_CACHE": str(tmp_path / "cache")}
    command = [sys.executable, "-c", PROGRAM, str(dois)]
    both = [subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    for one in both:
        out, err = one.communicate(timeout=30)
        assert (out.count(b" found"), err) == (400, b"")
    before = len(server.log["requests"])
    assert states(MANY[:400]) == dict.fromkeys(MANY[:400], ("found", "Crossref"))
    assert len(server.log["requests"]) == before
    if os.name == "posix":
        modes = [stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "cache").iterdir()]
        assert set(modes) == {0o600}


@interrupting.where_it_can_be_sent
def test_ctrl_c_keeps_what_was_answered(server, tmp_path):
    dois = tmp_path / "dois.txt"
    dois.write_text("\n".join(MANY), encoding="utf-8")
    server.set(latency=0.15)
    env = {**PLAIN, **server.env, "POLYBIB_CACHE": str(tmp_path / "cache")}
    command = [sys.executable, "-c", PROGRAM, str(dois)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, env=env, **pipes, **interrupting.STARTED) as one:
        first = [one.stdout.readline() for _ in range(60)]
        one.send_signal(signal.SIGINT)
        start = time.monotonic()
        one.communicate(timeout=20)
    assert all(b" found" in line for line in first)
    assert time.monotonic() - start < 8
    done = len(server.log["requests"])
    assert 2 <= done < 20
    server.set(latency=0)
    assert states(MANY) == dict.fromkeys(MANY, ("found", "Crossref"))
    assert 0 < len(server.log["requests"]) <= 20 - (done - 3)


def test_a_broken_cache_or_a_full_disk_stops_nothing(server, tmp_path):
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / cache.NAME).write_bytes(b"this is no database " * 100)
    said = []
    with client(say=said.append) as one:
        assert len(dict(crossref.lookup(one, MANY[:10]))) == 10
        assert crossref.search(one, TEXTS[3]).records
    (line,) = said
    assert "answers are kept for this run only" in line
    assert cache.clear(tmp_path / "cache") == 0
    said.clear()
    with client(say=said.append) as one:
        assert len(dict(crossref.lookup(one, MANY[:10]))) == 10
        one.store.disk.execute("PRAGMA max_page_count = 3")  # SQLite's own way of a full disk
        for _ in range(2):
            assert {found.state for _, found in crossref.lookup(one, MANY)} == {"found"}
    assert ["full" in line for line in said] == [True]
    assert server.log["repeated"] == [f"crossref {doi.lower()}" for doi in MANY[:10]]  # of the run without a cache


def test_offline_knows_the_cache_only_however_old(server, tmp_path):
    assert states([MANY[0], "10.5555/nothing"])[MANY[0]][0] == "found"
    before = searched(TEXTS[:1])
    asked = len(server.log["requests"])
    with client(offline=True, age=0) as one:
        found = dict(crossref.lookup(one, [MANY[0], HARD, "10.5555/nothing"]))
        again = [[work.doi for work in one.records] for one in crossref.searches(one, TEXTS[:2])]
    assert [found[doi].state for doi in (MANY[0], HARD, "10.5555/nothing")] == ["found", "unknown", "absent"]
    assert "offline" in found[HARD].reason
    assert again == [*before, []]
    assert len(server.log["requests"]) == asked
    states([MANY[0]], age=0)
    assert len(server.log["requests"]) == asked + 1


def test_a_search_is_told_with_scores_and_the_time_and_long_texts_are_cut(server):
    with client() as one:
        found = crossref.search(one, "Watson JD, Crick FHC. Molecular structure of nucleic acids. Nature 1953", rows=5)
        assert found.records[0].doi == "10.1038/171737a0"
        assert found.records[0].score > found.records[1].score > 0
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", found.records[0].retrieved)
        assert crossref.search(one, "слово " * 20_000).asked
        assert not crossref.search(one, " \n").asked
        assert crossref.eta(one, 1000, 0) < 60
    with crossref.client(mailto="", cache=False) as one:
        assert 50 < crossref.eta(one, 1000, 30) < 100  # one list a second, until the headers say more
    asked = [one for one in server.log["requests"] if one["kind"] == "array"]
    assert all("select" in one["params"] and one["agent"].endswith(f"; mailto:{MAIL})") for one in asked)
    assert max(len(str(one["params"])) for one in asked) < 6000


@pytest.mark.parametrize(
    ("name", "value"),
    [("CROSSREF_URL", "http://example.org"), ("DOI_URL", "file:///etc/passwd"), ("DATACITE_URL", "https://"),
     ("MAILTO", "no address"), ("MAILTO", "a@b.org\r\nX: y")],
)  # fmt: skip
def test_wrong_settings_are_one_clear_line(server, monkeypatch, name, value):
    monkeypatch.setenv(f"POLYBIB_{name}", value)
    with pytest.raises(OptionError):
        crossref.client()


def test_the_first_use_on_a_terminal_says_what_is_sent_where(server, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    said = []
    for _ in range(2):
        with client(say=said.append) as one:
            assert crossref.search(one, TEXTS[0]).asked
    assert len(said) == 2
    assert "127.0.0.1" in said[0]
    assert MAIL in said[0]


def test_a_rate_falls_after_a_429_and_recovers():
    gate = limits.Gate({"": (8, 1.0)}, atonce=3, latency=0.01)
    stop = __import__("threading").Event()
    before = limits.pace(gate, "")
    claims = [limits.enter(gate, "", stop) for _ in range(3)]
    for claim in claims:
        limits.slower(gate, "", claim, 0)  # three at once are one warning
        limits.leave(gate, "", claim, {}, good=False)
    slow = limits.pace(gate, "")
    assert 0 < slow < before / 2
    for _ in range(20 * limits.CALM):
        gate.claims.clear()
        limits.leave(gate, "", limits.enter(gate, "", stop), {}, good=True)
    assert limits.pace(gate, "") > 2 * slow


def test_the_command_tells_of_the_cache_and_clears_it(server, tmp_path):
    states([*MANY[:30], "10.1430/8105"])
    env = {"POLYBIB_CACHE": str(tmp_path / "cache")}
    told = run("-m", "polybib", "cache", **env).stdout
    assert str(tmp_path) in told
    assert re.search(r"\b30\b.*works of Crossref|\b31\b.*works of Crossref", told)
    assert "0 answers" in run("-m", "polybib", "cache", "clear", "--older-than", "1d", **env).stderr
    assert "32 answers" in run("-m", "polybib", "cache", "clear", **env).stderr
    assert "0 answers" in run("-m", "polybib", "cache", "info", **env).stdout
    wrong = run("-m", "polybib", "cache", "clear", "--older-than", "soon", **env)
    assert (wrong.returncode, wrong.stderr.count("\n")) == (2, 1)


def test_the_server_answers_as_crossref_does(server):
    status, body, headers = server.get("/works?rows=1001")
    assert (status, b"integer-not-valid" in body) == (400, True)
    assert server.get("/works?select=language")[0] == 400
    assert server.get("/works?filter=has-wings:true")[0] == 400
    assert server.get("/works?cursor=thing")[0] == 404
    assert server.get("/works/10.1371%2Fnotarealdoi")[:2] == (404, b"Resource not found.")
    status, body, headers = server.get("/works?query=deep+learning&rows=2&select=DOI")
    assert body["message"]["items"][0] == {"DOI": "10.1038/nature14539"}
    assert headers["x-api-pool"] == "public-array"
    first = server.get("/works?filter=from-pub-date:2015,until-pub-date:2015-08&rows=7&cursor=*")[1]["message"]
    second = server.get(f"/works?filter=from-pub-date:2015&rows=7&cursor={first['next-cursor']}")[1]["message"]
    assert {"10.1038/nature14539", "10.1103/PhysRevLett.115.072001"} <= {one["DOI"] for one in first["items"]}
    assert second["query"]["start-index"] == 7
    assert server.get("/works/10.1430%2F8105/agency")[1]["message"]["agency"]["id"] == "medra"
