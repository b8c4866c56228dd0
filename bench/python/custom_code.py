# SPDX-License-Identifier: MIT
"""Measures what payoffs and metrics in Python cost beside the scenario's own terms.

./dev python bench/python/custom_code.py

Medians of rounds in which the variants take turns, so that what else the machine does hits all
alike. The payoffs are chicken's own, so every variant finds the same answer.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable

import numpy as np

import demarche


def payoffs(parameters: demarche.DrawColumns) -> np.ndarray:
    """Chicken's payoffs, vectorised over draws."""
    given = np.zeros((parameters.num_draws, 2, 2, 2))
    prize = parameters["prize"]
    worth = parameters["resolve"] * prize
    given[:, 0, 1, 0], given[:, 0, 0, 1] = prize, -prize
    given[:, 1, 0, 1], given[:, 1, 1, 0] = worth, -worth
    given[:, 0, 1, 1] = -parameters["war_cost_north"]
    given[:, 1, 1, 1] = -parameters["war_cost_south"]
    return given


def nothing(parameters: demarche.DrawColumns, levels: demarche.DrawColumns) -> np.ndarray:
    """Payoffs that do next to nothing, which shows what the calls cost."""
    return ZEROS


def bill(parameters: demarche.DrawColumns, levels: demarche.DrawColumns) -> np.ndarray:
    """A metric: the cost of war to both sides."""
    war = levels["north.stance"] * levels["south.stance"]
    return war * (parameters["war_cost_north"] + parameters["war_cost_south"])


def draw_by_draw(parameters: demarche.DrawColumns) -> np.ndarray:
    """Chicken's payoffs in a loop over draws, which shows what vectorising saves."""
    given = np.zeros((parameters.num_draws, 2, 2, 2))
    for i, (prize, resolve, north, south) in enumerate(parameters.array.tolist()):
        given[i] = [
            [[0, -prize], [prize, -north]],
            [[0, resolve * prize], [-resolve * prize, -south]],
        ]
    return given


ZEROS = np.zeros(2048)


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=500_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    arguments = parser.parse_args()
    model = demarche.load_scenario("chicken").compile()
    draws = arguments.draws

    def run(share: int = 1, **code: object) -> Callable[[int], float]:
        def seconds(threads: int) -> float:
            begin = time.perf_counter()
            demarche.run(model, draws=draws // share, seed=1, threads=threads, **code)
            return (time.perf_counter() - begin) * share

        return seconds

    variants = {
        "the scenario's terms": run(),
        "payoffs=": run(payoffs=payoffs),
        "metrics=": run(metrics={"bill": bill}),
        "metrics= that give a constant": run(metrics={"nothing": nothing}),
        "payoffs= with a loop over draws": run(20, payoffs=draw_by_draw),
    }
    print("variant                          threads  draws per second  time against terms")
    for threads in arguments.threads:
        times: dict[str, list[float]] = {name: [] for name in variants}
        for _ in range(arguments.rounds):
            for name, seconds in variants.items():
                times[name].append(seconds(threads))
        terms = times["the scenario's terms"]
        for name, taken in times.items():
            ratio = statistics.median(t / own for t, own in zip(taken, terms, strict=True))
            rate = draws / statistics.median(taken)
            print(f"{name:32} {threads:7} {rate:17,.0f} {ratio:19.2f}")


if __name__ == "__main__":
    main()
