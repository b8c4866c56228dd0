# SPDX-License-Identifier: MIT
"""Rules of choice on arrays."""

from __future__ import annotations

import numpy as np
import pytest

import demarche


def test_rules_value_options_by_name() -> None:
    found = demarche.robustness(
        [[0.5, 0.99, 1.0], [0.6, 0.65, 0.69]], ["bold", "safe"], threshold=0.65
    )
    assert found.values.shape == (11, 2)
    assert found.values.loc["maximin"].to_numpy() == pytest.approx([0.5, 0.6])
    assert found.values.loc["starrs-domain"].to_numpy() == pytest.approx([2 / 3, 2 / 3])
    assert found.preferred["maximax"] == "bold"
    assert found.agreement.loc["maximin", "maximax"] == -1.0
    assert "of 11 rules prefer" in str(found)


def test_many_scenarios_agree_with_numpy() -> None:
    generator = np.random.default_rng(5)
    values = generator.normal(size=(6, 20_001))
    found = demarche.robustness(values).values
    regret = values.max(axis=0) - values
    assert found.loc["laplace"].to_numpy() == pytest.approx(values.mean(axis=1))
    assert (
        found.loc["percentile-regret"].to_numpy()
        == -np.quantile(regret, 0.9, axis=1, method="nearest")
    ).all()
    spread = values.std(axis=1, ddof=1)
    assert found.loc["mean-variance"].to_numpy() == pytest.approx(
        (values.mean(axis=1) + 1) / (spread + 1)
    )


def test_wrong_arguments_are_told() -> None:
    with pytest.raises(demarche.InvalidArgument, match="a row per option"):
        demarche.robustness([1.0, 2.0])
    with pytest.raises(demarche.InvalidArgument, match="must name 2 options, got 1"):
        demarche.robustness([[1.0], [2.0]], ["one"])
    with pytest.raises(demarche.InvalidArgument, match=r"values must have a row per option.*got"):
        demarche.robustness([[1.0, 2.0], [3.0]])
    with pytest.raises(demarche.InvalidArgument, match=r"must be a list of names.*\['ab'\]"):
        demarche.robustness([[1.0, 2.0], [3.0, 4.0]], "ab")
    with pytest.raises(demarche.InvalidArgument, match="finite"):
        demarche.robustness([[1.0], [np.nan]])
    with pytest.raises(demarche.InvalidArgument, match="pessimism must be in"):
        demarche.robustness([[1.0], [2.0]], pessimism=2.0)
