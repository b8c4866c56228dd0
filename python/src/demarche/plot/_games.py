# SPDX-License-Identifier: MIT
"""Figures of games in strategic form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from demarche._core import (
    InvalidArgument,
    LogitPath,
    LogitQuantalResponse,
    NashEquilibria,
    NormalFormGame,
    SolveStatus,
)
from demarche.plot._style import BLUE, GREY, INK, SAND, axes, tidy

Profile = Sequence[npt.ArrayLike]
_TIE = 1e-9
_POINTS = 120


def _two_players(game: NormalFormGame) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    if game.num_players != 2:
        raise InvalidArgument(f"the figure is of two players, got {game.num_players}")
    return game.payoffs[0], game.payoffs[1]


def _best(payoffs: npt.NDArray[np.float64], axis: int) -> npt.NDArray[np.bool_]:
    spread = float(np.ptp(payoffs))
    return np.asarray(payoffs >= payoffs.max(axis=axis, keepdims=True) - _TIE * spread)


def _equilibria(game: NormalFormGame, given: Sequence[Profile] | None) -> list[list[np.ndarray]]:
    found = NashEquilibria().solve(game).equilibria if given is None else given
    return [[np.asarray(p, dtype=float) for p in profile] for profile in found]


def _number(value: float) -> str:
    return f"{value:.3g}".replace("-", "\N{MINUS SIGN}")


def payoff_matrix(
    game: NormalFormGame,
    *,
    equilibria: Sequence[Profile] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw a two-player game as a matrix with best responses and equilibria marked.

    Shades are joint payoffs. In each cell the row player's payoff stands low and left, the column
    player's high and right; a best response is bold and underlined. Pure equilibria have a thick
    frame, and what each mixed equilibrium plays stands along the edges.

    Parameters
    ----------
    game : NormalFormGame
        Of two players.
    equilibria : sequence of profiles, optional
        What to mark; all Nash equilibria if left out.
    ax : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes
    """
    rows, columns = _two_players(game)
    num_rows, num_columns = game.num_strategies
    marked = _equilibria(game, equilibria)
    mixed = [profile for profile in marked if _mixes(profile)]
    ax = axes(
        ax, 1.6 + 1.35 * num_columns + 0.5 * len(mixed), 1.3 + 0.85 * num_rows + 0.3 * len(mixed)
    )
    ax.imshow(
        rows + columns,
        cmap="Greys",
        vmin=_floor(rows + columns),
        vmax=_ceiling(rows + columns),
        aspect="auto",
    )
    best_rows, best_columns = _best(rows, 0), _best(columns, 1)
    for i in range(num_rows):
        for j in range(num_columns):
            _cell(ax, j - 0.2, i + 0.18, rows[i, j], bool(best_rows[i, j]))
            _cell(ax, j + 0.2, i - 0.18, columns[i, j], bool(best_columns[i, j]))
    _mark(ax, marked)
    ax.set_xticks(range(num_columns), game.strategy_names[1])
    ax.set_yticks(range(num_rows), game.strategy_names[0])
    ax.set_xticks(np.arange(num_columns - 1) + 0.5, minor=True)
    ax.set_yticks(np.arange(num_rows - 1) + 0.5, minor=True)
    ax.grid(which="minor", color="white", linewidth=2)
    ax.tick_params(which="both", length=0)
    ax.set_xlabel(game.player_names[1])
    ax.set_ylabel(game.player_names[0])
    ax.set_title(game.title, pad=6 + 15 * len(mixed))
    return ax


def _mark(ax: Axes, marked: list[list[np.ndarray]]) -> None:
    """Frame pure equilibria; write what mixed ones play along the edges."""
    number = 0
    for profile in marked:
        if _mixes(profile):
            _margins(ax, profile, number)
            number += 1
            continue
        i, j = (int(np.argmax(x)) for x in profile)
        ax.add_patch(
            Rectangle((j - 0.46, i - 0.46), 0.92, 0.92, fill=False, edgecolor=BLUE, linewidth=3)
        )


def _mixes(profile: list[np.ndarray]) -> bool:
    return any(np.count_nonzero(probabilities > _TIE) > 1 for probabilities in profile)


def _floor(joint: npt.NDArray[np.float64]) -> float:
    return float(joint.min())


def _ceiling(joint: npt.NDArray[np.float64]) -> float:
    """Far enough above that the darkest cell keeps its text readable."""
    return float(joint.min()) + 2.2 * max(float(np.ptp(joint)), 1e-12)


def _cell(ax: Axes, x: float, y: float, value: float, is_best: bool) -> None:
    text = _number(value)
    ax.text(x, y, text, ha="center", va="center", color=INK, weight="bold" if is_best else "normal")
    if is_best:
        half = 0.035 * len(text) + 0.02
        ax.plot([x - half, x + half], [y + 0.13, y + 0.13], color=INK, linewidth=1.5)


