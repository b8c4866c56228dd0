#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Counts the instructions of each hot kernel on fixed inputs, and compares with the counts in
counts.json. Clocks are noisy; counts are not. See docs/performance.md.
"""

import argparse
import concurrent.futures
import json
import os
import re
import shutil
import subprocess
import sys

COUNTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "counts.json")
UPDATE = "./dev bench --update-counts"
SKIPPED = 77  # For ctest.


def lines_of(command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()


def count(program, kernel, instruction_set):
    """Count the instructions of the kernel's second run; the first one makes what is made once."""
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
    # Collecting begins and ends with the function that does the counted work.
    command += ["--collect-atstart=no", "--toggle-collect=demarche_counted"]
    done = subprocess.run(
        [*command, program, kernel, instruction_set], capture_output=True, text=True
    )
    found = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode != 0 or not found or int(found[1]) == 0:
        raise RuntimeError(f"{kernel} could not be counted:\n{done.stdout}{done.stderr}")
    return int(found[1])


def count_all(program, kernels, instruction_set):
    """Count all kernels, each in a process of its own, several at a time."""
    with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        counts = pool.map(lambda kernel: count(program, kernel, instruction_set), kernels)
        return dict(zip(kernels, counts))


def verdict(kernel, old, new, tolerance_percent):
    """Return whether the count may stay, and a line that compares it with the old one."""
    if old is None:
        return False, f"{kernel}: {new:,} instructions, and no count to compare with"
    if new is None:
        return False, f"{kernel}: counts.json has it, the program does not"
    change = 100.0 * (new - old) / old
    line = f"{kernel:<18} {old:>13,} -> {new:>13,}  {change:+6.2f} %"
    if change > tolerance_percent:
        return False, f"{line}  SLOWER by more than {tolerance_percent:g} %"
    if change < -tolerance_percent:
        return True, f"{line}  faster: keep that with {UPDATE}"
    return True, line


def compare(known, counts, wanted):
    """Print a line per kernel; return whether all counts may stay."""
    is_fine = True
    for kernel in sorted({*known["counts"], *counts}):
        if wanted and kernel not in wanted:
            continue
        fine, line = verdict(
            kernel, known["counts"].get(kernel), counts.get(kernel), known["tolerance_percent"]
        )
        is_fine = is_fine and fine
        print(line, flush=True)
    if not is_fine:
        print(f"If that is as it must be: {UPDATE}, and say why in the commit.")
    return is_fine


def obstacle(known, program):
    """Return why the counts cannot be compared on this machine, or nothing."""
    if not shutil.which("valgrind"):
        return "valgrind is not installed (Debian: apt-get install valgrind)"
    build = lines_of([program, "--build"])[0]
    if known and build != known["build"]:
        return f"the counts are of {known['build']}; this is {build}"
    instruction_set = known["instruction_set"] if known else "avx2"
    # The program is asked under valgrind, which knows fewer instruction sets than the machine has.
    here = lines_of(["valgrind", "--tool=none", "-q", program, "--simd"])
    if instruction_set not in here:
        return f"no {instruction_set} under valgrind on this machine, only {', '.join(here)}"
    return None


def update(program, kernels, known):
    """Write new counts of the kernels named, or of all if the old ones are of another build."""
    build = lines_of([program, "--build"])[0]
    names = lines_of([program, "--list"])
    old = known["counts"] if known.get("build") == build else {}
    counts = {**old, **count_all(program, kernels if old else names, "avx2")}
    document = {
        "build": build,
        "instruction_set": "avx2",
        "tolerance_percent": known.get("tolerance_percent", 3.0),
        "counts": {name: counts[name] for name in names if name in counts},
    }
    with open(COUNTS, "w", encoding="utf-8") as stream:
        stream.write(json.dumps(document, indent=2) + "\n")


def parse_arguments():
    parser = argparse.ArgumentParser(prog="./dev bench --counts", description=__doc__)
    parser.add_argument("kernels", nargs="*", metavar="KERNEL", help="default: all")
    parser.add_argument("--program", default="demarche_instructions", help="what is counted")
    parser.add_argument("--update", action="store_true", help="make these the counts to keep to")
    parser.add_argument(
        "--check", action="store_true", help=f"exit code {SKIPPED} where counting is impossible"
    )
    return parser.parse_args()


def main():
    arguments = parse_arguments()
    known = {}
    if os.path.exists(COUNTS):
        with open(COUNTS, encoding="utf-8") as stream:
            known = json.load(stream)
    # New counts may be of another build than the old ones.
    problem = obstacle({} if arguments.update else known, arguments.program)
    if problem:
        print(f"Instructions are not counted: {problem}", file=sys.stderr)
        return SKIPPED if arguments.check else 1
    kernels = lines_of([arguments.program, "--list"])
    unknown = [name for name in arguments.kernels if name not in kernels]
    if unknown:
        sys.exit(f"no kernel is called {', '.join(unknown)}; there are {', '.join(kernels)}")
    if arguments.update:
        update(arguments.program, arguments.kernels or kernels, known)
        return 0
    counts = count_all(arguments.program, arguments.kernels or kernels, known["instruction_set"])
    return 0 if compare(known, counts, arguments.kernels) else 1


if __name__ == "__main__":
    sys.exit(main())
