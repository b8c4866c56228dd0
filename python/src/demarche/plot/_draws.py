# SPDX-License-Identifier: MIT
"""Figures of single draws of a run: distributions, dependence, convergence."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from demarche._arguments import whole
from demarche._core import InvalidArgument
from demarche.plot._style import (
    axes,
    palette,
    require,
    row_labels,
    size_of,
    text_width,
    tidy,
    title,
    with_unit,
    x_label,
)

Array = npt.NDArray[np.float64]
#: A value that so large a share of the draws has is a point mass, not a part of a density.
_ATOM = 0.02


def _check(draws: Any) -> None:
    require(xr.Dataset, "draws", draws, "an xarray.Dataset from Result.draws()")


def _column(draws: xr.Dataset, variable: str, kind: str, name: str) -> Array:
    _check(draws)
    known = [str(found) for found in draws[kind].values]
    if name not in known:
        raise InvalidArgument(f"there is no {kind} '{name}'; there are {', '.join(known)}")
    return np.asarray(draws[variable].sel({kind: name}).values, dtype=float)


def _label(draws: xr.Dataset, kind: str, name: str) -> str:
    """Give the name and the unit of a metric or a parameter; its id in files without them."""
    at = {kind: name}
    called = str(draws[f"{kind}_name"].sel(at).item()) if f"{kind}_name" in draws.coords else name
    has_unit = f"{kind}_unit" in draws.coords
    return with_unit(called or name, str(draws[f"{kind}_unit"].sel(at).item()) if has_unit else "")


def _caption(draws: xr.Dataset) -> str:
    shown = f"{draws.sizes['draw']:,} of its draws shown"
    return "; ".join(part for part in (str(draws.attrs.get("title", "")), shown) if part)


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
    expected = _column(draws, "metrics", "metric", metric)
    sampled = _column(draws, "sampled_metrics", "metric", metric)
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
    x_label(ax, _label(draws, "metric", metric))
    ax.yaxis.set_major_formatter(PercentFormatter(1.0))
    ax.set_ylabel("share of draws per bin")
    tidy(ax)
    _legend_below(ax, 3)
    title(ax, _label(draws, "metric", metric), _caption(draws), pad=20.0 if pins else 6.0)
    return ax


def _legend_below(ax: Axes, columns: int) -> None:
    ax.legend(
        frameon=False,
        fontsize="small",
        loc="upper left",
        bbox_to_anchor=(0.0, -0.5 / size_of(ax)[1]),
        ncols=min(columns, max(1, int(size_of(ax)[0] / 2.0))),
    )


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
    values = _column(draws, "metrics", "metric", metric)
    along = _column(draws, "parameters", "parameter", parameter)
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
    x_label(ax, _label(draws, "parameter", parameter))
    ax.set_ylabel(_label(draws, "metric", metric))
    ax.set_xlim(middle[0], middle[-1])
    tidy(ax)
    _legend_below(ax, 3)
    title(
        ax,
        f"{_label(draws, 'metric', metric)}\nby {_label(draws, 'parameter', parameter)}",
        _caption(draws),
    )
    return ax


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
    _check(draws)
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
                f"{value:+.2f}".replace("-", "\N{MINUS SIGN}") if says else "·",
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
        range(count), [_label(draws, "parameter", name) for name in ids], fontsize="small"
    )
    ax.set_xticks([])
    ax.tick_params(length=0)
    for side in ("top", "right", "bottom", "left"):
        ax.spines[side].set_visible(False)
    head = "Parameters and their rank correlations"
    if count < values.shape[1]:
        head = f"{count} of {values.shape[1]} parameters and their rank correlations"
    title(ax, head, _caption(draws) + "; a dot: no more than chance")
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
            f"{value:+.2f}".replace("-", "\N{MINUS SIGN}"),
            (value, row),
            xytext=(4 if value >= 0 else -4, 0),
            textcoords="offset points",
            ha="left" if value >= 0 else "right",
            va="center",
            fontsize="small",
            color=colours.ink,
        )
    ids = [str(each) for each in draws["parameter"].values[order]]
    row_labels(ax, [_label(draws, "parameter", each) for each in ids])
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(len(order) - 0.5, -0.5)
    reach = 1.25 * max(float(np.abs(found).max()), noise)
    ax.set_xlim(-reach, reach)
    ax.axvline(0.0, color=colours.ink, linewidth=0.8)
    tidy(ax)
    x_label(ax, "rank correlation with the parameter, over the draws")
    _legend_below(ax, 1)
    title(ax, f"What goes with: {_label(draws, kind, name)}", _caption(draws))
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
    _check(draws)
    kinds = {"outcome": "outcomes", "metric": "metrics", "claim": "claims"}
    kind = next((k for k in kinds if name in draws[k].values.tolist()), None)
    if kind is None:
        known = ", ".join(str(each) for k in kinds for each in draws[k].values)
        raise InvalidArgument(f"there is no outcome, metric or claim '{name}'; there are {known}")
    return kind, _column(draws, kinds[kind], kind, name)


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
        f"{low:.3g} … {high:.3g}".replace("-", "\N{MINUS SIGN}"),
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
    called = _label(draws, kind, name)
    ax.set_ylabel("mean" if text_width(called) > size_of(ax)[1] else called)
    tidy(ax)
    _legend_below(ax, 3)
    title(ax, f"Convergence: {called}", _caption(draws))
    return ax
