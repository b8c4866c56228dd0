# SPDX-License-Identifier: MIT
"""Extensive and factored games."""

from __future__ import annotations

import json
import math
import pathlib
import pickle
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

import demarche
from demarche import Chance, Move


def entry() -> demarche.ExtensiveGame:
    return demarche.make_extensive_game(
        ["first", "second"],
        Move("first", {"out": [0, 4], "in": Move("second", {"fight": [-1, 0], "share": [2, 2]})}),
        title="Entry",
    )


def poker() -> demarche.ExtensiveGame:
    """The card game of figure 2.2 in Myerson (1991), worth 1/3 to Fred."""

    def fred(card: int) -> Move:
        meets = Move(
            "Alice",
            {"meet": [2 * card, -2 * card], "pass": [1, -1]},
            information_set="raised",
        )
        return Move("Fred", {"raise": meets, "fold": [card, -card]}, name="red" * (card > 0))

    return demarche.make_extensive_game(
        ["Fred", "Alice"], Chance({"red": (0.5, fred(1)), "black": (0.5, fred(-1))}, name="deal")
    )


def test_a_game_of_nested_moves_has_their_tree() -> None:
    game = entry()

    assert game.player_names == ("first", "second")
    assert [node.children for node in game.nodes] == [(1, 2), (), (3, 4), (), ()]
    assert game.nodes[0].information_set is not None
    assert game.information_sets[game.nodes[0].information_set].actions == ("out", "in")
    assert game.outcomes[0].payoffs == (0.0, 4.0)
    assert repr(game) == "<ExtensiveGame 'Entry': 2 players, 5 nodes, 2 information sets>"
    with pytest.raises(AttributeError):
        game.nodes.append(0)  # type: ignore[attr-defined]


def test_the_value_of_a_card_game_is_that_of_the_book() -> None:
    game = poker()

    form = demarche.reduced_strategic_form(game)
    solution = demarche.solve_game(game, concept="zero-sum")

    assert form.num_strategies == (4, 2)
    assert form.expected_payoff("Fred", solution.equilibria[0]) == pytest.approx(1 / 3)
    assert game.has_perfect_recall("Fred")
    assert game.has_perfect_recall(1)
    with pytest.raises(demarche.InvalidArgument, match="there is no player 'Bob'; there are Fred"):
        game.has_perfect_recall("Bob")


def test_games_pickle_and_round_trip_through_efg(tmp_path: pathlib.Path) -> None:
    game = poker()
    demarche.write_efg(game, tmp_path / "poker.efg")

    for again in (
        pickle.loads(pickle.dumps(game)),
        demarche.read_efg(tmp_path / "poker.efg"),
        demarche.parse_efg(demarche.format_efg(game)),
    ):
        assert demarche.format_efg(again) == demarche.format_efg(game)
        assert [node.children for node in again.nodes] == [node.children for node in game.nodes]
    with pytest.raises(demarche.InvalidArgument, match=r"^1:1: expected EFG"):
        demarche.parse_efg("NFG 1 R")
    with pytest.raises(OSError, match=r"none\.efg"):
        demarche.read_efg(tmp_path / "none.efg")


def test_fractions_of_trees_are_kept() -> None:
    face: list[float | Fraction | str] = ["3/7", 0]
    die = demarche.Chance({str(k): (Fraction(1, 6), face) for k in range(6)})
    game = demarche.make_extensive_game(
        ["a", "b"], demarche.Move("a", {"roll": die, "take": [Fraction(3, 7), 0]})
    )

    assert game.is_exact
    chance = game.information_sets[1]
    assert chance.exact_probabilities == (Fraction(1, 6),) * 6
    assert chance.probabilities == (1 / 6,) * 6
    assert game.outcomes[0].exact_payoffs == (Fraction(3, 7), Fraction(0))
    form = demarche.reduced_strategic_form(game)
    assert form.exact_payoffs[0].ravel().tolist() == [Fraction(3, 7)] * 2
    assert len(demarche.solve_game(game).equilibria) == 2
    again = demarche.parse_efg(demarche.format_efg(game))
    for other in (again, pickle.loads(pickle.dumps(game))):
        assert other.is_exact
        assert other.information_sets[1].exact_probabilities == chance.exact_probabilities

    rounded = demarche.make_extensive_game(
        ["a"], demarche.Chance({str(k): (1 / 6, ["1/3"]) for k in range(6)})
    )
    assert not rounded.is_exact
    assert rounded.information_sets[0].exact_probabilities == ()
    wrongs: list[Any] = ["12", ["x", 0], [None, 0]]
    for wrong in wrongs:
        with pytest.raises(demarche.InvalidArgument, match="a Move, a Chance or payoffs"):
            demarche.make_extensive_game(["a", "b"], demarche.Move("a", {"go": wrong}))


