# SPDX-License-Identifier: MIT
"""What a result hinges on, as tables; and first-order indices of arrays."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from demarche import _core
from demarche._arguments import table_of_numbers
from demarche._core import InvalidArgument
from demarche._labels import names
from demarche._schema.generated import (
    AnalysedOutput,
    AnalysedParameter,
    Analysis,
    Curve,
    ResultMessage,
    ScenarioMessage,
)
from demarche._tables import TablesOfResult, table

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

#: Which list of the scenario names the outputs of a kind.
_LISTS = {
    "outcome": "outcomes",
    "claim": "claims",
    "metric": "metrics",
    "payoff": "actors",
    "option": "option_sets",
    "best_option": "option_sets",
}
_OUTPUT = ("kind", "id", "name", "option", "parameter")
_EFFECT = (
    "first_order",
    "low",
    "high",
    "at_low",
    "at_high",
    "difference_low",
    "difference_high",
)
_OF_OUTPUT = ("mean", "standard_deviation", "explained", "unsourced")


def analysis_of(message: ResultMessage) -> Analysis:
    """Give the analysis of a result.

    Raises
    ------
    InvalidArgument
        If there is none, saying why.
    """
    analysis = message.analysis
    if analysis is None:
        raise InvalidArgument("the result has no analysis: run with analysis=True")
    if analysis.none_because:
        raise InvalidArgument(f"the result has no analysis: {analysis.none_because}")
    return analysis


def _labels(output: AnalysedOutput, scenario: ScenarioMessage | None) -> dict[str, str]:
    where = _LISTS.get(output.kind.split()[-1])
    name = "" if where is None else next(iter(names(scenario, where, [output.id])))
    return {
        "kind": output.kind,
        "id": output.id,
        "name": name,
        "option": ", ".join(output.levels),
    }


def _bins(parameter: AnalysedParameter, count: int) -> Iterator[tuple[float, float]]:
    """Give the ends of the bins of a curve, in which neighbouring ones are joined."""
    if parameter.values:
        yield from ((value, value) for value in parameter.values)
        return
    # Widths are powers of 2.
    whole = len(parameter.bounds) + 1
    width = next(2**power for power in range(7) if -(-whole // 2**power) <= count)
    inner = parameter.bounds[width - 1 :: width][: count - 1]
    yield from zip([-math.inf, *inner], [*inner, math.inf], strict=True)


def _curve_rows(
    parameter: AnalysedParameter, curve: Curve, labels: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    ends = _bins(parameter, len(curve.means))
    for number, (low, high) in enumerate(ends):
        yield {
            **labels,
            "parameter": curve.parameter,
            "bin": number,
            "above": low,
            "up_to": high,
            "mean": curve.means[number],
            "standard_error": curve.standard_errors[number],
            "count": curve.counts[number],
        }


class AnalysisTables(TablesOfResult):
    """Tables of what the numbers of a run hinge on."""

    @property
    def sensitivity(self) -> pd.DataFrame:
        """What outcomes, claims, metrics, payoffs and options hinge on: a row per parameter.

        ``first_order`` is the share of the variance between draws that the parameter explains
        alone, with its 95 % interval; ``at_low`` and ``at_high`` are the mean with the parameter in
        its lowest and in its highest tenth (of a discrete one, at its lowest and highest number),
        and ``difference_low`` and ``difference_high`` the interval of their difference.
        ``explained`` is the sum of all parameters' shares, ``unsourced`` that of those without a
        source. The largest come first: of options 10, of other outputs 10 and those whose interval
        lies above 0. With correlated parameters this is what knowing one tells, not what changing
        it does. Numbers are those without evidence.

        Raises
        ------
        InvalidArgument
            If the result has no analysis.

        Examples
        --------
        >>> result = demarche.run("chicken", draws=20_000)
        >>> found = result.sensitivity.query("kind == 'outcome' and id == 'war'")
        >>> found["parameter"].tolist()
        ['war_cost_north', 'war_cost_south', 'prize', 'resolve']
        """
        analysis = analysis_of(self.message)
        unsourced = {one.id: one.is_unsourced for one in analysis.parameters}
        correlated = {one.id: one.is_correlated for one in analysis.parameters}
        rows = (
            {
                **_labels(output, self._scenario),
                "parameter": effect.parameter,
                "is_unsourced": unsourced[effect.parameter],
                "is_correlated": correlated[effect.parameter],
                **{field: getattr(effect, field) for field in _EFFECT},
                **{field: getattr(output, field) for field in _OF_OUTPUT},
            }
            for output in analysis.outputs
            for effect in output.effects
        )
        columns = (*_OUTPUT, "is_unsourced", "is_correlated", *_EFFECT, *_OF_OUTPUT)
        return table(rows, columns, self._attributes)

    @property
    def curves(self) -> pd.DataFrame:
        """The mean of each output along the parameters that matter most: a row per bin.

        A bin has the numbers above ``above``, up to ``up_to``; of a discrete parameter both are the
        number itself. Bins are equally likely, at most 16, and joined where there are few draws.
        There are curves along the 8 parameters that matter most; of options, along 2.

        Raises
        ------
        InvalidArgument
            If the result has no analysis.
        """
        analysis = analysis_of(self.message)
        parameters = {one.id: one for one in analysis.parameters}
        rows = (
            row
            for output in analysis.outputs
            for curve in output.curves
            for row in _curve_rows(
                parameters[curve.parameter], curve, _labels(output, self._scenario)
            )
        )
        columns = (*_OUTPUT, "bin", "above", "up_to", "mean", "standard_error", "count")
        return table(rows, columns, self._attributes)

    @property
    def information(self) -> pd.DataFrame:
        """What knowing a parameter is worth to whoever chooses from an option set.

        ``perfect`` is what knowing everything would be worth. What knowing the parameter is worth
        lies between ``at_least``, which is too small in the mean, and ``at_most``, which is too
        large; ``low`` and ``high`` are the outer ends of their 95 % intervals.
        ``change_probability`` is how often it changes the choice.

        Raises
        ------
        InvalidArgument
            If the result has no analysis.
        """
        analysis = analysis_of(self.message)
        sets = analysis.information
        called = names(self._scenario, "option_sets", [one.option_set for one in sets])
        fields = ("at_least", "at_most", "low", "high", "change_probability")
        rows = (
            {
                "option_set": one.option_set,
                "name": name,
                "best": ", ".join(one.best),
                "perfect": one.perfect,
                "parameter": of.parameter,
                **{field: getattr(of, field) for field in fields},
            }
            for one, name in zip(sets, called, strict=True)
            for of in one.parameters
        )
        columns = ("option_set", "name", "best", "perfect", "parameter", *fields)
        return table(rows, columns, self._attributes)


def first_order_indices(
    inputs: npt.ArrayLike, outputs: npt.ArrayLike
) -> dict[str, npt.NDArray[np.float64]]:
    """Estimate first-order indices from a sample: how much of a variance each input explains.

    Inputs are cut into 64 bins of equal counts; an input of at most 64 different numbers has a bin
    for each of them. Intervals of 95 % come from leaving out one of 32 groups of neighbouring rows
    at a time, so rows have to be in random order.

    Parameters
    ----------
    inputs : array_like
        Shape ``(draws, inputs)``; finite, at most 2^20 draws.
    outputs : array_like
        Shape ``(draws, outputs)`` or ``(draws,)``. Draws that are not finite are left out of the
        output in question.

    Returns
    -------
    dict
        "first_order", "standard_error", "low" and "high", each of shape ``(outputs, inputs)``; NaN
        where an output does not vary or too few draws tell.

    Raises
    ------
    InvalidArgument
        If the shapes do not fit, there are no draws or too many, or an input is not finite.

    Examples
    --------
    >>> import numpy as np
    >>> x = np.random.default_rng(1).normal(size=(10_000, 2))
    >>> found = demarche.first_order_indices(x, x[:, 0] + x[:, 1])
    >>> found["first_order"].round(1).tolist()
    [[0.5, 0.5]]
    """
    fits = "a row per draw and a column per number"
    columns = table_of_numbers("inputs", inputs, fits)
    results = table_of_numbers("outputs", outputs, fits, as_column=True)
    found = _core.first_order_indices(columns.T.copy(), results.T.copy())
    keys = ("first_order", "standard_error", "low", "high")
    return dict(zip(keys, found, strict=True))
