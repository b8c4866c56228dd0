# SPDX-License-Identifier: MIT
"""One draw of a run, repeated and explained."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, SupportsIndex, Unpack

from demarche import _core
from demarche._arguments import MOST_DRAWS, whole
from demarche._core import Draw
from demarche._custom import Code, MetricFunction, PayoffsArgument
from demarche._draw_game import remember_model
from demarche._model import Model, ScenarioArgument, as_model
from demarche._options import ConceptKeywords


def replay_draw(
    model: ScenarioArgument,
    number: SupportsIndex,
    *,
    concept: str | None = None,
    seed: SupportsIndex | None = None,
    max_memory: SupportsIndex | str | None = None,
    payoffs: PayoffsArgument = None,
    metrics: Mapping[str, MetricFunction] | None = None,
    **options: Unpack[ConceptKeywords],
) -> Draw:
    """Repeat one draw of a run exactly: parameters, game, solution and sampled profile.

    Parameters
    ----------
    model : Scenario, Model, dict, path or str
        What was run, as for `run`.
    number : int
        Which draw, from 0.
    concept : str, optional
        The solution concept; the scenario's own if left out.
    seed : int, optional
        The scenario's own if left out.
    max_memory : int or str, optional
        As for `run`.
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
    return _replayed(as_model(model), number, code, concept, seed, max_memory, options)[1]


def explain_draw(
    model: ScenarioArgument,
    number: SupportsIndex,
    *,
    actor: str = "",
    profile: str = "",
    concept: str | None = None,
    seed: SupportsIndex | None = None,
    max_memory: SupportsIndex | str | None = None,
    payoffs: PayoffsArgument = None,
    metrics: Mapping[str, MetricFunction] | None = None,
    **options: Unpack[ConceptKeywords],
) -> str:
    """Explain one draw as text: parameters, payoffs term by term with sources, and the solution.

    Parameters
    ----------
    model : Scenario, Model, dict, path or str
        What was run, as for `run`.
    number : int
        Which draw, from 0.
    actor : str
        An actor's id; empty: every actor.
    profile : str
        ``"us.relief = full, ..."``: levers left out are as sampled.
    concept, seed, max_memory, payoffs, metrics, **options
        As for `replay_draw`.

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
    compiled, draw = _replayed(as_model(model), number, code, concept, seed, max_memory, options)
    return _core.explain(compiled, draw, actor=actor, profile=profile)


def _replayed(
    model: Model,
    number: SupportsIndex,
    code: Code,
    concept: str | None,
    seed: SupportsIndex | None,
    max_memory: SupportsIndex | str | None,
    options: Mapping[str, Any],
) -> tuple[_core.CompiledModel, Draw]:
    """Give the draw, and the model with the payoffs left open that the code computes."""
    which = whole("number", number, 0, MOST_DRAWS - 1)
    settings = code.put_into(
        model._settings([] if concept is None else [concept], None, seed, 0, max_memory, options),
        model,
    )
    compiled = code.compiled(model)
    draw = _core.replay_draw(compiled, settings, which)
    return compiled, remember_model(draw, model, code)
