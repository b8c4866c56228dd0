# SPDX-License-Identifier: MIT
"""What experts' answers to questions with known answers say of them."""

from __future__ import annotations

import dataclasses
import itertools
import math
import os
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, SupportsFloat

from demarche import _core
from demarche._arguments import flag, mapping, one_or_more, positive, real_number
from demarche._core import InvalidArgument
from demarche._hints import shown
from demarche._sheets import cell_text, read_table

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


def chi_square_tail(value: float, degrees: int) -> float:
    """Give the probability that a chi-square variable exceeds a value.

    Its tail is erfc or exp for 1 or 2 degrees of freedom, and grows by one term with every two
    more.
    """
    half = value / 2
    shape = 0.5 if degrees % 2 else 1.0
    tail = math.erfc(math.sqrt(half)) if degrees % 2 else math.exp(-half)
    while shape < degrees / 2:
        if half > 0:
            tail += math.exp(shape * math.log(half) - half - math.lgamma(shape + 1))
        shape += 1
    return tail


def calibration_score(
    counts: Sequence[int], shares: Sequence[float] | np.ndarray[Any, Any], answered: int
) -> float:
    """Give the p-value of the hypothesis that truths fall between quantiles as often as they say.

    `counts` says how many truths fell into each interval, `shares` how many should; `answered` is
    the number of questions that the test is of.
    """
    import numpy as np

    observed = np.asarray(counts) / sum(counts)
    is_hit = observed > 0
    surprise = float(
        np.sum(observed[is_hit] * np.log(observed[is_hit] / np.asarray(shares)[is_hit]))
    )
    return chi_square_tail(2 * answered * max(surprise, 0.0), len(shares) - 1)


class _Answers:
    """The answers of all experts, checked."""

    def __init__(self, frame: pd.DataFrame, realised: Mapping[str, SupportsFloat] | None) -> None:
        import numpy as np

        fits = "a mapping from questions to what came about"
        known = {} if realised is None else mapping("realised", realised, fits)
        self.problems: list[str] = []
        headings = [_core.usual_heading(str(column)) for column in frame.columns]
        columns = [name for name, _ in headings]
        shares = {name: share for name, share in headings if share is not None}
        self.names = sorted(shares, key=lambda name: shares[name])
        self.shares = np.diff([0.0, *(shares[name] for name in self.names), 1.0])
        read = {"id", "expert", "realised", *self.names}
        for name in sorted(name for name in read if columns.count(name) > 1):
            self.problems.append(f"two columns are headed '{name}'")
        for needed in ("id", "expert", *([] if realised is not None else ["realised"])):
            if needed not in columns:
                self.problems.append(f"there is no column '{needed}'")
        if not self.names:
            self.problems.append("there are no columns of quantiles, such as p05, p50 and p95")
        self.quantiles: dict[tuple[str, str], np.ndarray[Any, Any]] = {}
        self.truth: dict[str, float] = {}
        if not self.problems:
            for name, value in known.items():
                self._add_truth(str(name), value, f"question {name}")
            kept = [number for number, name in enumerate(columns) if name in read]
            rows = frame.set_axis(columns, axis=1).iloc[:, kept].to_dict("records")
            for number, row in enumerate(rows, 2):
                self._add(row, number, realised is None)
            self._find_unanswered()
        if self.problems:
            raise InvalidArgument("\n".join(self.problems))

    def _number(self, value: Any, where: str) -> float | None:
        """Give a finite number, None for a blank cell or, with a problem, for anything else."""
        if not cell_text(value):
            return None
        try:
            number = float(value)
        except (TypeError, ValueError):
            number = math.nan
        if math.isfinite(number):
            return number
        found = f"'{value}'" if isinstance(value, str) else shown(value)
        self.problems.append(f"{where}: {found} is no number")
        return None

    def _add_truth(self, question: str, value: Any, where: str) -> None:
        """Keep what came about, which several rows may say."""
        number = self._number(value, where)
        if number is not None and self.truth.setdefault(question, number) != number:
            self.problems.append(
                f"{where}: '{question}' realised {number:g} here and {self.truth[question]:g} above"
            )

    def _add(self, row: Mapping[Any, Any], number: int, has_truth: bool) -> None:
        import numpy as np

        question, expert = cell_text(row["id"]).strip(), cell_text(row["expert"]).strip()
        where = f"row {number}, expert {expert}, question {question}"
        if has_truth and question:
            self._add_truth(question, row["realised"], where)
        before = len(self.problems)
        values = [self._number(row[name], where) for name in self.names]
        given = [value for value in values if value is not None]
        if not given or len(self.problems) > before:
            return
        if not question or not expert:
            missing = "expert" if question else "id of a question"
            self.problems.append(f"row {number}: there are quantiles and no {missing}")
        elif (expert, question) in self.quantiles:
            self.problems.append(f"{where}: this expert has answered this question above")
        elif len(given) < len(values):
            self.problems.append(f"{where}: {len(given)} of {len(values)} quantiles are there")
        elif any(low >= high for low, high in itertools.pairwise(given)):
            self.problems.append(f"{where}: quantiles must rise, got {given}")
        else:
            self.quantiles[expert, question] = np.asarray(given)

    def _find_unanswered(self) -> None:
        for question in sorted({question for _, question in self.quantiles} - set(self.truth)):
            self.problems.append(f"question {question}: it is not known what came about")
        if not self.quantiles and not self.problems:
            self.problems.append("there are no answers")


@dataclasses.dataclass(frozen=True)
class _Scores:
    """What the answers of one expert are worth."""

    expert: str
    counts: list[int]  # Of the truths in each interval between quantiles.
    information: float

    @property
    def answered(self) -> int:
        return sum(self.counts)


