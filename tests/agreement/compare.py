#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares Demarche's answers with pygambit's and lrsnash's on a few thousand games.

Prints a line per comparison. What only one side has is decided by a third computation: in fractions
where there are fractions. Exit code: 0 if Demarche is right everywhere, 1 if not, 77 if the other
programs are not installed (./dev test installs them).
"""

import argparse
import concurrent.futures
import os
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
SKIPPED = 77

# Before the processes start: one thread each.
for _library in ("OMP", "OPENBLAS", "MKL"):
    os.environ[f"{_library}_NUM_THREADS"] = "1"
sys.path[:0] = [HERE, os.path.join(HERE, "..", "support")]


def parts(program, folder):
    """(function, arguments) of all comparisons, long ones first."""
    import catalog
    import logit
    import many_players
    import two_players

    place = (program, folder)
    tasks = [(logit.with_lambda, place), (logit.with_limit, place)]
    tasks += [(logit.with_tracer, place), (logit.with_crossings, place)]
    tasks += [(catalog.with_catalog, place), (two_players.with_pygambit, place)]
    for family, options in two_players.FAMILIES:
        tasks.append((two_players.with_lrsnash, (*place, family, options, two_players.SIZES)))
    tasks += [(two_players.with_tenths, place), (two_players.with_linear_program, place)]
    sets = [("uniform", "2,2,2", 500), ("uniform", "3,3,3", 50), ("uniform", "2,2,2,2", 50)]
    sets += [("integer", "2,2,2", 100)]
    tasks += [(many_players.with_enumpoly, (*place, *which)) for which in sets]
    return tasks


def run_part(function, arguments, number):
    """A part in a folder of its own, so that parts do not see each other's files."""
    program, folder, *others = arguments
    own = os.path.join(folder, str(number))
    os.mkdir(own)
    tallies = function(program, own, *others)
    return tallies if isinstance(tallies, list) else [tallies]


LAYOUT = "{:<42} {:>6} {:>9}  {:<34} {}"


def table(tallies):
    """The summary, a line per comparison."""

    def told(counts):
        return ", ".join(f"{count} {what}" for what, count in counts.items() if count) or "-"

    yield LAYOUT.format("comparison", "games", "ours fail", "the other fails", "also counted")
    for tally in tallies:
        failures = len(tally.failures)
        theirs, counts = told(tally.theirs), told(tally.counts)
        yield LAYOUT.format(tally.check, tally.games, failures, theirs, counts).rstrip()


def compare(program):
    start = time.monotonic()
    tallies = []
    with tempfile.TemporaryDirectory() as folder:
        with concurrent.futures.ProcessPoolExecutor(max_workers=2) as pool:
            runs = [
                pool.submit(run_part, function, arguments, number)
                for number, (function, arguments) in enumerate(parts(program, folder))
            ]
            for run in runs:
                tallies += run.result()
    for tally in tallies:
        for text in [*tally.notes, *tally.failures]:
            print(text, end="\n\n")
    print("\n".join(table(tallies)))
    games = sum(tally.games for tally in tallies)
    failures = sum(len(tally.failures) for tally in tallies)
    print(f"{games} comparisons, {failures} failures of ours, {time.monotonic() - start:.0f} s")
    return 1 if failures or any(tally.games == 0 for tally in tallies) else 0


def missing_programs():
    """What is not installed here, by name."""
    import importlib.util

    import lrsnash

    return [
        name
        for name, found in (
            ("pygambit", importlib.util.find_spec("pygambit")),
            ("lrsnash", lrsnash.find()),
        )
        if not found
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", default="demarche", help="the demarche program")
    parser.add_argument("--environment", help="a Python environment that has pygambit")
    arguments = parser.parse_args()
    if arguments.environment:
        python = os.path.join(arguments.environment, "bin", "python")
        if os.path.exists(python):
            os.execv(python, [python, __file__, "--program", arguments.program])
    missing = missing_programs()
    if missing:
        print(f"skipped: {' and '.join(missing)} not installed; ./dev test installs what it takes")
        return SKIPPED
    return compare(arguments.program)


if __name__ == "__main__":
    sys.exit(main())
