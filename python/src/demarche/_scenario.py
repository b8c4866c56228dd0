# SPDX-License-Identifier: MIT
"""Scenarios: loading, checking, saving, compiling and running them."""

from __future__ import annotations

import os
from typing import Any, Self

from demarche import _core
from demarche._core import Problem
from demarche._model import Model, ScenarioError, compile_once, remember
from demarche._result import Result
from demarche._run import run
from demarche._schema.generated import ScenarioMessage


class Scenario(ScenarioMessage):
    """Actors, their levers, uncertain stakes, and the questions asked of them.

    Takes the fields of `ScenarioMessage` as keyword arguments, and has them as attributes.

    Examples
    --------
    >>> scenario = demarche.load_scenario("chicken")
    >>> scenario.actors[0].name
    'North'
    >>> scenario.check()
    []
    """

    __slots__ = ()

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Self:
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
        return cls._accepted(*_core.load_scenario(_found(path)))

    @classmethod
    def parse(cls, text: str, *, file: str = "") -> Self:
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
        return cls._accepted(*_core.parse_scenario(text, file))

    @classmethod
    def _accepted(cls, compiled: _core.CompiledModel | None, problems: list[Problem]) -> Self:
        if compiled is None:
            raise ScenarioError(problems)
        scenario = cls.from_json(compiled.scenario)
        remember(scenario.to_json(), compiled)
        return scenario

    def check(self) -> list[Problem]:
        """Find every error and warning of the scenario as it is now.

        Returns
        -------
        list of Problem
            It can be run unless the `severity` of one is "error".

        Examples
        --------
        >>> scenario = demarche.Scenario.load("chicken")
        >>> scenario.outcomes[0].event = "north.stance == stnad"
        >>> print(scenario.check()[0])
        outcome war, event: lever north.stance has no level 'stnad'; did you mean 'stand'? ...
        """
        return compile_once(self.to_json())[1]

    def to_text(self) -> str:
        """Give the scenario in protobuf's text format.

        Returns
        -------
        str
        """
        return _core.format_scenario(self.to_json())

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the scenario; comments of a file that it was loaded from are not kept.

        Parameters
        ----------
        path : str or os.PathLike
            Ends in ``.txtpb``, ``.json`` or ``.pb``; the file appears whole or not at all.
        """
        _core.write_scenario(self.to_json(), path)

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
        return Model(self)

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
        return run(self, **settings)


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


def check_scenario(path: str | os.PathLike[str]) -> list[Problem]:
    """Find every error and warning of a scenario file.

    Parameters
    ----------
    path : str or os.PathLike
        As for `Scenario.load`.

    Returns
    -------
    list of Problem
        With line and column where the file is in text format. The scenario can be run unless the
        `severity` of one is "error".

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
