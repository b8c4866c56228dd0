# SPDX-License-Identifier: MIT
"""Extensive games from nested moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

from demarche._core import (
    ExtensiveGame,
    ExtensiveNode,
    ExtensiveOutcome,
    InformationSet,
    InvalidArgument,
)

#: A payoff or a probability. An int, a `Fraction` or a text such as "1/3" is kept exactly.
Number: TypeAlias = float | Fraction | str


@dataclass(frozen=True)
class Move:
    """A player moves.

    Parameters
    ----------
    player : str
        Whose move it is.
    actions : mapping of str to Move, Chance or sequence of numbers
        What follows each action: a move, or the payoffs with which the game ends, one per player.
        Payoffs are int, float, `fractions.Fraction` or texts such as ``"1/3"``.
    information_set : str
        Moves of one player with the same name here cannot be told apart by it; they have the same
        actions in the same order. Without a name a move is an information set of its own.
    name : str
        What the node is called.
    payoffs : sequence of numbers, optional
        What is paid on the way, one per player.

    Examples
    --------
    >>> demarche.Move("first", {"out": [0, 4], "in": [2, 2]}).player
    'first'
    """

    player: str
    actions: Mapping[str, Tree]
    information_set: str = ""
    name: str = ""
    payoffs: Sequence[Number] | None = None


@dataclass(frozen=True)
class Chance:
    """Chance moves.

    Parameters
    ----------
    actions : mapping of str to (number, Move, Chance or sequence of numbers)
        The probability of each and what follows it. Probabilities such as ``"1/6"`` are exact.
    name : str
        What the node is called.
    payoffs : sequence of numbers, optional
        What is paid on the way, one per player.

    Examples
    --------
    >>> coin = demarche.Chance({"heads": (0.5, [1, -1]), "tails": (0.5, [-1, 1])})
    >>> demarche.make_extensive_game(["a", "b"], coin)
    <ExtensiveGame: 2 players, 3 nodes, 1 information sets>
    """

    actions: Mapping[str, tuple[Number, Tree]]
    name: str = ""
    payoffs: Sequence[Number] | None = None


#: A move, or the payoffs with which the game ends.
Tree: TypeAlias = Move | Chance | Sequence[Number]


@dataclass
class _Builder:
    players: list[str]
    sets: list[InformationSet] = field(default_factory=list)
    known: dict[tuple[int, str], int] = field(default_factory=dict)
    outcomes: list[ExtensiveOutcome] = field(default_factory=list)
    #: Per node: name, information set, outcome, children.
    nodes: list[tuple[str, int | None, int | None, list[int]]] = field(default_factory=list)

    def build(self, root: Tree) -> None:
        # Prefix order without recursion: a tree may be deep.
        todo: list[tuple[Tree, int | None, str]] = [(root, None, "the root")]
        while todo:
            tree, parent, where = todo.pop()
            number = len(self.nodes)
            if parent is not None:
                self.nodes[parent][3].append(number)
            if isinstance(tree, Move | Chance):
                where = tree.name or where
            if isinstance(tree, Move):
                place = self.information_set(tree, where)
                follow = list(tree.actions.items())
            elif isinstance(tree, Chance):
                place = self.chance(tree, where)
                follow = [(action, after) for action, (_, after) in tree.actions.items()]
            else:
                self.nodes.append(("", None, self.outcome(tree, where), []))
                continue
            paid = None if tree.payoffs is None else self.outcome(tree.payoffs, where)
            self.nodes.append((tree.name, place, paid, []))
            for action, after in reversed(follow):
                todo.append((after, number, f"'{action}' after {where}"))

    def outcome(self, payoffs: Sequence[Number], where: str) -> int:
        try:
            if isinstance(payoffs, str):
                raise TypeError
            outcome = ExtensiveOutcome(payoffs)
        except (TypeError, InvalidArgument):
            raise InvalidArgument(
                f"{where} must be a Move, a Chance or payoffs, got {payoffs!r}"
            ) from None
        if len(outcome.payoffs) != len(self.players):
            raise InvalidArgument(
                f"{where} needs {len(self.players)} payoffs, one per player, got "
                f"{len(outcome.payoffs)}"
            )
        self.outcomes.append(outcome)
        return len(self.outcomes) - 1

    def information_set(self, move: Move, where: str) -> int:
        if move.player not in self.players:
            known = ", ".join(self.players)
            raise InvalidArgument(f"{where}: there is no player '{move.player}'; there are {known}")
        player = self.players.index(move.player)
        actions = list(move.actions)
        key = (player, move.information_set)
        if key in self.known:
            place = self.known[key]
            if list(self.sets[place].actions) != actions:
                raise InvalidArgument(
                    f"{where}: information set '{move.information_set}' of {move.player} has the "
                    f"actions {', '.join(actions)} here, but {', '.join(self.sets[place].actions)} "
                    "where it came first"
                )
            return place
        place = self.add(InformationSet(name=move.information_set, player=player, actions=actions))
        if move.information_set:
            self.known[key] = place
        return place

    def chance(self, chance: Chance, where: str) -> int:
        for action, pair in chance.actions.items():
            if not (isinstance(pair, tuple) and len(pair) == 2):
                raise InvalidArgument(
                    f"{where}: chance's action '{action}' needs a pair of its probability and what "
                    f"follows, got {pair!r}"
                )
        return self.add(
            InformationSet(
                name=chance.name,
                actions=list(chance.actions),
                probabilities=[probability for probability, _ in chance.actions.values()],
            )
        )

    def add(self, information_set: InformationSet) -> int:
        self.sets.append(information_set)
        return len(self.sets) - 1


def make_extensive_game(
    players: Sequence[str], root: Tree, *, title: str = "", comment: str = ""
) -> ExtensiveGame:
    """Make an extensive game from nested moves.

    Parameters
    ----------
    players : sequence of str
        Their names, in the order of payoffs.
    root : Move, Chance or sequence of numbers
        The first move, which holds all others.
    title : str
        What the game is called.
    comment : str
        More words on it.

    Returns
    -------
    ExtensiveGame

    Raises
    ------
    InvalidArgument
        Naming the place in the tree and the rule that it breaks.

    Examples
    --------
    Who moves second does not see what the first did:

    >>> def second(*payoffs):
    ...     heads, tails = payoffs
    ...     return demarche.Move(
    ...         "second", {"heads": heads, "tails": tails}, information_set="covered"
    ...     )
    >>> pennies = demarche.make_extensive_game(
    ...     ["first", "second"],
    ...     demarche.Move(
    ...         "first", {"heads": second([1, -1], [-1, 1]), "tails": second([-1, 1], [1, -1])}
    ...     ),
    ... )
    >>> demarche.solve_game(pennies).equilibria
    [[array([0.5, 0.5]), array([0.5, 0.5])]]
    """
    builder = _Builder(list(players))
    builder.build(root)
    return ExtensiveGame(
        player_names=builder.players,
        information_sets=builder.sets,
        outcomes=builder.outcomes,
        nodes=[
            ExtensiveNode(name=name, information_set=place, outcome=outcome, children=children)
            for name, place, outcome, children in builder.nodes
        ],
        title=title,
        comment=comment,
    )