def test_pygambit_and_back() -> None:
    pygambit = pytest.importorskip("pygambit")
    thirds = Chance({str(k): (1 / 3, [k, -k]) for k in range(3)})
    for game in (entry(), poker(), demarche.make_extensive_game(["a", "b"], thirds)):
        theirs = demarche.to_pygambit(game)
        back = demarche.from_pygambit(theirs)

        assert isinstance(theirs, pygambit.Game)
        assert theirs.is_tree
        assert isinstance(back, demarche.ExtensiveGame)
        assert back.player_names == game.player_names
        ours = demarche.reduced_strategic_form(game)
        np.testing.assert_allclose(
            demarche.reduced_strategic_form(back).payoffs, ours.payoffs, atol=1e-12
        )


@pytest.mark.parametrize(
    ("root", "text"),
    [
        (Move("x", {"a": [0, 0]}), "the root: there is no player 'x'; there are p, q"),
        (Move("p", {"a": [0]}), "'a' after the root needs 2 payoffs, one per player, got 1"),
        (
            Move("p", {"a": "high"}),
            "must be a Move, a Chance or payoffs, got 'high'",
        ),
        (Move("p", {}), "at least one action"),
        (
            Chance({"a": [1, 2]}),  # type: ignore[dict-item]
            "needs a pair of its probability and what follows",
        ),
        (Chance({"a": (0.5, [0, 0])}), "do not sum to 1"),
        (
            Move(
                "p",
                {"a": Move("q", {"l": [0, 0]}, "s"), "b": Move("q", {"r": [0, 0]}, "s")},
            ),
            "information set 's' of q has the actions r here, but l where it came first",
        ),
    ],
)
def test_what_is_wrong_with_a_tree_is_told_with_its_place(root: object, text: str) -> None:
    with pytest.raises(demarche.InvalidArgument, match=text):
        demarche.make_extensive_game(["p", "q"], root)  # type: ignore[arg-type]


def test_deep_trees_are_made_and_shown() -> None:
    tree: demarche.Move | list[float] = [1.0]
    for _ in range(3000):
        tree = Move("a", {"stop": [0.0], "go": tree})

    game = demarche.make_extensive_game(["a"], tree)

    assert len(game.nodes) == 6001
    html = game._repr_html_()
    assert html.count("<ul>") == html.count("</ul>")
    assert html.count("<li>") == html.count("</li>")
    assert len(html) < 100_000


def test_notebooks_see_games_and_solutions() -> None:
    game = demarche.NormalFormGame(
        [[[2, 0], [0, 1]], [[1, 0], [0, 2]]], player_names=["<b>", "y"], title="Both"
    )

    table = game._repr_html_()

    assert table.count("<u>2</u>") == 2
    assert "&lt;b&gt;" in table
    assert "3 equilibria, all there are" in demarche.solve_game(game)._repr_html_()
    fair = demarche.solve_game(game, concept="correlated", objective="fairness")
    assert "probability" in fair._repr_html_()
    three = demarche.generate_game("uniform", num_strategies=[3, 4, 5], seed=1)
    assert "..." in three._repr_html_()
    assert "Alice" in poker()._repr_html_()
    assert "largest regret" in demarche.solve([game, game])._repr_html_()
    assert repr(demarche.LemkeHowson().solve(game)).startswith(
        "<LemkeHowsonResult: status=converged, strategies=["
    )


