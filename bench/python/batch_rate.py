#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Batches of random games: the rate of demarche.solve() beside that of solve_batch() in C++.

Both solve the same numbers by turns, in two processes of one run, so that whatever else the machine
does meets both alike. The ratio is the median of the ratios of neighbouring times.
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

import numpy as np

import demarche

KINDS = {
    "float64": lambda games: games,
    "float32": lambda games: games.astype(np.float32),
    "float64, Fortran order": np.asfortranarray,
}


class Peer:
    """The C++ program on the same numbers."""

    def __init__(
        self, program: str, games: np.ndarray, folder: str, concept: str, threads: int
    ) -> None:
        path = pathlib.Path(folder) / "games.bin"
        # The bytes as they lie in memory.
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

    def solve(self) -> tuple[float, int, int]:
        """Give seconds, page faults and the number of profiles."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write("go\n")
        self.process.stdin.flush()
        seconds, faults, profiles = self.process.stdout.readline().split()
        return float(seconds), int(faults), int(profiles)

    def close(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()


def faults() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt


def solve_here(games: np.ndarray, concept: str, threads: int) -> tuple[float, int, int]:
    before = faults()
    begin = time.perf_counter()
    solution = demarche.solve(games, concept=concept, threads=threads)
    seconds = time.perf_counter() - begin
    return seconds, faults() - before, len(solution.weights)


def compare(args: argparse.Namespace, count: int, kind: str) -> float:
    """Print a row of the table; the ratio of times."""
    shape = (count, len(args.sizes), *args.sizes)
    games = KINDS[kind](np.random.default_rng(1).uniform(size=shape))
    with tempfile.TemporaryDirectory() as folder:
        peer = Peer(args.program, games, folder, args.concept, args.threads)
        ours, theirs = [], []
        for _ in range(args.repeat + 1):
            theirs.append(peer.solve())
            ours.append(solve_here(games, args.concept, args.threads))
        peer.close()
    if ours[-1][2] != theirs[-1][2]:
        sys.exit(f"{kind}: {ours[-1][2]} profiles in Python, {theirs[-1][2]} in C++")
    # The first of each warms up.
    ratio = statistics.median(a[0] / b[0] for a, b in zip(ours[1:], theirs[1:], strict=True))
    rates = [count / statistics.median(t[0] for t in times[1:]) / 1e6 for times in (theirs, ours)]
    pages = [statistics.median(t[1] for t in times[1:]) for times in (theirs, ours)]
    print(
        f"| {count} | {kind} | {rates[0]:.2f} | {rates[1]:.2f} | {ratio:.3f} "
        f"| {pages[0]:.0f} | {pages[1]:.0f} |",
        flush=True,
    )
    return ratio


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True, help="the C++ side, demarche_batch_rate")
    parser.add_argument("--games", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[3, 3], help="strategies per player"
    )
    parser.add_argument("--concept", default="nash")
    parser.add_argument("--threads", type=int, default=0, help="0: all cores")
    parser.add_argument("--repeat", type=int, default=51)
    parser.add_argument("--most", type=float, help="fail if a ratio of times is above this")
    args = parser.parse_args()
    print(
        "| games | numbers | C++, million/s | Python | ratio of times | page faults C++ | Python |"
    )
    print("|---|---|---|---|---|---|---|")
    ratios = [compare(args, count, kind) for count in args.games for kind in KINDS]
    if args.most is not None and max(ratios) > args.most:
        sys.exit(f"the largest ratio is {max(ratios):.3f}, above {args.most}")


if __name__ == "__main__":
    main()
