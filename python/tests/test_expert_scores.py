# SPDX-License-Identifier: MIT
"""Cooke's scores of experts by seed questions."""

from __future__ import annotations

import math
import pathlib
from typing import Any

import numpy as np
import pandas as pd
import pytest

import demarche
from demarche._expert_scores import calibration_score, chi_square_tail

SHARES = (0.05, 0.45, 0.45, 0.05)
#: What was stated of every question; a truth of 0, 2, 4 or 6 is in one of the four intervals.
QUANTILES = {"p05": 1, "p50": 3, "p95": 5}


def answers(expert: str, counts: tuple[int, ...]) -> tuple[list[dict[str, Any]], dict[str, float]]:
    """Give answers of an expert of which so many truths fall into each interval."""
    truths = [2 * k for k, count in enumerate(counts) for _ in range(count)]
    questions = [f"{expert}_{number}" for number in range(len(truths))]
    rows = [{"id": question, "expert": expert, **QUANTILES} for question in questions]
    return rows, dict(zip(questions, map(float, truths), strict=True))


def together(**counts: tuple[int, ...]) -> tuple[list[dict[str, Any]], dict[str, float]]:
    """Give the answers of several experts, each to questions of their own."""
    rows: list[dict[str, Any]] = []
    truths: dict[str, float] = {}
    for expert, of_expert in counts.items():
        more, known = answers(expert, of_expert)
        rows += more
        truths |= known
    return rows, truths


@pytest.mark.parametrize(
    ("counts", "score"),
    [
        # Of a study of political violence: experts 6, 7 and 13, the pool of all with equal weights,
        # and that with weights by these scores. The one who answered fewest answered 19 questions.
        ((5, 4, 6, 6), 6.8788e-5),
        ((0, 3, 18, 0), 2.0347e-3),
        ((4, 3, 6, 6), 3.8799e-5),
        ((0, 8, 12, 1), 0.44232),
        ((3, 6, 9, 3), 0.12873),
    ],
)
def test_calibration_is_as_published(counts: tuple[int, ...], score: float) -> None:
    assert calibration_score(counts, SHARES, 19) == pytest.approx(score, rel=5e-5)


def test_truths_are_counted_and_all_experts_tested_alike() -> None:
    rows, truths = together(six=(5, 4, 6, 6), seven=(0, 3, 18, 0), thirteen=(4, 3, 6, 6))

    scores = demarche.score_experts(rows, truths)

    assert scores["expert"].tolist() == ["six", "seven", "thirteen"]
    assert scores["answered"].tolist() == [21, 21, 19]
    intervals = ["<= p05", "p05 to p50", "p50 to p95", "> p95"]
    assert scores[intervals].to_numpy().tolist() == [[5, 4, 6, 6], [0, 3, 18, 0], [4, 3, 6, 6]]
    assert scores["calibration"].tolist() == pytest.approx(
        [6.8788e-5, 2.0347e-3, 3.8799e-5], rel=5e-5
    )
    alone = demarche.score_experts(rows, truths, equal_power=False)
    assert alone["calibration"][0] == pytest.approx(calibration_score((5, 4, 6, 6), SHARES, 21))
    assert alone["calibration"][0] < scores["calibration"][0]


def test_the_tail_of_chi_square_is_scipys() -> None:
    stats = pytest.importorskip("scipy.stats")
    for degrees in range(1, 9):
        for value in (0.0, 1e-9, 0.3, 2.0, 9.0, 80.0):
            assert chi_square_tail(value, degrees) == pytest.approx(
                stats.chi2.sf(value, degrees), rel=1e-12
            )


