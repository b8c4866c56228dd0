# SPDX-License-Identifier: MIT
"""Figures of what stands against each other: options of a set, solution concepts."""

from __future__ import annotations

from matplotlib.axes import Axes

from demarche._comparison import ConceptComparison
from demarche._core import InvalidArgument, find_concept
from demarche._labels import names, percent, shared_caption
from demarche._result_tables import ResultTables
from demarche._schema.generated import Estimate, Option
from demarche._tables import has_value
from demarche.plot._style import (
    axes,
    finish_rows,
    intervals,
    palette,
    percent_rows,
    require,
    size_of,
    title,
    write_no_value,
)

#: Of an option set so many are drawn.
_MOST_OPTIONS = 20


def option_sets(
    result: ResultTables,
    option_set: str | None = None,
    *,
    answer: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw how the options of a set compare, the best mean first: mean, worst decile, share best.

    Parameters
    ----------
    result : Result or Posterior
        What a run found.
    option_set : str, optional
        Which set; the first if left out.
    answer : str, optional
        "held" or "equilibrium": what the others do about an option. If left out, they answer it
        where the set asks for that.
    ax : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes
    """
    require(ResultTables, "result", result, "a Result, as run() gives it")
    sets = {found.id: found for found in result.message.option_sets}
    if not sets:
        raise InvalidArgument("the scenario compares no options: it has no option_sets")
    chosen = next(iter(sets)) if option_set is None else option_set
    if chosen not in sets:
        raise InvalidArgument(f"there is no option set '{chosen}'; there are {', '.join(sets)}")
    found = sets[chosen]
    is_answered = len(found.answered) > 0 if answer is None else answer == "equilibrium"
    if answer not in (None, "held", "equilibrium"):
        raise InvalidArgument(f"answer must be 'held' or 'equilibrium', got '{answer}'")
    if is_answered and not found.answered:
        raise InvalidArgument(
            f"the others answer no option of '{chosen}': run with answer='equilibrium'"
        )
    all_options = found.answered if is_answered else found.options
    count = found.answered_count if is_answered else found.count
    options = sorted(all_options, key=lambda option: -option.mean)[:_MOST_OPTIONS]
    ax = axes(ax, 8.0, 1.9 + 0.36 * len(options))
    if count == 0:
        write_no_value(ax, 0.0)
    for row, option in enumerate(options if count else []):
        _draw_option(ax, row, option)
    scenario = result._scenario
    value = scenario.option_sets[chosen].value if scenario is not None else "value"
    rows = [", ".join(option.levels).replace("_", " ") for option in options]
    finish_rows(ax, rows, f"{value} with the option, {_others(result, is_answered)}")
    if count:
        below = (0.0, -0.6 / size_of(ax)[1])
        ax.legend(frameon=False, fontsize="small", ncols=2, loc="upper left", bbox_to_anchor=below)
    left_out = len(all_options) - len(options)
    more = f"; {left_out} more options are not shown" if left_out else ""
    head = names(scenario, "option_sets", [chosen])[0]
    title(ax, head, f"{result.caption}; levels of {', '.join(found.levers)}{more}")
    return ax


def _others(result: ResultTables, is_commitment: bool) -> str:
    """What everybody else does about an option."""
    if is_commitment:
        return "a commitment that everybody answers"
    concept = str(result._attributes["concept"])
    is_answered = find_concept(concept).has_order_of_moves
    return "answered by those who move later" if is_answered else "everything else as solved"


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
        intervals(ax, estimates, rows, has_ends=False)
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
    percent_rows(ax, names(results[0]._scenario, kind, ids), f"probability of the {kind[:-1]}")
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
