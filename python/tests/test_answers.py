# SPDX-License-Identifier: MIT
"""Options that the others answer."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pytest

import demarche


@pytest.fixture(scope="module")
def result() -> demarche.Result:
    return demarche.run("port", draws=2000)


def test_option_sets_have_a_row_for_each_answer(result: demarche.Result) -> None:
    table = result.option_sets

    assert table["answer"].tolist() == ["held"] * 3 + ["equilibrium"] * 3
    best = table.loc[table.groupby("answer")["mean"].idxmax()].set_index("answer")["option"]
    assert best["held"] == "port.rebate = none"
    assert best["equilibrium"] == "port.rebate = full"
    assert (table["largest_regret"] >= table["regret_99"]).all()
    assert (table["regret_99"] >= table["regret_90"]).all()
    assert (table["worst_decile_mean"] <= table["worst_decile"]).all()
    assert (table["unanswered"] == 0).all()
    assert result.message.answering is not None
    assert result.message.answering.solved == 6000


def test_a_scenario_is_changed_to_be_answered_or_not() -> None:
    outreach = demarche.load_scenario("outreach")
    answered = outreach.changed(answer="equilibrium")
    ran = answered.run(draws=500)

    assert ran.message.what_if == demarche.WhatIf(answer="equilibrium")
    assert len(ran.option_sets) == 6
    assert len(answered.changed(answer="held").run(draws=50).option_sets) == 3
    both = answered.changed(set={"us_doubt": 1}).run(draws=50).message.what_if
    assert both is not None
    assert (both.set, both.answer) == (["us_doubt = 1.0"], "equilibrium")
    with pytest.raises(demarche.InvalidArgument, match="held or equilibrium, got 'nash'"):
        outreach.changed(answer="nash")
    comparison = demarche.compare(outreach, answer="equilibrium", draws=500)
    claim = comparison.claims.set_index("claim").loc["worth_it"]
    assert claim["difference"] > 0.1


def test_a_draw_has_the_values_of_its_options(result: demarche.Result) -> None:
    draws = [result.replay(number) for number in range(200)]
    held = np.array([draw.option_values[0] for draw in draws])
    answered = np.array([draw.answered_options[0] for draw in draws])
    few = demarche.run("port", draws=200)

    np.testing.assert_allclose(held.mean(axis=0), few.option_sets["mean"][:3], rtol=1e-9)
    np.testing.assert_allclose(answered.mean(axis=0), few.option_sets["mean"][3:], rtol=1e-9)


def test_options_are_drawn_under_either_answer(result: demarche.Result) -> None:
    for answer, means in (
        ("held", result.option_sets["mean"][:3]),
        (None, result.option_sets["mean"][3:]),
    ):
        axes = demarche.plot.option_sets(result, answer=answer)
        shown = [
            float(np.asarray(line.get_xdata())[0])
            for line in axes.lines
            if line.get_marker() == "D"
        ]
        assert shown == sorted(means, reverse=True)
        plt.close("all")
    with pytest.raises(demarche.InvalidArgument, match="answer must be"):
        demarche.plot.option_sets(result, answer="nash")
    outreach = demarche.run("outreach", draws=50)
    with pytest.raises(demarche.InvalidArgument, match="run with answer='equilibrium'"):
        demarche.plot.option_sets(outreach, answer="equilibrium")
