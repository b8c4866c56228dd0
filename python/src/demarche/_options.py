# SPDX-License-Identifier: MIT
"""Options of solution concepts as keyword arguments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, SupportsFloat, SupportsIndex, TypeAlias, TypedDict

from demarche._arguments import real_number, text, whole
from demarche._core import (
    ConceptOptions,
    CorrelatedObjective,
    InvalidArgument,
    OptionDescription,
    Selection,
    default_concept,
    find_concept,
    find_objective,
    find_option,
    find_selection,
    option_table,
    require_read,
)
from demarche._hints import name_hint, shown
from demarche._warnings import LargeGameWarning, warn

#: The keywords of `run` that are no options of concepts.
RUN_KEYWORDS = (
    "variant",
    "concept",
    "draws",
    "seed",
    "threads",
    "max_memory",
    "progress",
    "executor",
    "slices",
    "payoffs",
    "metrics",
    "analysis",
    "behaviours",
    "option_studies",
)

_CHOICES = {"objective": find_objective, "selection": find_selection}

SelectionName: TypeAlias = Literal[
    "uniform",
    "payoff-dominant",
    "payoff_dominant",
    "risk-dominant",
    "risk_dominant",
    "utilitarian",
    "nearest",
    "logit",
    "entropy",
]
ObjectiveName: TypeAlias = Literal["welfare", "player", "fairness"]


class ConceptKeywords(TypedDict, total=False):
    """What solution concepts may be told, by keyword; `ConceptOptions` documents each.

    Players go by number or by name, selections and objectives also by name. A concept takes the
    keywords that its `Concept.reads` lists; others are refused.
    """

    precision: SupportsFloat
    max_iterations: SupportsIndex
    max_seconds: SupportsFloat
    tolerance: SupportsFloat
    player: SupportsIndex | str
    order: Sequence[SupportsIndex | str]
    start: Sequence[SupportsIndex]
    level: SupportsIndex
    mean_level: SupportsFloat
    objective: CorrelatedObjective | ObjectiveName
    selection: Selection | SelectionName


def concept_name(name: object) -> str:
    """Give the name of a concept of the registry; underscores may stand for its hyphens."""
    return find_concept(text("concept", name).replace("_", "-")).name


def _player(option: str, players: Sequence[str], player: Any) -> int:
    """Give a player's number, from 0."""
    known = ", ".join(players)
    if not isinstance(player, str):
        number = whole(option, player, 0)
        if players and number >= len(players):
            raise InvalidArgument(
                f"{option} must be a name or a number from 0, below {len(players)}, got {number}; "
                f"there are {known}"
            )
        return number
    if player not in players:
        raise InvalidArgument(f"there is no player '{player}' who chooses; there are {known}")
    if list(players).count(player) > 1:
        raise InvalidArgument(f"several players are called '{player}'; give a number from 0")
    return list(players).index(player)


def _list(option: str, value: Any) -> list[Any]:
    if isinstance(value, (str, bytes)) or not isinstance(value, Iterable):
        raise InvalidArgument(f"{option} must be a sequence, got {shown(value)}")
    return list(value)


def _value(option: OptionDescription, value: Any, players: Sequence[str]) -> Any:
    """Turn names into what `ConceptOptions` takes; refuse values of another type."""
    name = option.name
    if option.type == "player":
        return _player(name, players, value)
    if option.type == "players":
        return [_player(name, players, player) for player in _list(name, value)]
    if option.type == "strategies":
        return [whole(name, strategy, 0) for strategy in _list(name, value)]
    if option.type == "integer":
        return whole(name, value, 0)
    if option.type == "number":
        return real_number(name, value)
    if isinstance(value, str):
        return _CHOICES[name](value.replace("_", "-"))
    if not isinstance(value, (Selection, CorrelatedObjective)):
        raise InvalidArgument(f"{name} must be one of {option.values}, got {shown(value)}")
    return value


def concept_options(
    concepts: Sequence[str], players: Sequence[str], keywords: Mapping[str, Any]
) -> ConceptOptions:
    """Turn keywords into options, of which each must be read by one of the concepts.

    `players` are the names of those who choose.
    """
    given = {name: _value(find_option(name), value, players) for name, value in keywords.items()}
    options = ConceptOptions(**given)
    for name in given:
        require_read(name, list(concepts))
    return options


def concept_or_default(
    concept: str | None,
    num_strategies: Sequence[int],
    players: Sequence[str],
    keywords: Mapping[str, Any],
) -> tuple[str, dict[str, Any]]:
    """Give the concept that answers, and the keywords that it is told.

    Without a name it is nash or, with a warning, what finds one equilibrium of games too large for
    that. What nash alone reads says which of several equilibria count, and one needs none of it.
    """
    if concept is not None:
        return concept_name(concept), dict(keywords)
    name, reason = default_concept(list(num_strategies))
    if not reason:
        return name, dict(keywords)
    concept_options(
        ["nash"], players, keywords
    )  # What nash does not read is refused, not warned of.
    warn(reason, LargeGameWarning)
    reads = find_concept(name).reads
    return name, {key: value for key, value in keywords.items() if key in reads}


def refuse_keywords(keywords: Mapping[str, Any]) -> None:
    """Refuse what is no option of a concept, with a hint, and what the scenario alone states."""
    known = [option.name for option in option_table()]
    for name in keywords:
        if name not in known:
            hint = name_hint(name, [*RUN_KEYWORDS, *known])
            raise InvalidArgument(f"there is no keyword '{name}'; {hint}")
    for name, value in keywords.items():
        if find_option(name).is_of_scenario:
            raise InvalidArgument(
                f"{name} is no option of a run, since the scenario states it, in defaults.{name} "
                f"or for an actor; change it there (got {name}={value!r})"
            )


def recorded_options(message: object) -> ConceptOptions:
    """Read back what a run recorded in fields of the options' names."""
    return ConceptOptions(
        **{
            option.name: _value(option, getattr(message, option.name), [])
            for option in option_table()
            if hasattr(message, option.name)
        }
    )
