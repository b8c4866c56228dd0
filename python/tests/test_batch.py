# SPDX-License-Identifier: MIT
"""Batches of games as arrays."""

from __future__ import annotations

import numpy as np
import pytest

import demarche


@pytest.fixture(scope="module")
def games() -> np.ndarray:
    return np.random.default_rng(3).uniform(size=(300, 2, 3, 4))


def test_a_batch_answers_each_game_as_one_game_is_answered(games: np.ndarray) -> None:
    batch = demarche.solve(games)

    assert batch.counts() == {"converged": 300}
    for number in range(0, 300, 17):
        single = demarche.solve_game(demarche.NormalFormGame(games[number]))
        ours = batch.profiles(number)
        assert len(ours) == batch.num_equilibria[number] == len(single.equilibria)
        for left, right in zip(ours, single.equilibria, strict=True):
            for a, b in zip(left, right, strict=True):
                np.testing.assert_allclose(a, b, atol=1e-9)


def test_every_profile_is_an_equilibrium_of_its_game(games: np.ndarray) -> None:
    batch = demarche.solve(games)

    for row, number in enumerate(batch.game[:100]):
        game = demarche.NormalFormGame(games[number])
        assert game.relative_regret([batch.strategies(0)[row], batch.strategies(1)[row]]) <= 1e-9


def test_order_strides_and_kind_of_numbers_do_not_matter(games: np.ndarray) -> None:
    exact = np.round(games * 64) / 64  # Numbers that single precision holds.
    expected = demarche.solve(exact)
    wide = np.zeros((600, 2, 3, 8))
    wide[::2, :, :, ::2] = exact
    reverse = exact[::-1].copy()[::-1]

    for given in (
        np.asfortranarray(exact),
        exact.astype(np.float32),
        np.asfortranarray(exact.astype(np.float32)),
        wide[::2, :, :, ::2],
        reverse,
        exact.astype(">f8"),
        [exact[:, 0], exact[:, 1]],
        [demarche.NormalFormGame(game) for game in exact],
        exact.tolist(),
    ):
        found = demarche.solve(given)
        np.testing.assert_array_equal(found.status, expected.status)
        np.testing.assert_array_equal(found.probabilities, expected.probabilities)
    whole = demarche.solve((exact * 64).astype(np.int64))
    np.testing.assert_array_equal(whole.num_equilibria, expected.num_equilibria)


def test_threads_do_not_matter_and_options_reach_the_concept(games: np.ndarray) -> None:
    one = demarche.solve(games, concept="qre", precision=3.0, threads=1)
    two = demarche.solve(games, concept="qre", precision=3.0, threads=2)
    flat = demarche.solve(games, concept="qre", precision=0.0)

    np.testing.assert_array_equal(one.probabilities, two.probabilities)
    np.testing.assert_allclose(flat.strategies(1), 0.25, atol=1e-12)
    chosen = demarche.solve(games, selection="utilitarian")
    np.testing.assert_allclose(np.bincount(chosen.game, weights=chosen.weights), 1.0, atol=1e-12)
    mean = chosen.mean_profile()
    np.testing.assert_allclose(mean[0].sum(axis=1), 1.0, atol=1e-12)


def test_games_that_are_not_finite_have_that_status(games: np.ndarray) -> None:
    broken = games.copy()
    broken[7, 0, 0, 0] = np.nan
    broken[9, 1, 2, 3] = np.inf

    batch = demarche.solve(broken)

    assert np.flatnonzero(~batch.converged).tolist() == [7, 9]
    assert batch.counts() == {"converged": 298, "not_finite": 2}
    assert batch.profiles(7) == []
    assert np.isnan(batch.mean_profile()[0][7]).all()


def test_three_players_and_labels(games: np.ndarray) -> None:
    three = np.random.default_rng(5).uniform(size=(20, 3, 2, 2, 2))

    data = demarche.solve(three).to_xarray()

    assert dict(data.sizes)["game"] == 20
    assert data["strategy"].values.tolist() == ["0.0", "0.1", "1.0", "1.1", "2.0", "2.1"]
    assert set(data["status"].values) == {"converged"}
    np.testing.assert_allclose(data["probabilities"].sum("strategy"), 3.0, atol=1e-12)


def test_no_games_are_an_answer_too() -> None:
    batch = demarche.solve(np.zeros((0, 2, 3, 3)))

    assert len(batch) == 0
    assert batch.probabilities.shape == (0, 6)


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (np.zeros((5, 2, 3)), r"\(games, players, s1, ..., sn\).*got \(5, 2, 3\)"),
        (np.zeros((5, 3, 2, 2)), r"got \(5, 3, 2, 2\)"),
        (np.zeros(5), r"got \(5\)"),
        (np.zeros((5, 2, 0, 2)), "0 strategies of player 0"),
        (np.full((1, 1, 2), "x"), "cannot be read"),
        ([np.zeros((5, 2, 2)), np.zeros((5, 2, 3))], r"\(5, 2, 2\), \(5, 2, 3\)"),
        ([np.zeros((2, 3, 3))] * 3, r"go together by numpy\.stack"),
        (
            [demarche.NormalFormGame(np.zeros((2, 2, n))) for n in (3, 4)],
            r"of one size, got \(2, 3\), \(2, 4\)",
        ),
        (
            [demarche.NormalFormGame(np.zeros((2, 2, 2))), np.zeros((2, 2, 2))],
            "must be games or arrays, got 1 games among 2 items",
        ),
    ],
)
def test_wrong_shapes_are_told(given: object, text: str) -> None:
    with pytest.raises(demarche.InvalidArgument, match=text):
        demarche.solve(given)  # type: ignore[arg-type]


def test_answers_cannot_be_written_and_outlive_their_batch(games: np.ndarray) -> None:
    probabilities = demarche.solve(games).probabilities

    assert float(probabilities.sum()) > 0
    with pytest.raises(ValueError, match="read-only"):
        probabilities[0, 0] = 2.0
