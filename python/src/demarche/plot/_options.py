# SPDX-License-Identifier: MIT
"""Figures of what options are worth."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from demarche._core import InvalidArgument
from demarche._hints import shown
from demarche._labels import names
from demarche._option_studies import levers_of, studies_of
from demarche._result import Result
from demarche._schema.generated import OptionStudy
from demarche.plot._style import axes, minus, require, row_labels, title, x_label

#: Of an option set so many are drawn.
_MOST_OPTIONS = 15


def options(
    result: Result,
    option_set: str | None = None,
    *,
    answer: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw what each option may miss: the regret of its better and of its worse draws.

    A row for each option, the best mean first, with its rank; from left to right the deciles over
    draws of the distance to the draw's best option. An option whose row stays pale is near the best
    in most draws; one that is dark at the right alone fails rarely and badly. An asterisk marks the
    status quo.

    Parameters
    ----------
    result : Result
        From `run`, with ``option_studies=True``.
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

    Raises
    ------
    InvalidArgument
        If the run was not asked for option studies, or there is no such set or answer.
    """
    require(Result, "result", result, "a Result, as run() gives it")
    study = _study(result, option_set, answer)
    order = sorted(range(len(study.options)), key=lambda o: study.options[o].rank)[:_MOST_OPTIONS]
    regrets = np.array([study.options[o].regret_deciles for o in order])
    ax = axes(ax, 8.0, 2.0 + 0.36 * len(order))
    most = max(float(regrets.max()), 1e-300)
    # The darkest shade still lets white text stand out, and the palest black.
    ax.imshow(regrets, cmap="Blues", vmin=0.0, vmax=1.15 * most, aspect="auto")
    for (row, column), regret in np.ndenumerate(regrets):
        colour = "white" if regret > 0.6 * most else "black"
        text = minus(f"{regret:.2g}")
        ax.text(column, row, text, ha="center", va="center", fontsize="small", color=colour)
    row_labels(ax, [_label(study, o) for o in order])
    ax.set_xticks(range(regrets.shape[1]), [f"{10 * k}%" for k in range(1, 10)])
    ax.tick_params(length=0)
    for side in ax.spines.values():
        side.set_visible(False)
    x_label(ax, "deciles over draws of the distance to the best option")
    _finish(ax, result, study, len(study.options) - len(order))
    return ax


def _study(result: Result, option_set: str | None, answer: str | None) -> OptionStudy:
    studies = studies_of(result.message)
    if answer not in (None, "held", "equilibrium"):
        raise InvalidArgument(f"answer must be 'held' or 'equilibrium', got {shown(answer)}")
    sets = list(dict.fromkeys(study.option_set for study in studies))
    chosen = sets[0] if option_set is None else option_set
    if chosen not in sets:
        raise InvalidArgument(f"there is no option set '{chosen}'; there are {', '.join(sets)}")
    found = [one for one in studies if one.option_set == chosen and answer in (None, one.answer)]
    if not found:
        raise InvalidArgument(f"the others answer no option of '{chosen}'")
    if not found[-1].options:
        raise InvalidArgument(f"'{chosen}' has no numbers: {found[-1].none_because}")
    return found[-1]  # What is answered comes last.


def _label(study: OptionStudy, option: int) -> str:
    levels = ", ".join(study.options[option].levels).replace("_", " ")
    mark = "*" if option == study.status_quo else ""
    return f"{study.options[option].rank}  {levels}{mark}"


def _finish(ax: Axes, result: Result, study: OptionStudy, left_out: int) -> None:
    head = names(result._scenario, "option_sets", [study.option_set])[0]
    others = "answered by the others" if study.answer == "equilibrium" else "others held"
    more = f"; {left_out} more options are not shown" if left_out else ""
    levers = ", ".join(levers_of(result.message, study.option_set))
    quo = "; * the status quo" if study.status_quo >= 0 else ""
    caption = f"{result.caption}; first {study.count:,} draws, {others}; levels of {levers}"
    title(ax, f"{head}: what an option may miss", caption + quo + more)
