# SPDX-License-Identifier: MIT
"""Results as tables, arrays and text."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, SupportsIndex

from demarche import _core
from demarche._analysis import AnalysisTables, analysis_of
from demarche._arguments import names_of, text, thread_count, whole
from demarche._behaviours import BehaviourTables
from demarche._bundled import bundled_path
from demarche._core import Draw, InvalidArgument, RunSettings
from demarche._custom import Code, MetricFunction, PayoffsArgument
from demarche._display import result_html
from demarche._draw_game import remember_model
from demarche._hints import shown
from demarche._labels import attributes, caption, num_unsolved
from demarche._matrix import PayoffMatrix, matrix_of
from demarche._model import Model, ScenarioArgument, as_model
from demarche._option_studies import OptionTables
from demarche._options import recorded_options
from demarche._posterior import PosteriorTables, observation_table
from demarche._result_tables import ResultTables
from demarche._schema.generated import ResultMessage, ScenarioMessage
from demarche._tables import table

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr


class Result(ResultTables, AnalysisTables, BehaviourTables, OptionTables):
    """What a run found: tables, text, and its draws on request.

    Parameters
    ----------
    message : ResultMessage
        The result as stored.
    model : Model, optional
        What was run; without it there are neither draws nor text.
    code : optional
        The payoffs and metrics of the run; `run` gives them.

    Examples
    --------
    >>> result = demarche.run(demarche.load_scenario("chicken"), draws=1000, seed=1)
    >>> result.is_complete
    True
    >>> list(result.levers.columns)[:5]
    ['actor', 'lever', 'level', 'name', 'mean']
    >>> result.caption
    'A crisis between two capitals: 1,000 draws, concept nash, seed 1'
    """

    def __init__(
        self, message: ResultMessage, model: Model | None = None, code: Code | None = None
    ) -> None:
        if not isinstance(message, ResultMessage):
            raise InvalidArgument(f"message must be a ResultMessage, got {shown(message)}")
        self.message: ResultMessage = message
        self.model = model
        self._own_code = code

    @property
    def is_complete(self) -> bool:
        """False if the run was stopped; the result then covers a prefix of the draws."""
        return self.message.is_complete

    @property
    def _scenario(self) -> ScenarioMessage | None:
        return None if self.model is None else self.model.scenario

    @property
    def caption(self) -> str:
        """What the result is of, in a line: scenario, draws, concept, seed, and what is missing."""
        return caption(self.message)

    @property
    def _attributes(self) -> dict[str, str | int]:
        return attributes(self.message)

    @property
    def profiles(self) -> pd.DataFrame:
        """The most frequent joint profiles: a column per lever, and the share of the draws."""
        levers = [f"{lever.actor}.{lever.lever}" for lever in self.message.levers]
        total = max(self.message.profile_draws, 1)
        rows = (
            {
                **dict(zip(levers, profile.levels, strict=True)),
                "count": profile.count,
                "share": profile.count / total,
            }
            for profile in self.message.profiles
        )
        return table(rows, (*levers, "count", "share"), self._attributes)

    @property
    def posterior(self) -> Posterior:
        """The same given the scenario's evidence; all other tables are of the prior.

        Raises
        ------
        InvalidArgument
            If the scenario has no evidence that counts, or no draw fits it.
        """
        return Posterior(self)

    @property
    def observations(self) -> pd.DataFrame:
        """What observing each item of evidence without a date would be worth, per option set.

        ``expected_value`` is by how much the value of the best option rises on average if one can
        choose after the observation.
        """
        posterior = self.message.posterior
        found = [] if posterior is None else posterior.observations
        return observation_table(found, self._scenario, self._attributes)

    def analysis(
        self,
        of: Sequence[str] = (),
        *,
        most: SupportsIndex = 5,
        scenario: ScenarioArgument | None = None,
    ) -> str:
        """Give what the result hinges on as text.

        Parameters
        ----------
        of : sequence of str
            Ids of outcomes, claims, metrics, actors or option sets; all claims and option sets if
            left out.
        most : int
            The most parameters that are told of each.
        scenario : Scenario, Model, dict, path or str, optional
            What was run, for a result that was loaded.

        Returns
        -------
        str

        Raises
        ------
        InvalidArgument
            If the result has no analysis, or nothing of that id.
        """
        analysis_of(self.message)
        return _core.analysis_text(
            self.message.to_json(),
            self._model(scenario)._json,
            names_of("of", of),
            whole("most", most, 1, 100_000),
        )

    @property
    def settings(self) -> RunSettings:
        """The settings behind the result, to run or replay it again."""
        options = self.message.options
        if options is None:
            raise InvalidArgument("the result does not say how it was run")
        return RunSettings(
            concept_name=options.solution_concept,
            seed=options.seed,
            draws=options.draws,
            concept_options=recorded_options(options),
        )

    def _model(self, given: ScenarioArgument | None) -> Model:
        model = self.model if given is None else as_model(given)
        if model is None:
            raise InvalidArgument("a result that was loaded needs its scenario: give scenario=")
        if given is not None:
            model = self._changed(model)
        if model.digest != self.message.scenario_digest:
            raise InvalidArgument(
                f"the result is of the scenario {self.message.scenario_digest}, "
                f"not of {model.digest}"
            )
        return model

    def _changed(self, model: Model) -> Model:
        """Make a scenario the variant with the what-if of the result, unless it is so already."""
        variant = self.message.variant_id
        if variant and model.scenario.variant_id != variant:
            model = model._variant(variant)
        changes = self.message.what_if
        if changes is None or model.digest == self.message.scenario_digest:
            return model
        return model._changed(changes)

    def _code(self, payoffs: PayoffsArgument, metrics: Mapping[str, MetricFunction] | None) -> Code:
        is_given = payoffs is not None or metrics is not None
        code = Code(payoffs, metrics) if is_given or not self._own_code else self._own_code
        code.check_names(self.message.options)
        return code

    def _rerun(
        self,
        scenario: ScenarioArgument | None,
        payoffs: PayoffsArgument,
        metrics: Mapping[str, MetricFunction] | None,
    ) -> tuple[Model, Code, RunSettings]:
        """What repeats draws of the run: its model, its code, and settings that call the code."""
        model = self._model(scenario)
        code = self._code(payoffs, metrics)
        return model, code, code.put_into(self.settings, model)

    def draws(
        self,
        first: SupportsIndex = 0,
        count: SupportsIndex | None = None,
        *,
        scenario: ScenarioArgument | None = None,
        threads: SupportsIndex = 0,
        payoffs: PayoffsArgument = None,
        metrics: Mapping[str, MetricFunction] | None = None,
    ) -> xr.Dataset:
        """Replay draws of the run, block by block, as labelled arrays.

        Parameters
        ----------
        first : int
            Number of the first draw, from 0.
        count : int, optional
            How many, at least 1, of the draws that the run has from `first` on; up to 10,000 if
            left out.
        scenario : Scenario, Model, dict, path or str, optional
            What was run, for a result that was loaded.
        threads : int
            0: all that the machine offers.
        payoffs, metrics
            The code of the run, for a result that was loaded.

        Returns
        -------
        xarray.Dataset
            With the dimensions draw, parameter, outcome, lever, level, metric, actor and claim.
            Levels of a lever are counted from 0, `level_id` names them, and levers with fewer
            levels than others hold NaN. Coordinates hold names and units beside ids, and
            attributes say what each variable and the whole is of, in files, too.

        Examples
        --------
        >>> result = demarche.run(demarche.load_scenario("chicken"), draws=1000)
        >>> draws = result.draws(count=100)
        >>> dict(draws.sizes)["draw"]
        100
        """
        from demarche._draws import dataset

        model, code, settings = self._rerun(scenario, payoffs, metrics)
        settings.threads = thread_count(threads)
        start = self._number("first", first)
        left = self.message.draws_done - start
        number = min(left, 10_000) if count is None else whole("count", count, 1)
        if number > left:
            raise InvalidArgument(
                f"count must be in [1, {left:,}], since the run has draws up to number "
                f"{self.message.draws_done - 1:,}; got {number:,}"
            )
        table = _core.replay_draws(code.compiled(model), settings, start, number, None)
        return dataset(table, model.scenario, start, self.message, code.metrics)

    def _number(self, name: str, value: Any) -> int:
        """Check the number of a draw of the run."""
        done = self.message.draws_done
        if done == 0:
            raise InvalidArgument("the run has no draws: it was stopped before the first")
        return whole(name, value, 0, done - 1)

    def _replayed(
        self,
        number: SupportsIndex,
        scenario: ScenarioArgument | None,
        payoffs: PayoffsArgument,
        metrics: Mapping[str, MetricFunction] | None,
    ) -> tuple[_core.CompiledModel, Draw]:
        """Give a draw, and the model with the payoffs left open that the code computes."""
        model, code, settings = self._rerun(scenario, payoffs, metrics)
        compiled = code.compiled(model)
        draw = _core.replay_draw(compiled, settings, self._number("number", number))
        return compiled, remember_model(draw, model, code)

    def replay(
        self,
        number: SupportsIndex,
        *,
        scenario: ScenarioArgument | None = None,
        payoffs: PayoffsArgument = None,
        metrics: Mapping[str, MetricFunction] | None = None,
    ) -> Draw:
        """Repeat one draw of the run exactly.

        Parameters
        ----------
        number : int
            Which draw of the run, from 0.
        scenario : Scenario, Model, dict, path or str, optional
            What was run, for a result that was loaded.
        payoffs, metrics
            The code of the run, likewise.

        Returns
        -------
        Draw
        """
        return self._replayed(number, scenario, payoffs, metrics)[1]

    def explain(
        self,
        number: SupportsIndex,
        *,
        actor: str = "",
        profile: str = "",
        scenario: ScenarioArgument | None = None,
        payoffs: PayoffsArgument = None,
        metrics: Mapping[str, MetricFunction] | None = None,
    ) -> str:
        """Explain one draw of the run as text, term by term.

        Parameters
        ----------
        number : int
            Which draw of the run, from 0.
        actor, profile : str
            As for `explain_draw`.
        scenario : Scenario, Model, dict, path or str, optional
            What was run, for a result that was loaded.
        payoffs, metrics
            The code of the run, likewise.

        Returns
        -------
        str
        """
        compiled, draw = self._replayed(number, scenario, payoffs, metrics)
        return _core.explain(compiled, draw, actor=actor, profile=profile)

    def matrix(
        self,
        number: SupportsIndex,
        *,
        actors: Iterable[str] = (),
        profile: str = "",
        scenario: ScenarioArgument | None = None,
        payoffs: PayoffsArgument = None,
        metrics: Mapping[str, MetricFunction] | None = None,
    ) -> PayoffMatrix:
        """Give two actors' payoffs for each pair of their strategies in one draw of the run.

        Parameters
        ----------
        number : int
            Which draw of the run, from 0.
        actors, profile
            As for `payoff_matrix`.
        scenario : Scenario, Model, dict, path or str, optional
            What was run, for a result that was loaded.
        payoffs, metrics
            The code of the run, likewise.

        Returns
        -------
        PayoffMatrix
        """
        model = self._model(scenario)
        pair, held = names_of("actors", actors), text("profile", profile)
        _core.check_matrix(model._core, pair, held)
        compiled, draw = self._replayed(number, model, payoffs, metrics)
        return matrix_of(compiled, draw, pair, held)

    def summary(self, *, scenario: ScenarioArgument | None = None) -> str:
        """Give the whole result as text.

        Parameters
        ----------
        scenario : Scenario, Model, dict, path or str, optional
            What was run, for a result that was loaded.

        Returns
        -------
        str
        """
        return _core.summarise_result(self.message.to_json(), self._model(scenario)._json)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the result.

        Parameters
        ----------
        path : str or os.PathLike
            Ends in ``.pb`` or ``.json``; the file appears whole or not at all.
        """
        _core.write_result(self.message.to_json(), path)

    def log_forecasts(
        self, path: str | os.PathLike[str], *, resolves: str, stated: str | None = None
    ) -> int:
        """Append the probability of each claim and outcome to a file that `score` reads.

        Parameters
        ----------
        path : str or os.PathLike
            Comma-separated values, as ``demarche run --log`` writes them; made if missing. Lines
            that are there stay, and none is added twice.
        resolves : str
            The day by which the forecasts are decided, for example ``"2026-12-31"``.
        stated : str, optional
            The day of the forecasts; today if left out.

        Returns
        -------
        int
            How many lines were added.

        Raises
        ------
        InvalidArgument
            If the file has other columns, a date is none, or the result is of a what-if or of a
            run that was stopped, which are no forecasts.
        IoError
            If the file cannot be read or written.
        """
        days = (text("resolves", resolves), None if stated is None else text("stated", stated))
        model = self._model(None)
        return _core.append_forecasts(
            os.fspath(path), self.message.to_json(), model._json, days[0], days[1]
        )

    @classmethod
    def load(
        cls, path: str | os.PathLike[str], *, scenario: ScenarioArgument | None = None
    ) -> Result:
        """Read a result.

        Parameters
        ----------
        path : str or os.PathLike
            A file that `save` or the program ``demarche`` wrote.
        scenario : Scenario, Model, dict, path or str, optional
            What was run, for its names and its draws. A result of a bundled scenario finds it by
            itself, whatever the working directory holds.

        Returns
        -------
        Result

        Raises
        ------
        IoError
            If the file cannot be read or is no result.
        """
        result = cls(ResultMessage.from_json(_core.read_result(path)))
        if scenario is not None:
            result.model = result._model(scenario)
        else:
            result.model = result._bundled_model()
        return result

    def _bundled_model(self) -> Model | None:
        """Find what was run among the bundled scenarios; None where it is not there."""
        path = bundled_path(self.message.scenario_id)
        if path is None:
            return None
        try:
            model = self._changed(as_model(path))
        except InvalidArgument:  # The scenario of this name lacks what was changed.
            return None
        return model if model.digest == self.message.scenario_digest else None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Result) and self.message == other.message

    def __repr__(self) -> str:
        m = self.message
        concept = m.options.solution_concept if m.options else "?"
        state = "" if m.is_complete else ", incomplete"
        missing = num_unsolved(m)
        state += f", {missing} without an answer" if missing else ""
        return f"<Result of {m.scenario_id}: {m.draws_done} draws, concept {concept}{state}>"

    def _repr_html_(self) -> str:
        return result_html(self.message, self._scenario)


class Posterior(PosteriorTables):
    """What a run found given the evidence: tables as those of `Result`, and what moved them.

    `Result.posterior` gives it. Text, draws, explanations, figures of draws and files are of the
    whole run, prior and posterior: `prior` gives them, ``prior.summary()`` for example.

    Parameters
    ----------
    result : Result
        Of a run with evidence.

    Raises
    ------
    InvalidArgument
        If the result has no evidence that counts, or no draw fits it.

    Examples
    --------
    >>> chicken = demarche.load_scenario("chicken").changed(given="north.stance == stand")
    >>> result = demarche.run(chicken, draws=1000)
    >>> result.posterior.levers["mean"].round(2).tolist()[:2]
    [0.0, 1.0]
    """

    def __init__(self, result: Result) -> None:
        super().__init__(result.message, result._scenario)
        self._prior = result

    @property
    def prior(self) -> Result:
        """The result that it is of, whose own tables are without the evidence."""
        return self._prior

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Posterior) and self._prior == other._prior

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<Posterior of {self._prior!r}: {self.effective_draws:,.0f} effective draws>"
