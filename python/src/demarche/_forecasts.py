# SPDX-License-Identifier: MIT
"""What past forecasts are worth."""

from __future__ import annotations

import html
import json
import math
import os
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, SupportsFloat, SupportsIndex

from demarche import _core
from demarche._arguments import positive, text, whole
from demarche._core import InvalidArgument
from demarche._hints import shown
from demarche._tables import table
from demarche._warnings import ForecastProblemWarning, warn

if TYPE_CHECKING:
    import pandas as pd

#: The numbers of a score, as tables and attributes call them, in the order of the report.
_NUMBERS = (
    "resolved",
    "open",
    "base_rate",
    "brier",
    "brier_standard_error",
    "reliability",
    "resolution",
    "uncertainty",
    "within_bins",
    "log_score",
    "log_standard_error",
    "brier_skill",
    "log_skill",
)
_ROW = ("from", "to", "probability", "frequency", "low", "high", "count")
_FORECAST = ("id", "resolves", "date", "source", "question", "probability", "resolved")
_POOLED = ("id", "resolves", "question", "probability", "resolved", "count")
_MOST_BINS = 1000


def _number(value: Any) -> float:
    """Give a number of the report, in which null has no value and text is infinite."""
    return math.nan if value is None else float(value)


class ForecastReport:
    """What forecasts are worth: scores, their parts, and reliability; `score` makes it.

    Numbers are of one forecast per question where forecasts were pooled, and of every forecast by
    itself else. NaN stands where there is no number.

    Parameters
    ----------
    report : dict
        The report, as ``demarche score --format json`` prints it.
    forecasts : sequence of tuple
        Id, day of resolution, date, source, question, probability and what came about of each.
    text : str
        The report as text.

    Examples
    --------
    >>> report = demarche.score([0.9, 0.8, 0.3], [1, 1, 0])
    >>> report
    <ForecastReport: 3 forecasts resolved, 0 open; Brier score 0.0467, log score 0.2284>
    >>> report.calibration[["probability", "frequency"]].values.tolist()
    [[0.3, 0.0], [0.8, 1.0], [0.9, 1.0]]
    """

    def __init__(
        self, report: Mapping[str, Any], forecasts: Sequence[tuple[Any, ...]], text: str
    ) -> None:
        self._report = dict(report)
        self._forecasts = list(forecasts)
        self._text = text

    @property
    def _score(self) -> Mapping[str, Any]:
        pool = self._report["pool"]
        score: Mapping[str, Any] = self._report["all"] if pool is None else pool["score"]
        return score

    @property
    def resolved(self) -> int:
        """How many forecasts have resolved."""
        return int(self._score["resolved"])

    @property
    def open(self) -> int:
        """How many forecasts have not resolved; they count in no number."""
        return int(self._score["open"])

    @property
    def base_rate(self) -> float:
        """The share of the resolved forecasts that came true."""
        return _number(self._score["base_rate"])

    @property
    def brier(self) -> float:
        """The Brier score: the mean of (p - y)², where y is 1 for what came true and 0 else."""
        return _number(self._score["brier"])

    @property
    def brier_standard_error(self) -> float:
        """The standard error of the Brier score, as of independent forecasts."""
        return _number(self._score["brier_standard_error"])

    @property
    def reliability(self) -> float:
        """How far forecasts lie from what happened, a part of the Brier score; less is better."""
        return _number(self._score["reliability"])

    @property
    def resolution(self) -> float:
        """How far forecasts tell cases apart, taken off the Brier score; more is better."""
        return _number(self._score["resolution"])

    @property
    def uncertainty(self) -> float:
        """The part of the Brier score that is no merit of the forecasts."""
        return _number(self._score["uncertainty"])

    @property
    def within_bins(self) -> float:
        """The part of the Brier score that ranges of values leave; 0 without ``bins``."""
        return _number(self._score["within_bins"])

    @property
    def log_score(self) -> float:
        """The mean of -ln(p) of what came true and -ln(1 - p) of what did not; may be infinite."""
        return _number(self._score["log_score"])

    @property
    def log_standard_error(self) -> float:
        """The standard error of the log score, as of independent forecasts."""
        return _number(self._score["log_standard_error"])

    @property
    def brier_skill(self) -> float:
        """One less the Brier score over that of the base rate: 1 is best, 0 no better than it."""
        return _number(self._score["brier_skill"])

    @property
    def log_skill(self) -> float:
        """One less the log score over that of the base rate."""
        return _number(self._score["log_skill"])

    @property
    def notes(self) -> list[str]:
        """What has to be borne in mind, for example that forecasts are few."""
        return list(self._report["notes"])

    @property
    def scores(self) -> pd.DataFrame:
        """The numbers of all forecasts, of each source if there are several, and of the pools.

        The column `of` says which: ``"all"``, ``"source"`` (which the column `source` names) or
        ``"pool"``.
        """
        scores = [("all", "", self._report["all"])]
        scores += [("source", one["source"], one["score"]) for one in self._report["sources"]]
        if self._report["pool"] is not None:
            scores.append(("pool", "", self._report["pool"]["score"]))
        rows = [
            {
                "of": of,
                "source": source,
                **{name: score[name] for name in _NUMBERS[:2]},
                **{name: _number(score[name]) for name in _NUMBERS[2:]},
            }
            for of, source, score in scores
        ]
        return table(rows, ("of", "source", *_NUMBERS), {})

    @property
    def calibration(self) -> pd.DataFrame:
        """What was said beside what happened: a row for each value, or range of values.

        Columns are the ends of the range (`from`, `to`), the mean `probability` of the forecasts in
        it, the `frequency` with which they came true with its 95 % interval (`low`, `high`,
        Wilson's), and their `count`.
        """
        return table(self._score["rows"], _ROW, {})

    @property
    def pooled(self) -> pd.DataFrame:
        """The pool of each question, also of those that are open; empty without ``pool``.

        `count` says how many forecasts are in it; `resolved` is True, False or missing.
        """
        pool = self._report["pool"]
        frame = table([] if pool is None else pool["forecasts"], _POOLED, {})
        return frame.astype({"resolved": "boolean"})

    @property
    def forecasts(self) -> pd.DataFrame:
        """The forecasts as they were read; `resolved` is True, False or missing."""
        rows = [dict(zip(_FORECAST, one, strict=True)) for one in self._forecasts]
        return table(rows, _FORECAST, {}).astype({"resolved": "boolean"})

    def summary(self) -> str:
        """Give the report as ``demarche score`` prints it.

        Returns
        -------
        str
        """
        return self._text

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, ForecastReport)
            and self._report == other._report
            and self._forecasts == other._forecasts
        )

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        what = "forecast" if self._report["pool"] is None else "pooled forecast"
        counts = f"{self.resolved} {what}{'' if self.resolved == 1 else 's'} resolved"
        scores = (
            f"; Brier score {self.brier:.4f}, log score {self.log_score:.4f}"
            if self.resolved
            else ""
        )
        return f"<ForecastReport: {counts}, {self.open} open{scores}>"

    def _repr_html_(self) -> str:
        shown_columns = ["of", "source", "resolved", "brier", "log_score", "brier_skill"]
        tables = [
            ("Scores", self.scores[shown_columns]),
            ("Calibration", self.calibration),
            ("Pools", self.pooled),
        ]
        parts = [f"<p>{html.escape(repr(self)[1:-1])}</p>"]
        for name, frame in tables:
            if len(frame):
                cells = frame.to_html(index=False, float_format="{:.3g}".format, na_rep="")
                parts.append(f"<h4>{name}</h4>{cells}")
        parts += [f"<p>{html.escape(note)}</p>" for note in self.notes]
        return "".join(parts)


