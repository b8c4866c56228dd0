# SPDX-License-Identifier: MIT
"""Figures of what goes with what over the draws, and of how a mean settles."""

from __future__ import annotations

import numpy as np
import xarray as xr
from matplotlib.axes import Axes

from demarche._arguments import whole
from demarche._core import InvalidArgument
from demarche.plot._draw_columns import (
    Array,
    caption_of,
    check_draws,
    column_of,
    label_of,
    legend_below,
)
from demarche.plot._style import (
    axes,
    minus,
    palette,
    row_labels,
    size_of,
    text_width,
    tidy,
    title,
    x_label,
)


def parameters(draws: xr.Dataset, *, most: int = 12, ax: Axes | None = None) -> Axes:
    """Draw the parameters' distributions and the rank correlations between them.

    Histograms stand on the diagonal, from the 0.5 % to the 99.5 % quantile, which are written
    below; numbers below the diagonal are Spearman's coefficients over the draws, whose shade grows
    with their size.

    Parameters
    ----------
    draws : xarray.Dataset
        From `Result.draws`.
    most : int
        At most so many parameters, those with the largest correlations first.
    ax : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes
    """
    check_draws(draws)
    values = np.asarray(draws["parameters"].values, dtype=float)
    if values.shape[0] < 2 or values.shape[1] == 0:
        raise InvalidArgument("the figure takes two draws and a parameter at least")
    correlation = _rank_correlations(values)
    strength = np.abs(correlation - np.diag(np.diag(correlation))).max(axis=1)
    chosen = np.sort(np.argsort(-strength, kind="stable")[: whole("most", most, 1)])
    ids = [str(name) for name in draws["parameter"].values[chosen]]
    count = len(chosen)
    ax = axes(ax, 3.6 + 0.62 * count, 1.8 + 0.62 * count)
    colours = palette(ax)
    noise = 1.96 / np.sqrt(len(values))
    for row, i in enumerate(chosen):
        for column, j in enumerate(chosen[:row]):
            value = float(correlation[i, j])
            ax.fill_between(
                [column - 0.48, column + 0.48],
                row - 0.48,
                row + 0.48,
                color=colours.sky,
                alpha=min(abs(value), 1.0),
                linewidth=0,
            )
            says = abs(value) > noise
            ax.text(
                column,
                row,
                minus(f"{value:+.2f}") if says else "·",
                ha="center",
                va="center",
                fontsize="small",
                color=colours.ink if says else colours.grey,
            )
        _histogram(ax, row, values[:, i])
    ax.set_xlim(-0.55, count - 0.45)
    ax.set_ylim(count - 0.45, -0.55)
    ax.set_aspect("equal")
    ax.set_yticks(
        range(count), [label_of(draws, "parameter", name) for name in ids], fontsize="small"
    )
    ax.set_xticks([])
    ax.tick_params(length=0)
    for side in ("top", "right", "bottom", "left"):
        ax.spines[side].set_visible(False)
    head = "Parameters and their rank correlations"
    if count < values.shape[1]:
        head = f"{count} of {values.shape[1]} parameters and their rank correlations"
    title(ax, head, caption_of(draws) + "; a dot: no more than chance")
    return ax


def sensitivity(draws: xr.Dataset, name: str, *, most: int = 12, ax: Axes | None = None) -> Axes:
    """Draw which parameters an outcome, a metric or a claim goes with: Spearman's coefficients.

    Where parameters are correlated, the coefficient of each holds part of the others' effects.

    Parameters
    ----------
    draws : xarray.Dataset
        From `Result.draws`.
    name : str
        An outcome, a metric or a claim.
    most : int
        At most so many parameters, the strongest first.
    ax : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes
    """
    kind, values = _quantity(draws, name)
    finite = np.isfinite(values)
    if finite.sum() < 10 or np.ptp(values[finite]) == 0.0:
        raise InvalidArgument(f"'{name}' must vary over 10 draws at least")
    sampled = np.asarray(draws["parameters"].values, dtype=float)[finite]
    found = _rank_correlations(np.column_stack([values[finite], sampled]))[0, 1:]
    order = np.argsort(-np.abs(found), kind="stable")[: whole("most", most, 1)]
    ax = axes(ax, 7.5, 1.7 + 0.34 * len(order))
    colours = palette(ax)
    noise = 1.96 / np.sqrt(finite.sum())
    ax.axvspan(-noise, noise, color=colours.pale, zorder=0, label="no more than chance")
    ax.barh(
        range(len(order)),
        found[order],
        height=0.62,
        color=colours.sky,
        edgecolor=colours.ink,
        linewidth=0.8,
    )
    for row, value in enumerate(found[order]):
        ax.annotate(
            minus(f"{value:+.2f}"),
            (value, row),
            xytext=(4 if value >= 0 else -4, 0),
            textcoords="offset points",
            ha="left" if value >= 0 else "right",
            va="center",
            fontsize="small",
            color=colours.ink,
        )
    ids = [str(each) for each in draws["parameter"].values[order]]
    row_labels(ax, [label_of(draws, "parameter", each) for each in ids])
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(len(order) - 0.5, -0.5)
    reach = 1.25 * max(float(np.abs(found).max()), noise)
    ax.set_xlim(-reach, reach)
    ax.axvline(0.0, color=colours.ink, linewidth=0.8)
    tidy(ax)
    x_label(ax, "rank correlation with the parameter, over the draws")
    legend_below(ax, 1)
    title(ax, f"What goes with: {label_of(draws, kind, name)}", caption_of(draws))
    return ax