def test_information_is_that_of_the_worked_example() -> None:
    rows = [{"id": "q", "expert": "anna", "p05": 1, "p50": 2, "p95": 3, "realised": 2}]
    logs = [{"id": "q", "expert": "anna", "p05": 1, "p50": 10, "p95": 100, "realised": 10}]
    # The range is 1 to 3, with a tenth of its width more at both ends: 0.8 to 3.2.
    expected = 0.1 * math.log(0.05 * 2.4 / 0.2) + 0.9 * math.log(0.45 * 2.4 / 1)

    scores = demarche.score_experts(rows)

    assert scores["information"][0] == pytest.approx(expected, rel=1e-12)
    assert expected == pytest.approx(0.018182, abs=5e-7)
    of_logs = demarche.score_experts(logs, log_scale="q")
    assert of_logs["information"][0] == pytest.approx(expected, rel=1e-12)
    wide = demarche.score_experts(rows, overshoot=1)["information"][0]
    assert wide == pytest.approx(0.1 * math.log(0.05 * 6 / 2) + 0.9 * math.log(0.45 * 6))


def test_the_range_of_a_question_is_of_all_experts_and_the_truth() -> None:
    rows = [
        {"id": "q", "expert": "anna", "p05": 4, "p50": 5, "p95": 6},
        {"id": "q", "expert": "ben", "p05": 0, "p50": 5, "p95": 10},
    ]

    near = demarche.score_experts(rows, {"q": 5})["information"]
    far = demarche.score_experts(rows, {"q": 100})["information"]

    assert near[0] == pytest.approx(
        2 * (0.05 * math.log(0.05 * 12 / 5) + 0.45 * math.log(0.45 * 12))
    )
    assert near[1] < near[0] < far[0]


def test_weights_are_shares_of_calibration_times_information() -> None:
    rows, truths = together(good=(1, 9, 9, 1), bad=(10, 0, 0, 10))

    scores = demarche.score_experts(rows, truths)
    strict = demarche.score_experts(rows, truths, cutoff=0.05)
    nobody = demarche.score_experts(rows, truths, cutoff=1.1)

    merit = scores["calibration"] * scores["information"]
    assert scores["calibration"][0] == pytest.approx(1)
    assert scores["weight"].tolist() == pytest.approx((merit / merit.sum()).tolist())
    assert strict["weight"].tolist() == [1, 0]
    assert nobody["weight"].isna().all()


@pytest.mark.parametrize("kind", ["csv", "semicolons", "xlsx"])
def test_answers_may_be_in_a_file(kind: str, tmp_path: pathlib.Path) -> None:
    rows, truths = together(anna=(1, 3, 4, 1), ben=(0, 5, 4, 0))
    of_file = [{**row, "realised": truths[row["id"]], "note": "mine"} for row in rows]
    frame = pd.DataFrame([*of_file, {"id": "open", "expert": "anna"}])
    path = tmp_path / ("seeds.xlsx" if kind == "xlsx" else "seeds.csv")
    if kind == "xlsx":
        pytest.importorskip("openpyxl")
        frame.to_excel(path, index=False, engine="openpyxl")
    else:
        separator = ";" if kind == "semicolons" else ","
        frame.to_csv(path, index=False, sep=separator, encoding="utf-8-sig")

    scores = demarche.score_experts(path)

    pd.testing.assert_frame_equal(scores, demarche.score_experts(rows, truths))


def test_every_problem_is_told_at_once() -> None:
    rows: list[dict[str, Any]] = [
        {"id": "a", "expert": "x", "p05": 1, "p50": 3, "p95": 2, "realised": 1},
        {"id": "a", "expert": "y", "p05": 1, "p50": None, "p95": 2, "realised": 2},
        {"id": "b", "expert": "x", "p05": "1,5", "p50": 2, "p95": 3, "realised": 1},
        {"id": "c", "expert": "x", "p05": 1, "p50": 2, "p95": 3, "realised": None},
        {"id": "c", "expert": "x", "p05": 1, "p50": 2, "p95": 3, "realised": None},
    ]

    with pytest.raises(demarche.InvalidArgument) as refused:
        demarche.score_experts(rows)

    assert str(refused.value).splitlines() == [
        "row 2, expert x, question a: quantiles must rise, got [1.0, 3.0, 2.0]",
        "row 3, expert y, question a: 'a' realised 2 here and 1 above",
        "row 3, expert y, question a: 2 of 3 quantiles are there",
        "row 4, expert x, question b: '1,5' is no number",
        "row 6, expert x, question c: this expert has answered this question above",
        "question c: it is not known what came about",
    ]


