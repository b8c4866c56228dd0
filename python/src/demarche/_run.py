# SPDX-License-Identifier: MIT
"""Runs of a scenario."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from typing import NamedTuple, SupportsIndex, TypedDict, Unpack

from demarche import _core
from demarche._arguments import flag, whole
from demarche._behaviours import behaviour_names
from demarche._core import InvalidArgument, RunSettings
from demarche._custom import Code, MetricFunction, PayoffsArgument
from demarche._hints import shown
from demarche._labels import num_unsolved, unsolved_text
from demarche._model import Model, ScenarioArgument, as_model
from demarche._options import ConceptKeywords
from demarche._posterior import few_draws_text
from demarche._progress import ProgressArgument, progress_of
from demarche._result import Result
from demarche._schema.generated import ResultMessage
from demarche._slices import run_slices
from demarche._warnings import (
    FewEffectiveDrawsWarning,
    ScenarioProblemWarning,
    UnsolvedDrawsWarning,
    warn,
)

#: The most problems of a scenario that a run warns of one by one; the rest are counted.
_MOST_WARNINGS = 10

_log = logging.getLogger("demarche")


class _OwnKeywords(TypedDict, total=False):
    """The keywords of `run` that are no options of concepts."""

    variant: str | None
    concept: str | None
    draws: SupportsIndex | None
    seed: SupportsIndex | None
    threads: SupportsIndex
    max_memory: SupportsIndex | str | None
    progress: ProgressArgument
    executor: Executor | None
    slices: SupportsIndex | None
    payoffs: PayoffsArgument
    metrics: Mapping[str, MetricFunction] | None
    analysis: bool
    behaviours: bool | Sequence[str]
    option_studies: bool


class _Studies(NamedTuple):
    """What to solve some draws of a run again for."""

    behaviours: list[str] | None = None
    options: bool = False


_NO_STUDIES = _Studies()


class RunKeywords(_OwnKeywords, ConceptKeywords, total=False):
    """All keywords of `run`."""


def run(
    scenario: ScenarioArgument,
    *,
    variant: str | None = None,
    concept: str | None = None,
    draws: SupportsIndex | None = None,
    seed: SupportsIndex | None = None,
    threads: SupportsIndex = 0,
    max_memory: SupportsIndex | str | None = None,
    progress: ProgressArgument = False,
    executor: Executor | None = None,
    slices: SupportsIndex | None = None,
    payoffs: PayoffsArgument = None,
    metrics: Mapping[str, MetricFunction] | None = None,
    analysis: bool = True,
    behaviours: bool | Sequence[str] = False,
    option_studies: bool = False,
    **options: Unpack[ConceptKeywords],
) -> Result:
    """Sample, solve and accumulate.

    The result is a function of scenario, concept, options, draws and seed: the same to the last bit
    for any number of threads, and on any executor whose machines have one instruction set. Ctrl-C
    stops the run and returns what it has, with ``is_complete`` false and a warning in the log.

    Parameters
    ----------
    scenario : Scenario, Model, dict, path or str
        What to run: an object, what `Message.from_dict` takes, a file or folder, or the name of a
        bundled scenario.
    variant : str, optional
        The id of a variant of the scenario, to be run in its place.
    concept : str, optional
        A name from `concepts`, in which underscores may stand for hyphens; the scenario's own if
        left out, else "qre".
    draws : int, optional
        At least 1; the scenario's own if left out, else 100,000.
    seed : int, optional
        64 bits; the scenario's own if left out.
    threads : int
        0: all that the machine offers. With an executor: of each slice, where 0 stands for 1.
    max_memory : int or str, optional
        The most bytes of memory that the run may need, for example ``2**32`` or ``"4G"``; half of
        the machine's if left out. With an executor: of each slice. The need is estimated before the
        first draw.
    progress : bool or callable
        True for a bar (where tqdm is installed), or a function of a `Progress` that is called now
        and then in the calling thread; returning False stops the run.
    executor : concurrent.futures.Executor, optional
        Where to run slices: a process pool, Dask's ``Client.get_executor()``, mpi4py's pool.
    slices : int, optional
        How many, with an executor; four for each of its workers if left out.
    payoffs : callable, mapping or CustomPayoffs, optional
        Code that computes payoffs in the place of the scenario's terms: a function of the
        parameters of a batch of draws (a `DrawColumns`) that returns an array of shape
        ``(draws, actors, s1, s2, ...)``, or a mapping from actors to functions that return
        ``(draws, s1, s2, ...)``; see `CustomPayoffs`. A draw with a payoff that is not finite
        counts as failed.
    metrics : mapping, optional
        From a name to a function of the parameters and of the levels of the sampled profile (both
        `DrawColumns`) that returns a number per draw: a metric beside the scenario's.
    analysis : bool
        Whether the run keeps what it needs to say what its numbers hinge on (`Result.sensitivity`,
        `Result.curves`, `Result.information`): about a tenth of the time of 20,000 draws of a large
        scenario, and 64 MiB at most; with an executor each slice takes these, too.
    behaviours : bool or sequence of str
        Whether, or under which behaviours, the first draws are solved again
        (`Result.behaviours`, `Result.baselines`, `Result.behaviour_ranges`): names of concepts,
        those with a logit precision with a factor for it, such as ``["qre*0.5", "level-k"]``; True
        for those of the scenario's defaults, else those of ``demarche run``. Behaviours that take
        more than four times as long as the run's own are given up, which depends on the machine.
    option_studies : bool
        Whether the first draws are solved again for what the options of each option set
        are worth by many rules, and to whom (`Result.options`, `Result.rules`, `Result.vetoes`,
        `Result.where_best`).
    **options
        What the concept may be told; see `ConceptOptions`. Players go by actor id or number. The
        precision of logit responses is not among them: a scenario states its own.

    Returns
    -------
    Result

    Raises
    ------
    ScenarioError
        If the scenario has problems.
    InvalidArgument
        If the concept is unknown or refuses the game, a setting is out of range or an option that
        the concept does not read, the run needs more memory than `max_memory` (the message names
        what needs it), or code gives arrays of another shape. What code raises stops the
        run and is raised as it is.

    Warns
    -----
    ScenarioProblemWarning
        For each warning of `Scenario.check` that may bear on a number.
    UnsolvedDrawsWarning
        If draws have no answer: all estimates are of the others.
    FewEffectiveDrawsWarning
        If there are fewer than 400 effective draws given the evidence, or no draw fits it.

    Examples
    --------
    >>> result = demarche.run("chicken", draws=2000)
    >>> result.outcomes["outcome"].tolist()
    ['war', 'north_prevails']
    >>> def both_pay(parameters, levels):
    ...     war = (levels["north.stance"] == 1) & (levels["south.stance"] == 1)
    ...     return war * (parameters["war_cost_north"] + parameters["war_cost_south"])
    >>> result = demarche.run("chicken", draws=2000, metrics={"both_pay": both_pay})
    >>> result.metrics["metric"].tolist()
    ['joint_loss', 'both_pay']
    """
    studies = _Studies(behaviour_names(behaviours), flag("option_studies", option_studies))
    model = as_model(scenario)
    code = Code(payoffs, metrics)
    warn_of_problems(model)  # As the scenario is without a change that was asked for.
    if variant is not None:
        model = model._variant(variant)
    concepts = [] if concept is None else [concept]
    if executor is not None:
        if not callable(getattr(executor, "submit", None)):
            raise InvalidArgument(
                "executor must have a method submit(), as those of concurrent.futures have, got "
                f"{shown(executor)}"
            )
        workers = whole("threads", threads, 0) or 1
        settings = (concepts, draws, seed, workers, max_memory, options)
        keeps_sums = flag("analysis", analysis)
        json, interrupted = run_slices(
            model, executor, slices, progress, settings, code, keeps_sums
        )
        own = code.put_into(model._settings(*settings), model)
        return _finished_run(model, own, code, studies, json, interrupted)
    if slices is not None:
        raise InvalidArgument(f"slices are of a run on an executor; give executor= ({slices=})")
    own = model._settings(concepts, draws, seed, threads, max_memory, options)
    own.keeps_sums = flag("analysis", analysis)
    return run_here(model, own, progress, code, studies)


def run_here(
    model: Model,
    settings: RunSettings,
    progress: ProgressArgument,
    code: Code,
    studies: _Studies = _NO_STUDIES,
) -> Result:
    """Run in this process."""
    own = code.put_into(settings, model)
    with progress_of(progress) as callback:
        json, interrupted = _core.run(code.compiled(model), own, callback)
    return _finished_run(model, own, code, studies, json, interrupted)


def _finished_run(
    model: Model,
    settings: RunSettings,
    code: Code,
    studies: _Studies,
    json: str,
    interrupted: bool,
) -> Result:
    """Solve some draws of a run again for its studies, and warn of what is missing."""
    names = studies.behaviours
    if names is not None and not interrupted:
        program = code.compiled(model)
        json, interrupted = _core.add_behaviours(program, settings, names, json, None)
    if studies.options and not interrupted:
        program = code.compiled(model)
        json, interrupted = _core.add_option_studies(program, settings, json, None)
    return finished(Result(ResultMessage.from_json(json), model, code), interrupted)


def _warn_of_unsolved(result: Result) -> None:
    """Warn if draws have no answer."""
    missing = unsolved_text(result.message)
    if missing:
        solved = result.message.draws_done > num_unsolved(result.message)
        estimates = "estimates are of the draws that have one" if solved else "nothing is estimated"
        warn(f"{result.settings.concept_name}: {missing}; {estimates}", UnsolvedDrawsWarning)


def warn_of_problems(model: Model) -> None:
    """Warn of what the program prints before a run: what is probably not meant in a scenario.

    Left out is what bears on no number (documentation, and which results the text groups under a
    question), and what a what-if brings about, which was asked for.
    """
    found = [p for p in model._warnings() if p.rule not in ("undocumented", "not-asked")]
    for problem in found[:_MOST_WARNINGS]:
        warn(str(problem), ScenarioProblemWarning)
    if len(found) > _MOST_WARNINGS:
        more = len(found) - _MOST_WARNINGS
        warn(f"{more} more problems; check() lists them", ScenarioProblemWarning)


def _warn_of_few_draws(result: Result) -> None:
    """Warn if the evidence leaves few draws."""
    few = few_draws_text(result.message, result._scenario)
    if few:
        warn(few, FewEffectiveDrawsWarning)


def finished(result: Result, interrupted: bool) -> Result:
    """Warn of draws without an answer or with little weight, and log that a run was interrupted."""
    _warn_of_unsolved(result)
    _warn_of_few_draws(result)
    if interrupted:
        _log.warning(
            "interrupted: the result covers %d of %d draws",
            result.message.draws_done,
            result.settings.draws,
        )
    return result
