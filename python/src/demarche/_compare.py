# SPDX-License-Identifier: MIT
"""Runs of several concepts, variants or widths on the same draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import SupportsFloat, SupportsIndex, Unpack

from demarche import _core
from demarche._arguments import names_of, real_number
from demarche._comparison import ConceptComparison, VariantComparison, WidthComparison
from demarche._core import InvalidArgument, RunSettings
from demarche._custom import Code, MetricFunction, PayoffsArgument
from demarche._hints import shown
from demarche._model import Model, ScenarioArgument, as_model, settings_of_all
from demarche._options import ConceptKeywords, concept_name
from demarche._progress import ProgressArgument, progress_of
from demarche._result import Result
from demarche._run import finished, run_here, warn_of_problems
from demarche._schema.generated import ComparisonMessage, WhatIf


def compare_concepts(
    scenario: ScenarioArgument,
    concepts: Sequence[str],
    *,
    draws: SupportsIndex | None = None,
    seed: SupportsIndex | None = None,
    threads: SupportsIndex = 0,
    max_memory: SupportsIndex | str | None = None,
    progress: ProgressArgument = False,
    payoffs: PayoffsArgument = None,
    metrics: Mapping[str, MetricFunction] | None = None,
    **options: Unpack[ConceptKeywords],
) -> ConceptComparison:
    """Run the same draws under several solution concepts.

    Does a conclusion survive another assumption on behaviour? A run that is stopped is the last.

    Parameters
    ----------
    scenario : Scenario, Model, dict, path or str
        As for `run`.
    concepts : sequence of str
        Names from `concepts`, each once.
    draws, seed, threads, max_memory, progress, payoffs, metrics, **options
        As for `run`. An option is refused if none of the concepts reads it.

    Returns
    -------
    ConceptComparison

    Examples
    --------
    >>> chicken = demarche.load_scenario("chicken")
    >>> comparison = demarche.compare_concepts(chicken, ["nash", "qre"], draws=500)
    >>> comparison.concepts
    ['nash', 'qre']
    """
    model = as_model(scenario)
    code = Code(payoffs, metrics)
    names = [concept_name(name) for name in names_of("concepts", concepts, "nash")]
    warn_of_problems(model)
    settings = code.put_into(
        model._settings(names, draws, seed, threads, max_memory, options), model
    )
    with progress_of(progress) as callback:
        json, interrupted = _core.compare_concepts(code.compiled(model), settings, names, callback)
    message = ComparisonMessage.from_json(json)
    results = [Result(one, model, code) for one in message.results]
    for result in results:
        finished(result, interrupted and result is results[-1])
    return ConceptComparison(results)


def compare_variants(
    scenario: ScenarioArgument,
    variants: Sequence[str] | None = None,
    *,
    concept: str | None = None,
    draws: SupportsIndex | None = None,
    seed: SupportsIndex | None = None,
    threads: SupportsIndex = 0,
    max_memory: SupportsIndex | str | None = None,
    progress: ProgressArgument = False,
    payoffs: PayoffsArgument = None,
    metrics: Mapping[str, MetricFunction] | None = None,
    **options: Unpack[ConceptKeywords],
) -> VariantComparison:
    """Run a scenario as it is, and its variants, on the same draws.

    Parameters that a variant shares with the scenario get the same random numbers in each draw. A
    run that is stopped is the last. For intervals of a difference, give `compare` the scenario and
    one variant.

    Parameters
    ----------
    scenario : Scenario, Model, dict, path or str
        As for `run`.
    variants : sequence of str, optional
        Ids of variants of the scenario, each once; all of them if left out.
    concept : str, optional
        The solution concept of all; each variant's own if left out.
    draws, seed : int, optional
        Of all runs; those of the scenario if left out.
    threads, max_memory, progress, payoffs, metrics, **options
        As for `run`. An option goes to the runs whose concept reads it, and is refused if none
        does.

    Returns
    -------
    VariantComparison

    Raises
    ------
    ScenarioError
        If the scenario or a variant has problems.
    InvalidArgument
        As for `run`, or if there is no such variant, or none at all.

    Examples
    --------
    >>> comparison = demarche.compare_variants("outreach", draws=500)
    >>> comparison.variants
    ['as it is', 'left', 'full_offer', 'tariffs']
    """
    model = as_model(scenario)
    own = model.scenario
    ids = [variant.id for variant in own.variants]
    if variants is not None:
        ids = names_of("variants", variants, "left")
    if not ids:
        raise InvalidArgument(f"{own.id} has no variants to compare")
    models = [model, *(model._variant(one) for one in ids)]
    warn_of_problems(model)
    settings = settings_of_all(models, concept, draws, seed, threads, max_memory, options)
    return VariantComparison(_run_all(models, settings, progress, Code(payoffs, metrics)))


def _run_all(
    models: Sequence[Model], settings: Sequence[RunSettings], progress: ProgressArgument, code: Code
) -> list[Result]:
    """Run models one after the other; one that is stopped is the last."""
    results: list[Result] = []
    for model, own in zip(models, settings, strict=True):
        results.append(run_here(model, own, progress, code))
        if not results[-1].message.is_complete:
            break
    return results


def compare_widths(
    scenario: ScenarioArgument,
    factors: Sequence[SupportsFloat] = (1, 2.5, 4.8),
    *,
    concept: str | None = None,
    draws: SupportsIndex | None = None,
    seed: SupportsIndex | None = None,
    threads: SupportsIndex = 0,
    max_memory: SupportsIndex | str | None = None,
    progress: ProgressArgument = False,
    payoffs: PayoffsArgument = None,
    metrics: Mapping[str, MetricFunction] | None = None,
    **options: Unpack[ConceptKeywords],
) -> WidthComparison:
    """Run a scenario with every range as it is and widened, on the same draws.

    Which verdicts survive? Experts' ranges are too narrow as a rule. The percentiles of every
    continuous parameter are stretched about its median, and its smallest and largest values stay
    (`Scenario.changed`). A run that is stopped is the last.

    Parameters
    ----------
    scenario : Scenario, Model, dict, path or str
        As for `run`.
    factors : sequence of float
        Above 0, each once; 1 is the scenario as it is.
    concept : str, optional
        The scenario's own if left out.
    draws, seed : int, optional
        Of all runs; those of the scenario if left out.
    threads, max_memory, progress, payoffs, metrics, **options
        As for `run`.

    Returns
    -------
    WidthComparison

    Raises
    ------
    ScenarioError
        If the scenario has problems.
    InvalidArgument
        As for `run`, or if a factor is not above 0 or there twice, or there is none.

    Examples
    --------
    >>> comparison = demarche.compare_widths("chicken", [1, 2.5], draws=500)
    >>> comparison.factors
    [1.0, 2.5]
    """
    model = as_model(scenario)
    numbers = [real_number("factors", factor, "numbers above 0") for factor in factors]
    if not numbers or len(set(numbers)) < len(numbers):
        raise InvalidArgument(f"factors are numbers above 0, each once, got {shown(factors)}")
    models = [model if one == 1 else model._changed(WhatIf(widen=one)) for one in numbers]
    warn_of_problems(model)
    settings = settings_of_all(models, concept, draws, seed, threads, max_memory, options)
    return WidthComparison(_run_all(models, settings, progress, Code(payoffs, metrics)))
