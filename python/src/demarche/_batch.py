# SPDX-License-Identifier: MIT
"""Many games at once."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, SupportsIndex, Unpack, cast

from demarche import _core
from demarche._arguments import flag_or_function, thread_count, whole
from demarche._batch_input import Games, as_games
from demarche._core import BatchProgress, SolveStatus
from demarche._display import table_html
from demarche._options import ConceptKeywords, concept_options, concept_or_default
from demarche._progress import progress_callback

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import xarray as xr


#: The arrays of a batch's answers, as the library writes them.
_ARRAYS = (
    "status",
    "num_equilibria",
    "is_complete",
    "is_degenerate",
    "max_regret",
    "residual",
    "iterations",
    "first_profile",
    "weights",
    "probabilities",
)


class BatchSolution:
    """The answers for many games of one size: certificates by game, profiles by row.

    Made by `solve`. Arrays are read-only views of what the library wrote.

    Examples
    --------
    >>> game = [[[2, 0], [0, 1]], [[1, 0], [0, 2]]]
    >>> solution = demarche.solve([game, game], concept="nash")
    >>> solution.num_equilibria.tolist(), solution.game.tolist()
    ([3, 3], [0, 0, 0, 1, 1, 1])
    >>> solution.profiles(1)[0]
    [array([1., 0.]), array([1., 0.])]
    """

    def __init__(self, core: _core.BatchSolution, num_strategies: Sequence[int]) -> None:
        self._core = core
        self._num_strategies = tuple(num_strategies)

    def _arrays(self) -> dict[str, npt.NDArray[Any]]:
        """Copy what the library wrote, without what follows from it."""
        import numpy as np

        return {name: np.array(getattr(self._core, name)) for name in _ARRAYS}

    def __reduce__(self) -> tuple[Any, ...]:
        return _from_arrays, (self._arrays(), self._num_strategies)

    def __eq__(self, other: object) -> bool:
        import numpy as np

        if not isinstance(other, BatchSolution) or self.num_strategies != other.num_strategies:
            return False
        own, its = self._arrays(), other._arrays()
        return all(np.array_equal(own[name], its[name], equal_nan=True) for name in _ARRAYS)

    __hash__ = None  # type: ignore[assignment]

    def __len__(self) -> int:
        return len(self._core.status)

    def _repr_html_(self) -> str:
        worst = float(self.max_regret[self.converged].max(initial=0.0))
        rows = [[name, str(count)] for name, count in self.counts().items()]
        worst_text = f"{worst:.2g}" if self.converged.any() else "no value"
        rows += [
            ["equilibria", str(int(self.num_equilibria.sum()))],
            ["profiles", str(len(self.weights))],
            ["largest regret", worst_text],
        ]
        sizes = " x ".join(map(str, self.num_strategies))
        return table_html(["", "number"], rows, f"{len(self)} games, {sizes} strategies")

    def __repr__(self) -> str:
        sizes = " x ".join(map(str, self.num_strategies))
        return (
            f"<BatchSolution of {len(self)} games, {sizes} strategies: "
            f"{int(self.converged.sum())} converged, {len(self.weights)} profiles>"
        )

    @property
    def num_strategies(self) -> tuple[int, ...]:
        """Number of strategies of each player."""
        return self._num_strategies

    @property
    def status(self) -> npt.NDArray[np.int32]:
        """Per game, the value of a `SolveStatus`."""
        return self._core.status

    @property
    def converged(self) -> npt.NDArray[np.bool_]:
        """Per game, whether its answer passed its certificate."""
        import numpy as np

        found: npt.NDArray[np.bool_] = np.equal(self.status, SolveStatus.converged.value)
        return found

    @property
    def num_equilibria(self) -> npt.NDArray[np.int32]:
        """Per game, how many equilibria were found, those without weight included."""
        return self._core.num_equilibria

    @property
    def is_complete(self) -> npt.NDArray[np.bool_]:
        """Per game, whether the equilibria are known to be all there are."""
        return self._core.is_complete

    @property
    def is_degenerate(self) -> npt.NDArray[np.bool_]:
        """Per game, whether a tie was met, so that there may be a continuum."""
        return self._core.is_degenerate

    def _of_answers(self, values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """NaN for games without an answer, which have nothing that could be measured."""
        import numpy as np

        if self.converged.all():
            return values
        found = np.where(self.converged, values, np.nan)
        found.setflags(write=False)
        return found

    @functools.cached_property
    def max_regret(self) -> npt.NDArray[np.float64]:
        """Per game, the most that one player gains by deviating, over all equilibria.

        NaN for games without an answer.
        """
        return self._of_answers(self._core.max_regret)

    @functools.cached_property
    def residual(self) -> npt.NDArray[np.float64]:
        """Per game, the concept's own error; NaN for games without an answer."""
        return self._of_answers(self._core.residual)

    @property
    def iterations(self) -> npt.NDArray[np.int32]:
        """Per game, the concept's unit of work."""
        return self._core.iterations

    @property
    def probabilities(self) -> npt.NDArray[np.float64]:
        """Shape ``(profiles, strategies)``: strategy probabilities, player by player."""
        return self._core.probabilities

    @property
    def weights(self) -> npt.NDArray[np.float64]:
        """Per profile, its weight; those of a game that converged add up to 1."""
        return self._core.weights

    @property
    def first_profile(self) -> npt.NDArray[np.uint64]:
        """Per game, its first row of `probabilities`; then the number of rows."""
        return self._core.first_profile

    @functools.cached_property
    def game(self) -> npt.NDArray[np.int64]:
        """Per profile, the number of its game."""
        import numpy as np

        return np.repeat(np.arange(len(self)), self._profiles_per_game())

    def _profiles_per_game(self) -> npt.NDArray[np.int64]:
        first: npt.NDArray[np.int64] = self.first_profile.astype("int64")
        counts: npt.NDArray[np.int64] = first[1:] - first[:-1]
        return counts

    def strategies(self, player: int) -> npt.NDArray[np.float64]:
        """Give one player's part of `probabilities`.

        Parameters
        ----------
        player : int
            From 0.

        Returns
        -------
        numpy.ndarray
            Shape ``(profiles, strategies of the player)``: a view.
        """
        sizes = self.num_strategies
        number = whole("player", player, 0, len(sizes) - 1)
        start = sum(sizes[:number])
        return self.probabilities[:, start : start + sizes[number]]

    def profiles(self, game: int) -> list[list[npt.NDArray[np.float64]]]:
        """Give one game's profiles.

        Parameters
        ----------
        game : int
            From 0.

        Returns
        -------
        list of list of numpy.ndarray
            For each, one probability vector per player.
        """
        number = whole("game", game, 0, len(self) - 1)
        rows = range(int(self.first_profile[number]), int(self.first_profile[number + 1]))
        players = range(len(self.num_strategies))
        return [[self.strategies(player)[row] for player in players] for row in rows]

    def mean_profile(self) -> list[npt.NDArray[np.float64]]:
        """Average each game's profiles by their weights.

        Returns
        -------
        list of numpy.ndarray
            Per player, shape ``(games, strategies)``; NaN for games without an answer.
        """
        import numpy as np

        means = []
        for player in range(len(self.num_strategies)):
            mean = np.zeros((len(self), self.num_strategies[player]))
            np.add.at(mean, self.game, self.strategies(player) * self.weights[:, None])
            mean[~self.converged] = np.nan
            means.append(mean)
        return means

    def counts(self) -> dict[str, int]:
        """Count the games by status.

        Returns
        -------
        dict
            Names of `SolveStatus` that occur, and numbers of games.
        """
        import numpy as np

        numbers = np.bincount(self.status, minlength=len(SolveStatus))
        return {
            status.name: int(numbers[status.value])
            for status in SolveStatus
            if numbers[status.value]
        }

    def to_xarray(self) -> xr.Dataset:
        """Give the answers as labelled arrays.

        Returns
        -------
        xarray.Dataset
            With the dimensions game, profile and strategy; strategies are "player.strategy".
        """
        import numpy as np
        import xarray as xr

        names = np.array([status.name for status in SolveStatus])
        by_game = ("num_equilibria", "is_complete", "is_degenerate", "max_regret", "residual")
        labels = [f"{i}.{s}" for i, n in enumerate(self.num_strategies) for s in range(n)]
        return xr.Dataset(
            {
                "status": (("game",), names[self.status]),
                **{name: (("game",), getattr(self, name)) for name in by_game},
                "weights": (("profile",), self.weights),
                "probabilities": (("profile", "strategy"), self.probabilities),
            },
            coords={
                "game": np.arange(len(self)),
                "game_of_profile": (("profile",), self.game),
                "strategy": labels,
            },
        )


