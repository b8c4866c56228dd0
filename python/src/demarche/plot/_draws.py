# SPDX-License-Identifier: MIT
"""Figures of single draws of a run: distributions, dependence, convergence."""

from __future__ import annotations

from typing import Any

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from demarche._arguments import whole
from demarche._core import InvalidArgument
from demarche.plot._draw_columns import Array, caption_of, column_of, label_of, legend_below
from demarche.plot._style import (
    axes,
    palette,
    tidy,
    title,
    x_label,
)

#: A value that so large a share of the draws has is a point mass, not a part of a density.
_ATOM = 0.02


def _atoms(values: Array) -> tuple[Array, Array]:
    """Split off values that many draws share: the values, and their shares of all."""
    found, counts = np.unique(values, return_counts=True)
    shares = counts / values.size
    is_atom = (shares > _ATOM) & (counts > 5)
    return found[is_atom], shares[is_atom]


def metric_density(
    draws: xr.Dataset, metric: str, *, bins: int = 60, ax: Axes | None = None
) -> Axes:
    """Draw a metric's distribution over draws: its expectation, and its value at sampled profiles.

    The wider of the two holds how actors may err as well as what is unknown. Heights are shares of
    the draws per bin; a value that more than 2 % of the draws share stands apart as a pin with its
    share. The axis leaves out the outermost hundredth on either side.

    Parameters
    ----------
    draws : xarray.Dataset
        From `Result.draws`.
    metric : str
        Which.
    bins : int
        Number of bins, at least 2.
    ax : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes
    """
    expected = column_of(draws, "metrics", "metric", metric)
    sampled = column_of(draws, "sampled_metrics", "metric", metric)
    expected, sampled = (values[np.isfinite(values)] for values in (expected, sampled))
    if expected.size == 0 or sampled.size == 0:
        raise InvalidArgument(f"metric '{metric}' has no value in these draws")
    ax = axes(ax, 7.0, 3.8)
    colours = palette(ax)
    low, high = np.quantile(np.concatenate([expected, sampled]), [0.01, 0.99])
    margin = 0.02 * max(high - low, 1e-9)
    edges = np.linspace(low - margin, high + margin, whole("bins", bins, 2) + 1)
    styles: list[tuple[Array, dict[str, Any], str]] = [
        (
            expected,
            {"histtype": "stepfilled", "color": colours.sky, "label": "expectation in a draw"},
            colours.blue,
        ),
        (
            sampled,
            {
                "histtype": "step",
                "color": colours.ink,
                "linewidth": 1.6,
                "label": "value at a profile sampled from the draw",
            },
            colours.ink,
        ),
    ]
    pins: list[tuple[float, float, str]] = []
    top = 0.0
    for values, style, colour in styles:
        found, shares = _atoms(values)
        rest = values[~np.isin(values, found)]
        weights = np.full(rest.size, 1.0 / values.size)
        heights, _, _ = ax.hist(rest, bins=edges.tolist(), weights=weights, **style)
        top = max(top, float(np.max(heights)))
        pins += [(float(x), float(share), colour) for x, share in zip(found, shares, strict=True)]
    top = 1.15 * top if top > 0.0 else 1.0
    _draw_pins(ax, pins, top)
    ax.axvline(
        float(expected.mean()),
        color=colours.ink,
        linestyle="--",
        linewidth=1.2,
        label="mean of both" if np.isclose(expected.mean(), sampled.mean()) else "mean expectation",
    )
    ax.set_ylim(0.0, top)
    x_label(ax, label_of(draws, "metric", metric))
    ax.yaxis.set_major_formatter(PercentFormatter(1.0))
    ax.set_ylabel("share of draws per bin")
    tidy(ax)
    legend_below(ax, 3)
    title(ax, label_of(draws, "metric", metric), caption_of(draws), pad=20.0 if pins else 6.0)
    return ax


def _draw_pins(ax: Axes, pins: list[tuple[float, float, str]], top: float) -> None:
    """Draw point masses; one that is too high for the axis ends there with its share above."""
    for number, (x, share, colour) in enumerate(sorted(pins)):
        height = min(share, top)
        ax.plot([x, x], [0.0, height], color=colour, linewidth=2.2, solid_capstyle="butt")
        ax.plot(x, height, "o" if share <= top else "^", color=colour, clip_on=False, zorder=4)
        ax.annotate(
            f"{100 * share:.0f} %",
            (x, height),
            xytext=(0, 5 + (9 if number % 2 else 0)),
            textcoords="offset points",
            ha="center",
            fontsize="x-small",
            color=colour,
            annotation_clip=False,
        )


def metric_ribbon(
    draws: xr.Dataset,
    metric: str,
    parameter: str,
    *,
    bins: int | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw quantile ribbons of a metric's expectation against a parameter.

    Parameters
    ----------
    draws : xarray.Dataset
        From `Result.draws`.
    metric : str
        Which.
    parameter : str
        The horizontal axis.
    bins : int, optional
        Groups of equally many draws, by the parameter; at least 2. One per 250 draws, from 4 to 20,
        if left out: fewer draws in a group make the ribbons ragged.
    ax : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes
    """
    values = column_of(draws, "metrics", "metric", metric)
    along = column_of(draws, "parameters", "parameter", parameter)
    finite = np.isfinite(values)
    values, along = values[finite], along[finite]
    count = min(max(values.size // 250, 4), 20) if bins is None else whole("bins", bins, 0)
    if count < 2 or values.size < 2 * count:
        raise InvalidArgument(
            f"bins must be in [2, draws / 2], got {count} for {values.size} draws with a value"
        )
    ax = axes(ax, 7.0, 4.0)
    colours = palette(ax)
    groups = np.array_split(np.argsort(along, kind="stable"), count)
    middle = np.array([np.median(along[group]) for group in groups])
    shares = (0.05, 0.25, 0.5, 0.75, 0.95)
    lines = np.array([np.quantile(values[group], shares) for group in groups])
    for low, high, colour, text in (
        (0, 4, colours.pale, "5 to 95 % of the draws"),
        (1, 3, colours.sky, "25 to 75 %"),
    ):
        ax.fill_between(middle, lines[:, low], lines[:, high], color=colour, label=text)
    for column in (0, 1, 3, 4):
        ax.plot(middle, lines[:, column], color=colours.blue, linewidth=0.6)
    ax.plot(middle, lines[:, 2], color=colours.ink, linewidth=2.0, label="median")
    shown = along[(along >= middle[0]) & (along <= middle[-1])]
    shown = shown[:: max(1, shown.size // 400)]
    rug = ax.get_xaxis_transform()
    ax.plot(shown, np.full(shown.size, 0.015), "|", color=colours.grey, alpha=0.7, transform=rug)
    x_label(ax, label_of(draws, "parameter", parameter))
    ax.set_ylabel(label_of(draws, "metric", metric))
    ax.set_xlim(middle[0], middle[-1])
    tidy(ax)
    legend_below(ax, 3)
    title(
        ax,
        f"{label_of(draws, 'metric', metric)}\nby {label_of(draws, 'parameter', parameter)}",
        caption_of(draws),
    )
    return ax
