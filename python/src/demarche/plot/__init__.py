# SPDX-License-Identifier: MIT
"""Figures of results and games with matplotlib.

Each function takes ``ax=`` (a new figure's axes if left out), draws, and returns the axes. Meaning
is carried by position, line style, shade and text, never by colour alone.
"""

from __future__ import annotations

from demarche.plot._games import best_response_field, logit_path, payoff_matrix
from demarche.plot._results import claims, levers, metric_density, metric_ribbon, outcomes

__all__ = [
    "best_response_field",
    "claims",
    "levers",
    "logit_path",
    "metric_density",
    "metric_ribbon",
    "outcomes",
    "payoff_matrix",
]
