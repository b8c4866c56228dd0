# SPDX-License-Identifier: MIT
"""Game trees as figures."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from matplotlib.axes import Axes

from demarche._core import ExtensiveGame, InvalidArgument
from demarche.plot._style import Palette, axes, minus, palette, player_labels, require, title

#: Trees with more nodes than this are no figure any more.
_MOST_NODES = 400


def game_tree(game: ExtensiveGame, *, ax: Axes | None = None) -> Axes:
    """Draw a game tree from left to right: who moves, by which action, and payoffs at the ends.

    A dot is a player's move, a square is chance's; moves that a player cannot tell apart are joined
    by a dashed line. Beside chance's actions stand their probabilities.

    Parameters
    ----------
    game : ExtensiveGame
        Of at most 400 nodes.
    ax : matplotlib.axes.Axes, optional
        Where to draw.

    Returns
    -------
    matplotlib.axes.Axes
    """
    require(ExtensiveGame, "game", game, "an ExtensiveGame")
    if len(game.nodes) > _MOST_NODES:
        raise InvalidArgument(
            f"the figure is of at most {_MOST_NODES} nodes, got {len(game.nodes)}"
        )
    depth, height = _places(game)
    leaves = sum(not node.children for node in game.nodes)
    ax = axes(ax, 2.2 + 1.7 * max(depth), 1.2 + 0.42 * leaves)
    for number in range(len(game.nodes)):
        _draw_edges(ax, game, number, depth, height)
    _draw_information_sets(ax, game, depth, height)
    for number in range(len(game.nodes)):
        _draw_node(ax, game, number, (depth[number], height[number]))
    ax.set_xlim(-0.35, max(depth) + 0.75)
    ax.set_ylim(leaves - 0.4, -0.75)
    ax.axis("off")
    players = ", ".join(player_labels(game))
    title(ax, game.title or "Game tree", f"payoffs in the order {players}")
    return ax


def _places(game: ExtensiveGame) -> tuple[list[int], list[float]]:
    """Give each node its depth, and a height between its children's; without recursion."""
    nodes = game.nodes
    depth, height = [0] * len(nodes), [0.0] * len(nodes)
    order: list[int] = []
    todo = [0]
    while todo:
        number = todo.pop()
        order.append(number)
        for child in nodes[number].children:
            depth[child] = depth[number] + 1
        todo.extend(reversed(nodes[number].children))
    rows = 0
    for number in order:
        if not nodes[number].children:
            height[number] = rows
            rows += 1
    for number in reversed(order):
        children = nodes[number].children
        if children:
            height[number] = (height[children[0]] + height[children[-1]]) / 2
    return depth, height


def _draw_edges(
    ax: Axes, game: ExtensiveGame, number: int, depth: Sequence[int], height: Sequence[float]
) -> None:
    node = game.nodes[number]
    if node.information_set is None:
        return
    mover = game.information_sets[node.information_set]
    colours = palette(ax)
    for action, child in enumerate(node.children):
        x, y = (depth[number], depth[child]), (height[number], height[child])
        ax.plot(x, y, color=colours.grey, linewidth=1.2, zorder=1)
        text = textwrap.shorten(mover.actions[action], 22, placeholder="…")
        if mover.player is None:
            text += f" {mover.probabilities[action]:.3g}"
        ax.text(
            x[0] + 0.56 * (x[1] - x[0]),
            y[0] + 0.56 * (y[1] - y[0]),
            text,
            ha="center",
            va="center",
            fontsize="small",
            color=colours.ink,
            bbox={"facecolor": ax.get_facecolor(), "edgecolor": "none", "pad": 0.8},
            zorder=2,
        )


def _draw_information_sets(
    ax: Axes, game: ExtensiveGame, depth: Sequence[int], height: Sequence[float]
) -> None:
    """Join the moves of each information set by dashed lines."""
    members: dict[int, list[int]] = {}
    for number, node in enumerate(game.nodes):
        if node.information_set is not None and node.children:
            members.setdefault(node.information_set, []).append(number)
    for found in members.values():
        found.sort(key=lambda number: height[number])
        ax.plot(
            [depth[number] for number in found],
            [height[number] for number in found],
            "--",
            color=palette(ax).blue,
            linewidth=1.6,
            zorder=1.5,
        )


def _draw_node(ax: Axes, game: ExtensiveGame, number: int, place: tuple[float, float]) -> None:
    node = game.nodes[number]
    colours: Palette = palette(ax)
    x, y = place
    if node.information_set is not None and node.children:
        player = game.information_sets[node.information_set].player
        name = "chance" if player is None else player_labels(game)[player]
        marker = "s" if player is None else "o"
        fill = colours.pale if player is None else colours.sand
        ax.plot(x, y, marker, color=fill, markeredgecolor=colours.ink, markersize=8, zorder=3)
        ax.annotate(
            name,
            (x, y),
            xytext=(0, 7),
            textcoords="offset points",
            ha="center",
            fontsize="small",
            weight="bold",
            color=colours.ink,
            zorder=4,
        )
    if node.outcome is not None:
        payoffs = ", ".join(f"{payoff:.4g}" for payoff in game.outcomes[node.outcome].payoffs)
        is_end = not node.children
        ax.annotate(
            minus(f"({payoffs})"),
            (x, y),
            xytext=(5, 0) if is_end else (0, -14),
            textcoords="offset points",
            ha="left" if is_end else "center",
            va="center",
            fontsize="small",
            color=colours.blue,
            annotation_clip=False,
        )
