# SPDX-License-Identifier: MIT
"""What results hinge on, as tables and text."""

from __future__ import annotations

import math
import pathlib
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest

import demarche


def analysis_of(result: demarche.Result) -> demarche.Analysis:
    assert result.message.analysis is not None
    return result.message.analysis


@pytest.fixture(scope="module")
def result() -> demarche.Result:
    return demarche.run("outreach", draws=4000, seed=3)


def test_sensitivity_has_a_row_for_each_output_and_parameter(result: demarche.Result) -> None:
    table = result.sensitivity
    claims = table[table["kind"] == "claim"]
    assert set(claims["id"]) == set(result.claims["claim"])
    varying = {one.id for one in analysis_of(result).parameters}
    for _, rows in claims.groupby("id"):
        assert set(rows["parameter"]) == varying
        assert (rows["low"] <= rows["high"]).all()
        assert rows["first_order"].is_monotonic_decreasing
    assert table.attrs["scenario"] == "outreach"


def test_explained_is_the_sum_of_the_shares(result: demarche.Result) -> None:
    table = result.sensitivity.query("kind == 'claim'")
    for _, rows in table.groupby("id"):
        assert rows["first_order"].sum() == pytest.approx(rows["explained"].iloc[0])
        unsourced = rows[rows["is_unsourced"]]["first_order"].sum()
        assert unsourced == pytest.approx(rows["unsourced"].iloc[0])


def test_curves_have_the_mean_of_the_output(result: demarche.Result) -> None:
    curves = result.curves.query("kind == 'claim'")
    means = result.claims.set_index("claim")["mean"]
    for pair, rows in curves.groupby(["id", "parameter"]):
        claim = str(next(iter(pair)))
        assert np.average(rows["mean"], weights=rows["count"]) == pytest.approx(
            means[claim], abs=1e-6
        )
        assert (rows["above"].iloc[1:].to_numpy() == rows["up_to"].iloc[:-1].to_numpy()).all()


def test_information_is_a_bracket(result: demarche.Result) -> None:
    table = result.information
    assert set(table["option_set"]) == {one.id for one in result.message.option_sets}
    assert (table["at_least"] <= table["at_most"] + 1e-12).all()
    assert (table["at_most"] <= table["perfect"] + 0.02).all()


def test_text_tells_what_was_asked_for(result: demarche.Result) -> None:
    claim = result.claims["claim"].iloc[0]
    text = result.analysis([claim], most=2)
    assert f"({claim})" in text
    assert "What to find out" not in text
    several: Any = result.outcomes["outcome"].to_numpy(dtype=object)
    assert len(several) > 1
    assert result.analysis(several) == result.analysis(list(several))
    with pytest.raises(demarche.InvalidArgument, match="no 'c99'"):
        result.analysis(["c99"])


def test_slices_give_the_same_analysis(result: demarche.Result) -> None:
    with ThreadPoolExecutor(2) as pool:
        sliced = demarche.run("outreach", draws=4000, seed=3, executor=pool, slices=3)
    assert analysis_of(sliced) == analysis_of(result)


def test_a_result_is_stored_with_its_analysis(
    result: demarche.Result, tmp_path: pathlib.Path
) -> None:
    for name in ("r.json", "r.pb"):
        result.save(tmp_path / name)
        loaded = demarche.Result.load(tmp_path / name)
        assert analysis_of(loaded).to_json() == analysis_of(result).to_json()


def test_a_run_without_analysis_says_so() -> None:
    result = demarche.run("chicken", draws=500, analysis=False)
    with pytest.raises(demarche.InvalidArgument, match="run with analysis=True"):
        _ = result.sensitivity
    with pytest.raises(demarche.InvalidArgument, match="analysis must be True or False"):
        demarche.run("chicken", draws=500, analysis="yes")  # type: ignore[arg-type]


def test_indices_of_arrays() -> None:
    generator = np.random.default_rng(4)
    x = generator.normal(size=(50_000, 3))
    y = np.column_stack([x @ np.sqrt([0.5, 0.3, 0.2]), np.ones(len(x))])
    found = demarche.first_order_indices(x, y)
    assert found["first_order"].shape == (2, 3)
    assert found["first_order"][0] == pytest.approx([0.5, 0.3, 0.2], abs=0.01)
    assert (found["low"][0] < found["high"][0]).all()
    assert all(math.isnan(index) for index in found["first_order"][1])
    with pytest.raises(demarche.InvalidArgument, match="a row per draw"):
        demarche.first_order_indices(x[:, 0], y)
    with pytest.raises(demarche.InvalidArgument, match=r"outputs must have.*could not convert"):
        demarche.first_order_indices(x, ["a"])
    with pytest.raises(demarche.InvalidArgument, match="as the first"):
        demarche.first_order_indices(x, y[:-1])
