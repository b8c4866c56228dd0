#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Tests how disagreements are decided; with the standard library alone."""

import os
import sys
import tempfile
import unittest
from fractions import Fraction

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "support")]

import exact  # noqa: E402
import lrsnash  # noqa: E402
from asking import Tally, differences, distinct  # noqa: E402
from games import Game, read_nfg, write_nfg  # noqa: E402


def exactly(profile):
    return [[Fraction(p) for p in own] for own in profile]


THIRD = Fraction(1, 3)
# Mixed: player 1 has 2/3 on the first, player 2 has 1/3 (battle of the sexes).
BATTLE = Game("", [2, 2], exactly([[2, 0, 0, 1], [1, 0, 0, 2]]))
MIXED = [[2 * THIRD, THIRD], [THIRD, 2 * THIRD]]
# Player 2 never cares; player 1 wants the first, whatever it does.
LINE = Game("", [2, 2], exactly([[1, 1, 0, 0], [0, 0, 0, 0]]))


class Exact(unittest.TestCase):
    def test_solves_what_has_one_solution(self):
        rows = exactly([[0, 2], [4, 0]])
        self.assertEqual(exact.solve_linear(rows, [2, 2]), [Fraction(1, 2), 1])
        self.assertIsNone(exact.solve_linear([[1, 1], [2, 2]], [1, 2]))
        self.assertIsNone(exact.solve_linear([[1], [1]], [Fraction(1), Fraction(2)]))

    def test_tells_equilibria_to_the_last_digit(self):
        self.assertTrue(exact.is_equilibrium(BATTLE, MIXED))
        almost = [[2 * THIRD + Fraction(1, 10**30), THIRD - Fraction(1, 10**30)], MIXED[1]]
        self.assertFalse(exact.is_equilibrium(BATTLE, almost))
        self.assertFalse(exact.is_equilibrium(BATTLE, exactly([[1, 1], [1, 0]])))
        self.assertFalse(exact.is_equilibrium(BATTLE, exactly([[2, -1], [1, 0]])))

    def test_finds_the_extreme_equilibrium_at_an_approximate_one(self):
        near = [[0.6666666666, 0.3333333334], [0.3333333333, 0.6666666667]]
        self.assertEqual(exact.extreme_equilibrium(BATTLE, near), MIXED)
        self.assertIsNone(exact.extreme_equilibrium(BATTLE, [[1.0, 0.0], [0.0, 1.0]]))

    def test_the_middle_of_a_line_of_equilibria_is_not_extreme(self):
        middle = [[1, 0], [Fraction(1, 2), Fraction(1, 2)]]
        self.assertTrue(exact.is_equilibrium(LINE, exactly(middle)))
        self.assertFalse(exact.is_extreme(LINE, exactly(middle)))
        self.assertTrue(exact.is_extreme(LINE, exactly([[1, 0], [0, 1]])))


class Files(unittest.TestCase):
    def test_games_come_back_as_written(self):
        game = Game("", [2, 3], exactly([range(6), range(6, 12)]))
        game.payoffs[0][4] = Fraction(-1, 7)
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "game.nfg")
            write_nfg(game, path)
            again = read_nfg(path, Fraction)
            tally = Tally("check")
            tally.fail(path, "wrong", ours=1)
        self.assertEqual((again.num_strategies, again.payoffs), (game.num_strategies, game.payoffs))
        self.assertIn("-1/7", tally.failures[0])
        self.assertIn("ours: 1", tally.failures[0])

    def test_numbers_that_lrsnash_misreads_are_rounded(self):
        digits = "0.123456789012345678"
        self.assertEqual(lrsnash.representable(digits), Fraction(digits))
        for number in ("0.0028503488815208033", 2.0**-60, "123456789.0123456789012"):
            close = lrsnash.representable(number)
            self.assertLess(max(abs(close.numerator), close.denominator), 2**63)
            self.assertLess(abs(close - Fraction(number)), Fraction(1, 10**9))

    def test_reads_what_lrsnash_prints_game_by_game(self):
        output = "2  1  0  3 \n1  1/3  2/3  1 \n\n*Number of equilibria found: 1\n"
        output += "2  1  0  3 \n2  0  1  3 \n1  0  1  2 \n\n*Number of equilibria found: 2\n"
        first, second = lrsnash.equilibria(output)
        self.assertEqual(first, [[[THIRD, 2 * THIRD], [1, 0]]])
        self.assertEqual(second, [[[0, 1], [1, 0]], [[0, 1], [0, 1]]])


class Sets(unittest.TestCase):
    def test_says_who_has_what(self):
        first, second = [[1.0, 0.0]], [[0.0, 1.0]]
        self.assertEqual(differences([first], [second], 1e-9), ([first], [second]))
        self.assertEqual(differences([first], [[[1.0 - 1e-10, 1e-10]]], 1e-9), ([], []))
        self.assertEqual(distinct([first, second, first], 1e-9), [first, second])


if __name__ == "__main__":
    unittest.main()
