# SPDX-License-Identifier: MIT
"""Results as tables, arrays and text."""

from __future__ import annotations

import html
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from demarche import _core
from demarche._core import Draw, InvalidArgument, RunSettings, icd_203_phrase
from demarche._custom import Code, MetricFunction, PayoffsArgument
from demarche._display import table_html
from demarche._model import Model, as_model
from demarche._options import recorded_options
from demarche._schema.generated import ResultMessage, ScenarioMessage
from demarche._tables import ESTIMATE, estimate_table, summary_table, table

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr


class Result:
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
    >>> list(result.levers.columns)[:4]
    ['actor', 'lever', 'level', 'mean']
    """

    def __init__(
        self, message: ResultMessage, model: Model | None = None, code: Code | None = None
    ) -> None:
        self.message = message
        self.model = model
        self._own_code = code

    @property
    def is_complete(self) -> bool:
        """False if the run was stopped; the result then covers a prefix of the draws."""
        return self.message.is_complete

    @property
    def outcomes(self) -> pd.DataFrame:
        """Probability of each outcome, with its standard error and 95 % interval."""
        return estimate_table("outcome", self.message.outcomes)

    @property
    def claims(self) -> pd.DataFrame:
        """Probability of each claim, with its 95 % interval and the phrase of ICD 203."""
        frame = estimate_table("claim", self.message.claims)
        phrases = [icd_203_phrase(e.mean) if e.count else "" for e in self.message.claims]
        frame.insert(2, "phrase", phrases)
        return frame

    @property
    def levers(self) -> pd.DataFrame:
        """Probability of each level of each lever."""
        rows = (
            {
                "actor": lever.actor,
                "lever": lever.lever,
                "level": level.id,
                **{name: getattr(level, name) for name in ESTIMATE},
            }
            for lever in self.message.levers
            for level in lever.levels
        )
        return table(rows, ("actor", "lever", "level", *ESTIMATE))

    @property
    def metrics(self) -> pd.DataFrame:
        """Mean, spread and quantiles of each metric.

        Mean and standard error are of the expectation in each draw; the rest is of the value at a
        profile sampled from each draw's solution.
        """
        return summary_table("metric", self.message.metrics)

    @property
    def payoffs(self) -> pd.DataFrame:
        """Mean, spread and quantiles of each strategic actor's payoff, as for `metrics`."""
        return summary_table("actor", self.message.payoffs)

    @property
    def option_sets(self) -> pd.DataFrame:
        """How the options of each set compare: a row per option.

        `count` is of the draws in which all options of the set have a value; they are compared in
        these, and `undefined` is of the others.
        """
        fields = ("mean", "standard_error", "worst_decile", "mean_regret", "share_best")
        rows = (
            {
                "option_set": found.id,
                "option": ", ".join(
                    f"{lever} = {level}"
                    for lever, level in zip(found.levers, option.levels, strict=True)
                ),
                **{name: getattr(option, name) for name in fields},
                "count": found.count,
                "undefined": found.undefined,
            }
            for found in self.message.option_sets
            for option in found.options
        )
        return table(rows, ("option_set", "option", *fields, "count", "undefined"))

    @property
    def profiles(self) -> pd.DataFrame:
        """The most frequent joint profiles: a column per lever, and the share of the draws."""
        names = [f"{lever.actor}.{lever.lever}" for lever in self.message.levers]
        total = max(self.message.profile_draws, 1)
        rows = (
            {
                **dict(zip(names, profile.levels, strict=True)),
                "count": profile.count,
                "share": profile.count / total,
            }
            for profile in self.message.profiles
        )
        return table(rows, (*names, "count", "share"))

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

    def _model(self, given: ScenarioMessage | Model | None) -> Model:
        model = self.model if given is None else as_model(given)
        if model is None:
            raise InvalidArgument("a result that was loaded needs its scenario: give scenario=")
        if model.digest != self.message.scenario_digest:
            raise InvalidArgument(
                f"the result is of the scenario {self.message.scenario_digest}, "
                f"not of {model.digest}"
            )
        return model

    def _code(self, payoffs: PayoffsArgument, metrics: Mapping[str, MetricFunction] | None) -> Code:
        is_given = payoffs is not None or metrics is not None
        code = Code(payoffs, metrics) if is_given or not self._own_code else self._own_code
        code.check_names(self.message.options)
        return code

    def _rerun(
        self,
        scenario: ScenarioMessage | Model | None,
        payoffs: PayoffsArgument,
        metrics: Mapping[str, MetricFunction] | None,
    ) -> tuple[Model, Code, RunSettings]:
        """What repeats draws of the run: its model, its code, and settings that call the code."""
        model = self._model(scenario)
        code = self._code(payoffs, metrics)
        return model, code, code.put_into(self.settings, model)

    def draws(
        self,
        first: int = 0,
        count: int | None = None,
        *,
        scenario: ScenarioMessage | Model | None = None,
        threads: int = 0,
        payoffs: PayoffsArgument = None,
        metrics: Mapping[str, MetricFunction] | None = None,
    ) -> xr.Dataset:
        """Replay draws of the run, block by block, as labelled arrays.

        Parameters
        ----------
        first : int
            Number of the first draw.
        count : int, optional
            How many; up to 10,000 of those that there are if left out.
        scenario : Scenario or Model, optional
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
            levels than others hold NaN.

        Examples
        --------
        >>> result = demarche.run(demarche.load_scenario("chicken"), draws=1000)
        >>> draws = result.draws(count=100)
        >>> dict(draws.sizes)["draw"]
        100
        """
        from demarche._draws import dataset

        model, code, settings = self._rerun(scenario, payoffs, metrics)
        settings.threads = threads
        left = max(self.message.draws_done - first, 0)
        number = min(left, 10_000) if count is None else count
        table = _core.replay_draws(code.compiled(model), settings, first, number, None)
        return dataset(table, model.scenario, first, code.metrics)

    def replay(
        self,
        number: int,
        *,
        scenario: ScenarioMessage | Model | None = None,
        payoffs: PayoffsArgument = None,
        metrics: Mapping[str, MetricFunction] | None = None,
    ) -> Draw:
        """Repeat one draw of the run exactly.

        Parameters
        ----------
        number : int
            Which draw, from 0.
        scenario : Scenario or Model, optional
            What was run, for a result that was loaded.
        payoffs, metrics
            The code of the run, likewise.

        Returns
        -------
        Draw
        """
        model, code, settings = self._rerun(scenario, payoffs, metrics)
        return _core.replay_draw(code.compiled(model), settings, number)

    def explain(
        self,
        number: int,
        *,
        actor: str = "",
        profile: str = "",
        scenario: ScenarioMessage | Model | None = None,
        payoffs: PayoffsArgument = None,
        metrics: Mapping[str, MetricFunction] | None = None,
    ) -> str:
        """Explain one draw of the run as text, term by term.

        Parameters
        ----------
        number : int
            Which draw, from 0.
        actor, profile : str
            As for `explain_draw`.
        scenario : Scenario or Model, optional
            What was run, for a result that was loaded.
        payoffs, metrics
            The code of the run, likewise.

        Returns
        -------
        str
        """
        model, code, settings = self._rerun(scenario, payoffs, metrics)
        compiled = code.compiled(model)
        draw = _core.replay_draw(compiled, settings, number)
        return _core.explain(compiled, draw, actor=actor, profile=profile)

    def summary(self, *, scenario: ScenarioMessage | Model | None = None) -> str:
        """Give the whole result as text.

        Parameters
        ----------
        scenario : Scenario or Model, optional
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

    @classmethod
    def load(
        cls, path: str | os.PathLike[str], *, scenario: ScenarioMessage | Model | None = None
    ) -> Result:
        """Read a result.

        Parameters
        ----------
        path : str or os.PathLike
            A file that `save` or the program ``demarche`` wrote.
        scenario : Scenario or Model, optional
            What was run, if its draws are wanted.

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
        return result

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Result) and self.message == other.message

    def __repr__(self) -> str:
        m = self.message
        concept = m.options.solution_concept if m.options else "?"
        state = "" if m.is_complete else ", incomplete"
        return f"<Result of {m.scenario_id}: {m.draws_done} draws, concept {concept}{state}>"

    def _repr_html_(self) -> str:
        m = self.message
        solved = m.solving.solved if m.solving else 0
        rows = [
            (
                kind,
                e.id,
                f"{100 * e.mean:.1f} %",
                f"{100 * e.low:.1f} – {100 * e.high:.1f} %",
                phrase,
            )
            for kind, e, phrase in [
                *(("outcome", e, "") for e in m.outcomes),
                *(("claim", e, icd_203_phrase(e.mean) if e.count else "") for e in m.claims),
            ]
        ]
        rows += [
            ("metric", s.id, f"{s.mean:.4g}", f"± {1.96 * s.standard_error:.2g}", "")
            for s in m.metrics
        ]
        title = html.escape(m.scenario_name or m.scenario_id)
        concept = html.escape(m.options.solution_concept if m.options else "?")
        state = "" if m.is_complete else ", <b>stopped early</b>"
        counts = f"{m.draws_done:,} draws, concept {concept}, {solved:,} solved{state}"
        return table_html(
            ["", "id", "mean", "95 %", ""],
            [[html.escape(cell) for cell in row] for row in rows],
            f"<b>{title}</b><br>{counts}",
        )
