# SPDX-License-Identifier: MIT
"""Replayed draws as labelled arrays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import xarray as xr

from demarche._core import SolveStatus
from demarche._labels import attributes, level_names, lever_names, names, units
from demarche._schema.generated import ResultMessage, ScenarioMessage

#: What each variable is, for readers of a file; units are beside metrics, parameters and actors.
_MEANINGS = {
    "parameters": "sampled parameters",
    "outcomes": "probability of the outcome in the draw's solution",
    "probabilities": "probability of the lever's level in the draw's solution",
    "metrics": "expectation of the metric in the draw's solution",
    "payoffs": "expected payoff of the actor in the draw's solution",
    "claims": "probability of the claim, or whether it holds, in the draw's solution",
    "sampled_levels": "level of the lever, from 0, in a profile sampled from the draw's solution",
    "sampled_metrics": "value of the metric at the sampled profile",
    "status": "how solving the draw's game ended",
    "num_equilibria": "number of equilibria found",
    "evidence_weights": "what evidence makes the draw count; all else is of the prior",
    "max_regret": "largest gain of one actor by deviating, in units of payoff",
    "residual": "the solution concept's own relative error",
}
_SHARES = ("outcomes", "probabilities", "claims", "residual")
_MISSING = "NaN where the draw has no answer or the value is not finite"


def _text(values: Sequence[str]) -> Any:
    return np.array(list(values), dtype=np.str_)


def _level_labels(scenario: ScenarioMessage, most: int) -> tuple[Any, Any]:
    """Ids and names of levels, a row per lever; levers with fewer levels have "" at the end."""
    rows: list[list[str]] = []
    called: list[list[str]] = []
    for actor in scenario.actors:
        for lever in actor.levers:
            ids = [level.id for level in lever.levels]
            padding = [""] * (most - len(ids))
            rows.append(ids + padding)
            called.append(level_names(scenario, actor.id, lever.id, ids) + padding)
    shape = (len(rows), most)
    return (
        np.array(rows, dtype=np.str_).reshape(shape),
        np.array(called, dtype=np.str_).reshape(shape),
    )


def _label_coordinates(
    scenario: ScenarioMessage, custom_metrics: Sequence[str], most: int
) -> dict[str, Any]:
    """Ids along each dimension, and names and units beside them."""
    pairs = [(actor.id, lever.id) for actor in scenario.actors for lever in actor.levers]
    ids = {
        "parameter": [parameter.id for parameter in scenario.parameters],
        "outcome": [outcome.id for outcome in scenario.outcomes],
        "metric": [*(metric.id for metric in scenario.metrics), *custom_metrics],
        "actor": [actor.id for actor in scenario.actors],
        "claim": [claim.id for claim in scenario.claims],
    }
    found: dict[str, Any] = {kind: _text(values) for kind, values in ids.items()}
    for kind, values in ids.items():
        found[f"{kind}_name"] = ((kind,), _text(names(scenario, f"{kind}s", values)))
    for kind in ("parameter", "metric"):
        found[f"{kind}_unit"] = ((kind,), _text(units(scenario, f"{kind}s", ids[kind])))
    level_ids, level_labels = _level_labels(scenario, most)
    return found | {
        "lever": _text([".".join(pair) for pair in pairs]),
        "lever_name": (("lever",), _text(lever_names(scenario, pairs))),
        "level": np.arange(most),
        "level_id": (("lever", "level"), level_ids),
        "level_name": (("lever", "level"), level_labels),
    }


def dataset(
    table: dict[str, Any],
    scenario: ScenarioMessage,
    first: int,
    message: ResultMessage,
    custom_metrics: Iterable[str] = (),
) -> xr.Dataset:
    """Label a table of `_core.replay_draws`."""
    sizes = [len(lever.levels) for actor in scenario.actors for lever in actor.levers]
    most = max(sizes, default=0)
    num_draws = len(table["status"])
    probabilities = np.full((num_draws, len(sizes), most), np.nan)
    start = 0
    for k, size in enumerate(sizes):
        probabilities[:, k, :size] = table["levels"][:, start : start + size]
        start += size
    statuses = np.array([status.name for status in SolveStatus])
    variables = {
        "parameters": (("draw", "parameter"), table["parameters"]),
        "outcomes": (("draw", "outcome"), table["outcomes"]),
        "probabilities": (("draw", "lever", "level"), probabilities),
        "metrics": (("draw", "metric"), table["metrics"]),
        "payoffs": (("draw", "actor"), table["payoffs"]),
        "claims": (("draw", "claim"), table["claims"]),
        "sampled_levels": (("draw", "lever"), table["sampled_levels"]),
        "sampled_metrics": (("draw", "metric"), table["sampled_metrics"]),
        "status": (("draw",), statuses[table["status"]]),
        "num_equilibria": (("draw",), table["num_equilibria"]),
        "max_regret": (("draw",), table["max_regret"]),
        "residual": (("draw",), table["residual"]),
    }
    if len(table["evidence_weights"]) > 0:
        variables["evidence_weights"] = (("draw",), table["evidence_weights"])
    coordinates = _label_coordinates(scenario, list(custom_metrics), most)
    draws = xr.Dataset(
        variables,
        coords={"draw": np.arange(first, first + num_draws, dtype=np.int64), **coordinates},
        attrs=attributes(message),
    )
    for name, meaning in _MEANINGS.items():
        if name not in draws:  # There are weights only with evidence.
            continue
        draws[name].attrs["long_name"] = meaning
        if draws[name].dtype.kind == "f" and name != "parameters":
            draws[name].attrs["missing"] = _MISSING
        if name in _SHARES:
            draws[name].attrs["units"] = "1"
    draws["payoffs"].attrs["units"] = scenario.payoff_unit or "units of payoff"
    draws["draw"].attrs["long_name"] = "number of the draw in the run, from 0"
    draws["level"].attrs["long_name"] = "place of the level among its lever's, from 0"
    return draws
