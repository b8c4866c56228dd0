# SPDX-License-Identifier: MIT
"""Figures of what a run found."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from matplotlib import colormaps
from matplotlib.axes import Axes

from demarche._core import InvalidArgument, icd_203_phrase
from demarche._labels import level_names, lever_names, names, percent
from demarche._result_tables import ResultTables
from demarche._schema.generated import LeverDistribution, Summary
from demarche._tables import has_value
from demarche.plot._style import (
    axes,
    intervals,
    is_dark,
    palette,
    percent_rows,
    require,
    row_labels,
    size_of,
    text_width,
    tidy,
    title,
    write_no_value,
    x_label,
)

#: Where the phrases of Intelligence Community Directive 203 meet.
_BANDS = (0.0, 0.05, 0.2, 0.45, 0.55, 0.8, 0.95, 1.0)


def outcomes(result: ResultTables, *, ax: Axes | None = None) -> Axes:
    """Draw the probability of each outcome as a bar with its 95 % interval.

    Parameters
    ----------
    result : Result or Posterior
        What a run found.
    ax : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes
    """
    require(ResultTables, "result", result, "a Result, as run() gives it")
    found = result.message.outcomes
    ax = axes(ax, 7.0, 1.6 + 0.42 * len(found))
    colours = palette(ax)
    for row, e in enumerate(found):
        if not has_value(e):
            write_no_value(ax, row)
            continue
        ax.barh(row, e.mean, height=0.62, color=colours.sky, edgecolor=colours.ink, linewidth=0.8)
        right = e.high < 0.85
        ax.text(
            e.high + 0.015 if right else e.low - 0.015,
            row,
            percent(e.mean),
            va="center",
            ha="left" if right else "right",
            color=colours.ink,
        )
    intervals(ax, found, range(len(found)))
    labels = names(result._scenario, "outcomes", [e.id for e in found])
    percent_rows(ax, labels, "probability, with the 95 % interval of the simulation")
    title(ax, "Outcomes", result.caption)
    return ax


def _write_phrases(ax: Axes) -> float:
    """Write the phrases above the axes, each tied to its band; give the height in points.

    They stand evenly, or upright over their bands where the axes are narrow.
    """
    colours = palette(ax)
    bands = list(itertools.pairwise(_BANDS))
    width, height = size_of(ax)
    is_narrow = width < 4.5
    for number, (low, high) in enumerate(bands):
        middle = (low + high) / 2
        place = middle if is_narrow else (number + 0.5) / len(bands)
        phrase = icd_203_phrase(middle)
        ax.text(
            place,
            1.0 + 0.14 / height,
            phrase if is_narrow else phrase.replace(" ", "\n"),
            transform=ax.get_xaxis_transform(),
            ha="center",
            va="bottom",
            rotation=90 if is_narrow else 0,
            fontsize="small" if not is_narrow else "x-small",
            color=colours.ink,
        )
        ax.plot(
            [middle, place],
            [1.0, 1.0 + 0.12 / height],
            transform=ax.get_xaxis_transform(),
            color=colours.grey,
            linewidth=0.8,
            clip_on=False,
        )
    return 76.0 if is_narrow else 46.0


def claims(result: ResultTables, *, ax: Axes | None = None) -> Axes:
    """Draw the probability of each claim on the bands of Intelligence Community Directive 203.

    Parameters
    ----------
    result : Result or Posterior
        What a run found.
    ax : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes
    """
    require(ResultTables, "result", result, "a Result, as run() gives it")
    found = result.message.claims
    ax = axes(ax, 8.0, 2.3 + 0.42 * len(found))
    colours = palette(ax)
    for number, (low, high) in enumerate(itertools.pairwise(_BANDS)):
        if number % 2 == 0:
            ax.axvspan(low, high, color=colours.pale, zorder=0, linewidth=0)
    for bound in _BANDS[1:-1]:
        ax.axvline(bound, color=colours.grey, linewidth=0.6, zorder=1)
    intervals(ax, found, range(len(found)))
    for row, e in enumerate(found):
        if has_value(e):
            ax.plot(e.mean, row, "D", color=colours.ink, markersize=6)
        else:
            write_no_value(ax, row)
    labels = names(result._scenario, "claims", [e.id for e in found])
    meaning = "probability of the claim; bars: 95 % interval of the simulation's error alone"
    percent_rows(ax, labels, meaning)
    title(ax, "Claims", result.caption, pad=_write_phrases(ax))
    return ax


def _draw_lever(ax: Axes, row: int, lever: LeverDistribution, called: Sequence[str]) -> None:
    """A bar of segments; what does not fit in its segment stands at the bar's end."""
    colours = palette(ax)
    shades = colormaps["Blues"]
    width = size_of(ax)[0]
    start = 0.0
    left_over: list[str] = []
    for number, (level, name) in enumerate(zip(lever.levels, called, strict=True)):
        if not has_value(level):
            write_no_value(ax, row)
            return
        depth = 0.08 + 0.72 * number / max(len(lever.levels) - 1, 1)
        (bar,) = ax.barh(
            row,
            level.mean,
            left=start,
            height=0.72,
            color=shades(depth),
            edgecolor=colours.ink,
            linewidth=0.6,
        )
        share = f"{100 * level.mean:.0f} %"
        texts = (f"{name} {share}", name)
        fitting = [t for t in texts if text_width(t, "small") < level.mean * width - 0.08]
        if fitting:
            ax.text(
                start + level.mean / 2,
                row,
                fitting[0],
                ha="center",
                va="center",
                fontsize="small",
                color="white" if depth > 0.5 else "#1b2a41",
                clip_path=bar,  # Also where the figure is made smaller afterwards.
                clip_on=True,
            )
        elif level.mean > 0.005:
            left_over.append(f"{name} {share}")
        start += level.mean
    ax.annotate(
        ", ".join(left_over),
        (1.0, row),
        xytext=(5, 0),
        textcoords="offset points",
        va="center",
        fontsize="x-small",
        color=colours.ink,
        annotation_clip=False,
    )


