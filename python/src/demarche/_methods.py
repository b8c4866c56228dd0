# SPDX-License-Identifier: MIT
"""What some messages can do; mixed into the generated classes of ``_messages``."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from demarche import _core
from demarche._core import InvalidArgument, Problem

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from demarche._model import Model
    from demarche._result import Result

S = TypeVar("S", bound="ScenarioMethods")


class ScenarioError(InvalidArgument):
    """A scenario has problems; the message lists them, one a line.

    Parameters
    ----------
    problems : sequence of Problem
        What is wrong, in the order of the file.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = list(problems)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.problems,)


class ScenarioMethods:
    """Loading, checking, saving and running a scenario."""

    __slots__ = ()

    @classmethod
    def load(cls: type[S], path: str | os.PathLike[str]) -> S:
        """Read and check a scenario.

        Parameters
        ----------
        path : str or os.PathLike
            A file in text format (``.txtpb``), JSON (``.json``) or binary (``.pb``), a folder with
            a ``scenario.txtpb``, or the name of a scenario that comes with demarche.

        Returns
        -------
        Scenario

        Raises
        ------
        ScenarioError
            With every problem, and its line and column in text format.
        IoError
            If the file cannot be read.

        Examples
        --------
        >>> scenario = demarche.Scenario.load("chicken")
        >>> [actor.id for actor in scenario.actors]
        ['north', 'south']
        """
        return _accepted(cls, *_core.load_scenario(_found(path)))

    @classmethod
    def parse(cls: type[S], text: str, *, file: str = "") -> S:
        """Read and check a scenario in text format.

        Parameters
        ----------
        text : str
            The contents of a ``.txtpb`` file.
        file : str
            A name for messages.

        Returns
        -------
        Scenario

        Raises
        ------
        ScenarioError
            With every problem, and its line and column.
        """
        return _accepted(cls, *_core.parse_scenario(text, file))

    def check(self) -> list[Problem]:
        """Find every problem of the scenario as it is now.

        Returns
        -------
        list of Problem
            Empty if it can be run.

        Examples
        --------
        >>> scenario = demarche.Scenario.load("chicken")
        >>> scenario.outcomes[0].event = "north.stance == stnad"
        >>> print(scenario.check()[0])
        outcome war, event: lever north.stance has no level 'stnad'; did you mean 'stand'? ...
        """
        return _core.check_scenario(self.to_json())  # type: ignore[attr-defined]

    def to_text(self) -> str:
        """Give the scenario in protobuf's text format.

        Returns
        -------
        str
        """
        return _core.format_scenario(self.to_json())  # type: ignore[attr-defined]

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the scenario; comments of a file that it was loaded from are not kept.

        Parameters
        ----------
        path : str or os.PathLike
            Ends in ``.txtpb``, ``.json`` or ``.pb``; the file appears whole or not at all.
        """
        _core.write_scenario(self.to_json(), path)  # type: ignore[attr-defined]

    def compile(self) -> Model:
        """Compile the scenario as it is now.

        Returns
        -------
        Model
            What `run` and the rest work on; later changes of the scenario do not reach it.

        Raises
        ------
        ScenarioError
            If it has problems.
        """
        from demarche._model import Model

        return Model(self)  # type: ignore[arg-type]

    def run(self, **settings: Any) -> Result:
        """Compile and run the scenario; see `demarche.run`.

        Parameters
        ----------
        **settings
            What `demarche.run` takes.

        Returns
        -------
        Result
        """
        from demarche._run import run

        return run(self, **settings)  # type: ignore[arg-type]


class DistributionMethods:
    """What a distribution says about its numbers."""

    __slots__ = ()

    def problems(self) -> list[str]:
        """Find what is wrong with the distribution.

        Returns
        -------
        list of str
            One sentence each; empty if it is valid.

        Examples
        --------
        >>> demarche.Distribution(uniform=demarche.Uniform(low=2, high=1)).problems()
        ['low must be below high, got 2 and 1']
        """
        return _core.distribution_problems(self.to_json())  # type: ignore[attr-defined]

    def quantile(self, u: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """Give the value below which a share of the distribution lies.

        Parameters
        ----------
        u : array_like
            Shares in (0, 1), of any shape.

        Returns
        -------
        numpy.ndarray
            Of the same shape.

        Raises
        ------
        InvalidArgument
            If the distribution is invalid or a share lies outside.

        Examples
        --------
        >>> normal = demarche.Distribution(normal=demarche.Normal(mean=1, standard_deviation=2))
        >>> normal.quantile([0.5, 0.975]).round(2)
        array([1.  , 4.92])
        """
        return _core.distribution_quantile(self.to_json(), u)  # type: ignore[attr-defined]

    def bounds(self) -> tuple[float, float]:
        """Give the smallest and the largest possible value, which may be infinite.

        Returns
        -------
        tuple of float
        """
        return _core.distribution_bounds(self.to_json())  # type: ignore[attr-defined]


def bundled_scenarios() -> list[str]:
    """Name the scenarios that come with demarche.

    Returns
    -------
    list of str
        Names that `load_scenario` takes.

    Examples
    --------
    >>> "chicken" in demarche.bundled_scenarios()
    True
    """
    folder = _bundled_folder()
    return sorted(
        name
        for name in os.listdir(folder)
        if os.path.exists(os.path.join(folder, name, "scenario.txtpb"))
    )


def _bundled_folder() -> str:
    return os.path.join(os.path.dirname(__file__), "scenarios")


def _found(path: str | os.PathLike[str]) -> str:
    """Prefer what exists; else a bare name may be that of a bundled scenario."""
    given = os.fspath(path)
    bundled = os.path.join(_bundled_folder(), given)
    if not os.path.exists(given) and os.path.basename(given) == given and os.path.isdir(bundled):
        return bundled
    return given


def _accepted(cls: type[S], json: str | None, problems: list[Problem]) -> S:
    if json is None:
        raise ScenarioError(problems)
    return cls.from_json(json)  # type: ignore[attr-defined, no-any-return]


def check_scenario(path: str | os.PathLike[str]) -> list[Problem]:
    """Find every problem of a scenario file.

    Parameters
    ----------
    path : str or os.PathLike
        As for `Scenario.load`.

    Returns
    -------
    list of Problem
        With line and column where the file is in text format; empty if it can be run.

    Raises
    ------
    IoError
        If the file cannot be read.

    Examples
    --------
    >>> demarche.check_scenario("chicken")
    []
    """
    return _core.load_scenario(_found(path))[1]
