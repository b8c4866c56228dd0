# SPDX-License-Identifier: MIT
"""What the package warns of, and how."""

from __future__ import annotations

import sys
import warnings


class FewEffectiveDrawsWarning(UserWarning):
    """A run has fewer than 400 effective draws given the evidence: its posterior is not precise."""


class ForecastProblemWarning(UserWarning):
    """Something in a list of forecasts is probably not what was meant."""


class LargeGameWarning(UserWarning):
    """A game is too large for `nash`, so another concept was taken, which finds one equilibrium."""


class ScenarioProblemWarning(UserWarning):
    """Something in a scenario is probably not what was meant, as `Scenario.check` lists it."""


class UnsolvedDrawsWarning(UserWarning):
    """Some draws of a run have no answer, so estimates are of the others alone."""


def warn(text: str, category: type[Warning]) -> None:
    """Warn where the package was called from."""
    level = 1
    frame = sys._getframe()
    while frame.f_back is not None and (
        frame.f_globals["__name__"].startswith("demarche.")
        or frame.f_globals["__name__"] == "contextlib"
    ):
        frame = frame.f_back
        level += 1
    warnings.warn(text, category, stacklevel=level)
