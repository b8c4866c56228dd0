# SPDX-License-Identifier: MIT
"""Compiled scenarios."""

from __future__ import annotations

import collections
import dataclasses
import functools
import os
from collections.abc import Mapping, Sequence
from typing import Any, SupportsIndex, TypeAlias, TypeVar

from demarche import _core
from demarche._arguments import (
    LARGEST_SEED,
    MOST_DRAWS,
    byte_count,
    optional_whole,
    text,
    thread_count,
)
from demarche._bundled import BUNDLED, find_scenario
from demarche._core import InvalidArgument, Problem, RunSettings, find_concept, require_read
from demarche._hints import shown
from demarche._options import (
    concept_name,
    concept_options,
    refuse_keywords,
)
from demarche._schema.base import class_named
from demarche._schema.generated import ScenarioMessage, WhatIf

#: Variants and changed scenarios are of the class of what they are made of.
_ScenarioT = TypeVar("_ScenarioT", bound=ScenarioMessage)


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


def _later(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """Give assignments "name = value", of which the later ones replace the earlier ones."""
    named = {one.partition("=")[0].strip(): one for one in after}
    kept = [one for one in before if one.partition("=")[0].strip() not in named]
    return kept + list(named.values())


def combined(before: WhatIf, after: WhatIf) -> WhatIf:
    """Give the changes of one what-if and then those of another as one."""
    factor = (before.widen or 1.0) * (after.widen or 1.0)
    return WhatIf(
        set=_later(before.set, after.set),
        fix=_later(before.fix, after.fix),
        precision=after.precision or before.precision,
        widen=None if factor == 1.0 else factor,
        given=before.given + after.given,
        evidence=after.evidence or before.evidence,
        answer=after.answer or before.answer,
    )


@dataclasses.dataclass(frozen=True)
class Change:
    """What `Scenario.changed` made a scenario of; texts are JSON."""

    base: str
    what_if: WhatIf
    made: str

    @classmethod
    def of(cls, base: str, what_if: WhatIf, scenario_class: type[ScenarioMessage]) -> Change:
        """Apply a what-if to a scenario as JSON."""
        made = scenario_class.from_json(_core.changed_scenario(base, what_if.to_json()))
        return cls(base, what_if, made.to_json())

    def scenario(self, scenario_class: type[_ScenarioT]) -> _ScenarioT:
        """Give the scenario that was made; one that can be changed further knows of the change."""
        made = scenario_class.from_json(self.made)
        if isinstance(made, class_named("Scenario")):
            made._change = self  # type: ignore[attr-defined]
        return made


#: The scenarios compiled last, by their JSON and that of the what-if behind them: to load, check
#: and run a scenario compiles it once.
_recent: collections.deque[tuple[tuple[str, str], _core.CompiledModel]] = collections.deque(
    maxlen=8
)


def remember(json: str, compiled: _core.CompiledModel, what_if: str = "") -> None:
    """Keep a compiled scenario for `compile_once`."""
    _recent.append(((json, what_if), compiled))


def compile_once(
    json: str, change: Change | None = None
) -> tuple[_core.CompiledModel | None, list[Problem]]:
    """Compile a scenario, with the change that made it, unless it is among those compiled last."""
    what_if = "" if change is None else change.what_if.to_json()
    for known, compiled in tuple(_recent):  # A copy: other threads may append.
        if known == (json, what_if):
            return compiled, compiled.warnings
    try:
        if change is None:
            result = _core.compile_scenario(json)
        else:
            result = _core.compile_changed(change.base, what_if)
    except InvalidArgument as error:
        # A number that no field of the file format holds, such as -5 draws.
        return None, [Problem(str(error))]
    if result[0] is not None:
        remember(json, result[0], what_if)
    return result


@functools.lru_cache(maxsize=8)
def _warnings_of(json: str) -> tuple[Problem, ...]:
    """Find the warnings of what many scenarios may be changed from."""
    return tuple(p for p in compile_once(json)[1] if p.severity == "warning")


class Model:
    """A scenario compiled: everything that a run needs, with nothing left to interpret.

    Parameters
    ----------
    scenario : Scenario, dict, path or str
        As for `run`. Copied: later changes do not reach the model.

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

    def __init__(self, scenario: ScenarioArgument) -> None:
        given = as_scenario(scenario)
        json = given.to_json()
        self._compile(type(given), json, change_of(given, json))

    def _compile(
        self, scenario_class: type[ScenarioMessage], json: str, change: Change | None
    ) -> None:
        compiled, problems = compile_once(json, change)
        if compiled is None:
            raise ScenarioError(problems)
        self._scenario_class = scenario_class
        self._json = json
        self._change = change
        self._core = compiled
        self._last_opened: tuple[Any, _core.CompiledModel] | None = None

    def _changed(self, what_if: WhatIf) -> Model:
        """Compile the scenario with changes, after those that made it."""
        base = self._json
        if self._change is not None:
            base, what_if = self._change.base, combined(self._change.what_if, what_if)
        change = Change.of(base, what_if, self._scenario_class)
        return _model_of(self._scenario_class, change.made, change)

    def _variant(self, identity: str) -> Model:
        """Compile a variant of the scenario."""
        return Model(variant_of(self.scenario, identity))

    def _warnings(self) -> Sequence[Problem]:
        """Give the warnings of the scenario as it was written.

        What a change brings about, such as a parameter without effect, was asked for.
        """
        return self._core.warnings if self._change is None else _warnings_of(self._change.base)

    def __reduce__(self) -> tuple[Any, ...]:
        return _model_of, (self._scenario_class, self._json, self._change)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Model) and self._json == other._json

    def __hash__(self) -> int:
        return hash(self._json)

    def __repr__(self) -> str:
        return (
            f"<Model of {self.scenario.id}: {len(self.num_strategies)} actors, "
            f"{self.num_profiles:.4g} joint profiles>"
        )

    @functools.cached_property
    def scenario(self) -> ScenarioMessage:
        """What was compiled, of the same class; changing it does not change the model."""
        if self._change is None:
            return self._scenario_class.from_json(self._json)
        return self._change.scenario(self._scenario_class)

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

    def describe(self, element: str = "") -> str:
        """Give the scenario as text: actors, levers, payoffs and parameters with their sources.

        Parameters
        ----------
        element : str
            The id of a question, claim, outcome, metric, option set or quantity, to be described
            with all that bears on it alone; or of a parameter or a lever (``"actor.lever"``), with
            all that names it.

        Returns
        -------
        str

        Raises
        ------
        InvalidArgument
            If there is no such element.
        """
        return _core.describe(self._core, element)

    def _opened(
        self, payoffs: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
    ) -> _core.CompiledModel:
        """Compile with these payoffs left open; the last is kept."""
        last = self._last_opened  # Other threads may replace it.
        if last is None or last[0] != payoffs:
            last = (payoffs, self._core.opened(payoffs))
            self._last_opened = last
        return last[1]

    def _players(self) -> list[str]:
        return [actor.id for actor in self.scenario.actors if not actor.behaviour]

    def _settings(
        self,
        concepts: Sequence[str],
        draws: SupportsIndex | None,
        seed: SupportsIndex | None,
        threads: SupportsIndex,
        max_memory: SupportsIndex | str | None,
        options: Mapping[str, Any],
    ) -> RunSettings:
        settings = _core.default_settings(self._core)
        names = [concept_name(name) for name in concepts] or [settings.concept_name]
        settings.concept_name = names[0]
        settings.draws = optional_whole("draws", draws, 1, MOST_DRAWS) or settings.draws
        given_seed = optional_whole("seed", seed, 0, LARGEST_SEED)
        settings.seed = settings.seed if given_seed is None else given_seed
        settings.threads = thread_count(threads)
        settings.max_memory = byte_count(max_memory)
        refuse_keywords(options)
        settings.concept_options = concept_options(names, self._players(), options)
        return settings


def settings_of_all(
    models: Sequence[Model],
    concept: str | None,
    draws: SupportsIndex | None,
    seed: SupportsIndex | None,
    threads: SupportsIndex,
    max_memory: SupportsIndex | str | None,
    options: Mapping[str, Any],
) -> list[RunSettings]:
    """Give the settings of runs that are compared, one for each model.

    Each runs under `concept` or else its scenario's own, which gets the options that it reads; an
    option that none of the concepts reads is refused. Draws and seed are those of the first.
    """
    given = [] if concept is None else [concept]
    common = models[0]._settings(given, draws, seed, threads, max_memory, {})
    all_settings = [
        model._settings(given, common.draws, common.seed, threads, max_memory, {})
        for model in models
    ]
    concepts = list(dict.fromkeys(one.concept_name for one in all_settings))
    refuse_keywords(options)
    for name in options:
        require_read(name, concepts)
    for model, settings in zip(models, all_settings, strict=True):
        reads = find_concept(settings.concept_name).reads
        read = {name: value for name, value in options.items() if name in reads}
        settings.concept_options = concept_options([settings.concept_name], model._players(), read)
    return all_settings


def _model_of(scenario_class: type[ScenarioMessage], json: str, change: Change | None) -> Model:
    model = Model.__new__(Model)
    model._compile(scenario_class, json, change)
    return model


def change_of(scenario: ScenarioMessage, json: str) -> Change | None:
    """Give the change that made a scenario, unless an edit has made it another since."""
    change: Change | None = getattr(scenario, "_change", None)
    return change if change is not None and change.made == json else None


def variant_of(scenario: _ScenarioT, identity: str) -> _ScenarioT:
    """Give a variant of a scenario; a what-if of the scenario is then one of the variant."""
    kind = type(scenario)
    json = scenario.to_json()
    change = change_of(scenario, json)
    if change is None:
        return kind.from_json(_core.variant_scenario(json, text("variant", identity)))
    base = _core.variant_scenario(change.base, text("variant", identity))
    return Change.of(base, change.what_if, kind).scenario(kind)


#: What stands for a scenario: itself, compiled or not, as a dict, or its path or bundled name.
ScenarioArgument: TypeAlias = "ScenarioMessage | Model | Mapping[str, Any] | str | os.PathLike[str]"


def read_scenario(path: str | os.PathLike[str]) -> _core.CompiledModel:
    """Read and compile a scenario file, or a bundled scenario."""
    compiled, problems = _core.load_scenario(find_scenario(path), BUNDLED)
    if compiled is None:
        raise ScenarioError(problems)
    return compiled


def as_scenario(given: ScenarioArgument) -> ScenarioMessage:
    """Give the scenario that an argument stands for."""
    if isinstance(given, ScenarioMessage):
        return given
    if isinstance(given, Model):
        return given.scenario
    # The class is defined above this module, since scenarios can run.
    scenario_class = class_named("Scenario")
    if isinstance(given, Mapping):
        made = scenario_class.from_dict(given)
    elif isinstance(given, (str, os.PathLike)):
        compiled = read_scenario(given)
        made = scenario_class.from_json(compiled.scenario)
        remember(made.to_json(), compiled)
    else:
        raise InvalidArgument(
            "scenario must be a Scenario or a Model, a dict, or the path of a scenario or its "
            f"bundled name, got {shown(given)}"
        )
    assert isinstance(made, ScenarioMessage)
    return made


def as_model(given: ScenarioArgument) -> Model:
    """Compile what stands for a scenario; leave a model as it is."""
    return given if isinstance(given, Model) else Model(given)
