# SPDX-License-Identifier: MIT
"""The other programs: what each is asked for, and a process of its own for each.

An adapter makes its own form of a game (not timed), says which function solves it (timed) and gives
profiles, one probability vector per player. Options are the programs' defaults, and floating point
where the program has a choice, except on degenerate games.
"""

import importlib
import io
import multiprocessing
import os
import statistics
import tempfile
import time
import warnings

import lrsnash
from games import places_in_file


class Pygambit:
    name = "pygambit"
    works = {
        "batch-2",
        "nash-2",
        "degenerate-2",
        "lemke-howson",
        "zero-sum",
        "logit",
        "gnm",
        "ipa",
        "nash-n",
        "pure",
    }

    def __init__(self):
        self.gambit = importlib.import_module("pygambit")
        self.numpy = importlib.import_module("numpy")

    def prepare(self, work, game):
        if work != "batch-2":
            return self.gambit.read_nfg(game.path)
        return [self.numpy.array(matrix) for matrix in game.matrices()]

    def make(self, matrices):
        """Make a game in the solver's own form from arrays."""
        return self.gambit.Game.from_arrays(*matrices)

    def solver(self, work):
        nash = self.gambit.nash
        return {
            "batch-2": lambda own: nash.enummixed_solve(self.make(own), rational=False),
            "nash-2": lambda game: nash.enummixed_solve(game, rational=False),
            "degenerate-2": lambda game: nash.enummixed_solve(game, rational=True),
            "lemke-howson": lambda game: nash.lcp_solve(game, rational=False, stop_after=1),
            "zero-sum": lambda game: nash.lp_solve(game, rational=False),
            "logit": nash.logit_solve,
            "gnm": nash.gnm_solve,
            "ipa": nash.ipa_solve,
            "nash-n": nash.enumpoly_solve,
            "pure": nash.enumpure_solve,
        }[work]

    def profiles(self, _, answer):
        return [
            [[float(profile[own]) for own in player.strategies] for player in profile.game.players]
            for profile in answer.equilibria
        ]


class PygambitText(Pygambit):
    """Games made from text instead of arrays, which takes less time."""

    name = "gambit-text"
    works = {"batch-2"}

    def prepare(self, _, game):
        places = list(places_in_file(game.num_strategies))
        return game.num_strategies, [own[place] for place in places for own in game.payoffs]

    def make(self, numbers):
        (rows, columns), payoffs = numbers
        text = (
            f'NFG 1 R "" {{ "1" "2" }} {{ {rows} {columns} }}\n\n{" ".join(map(repr, payoffs))}\n'
        )
        return self.gambit.read_nfg(io.StringIO(text))


class QuantEcon:
    name = "QuantEcon"
    works = {"batch-2", "nash-2", "degenerate-2", "lemke-howson", "zero-sum", "pure"}

    def __init__(self):
        self.numpy = importlib.import_module("numpy")
        self.games = importlib.import_module("quantecon.game_theory")
        self.optimize = importlib.import_module("quantecon.optimize")

    def prepare(self, _, game):
        # Each player's axis comes first in its own array.
        arrays = [self.numpy.array(own).reshape(game.num_strategies) for own in game.payoffs]
        order = range(len(arrays))
        return self.games.NormalFormGame(
            [
                self.games.Player(
                    self.numpy.ascontiguousarray(
                        own.transpose([(i + k) % len(arrays) for k in order])
                    )
                )
                for i, own in enumerate(arrays)
            ]
        )

    def solver(self, work):
        games = self.games
        return {
            "batch-2": games.support_enumeration,
            "nash-2": games.support_enumeration,
            "degenerate-2": games.vertex_enumeration,
            # A path is cut after so many pivots and begun elsewhere. Large games need that, and
            # this many is what its documentation suggests.
            "lemke-howson": lambda game: [games.lemke_howson(game, capping=10)],
            "zero-sum": lambda game: [self.optimize.minmax(game.players[0].payoff_array)[1:]],
            "pure": games.pure_nash_brute,
        }[work]

    def profiles(self, game, answer):
        def mixed(player, strategy):
            if hasattr(strategy, "__len__"):
                return [float(p) for p in strategy]
            return [1.0 if s == strategy else 0.0 for s in range(player.num_actions)]

        return [
            [mixed(player, own) for player, own in zip(game.players, profile)] for profile in answer
        ]


