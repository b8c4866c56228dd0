# SPDX-License-Identifier: MIT
"""The payoff matrix of two actors in one draw."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from demarche import _core
from demarche._core import Draw, InvalidArgument
from demarche._hints import name_hint
from demarche._tables import table

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd


class PayoffMatrix:
    """Two actors' payoffs for each pair of their strategies in one draw; `payoff_matrix` makes it.

    Other actors do what the draw's solution has them do; where they mix, payoffs are expectations.
    ``print(matrix)`` shows it.

    Parameters
    ----------
    sides : sequence of mapping
        Of the row actor and of the column actor: id, levers, strategies, payoffs, best responses
        and probabilities.
    others : sequence of tuple
        Of each other actor: id, strategies, probabilities, and whether it is held.
    text : str
        The matrix as text.

    Examples
    --------
    >>> matrix = demarche.payoff_matrix(demarche.load_scenario("chicken"), mean=True)
    >>> matrix
    <PayoffMatrix of north (2 strategies) and south (2 strategies), 2 pure equilibria>
    >>> matrix.frame("north").round(2).values.tolist()
    [[0.0, -1.17], [1.17, -3.59]]
    """

    def __init__(
        self, sides: Sequence[Mapping[str, Any]], others: Sequence[tuple[Any, ...]], text: str
    ) -> None:
        self._sides = [dict(side) for side in sides]
        self._others = [tuple(other) for other in others]
        self._text = text

    @property
    def actors(self) -> tuple[str, str]:
        """The ids of the actors whose strategies are the rows and the columns."""
        return self._sides[0]["actor"], self._sides[1]["actor"]

    @property
    def strategies(self) -> tuple[list[str], list[str]]:
        """What the rows and the columns are: the ids of levels, as in ``"full, none"``."""
        first, second = (
            [", ".join(levels) or "(no lever)" for levels in side["strategies"]]
            for side in self._sides
        )
        return first, second

    @property
    def _shape(self) -> tuple[int, int]:
        return len(self._sides[0]["strategies"]), len(self._sides[1]["strategies"])

    @property
    def payoffs(self) -> npt.NDArray[np.float64]:
        """Both actors' payoffs, of shape (2, rows, columns); NaN for a behavioural actor."""
        import numpy as np

        missing = np.full(self._shape, np.nan)
        return np.stack([missing if s["payoffs"] is None else s["payoffs"] for s in self._sides])

    @property
    def is_best(self) -> npt.NDArray[np.bool_]:
        """Where each actor's strategy is a best response, of shape (2, rows, columns).

        All of a tie are best; a behavioural actor has none.
        """
        import numpy as np

        none = np.zeros(self._shape, dtype=bool)
        return np.stack([none if s["is_best"] is None else s["is_best"] for s in self._sides])

    @property
    def is_equilibrium(self) -> npt.NDArray[np.bool_]:
        """Where both strategies are best responses to each other, of shape (rows, columns)."""
        import numpy as np

        first, second = self.is_best
        return np.asarray(first & second, dtype=np.bool_)

    @property
    def probabilities(self) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """How likely the solution plays each row and each column; empty without a solution."""
        return self._sides[0]["probabilities"], self._sides[1]["probabilities"]

    @property
    def others(self) -> pd.DataFrame:
        """What each of the other actors does: a row for each strategy that it plays."""
        rows = (
            {"actor": actor, "strategy": name, "probability": probability, "is_held": is_held}
            for actor, names, probabilities, is_held in self._others
            for name, probability in zip(names, probabilities, strict=True)
        )
        return table(rows, ("actor", "strategy", "probability", "is_held"), {})

    def frame(self, actor: str) -> pd.DataFrame:
        """Give one actor's payoffs as a table of rows and columns.

        Parameters
        ----------
        actor : str
            The id of one of the two.

        Returns
        -------
        pandas.DataFrame
            With the strategies of the row actor as its index, of the column actor as its columns.

        Raises
        ------
        InvalidArgument
            If the actor is none of the two.
        """
        import pandas as pd

        if actor not in self.actors:
            hint = name_hint(str(actor), list(self.actors))
            raise InvalidArgument(f"the matrix has no actor '{actor}'; {hint}")
        rows, columns = self.strategies
        return pd.DataFrame(
            self.payoffs[self.actors.index(actor)],
            index=pd.Index(rows, name=self.actors[0]),
            columns=pd.Index(columns, name=self.actors[1]),
        )

    @property
    def table(self) -> pd.DataFrame:
        """A row for each cell: the level of each lever, both payoffs, and what is best.

        Columns are those of ``demarche matrix --format csv``.
        """
        import numpy as np
        import pandas as pd

        places = np.divmod(np.arange(np.prod(self._shape)), self._shape[1])
        columns: dict[str, Any] = {}
        for side, place in zip(self._sides, places, strict=True):
            for k, lever in enumerate(side["levers"]):
                levels = np.array([levels[k] for levels in side["strategies"]], dtype=object)
                columns[lever] = levels[place]
        for name, numbers in (("payoff", self.payoffs), ("best", self.is_best)):
            for actor, its in zip(self.actors, numbers, strict=True):
                columns[f"{name}_{actor}"] = its.ravel()
        for actor, its, place in zip(self.actors, self.probabilities, places, strict=True):
            columns[f"probability_{actor}"] = its[place] if len(its) else np.nan
        columns["equilibrium"] = self.is_equilibrium.ravel()
        return pd.DataFrame(columns)

    @property
    def text(self) -> str:
        """The matrix as text, with best responses marked and what others do."""
        return self._text

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        sizes = [
            f"{actor} ({count} {'strategy' if count == 1 else 'strategies'})"
            for actor, count in zip(self.actors, self._shape, strict=True)
        ]
        found = int(self.is_equilibrium.sum())
        ending = "equilibrium" if found == 1 else "equilibria"
        return f"<PayoffMatrix of {' and '.join(sizes)}, {found} pure {ending}>"

    def _repr_html_(self) -> str:
        return f"<pre>{html.escape(self._text)}</pre>"

    def __eq__(self, other: object) -> bool:
        import numpy as np

        return (
            isinstance(other, PayoffMatrix)
            and self._text == other._text
            and self._others == other._others
            and self.strategies == other.strategies
            and np.array_equal(self.payoffs, other.payoffs, equal_nan=True)
        )

    __hash__ = None  # type: ignore[assignment]


def matrix_of(
    compiled: _core.CompiledModel, draw: Draw, actors: list[str], profile: str
) -> PayoffMatrix:
    """Make the matrix of a draw."""
    return PayoffMatrix(*_core.payoff_matrix(compiled, draw, actors, profile))
