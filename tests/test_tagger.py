"""The trained tagger: features, decoding, choice, and what happens when the model cannot be had."""

import json
import os
import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polybib import pipeline, segments, tagger
from polybib.errors import Error
from polybib.repair import repair
from polybib.segments import prepare
from polybib.tagger import decode, evidence, features, network
from polybib.tagger.decode import Value
from polybib.tagger.labels import LABELS, TAGS

ANY_TEXT = st.text(st.characters(codec=None), max_size=300)
MODEL = network.folder()
np = pytest.importorskip("numpy")


def in_model(folder, text="Li W. Smart cities. Cities, 2019, 12(3): 1-9."):
    """What `polybib convert` says with the model in a folder."""
    command = [sys.executable, "-m", "polybib", "convert", "-f", "lines", "-t", "jsonl", "-"]
    settings = {**os.environ, "POLYBIB_MODEL": str(folder)}
    return subprocess.run(command, input=text, env=settings, capture_output=True, encoding="utf-8", check=False)


@given(ANY_TEXT)
def test_features_of_any_text(text):
    found = features.extract(text)
    assert len(found.tokens) == len(found.hashes) == len(found.flags) == len(found.context)
    assert all(0 <= start < end <= len(text) for start, end in found.tokens)
    for first, *others in found.hashes:
        assert 0 <= first < features.WORDS
        assert all(0 <= other < features.PARTS for other in others)
        assert len(others) == features.HASHES - 1
    for numbers in found.context:
        assert all(0 <= number < kinds for number, kinds in zip(numbers, features.CONTEXT, strict=True))
    assert all(0 <= flags < 1 << features.FLAGS for flags in found.flags)


@pytest.mark.parametrize(("text", "token", "kind"), [
    ("May 2019", 0, "month"), ("под ред. Ивана", 1, "editor"), ("in: Paris", 2, None), ("том 3", 0, "volume"),
])  # fmt: skip
def test_kinds_of_words(text, token, kind):
    flags = features.extract(text).flags[token]
    bit = features.PLACE if kind is None else list(features.KINDS).index(kind)
    assert flags >> bit & 1


def test_a_han_place_is_flagged_on_each_character():
    flags = features.extract("王飞. 标题. 北京: 出版社").flags
    assert [flag >> features.PLACE & 1 for flag in flags][6:8] == [1, 1]


@settings(deadline=None)
@given(st.integers(1, 12), st.integers(0, 2**32 - 1))
def test_tags_are_the_best_sequence_that_is_allowed(tokens, seed):
    """Against the plain algorithm over all transitions."""
    logits = np.random.default_rng(seed).normal(size=(2, tokens, len(TAGS))).astype(np.float32)
    found = decode.best_tags(logits, np.ones((2, tokens), np.float32))
    for text in range(2):
        assert list(found[text]) == plain_viterbi(logits[text])


def plain_viterbi(logits):
    def allowed(before, tag):
        return tag == 0 or tag % 2 == 1 or before in (tag, tag - 1)

    best = [(logits[0][tag] if tag == 0 or tag % 2 else -np.inf, [tag]) for tag in range(len(TAGS))]
    for row in logits[1:]:
        best = [
            max(
                ((score + row[tag], [*path, tag]) for score, path in best if allowed(path[-1], tag)), key=lambda p: p[0]
            )
            for tag in range(len(TAGS))
        ]
    return max(best, key=lambda pair: pair[0])[1]


def test_values_have_the_least_probability_of_their_tokens():
    author, title = 1 + 2 * LABELS.index("author"), 1 + 2 * LABELS.index("title")
    tokens = [(0, 2), (3, 5), (5, 6), (7, 9)]
    found = list(decode.values([author, author + 1, 0, title], tokens, [0.9, 0.7, 0.1, 0.8]))
    assert found == [("author", 0, 5, 0.7), ("title", 7, 9, 0.8)]


