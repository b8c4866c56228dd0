# SPDX-License-Identifier: MIT
"""The logit path as a figure."""

from __future__ import annotations

import textwrap
from typing import Literal

import numpy as np
import numpy.typing as npt
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import LogLocator, NullFormatter

from demarche._arguments import positive
from demarche._core import (
    InvalidArgument,
    LogitPath,
    LogitQuantalResponse,
    NormalFormGame,
    SolveStatus,
)
from demarche.plot._style import axes, is_dark, palette, player_labels, require, tidy, title

_POINTS = 120
_STYLES: tuple[Literal["-", "--", ":", "-."], ...] = ("-", "--", ":", "-.")


def logit_path(
    game: NormalFormGame,
    *,
    max_precision: float | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw the principal branch of logit equilibria: probabilities against the precision.

    Line styles are players, shades their strategies. Precision is for payoffs scaled to [0, 1].

    Parameters
    ----------
    game : NormalFormGame
        Of any number of players.
    max_precision : float, optional
        Where the axis ends; where the path has come within a thousandth of its limit if left out.
    ax : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes
    """
    require(NormalFormGame, "game", game, "a NormalFormGame")
    end = None if max_precision is None else positive("max_precision", max_precision)
    precision, paths, limit = _path(game, end)
    names = player_labels(game)
    ax = axes(ax, 8.0, 4.4)
    ends: list[tuple[float, str, str]] = []
    drawn: list[npt.NDArray[np.float64]] = []
    for player in range(game.num_players):
        for s in range(paths[player].shape[1]):
            line = paths[player][:, s]
            shade = _shade(ax, s, paths[player].shape[1])
            # A line on another is thinner and of the paper's colour, so that both are seen.
            same = sum(bool(np.allclose(line, other, atol=2e-3)) for other in drawn)
            drawn.append(line)
            ax.plot(
                precision,
                line,
                _STYLES[player % 4],
                color=palette(ax).paper if same % 2 else shade,
                linewidth=max(4.2 - 1.4 * same, 1.0) if _is_shared(line, paths) else 1.8,
                zorder=2 + same,
            )
            name = f"{names[player]}: {game.strategy_names[player][s]}"
            ends.append(
                (float(limit[player][s]), textwrap.shorten(name, 30, placeholder="…"), shade)
            )
    ax.set_xscale("log")
    ax.set_xlim(float(precision[0]), float(precision[-1]))
    ax.xaxis.set_major_locator(LogLocator(base=10.0, numticks=8))
    ax.xaxis.set_minor_formatter(NullFormatter())
    ax.set_ylim(-0.02, 1.02)
    _label_ends(ax, ends)
    ax.set_xlabel("precision \N{GREEK SMALL LETTER LAMDA} (payoffs scaled to [0, 1])")
    ax.set_ylabel("probability")
    tidy(ax)
    _player_legend(ax, game)
    title(ax, game.title or "Logit equilibria", "principal branch from uniform play")
    return ax


def _is_shared(line: npt.NDArray[np.float64], paths: list[npt.NDArray[np.float64]]) -> bool:
    """Whether another strategy has the same probabilities all along."""
    return sum(bool(np.allclose(line, c, atol=2e-3)) for path in paths for c in path.T) > 1


def _shade(ax: Axes, strategy: int, count: int) -> str:
    """Colours of a player's strategies, which repeat for none."""
    colours = palette(ax)
    if count <= 4:
        return (colours.ink, colours.blue, colours.grey, colours.sand)[strategy]
    low, high = (0.25, 1.0) if is_dark(ax) else (0.0, 0.9)
    red, green, blue, _ = colormaps["viridis"](low + (high - low) * strategy / (count - 1))
    return f"#{round(255 * red):02x}{round(255 * green):02x}{round(255 * blue):02x}"


def _player_legend(ax: Axes, game: NormalFormGame) -> None:
    """Say which style is which player's."""
    ink = palette(ax).ink
    handles = [
        Line2D([], [], color=ink, linestyle=_STYLES[player % 4], label=name)
        for player, name in enumerate(player_labels(game))
    ]
    ax.legend(
        handles=handles,
        title=None,
        frameon=False,
        fontsize="small",
        ncols=4,
        loc="upper left",
        bbox_to_anchor=(0.0, -0.14),
    )


def _path(
    game: NormalFormGame, max_precision: float | None
) -> tuple[npt.NDArray[np.float64], list[npt.NDArray[np.float64]], list[npt.NDArray[np.float64]]]:
    """Precisions, each player's probabilities along them, and the last profile drawn."""
    result = LogitPath(keeps_points=True).solve(game)
    traced = [point for point in result.points if point.precision > 0.0]
    if not traced:
        # Nobody has a reason to leave uniform play at any precision.
        flat = [np.full((2, n), 1.0 / n) for n in game.num_strategies]
        if result.status is not SolveStatus.converged:
            raise InvalidArgument("the logit path has no points beyond uniform play")
        return np.array([0.1, 100.0]), flat, [path[-1] for path in flat]
    raw = np.array([point.precision for point in traced])
    players = range(game.num_players)
    paths = [np.array([point.strategies[i] for point in traced]) for i in players]
    last = [path[-1] for path in paths]
    if result.status is SolveStatus.converged:
        last = [np.asarray(probabilities) for probabilities in result.strategies]
    low = max(float(raw[0]), 0.1)
    high = max_precision if max_precision is not None else max(_settled(raw, paths, last), 10 * low)
    if np.any(np.diff(raw) <= 0.0):
        return raw, paths, last  # The branch turns back: only the trace itself shows how.
    grid = np.geomspace(low, high, _POINTS)
    scaled = game.unit_scaled()
    found = [LogitQuantalResponse(precision=float(at)).solve(scaled) for at in grid]
    solved = [k for k, answer in enumerate(found) if answer.status is SolveStatus.converged]
    if len(solved) < _POINTS // 2:
        return raw, paths, last
    smooth = [np.array([found[k].strategies[i] for k in solved]) for i in players]
    return grid[solved], smooth, [path[-1] for path in smooth]


def _settled(
    precision: npt.NDArray[np.float64],
    paths: list[npt.NDArray[np.float64]],
    last: list[npt.NDArray[np.float64]],
) -> float:
    """Where all probabilities have come within a thousandth of their limits."""
    away = [
        np.flatnonzero(np.abs(path - end).max(axis=1) > 1e-3)
        for path, end in zip(paths, last, strict=True)
    ]
    latest = max((int(at[-1]) + 1 for at in away if at.size), default=0)
    return float(precision[min(latest, len(precision) - 1)])


def _label_ends(ax: Axes, ends: list[tuple[float, str, str]]) -> None:
    """Write labels at the right edge, pushed apart where lines end close together."""
    gap = 0.055
    ordered = sorted(ends)
    places = [end[0] for end in ordered]
    for _ in range(200):
        for k in range(len(places) - 1):
            overlap = gap - (places[k + 1] - places[k])
            if overlap > 0:
                places[k] -= overlap / 2
                places[k + 1] += overlap / 2
        # All of them stay beside the axis.
        places[0] = max(places[0], 0.0)
        places[-1] = min(places[-1], 1.0)
    for place, (value, text, shade) in zip(places, ordered, strict=True):
        ax.annotate(
            text,
            (1.0, value),
            xytext=(1.03, place),
            xycoords=("axes fraction", "data"),
            textcoords=("axes fraction", "data"),
            va="center",
            fontsize="small",
            color=palette(ax).ink,
            arrowprops={"arrowstyle": "-", "color": shade, "linewidth": 0.8, "relpos": (0.0, 0.5)},
            annotation_clip=False,
        )