def _rank_correlations(values: Array) -> Array:
    """Spearman's coefficients of columns; equal values share their mean rank, constants have 0."""
    ranks = np.empty_like(values)
    for column in range(values.shape[1]):
        _, place, counts = np.unique(values[:, column], return_inverse=True, return_counts=True)
        last = np.cumsum(counts)
        ranks[:, column] = (last - (counts - 1) / 2.0)[place.ravel()]
    centred = ranks - ranks.mean(axis=0)
    length = np.sqrt((centred**2).sum(axis=0))
    scaled = centred / np.where(length > 0.0, length, 1.0)
    return np.asarray(scaled.T @ scaled)


def _quantity(draws: xr.Dataset, name: str) -> tuple[str, Array]:
    """Give the values of an outcome, a metric or a claim, and which of them it is."""
    check_draws(draws)
    kinds = {"outcome": "outcomes", "metric": "metrics", "claim": "claims"}
    kind = next((k for k in kinds if name in draws[k].values.tolist()), None)
    if kind is None:
        known = ", ".join(str(each) for k in kinds for each in draws[k].values)
        raise InvalidArgument(f"there is no outcome, metric or claim '{name}'; there are {known}")
    return kind, column_of(draws, kinds[kind], kind, name)


def _histogram(ax: Axes, place: int, values: Array) -> None:
    """Draw a histogram into the cell of the diagonal, with its range below it."""
    colours = palette(ax)
    low, high = (float(bound) for bound in np.quantile(values, [0.005, 0.995]))
    width = max(high - low, 1e-12)
    counts, edges = np.histogram(np.clip(values, low, high), bins=24, range=(low, low + width))
    x = place - 0.45 + 0.9 * (edges - low) / width
    y = place + 0.3 - 0.7 * counts / counts.max()
    ax.fill_between(
        np.repeat(x, 2)[1:-1], np.repeat(y, 2), place + 0.3, color=colours.blue, linewidth=0
    )
    ax.text(
        place,
        place + 0.32,
        minus(f"{low:.3g} … {high:.3g}"),
        ha="center",
        va="top",
        fontsize="x-small",
        color=colours.ink,
    )


def convergence(draws: xr.Dataset, name: str, *, ax: Axes | None = None) -> Axes:
    """Draw how a mean settles as draws are added, with the 95 % interval of its error.

    Parameters
    ----------
    draws : xarray.Dataset
        From `Result.draws`.
    name : str
        An outcome, a metric or a claim.
    ax : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes
    """
    kind, values = _quantity(draws, name)
    values = values[np.isfinite(values)]
    if values.size < 10:
        raise InvalidArgument(f"the figure takes 10 draws with a value, got {values.size}")
    ax = axes(ax, 7.0, 3.8)
    colours = palette(ax)
    number = np.arange(1, values.size + 1)
    # Centred first: sums of squares of numbers far from 0 would lose their digits.
    centred = values - values.mean()
    mean = np.cumsum(centred) / number
    square = np.cumsum(centred**2) / number
    error = 1.96 * np.sqrt(np.maximum(square - mean**2, 0.0) / np.maximum(number - 1, 1))
    mean = mean + values.mean()
    from_ten = slice(9, None)
    ax.fill_between(
        number[from_ten],
        (mean - error)[from_ten],
        (mean + error)[from_ten],
        color=colours.pale,
        label="95 % interval of the mean",
    )
    ax.plot(number[from_ten], mean[from_ten], color=colours.ink, linewidth=1.6, label="mean so far")
    ax.axhline(
        float(mean[-1]),
        color=colours.sand,
        linestyle="--",
        linewidth=1.2,
        label=f"mean of all: {mean[-1]:.4g}",
    )
    ax.set_xscale("log")
    ax.set_xlim(10, values.size)
    ax.set_xlabel("number of draws")
    called = label_of(draws, kind, name)
    ax.set_ylabel("mean" if text_width(called) > size_of(ax)[1] else called)
    tidy(ax)
    legend_below(ax, 3)
    title(ax, f"Convergence: {called}", caption_of(draws))
    return ax
