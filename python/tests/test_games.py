# SPDX-License-Identifier: MIT
"""Games, solvers, the registry."""

from __future__ import annotations

import decimal
import pathlib
import pickle
from fractions import Fraction

import numpy as np
import pytest

import demarche
from demarche import NormalFormGame


def rps() -> NormalFormGame:
    win = np.array([[0.0, -1.0, 1.0], [1.0, 0.0, -1.0], [-1.0, 1.0, 0.0]])
    return NormalFormGame(
        [win, -win], title="RPS", strategy_names=[["r", "p", "s"], ["r", "p", "s"]]
    )


def test_payoffs_and_responses_go_by_name_or_number() -> None:
    game = NormalFormGame(
        [[[0, -1], [1, -3]], [[0, 1], [-1, -3]]],
        player_names=["north", "south"],
        strategy_names=[["yield", "stand"], ["yield", "stand"]],
    )
    stands = game.pure_profile(["stand", "yield"])

    assert game["stand", "yield"].tolist() == game[1, 0].tolist() == [1, -1]
    assert game.expected_payoffs(stands).tolist() == [1, -1]
    assert game.best_responses("south", stands) == [0]
    assert game.regrets(game.pure_profile([1, 1])).tolist() == [2, 2]
    assert game.expected_payoff("north", stands) == game.expected_payoff(0, stands) == 1
    smaller = game.restricted([["stand"], [1, 0]])
    assert smaller.strategy_names == [["stand"], ["stand", "yield"]]
    np.testing.assert_array_equal(smaller.payoffs, [[[-3, 1]], [[-3, -1]]])
    for wrong, text in (
        (("stnad", 0), "player north has no strategy 'stnad'; there are yield, stand"),
        ((0,), "a strategy per player, 2 of them, got 1"),
        ((0, 2), r"below \(2, 2\), got 2 of player south"),
    ):
        with pytest.raises(demarche.InvalidArgument, match=text):
            game[wrong]
    with pytest.raises(demarche.InvalidArgument, match="no player 'east'; there are north, south"):
        game.best_responses("east", stands)


def test_what_survives_dominance_is_a_game(tmp_path: pathlib.Path) -> None:
    game = NormalFormGame([[[3, 0], [5, 1]], [[3, 5], [0, 1]]])

    left = game.restricted(demarche.IteratedDominance().solve(game).survivors)
    left.save(tmp_path / "left.nfg")

    assert left.num_strategies == (1, 1)
    np.testing.assert_array_equal(NormalFormGame.load(tmp_path / "left.nfg").payoffs, left.payoffs)


@pytest.mark.parametrize("dtype", [np.float64, np.float32, np.int64])
@pytest.mark.parametrize("order", ["C", "F"])
def test_payoffs_are_what_was_given(dtype: type, order: str) -> None:
    given = np.arange(2 * 3 * 4).reshape(2, 3, 4).astype(dtype, order=order)  # type: ignore[call-overload]

    game = NormalFormGame(given)
    from_list = NormalFormGame([given[0], given[1, ::1]])

    np.testing.assert_array_equal(game.payoffs, given)
    np.testing.assert_array_equal(from_list.payoffs, given)
    assert game.num_strategies == (3, 4)
    given[0, 0, 0] = 99
    assert game.payoffs[0, 0, 0] == 0


def test_payoffs_are_a_view_that_outlives_the_name() -> None:
    payoffs = rps().payoffs

    payoffs[0, 0, 0] = 5.0

    assert payoffs[0, 0, 0] == 5.0
    game = rps()
    game.payoffs[0, 0, 0] = 7.0
    assert game.strategy_payoffs(0, game.pure_profile([0, 0]))[0] == 7.0


@pytest.mark.parametrize(
    ("payoffs", "text"),
    [
        (np.zeros((3, 2, 2)), r"3 players must be 3 arrays of 3 axes.*\(2, 2\)"),
        ([np.zeros((2, 2)), np.zeros((2, 3))], r"\(2, 2\), \(2, 3\)"),
        ([["a"], ["b"]], "player 0 cannot be read"),
        ([], "got none"),
    ],
)
def test_wrong_shapes_are_told(payoffs: object, text: str) -> None:
    with pytest.raises(demarche.InvalidArgument, match=text):
        NormalFormGame(payoffs)


