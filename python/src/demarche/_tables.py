# SPDX-License-Identifier: MIT
"""Estimates and summaries as pandas tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from demarche._schema.generated import Estimate, Summary

if TYPE_CHECKING:
    import pandas as pd

ESTIMATE = ("mean", "standard_error", "low", "high", "count", "undefined")
SUMMARY = (
    "mean",
    "standard_error",
    "standard_deviation",
    "standard_deviation_between_draws",
    "minimum",
    "maximum",
)


def table(rows: Iterable[dict[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    """Give rows as a table that has its columns even where there are no rows."""
    import pandas as pd

    return pd.DataFrame(list(rows), columns=list(columns))


def estimate_table(kind: str, estimates: Iterable[Estimate]) -> pd.DataFrame:
    """Give a row per probability."""
    rows = ({kind: e.id, **{name: getattr(e, name) for name in ESTIMATE}} for e in estimates)
    return table(rows, (kind, *ESTIMATE))


def summary_table(kind: str, summaries: Sequence[Summary]) -> pd.DataFrame:
    """Give a row per value, with a column per quantile."""
    shares = sorted({q.probability for s in summaries for q in s.quantiles})
    rows = (
        {
            kind: s.id,
            **{name: getattr(s, name) for name in SUMMARY},
            **{f"q{q.probability:g}": q.value for q in s.quantiles},
            "count": s.count,
            "undefined": s.undefined,
        }
        for s in summaries
    )
    return table(rows, (kind, *SUMMARY, *(f"q{p:g}" for p in shares), "count", "undefined"))
