#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Solves the same games with Demarche and with its peers, and prints how they compare.

One run, one machine, one thread; every answer is checked. See bench/README.md.
"""

import argparse
import fnmatch
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass

# Before any peer's process starts: one thread each.
for _library in ("OMP", "OPENBLAS", "MKL", "NUMBA"):
    os.environ[f"{_library}_NUM_THREADS"] = "1"

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../tests/support"))

from games import missing, read_nfg, relative_regret  # noqa: E402
from peers import ADAPTERS, Peer  # noqa: E402

REGRET = 1e-6  # Relative; beyond it, an answer is none.


@dataclass(frozen=True)
class Row:
    work: str
    concept: str  # Demarche's.
    peer_work: str  # A key of the adapters' tables.
    family: str
    size: str
    games: int
    quick_games: int
    is_complete: bool = False  # The answer is to be the set of all equilibria.

    @property
    def name(self):
        return f"{self.work} {self.size.replace(',', 'x')}"


ROWS = [
    Row("all", "nash", "nash-2", "uniform", "2,2", 500, 50, True),
    Row("all", "nash", "nash-2", "uniform", "3,3", 500, 50, True),
    Row("all", "nash", "nash-2", "uniform", "4,4", 300, 30, True),
    Row("all", "nash", "nash-2", "uniform", "5,5", 200, 20, True),
    Row("all", "nash", "nash-2", "uniform", "8,8", 30, 5, True),
    Row("degenerate", "nash", "degenerate-2", "integer", "4,4", 300, 50, True),
    Row("lemke-howson", "lemke-howson", "lemke-howson", "uniform", "10,10", 200, 30),
    Row("lemke-howson", "lemke-howson", "lemke-howson", "uniform", "50,50", 50, 10),
    Row("lemke-howson", "lemke-howson", "lemke-howson", "uniform", "100,100", 30, 5),
    Row("lemke-howson", "lemke-howson", "lemke-howson", "uniform", "200,200", 10, 3),
    Row("lemke-howson", "lemke-howson", "lemke-howson", "uniform", "500,500", 5, 3),
    Row("zero-sum", "zero-sum", "zero-sum", "zero-sum", "10,10", 200, 30),
    Row("zero-sum", "zero-sum", "zero-sum", "zero-sum", "100,100", 20, 5),
    Row("qre-traced", "logit-nash", "logit", "uniform", "3,3", 200, 20),
    Row("qre-traced", "logit-nash", "logit", "uniform", "2,2,2", 200, 20),
    Row("qre-traced", "logit-nash", "logit", "uniform", "3,3,3", 100, 10),
    Row("gnm", "gnm", "gnm", "uniform", "3,3,3", 200, 30),
    Row("ipa", "ipa", "ipa", "uniform", "3,3,3", 200, 30),
    Row("all", "nash", "nash-n", "uniform", "2,2,2", 200, 20, True),
    Row("pure", "pure", "pure", "uniform", "3,3,3,3,3,3", 50, 10, True),
]


def generate(program, family, size, seed, folder):
    path = os.path.join(folder, f"{family}_{size.replace(',', 'x')}_{seed}.nfg")
    subprocess.run(
        [program, "generate", family, "--strategies", size, "--seed", str(seed), "--output", path],
        check=True,
    )
    return read_nfg(path)


def solve_ours(program, concept, games, repetitions, seconds):
    """(seconds, profiles, what is wrong if it does not vouch for them) for each game."""
    command = [program, "solve", *(game.path for game in games), "--concept", concept, "--json"]
    command += ["--repeat", str(repetitions), "--max-seconds", str(seconds)]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    answers = json.loads(output)
    return [
        (
            answer["seconds"],
            [equilibrium["strategies"] for equilibrium in answer["equilibria"]],
            None if answer["status"] in ("converged", "no_equilibrium") else answer["status"],
        )
        for answer in (answers if isinstance(answers, list) else [answers])
    ]


def judge(row, game, profiles, others):
    """What is wrong with an answer, in a word, or nothing. `others` should be among `profiles`."""
    if not profiles and row.peer_work != "pure":
        return "none found"
    if any(relative_regret(game, profile) > REGRET for profile in profiles):
        return "no equilibrium"
    if row.is_complete and missing(others, profiles):
        return "incomplete"
    return None


def compare_peer(row, peer, warm_up, games, ours, arguments):
    """The entry of one peer in one row, and the certified profiles it found, game by game."""
    peer.ask(row.peer_work, warm_up, 1, Peer.START_SECONDS)
    seconds = our_seconds = 0.0
    problems, found, raised = {}, [], None
    done = finished = 0
    for game, (our_time, our_profiles, _) in zip(games, ours):
        reply = peer.ask(row.peer_work, game, arguments.repeat, arguments.limit)
        done += 1
        profiles = []
        if reply is None:
            problem = "unfinished"
            seconds += arguments.limit
            peer.ask(row.peer_work, warm_up, 1, Peer.START_SECONDS)
        elif reply[0] is None:
            problem, raised = "error", reply[1]
        else:
            finished += 1
            seconds += reply[0]
            profiles = reply[1]
            problem = judge(row, game, profiles, our_profiles)
        if reply is None or reply[0] is not None:
            our_seconds += our_time
        if problem:
            problems[problem] = problems.get(problem, 0) + 1
        found.append([p for p in profiles if relative_regret(game, p) <= 1e-9])
        if seconds > arguments.budget:
            break
    entry = {
        "peer": peer.name,
        "games": done,
        "games_per_second": done / seconds if finished else 0.0,
        "ours_per_second": done / our_seconds if our_seconds else 0.0,
        "ratio": seconds / our_seconds if our_seconds else 0.0,
        "is_bound": "unfinished" in problems,
        "failures": problems,
    }
    if raised:
        entry["raised"] = raised
    return entry, found


def judge_ours(row, games, ours, found_by_peer):
    """Our failures, by kind: measured by the same rules, the peers' certified finds among them."""
    problems = {}
    for g, (game, (_, profiles, unsolved)) in enumerate(zip(games, ours)):
        # Of a degenerate game, only lrsnash is known to list just the extreme equilibria.
        others = [
            profile
            for name, found in found_by_peer.items()
            if row.peer_work != "degenerate-2" or name == "lrsnash"
            for profile in (found[g] if g < len(found) else [])
        ]
        problem = unsolved or judge(row, game, profiles, others)
        if problem:
            problems[problem] = problems.get(problem, 0) + 1
    return problems


