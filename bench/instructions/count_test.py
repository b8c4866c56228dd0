#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Tests the check of instruction counts, with a program and a valgrind that only pretend."""

import contextlib
import io
import json
import os
import sys
import tempfile
import unittest
from unittest import mock

import count

PROGRAM = """#!/bin/sh
case $1 in
  --list) echo alpha; echo beta ;;
  --build) echo "GNU 12" ;;
  --simd) echo baseline; echo avx2 ;;
esac
"""
# Each kernel has as many instructions as its variable says.
VALGRIND = """#!/bin/sh
while [ "${1#-}" != "$1" ]; do shift; done
case $2 in
  --*) exec "$1" "$2" ;;
  alpha) echo "== Collected : $ALPHA" >&2 ;;
  beta) echo "== Collected : $BETA" >&2 ;;
esac
"""
KNOWN = {
    "build": "GNU 12",
    "instruction_set": "avx2",
    "tolerance_percent": 3.0,
    "counts": {"alpha": 1000, "beta": 2000},
}


class Check(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.program = self.write("program", PROGRAM)
        self.write("valgrind", VALGRIND)
        self.counts = self.write("counts.json", json.dumps(KNOWN))

    def write(self, name, text):
        path = os.path.join(self.folder.name, name)
        with open(path, "w", encoding="utf-8") as stream:
            stream.write(text)
        os.chmod(path, 0o755)
        return path

    def run_main(self, *arguments, alpha=1000, beta=2000, path=None):
        """The exit code, and what was printed."""
        path = f"{self.folder.name}:/usr/bin:/bin" if path is None else path
        environment = {"PATH": path, "ALPHA": str(alpha), "BETA": str(beta)}
        output = io.StringIO()
        with (
            mock.patch.dict(os.environ, environment),
            mock.patch.object(count, "COUNTS", self.counts),
            mock.patch.object(sys, "argv", ["count", "--program", self.program, *arguments]),
            contextlib.redirect_stdout(output),
            contextlib.redirect_stderr(output),
        ):
            return count.main(), output.getvalue()

    def test_small_changes_pass(self):
        code, text = self.run_main("--check", alpha=1029, beta=1941)
        self.assertEqual(code, 0)
        self.assertIn("+2.90 %", text)
        self.assertNotIn("SLOWER", text)

    def test_growth_fails_with_the_row_both_counts_and_the_command(self):
        code, text = self.run_main("--check", beta=2061)
        self.assertEqual(code, 1)
        guilty = next(line for line in text.splitlines() if "SLOWER" in line)
        for part in ("beta", "2,000", "2,061", "+3.05 %"):
            self.assertIn(part, guilty)
        self.assertIn("./dev bench --update-counts", text)

    def test_a_gain_passes_and_asks_to_be_kept(self):
        code, text = self.run_main("--check", alpha=500)
        self.assertEqual(code, 0)
        self.assertIn("--update-counts", text)

    def test_a_kernel_without_a_count_fails_and_so_does_a_count_without_a_kernel(self):
        known = {**KNOWN, "counts": {"alpha": 1000, "gamma": 1}}
        self.write("counts.json", json.dumps(known))
        code, text = self.run_main("--check")
        self.assertEqual(code, 1)
        self.assertIn("beta: 2,000 instructions, and no count", text)
        self.assertIn("gamma: counts.json has it", text)

    def test_skips_where_counting_is_impossible_and_says_why(self):
        code, text = self.run_main("--check", path="/nowhere")
        self.assertEqual(code, count.SKIPPED)
        self.assertIn("valgrind is not installed", text)
        self.write("program", PROGRAM.replace("GNU 12", "Clang 14"))
        code, text = self.run_main("--check")
        self.assertEqual(code, count.SKIPPED)
        self.assertIn("the counts are of GNU 12; this is Clang 14", text)
        self.write("program", PROGRAM.replace("echo avx2", "true"))
        code, text = self.run_main("--check")
        self.assertEqual(code, count.SKIPPED)
        self.assertIn("no avx2 under valgrind on this machine, only baseline", text)

    def test_a_kernel_that_cannot_run_is_an_error(self):
        with self.assertRaisesRegex(RuntimeError, "beta could not be counted"):
            self.run_main("--check", beta="")

    def test_update_writes_what_the_check_then_accepts(self):
        self.assertEqual(self.run_main("--update", "alpha", alpha=7)[0], 0)
        with open(self.counts, encoding="utf-8") as stream:
            self.assertEqual(json.load(stream)["counts"], {"alpha": 7, "beta": 2000})
        self.assertEqual(self.run_main("--check", alpha=7)[0], 0)

    def test_update_of_another_build_counts_everything_anew(self):
        self.write("program", PROGRAM.replace("GNU 12", "Clang 14"))
        self.assertEqual(self.run_main("--update", "alpha", alpha=7, beta=8)[0], 0)
        with open(self.counts, encoding="utf-8") as stream:
            document = json.load(stream)
        self.assertEqual(document["build"], "Clang 14")
        self.assertEqual(document["counts"], {"alpha": 7, "beta": 8})


if __name__ == "__main__":
    unittest.main()
