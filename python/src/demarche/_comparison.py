# SPDX-License-Identifier: MIT
"""Results of several solution concepts, of variants or of widened ranges, side by side."""

from __future__ import annotations

import html
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from demarche import _core
from demarche._core import InvalidArgument
from demarche._hints import shown
from demarche._labels import shared_caption
from demarche._result import Result
from demarche._schema.generated import ComparisonMessage

if TYPE_CHECKING:
    import pandas as pd


class _SideBySide:
    """Results on the same draws, each with a label of its own."""

    #: What the labels are of; names a column of tables.
    _kind = ""

    def __init__(self, results: Sequence[Result]) -> None:
        self.results = list(results)
        if not self.results:
            raise InvalidArgument("results must hold at least one Result, got none")
        for result in self.results:
            if not isinstance(result, Result):
                raise InvalidArgument(f"results must be Results, got {shown(result)}")

    @property
    def _labels(self) -> list[str]:
        raise NotImplementedError

    def __getitem__(self, label: str) -> Result:
        if label not in self._labels:
            raise InvalidArgument(
                f"there is no {self._kind} '{label}' here; there are {', '.join(self._labels)}"
            )
        return self.results[self._labels.index(label)]

    def _joined(self, name: str) -> pd.DataFrame:
        import pandas as pd

        frames: list[pd.DataFrame] = []
        for label, result in zip(self._labels, self.results, strict=True):
            frame: pd.DataFrame = getattr(result, name)
            # In the order of the comparison, also when a table is sorted or pivoted.
            column = pd.Categorical([label] * len(frame), categories=self._labels, ordered=True)
            frame.insert(0, self._kind, pd.Series(column))
            frames.append(frame)
        return pd.concat(frames, ignore_index=True)

    @property
    def outcomes(self) -> pd.DataFrame:
        """As `Result.outcomes`, with a column that tells the results apart."""
        return self._joined("outcomes")

    @property
    def claims(self) -> pd.DataFrame:
        """As `Result.claims`, with a column that tells the results apart."""
        return self._joined("claims")

    @property
    def levers(self) -> pd.DataFrame:
        """As `Result.levers`, with a column that tells the results apart."""
        return self._joined("levers")

    @property
    def metrics(self) -> pd.DataFrame:
        """As `Result.metrics`, with a column that tells the results apart."""
        return self._joined("metrics")

    def _message(self) -> ComparisonMessage:
        return ComparisonMessage(results=[result.message for result in self.results])

    def summary(self) -> str:
        """Give the comparison as text: results in columns.

        Returns
        -------
        str
        """
        model = self.results[0]._model(None)
        return _core.summarise_comparison(self._message().to_json(), model._json)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the comparison.

        Parameters
        ----------
        path : str or os.PathLike
            Ends in ``.pb`` or ``.json``.
        """
        _core.write_comparison(self._message().to_json(), path)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and self.results == other.results

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {', '.join(self._labels)}>"

    def _repr_html_(self) -> str:
        frame = self.outcomes.pivot(index=["outcome", "name"], columns=self._kind, values="mean")
        caption = html.escape(shared_caption(self.results[0].message))
        table = frame.loc[:, self._labels].to_html(float_format="{:.3f}".format, na_rep="no value")
        return f"<p>{caption}</p>{table}"


class ConceptComparison(_SideBySide):
    """The same draws under several solution concepts.

    Parameters
    ----------
    results : sequence of Result
        One per concept.
    """

    _kind = "concept"

    @property
    def concepts(self) -> list[str]:
        """The solution concepts, in order."""
        return [result.settings.concept_name for result in self.results]

    @property
    def _labels(self) -> list[str]:
        return self.concepts


class VariantComparison(_SideBySide):
    """A scenario and its variants on the same draws.

    Parameters
    ----------
    results : sequence of Result
        One per variant; that of the scenario as it is may be among them.
    """

    _kind = "variant"

    @property
    def variants(self) -> list[str]:
        """The ids of the variants, in order; "as it is" stands for the scenario without one."""
        return [result.message.variant_id or "as it is" for result in self.results]

    @property
    def _labels(self) -> list[str]:
        return self.variants


class WidthComparison(_SideBySide):
    """A scenario with its ranges as they are and widened, on the same draws.

    Parameters
    ----------
    results : sequence of Result
        One per factor.
    """

    _kind = "widen"

    @property
    def factors(self) -> list[float]:
        """What every range is widened by, in order."""
        changes = [result.message.what_if for result in self.results]
        return [
            1.0 if change is None or change.widen is None else change.widen for change in changes
        ]

    @property
    def _labels(self) -> list[str]:
        return [f"{factor:g}" for factor in self.factors]
