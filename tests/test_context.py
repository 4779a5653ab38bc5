"""Short citations, repeats and authors left out, in the light of the other references of a document."""

import json
import time
from pathlib import Path

import pytest

from polybib.model import Field, Name, Reference, Source
from polybib.parsing.context import link

CASES = json.loads((Path(__file__).parent / "cases/context/links.json").read_text(encoding="utf-8"))
TEXTS = {"title": "title", "short": "custom.short-form", "container": "container-title", "URL": "URL"}


def build(n: int, row: dict) -> Reference:
    fields = {ours: Field(row[theirs]) for theirs, ours in TEXTS.items() if theirs in row}
    if "author" in row:
        fields["author"] = Field(tuple(Name(family=family) for family in row["author"]))
    source = Source(label=row.get("label"), section=row.get("section"))
    return Reference(row.get("type", "document"), fields, row["raw"], row.get("kind", "reference"), f"ref{n}", source)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["why"])
def test_links(case):
    linked = link([build(n, row) for n, row in enumerate(case["references"], 1)])
    assert [r.refers_to for r in linked] == case["refers_to"]
    assert [r.id for r in linked] == [f"ref{n}" for n in range(1, len(linked) + 1)]
    seen = {
        "types": [r.type for r in linked],
        "kinds": [r.kind for r in linked],
        "issues": [[i.code for i in r.issues] for r in linked],
        "authors": [r.text("author") for r in linked],
    }
    for key in seen.keys() & case.keys():
        assert seen[key] == case[key]
    assert all(r.fields["author"].origin == "context" for r in linked if r.raw.startswith(("———", "Его же")))


def test_time_grows_with_the_number_of_references():
    def seconds(n: int) -> float:
        rows = [{"raw": f"Author{i % 50}, A Title of Some Length {i % 700}, 2001.", "author": [f"Author{i % 50}"],
                 "title": f"A Title of Some Length {i % 700}", "type": "book"} for i in range(n)]  # fmt: skip
        rows[1::3] = [{"raw": "Ibid.", "kind": "short-citation"} for _ in rows[1::3]]
        references = [build(i, row) for i, row in enumerate(rows)]
        start = time.process_time()
        link(references)
        return time.process_time() - start

    assert seconds(8000) < 12 * seconds(2000) + 0.1
