# SPDX-License-Identifier: MIT
"""Lists of elements: found by id, converted and checked whenever something is put in."""

from __future__ import annotations

import copy
import pickle

import numpy as np
import pytest

import demarche
from demarche import Distribution, InvalidArgument, Uniform


@pytest.fixture
def scenario() -> demarche.Scenario:
    return demarche.load_scenario("chicken")


def test_elements_are_found_by_id(scenario: demarche.Scenario) -> None:
    assert scenario.parameters["prize"] is scenario.parameters[0]
    assert scenario.actors["north"].levers["stance"].levels["stand"].id == "stand"
    assert "war" in scenario.outcomes
    assert "peace" not in scenario.outcomes
    assert scenario.outcomes[0] in scenario.outcomes
    with pytest.raises(KeyError, match="no element 'prise'; did you mean 'prize'"):
        scenario.parameters["prise"]

    scenario.parameters["prize"] = {"id": "prize", "distribution": Uniform(low=1, high=2)}
    del scenario.claims[scenario.claims[0].id]

    assert scenario.parameters["prize"].distribution == Distribution(uniform=Uniform(low=1, high=2))
    assert len(scenario.claims) == len(demarche.load_scenario("chicken").claims) - 1


def test_whatever_is_put_in_is_converted(scenario: demarche.Scenario) -> None:
    given = {"id": "truce", "name": "Truce", "event": "north.stance == yield"}

    scenario.outcomes.append(given)
    scenario.outcomes += [{**given, "id": "second"}]
    scenario.outcomes.extend(({**given, "id": "third"},))
    scenario.outcomes.insert(0, {**given, "id": "first"})
    scenario.outcomes[1:1] = [{**given, "id": "sliced"}]
    scenario.actors = tuple(scenario.actors)
    low, high = np.int64(1), np.float32(3)
    scenario.parameters["prize"].distribution = Uniform(low=low, high=high)  # type: ignore[arg-type]

    assert all(type(outcome) is demarche.Outcome for outcome in scenario.outcomes)
    assert [o.id for o in scenario.outcomes][:2] == ["first", "sliced"]
    assert scenario == scenario.copy() == copy.deepcopy(scenario)
    assert len(scenario.check()) >= 5  # It lists what the new outcomes lack; nothing is raised.
    with pytest.raises(InvalidArgument, match=r"Scenario\.outcomes\[7\] must be Outcome"):
        scenario.outcomes.append(3)
    with pytest.raises(InvalidArgument, match=r"did you mean 'event'"):
        scenario.outcomes.append({"evnt": ""})


def test_scalars_in_lists_are_converted_too() -> None:
    discrete = demarche.Discrete(values=[1, 2])

    discrete.values.append(np.int64(3))

    assert discrete.values == [1.0, 2.0, 3.0]
    assert "3.0" in discrete.to_json()
    with pytest.raises(InvalidArgument, match=r"values\[3\] must be float, got 'x'"):
        discrete.values.append("x")


def test_copies_go_on_converting(scenario: demarche.Scenario) -> None:
    for again in (pickle.loads(pickle.dumps(scenario)), copy.deepcopy(scenario)):
        again.outcomes.append({"id": "truce"})
        assert again.outcomes["truce"].id == "truce"
        with pytest.raises(InvalidArgument):
            again.outcomes.append(3)


def test_assignments_fail_where_they_are_made(scenario: demarche.Scenario) -> None:
    with pytest.raises(InvalidArgument, match=r"Scenario\.name must be str, got 5"):
        scenario.name = 5  # type: ignore[assignment]
    with pytest.raises(InvalidArgument, match="actors must be a sequence of Actor"):
        scenario.actors = "north"  # type: ignore[assignment]
    scenario.name = None  # type: ignore[assignment]
    assert scenario.name == ""


def test_check_lists_also_what_no_field_can_hold(scenario: demarche.Scenario) -> None:
    assert scenario.defaults is not None
    scenario.defaults.draws = -5

    (problem,) = scenario.check()

    assert "draws" in str(problem)
    with pytest.raises(demarche.ScenarioError, match="draws"):
        scenario.run()


def test_zeros_that_matter_are_shown(scenario: demarche.Scenario) -> None:
    assert repr(Uniform(low=0, high=2)) == "Uniform(low=0.0, high=2.0)"
    assert repr(demarche.Level(id="x")) == "Level(id='x')"
    assert repr(scenario).startswith("<Scenario chicken: 2 actors, 4 parameters, 2 outcomes")
    assert "North, South" in scenario._repr_html_()
