# SPDX-License-Identifier: MIT
"""Two scenarios on paired draws."""

from __future__ import annotations

import json
import pathlib
import pickle
from typing import Any

import numpy as np
import pytest

import demarche

UNTYPED: Any = demarche


@pytest.fixture(scope="module")
def comparison() -> demarche.ScenarioComparison:
    return demarche.compare("chicken", set={"prize": 2}, draws=1000, seed=3)


def test_differences_are_those_of_replayed_draws(comparison: demarche.ScenarioComparison) -> None:
    first = comparison.first.draws()
    second = comparison.second.draws()
    for kind, table in (("outcome", comparison.outcomes), ("claim", comparison.claims)):
        for row in table.to_dict("records"):
            identity = row[kind]
            apart = (
                second[f"{kind}s"].sel({kind: identity}) - first[f"{kind}s"].sel({kind: identity})
            ).values

            assert row["difference"] == pytest.approx(apart.mean(), abs=1e-12)
            assert row["standard_error"] == pytest.approx(
                apart.std(ddof=1) / np.sqrt(1000), abs=1e-12
            )
            assert row["differing"] == np.count_nonzero(apart)
            assert row["low"] < row["difference"] < row["high"]


def test_results_are_those_of_runs(comparison: demarche.ScenarioComparison) -> None:
    chicken = demarche.load_scenario("chicken")
    bold = chicken.changed(set={"prize": 2})

    assert comparison.first == demarche.run(chicken, draws=1000, seed=3, analysis=False)
    assert comparison.second == demarche.run(bold, draws=1000, seed=3, analysis=False)
    assert comparison.second.message.what_if == demarche.WhatIf(set=["prize = 2.0"])
    assert "What if prize = 2.0?" in comparison.second.summary()


def test_tables_tell_what_changed_and_what_moved(comparison: demarche.ScenarioComparison) -> None:
    assert repr(comparison) == (
        "<ScenarioComparison of chicken and chicken (What if prize = 2.0?): "
        "1000 draws, 1 input changed>"
    )
    change = comparison.changes.iloc[0]
    assert (change["kind"], change["id"], change["change"]) == ("parameter", "prize", "changed")
    assert change["before"] == "triangular (low 0.5, mode 1, high 2)"
    assert comparison.metrics["unit"].tolist() == ["prizes"]
    assert comparison.payoffs["name"].tolist() == ["North", "South"]
    assert comparison.levers["name"].tolist()[0] == "North: Stance: yield"
    assert np.isnan(comparison.metrics["lowest"]).all()
    assert comparison.paired_draws == 1000
    assert "What moved" in comparison.summary()
    html = comparison._repr_html_()
    assert "prize" in html
    assert "Joint loss" in html


def test_comparisons_are_values(
    comparison: demarche.ScenarioComparison, tmp_path: pathlib.Path
) -> None:
    comparison.save(tmp_path / "c.json")

    stored = json.loads((tmp_path / "c.json").read_text())
    again = demarche.ScenarioComparison(
        demarche.ScenarioComparisonMessage.from_json(comparison.message.to_json())
    )

    assert stored["second"]["what_if"]["set"] == ["prize = 2.0"]
    assert again == comparison
    assert pickle.loads(pickle.dumps(comparison)) == comparison
    with pytest.raises(demarche.InvalidArgument, match="needs its scenario"):
        again.summary()


def test_two_scenarios_are_matched_by_ids() -> None:
    chicken = demarche.load_scenario("chicken")
    other = demarche.load_scenario("chicken")
    other.claims.pop(0)
    idle = demarche.Parameter(id="idle", distribution=demarche.Uniform(low=0, high=1))
    other.parameters.insert(0, idle)
    with pytest.warns(demarche.ScenarioProblemWarning, match="idle"):
        found = demarche.compare(chicken, other, draws=300)

    assert found.claims["claim"].tolist() == ["firm"]
    assert (found.outcomes["difference"] == 0.0).all()
    assert sorted(found.changes["change"]) == ["added", "removed"]


def test_both_scenarios_warn_as_they_are_without_the_changes() -> None:
    chicken = demarche.load_scenario("chicken")
    other = demarche.load_scenario("chicken")
    idle = demarche.Parameter(id="idle", distribution=demarche.Uniform(low=0, high=1))
    other.parameters.append(idle)

    # A constant has no rank correlation: a warning that the change asks for.
    with pytest.warns(demarche.ScenarioProblemWarning) as caught:
        demarche.compare(chicken, other, set={"war_cost_north": 2}, draws=50)

    assert len(caught) == 1
    assert "idle" in str(caught[0].message)


def test_what_cannot_be_compared_is_said() -> None:
    with pytest.raises(demarche.InvalidArgument, match="needs something to compare with"):
        demarche.compare("chicken")
    with pytest.raises(demarche.InvalidArgument, match="needs something to compare with"):
        demarche.compare("chicken", set={}, precision="", widen=1.0)
    with pytest.raises(demarche.InvalidArgument, match="did you mean 'prize'"):
        demarche.compare("chicken", set={"prze": 1})
    with pytest.raises(demarche.InvalidArgument, match=r"no keyword 'drws'.*'draws'"):
        UNTYPED.compare("chicken", set={"prize": 1}, drws=5)
    with pytest.raises(demarche.InvalidArgument, match="message must be"):
        UNTYPED.ScenarioComparison("chicken")


def test_loaded_results_of_what_ifs_know_their_names(tmp_path: pathlib.Path) -> None:
    found = demarche.compare("chicken", fix={"north.stance": "stand"}, draws=100)
    found.second.save(tmp_path / "r.json")

    loaded = demarche.Result.load(tmp_path / "r.json")
    named = demarche.Result.load(tmp_path / "r.json", scenario="chicken")

    assert loaded.model is not None
    assert loaded.outcomes["name"].tolist() == ["War", "North prevails"]
    assert named.summary() == loaded.summary()


def test_an_option_goes_to_the_concepts_that_read_it() -> None:
    before = demarche.load_scenario("chicken")
    after = before.copy()
    assert after.defaults is not None
    after.defaults.solution_concept = "level-k"
    for scenarios in ((before, after), (after, before)):
        comparison = demarche.compare(*scenarios, draws=200, level=3)
        levels = {
            result.settings.concept_name: result.settings.concept_options.level
            for result in (comparison.first, comparison.second)
        }
        assert levels["level-k"] == 3
        assert levels["nash"] == demarche.ConceptOptions().level
    with pytest.raises(demarche.InvalidArgument, match="nash, level-k do not read order"):
        demarche.compare(before, after, draws=200, order=["north"])
    with pytest.raises(demarche.InvalidArgument, match="level must be a whole number"):
        demarche.compare(before, after, draws=200, level="x")
