# SPDX-License-Identifier: MIT
"""The known games of pygambit's catalog: read as pygambit reads them, and solved alike."""

import os
import subprocess
from fractions import Fraction

import pygambit
from asking import Tally, differences, gambit_profile, solve, strategies
from games import Game, write_nfg
from many_players import ask_enumpoly, compare_all
from two_players import as_fraction, ask_lrsnash, compare_extreme, compare_value

ROUNDING = 1e-12  # Of payoffs that chance averages.
CERTAIN = 1e-9


def load(folder):
    """(file as pygambit writes it, the game) for every game of the catalog."""
    loaded = []
    for name in pygambit.catalog.games()["Game"]:
        game = pygambit.catalog.load(name)
        ending, text = ("efg", game.to_efg()) if game.is_tree else ("nfg", game.to_nfg())
        path = os.path.join(folder, f"{name.replace('/', '_')}.{ending}")
        with open(path, "w", encoding="utf-8") as stream:
            stream.write(text)
        loaded.append((path, game))
    return loaded


def exact_form(game, path):
    """The reduced strategic form in pygambit's exact numbers."""
    arrays = game.to_arrays(dtype=pygambit.Rational)
    payoffs = [[as_fraction(payoff) for payoff in own.ravel()] for own in arrays]
    return Game(path, [len(player.strategies) for player in game.players], payoffs)


def compare_payoffs(tally, program, path, form):
    """What Demarche writes after reading the file has pygambit's strategies and payoffs."""
    tally.games += 1
    converted = path + ".converted.nfg"
    command = [program, "convert", path, converted]
    outcome = subprocess.run(command, capture_output=True, text=True, check=False)
    if outcome.returncode != 0 or outcome.stderr:
        tally.fail(path, outcome.stderr)
        return
    game = exact_form(pygambit.read_nfg(converted), converted)
    if game.num_strategies != form.num_strategies or any(
        abs(a - b) > ROUNDING * max(1, abs(b))
        for own, theirs in zip(game.payoffs, form.payoffs)
        for a, b in zip(own, theirs)
    ):
        tally.fail(path, "payoffs differ", demarche=game.payoffs, pygambit=form.payoffs)


def compare_pure(tally, program, path, form):
    tally.games += 1
    game = pygambit.read_nfg(form.path)  # Of a tree without perfect recall pygambit solves none.
    theirs = [gambit_profile(p) for p in pygambit.nash.enumpure_solve(game).equilibria]
    ours = strategies(solve(program, [path], "pure")[0])
    if any(differences(ours, theirs, 0.0)) or len(ours) != len(theirs):
        tally.fail(path, "pure equilibria differ", demarche=ours, pygambit=theirs)


def compare_nash(tally, program, folder, form):
    """All equilibria: lrsnash's of two players, of more those of enumpoly that ours has to have."""
    answer = solve(program, [form.path], "nash")[0]
    if len(form.num_strategies) == 2:
        compare_extreme(tally, form, answer, ask_lrsnash(folder, [form])[0], "lrsnash")
        return
    compare_all(tally, form, answer, ask_enumpoly(form.path, answer))


def compare_one(tally, program, form, concept):
    """One equilibrium of a solver of ours has no regret by pygambit's own measure."""
    answer = solve(program, [form.path], concept)[0]
    tally.games += 1
    if answer["status"] != "converged":
        tally.fail(form.path, f"{concept}: {answer['status']}")
        return
    game = pygambit.read_nfg(form.path)
    spread = max(max(own) - min(own) for own in form.payoffs) or Fraction(1)
    for profile in strategies(answer):
        # pygambit refuses fractions that do not sum to 1 exactly.
        exact = [[Fraction(p) / sum(map(Fraction, own)) for p in own] for own in profile]
        regret = game.mixed_strategy_profile(exact, rational=True).max_regret()
        if as_fraction(regret) > CERTAIN * spread:
            tally.fail(form.path, f"{concept}: regret {float(regret)}", demarche=profile)


def with_catalog(program, folder):
    read = Tally("catalog: strategies and payoffs")
    pure = Tally("catalog: pure equilibria")
    nash = Tally("catalog: all equilibria")
    value = Tally("catalog: zero-sum values")
    one = Tally("catalog: regret by pygambit")
    for path, game in load(folder):
        form = exact_form(game, path + ".form.nfg")
        write_nfg(form, form.path)
        compare_payoffs(read, program, path, form)
        compare_pure(pure, program, path, form)
        compare_nash(nash, program, folder, form)
        num_players = len(form.num_strategies)
        is_zero_sum = num_players == 2 and all(a + b == 0 for a, b in zip(*form.payoffs))
        if is_zero_sum:
            answer = solve(program, [path], "zero-sum")[0]
            compare_value(value, form.path, pygambit.read_nfg(form.path), answer)
        concepts = ["gnm", "ipa", "simplicial"] + (["lemke-howson"] if num_players == 2 else [])
        for concept in concepts if num_players > 1 else []:
            compare_one(one, program, form, concept)
    return [read, pure, nash, value, one]
