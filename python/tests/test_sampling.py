# SPDX-License-Identifier: MIT
"""Designs and parameters."""

from __future__ import annotations

import numpy as np
import pytest

import demarche


def test_designs_are_uniform_and_independent_of_how_they_are_asked() -> None:
    design = demarche.make_monte_carlo(seed=3)

    whole = design.points(num_draws=1000, num_dimensions=5)
    part = design.points(first_draw=130, num_draws=7, num_dimensions=5)

    np.testing.assert_array_equal(part, whole[130:137])
    assert abs(whole.mean() - 0.5) < 5 * np.sqrt(1 / 12 / whole.size)
    other = demarche.make_monte_carlo(seed=3, purpose=demarche.Purpose.profile)
    assert not np.array_equal(other.points(num_draws=3, num_dimensions=5), whole[:3])
    with pytest.raises(demarche.InvalidArgument, match=r"2\^32"):
        design.points(num_draws=2**40, num_dimensions=5)
    with pytest.raises(demarche.InvalidArgument, match="either num_dimensions or streams"):
        design.points(num_draws=2)
    with pytest.raises(demarche.InvalidArgument, match=r"streams must be below 2\^48"):
        design.points(num_draws=2, streams=[2**48])
    with pytest.raises(demarche.InvalidArgument, match=r"draws must be below 2\^48"):
        design.points(first_draw=2**48 - 1, num_draws=2, num_dimensions=1)


def test_a_stream_has_the_same_numbers_beside_any_others() -> None:
    design = demarche.make_monte_carlo(seed=3)
    a, b = demarche.stream_of("a"), demarche.stream_of("b")

    both = design.points(num_draws=200, streams=[a, b])

    np.testing.assert_array_equal(design.points(num_draws=200, streams=[b, 5, a])[:, [2, 0]], both)


def test_the_sampler_makes_the_parameters_of_a_run(chicken: demarche.Model) -> None:
    sampler = demarche.ParameterSampler(chicken)
    points = demarche.make_monte_carlo(seed=7).points(num_draws=300, streams=sampler.streams)

    parameters = sampler.transform(points)

    draw = demarche.replay_draw(chicken, 299, seed=7)
    np.testing.assert_array_equal(parameters[299], draw.parameters)
    np.testing.assert_allclose(sampler.percentiles(points)[299], draw.percentiles)
    with pytest.raises(demarche.InvalidArgument, match=r"\(draws, 4\), got \(2, 3\)"):
        sampler.transform(np.full((2, 3), 0.5))
    with pytest.raises(demarche.InvalidArgument, match="open interval"):
        sampler.transform(np.ones((2, 4)))
