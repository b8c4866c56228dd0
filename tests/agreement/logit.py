# SPDX-License-Identifier: MIT
"""Logit responses: points and limits of the principal branch against pygambit's.

Payoffs are scaled to [0, 1] per player in the files, since logit-nash scales so by itself.
"""

import math
import os

import pygambit
from asking import Tally, gambit_profile, generate, solve, strategies
from branch import Branch
from games import Game, distance, read_nfg, relative_regret, strategy_payoffs, write_nfg

SAME = 1e-6
SAME_LIMIT = 1e-4  # pygambit stops where the regret is 1e-8 of the payoffs' spread.
SIZES = ["2,2", "3,3", "2,2,2", "3,3,3"]
PRECISIONS = [0.5, 2.0, 8.0, 25.0]
# Symmetric games of two players, row by row: coordination, chicken, one after Shapley (1974).
CROSSED = {
    "coordination": ([1.0, 0.0, 0.0, 1.0], [1.0, 0.0, 0.0, 1.0]),
    "chicken": ([0.0, 1.0, 2 / 7, 6 / 7], [0.0, 2 / 7, 1.0, 6 / 7]),
    "shapley": (
        [0.0, 1.0, 0.0, 2 / 3, 2 / 3, 0.0, 1.0, 0.0, 1 / 3],
        [0.0, 2 / 3, 1.0, 1.0, 2 / 3, 0.0, 0.0, 0.0, 1 / 3],
    ),
}
TRACED = 50.0
FAR = 400.0  # Where a limit can be told from another, ...
NEAR = 0.05  # ... so far from it.


def scaled_games(program, folder, count, seed):
    """Uniform games of all sizes in the unit scale."""
    games = []
    for size in SIZES:
        for path in generate(program, folder, "uniform", size, count, seed):
            game = read_nfg(path)
            lows = [min(own) for own in game.payoffs]
            spreads = [max(own) - low for own, low in zip(game.payoffs, lows)]
            game.payoffs = [
                [(payoff - low) / spread for payoff in own]
                for own, low, spread in zip(game.payoffs, lows, spreads)
            ]
            write_nfg(game, path)
            games.append(game)
    return games


def residual(game, profile, precision):
    """How far the profile is from the logit response to itself."""
    worst = 0.0
    for i, own in enumerate(profile):
        values = strategy_payoffs(game, i, profile)
        weights = [math.exp(precision * (value - max(values))) for value in values]
        worst = max(worst, *(abs(p - w / sum(weights)) for p, w in zip(own, weights)))
    return worst


def decide(tally, game, branch, ours, theirs, tolerance):
    """Which of two answers that differ is the careful tracer's."""
    if branch is not None and ours is not None and distance(ours, branch) <= tolerance:
        tally.theirs["on another branch"] += 1
        name = os.path.basename(game.path)
        tally.notes.append(f"{name}: pygambit {theirs}, principal branch {branch}")
    elif branch is not None and distance(theirs, branch) <= tolerance:
        tally.fail(game.path, "off the principal branch", demarche=ours, pygambit=theirs)
    else:
        tally.fail(game.path, "nobody agrees", demarche=ours, pygambit=theirs, tracer=branch)


def with_lambda(program, folder):
    """The points of given precision on the principal branch."""
    tally = Tally("qre, logit_solve_lambda")
    games = scaled_games(program, folder, 50, 5001)
    paths = [game.path for game in games]
    for precision in PRECISIONS:
        answers = solve(program, paths, "qre", "--lambda", str(precision))
        for game, answer in zip(games, answers, strict=True):
            tally.games += 1
            found = pygambit.qre.logit_solve_lambda(pygambit.read_nfg(game.path), precision)
            theirs = gambit_profile(found[0].profile)
            compare_point(tally, game, precision, answer, theirs)
    return tally


def compare_point(tally, game, precision, answer, theirs):
    ours = strategies(answer)[0] if answer["status"] == "converged" else None
    if ours is not None and residual(game, ours, precision) > SAME:
        tally.fail(game.path, f"no logit response at {precision}", demarche=ours)
    elif ours is None or distance(ours, theirs) > SAME:
        if residual(game, theirs, precision) > SAME and ours is not None:
            tally.theirs["no logit response"] += 1
        else:
            decide(tally, game, Branch(game).at(precision), ours, theirs, SAME)


def with_limit(program, folder):
    """The limits of the principal branch."""
    tally = Tally("logit-nash, logit_solve")
    games = scaled_games(program, folder, 50, 6001)
    answers = solve(program, [game.path for game in games], "logit-nash")
    for game, answer in zip(games, answers, strict=True):
        tally.games += 1
        found = pygambit.nash.logit_solve(pygambit.read_nfg(game.path)).equilibria
        theirs = gambit_profile(found[0])
        ours = strategies(answer)[0] if answer["status"] == "converged" else None
        if answer["degenerate"]:
            tally.counts["degenerate"] += 1
        elif ours is None or distance(ours, theirs) > SAME_LIMIT:
            compare_limit(tally, game, ours, theirs)
    return tally


def compare_limit(tally, game, ours, theirs):
    """Tells another limit from a point on the way to ours: near ties let pygambit stop early."""
    is_near = ours is not None and distance(ours, theirs) <= NEAR
    if is_near and relative_regret(game, ours) < relative_regret(game, theirs):
        tally.theirs["stops short"] += 1
    else:
        decide(tally, game, Branch(game).at(FAR), ours, theirs, NEAR)


def with_crossings(program, folder):
    """Games in which another branch crosses the principal one: who goes straight on?"""
    tally = Tally("qre and logit-nash, crossed branches")
    for name, (row, column) in CROSSED.items():
        game = Game(os.path.join(folder, f"{name}.nfg"), [math.isqrt(len(row))] * 2, [row, column])
        write_nfg(game, game.path)
        theirs_of = pygambit.read_nfg(game.path)
        for precision in PRECISIONS:
            tally.games += 1
            answer = solve(program, [game.path], "qre", "--lambda", str(precision))[0]
            found = pygambit.qre.logit_solve_lambda(theirs_of, precision)
            compare_point(tally, game, precision, answer, gambit_profile(found[0].profile))
        tally.games += 1
        ours = strategies(solve(program, [game.path], "logit-nash")[0])
        theirs = gambit_profile(pygambit.nash.logit_solve(theirs_of).equilibria[0])
        if not ours or distance(ours[0], theirs) > SAME_LIMIT:
            compare_limit(tally, game, ours[0] if ours else None, theirs)
    return tally


def with_tracer(program, folder):
    """The tracer that decides agrees with us where there is nothing to decide."""
    tally = Tally("qre, tracer in tiny steps")
    games = scaled_games(program, folder, 6, 7001)
    answers = solve(program, [game.path for game in games], "qre", "--lambda", str(TRACED))
    for game, answer in zip(games, answers, strict=True):
        tally.games += 1
        ours, branch = strategies(answer), Branch(game).at(TRACED)
        if not ours or branch is None or distance(ours[0], branch) > SAME:
            tally.fail(game.path, f"branch at {TRACED}", demarche=ours, tracer=branch)
    return tally
