"""A Crossref server on loopback and the program run against it, for test_check.py and test_enrich.py."""

import json
import os
import subprocess
import sys
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import interrupting

SERVERS = Path(__file__).resolve().parent / "servers"
CASES = Path(__file__).resolve().parent / "cases" / "check"
WORKS = ("crossref_works.jsonl", "seeds_works.jsonl")
PLAIN = {name: value for name, value in os.environ.items() if not name.startswith("POLYBIB")}
NOWHERE = "http://127.0.0.1:9"  # a port at which nothing answers


def cases(name):
    return json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))


class Server:
    """A running server, and the program asking it; whatever happens there is no traceback."""

    def __init__(self, url):
        self.url = url

    def set(self, **options):
        body = json.dumps(options).encode()
        urllib.request.urlopen(urllib.request.Request(f"{self.url}/_control", body, method="POST")).close()

    @property
    def log(self):
        with urllib.request.urlopen(f"{self.url}/_log") as answer:
            return json.load(answer)

    def env(self, cache, url=""):
        named = {f"POLYBIB_{name}_URL": url or self.url for name in ("CROSSREF", "DATACITE", "DOI")}
        return {**PLAIN, **named, "POLYBIB_CACHE": str(cache), "POLYBIB_MAILTO": "tests@example.org"}

    def start(self, *args, cache, url=""):
        command = [sys.executable, "-m", "polybib", *map(str, args)]
        return subprocess.Popen(
            command,
            env=self.env(cache, url),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            **interrupting.STARTED,
        )

    def run(self, *args, cache, url=""):
        done = self.start(*args, cache=cache, url=url)
        done.out, done.err = done.communicate(timeout=60)
        assert "Traceback" not in done.err, done.err
        return done


@contextmanager
def serving():
    files = [str(SERVERS / name) for name in WORKS]
    command = [sys.executable, str(SERVERS / "crossref_server.py"), "--works", *files]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        try:
            yield Server(f"http://127.0.0.1:{running.stdout.readline().strip()}")
        finally:
            running.kill()


def bibtex(path, *entries):
    """A BibTeX file, each entry a dictionary."""
    every = []
    for n, one in enumerate(entries):
        fields = ", ".join(f"{name} = {{{value}}}" for name, value in one.items())
        every.append(f"@article{{key{n}, {fields}}}")
    path.write_text("\n".join(every), encoding="utf-8")
    return path
