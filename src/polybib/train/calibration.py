"""How far the readings can be trusted, measured on the rows kept from training and written into the model's card.

Four logistic regressions: whether a grammar is right, which of the two readings is believed, whether a field is right,
whether a reference is.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from polybib import repair, segments, tagger
from polybib.evaluation.judge import prediction, verdicts
from polybib.model import as_json
from polybib.parsing import assemble, choice, confidence, readings
from polybib.parsing.readings import Reading
from polybib.segments import Parse, Text
from polybib.tagger import network
from polybib.train.card import write_card
from polybib.train.gold import SOURCES
from polybib.train.kept import is_kept

DAMP = 1.0  # how strongly weights are drawn to 0
STEPS = 50
Signs = Mapping[str, float]


class Case(NamedTuple):
    """A kept row with its text and its reading, and the variables that its source knows."""

    row: dict[str, Any]
    text: Text
    reading: Reading
    known: frozenset[str]


class Judged(NamedTuple):
    """A reading's counts of right, wrong and missing values, and which of the variables it gives are right."""

    right: int
    wrong: int
    missing: int
    fields: dict[str, bool]

    @property
    def whole(self) -> bool:
        return not self.wrong and not self.missing

    @property
    def worth(self) -> float:
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missing) + 0.5 * self.whole


def measure(data: Path, folder: Path) -> None:
    """Fits the three on the kept rows below `data` with the model in `folder`, and writes their weights there."""
    os.environ["POLYBIB_MODEL"] = str(folder)
    card = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    cases = _cases(list(_rows(data)))
    card["kept"] = dict(Counter(case.row["source"] for case in cases))
    card["weights"] = {}
    for name, fitted in (("grammar", _grammars), ("choice", _choice), ("field", _fields), ("reference", _references)):
        card["weights"][name] = fitted(cases)
        write_card(folder, card)
        _forget()
        cases = [case._replace(reading=_believed(case)) for case in cases]


def _rows(data: Path) -> Iterator[dict[str, Any]]:
    for source in SOURCES:
        with (data / "references" / source / "train.jsonl").open(encoding="utf-8") as lines:
            yield from (row for row in map(json.loads, lines) if is_kept(row))


def _cases(rows: Sequence[dict[str, Any]]) -> list[Case]:
    """The readings of the rows, by both readers."""
    _forget()
    known: dict[str, set[str]] = {source: set() for source in SOURCES}
    for row in rows:
        known[row["source"]].update(v.field for v in verdicts(row, prediction(None)) if v.wanted)
    texts = [segments.prepare(repair.repair(" ".join(row["raw"].split()))) for row in rows]
    found = readings.read_all(texts, together=False, both=True)
    return [
        Case(row, text, reading, frozenset(known[row["source"]]))
        for row, text, reading in zip(rows, texts, found, strict=True)
    ]


def _forget() -> None:
    """The model is read again when it is next asked."""
    for known in (tagger.weights, tagger.problem, network.card, network.session):
        known.cache_clear()


def _pair(reading: Reading) -> tuple[Parse, Parse] | None:
    """The grammar's reading and the network's, where both read."""
    if reading.other is None:
        return None
    one, other = reading.parse, reading.other
    return (one, other) if one.origin == "grammar" else (other, one)


def _signs(case: Case) -> Signs:
    """What the choice between the two readings weighs."""
    pair, tagged = _pair(case.reading), case.reading.tagged
    assert pair
    assert tagged
    return choice.evidence(case.text, pair[0], case.reading.scores[pair[0].style], pair[1], tagged.least)


def _believed(case: Case) -> Reading:
    """The reading with the one that is believed now in front."""
    pair = _pair(case.reading)
    if not pair:
        return case.reading
    first, second = reversed(pair) if choice.prefers_network(_signs(case)) else pair
    return replace(case.reading, parse=first, other=second)


