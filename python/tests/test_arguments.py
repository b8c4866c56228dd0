# SPDX-License-Identifier: MIT
"""Errors name the argument, what came and what fits; C++ signatures never reach a user."""

from __future__ import annotations

import inspect
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import demarche
from demarche._arguments import byte_count, positive

GAME = demarche.NormalFormGame([[[2, 0], [0, 1]], [[1, 0], [0, 2]]])


def both_pay(parameters: demarche.DrawColumns, levels: demarche.DrawColumns) -> Any:
    return parameters["prize"]


RUNS: list[tuple[dict[str, Any], str]] = [
    ({"draws": 1e4}, r"draws must be a whole number in \[1, .*\], got 10000.0 .*; write 10000"),
    ({"draws": -5}, r"draws must be in \[1, .*\], got -5"),
    ({"draws": 0}, r"draws must be in \[1, .*\], got 0"),
    ({"draws": "100"}, r"draws must be a whole number .*, got '100' \(str\)"),
    ({"draws": True}, r"draws must be a whole number .*, got True \(bool\)"),
    ({"seed": -1}, r"seed must be in \[0, .*\], got -1"),
    ({"seed": 1.0}, r"seed must be a whole number .*; write 1"),
    ({"seed": 2**64}, r"seed must be in"),
    ({"threads": -1}, r"threads must be in \[0, 1,024\], got -1"),
    ({"threads": 1.5}, r"threads must be a whole number"),
    ({"max_memory": "4Q"}, r"max_memory must be a number of bytes from 1 .*got '4Q' \(str\)"),
    ({"max_memory": "0G"}, r"max_memory must be a number of bytes"),
    ({"max_memory": "9" * 400}, r"max_memory must be a number of bytes .*, got a str"),
    ({"max_memory": 0}, r"max_memory must be in \[1, .*\], got 0"),
    ({"max_memory": 4e9}, r"max_memory must be a whole number .*; write 4000000000"),
    ({"concept": 3}, r"concept must be a name \(str\), got 3 \(int\)"),
    ({"concept": "nahs"}, "did you mean 'nash'|closest.*nash|nash"),
    ({"executor": 2}, r"executor must have a method submit\(\).*got 2 \(int\)"),
    ({"metrics": [both_pay]}, r"metrics must map names to functions.*got \[<function"),
    ({"metrics": both_pay}, r"metrics must map names to functions"),
    ({"metrics": {"m": 3}}, r"metric 'm' must be callable"),
    ({"progress": "yes"}, r"progress must be True, False or a function, got 'yes'"),
    ({"concept": "level-k", "level": "2"}, r"level must be a whole number .*, got '2'"),
    ({"concept": "level-k", "levle": 2}, "level"),
    ({"concept": "nash", "tolerance": "small"}, r"tolerance must be a number, got 'small'"),
    ({"concept": "nash", "tolerance": 10**400}, r"tolerance must be a number, got a int"),
    ({"concept": "nash", "tolerance": np.ones(2)}, r"tolerance must be a number, got array"),
    ({"concept": "stackelberg", "player": 2}, r"player .* below 2, got 2; there are north, south"),
    ({"concept": "nash", "selection": 1}, r"selection must be one of"),
    ({"concept": "sequential", "order": "north"}, r"order must be a sequence, got 'north'"),
]


@pytest.mark.parametrize(("keywords", "text"), RUNS, ids=lambda v: str(v)[:40])
def test_a_run_names_the_argument_that_does_not_fit(keywords: dict[str, Any], text: str) -> None:
    with pytest.raises(demarche.InvalidArgument, match=text):
        demarche.run("chicken", **keywords)


def test_numpy_s_integers_are_integers() -> None:
    result = demarche.run("chicken", draws=np.int64(300), seed=np.uint8(3), threads=np.int32(1))

    assert result == demarche.run("chicken", draws=300, seed=3)


def test_an_option_that_changes_nothing_is_refused() -> None:
    for concept in ("qre", "nash"):
        with pytest.raises(demarche.InvalidArgument, match="precision is no option of a run"):
            demarche.run("chicken", concept=concept, precision=2.0)
    with pytest.raises(demarche.InvalidArgument, match="precision is no option"):
        demarche.compare_concepts("chicken", ["qre"], precision=2.0)
    with pytest.raises(demarche.InvalidArgument, match="level"):
        demarche.run("chicken", concept="nash", level=2)


