#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Tests the table of benchmarks, with the program of benchmarks named first on the command line."""

import json
import os
import re
import subprocess
import sys
import tempfile
import unittest

import table

PROGRAM = "demarche_bench"


def entry(name, *rates, label="", **more):
    """What Google Benchmark writes of a benchmark's repetitions."""
    common = {"name": name, "run_name": name, "run_type": "iteration", "label": label}
    return [{**common, "items_per_second": rate, **more} for rate in rates]


def rows_of(*entries):
    document = {"benchmarks": [one for entries_of_one in entries for one in entries_of_one]}
    return {row.name: row for row in table.read_rows(document)}


class Pairs(unittest.TestCase):
    def test_reference_is_scalar_with_the_same_arguments_but_target(self):
        rows = rows_of(
            entry("nash_blocks/n:3/target:2", 90.0, label="avx512"),
            entry("nash_batch/n:4/target:2", 50.0, label="avx512"),
            entry("nash_scalar/n:3", 10.0),
            entry("nash_scalar/n:4", 5.0),
        )
        self.assertEqual(rows["nash_blocks/n:3/target:2"].ratio, 9.0)
        self.assertEqual(rows["nash_batch/n:4/target:2"].ratio, 10.0)
        self.assertEqual(rows["nash_scalar/n:3"].ratio, 0.0)

    def test_the_longest_stem_counts_and_arguments_must_agree(self):
        rows = rows_of(
            entry("logit_3x3_blocks/precision:5", 80.0),
            entry("logit_3x3_blocks/precision:1", 80.0),
            entry("logit_scalar/precision:5", 1.0),
            entry("logit_3x3_scalar/precision:5", 20.0),
            entry("logit_3x3x3/precision:5", 80.0),
        )
        self.assertEqual(rows["logit_3x3_blocks/precision:5"].ratio, 4.0)
        self.assertEqual(rows["logit_3x3_blocks/precision:1"].ratio, 0.0)
        self.assertEqual(rows["logit_3x3x3/precision:5"].ratio, 80.0)

    def test_pairs_that_the_rule_does_not_fit(self):
        rows = rows_of(
            entry("run_flagship/threads:1/real_time", 10_000.0),
            entry("run_flagship/threads:2/real_time", 19_500.0),
            entry("transform/pert", 30.0),
            entry("transform/pert_exact", 3.0),
        )
        self.assertEqual(rows["run_flagship/threads:2/real_time"].ratio, 1.95)
        self.assertIsNone(rows["run_flagship/threads:1/real_time"].reference)
        self.assertEqual(rows["transform/pert"].ratio, 10.0)

    def test_several_threads_are_compared_with_one(self):
        rows = rows_of(
            entry("pipeline_run/target:2/threads:1/real_time", 30.0, label="avx512"),
            entry("pipeline_run/target:2/threads:2/real_time", 57.0, label="avx512"),
            entry("pipeline_scalar/real_time", 1.0),
        )
        self.assertEqual(rows["pipeline_run/target:2/threads:1/real_time"].ratio, 30.0)
        row = rows["pipeline_run/target:2/threads:2/real_time"]
        self.assertEqual(row.ratio, 1.9)
        self.assertEqual(table.floor_text(row), ">= 1.4x: met")


class Bars(unittest.TestCase):
    def test_floors_depend_on_the_instruction_set(self):
        rows = rows_of(
            entry("pipeline_run/target:2/threads:1/real_time", 200.0, label="avx512"),
            entry("pipeline_run/target:1/threads:1/real_time", 110.0, label="avx2"),
            entry("pipeline_scalar/real_time", 10.0),
        )
        self.assertEqual(
            table.floor_text(rows["pipeline_run/target:2/threads:1/real_time"]), ">= 19x: met"
        )
        self.assertEqual(
            table.floor_text(rows["pipeline_run/target:1/threads:1/real_time"]), ">= 12x: short"
        )
        self.assertEqual(table.floor_text(rows["pipeline_scalar/real_time"]), "")

    def test_a_rate_is_a_bar_too(self):
        one = entry("run_flagship/threads:1/real_time", 10_000.0)
        rows = rows_of(one, entry("run_flagship/threads:2/real_time", 14_500.0))
        text = table.floor_text(rows["run_flagship/threads:2/real_time"])
        self.assertEqual(text, ">= 1.4x, 15 k/s: short")
        rows = rows_of(one, entry("run_flagship/threads:2/real_time", 15_500.0))
        text = table.floor_text(rows["run_flagship/threads:2/real_time"])
        self.assertEqual(text, ">= 1.4x, 15 k/s: met")

    def test_a_bar_without_its_reference_is_not_met(self):
        rows = rows_of(entry("pure_blocks/players:4/strategies:3/target:0", 9.0, label="baseline"))
        self.assertEqual(
            table.floor_text(rows["pure_blocks/players:4/strategies:3/target:0"]),
            ">= 6x: no reference",
        )


