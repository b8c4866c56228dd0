# SPDX-License-Identifier: MIT
"""The payoffs of many games, from whichever form they are given in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from demarche._core import InvalidArgument, NormalFormGame

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

Games: TypeAlias = "npt.ArrayLike | Sequence[npt.ArrayLike] | Sequence[NormalFormGame]"


def _as_array(payoffs: Games) -> npt.NDArray[Any]:
    """One array of all games, from whichever of the three forms of `Games` was given."""
    import numpy as np

    if isinstance(payoffs, (list, tuple)) and payoffs:
        are_games = [isinstance(game, NormalFormGame) for game in payoffs]
        if all(are_games):
            return _stacked_games(payoffs)
        if any(are_games):
            raise InvalidArgument(
                f"payoffs must be games or arrays, got {sum(are_games)} games among "
                f"{len(payoffs)} items"
            )
        if all(hasattr(player, "shape") for player in payoffs):
            return _stacked_players([np.asarray(player) for player in payoffs])
    if isinstance(payoffs, np.ma.MaskedArray) and np.ma.is_masked(payoffs):
        # What is masked is no payoff; its game then has the status not_finite.
        return np.ma.filled(payoffs.astype(np.float64), np.nan)
    try:
        return np.asarray(payoffs)
    except ValueError as error:
        raise InvalidArgument(f"payoffs cannot be read as one array: {error}") from error


def _check_array(array: npt.NDArray[Any]) -> None:
    """Refuse what numbers would be dropped of, and one game in the place of many."""
    import numpy as np

    if np.iscomplexobj(array):
        raise InvalidArgument("payoffs must be real numbers, got complex ones")
    shape = array.shape
    if len(shape) >= 3 and shape[0] == len(shape) - 1 and shape[1] != len(shape) - 2:
        raise InvalidArgument(
            f"payoffs must have the shape (games, players, s1, ..., sn), got {shape}, which is "
            "that of one game; see solve_game(), or give payoffs[None]"
        )


def _stacked_games(games: Sequence[NormalFormGame]) -> npt.NDArray[np.float64]:
    """Copies games of one size into one array."""
    import numpy as np

    sizes = dict.fromkeys(game.num_strategies for game in games)
    if len(sizes) > 1:
        raise InvalidArgument(f"games must be of one size, got {', '.join(map(str, sizes))}")
    return np.stack([game.payoffs for game in games])


def _stacked_players(arrays: Sequence[npt.NDArray[Any]]) -> npt.NDArray[Any]:
    """Copies one array per player, each of shape (games, s1, ..., sn), into one array."""
    import numpy as np

    shapes = [array.shape for array in arrays]
    if any(shape != shapes[0] or len(shape) != len(arrays) + 1 for shape in shapes):
        hint = ""
        if all(shape and len(shape) == shape[0] + 1 for shape in shapes):
            hint = "; arrays that are games each go together by numpy.stack"
        raise InvalidArgument(
            f"payoffs of {len(arrays)} players must be arrays of one shape (games, s1, ..., sn) "
            f"with {len(arrays) + 1} axes, got {', '.join(map(str, shapes))}{hint}"
        )
    return np.stack(arrays, axis=1)


def as_games(payoffs: Games) -> npt.NDArray[Any]:
    """Give one array of all games, or say what is given instead of many games."""
    if isinstance(payoffs, NormalFormGame):
        raise InvalidArgument("payoffs must be many games, got one game; see solve_game()")
    array = _as_array(payoffs)
    _check_array(array)
    return array
