# SPDX-License-Identifier: MIT
"""Figures of results, draws and games with matplotlib.

Each function takes ``ax=`` (a new figure's axes if left out), draws, and returns the axes. Meaning
is carried by position, line style, shade and text, never by colour alone. Colours follow the axes'
background, so that dark styles work.
"""

from __future__ import annotations

from demarche.plot._analysis import curve, information, tornado
from demarche.plot._behaviours import behaviours
from demarche.plot._comparisons import concepts, option_sets
from demarche.plot._dependence import convergence, parameters, sensitivity
from demarche.plot._draws import metric_density, metric_ribbon
from demarche.plot._games import best_response_field, payoff_matrix
from demarche.plot._options import options
from demarche.plot._paths import logit_path
from demarche.plot._results import claims, levers, outcomes, payoffs
from demarche.plot._trees import game_tree

__all__ = [
    "behaviours",
    "best_response_field",
    "claims",
    "concepts",
    "convergence",
    "curve",
    "game_tree",
    "information",
    "levers",
    "logit_path",
    "metric_density",
    "metric_ribbon",
    "option_sets",
    "options",
    "outcomes",
    "parameters",
    "payoff_matrix",
    "payoffs",
    "sensitivity",
    "tornado",
]
