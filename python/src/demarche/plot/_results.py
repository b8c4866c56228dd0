# SPDX-License-Identifier: MIT
"""Figures of what a run found."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from demarche._core import InvalidArgument, icd_203_phrase
from demarche._result import Result
from demarche._schema.generated import Estimate
from demarche.plot._style import BLUE, GREY, INK, PALE, SKY, axes, names, tidy

if TYPE_CHECKING:
    import xarray as xr

#: Where the phrases of Intelligence Community Directive 203 meet.
_BANDS = (0.0, 0.05, 0.2, 0.45, 0.55, 0.8, 0.95, 1.0)


def _intervals(ax: Axes, estimates: Sequence[Estimate], colour: str) -> None:
    for row, e in enumerate(estimates):
        ax.plot([e.low, e.high], [row, row], color=colour, linewidth=1.8, solid_capstyle="butt")
        for end in (e.low, e.high):
            ax.plot([end, end], [row - 0.12, row + 0.12], color=colour, linewidth=1.8)


def _percent_rows(ax: Axes, labels: Sequence[str], meaning: str) -> None:
    """Finish a figure with a row per label, the first on top, and probabilities along x."""
    ax.set_yticks(np.arange(len(labels)), labels)
    ax.tick_params(axis="y", length=0)
    ax.set_xlim(0.0, 1.0)
    ax.set_ylim(len(labels) - 0.5, -0.5)
    ax.xaxis.set_major_formatter(PercentFormatter(1.0))
    tidy(ax)
    ax.set_xlabel(meaning)


def outcomes(result: Result, *, ax: Axes | None = None) -> Axes:
    """Draw the probability of each outcome as a bar with its 95 % interval.

    Parameters
    ----------
    result : Result
        What a run found.
    ax : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes
    """
    found = result.message.outcomes
    ax = axes(ax, 7.0, 1.1 + 0.42 * len(found))
    rows = np.arange(len(found))
    means = [e.mean for e in found]
    ax.barh(rows, means, height=0.62, color=SKY, edgecolor=INK, linewidth=0.8)
    _intervals(ax, found, INK)
    for row, e in enumerate(found):
        right = e.high < 0.85
        ax.text(
            e.high + 0.015 if right else e.low - 0.015,
            row,
            f"{100 * e.mean:.1f} %",
            va="center",
            ha="left" if right else "right",
            color=INK,
        )
    labels = names("outcomes", result.model, [e.id for e in found])
    _percent_rows(ax, labels, "probability, with 95 % interval")
    return ax


def claims(result: Result, *, ax: Axes | None = None) -> Axes:
    """Draw the probability of each claim on the bands of Intelligence Community Directive 203.

    Parameters
    ----------
    result : Result
        What a run found.
    ax : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes
    """
    found = result.message.claims
    ax = axes(ax, 8.0, 1.9 + 0.42 * len(found))
    for number, (low, high) in enumerate(itertools.pairwise(_BANDS)):
        ax.axvspan(low, high, color=PALE if number % 2 == 0 else "white", zorder=0, linewidth=0)
        phrase = icd_203_phrase((low + high) / 2)
        # The outer bands are narrow: their phrases lean out of the figure's way.
        ax.annotate(
            phrase,
            ((low + high) / 2, 1.0),
            xytext=(0, 4),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            rotation=35,
            ha="left",
            va="bottom",
            fontsize="small",
            color=INK,
        )
    for bound in _BANDS[1:-1]:
        ax.axvline(bound, color=GREY, linewidth=0.6, zorder=1)
    _intervals(ax, found, INK)
    ax.plot([e.mean for e in found], np.arange(len(found)), "D", color=INK, markersize=6)
    labels = names("claims", result.model, [e.id for e in found])
    _percent_rows(ax, labels, "probability of the claim, with 95 % interval")
    return ax


def levers(result: Result, *, actor: str | None = None, ax: Axes | None = None) -> Axes:
    """Draw how likely each level of each lever is, as bars that add up to 100 %.

    Parameters
    ----------
    result : Result
        What a run found.
    actor : str, optional
        Only this actor's levers.
    ax : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes
    """
    found = [lever for lever in result.message.levers if actor in (None, lever.actor)]
    if not found:
        known = ", ".join(dict.fromkeys(lever.actor for lever in result.message.levers))
        raise InvalidArgument(f"no lever of an actor '{actor}'; there are {known}")
    ax = axes(ax, 8.0, 1.0 + 0.46 * len(found))
    shades = colormaps["Blues"]
    for row, lever in enumerate(found):
        start = 0.0
        for number, level in enumerate(lever.levels):
            depth = 0.08 + 0.72 * number / max(len(lever.levels) - 1, 1)
            ax.barh(
                row,
                level.mean,
                left=start,
                height=0.72,
                color=shades(depth),
                edgecolor=INK,
                linewidth=0.6,
            )
            # About the width of a letter, in shares of the axis.
            if level.mean > 0.0125 * len(level.id):
                ax.text(
                    start + level.mean / 2,
                    row,
                    level.id.replace("_", " "),
                    ha="center",
                    va="center",
                    fontsize="x-small",
                    color="white" if depth > 0.5 else INK,
                )
            start += level.mean
    labels = [f"{lever.actor}.{lever.lever}" for lever in found]
    _percent_rows(ax, labels, "probability of each level, lowest first")
    return ax


def _column(draws: xr.Dataset, variable: str, kind: str, name: str) -> np.ndarray:
    known = [str(found) for found in draws[kind].values]
    if name not in known:
        raise InvalidArgument(f"there is no {kind} '{name}'; there are {', '.join(known)}")
    return np.asarray(draws[variable].sel({kind: name}).values, dtype=float)


def metric_density(draws: xr.Dataset, metric: str, *, ax: Axes | None = None) -> Axes:
    """Draw a metric's distribution over draws: its expectation, and its value at sampled profiles.

    The wider of the two holds how actors may err as well as what is unknown. The axis leaves out
    the outermost hundredth on either side.

    Parameters
    ----------
    draws : xarray.Dataset
        From `Result.draws`.
    metric : str
        Which.
    ax : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes
    """
    expected = _column(draws, "metrics", "metric", metric)
    sampled = _column(draws, "sampled_metrics", "metric", metric)
    expected, sampled = (values[np.isfinite(values)] for values in (expected, sampled))
    if expected.size == 0 or sampled.size == 0:
        raise InvalidArgument(f"metric '{metric}' has no value in these draws")
    ax = axes(ax, 7.0, 3.4)
    low, high = np.quantile(np.concatenate([expected, sampled]), [0.01, 0.99])
    edges = np.linspace(low, max(high, low + 1e-9), 61).tolist()
    for values, style in (
        (expected, {"histtype": "stepfilled", "color": SKY, "label": "expectation in a draw"}),
        (
            sampled,
            {"histtype": "step", "color": INK, "linewidth": 1.6, "label": "at a sampled profile"},
        ),
    ):
        ax.hist(values, bins=edges, density=True, **style)
    ax.axvline(float(expected.mean()), color=INK, linestyle="--", linewidth=1.2, label="mean")
    ax.set_xlabel(metric)
    ax.set_yticks([])
    ax.set_ylabel("density")
    tidy(ax)
    ax.legend(frameon=False)
    return ax


def metric_ribbon(
    draws: xr.Dataset, metric: str, parameter: str, *, bins: int = 20, ax: Axes | None = None
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
    bins : int
        Groups of equally many draws, by the parameter; at least 2.
    ax : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes
    """
    values = _column(draws, "metrics", "metric", metric)
    along = _column(draws, "parameters", "parameter", parameter)
    finite = np.isfinite(values)
    values, along = values[finite], along[finite]
    if bins < 2 or values.size < 2 * bins:
        raise InvalidArgument(f"bins must be in [2, draws / 2], got {bins} for {values.size} draws")
    ax = axes(ax, 7.0, 3.6)
    groups = np.array_split(np.argsort(along, kind="stable"), bins)
    middle = np.array([np.median(along[group]) for group in groups])
    shares = (0.05, 0.25, 0.5, 0.75, 0.95)
    lines = np.array([np.quantile(values[group], shares) for group in groups])
    ax.fill_between(middle, lines[:, 0], lines[:, 4], color=PALE, label="5 to 95 % of the draws")
    ax.fill_between(middle, lines[:, 1], lines[:, 3], color=SKY, label="25 to 75 %")
    for column in (0, 1, 3, 4):
        ax.plot(middle, lines[:, column], color=BLUE, linewidth=0.6)
    ax.plot(middle, lines[:, 2], color=INK, linewidth=2.0, label="median")
    shown = along[(along >= middle[0]) & (along <= middle[-1])]
    shown = shown[:: max(1, shown.size // 400)]
    rug = ax.get_xaxis_transform()
    ax.plot(shown, np.full(shown.size, 0.015), "|", color=GREY, alpha=0.7, transform=rug)
    ax.set_xlabel(parameter)
    ax.set_ylabel(metric)
    ax.set_xlim(middle[0], middle[-1])
    tidy(ax)
    ax.legend(frameon=False)
    return ax
