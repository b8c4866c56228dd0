# SPDX-License-Identifier: MIT
"""Figures: what they show, on the axes given."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import matplotlib.pyplot as plt
import numpy as np
import pytest
import xarray as xr
from matplotlib.axes import Axes

import demarche
from demarche import NormalFormGame


@pytest.fixture(autouse=True)
def _close() -> Iterator[None]:
    yield
    plt.close("all")


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
    assert sorted(bold) == sorted(["1", "\N{MINUS SIGN}1", "1", "\N{MINUS SIGN}1"])
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