def _from_arrays(
    arrays: dict[str, npt.NDArray[Any]], num_strategies: Sequence[int]
) -> BatchSolution:
    """Make a batch's answers from what `_arrays` copied."""
    for array in arrays.values():
        array.setflags(write=False)
    return BatchSolution(cast("_core.BatchSolution", SimpleNamespace(**arrays)), num_strategies)


def solve(
    payoffs: Games,
    *,
    concept: str | None = None,
    threads: SupportsIndex = 0,
    progress: bool | Callable[[BatchProgress], bool | None] = False,
    **options: Unpack[ConceptKeywords],
) -> BatchSolution:
    """Solve many games of one size at native speed on all cores.

    Parameters
    ----------
    payoffs : array_like, sequence of arrays or sequence of NormalFormGame
        Shape ``(games, players, s1, ..., sn)``, or one array of shape ``(games, s1, ..., sn)`` per
        player, or games of one size. One array of float32 or float64 is read where it lies,
        whatever its order and strides; anything else is copied. Payoffs are doubles, also those of
        games that know them exactly: ties are decided for the doubles.
    concept : str, optional
        A name from `concepts`; underscores may stand for its hyphens. Without one, "nash" or, with
        a warning, what finds one equilibrium of games too large for that, as in `solve_game`.
    threads : int
        0: all cores. The answers are the same for any number.
    progress : bool or callable
        True for a bar (where tqdm is installed), or a function of a `BatchProgress` that is called
        some ten times a second in the calling thread. Returning False stops the batch, and the
        solution then has the first games only, ``len(solution)`` of them.
    **options
        What the concept may be told; see `ConceptOptions`.

    Returns
    -------
    BatchSolution

    Raises
    ------
    InvalidArgument
        If the shape is wrong, the concept is unknown or refuses games of this size, or an option is
        out of range or one that the concept does not read. A game that is not finite gets that
        status.
    KeyboardInterrupt
        If Ctrl-C is pressed: the batch ends within a moment, also in the middle of a long game, and
        nothing is returned, since arrays that lack games would pass for the whole.

    Warns
    -----
    LargeGameWarning
        If games are too large for "nash" and no concept is named.

    Examples
    --------
    >>> games = np.random.default_rng(1).uniform(size=(1000, 2, 3, 3))
    >>> solution = demarche.solve(games)
    >>> solution.counts()
    {'converged': 1000}
    >>> bool((solution.num_equilibria % 2 == 1).all())
    True
    """
    array = as_games(payoffs)
    players = [str(player) for player in range(1, max(array.ndim - 1, 1))]
    name, keywords = concept_or_default(concept, array.shape[2:], players, options)
    told = concept_options([name], players, keywords)
    with progress_callback(flag_or_function("progress", progress), "games", _count) as callback:
        solved = _core.solve_batch(
            array,
            concept_name=name,
            concept_options=told,
            threads=thread_count(threads),
            progress=callback,
        )
    return BatchSolution(solved, array.shape[2:])


def _count(report: BatchProgress) -> tuple[int, int]:
    return report.games_done, report.games_total
