# SPDX-License-Identifier: MIT
"""Figures of two-player games: payoffs with their equilibria, best responses of 2 x 2 games."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from demarche._arguments import whole
from demarche._core import ExtremeEquilibria, InvalidArgument, NashEquilibria, NormalFormGame
from demarche.plot._style import (
    axes,
    minus,
    palette,
    player_labels,
    points,
    require,
    size_of,
    title,
)

Profile = Sequence[npt.ArrayLike]
Array = npt.NDArray[np.float64]
_TIE = 1e-9
#: Of mixed equilibria so many are written beside the matrix.
_MOST_MIXED = 6


def _two_players(game: NormalFormGame) -> tuple[Array, Array]:
    require(NormalFormGame, "game", game, "a NormalFormGame")
    if game.num_players != 2:
        raise InvalidArgument(f"the figure is of two players, got {game.num_players}")
    return game.payoffs[0], game.payoffs[1]


def _best(payoffs: Array, axis: int) -> npt.NDArray[np.bool_]:
    spread = float(np.ptp(payoffs))
    return np.asarray(payoffs >= payoffs.max(axis=axis, keepdims=True) - _TIE * spread)


def _marked(
    game: NormalFormGame, given: Sequence[Profile] | None
) -> tuple[list[list[Array]], list[int]]:
    """Equilibria, and for each the number of the continuum that it ends, or 0."""
    if given is not None:
        return [[np.asarray(p, dtype=float) for p in one] for one in given], [0] * len(given)
    found = NashEquilibria().solve(game)
    member = [0] * len(found.equilibria)
    large = [component for component in found.components if len(component) > 1]
    for number, component in enumerate(large, 1):
        for place in component:
            member[place] = number
    return [[np.asarray(p, dtype=float) for p in one] for one in found.equilibria], member


def _number(value: float) -> str:
    text = f"{value:,.0f}" if 1000 <= abs(value) < 1e7 else f"{value:.3g}"
    return minus(text)


def payoff_matrix(
    game: NormalFormGame,
    *,
    equilibria: Sequence[Profile] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw a two-player game as a matrix with best responses and equilibria marked.

    Shades are joint payoffs. In each cell the row player's payoff stands low and left, the column
    player's high and right; a best response is bold and underlined. Pure equilibria have a thick
    frame. Mixed equilibria are numbered, and what the two players play in each stands under its
    number at the right and beside it above. Where equilibria are the ends of a continuum, frames
    are dashed and numbers have a letter for the continuum.

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
    marked, member = _marked(game, equilibria)
    mixed = [k for k, profile in enumerate(marked) if _mixes(profile)][:_MOST_MIXED]
    ax = axes(
        ax, 2.2 + 1.2 * num_columns + 0.55 * len(mixed), 1.9 + 0.8 * num_rows + 0.22 * len(mixed)
    )
    joint = rows + columns
    low, spread = float(joint.min()), max(float(np.ptp(joint)), 1e-12)
    # Far from the end of the scale that would make text unreadable.
    ax.imshow(joint, cmap="Greys", vmin=low, vmax=low + 2.2 * spread, aspect="auto")
    cell = (size_of(ax)[0] / num_columns, size_of(ax)[1] / num_rows)
    best_rows, best_columns = _best(rows, 0), _best(columns, 1)
    for i in range(num_rows):
        for j in range(num_columns):
            _cell(ax, (j - 0.2, i + 0.2), rows[i, j], bool(best_rows[i, j]), cell)
            _cell(ax, (j + 0.2, i - 0.18), columns[i, j], bool(best_columns[i, j]), cell)
    _frame(ax, marked, member)
    for place, k in enumerate(mixed):
        _margins(ax, marked[k], place, _tag(place, member[k]))
    _finish_matrix(ax, game, cell[0])
    left_out = sum(map(_mixes, marked)) - len(mixed)
    pad = 6 + 14 * len(mixed) + (14 if mixed else 0)
    caption = _matrix_caption(member, left_out)
    title(ax, game.title or "Payoffs", caption, pad=pad)
    return ax


def _finish_matrix(ax: Axes, game: NormalFormGame, width: float) -> None:
    num_rows, num_columns = game.num_strategies
    letters = max(int(0.9 * width * 72 / (0.6 * points("medium"))), 6)
    labels = [textwrap.fill(name, letters) for name in game.strategy_names[1]]
    ax.set_xticks(range(num_columns), labels)
    ax.set_yticks(range(num_rows), [textwrap.fill(name, 18) for name in game.strategy_names[0]])
    ax.set_xticks(np.arange(num_columns - 1) + 0.5, minor=True)
    ax.set_yticks(np.arange(num_rows - 1) + 0.5, minor=True)
    ax.grid(which="minor", color="white", linewidth=2)
    ax.tick_params(which="both", length=0)
    player = player_labels(game)
    ax.set_xlabel(player[1])
    ax.set_ylabel(player[0])


def _matrix_caption(member: Sequence[int], left_out: int) -> str:
    parts = []
    if any(member):
        number = max(member)
        what = "a continuum" if number == 1 else f"{number} continua"
        parts.append(f"ties: equilibria form {what}; dashed or lettered ones are its ends")
    if left_out:
        parts.append(f"{left_out} more mixed equilibria are not shown")
    return "; ".join(parts)


def _tag(place: int, continuum: int) -> str:
    return f"{place + 1}{chr(ord('a') + (continuum - 1) % 26) if continuum else ''}"


def _frame(ax: Axes, marked: Sequence[list[Array]], member: Sequence[int]) -> None:
    """Frame pure equilibria, dashed where they belong to a continuum."""
    for profile, continuum in zip(marked, member, strict=True):
        if _mixes(profile):
            continue
        i, j = (int(np.argmax(x)) for x in profile)
        ax.add_patch(
            Rectangle(
                (j - 0.46, i - 0.46),
                0.92,
                0.92,
                fill=False,
                edgecolor="#33658a",
                linewidth=3,
                linestyle="--" if continuum else "-",
            )
        )


def _mixes(profile: Sequence[Array]) -> bool:
    return any(np.count_nonzero(probabilities > _TIE) > 1 for probabilities in profile)


def _cell(
    ax: Axes,
    place: tuple[float, float],
    value: float,
    is_best: bool,
    size: tuple[float, float],
) -> None:
    """Write a payoff; a best response is bold with a line below as wide as the text."""
    text = _number(value)
    font = points("medium")
    # Two payoffs share a cell: they shrink where they would meet.
    font = min(font, 72 * 0.46 * size[0] / (0.6 * max(len(text), 1)))
    x, y = place
    ink = "#1b2a41"  # Cells are light in every style.
    weight = "bold" if is_best else "normal"
    ax.text(x, y, text, ha="center", va="center", color=ink, weight=weight, fontsize=font)
    if is_best:
        half = 0.3 * font * len(text) / 72 / size[0]
        below = y + 0.62 * font / 72 / size[1]
        ax.plot([x - half, x + half], [below, below], color=ink, linewidth=1.3)


def _margins(ax: Axes, profile: list[Array], number: int, tag: str) -> None:
    """Write a mixed equilibrium's number and probabilities beside rows and above columns."""
    colour = palette(ax).blue

    def write(text: str, at: tuple[float, float], offset: tuple[float, float], **how: Any) -> None:
        ax.annotate(
            text,
            at,
            xytext=offset,
            textcoords="offset points",
            color=colour,
            fontsize="small",
            annotation_clip=False,
            **how,
        )

    across, up = 10 + 38 * number, 4 + 14 * number
    for i, probability in enumerate(profile[0]):
        write(
            f"{100 * probability:.0f} %",
            (1.0, i),
            (across, 0),
            xycoords=("axes fraction", "data"),
            va="center",
        )
    for j, probability in enumerate(profile[1]):
        write(
            f"{100 * probability:.0f} %",
            (j, 1.0),
            (0, up),
            xycoords=("data", "axes fraction"),
            ha="center",
        )
    write(tag, (1.0, 1.0), (across + 8, 4), xycoords="axes fraction", weight="bold")
    write(tag, (0.0, 1.0), (-4, up), xycoords="axes fraction", ha="right", weight="bold")