def test_a_scenario_goes_by_object_model_dict_path_or_name(tmp_path: Any) -> None:
    scenario = demarche.load_scenario("chicken")
    scenario.save(tmp_path / "mine.txtpb")
    expected = demarche.run(scenario, draws=200)

    for given in (
        scenario.compile(),
        scenario.to_dict(),
        "chicken",
        tmp_path / "mine.txtpb",
        str(tmp_path / "mine.txtpb"),
    ):
        assert demarche.run(given, draws=200) == expected
        assert type(demarche.run(given, draws=200).model.scenario) is demarche.Scenario  # type: ignore[union-attr]
    assert demarche.replay_draw("chicken", 3).number == 3
    assert "North" in demarche.explain_draw("chicken", 3)
    assert demarche.ParameterSampler("chicken").names[0] == "prize"
    assert expected.draws(count=2, scenario="chicken").sizes["draw"] == 2


def test_what_is_no_scenario_is_told() -> None:
    with pytest.raises(demarche.InvalidArgument, match=r"scenario must be a Scenario.*got None"):
        demarche.run(None)  # type: ignore[arg-type]
    with pytest.raises(demarche.InvalidArgument, match="actrs"):
        demarche.run({"id": "x", "actrs": []})
    with pytest.raises(demarche.IoError, match=r"'chiken', and no bundled.*did you mean 'chicken'"):
        demarche.load_scenario("chiken")
    with pytest.raises(demarche.IoError, match="did you mean 'chicken'"):
        demarche.check_scenario("chiken")
    with pytest.raises(demarche.InvalidArgument, match="path must be a path or the name"):
        demarche.load_scenario(3)  # type: ignore[arg-type]


def test_concepts_are_a_list_of_names_with_hyphens_or_underscores() -> None:
    with pytest.raises(demarche.InvalidArgument, match=r"got 'nash'; write \['nash'\]"):
        demarche.compare_concepts("chicken", "nash")
    with pytest.raises(demarche.InvalidArgument, match="at least one name"):
        demarche.compare_concepts("chicken", [])
    with pytest.raises(demarche.InvalidArgument, match="concepts must be a name"):
        demarche.compare_concepts("chicken", ["nash", 3])  # type: ignore[list-item]

    compared = demarche.compare_concepts("chicken", ["lemke_howson", "level_k"], draws=100)

    assert compared.concepts == ["lemke-howson", "level-k"]
    assert compared["level-k"] == demarche.run(
        "chicken", concept="level_k", draws=100, analysis=False
    )


def test_draws_beyond_the_run_are_refused(result: demarche.Result) -> None:
    calls: list[tuple[Callable[[], object], str]] = [
        (lambda: result.draws(first=1_990, count=30), r"count must be in \[1, 10\].*got 30"),
        (lambda: result.draws(first=5_000), r"first must be in \[0, 1,999\], got 5,000"),
        (lambda: result.draws(count=0), "count must be at least 1, got 0"),
        (lambda: result.draws(count=-1), "count must be at least 1, got -1"),
        (lambda: result.draws(first=1.5), "first must be a whole number"),  # type: ignore[arg-type]
        (lambda: result.replay(2_000), r"number must be in \[0, 1,999\], got 2,000"),
        (lambda: result.explain(99_999), r"number must be in \[0, 1,999\]"),
        (lambda: result.explain(-1), r"number must be in \[0, 1,999\]"),
        (lambda: demarche.replay_draw("chicken", -1), "number must be in"),
    ]
    for call, text in calls:
        with pytest.raises(demarche.InvalidArgument, match=text):
            call()
    assert result.draws(first=1_990).sizes["draw"] == 10


