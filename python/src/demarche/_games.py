# SPDX-License-Identifier: MIT
"""Solving one game, and exchange with pygambit."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Unpack

from demarche._core import (
    ExtensiveGame,
    FactoredGame,
    InvalidArgument,
    NormalFormGame,
    Solution,
    TreeSolution,
    default_concept,
    find_concept,
    format_efg,
    format_nfg,
    parse_efg,
    parse_nfg,
    reduced_strategic_form,
    solve_factored,
)
from demarche._core import solve_tree as _solve_tree
from demarche._display import name_players, name_sets, numbered
from demarche._options import (
    ConceptKeywords,
    concept_name,
    concept_options,
    concept_or_default,
)

if TYPE_CHECKING:
    import numpy.typing as npt
    import pygambit


def solve_game(
    game: NormalFormGame | ExtensiveGame | FactoredGame | npt.ArrayLike | Sequence[npt.ArrayLike],
    *,
    concept: str | None = None,
    **options: Unpack[ConceptKeywords],
) -> Solution:
    """Solve one game by any concept of the registry; Ctrl-C ends a long search.

    Parameters
    ----------
    game : NormalFormGame, ExtensiveGame, FactoredGame or payoffs
        The game, or payoffs as `NormalFormGame` takes them. An extensive game is solved in its
        `reduced_strategic_form` (`solve_tree` solves the tree itself), a factored one without its
        dense form where the concept can: profiles then have a vector for every player, behavioural
        ones too, and only those with a weight under the selection are listed.
    concept : str, optional
        A name from `concepts`; underscores may stand for its hyphens. Without one, "nash" lists all
        equilibria; of games that are too large for that, "lemke-howson" (two players) or
        "logit-nash" finds one, with a warning that says so.
    **options
        What the concept may be told; see `ConceptOptions`. Players go by name or number.

    Returns
    -------
    Solution
        Equilibria with a certificate; empty unless the certificate vouches for them. `weights` are
        what each counts under the selection, 1 in total.

    Raises
    ------
    InvalidArgument
        If the concept is unknown or refuses the game, or an option is out of range or one that the
        concept does not read.

    Warns
    -----
    LargeGameWarning
        If the game is too large for "nash" and no concept is named.

    Examples
    --------
    >>> game = demarche.NormalFormGame([[[2, 0], [0, 1]], [[1, 0], [0, 2]]])
    >>> solution = demarche.solve_game(game, concept="nash")
    >>> solution.certificate.num_equilibria, solution.certificate.is_complete
    (3, True)
    >>> solution.equilibria[1]
    [array([0., 1.]), array([0., 1.])]
    """
    if isinstance(game, FactoredGame):
        choosing = [player for player in game.shape.players if not player.is_behavioural]
        names = [player.name for player in choosing]
        sizes = [len(player.strategies) for player in choosing]
        if concept is None and find_concept(default_concept(sizes)[0]).refusal(game.shape):
            concept = "nash"  # Neither takes the game, and the refusal names what may.
        name, keywords = concept_or_default(concept, sizes, names, options)
        entry = find_concept(name)
        told = concept_options([name], names, keywords)
        solution = solve_factored(entry, game, told)
        numbers = [numbered("", len(player.strategies)) for player in game.shape.players]
        return name_players(solution, entry.name, list(game.player_names), numbers)
    if isinstance(game, ExtensiveGame):
        if concept is not None and concept_name(concept) == "sequential":
            raise InvalidArgument(
                "the strategic form of a tree forgets who moves when: solve_tree() solves trees by "
                "sequential, and solve_game() their reduced_strategic_form()"
            )
        game = reduced_strategic_form(game)
    if not isinstance(game, NormalFormGame):
        game = NormalFormGame(game)
    name, keywords = concept_or_default(concept, game.num_strategies, game.player_names, options)
    entry = find_concept(name)
    told = concept_options([name], game.player_names, keywords)
    solution = entry.solve(game, told)
    return name_players(solution, entry.name, game.player_names, game.strategy_names)


def solve_tree(
    game: ExtensiveGame, *, concept: str = "sequential", **options: Unpack[ConceptKeywords]
) -> TreeSolution:
    """Solve a game tree by its information sets, reached or not.

    Parameters
    ----------
    game : ExtensiveGame
        The tree. Its players must remember what they did and knew.
    concept : str
        "sequential": backward induction over subgames; one with hidden moves is played as in the
        limit of agent logit responses, a sequential equilibrium. "qre": agent logit responses at
        `precision`.
    **options
        What the concept may be told; see `ConceptOptions`.

    Returns
    -------
    TreeSolution
        Play and beliefs at each information set, and what another action would gain there.

    Raises
    ------
    InvalidArgument
        If the concept does not solve trees, a player forgets, the tree is too large, or an option
        is out of range or one that the concept does not read.

    Examples
    --------
    >>> entry = demarche.make_extensive_game(
    ...     ["first", "second"],
    ...     demarche.Move(
    ...         "first",
    ...         {"out": [0, 4], "in": demarche.Move("second", {"fight": [-1, 0], "share": [2, 2]})},
    ...     ),
    ... )
    >>> solution = demarche.solve_tree(entry)
    >>> solution.assessment.behaviour
    [array([0., 1.]), array([0., 1.])]
    >>> solution.assessment.payoffs
    array([2., 2.])
    """
    name = find_concept(concept_name(concept)).name
    told = concept_options([name], game.player_names, options)
    return name_sets(_solve_tree(name, game, told), game)


def to_pygambit(game: NormalFormGame | ExtensiveGame) -> pygambit.Game:
    """Give the game to pygambit, with its title and names.

    Parameters
    ----------
    game : NormalFormGame or ExtensiveGame
        The game. Payoffs are passed on exactly, and chance's probabilities too if they are known
        exactly, else to within 1e-16.

    Returns
    -------
    pygambit.Game
        A tree if it is an extensive game.
    """
    import pygambit

    if isinstance(game, ExtensiveGame):
        return pygambit.read_efg(io.BytesIO(format_efg(game).encode()))
    return pygambit.read_nfg(io.BytesIO(format_nfg(game).encode()))


def from_pygambit(game: pygambit.Game) -> NormalFormGame | ExtensiveGame:
    """Take a game from pygambit.

    Parameters
    ----------
    game : pygambit.Game
        The game; its numbers, which pygambit has as fractions, are kept exactly.

    Returns
    -------
    NormalFormGame or ExtensiveGame
        An extensive one if it is a tree.
    """
    if not hasattr(game, "to_nfg"):
        raise InvalidArgument(f"game must be a pygambit.Game, got {type(game).__name__}")
    return parse_efg(game.to_efg()) if game.is_tree else parse_nfg(game.to_nfg())
