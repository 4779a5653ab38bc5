"""Into Zotero and out of it, end to end: the program against a server on loopback that speaks Zotero's protocols."""

import json
import os
import subprocess
import sys
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest
from references import reference

import polybib
from polybib.vocabulary import TYPES
from polybib.zotero import library, mapping, types

sys.path.insert(0, str(Path(__file__).resolve().parent / "servers"))
import zotero_server

HERE = Path(__file__).resolve().parent
SEED = HERE.parent / "seeds" / "gost-english.md"
KEY = "s3cretKeyOfTheUser"
SCHEMA = json.loads((HERE / "servers" / "zotero_fields.json").read_text(encoding="utf-8"))
PLAIN = {name: value for name, value in os.environ.items() if "ZOTERO" not in name}
SMALL = [
    {"type": "article-journal", "title": "Trust and control in cities", "DOI": "10.1000/trust",
     "author": [{"family": "Weber", "given": "M."}], "issued": {"date-parts": [[2019, 5]]}},
    {"type": "book", "title": "数字经济研究", "author": [{"family": "刘", "given": "志阳"}],
     "ISBN": "978-0-306-40615-7", "issued": {"date-parts": [[2020]]}, "publisher": "人民出版社", "language": "zh"},
]  # fmt: skip


class Zotero:
    """A running server: what the program sees of it, and what it holds."""

    def __init__(self, port, state):
        self.url = f"http://127.0.0.1:{port}"
        self.env = {"POLYBIB_ZOTERO_URL": self.url, "POLYBIB_ZOTERO_API_URL": self.url, "XDG_STATE_HOME": str(state),
                    "LOCALAPPDATA": str(state), "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}  # fmt: skip

    def set(self, **options):
        body = json.dumps(options).encode()
        urllib.request.urlopen(urllib.request.Request(f"{self.url}/__set", body, method="POST")).close()

    @property
    def state(self):
        with urllib.request.urlopen(f"{self.url}/__state") as answer:
            return json.load(answer)

    @property
    def items(self):
        return [one["data"] for one in self.state["items"].values()]

    def run(self, *args, key="", **env):
        """The program; whatever happens there is no traceback, and the key is nowhere."""
        keys = {"ZOTERO_API_KEY": key} if key else {}
        done = subprocess.run(
            [sys.executable, "-m", "polybib", "zotero", *map(str, args)],
            capture_output=True, env={**PLAIN, **self.env, **keys, **env}, timeout=60, check=False,
        )  # fmt: skip
        done.out, done.err = done.stdout.decode(), done.stderr.decode()
        assert "Traceback" not in done.err, done.err
        assert KEY not in done.out + done.err
        assert not key or key not in done.out + done.err
        return done


@contextmanager
def running(state, **options):
    command = [sys.executable, str(HERE / "servers" / "zotero_server.py"), json.dumps(options)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Zotero(int(process.stdout.readline()), state)
        finally:
            process.terminate()


@pytest.fixture
def zotero(tmp_path, request):
    with running(tmp_path / "state", **getattr(request, "param", {})) as server:
        yield server


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "small.json"
    path.write_text(json.dumps(SMALL), encoding="utf-8")
    return path


def many(tmp_path, n):
    path = tmp_path / "many.json"
    records = [{**SMALL[0], "title": f"Work number {k} on trust and control", "DOI": f"10.1000/{k}"} for k in range(n)]
    path.write_text(json.dumps(records), encoding="utf-8")
    return path


def options(**given):
    return pytest.mark.parametrize("zotero", [given], indirect=True)


ROUTES = pytest.mark.parametrize(
    ("zotero", "env"),
    [
        ({"local": "write"}, {}),
        ({"local": "key"}, {"POLYBIB_ZOTERO_LOCAL_KEY": "granted"}),
        ({"local": "read", "connector": True}, {}),
        ({"key": KEY}, {"ZOTERO_API_KEY": KEY}),
        ({"key": KEY, "local": "read"}, {"POLYBIB_ZOTERO_KEY": KEY}),
    ],
    indirect=["zotero"],
    ids=["local", "local-key", "connector", "web", "web-beside-old-program"],
)


@ROUTES
def test_a_document_arrives_once(zotero, env):
    first = zotero.run("push", SEED, **env)
    assert first.returncode == 0, first.err
    words = first.err.splitlines()[-1].split()
    total, arrived = int(words[0]), int(words[2])
    assert total == arrived == len(zotero.items) > 5
    again = zotero.run("push", SEED, **env)
    assert again.returncode == 0
    assert f"0 arrived, {total} there already" in again.err
    assert len(zotero.items) == total
    hu = next(one for one in zotero.items if one["title"].startswith("The correlation analysis of policy support"))
    assert hu["creators"] == [{"creatorType": "author", "lastName": "Hu", "firstName": "Dayong"}]
    assert (hu["publicationTitle"], hu["date"][:4], hu["language"]) == ("Innovation-driven Development", "2019", "en")


@ROUTES
def test_fields_tags_and_collections(zotero, env, small):
    zotero.set(
        collections={"ABCD9999": {"key": "ABCD9999", "version": 3, "data": {"key": "ABCD9999", "name": "Trust"}}}
    )
    done = zotero.run("push", small, "--collection", "Trust", "--tag", "read", "--tag", "2026", **env)
    assert done.returncode == 0, done.err
    for one in zotero.items:
        assert one["collections"] == ["ABCD9999"]
        assert {tag["tag"] for tag in one["tags"]} == {"read", "2026"}
    book = next(one for one in zotero.items if one["itemType"] == "book")
    assert book["creators"] == [{"creatorType": "author", "name": "刘志阳"}]
    assert book["language"] == "zh"


@pytest.mark.parametrize(
    ("zotero", "env"),
    [({"local": "write"}, {}), ({"key": KEY}, {"ZOTERO_API_KEY": KEY})],
    indirect=["zotero"],
)
def test_a_missing_collection_is_made(zotero, env, small):
    assert zotero.run("push", small, "--collection", "New & old", **env).returncode == 0
    (made,) = zotero.state["collections"].values()
    assert made["data"]["name"] == "New & old"
    assert all(one["collections"] == [made["key"]] for one in zotero.items)


@options(key=KEY)
def test_what_is_there_is_put_into_the_collection(zotero, small):
    zotero.run("push", small, "--collection", "Old", key=KEY)
    before = [one["collections"] for one in zotero.items]
    done = zotero.run("push", small, "--collection", "New", key=KEY)
    assert "0 arrived, 2 there already" in done.err
    assert [len(one["collections"]) for one in zotero.items] == [2, 2]
    assert all(old[0] in one["collections"] for old, one in zip(before, zotero.items, strict=True))


@options(local="read", connector=True)
def test_the_connector_cannot_make_a_collection(zotero, small):
    done = zotero.run("push", small, "--collection", "New")
    assert done.returncode == 4
    assert "make the collection 'New' in Zotero first" in done.err
    assert not zotero.items


@options(key=KEY)
def test_dry_run_sends_nothing(zotero, small):
    done = zotero.run("push", small, "--collection", "New", "--dry-run", key=KEY)
    assert done.returncode == 0
    assert done.out.splitlines() == [one["title"] for one in SMALL]
    assert "2 would be sent" in done.err
    assert not any(method == "POST" for method, _, _ in zotero.state["log"])


@options(key=KEY, busy=1, race=1, backoff=1)
def test_the_web_api_is_obeyed(zotero, tmp_path):
    done = zotero.run("push", many(tmp_path, 120), key=KEY)
    assert done.returncode == 0, done.err
    assert "120 arrived" in done.err
    assert len(zotero.items) == 120
    log = zotero.state["log"]
    assert not [one for one in log if one[0] == "impatient"]  # Backoff
    writes = [headers for method, path, headers in log if method == "POST" and path.endswith("/items")]
    assert len({one["Zotero-Write-Token"] for one in writes}) >= 4
    assert all("If-Unmodified-Since-Version" in one for one in writes)
    assert all("Mozilla" not in headers["User-Agent"] for _, _, headers in log)


@pytest.mark.parametrize(
    ("zotero", "env"),
    [
        ({"key": KEY, "cut": 2}, {"ZOTERO_API_KEY": KEY}),
        ({"key": KEY, "cut": -2}, {"ZOTERO_API_KEY": KEY}),
    ],
    indirect=["zotero"],
    ids=["before", "after"],
)
def test_a_cut_is_mended(zotero, env, tmp_path):
    done = zotero.run("push", many(tmp_path, 120), **env)
    assert (done.returncode, len(zotero.items)) == (0, 120), done.err


@pytest.mark.parametrize(
    ("zotero", "env"),
    [
        ({"key": KEY, "cut": 2, "stay": True}, {"ZOTERO_API_KEY": KEY}),
        ({"key": KEY, "cut": -2, "stay": True}, {"ZOTERO_API_KEY": KEY}),
        ({"local": "read", "connector": True, "cut": 2, "stay": True}, {}),
        ({"local": "read", "connector": True, "cut": -2, "stay": True}, {}),
        ({"local": "off", "connector": True, "cut": 2, "stay": True}, {}),
    ],
    indirect=["zotero"],
)
def test_a_break_in_the_middle(zotero, env, tmp_path):
    path = many(tmp_path, 120)
    broken = zotero.run("push", path, **env)
    assert broken.returncode == 4
    assert "had been sent" in broken.err
    assert "run it again" in broken.err
    held = len(zotero.items)
    assert 0 < held < 120
    zotero.set(cut=0, free=0)
    done = zotero.run("push", path, **env)
    assert done.returncode == 0, done.err
    assert f"{120 - held} " in done.err
    titles = [one["title"] for one in zotero.items]
    assert len(titles) == len(set(titles)) == 120


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("zotero", [{"local": "key"}, {"local": "key", "remember": False}], indirect=True)
def test_zotero_10_asks_its_user(zotero, tmp_path):
    import pty

    path = many(tmp_path, 60)
    assert zotero.run("push", path).returncode == 4  # nobody looks, nobody is asked
    ours, terminal = pty.openpty()
    command = [sys.executable, "-m", "polybib", "zotero", "push", path]
    done = subprocess.run(command, stderr=terminal, env={**PLAIN, **zotero.env}, timeout=60, check=False)
    os.close(terminal)
    said = os.read(ours, 10000).decode()
    os.close(ours)
    assert (done.returncode, len(zotero.items)) == (0, 60), said
    assert "answer in its window" in said
    assert "granted" not in said


@options(local="read", connector=True)
def test_types_that_cannot_be_imported(zotero, tmp_path):
    path = tmp_path / "types.json"
    path.write_text(
        json.dumps([*SMALL, {"type": "standard", "title": "Paper sizes and their tolerances", "number": "216"}])
    )
    done = zotero.run("push", path, "--tag", "read")
    assert done.returncode == 0, done.err
    assert {one["itemType"] for one in zotero.items} == {"journalArticle", "book", "standard"}
    assert all(one["tags"] == [{"tag": "read"}] for one in zotero.items)


@options(local="off", connector=True)
def test_what_cannot_be_read_is_remembered(zotero, small):
    first = zotero.run("push", small)
    assert "2 taken by Zotero" in first.err
    assert "Allow other applications" in first.err
    assert "0 taken by Zotero, 2 there already" in zotero.run("push", small).err
    assert len(zotero.items) == 2


@options(key=KEY)
def test_one_refused_item_costs_only_itself(zotero, tmp_path):
    path = tmp_path / "two.json"
    path.write_text(
        json.dumps([SMALL[0], {**SMALL[0], "title": "A REFUSED title of some length", "DOI": "10.1000/no"}])
    )
    done = zotero.run("push", path, key=KEY)
    assert done.returncode == 4
    assert "A REFUSED title of some length: Zotero did not take it: no such title" in done.err
    assert len(zotero.items) == 1


def test_no_route_answers(tmp_path, small):
    with running(tmp_path) as server:
        gone = Zotero(server.url.rpartition(":")[2], tmp_path)
    for verb in (("push", small), ("pull",)):
        done = gone.run(*verb)
        (line,) = done.err.splitlines()
        assert done.returncode == 4
        assert "start Zotero" in line
        assert "ZOTERO_API_KEY" in line


@pytest.mark.parametrize(
    ("zotero", "says"),
    [({"key": "another"}, "the key was refused"), ({"key": KEY, "write": False}, "may not write")],
    indirect=["zotero"],
)
def test_a_key_that_does_not_fit(zotero, says, small):
    done = zotero.run("push", small, key=KEY)
    (line,) = done.err.splitlines()
    assert done.returncode == 4
    assert says in line
    assert "zotero.org/settings/keys" in line


def test_a_key_never_goes_over_an_open_line(zotero, small):
    done = zotero.run("push", small, key=KEY, POLYBIB_ZOTERO_API_URL="http://example.org")
    assert done.returncode == 2
    assert "https" in done.err


@pytest.mark.parametrize(
    ("zotero", "env"), [({"local": "write"}, {}), ({"key": KEY}, {"ZOTERO_API_KEY": KEY})], indirect=["zotero"]
)
def test_pull(zotero, env, small, tmp_path):
    zotero.run("push", small, "--collection", "Law", "--tag", "read", **env)
    zotero.run("push", many(tmp_path, 230), **env)
    done = zotero.run("pull", "--collection", "Law", "-t", "csl-json", **env)
    article, book = json.loads(done.out)
    assert article["DOI"] == "10.1000/trust"
    assert article["issued"] == {"date-parts": [[2019, 5]]}
    assert book["author"] == [{"literal": "刘志阳"}]
    assert book["keyword"] == "read"
    target = tmp_path / "all.bib"
    assert "232 references" in zotero.run("pull", "-o", target, **env).err
    assert target.read_text(encoding="utf-8").count("@article") == 231
    missing = zotero.run("pull", "--collection", "None", **env)
    assert missing.returncode == 2
    assert "None: Zotero has no such collection" in missing.err


CASES = json.loads((HERE / "cases" / "zotero" / "items.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_items(case):
    made = mapping.item(reference(case["csl"]), **case.get("options", {}))
    assert {name: made.get(name) for name in case["item"]} == case["item"]
    if "back" in case:
        back = mapping.reference(made).csl()
        assert {name: back.get(name) for name in case["back"]} == case["back"]


@pytest.mark.parametrize("seed", sorted(SEED.parent.glob("*.md")), ids=lambda path: path.stem)
def test_what_a_document_holds_comes_back(seed):
    """Every item is one that Zotero takes, and says what the reference says, but for what docs/zotero.md tells."""
    for one in polybib.references(seed):
        made = mapping.item(one)
        assert zotero_server.wrong(made) is None
        was, now = flat(one.csl()), flat(mapping.reference(made).csl())
        short = {was.pop(name) for name in ("title-short", "short-form") if name in was}
        assert not short or now["title-short"] in short
        assert {name: now.get(name) for name in was} == was


def flat(csl):
    """The variables, those of `custom` among them, and a name as its letters alone, in whatever fields they stand."""
    csl = {**csl, **csl.get("custom", {}), "custom": None, "id": None}
    people = {name: value for name, value in csl.items() if isinstance(value, list)}
    return {**csl, **{name: [whole(one) for one in value] for name, value in people.items()}}


def whole(person):
    return "".join(person.values()) if isinstance(person, dict) else person


def test_every_type_has_fields_that_zotero_knows():
    assert set(types.OF_CSL) == TYPES
    for kind in {*types.TABLE, *types.OF_CSL.values()}:
        known = f"{SCHEMA['every']} {SCHEMA['fields'][kind]}".replace("@", SCHEMA["archive"]).split()
        assert set(types.fields(kind).values()) <= set(known), kind
        assert types.DATE.get(kind, "date") in known or kind == "podcast"
        known = {*SCHEMA["creators"].get(kind, "author").split(), "contributor"}
        assert set(types.creators(kind).values()) <= known, kind


def test_one_work_and_two():
    def same(one, other):
        base = {"type": "book", "title": "Trust and control in cities", "issued": {"date-parts": [[2019]]}}
        one, other = (library.identity(reference({**base, **csl})) for csl in (one, other))
        return library.has(library.index([one]), other)

    assert same({}, {"title": "TRUST and Control — in cities."})
    assert same({"DOI": "https://doi.org/10.1000/A"}, {"DOI": "10.1000/a", "title": "Else"})
    assert same({"ISBN": "0-306-40615-2"}, {"ISBN": "9780306406157", "title": "Else"})
    assert not same({}, {"issued": {"date-parts": [[2020]]}})
    assert not same({"DOI": "10.1000/a"}, {"DOI": "10.1000/b"})
    assert not same({"volume": "1"}, {"volume": "2"})
    assert not same({}, {"type": "review-book"})
    editorial = {"type": "article-journal", "title": "Editorial"}
    assert not same({**editorial, "container-title": "City"}, {**editorial, "container-title": "Law"})
