# SPDX-License-Identifier: MIT
"""Scores and pools of past forecasts."""

from __future__ import annotations

import copy
import math
import pathlib
import pickle

import numpy as np
import pandas as pd
import pytest

import demarche

STATED = [0.9, 0.9, 0.9, 0.6, 0.6, 0.1, 0.1, 0.1, 0.1, 0.1]
HAPPENED = [1, 1, 0, 1, 0, 0, 0, 0, 0, 1]


def test_scores_are_those_of_the_worked_example() -> None:
    report = demarche.score(STATED, HAPPENED)

    assert report.resolved == 10
    assert report.brier == pytest.approx(0.22, abs=1e-15)
    assert report.reliability == pytest.approx(0.023333, abs=5e-7)
    assert report.resolution == pytest.approx(0.043333, abs=5e-7)
    assert report.uncertainty == pytest.approx(0.24, abs=1e-15)
    assert report.log_score == pytest.approx(0.666445, abs=5e-7)
    assert report.brier_skill == pytest.approx(1 - 0.22 / 0.24)
    assert report.calibration["count"].tolist() == [5, 2, 3]
    assert "Brier score    0.2200" in report.summary()
    assert any("few" in note for note in report.notes)


def test_pools_are_those_of_the_worked_example() -> None:
    three = [0.9, 0.6, 0.3]

    assert demarche.pool(three) == pytest.approx(0.642247, abs=5e-7)
    assert demarche.pool(np.array(three), method="linear") == pytest.approx(0.6)
    assert demarche.pool(three, method="extremised") == pytest.approx(0.811965, abs=5e-7)
    assert demarche.pool(three, method="extremised", exponent=1) == pytest.approx(
        demarche.pool(three)
    )
    assert demarche.pool(three, weights=[0, 2, 0]) == pytest.approx(0.6)
    with pytest.raises(demarche.InvalidArgument, match="did you mean 'geometric'"):
        demarche.pool(three, method="geometrical")
    with pytest.raises(demarche.InvalidArgument, match="one for each probability"):
        demarche.pool(three, weights=[1])
    with pytest.raises(demarche.InvalidArgument, match="one for each probability"):
        demarche.pool(three, weights=[])
    with pytest.raises(demarche.InvalidArgument, match="no pool of odds"):
        demarche.pool([0, 1])


def random_forecasts() -> tuple[list[float], list[int]]:
    generator = np.random.default_rng(3)
    stated = generator.uniform(0.01, 0.99, 500)
    return stated.tolist(), (generator.uniform(size=500) < stated).astype(int).tolist()


def test_scores_agree_with_scikit_learn() -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    stated, happened = random_forecasts()

    report = demarche.score(stated, happened)

    assert report.brier == pytest.approx(metrics.brier_score_loss(happened, stated), rel=1e-12)
    assert report.log_score == pytest.approx(metrics.log_loss(happened, stated), rel=1e-12)


def test_scores_agree_with_scoringrules() -> None:
    rules = pytest.importorskip("scoringrules")
    stated, happened = random_forecasts()

    report = demarche.score(stated, happened)

    brier = np.mean(rules.brier_score(np.array(happened), np.array(stated)))
    assert report.brier == pytest.approx(brier, rel=1e-12)


def test_scores_agree_with_their_definitions() -> None:
    stated, happened = random_forecasts()
    p, y = np.array(stated), np.array(happened)

    report = demarche.score(stated, happened, bins=10)

    assert report.brier == pytest.approx(np.mean((p - y) ** 2), rel=1e-12)
    assert report.log_score == pytest.approx(-np.mean(np.log(np.where(y == 1, p, 1 - p))))
    rows = pd.DataFrame({"p": p, "y": y}).groupby(np.floor(10 * p)).mean()
    assert report.calibration["probability"].to_numpy() == pytest.approx(rows["p"].to_numpy())
    assert report.calibration["frequency"].to_numpy() == pytest.approx(rows["y"].to_numpy())


def test_tables_files_and_dicts_are_scored_alike(tmp_path: pathlib.Path) -> None:
    frame = pd.DataFrame(
        {
            "id": ["a", "b", "c"],
            "probability": [0.9, 0.3, 0.5],
            "resolved": [1.0, 0.0, None],
            "resolves": pd.to_datetime(["2025-06-30"] * 3),
        }
    )
    path = tmp_path / "f.csv"
    frame.to_csv(path, index=False)

    report = demarche.score(path)

    assert report == demarche.score(str(path))
    assert report == demarche.score(frame)
    assert report == demarche.score(frame.set_index("id"))
    rows = frame.assign(resolves="2025-06-30").to_dict("records")
    assert report == demarche.score(rows)
    assert report.open == 1
    assert report.forecasts["resolved"].tolist() == [True, False, pd.NA]
    assert "1 question should have resolved by now" in " ".join(report.notes)


