# SPDX-License-Identifier: MIT
"""What a first user typed, with what it should have given; other tests hold more of these."""

from __future__ import annotations

import pathlib
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import demarche

UNTYPED: Any = demarche
GAME = demarche.NormalFormGame([[[0, -1], [1, -3]], [[0, 1], [-1, -3]]], title="Chicken")


def test_a_run_whose_every_draw_fails_has_no_numbers() -> None:
    with pytest.warns(demarche.UnsolvedDrawsWarning, match="none of 200 draws has an answer"):
        result = demarche.run("great_reversal", draws=200, max_iterations=1)

    assert result.outcomes["mean"].isna().all()
    assert "200 without an answer" in repr(result)


@pytest.mark.parametrize(
    ("call", "text"),
    [
        (lambda: UNTYPED.run("chicken", concept="qre", precision=10), "precision is no option"),
        (lambda: UNTYPED.run("chicken", concept="nash", level=2), "level"),
        (lambda: UNTYPED.run("chicken", draws=True), "draws must be a whole number"),
        (lambda: UNTYPED.run("chicken", draws="100"), "draws must be a whole number"),
        (lambda: UNTYPED.run("chicken", draws=-5), "draws must be in"),
        (lambda: UNTYPED.run("chicken", seed=1.0), "seed must be a whole number"),
        (lambda: UNTYPED.run("chicken", progress="yes"), "progress must be True, False or"),
        (lambda: UNTYPED.run("chicken", executor=2), r"executor must have a method submit\(\)"),
        (lambda: UNTYPED.run("chicken", metrics=[len]), "metrics must map names to functions"),
        (lambda: UNTYPED.run("chicken", metrics=len), "metrics must map names to functions"),
        (lambda: UNTYPED.run("chicken", concept="nsh"), "did you mean 'nash'"),
        (lambda: UNTYPED.run("chicken", concept="nash", selection="nope"), "nope"),
        (lambda: UNTYPED.run(None), "scenario must be"),
        (lambda: UNTYPED.plot.outcomes(GAME), "result must be a Result"),
        (lambda: UNTYPED.plot.metric_density(GAME, "x"), "draws must be"),
        (lambda: demarche.Distribution().quantile([0.5]), "no family"),
    ],
)
def test_slips_are_named(call: Callable[[], object], text: str) -> None:
    with pytest.raises((ValueError, TypeError), match=text) as caught:
        call()

    assert "incompatible function arguments" not in str(caught.value)


def test_objects_print_in_a_few_lines(result: demarche.Result) -> None:
    scenario = demarche.load_scenario("great_reversal")
    draw = result.replay(0)

    assert len(repr(scenario)) < 300
    assert len(repr(draw)) < 700
    assert scenario._repr_html_().startswith("<")
    assert repr(demarche.Uniform(low=0, high=2)) == "Uniform(low=0.0, high=2.0)"


def test_games_compare_by_value(tmp_path: pathlib.Path) -> None:
    GAME.save(tmp_path / "g.nfg")

    assert demarche.NormalFormGame.load(tmp_path / "g.nfg") == GAME
    assert demarche.Model("chicken") == demarche.Model("chicken")
    assert demarche.solve([GAME]) == demarche.solve([GAME])


def test_a_result_is_no_scenario_and_nothing_else_is_printed(
    result: demarche.Result, tmp_path: pathlib.Path, capfd: pytest.CaptureFixture[str]
) -> None:
    result.save(tmp_path / "result.pb")

    with pytest.raises((demarche.ScenarioError, demarche.IoError)):
        demarche.load_scenario(tmp_path / "result.pb")

    assert capfd.readouterr() == ("", "")


def test_draws_of_a_loaded_result_take_a_scenario_by_name(
    result: demarche.Result, tmp_path: pathlib.Path
) -> None:
    result.save(tmp_path / "result.json")

    loaded = demarche.Result(demarche.Result.load(tmp_path / "result.json").message)

    assert loaded.draws(count=3, scenario="chicken").sizes["draw"] == 3


def test_a_ten_line_sketch_runs() -> None:
    levels = [{"id": "no"}, {"id": "yes"}]
    sketch = {
        "id": "sketch",
        "actors": [
            {
                "id": actor,
                "levers": [{"id": "go", "levels": levels}],
                "payoff": [{"id": "p", "value": f"{actor}.go - 2 * a.go * b.go"}],
            }
            for actor in ("a", "b")
        ],
        "outcomes": [{"id": "both", "event": "a.go == yes && b.go == yes"}],
    }

    result = demarche.run(sketch, concept="nash", draws=10)

    assert np.isfinite(result.outcomes["mean"]).all()
    assert "Both" in result.summary()