@pytest.mark.skipif(bool(tagger.problem()), reason="no model")
class TestModel:
    @settings(deadline=None, max_examples=30)
    @given(st.lists(ANY_TEXT, max_size=5))
    def test_any_text_gives_a_result(self, texts):
        prepared = [segments.prepare(repair(text)) for text in texts]
        for text, tagged in zip(prepared, tagger.tag([one.text for one in prepared]), strict=True):
            assert all(0 <= v.start < v.end <= len(text.text) and 0 <= v.probability <= 1 for v in tagged.values)
            spans = sorted((s.start, s.end) for s in tagger.read(text, tagged).segments)
            assert all(one[1] <= other[0] for one, other in pairwise(spans))

    def test_a_text_is_read_the_same_in_any_company(self):
        texts = ["Li W. Smart cities. Cities, 2019, 12(3): 1-9.", "x", "", "王飞. 标题[J]. 期刊, 2019, 3(2): 1-5. " * 9]
        alone = [tagger.tag([text])[0] for text in texts]
        for one, other in zip(alone, tagger.tag(texts), strict=True):
            assert one[:2] == other[:2]
            assert one[2:] == pytest.approx(other[2:])

    def test_a_long_line_is_read_in_its_first_part(self):
        one = next(pipeline.run("Smith J. A title. 2001. " * 5000, form="lines"))
        assert one.raw.startswith("Smith J.")

    def test_a_plain_reference_is_read_with_confidence(self):
        one = next(pipeline.run("Smith J, Doe A. Deep learning for cats. Nature. 2019;12(3):45-67.", form="lines"))
        assert one.text("title") == "Deep learning for cats"
        assert one.text("page") == "45-67"
        assert one.confidence is not None
        assert 0.5 < one.confidence <= 1
        assert all(0 <= held.confidence <= 1 for held in one.fields.values())


def test_no_model(tmp_path):
    done = in_model(tmp_path / "none")
    assert done.returncode == 0
    assert json.loads(done.stdout)["csl"]["title"]
    assert len([line for line in done.stderr.splitlines() if "grammars" in line]) == 1


