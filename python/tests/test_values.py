# SPDX-License-Identifier: MIT
"""All that users hold can be pickled, copied and compared."""

from __future__ import annotations

import copy
import inspect
import pickle
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

import demarche

GAME = demarche.NormalFormGame(
    [[[2, 0], [0, 1]], [[1, 0], [0, 2]]],
    title="Coordination",
    player_names=["Ann", "Bob"],
    strategy_names=[["opera", "match"], ["opera", "match"]],
)
TREE = demarche.make_extensive_game(
    ["Ann", "Bob"],
    demarche.Move("Ann", {"in": demarche.Move("Bob", {"a": [1, 2], "b": [0, 0]}), "out": [2, 1]}),
)

SOLVERS: list[Any] = [
    demarche.LemkeHowson(dropped_label=2, tolerance=1e-8),
    demarche.ZeroSum(max_iterations=7),
    demarche.NashEquilibria(max_boxes=9),
    demarche.PureEquilibria(tie_tolerance=1e-7),
    demarche.SupportEnumeration(tolerance=1e-8),
    demarche.ExtremeEquilibria(max_vertices=99),
    demarche.LogitPath(keeps_points=True),
    demarche.LogitQuantalResponse(precision=2.5),
    demarche.GlobalNewton(seed=5),
    demarche.IteratedPolymatrix(max_rays=3),
    demarche.SimplicialSubdivision(max_pivots=1234),
    demarche.Stackelberg(leader=1),
    demarche.SequentialMoves(order=[1, 0]),
    demarche.CorrelatedEquilibrium(is_coarse=True),
    demarche.IteratedDominance(is_weak=True),
    demarche.LevelK(level=3),
    demarche.CognitiveHierarchy(mean_level=2.0),
    demarche.Dynamics(keeps_path=True, start=[0, 0], max_steps=5),
]


def nothing(parameters: demarche.DrawColumns) -> Any:
    return np.zeros((parameters.num_draws, 2, 2))


def held() -> list[Any]:
    result = demarche.run("chicken", draws=300)
    solution = demarche.solve_game(GAME)
    factored = demarche.factored_form(GAME)
    return [
        result,
        result.replay(3),
        result.settings,
        demarche.compare_concepts("chicken", ["nash", "pure"], draws=100),
        demarche.load_scenario("chicken"),
        demarche.load_scenario("chicken").compile(),
        demarche.ParameterSampler("chicken"),
        demarche.make_monte_carlo(seed=3, purpose=demarche.Purpose.profile),
        demarche.ConceptOptions(level=3, order=[1, 0]),
        demarche.Progress(draws_done=1, draws_total=2, seconds=0.5),
        demarche.find_concept("qre"),
        demarche.find_option("level"),
        demarche.find_game_family("uniform"),
        GAME,
        TREE,
        *TREE.nodes,
        *TREE.information_sets,
        *TREE.outcomes,
        factored,
        factored.shape,
        *factored.shape.players,
        factored.shape.players[0].payoff[0],
        *demarche.separate_agents(factored.shape),
        solution,
        solution.certificate,
        demarche.NormalFormGame([[[Fraction(1, 3), 0]], [["2/3", 1]]]),
        demarche.solve_tree(TREE),
        demarche.solve_tree(TREE).assessment,
        demarche.solve_game(GAME, concept="correlated").distribution[0],
        demarche.solve(np.stack([GAME.payoffs, np.full((2, 2, 2), np.nan)])),
        demarche.Problem("a message", path="here"),
        demarche.DrawColumns(["prize"], np.array([[1.0, np.nan]])),
        demarche.CustomPayoffs(nothing, actors=["north"]),
        demarche.payoff_matrix("chicken", 3),
        *SOLVERS,
        *(
            solver.solve(zero_sum() if isinstance(solver, demarche.ZeroSum) else GAME)
            for solver in SOLVERS
        ),
        demarche.LemkeHowson().solve_all(GAME),
        demarche.LemkeHowson().solve_all(GAME).equilibria[0],
        demarche.LogitPath(keeps_points=True).solve(GAME).points[0],
    ]


def zero_sum() -> demarche.NormalFormGame:
    return demarche.NormalFormGame([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]])


def attributes(value: Any) -> dict[str, str]:
    """What an object of the compiled module shows of itself."""
    kinds = vars(type(value)).items()
    return {name: str(getattr(value, name)) for name, kind in kinds if isinstance(kind, property)}


@pytest.mark.parametrize("value", held(), ids=lambda value: type(value).__name__)
def test_it_comes_back_equal_with_every_attribute(value: Any) -> None:
    for again in (pickle.loads(pickle.dumps(value)), copy.copy(value), copy.deepcopy(value)):
        assert type(again) is type(value)
        if isinstance(value, list):  # Of level-k: one vector per player.
            np.testing.assert_array_equal(again, value)
            continue
        assert again == value
        assert repr(again) == repr(value)
        if not isinstance(value, (demarche.BatchSolution, demarche.Result)):
            assert attributes(again) == attributes(value)


def test_a_draw_s_copy_still_has_its_game() -> None:
    draw = demarche.replay_draw("chicken", 3)

    assert pickle.loads(pickle.dumps(draw)).game == draw.game


def test_what_differs_is_unequal() -> None:
    other = demarche.NormalFormGame(GAME.payoffs, title="Other", player_names=GAME.player_names)

    assert other != GAME
    assert demarche.LevelK(level=1) != demarche.LevelK(level=2)
    assert demarche.LevelK(level=1) != 3  # type: ignore[comparison-overlap]
    assert demarche.solve_game(GAME) != demarche.solve_game(zero_sum())
    assert demarche.find_concept("qre") != demarche.find_concept("nash")
    assert demarche.run("chicken", draws=100).replay(1) != demarche.run("chicken").replay(2)
    assert demarche.solve([GAME]) != demarche.solve([zero_sum()])
    assert demarche.make_extensive_game(["Ann", "Bob"], [1, 2]) != TREE


def test_every_public_class_of_the_compiled_module_can_be_pickled() -> None:
    classes = [
        value
        for name in demarche.__all__
        if inspect.isclass(value := getattr(demarche, name))
        and type(value).__name__ == "pybind11_type"
    ]
    missing = [
        value.__name__
        for value in classes
        if "__getstate__" not in vars(value) and "__reduce__" not in vars(value)
    ]

    assert len(classes) > 40
    assert missing == []


def test_a_batch_s_copy_works_like_the_batch() -> None:
    batch = demarche.solve(np.random.default_rng(1).uniform(size=(20, 2, 3, 3)))

    again = pickle.loads(pickle.dumps(batch))

    np.testing.assert_array_equal(again.mean_profile()[0], batch.mean_profile()[0])
    assert again.to_xarray().identical(batch.to_xarray())
    with pytest.raises(ValueError, match="read-only"):
        again.probabilities[0] = 1.0


def test_solvers_show_their_options() -> None:
    assert repr(demarche.LevelK(level=3)).startswith("<LevelK: level=3, tie_tolerance=")
    assert demarche.LemkeHowson(dropped_label=2).dropped_label == 2
