# SPDX-License-Identifier: MIT
"""What evidence makes of a run, as tables."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from demarche._core import InvalidArgument
from demarche._display import result_html
from demarche._labels import attributes, caption, given_text, names, unsolved_text
from demarche._result_tables import ResultTables
from demarche._schema.generated import (
    Observation,
    PosteriorMessage,
    ResultMessage,
    ScenarioMessage,
)
from demarche._tables import table

if TYPE_CHECKING:
    import pandas as pd

#: With fewer effective draws a run warns.
FEW_EFFECTIVE_DRAWS = 400


def few_draws_text(message: ResultMessage, scenario: ScenarioMessage | None) -> str:
    """Say how few effective draws there are; empty if enough, and where there is no evidence."""
    found = message.posterior
    solved = message.solving.solved if message.solving else 0
    if found is None or not found.items or solved == 0:
        return ""
    if found.weighted_draws == 0:
        return _impossible_text(found, scenario)
    if found.effective_draws >= FEW_EFFECTIVE_DRAWS:
        return ""
    step = 10 ** max(math.floor(math.log10(found.draws_needed)) - 1, 0)
    return (
        f"given the evidence, {solved:,} draws are worth {found.effective_draws:,.0f} effective "
        f"ones; draws={math.ceil(found.draws_needed / step) * step} would give about 1,000"
    )


def _item_names(posterior: PosteriorMessage, scenario: ScenarioMessage | None) -> str:
    return "; ".join(names(scenario, "evidence", [item.id for item in posterior.items]))


def _impossible_text(posterior: PosteriorMessage, scenario: ScenarioMessage | None) -> str:
    """Say that no draw has a weight, and why."""
    undefined = posterior.undefined_draws
    return (
        f"no draw fits the evidence ({_item_names(posterior, scenario)}): it is impossible in the "
        "scenario, or needs more draws"
        + (f"; a likelihood is negative or not finite in {undefined:,} draws" if undefined else "")
    )


def _numbers_of(message: ResultMessage, scenario: ScenarioMessage | None) -> PosteriorMessage:
    """Give the numbers given the evidence, or say why there are none."""
    found = message.posterior
    if found is None or not found.items:
        raise InvalidArgument(
            "no evidence counts in this result: give items of evidence a date, or run "
            "scenario.changed(given=...)"
        )
    if found.weighted_draws == 0:
        is_solved = message.solving is not None and message.solving.solved > 0
        raise InvalidArgument(
            _impossible_text(found, scenario) if is_solved else unsolved_text(message)
        )
    return found


class PosteriorTables(ResultTables):
    """The tables of a run given the evidence, and what moved them."""

    def __init__(self, run: ResultMessage, scenario: ScenarioMessage | None) -> None:
        self.message: PosteriorMessage = _numbers_of(run, scenario)
        self._run = run
        self._scenario_of_run = scenario

    @property
    def caption(self) -> str:
        """What the numbers are of, in a line: as for a result, and given how much evidence."""
        return f"{caption(self._run)}; {given_text(self.message)}"

    @property
    def _attributes(self) -> dict[str, str | int]:
        return attributes(self._run) | {"title": self.caption}

    @property
    def _scenario(self) -> ScenarioMessage | None:
        return self._scenario_of_run

    @property
    def effective_draws(self) -> float:
        """So many draws of equal weight would be as good: below 400, draw more."""
        return self.message.effective_draws

    @property
    def log_evidence(self) -> float:
        """Logarithm of the mean weight; differences are logarithms of Bayes factors."""
        return self.message.log_evidence

    @property
    def items(self) -> pd.DataFrame:
        """What each item changes: a row per item and outcome or claim.

        ``alone`` has this item as the only one, ``without`` all others, ``half`` and ``twice`` all
        with this item's strength halved or doubled.
        """
        called = names(self._scenario, "evidence", [item.id for item in self.message.items])
        means = {
            (kind, estimate.id): (prior.mean, estimate.mean)
            for kind, priors, estimates in (
                ("outcome", self._run.outcomes, self.message.outcomes),
                ("claim", self._run.claims, self.message.claims),
            )
            for prior, estimate in zip(priors, estimates, strict=True)
        }
        rows = (
            {
                "item": item.id,
                "name": name,
                "log_evidence": item.log_evidence,
                "kind": shift.kind,
                "id": shift.id,
                "prior": means[shift.kind, shift.id][0],
                "posterior": means[shift.kind, shift.id][1],
                "alone": shift.alone,
                "without": shift.without,
                "half": shift.half,
                "twice": shift.twice,
            }
            for item, name in zip(self.message.items, called, strict=True)
            for shift in item.shifts
        )
        columns = ("item", "name", "log_evidence", "kind", "id", "prior", "posterior")
        return table(rows, (*columns, "alone", "without", "half", "twice"), self._attributes)

    @property
    def parameters(self) -> pd.DataFrame:
        """How far each parameter moved, the farthest first; ``shift`` is in prior deviations."""
        moved = self.message.parameters
        called = names(self._scenario, "parameters", [one.id for one in moved])
        rows = (
            {
                "parameter": one.id,
                "name": name,
                "prior_mean": one.prior_mean,
                "prior_standard_deviation": one.prior_standard_deviation,
                "posterior_mean": one.posterior_mean,
                "shift": (one.posterior_mean - one.prior_mean) / one.prior_standard_deviation
                if one.prior_standard_deviation > 0
                else math.nan,
            }
            for one, name in zip(moved, called, strict=True)
        )
        columns = ("parameter", "name", "prior_mean", "prior_standard_deviation")
        return table(rows, (*columns, "posterior_mean", "shift"), self._attributes)

    def _repr_html_(self) -> str:
        return result_html(self._run, self._scenario, self.message)


def observation_table(
    found: Sequence[Observation],
    scenario: ScenarioMessage | None,
    attrs: Mapping[str, str | int],
) -> pd.DataFrame:
    """Give a row per item without a date and option set."""
    called = names(scenario, "evidence", [item.id for item in found])
    rows = (
        {
            "item": item.id,
            "name": name,
            "probability": item.probability,
            "option_set": value.option_set,
            "expected_value": value.expected_value,
            "if_observed": ", ".join(value.if_observed),
            "if_not_observed": ", ".join(value.if_not_observed),
        }
        for item, name in zip(found, called, strict=True)
        for value in item.values
    )
    columns = ("item", "name", "probability", "option_set", "expected_value")
    return table(rows, (*columns, "if_observed", "if_not_observed"), attrs)