def _grammars(cases: Sequence[Case]) -> dict[str, float]:
    """Whether a grammar's reading is right as a whole."""
    signs: list[Signs] = []
    truth = []
    for case in cases:
        pair = _pair(case.reading)
        if pair:
            signs.append(choice.grammar_evidence(case.text, pair[0], case.reading.scores[pair[0].style]))
            truth.append(float(judge(case, pair[0]).whole))
    return fit(signs, truth)


def _choice(cases: Sequence[Case]) -> dict[str, float]:
    """Which reading is better: learnt where the two are not equally good, by how much they differ."""
    signs: list[Signs] = []
    truth, weights = [], []
    for case in cases:
        pair = _pair(case.reading)
        better = judge(case, pair[1]).worth - judge(case, pair[0]).worth if pair else 0.0
        if better:
            signs.append(_signs(case))
            truth.append(float(better > 0))
            weights.append(abs(better))
    return fit(signs, truth, weights)


def _in_use(cases: Sequence[Case]) -> Iterator[Case]:
    """The cases as they are met in use: what one of the two readers is sure of is read by it alone as well."""
    for case in cases:
        pair, tagged = _pair(case.reading), case.reading.tagged
        if pair and tagged and choice.is_sure(tagged) and choice.may_be_any(case.text):
            yield case._replace(reading=Reading(pair[1], tagged=tagged))
        elif pair and choice.is_sure_grammar(case.text, pair[0], case.reading.scores):
            yield case._replace(reading=Reading(pair[0], scores=case.reading.scores))
        yield case


def _fields(cases: Sequence[Case]) -> dict[str, float]:
    """Whether a variable is right."""
    signs: list[Signs] = []
    truth = []
    for case in _in_use(cases):
        read = assemble.assemble(case.text, case.reading.parse)
        for name, right in judge(case, case.reading.parse).fields.items():
            signs.append(confidence.field_signs(case.reading, name, read.segments.get(name, ())))
            truth.append(float(right))
    return fit(signs, truth)


def _references(cases: Sequence[Case]) -> dict[str, float]:
    """Whether all variables are right and none is missing."""
    signs: list[Signs] = []
    truth = []
    for case in _in_use(cases):
        fields = confidence.of_fields(case.reading, assemble.assemble(case.text, case.reading.parse))
        if fields:
            signs.append(confidence.reference_signs(case.text, case.reading, fields))
            truth.append(float(judge(case, case.reading.parse).whole))
    return fit(signs, truth)


def judge(case: Case, parsed: Parse) -> Judged:
    """A reading against the gold row, by the rules of the scorer."""
    read = assemble.assemble(case.text, parsed)
    item = {name: as_json(value) for name, value in read.values.items() if not name.startswith("custom.")}
    right = wrong = missing = 0
    fields = {}
    for one in verdicts(case.row, prediction(item)):
        if one.field in case.known:
            right += one.exact
            wrong += one.given and not one.exact
            missing += one.due and not one.exact
            if one.given:
                fields[one.field] = one.exact
    return Judged(right, wrong, missing, fields)


def fit(signs: Sequence[Signs], truth: Sequence[float], weights: Sequence[float] = ()) -> dict[str, float]:
    """The weights of a logistic regression, by Newton's method; all but that of "one" are drawn to 0."""
    names = sorted({name for one in signs for name in one})
    place = {name: n for n, name in enumerate(names)}
    given = np.zeros((len(signs), len(names)))
    for row, one in enumerate(signs):
        for name, value in one.items():
            given[row, place[name]] = value
    right, weight = np.array(truth), np.array(weights or [1.0] * len(signs))
    damp = np.array([0.01 if name == "one" else DAMP for name in names])
    found = np.zeros(len(names))
    for _ in range(STEPS):
        guess = 1 / (1 + np.exp(-np.clip(given @ found, -30, 30)))
        slope = given.T @ (weight * (guess - right)) + damp * found
        bend = (given * (weight * guess * (1 - guess) + 1e-9)[:, None]).T @ given + np.diag(damp)
        found -= np.linalg.solve(bend, slope)
    return {name: round(float(value), 4) for name, value in zip(names, found, strict=True)}
