# SPDX-License-Identifier: MIT
"""The tables that a result has without evidence, and again with it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from demarche._labels import level_names, lever_names, names, option_name, phrase
from demarche._schema.generated import (
    Option,
    OptionSetResult,
    PosteriorMessage,
    ResultMessage,
    ScenarioMessage,
)
from demarche._tables import ESTIMATE, estimate_table, measured, summary_table, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

#: What is told of each option.
_OPTION_NUMBERS = (
    "mean",
    "standard_error",
    "worst_decile",
    "mean_regret",
    "share_best",
    "share_unbeaten",
    "standard_deviation",
    "worst_decile_mean",
    "regret_90",
    "regret_99",
    "largest_regret",
)

#: Numbers that one draw does not give.
_OF_TWO_DRAWS = ("standard_error", "standard_deviation")


def _option_rows(
    found: OptionSetResult, name: str, answer: str, options: Sequence[Option], count: int
) -> Iterator[dict[str, Any]]:
    """Give a row for each option of a set under one answer."""
    undefined = found.undefined if answer == "held" else found.answered_undefined
    for option in options:
        yield {
            "option_set": found.id,
            "name": name,
            "option": option_name(found.levers, option.levels),
            "answer": answer,
            **{
                field: getattr(option, field) if count > (field in _OF_TWO_DRAWS) else math.nan
                for field in _OPTION_NUMBERS
            },
            "count": count,
            "undefined": undefined,
            "unanswered": sum(option.failures.values()),
        }


class ResultTables:
    """Tables of a set of numbers that a run found: those of its prior or of its posterior."""

    #: The numbers as stored.
    message: ResultMessage | PosteriorMessage

    @property
    def caption(self) -> str:
        """What the numbers are of, in a line."""
        raise NotImplementedError

    @property
    def _attributes(self) -> dict[str, str | int]:
        """What tables say of themselves."""
        raise NotImplementedError

    @property
    def _scenario(self) -> ScenarioMessage | None:
        """What was run, for names and units."""
        raise NotImplementedError

    @property
    def outcomes(self) -> pd.DataFrame:
        """Probability of each outcome, with its standard error and 95 % interval.

        `lowest` and `highest` are what the mean could be whatever holds in draws without an answer.

        In this table and the others NaN stands where too few draws gave a value, ids have the
        scenario's names and units beside them, and ``attrs`` say what the table is of.
        """
        return estimate_table("outcome", self.message.outcomes, self._scenario, self._attributes)

    @property
    def claims(self) -> pd.DataFrame:
        """Probability of each claim: 95 % interval, phrase of ICD 203, and the claim itself.

        The phrase has its range; both phrases stand where the interval crosses a threshold, and
        none where a posterior has fewer than 100 effective draws. Columns are otherwise those of
        `outcomes`.
        """
        frame = estimate_table("claim", self.message.claims, self._scenario, self._attributes)
        phrases = [phrase(e) for e in self.message.claims]
        frame.insert(3, "phrase", phrases)
        claims = [] if self._scenario is None else self._scenario.claims
        statements = {claim.id: claim.statement for claim in claims}
        frame["statement"] = [statements.get(e.id, "") for e in self.message.claims]
        return frame

    @property
    def levers(self) -> pd.DataFrame:
        """Probability of each level of each lever."""
        rows: list[dict[str, Any]] = []
        pairs = [(lever.actor, lever.lever) for lever in self.message.levers]
        called = lever_names(self._scenario, pairs)
        for lever, name in zip(self.message.levers, called, strict=True):
            ids = [level.id for level in lever.levels]
            levels = level_names(self._scenario, lever.actor, lever.lever, ids)
            rows += (
                {
                    "actor": lever.actor,
                    "lever": lever.lever,
                    "level": level.id,
                    "name": f"{name}: {level_name}",
                    **{field: measured(level, field) for field in ESTIMATE},
                }
                for level, level_name in zip(lever.levels, levels, strict=True)
            )
        return table(rows, ("actor", "lever", "level", "name", *ESTIMATE), self._attributes)

    @property
    def metrics(self) -> pd.DataFrame:
        """Mean, spread and quantiles of each metric.

        Mean and standard error are of the expectation in each draw, and so is
        ``standard_deviation_between_draws``; the rest is of the value at a profile sampled from
        each draw's solution. Quantiles are read from a sketch: see `Summary`.
        """
        return summary_table("metric", self.message.metrics, self._scenario, self._attributes)

    @property
    def payoffs(self) -> pd.DataFrame:
        """Mean, spread and quantiles of each strategic actor's payoff, as for `metrics`."""
        return summary_table("actor", self.message.payoffs, self._scenario, self._attributes)

    @property
    def option_sets(self) -> pd.DataFrame:
        """How the options of each set compare: a row per option and answer of the others.

        With the `answer` "held" the others do what each draw's solution has them do. Where a set
        asks for it, there are rows with the answer "equilibrium", too: the option is a commitment,
        to which everything else is solved again. `count` is of the draws in which all options of
        the set have a value; they are compared in these, and `undefined` is of the others.
        `unanswered` are the draws in which this commitment was left without an answer.
        """
        sets = self.message.option_sets
        called = names(self._scenario, "option_sets", [found.id for found in sets])
        rows: list[dict[str, Any]] = []
        for found, name in zip(sets, called, strict=True):
            rows += _option_rows(found, name, "held", found.options, found.count)
            rows += _option_rows(found, name, "equilibrium", found.answered, found.answered_count)
        columns = (
            "option_set",
            "name",
            "option",
            "answer",
            *_OPTION_NUMBERS,
            "count",
            "undefined",
            "unanswered",
        )
        return table(rows, columns, self._attributes)
