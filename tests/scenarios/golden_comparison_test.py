#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks that golden.py finds what differs and nothing else."""

import unittest

from golden import differences, without

TOLERANCE = {"relative": 1e-9, "absolute": 1e-12}


def paths(expected, found):
    return [path for path, _, _ in differences(expected, found, TOLERANCE)]


class Differences(unittest.TestCase):
    def test_equal_results_have_none(self):
        result = {"outcomes": [{"id": "war", "mean": 0.25, "count": "10"}], "is_complete": True}
        self.assertEqual(paths(result, result), [])

    def test_a_number_may_move_within_the_tolerance(self):
        self.assertEqual(paths({"mean": 0.25}, {"mean": 0.25 * (1 + 5e-10)}), [])
        self.assertEqual(paths({"mean": 0.25}, {"mean": 0.25 * (1 + 5e-9)}), ["mean"])
        self.assertEqual(paths({"max_regret": 2e-16}, {"max_regret": 7e-16}), [])

    def test_counts_and_names_are_exact(self):
        self.assertEqual(paths({"count": "2000"}, {"count": "1999"}), ["count"])
        self.assertEqual(paths({"concept": "qre"}, {"concept": "pure"}), ["concept"])
        self.assertEqual(paths({"is_complete": True}, {"is_complete": False}), ["is_complete"])

    def test_a_missing_field_and_a_shorter_list_differ(self):
        self.assertEqual(paths({"a": {"b": 1.0}}, {"a": {}}), ["a.b"])
        self.assertEqual(paths({"a": [1.0, 2.0]}, {"a": [1.0]}), ["a"])

    def test_a_new_field_does_not_differ(self):
        self.assertEqual(paths({"a": 1.0}, {"a": 1.0, "new": 2.0}), [])

    def test_elements_are_named_by_id(self):
        expected = {"claims": [{"id": "c3", "mean": 0.5}]}
        found = {"claims": [{"id": "c3", "mean": 0.6}]}
        self.assertEqual(paths(expected, found), ["claims[c3].mean"])

    def test_versions_are_left_out(self):
        self.assertEqual(without({"versions": {"simd": "avx2"}, "seed": "1"}), {"seed": "1"})


if __name__ == "__main__":
    unittest.main()