def levers(result: ResultTables, *, actor: str | None = None, ax: Axes | None = None) -> Axes:
    """Draw how likely each level of each lever is, as bars that add up to 100 %.

    Levels stand in their order, the lowest first and lightest. Those whose segment is too narrow
    for a label stand at the bar's end.

    Parameters
    ----------
    result : Result or Posterior
        What a run found.
    actor : str, optional
        Only this actor's levers.
    ax : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes
    """
    require(ResultTables, "result", result, "a Result, as run() gives it")
    found = [lever for lever in result.message.levers if actor in (None, lever.actor)]
    if not found:
        known = ", ".join(dict.fromkeys(lever.actor for lever in result.message.levers))
        raise InvalidArgument(f"no lever of an actor '{actor}'; there are {known}")
    ax = axes(ax, 9.0, 1.5 + 0.5 * len(found))
    scenario = result._scenario
    for row, lever in enumerate(found):
        ids = [level.id for level in lever.levels]
        _draw_lever(ax, row, lever, level_names(scenario, lever.actor, lever.lever, ids))
    pairs = [(lever.actor, lever.lever) for lever in found]
    labels = lever_names(scenario, pairs, whole=actor is None)
    percent_rows(ax, labels, "probability of each level, lowest level first")
    head = "Levers"
    if actor is not None:
        head += " of " + names(scenario, "actors", [actor])[0]
    title(ax, head, result.caption)
    return ax


def _quantile(summary: Summary, probability: float) -> float:
    found = [q.value for q in summary.quantiles if math.isclose(q.probability, probability)]
    return found[0] if found else math.nan


def payoffs(result: ResultTables, *, ax: Axes | None = None) -> Axes:
    """Draw each actor's payoff: its mean, and where 50 and 90 % of its values lie.

    The ranges are of the value at a profile sampled from each draw's solution, so they hold what is
    unknown as well as how actors mix or err.

    Parameters
    ----------
    result : Result or Posterior
        What a run found.
    ax : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes
    """
    require(ResultTables, "result", result, "a Result, as run() gives it")
    found = result.message.payoffs
    ax = axes(ax, 7.0, 1.7 + 0.42 * len(found))
    colours = palette(ax)
    for row, summary in enumerate(found):
        if not has_value(summary):
            write_no_value(ax, row, 0.0)
            continue
        first = row == 0
        for low, high, width, colour in (
            (0.05, 0.95, 5, colours.pale if not is_dark(ax) else colours.grey),
            (0.25, 0.75, 9, colours.sky),
        ):
            ax.plot(
                [_quantile(summary, low), _quantile(summary, high)],
                [row, row],
                color=colour,
                linewidth=width,
                solid_capstyle="butt",
                label=f"{100 * (high - low):.0f} % of values" if first else None,
            )
        median = _quantile(summary, 0.5)
        ax.plot(
            median,
            row,
            "|",
            color=colours.ink,
            markersize=13,
            markeredgewidth=2,
            label="median" if first else None,
        )
        ax.plot(
            summary.mean,
            row,
            "D",
            color=colours.sand,
            markeredgecolor=colours.ink,
            markersize=7,
            label="mean" if first else None,
        )
    row_labels(ax, names(result._scenario, "actors", [s.id for s in found]))
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(len(found) - 0.5, -0.5)
    ax.axvline(0.0, color=colours.grey, linewidth=0.8, zorder=0)
    unit = result._scenario.payoff_unit if result._scenario is not None else ""
    x_label(ax, "payoff" + (f" ({unit})" if unit else ""))
    tidy(ax)
    if any(has_value(s) for s in found):
        ax.legend(
            frameon=False,
            fontsize="small",
            ncols=4,
            loc="upper left",
            bbox_to_anchor=(0.0, -0.35 / size_of(ax)[1] - 0.1),
        )
    title(ax, "Payoffs", result.caption)
    return ax