UNTYPED: Any = demarche
BOUND: list[tuple[Callable[[], object], str]] = [
    (lambda: UNTYPED.RunSettings(draws=1e4), r"RunSettings\(\): draws must be int, got 10000.0"),
    (lambda: UNTYPED.RunSettings(draw=3), r"no argument 'draw'; did you mean 'draws'"),
    (lambda: setattr(demarche.RunSettings(), "draws", 1e4), r"draws must be int, got 10000.0"),
    (lambda: setattr(demarche.RunSettings(), "draws", -1), r"draws must not be negative, got -1"),
    (lambda: UNTYPED.LemkeHowson(dropped_label="1"), r"dropped_label must be int, got '1'"),
    (lambda: UNTYPED.LemkeHowson().solve(3), r"solve\(\): game must be NormalFormGame, got 3"),
    (lambda: UNTYPED.generate_game("congestion", [3, 3]), r"generate_game\(\) takes family, num"),
    (lambda: UNTYPED.NormalFormGame.__getitem__(GAME, 0), r"__getitem__\(\): profile must be"),
    (lambda: UNTYPED.solution_text(GAME, demarche.solve_game(GAME)), "solution_text"),
    (lambda: UNTYPED.probability_interval(5, 100), r"missing .*argument"),
    (lambda: UNTYPED.ConceptOptions(level="2"), r"level must be int, got '2'"),
    (lambda: UNTYPED.NormalFormGame.regrets(GAME, 3), r"profile must be .*, got 3"),
    (lambda: UNTYPED.find_concept(3), r"name must be str, got 3 \(int\)"),
    (lambda: UNTYPED.LemkeHowson(paths="race"), r"one of LemkeHowsonPaths.race, Lem.*got 'race'"),
    (lambda: UNTYPED.read_game(3), r"path must be os.PathLike \| str \| bytes, got 3"),
    (lambda: UNTYPED.repaired_correlations("x"), r"matrix must be array, got 'x'"),
    (lambda: UNTYPED.Result(3), r"message must be a ResultMessage, got 3"),
    (lambda: UNTYPED.ConceptComparison([1]), r"results must be Results, got 1"),
    (lambda: UNTYPED.ConceptComparison([]), r"results must hold at least one Result, got none"),
    (lambda: UNTYPED.CustomPayoffs(len, actors="north"), r"got 'north'; write \['north'\]"),
    (lambda: UNTYPED.run("chicken", drws=5), r"no keyword 'drws'; did you mean 'draws'\?"),
    (lambda: UNTYPED.run("chicken", selektion="x"), r"did you mean 'selection'\?"),
    (lambda: UNTYPED.Model(3), r"scenario must be a Scenario or a Model"),
    (lambda: UNTYPED.make_factored_game(3, []), r"variable_sizes must be a sequence, got 3"),
    (lambda: UNTYPED.run("chicken", slices=3), r"slices are of a run on an executor"),
    (lambda: UNTYPED.run("chicken", metrics={3: len}), r"metrics must be a name \(str\), got 3"),
    (lambda: UNTYPED.compare_concepts("chicken", ["nash", "nash"]), r"got 'nash' twice"),
    (lambda: UNTYPED.compare_concepts("chicken", {"nash", "qre"}), r"must be a list of names"),
    (lambda: UNTYPED.solve([[1, 2], [3]]), r"payoffs cannot be read as one array"),
    (lambda: UNTYPED.solve([GAME]).profiles(1.5), r"game must be a whole number in \[0, 0\]"),
    (lambda: UNTYPED.solve([GAME]).strategies("x"), r"player must be a whole number in \[0, 1\]"),
]


@pytest.mark.parametrize("value", [10**400, np.ones(2), "3", None, 0.0, float("nan"), float("inf")])
def test_what_is_no_finite_number_above_0_is_refused(value: Any) -> None:
    with pytest.raises(demarche.InvalidArgument, match="x must be a finite number above 0, got "):
        positive("x", value)


def test_numbers_beyond_the_doubles_are_refused_in_elements_and_changes() -> None:
    with pytest.raises(demarche.InvalidArgument, match="value must be float, got 1000"):
        demarche.Constant(value=10**400)
    for value in (10**400, [1]):
        with pytest.raises(demarche.InvalidArgument, match="precision must be a number or an exp"):
            UNTYPED.load_scenario("chicken").changed(precision=value)


@pytest.mark.parametrize("text", ["1.5GiB", " 1.5G ", "1536M", str(3 * 2**29)])
def test_memory_is_typed_as_in_the_program(text: str) -> None:
    assert byte_count(text) == 3 * 2**29


@pytest.mark.parametrize(("call", "text"), BOUND)
def test_bound_functions_name_the_argument_without_their_signatures(
    call: Callable[[], object], text: str
) -> None:
    with pytest.raises((TypeError, ValueError), match=text) as caught:
        call()

    assert "incompatible function arguments" not in str(caught.value)
    assert "SupportsInt" not in str(caught.value)
    assert "_core" not in str(caught.value)