def lobbies() -> demarche.FactoredGame:
    """A player of two levers that meet nowhere, one of one, and a crowd."""
    return demarche.make_factored_game(
        [2, 3, 2, 2],
        [
            {
                "name": "firm",
                "variables": [0, 1],
                "payoff": [
                    ([0, 2], [[1, 0], [0, 3]]),
                    ([1], [0, 2, 1]),
                    ([0, 3], [[0, 0], [0, 1]]),
                ],
            },
            {"name": "state", "variables": [2], "payoff": [([0, 2], [[2, 0], [0, 1]])]},
            {"name": "crowd", "variables": [3], "behaviour": [([3], [1, 3])]},
        ],
    )


def test_factored_games_are_solved_as_their_dense_form_is() -> None:
    game = lobbies()

    dense = game.dense_form()
    factored = demarche.solve_game(game)
    plain = demarche.solve_game(dense)

    assert dense.player_names == ["firm", "state"]
    assert dense.strategy_names[0][0] == "0,0"
    # The crowd joins in three of four cases.
    np.testing.assert_allclose(dense.payoffs[0, :, 1], [0, 2, 1, 3.75, 5.75, 4.75])
    assert len(factored.equilibria) == len(plain.equilibria) == 3
    for ours, theirs in zip(factored.equilibria, plain.equilibria, strict=True):
        np.testing.assert_allclose(ours[0], theirs[0], atol=1e-9)
        np.testing.assert_allclose(ours[2], [0.25, 0.75])
    assert demarche.PureEquilibria().solve(game).profiles == [[1, 0], [4, 1]]
    rest = demarche.Dynamics(start=[4, 1]).solve(game)
    assert rest.end is demarche.DynamicsEnd.fixed_point
    leads = demarche.solve_game(game, concept="stackelberg", player="state")
    assert leads.certificate.status is demarche.SolveStatus.converged
    assert demarche.find_concept("nash").refusal(game.shape) is None


def test_levers_that_meet_nowhere_are_agents_of_their_own() -> None:
    agents = demarche.separate_agents(lobbies().shape)

    assert [(agent.player, agent.variables) for agent in agents] == [
        (0, (0,)),
        (0, (1,)),
        (1, (2,)),
        (2, (3,)),
    ]
    assert len(demarche.player_agents(lobbies().shape)) == 3


def test_factored_games_too_large_for_nash_get_one_equilibrium() -> None:
    rng = np.random.default_rng(1)
    dense = demarche.NormalFormGame(rng.integers(0, 9, (2, 13, 13)).astype(float))
    game = demarche.factored_form(dense)

    with pytest.warns(demarche.LargeGameWarning, match="lemke-howson has been taken in its place"):
        solution = demarche.solve_game(game)

    assert len(solution.equilibria) == 1
    np.testing.assert_array_equal(
        solution.equilibria[0][0],
        demarche.solve_game(dense, concept="lemke-howson").equilibria[0][0],
    )
    with pytest.raises(demarche.InvalidArgument, match="pairs of supports"):
        demarche.solve_game(game, concept="nash")
    with pytest.raises(demarche.InvalidArgument, match="nash does not read level"):
        demarche.solve_game(game, level=2)
    with pytest.raises(demarche.InvalidArgument, match="nash does not read player"):
        demarche.solve_game(game, player=game.player_names[1])


@pytest.mark.filterwarnings("error")
def test_factored_games_without_a_dense_form_are_refused_without_a_change_of_concept() -> None:
    game = demarche.make_factored_game(
        [2] * 40,
        [{"name": f"p{i}", "variables": [i], "payoff": [([i], [0, 1])]} for i in range(40)],
    )
    with pytest.raises(demarche.InvalidArgument, match=r"concept nash .* qre works on the tables"):
        demarche.solve_game(game)


