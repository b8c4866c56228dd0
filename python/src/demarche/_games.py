# SPDX-License-Identifier: MIT
"""Solving one game, and exchange with pygambit."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from demarche._core import (
    InvalidArgument,
    NormalFormGame,
    Solution,
    find_concept,
    format_nfg,
    parse_efg,
    parse_nfg,
    select_equilibria,
)
from demarche._options import concept_options

if TYPE_CHECKING:
    import pygambit


def solve_game(game: NormalFormGame, *, concept: str = "nash", **options: Any) -> Solution:
    """Solve one game by any concept of the registry.

    Parameters
    ----------
    game : NormalFormGame
        The game.
    concept : str
        A name from `concepts`.
    **options
        What the concept may be told; see `ConceptOptions`. Players go by name or number.

    Returns
    -------
    Solution
        Equilibria with a certificate; empty unless the certificate vouches for them.

    Raises
    ------
    InvalidArgument
        If the concept is unknown or refuses the game, or an option is out of range.

    Examples
    --------
    >>> game = demarche.NormalFormGame([[[2, 0], [0, 1]], [[1, 0], [0, 2]]])
    >>> solution = demarche.solve_game(game, concept="nash")
    >>> solution.certificate.num_equilibria, solution.certificate.is_complete
    (3, True)
    >>> solution.equilibria[1]
    [array([0., 1.]), array([0., 1.])]
    """
    told = concept_options(game.player_names, options)
    solution = find_concept(concept).solve(game, told)
    if "selection" in options and solution.equilibria:
        solution.weights = select_equilibria(
            game, solution.equilibria, told.selection, start=told.start
        )
    return solution


def to_pygambit(game: NormalFormGame) -> pygambit.Game:
    """Give the game to pygambit, with its title and names.

    Parameters
    ----------
    game : NormalFormGame
        The game; its payoffs are passed on exactly.

    Returns
    -------
    pygambit.Game
    """
    import pygambit

    return pygambit.read_nfg(io.BytesIO(format_nfg(game).encode()))


def from_pygambit(game: pygambit.Game) -> NormalFormGame:
    """Take a game from pygambit; an extensive one in its reduced strategic form.

    Parameters
    ----------
    game : pygambit.Game
        The game; payoffs that are no binary fractions are rounded to the nearest double.

    Returns
    -------
    NormalFormGame
    """
    if not hasattr(game, "to_nfg"):
        raise InvalidArgument(f"game must be a pygambit.Game, got {type(game).__name__}")
    return parse_efg(game.to_efg()) if game.is_tree else parse_nfg(game.to_nfg())
