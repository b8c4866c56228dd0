# SPDX-License-Identifier: MIT
"""What options are worth by many measures."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import matplotlib.pyplot as plt
import pytest

import demarche


@pytest.fixture(scope="module")
def result() -> demarche.Result:
    return demarche.run("port", draws=600, seed=3, option_studies=True)


def test_options_are_of_the_first_draws_under_both_answers(result: demarche.Result) -> None:
    table = result.options
    assert table["answer"].unique().tolist() == ["held", "equilibrium"]
    assert table["count"].tolist() == [512] * 6
    first = demarche.run("port", draws=512, seed=3).option_sets.set_index(["answer", "option"])
    for row in table.to_dict("records"):
        assert row["mean"] == pytest.approx(first.loc[(row["answer"], row["option"]), "mean"])


def test_rules_agree_with_the_counts_of_options(result: demarche.Result) -> None:
    preferred = result.rules.groupby(["answer", "option"])["is_preferred"].sum()
    for row in result.options.to_dict("records"):
        assert preferred[row["answer"], row["option"]] == row["num_rules"]
    assert result.rules["rule"].nunique() == 11


def test_vetoes_are_none_at_the_status_quo(result: demarche.Result) -> None:
    quo = result.options.query("is_status_quo")["option"].unique().tolist()
    assert quo == ["port.rebate = none"]
    vetoes = result.vetoes
    assert vetoes["actor"].unique().tolist() == ["port", "railway"]
    assert (vetoes.query("option in @quo")[["share_worse", "share_better", "change"]] == 0).all(
        axis=None
    )
    held = vetoes.query("answer == 'held' and option == 'port.rebate = full'")
    assert held["share_worse"].tolist() == [1.0, 0.0]
    assert held["share_better"].tolist() == [0.0, 1.0]


def test_where_best_adds_up(result: demarche.Result) -> None:
    cells = result.where_best.query("answer == 'equilibrium'")
    assert len(cells) == 16
    assert cells["count"].sum() == 512
    draws = demarche.run("port", draws=512, seed=3, option_studies=True)
    assert draws.where_best.equals(result.where_best)
    assert (cells["option"] == "port.rebate = full").all()


def test_slices_have_studies_too(result: demarche.Result) -> None:
    with ThreadPoolExecutor(2) as pool:
        sliced = demarche.run(
            "port", draws=600, seed=3, executor=pool, slices=2, option_studies=True
        )
    assert sliced.options.equals(result.options)


def test_a_run_without_studies_says_so() -> None:
    plain = demarche.run("port", draws=50)
    for name in ("options", "rules", "vetoes", "where_best"):
        with pytest.raises(demarche.InvalidArgument, match="option_studies=True"):
            getattr(plain, name)
    without_sets = demarche.run("chicken", draws=50, option_studies=True)
    with pytest.raises(demarche.InvalidArgument, match="has option sets"):
        _ = without_sets.options


def test_figure_has_the_regret_of_every_option(result: demarche.Result) -> None:
    ax = demarche.plot.options(result)
    assert len(ax.texts) >= 3 * 9
    labels = [label.get_text() for label in ax.get_yticklabels()]
    assert labels == ["1  full", "2  half", "3  none*"]
    held = demarche.plot.options(result, "rebates", answer="held")
    assert held.get_yticklabels()[0].get_text() == "1  none*"
    plt.close("all")


def test_figure_says_what_it_cannot_show(result: demarche.Result) -> None:
    with pytest.raises(demarche.InvalidArgument, match="there is no option set 'rebate'"):
        demarche.plot.options(result, "rebate")
    with pytest.raises(demarche.InvalidArgument, match="answer must be 'held' or 'equilibrium'"):
        demarche.plot.options(result, answer="both")
    outreach = demarche.run("outreach", draws=50, option_studies=True)
    with pytest.raises(demarche.InvalidArgument, match="the others answer no option"):
        demarche.plot.options(outreach, answer="equilibrium")
