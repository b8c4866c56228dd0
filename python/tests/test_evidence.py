# SPDX-License-Identifier: MIT
"""Runs with evidence."""

from __future__ import annotations

import math
import pathlib
import pickle
import warnings

import matplotlib.pyplot as plt
import numpy as np
import pytest

import demarche
import demarche.plot


@pytest.fixture(scope="module")
def result() -> demarche.Result:
    scenario = demarche.load_scenario("chicken")
    scenario.evidence.append(
        demarche.Evidence(
            id="report",
            date="2025-02-18",
            statement="A report says that the north stands firm.",
            likelihood="if(north.stance == stand, 0.8, 0.3)",
        )
    )
    scenario.evidence.append(demarche.Evidence(id="rumour", likelihood="0.1 + 0.1 * prize"))
    return demarche.run(scenario, draws=4000, seed=1)


def test_tables_of_the_posterior_stand_beside_those_of_the_prior(result: demarche.Result) -> None:
    prior = result.levers.set_index(["actor", "level"])["mean"]
    posterior = result.posterior.levers.set_index(["actor", "level"])["mean"]

    firm = prior["north", "stand"]
    assert posterior["north", "stand"] > firm + 0.05
    # All draws count with 0.3 + 0.5 P(stand), and play within each is updated.
    draws = result.draws(count=4000)
    weights = draws["evidence_weights"].to_numpy()
    stand = draws["probabilities"].sel(lever="north.stance")[:, 1].to_numpy()
    assert np.allclose(weights, 0.3 + 0.5 * stand)
    assert posterior["north", "stand"] == pytest.approx((0.8 * stand).sum() / weights.sum())
    assert result.posterior.effective_draws == pytest.approx(
        weights.sum() ** 2 / (weights**2).sum()
    )
    assert result.posterior.log_evidence == pytest.approx(math.log(weights.mean()))


def test_items_parameters_and_observations_are_tables(result: demarche.Result) -> None:
    posterior = result.posterior
    assert set(posterior.items["item"]) == {"report"}
    rows = posterior.items
    war = rows[(rows["kind"] == "outcome") & (rows["id"] == "war")].iloc[0]
    assert war["prior"] == pytest.approx(result.outcomes.set_index("outcome").loc["war", "mean"])
    assert war["without"] == war["prior"]
    assert war["posterior"] == war["alone"]
    assert war["prior"] < war["half"] < war["posterior"] < war["twice"]
    assert posterior.parameters["shift"].abs().is_monotonic_decreasing
    assert (result.observations["expected_value"] >= 0).all()
    assert set(result.observations["item"]) <= {"rumour"}  # Chicken has no option set.


def test_a_posterior_is_of_its_run_and_no_result_itself(result: demarche.Result) -> None:
    posterior = result.posterior

    assert isinstance(posterior, demarche.Posterior)
    assert not isinstance(posterior, demarche.Result)
    assert posterior.prior is result
    assert posterior == result.posterior == pickle.loads(pickle.dumps(posterior))
    assert posterior.outcomes.attrs["title"] == posterior.caption
    assert posterior.caption == f"{result.caption}; given 1 item of evidence"
    assert repr(posterior).startswith("<Posterior of <Result of chicken: 4000 draws")
    html = posterior._repr_html_()
    assert "given 1 item of evidence" in html
    assert f"<td>{100 * posterior.message.outcomes[0].mean:.1f} %</td>" in html
    again = pickle.loads(pickle.dumps(result.replay(3)))
    assert again.evidence_weight == result.replay(3).evidence_weight > 0


def test_no_posterior_is_saved_told_or_logged_as_a_prior(
    result: demarche.Result, tmp_path: pathlib.Path
) -> None:
    posterior = result.posterior

    # Text, files and draws hold prior and posterior: only the result itself gives them.
    own = {name for name in dir(posterior) if not name.startswith("_")}
    tables = {"outcomes", "claims", "levers", "metrics", "payoffs", "option_sets"}
    moved = {"effective_draws", "log_evidence", "items", "parameters"}
    assert own == tables | moved | {"prior", "caption", "message"}
    with pytest.raises(demarche.InvalidArgument, match="message must be a ResultMessage"):
        demarche.Result(posterior.message)  # type: ignore[arg-type]
    with pytest.raises(demarche.InvalidArgument, match="results must be Results"):
        demarche.ConceptComparison([posterior])  # type: ignore[list-item]
    posterior.prior.save(tmp_path / "r.pb")
    loaded = demarche.Result.load(tmp_path / "r.pb", scenario=result.model)
    assert loaded.message == result.message
    assert loaded.outcomes.equals(result.outcomes)
    assert loaded.posterior.outcomes.equals(posterior.outcomes)
    assert not posterior.outcomes.equals(result.outcomes)
    # The number before the arrow is the prior's, and that behind it the posterior's.
    before, after = (100 * one.message.outcomes[0].mean for one in (result, posterior))
    assert f"{before:.1f} -> {after:.1f} %" in posterior.prior.summary()


def test_figures_are_of_the_posterior_too(result: demarche.Result) -> None:
    bars = [demarche.plot.outcomes(one).patches for one in (result, result.posterior)]

    means = [[bar.get_width() for bar in found] for found in bars]  # type: ignore[attr-defined]
    assert means[0] == pytest.approx(result.outcomes["mean"].tolist())
    assert means[1] == pytest.approx(result.posterior.outcomes["mean"].tolist())
    assert means[0] != means[1]
    plt.close("all")


def unlikely(given: str) -> demarche.Scenario:
    return demarche.load_scenario("chicken").changed(given=given)


