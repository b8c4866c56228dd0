# SPDX-License-Identifier: MIT
"""Factored games from arrays."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Required, TypedDict

from demarche._core import (
    FactoredGame,
    FactoredPlayer,
    FactoredShape,
    FactorTable,
    InvalidArgument,
)
from demarche._hints import shown

if TYPE_CHECKING:
    import numpy.typing as npt


class FactoredPlayerTables(TypedDict, total=False):
    """One player of `make_factored_game`: a dictionary with these keys.

    ``name`` and ``variables`` (ascending) must be there. ``payoff`` and ``behaviour`` are lists of
    pairs: the variables of a table, ascending, and an array with an axis for each. ``strategies``
    are the feasible combinations of levels of the player's variables; all of them if left out.
    """

    name: Required[str]
    variables: Required[Sequence[int]]
    payoff: Sequence[tuple[Sequence[int], npt.ArrayLike]]
    behaviour: Sequence[tuple[Sequence[int], npt.ArrayLike]]
    strategies: Sequence[Sequence[int]]


def make_factored_game(
    variable_sizes: Sequence[int], players: Sequence[FactoredPlayerTables]
) -> FactoredGame:
    """Make a factored game from small arrays that add up to payoffs.

    Parameters
    ----------
    variable_sizes : sequence of int
        Number of levels of each variable; variables are numbered player by player.
    players : sequence of FactoredPlayerTables
        Per player, a dictionary of its name, its variables and its tables.

    Returns
    -------
    FactoredGame

    Raises
    ------
    InvalidArgument
        Naming the table whose array does not fit, or the rule that is broken.

    Examples
    --------
    Each of three players wants to do what the next one does, in a game of eight profiles:

    >>> agree = [[1, 0], [0, 1]]
    >>> game = demarche.make_factored_game(
    ...     [2, 2, 2],
    ...     [
    ...         {"name": "a", "variables": [0], "payoff": [([0, 1], agree)]},
    ...         {"name": "b", "variables": [1], "payoff": [([1, 2], agree)]},
    ...         {"name": "c", "variables": [2], "payoff": [([0, 2], agree)]},
    ...     ],
    ... )
    >>> demarche.PureEquilibria().solve(game).profiles
    [[0, 0, 0], [1, 1, 1]]
    """
    for name, value in (("variable_sizes", variable_sizes), ("players", players)):
        if isinstance(value, (str, bytes)) or not isinstance(value, Iterable):
            raise InvalidArgument(f"{name} must be a sequence, got {shown(value)}")
    cells: list[float] = []
    shaped = [_player(list(variable_sizes), player, cells) for player in players]
    shape = FactoredShape(variable_sizes=list(variable_sizes), players=shaped, num_cells=len(cells))
    return FactoredGame(shape, cells)


def _player(sizes: list[int], player: FactoredPlayerTables, cells: list[float]) -> FactoredPlayer:
    unknown = set(player) - set(FactoredPlayerTables.__annotations__)
    missing = {"name", "variables"} - set(player)
    if unknown or missing:
        raise InvalidArgument(
            "a player has the keys name and variables, and may have payoff, behaviour and "
            f"strategies; got {', '.join(player)}"
        )
    variables = list(player["variables"])
    outside = [v for v in variables if not 0 <= v < len(sizes)]
    if outside:
        raise InvalidArgument(
            f"variables of player {player['name']} must be in [0, {len(sizes)}), got {outside}"
        )
    strategies = player.get("strategies")
    if strategies is None:
        strategies = [list(s) for s in itertools.product(*(range(sizes[v]) for v in variables))]
    return FactoredPlayer(
        name=player["name"],
        variables=variables,
        strategies=strategies,
        payoff=[
            _table(sizes, player["name"], scope, array, cells)
            for scope, array in player.get("payoff", [])
        ],
        behaviour=[
            _table(sizes, player["name"], scope, array, cells)
            for scope, array in player.get("behaviour", [])
        ],
    )


def _table(
    sizes: list[int], name: str, scope: Sequence[int], array: npt.ArrayLike, cells: list[float]
) -> FactorTable:
    import numpy as np

    values = np.asarray(array, dtype=float)
    wanted = tuple(sizes[v] if 0 <= v < len(sizes) else -1 for v in scope)
    if -1 in wanted or values.shape != wanted:
        raise InvalidArgument(
            f"the table of player {name} over the variables {list(scope)} must have the shape "
            f"{wanted}, got {values.shape}; variables are in [0, {len(sizes)})"
        )
    first = len(cells)
    cells.extend(values.ravel().tolist())
    return FactorTable(scope=list(scope), first_cell=first, num_cells=values.size)
