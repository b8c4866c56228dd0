# SPDX-License-Identifier: MIT
"""What the tests share."""

from __future__ import annotations

import matplotlib
import pytest

import demarche

matplotlib.use("Agg")


@pytest.fixture(scope="session")
def chicken() -> demarche.Model:
    return demarche.load_scenario("chicken").compile()


@pytest.fixture(scope="session")
def outreach() -> demarche.Model:
    return demarche.load_scenario("outreach").compile()


@pytest.fixture(scope="session")
def result(chicken: demarche.Model) -> demarche.Result:
    return demarche.run(chicken, draws=2_000, seed=1)