class Nashpy:
    name = "Nashpy"
    works = {"nash-2", "degenerate-2", "lemke-howson", "zero-sum"}

    def __init__(self):
        self.numpy = importlib.import_module("numpy")
        self.nashpy = importlib.import_module("nashpy")

    def prepare(self, _, game):
        return self.nashpy.Game(*(self.numpy.array(matrix) for matrix in game.matrices()))

    def solver(self, work):
        return {
            "nash-2": lambda game: list(game.support_enumeration()),
            "degenerate-2": lambda game: list(game.vertex_enumeration()),
            "lemke-howson": lambda game: [game.lemke_howson(initial_dropped_label=0)],
            "zero-sum": lambda game: [game.linear_program()],
        }[work]

    def profiles(self, game, answer):
        return [[[float(p) for p in own] for own in profile] for profile in answer]


class Lrsnash:
    """lrs, an exact program of its own. The time that it takes to start, measured with a game of one
    profile, is subtracted."""

    name = "lrsnash"
    works = {"nash-2", "degenerate-2"}

    def __init__(self):
        self.program = lrsnash.find()
        if not self.program:
            raise ImportError("lrsnash")
        self.folder = tempfile.TemporaryDirectory()
        trivial = self.write("trivial", [[["1"]], [["1"]]])
        times = []
        for _ in range(21):
            start = time.perf_counter()
            lrsnash.run(self.program, [trivial])
            times.append(time.perf_counter() - start)
        self.overhead = statistics.median(times)

    def write(self, name, matrices):
        path = os.path.join(self.folder.name, name)
        lrsnash.write_game(path, matrices)
        return path

    def prepare(self, _, game):
        return self.write("game", game.matrices())

    def solver(self, _):
        return lambda path: lrsnash.run(self.program, [path])

    def profiles(self, path, answer):
        return [
            [[float(p) for p in own] for own in profile]
            for profile in lrsnash.equilibria(answer)[0]
        ]


ADAPTERS = {
    adapter.name: adapter for adapter in (Pygambit, PygambitText, QuantEcon, Nashpy, Lrsnash)
}


def seconds_for(call, is_program):
    """The seconds that a call takes, and what it returns.

    On a machine that does other work besides, a long call is interrupted where a short one is not:
    the processor's time tells what the clock does not. A program of its own has only the clock.
    """
    processor = time.thread_time()
    start = time.perf_counter()
    answer = call()
    seconds = time.perf_counter() - start
    processor = time.thread_time() - processor
    return (seconds if is_program else min(seconds, processor)), answer


def timed(adapter, work, games, repetitions):
    """The median of the seconds that all games take together, and the profiles of each."""
    overhead = getattr(adapter, "overhead", 0.0)
    solve = adapter.solver(work)
    prepared = [adapter.prepare(work, game) for game in games]
    times = []
    while not times or (len(times) < repetitions and sum(times) < 0.5):
        seconds, answers = seconds_for(lambda: [solve(game) for game in prepared], overhead > 0.0)
        times.append(max(seconds - overhead, 1e-9))
    profiles = [adapter.profiles(game, answer) for game, answer in zip(prepared, answers)]
    return statistics.median(times), profiles


def serve(name, connection):
    """Solves what comes through the connection: (work, games, repetitions), until None."""
    warnings.simplefilter("ignore")
    try:
        adapter = ADAPTERS[name]()
    except ImportError:
        connection.send(None)
        return
    connection.send(True)
    while (task := connection.recv()) is not None:
        try:
            reply = timed(adapter, *task)
        except Exception as error:  # Whatever a peer raises is its answer.
            reply = (None, f"{type(error).__name__}: {error}")
        connection.send(reply)


class Peer:
    """A peer in a process of its own, which ends when a game takes too long."""

    START_SECONDS = 120.0

    def __init__(self, name):
        self.name = name
        self.works = ADAPTERS[name].works
        self.process = None
        self.is_installed = self.start()

    def start(self):
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=serve, args=(self.name, theirs), daemon=True)
        self.process.start()
        theirs.close()
        try:
            return self.connection.poll(self.START_SECONDS) and self.connection.recv() is True
        except EOFError:
            return False

    def stop(self):
        self.process.kill()
        self.process.join()

    def ask(self, work, games, repetitions, seconds):
        """(seconds for all, profiles by game), (None, what was raised) or, out of time, None."""
        try:
            self.connection.send((work, games, repetitions))
            # Repetitions stop after half a second, so the limit is that of a single solve.
            if self.connection.poll(seconds + 0.5):
                return self.connection.recv()
        except (EOFError, BrokenPipeError):
            self.stop()
            self.start()
            return (None, "the process died")
        self.stop()
        self.start()
        return None
