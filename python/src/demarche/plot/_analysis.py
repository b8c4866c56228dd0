# SPDX-License-Identifier: MIT
"""Figures of what a result hinges on, and of what is worth finding out."""

from __future__ import annotations

import math

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter

from demarche._analysis import analysis_of
from demarche._arguments import whole
from demarche._core import InvalidArgument
from demarche._labels import level_names, names, percent, units
from demarche._result import Result
from demarche._schema.generated import (
    AnalysedOutput,
    AnalysedParameter,
    Curve,
    Information,
    ParameterEffect,
)
from demarche.plot._draw_columns import Array, legend_below
from demarche.plot._style import (
    axes,
    finish_rows,
    minus,
    palette,
    require,
    tidy,
    title,
    with_unit,
    x_label,
)

#: Which list of the scenario names outputs of a kind, and what their means are called.
_KINDS = {
    "claim": ("claims", "probability of the claim"),
    "outcome": ("outcomes", "probability of the outcome"),
    "metric": ("metrics", "mean"),
    "payoff": ("actors", "mean payoff"),
}

#: With a digit only where ticks need one.
_PERCENT = FuncFormatter(lambda share, _: f"{100 * share:g}%")


def tornado(result: Result, name: str, *, most: int = 10, ax: Axes | None = None) -> Axes:
    """Draw how far each parameter moves the mean of an outcome, claim, metric or payoff.

    A bar reaches from the mean over all draws to the mean with the parameter in its lowest tenth,
    another to that in its highest tenth (of a discrete parameter, its lowest and highest number);
    the line at the farther end is the 95 % interval of the difference between both ends. At the
    right stands how much of the variance between draws the parameter explains alone. Parameters
    that no source supports are hatched, and their names say so. With correlated parameters this is
    what knowing one tells, not what changing it does.

    Parameters
    ----------
    result : Result
        From `run`.
    name : str
        The id of an outcome, a claim or a metric; of an actor, for its payoff.
    most : int
        At most so many parameters, those that move the mean most first.
    ax : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    InvalidArgument
        If the result has no analysis or nothing of that id, or too few draws tell.
    """
    output = _output_of(result, name)
    effects = [effect for effect in output.effects if math.isfinite(_difference(effect))]
    effects.sort(key=lambda effect: -abs(_difference(effect)))
    effects = effects[: whole("most", most, 1)]
    if not effects or math.isnan(effects[0].low):
        raise InvalidArgument(f"too few draws tell what '{name}' hinges on, or it does not vary")
    ax = axes(ax, 8.5, 2.2 + 0.5 * len(effects))
    colours = palette(ax)
    known = {one.id: one for one in analysis_of(result.message).parameters}
    for row, effect in enumerate(effects):
        _draw_effect(ax, row, effect, output.mean, known[effect.parameter].is_unsourced)
    ax.axvline(output.mean, color=colours.sand, linestyle="--", linewidth=1.6, zorder=3)
    _at_right(ax, -0.75, "alone\nexplains")
    if output.kind in ("claim", "outcome"):
        ax.xaxis.set_major_formatter(_PERCENT)
    ids = [effect.parameter for effect in effects]
    labels = [
        label + (" (no\N{NO-BREAK SPACE}source)" if known[one].is_unsourced else "")
        for one, label in zip(ids, names(result._scenario, "parameters", ids), strict=True)
    ]
    finish_rows(ax, labels, _meaning(result, output))
    _legend_of_bars(ax, any(known[one].is_unsourced for one in ids))
    title(ax, f"What moves: {_called(result, output)}", result.caption)
    return ax


def _difference(effect: ParameterEffect) -> float:
    return effect.at_high - effect.at_low


def _draw_effect(
    ax: Axes, row: int, effect: ParameterEffect, mean: float, is_unsourced: bool
) -> None:
    """Both bars of a parameter, the longer one behind, and the interval of their difference."""
    colours = palette(ax)
    ends = [(effect.at_low, colours.pale), (effect.at_high, colours.sky)]
    ends.sort(key=lambda end: -abs(end[0] - mean))
    for value, colour in ends:
        ax.barh(
            row,
            value - mean,
            left=mean,
            height=0.62,
            color=colour,
            edgecolor=colours.ink,
            linewidth=0.8,
            hatch="///" if is_unsourced else None,
        )
    # At the end that is farther from the mean, as if the other were known: it is less certain.
    if abs(effect.at_high - mean) > abs(effect.at_low - mean):
        low, high = effect.at_low + effect.difference_low, effect.at_low + effect.difference_high
    else:
        low, high = effect.at_high - effect.difference_high, effect.at_high - effect.difference_low
    ax.plot([low, high], [row, row], color=colours.ink, linewidth=1.8, solid_capstyle="butt")
    _at_right(ax, row, f"{100 * max(effect.first_order, 0.0):.0f} %")


def _at_right(ax: Axes, row: float, text: str) -> None:
    """Write into a column beside the axes."""
    ax.annotate(
        text,
        (1.0, row),
        xytext=(6, 0),
        xycoords=("axes fraction", "data"),
        textcoords="offset points",
        va="center",
        fontsize="small",
        color=palette(ax).ink,
        annotation_clip=False,
    )


