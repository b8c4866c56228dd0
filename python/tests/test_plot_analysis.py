# SPDX-License-Identifier: MIT
"""Figures of what results hinge on and of what is worth finding out."""

from __future__ import annotations

from collections.abc import Callable

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

import demarche


@pytest.fixture(scope="module")
def offer(outreach: demarche.Model) -> demarche.Result:
    return demarche.run(outreach, draws=4_000, seed=3)


def bars(ax: Axes) -> list[Rectangle]:
    return [patch for patch in ax.patches if isinstance(patch, Rectangle)]


def rows_of(result: demarche.Result, name: str) -> pd.DataFrame:
    """What the figure of an output is to show, what moves it most first."""
    table = result.sensitivity.query("kind in ('claim', 'outcome', 'metric', 'payoff')")
    table = table[table["id"] == name].set_index("parameter")
    swing = (table["at_high"] - table["at_low"]).abs()
    return table.loc[swing.sort_values(ascending=False).index]


def texts_beside(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts]


def test_bars_reach_to_the_means_at_both_ends(offer: demarche.Result) -> None:
    ax = demarche.plot.tornado(offer, "worth_it", most=3)

    rows = rows_of(offer, "worth_it").iloc[:3]
    ends = {round(bar.get_x() + bar.get_width(), 12) for bar in bars(ax)}
    assert ends == {round(value, 12) for value in [*rows["at_low"], *rows["at_high"]]}
    assert all(bar.get_x() == rows["mean"].iloc[0] for bar in bars(ax))
    assert f"{100 * rows['first_order'].iloc[0]:.0f} %" in texts_beside(ax)


def test_parameters_without_a_source_are_hatched_and_named(offer: demarche.Result) -> None:
    ax = demarche.plot.tornado(offer, "worth_it")

    unsourced = rows_of(offer, "worth_it")["is_unsourced"].tolist()
    labels = [label.get_text() for label in ax.get_yticklabels()]
    assert ["source" in label for label in labels] == unsourced
    hatched = {bar.get_y() + bar.get_height() / 2 for bar in bars(ax) if bar.get_hatch()}
    assert hatched == {row for row, is_unsourced in enumerate(unsourced) if is_unsourced}
    assert any(unsourced)
    assert not all(unsourced)


def test_the_interval_stands_at_the_farther_end(offer: demarche.Result) -> None:
    ax = demarche.plot.tornado(offer, "worth_it", most=1)

    row = rows_of(offer, "worth_it").iloc[0]
    width = row["difference_high"] - row["difference_low"]
    line = next(line for line in ax.lines if line.get_linewidth() == 1.8)
    low, high = np.asarray(line.get_xdata())
    assert high - low == pytest.approx(width)
    far = max(row["at_low"], row["at_high"], key=lambda end: abs(end - row["mean"]))
    assert low < far < high


def test_a_curve_has_the_means_of_its_bins(offer: demarche.Result) -> None:
    ax = demarche.plot.curve(offer, "worth_it", "us_doubt")

    rows = offer.curves.query("id == 'worth_it' and parameter == 'us_doubt'")
    line = next(line for line in ax.lines if line.get_marker() == "o")
    assert np.asarray(line.get_ydata()).tolist() == rows["mean"].tolist()
    assert ((np.asarray(line.get_xdata()) > 0) & (np.asarray(line.get_xdata()) < 1)).all()
    # us_doubt is uniform from 0 to 1, so its median stands at half.
    assert "0.5\n50 %" in [label.get_text() for label in ax.get_xticklabels()]
    assert ax.get_xlabel().startswith("Doubt in Washington's commitment")


def test_a_discrete_parameter_has_a_point_for_each_number() -> None:
    result = demarche.run("entry", draws=4_000)

    ax = demarche.plot.curve(result, "limit", "expert")

    assert [label.get_text() for label in ax.get_xticklabels()] == ["0", "1"]


def test_bands_use_students_distribution() -> None:
    from demarche.plot._analysis import _student

    # From tables of Student's distribution at 97.5 %.
    for degrees, quantile in ((5, 2.5706), (7, 2.3646), (15, 2.1314), (31, 2.0395)):
        assert _student(degrees) == pytest.approx(quantile, rel=2e-3)
    assert np.isnan(_student(0))


def test_information_shows_the_bracket(offer: demarche.Result) -> None:
    ax = demarche.plot.information(offer, "offer", most=2)

    table = offer.information.iloc[:2]
    widths = [bar.get_width() for bar in bars(ax)]
    assert widths == table[["at_most", "at_least"]].to_numpy().ravel().tolist()
    everything = [line for line in ax.lines if line.get_linestyle() == "--"]
    assert np.asarray(everything[0].get_xdata())[0] == table["perfect"].iloc[0]
    assert sum("changes the choice in" in text for text in texts_beside(ax)) == 2
    caption = " ".join(" ".join(texts_beside(ax)).split())
    assert f"best without knowing: {table['best'].iloc[0]}" in caption


def test_figures_draw_on_the_axes_given(offer: demarche.Result) -> None:
    plot = demarche.plot
    drawings: list[Callable[[Axes], Axes]] = [
        lambda ax: plot.tornado(offer, "gain", ax=ax),
        lambda ax: plot.curve(offer, "china", "offer_cost", ax=ax),
        lambda ax: plot.information(offer, ax=ax),
    ]
    for draw in drawings:
        figure, ax = plt.subplots()
        assert draw(ax) is ax
        figure.canvas.draw()
        assert ax.get_xlabel()
        assert ax.get_title(loc="left")
        plt.close(figure)


def test_figures_say_what_they_cannot_show(offer: demarche.Result, result: demarche.Result) -> None:
    plot = demarche.plot
    with pytest.raises(demarche.InvalidArgument, match=r"no outcome.*'offer'; there are"):
        plot.tornado(offer, "offer")
    with pytest.raises(demarche.InvalidArgument, match=r"no curve along 'x'; there are us_doubt"):
        plot.curve(offer, "worth_it", "x")
    with pytest.raises(demarche.InvalidArgument, match="no option set 'x'; there are offer"):
        plot.information(offer, "x")
    with pytest.raises(demarche.InvalidArgument, match="compares no options"):
        plot.information(result)
    few = demarche.run("outreach", draws=100)
    with pytest.raises(demarche.InvalidArgument, match="too few draws tell what 'worth_it'"):
        plot.tornado(few, "worth_it")
    with pytest.raises(demarche.InvalidArgument, match="too few draws tell what is worth knowing"):
        plot.information(few)
    without = demarche.run("outreach", draws=100, analysis=False)
    with pytest.raises(demarche.InvalidArgument, match="run with analysis=True"):
        plot.tornado(without, "worth_it")
