# SPDX-License-Identifier: MIT
"""The game of one draw, with the scenario's names."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from demarche import _core
from demarche._core import Draw, FactoredGame, InvalidArgument, NormalFormGame
from demarche._custom import Code
from demarche._labels import level_names
from demarche._model import Model
from demarche._schema.generated import Actor, ScenarioMessage

#: A strategic form with more payoffs than this stays factored.
_MOST_PAYOFFS = 1_000_000


def remember_model(draw: Draw, model: Model, code: Code) -> Draw:
    """Attach to a draw what its game is made of."""
    draw._model = model  # type: ignore[attr-defined]
    draw._open = None if code.payoffs is None else code.payoffs._open(model)  # type: ignore[attr-defined]
    return draw


def game_of(draw: Draw) -> NormalFormGame | FactoredGame:
    """Give the game of a draw: in strategic form where that is small, else factored."""
    model: Model | None = getattr(draw, "_model", None)
    if model is None:
        raise InvalidArgument("the draw does not know the scenario that it is of")
    opened = draw._open  # type: ignore[attr-defined]
    compiled = model._core if opened is None else model._opened(opened)
    factored = _core.factored_game_of_draw(compiled, draw)
    choosing = [player for player in factored.shape.players if not player.is_behavioural]
    size = float(len(choosing))
    for player in choosing:
        size *= len(player.strategies)
    if size > _MOST_PAYOFFS:
        return factored
    scenario = model.scenario
    actors = [actor for actor in scenario.actors if not actor.behaviour]
    game = factored.dense_form()
    game.title = f"{scenario.name or scenario.id}, draw {draw.number}"
    game.player_names = _distinct([a.name or a.id for a in actors], [a.id for a in actors])
    game.strategy_names = [
        _strategy_names(scenario, actor, player.strategies)
        for actor, player in zip(actors, choosing, strict=True)
    ]
    return game


def _distinct(names: list[str], ids: list[str]) -> list[str]:
    """Give names, or ids if two names are the same."""
    return names if len(set(names)) == len(names) else ids


def _strategy_names(
    scenario: ScenarioMessage, actor: Actor, strategies: Sequence[Sequence[int]]
) -> list[str]:
    """Name strategies by their levels: "stand", or "relief full, terms hard" of several levers."""
    levers = list(actor.levers)
    is_single = len(levers) == 1
    levels = [
        level_names(scenario, actor.id, lever.id, [level.id for level in lever.levels])
        for lever in levers
    ]
    words = [lever.id.replace("_", " ") for lever in levers]

    def name(strategy: Sequence[int]) -> str:
        parts = [its[level] for its, level in zip(levels, strategy, strict=True)]
        if is_single:
            return parts[0]
        return ", ".join(itertools.starmap("{} {}".format, zip(words, parts, strict=True)))

    return _distinct(
        [name(strategy) for strategy in strategies],
        [",".join(map(str, strategy)) for strategy in strategies],
    )
