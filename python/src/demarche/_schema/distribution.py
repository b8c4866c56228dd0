# SPDX-License-Identifier: MIT
"""What a distribution says about its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demarche import _core
from demarche._core import InvalidArgument
from demarche._schema.base import Message, fields_of

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


class DistributionMethods(Message):
    """Base of the generated class `Distribution`: questions that the library answers."""

    __slots__ = ()

    def problems(self) -> list[str]:
        """Find what is wrong with the distribution.

        Returns
        -------
        list of str
            One sentence each; empty if it is valid.

        Examples
        --------
        >>> demarche.Distribution(uniform=demarche.Uniform(low=2, high=1)).problems()
        ['low must be below high, got 2 and 1']
        """
        return _core.distribution_problems(self.to_json())

    def quantile(self, u: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """Give the value below which a share of the distribution lies.

        Parameters
        ----------
        u : array_like
            Shares in (0, 1), of any shape.

        Returns
        -------
        numpy.ndarray
            Of the same shape.

        Raises
        ------
        InvalidArgument
            If the distribution is invalid or a share lies outside.

        Examples
        --------
        >>> normal = demarche.Distribution(normal=demarche.Normal(mean=1, standard_deviation=2))
        >>> normal.quantile([0.5, 0.975]).round(2)
        array([1.  , 4.92])
        """
        self._check_family()
        return _core.distribution_quantile(self.to_json(), u)

    def bounds(self) -> tuple[float, float]:
        """Give the smallest and the largest possible value, which may be infinite.

        Returns
        -------
        tuple of float
        """
        self._check_family()
        return _core.distribution_bounds(self.to_json())

    def mean(self) -> float:
        """Give the mean.

        Returns
        -------
        float
            NaN if there is none, or none that a float holds.

        Examples
        --------
        >>> demarche.Distribution(pert=demarche.Pert(low=0, mode=1, high=2)).mean()
        1.0
        """
        self._check_family()
        return _core.distribution_mean(self.to_json())

    def _check_family(self) -> None:
        families = [field.name for field in fields_of(type(self)) if field.oneof]
        if all(getattr(self, name) is None for name in families):
            raise InvalidArgument(
                f"the distribution has no family; set one of {', '.join(families)}"
            )
