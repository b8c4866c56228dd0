# SPDX-License-Identifier: MIT
"""Payoff matrices of draws and of the means."""

from __future__ import annotations

import copy
import io
import os
import pathlib
import pickle
import subprocess
from typing import Any

import numpy as np
import pandas as pd
import pytest

import demarche

#: Prize, South's valuation, and what a war costs North and South.
NUMBERS = {"prize": 1.25, "resolve": 1.0, "war_cost_north": 3.5, "war_cost_south": 2.5}


def chicken() -> demarche.Scenario:
    return demarche.load_scenario("chicken").changed(set=NUMBERS)


def test_a_matrix_has_both_payoffs_and_what_is_best() -> None:
    matrix = demarche.payoff_matrix(chicken(), 3)

    assert matrix.actors == ("north", "south")
    assert matrix.strategies == (["yield", "stand"], ["yield", "stand"])
    assert matrix.payoffs.tolist() == [[[0, -1.25], [1.25, -3.5]], [[0, 1.25], [-1.25, -2.5]]]
    assert matrix.is_best.tolist() == [[[False, True], [True, False]]] * 2
    assert matrix.is_equilibrium.tolist() == [[False, True], [True, False]]
    assert matrix.frame("south").loc["stand", "yield"] == -1.25
    assert matrix.frame("south").index.name == "north"
    assert "[-1.25*  1.25*]" in str(matrix)
    assert "<pre>" in matrix._repr_html_()
    assert len(matrix.others) == 0


def test_rows_and_columns_are_of_the_actors_named() -> None:
    matrix = demarche.payoff_matrix(chicken(), 3, actors=["south"])

    assert matrix.actors == ("south", "north")
    assert matrix.payoffs[0].tolist() == [[0, -1.25], [1.25, -2.5]]


def test_the_means_are_a_game_of_their_own() -> None:
    matrix = demarche.payoff_matrix("chicken", mean=True)

    cost = 3 * np.exp(0.18)
    np.testing.assert_allclose(matrix.payoffs[0], [[0, -3.5 / 3], [3.5 / 3, -cost]])
    parameter = demarche.load_scenario("chicken").parameters["war_cost_north"]
    assert parameter.distribution is not None
    assert parameter.distribution.mean() == pytest.approx(cost)


def test_others_do_what_the_solution_has_them_do() -> None:
    free = demarche.payoff_matrix("outreach", mean=True)
    held = {
        level: demarche.payoff_matrix("outreach", mean=True, profile=f"cee.cooperation = {level}")
        for level in ("decline", "revive")
    }

    assert free.others["strategy"].tolist() == ["decline", "revive"]
    chance = free.others["probability"].to_numpy()
    expected = chance[0] * held["decline"].payoffs + chance[1] * held["revive"].payoffs
    np.testing.assert_allclose(free.payoffs, expected, atol=1e-12)
    assert held["revive"].others["is_held"].tolist() == [True]


def test_a_table_has_a_row_for_each_cell() -> None:
    table = demarche.payoff_matrix(chicken(), 3).table

    assert list(table.columns) == [
        "north.stance",
        "south.stance",
        "payoff_north",
        "payoff_south",
        "best_north",
        "best_south",
        "probability_north",
        "probability_south",
        "equilibrium",
    ]
    assert table.loc[2, "north.stance"] == "stand"
    assert table["payoff_south"].tolist() == [0, 1.25, -1.25, -2.5]


@pytest.mark.skipif("DEMARCHE_PROGRAM" not in os.environ, reason="the program is not given")
def test_the_program_prints_the_same_table(tmp_path: pathlib.Path) -> None:
    program = os.environ["DEMARCHE_PROGRAM"]
    ran = subprocess.run(
        [program, "matrix", "entry", "--draw", "5", "--format", "csv"],
        check=True,
        capture_output=True,
        text=True,
    )
    written = pd.read_csv(io.StringIO(ran.stdout))
    table = demarche.payoff_matrix("entry", 5).table

    assert list(written.columns) == list(table.columns)
    pd.testing.assert_frame_equal(
        written, table, check_dtype=False, check_exact=False, rtol=1e-15, atol=1e-15
    )


def test_a_result_gives_the_matrix_of_its_draws() -> None:
    result = demarche.run("outreach", draws=300, seed=5)

    matrix = result.matrix(17, actors=["eu", "cee"])

    assert matrix == demarche.payoff_matrix("outreach", 17, seed=5, actors=["eu", "cee"])
    assert matrix != result.matrix(18, actors=["eu", "cee"])
    with pytest.raises(demarche.InvalidArgument, match="number must be in"):
        result.matrix(300)


def test_a_matrix_can_be_kept() -> None:
    matrix = demarche.payoff_matrix("outreach", 7)

    assert pickle.loads(pickle.dumps(matrix)) == matrix
    assert copy.deepcopy(matrix) == matrix


def test_code_gives_payoffs() -> None:
    def compute(parameters: demarche.DrawColumns) -> Any:
        return np.tile([[1.0, 2.0], [3.0, 4.0]], (parameters.num_draws, 1, 1, 1))

    code = demarche.CustomPayoffs(compute, actors=["south"])
    matrix = demarche.payoff_matrix("chicken", 3, payoffs=code)

    assert matrix.payoffs[1].tolist() == [[1, 2], [3, 4]]
    with pytest.raises(demarche.InvalidArgument, match="where code computes payoffs"):
        demarche.payoff_matrix("chicken", mean=True, payoffs=code)


def test_every_wrong_name_is_told() -> None:
    with pytest.raises(demarche.InvalidArgument) as caught:
        demarche.payoff_matrix(
            "outreach", 1, actors=["chian", "eu"], profile="cee.coperation = revive"
        )

    assert "did you mean 'china'?" in str(caught.value)
    assert "did you mean 'cee.cooperation'?" in str(caught.value)
    with pytest.raises(demarche.InvalidArgument, match="number of a draw, or mean=True"):
        demarche.payoff_matrix("outreach")
    with pytest.raises(demarche.InvalidArgument, match="number of a draw, or mean=True"):
        demarche.payoff_matrix("outreach", 1, mean=True)
    with pytest.raises(demarche.InvalidArgument, match="mean must be True or False, got 'yes'"):
        demarche.payoff_matrix("outreach", mean="yes")  # type: ignore[arg-type]
    with pytest.raises(demarche.InvalidArgument, match="must be a list of names, got 'eu'"):
        demarche.payoff_matrix("outreach", 1, actors="eu")
    with pytest.raises(demarche.InvalidArgument, match="no actor 'cee'; there are china, eu"):
        demarche.payoff_matrix("outreach", 1).frame("cee")
