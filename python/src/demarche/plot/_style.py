# SPDX-License-Identifier: MIT
"""What the figures share: colours on light and dark, titles, labels that fit."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any, NamedTuple

import matplotlib as mpl
import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.ticker import PercentFormatter

from demarche._core import ExtensiveGame, InvalidArgument, NormalFormGame
from demarche._hints import shown
from demarche._schema.generated import Estimate
from demarche._tables import has_value


class Palette(NamedTuple):
    """Colours of one family with steps that stay apart in grey, on one background."""

    ink: str
    blue: str
    sky: str
    sand: str
    grey: str
    pale: str
    paper: str


LIGHT = Palette("#1b2a41", "#33658a", "#86bbd8", "#f6ae2d", "#8d99a6", "#e8edf2", "#ffffff")
DARK = Palette("#f2f5f9", "#9fd0ee", "#4d8fb8", "#f6ae2d", "#98a5b3", "#2b3644", "#000000")


def is_dark(ax: Axes) -> bool:
    """Whether what the axes draw on is dark, as in matplotlib's dark styles."""
    red, green, blue = to_rgb(ax.get_facecolor())
    return 0.299 * red + 0.587 * green + 0.114 * blue < 0.5


def palette(ax: Axes) -> Palette:
    """Give the colours that stay readable on the axes."""
    return DARK if is_dark(ax) else LIGHT


def axes(given: Axes | None, width: float, height: float) -> Axes:
    """Take the axes given, or those of a new figure of this size in inches."""
    if given is None:
        _, new = plt.subplots(figsize=(width, height), layout="constrained")
        return new
    if not isinstance(given, Axes):
        raise InvalidArgument(f"ax must be matplotlib axes, got {shown(given)}")
    return given


def size_of(ax: Axes) -> tuple[float, float]:
    """Give the axes' width and height in inches, near enough to choose what fits."""
    figure = ax.figure
    place = ax.get_position()
    width, height = figure.get_figwidth(), figure.get_figheight()  # type: ignore[union-attr]
    return max(place.width * width, 0.5), max(place.height * height, 0.5)


def points(size: str | float) -> float:
    """Give a font size such as "small" in points."""
    base = float(mpl.rcParams["font.size"])
    scale = {"x-small": 0.694, "small": 0.833, "medium": 1.0, "large": 1.2}
    return base * scale[size] if isinstance(size, str) else float(size)


def text_width(text: str, size: str | float = "medium") -> float:
    """Estimate the width of a line of text in inches: letters are some 0.6 of their height."""
    return 0.6 * points(size) / 72.0 * len(text)


def tidy(ax: Axes) -> None:
    """Leave only the frame that carries a scale."""
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)


def title(ax: Axes, head: str, caption: str = "", pad: float = 6.0) -> None:
    """Write what the figure shows, and below it in small letters what it is of."""
    width = max(int(size_of(ax)[0] / text_width("n", "small")), 24)
    below = textwrap.fill(caption, width) if caption else ""
    lines = below.count("\n") + 1 if below else 0
    line = 1.25 * points("small")
    ax.set_title(head, loc="left", fontsize="medium", fontweight="bold", pad=pad + lines * line)
    if below:
        ax.annotate(
            below,
            (0.0, 1.0),
            xytext=(0, pad - 2.0),
            xycoords="axes fraction",
            textcoords="offset points",
            ha="left",
            va="bottom",
            fontsize="small",
            color=palette(ax).ink,
            alpha=0.75,
            annotation_clip=False,
        )


def x_label(ax: Axes, text: str) -> None:
    """Name the horizontal axis, in lines that are no longer than the axis."""
    letters = int(size_of(ax)[0] / text_width("n"))
    ax.set_xlabel(textwrap.fill(text, max(letters, 16)))


def with_unit(name: str, unit: str) -> str:
    """Give the label of an axis."""
    return f"{name} ({unit})" if unit else name


def row_labels(ax: Axes, labels: Sequence[str]) -> None:
    """Write a label beside each row, wrapped, or shortened where rows are too narrow for that."""
    room = size_of(ax)[1] / max(len(labels), 1)
    wrapped = [textwrap.fill(label, 28) for label in labels]
    size: str = "medium"
    for size in ("medium", "small", "x-small"):
        line = 1.25 * points(size) / 72.0
        if all(line * (text.count("\n") + 1) <= room for text in wrapped):
            break
    else:
        wrapped = [textwrap.shorten(label, 36, placeholder=" …") for label in labels]
    ax.set_yticks(range(len(labels)), wrapped, fontsize=size)


def finish_rows(ax: Axes, labels: Sequence[str], meaning: str) -> None:
    """Finish a figure with a row per label, the first on top, and a scale along x."""
    row_labels(ax, labels)
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(len(labels) - 0.5, -0.5)
    tidy(ax)
    x_label(ax, meaning)


def minus(text: str) -> str:
    """Write the signs of numbers as matplotlib's axes do."""
    return text.replace("-", "\N{MINUS SIGN}")


def player_labels(game: NormalFormGame | ExtensiveGame) -> list[str]:
    """Give the names of players; default names are numbers, which say nothing alone."""
    return [name if not name.isdigit() else f"player {name}" for name in game.player_names]


def intervals(
    ax: Axes, estimates: Sequence[Estimate], rows: Sequence[float], *, has_ends: bool = True
) -> None:
    """Draw 95 % intervals, with a stroke at each end unless the rows are too close for that."""
    width = 1.8 if has_ends else 1.2
    colour = palette(ax).ink
    for row, e in zip(rows, estimates, strict=True):
        if not has_value(e):
            continue
        ax.plot([e.low, e.high], [row, row], color=colour, linewidth=width, solid_capstyle="butt")
        for end in (e.low, e.high) if has_ends else ():
            ax.plot([end, end], [row - 0.12, row + 0.12], color=colour, linewidth=width)


def require(kind: type, name: str, value: Any, where: str) -> None:
    """Refuse an argument of another type, with where to get the right one."""
    if not isinstance(value, kind):
        raise InvalidArgument(f"{name} must be {where}, got {type(value).__name__}")


def percent_rows(ax: Axes, labels: Sequence[str], meaning: str) -> None:
    """Finish a figure with a row per label and probabilities along x."""
    ax.set_xlim(0.0, 1.0)
    ax.xaxis.set_major_formatter(PercentFormatter(1.0))
    finish_rows(ax, labels, meaning)


def write_no_value(ax: Axes, row: float, x: float = 0.01) -> None:
    """Say in a row that there is nothing to draw."""
    text = "no value: no draw has an answer"
    ax.text(x, row, text, va="center", style="italic", color=palette(ax).grey)