class Lines(unittest.TestCase):
    def test_medians_counters_and_prefixes(self):
        rows = rows_of(entry("walk", 1.0e6, 3.5e6, 2.5e6, steps=2.0))
        self.assertEqual(
            [line.split() for line in table.table_lines(rows.values())][1],
            ["walk", "2.5", "M/s", "steps", "2"],
        )
        self.assertEqual(
            [table.si(v) for v in (999.9, 0.5, 12_345.0, 2.5e9)], ["1 k", "0.5 ", "12.3 k", "2.5 G"]
        )

    def test_columns_are_aligned(self):
        rows = rows_of(entry("a", 1.0e3), entry("a_long_name", 23.0, steps=1.0))
        lines = list(table.table_lines(rows.values()))
        self.assertEqual(len({line.index("/s") for line in lines[1:]}), 1)
        self.assertEqual(lines[0].index("work"), lines[2].index("steps"))

    def test_time_stands_for_the_rate_where_no_items_are_counted(self):
        timed = {"name": "t", "run_name": "t", "real_time": 4.0, "time_unit": "us", "iterations": 9}
        (row,) = table.read_rows({"benchmarks": [timed]})
        self.assertAlmostEqual(row.rate, 250_000.0)
        self.assertEqual(row.counters, {})

    def test_errors_are_told_and_aggregates_left_out(self):
        failed = {"error_occurred": True, "error_message": "this machine lacks it"}
        rows = rows_of(
            entry("walk/target:2", 0.0, **failed),
            [{"name": "walk_mean", "run_name": "walk", "run_type": "aggregate"}],
        )
        self.assertEqual(list(rows), ["walk/target:2"])
        self.assertIn("this machine lacks it", list(table.table_lines(rows.values()))[1])


class Runs(unittest.TestCase):
    def run_table(self, *arguments):
        command = [sys.executable, table.__file__, "--program", PROGRAM, *arguments]
        return subprocess.run(command, capture_output=True, text=True)

    def test_runs_the_program_and_keeps_its_json(self):
        short = ["--repetitions=2", "--min-time=0.000001"]
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "results.json")
            chosen = "--filter=^pure_.*players:4"
            done = self.run_table(chosen, *short, f"--json={path}")
            again = self.run_table(path)
            with open(path, encoding="utf-8") as stream:
                entries = json.load(stream)["benchmarks"]
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(again.stdout, done.stdout)
        self.assertGreater(len(entries), 4)
        lines = done.stdout.splitlines()
        self.assertRegex(
            lines[0], r"^medians of 2; \d+ processors at \d+ MHz; load before [\d.]+; "
        )
        baseline = next(line for line in lines if "baseline" in line)
        self.assertRegex(baseline, r"^pure_blocks/players:4/strategies:3 .*/s .*>= 6x: (met|short)")

    def test_benchmarks_with_a_bar_are_in_the_short_set_next_to_their_reference(self):
        listed = subprocess.run(
            [PROGRAM, "--benchmark_list_tests"], capture_output=True, text=True, check=True
        ).stdout.splitlines()
        rows = rows_of(*(entry(name, 1.0, label="avx2") for name in listed))
        with_floor = [row for row in rows.values() if table.floor_text(row)]
        self.assertIn("pure_blocks/players:4/strategies:3/target:1", [r.name for r in with_floor])
        self.assertIn("run_flagship/threads:2/real_time", [r.name for r in with_floor])
        for row in [*with_floor, *(row.reference for row in with_floor if row.reference)]:
            self.assertTrue([p for p in table.SHORT if re.match(p, row.name)], row.name)
        for row in with_floor:
            self.assertIsNotNone(row.reference, row.name)

    def test_says_what_the_program_says_when_it_fails(self):
        done = self.run_table("--filter=(")
        self.assertEqual(done.returncode, 1)
        self.assertIn("Could not compile", done.stderr)
        self.assertIn("no results", done.stderr)

    def test_refuses_what_is_no_file_of_results(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "results.json")
            self.assertIn("cannot read", self.run_table(path).stderr)
            for text, complaint in (("{,", "results.json:1:2: not what"), ("[]", "no benchmarks")):
                with open(path, "w", encoding="utf-8") as stream:
                    stream.write(text)
                done = self.run_table(path)
                self.assertEqual(done.returncode, 1)
                self.assertIn(complaint, done.stderr)


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
