# SPDX-License-Identifier: MIT
"""Scenarios: loading, checking, building, editing, saving."""

from __future__ import annotations

import pathlib
import pickle
from typing import Any

import numpy as np
import pytest

import demarche
from demarche import Distribution, Normal, Parameter, Scenario, Uniform


def test_every_bundled_scenario_loads_and_is_fine() -> None:
    names = demarche.bundled_scenarios()

    assert {"chicken", "great_reversal", "outreach"} <= set(names)
    for name in names:
        assert demarche.check_scenario(name) == []
        assert demarche.load_scenario(name).check() == []


def test_loading_tells_every_problem_with_its_position(tmp_path: pathlib.Path) -> None:
    text = demarche.load_scenario("chicken").to_text()
    broken = text.replace(
        'event: "north.stance == stand && south', 'event: "north.stance == stnad && south'
    )
    broken = broken.replace("payoff_unit:", "payof_unit:")
    file = tmp_path / "broken.txtpb"
    file.write_text(broken)
    lines = broken.splitlines()

    with pytest.raises(demarche.ScenarioError) as caught:
        demarche.load_scenario(file)

    problems = caught.value.problems
    assert len(problems) >= 2
    assert all(problem.file == str(file) for problem in problems)
    field = next(p for p in problems if "payoff_unit" in p.message)
    assert lines[field.line - 1][field.column - 1 :].startswith("payof_unit")
    event = next(p for p in problems if "stnad" in p.message)
    assert lines[event.line - 1][event.column - 1 :].startswith("stnad")
    assert str(caught.value).count("\n") == len(problems) - 1
    assert isinstance(caught.value, ValueError)
    assert [str(p) for p in pickle.loads(pickle.dumps(caught.value)).problems] == [
        str(p) for p in problems
    ]


def test_a_concept_that_refuses_the_games_is_a_problem_like_others(tmp_path: pathlib.Path) -> None:
    scenario = demarche.load_scenario("outreach")
    assert scenario.defaults is not None
    scenario.defaults.solution_concept = "lemke-howson"
    file = tmp_path / "refused.txtpb"
    scenario.save(file)
    line = next(n for n, text in enumerate(file.read_text().splitlines(), 1) if "lemke" in text)

    (problem,) = scenario.check()
    (in_file,) = demarche.check_scenario(file)

    assert problem.path == in_file.path == "defaults, solution_concept"
    assert problem.message.startswith("concept lemke-howson cannot solve outreach: ")
    assert (problem.line, in_file.line) == (0, line)
    with pytest.raises(demarche.ScenarioError, match="lemke-howson"):
        scenario.compile()


def test_check_lists_warnings_and_they_keep_no_scenario_from_running() -> None:
    text = demarche.load_scenario("chicken").to_text()
    spare = 'parameters { id: "spare" distribution { uniform { low: 0 high: 1 } } }'
    scenario = demarche.Scenario.parse(text + spare, file="s.txtpb")

    found = {problem.rule: problem for problem in scenario.check()}

    assert set(found) == {"undocumented", "unused"}
    assert {problem.severity for problem in found.values()} == {"warning"}
    assert "s.txtpb" in str(found["unused"])
    assert "warning: parameter spare: nothing uses this parameter" in str(found["unused"])
    assert pickle.loads(pickle.dumps(found["unused"])).severity == "warning"
    with pytest.warns(demarche.ScenarioProblemWarning, match="parameter spare: nothing uses"):
        result = scenario.run(draws=128)
    assert result.message.warnings[0].element == "parameter spare"
    scenario.outcomes[0].event = "no"
    assert [problem.severity for problem in scenario.check()].count("error") == 1