def run_row(row, peers, arguments, folder):
    count = arguments.games or (row.quick_games if arguments.quick else row.games)
    games = [
        generate(arguments.program, row.family, row.size, arguments.seed + k, folder)
        for k in range(count)
    ]
    small = ",".join("2" for _ in row.size.split(","))
    warm_up = generate(arguments.program, row.family, small, arguments.seed, folder)
    ours = solve_ours(arguments.program, row.concept, games, arguments.repeat, arguments.limit)
    entries, found = [], {}
    for peer in peers:
        if not peer.is_installed:
            entries.append({"peer": peer.name, "problem": "not installed"})
        elif row.peer_work in peer.works:
            entry, found[peer.name] = compare_peer(row, peer, warm_up, games, ours, arguments)
            entries.append(entry)
    return {
        "work": row.name,
        "games": count,
        "ours_per_second": count / sum(seconds for seconds, _, _ in ours),
        "ours_failures": judge_ours(row, games, ours, found),
        "peers": entries,
    }


def failures_text(failures, games):
    if not failures:
        return f"0 of {games}"
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(failures.items()))
    return f"{sum(failures.values())} of {games} ({kinds})"


def rate(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


LAYOUT = "{:<24} {:<10} {:>12} {:>12} {:>9}  {}"
HEADING = LAYOUT.format("work", "", "games/s", "ours", "ratio", "failures")


def table_lines(result):
    """The lines of one row of work: ours first, then each peer's."""
    yield LAYOUT.format(
        result["work"],
        "demarche",
        rate(result["ours_per_second"]),
        "",
        "",
        failures_text(result["ours_failures"], result["games"]),
    )
    for entry in result["peers"]:
        if "problem" in entry:
            yield LAYOUT.format("", entry["peer"], entry["problem"], "", "", "")
            continue
        bound = ">" if entry["is_bound"] else ""
        yield LAYOUT.format(
            "",
            entry["peer"],
            rate(entry["games_per_second"]) if entry["games_per_second"] else "-",
            rate(entry["ours_per_second"]) if entry["ours_per_second"] else "-",
            f"{bound}{entry['ratio']:.3g}" if entry["ratio"] else "-",
            failures_text(entry["failures"], entry["games"]),
        )


def parse_arguments():
    names = [row.name for row in ROWS]
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="rows: " + "; ".join(names),
    )
    parser.add_argument("rows", nargs="*", metavar="ROW", help="'*': any text; default: all")
    parser.add_argument("--quick", action="store_true", help="fewer games, a minute or two in all")
    parser.add_argument("--json", action="store_true", help="print JSON in place of the table")
    parser.add_argument("--program", default="demarche", help="the demarche program")
    parser.add_argument("--peers", default=",".join(ADAPTERS), help="which peers, with commas")
    parser.add_argument("--games", type=int, help="games per row")
    parser.add_argument("--seed", type=int, default=1, help="of the first game; default 1")
    parser.add_argument("--limit", type=float, help="seconds for one game; default 10, quick 2")
    parser.add_argument("--budget", type=float, help="seconds a row and peer; default 30, quick 3")
    parser.add_argument("--repeat", type=int, default=5, help="times per game, of which the median")
    arguments = parser.parse_args()
    arguments.limit = arguments.limit or (2.0 if arguments.quick else 10.0)
    arguments.budget = arguments.budget or (3.0 if arguments.quick else 30.0)
    unknown = [name for name in arguments.peers.split(",") if name and name not in ADAPTERS]
    if unknown:
        parser.error(f"no peers are called {', '.join(unknown)}; known are {', '.join(ADAPTERS)}")
    patterns = arguments.rows or ["*"]
    for pattern in patterns:
        if not fnmatch.filter(names, pattern):
            parser.error(f"no row is called '{pattern}'; there are {'; '.join(names)}")
    arguments.rows = [r for r in ROWS if any(fnmatch.fnmatch(r.name, p) for p in patterns)]
    return arguments


def main():
    arguments = parse_arguments()
    peers = [Peer(name) for name in arguments.peers.split(",") if name]
    if not arguments.json:
        print(HEADING, flush=True)
    results = []
    with tempfile.TemporaryDirectory() as folder:
        for row in arguments.rows:
            results.append(run_row(row, peers, arguments, folder))
            if not arguments.json:
                print("\n".join(line.rstrip() for line in table_lines(results[-1])), flush=True)
    for peer in peers:
        peer.stop()
    if arguments.json:
        print(json.dumps(results, indent=2))
    return 1 if any(result["ours_failures"] for result in results) else 0


if __name__ == "__main__":
    sys.exit(main())
