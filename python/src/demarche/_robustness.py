# SPDX-License-Identifier: MIT
"""Rules of choice under uncertainty, on arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from demarche import _core
from demarche._arguments import flag, names_of, real_number, table_of_numbers
from demarche._core import InvalidArgument

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd


@dataclass(frozen=True)
class Robustness:
    """What eleven rules of choice make of options.

    Parameters
    ----------
    values : pandas.DataFrame
        A row per rule, a column per option; larger is better.
    agreement : pandas.DataFrame
        Kendall's tau-b of the orders that two rules give; NaN where a rule does not tell options
        apart.
    preferred : pandas.Series
        The option that each rule prefers, the first of several.
    """

    values: pd.DataFrame
    agreement: pd.DataFrame
    preferred: pd.Series[Any]

    def __str__(self) -> str:
        """Say how many rules prefer which option."""
        counts = self.preferred.value_counts(sort=True)
        total = len(self.preferred)
        return "; ".join(f"{n} of {total} rules prefer {option}" for option, n in counts.items())


def robustness(
    values: npt.ArrayLike,
    options: Sequence[str] | None = None,
    *,
    threshold: float = 0.0,
    accepts_threshold: bool = True,
    pessimism: float = 0.75,
    regret_percentile: float = 0.9,
) -> Robustness:
    """Value options under the eleven rules of McPhail et al. (2018).

    The rules are maximin, maximax, hurwicz, laplace, minimax-regret, percentile-regret,
    mean-variance, undesirable-deviations, percentile-skew, percentile-kurtosis and starrs-domain.
    A percentile p of n scenarios is the one in place ``p * (n - 1)``, rounded; the standard
    deviation divides by ``n - 1``. Minimax rules look at the most extreme draw, so they depend on
    where the ranges of parameters are cut off.

    Parameters
    ----------
    values : array_like
        Shape ``(options, scenarios)``; larger is better. Turn the sign of costs.
    options : sequence of str, optional
        The options' names; numbers from 0 if left out.
    threshold : float
        What starrs-domain counts: the share of scenarios above it.
    accepts_threshold : bool
        Whether a value equal to the threshold counts.
    pessimism : float
        The weight of the worst scenario under hurwicz.
    regret_percentile : float
        Of percentile-regret: the regret that this share of scenarios do not exceed.

    Returns
    -------
    Robustness

    Raises
    ------
    InvalidArgument
        If `values` is no table of finite numbers, names do not fit it, or a share is not in [0, 1].

    Examples
    --------
    >>> found = demarche.robustness([[0.99, 1.0, 0.5], [0.69, 0.6, 0.6]], ["bold", "safe"])
    >>> found.values.loc["laplace"].round(2).to_dict()
    {'bold': 0.83, 'safe': 0.63}
    """
    import pandas as pd

    table = table_of_numbers("values", values, "a row per option and a column per scenario")
    names = [str(o) for o in range(len(table))] if options is None else names_of("options", options)
    if len(names) != len(table):
        raise InvalidArgument(f"options must name {len(table)} options, got {len(names)}")
    rules, found, agreement, preferred = _core.robustness(
        table,
        real_number("threshold", threshold),
        flag("accepts_threshold", accepts_threshold),
        real_number("pessimism", pessimism),
        real_number("regret_percentile", regret_percentile),
    )
    return Robustness(
        values=pd.DataFrame(found, index=rules, columns=names),
        agreement=pd.DataFrame(agreement, index=rules, columns=rules),
        preferred=pd.Series(
            [names[p] if p >= 0 else "none" for p in preferred], index=rules, name="preferred"
        ),
    )
