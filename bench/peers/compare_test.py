#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Tests how answers are judged, with the demarche program named first on the command line."""

import json
import os
import subprocess
import sys
import tempfile
import unittest

import compare
import peers
from games import Game, missing, read_nfg, relative_regret
from rows import Row

PROGRAM = "demarche"
BATTLE = Game("", [2, 2], [[3.0, 0.0, 0.0, 2.0], [2.0, 0.0, 0.0, 3.0]])
FIRST = [[1.0, 0.0], [1.0, 0.0]]
SECOND = [[0.0, 1.0], [0.0, 1.0]]
MIXED = [[0.6, 0.4], [0.4, 0.6]]
ROW = Row("all", "nash", "nash-2", "uniform", "2,2", 1, 1)


class Judgement(unittest.TestCase):
    def test_regret_is_the_largest_gain_over_the_spread(self):
        self.assertAlmostEqual(relative_regret(BATTLE, MIXED), 0.0)
        self.assertAlmostEqual(relative_regret(BATTLE, [[1.0, 0.0], [0.0, 1.0]]), 2.0 / 3.0)
        self.assertEqual(relative_regret(BATTLE, [[0.5, 0.4], [0.4, 0.6]]), float("inf"))
        self.assertEqual(relative_regret(BATTLE, [[float("nan")] * 2, [0.4, 0.6]]), float("inf"))

    def test_regret_of_three_players(self):
        # Player 3 gets 1 for choosing as player 1 does, 0 else; the others are indifferent.
        game = Game("", [2, 2, 2], [[0.0] * 8, [0.0] * 8, [1, 0, 1, 0, 0, 1, 0, 1]])
        self.assertAlmostEqual(
            relative_regret(game, [[0.3, 0.7], [0.5, 0.5], [1.0, 0.0]]), 0.7 - 0.3
        )

    def test_says_what_is_wrong_with_an_answer(self):
        everything = [FIRST, SECOND, MIXED]
        self.assertIsNone(compare.judge(ROW, BATTLE, everything, everything))
        self.assertEqual(compare.judge(ROW, BATTLE, [FIRST, MIXED], everything), "incomplete")
        self.assertEqual(compare.judge(ROW, BATTLE, [], everything), "none found")
        wrong = [[[1.0, 0.0], [0.0, 1.0]]]
        self.assertEqual(compare.judge(ROW, BATTLE, wrong, everything), "no equilibrium")
        self.assertEqual(missing(everything, [FIRST, SECOND]), [MIXED])

    def test_our_own_failures_are_found_by_what_peers_found(self):
        ours = [(1e-6, [FIRST, SECOND], None)]
        self.assertEqual(compare.judge_ours(ROW, [BATTLE], ours, {}), {})
        found = {"a peer": [[MIXED]]}
        self.assertEqual(compare.judge_ours(ROW, [BATTLE], ours, found), {"incomplete": 1})
        ours = [(1e-6, [], "iteration_limit")]
        self.assertEqual(compare.judge_ours(ROW, [BATTLE], ours, found), {"iteration_limit": 1})


class Runs(unittest.TestCase):
    def test_reads_the_games_that_the_program_writes(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "game.nfg")
            command = [PROGRAM, "generate", "uniform", "--strategies", "2,3,2", "--output", path]
            subprocess.run(command, check=True)
            game = read_nfg(path)
            command = [PROGRAM, "solve", path, "--concept", "sequential", "--json"]
            answer = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        self.assertEqual(game.num_strategies, [2, 3, 2])
        equilibrium = answer["equilibria"][0]
        place = 0
        for strategy, count in zip(equilibrium["strategies"], game.num_strategies):
            place = place * count + strategy.index(1.0)
        self.assertEqual([own[place] for own in game.payoffs], equilibrium["payoffs"])

    def test_every_kind_of_row_runs_without_peers(self):
        rows = [
            "all 3x3",
            "batch 3x3",
            "deg*",
            "lemke-howson 10x10",
            "zero-sum 10*",
            "qre* 2x2x2",
            "[gip]*",
        ]
        command = [sys.executable, compare.__file__, *rows, "--program", PROGRAM, "--peers="]
        results = json.loads(
            subprocess.run(
                [*command, "--games=3", "--json"], check=True, capture_output=True
            ).stdout
        )
        works = [result["work"] for result in results]
        self.assertEqual(len([work for work in works if not work.startswith("batch")]), 9)
        self.assertIn("batch 3x3 baseline", works)
        for result in results:
            self.assertEqual(result["ours_failures"], {}, result["work"])
            self.assertGreater(result["ours_per_second"], 0.0)

    def test_tells_which_peers_are_not_installed(self):
        class Absent(peers.Lrsnash):
            def __init__(self):
                raise ImportError

        received = []

        class Connection:
            send = received.append

        peers.ADAPTERS["absent"] = Absent
        peers.serve("absent", Connection)
        self.assertEqual(received, [None])

    def test_lrsnash_agrees_where_it_is_installed(self):
        try:
            lrsnash = peers.Lrsnash()
        except ImportError:
            self.skipTest("lrsnash is not installed")
        found = lrsnash.profiles("", lrsnash.solver("nash-2")(lrsnash.prepare("nash-2", BATTLE)))
        lrsnash.folder.cleanup()
        self.assertEqual(missing([FIRST, SECOND, MIXED], found), [])
        self.assertEqual(len(found), 3)


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