def _margins(ax: Axes, profile: list[np.ndarray], number: int) -> None:
    """Write a mixed equilibrium's probabilities beside the rows and above the columns."""
    for i, probability in enumerate(profile[0]):
        ax.annotate(
            f"{100 * probability:.0f} %",
            (1.0, i),
            xytext=(8 + 38 * number, 0),
            xycoords=("axes fraction", "data"),
            textcoords="offset points",
            va="center",
            color=BLUE,
            fontsize="small",
        )
    for j, probability in enumerate(profile[1]):
        ax.annotate(
            f"{100 * probability:.0f} %",
            (j, 1.0),
            xytext=(0, 4 + 15 * number),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            ha="center",
            color=BLUE,
            fontsize="small",
        )


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
    precision, paths, limit = _path(game, max_precision)
    ax = axes(ax, 7.5, 4.0)
    ends: list[tuple[float, str, str]] = []
    for player in range(game.num_players):
        style = ("-", "--", ":", "-.")[player % 4]
        for s in range(paths[player].shape[1]):
            shade = (INK, BLUE, GREY, SAND)[s % 4]
            ax.plot(precision, paths[player][:, s], style, color=shade, linewidth=1.8)
            name = f"{game.player_names[player]}: {game.strategy_names[player][s]}"
            ends.append((float(limit[player][s]), name, shade))
    ax.set_xscale("log")
    ax.set_xlim(float(precision[0]), float(precision[-1]))
    ax.set_ylim(-0.02, 1.02)
    _label_ends(ax, ends)
    ax.set_xlabel("precision \N{GREEK SMALL LETTER LAMDA} (payoffs scaled to [0, 1])")
    ax.set_ylabel("probability")
    tidy(ax)
    return ax


def _path(
    game: NormalFormGame, max_precision: float | None
) -> tuple[npt.NDArray[np.float64], list[npt.NDArray[np.float64]], list[npt.NDArray[np.float64]]]:
    """Precisions, each player's probabilities along them, and the last profile drawn."""
    result = LogitPath(keeps_points=True).solve(game)
    traced = [point for point in result.points if point.precision > 0.0]
    if not traced:
        raise InvalidArgument("the logit path has no points beyond uniform play")
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
            color=INK,
            arrowprops={"arrowstyle": "-", "color": shade, "linewidth": 0.8, "relpos": (0.0, 0.5)},
            annotation_clip=False,
        )


def best_response_field(game: NormalFormGame, *, arrows: int = 13, ax: Axes | None = None) -> Axes:
    """Draw best responses of a 2x2 game, where they pull, and the equilibria where they meet.

    Parameters
    ----------
    game : NormalFormGame
        Two players, two strategies each.
    arrows : int
        Arrows a side, at least 2.
    ax : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes
    """
    rows, columns = _two_players(game)
    if game.num_strategies != (2, 2):
        raise InvalidArgument(f"the figure is of 2 x 2 strategies, got {game.num_strategies}")
    ax = axes(ax, 5.2, 5.2)
    # Gain from the first strategy as the other plays its first with probability p: a + b p.
    row_gain = (rows[0, 1] - rows[1, 1], rows[0, 0] - rows[1, 0] - rows[0, 1] + rows[1, 1])
    column_gain = (
        columns[1, 0] - columns[1, 1],
        columns[0, 0] - columns[0, 1] - columns[1, 0] + columns[1, 1],
    )
    grid = (np.arange(arrows) + 0.5) / arrows
    p, q = np.meshgrid(grid, grid)
    toward_p = np.where(row_gain[0] + row_gain[1] * q > 0, 1.0, 0.0) - p
    toward_q = np.where(column_gain[0] + column_gain[1] * p > 0, 1.0, 0.0) - q
    ax.quiver(p, q, toward_p, toward_q, color=GREY, width=0.004, scale=14, zorder=1)
    row_line, column_line = _response(*row_gain), _response(*column_gain)
    _curve(ax, row_line[1], row_line[0], "-", INK, f"best responses of {game.player_names[0]}")
    _curve(ax, *column_line, "--", BLUE, f"best responses of {game.player_names[1]}")
    dot: dict[str, Any] = {
        "color": SAND,
        "markeredgecolor": INK,
        "markersize": 10,
        "zorder": 4,
        "clip_on": False,
    }
    for number, profile in enumerate(_equilibria(game, None)):
        name = "equilibrium" if number == 0 else None
        ax.plot(profile[0][0], profile[1][0], "o", label=name, **dot)
    ax.set_xlim(0, 1)
    ax.set_ylim(0, 1)
    ax.set_aspect("equal")
    ax.set_xlabel(f"{game.player_names[0]}: probability of {game.strategy_names[0][0]}")
    ax.set_ylabel(f"{game.player_names[1]}: probability of {game.strategy_names[1][0]}")
    ax.legend(
        frameon=False, loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=1, fontsize="small"
    )
    return ax


def _curve(ax: Axes, x: np.ndarray, y: np.ndarray, style: str, shade: str, name: str) -> None:
    ax.plot(x, y, style, color=shade, linewidth=2.6, zorder=3, clip_on=False, label=name)


def _response(constant: float, slope: float) -> tuple[np.ndarray, np.ndarray]:
    """The curve (what the other does, the best answer): steps at the point of indifference."""
    ends = [1.0 if constant + slope * at > 0 else 0.0 for at in (0.0, 1.0)]
    if slope != 0.0 and 0.0 <= -constant / slope <= 1.0:
        at = -constant / slope
        return np.array([0.0, at, at, 1.0]), np.array([ends[0], ends[0], ends[1], ends[1]])
    return np.array([0.0, 1.0]), np.array([ends[0], ends[0]])
