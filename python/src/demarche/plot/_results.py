# SPDX-License-Identifier: MIT
"""Figures of what a run found."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

import numpy as np
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from demarche._comparison import ConceptComparison
from demarche._core import InvalidArgument, icd_203_phrase
from demarche._labels import level_names, lever_names, names, percent, shared_caption
from demarche._result import Result
from demarche._schema.generated import Estimate, LeverDistribution, Option, Summary
from demarche._tables import has_value
from demarche.plot._style import (
    axes,
    is_dark,
    palette,
    require,
    row_labels,
    size_of,
    text_width,
    tidy,
    title,
    x_label,
)

#: Where the phrases of Intelligence Community Directive 203 meet.
_BANDS = (0.0, 0.05, 0.2, 0.45, 0.55, 0.8, 0.95, 1.0)
#: Of an option set so many are drawn.
_MOST_OPTIONS = 20
_NO_VALUE = "no value: no draw has an answer"


def _intervals(
    ax: Axes, estimates: Sequence[Estimate], colour: str, rows: Sequence[float] | None = None
) -> None:
    for row, e in zip(rows or range(len(estimates)), estimates, strict=True):
        if not has_value(e):
            continue
        ax.plot([e.low, e.high], [row, row], color=colour, linewidth=1.8, solid_capstyle="butt")
        for end in (e.low, e.high):
            ax.plot([end, end], [row - 0.12, row + 0.12], color=colour, linewidth=1.8)


def _percent_rows(ax: Axes, labels: Sequence[str], meaning: str) -> None:
    """Finish a figure with a row per label, the first on top, and probabilities along x."""
    row_labels(ax, labels)
    ax.tick_params(axis="y", length=0)
    ax.set_xlim(0.0, 1.0)
    ax.set_ylim(len(labels) - 0.5, -0.5)
    ax.xaxis.set_major_formatter(PercentFormatter(1.0))
    tidy(ax)
    x_label(ax, meaning)


def _write_no_value(ax: Axes, row: float, x: float = 0.01) -> None:
    ax.text(x, row, _NO_VALUE, va="center", style="italic", color=palette(ax).grey)


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
    require(Result, "result", result, "a Result, as run() gives it")
    found = result.message.outcomes
    ax = axes(ax, 7.0, 1.6 + 0.42 * len(found))
    colours = palette(ax)
    for row, e in enumerate(found):
        if not has_value(e):
            _write_no_value(ax, row)
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
    _intervals(ax, found, colours.ink)
    labels = names(result._scenario, "outcomes", [e.id for e in found])
    _percent_rows(ax, labels, "probability, with the 95 % interval of the simulation")
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
    require(Result, "result", result, "a Result, as run() gives it")
    found = result.message.claims
    ax = axes(ax, 8.0, 2.3 + 0.42 * len(found))
    colours = palette(ax)
    for number, (low, high) in enumerate(itertools.pairwise(_BANDS)):
        if number % 2 == 0:
            ax.axvspan(low, high, color=colours.pale, zorder=0, linewidth=0)
    for bound in _BANDS[1:-1]:
        ax.axvline(bound, color=colours.grey, linewidth=0.6, zorder=1)
    _intervals(ax, found, colours.ink)
    for row, e in enumerate(found):
        if has_value(e):
            ax.plot(e.mean, row, "D", color=colours.ink, markersize=6)
        else:
            _write_no_value(ax, row)
    labels = names(result._scenario, "claims", [e.id for e in found])
    meaning = "probability of the claim; bars: 95 % interval of the simulation's error alone"
    _percent_rows(ax, labels, meaning)
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
            _write_no_value(ax, row)
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


def levers(result: Result, *, actor: str | None = None, ax: Axes | None = None) -> Axes:
    """Draw how likely each level of each lever is, as bars that add up to 100 %.

    Levels stand in their order, the lowest first and lightest. Those whose segment is too narrow
    for a label stand at the bar's end.

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
    require(Result, "result", result, "a Result, as run() gives it")
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
    _percent_rows(ax, labels, "probability of each level, lowest level first")
    head = "Levers"
    if actor is not None:
        head += " of " + names(scenario, "actors", [actor])[0]
    title(ax, head, result.caption)
    return ax


def _quantile(summary: Summary, probability: float) -> float:
    found = [q.value for q in summary.quantiles if math.isclose(q.probability, probability)]
    return found[0] if found else math.nan


