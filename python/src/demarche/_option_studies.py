# SPDX-License-Identifier: MIT
"""What options are worth by many measures, as tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from demarche._core import InvalidArgument
from demarche._labels import names, option_name
from demarche._schema.generated import (
    OptionStudy,
    ResultMessage,
    WhereBest,
)
from demarche._tables import TablesOfResult, table

if TYPE_CHECKING:
    import pandas as pd

_OF_OPTION = (
    "rank",
    "mean",
    "change",
    "is_near_best",
    "num_rules",
    "share_good_enough",
    "is_pareto",
    "best_change_gain",
    "share_gaining",
)
_OF_ACTOR = ("mean", "change", "standard_error", "share_worse", "share_better")
_IDS = ("option_set", "answer", "option")


def studies_of(message: ResultMessage) -> list[OptionStudy]:
    """Give the studies of options of a result.

    Raises
    ------
    InvalidArgument
        If there are none.
    """
    studies = [] if message.analysis is None else message.analysis.option_studies
    if not studies:
        raise InvalidArgument(
            "the result has no study of options: run a scenario that has option sets with "
            "option_studies=True"
        )
    return studies


def levers_of(message: ResultMessage, option_set: str) -> list[str]:
    """Give the levers of an option set, as "actor.lever"."""
    return next((list(one.levers) for one in message.option_sets if one.id == option_set), [])


def _quarters(where: WhereBest) -> Iterator[dict[str, Any]]:
    """Give a row for each cell of the table of two parameters, or of one, or the share alone."""
    parameters = [one.parameter for one in where.parameters]
    for cell, (share, count) in enumerate(zip(where.shares, where.counts, strict=True)):
        places = (cell // 4, cell % 4) if len(parameters) == 2 else (cell, None)
        yield {
            "parameter": parameters[0],
            "quarter": places[0] + 1,
            "other_parameter": parameters[1] if len(parameters) == 2 else "",
            "other_quarter": None if places[1] is None else places[1] + 1,
            "share": share,
            "count": count,
        }


class OptionTables(TablesOfResult):
    """Tables of what the options of sets are worth, on the first draws of a run."""

    def _studied(self) -> Iterator[tuple[OptionStudy, list[dict[str, str]]]]:
        """Give each study with what tells its options apart."""
        for study in studies_of(self.message):
            levers = levers_of(self.message, study.option_set)
            yield (
                study,
                [
                    {
                        "option_set": study.option_set,
                        "answer": study.answer,
                        "option": option_name(levers, option.levels),
                    }
                    for option in study.options
                ],
            )

    @property
    def options(self) -> pd.DataFrame:
        """What options are worth by rules and ranks: a row per set, answer and option.

        All is of ``count`` of the run's first draws, without evidence. ``change`` is against the
        status quo of the set's levers; ``num_rules`` how many of eleven rules of choice prefer the
        option; ``share_good_enough`` the share of draws in which it reaches the set's threshold or,
        without one, the status quo; ``best_change_gain`` what the best change of one lever adds to
        the mean, and ``share_gaining`` the share of draws in which some such change is better.

        Raises
        ------
        InvalidArgument
            If the run was not asked for option studies, or the scenario has no option sets.

        Examples
        --------
        >>> result = demarche.run("port", draws=1000, option_studies=True)
        >>> best = result.options.query("answer == 'equilibrium' and rank == 1")
        >>> best["option"].tolist()
        ['port.rebate = full']
        """
        rows = (
            {
                **identity,
                **{field: getattr(option, field) for field in _OF_OPTION},
                "is_status_quo": number == study.status_quo,
                "count": study.count,
            }
            for study, ids in self._studied()
            for number, (identity, option) in enumerate(zip(ids, study.options, strict=True))
        )
        return table(rows, (*_IDS, *_OF_OPTION, "is_status_quo", "count"), self._attributes)

    @property
    def rules(self) -> pd.DataFrame:
        """What each of eleven rules of choice makes of each option: larger is better.

        Raises
        ------
        InvalidArgument
            If the run was not asked for option studies, or the scenario has no option sets.
        """
        rows = (
            {
                **identity,
                "rule": rule.rule,
                "value": value,
                "is_preferred": rule.preferred >= 0 and value == rule.values[rule.preferred],
            }
            for study, ids in self._studied()
            for rule in study.rules
            for identity, value in zip(ids, rule.values, strict=True)
        )
        return table(rows, (*_IDS, "rule", "value", "is_preferred"), self._attributes)

    @property
    def vetoes(self) -> pd.DataFrame:
        """What options do to each actor's payoff: a row per set, answer, option and actor.

        ``change`` is the mean change against the status quo of the set's levers in the same draws,
        ``share_worse`` and ``share_better`` the shares of draws in which the actor is worse and
        better off by more than ``tolerance``.

        Raises
        ------
        InvalidArgument
            If the run was not asked for option studies, or the scenario has no option sets.
        """
        rows = (
            {
                **identity,
                "actor": actor.actor,
                "name": names(self._scenario, "actors", [actor.actor])[0],
                **{field: getattr(option, field) for field in _OF_ACTOR},
                "tolerance": actor.tolerance,
                "count": actor.count,
            }
            for study, ids in self._studied()
            for actor in study.actors
            for identity, option in zip(ids, actor.options, strict=True)
        )
        columns = (*_IDS, "actor", "name", *_OF_ACTOR, "tolerance", "count")
        return table(rows, columns, self._attributes)

    @property
    def where_best(self) -> pd.DataFrame:
        """In which draws the leading option is better than the next, by what decides most.

        A row for each quarter of the two parameters' numbers; in ``share`` of the ``count`` draws
        there ``option`` is better than ``other``. No rows where no parameter does more than chance.

        Raises
        ------
        InvalidArgument
            If the run was not asked for option studies, or the scenario has no option sets.
        """
        rows = (
            {**ids[where.first], "other": ids[where.second]["option"], **cell}
            for study, ids in self._studied()
            for where in study.where_best
            for cell in _quarters(where)
        )
        columns = (
            *_IDS,
            "other",
            "parameter",
            "quarter",
            "other_parameter",
            "other_quarter",
            "share",
            "count",
        )
        return table(rows, columns, self._attributes)
