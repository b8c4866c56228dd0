# SPDX-License-Identifier: MIT
"""Two players: all extreme equilibria against lrsnash and pygambit, values of zero-sum games."""

import os
from fractions import Fraction

import lrsnash
import pygambit
from asking import Tally, differences, distinct, generate, gambit_profile, solve, strategies
from exact import extreme_equilibrium, is_extreme
from games import read_nfg, write_nfg

SAME = 1e-9  # Between probabilities: lrsnash's are exact, ours are doubles.
FAMILIES = [
    ("uniform", ()),
    ("integer", ("--most", "2")),
    ("integer", ("--most", "9")),
    ("zero-sum", ()),
    ("covariant", ("--rho", "-0.5")),
    ("duplicated", ()),
]
SIZES = ["2,2", "3,3", "4,4", "5,5", "2,5", "5,2", "3,4", "4,3"]
SMALL = ["2,2", "3,3", "2,5"]  # For pygambit, which is slower.
GAMES = 64  # Per family and size.
TENTHS = ["2,2", "3,3", "4,4", "3,4"]


def compare_extreme(tally, game, answer, theirs, who):
    """Counts a game; sets of extreme equilibria that differ are decided in fractions."""
    tally.games += 1
    ours = strategies(answer)
    tally.counts["degenerate"] += answer["degenerate"]
    if answer["status"] != "converged" or not answer["complete"]:
        tally.fail(game.path, f"{answer['status']}, complete is {answer['complete']}")
        return
    if len(distinct(ours, SAME)) < len(ours):
        tally.fail(game.path, "an equilibrium is listed twice", demarche=ours)
    only_ours, only_theirs = differences(ours, theirs, SAME)
    for profile in only_theirs:
        if is_extreme(game, profile):
            tally.fail(game.path, f"lacks {profile}", demarche=ours, **{who: theirs})
        else:
            tally.theirs["not extreme"] += 1
    for profile in only_ours:
        exact = extreme_equilibrium(game, profile)
        if exact is None or differences([profile], [exact], SAME)[0]:
            tally.fail(game.path, f"{profile} is none", demarche=ours, **{who: theirs})
        else:
            tally.theirs["incomplete"] += 1


def ask_lrsnash(folder, games):
    """lrsnash's equilibria of each game, from one process."""
    program = lrsnash.find()
    paths = [os.path.join(folder, f"lrsnash_{k}") for k in range(len(games))]
    for path, game in zip(paths, games):
        lrsnash.write_game(path, game.matrices())
    return lrsnash.equilibria(lrsnash.run(program, paths))


def with_lrsnash(program, folder, family, options, sizes):
    """All games of a family: extreme equilibria are lrsnash's."""
    tally = Tally(" ".join(["extreme equilibria,", family, *options]))
    for size in sizes:
        paths = generate(program, folder, family, size, GAMES, 1, options)
        compare_with_lrsnash(tally, program, folder, paths)
    return tally


def compare_with_lrsnash(tally, program, folder, paths):
    games = [read_nfg(path, Fraction) for path in paths]
    answers = solve(program, paths, "nash")
    for game, answer, theirs in zip(games, answers, ask_lrsnash(folder, games), strict=True):
        compare_extreme(tally, game, answer, theirs, "lrsnash")


def with_tenths(program, folder):
    """Integer games with payoffs written in tenths: ties that doubles hardly keep."""
    tally = Tally("extreme equilibria, tenths")
    for size in TENTHS:
        paths = generate(program, folder, "integer", size, GAMES, 1001, ("--most", "9"))
        for path in paths:
            game = read_nfg(path, int)
            game.payoffs = [[f"0.{payoff}" for payoff in own] for own in game.payoffs]
            write_nfg(game, path)
        compare_with_lrsnash(tally, program, folder, paths)
    return tally


def with_pygambit(program, folder):
    """Some small games of every family: extreme equilibria are pygambit's, in its fractions."""
    tally = Tally("extreme equilibria, pygambit")
    for family, options in FAMILIES:
        for size in SMALL:
            paths = generate(program, folder, family, size, 28, 2001, options)
            for path, answer in zip(paths, solve(program, paths, "nash"), strict=True):
                found = pygambit.nash.enummixed_solve(pygambit.read_nfg(path)).equilibria
                theirs = distinct([gambit_profile(p, as_fraction) for p in found], 0)
                compare_extreme(tally, read_nfg(path, Fraction), answer, theirs, "pygambit")
    return tally


def as_fraction(number):
    return Fraction(number.numerator, number.denominator)


def with_linear_program(program, folder):
    """Values of zero-sum games are those of pygambit's exact linear program."""
    tally = Tally("zero-sum values, lp_solve")
    for size in ("2,2", "3,5", "5,3", "6,6", "8,8"):
        paths = generate(program, folder, "zero-sum", size, 40, 3001)
        for path, answer in zip(paths, solve(program, paths, "zero-sum"), strict=True):
            compare_value(tally, path, pygambit.read_nfg(path), answer)
    return tally


def compare_value(tally, path, game, answer):
    tally.games += 1
    profile = pygambit.nash.lp_solve(game, use_strategic=True).equilibria[0]
    value = as_fraction(profile.payoff(next(iter(game.players))))
    ours = [equilibrium["payoffs"][0] for equilibrium in answer["equilibria"]]
    if answer["status"] != "converged" or not ours or abs(ours[0] - value) > SAME:
        tally.fail(path, f"value {ours} for {value}", status=answer["status"])
