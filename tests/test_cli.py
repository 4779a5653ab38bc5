"""The command line as a user meets it: streams, encodings, files, exit codes, bad input."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import bibtexparser
import interrupting
import pytest

from polybib.cli import _io, explain

SEEDS = sorted((Path(__file__).resolve().parent.parent / "seeds").glob("*.md"))
GOST = (
    "1. Мальцев А. И. Алгоритмы и рекурсивные функции. – М. : Наука, 1965. – 392 с.\n"
    "2. Taylor T. Smart Industry / T. Taylor // Asia Journal of Technology. – 2021. – Vol. 38 (2). – P. 1–9.\n"
    "3. Иванов П. С. О дорогах // Вестник транспорта. – 2003. – № 4. – С. 15–21.\n"
)
CHINESE = "[1] 王明,李强.数字经济研究[J].经济学报,2019(6):36-41.\n[2] 刘洋.社会信用[M].北京:人民出版社,2003:15.\n"
CONTROLS = [chr(code) for code in (*range(9), 11, 12, *range(14, 32), *range(127, 160))]


def polybib(*args, data=b"", cwd=None, **env):
    """Runs the program; whatever happens there is no traceback, and nothing raw for the terminal."""
    done = subprocess.run(
        [sys.executable, "-m", "polybib", *map(str, args)],
        input=data if isinstance(data, bytes) else data.encode(),
        capture_output=True,
        cwd=cwd,
        env={**os.environ, **env},
        timeout=60,
        check=False,
    )
    done.out, done.err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    assert "Traceback" not in done.err, done.err
    assert not any(char in done.out + done.err for char in CONTROLS)
    return done


def one_line(done):
    """The only line on standard error."""
    (line,) = done.err.splitlines()
    return line


@pytest.fixture
def gost(tmp_path):
    path = tmp_path / "list.txt"
    path.write_text(GOST, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "args", [("--help",), ("convert", "--help"), ("find", "--help"), ("explain", "-h"), ("--version",)]
)
def test_help(args):
    done = polybib(*args)
    assert (done.returncode, done.err) == (0, "")
    assert "polybib" in done.out


def test_a_list_becomes_bibtex(gost):
    done = polybib("convert", gost)
    assert (done.returncode, done.err) == (0, "3 references\n")
    assert re.findall(r"^@\w+\{(\w+),", done.out, flags=re.M) == [
        "maltsev1965algoritmy",
        "taylor2021smart",
        "ivanov2003dorogakh",
    ]


@pytest.mark.parametrize(
    "locale", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "ru_RU.KOI8-R", "PYTHONUTF8": "0"}]
)
def test_utf8_on_every_stream_whatever_the_code_page(locale):
    done = polybib("convert", "-", data=CHINESE, **locale)
    assert done.returncode == 0
    assert "王明" in done.out
    assert polybib("find", "-", data=CHINESE, **locale).out.splitlines()[0].startswith("1\t王明,李强.")


@pytest.mark.parametrize(
    ("text", "encoding", "sign"),
    [
        (GOST, "utf-8-sig", "Мальцев"),
        (GOST, "utf-16", "Мальцев"),
        (GOST * 3, "windows-1251", "Мальцев"),
        (GOST.replace("–", "-") * 3, "koi8-r", "Мальцев"),
        (CHINESE * 3, "gb18030", "王明"),
    ],
)
def test_encodings_of_files(text, encoding, sign, tmp_path):
    path = tmp_path / "list.txt"
    path.write_bytes(text.encode(encoding, "replace"))
    assert sign in polybib("convert", path, "-t", "jsonl").out


def test_the_format_is_told_by_the_suffix(gost, tmp_path):
    for suffix in (".bib", ".json", ".jsonl"):
        target = tmp_path / f"out{suffix}"
        done = polybib("convert", gost, "-o", target)
        assert (done.returncode, done.out) == (0, "")
    assert len(bibtexparser.parse_file(str(tmp_path / "out.bib")).entries) == 3
    assert len(json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))) == 3
    assert len((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 3


def test_a_file_that_exists_is_kept_unless_forced(gost, tmp_path):
    target = tmp_path / "out.bib"
    target.write_text("mine", encoding="utf-8")
    done = polybib("convert", gost, "-o", target)
    assert done.returncode == 2
    assert "--force" in one_line(done)
    assert target.read_text(encoding="utf-8") == "mine"
    assert polybib("convert", gost, "-o", target, "--force").returncode == 0
    assert target.read_text(encoding="utf-8").startswith("@book")
    assert {path.name for path in tmp_path.iterdir()} == {"list.txt", "out.bib"}


def test_a_failed_run_leaves_no_file(tmp_path):
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7\n\0\xff\xfe")
    assert polybib("convert", tmp_path / "bad.pdf", "-o", tmp_path / "out.bib").returncode == 3
    assert {path.name for path in tmp_path.iterdir()} == {"bad.pdf"}


@pytest.mark.parametrize(
    ("args", "code", "sign"),
    [
        (["convert"], 2, "INPUT"),
        (["convertt", "x"], 2, "convertt"),
        (["convert", "--nonsense", "x"], 2, "--nonsense"),
        (["convert", "-t", "marc", "list.txt"], 2, "marc"),
        (["convert", "-o", "out.xyz", "list.txt"], 2, "out.xyz"),
        (["convert", "-o", "no/such/out.bib", "list.txt"], 2, "no/such/out.bib"),
        (["convert", "-o", ".", "list.txt", "-t", "bibtex"], 2, "."),
        (["convert", "missing.txt"], 3, "missing.txt"),
        (["convert", "miss\x1b[31ming.txt"], 3, "miss\\x1b[31ming.txt"),
        (["convert", "binary.bin"], 3, "binary.bin"),
        (["convert", ""], 3, "empty"),
        (["convert", "list.txt", "missing.txt", "-t", "csl-json"], 3, "missing.txt"),
        (["convert", "list.txt", "-", "-"], 2, "once only"),
        (["convert", "list.txt", "-o", ""], 2, "-o"),
        (["convert", "list.txt", "--encoding", "klingon"], 2, "klingon"),
        (["convert", "list.txt", "-o", "list.txt", "--force", "-t", "bibtex"], 2, "itself"),
        (["convert", "unknown.txt"], 3, "unknown.txt"),
        (["find", "missing.txt"], 3, "missing.txt"),
        (["explain", "binary.bin"], 3, "binary.bin"),
    ],
)
def test_each_mistake_gets_one_line_and_its_code(args, code, sign, gost, tmp_path):
    (tmp_path / "binary.bin").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "unknown.txt").write_bytes(bytes(range(128, 256)) * 20)
    done = polybib(*args, cwd=tmp_path)
    assert (done.returncode, done.out) == (code, "")
    assert sign in one_line(done)


def test_bytes_that_are_no_text_are_told(gost):
    for command in ("convert", "find", "explain"):
        done = polybib(command, gost, "--encoding", "ascii")
        assert done.returncode == 0
        assert "list.txt: " in done.err.splitlines()[0]
        assert "not valid ascii" in done.err.splitlines()[0]


@pytest.mark.parametrize(
    ("data", "sign"),
    [
        ("", "empty"),
        (" \n\n", "empty"),
        ("\ufeff", "empty"),
        ("A walk in the park was all we wanted.\n\nIt rained.\n", "no references"),
    ],
)
def test_nothing_to_find(data, sign):
    done = polybib("convert", "-", data=data)
    assert (done.returncode, done.out) == (0, "")
    assert sign in one_line(done)
    assert polybib("convert", "-", "--strict", data=data).returncode == 1
    assert json.loads(polybib("convert", "-", "-t", "csl-json", data=data).out) == []


def test_strict_leaves_with_findings_only(gost):
    doubtful = "1. Taylor T. Smart Industry. – M. : Nauka, 2021. – ISBN 978-5-02-000000-0.\n"
    assert polybib("convert", gost, "--strict").returncode == 0
    done = polybib("convert", "-", "--strict", data=doubtful)
    assert done.returncode == 1
    assert "issue" in one_line(done)
    assert polybib("convert", "-", data=doubtful).returncode == 0


@pytest.mark.parametrize(
    "data",
    [
        GOST[: len(GOST) // 2],
        GOST.replace("/", "“").replace("(", "((("),
        "[1] S. Grimes, “Networking China: “The Digital”, *Journal, 2018, vol. 11, pp. 236-241.\n" * 2,
        "1. red \x1b[31m Title \x9b1m. – M., 2001.\n2. \x07Иванов И. И. Пра\0во. – М., 2001.\n",
        "1. " + "Иванов И. И. Право " * 2000 + ". – М., 2001.\n2. Петров П. П. Лево. – М., 2002.\n",
    ],
    ids=["cut off", "unbalanced", "quotes", "control characters", "a long item"],
)
@pytest.mark.parametrize("command", ["convert", "find", "explain"])
def test_bad_text_is_read_all_the_same(command, data):
    done = polybib(command, "-", data=data)
    assert done.returncode == 0
    assert done.out


@pytest.mark.parametrize("to", ["csl-json", "jsonl", "bibtex"])
def test_each_line_gives_one_item(to):
    lines = [*GOST.splitlines(), "", "Ibid. P. 5.", "odd \r\u2028\x85 line ends", "“((( unbalanced", "   ", "x"]
    done = polybib("convert", "-", "-f", "lines", "-t", to, data="\n".join(lines) + "\n")
    assert done.returncode == 0
    if to == "bibtex":
        assert len(bibtexparser.parse_string(done.out).entries) == len(lines)
    else:
        items = json.loads(done.out) if to == "csl-json" else list(map(json.loads, done.out.split("\n")[:-1]))
        assert len(items) == len(lines)
        assert [item.get("csl", item)["title"] for item in items[1:3]] == ["Smart Industry", "О дорогах"]


def test_several_inputs_make_one_bibliography(gost, tmp_path):
    other = tmp_path / "zh.txt"
    other.write_text(CHINESE, encoding="utf-8")
    done = polybib("convert", gost, other, "-t", "jsonl")
    rows = list(map(json.loads, done.out.splitlines()))
    assert done.err == "5 references\n"
    assert len({row["id"] for row in rows}) == 5
    assert {row["source"]["file"] for row in rows} == {str(gost), str(other)}


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_spans_hold_what_they_say(seed):
    text = seed.read_text(encoding="utf-8")
    for line in polybib("convert", seed, "-t", "jsonl").out.splitlines():
        row = json.loads(line)
        assert " ".join(text[a:b] for a, b in row["source"]["spans"]).split() == row["raw"].split()
        spans = [span for held in row["fields"].values() for span in held["spans"]] + row["unclaimed"]
        inside = [any(a <= start < end <= b for a, b in row["source"]["spans"]) for start, end in spans]
        assert all(inside), row


def test_explain_shows_every_piece(gost):
    done = polybib("explain", gost)
    assert done.returncode == 0
    blocks = done.out.strip().split("\n\n")
    assert len(blocks) == 3
    assert "[2]" in blocks[1]
    assert "gost" in blocks[1]
    shown = dict(re.findall(r"^ {4}(\S+)\s+(\S.*)$", blocks[1], flags=re.M))
    assert shown["title"] == "Smart Industry"
    assert shown["container-title"] == "Asia Journal of Technology"
    assert polybib("explain", gost, "--label", "2").out.strip() == blocks[1].strip()
    assert "'9'" in one_line(polybib("explain", gost, "--label", "9"))


def test_explain_breaks_lines_by_columns():
    assert explain._wrapped("中" * 30, 20) == ["中" * 10] * 3


def test_a_reader_that_goes_away_is_no_error(tmp_path):
    path = tmp_path / "long.txt"
    path.write_text(GOST * 300, encoding="utf-8")
    command = f"{sys.executable} -m polybib find -f lines {path} | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


@pytest.mark.skipif(sys.platform == "win32", reason="the shell of POSIX")
@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        ("convert {0} >&-", 2, "standard output is closed"),
        ("convert - <&-", 3, "standard input is closed"),
        ("convert {0} 2>&-", 0, ""),
        ("find {0} >&-", 0, ""),
        ("find {0} > /dev/full", 2, "could not be written"),
        ("convert {0} > /dev/full", 2, "could not be written"),
        ("convert {0} -o /dev/full -t bibtex", 2, "could not be written"),
    ],
)
def test_closed_and_full_streams(line, code, says, gost):
    if "/dev/full" in line and not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full here")
    command = f"{sys.executable} -m polybib {line.format(gost)}"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == code
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == (says != "")


@interrupting.where_it_can_be_sent
def test_ctrl_c():
    child = subprocess.Popen(
        [sys.executable, "-m", "polybib", "convert", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **interrupting.STARTED,
    )
    assert child.stdin
    child.stdin.write(b"Doe J. A title. 2019.\n" * 50_000)  # more than a pipe holds: it is being read
    child.stdin.flush()
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=60)
    assert (child.returncode, out, err) == (130, b"", b"polybib: interrupted\n")


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals on Windows")
@pytest.mark.parametrize(("env", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_colour_on_a_terminal_only(env, coloured, gost):
    import pty

    main, terminal = pty.openpty()
    clean = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
    child = subprocess.Popen(
        [sys.executable, "-m", "polybib", "explain", str(gost)], stdout=terminal, env={**clean, "TERM": "xterm", **env}
    )
    os.close(terminal)
    shown = b""
    while True:
        try:
            piece = os.read(main, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    assert child.wait(timeout=20) == 0
    assert ("\x1b[" in shown.decode()) is coloured
    assert "Мальцев" in shown.decode()


def test_help_loads_nothing_heavy():
    """So that it answers at once; benchmarks/speed.py has the seconds."""
    code = "import sys; from polybib import cli; cli._run(['--help']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    loaded = set(done.stderr.split())
    heavy = {"regex", "bibtexparser", "pypinyin", "iuliia", "charset_normalizer", "polybib.pipeline", "polybib.styles"}
    assert "polybib.cli" in loaded
    assert not loaded & heavy


def test_the_line_that_sums_up():
    assert _io.summary({"reference": 1, "short-citation": 0, "note": 2, "issue": 1}) == "1 reference, 2 notes, 1 issue"


def test_what_is_not_sure_goes_apart(tmp_path):
    lines = tmp_path / "refs.txt"
    sure = "Smith J, Doe A. Deep learning for cats. Nature. 2019;12(3):45-67."
    lines.write_text(f"{sure}\nx 12 y?? see above, perhaps\n", encoding="utf-8")
    good, unsure = tmp_path / "good.jsonl", tmp_path / "unsure.jsonl"
    apart = ("--min-confidence", "0.5", "--review", str(unsure))
    done = polybib("convert", "-f", "lines", str(lines), "-o", str(good), *apart)
    assert done.returncode == 0, done.stderr
    first, second = (json.loads(path.read_text(encoding="utf-8")) for path in (good, unsure))
    assert first["raw"] == sure
    assert first["confidence"] >= 0.5 > second["confidence"]
    assert polybib("convert", str(lines), "--review", str(unsure)).returncode == 2
