# SPDX-License-Identifier: MIT
"""Scenarios with changes: what runs of them warn of, and what their results state."""

from __future__ import annotations

import concurrent.futures
import pathlib
import pickle
import warnings
from typing import Any

import numpy as np

import demarche
from demarche import Scenario


def with_a_spare_parameter() -> Scenario:
    scenario = demarche.load_scenario("chicken")
    scenario.parameters.append({"id": "spare", "distribution": {"uniform": {"low": 0, "high": 1}}})
    return scenario


def warned(scenario: demarche.ScenarioMessage | demarche.Model) -> list[str]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        demarche.run(scenario, draws=50)
    return [str(one.message) for one in caught]


def test_runs_of_changed_scenarios_warn_as_the_scenario_does_without_the_changes() -> None:
    scenario = with_a_spare_parameter()
    (own,) = warned(scenario)
    # A constant has no rank correlation: a warning that the change asks for.
    changed = scenario.changed(set={"war_cost_north": 2})
    others = [scenario.changed(set={"prize": 2 + i / 64}) for i in range(65)]

    assert "parameter spare" in own
    for same in (
        changed,
        changed.compile(),
        changed.copy(),
        changed.changed(fix={"north.stance": "stand"}),
        pickle.loads(pickle.dumps(changed)),
        pickle.loads(pickle.dumps(changed.compile())),
        changed.compile().scenario,
        scenario.changed(),
        others[0],
    ):
        assert warned(same) == [own]
    assert warned(scenario) == [own]
    changed.name = "A scenario of its own"
    assert len(warned(changed)) == 2


def test_results_of_changed_scenarios_say_what_was_changed(tmp_path: pathlib.Path) -> None:
    scenario = demarche.load_scenario("chicken")
    changed = scenario.changed(set={"prize": 2}, widen=2).changed(
        set={"prize": 3, "resolve": 0.5}, fix={"north.stance": "stand"}, widen=2
    )
    told = demarche.WhatIf(
        set=["prize = 3.0", "resolve = 0.5"], fix=["north.stance = stand"], widen=4.0
    )

    result = changed.run(draws=50)
    result.save(tmp_path / "r.pb")
    loaded = demarche.Result.load(tmp_path / "r.pb")

    assert result.message.what_if == told
    assert "What if prize = 3.0, resolve = 0.5, north.stance = stand (fixed)" in result.summary()
    assert "What if" in result.explain(0)
    assert loaded.model is not None
    assert loaded.model.digest == changed.compile().digest
    assert loaded.summary() == result.summary()
    compared = demarche.compare_concepts(changed, ["nash", "pure"], draws=50)
    assert [one.message.what_if for one in compared.results] == [told, told]
    assert scenario.run(draws=50).message.what_if is None
    assert changed.changed(widen=0.25).run(draws=50).message.what_if == demarche.WhatIf(
        set=told.set, fix=told.fix
    )
    changed.name = "A scenario of its own"
    assert changed.run(draws=50).message.what_if is None


def zero_payoffs(parameters: demarche.DrawColumns) -> np.ndarray[Any, Any]:
    return np.zeros((parameters.num_draws, 2, 2, 2))


def test_runs_with_code_and_on_executors_say_what_was_changed() -> None:
    changed = demarche.load_scenario("chicken").changed(set={"prize": 2})
    told = demarche.WhatIf(set=["prize = 2.0"])

    coded = changed.run(draws=50, payoffs=zero_payoffs)
    with concurrent.futures.ThreadPoolExecutor(2) as executor:
        sliced = changed.run(draws=50, executor=executor)

    assert coded.message.what_if == sliced.message.what_if == told
    assert sliced == changed.run(draws=50)
