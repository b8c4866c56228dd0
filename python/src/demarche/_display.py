# SPDX-License-Identifier: MIT
"""How objects show themselves, in the interpreter and in notebooks."""

from __future__ import annotations

import enum
from collections.abc import Callable
from html import escape
from typing import Any

from demarche._core import ExtensiveGame, NormalFormGame, Solution, TreeSolution
from demarche._labels import given_text, headline, names, percent, phrase, units, unsolved_text
from demarche._schema.generated import (
    Estimate,
    PosteriorMessage,
    ResultMessage,
    ScenarioMessage,
    Summary,
)
from demarche._tables import has_value

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


def name_players(
    solution: Solution, concept: str, players: list[str], strategies: list[list[str]]
) -> Solution:
    """Attach the concept and the names of players and strategies to a solution, for printing."""
    solution._names = (players, strategies)  # type: ignore[attr-defined]
    solution._concept = concept  # type: ignore[attr-defined]
    return solution


def _names_of(solution: Solution) -> tuple[list[str], list[list[str]]]:
    """Give the names of players and strategies, numbers where the solution knows none."""
    known: tuple[list[str], list[list[str]]] | None = getattr(solution, "_names", None)
    if known is not None:
        return known
    sizes = [len(strategy) for strategy in solution.equilibria[0]] if solution.equilibria else []
    if solution.distribution:
        columns = zip(*(one.strategies for one in solution.distribution), strict=True)
        sizes = [max(column) + 1 for column in columns]
    return numbered("player", len(sizes)), [numbered("", size) for size in sizes]


def _mixture(probabilities: Any, names: list[str]) -> str:
    """Give the strategy that is played, or each one that is mixed with its probability."""
    played = [(p, name) for p, name in zip(probabilities, names, strict=True) if p > 0.0]
    if len(played) == 1:
        return played[0][1]
    return ", ".join(f"{p:.4g} {name}" for p, name in played)


def _certificate_text(solution: Solution) -> str:
    certificate = solution.certificate
    if certificate.status.name != "converged":
        return f"no answer: {certificate.status.name.replace('_', ' ')}"
    number = len(solution.distribution) or certificate.num_equilibria
    if solution.distribution:
        found = f"correlated play of {number} profile{'s' if number > 1 else ''}"
    elif "dominance" in getattr(solution, "_concept", ""):
        # What is listed is one profile: uniform play of what survives.
        return f"{number} profile{'s survive' if number > 1 else ' survives'}"
    else:
        found = f"{number} {'equilibria' if number > 1 else 'equilibrium'}"
    if certificate.is_complete and not solution.distribution:
        found += ", all there are"
    if certificate.is_degenerate:
        found += ", ties met"
    return f"{found}; largest regret {certificate.max_regret:.2g}"


def _component_of(solution: Solution) -> dict[int, int]:
    """Which component of several equilibria each belongs to, counted from 1."""
    large = [component for component in solution.components if len(component) > 1]
    return {number: place for place, found in enumerate(large, 1) for number in found}


def solution_text(solution: Solution) -> str:
    """A line per equilibrium that pairs the players' mixtures, by the game's names."""
    lines = [f"<Solution: {_certificate_text(solution)}>"]
    players, strategies = _names_of(solution)
    for one in solution.distribution[:_MOST_ROWS]:
        profile = ", ".join(strategies[i][s] for i, s in enumerate(one.strategies))
        lines.append(f"  {one.probability:.4g}: {profile}")
    weights = list(solution.weights) if len(set(solution.weights)) > 1 else []
    component = _component_of(solution)
    for number, mixed in enumerate(solution.equilibria[:_MOST_ROWS]):
        parts = "; ".join(
            f"{players[i]}: {_mixture(p, strategies[i])}" for i, p in enumerate(mixed)
        )
        parts += f"  (weight {weights[number]:.4g})" if weights else ""
        parts += f"  (component {component[number]})" if number in component else ""
        lines.append(f"  {number + 1}. {parts}")
    rest = max(len(solution.distribution), len(solution.equilibria)) - _MOST_ROWS
    if rest > 0:
        lines.append(f"  ... {rest} more")
    return "\n".join(lines)


def name_sets(solution: TreeSolution, game: ExtensiveGame) -> TreeSolution:
    """Attach the names of players, sets and actions to a tree's solution, for printing."""
    sets: list[tuple[str, str, list[str]]] = []
    for number, found in enumerate(game.information_sets):
        player = "chance" if found.player is None else game.player_names[found.player]
        actions = [a or str(place) for place, a in enumerate(found.actions, 1)]
        sets.append((player, found.name or f"set {number + 1}", actions))
    solution._sets = sets  # type: ignore[attr-defined]
    solution._players = list(game.player_names)  # type: ignore[attr-defined]
    return solution