def test_wrong_profiles_and_names_are_told() -> None:
    game = rps()

    with pytest.raises(demarche.InvalidArgument, match=r"\(3, 3\) probabilities, got \(3, 2\)"):
        game.max_regret([[1, 0, 0], [1, 0]])
    with pytest.raises(demarche.InvalidArgument, match=r"player must be in \[0, 2\), got 2"):
        game.expected_payoff(2, game.uniform_profile())
    with pytest.raises(demarche.InvalidArgument, match="strategy per player"):
        game.pure_profile([0, 3])
    with pytest.raises(demarche.InvalidArgument, match=r"sum to 1, got \(1, 1, 0\) of player 1"):
        game.max_regret([[1, 1, 0], [1, 0, 0]])
    with pytest.raises(demarche.InvalidArgument, match="2 names, got 1"):
        game.player_names = ["x"]
    with pytest.raises(demarche.InvalidArgument, match=r"\(3, 3\) names per player, got \(3, 1\)"):
        game.strategy_names = [["a", "b", "c"], ["a"]]


def test_games_pickle_and_round_trip_through_nfg(tmp_path: pathlib.Path) -> None:
    game = rps()
    game.payoffs[0, 0, 1] = -1 / 3

    demarche.write_nfg(game, tmp_path / "g.nfg")

    for again in (
        pickle.loads(pickle.dumps(game)),
        demarche.read_nfg(tmp_path / "g.nfg"),
        demarche.parse_nfg(demarche.format_nfg(game)),
    ):
        np.testing.assert_array_equal(again.payoffs, game.payoffs)
        assert again.title == "RPS"
        assert again.strategy_names == game.strategy_names
    demarche.write_game(game, tmp_path / "g.gam")
    gam = demarche.read_game(tmp_path / "g.gam")
    np.testing.assert_array_equal(gam.payoffs, game.payoffs)
    outcomes = demarche.format_nfg(game, version=demarche.NfgVersion.outcomes)
    np.testing.assert_array_equal(demarche.parse_nfg(outcomes).payoffs, game.payoffs)
    with pytest.raises(demarche.InvalidArgument, match=r"^1:"):
        demarche.parse_nfg("NFG 1 R nonsense")
    with pytest.raises(OSError, match=r"none\.nfg"):
        demarche.read_nfg(tmp_path / "none.nfg")


def test_fractions_are_kept_and_decide_ties(tmp_path: pathlib.Path) -> None:
    third, half = Fraction(1, 3), Fraction(1, 2)
    row = [[third, 2 * third], [2 * third, third], [half, half]]
    column = [[1, 0], [0, 1], [1, 0]]
    game = NormalFormGame([row, column])
    texts = NormalFormGame([[["1/3", "2/3"], ["2/3", "1/3"], ["0.5", ".5"]], column])
    floats = NormalFormGame([np.array(row, dtype=float), column])

    assert game.is_exact
    assert texts.is_exact
    assert not floats.is_exact
    assert floats.exact_payoffs is None
    np.testing.assert_array_equal(game.payoffs, floats.payoffs)
    exact = demarche.solve_game(game)
    assert [len(component) for component in exact.components] == [2]
    assert exact.certificate.is_degenerate
    assert exact.method == "vertex enumeration in exact arithmetic"
    assert demarche.solve_game(floats).method == f"{exact.method} on the doubles given"

    game.save(tmp_path / "thirds.nfg")
    for other in (
        texts,
        NormalFormGame.load(tmp_path / "thirds.nfg"),
        NormalFormGame(game.exact_payoffs),
        pickle.loads(pickle.dumps(game)),
        game.restricted([[0, 1, 2], [0, 1]]),
    ):
        assert (other.exact_payoffs == game.exact_payoffs).all()
    assert game.exact_payoffs[0, 0, 1] == 2 * third

    game.payoffs[0, 0, 0] = 0.3
    assert not game.is_exact
    assert game.exact_payoffs is None


def test_integers_and_decimals_are_exact_and_one_float_is_not() -> None:
    assert NormalFormGame(np.arange(8).reshape(2, 2, 2)).is_exact
    assert NormalFormGame([[[np.int32(1), 2**70]], [[0, 0]]]).exact_payoffs[0, 0, 1] == 2**70
    tenth = NormalFormGame([[[decimal.Decimal("0.1"), "1e-1"]], [[0, 0]]])
    assert tenth.exact_payoffs[0, 0].tolist() == [Fraction(1, 10)] * 2
    assert not NormalFormGame([[[0.5, Fraction(1, 3)]], [[0, 0]]]).is_exact
    assert not NormalFormGame([[[np.float32(0.5), 1]], [[0, 0]]]).is_exact
    for wrong in ("one", "1/0", None, "1/3/2", 1j):
        with pytest.raises(demarche.InvalidArgument, match="payoffs of player 0 cannot be read"):
            NormalFormGame([[[wrong, 0]], [[0, 0]]])


