# SPDX-License-Identifier: MIT
"""What the tests share."""

from __future__ import annotations

from collections.abc import Iterator

import matplotlib
import matplotlib.pyplot as plt
import pytest

import demarche

matplotlib.use("Agg")


@pytest.fixture(autouse=True)
def _close_figures() -> Iterator[None]:
    yield
    plt.close("all")


@pytest.fixture(scope="session")
def chicken() -> demarche.Model:
    return demarche.load_scenario("chicken").compile()


@pytest.fixture(scope="session")
def outreach() -> demarche.Model:
    return demarche.load_scenario("outreach").compile()


@pytest.fixture(scope="session")
def result(chicken: demarche.Model) -> demarche.Result:
    return demarche.run(chicken, draws=2_000, seed=1)
