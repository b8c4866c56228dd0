# SPDX-License-Identifier: MIT
"""Results: tables, draws, files, notebooks."""

from __future__ import annotations

import pathlib
import pickle

import numpy as np
import pandas as pd
import pytest
import xarray as xr

import demarche


def test_tables_hold_what_the_message_holds(result: demarche.Result) -> None:
    message = result.message

    assert result.outcomes["mean"].tolist() == [e.mean for e in message.outcomes]
    assert result.claims["phrase"].tolist() == [
        demarche.probability_words(e.low, e.high) for e in message.claims
    ]
    assert result.outcomes["lowest"].tolist() == [e.lowest for e in message.outcomes]
    levers = result.levers
    sums = levers.groupby(["actor", "lever"])["mean"].sum()
    np.testing.assert_allclose(sums, 1.0, atol=1e-12)
    metrics = result.metrics.set_index("metric")
    assert metrics.loc["joint_loss", "q0.5"] == next(
        q.value for q in message.metrics[0].quantiles if q.probability == 0.5
    )
    assert result.payoffs["actor"].tolist() == ["north", "south"]
    assert result.profiles["count"].sum() == message.profile_draws
    assert result.option_sets.empty


def test_options_are_compared_in_the_draws_that_define_them_all(outreach: demarche.Model) -> None:
    result = demarche.run(outreach, draws=500, seed=1)

    options = result.option_sets
    assert options["option"].is_unique
    found = result.message.option_sets[0]
    assert options["count"].tolist() == [found.count] * len(found.options)
    assert result.message.solving is not None
    assert found.count + found.undefined == result.message.solving.solved
    assert sum(options["share_best"]) == pytest.approx(1.0)


def test_draws_are_labelled_and_average_to_the_result(result: demarche.Result) -> None:
    draws = result.draws()

    assert dict(draws.sizes) == {
        "draw": 2_000,
        "parameter": 4,
        "outcome": 2,
        "lever": 2,
        "level": 2,
        "metric": 1,
        "actor": 2,
        "claim": 2,
    }
    np.testing.assert_allclose(draws["outcomes"].mean("draw"), result.outcomes["mean"], rtol=1e-12)
    np.testing.assert_allclose(
        draws["metrics"].sel(metric="joint_loss").mean(), result.metrics["mean"][0], rtol=1e-12
    )
    np.testing.assert_allclose(
        draws["probabilities"].mean("draw").values.ravel(), result.levers["mean"], rtol=1e-12
    )
    assert draws["level_id"].sel(lever="south.stance").values.tolist() == ["yield", "stand"]
    assert set(draws["status"].values.tolist()) == {"converged"}
    part = result.draws(first=300, count=200)
    xr.testing.assert_identical(part, draws.sel(draw=slice(300, 499)))


def test_draws_agree_with_replay_where_levers_differ(outreach: demarche.Model) -> None:
    result = demarche.run(outreach, draws=300, seed=4)

    draws = result.draws(count=5)

    for number in range(5):
        draw = result.replay(number)
        np.testing.assert_array_equal(draws["parameters"][number], draw.parameters)
        assert float(draws["residual"][number]) == draw.certificate.residual
    total = draws["probabilities"].sum("level")
    np.testing.assert_allclose(total, 1.0, atol=1e-12)


@pytest.mark.parametrize("ending", ["pb", "json"])
def test_results_are_saved_and_loaded(
    result: demarche.Result, chicken: demarche.Model, tmp_path: pathlib.Path, ending: str
) -> None:
    file = tmp_path / f"r.{ending}"

    result.save(file)
    loaded = demarche.Result.load(file)

    assert loaded == result
    assert pickle.loads(pickle.dumps(result)) == result
    with pytest.raises(demarche.InvalidArgument, match="give scenario="):
        demarche.Result(loaded.message).draws()
    xr.testing.assert_identical(loaded.draws(count=10, scenario=chicken), result.draws(count=10))
    assert demarche.Result.load(file, scenario=chicken).summary() == result.summary()
    with pytest.raises(demarche.InvalidArgument, match="not of xxh128"):
        demarche.Result.load(file, scenario=demarche.load_scenario("outreach"))
    (tmp_path / "bad.json").write_text("{")
    with pytest.raises(demarche.IoError, match="cannot be read as a result"):
        demarche.Result.load(tmp_path / "bad.json")


def test_a_result_finds_its_scenario_among_the_bundled_ones_alone(
    result: demarche.Result, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result.save(tmp_path / "r.pb")
    (tmp_path / "chicken").mkdir()
    (tmp_path / "chicken" / "scenario.txtpb").write_text("damaged {")
    monkeypatch.chdir(tmp_path)

    loaded = demarche.Result.load("r.pb")

    assert loaded.summary() == result.summary()


def test_a_result_of_another_scenario_by_a_bundled_name_lacks_only_names(
    tmp_path: pathlib.Path,
) -> None:
    scenario = demarche.load_scenario("chicken")
    scenario.parameters.append({"id": "spare", "distribution": {"uniform": {"low": 0, "high": 1}}})
    changed = scenario.changed(set={"spare": 2})
    with pytest.warns(demarche.ScenarioProblemWarning, match="spare"):
        result = changed.run(draws=50)
    result.save(tmp_path / "r.pb")

    loaded = demarche.Result.load(tmp_path / "r.pb")

    assert loaded == result
    assert loaded.model is None
    named = demarche.Result.load(tmp_path / "r.pb", scenario=scenario)
    assert named.summary() == result.summary()


def test_draws_are_exported_through_the_usual_libraries(
    result: demarche.Result, tmp_path: pathlib.Path
) -> None:
    pytest.importorskip("h5netcdf")
    pytest.importorskip("pyarrow")
    draws = result.draws(count=50)

    draws.to_netcdf(tmp_path / "d.nc", engine="h5netcdf")
    parameters = pd.DataFrame(draws["parameters"].values, columns=draws["parameter"].values)
    parameters.to_parquet(tmp_path / "p.parquet")
    result.outcomes.to_csv(tmp_path / "o.csv", index=False)

    with xr.open_dataset(tmp_path / "d.nc", engine="h5netcdf") as back:
        xr.testing.assert_equal(back.load(), draws)
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "p.parquet"), parameters)
    assert pd.read_csv(tmp_path / "o.csv")["outcome"].tolist() == ["war", "north_prevails"]


def test_notebooks_show_a_table_that_is_escaped(result: demarche.Result) -> None:
    message = result.message.copy()
    message.scenario_name = "<script>"

    text = demarche.Result(message)._repr_html_()

    assert "<script>" not in text
    assert "&lt;script&gt;" in text
    assert "war" in text
    assert "2,000 draws" in text
    assert repr(result) == "<Result of chicken: 2000 draws, concept nash>"
    assert "War" in result.summary()