def test_to_load_check_and_run_compiles_once(monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = demarche.load_scenario("chicken")
    monkeypatch.delattr("demarche._core.compile_scenario")

    assert scenario.check() == []
    scenario.run(draws=128)
    scenario.outcomes[0].name = "Changed"
    with pytest.raises(AttributeError):
        scenario.check()


def test_a_missing_file_is_an_os_error() -> None:
    with pytest.raises(demarche.IoError, match=r"no/such/file\.txtpb"):
        demarche.load_scenario("no/such/file.txtpb")
    assert issubclass(demarche.IoError, OSError)


@pytest.mark.parametrize("ending", ["txtpb", "json", "pb"])
@pytest.mark.parametrize("name", ["chicken", "outreach"])
def test_saving_and_loading_gives_an_equal_scenario(
    tmp_path: pathlib.Path, name: str, ending: str
) -> None:
    scenario = demarche.load_scenario(name)

    scenario.save(tmp_path / f"s.{ending}")

    assert demarche.load_scenario(tmp_path / f"s.{ending}") == scenario
    with pytest.raises(demarche.InvalidArgument, match="txtpb"):
        scenario.save(tmp_path / "s.txt")


def test_dicts_and_copies_are_equal_and_independent() -> None:
    scenario = demarche.load_scenario("outreach")

    again = Scenario.from_dict(scenario.to_dict())
    copy = scenario.copy()
    copy.actors[0].name = "Somebody else"

    assert again == scenario
    assert copy != scenario
    assert pickle.loads(pickle.dumps(scenario)) == scenario


def two_player_scenario() -> Scenario:
    """Matching pennies for an unknown stake, from objects and dicts."""
    levers = [
        {
            "id": "side",
            "levels": [{"id": "heads"}, {"id": "tails"}],
            "name": "Side",
            "rationale": "The choice.",
            "sources": [{"document": "none"}],
        }
    ]
    common = {"rationale": "A test.", "sources": [{"document": "none"}]}

    def actor(name: str, sign: str) -> demarche.Actor:
        value = f"{sign}stake * if(even.side == odd.side, 1, 0 - 1)"
        term = {"id": "win", "name": "Win", "value": value, **common}
        return demarche.Actor(
            id=name,
            name=name.title(),
            rationale="A test.",
            sources=[demarche.Source(document="none")],
            levers=levers,
            payoff=[term],
        )

    return Scenario(
        id="pennies",
        name="Pennies",
        rationale="A test.",
        payoff_unit="pence",
        sources=[{"document": "none"}],
        actors=[actor("even", ""), actor("odd", "-")],
        parameters=[
            Parameter(
                id="stake",
                name="Stake",
                rationale="A test.",
                sources=[{"document": "none"}],
                distribution=Uniform(low=1, high=2),
            )
        ],
        outcomes=[
            {"id": "same", "name": "Same", "event": "even.side == odd.side", **common},
        ],
        questions=[
            {
                "id": "q",
                "name": "Q",
                "text": "Same?",
                "outcomes": ["same"],
                "sources": [{"document": "none"}],
            }
        ],
    )


def test_a_scenario_built_from_objects_and_dicts_runs() -> None:
    scenario = two_player_scenario()

    assert [str(p) for p in scenario.check()] == []
    result = scenario.run(concept="nash", draws=500)

    # By symmetry, whatever the stake: both sides alike.
    assert result.message.outcomes[0].mean == pytest.approx(0.5, abs=1e-12)
    assert scenario.parameters[0].distribution == Distribution(uniform=Uniform(low=1, high=2))


def test_wrong_names_and_types_are_all_told_at_once() -> None:
    with pytest.raises(demarche.InvalidArgument) as caught:
        demarche.Actor(
            id="a",
            name=3,  # type: ignore[arg-type]
            levers=[{"id": "x", "levles": []}],
            payoff=[{"value": 1.5}],
        )

    message = str(caught.value)
    assert "Actor.name must be str, got 3" in message
    assert "Actor.levers[0] has no field 'levles'; did you mean 'levels'?" in message
    assert "Actor.payoff[0].value must be str, got 1.5" in message


def test_only_one_family_can_be_set() -> None:
    with pytest.raises(demarche.InvalidArgument, match="only one family, got uniform and normal"):
        Distribution(uniform=Uniform(low=0, high=1), normal=Normal(mean=0, standard_deviation=1))


def test_an_edit_reaches_the_next_run_only(chicken: demarche.Model) -> None:
    scenario = demarche.load_scenario("chicken")
    model = scenario.compile()
    scenario.parameters[0].distribution = Distribution(constant=demarche.Constant(value=5))

    assert model.digest == chicken.digest
    assert scenario.compile().digest != chicken.digest


def test_distributions_agree_with_closed_forms() -> None:
    u = np.array([[0.1, 0.25], [0.5, 0.999]])

    uniform = Distribution(uniform=Uniform(low=2, high=6))
    exponential = Distribution(exponential=demarche.Exponential(rate=0.5))

    np.testing.assert_allclose(uniform.quantile(u), 2 + 4 * u, rtol=1e-14)
    np.testing.assert_allclose(exponential.quantile(u), -np.log1p(-u) / 0.5, rtol=1e-13)
    assert uniform.bounds() == (2, 6)
    assert exponential.bounds() == (0, np.inf)
    with pytest.raises(demarche.InvalidArgument, match="u must be in"):
        uniform.quantile([0.0])
    with pytest.raises(demarche.InvalidArgument, match="low"):
        Distribution(uniform=Uniform(low=2, high=1)).quantile([0.5])


def test_special_numbers_cross_the_boundary() -> None:
    wide = Distribution(
        normal=Normal(mean=0, standard_deviation=1), truncate_low=0.0, truncate_high=float("inf")
    )

    assert wide.bounds() == (0, np.inf)
    assert Distribution.from_json(wide.to_json()) == wide


def test_a_model_describes_what_bears_on_one_element() -> None:
    model = demarche.load_scenario("great_reversal").compile()

    assert "what bears on c3" in model.describe("c3")
    assert len(model.describe("c3")) < len(model.describe())
    with pytest.raises(demarche.InvalidArgument, match="'c33'"):
        model.describe("c33")


def test_a_changed_copy_sets_parameters_fixes_levers_and_takes_a_precision() -> None:
    scenario = demarche.load_scenario("chicken")
    before = scenario.run(draws=500, seed=3)

    changed = scenario.changed(set={"prize": 2}, fix={"north.stance": "stand"}, precision=4)
    after = changed.run(draws=500, seed=3)

    assert scenario == demarche.load_scenario("chicken")
    assert not [p for p in changed.check() if p.severity == "error"]
    draws, others = after.draws(), before.draws()
    assert set(draws["parameters"].sel(parameter="prize").values.tolist()) == {2.0}
    for name in ("resolve", "war_cost_north", "war_cost_south"):
        np.testing.assert_array_equal(
            draws["parameters"].sel(parameter=name), others["parameters"].sel(parameter=name)
        )
    assert (draws["probabilities"].sel(lever="north.stance", level=1) == 1.0).all()
    assert after.replay(0).precision.tolist() == [4.0, 4.0]
    twice = changed.changed(fix={"north.stance": "stand"})
    assert not [p for p in twice.check() if p.severity == "error"]


def test_a_precision_takes_the_place_of_the_actors_own() -> None:
    scenario = demarche.load_scenario("chicken")
    scenario.actors["north"].precision = "10"

    low, high = (
        scenario.changed(precision=value).run(concept="qre", draws=200).outcomes["mean"][0]
        for value in (0.01, "100 * resolve")
    )

    assert low == pytest.approx(0.25, abs=0.01)  # Nearly uniform play.
    assert high < 0.2


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"set": {"prise": 1}}, "no parameter 'prise'; did you mean 'prize'"),
        ({"set": {"prize": "much"}}, "value must be float, got 'much'"),
        ({"fix": {"stance": "stand"}}, "fix must name levers as in 'north.stance', got 'stance'"),
        ({"fix": {"east.stance": "stand"}}, "no actor 'east'; there are north, south"),
        ({"fix": {"north.stanse": "stand"}}, "no lever of north 'stanse'; did you mean 'stance'"),
        ({"fix": {"north.stance": "stnad"}}, "no level of north.stance 'stnad'.*'stand'"),
    ],
)
def test_changes_of_what_is_not_there_are_told(changes: dict[str, Any], text: str) -> None:
    with pytest.raises(demarche.InvalidArgument, match=text):
        demarche.load_scenario("chicken").changed(**changes)


def test_a_scenario_starts_from_another(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "own.txtpb"
    path.write_text(
        'base: "chicken" id: "own" remove: "outcome war"\n'
        'parameters { id: "prize" distribution { uniform { low: 1 high: 3 } } }\n'
    )

    own = demarche.load_scenario(path)
    parsed = demarche.Scenario.parse(path.read_text())
    result = own.run(draws=100)

    assert own == parsed
    assert [outcome.id for outcome in own.outcomes] == ["north_prevails"]
    assert result.message.base_digest == demarche.load_scenario("chicken").compile().digest
    assert result.message.scenario_digest == own.compile().digest
    with pytest.raises(demarche.ScenarioError, match=r"<text>:1:8: base: .*'chicken'\?"):
        demarche.Scenario.parse('base: "chiken"')
    with pytest.raises(demarche.ScenarioError, match="base: only a scenario that is loaded"):
        demarche.run({"base": "chicken", "id": "own"})
