# SPDX-License-Identifier: MIT
"""Ctrl-C and progress of batches and of single games."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np
import pytest

import demarche


@contextmanager
def ctrl_c(after: float) -> Iterator[list[float]]:
    """Press it so many seconds from now; the list gets when that was."""
    pressed: list[float] = []

    def press() -> None:
        pressed.append(time.monotonic())
        os.kill(os.getpid(), signal.SIGINT)

    timer = threading.Timer(after, press)
    timer.start()
    try:
        yield pressed
    finally:
        timer.cancel()
        timer.join()


def interrupted_seconds(work: Callable[[], object]) -> float:
    with ctrl_c(0.3) as pressed, pytest.raises(KeyboardInterrupt):
        work()
    return time.monotonic() - pressed[0]


def slow_game() -> demarche.NormalFormGame:
    """Solved in some ten seconds, if nothing stops that."""
    return demarche.generate_game("uniform", num_strategies=[12, 12, 12], seed=1)


def test_ctrl_c_ends_a_large_batch_of_small_games() -> None:
    games = np.random.default_rng(1).uniform(size=(100_000, 2, 6, 6))

    assert interrupted_seconds(lambda: demarche.solve(games, concept="logit-nash")) < 1.0
    assert interrupted_seconds(lambda: demarche.solve(games, concept="qre", precision=50.0)) < 1.0


@pytest.mark.parametrize("threads", [0, 1])
def test_ctrl_c_ends_a_batch_in_the_middle_of_a_game(threads: int) -> None:
    games = np.stack([slow_game().payoffs] * 40)

    assert (
        interrupted_seconds(lambda: demarche.solve(games, concept="simplicial", threads=threads))
        < 1.0
    )
    # Nothing of it stays behind.
    assert demarche.solve(np.zeros((3, 2, 2, 2))).counts() == {"converged": 3}


def test_ctrl_c_ends_a_single_search() -> None:
    game = slow_game()

    assert interrupted_seconds(lambda: demarche.solve_game(game, concept="simplicial")) < 1.0
    assert interrupted_seconds(lambda: demarche.SimplicialSubdivision().solve(game)) < 1.0
    factored = demarche.factored_form(game)
    assert interrupted_seconds(lambda: demarche.solve_game(factored, concept="simplicial")) < 1.0


def test_a_script_that_is_interrupted_dies_of_it() -> None:
    code = (
        "import demarche, numpy as np;"
        "g = demarche.generate_game('uniform', num_strategies=[12, 12, 12], seed=1).payoffs;"
        "print('begin', flush=True);"
        "demarche.solve(np.stack([g] * 40), concept='simplicial')"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begin\n"
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)

    assert "KeyboardInterrupt" in errors
    assert process.returncode != 0


def test_a_callback_sees_the_batch_and_may_stop_it() -> None:
    games = np.random.default_rng(2).uniform(size=(100_000, 2, 8, 8))
    seen: list[demarche.BatchProgress] = []

    def stop(progress: demarche.BatchProgress) -> bool:
        seen.append(progress)
        return len(seen) < 2

    part = demarche.solve(games, concept="logit-nash", progress=stop)

    assert len(seen) == 2
    assert seen[0].games_total == 100_000
    assert seen[0].games_done <= seen[1].games_done
    assert 0.0 < seen[0].seconds < seen[1].seconds
    assert len(part) < 100_000
    again = demarche.solve(games[: len(part)], concept="logit-nash")
    np.testing.assert_array_equal(part.probabilities, again.probabilities)
    np.testing.assert_array_equal(part.first_profile, again.first_profile)


def test_what_a_callback_raises_comes_out() -> None:
    def fail(progress: demarche.BatchProgress) -> None:
        raise LookupError("of the callback")

    with pytest.raises(LookupError, match="of the callback"):
        demarche.solve(np.zeros((10, 2, 2, 2)), progress=fail)


def test_the_last_report_says_that_all_is_done() -> None:
    seen: list[int] = []

    demarche.solve(np.zeros((10, 2, 2, 2)), progress=lambda p: seen.append(p.games_done))

    assert seen[-1] == 10


def test_a_bar_is_drawn_where_tqdm_is_installed(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("tqdm")

    demarche.solve(np.zeros((5_000, 2, 2, 2)), progress=True)

    captured = capsys.readouterr()
    assert captured.out == ""
    assert "games" in captured.err


def test_batches_from_several_threads_at_once_are_right() -> None:
    games = np.random.default_rng(4).uniform(size=(3_000, 2, 3, 3))
    expected = demarche.solve(games).probabilities
    found: list[np.ndarray] = []

    threads = [
        threading.Thread(target=lambda: found.append(demarche.solve(games).probabilities))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 4
    for probabilities in found:
        np.testing.assert_array_equal(probabilities, expected)
