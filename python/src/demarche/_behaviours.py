# SPDX-License-Identifier: MIT
"""What outcomes and claims are if actors behave otherwise, as tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from demarche import _core
from demarche._arguments import names_of
from demarche._core import InvalidArgument
from demarche._labels import names
from demarche._schema.generated import Behaviour, Behaviours, ResultMessage, ScenarioMessage
from demarche._tables import TablesOfResult, table

if TYPE_CHECKING:
    import pandas as pd

_KINDS = {"outcome": "outcomes", "claim": "claims"}
_ESTIMATE = ("mean", "standard_error", "low", "high", "count")


def behaviour_names(argument: bool | Sequence[str]) -> list[str] | None:
    """Give the behaviours that were asked for, none for those of the scenario; or None."""
    if isinstance(argument, bool):
        return [] if argument else None
    found = names_of("behaviours", argument, "qre*0.5")
    _core.check_behaviours(found)
    return found


def behaviours_of(message: ResultMessage) -> Behaviours:
    """Give the behaviours of a result.

    Raises
    ------
    InvalidArgument
        If there are none.
    """
    behaviours = None if message.analysis is None else message.analysis.behaviours
    if behaviours is None:
        raise InvalidArgument("the result has no behaviours: run with behaviours=True")
    return behaviours


def _rows(
    message: ResultMessage, scenario: ScenarioMessage | None, one: Behaviour
) -> Iterator[dict[str, Any]]:
    """Give a row for each outcome and claim; without numbers if the behaviour has none."""
    for kind, field in _KINDS.items():
        ids = [estimate.id for estimate in getattr(message, field)]
        estimates = getattr(one, field) or [None] * len(ids)
        for identity, name, estimate in zip(
            ids, names(scenario, field, ids), estimates, strict=True
        ):
            numbers = {
                column: float("nan") if estimate is None else getattr(estimate, column)
                for column in _ESTIMATE
            }
            yield {
                "behaviour": one.name,
                "kind": kind,
                "id": identity,
                "name": name,
                **numbers,
                "count": 0 if estimate is None else estimate.count,
                "solved": one.solved,
                "is_counted": one.is_counted,
                "note": one.none_because,
            }


class BehaviourTables(TablesOfResult):
    """Tables of what outcomes and claims are if actors behave otherwise."""

    @property
    def behaviours(self) -> pd.DataFrame:
        """Outcomes and claims if actors behave otherwise: a row per behaviour and output.

        All are of the first ``attrs["draws"]`` draws, without evidence; the run's own behaviour
        comes first. ``solved`` is how many of these draws have an answer; behaviours in which less
        than half have one are not in ranges (``is_counted``). ``note`` says why a behaviour has no
        numbers.

        Raises
        ------
        InvalidArgument
            If the run was not asked for behaviours.

        Examples
        --------
        >>> result = demarche.run("outreach", draws=1000, behaviours=["qre*0.5", "qre*2"])
        >>> result.behaviours["behaviour"].unique().tolist()
        ['qre', 'qre*0.5', 'qre*2']
        """
        all_of = behaviours_of(self.message)
        return self._table(all_of.behaviours, all_of.draws, ("solved", "is_counted", "note"))

    @property
    def baselines(self) -> pd.DataFrame:
        """Outcomes and claims under play without foresight: a row per baseline and output.

        "uniform": every actor plays its strategies alike; "status-quo": all stay there;
        "status-quo-response": each does what is best while the others stay there.

        Raises
        ------
        InvalidArgument
            If the run was not asked for behaviours.
        """
        all_of = behaviours_of(self.message)
        found = self._table(all_of.baselines, all_of.draws, ("solved", "note"))
        return found.rename(columns={"behaviour": "baseline"})

    @property
    def behaviour_ranges(self) -> pd.DataFrame:
        """How far outcomes and claims lie apart under the behaviours that count.

        ``low`` and ``high`` are the least and the most of the ``count`` behaviours' means and of
        the run's own; ``draws_low`` and ``draws_high`` the 5 % and 95 % quantiles over draws of the
        probability under the run's own behaviour.

        Raises
        ------
        InvalidArgument
            If the run was not asked for behaviours.
        """
        all_of = behaviours_of(self.message)
        rows = (
            {
                "kind": one.kind,
                "id": one.id,
                "name": names(self._scenario, _KINDS[one.kind], [one.id])[0],
                "low": one.low,
                "high": one.high,
                "count": one.count,
                "draws_low": one.draws_low,
                "draws_high": one.draws_high,
            }
            for one in all_of.ranges
        )
        columns = ("kind", "id", "name", "low", "high", "count", "draws_low", "draws_high")
        return table(rows, columns, {**self._attributes, "draws": all_of.draws})

    def _table(self, listed: Sequence[Behaviour], draws: int, last: Sequence[str]) -> pd.DataFrame:
        columns = ("behaviour", "kind", "id", "name", *_ESTIMATE, *last)
        rows = (
            {column: row[column] for column in columns}
            for one in listed
            for row in _rows(self.message, self._scenario, one)
        )
        return table(rows, columns, {**self._attributes, "draws": draws})
