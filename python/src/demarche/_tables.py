# SPDX-License-Identifier: MIT
"""Estimates and summaries as pandas tables."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from demarche._labels import names, units
from demarche._schema.generated import Estimate, ResultMessage, ScenarioMessage, Summary

if TYPE_CHECKING:
    import pandas as pd

#: How many draws gave a value and how many gave none.
_COUNTS = ("count", "undefined")
#: Fields that keep their value where nothing was measured.
_KEPT = (*_COUNTS, "lowest", "highest")
#: Fields that take two draws to be measured.
_SPREADS = ("standard_error", "standard_deviation", "standard_deviation_between_draws")
ESTIMATE = ("mean", "standard_error", "low", "high", "lowest", "highest", *_COUNTS)
SUMMARY = (
    "mean",
    "standard_error",
    "standard_deviation",
    "standard_deviation_between_draws",
    "minimum",
    "maximum",
)
#: The quantiles of a run, where no draw gave one.
_SHARES = (0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99)


class TablesOfResult:
    """What tables are made of: the base of classes that have some as properties."""

    #: The result as stored.
    message: ResultMessage

    @property
    def _attributes(self) -> dict[str, str | int]:
        """What tables say of themselves."""
        raise NotImplementedError

    @property
    def _scenario(self) -> ScenarioMessage | None:
        """What was run, for names."""
        raise NotImplementedError


def has_value(found: Estimate | Summary) -> bool:
    """Whether any draw gave a value."""
    return found.count > 0 and (isinstance(found, Estimate) or bool(found.quantiles))


def measured(found: Estimate | Summary, name: str) -> float:
    """Give a field of what a run measured; NaN if too few draws gave a value."""
    value: float = getattr(found, name)
    if name in _KEPT:
        return value
    return value if has_value(found) and not (name in _SPREADS and found.count < 2) else math.nan


def table(
    rows: Iterable[dict[str, Any]],
    columns: Sequence[str],
    attrs: Mapping[str, str | int],
    ordered: str = "",
) -> pd.DataFrame:
    """Give rows as a table that has its columns even where there are no rows.

    The column `ordered` keeps the order of its rows when it is sorted, so that c2 stays before c10.
    `attrs` say what the table is of.
    """
    import pandas as pd

    frame = pd.DataFrame(list(rows), columns=list(columns))
    if ordered:
        frame[ordered] = pd.Categorical(
            frame[ordered], categories=list(dict.fromkeys(frame[ordered])), ordered=True
        )
    frame.attrs = dict(attrs.items())
    return frame


def estimate_table(
    kind: str,
    estimates: Sequence[Estimate],
    scenario: ScenarioMessage | None,
    attrs: Mapping[str, str | int],
) -> pd.DataFrame:
    """Give a row per probability."""
    called = names(scenario, f"{kind}s", [e.id for e in estimates])
    rows = (
        {kind: e.id, "name": name, **{field: measured(e, field) for field in ESTIMATE}}
        for e, name in zip(estimates, called, strict=True)
    )
    return table(rows, (kind, "name", *ESTIMATE), attrs, ordered=kind)


def summary_table(
    kind: str,
    summaries: Sequence[Summary],
    scenario: ScenarioMessage | None,
    attrs: Mapping[str, str | int],
) -> pd.DataFrame:
    """Give a row per value, with a column per quantile."""
    shares = sorted({q.probability for s in summaries for q in s.quantiles} or _SHARES)
    ids = [s.id for s in summaries]
    called = zip(names(scenario, f"{kind}s", ids), units(scenario, f"{kind}s", ids), strict=True)
    rows = (
        {
            kind: s.id,
            "name": name,
            "unit": unit,
            **{field: measured(s, field) for field in SUMMARY},
            **{f"q{q.probability:g}": q.value for q in s.quantiles if has_value(s)},
            "count": s.count,
            "undefined": s.undefined,
        }
        for s, (name, unit) in zip(summaries, called, strict=True)
    )
    columns = (kind, "name", "unit", *SUMMARY, *(f"q{p:g}" for p in shares), *_COUNTS)
    return table(rows, columns, attrs, ordered=kind)