@pytest.mark.parametrize("damage", ["cut", "not-json", "not-a-model", "version"])
def test_a_damaged_model_is_told_in_one_line(tmp_path, damage):
    card = json.loads((MODEL / "model.json").read_text(encoding="utf-8")) if (MODEL / "model.json").exists() else {}
    weights = (MODEL / "model.onnx").read_bytes() if card else b"x" * 100
    if damage == "cut":
        weights = weights[: len(weights) // 2]
    if damage == "not-a-model":
        weights = b"PK" + bytes(100)
    if damage == "version":
        card["schema"] = "polybib-tagger/99"
    text = "{" if damage == "not-json" else json.dumps(card)
    (tmp_path / "model.json").write_text(text, encoding="utf-8")
    (tmp_path / "model.onnx").write_bytes(weights)
    done = in_model(tmp_path)
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    assert len([line for line in done.stderr.splitlines() if "grammars" in line]) == 1


def test_load_raises_our_error(monkeypatch, tmp_path):
    monkeypatch.setenv("POLYBIB_MODEL", str(tmp_path))
    network.card.cache_clear()
    with pytest.raises(Error, match="model"):
        network.card()
    network.card.cache_clear()


class TestEvidence:
    """What is printed around a value corrects the network; without a sign its word stands."""

    @staticmethod
    def settled(raw, *values, type_="article-journal"):
        text = prepare(repair(raw))
        found = [Value(label, text.text.index(part), text.text.index(part) + len(part), 0.5) for label, part in values]
        return {value.label: text.text[value.start : value.end] for value in evidence.settled(text, found, type_)}

    @pytest.mark.parametrize(
        ("raw", "values", "wanted"),
        [
            (
                "Grecu, F. *Bazinul Mare. Elemente de geografie*, Editura Academiei, 1992",
                [("author", "Bazinul Mare"), ("title", "Elemente de geografie")],
                {"title": "Bazinul Mare. Elemente de geografie"},
            ),
            (
                'Fehr K., "Graphics Brief", Evans Press, 1977',
                [("title", 'Graphics Brief", Evans Press')],
                {"title": "Graphics Brief"},
            ),
            (
                "Robbe, « Le roman », Critique, n° 111-112, 1956, p. 695",
                [("volume", "111"), ("page", "695")],
                {"issue": "111-112", "page": "695"},
            ),
            (
                "Sartre, Situations, Paris, coll. « folio essais », 2008",
                [("title", "Situations"), ("note", "coll. « folio essais »")],
                {"title": "Situations", "collection-title": "folio essais"},
            ),
            ('כהן, תולדות, ירושלים תשס"ט', [("issued", "ט")], {"issued": 'תשס"ט'}),
            (
                "Young A, ‘In Defence of Law’ (2009) 72 MLR 554",
                [("title", "Defence of Law’"), ("issued", "2009"), ("container-title", "MLR"), ("volume", "554")],
                {
                    "title": "In Defence of Law",
                    "issued": "2009",
                    "volume": "72",
                    "container-title": "MLR",
                    "page": "554",
                },
            ),
            (
                "Nesson C., The Evidence, 98 Harv. L. Rev. 1357, 1360 (1985)",
                [
                    ("title", "The Evidence"),
                    ("container-title", "Harv. L. Rev"),
                    ("volume", "1357"),
                    ("issued", "1985"),
                ],
                {
                    "title": "The Evidence",
                    "volume": "98",
                    "container-title": "Harv. L. Rev",
                    "page": "1357",
                    "issued": "1985",
                },
            ),
            (
                "Donoghue v Stevenson [1932] AC 562 (HL)",
                [("issued", "1932"), ("publisher", "AC 562 (HL)")],
                {"title": "Donoghue v Stevenson", "issued": "1932", "container-title": "AC", "page": "562"},
            ),
            ("Nagy G.: Java 1.3", [("title", "Java 1")], {"title": "Java 1.3"}),
            (
                "Aad G. (ATLAS Collaboration), Observation of a boson, 2012",
                [("title", "ATLAS Collaboration"), ("title", "Observation of a boson"), ("issued", "2012")],
                {"title": "Observation of a boson", "issued": "2012"},
            ),
            (
                "Donald E. Knuth. Literate programming. 1984",
                [("author", "Donald E"), ("title", "Knuth. Literate programming"), ("issued", "1984")],
                {"author": "Donald E. Knuth", "title": "Literate programming", "issued": "1984"},
            ),
        ],
    )
    def test_signs_correct(self, raw, values, wanted):
        assert self.settled(raw, *values) == wanted

    def test_a_lone_number_of_pages_is_the_extent_of_a_book(self):
        found = self.settled("Foucault M. Surveiller, Gallimard, 1975, 318 p.", ("page", "318"), type_="book")
        assert found == {"number-of-pages": "318"}

    @pytest.mark.parametrize(
        ("raw", "values", "type_", "wanted"),
        [
            (
                "Gramsci A., Quaderni, a cura di V. Gerratana, 4 voll., Torino",
                [("title", "Quaderni"), ("author", "a cura di V. Gerratana"), ("edition", "4")],
                "book",
                {"title": "Quaderni", "editor": "V. Gerratana", "number-of-volumes": "4"},
            ),
            (
                "Smith A. (2010) A study. PhD thesis, University of Leeds.",
                [("title", "A study"), ("genre", "PhD thesis")],
                "thesis",
                {"title": "A study", "genre": "PhD thesis", "publisher": "University of Leeds"},
            ),
            (
                "「제목」, 『한국사연구』 제150호, 2010",
                [("container-title", "한국사연구"), ("volume", "150"), ("issued", "2010")],
                "article-journal",
                {"container-title": "한국사연구", "issue": "150", "issued": "2010"},
            ),
        ],
    )
    def test_words_beside_a_value_name_it(self, raw, values, type_, wanted):
        assert self.settled(raw, *values, type_=type_) == wanted

    @pytest.mark.parametrize(
        ("raw", "values"),
        [
            ("Li W. *Cities, 12*(3), 1-9", [("container-title", "Cities"), ("volume", "12")]),
            ("*Pál R.: Algebra, Budapest, 1974*", [("author", "Pál R."), ("title", "Algebra"), ("issued", "1974")]),
            ('Orr, "The Evil Eye": a study, 1999', [("title", 'The Evil Eye": a study'), ("issued", "1999")]),
            ("Report No. 133, 1962", [("volume", "133"), ("issued", "1962")]),
            ("Lewis D. Convention: a study", [("author", "Lewis D"), ("title", "Convention: a study")]),
            ("曹凌：《综录》，2011年，第19页", [("title", "综录"), ("issued", "2011"), ("page", "19")]),
        ],
    )
    def test_where_no_sign_is_nothing_changes(self, raw, values):
        assert self.settled(raw, *values, type_="report") == dict(values)
