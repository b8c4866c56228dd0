# SPDX-License-Identifier: MIT
"""Figures: what they show, on the axes given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

import demarche
from demarche import NormalFormGame


@pytest.fixture(scope="module")
def draws(result: demarche.Result) -> xr.Dataset:
    return result.draws(count=1_000)


@pytest.fixture
def game() -> NormalFormGame:
    return NormalFormGame(
        [[[0, -1], [1, -3]], [[0, 1], [-1, -3]]],
        title="Chicken",
        player_names=["north", "south"],
        strategy_names=[["yield", "stand"], ["yield", "stand"]],
    )


def test_each_figure_draws_on_the_axes_given(
    result: demarche.Result, draws: xr.Dataset, game: NormalFormGame
) -> None:
    plot = demarche.plot
    drawings: list[Callable[[Axes], Axes]] = [
        lambda ax: plot.outcomes(result, ax=ax),
        lambda ax: plot.claims(result, ax=ax),
        lambda ax: plot.levers(result, ax=ax),
        lambda ax: plot.metric_density(draws, "joint_loss", ax=ax),
        lambda ax: plot.metric_ribbon(draws, "joint_loss", "prize", ax=ax),
        lambda ax: plot.payoff_matrix(game, ax=ax),
        lambda ax: plot.logit_path(game, ax=ax),
        lambda ax: plot.best_response_field(game, ax=ax),
    ]
    for draw in drawings:
        figure, ax = plt.subplots()
        assert draw(ax) is ax
        figure.canvas.draw()
        assert ax.get_xlabel()
        assert len(plt.get_fignums()) == 1
        plt.close(figure)


def test_bars_are_as_long_as_the_probabilities(result: demarche.Result) -> None:
    ax = demarche.plot.outcomes(result)

    widths = [patch.get_width() for patch in ax.patches]  # type: ignore[attr-defined]
    assert widths == result.outcomes["mean"].tolist()
    assert [label.get_text() for label in ax.get_yticklabels()] == ["War", "North prevails"]


def test_levels_add_up_and_one_actor_can_be_chosen(result: demarche.Result) -> None:
    ax = demarche.plot.levers(result, actor="south")

    assert sum(patch.get_width() for patch in ax.patches) == pytest.approx(1.0)  # type: ignore[attr-defined]
    with pytest.raises(demarche.InvalidArgument, match="there are north, south"):
        demarche.plot.levers(result, actor="east")


def test_a_matrix_marks_pure_equilibria_and_best_responses(game: NormalFormGame) -> None:
    ax = demarche.plot.payoff_matrix(game)

    framed = [patch for patch in ax.patches if not patch.get_fill()]
    assert len(framed) == 2
    bold = [text.get_text() for text in ax.texts if text.get_fontweight() == "bold"]
    # The mixed equilibrium's number stands over its column and beside its row.
    assert sorted(bold) == sorted(["1", "\N{MINUS SIGN}1", "1", "\N{MINUS SIGN}1", "1", "1"])
    # Who stands alone gains 1; both lose 2 more by both standing: each stands with 1/3.
    edges = [text.get_text() for text in ax.texts if text.get_text().endswith("%")]
    assert sorted(edges) == ["33 %", "33 %", "67 %", "67 %"]


def test_the_path_ends_at_the_limit(game: NormalFormGame) -> None:
    pd = NormalFormGame([[[3, 0], [5, 1]], [[3, 5], [0, 1]]])
    ax = demarche.plot.logit_path(pd)

    ends = [np.asarray(line.get_ydata())[-1] for line in ax.lines]
    np.testing.assert_allclose(ends, [0, 1, 0, 1], atol=1e-2)
    begins = [np.asarray(line.get_ydata())[0] for line in ax.lines]
    np.testing.assert_allclose(begins, 0.5, atol=0.1)


def test_figures_refuse_what_they_cannot_show(draws: xr.Dataset, game: NormalFormGame) -> None:
    three = demarche.generate_game("uniform", num_strategies=[2, 2, 2])
    larger = demarche.generate_game("uniform", num_strategies=[3, 2])

    with pytest.raises(demarche.InvalidArgument, match="two players, got 3"):
        demarche.plot.payoff_matrix(three)
    with pytest.raises(demarche.InvalidArgument, match="2 x 2"):
        demarche.plot.best_response_field(larger)
    with pytest.raises(demarche.InvalidArgument, match="there are joint_loss"):
        demarche.plot.metric_density(draws, "loss")
    with pytest.raises(demarche.InvalidArgument, match="bins"):
        demarche.plot.metric_ribbon(draws, "joint_loss", "prize", bins=1)


def dark(ax: Axes) -> list[str]:
    """Texts of a figure that are as dark as what they stand on."""
    found = [ax.title, *ax.texts, *ax.get_yticklabels()]
    legend = ax.get_legend()
    found += legend.get_texts() if legend is not None else []
    return [
        text.get_text()
        for text in found
        # Cells of a matrix and segments of bars have a light ground of their own.
        if text.get_text() and max(matplotlib.colors.to_rgb(text.get_color())) < 0.5
    ]


def test_dark_styles_keep_texts_readable(
    result: demarche.Result, draws: xr.Dataset, game: NormalFormGame
) -> None:
    plot = demarche.plot
    with plt.style.context("dark_background"):
        for ax in (
            plot.outcomes(result),
            plot.claims(result),
            plot.payoffs(result),
            plot.metric_density(draws, "joint_loss"),
            plot.metric_ribbon(draws, "joint_loss", "prize"),
            plot.parameters(draws),
            plot.convergence(draws, "war"),
            plot.tornado(result, "war"),
            plot.curve(result, "war", "prize"),
            plot.logit_path(game),
            plot.best_response_field(game),
        ):
            ax.figure.canvas.draw()
            assert dark(ax) == []


def test_figures_have_titles_names_units_and_captions(
    result: demarche.Result, draws: xr.Dataset
) -> None:
    ax = demarche.plot.levers(result)
    assert ax.get_title(loc="left") == "Levers"
    assert [t.get_text() for t in ax.get_yticklabels()] == ["North: Stance", "South: Stance"]
    assert any("seed 1" in t.get_text() for t in ax.texts)

    ax = demarche.plot.metric_ribbon(draws, "joint_loss", "prize")
    assert ax.get_xlabel() == "Worth of the prize"
    assert ax.get_ylabel() == "Joint loss (prizes)"


def test_values_that_many_draws_share_stand_apart(draws: xr.Dataset) -> None:
    changed = draws.copy(deep=True)
    changed["metrics"][:700] = 0.25

    ax = demarche.plot.metric_density(changed, "joint_loss")

    assert "70 %" in [text.get_text() for text in ax.texts]
    highest = max(np.asarray(patch.get_path().vertices)[:, 1].max() for patch in ax.patches)
    assert highest < 0.3  # The pin does not crush the rest.


TIES = NormalFormGame([[[1, 1], [0, 0]], [[1, 1], [0, 0]]])
INDIFFERENT = NormalFormGame([[[0, 0], [0, 0]], [[0, 0], [0, 0]]])


def test_the_field_draws_best_responses_of_indifferent_players() -> None:
    ax = demarche.plot.best_response_field(TIES)

    texts = [text.get_text() for text in ax.get_legend().get_texts()]  # type: ignore[union-attr]
    assert "best responses of player 2: every mixture" in texts
    assert "equilibria: all on the line" in texts
    lines = [np.asarray(line.get_xydata()) for line in ax.lines]
    # The equilibria are all of x = 1, which lies on the first player's best responses.
    assert any(np.allclose(line, [[1, 0], [1, 1]]) for line in lines)
    whole = demarche.plot.best_response_field(INDIFFERENT)
    assert "equilibria: the whole area" in [
        text.get_text()
        for text in whole.get_legend().get_texts()  # type: ignore[union-attr]
    ]


@pytest.mark.parametrize("corner", [0.0, 1.0])
def test_the_field_is_right_where_indifference_is_at_an_edge(corner: float) -> None:
    # The first player is indifferent exactly where the second plays its first with `corner`.
    gain = [[1.0 - corner, -corner], [0.0, 0.0]]
    game = NormalFormGame([gain, [[0, 1], [0, 1]]])

    ax = demarche.plot.best_response_field(game)

    curve = np.asarray(ax.lines[0].get_xydata())
    at_edge = curve[np.isclose(curve[:, 1], corner)]
    assert at_edge[:, 0].min() == 0.0
    assert at_edge[:, 0].max() == 1.0


def test_the_matrix_marks_continua_and_numbers_mixed_equilibria() -> None:
    ax = demarche.plot.payoff_matrix(TIES)
    frames = [patch for patch in ax.patches if not patch.get_fill()]
    assert {frame.get_linestyle() for frame in frames} == {"--"}
    assert any("continuum" in text.get_text() for text in ax.texts)

    meet = np.diag([3.0, 2.0, 1.0])
    ax = demarche.plot.payoff_matrix(NormalFormGame([meet, meet]))
    # Four mixed equilibria, each with a number over its column and beside its row.
    numbers = [t.get_text() for t in ax.texts if t.get_color() == "#33658a"]
    assert all(numbers.count(str(number)) == 2 for number in (1, 2, 3, 4))


def test_lines_on_each_other_are_both_seen() -> None:
    ax = demarche.plot.logit_path(NormalFormGame([[[3, 0], [5, 1]], [[3, 5], [0, 1]]]))

    colours = [line.get_color() for line in ax.lines]
    assert colours[2:] == ["#ffffff", "#ffffff"]
    assert "#ffffff" not in colours[:2]
    flat = demarche.plot.logit_path(INDIFFERENT)
    assert len(flat.lines) == 4


def test_colours_of_many_strategies_differ() -> None:
    game = demarche.generate_game("uniform", num_strategies=[6, 2], seed=1)

    ax = demarche.plot.logit_path(game)

    assert len({line.get_color() for line in ax.lines[:6]}) == 6


def test_payoffs_and_concepts_show_names(result: demarche.Result) -> None:
    ax = demarche.plot.payoffs(result)
    assert [t.get_text() for t in ax.get_yticklabels()] == ["North", "South"]

    comparison = demarche.compare_concepts("chicken", ["nash", "pure"], draws=500)
    ax = demarche.plot.concepts(comparison, "claims")
    legend = ax.get_legend()
    assert legend is not None
    assert [t.get_text() for t in legend.get_texts()] == ["nash", "pure"]
    marks = [line for line in ax.lines if line.get_marker() not in ("None", None, "")]
    assert np.allclose(marks[0].get_xdata(), comparison["nash"].claims["mean"])
    with pytest.raises(demarche.InvalidArgument, match="kind must be"):
        demarche.plot.concepts(comparison, "levers")


def test_parameters_show_the_correlation_of_their_ranks(draws: xr.Dataset) -> None:
    ax = demarche.plot.parameters(draws)

    values = draws["parameters"].values
    ranks = np.argsort(np.argsort(values[:, 2:4], axis=0), axis=0)
    expected = float(np.asarray(np.corrcoef(ranks.T))[0, 1])
    assert f"{expected:+.2f}" in [text.get_text() for text in ax.texts]
    fewer = demarche.plot.parameters(draws, most=2)
    assert len(fewer.get_yticklabels()) == 2


def test_convergence_ends_at_the_mean(draws: xr.Dataset) -> None:
    ax = demarche.plot.convergence(draws, "war")

    ends = np.asarray(ax.lines[0].get_ydata())
    assert ends[-1] == pytest.approx(float(draws["outcomes"].sel(outcome="war").mean()))
    with pytest.raises(demarche.InvalidArgument, match="no outcome, metric or claim 'peace'"):
        demarche.plot.convergence(draws, "peace")


def test_a_tree_shows_moves_payoffs_and_information_sets() -> None:
    move = demarche.Move
    second = {"meet": [2, -2], "pass": [1, -1]}
    tree = demarche.make_extensive_game(
        ["Fred", "Alice"],
        demarche.Chance(
            {
                "red": (0.25, move("Alice", second, information_set="blind")),
                "black": (0.75, move("Alice", second, information_set="blind")),
            }
        ),
    )

    ax = demarche.plot.game_tree(tree)

    texts = [text.get_text() for text in ax.texts]
    assert "red 0.25" in texts
    assert texts.count("Alice") == 2
    assert texts.count("(2, \N{MINUS SIGN}2)") == 2
    dashed = [line for line in ax.lines if line.get_linestyle() == "--"]
    assert max(len(np.asarray(line.get_xdata())) for line in dashed) == 2


def test_figures_say_what_they_take(result: demarche.Result, draws: xr.Dataset) -> None:
    plot: Any = demarche.plot
    with pytest.raises(demarche.InvalidArgument, match=r"result must be a Result.*got Dataset"):
        plot.outcomes(draws)
    with pytest.raises(demarche.InvalidArgument, match=r"draws must be an xarray.*got Result"):
        plot.metric_density(result, "joint_loss")
    with pytest.raises(demarche.InvalidArgument, match="game must be a NormalFormGame"):
        plot.payoff_matrix([[1, 2]])
    with pytest.raises(demarche.InvalidArgument, match="ax must be matplotlib axes"):
        plot.outcomes(result, ax=plt.figure())


def test_options_stand_in_the_order_of_their_means(outreach: demarche.Model) -> None:
    result = demarche.run(outreach, draws=300)

    ax = demarche.plot.option_sets(result)

    means = [
        float(np.asarray(line.get_xdata())[0]) for line in ax.lines if line.get_marker() == "D"
    ]
    assert means == sorted(result.option_sets["mean"], reverse=True)
    assert sum("best in" in text.get_text() for text in ax.texts) == len(means)
    with pytest.raises(demarche.InvalidArgument, match="there is no option set 'none'"):
        demarche.plot.option_sets(result, "none")


def test_options_are_missed_where_there_are_none(result: demarche.Result) -> None:
    with pytest.raises(demarche.InvalidArgument, match="compares no options"):
        demarche.plot.option_sets(result)


def test_sensitivity_is_the_rank_correlation(draws: xr.Dataset) -> None:
    ax = demarche.plot.sensitivity(draws, "war")

    first = ax.get_yticklabels()[0].get_text().replace("\n", " ")
    bars = [patch.get_width() for patch in ax.patches if isinstance(patch, Rectangle)]
    # Costs of war deter it: the strongest of all is one of them, and negative.
    assert first.startswith("Cost of war")
    assert min(bars) == pytest.approx(spearman(draws), abs=1e-9)
    with pytest.raises(demarche.InvalidArgument, match="there is no outcome"):
        demarche.plot.sensitivity(draws, "peace")


def spearman(draws: xr.Dataset) -> float:
    """The strongest coefficient of a parameter with war, by pandas."""
    names = [str(name) for name in draws["parameter"].values]
    frame = pd.DataFrame(draws["parameters"].values, columns=names)
    frame["war"] = draws["outcomes"].sel(outcome="war").values
    return float(frame.rank().corr()["war"].drop("war").min())


def test_numbers_that_figures_take_are_checked(game: NormalFormGame) -> None:
    for arrows in (0, 2.5, "13", 1_000):
        with pytest.raises(demarche.InvalidArgument, match="arrows must be"):
            demarche.plot.best_response_field(game, arrows=arrows)  # type: ignore[arg-type]
    for precision in (0, -1.0, float("nan"), float("inf"), "9"):
        with pytest.raises(demarche.InvalidArgument, match="max_precision must be a finite"):
            demarche.plot.logit_path(game, max_precision=precision)  # type: ignore[arg-type]


def test_options_say_whether_they_are_answered() -> None:
    labels = {}
    for concept in ("nash", "sequential"):
        result = demarche.run("outreach", draws=200, concept=concept)
        labels[concept] = demarche.plot.option_sets(result).get_xlabel().replace("\n", " ")

    assert "everything else as solved" in labels["nash"]
    assert "answered by those who move later" in labels["sequential"]
