# SPDX-License-Identifier: MIT
"""Three and four players: all equilibria against pygambit's enumpoly, which may miss some."""

import pygambit
from asking import Tally, differences, distinct, gambit_profile, generate, solve, strategies
from games import read_nfg, relative_regret

CLOSE = 1e-4  # Between probabilities; enumpoly's have an error of their own.
CERTAIN = 1e-9  # Relative regret of ours.
PLAUSIBLE = 1e-6  # Relative regret of enumpoly's, which accepts 1e-4 by default.


def with_enumpoly(program, folder, family, size, count):
    tally = Tally(f"all equilibria, {family} {size.replace(',', 'x')}")
    paths = generate(program, folder, family, size, count, 4001)
    for path, answer in zip(paths, solve(program, paths, "nash"), strict=True):
        compare_all(tally, read_nfg(path), answer, ask_enumpoly(path, answer))
    return tally


def ask_enumpoly(path, answer):
    """Nothing of a degenerate game: enumpoly may not end on those."""
    if answer["degenerate"]:
        return []
    found = pygambit.nash.enumpoly_solve(pygambit.read_nfg(path)).equilibria
    return [gambit_profile(p) for p in found]


def compare_all(tally, game, answer, theirs):
    """Counts a game: ours are equilibria, and all of theirs are among ours if ours is complete."""
    tally.games += 1
    ours = strategies(answer)
    wrong = [profile for profile in ours if relative_regret(game, profile) > CERTAIN]
    if answer["status"] != "converged" or wrong:
        tally.fail(game.path, f"{answer['status']}; no equilibria: {wrong}", demarche=ours)
        return
    if len(distinct(ours, CLOSE)) < len(ours):
        tally.counts["ours close together"] += 1
    certain = [p for p in distinct(theirs, CLOSE) if relative_regret(game, p) <= PLAUSIBLE]
    tally.theirs["not an equilibrium"] += len(distinct(theirs, CLOSE)) - len(certain)
    tally.counts["degenerate"] += answer["degenerate"]
    if not answer["complete"]:
        tally.counts["ours incomplete, as it says"] += 1
        return
    if not answer["degenerate"] and len(ours) % 2 == 0:  # By Wilson's theorem one is missing.
        tally.fail(game.path, "an even number of equilibria", demarche=ours)
    only_ours, only_theirs = differences(ours, certain, CLOSE)
    if only_theirs:
        tally.fail(game.path, f"lacks {only_theirs}", demarche=ours, pygambit=theirs)
    if answer["degenerate"]:
        return
    tally.theirs["incomplete"] += bool(only_ours)
