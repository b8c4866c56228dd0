# SPDX-License-Identifier: MIT
"""Where there is no value, NaN says so everywhere, and runs that lack draws warn."""

from __future__ import annotations

import math
import warnings
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pytest

import demarche


def nothing(parameters: demarche.DrawColumns) -> Any:
    return np.full((parameters.num_draws, 2, 2, 2), np.nan)


def half(parameters: demarche.DrawColumns) -> Any:
    """Payoffs of which every second draw's are not finite."""
    payoffs = np.zeros((parameters.num_draws, 2, 2, 2))
    payoffs[:, 0, 1, :] = payoffs[:, 1, :, 1] = 1.0
    payoffs[::2] = np.nan
    return payoffs


@pytest.fixture(scope="module")
def unsolved() -> demarche.Result:
    with pytest.warns(demarche.UnsolvedDrawsWarning, match="none of 100 draws has an answer"):
        return demarche.run("chicken", draws=100, payoffs=nothing)


def test_a_run_warns_of_draws_without_answer_where_it_was_called() -> None:
    with pytest.warns(
        demarche.UnsolvedDrawsWarning,
        match=r"nash: 100 of 200 draws \(50.0 %\) have no answer \(100 not finite\)",
    ) as caught:
        result = demarche.run("chicken", draws=200, payoffs=half)
    with pytest.warns(demarche.UnsolvedDrawsWarning) as method:
        demarche.load_scenario("chicken").run(draws=200, payoffs=half)

    assert {warning.filename for warning in (*caught, *method)} == {__file__}
    assert "100 without an answer" in repr(result)
    assert "100 of 200 draws" in result._repr_html_()
    assert "100 of 200 draws" in result.caption
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        demarche.run("chicken", draws=200)


def test_tables_hold_nan_and_say_what_is_missing(unsolved: demarche.Result) -> None:
    for table in (unsolved.outcomes, unsolved.claims, unsolved.levers):
        assert table[["mean", "standard_error", "low", "high"]].isna().all(axis=None)
        assert (table["count"] == 0).all()
    for table in (unsolved.metrics, unsolved.payoffs):
        measured = ["mean", "standard_deviation", "minimum", "maximum", "q0.5", "q0.95"]
        assert table[measured].isna().all(axis=None)
    assert unsolved.claims["phrase"].tolist() == ["", ""]
    assert unsolved.outcomes.attrs["draws_without_answer"] == 100


def test_one_draw_has_no_error() -> None:
    one = demarche.run("chicken", draws=1)

    assert math.isnan(one.outcomes["standard_error"][0])
    assert math.isnan(one.metrics["standard_deviation"][0])
    assert not one.outcomes["mean"].isna().any()


def test_html_and_figures_say_that_there_is_no_value(unsolved: demarche.Result) -> None:
    text = unsolved._repr_html_()
    assert "no value" in text
    assert "0.0 %" not in text
    assert "none of 100 draws has an answer" in text

    for figure in ("outcomes", "claims", "levers", "payoffs"):
        ax = getattr(demarche.plot, figure)(unsolved)
        texts = " ".join(t.get_text() for t in ax.texts)
        assert "no value" in texts
        assert "0.0 %" not in texts
        plt.close(ax.figure)


def test_option_sets_without_draws_hold_nan() -> None:
    with pytest.warns(demarche.UnsolvedDrawsWarning):
        result = demarche.run("outreach", draws=20, concept="qre", max_iterations=1)

    assert result.message.solving is not None
    assert result.message.solving.solved == 0
    assert result.option_sets[["mean", "worst_decile", "share_best"]].isna().all(axis=None)


def test_certificates_of_what_was_not_solved_hold_nan() -> None:
    games = np.stack([np.full((2, 2, 2), np.nan), np.eye(2)[None].repeat(2, 0)])

    batch = demarche.solve(games)

    assert np.isnan(batch.max_regret).tolist() == [True, False]
    assert np.isnan(batch.residual).tolist() == [True, False]
    assert np.isnan(batch.to_xarray()["max_regret"].values[0])
    assert "no value" in demarche.solve(games[:1])._repr_html_()
    limited = demarche.solve_game(
        demarche.generate_game("uniform", num_strategies=[4, 4, 4]), concept="qre", max_iterations=1
    )
    assert math.isnan(limited.certificate.max_regret)
    assert "no answer: iteration limit" in repr(limited)


def test_masked_payoffs_are_no_payoffs() -> None:
    games = np.ma.masked_array(np.ones((2, 2, 2, 2)), mask=False)
    games[1, 0, 0, 0] = np.ma.masked

    assert demarche.solve(games).counts() == {"converged": 1, "not_finite": 1}


def test_a_run_warns_of_what_is_probably_not_meant_in_its_scenario() -> None:
    scenario = demarche.load_scenario("chicken")
    scenario.parameters.append({"id": "idle", "distribution": {"constant": {"value": 1}}})

    with pytest.warns(demarche.ScenarioProblemWarning, match="parameter idle") as caught:
        demarche.run(scenario, draws=50)
    with pytest.warns(demarche.ScenarioProblemWarning) as compared:
        demarche.compare_concepts(scenario, ["nash", "pure"], draws=50)

    assert [w.filename for w in (*caught, *compared)] == [__file__, __file__]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        # A constant has no rank correlation: that is what was asked for.
        demarche.load_scenario("chicken").changed(set={"war_cost_north": 2}).run(draws=50)