def best_response_field(game: NormalFormGame, *, arrows: int = 13, ax: Axes | None = None) -> Axes:
    """Draw best responses of a 2x2 game, where they pull, and the equilibria where they meet.

    A player who is indifferent whatever the other does has every mixture as a best response: the
    whole square is hatched for it. Equilibria that form a continuum are a line or an area.

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
    ax = axes(ax, 5.4, 6.0)
    colours = palette(ax)
    # Gain from the first strategy as the other plays its first with probability p: a + b p.
    row_gain = (rows[0, 1] - rows[1, 1], rows[0, 0] - rows[1, 0] - rows[0, 1] + rows[1, 1])
    column_gain = (
        columns[1, 0] - columns[1, 1],
        columns[0, 0] - columns[0, 1] - columns[1, 0] + columns[1, 1],
    )
    count = whole("arrows", arrows, 1, 100)
    grid = (np.arange(count) + 0.5) / count
    p, q = np.meshgrid(grid, grid)
    toward_p = _pull(row_gain, q, p)
    toward_q = _pull(column_gain, p, q)
    ax.quiver(p, q, toward_p, toward_q, color=colours.grey, width=0.004, scale=14, zorder=1)
    player = player_labels(game)
    for number, (gain, style, shade) in enumerate(
        ((row_gain, "-", colours.ink), (column_gain, "--", colours.blue))
    ):
        name = f"best responses of {player[number]}"
        if _is_flat(gain):
            hatch = ("//", "\\\\")[number]
            square = Rectangle((0, 0), 1, 1, fill=False, hatch=hatch, edgecolor=shade, alpha=0.35)
            square.set_label(f"{name}: every mixture")
            ax.add_patch(square)
            continue
        curve = _response(gain)
        x, y = curve if number == 1 else curve[::-1]
        ax.plot(x, y, style, color=shade, linewidth=2.6, zorder=3, clip_on=False, label=name)
    _draw_equilibria(ax, game)
    ax.set_xlim(0, 1)
    ax.set_ylim(0, 1)
    ax.set_aspect("equal")
    ax.set_xlabel(f"{player[0]}: probability of {game.strategy_names[0][0]}")
    ax.set_ylabel(f"{player[1]}: probability of {game.strategy_names[1][0]}")
    ax.legend(
        frameon=False, loc="upper left", bbox_to_anchor=(0.0, -0.14), ncols=1, fontsize="small"
    )
    title(ax, game.title or "Best responses")
    return ax


def _is_flat(gain: tuple[float, float]) -> bool:
    return bool(gain[0] == 0.0 and gain[1] == 0.0)


def _pull(gain: tuple[float, float], other: Array, own: Array) -> Array:
    """How far a best response is from what is played; 0 where the player is indifferent."""
    worth = gain[0] + gain[1] * other
    return np.where(worth > 0.0, 1.0 - own, np.where(worth < 0.0, -own, 0.0))


def _draw_equilibria(ax: Axes, game: NormalFormGame) -> None:
    """Draw every maximal set of equilibria: a point, a line or the square."""
    colours = palette(ax)
    found = ExtremeEquilibria().solve(game)
    corners = [(float(one[0][0]), float(one[1][0])) for one in found.equilibria]
    names = {1: "equilibrium", 2: "equilibria: all on the line", 4: "equilibria: the whole area"}
    for subset in found.subsets:
        at = np.array([corners[k] for k in subset])
        x, y = (np.array([at[:, k].min(), at[:, k].max()]) for k in (0, 1))
        kind = len(subset)
        label = names.pop(kind, None)
        if kind == 4:
            square = Rectangle(
                (x[0], y[0]), x[1] - x[0], y[1] - y[0], color=colours.sand, alpha=0.4, label=label
            )
            ax.add_patch(square)
        elif kind == 2:
            ax.plot(
                x,
                y,
                color=colours.sand,
                linewidth=7,
                alpha=0.75,
                zorder=3.5,
                clip_on=False,
                solid_capstyle="round",
                label=label,
            )
        if kind != 4:
            ax.plot(
                at[:, 0],
                at[:, 1],
                "o",
                color=colours.sand,
                markeredgecolor=colours.ink,
                markersize=10,
                zorder=4,
                clip_on=False,
                label=label if kind == 1 else None,
            )


def _response(gain: tuple[float, float]) -> tuple[Array, Array]:
    """The curve (what the other does, the best answer): steps at the point of indifference."""
    constant, slope = gain
    at = -constant / slope if slope != 0.0 else np.nan
    if not 0.0 <= at <= 1.0:
        always = 1.0 if constant + 0.5 * slope > 0.0 else 0.0
        return np.array([0.0, 1.0]), np.array([always, always])
    before = 1.0 if slope < 0.0 else 0.0
    return np.array([0.0, at, at, 1.0]), np.array([before, before, 1.0 - before, 1.0 - before])
