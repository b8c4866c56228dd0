# SPDX-License-Identifier: MIT
"""One draw of a run, repeated and explained."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, SupportsIndex, Unpack

from demarche import _core
from demarche._arguments import MOST_DRAWS, flag, names_of, text, whole
from demarche._core import Draw, InvalidArgument
from demarche._custom import Code, MetricFunction, PayoffsArgument
from demarche._draw_game import remember_model
from demarche._matrix import PayoffMatrix, matrix_of
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


def payoff_matrix(
    model: ScenarioArgument,
    number: SupportsIndex | None = None,
    *,
    mean: bool = False,
    actors: Iterable[str] = (),
    profile: str = "",
    concept: str | None = None,
    seed: SupportsIndex | None = None,
    max_memory: SupportsIndex | str | None = None,
    payoffs: PayoffsArgument = None,
    **options: Unpack[ConceptKeywords],
) -> PayoffMatrix:
    """Give two actors' payoffs for each pair of their strategies in one draw.

    Other actors do what the draw's solution has them do: payoffs are expectations over what they
    mix, and over equilibria by their weights if the solution has several.

    Parameters
    ----------
    model : Scenario, Model, dict, path or str
        The scenario, as for `run`; ``scenario.changed(fix=...)`` fixes levers before the game is
        solved, so that all others answer.
    number : int, optional
        Which draw, from 0.
    mean : bool, default False
        The game in which every parameter has its mean, in the place of a draw's.
    actors : iterable of str, optional
        Ids of the actors of the rows and of the columns; those left out are the first with more
        than one strategy.
    profile : str
        ``"us.relief = full, ..."``: levers held at a level, which nobody answers. Of the two
        actors, only strategies with these levels are given.
    concept, seed, max_memory, payoffs, **options
        As for `replay_draw`.

    Returns
    -------
    PayoffMatrix

    Raises
    ------
    InvalidArgument
        With every name that the scenario lacks and the closest known one; if the matrix would have
        more than a million cells; if a parameter has no mean, or code computes payoffs, with
        `mean`; or if the draw has no solution and others are not held.

    Examples
    --------
    >>> outreach = demarche.load_scenario("outreach")
    >>> matrix = demarche.payoff_matrix(outreach, 7, actors=["eu", "cee"])
    >>> matrix.payoffs.shape
    (2, 2, 2)
    >>> matrix.others["actor"].unique().tolist()
    ['china']
    """
    code = Code(payoffs, None)
    whole_model = as_model(model)
    pair = names_of("actors", actors)
    held = text("profile", profile)
    if flag("mean", mean) == (number is not None):
        raise InvalidArgument("give the number of a draw, or mean=True for the means")
    _core.check_matrix(whole_model._core, pair, held)
    if not mean:
        assert number is not None
        found = _replayed(whole_model, number, code, concept, seed, max_memory, options)
        return matrix_of(*found, pair, held)
    settings = code.put_into(
        whole_model._settings(
            [] if concept is None else [concept], None, seed, 0, max_memory, options
        ),
        whole_model,
    )
    compiled = code.compiled(whole_model)
    return matrix_of(compiled, _core.mean_draw(compiled, settings), pair, held)


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