@pytest.mark.parametrize(
    "call",
    [
        lambda: UNTYPED.LemkeHowson(dropped_label="1"),
        lambda: UNTYPED.LemkeHowson(dropped_label=1, nonsense=2),
        lambda: UNTYPED.NormalFormGame([[1, 2], [3, 4]]),
        lambda: demarche.ConceptOptions(mean_level=99.0),
        lambda: demarche.Dynamics(max_steps=-1),
    ],
)
def test_tracebacks_hold_no_object_whose_constructor_failed(call: Callable[[], object]) -> None:
    # What prints the variables of a traceback, as pytest does, would read unset memory.
    with pytest.raises((TypeError, ValueError)) as caught:
        call()

    traceback = caught.value.__traceback__
    held = []
    while traceback is not None:
        for value in traceback.tb_frame.f_locals.values():
            inside = value if isinstance(value, tuple) else (value,)
            held += [type(v) for v in inside if type(type(v)).__name__ == "pybind11_type"]
        traceback = traceback.tb_next
    assert held == []


def test_bound_functions_have_signatures_of_python() -> None:
    names = list(inspect.signature(demarche.LemkeHowson).parameters)
    assert names == ["paths", "dropped_label", "max_pivots", "max_seconds", "tolerance"]
    generate = inspect.signature(demarche.generate_game)
    assert next(iter(generate.parameters)) == "family"
    assert generate.parameters["seed"].kind is inspect.Parameter.KEYWORD_ONLY
    assert list(inspect.signature(demarche.NormalFormGame.regrets).parameters) == [
        "self",
        "profile",
    ]


def test_hints_know_every_keyword_of_runs() -> None:
    from demarche import _options, _run

    assert list(_options.RUN_KEYWORDS) == list(_run._OwnKeywords.__annotations__)


def test_many_games_are_asked_for_where_one_is_given() -> None:
    with pytest.raises(demarche.InvalidArgument, match=r"one game; see solve_game\(\), or give"):
        demarche.solve(np.zeros((2, 3, 3)))
    with pytest.raises(demarche.InvalidArgument, match="got one game; see solve_game"):
        demarche.solve(GAME)  # type: ignore[arg-type]
    with pytest.raises(demarche.InvalidArgument, match="real numbers, got complex"):
        demarche.solve(np.zeros((5, 2, 3, 3), dtype=complex))
    with pytest.raises(demarche.InvalidArgument, match="threads must be a whole number"):
        demarche.solve(np.zeros((5, 2, 3, 3)), threads=1.5)  # type: ignore[arg-type]


def test_tab_completion_knows_the_plots() -> None:
    assert "plot" in dir(demarche)


def test_names_that_stand_for_two_are_refused() -> None:
    game = demarche.NormalFormGame(
        np.zeros((2, 2, 2)), player_names=["a", "a"], strategy_names=[["x", "x"], ["y", "z"]]
    )

    with pytest.raises(demarche.InvalidArgument, match="several strategies 'x'; give a number"):
        game["x", "y"]
    with pytest.raises(demarche.InvalidArgument, match="several players are called 'a'"):
        game.best_responses("a", game.uniform_profile())
    with pytest.raises(demarche.InvalidArgument, match="several players are called 'a'"):
        demarche.solve_game(game, concept="stackelberg", player="a")
    assert game[0, "y"].tolist() == [0.0, 0.0]


def test_elements_name_their_fields() -> None:
    untyped: Any = demarche
    with pytest.raises(TypeError, match="Normal has no field 'sd'; there are mean, standard_dev"):
        untyped.Normal(mean=0, sd=1)
    with pytest.raises(TypeError, match="Uniform takes its fields by keyword: high, low"):
        untyped.Uniform(0, 1)
    with pytest.raises(demarche.InvalidArgument, match="no family; set one of constant, uniform"):
        demarche.Distribution().quantile([0.5])


def test_text_without_a_file_has_a_name_in_messages() -> None:
    with pytest.raises(demarche.ScenarioError, match=r"^<text>:1:1: "):
        demarche.Scenario.parse("actrs {}")


def test_a_bar_that_cannot_be_shown_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)

    with pytest.warns(UserWarning, match="only where tqdm is installed") as caught:
        demarche.run("chicken", draws=10, progress=True)

    assert caught[0].filename == __file__


def test_a_star_import_needs_no_library_for_figures() -> None:
    code = "import sys; from demarche import *; print('matplotlib' in sys.modules, run.__name__)"

    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert shown.stdout.split() == ["False", "run"]
