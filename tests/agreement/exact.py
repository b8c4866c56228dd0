# SPDX-License-Identifier: MIT
"""Proofs in fractions: is a profile an equilibrium, and is there an extreme one near it."""

from fractions import Fraction

from games import strategy_payoffs


def solve_linear(rows, right):
    """The one solution of rows * x = right, or None if there is none or more than one."""
    table = [[*row, value] for row, value in zip(rows, right)]
    width = len(rows[0])
    for column in range(width):
        pivot = next((r for r in range(column, len(table)) if table[r][column] != 0), None)
        if pivot is None:
            return None
        table[column], table[pivot] = table[pivot], table[column]
        head = [value / table[column][column] for value in table[column]]
        table[column] = head
        for r, row in enumerate(table):
            if r != column and row[column] != 0:
                table[r] = [a - row[column] * b for a, b in zip(row, head)]
    if any(row[width] != 0 for row in table[width:]):
        return None
    return [table[column][width] for column in range(width)]


def is_equilibrium(game, profile):
    """Whether nobody gains by deviating; payoffs and probabilities are fractions."""
    for i, own in enumerate(profile):
        if min(own) < 0 or sum(own) != 1:
            return False
        values = strategy_payoffs(game, i, profile)
        best = max(values)
        if any(p > 0 and value != best for p, value in zip(own, values)):
            return False
    return True


def _vertex(own, replies, payoffs, tolerance):
    """The mixed strategy with the zeros of `own` that makes the opponent's best replies tie.

    payoffs[s][t] is the opponent's at strategy s and reply t.
    """
    support = [s for s, p in enumerate(own) if p > tolerance]
    rows = [[payoffs[s][t] for s in support] + [Fraction(-1)] for t in replies]
    rows.append([Fraction(1) for _ in support] + [Fraction(0)])
    solution = solve_linear(rows, [Fraction(0)] * len(replies) + [Fraction(1)])
    if solution is None:
        return None
    strategy = [Fraction(0)] * len(own)
    for s, p in zip(support, solution):
        strategy[s] = p
    return strategy


def _best_replies(game, player, profile, tolerance):
    values = strategy_payoffs(game, player, profile)
    spread = max(game.payoffs[player]) - min(game.payoffs[player])
    return [t for t, value in enumerate(values) if max(values) - value <= tolerance * float(spread)]


def extreme_equilibrium(game, profile, tolerance=1e-7):
    """The extreme equilibrium of two players' game at a profile in floating point, or None.

    An equilibrium is extreme if each player's strategy is the only one with its zeros and the
    other's best replies that it has. A tolerance says what floating point cannot tell from a tie.
    """
    row, column = game.matrices()
    first = _vertex(profile[0], _best_replies(game, 1, profile, tolerance), column, tolerance)
    transposed = [list(own) for own in zip(*row)]
    second = _vertex(profile[1], _best_replies(game, 0, profile, tolerance), transposed, tolerance)
    if first is None or second is None or not is_equilibrium(game, [first, second]):
        return None
    return [first, second]


def is_extreme(game, profile):
    """Whether a profile of fractions is an extreme equilibrium of two players' game."""
    return is_equilibrium(game, profile) and extreme_equilibrium(game, profile, 0) == profile
