# SPDX-License-Identifier: MIT
"""One draw of a run, repeated and explained."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from demarche import _core
from demarche._core import Draw
from demarche._custom import Code, MetricFunction, PayoffsArgument
from demarche._model import Model, as_model
from demarche._schema.generated import ScenarioMessage


def replay_draw(
    model: ScenarioMessage | Model,
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
    code = Code(payoffs, metrics)
    return _replayed(as_model(model), number, code, concept, seed, options)[1]


def explain_draw(
    model: ScenarioMessage | Model,
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
    code = Code(payoffs, metrics)
    compiled, draw = _replayed(as_model(model), number, code, concept, seed, options)
    return _core.explain(compiled, draw, actor=actor, profile=profile)


def _replayed(
    model: Model,
    number: int,
    code: Code,
    concept: str | None,
    seed: int | None,
    options: Mapping[str, Any],
) -> tuple[_core.CompiledModel, Draw]:
    """Give the draw, and the model with the payoffs left open that the code computes."""
    settings = code.put_into(
        model._settings([concept] if concept else [], None, seed, 0, options), model
    )
    compiled = code.compiled(model)
    return compiled, _core.replay_draw(compiled, settings, number)
