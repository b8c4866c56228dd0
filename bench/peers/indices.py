#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""First-order indices of the same sample by Demarche and by OpenTURNS' rank-based estimator.

Outputs are sums of normal inputs and claims that such a sum is positive, whose indices are known.
Both sides use one thread, and each is in a process of its own. See bench/README.md.
"""

from __future__ import annotations

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

# Set before either side's process starts: each uses one thread.
for _library in ("OMP", "OPENBLAS", "MKL"):
    os.environ[f"{_library}_NUM_THREADS"] = "1"

import numpy as np  # noqa: E402

#: How many times as fast as the peer we are to be at least.
FLOOR = 100.0
#: So many standard errors, and bins besides, may an index of ours be off.
LARGEST_ERROR = 0.02


def sample(draws, inputs, outputs, seed):
    """Give inputs, outputs and the outputs' indices by closed form.

    Of a sum with weights w, the squares of which add up to 1, an index is w^2; of the claim that
    the sum is positive, 2 / pi arcsin(w^2).
    """
    generator = np.random.default_rng(seed)
    x = generator.normal(size=(draws, inputs))
    weights = generator.normal(size=(outputs, inputs))
    weights /= np.linalg.norm(weights, axis=1, keepdims=True)
    y = x @ weights.T
    indices = weights**2
    y[:, ::2] = y[:, ::2] > 0.0
    indices[::2] = 2.0 / np.pi * np.arcsin(indices[::2])
    return x, y, indices


def timed(call, repetitions):
    """The median of the seconds of calls, the smaller of the clock's and the processor's of each."""
    times = []
    for _ in range(repetitions):
        processor = time.thread_time()
        start = time.perf_counter()
        answer = call()
        seconds = time.perf_counter() - start
        times.append(min(seconds, time.thread_time() - processor))
    return statistics.median(times), answer


def by_openturns(folder, repetitions):
    """The peer's side, in its own Python."""
    import openturns

    openturns.TBB.Disable()
    x = openturns.Sample(np.load(folder / "x.npy"))
    y = openturns.Sample(np.load(folder / "y.npy"))

    def call():
        algorithm = openturns.RankSobolSensitivityAlgorithm(x, y)
        return [list(algorithm.getFirstOrderIndices(k)) for k in range(y.getDimension())]

    seconds, indices = timed(call, repetitions)
    return {"seconds": seconds, "indices": indices}


def by_demarche(x, y, repetitions):
    import demarche

    demarche.first_order_indices(x[:1000], y[:1000])  # The first call imports.
    seconds, found = timed(lambda: demarche.first_order_indices(x, y), repetitions)
    return {"seconds": seconds, "indices": found["first_order"]}


def ask_peer(python, folder, repetitions):
    """What the peer answers, or nothing where it is not installed."""
    command = [python, __file__, "--peer-side", str(folder), "--repeat", str(repetitions)]
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    except OSError:
        return None
    if "No module named 'openturns'" in done.stderr:
        return None
    done.check_returncode()
    return json.loads(done.stdout)


LAYOUT = "{:<12} {:>10} {:>10}  {:<12} {}"


def line(name, answer, exact, ratio=None):
    error = float(np.abs(np.asarray(answer["indices"]) - exact).max())
    floor = "" if ratio is None else f">= {FLOOR:g} {'met' if ratio >= FLOOR else 'short'}"
    shown = "" if ratio is None else f"{ratio:.3g}"
    return LAYOUT.format(name, f"{answer['seconds']:.4g}", shown, floor, f"{error:.4f}").rstrip()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peer", default="build/peers/bin/python", help="the peer's Python")
    parser.add_argument("--peer-side", type=pathlib.Path, help=argparse.SUPPRESS)
    parser.add_argument("--draws", type=int, default=100_000)
    parser.add_argument("--inputs", type=int, default=10)
    parser.add_argument("--outputs", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--repeat", type=int, default=5, help="times ours is done; the peer once")
    arguments = parser.parse_args()
    if arguments.peer_side:
        print(json.dumps(by_openturns(arguments.peer_side, arguments.repeat)))
        return 0
    x, y, exact = sample(arguments.draws, arguments.inputs, arguments.outputs, arguments.seed)
    ours = by_demarche(x, y, arguments.repeat)
    with tempfile.TemporaryDirectory() as folder:
        np.save(pathlib.Path(folder, "x.npy"), x)
        np.save(pathlib.Path(folder, "y.npy"), y)
        theirs = ask_peer(arguments.peer, folder, 1)
    shape = f"{arguments.draws:,} draws, {arguments.inputs} inputs, {arguments.outputs} outputs"
    print(f"First-order indices: {shape}, one thread")
    print(LAYOUT.format("", "seconds", "ratio", "floor", "largest error"))
    print(line("demarche", ours, exact))
    if theirs is None:
        print("OpenTURNS    not installed")
    else:
        print(line("OpenTURNS", theirs, exact, theirs["seconds"] / ours["seconds"]))
        apart = np.abs(np.asarray(ours["indices"]) - np.asarray(theirs["indices"])).max()
        print(f"largest difference between both: {apart:.4f}")
    return 1 if np.abs(ours["indices"] - exact).max() > LARGEST_ERROR else 0


if __name__ == "__main__":
    sys.exit(main())
