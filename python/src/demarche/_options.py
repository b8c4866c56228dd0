# SPDX-License-Identifier: MIT
"""Options of solution concepts as keyword arguments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from demarche._core import (
    ConceptOptions,
    CorrelatedObjective,
    InvalidArgument,
    OptionDescription,
    Selection,
    find_objective,
    find_option,
    find_selection,
    option_table,
    require_read,
)

_CHOICES = {"objective": find_objective, "selection": find_selection}


class ConceptKeywords(TypedDict, total=False):
    """What solution concepts may be told, by keyword; `ConceptOptions` documents each.

    Players go by number or by name, selections and objectives also by name. A concept takes the
    keywords that its `Concept.reads` lists; others are refused.
    """

    precision: float
    max_iterations: int
    max_seconds: float
    tolerance: float
    player: int | str
    order: Sequence[int | str]
    start: Sequence[int]
    level: int
    mean_level: float
    objective: CorrelatedObjective | str
    selection: Selection | str


def _number(players: Sequence[str], player: int | str) -> int:
    if not isinstance(player, str):
        return player
    if player not in players:
        known = ", ".join(players)
        raise InvalidArgument(f"there is no player '{player}' who chooses; there are {known}")
    return list(players).index(player)


def _value(option: OptionDescription, value: Any, players: Sequence[str]) -> Any:
    """Turn names into what `ConceptOptions` takes."""
    if option.type == "player":
        return _number(players, value)
    if option.type == "players":
        return [_number(players, player) for player in value]
    if option.type == "choice" and isinstance(value, str):
        return _CHOICES[option.name](value.replace("_", "-"))
    return value


def concept_options(
    concepts: Sequence[str], players: Sequence[str], keywords: Mapping[str, Any]
) -> ConceptOptions:
    """Turn keywords into options, of which each must be read by one of the concepts.

    `players` are the names of those who choose.
    """
    given = {name: _value(find_option(name), value, players) for name, value in keywords.items()}
    options = ConceptOptions(**given)
    for name in given:
        require_read(name, list(concepts))
    return options


def recorded_options(message: object) -> ConceptOptions:
    """Read back what a run recorded in fields of the options' names."""
    return ConceptOptions(
        **{
            option.name: _value(option, getattr(message, option.name), [])
            for option in option_table()
            if hasattr(message, option.name)
        }
    )