def test_blank_ids_and_experts_are_no_names() -> None:
    answer = {"p05": 1, "p50": 2, "p95": 3, "realised": 2}
    rows: list[dict[str, Any]] = [
        {"id": "a", "expert": "x", **answer},
        {"id": "a", "expert": None, **answer},
        {"id": math.nan, "expert": "x", **answer},
        {"id": "b", "expert": math.nan, "realised": 1},
    ]
    assert demarche.score_experts([rows[0], rows[3]])["expert"].tolist() == ["x"]
    with pytest.raises(demarche.InvalidArgument) as refused:
        demarche.score_experts(rows)
    assert str(refused.value).splitlines() == [
        "row 3: there are quantiles and no expert",
        "row 4: there are quantiles and no id of a question",
    ]


def test_files_are_read_as_sheets_of_parameters_are(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "answers.csv"
    # Spreadsheets may end rows with separators; "null" is a name, and headings have capitals.
    path.write_text("ID;Expert;P5;P50;P95;Realised;;\nq;null;1;2;3;2.5;;;\n\nr;null;1;2;3;1.5;;;\n")
    scores = demarche.score_experts(path)
    assert scores["expert"].tolist() == ["null"]
    assert scores["p05 to p50"].tolist() == scores["p50 to p95"].tolist() == [1]
    for text, message in (
        ('id,expert,"p05\n', r"answers\.csv:1:11: this quote is not closed"),
        ("id,expert,p05\nq,x,1,5,,\n", r"answers\.csv:2:7: this cell has no heading above it"),
        ("id,expert,p05,p5\n", "two columns are headed 'p05'"),
        ("", "there is no column 'id'"),
    ):
        path.write_text(text)
        with pytest.raises(demarche.InvalidArgument, match=message):
            demarche.score_experts(path, {})


def test_what_is_no_answer_is_refused(tmp_path: pathlib.Path) -> None:
    rows, truths = together(anna=(1, 3, 4, 1))
    blank = [{"id": "a", "expert": "x", "p50": None}]
    refused: list[tuple[Any, Any, dict[str, Any], str]] = [
        (rows, None, {}, "there is no column 'realised'"),
        ([{"id": 1}], {}, {}, "there is no column 'expert'\nthere are no columns of quantiles"),
        (3, {}, {}, "answers must be a path, a DataFrame or a list of dicts, got 3"),
        (blank, {}, {}, "there are no answers"),
        (rows, truths, {"overshoot": 0}, "overshoot must be a finite number above 0"),
        (rows, truths, {"cutoff": "a"}, "cutoff must be a number"),
        (rows, truths, {"log_scale": "anna_0"}, "question anna_0: a log scale needs numbers"),
        (rows, truths, {"log_scale": ["b"]}, "log_scale: there is no question 'b'"),
        (rows, truths, {"log_scale": 3}, "log_scale must be a name or a list of names, got 3"),
        (rows, truths, {"equal_power": "no"}, "equal_power must be True or False"),
        (rows, [1.0], {}, "realised must be a mapping from questions to what came about"),
    ]
    for given, realised, settings, message in refused:
        with pytest.raises(demarche.InvalidArgument, match=message):
            demarche.score_experts(given, realised, **settings)
    with pytest.raises(demarche.IoError, match=r"none\.csv: No such file"):
        demarche.score_experts(tmp_path / "none.csv")


def test_two_quantiles_have_three_intervals() -> None:
    rows = [{"id": k, "expert": "x", "p10": 1, "p90": 3} for k in range(10)]
    truths: dict[Any, float] = {k: 0 if k == 0 else 4 if k == 1 else 2 for k in range(10)}

    scores = demarche.score_experts(rows, truths)

    assert scores.columns[2:5].tolist() == ["<= p10", "p10 to p90", "> p90"]
    assert np.isclose(scores["calibration"][0], 1)
