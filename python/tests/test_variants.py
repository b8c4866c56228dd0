# SPDX-License-Identifier: MIT
"""Variants of a scenario: checked, made, run by name and side by side."""

from __future__ import annotations

import concurrent.futures
import pathlib
import pickle
import warnings

import pytest

import demarche
from demarche import Scenario


def with_variants() -> Scenario:
    scenario = demarche.load_scenario("chicken")
    scenario.variants = [
        {
            "id": "dear",
            "changes": {
                "parameters": [
                    {"id": "war_cost_north", "distribution": {"constant": {"value": 9}}},
                ]
            },
        },
        {"id": "bold", "set": ["prize = 2"], "fix": ["north.stance = stand"]},
    ]
    return scenario


def test_a_variant_is_the_scenario_with_its_changes() -> None:
    scenario = with_variants()

    dear = scenario.variant("dear")
    bold = scenario.variant("bold")

    assert dear.parameters["war_cost_north"].to_dict()["distribution"] == {
        "constant": {"value": 9.0}
    }
    assert dear.variants == []
    assert dear.name == "A crisis between two capitals: dear"
    by_hand = scenario.changed(set={"prize": 2}, fix={"north.stance": "stand"})
    assert bold.run(draws=200).outcomes.equals(by_hand.run(draws=200).outcomes)
    with pytest.raises(demarche.InvalidArgument, match="no variant 'bald'; did you mean 'bold'"):
        scenario.variant("bald")


def test_what_ifs_are_of_the_variant() -> None:
    changed = with_variants().changed(set={"resolve": 1})

    bold = changed.variant("bold")
    result = bold.run(draws=50)

    assert result.message.what_if is not None
    assert result.message.what_if.set == ["resolve = 1.0"]
    assert result.message.variant_id == "bold"
    certain = [p.id for p in bold.parameters if "constant" in p.to_dict()["distribution"]]
    assert certain == ["prize", "resolve"]


def test_check_finds_what_is_wrong_with_variants(tmp_path: pathlib.Path) -> None:
    scenario = with_variants()
    assert scenario.check()[0].rule == "undocumented"
    scenario.variants[1].set = ["prze = 2"]
    path = tmp_path / "own.txtpb"
    scenario.save(path)

    errors = [p for p in scenario.check() if p.severity == "error"]
    found = [p for p in demarche.check_scenario(path) if p.severity == "error"]

    assert [str(p) for p in errors] == [
        "variant bold, set: there is no parameter 'prze'; did you mean 'prize'?"
    ]
    assert [p.path for p in found] == ["variant bold, set"]
    assert found[0].line > 0
    assert scenario.run(draws=50).message.draws_done == 50  # The scenario itself is fine.


def test_a_run_takes_a_variant_by_its_id() -> None:
    result = demarche.run("outreach", variant="left", draws=100)

    assert result.message.variant_id == "left"
    assert (
        result.message.outcomes
        == demarche.load_scenario("outreach").variant("left").run(draws=100).message.outcomes
    )
    with concurrent.futures.ThreadPoolExecutor(2) as executor:
        parts = demarche.run("outreach", variant="left", draws=100, executor=executor)
    assert parts == result


def test_results_of_variants_find_their_scenario(tmp_path: pathlib.Path) -> None:
    result = demarche.run("outreach", variant="tariffs", draws=100)
    result.save(tmp_path / "r.json")

    loaded = demarche.Result.load(tmp_path / "r.json")

    assert loaded.model is not None
    assert loaded.summary() == result.summary()
    assert loaded.summary(scenario="outreach") == result.summary()


def test_variants_are_run_side_by_side(tmp_path: pathlib.Path) -> None:
    comparison = demarche.compare_variants("outreach", draws=200)

    assert comparison.variants == ["as it is", "left", "full_offer", "tariffs"]
    assert comparison["as it is"] == demarche.run("outreach", draws=200, analysis=False)
    assert comparison["left"] == demarche.run("outreach", variant="left", draws=200, analysis=False)
    assert comparison.outcomes["variant"].cat.categories.tolist() == comparison.variants
    assert "the scenario and 3 variants under qre" in comparison.summary()
    assert comparison == pickle.loads(pickle.dumps(comparison))
    assert repr(comparison) == "<VariantComparison of as it is, left, full_offer, tariffs>"
    comparison.save(tmp_path / "r.json")
    with pytest.raises(demarche.InvalidArgument, match="there is no variant 'x' here"):
        comparison["x"]
    few = demarche.compare_variants("outreach", ["left"], draws=50, concept="pure")
    assert few.variants == ["as it is", "left"]
    with pytest.raises(demarche.InvalidArgument, match="chicken has no variants"):
        demarche.compare_variants("chicken")


def test_widths_are_run_side_by_side(tmp_path: pathlib.Path) -> None:
    comparison = demarche.compare_widths("outreach", [1, 2.5], draws=200)

    assert comparison.factors == [1.0, 2.5]
    assert comparison["1"] == demarche.run("outreach", draws=200, analysis=False)
    wide = demarche.load_scenario("outreach").changed(widen=2.5)
    assert comparison["2.5"] == demarche.run(wide, draws=200, analysis=False)
    assert comparison.claims["widen"].cat.categories.tolist() == ["1", "2.5"]
    assert "2 widths of every range under qre" in comparison.summary()
    assert "2.5 as wide" in comparison.summary()
    assert repr(comparison) == "<WidthComparison of 1, 2.5>"
    comparison.save(tmp_path / "r.json")
    doubtful = demarche.load_scenario("outreach").changed(set={"us_doubt": 1})
    changed = demarche.compare_widths(doubtful, [2.5], draws=100).results[0]
    wide = doubtful.changed(widen=2.5)
    assert changed == demarche.run(wide, draws=100, analysis=False)
    for wrong in ([], [2, 2]):
        with pytest.raises(demarche.InvalidArgument, match="factors are numbers above 0, each"):
            demarche.compare_widths("outreach", wrong, draws=10)
    with pytest.raises(demarche.InvalidArgument, match="finite number above 0, got -1"):
        demarche.compare_widths("outreach", [1, -1], draws=10)


def test_a_variant_is_compared_with_its_scenario() -> None:
    comparison = demarche.compare("outreach", variant="left", draws=200)

    assert comparison.changes["id"].tolist() == ["us_doubt"]
    assert comparison.second.message.variant_id == "left"


def test_what_only_a_variant_brings_about_is_no_warning() -> None:
    scenario = with_variants()
    for variant in scenario.variants:
        variant.name = variant.rationale = "v"
        variant.sources = [demarche.Source(document="none")]
    assert scenario.check() == []  # A constant has no rank correlation, as "dear" wants it.
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        demarche.compare_variants(scenario, draws=50)
        demarche.run(scenario, variant="dear", draws=50)


def test_an_option_goes_to_the_variants_whose_concept_reads_it() -> None:
    scenario = demarche.load_scenario("chicken")
    changes = demarche.ScenarioMessage(defaults={"solution_concept": "level-k"})
    scenario.variants.append(demarche.Variant(id="steps", changes=changes))
    three = demarche.compare_variants(scenario, draws=200, level=3)
    assert three["steps"].settings.concept_options.level == 3
    assert three["as it is"].settings.concept_options.level == demarche.ConceptOptions().level
    seen: list[object] = []

    def note(progress: object) -> None:
        seen.append(progress)

    with pytest.raises(demarche.InvalidArgument, match="nash, level-k do not read order"):
        demarche.compare_variants(scenario, draws=200, order=["north"], progress=note)
    assert not seen