def _legend_of_bars(ax: Axes, has_unsourced: bool) -> None:
    """Say which bar is which, whatever stands in the first row."""
    colours = palette(ax)

    def bar(colour: str, label: str, hatch: str | None = None) -> Patch:
        return Patch(
            facecolor=colour, edgecolor=colours.ink, linewidth=0.8, hatch=hatch, label=label
        )

    handles: list[Artist] = [
        bar(colours.pale, "parameter in its lowest tenth"),
        bar(colours.sky, "in its highest tenth"),
        Line2D([], [], color=colours.ink, linewidth=1.8, label="95 % interval of the difference"),
        Line2D([], [], color=colours.sand, linestyle="--", label="mean of all draws"),
    ]
    if has_unsourced:
        handles.append(bar(colours.paper, "no source", "///"))
    drop = 0.55 + 0.2 * ax.get_xlabel().count("\n")
    legend_below(ax, 3, drop=drop, handles=handles)


def curve(result: Result, name: str, parameter: str, *, ax: Axes | None = None) -> Axes:
    """Draw the mean of an outcome, claim, metric or payoff along a parameter, with its band.

    The axis has the parameter's percentiles, so that each part of it is equally likely, and the
    parameter's values below them; a discrete parameter has a point for each of its numbers. The
    band is the 95 % interval of the simulation's error.

    Parameters
    ----------
    result : Result
        From `run`.
    name : str
        The id of an outcome, a claim or a metric; of an actor, for its payoff.
    parameter : str
        The id of one of the parameters that matter most to it, as `Result.curves` has them.
    ax : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    InvalidArgument
        If the result has no analysis, or no curve of these ids.
    """
    output = _output_of(result, name)
    curves = {one.parameter: one for one in output.curves}
    if parameter not in curves:
        known = ", ".join(curves)
        raise InvalidArgument(f"'{name}' has no curve along '{parameter}'; there are {known}")
    analysis = analysis_of(result.message)
    of = next(one for one in analysis.parameters if one.id == parameter)
    ax = axes(ax, 7.0, 4.2)
    colours = palette(ax)
    ax.axhline(
        output.mean, color=colours.sand, linestyle="--", linewidth=1.2, label="mean of all draws"
    )
    reach = _student(analysis.num_groups - 1)
    if of.values:
        _draw_points(ax, of, curves[parameter], reach)
    else:
        _draw_line(ax, of, curves[parameter], reach)
    if output.kind in ("claim", "outcome"):
        ax.yaxis.set_major_formatter(_PERCENT)
    scenario = result._scenario
    called = names(scenario, "parameters", [parameter])[0]
    about = units(scenario, "parameters", [parameter])[0]
    x_label(ax, with_unit(called, about) + ("" if of.values else ", with its percentiles"))
    ax.set_ylabel(_meaning(result, output))
    tidy(ax)
    legend_below(ax, 3, drop=(0.55 if of.values else 0.75) + 0.2 * ax.get_xlabel().count("\n"))
    title(ax, f"Along a parameter: {_called(result, output)}", result.caption)
    return ax


def _draw_points(ax: Axes, of: AnalysedParameter, along: Curve, reach: float) -> None:
    colours = palette(ax)
    places = range(len(of.values))
    ax.errorbar(
        places,
        along.means,
        yerr=reach * np.asarray(along.standard_errors),
        fmt="D",
        color=colours.ink,
        capsize=4,
        label="mean, with its 95 % interval",
    )
    ax.set_xticks(places, [minus(f"{value:.4g}") for value in of.values])
    ax.set_xlim(-0.5, len(of.values) - 0.5)


def _draw_line(ax: Axes, of: AnalysedParameter, along: Curve, reach: float) -> None:
    colours = palette(ax)
    counts = np.asarray(along.counts, dtype=float)
    edges = np.concatenate([[0.0], np.cumsum(counts) / counts.sum()])
    middle = (edges[:-1] + edges[1:]) / 2.0
    mean: Array = np.asarray(along.means, dtype=float)
    half = reach * np.asarray(along.standard_errors, dtype=float)
    ax.fill_between(
        middle,
        mean - half,
        mean + half,
        color=colours.sky,
        alpha=0.45,
        linewidth=0,
        label="95 % interval of the mean",
    )
    ax.plot(middle, mean, "o-", color=colours.ink, linewidth=1.6, markersize=4, label="mean")
    ax.set_xlim(0.0, 1.0)
    places = (0.0625, 0.25, 0.5, 0.75, 0.9375)
    # Of 64 equally likely bins less those that a distribution with atoms does not have.
    values = [of.bounds[min(int(64 * place), len(of.bounds)) - 1] for place in places]
    ax.set_xticks(
        places,
        [
            minus(f"{value:.3g}") + f"\n{100 * place:.0f} %"
            for value, place in zip(values, places, strict=True)
        ],
    )


