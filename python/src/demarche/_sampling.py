# SPDX-License-Identifier: MIT
"""Parameters of a scenario, sampled without solving anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from demarche import _core
from demarche._model import ScenarioArgument, as_scenario
from demarche._schema.generated import ScenarioMessage

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


class ParameterSampler:
    """Turns points of the unit cube into a scenario's parameters.

    A Gaussian copula correlates the dimensions, then each parameter's quantile function is applied.

    Parameters
    ----------
    scenario : Scenario, Model, dict, path or str
        What has the parameters and rank correlations, as for `run`.

    Raises
    ------
    InvalidArgument
        If a distribution is invalid, or the correlations are not positive definite and the scenario
        does not ask for a repair.

    Examples
    --------
    >>> sampler = demarche.ParameterSampler(demarche.load_scenario("chicken"))
    >>> sampler.names[0]
    'prize'
    >>> design = demarche.make_monte_carlo(seed=1)
    >>> points = design.points(num_draws=5, streams=sampler.streams)
    >>> sampler.transform(points).shape
    (5, 4)
    """

    def __init__(self, scenario: ScenarioArgument) -> None:
        message = as_scenario(scenario)
        self.names = [parameter.id for parameter in message.parameters]
        self._json = message.to_json()
        self._core = _core.ScenarioSampler(self._json)

    def __reduce__(self) -> tuple[Any, ...]:
        return _sampler_from_json, (self._json,)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ParameterSampler) and self._json == other._json

    def __hash__(self) -> int:
        return hash(self._json)

    def __repr__(self) -> str:
        return f"<ParameterSampler: {', '.join(self.names)}>"

    @property
    def streams(self) -> list[int]:
        """The stream of each parameter's random numbers, in order: that of its id."""
        return [_core.stream_of(name) for name in self.names]

    @property
    def was_repaired(self) -> bool:
        """Whether the correlation matrix had to be repaired."""
        return self._core.was_repaired

    @property
    def max_table_error(self) -> float:
        """Largest error of the tabulated quantile functions in use, relative to their spread."""
        return self._core.max_table_error

    def transform(self, points: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """Give the parameters of points.

        Parameters
        ----------
        points : array_like
            Shape ``(draws, parameters)``, each number in (0, 1). Copied.

        Returns
        -------
        numpy.ndarray
            Of the same shape.
        """
        return self._core.transform(points)

    def percentiles(self, points: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """Give the percentile of each parameter: the copula alone.

        Parameters
        ----------
        points : array_like
            As for `transform`.

        Returns
        -------
        numpy.ndarray
            Of the same shape.
        """
        return self._core.correlate(points)


def _sampler_from_json(json: str) -> ParameterSampler:
    return ParameterSampler(ScenarioMessage.from_json(json))
