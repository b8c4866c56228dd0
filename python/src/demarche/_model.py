# SPDX-License-Identifier: MIT
"""Compiled scenarios and what is asked of them draw by draw."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

from demarche import _core
from demarche._core import Draw, RunSettings
from demarche._custom import Code, MetricFunction, PayoffsArgument
from demarche._messages import Scenario
from demarche._methods import ScenarioError
from demarche._options import concept_options


class Model:
    """A scenario compiled: everything that a run needs, with nothing left to interpret.

    Parameters
    ----------
    scenario : Scenario
        Copied: later changes do not reach the model.

    Raises
    ------
    ScenarioError
        If the scenario has problems.

    Examples
    --------
    >>> model = demarche.load_scenario("chicken").compile()
    >>> model.num_strategies
    (2, 2)
    """

    def __init__(self, scenario: Scenario) -> None:
        self._json = scenario.to_json()
        problems = _core.check_scenario(self._json)
        if problems:
            raise ScenarioError(problems)
        self._core = _core.CompiledModel(self._json)
        self._last_opened: tuple[Any, _core.CompiledModel] | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return _from_json, (self._json,)

    def __repr__(self) -> str:
        return (
            f"<Model of {self.scenario.id}: {len(self.num_strategies)} actors, "
            f"{self.num_profiles:.4g} joint profiles>"
        )

    @functools.cached_property
    def scenario(self) -> Scenario:
        """What was compiled; changing it does not change the model."""
        return Scenario.from_json(self._json)

    @property
    def digest(self) -> str:
        """Of the scenario, as results record it."""
        return self._core.digest

    @property
    def num_strategies(self) -> tuple[int, ...]:
        """Number of strategies of each actor."""
        return tuple(self._core.num_strategies)

    @property
    def num_profiles(self) -> float:
        """Number of joint profiles, as a float because it may be astronomic."""
        return self._core.num_profiles

    def describe(self) -> str:
        """Give the scenario as text: actors, levers, payoffs and parameters with their sources.

        Returns
        -------
        str
        """
        return _core.describe(self._core)

    def _opened(
        self, payoffs: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
    ) -> _core.CompiledModel:
        """Compile with these payoffs left open; the last is kept."""
        last = self._last_opened  # Other threads may replace it.
        if last is None or last[0] != payoffs:
            last = (payoffs, _core.CompiledModel(self._json, payoffs))
            self._last_opened = last
        return last[1]

    def _players(self) -> list[str]:
        return [actor.id for actor in self.scenario.actors if not actor.behaviour]

    def _settings(
        self,
        concept: str | None,
        draws: int | None,
        seed: int | None,
        threads: int,
        options: Mapping[str, Any],
    ) -> RunSettings:
        settings = _core.default_settings(self._json)
        if concept is not None:
            settings.concept_name = concept
        if draws is not None:
            settings.draws = draws
        if seed is not None:
            settings.seed = seed
        settings.threads = threads
        settings.concept_options = concept_options(self._players(), options)
        return settings


def _from_json(json: str) -> Model:
    return Model(Scenario.from_json(json))


def as_model(given: Scenario | Model) -> Model:
    """Compile a scenario; leave a model as it is."""
    return given if isinstance(given, Model) else Model(given)


def replay_draw(
    model: Scenario | Model,
    number: int,
    *,
    concept: str | None = None,
    seed: int | None = None,
    payoffs: PayoffsArgument = None,
    metrics: Mapping[str, MetricFunction] | None = None,
    **options: Any,
) -> Draw:
    """Repeat one draw of a run exactly: parameters, game, solution and sampled profile.

    Parameters
    ----------
    model : Scenario or Model
        What was run.
    number : int
        Which draw, from 0.
    concept : str, optional
        The solution concept; the scenario's own if left out.
    seed : int, optional
        The scenario's own if left out.
    payoffs, metrics
        The code of the run, as for `run`; it is called for the draw's whole batch.
    **options
        What the concept was told; see `ConceptOptions`.

    Returns
    -------
    Draw

    Examples
    --------
    >>> draw = demarche.replay_draw(demarche.load_scenario("chicken"), 7)
    >>> draw.certificate.status
    <SolveStatus.converged: 0>
    """
    compiled = as_model(model)
    code = Code(payoffs, metrics)
    settings = code.put_into(compiled._settings(concept, None, seed, 0, options), compiled)
    return _core.replay_draw(code.compiled(compiled), settings, number)


def explain_draw(
    model: Scenario | Model,
    number: int,
    *,
    actor: str = "",
    profile: str = "",
    concept: str | None = None,
    seed: int | None = None,
    payoffs: PayoffsArgument = None,
    metrics: Mapping[str, MetricFunction] | None = None,
    **options: Any,
) -> str:
    """Explain one draw as text: parameters, payoffs term by term with sources, and the solution.

    Parameters
    ----------
    model : Scenario or Model
        What was run.
    number : int
        Which draw, from 0.
    actor : str
        An actor's id; empty: every actor.
    profile : str
        ``"us.relief = full, ..."``: levers left out are as sampled.
    concept : str, optional
        The solution concept; the scenario's own if left out.
    seed : int, optional
        The scenario's own if left out.
    payoffs, metrics
        The code of the run, as for `run`.
    **options
        What the concept was told; see `ConceptOptions`.

    Returns
    -------
    str

    Examples
    --------
    >>> text = demarche.explain_draw(demarche.load_scenario("chicken"), 7, actor="north")
    >>> print(text.splitlines()[0])
    A crisis between two capitals, draw 7
    """
    compiled = as_model(model)
    code = Code(payoffs, metrics)
    draw = replay_draw(
        compiled,
        number,
        concept=concept,
        seed=seed,
        payoffs=code.payoffs,
        metrics=code.metrics,
        **options,
    )
    return _core.explain(code.compiled(compiled), draw, actor=actor, profile=profile)
