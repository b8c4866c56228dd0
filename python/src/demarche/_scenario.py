# SPDX-License-Identifier: MIT
"""Scenarios: loading, checking, saving, compiling and running them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, Self, SupportsFloat, Unpack

from demarche import _core
from demarche._arguments import real_number
from demarche._bundled import BUNDLED, find_scenario
from demarche._core import InvalidArgument, Problem
from demarche._display import table_html
from demarche._hints import name_hint, shown
from demarche._model import (
    Change,
    Model,
    ScenarioError,
    change_of,
    combined,
    compile_once,
    read_scenario,
    remember,
    variant_of,
)
from demarche._result import Result
from demarche._run import RunKeywords, run
from demarche._schema.elements import Elements
from demarche._schema.generated import Constant, ScenarioMessage, WhatIf
from demarche._sheets import apply_sheet, save_sheet, sheet_table

if TYPE_CHECKING:
    import pandas as pd

#: What a scenario shows of itself.
_SHOWN = ("actors", "parameters", "outcomes", "metrics", "claims")


def _few_names(elements: Sequence[Any]) -> str:
    """Give the names of some elements, for a table."""
    names = [element.name or element.id for element in elements[:4]]
    return ", ".join(names) + (", ..." if len(elements) > 4 else "")


def _found(elements: Elements[Any], kind: str, identity: str) -> Any:
    """Give the element of this id, or say which there are."""
    try:
        return elements[str(identity)]
    except KeyError:
        hint = name_hint(str(identity), [element.id for element in elements])
        raise InvalidArgument(f"there is no {kind} '{identity}'; {hint}") from None


def _fixed(scenario: ScenarioMessage, lever: str, level: str) -> str:
    """Give the assignment that fixes a lever, or say what there is."""
    actor_id, dot, lever_id = str(lever).partition(".")
    if not dot:
        raise InvalidArgument(f"fix must name levers as in 'north.stance', got '{lever}'")
    actor = _found(scenario.actors, "actor", actor_id)
    chosen = _found(actor.levers, f"lever of {actor_id}", lever_id)
    _found(chosen.levels, f"level of {lever}", level)
    return f"{lever} = {level}"


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

    __slots__ = ("_change",)

    #: What `changed` made it of, if it did.
    _change: Change | None

    def __getstate__(self) -> dict[str, Any]:
        return {**super().__getstate__(), "_change": getattr(self, "_change", None)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        fields = dict(state)
        self._change = fields.pop("_change", None)
        super().__setstate__(fields)

    def copy(self) -> Self:
        """Give an independent copy.

        Returns
        -------
        Scenario
        """
        made = super().copy()
        made._change = getattr(self, "_change", None)
        return made

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
        return cls._of(read_scenario(path))

    @classmethod
    def parse(cls, text: str, *, file: str = "<text>") -> Self:
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
        compiled, problems = _core.parse_scenario(text, file, BUNDLED)
        if compiled is None:
            raise ScenarioError(problems)
        return cls._of(compiled)

    @classmethod
    def _of(cls, compiled: _core.CompiledModel) -> Self:
        scenario = cls.from_json(compiled.scenario)
        remember(scenario.to_json(), compiled)
        return scenario

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(getattr(self, kind))} {kind}" for kind in _SHOWN)
        return f"<Scenario {self.id or 'without id'}: {counts}>"

    def _repr_html_(self) -> str:
        rows = [
            [kind, str(len(getattr(self, kind))), escape(_few_names(getattr(self, kind)))]
            for kind in _SHOWN
        ]
        caption = f"<b>{escape(self.name or self.id)}</b><br>{escape(self.rationale)}"
        return table_html(["", "number", ""], rows, caption)

    def check(self) -> list[Problem]:
        """Find every error and warning of the scenario as it is now, and of its variants.

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
        json = self.to_json()
        if self.variants:
            return _core.check_with_variants(json)
        return compile_once(json, change_of(self, json))[1]

    def variant(self, identity: str) -> Self:
        """Copy the scenario as one of its variants changes it.

        Results of the copy say of which variant they are (``message.variant_id``). The same seed
        gives parameters that both have the same random numbers.

        Parameters
        ----------
        identity : str
            The id of one of `variants`.

        Returns
        -------
        Scenario
            Without variants.

        Raises
        ------
        InvalidArgument
            If there is no such variant, with the closest id, or if a change cannot be made.

        Examples
        --------
        >>> outreach = demarche.load_scenario("outreach")
        >>> outreach.variant("left").name
        "China's outreach to Europe: Washington has left"
        """
        return variant_of(self, identity)

    def changed(
        self,
        *,
        set: Mapping[str, SupportsFloat] | None = None,
        fix: Mapping[str, str] | None = None,
        precision: SupportsFloat | str | None = None,
        widen: SupportsFloat = 1,
        given: str | Iterable[str] = (),
        evidence: str | Iterable[str] | None = None,
        answer: str | None = None,
    ) -> Self:
        """Copy the scenario with some of its assumptions changed, to ask what if.

        The same seed gives all other parameters the values that they had, those included that a
        parameter was correlated with, so that runs of both can be compared draw by draw. Results of
        the copy state the changes (``message.what_if``), and runs of it warn of what `check` finds
        in the scenario without them. To edit the copy, or to save and load it, makes it a scenario
        of its own.

        Parameters
        ----------
        set : mapping, optional
            From ids of parameters to the value that each has for certain.
        fix : mapping, optional
            From levers ("actor.lever") to the id of the level that each is held at.
        precision : float or str, optional
            Precision of every actor's logit response: a number at least 0, or an expression over
            parameters. It takes the place of the scenario's and of the actors' own.
        widen : float, default 1
            Factor by which every continuous parameter is made more uncertain: its percentiles are
            stretched about the median, and its smallest and largest values stay.
        given : str or iterable of str, optional
            Conditions taken as observed: events, or ids of outcomes or of claims with an event.
            Results then have a ``posterior``.
        evidence : str or iterable of str, optional
            Which items of evidence count: "none", "until 2025-02-20", or ids of items. All with a
            date if left out.
        answer : str, optional
            What the others do about every option set and comparison: "held" (what the solution has
            them do) or "equilibrium" (options are commitments, to which everything else is solved
            again). As the scenario has it if left out.

        Returns
        -------
        Scenario

        Raises
        ------
        InvalidArgument
            If there is no such parameter, lever or level; the closest is named.

        Examples
        --------
        >>> chicken = demarche.load_scenario("chicken")
        >>> bold = chicken.changed(set={"prize": 2}, fix={"north.stance": "stand"})
        >>> bold.run(draws=500).levers["mean"].round(2).tolist()[:2]
        [0.0, 1.0]
        """
        return self._with(self._what_if(set, fix, precision, widen, given, evidence, answer))

    def _what_if(
        self,
        set: Mapping[str, SupportsFloat] | None,
        fix: Mapping[str, str] | None,
        precision: SupportsFloat | str | None,
        widen: SupportsFloat = 1,
        given: str | Iterable[str] = (),
        evidence: str | Iterable[str] | None = None,
        answer: str | None = None,
    ) -> WhatIf:
        """Say the changes as results record them."""
        values = []
        for parameter, value in (set or {}).items():
            number = Constant.from_dict({"value": value}).value
            values.append(f"{parameter} = {number!r}")
        fixed = [_fixed(self, lever, level) for lever, level in (fix or {}).items()]
        text = precision if isinstance(precision, str) else ""
        if precision is not None and not isinstance(precision, str):
            text = repr(real_number("precision", precision, "a number or an expression"))
        factor = Constant.from_dict({"value": widen}).value
        items = evidence if isinstance(evidence, str) or evidence is None else ",".join(evidence)
        return WhatIf(
            set=values,
            fix=fixed,
            precision=text,
            widen=None if factor == 1 else factor,
            given=[given] if isinstance(given, str) else list(given),
            evidence=items or "",
            answer=answer or "",
        )

    def _with(self, changes: WhatIf) -> Self:
        """Copy the scenario with these changes."""
        json = self.to_json()
        earlier = change_of(self, json)
        if earlier is not None:
            json, changes = earlier.base, combined(earlier.what_if, changes)
        if changes == WhatIf():
            return type(self).from_json(json)
        return Change.of(json, changes, type(self)).scenario(type(self))

    def parameters_table(self, experts: str | Iterable[str] = ()) -> pd.DataFrame:
        """Give the parameters as a table, to be edited and given to `with_parameters`.

        Parameters
        ----------
        experts : str or iterable of str, optional
            Ids of experts to be asked: the table has a row for each parameter and each of them,
            with what the expert has said already and blank cells else.

        Returns
        -------
        pandas.DataFrame
            A row for each parameter, or for its own texts and each of its experts. The columns are
            those of the page *Sheets of parameters*; numbers that are not there are NaN.

        Raises
        ------
        InvalidArgument
            If an expert's id is none, or is there twice.

        Examples
        --------
        >>> scenario = demarche.load_scenario("chicken")
        >>> scenario.parameters_table()[["id", "family", "low", "mode", "high"]].values.tolist()[0]
        ['prize', 'triangular', 0.5, 1.0, 2.0]
        """
        return sheet_table(self.to_json(), experts)

    def save_parameters(
        self, path: str | os.PathLike[str], experts: str | Iterable[str] = ()
    ) -> None:
        """Write the parameters to a file for spreadsheets.

        Parameters
        ----------
        path : str or os.PathLike
            Ends in ``.csv``, or in ``.xlsx``, which needs pandas and openpyxl.
        experts : str or iterable of str, optional
            As for `parameters_table`.

        Raises
        ------
        InvalidArgument
            For another ending, or as `parameters_table` does.
        IoError
            If the file cannot be written.
        """
        save_sheet(self.to_json(), path, experts)

    def with_parameters(
        self, sheet: str | os.PathLike[str] | pd.DataFrame | Iterable[Mapping[str, Any]]
    ) -> Self:
        """Copy the scenario with a table of parameters applied.

        A row with numbers replaces the distribution of its parameter or expert; rows that are not
        there, and empty cells of texts, change nothing.

        Parameters
        ----------
        sheet : path, pandas.DataFrame or list of dict
            A ``.csv`` file, the first sheet of an ``.xlsx`` file (which needs pandas and
            openpyxl), or a table as `parameters_table` gives.

        Returns
        -------
        Scenario

        Raises
        ------
        ScenarioError
            With every problem: its line and column in a ``.csv`` file, else the number of its row,
            where the headings are row 1, and of its cell.
        IoError
            If the file cannot be read.

        Warns
        -----
        ScenarioProblemWarning
            For a row without numbers, a heading that is probably misspelled, and quantiles that no
            distribution of the family has.

        Examples
        --------
        >>> scenario = demarche.load_scenario("chicken")
        >>> table = scenario.parameters_table().set_index("id")
        >>> table.loc["prize", "high"] = 3
        >>> scenario.with_parameters(table).parameters["prize"].distribution.triangular.high
        3.0
        """
        return type(self).from_json(apply_sheet(self.to_json(), sheet))

    def parameter_changes(self, other: ScenarioMessage) -> str:
        """Tell how the parameters of another scenario differ from those of this one.

        Parameters
        ----------
        other : Scenario
            For example what `with_parameters` gave.

        Returns
        -------
        str
            Each parameter whose numbers changed with what it was and what it is, the quantiles
            understood included; then the ids of those that changed in words alone.

        Examples
        --------
        >>> scenario = demarche.load_scenario("chicken")
        >>> rows = [{"id": "prize", "family": "constant", "value": 2}]
        >>> print(scenario.parameter_changes(scenario.with_parameters(rows)))
        1 of 4 parameters changed:
          prize
            was triangular low 0.5, mode 1, high 2; quantiles 0.5866 at 1 %, ...
            is constant value 2
        <BLANKLINE>
        """
        if not isinstance(other, ScenarioMessage):
            raise InvalidArgument(f"other must be a Scenario, got {shown(other)}")
        return _core.parameter_changes(self.to_json(), other.to_json())

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

    def run(self, **settings: Unpack[RunKeywords]) -> Result:
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


def check_scenario(path: str | os.PathLike[str]) -> list[Problem]:
    """Find every error and warning of a scenario file, and of its variants.

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
    return _core.check_file(find_scenario(path), BUNDLED)