def _ranges(
    answers: _Answers, overshoot: float, log_scale: frozenset[str]
) -> dict[str, tuple[float, float]]:
    """Give the range of each question: all that was said and came about, and some more."""
    import numpy as np

    ranges = {}
    problems = [
        f"log_scale: there is no question '{question}'"
        for question in sorted(log_scale - set(answers.truth))
    ]
    for question, truth in answers.truth.items():
        said = [values for (_, of), values in answers.quantiles.items() if of == question]
        if not said:
            continue
        values = np.concatenate([*said, [truth]])
        if question in log_scale and values.min() <= 0:
            problems.append(f"question {question}: a log scale needs numbers above 0")
            continue
        values = np.log(values) if question in log_scale else values
        more = overshoot * (values.max() - values.min())
        ranges[question] = (float(values.min() - more), float(values.max() + more))
    if problems:
        raise InvalidArgument("\n".join(problems))
    return ranges


def _scores_of(
    expert: str,
    answers: _Answers,
    ranges: Mapping[str, tuple[float, float]],
    log_scale: frozenset[str],
) -> _Scores:
    import numpy as np

    counts = [0] * len(answers.shares)
    information = []
    for (of, question), quantiles in answers.quantiles.items():
        if of != expert:
            continue
        counts[int(np.searchsorted(quantiles, answers.truth[question], side="left"))] += 1
        low, high = ranges[question]
        inner = np.log(quantiles) if question in log_scale else quantiles
        widths = np.diff([low, *inner, high]) / (high - low)
        information.append(np.sum(answers.shares * np.log(answers.shares / widths)))
    return _Scores(expert, counts, float(np.mean(information)))


def score_experts(
    answers: str | os.PathLike[str] | pd.DataFrame | Iterable[Mapping[str, Any]],
    realised: Mapping[str, SupportsFloat] | None = None,
    *,
    overshoot: SupportsFloat = 0.1,
    cutoff: SupportsFloat = 0,
    log_scale: str | Iterable[str] = (),
    equal_power: bool = True,
) -> pd.DataFrame:
    """Score experts by seed questions, whose answers are known to those who ask: Cooke's method.

    Parameters
    ----------
    answers : path, pandas.DataFrame or list of dict
        A ``.csv`` or ``.xlsx`` file or a table with a row for each expert and question: columns
        `id` (the question), `expert`, and quantiles such as `p05`, `p50` and `p95`, with headings
        and separators as in a sheet of parameters. Rows without quantiles are questions that the
        expert has left out. Other columns are not read.
    realised : mapping, optional
        From questions to what came about. If left out, the table has a column `realised`.
    overshoot : float, default 0.1
        By what share the range of a question goes beyond all that was said and came about.
    cutoff : float, default 0
        Experts with a calibration below this get no weight.
    log_scale : str or iterable of str, optional
        Questions, of numbers above 0, whose information is measured on a logarithmic scale.
    equal_power : bool, default True
        Whether the calibration of all experts is tested as if each had answered as few questions
        as the one who answered fewest: with more answers, the same deviation is stronger evidence.

    Returns
    -------
    pandas.DataFrame
        A row for each expert, in the order of the table: `expert`; `answered`, the number of
        questions; a column for each interval between quantiles (``"<= p05"``, ``"p05 to p50"`` and
        so on) with the number of truths in it, where a truth that is a quantile is in the interval
        below; `calibration`, the p-value of the hypothesis that truths fall between the quantiles
        as often as these say; `information`, how much narrower the answers are than a uniform
        distribution over the range of each question, in nats; and `weight`, the share in the sum
        of calibration times information, NaN if nobody has a calibration of `cutoff`.

    Raises
    ------
    InvalidArgument
        With everything that is wrong with the answers; headings are row 1.
    IoError
        If the file cannot be read.

    References
    ----------
    R. M. Cooke, *Experts in Uncertainty*, Oxford University Press 1991.

    Examples
    --------
    >>> said = [
    ...     {"id": f"q{k}", "expert": expert, "p05": k, "p50": k + spread, "p95": k + 2 * spread}
    ...     for expert, spread in (("anna", 4), ("ben", 1))
    ...     for k in range(9)
    ... ]
    >>> truths = {f"q{k}": k + (k % 3) + 2.5 for k in range(9)}
    >>> scores = demarche.score_experts(said, truths)
    >>> scores[["expert", "calibration", "information"]].round(3).values.tolist()
    [['anna', 0.405, 0.018], ['ben', 0.0, 1.159]]
    """
    import pandas as pd

    more = positive("overshoot", overshoot)
    least = real_number("cutoff", cutoff)
    logs = frozenset(one_or_more("log_scale", log_scale))
    is_alike = flag("equal_power", equal_power)
    checked = _Answers(read_table(answers, "answers"), realised)
    ranges = _ranges(checked, more, logs)
    experts = dict.fromkeys(expert for expert, _ in checked.quantiles)
    scores = [_scores_of(expert, checked, ranges, logs) for expert in experts]
    fewest = min(one.answered for one in scores)
    names = checked.names
    intervals = [
        f"<= {names[0]}",
        *(f"{low} to {high}" for low, high in itertools.pairwise(names)),
        f"> {names[-1]}",
    ]
    table = pd.DataFrame(
        [
            {
                "expert": one.expert,
                "answered": one.answered,
                **dict(zip(intervals, one.counts, strict=True)),
                "calibration": calibration_score(
                    one.counts, checked.shares, fewest if is_alike else one.answered
                ),
                "information": one.information,
            }
            for one in scores
        ]
    )
    merit = (table["calibration"] * table["information"]).where(table["calibration"] >= least, 0.0)
    table["weight"] = merit / merit.sum() if merit.sum() > 0 else math.nan
    return table
