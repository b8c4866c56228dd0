# SPDX-License-Identifier: MIT
"""Runs with evidence."""

from __future__ import annotations

import math
import pickle

import numpy as np
import pytest

import demarche


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


def test_a_posterior_keeps_its_run(result: demarche.Result) -> None:
    posterior = result.posterior
    assert isinstance(posterior, demarche.Posterior)
    assert posterior.prior is result
    assert "->" in posterior.summary()
    assert posterior.replay(3).evidence_weight > 0
    again = pickle.loads(pickle.dumps(posterior.replay(3)))
    assert again.evidence_weight == posterior.replay(3).evidence_weight


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


def test_the_flagship_is_moved_as_worked_out_elsewhere() -> None:
    """The figures of an independent computation, with all five items at full strength."""
    scenario = demarche.load_scenario("great_reversal")
    for item in scenario.evidence:
        item.strength = None
    result = demarche.run(scenario, draws=20_000, seed=1)
    for ident, before, after in (
        ("thaw_realised", 0.334, 0.459),
        ("full_thaw", 0.121, 0.185),
    ):
        assert result.outcomes.set_index("outcome").loc[ident, "mean"] == pytest.approx(
            before, abs=0.01
        )
        posterior = result.posterior.outcomes.set_index("outcome")
        assert posterior.loc[ident, "mean"] == pytest.approx(after, abs=0.01)
    for ident, before, after in (("c5", 0.879, 0.815), ("c1", 0.885, 0.921)):
        assert result.claims.set_index("claim").loc[ident, "mean"] == pytest.approx(
            before, abs=0.01
        )
        posterior = result.posterior.claims.set_index("claim")
        assert posterior.loc[ident, "mean"] == pytest.approx(after, abs=0.01)
    # Weights alone, the wrong update, would have given 36.1 %.
    draws = result.draws(count=10_000)
    weights = draws["evidence_weights"].to_numpy()
    thaw = draws["outcomes"].sel(outcome="thaw_realised").to_numpy()
    assert (weights * thaw).sum() / weights.sum() == pytest.approx(0.361, abs=0.012)
