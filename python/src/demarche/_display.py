# SPDX-License-Identifier: MIT
"""How objects show themselves, in the interpreter and in notebooks."""

from __future__ import annotations

import enum
from collections.abc import Callable
from html import escape
from typing import Any

from demarche._core import ExtensiveGame, NormalFormGame, Solution

#: Larger games and trees are shown by their beginning.
_MOST_ROWS = 40
_MOST_NODES = 200
_MOST_TEXT = 60
#: As the default of NormalFormGame.best_responses.
_TIE = 1e-12


def short_repr(value: Any) -> str:
    """Give a value on little space: arrays by their shape, long lists by their length."""
    import numpy as np

    if isinstance(value, enum.Enum):
        return value.name
    if isinstance(value, np.ndarray) and value.size > 6:
        return f"array of shape {value.shape}"
    if isinstance(value, np.ndarray):
        return str(value.tolist())
    if isinstance(value, float):
        return f"{value:.6g}"
    text = repr(value).replace("\n", " ")
    if len(text) > _MOST_TEXT and isinstance(value, (list, tuple, dict)):
        return f"{type(value).__name__} of {len(value)}"
    return text


def _numbers(values: Any) -> str:
    return ", ".join(f"{value:.4g}" for value in values)


def _cell(payoffs: Any, is_best: Any) -> str:
    """The players' payoffs at one profile, best responses underlined."""
    return ", ".join(
        f"<u>{payoff:.4g}</u>" if best else f"{payoff:.4g}"
        for payoff, best in zip(payoffs, is_best, strict=True)
    )


def _best(payoffs: Any) -> Any:
    """Where each player's strategy is a best response to the others' pure ones."""
    import numpy as np

    spread = payoffs.max(axis=tuple(range(1, payoffs.ndim)), keepdims=True) - payoffs.min(
        axis=tuple(range(1, payoffs.ndim)), keepdims=True
    )
    return np.stack(
        [
            own >= own.max(axis=player, keepdims=True) - _TIE * width
            for player, (own, width) in enumerate(zip(payoffs, spread, strict=True))
        ]
    )


def table_html(head: list[str], rows: list[list[str]], caption: str, cut: bool = False) -> str:
    """Lay out cells and a caption that are HTML already; the first cell of a row is its name."""
    top = "".join(f"<th>{cell}</th>" for cell in head)
    body = "".join(
        f"<tr><th>{row[0]}</th>" + "".join(f"<td>{cell}</td>" for cell in row[1:]) + "</tr>"
        for row in rows
    )
    more = "<p>...</p>" if cut else ""
    return f"<table><caption>{caption}</caption><tr>{top}</tr>{body}</table>{more}"


def normal_form_game_html(game: NormalFormGame) -> str:
    """Two players: rows against columns; else a row per profile."""
    import numpy as np

    payoffs = game.payoffs
    names = game.strategy_names
    best = _best(payoffs)
    caption = escape(game.title or "Game") + ": " + " x ".join(map(escape, game.player_names))
    if game.num_players == 2 and max(game.num_strategies) <= _MOST_ROWS:
        rows = [
            [escape(name)]
            + [_cell(payoffs[:, i, j], best[:, i, j]) for j in range(game.num_strategies[1])]
            for i, name in enumerate(names[0])
        ]
        return table_html(["", *map(escape, names[1])], rows, caption)
    rows = [
        [
            ", ".join(escape(names[i][s]) for i, s in enumerate(profile)),
            _cell(payoffs[(slice(None), *profile)], best[(slice(None), *profile)]),
        ]
        for profile in _first(np.ndindex(*game.num_strategies), _MOST_ROWS)
    ]
    return table_html(["profile", "payoffs"], rows, caption, game.num_profiles > _MOST_ROWS)


def _first(items: Any, count: int) -> list[Any]:
    return [item for _, item in zip(range(count), items, strict=False)]


def solution_html(solution: Solution) -> str:
    """A row per equilibrium, or per profile of correlated play, with its weight if it has one."""
    certificate = solution.certificate
    caption = (
        f"{certificate.status.name}, {certificate.num_equilibria} found"
        f"{', all there are' if certificate.is_complete else ''}, "
        f"largest regret {certificate.max_regret:.2g}"
    )
    if solution.distribution:
        rows = [
            [", ".join(map(str, one.strategies)), f"{one.probability:.4g}"]
            for one in solution.distribution[:_MOST_ROWS]
        ]
        return table_html(
            ["profile", "probability"], rows, caption, len(solution.distribution) > _MOST_ROWS
        )
    equilibria = solution.equilibria
    # Equal weights say nothing that the number of rows does not say.
    weights = list(solution.weights) if len(set(solution.weights)) > 1 else []
    players = len(equilibria[0]) if equilibria else 0
    head = ["", *(f"player {player}" for player in range(players))]
    head += ["weight"] if weights else []
    rows = [
        [str(number), *map(_numbers, profile)] + ([f"{weights[number]:.4g}"] if weights else [])
        for number, profile in enumerate(equilibria[:_MOST_ROWS])
    ]
    return table_html(head, rows, caption, len(equilibria) > _MOST_ROWS)


def extensive_game_html(game: ExtensiveGame) -> str:
    """The tree as nested lists, without recursion: it may be deep."""
    nodes, sets, outcomes = game.nodes, game.information_sets, game.outcomes

    def line(node: Any) -> str:
        parts = [escape(node.name)] if node.name else []
        if node.information_set is not None:
            mover = sets[node.information_set]
            who = "chance" if mover.player is None else escape(game.player_names[mover.player])
            label = escape(mover.name) or str(node.information_set)
            parts.append(f"<b>{who}</b> at {label}")
        if node.outcome is not None:
            parts.append(f"({_numbers(outcomes[node.outcome].payoffs)})")
        return " ".join(parts) or "end"

    def label(mover: Any, action: int) -> str:
        name = escape(mover.actions[action])
        return name if mover.player is not None else f"{name} ({mover.probabilities[action]:.4g})"

    text = _tree(nodes, sets, line, label)
    return f"<p>{escape(game.title or 'Game')}</p>{text}"


def _tree(
    nodes: Any, sets: Any, line: Callable[[Any], str], label: Callable[[Any, int], str]
) -> str:
    parts = ["<ul>"]
    todo: list[tuple[str, int | None]] = [("", 0)]
    shown = 0
    while todo:
        prefix, number = todo.pop()
        if number is None:
            parts.append("</ul></li>")
            continue
        if shown == _MOST_NODES:
            parts.append("<li>...</li>")
            parts.extend("</ul></li>" for _, rest in todo if rest is None)
            break
        shown += 1
        node = nodes[number]
        parts.append(f"<li>{prefix}{line(node)}")
        if not node.children:
            parts.append("</li>")
            continue
        parts.append("<ul>")
        todo.append(("", None))
        mover = sets[node.information_set]
        for action in reversed(range(len(node.children))):
            todo.append((f"<i>{label(mover, action)}</i>: ", node.children[action]))
    return "".join(parts) + "</ul>"