def _csv_of(forecasts: Any, resolved: Any) -> str:
    """Give a table, or lists, as comma-separated values."""
    import pandas as pd

    if isinstance(forecasts, pd.DataFrame):
        frame = forecasts.reset_index() if forecasts.index.name == "id" else forecasts
    elif isinstance(forecasts, (str, bytes)) or not isinstance(forecasts, Iterable):
        raise InvalidArgument(
            "forecasts must be a path, a DataFrame, a list of dicts or a list of probabilities, "
            f"got {shown(forecasts)}"
        )
    else:
        items = list(forecasts)
        if resolved is None and all(isinstance(one, Mapping) for one in items):
            frame = pd.DataFrame(items)
        else:
            ends = [] if resolved is None else list(resolved)
            if len(ends) != len(items):
                raise InvalidArgument(
                    "resolved must say of each probability what came about (1, 0, or None while "
                    f"that is open): {len(ends)} of {len(items)}"
                )
            frame = pd.DataFrame(
                {"id": range(1, len(items) + 1), "probability": items, "resolved": ends}
            )
            return frame.to_csv(index=False)
    if resolved is not None:
        raise InvalidArgument("resolved goes with a list of probabilities; a table has a column")
    return frame.to_csv(index=False)


def score(
    forecasts: str | os.PathLike[str] | pd.DataFrame | Iterable[Any],
    resolved: Iterable[bool | int | None] | None = None,
    *,
    bins: SupportsIndex | None = None,
    pool: str | None = None,
    exponent: SupportsFloat | None = None,
) -> ForecastReport:
    """Score past forecasts by what came about.

    Parameters
    ----------
    forecasts : path, pandas.DataFrame, list of dict or list of float
        A file or table with columns `id`, `probability` and `resolved` (1, 0, or empty while that
        is open); `date`, `resolves`, `source`, `analyst`, `concept`, `scenario`, `kind` and
        `question` may be there. Or the probabilities alone.
    resolved : list, optional
        What came about, beside a list of probabilities: 1, 0, or None while that is open.
    bins : int, optional
        Into how many ranges of equal width forecasts are grouped for reliability; by their values
        if left out.
    pool : str, optional
        ``"geometric"``, ``"linear"`` or ``"extremised"`` makes one forecast of each question's, as
        `demarche.pool` does, of the latest of each source.
    exponent : float, optional
        The power of ``"extremised"``; 2.5 if left out.

    Returns
    -------
    ForecastReport

    Raises
    ------
    InvalidArgument
        With everything that is wrong with the forecasts, with line and column. Those of a table
        are of its text as comma-separated values, with the headings in line 1.
    IoError
        If the file cannot be read.

    Warns
    -----
    ForecastProblemWarning
        For a forecast that was stated after it was decided, and a column that is probably
        misspelled.

    Examples
    --------
    >>> report = demarche.score([0.9, 0.9, 0.9, 0.6, 0.6], [1, 1, 0, 1, 0])
    >>> round(report.brier, 4), round(report.brier_skill, 4)
    (0.27, -0.125)
    """
    number = 0 if bins is None else whole("bins", bins, 1, _MOST_BINS)
    method = None if pool is None else text("pool", pool)
    if exponent is not None and method != "extremised":
        raise InvalidArgument('exponent goes with pool="extremised"')
    power = None if exponent is None else positive("exponent", exponent)
    if isinstance(forecasts, (str, os.PathLike)):
        if resolved is not None:
            raise InvalidArgument("resolved goes with a list of probabilities; a file has a column")
        found = _core.score_file(os.fspath(forecasts), number, method, power)
    else:
        found = _core.score_text(_csv_of(forecasts, resolved), number, method, power)
    rows, report, summary, problems = found
    for problem in problems:
        warn(problem, ForecastProblemWarning)
    return ForecastReport(json.loads(report), rows, summary)