def test_sources_and_pools_have_tables() -> None:
    frame = pd.DataFrame(
        {
            "id": ["a", "a", "b", "b"],
            "source": ["x", "y", "x", "y"],
            "probability": [0.9, 0.6, 0.0, 0.2],
            "resolved": [True, True, None, None],
        }
    )

    report = demarche.score(frame, pool="linear")

    assert report.scores["of"].tolist() == ["all", "source", "source", "pool"]
    assert report.scores["source"].tolist() == ["", "x", "y", ""]
    assert report.pooled["probability"].tolist() == pytest.approx([0.75, 0.1])
    assert report.pooled["resolved"].tolist() == [True, pd.NA]
    assert report.brier == pytest.approx(0.0625)
    assert math.isnan(report.brier_skill)
    assert demarche.score(frame).pooled.empty
    assert "<h4>Pools</h4>" in report._repr_html_()
    assert repr(report).startswith("<ForecastReport: 1 pooled forecast resolved, 1 open; Brier")
    assert pickle.loads(pickle.dumps(report)) == copy.deepcopy(report) == report


def test_what_cannot_be_scored_is_told() -> None:
    with pytest.raises(demarche.InvalidArgument) as caught:
        demarche.score([0.5, 1.5, "x"], [1, 2, 0])
    assert "forecasts:3:3: '1.5' is no probability" in str(caught.value)
    assert "forecasts:3:7: '2' says nothing" in str(caught.value)
    assert "forecasts:4:3: 'x' is no probability" in str(caught.value)
    with pytest.raises(demarche.InvalidArgument, match="2 of 3"):
        demarche.score([0.5, 0.5, 0.5], [1, 0])
    with pytest.raises(demarche.InvalidArgument, match="0 of 1"):
        demarche.score([0.5])
    with pytest.raises(demarche.InvalidArgument, match="forecasts must be a path"):
        demarche.score(3)  # type: ignore[arg-type]
    with pytest.raises(demarche.InvalidArgument, match="a table has a column"):
        demarche.score(pd.DataFrame({"id": ["a"]}), [1])
    with pytest.raises(demarche.InvalidArgument, match="bins must be in"):
        demarche.score([0.5], [1], bins=0)
    with pytest.raises(demarche.InvalidArgument, match="exponent goes with"):
        demarche.score([0.5], [1], exponent=2)
    with pytest.raises(demarche.InvalidArgument, match="there is no way of pooling 'median'"):
        demarche.score([0.5], [1], pool="median")
    with pytest.raises(demarche.IoError):
        demarche.score("no_such_file.csv")


def test_what_was_known_when_it_was_said_is_a_warning() -> None:
    late = {"id": "a", "date": "2025-07-01", "resolves": "2025-06-30"}
    with pytest.warns(demarche.ForecastProblemWarning, match="after it was decided") as caught:
        demarche.score([late | {"probability": 0.9, "resolved": 1}])
    assert [warning.filename for warning in caught] == [__file__]


def test_nothing_resolved_is_no_number() -> None:
    report = demarche.score([0.5], [None])

    assert math.isnan(report.brier)
    assert report.calibration.empty
    assert repr(report) == "<ForecastReport: 0 forecasts resolved, 1 open>"
    assert demarche.score([0.0], [1]).log_score == math.inf


def test_results_forecast(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "log.csv"
    result = demarche.run("chicken", draws=200)

    assert result.log_forecasts(path, resolves="2035-12-31", stated="2026-01-31") == 4
    assert result.log_forecasts(str(path), resolves="2035-12-31", stated="2026-01-31") == 0
    assert result.log_forecasts(path, resolves="2035-12-31") == 4

    forecasts = demarche.score(path).forecasts
    assert forecasts["id"][2] == "chicken outcome war"
    assert forecasts["probability"][2] == result.message.outcomes[0].mean
    assert forecasts["date"][0] == "2026-01-31"
    with pytest.raises(demarche.InvalidArgument, match="must be a day such as"):
        result.log_forecasts(path, resolves="soon")
    bold = demarche.load_scenario("chicken").changed(set={"prize": 2}).run(draws=50)
    with pytest.raises(demarche.InvalidArgument, match="a what-if is no forecast"):
        bold.log_forecasts(path, resolves="2035-12-31")
