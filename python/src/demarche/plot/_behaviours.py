# SPDX-License-Identifier: MIT
"""Figures of what outcomes and claims owe to the assumption on behaviour."""

from __future__ import annotations

import math

from matplotlib.axes import Axes

from demarche._behaviours import behaviours_of
from demarche._core import InvalidArgument
from demarche._hints import shown
from demarche._labels import names
from demarche._result import Result
from demarche._schema.generated import Behaviour, BehaviourRange, Behaviours, Estimate
from demarche.plot._draw_columns import legend_below
from demarche.plot._style import axes, palette, percent_rows, require, title, write_no_value

#: The shape and the name in the legend of each baseline.
_BASELINES = {
    "uniform": ("x", "uniform play"),
    "status-quo": ("s", "status quo"),
    "status-quo-response": ("^", "response to it"),
}


def behaviours(result: Result, kind: str = "claims", *, ax: Axes | None = None) -> Axes:
    """Draw how far claims or outcomes lie apart if actors behave otherwise.

    The pale bar is the range over behaviours, with a stroke at each behaviour's mean; the filled
    diamond is what the run found in all its draws, and the line through it the 95 % interval. Open
    shapes are what a reader would expect without a game. The bar does not shrink with more draws.
    With evidence, all is without it.

    Parameters
    ----------
    result : Result
        From `run`, with behaviours.
    kind : str
        "claims" or "outcomes".
    ax : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    InvalidArgument
        If the run was not asked for behaviours, or the scenario has none of that kind.
    """
    require(Result, "result", result, "a Result, as run() gives it")
    if kind not in ("claims", "outcomes"):
        raise InvalidArgument(f"kind is 'claims' or 'outcomes', got {shown(kind)}")
    found = behaviours_of(result.message)
    estimates: list[Estimate] = getattr(result.message, kind)
    if not estimates:
        raise InvalidArgument(f"the scenario has no {kind}")
    ax = axes(ax, 8.5, 2.4 + 0.42 * len(estimates))
    ranges = {one.id: one for one in found.ranges if one.kind == kind[:-1]}
    for row, estimate in enumerate(estimates):
        _draw_row(ax, row, estimate, ranges[estimate.id], found, kind)
    ids = [estimate.id for estimate in estimates]
    labels = names(result._scenario, kind, ids)
    counted = sum(one.is_counted for one in found.behaviours)
    percent_rows(ax, labels, f"probability, over {counted} behaviours")
    legend_below(ax, 3, drop=0.55)
    title(ax, "If actors behave otherwise", result.caption)
    return ax


def _mean(behaviour: Behaviour, kind: str, row: int) -> float:
    estimates: list[Estimate] = getattr(behaviour, kind)
    return estimates[row].mean if estimates else math.nan


def _draw_row(
    ax: Axes, row: int, estimate: Estimate, of: BehaviourRange, found: Behaviours, kind: str
) -> None:
    colours = palette(ax)

    def label(text: str) -> str:
        return text if row == 0 else "_"  # Legends leave out what begins so.

    if math.isnan(of.low):
        write_no_value(ax, row)
        return
    ax.barh(
        row,
        of.high - of.low,
        left=of.low,
        height=0.56,
        color=colours.pale,
        edgecolor=colours.grey,
        linewidth=0.8,
        label=label("range over behaviours"),
    )
    means = [_mean(one, kind, row) for one in found.behaviours if one.is_counted]
    ax.vlines(
        [mean for mean in means if not math.isnan(mean)],
        row - 0.28,
        row + 0.28,
        color=colours.blue,
        linewidth=1.4,
        label=label("a behaviour"),
    )
    for one in found.baselines:
        shape, text = _BASELINES.get(one.name, ("o", one.name))
        ax.plot(
            _mean(one, kind, row),
            row,
            shape,
            color=colours.ink,
            markerfacecolor="none",
            markersize=7,
            clip_on=False,
            zorder=4,
            label="_" if one.none_because else label(text),
        )
    ax.plot([estimate.low, estimate.high], [row, row], color=colours.ink, linewidth=2.0, zorder=5)
    ax.plot(
        estimate.mean,
        row,
        "D",
        color=colours.ink,
        markersize=6,
        clip_on=False,
        zorder=5,
        label=label("the run, 95 % interval"),
    )