def _student(degrees: int) -> float:
    """Give the 97.5 % quantile of Student's distribution, by its expansion about the normal's.

    Source: M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions, 26.7.5. It is right
    to 0.1 % from 5 degrees of freedom on.
    """
    z = 1.959963984540054
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
    )
    if degrees < 1:
        return math.nan
    return z + sum(term * float(degrees) ** -power for power, term in enumerate(terms, start=1))


def information(
    result: Result, option_set: str | None = None, *, most: int = 8, ax: Axes | None = None
) -> Axes:
    """Draw what knowing each parameter would be worth to whoever chooses from an option set.

    The filled bar reaches to the estimate that is too small in the mean, the light bar behind it to
    the one that is too large: the truth lies between, as far as more draws would not move both, for
    which the line is the 95 % interval. The vertical line is what knowing everything would be
    worth. At the right stands how often knowing the parameter changes the choice.

    Parameters
    ----------
    result : Result
        From `run`.
    option_set : str, optional
        Which set; the first if left out.
    most : int
        At most so many parameters, those worth most first.
    ax : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    InvalidArgument
        If the result has no analysis or no such set, or too few draws tell.
    """
    require(Result, "result", result, "a Result, as run() gives it")
    sets = {one.option_set: one for one in analysis_of(result.message).information}
    if not sets:
        raise InvalidArgument("the scenario compares no options: it has no option_sets")
    chosen = next(iter(sets)) if option_set is None else option_set
    if chosen not in sets:
        raise InvalidArgument(f"there is no option set '{chosen}'; there are {', '.join(sets)}")
    found = sets[chosen]
    known = [of for of in found.parameters if math.isfinite(of.low)][: whole("most", most, 1)]
    if not known:
        raise InvalidArgument(f"too few draws tell what is worth knowing before '{chosen}'")
    ax = axes(ax, 8.5, 2.2 + 0.5 * len(known))
    _draw_worth(ax, found, len(known))
    scenario = result._scenario
    finish_rows(
        ax,
        names(scenario, "parameters", [of.parameter for of in known]),
        f"worth of knowing it, in {_value_of(result, chosen)}",
    )
    ax.set_xlim(0.0, 1.04 * max(found.perfect, max(of.high for of in known)))
    legend_below(ax, 4, drop=0.55)
    head = f"Worth knowing: {names(scenario, 'option_sets', [chosen])[0]}"
    title(ax, head, f"{result.caption}; best without knowing: {_best_of(result, found)}")
    return ax


def _draw_worth(ax: Axes, found: Information, num_rows: int) -> None:
    colours = palette(ax)
    for row, of in enumerate(found.parameters[:num_rows]):
        for value, colour, text in (
            (of.at_most, colours.pale, "at most"),
            (of.at_least, colours.sky, "at least"),
        ):
            ax.barh(
                row,
                max(value, 0.0),
                height=0.62,
                color=colour,
                edgecolor=colours.ink,
                linewidth=0.8,
                label=text if row == 0 else None,
            )
        ax.plot(
            [max(of.low, 0.0), of.high],
            [row, row],
            color=colours.ink,
            linewidth=1.8,
            solid_capstyle="butt",
            label="95 % interval" if row == 0 else None,
        )
        _at_right(ax, row, f"changes the choice in {percent(of.change_probability)}")
    ax.axvline(
        found.perfect,
        color=colours.sand,
        linestyle="--",
        linewidth=1.6,
        label="knowing everything",
    )


def _value_of(result: Result, option_set: str) -> str:
    scenario = result._scenario
    return "the options' value" if scenario is None else scenario.option_sets[option_set].value


def _best_of(result: Result, found: Information) -> str:
    """Give the names of the levels of the option that is best by mean."""
    scenario = result._scenario
    levers = [] if scenario is None else scenario.option_sets[found.option_set].levers
    pairs = [lever.split(".", 1) for lever in levers] or [["", ""]] * len(found.best)
    called = [
        level_names(scenario, actor, lever, [level])[0]
        for (actor, lever), level in zip(pairs, found.best, strict=True)
    ]
    return ", ".join(called)


def _output_of(result: Result, name: str) -> AnalysedOutput:
    """Give the analysis of an outcome, claim, metric or payoff."""
    require(Result, "result", result, "a Result, as run() gives it")
    outputs = [one for one in analysis_of(result.message).outputs if one.kind in _KINDS]
    found = next((one for one in outputs if one.id == name), None)
    if found is None:
        known = ", ".join(one.id for one in outputs)
        raise InvalidArgument(
            f"there is no outcome, claim, metric or payoff '{name}'; there are {known}"
        )
    return found


def _called(result: Result, output: AnalysedOutput) -> str:
    called = names(result._scenario, _KINDS[output.kind][0], [output.id])[0]
    return f"payoff of {called}" if output.kind == "payoff" else called


def _meaning(result: Result, output: AnalysedOutput) -> str:
    """Give what the axis of an output's mean shows."""
    kind, meaning = _KINDS[output.kind]
    unit = units(result._scenario, kind, [output.id])[0] if kind in ("metrics", "actors") else ""
    return with_unit(meaning, unit)