def test_payoffs_of_a_factored_game_are_those_of_its_tables() -> None:
    game = lobbies()
    profile = [np.full(6, 1 / 6), np.array([0.5, 0.5]), np.array([0.25, 0.75])]

    payoffs = game.strategy_payoffs("firm", profile)

    np.testing.assert_allclose(payoffs, [0.5, 2.5, 1.5, 2.25, 4.25, 3.25])
    with pytest.raises(demarche.InvalidArgument, match=r"\(6, 2, 2\) probabilities, got \(6\)"):
        game.strategy_payoffs(0, profile[:1])
    with pytest.raises(demarche.InvalidArgument, match=r"sum to 1, got \(0.5, 0.4\) of player "):
        game.strategy_payoffs(0, [profile[0], [0.5, 0.4], profile[2]])
    game.cells[:-2] = 0  # All but the weights of the crowd.
    assert not game.dense_form().payoffs.any()


@pytest.mark.parametrize(
    ("sizes", "player", "text"),
    [
        ([2], {"name": "a", "variables": [0], "payoff": [([0], [1, 2, 3])]}, r"shape \(2,\), got"),
        ([2], {"name": "a", "variables": [0], "payoff": [([1], [1, 2])]}, r"variables are in \[0"),
        ([2], {"name": "a", "variables": [3]}, r"player a must be in \[0, 1\), got \[3\]"),
        ([2], {"name": "a"}, "keys name and variables"),
        ([2], {"name": "a", "variables": [0], "pay": []}, "got name, variables, pay"),
    ],
)
def test_what_is_wrong_with_tables_is_told(
    sizes: list[int], player: dict[str, object], text: str
) -> None:
    with pytest.raises(demarche.InvalidArgument, match=text):
        demarche.make_factored_game(sizes, [player])  # type: ignore[list-item]


def test_sequential_solves_the_tree_and_not_its_strategic_form() -> None:
    threat = entry()
    solution = demarche.solve_tree(threat)
    assert solution.certificate.is_complete
    assert [list(play) for play in solution.assessment.behaviour] == [[0, 1], [0, 1]]
    assert list(solution.assessment.beliefs[1]) == [1.0]
    assert solution.tied_sets == []
    assert "share" in demarche.tree_text(threat, "sequential", solution)
    assert json.loads(demarche.tree_json(threat, "sequential", solution))["payoffs"] == [2.0, 2.0]
    with pytest.raises(demarche.InvalidArgument, match="solve_tree"):
        demarche.solve_game(threat, concept="sequential")


def test_agents_err_at_every_information_set() -> None:
    tree = demarche.make_extensive_game(
        ["a"], demarche.Move("a", {"stop": [1], "go": demarche.Move("a", {"x": [3], "y": [0]})})
    )
    solution = demarche.solve_tree(tree, concept="qre", precision=1.0)
    x = 1 / (1 + math.exp(-3))
    assert solution.assessment.behaviour[1][0] == pytest.approx(x)
    assert solution.assessment.behaviour[0][1] == pytest.approx(1 / (1 + math.exp(1 - 3 * x)))


def test_equilibria_that_differ_off_the_path_are_one_play() -> None:
    threat = entry()
    equilibria = demarche.solve_game(threat, concept="pure").equilibria
    assert demarche.group_by_play(threat, equilibria) == [[0], [1]]
    assert list(demarche.node_probabilities(threat, equilibria)[0]) == [1, 1, 0, 0, 0]


def test_a_solution_of_a_tree_prints_what_is_played() -> None:
    entry = demarche.make_extensive_game(
        ["first", "second"],
        demarche.Move(
            "first",
            {"out": [0, 4], "in": demarche.Move("second", {"fight": [-1, 0], "share": [2, 2]})},
        ),
    )
    solution = demarche.solve_tree(entry)

    lines = repr(solution).splitlines()

    assert lines[0] == "<TreeSolution: first gets 2; second gets 2; largest regret 0>"
    assert [line.rpartition(": ")[2] for line in lines[1:]] == ["in", "share"]
    assert repr(pickle.loads(pickle.dumps(solution))) == repr(solution)