def tree_solution_text(solution: TreeSolution) -> str:
    """A line per player's information set with what is played there, by the game's names."""
    certificate = solution.certificate
    if certificate.status.name != "converged":
        return f"<TreeSolution: no answer: {certificate.status.name.replace('_', ' ')}>"
    play = solution.assessment
    players = getattr(solution, "_players", numbered("player", len(play.payoffs)))
    sets = getattr(solution, "_sets", None) or [
        ("", f"set {number}", numbered("", len(actions)))
        for number, actions in enumerate(play.behaviour, 1)
    ]
    payoffs = "; ".join(f"{n} gets {p:.4g}" for n, p in zip(players, play.payoffs, strict=True))
    lines = [f"<TreeSolution: {payoffs}; largest regret {certificate.max_regret:.2g}>"]
    shown = [
        (player, name, actions, played)
        for (player, name, actions), played in zip(sets, play.behaviour, strict=True)
        if player != "chance"
    ]
    for player, name, actions, played in shown[:_MOST_ROWS]:
        who = f"{player}, {name}" if player else name
        lines.append(f"  {who}: {_mixture(played, actions)}")
    if len(shown) > _MOST_ROWS:
        lines.append(f"  ... {len(shown) - _MOST_ROWS} more")
    return "\n".join(lines)


def numbered(what: str, count: int) -> list[str]:
    """Give names where there are none: numbers from 1, as games number players and strategies."""
    return [f"{what} {number}".strip() for number in range(1, count + 1)]


def solution_html(solution: Solution) -> str:
    """A row per equilibrium, or per profile of correlated play, with its weight if it has one."""
    caption = escape(_certificate_text(solution))
    players, strategies = _names_of(solution)
    if solution.distribution:
        rows = [
            [
                ", ".join(escape(strategies[i][s]) for i, s in enumerate(one.strategies)),
                f"{one.probability:.4g}",
            ]
            for one in solution.distribution[:_MOST_ROWS]
        ]
        return table_html(
            ["profile", "probability"], rows, caption, len(solution.distribution) > _MOST_ROWS
        )
    equilibria = solution.equilibria
    # Equal weights say nothing that the number of rows does not say.
    weights = list(solution.weights) if len(set(solution.weights)) > 1 else []
    component = _component_of(solution)
    head = ["", *map(escape, players)]
    head += ["weight"] if weights else []
    head += ["component"] if component else []
    rows = [
        [
            str(number + 1),
            *(escape(_mixture(p, strategies[i])) for i, p in enumerate(profile)),
            *([f"{weights[number]:.4g}"] if weights else []),
            *([str(component.get(number, ""))] if component else []),
        ]
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


#: Where no draw gave a value.
_NO_VALUE = "no value"


def _estimate_cells(estimate: Estimate) -> list[str]:
    if not has_value(estimate):
        return [_NO_VALUE, ""]
    return [
        percent(estimate.mean),
        f"{100 * estimate.low:.1f} – {100 * estimate.high:.1f} %",
    ]


def _summary_cells(summary: Summary, unit: str) -> list[str]:
    if not has_value(summary):
        return [_NO_VALUE, ""]
    error = f"± {1.96 * summary.standard_error:.2g}" if summary.count > 1 else ""
    return [f"{summary.mean:.4g} {unit}".strip(), error]


def result_html(
    message: ResultMessage,
    scenario: ScenarioMessage | None,
    posterior: PosteriorMessage | None = None,
) -> str:
    """A row per outcome, claim, metric and payoff, with names, units and 95 % intervals.

    With a `posterior` the numbers are its.
    """
    numbers = message if posterior is None else posterior
    rows: list[list[str]] = []
    for kind in ("outcomes", "claims"):
        estimates: list[Estimate] = getattr(numbers, kind)
        called = names(scenario, kind, [e.id for e in estimates])
        for estimate, name in zip(estimates, called, strict=True):
            words = phrase(estimate) if kind == "claims" else ""
            rows.append([kind[:-1], estimate.id, name, *_estimate_cells(estimate), words])
    for kind, known, summaries in (
        ("metric", "metrics", numbers.metrics),
        ("payoff", "actors", numbers.payoffs),
    ):
        ids = [s.id for s in summaries]
        called = names(scenario, known, ids)
        for summary, name, unit in zip(summaries, called, units(scenario, known, ids), strict=True):
            # A unit of payoff is a sentence; it stands in the caption.
            cells = _summary_cells(summary, unit if kind == "metric" else "")
            rows.append([kind, summary.id, name, *cells, ""])
    missing = unsolved_text(message)
    text = f"<b>{escape(headline(message))}</b>"
    text += f"<br><b>{escape(missing)}</b>" if missing else ""
    text += f"<br>{given_text(posterior)}" if posterior is not None else ""
    if scenario is not None and scenario.payoff_unit:
        text += f"<br>payoffs: {escape(scenario.payoff_unit)}"
    return table_html(
        ["", "id", "name", "mean", "95 %", ""],
        [[escape(cell) for cell in row] for row in rows],
        text,
    )
