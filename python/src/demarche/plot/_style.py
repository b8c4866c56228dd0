# SPDX-License-Identifier: MIT
"""What the figures share."""

from __future__ import annotations

import textwrap

import matplotlib.pyplot as plt
from matplotlib.axes import Axes

from demarche._model import Model

#: Dark to light with steps that stay apart in grey.
INK = "#1b2a41"
BLUE = "#33658a"
SKY = "#86bbd8"
SAND = "#f6ae2d"
GREY = "#8d99a6"
PALE = "#e8edf2"


def axes(given: Axes | None, width: float, height: float) -> Axes:
    """Take the axes given, or those of a new figure of this size in inches."""
    if given is not None:
        return given
    _, new = plt.subplots(figsize=(width, height), layout="constrained")
    return new


def tidy(ax: Axes) -> None:
    """Leave only the frame that carries a scale."""
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)


def names(kind: str, model: Model | None, ids: list[str]) -> list[str]:
    """Give readers' names where the scenario is known, wrapped; ids where it is not."""
    known = {}
    if model is not None:
        known = {element.id: element.name for element in getattr(model.scenario, kind)}
    return [textwrap.fill(known.get(name) or name, 26) for name in ids]