def test_pygambit_gives_back_the_game_and_finds_the_same_equilibria() -> None:
    pygambit = pytest.importorskip("pygambit")
    game = demarche.generate_game("uniform", num_strategies=[3, 4], seed=5)
    game.player_names = ["A", "B"]

    theirs = demarche.to_pygambit(game)
    back = demarche.from_pygambit(theirs)

    assert isinstance(back, NormalFormGame)
    np.testing.assert_allclose(back.payoffs, game.payoffs, rtol=1e-15)
    assert back.player_names == ["A", "B"]
    expected = pygambit.nash.enummixed_solve(theirs, rational=False).equilibria
    ours = demarche.solve_game(game, concept="nash").equilibria
    assert len(expected) == len(ours)
    rows = sorted(
        [float(profile[s]) for s in theirs.players["A"].strategies] for profile in expected
    )
    np.testing.assert_allclose(sorted(p[0].tolist() for p in ours), rows, atol=1e-9)
    with pytest.raises(demarche.InvalidArgument, match=r"pygambit\.Game, got int"):
        demarche.from_pygambit(3)


def test_an_extensive_game_of_pygambit_comes_as_its_tree() -> None:
    pygambit = pytest.importorskip("pygambit")
    tree = pygambit.Game.new_tree(players=["first", "second"], title="Entry")
    tree.append_move(tree.root, "first", ["out", "in"])
    stays_out, enters = list(tree.root.children)
    tree.append_move(enters, "second", ["fight", "share"])
    fights, shares = list(enters.children)
    for name, node, payoffs in (
        ("stays out", stays_out, [0, 4]),
        ("fights", fights, [-1, 0]),
        ("shares", shares, [2, 2]),
    ):
        tree.set_outcome(node, tree.add_outcome(name, payoffs))

    game = demarche.from_pygambit(tree)

    assert isinstance(game, demarche.ExtensiveGame)
    form = demarche.reduced_strategic_form(game)
    np.testing.assert_array_equal(form.payoffs, [[[0, 0], [-1, 2]], [[4, 4], [0, 2]]])
    assert form.player_names == ["first", "second"]
    assert demarche.PureEquilibria().solve(form).profiles == [[0, 0], [1, 1]]


def test_all_paths_of_lemke_howson_end_somewhere() -> None:
    game = NormalFormGame([[[2, 0], [0, 1]], [[1, 0], [0, 2]]])

    ends = demarche.LemkeHowson().solve_all(game)

    assert sorted(label for end in ends.equilibria for label in end.labels) == [0, 1, 2, 3]
    assert all(game.relative_regret(end.strategies) <= 1e-9 for end in ends.equilibria)
    one = demarche.LemkeHowson(paths=demarche.LemkeHowsonPaths.one, dropped_label=1).solve(game)
    assert one.label == 1


def solvers() -> list[object]:
    d = demarche
    return [
        d.LemkeHowson(),
        d.ZeroSum(),
        d.SupportEnumeration(),
        d.ExtremeEquilibria(),
        d.NashEquilibria(),
        d.LogitPath(),
        d.GlobalNewton(),
        d.IteratedPolymatrix(),
        d.SimplicialSubdivision(),
    ]


@pytest.mark.parametrize("solver", solvers(), ids=lambda s: type(s).__name__)
def test_every_nash_solver_finds_the_equilibrium_of_a_symmetric_game(solver: object) -> None:
    game = rps()

    result = solver.solve(game)  # type: ignore[attr-defined]

    profile = result.equilibria[0] if hasattr(result, "equilibria") else result.strategies
    np.testing.assert_allclose(profile, 1 / 3, atol=1e-9)
    assert result.status is demarche.SolveStatus.converged
    assert game.relative_regret(profile) <= 1e-9


def test_options_are_keywords_checked_by_the_library() -> None:
    with pytest.raises(TypeError):
        demarche.LemkeHowson(1)  # type: ignore[arg-type, call-arg]
    with pytest.raises(demarche.InvalidArgument, match="max_pivots must be at least 1, got 0"):
        demarche.LemkeHowson(max_pivots=0)
    with pytest.raises(demarche.InvalidArgument, match="label"):
        demarche.LemkeHowson(dropped_label=6).solve(rps())


def test_every_concept_of_the_registry_answers_or_says_why_not() -> None:
    game = rps()

    answered = 0
    for entry in demarche.concepts():
        solution = demarche.solve_game(game, concept=entry.name)
        assert entry.summary
        if solution.certificate.status is demarche.SolveStatus.converged:
            assert solution.equilibria or solution.distribution
            answered += 1
    # There is no pure equilibrium, and fictitious play goes round in circles.
    assert answered >= len(demarche.concepts()) - 2
    assert (
        demarche.solve_game(game, concept="pure").certificate.status
        is demarche.SolveStatus.no_equilibrium
    )


