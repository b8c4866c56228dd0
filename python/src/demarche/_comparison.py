# SPDX-License-Identifier: MIT
"""Results of several solution concepts side by side."""

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


class ConceptComparison:
    """The same draws under several solution concepts.

    Parameters
    ----------
    results : sequence of Result
        One per concept.
    """

    def __init__(self, results: Sequence[Result]) -> None:
        self.results = list(results)
        if not self.results:
            raise InvalidArgument("results must hold at least one Result, got none")
        for result in self.results:
            if not isinstance(result, Result):
                raise InvalidArgument(f"results must be Results, got {shown(result)}")

    @property
    def concepts(self) -> list[str]:
        """The solution concepts, in order."""
        return [result.settings.concept_name for result in self.results]

    def __getitem__(self, concept: str) -> Result:
        if concept not in self.concepts:
            raise InvalidArgument(
                f"there is no concept '{concept}' here; there are {', '.join(self.concepts)}"
            )
        return self.results[self.concepts.index(concept)]

    def _joined(self, name: str) -> pd.DataFrame:
        import pandas as pd

        frames: list[pd.DataFrame] = []
        for concept, result in zip(self.concepts, self.results, strict=True):
            frame: pd.DataFrame = getattr(result, name)
            # In the order of the comparison, also when a table is sorted or pivoted.
            column = pd.Categorical([concept] * len(frame), categories=self.concepts, ordered=True)
            frame.insert(0, "concept", pd.Series(column))
            frames.append(frame)
        return pd.concat(frames, ignore_index=True)

    @property
    def outcomes(self) -> pd.DataFrame:
        """As `Result.outcomes`, with a column for the concept."""
        return self._joined("outcomes")

    @property
    def claims(self) -> pd.DataFrame:
        """As `Result.claims`, with a column for the concept."""
        return self._joined("claims")

    @property
    def levers(self) -> pd.DataFrame:
        """As `Result.levers`, with a column for the concept."""
        return self._joined("levers")

    @property
    def metrics(self) -> pd.DataFrame:
        """As `Result.metrics`, with a column for the concept."""
        return self._joined("metrics")

    def _message(self) -> ComparisonMessage:
        return ComparisonMessage(results=[result.message for result in self.results])

    def summary(self) -> str:
        """Give the comparison as text: concepts in columns.

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
        return isinstance(other, ConceptComparison) and self.results == other.results

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<ConceptComparison of {', '.join(self.concepts)}>"

    def _repr_html_(self) -> str:
        frame = self.outcomes.pivot(index=["outcome", "name"], columns="concept", values="mean")
        caption = html.escape(shared_caption(self.results[0].message))
        table = frame.loc[:, self.concepts].to_html(float_format="{:.3f}".format, na_rep="no value")
        return f"<p>{caption}</p>{table}"
