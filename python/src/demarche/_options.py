# SPDX-License-Identifier: MIT
"""Options of solution concepts as keyword arguments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from demarche._core import (
    ConceptOptions,
    CorrelatedObjective,
    InvalidArgument,
    Selection,
    find_objective,
    find_selection,
)


class ConceptKeywords(TypedDict, total=False):
    """What solution concepts may be told, by keyword; `ConceptOptions` documents each.

    Players go by number or by name, selections and objectives also by name.
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


def concept_options(players: Sequence[str], keywords: Mapping[str, Any]) -> ConceptOptions:
    """Turn keywords into options; `players` are the names of those who choose."""
    given = dict(keywords)
    unknown = [name for name in given if name not in ConceptKeywords.__annotations__]
    if unknown:
        known = ", ".join(ConceptKeywords.__annotations__)
        raise InvalidArgument(
            f"there is no option {', '.join(map(repr, unknown))}; known are {known}"
        )
    if "player" in given:
        given["player"] = _number(players, given["player"])
    if "order" in given:
        given["order"] = [_number(players, player) for player in given["order"]]
    if isinstance(given.get("selection"), str):
        given["selection"] = find_selection(given["selection"].replace("_", "-"))
    if isinstance(given.get("objective"), str):
        given["objective"] = find_objective(given["objective"])
    return ConceptOptions(**given)
