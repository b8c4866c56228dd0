# SPDX-License-Identifier: MIT
"""Two scenarios on paired draws."""

from __future__ import annotations

import html
import os
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, SupportsFloat, SupportsIndex, Unpack

from demarche import _core
from demarche._core import InvalidArgument
from demarche._hints import shown
from demarche._labels import caption, level_names, lever_names, names, units
from demarche._model import Model, ScenarioArgument, as_model, settings_of_all
from demarche._options import ConceptKeywords
from demarche._progress import ProgressArgument, progress_of
from demarche._result import Result
from demarche._run import finished, warn_of_problems
from demarche._scenario import Scenario
from demarche._schema.generated import ScenarioComparisonMessage, WhatIf
from demarche._tables import table

if TYPE_CHECKING:
    import pandas as pd

#: What notebooks show of a difference, and what tables have beside that.
_SHOWN = ("first", "second", "difference", "standard_error", "low", "high")
_FURTHER = ("lowest", "highest", "count", "undefined", "differing")
_NUMBERS = (*_SHOWN, *_FURTHER)


class ScenarioComparison:
    """Two scenarios on paired draws: what differs in the inputs, and what moved.

    In each draw, parameters that both scenarios have get the same random numbers. Intervals are of
    the differences in single draws, which vary less than the two numbers do.

    Parameters
    ----------
    message : ScenarioComparisonMessage
        The comparison as stored.
    models : tuple of Model, optional
        What was compared, for names and for draws of the two results.

    Examples
    --------
    >>> comparison = demarche.compare("chicken", set={"prize": 2}, draws=2000)
    >>> comparison
    <ScenarioComparison of chicken and chicken (What if prize = 2.0?): 2000 draws, 1 input changed>
    >>> comparison.changes[["kind", "id", "change", "field"]].values.tolist()
    [['parameter', 'prize', 'changed', 'distribution']]
    """

    def __init__(
        self, message: ScenarioComparisonMessage, models: tuple[Model, Model] | None = None
    ) -> None:
        if not isinstance(message, ScenarioComparisonMessage):
            raise InvalidArgument(
                f"message must be a ScenarioComparisonMessage, got {shown(message)}"
            )
        if message.first is None or message.second is None:
            raise InvalidArgument("message must hold the results of both scenarios")
        self.message = message
        first, second = models or (None, None)
        #: The result of the first scenario, as `run` gives it.
        self.first = Result(message.first, first)
        #: The result of the second scenario, as `run` gives it.
        self.second = Result(message.second, second)

    @property
    def paired_draws(self) -> int:
        """How many draws both scenarios have an answer to; differences are of these."""
        return self.message.paired_draws

    @property
    def caption(self) -> str:
        """What the comparison is of, in a line."""
        return f"A: {caption(self.first.message)}. B: {caption(self.second.message)}"

    @property
    def changes(self) -> pd.DataFrame:
        """How the inputs differ: a row for each element or field, with what it was and is.

        What no number depends on is left out: names, texts, rationale and sources.
        """
        columns = ("kind", "id", "change", "field", "before", "after")
        return self._frame(
            [{name: getattr(c, name) for name in columns} for c in self.message.changes], columns
        )

    @property
    def outcomes(self) -> pd.DataFrame:
        """How far the probability of each outcome that both have moved.

        Columns hold the value in the first and in the second scenario, their `difference` with its
        standard error and 95 % interval (`low`, `high`), the bounds of the difference over all
        draws whatever holds where a scenario has no answer (`lowest`, `highest`; NaN for what is no
        probability), and in how many draws both gave a value (`count`), one gave none (`undefined`)
        and the two differ (`differing`). The other tables have the same columns.
        """
        return self._table("outcome")

    @property
    def claims(self) -> pd.DataFrame:
        """How far the probability of each claim that both have moved."""
        return self._table("claim")

    @property
    def metrics(self) -> pd.DataFrame:
        """How far the mean of each metric that both have moved, in its unit."""
        return self._table("metric", has_unit=True)

    @property
    def payoffs(self) -> pd.DataFrame:
        """How far the mean payoff of each actor that both have moved."""
        return self._table("payoff", "actors", has_unit=True)

    @property
    def levers(self) -> pd.DataFrame:
        """How far the probability of each level that both have moved."""
        scenario = self.first._scenario
        rows: list[dict[str, Any]] = []
        for found in self._of_kind("lever"):
            actor, _, lever = found.id.partition(".")
            (called,) = lever_names(scenario, [(actor, lever)])
            (level,) = level_names(scenario, actor, lever, [found.level])
            rows.append(
                {
                    "actor": actor,
                    "lever": lever,
                    "level": found.level,
                    "name": f"{called}: {level}",
                    **{number: getattr(found, number) for number in _NUMBERS},
                }
            )
        return self._frame(rows, ("actor", "lever", "level", "name", *_NUMBERS))

    def _of_kind(self, kind: str) -> list[Any]:
        return [found for found in self.message.differences if found.kind == kind]

    def _frame(self, rows: list[dict[str, Any]], columns: tuple[str, ...]) -> pd.DataFrame:
        return table(rows, columns, {"title": self.caption})

    def _table(self, kind: str, elements: str = "", has_unit: bool = False) -> pd.DataFrame:
        scenario = self.first._scenario
        found = self._of_kind(kind)
        ids = [one.id for one in found]
        called = names(scenario, elements or f"{kind}s", ids)
        unit = units(scenario, elements or f"{kind}s", ids) if has_unit else []
        key = "actor" if kind == "payoff" else kind
        rows = [
            {
                key: one.id,
                "name": called[i],
                **({"unit": unit[i]} if has_unit else {}),
                **{number: getattr(one, number) for number in _NUMBERS},
            }
            for i, one in enumerate(found)
        ]
        return self._frame(rows, (key, "name", *(("unit",) if has_unit else ()), *_NUMBERS))

    def summary(self) -> str:
        """Give the comparison as text: inputs that changed, and what moved.

        Returns
        -------
        str
        """
        model = self.first._model(None)
        return _core.summarise_scenario_comparison(self.message.to_json(), model._json)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the comparison.

        Parameters
        ----------
        path : str or os.PathLike
            Ends in ``.pb`` or ``.json``; the file appears whole or not at all.
        """
        _core.write_scenario_comparison(self.message.to_json(), path)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ScenarioComparison) and self.message == other.message

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        number = len(self.message.changes)
        return (
            f"<ScenarioComparison of {_told(self.first)} and {_told(self.second)}: "
            f"{self.first.message.draws_done} draws, "
            f"{number} input{'' if number == 1 else 's'} changed>"
        )

    def _repr_html_(self) -> str:
        tables = []
        for name in ("changes", "outcomes", "claims", "metrics"):
            frame: pd.DataFrame = getattr(self, name)
            if len(frame):
                kept = frame.drop(columns=[name for name in _FURTHER if name in frame])
                text = kept.to_html(index=False, float_format="{:.3g}".format, na_rep="no value")
                tables.append(f"<h4>{name.capitalize()}</h4>{text}")
        return f"<p>{html.escape(self.caption)}</p>{''.join(tables)}"


def _told(result: Result) -> str:
    changes = result.message.what_if
    if changes is None:
        return result.message.scenario_id
    return f"{result.message.scenario_id} ({_core.what_if_text(changes.to_json())})"


# Runs refuse the option `precision`, so here the name is that of the change.
def compare(  # type: ignore[misc]
    first: ScenarioArgument,
    second: ScenarioArgument | None = None,
    *,
    set: Mapping[str, SupportsFloat] | None = None,
    fix: Mapping[str, str] | None = None,
    precision: SupportsFloat | str | None = None,
    widen: SupportsFloat = 1,
    variant: str | None = None,
    given: str | Iterable[str] = (),
    evidence: str | Iterable[str] | None = None,
    answer: str | None = None,
    concept: str | None = None,
    draws: SupportsIndex | None = None,
    seed: SupportsIndex | None = None,
    threads: SupportsIndex = 0,
    max_memory: SupportsIndex | str | None = None,
    progress: ProgressArgument = False,
    **options: Unpack[ConceptKeywords],
) -> ScenarioComparison:
    """Run two scenarios, or one with and without a change, on paired draws.

    In each draw, parameters that both scenarios have (by their ids) get the same random numbers,
    so that a difference is that of the scenarios and not of the draws. A comparison costs as much
    as both runs.

    Parameters
    ----------
    first : Scenario, Model, dict, path or str
        As for `run`.
    second : Scenario, Model, dict, path or str, optional
        What to compare with; `first` itself if left out, which then needs a change.
    set, fix, precision, widen, given, evidence, answer : optional
        Changes of the second scenario, as for `Scenario.changed`.
    variant : str, optional
        The id of a variant of the second scenario, to be compared in its place.
    concept : str, optional
        The solution concept of both; each scenario's own if left out.
    draws, seed : int, optional
        Of both runs; those of the first scenario if left out.
    threads, max_memory, progress, **options
        As for `run`. An option goes to the runs whose concept reads it, and is refused if none
        does.

    Returns
    -------
    ScenarioComparison

    Raises
    ------
    ScenarioError
        If a scenario has problems.
    InvalidArgument
        As for `run` and `Scenario.changed`, or if there is nothing to compare with.

    Warns
    -----
    ScenarioProblemWarning
        For what `run` warns of, in each scenario as it is without the changes.
    UnsolvedDrawsWarning
        If draws have no answer in one of the scenarios.
    FewEffectiveDrawsWarning
        If one of the scenarios has fewer than 400 effective draws given its evidence.

    Examples
    --------
    >>> comparison = demarche.compare("chicken", set={"prize": 2}, draws=2000)
    >>> war = comparison.outcomes.set_index("outcome").loc["war"]
    >>> bool(war["low"] <= war["difference"] <= war["high"])
    True
    """
    before = as_model(first)
    after = before if second is None else as_model(second)
    plain = after
    if variant is not None:
        after = after._variant(variant)
    scenario = after.scenario
    if not isinstance(scenario, Scenario):
        scenario = Scenario.from_json(scenario.to_json())
    what_if = scenario._what_if(set, fix, precision, widen, given, evidence, answer)
    if what_if != WhatIf():
        after = Model(scenario._with(what_if))
    elif second is None and variant is None:
        raise InvalidArgument(
            "compare needs something to compare with: second=, variant=, or a change by set=, "
            "fix=, precision=, widen=, given=, evidence= or answer="
        )
    warn_of_problems(before)
    if second is not None:
        warn_of_problems(plain)
    settings, others = settings_of_all(
        [before, after], concept, draws, seed, threads, max_memory, options
    )
    with progress_of(progress) as callback:
        json, interrupted = _core.compare_scenarios(
            before._core, settings, after._core, others, callback
        )
    comparison = ScenarioComparison(ScenarioComparisonMessage.from_json(json), (before, after))
    finished(comparison.first, False)
    finished(comparison.second, interrupted)
    return comparison
