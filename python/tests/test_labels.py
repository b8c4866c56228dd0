# SPDX-License-Identifier: MIT
"""Names, units and captions stand beside ids; solutions read by the game's names."""

from __future__ import annotations

import pathlib

import numpy as np
import pytest
import xarray as xr

import demarche


@pytest.fixture(scope="module")
def reversal() -> demarche.Result:
    return demarche.run("great_reversal", draws=512, seed=1)


def test_tables_have_names_and_units_and_say_what_they_are(result: demarche.Result) -> None:
    assert result.outcomes["name"].tolist() == ["War", "North prevails"]
    assert result.levers["name"].tolist()[0].startswith("North: ")
    assert result.payoffs["name"].tolist() == ["North", "South"]
    assert "unit" in result.metrics.columns
    for table in (result.outcomes, result.claims, result.levers, result.metrics, result.profiles):
        assert table.attrs["scenario"] == "chicken"
        assert table.attrs["concept"] == "nash"
        assert table.attrs["seed"] == "1"
        assert table.attrs["draws_done"] == 2000
    assert result.caption == "A crisis between two capitals: 2,000 draws, concept nash, seed 1"
    html = result._repr_html_()
    assert "North prevails" in html
    assert "seed 1" in html


def test_ids_keep_their_order_in_pivots(reversal: demarche.Result) -> None:
    wide = reversal.claims.pivot(index="claim", columns="phrase", values="mean")

    # Of the scenario: c10 comes behind c9, and the claims that take a claim apart come last.
    ids = reversal.claims["claim"].tolist()
    assert list(wide.index) == ids
    assert ids[:12] == [f"c{number}" for number in range(1, 13)]
    assert ids[12] == "c1b"
    assert list(reversal.claims.sort_values("claim")["claim"])[9] == "c10"


def test_a_loaded_result_of_a_bundled_scenario_knows_its_names(
    result: demarche.Result, tmp_path: pathlib.Path
) -> None:
    result.save(tmp_path / "r.pb")

    loaded = demarche.Result.load(tmp_path / "r.pb")

    assert loaded.outcomes["name"].tolist() == ["War", "North prevails"]
    assert loaded.draws(count=3).sizes["draw"] == 3


def test_draws_describe_themselves_in_files(
    result: demarche.Result, tmp_path: pathlib.Path
) -> None:
    pytest.importorskip("h5netcdf")
    result.draws(count=20).to_netcdf(tmp_path / "d.nc", engine="h5netcdf")

    with xr.open_dataset(tmp_path / "d.nc", engine="h5netcdf") as draws:
        assert draws.attrs["title"] == result.caption
        assert draws.attrs["concept"] == "nash"
        assert draws.attrs["seed"] == "1"
        assert draws.attrs["source"].startswith("demarche ")
        assert all(draws[name].attrs["long_name"] for name in draws.data_vars)
        assert draws["outcomes"].attrs["units"] == "1"
        assert draws["payoffs"].attrs["units"].startswith("1 =")
        assert draws["parameter_name"].values.tolist()[0] == "Worth of the prize"
        assert draws["level_name"].sel(lever="north.stance").values.tolist() == ["yield", "stand"]


def game() -> demarche.NormalFormGame:
    return demarche.NormalFormGame(
        [[[0, -1], [1, -3]], [[0, 1], [-1, -3]]],
        player_names=["north", "south"],
        strategy_names=[["yield", "stand"], ["retreat", "fight"]],
    )


def test_a_solution_reads_by_the_game_s_names() -> None:
    lines = repr(demarche.solve_game(game())).splitlines()

    assert lines[0].startswith("<Solution: 3 equilibria, all there are; largest regret")
    assert lines[1] == "  1. north: yield; south: fight"
    assert lines[2] == "  2. north: stand; south: retreat"
    mixed = "north: 0.6667 yield, 0.3333 stand; south: 0.6667 retreat, 0.3333 fight"
    assert lines[3] == f"  3. {mixed}"


def test_a_solution_without_a_game_numbers_players() -> None:
    text = repr(demarche.find_concept("nash").solve(game()))

    assert "player 1: 1; player 2: 2" in text


def test_what_survives_and_factored_games_are_named() -> None:
    survivors = repr(demarche.solve_game(game(), concept="dominance"))
    factored = repr(demarche.solve_game(demarche.factored_form(game()), concept="pure"))

    assert survivors.startswith("<Solution: 4 profiles survive>")
    assert "north: 0.5 yield, 0.5 stand" in survivors
    assert "  1. north: 1; south: 2" in factored


def test_correlated_play_and_components_are_shown() -> None:
    correlated = repr(demarche.solve_game(game(), concept="correlated"))
    ties = demarche.NormalFormGame([[[1, 1], [0, 0]], [[1, 1], [0, 0]]])

    assert correlated.startswith("<Solution: correlated play of ")
    assert "yield" in correlated
    assert "(component 1)" in repr(demarche.solve_game(ties))
    html = demarche.solve_game(game())._repr_html_()
    assert "north" in html
    assert "0.6667 retreat" in html


def test_a_draw_gives_its_game_with_names(result: demarche.Result) -> None:
    draw = result.replay(7)

    found = draw.game

    assert isinstance(found, demarche.NormalFormGame)
    assert found.player_names == ["North", "South"]
    assert found.strategy_names == [["yield", "stand"], ["yield", "stand"]]
    assert "draw 7" in found.title
    # The draw's own solution is one of the game's.
    again = demarche.solve_game(found)
    flat = [np.concatenate(profile) for profile in again.equilibria]
    for profile in draw.probabilities:
        assert any(np.allclose(profile, other, atol=1e-9) for other in flat)
    assert demarche.plot.payoff_matrix(found).get_title(loc="left") == found.title


def test_large_games_of_draws_stay_factored() -> None:
    draw = demarche.replay_draw("great_reversal", 0)

    found = draw.game

    assert isinstance(found, demarche.FactoredGame)
    assert len(found.player_names) == 7


def test_the_game_of_a_draw_has_the_code_s_payoffs() -> None:
    def payoffs(parameters: demarche.DrawColumns) -> np.ndarray:
        given = np.zeros((parameters.num_draws, 2, 2, 2))
        given[:, 0, 1, 0] = parameters["prize"]
        return given

    result = demarche.run("chicken", draws=10, payoffs=payoffs)
    draw = result.replay(4)

    found = draw.game

    assert isinstance(found, demarche.NormalFormGame)
    assert found.payoffs[0, 1, 0] == draw.parameters[0]
    assert found.payoffs[1].max() == 0.0