def payoffs(result: Result, *, ax: Axes | None = None) -> Axes:
    """Draw each actor's payoff: its mean, and where 50 and 90 % of its values lie.

    The ranges are of the value at a profile sampled from each draw's solution, so they hold what is
    unknown as well as how actors mix or err.

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
    require(Result, "result", result, "a Result, as run() gives it")
    found = result.message.payoffs
    ax = axes(ax, 7.0, 1.7 + 0.42 * len(found))
    colours = palette(ax)
    for row, summary in enumerate(found):
        if not has_value(summary):
            ax.text(0.0, row, _NO_VALUE, va="center", style="italic", color=colours.grey)
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


def option_sets(result: Result, option_set: str | None = None, *, ax: Axes | None = None) -> Axes:
    """Draw how the options of a set compare, the best mean first: mean, worst decile, share best.

    Parameters
    ----------
    result : Result
        What a run found.
    option_set : str, optional
        Which set; the first if left out.
    ax : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes
    """
    require(Result, "result", result, "a Result, as run() gives it")
    sets = {found.id: found for found in result.message.option_sets}
    if not sets:
        raise InvalidArgument("the scenario compares no options: it has no option_sets")
    chosen = next(iter(sets)) if option_set is None else option_set
    if chosen not in sets:
        raise InvalidArgument(f"there is no option set '{chosen}'; there are {', '.join(sets)}")
    found = sets[chosen]
    options = sorted(found.options, key=lambda option: -option.mean)[:_MOST_OPTIONS]
    ax = axes(ax, 8.0, 1.9 + 0.36 * len(options))
    if found.count == 0:
        _write_no_value(ax, 0.0)
    for row, option in enumerate(options if found.count else []):
        _draw_option(ax, row, option)
    row_labels(ax, [", ".join(option.levels).replace("_", " ") for option in options])
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(len(options) - 0.5, -0.5)
    tidy(ax)
    scenario = result._scenario
    value = scenario.option_sets[chosen].value if scenario is not None else "value"
    x_label(ax, f"{value} with the option, everything else as solved")
    if found.count:
        below = (0.0, -0.6 / size_of(ax)[1])
        ax.legend(frameon=False, fontsize="small", ncols=2, loc="upper left", bbox_to_anchor=below)
    left_out = len(found.options) - len(options)
    more = f"; {left_out} more options are not shown" if left_out else ""
    head = names(scenario, "option_sets", [chosen])[0]
    title(ax, head, f"{result.caption}; levels of {', '.join(found.levers)}{more}")
    return ax


def _draw_option(ax: Axes, row: int, option: Option) -> None:
    """A line from the worst decile to the mean, with the share of draws at its end."""
    colours = palette(ax)
    first = row == 0
    ends = (option.worst_decile, option.mean)
    ax.plot(ends, (row, row), color=colours.sky, linewidth=2.5, zorder=1)
    for value, mark, size, text in (
        (option.worst_decile, "|", 12, "worst decile of the draws"),
        (option.mean, "D", 7, "mean"),
    ):
        ax.plot(
            value,
            row,
            mark,
            color=colours.ink if mark == "|" else colours.sand,
            markeredgecolor=colours.ink,
            markersize=size,
            label=text if first else None,
        )
    ax.annotate(
        f"best in {percent(option.share_best)}",
        (1.0, row),
        xytext=(6, 0),
        xycoords=("axes fraction", "data"),
        textcoords="offset points",
        va="center",
        fontsize="small",
        color=colours.ink,
        annotation_clip=False,
    )


def concepts(
    comparison: ConceptComparison, kind: str = "outcomes", *, ax: Axes | None = None
) -> Axes:
    """Draw what several solution concepts make of the same draws: a marker per concept.

    Parameters
    ----------
    comparison : ConceptComparison
        From `compare_concepts`.
    kind : str
        What to compare: "outcomes" or "claims".
    ax : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes
    """
    require(ConceptComparison, "comparison", comparison, "what compare_concepts() gives")
    if kind not in ("outcomes", "claims"):
        raise InvalidArgument(f"kind must be 'outcomes' or 'claims', got '{kind}'")
    results = comparison.results
    ids = [e.id for e in getattr(results[0].message, kind)]
    ax = axes(ax, 7.5, 2.0 + (0.3 + 0.16 * len(results)) * len(ids))
    colours = palette(ax)
    markers = "oDs^vPX*"
    fills = (colours.ink, colours.sand, colours.sky, colours.grey, colours.blue)
    step = min(0.8 / len(results), 0.2)
    for place, (result, concept) in enumerate(zip(results, comparison.concepts, strict=True)):
        estimates: list[Estimate] = getattr(result.message, kind)
        rows = [row + (place - (len(results) - 1) / 2) * step for row in range(len(ids))]
        _intervals_thin(ax, estimates, rows)
        shown = [(e.mean, row) for e, row in zip(estimates, rows, strict=True) if has_value(e)]
        ax.plot(
            [x for x, _ in shown],
            [y for _, y in shown],
            markers[place % len(markers)],
            color=fills[place % len(fills)],
            markeredgecolor=colours.ink,
            markersize=7,
            linestyle="none",
            label=concept,
        )
    for row in range(len(ids) - 1):
        ax.axhline(row + 0.5, color=colours.pale, linewidth=0.8, zorder=0)
    _percent_rows(ax, names(results[0]._scenario, kind, ids), f"probability of the {kind[:-1]}")
    ax.set_xlim(-0.02, 1.02)
    ax.legend(
        title="concept",
        frameon=False,
        fontsize="small",
        loc="upper left",
        bbox_to_anchor=(1.0, 1.0),
    )
    title(ax, f"{kind.title()} by solution concept", shared_caption(results[0].message))
    return ax


def _intervals_thin(ax: Axes, estimates: Sequence[Estimate], rows: Sequence[float]) -> None:
    for row, e in zip(rows, estimates, strict=True):
        if has_value(e):
            ax.plot([e.low, e.high], np.array([row, row]), color=palette(ax).ink, linewidth=1.2)