def test_players_selections_and_objectives_go_by_name() -> None:
    game = NormalFormGame([[[0, -1], [1, -3]], [[0, 1], [-1, -3]]], player_names=["north", "south"])

    leads = demarche.solve_game(game, concept="stackelberg", player="south")
    first = demarche.solve_game(game, concept="sequential", order=["south", "north"])
    fair = demarche.solve_game(game, concept="correlated", objective="fairness")
    chosen = demarche.solve_game(game, concept="nash", selection="utilitarian")

    np.testing.assert_allclose(leads.equilibria[0], [[1, 0], [0, 1]])
    np.testing.assert_allclose(first.equilibria[0], [[1, 0], [0, 1]])
    joint = {tuple(w.strategies): w.probability for w in fair.distribution}
    worst = min(sum(q * float(game.payoffs[(i, *s)]) for s, q in joint.items()) for i in range(2))
    assert worst == pytest.approx(0.0, abs=1e-9) or worst > -0.5
    assert sum(chosen.weights) == pytest.approx(1.0)
    for bad, text in (
        ({"player": "east"}, "there is no player 'east'"),
        ({"selecton": "uniform"}, "there is no option 'selecton'; did you mean 'selection'"),
        ({"level": 3}, "nash does not read level; level-k reads it"),
        ({"level": 2}, "nash does not read level"),
        ({"selection": "best"}, "best"),
    ):
        with pytest.raises(demarche.InvalidArgument, match=text):
            demarche.solve_game(game, **bad)
    with pytest.raises(demarche.InvalidArgument, match="nahs"):
        demarche.solve_game(game, concept="nahs")
    by_arrays = demarche.solve_game(list(game.payoffs), concept="lemke_howson")
    assert by_arrays.certificate.num_equilibria == 1
    with pytest.raises(demarche.InvalidArgument, match="3 players must be 3 arrays"):
        demarche.solve_game(np.zeros((3, 2, 2)))


def test_concept_keywords_are_the_options_of_the_library() -> None:
    options = demarche.ConceptOptions()

    public = {name for name in dir(options) if not name.startswith("_")}

    assert public == set(demarche.ConceptKeywords.__annotations__)
    assert public == {option.name for option in demarche.option_table()}


def test_the_table_of_options_says_what_concepts_read() -> None:
    level = demarche.find_option("level")

    assert (level.type, level.default, level.unit) == ("integer", "2", "steps of reasoning")
    assert level.values == "a whole number at least 0"
    assert level.concepts == ["level-k"]
    assert demarche.find_concept("level-k").reads == ["level"]
    assert "budget" in demarche.find_option("max_iterations").help
    assert demarche.find_option("mean_level").values == "a number in [0, 50]"
    assert demarche.find_option("objective").values == "welfare, player, fairness"


def test_every_equilibrium_has_its_weight() -> None:
    game = demarche.NormalFormGame([[[2, 0], [0, 1]], [[2, 0], [0, 1]]])

    alike = demarche.solve_game(game)
    best = demarche.solve_game(game, selection="payoff_dominant")

    assert alike.weights == pytest.approx([1 / 3] * 3)
    assert list(best.weights) == [1, 0, 0]
    assert len(best.equilibria) == 3
    assert '"weight": 1.0' in demarche.solution_json(game, "nash", best, weights=True)
    assert "weight" not in demarche.solution_json(game, "nash", best)


def test_without_a_concept_large_games_get_one_equilibrium_with_a_warning() -> None:
    large = NormalFormGame([np.eye(13), np.eye(13)])
    trio = NormalFormGame(np.zeros((3, 5, 5, 5)))

    with pytest.warns(demarche.LargeGameWarning, match="pairs of supports") as caught:
        one = demarche.solve_game(large, selection="utilitarian")
    with pytest.warns(demarche.LargeGameWarning, match="logit-nash has been taken"):
        of_three = demarche.solve_game(trio)
    with pytest.warns(demarche.LargeGameWarning, match="pairs of supports") as of_batch:
        batch = demarche.solve(large.payoffs[np.newaxis])

    assert [w.filename for w in (*caught, *of_batch)] == [__file__, __file__]
    assert one.certificate.num_equilibria == 1
    assert of_three.certificate.num_equilibria == 1
    assert batch.counts() == {"converged": 1}
    with pytest.raises(demarche.InvalidArgument, match="pairs of supports"):
        demarche.solve_game(large, concept="nash")
    with pytest.raises(demarche.InvalidArgument, match="nash does not read level"):
        demarche.solve_game(large, level=3)
    with pytest.raises(demarche.InvalidArgument, match="nash does not read player"):
        demarche.solve_game(large, player="1")
    with pytest.raises(demarche.InvalidArgument, match="no player 'x' who chooses; there are 1, 2"):
        demarche.solve(large.payoffs[np.newaxis], player="x")
