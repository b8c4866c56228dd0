# SPDX-License-Identifier: MIT
"""Replayed draws as labelled arrays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import xarray as xr

from demarche._core import SolveStatus
from demarche._schema.generated import ScenarioMessage


def dataset(
    table: dict[str, Any], scenario: ScenarioMessage, first: int, custom_metrics: Iterable[str] = ()
) -> xr.Dataset:
    """Label a table of `_core.replay_draws`."""
    levers = [(actor, lever) for actor in scenario.actors for lever in actor.levers]
    sizes = [len(lever.levels) for _, lever in levers]
    most = max(sizes, default=0)
    num_draws = len(table["status"])
    probabilities = np.full((num_draws, len(levers), most), np.nan)
    level_ids = np.full((len(levers), most), "", dtype=object)
    start = 0
    for k, (_, lever) in enumerate(levers):
        probabilities[:, k, : sizes[k]] = table["levels"][:, start : start + sizes[k]]
        level_ids[k, : sizes[k]] = [level.id for level in lever.levels]
        start += sizes[k]
    statuses = np.array([status.name for status in SolveStatus])
    return xr.Dataset(
        {
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
        },
        coords={
            "draw": np.arange(first, first + num_draws, dtype=np.int64),
            "parameter": [parameter.id for parameter in scenario.parameters],
            "outcome": [outcome.id for outcome in scenario.outcomes],
            "lever": [f"{actor.id}.{lever.id}" for actor, lever in levers],
            "level": np.arange(most),
            "metric": [*(metric.id for metric in scenario.metrics), *custom_metrics],
            "actor": [actor.id for actor in scenario.actors],
            "claim": [claim.id for claim in scenario.claims],
            "level_id": (("lever", "level"), level_ids.astype(str)),
        },
        attrs={"scenario": scenario.id},
    )
