# SPDX-License-Identifier: MIT
"""What a result hinges on, as tables; and first-order indices of arrays."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from demarche import _core
from demarche._core import InvalidArgument
from demarche._hints import shown
from demarche._labels import names
from demarche._schema.generated import (
    AnalysedOutput,
    AnalysedParameter,
    Analysis,
    Curve,
    ResultMessage,
    ScenarioMessage,
)
from demarche._tables import table

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


def sensitivity_table(
    message: ResultMessage, scenario: ScenarioMessage | None, attrs: Mapping[str, str | int]
) -> pd.DataFrame:
    """Give a row for each output and parameter."""
    analysis = analysis_of(message)
    unsourced = {one.id: one.is_unsourced for one in analysis.parameters}
    correlated = {one.id: one.is_correlated for one in analysis.parameters}
    rows = (
        {
            **_labels(output, scenario),
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
    return table(rows, columns, attrs)


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


def curve_table(
    message: ResultMessage, scenario: ScenarioMessage | None, attrs: Mapping[str, str | int]
) -> pd.DataFrame:
    """Give a row for each output, parameter and bin."""
    analysis = analysis_of(message)
    parameters = {one.id: one for one in analysis.parameters}
    rows = (
        row
        for output in analysis.outputs
        for curve in output.curves
        for row in _curve_rows(parameters[curve.parameter], curve, _labels(output, scenario))
    )
    columns = (*_OUTPUT, "bin", "above", "up_to", "mean", "standard_error", "count")
    return table(rows, columns, attrs)


def information_table(
    message: ResultMessage, scenario: ScenarioMessage | None, attrs: Mapping[str, str | int]
) -> pd.DataFrame:
    """Give a row for each option set and parameter."""
    analysis = analysis_of(message)
    sets = analysis.information
    called = names(scenario, "option_sets", [one.option_set for one in sets])
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
    return table(rows, columns, attrs)


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
    import numpy as np

    columns = np.asarray(inputs, dtype=float)
    results = np.asarray(outputs, dtype=float)
    results = results[:, None] if results.ndim == 1 else results
    if columns.ndim != 2 or results.ndim != 2:
        raise InvalidArgument(
            "inputs and outputs must have a row per draw and a column per number, got the shapes "
            f"{shown(columns.shape)} and {shown(results.shape)}"
        )
    found = _core.first_order_indices(columns.T.copy(), results.T.copy())
    keys = ("first_order", "standard_error", "low", "high")
    return dict(zip(keys, found, strict=True))