def test_where_no_draw_fits_the_evidence_there_is_no_posterior() -> None:
    told = r"no draw fits the evidence \(prize < 0\): it is impossible in the scenario, or needs"
    with pytest.warns(demarche.FewEffectiveDrawsWarning, match=told) as caught:
        result = unlikely("prize < 0").run(draws=500)

    assert [warning.filename for warning in caught] == [__file__]
    with pytest.raises(demarche.InvalidArgument, match=told):
        _ = result.posterior
    with pytest.raises(demarche.InvalidArgument, match=told):
        demarche.Posterior(result)
    assert "No draw fits the evidence" in result.summary()


@pytest.mark.filterwarnings("ignore::demarche.FewEffectiveDrawsWarning")
def test_too_few_effective_draws_give_no_phrases() -> None:
    few, enough = (unlikely("war").run(draws=draws) for draws in (200, 2000))

    assert set(few.posterior.claims["phrase"]) == {"too few effective draws"}
    assert "too few effective draws" in few.summary()
    assert "too few effective draws" not in set(few.claims["phrase"])
    assert "too few effective draws" not in set(enough.posterior.claims["phrase"])


@pytest.mark.filterwarnings("ignore::demarche.ScenarioProblemWarning")
def test_likelihoods_that_count_in_no_draw_are_told() -> None:
    scenario = demarche.load_scenario("chicken")
    scenario.evidence.append(demarche.Evidence(id="odd", date="2025-02-18", likelihood="-prize"))

    told = r"evidence \(odd\).*; a likelihood is negative or not finite in 500 draws"
    with pytest.warns(demarche.FewEffectiveDrawsWarning, match=told):
        demarche.run(scenario, draws=500)


def test_where_no_draw_is_solved_the_evidence_is_not_to_blame() -> None:
    scenario = demarche.load_scenario("great_reversal")
    # Any other warning is an error.
    with pytest.warns(demarche.UnsolvedDrawsWarning):
        result = demarche.run(scenario, draws=100, max_iterations=1)

    with pytest.raises(demarche.InvalidArgument, match="none of 100 draws has an answer"):
        _ = result.posterior


def test_a_run_warns_of_few_effective_draws() -> None:
    scenario = unlikely("war")

    with pytest.warns(
        demarche.FewEffectiveDrawsWarning,
        match=r"given the evidence, 300 draws are worth \d+ effective ones; draws=\d+00 would give",
    ) as caught:
        result = demarche.run(scenario, draws=300)
    with pytest.warns(demarche.FewEffectiveDrawsWarning):
        demarche.compare(demarche.load_scenario("chicken"), scenario, draws=300)

    assert {warning.filename for warning in caught} == {__file__}
    assert result.message.posterior is not None
    assert result.posterior.effective_draws < 400
    needed = result.message.posterior.draws_needed
    assert needed <= int(str(caught[0].message).split("draws=")[1].split()[0]) < 1.1 * needed
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        enough = demarche.run(scenario, draws=round(needed))
        demarche.run("chicken", draws=100)  # Without evidence there is nothing to warn of.
    assert enough.posterior.effective_draws >= 400


@pytest.mark.filterwarnings("ignore::demarche.FewEffectiveDrawsWarning")
def test_conditions_are_given() -> None:
    chicken = demarche.load_scenario("chicken")
    given = chicken.changed(given=["war", "prize > 1"], evidence="none")
    result = given.run(draws=1000)
    assert result.message.what_if is not None
    assert result.message.what_if.given == ["war", "prize > 1"]
    assert result.posterior.outcomes.set_index("outcome").loc["war", "mean"] == 1.0
    more = given.changed(given="prize > 2").run(draws=500).message.what_if
    assert more is not None
    assert more.given[2] == "prize > 2"
    with pytest.raises(demarche.InvalidArgument, match="no evidence counts in this result"):
        _ = chicken.run(draws=100).posterior
    with pytest.raises(demarche.InvalidArgument, match="there is no item of evidence 'x'"):
        chicken.changed(evidence=["x"])
    assert math.isnan(chicken.run(draws=100).replay(0).evidence_weight)


def test_the_flagship_is_moved_by_its_evidence() -> None:
    """As in a run of 4,000 draws, with all five items at full strength."""
    scenario = demarche.load_scenario("great_reversal")
    for item in scenario.evidence:
        item.strength = None
    result = scenario.changed(answer="held").run(draws=2_000, seed=1)
    for ident, before, after in (
        ("thaw_realised", 0.186, 0.370),
        ("full_thaw", 0.071, 0.153),
    ):
        assert result.outcomes.set_index("outcome").loc[ident, "mean"] == pytest.approx(
            before, abs=0.02
        )
        posterior = result.posterior.outcomes.set_index("outcome")
        assert posterior.loc[ident, "mean"] == pytest.approx(after, abs=0.02)
    for ident, before, after in (("c5b", 0.929, 0.847), ("c1", 0.841, 0.852)):
        assert result.claims.set_index("claim").loc[ident, "mean"] == pytest.approx(
            before, abs=0.02
        )
        posterior = result.posterior.claims.set_index("claim")
        assert posterior.loc[ident, "mean"] == pytest.approx(after, abs=0.02)
    # Weights alone, the wrong update, move it much less.
    draws = result.draws(count=2_000)
    weights = draws["evidence_weights"].to_numpy()
    thaw = draws["outcomes"].sel(outcome="thaw_realised").to_numpy()
    assert (weights * thaw).sum() / weights.sum() < 0.37 - 0.05
