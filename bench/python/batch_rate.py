#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Batches of random games: the rate of demarche.solve() beside that of solve_batch() in C++.

Both solve the same numbers by turns, in two processes of one run, so that whatever else the
machine does meets both alike. Ratios are medians of the ratios of neighbouring times, Python's over
C++'s. On a machine with other work to do only those of processor times, on one thread, say much.
"""

from __future__ import annotations

import argparse
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from typing import NamedTuple

import numpy as np

import demarche

KINDS = {
    "float64": lambda games: games,
    "float32": lambda games: games.astype(np.float32),
    "float64, Fortran order": np.asfortranarray,
}


class Call(NamedTuple):
    """The time that one call of the solver took, and its page faults."""

    seconds: float
    cpu: float  #: Processor time of all threads.
    faults: int
    profiles: int


class Peer:
    """The C++ program on the same numbers."""

    def __init__(
        self, program: str, games: np.ndarray, folder: str, concept: str, threads: int
    ) -> None:
        path = pathlib.Path(folder) / "games.bin"
        # The file holds the bytes as they lie in memory.
        games.ravel(order="K").tofile(path)
        strides = [stride // games.itemsize for stride in games.strides]
        self.process = subprocess.Popen(
            [
                program,
                path,
                "float" if games.dtype == np.float32 else "double",
                str(len(games)),
                ",".join(map(str, games.shape[2:])),
                ",".join(map(str, strides)),
                concept,
                str(threads),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def solve(self) -> Call:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write("go\n")
        self.process.stdin.flush()
        seconds, cpu, faults, profiles = self.process.stdout.readline().split()
        return Call(float(seconds), float(cpu), int(faults), int(profiles))

    def close(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()


def faults() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt


def solve_here(games: np.ndarray, concept: str, threads: int) -> Call:
    before = faults()
    cpu = time.process_time()
    begin = time.perf_counter()
    solution = demarche.solve(games, concept=concept, threads=threads)
    seconds = time.perf_counter() - begin
    cpu = time.process_time() - cpu
    return Call(seconds, cpu, faults() - before, len(solution.weights))


def compare(args: argparse.Namespace, count: int, kind: str) -> tuple[float, float]:
    """Print a row of the table; the ratios of times and of processor times."""
    shape = (count, len(args.sizes), *args.sizes)
    games = KINDS[kind](np.random.default_rng(1).uniform(size=shape))
    with tempfile.TemporaryDirectory() as folder:
        peer = Peer(args.program, games, folder, args.concept, args.threads)
        ours, theirs = [], []
        for _ in range(args.repeat + 1):
            theirs.append(peer.solve())
            ours.append(solve_here(games, args.concept, args.threads))
        peer.close()
    if ours[-1].profiles != theirs[-1].profiles:
        sys.exit(f"{kind}: {ours[-1].profiles} profiles in Python, {theirs[-1].profiles} in C++")
    # The first call on each side only warms up.
    pairs = list(zip(ours[1:], theirs[1:], strict=True))
    wall = statistics.median(a.seconds / b.seconds for a, b in pairs)
    cpu = statistics.median(a.cpu / b.cpu for a, b in pairs)
    rates = [
        count / statistics.median(call.seconds for call in calls[1:]) / 1e6
        for calls in (theirs, ours)
    ]
    pages = [statistics.median(call.faults for call in calls[1:]) for calls in (theirs, ours)]
    print(
        f"| {count} | {kind} | {rates[0]:.2f} | {rates[1]:.2f} | {wall:.3f} | {cpu:.3f} "
        f"| {pages[0]:.0f} | {pages[1]:.0f} |",
        flush=True,
    )
    return wall, cpu


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True, help="the C++ side, demarche_batch_server")
    parser.add_argument("--games", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[3, 3], help="strategies per player"
    )
    parser.add_argument("--concept", default="nash")
    parser.add_argument("--threads", type=int, default=0, help="0: all cores")
    parser.add_argument("--repeat", type=int, default=51)
    parser.add_argument("--most", type=float, help="fail if a ratio of CPU times is above this")
    args = parser.parse_args()
    print(
        "| games | numbers | C++, million/s | Python | ratio | of CPU times "
        "| page faults C++ | Python |"
    )
    print("|---|---|---|---|---|---|---|---|")
    ratios = [compare(args, count, kind) for count in args.games for kind in KINDS]
    largest = max(cpu for _, cpu in ratios)
    if args.most is not None and largest > args.most:
        sys.exit(f"the largest ratio of CPU times is {largest:.3f}, above {args.most}")


if __name__ == "__main__":
    main()
