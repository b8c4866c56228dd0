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

# Set before any peer's process starts: each uses one thread.
for _library in ("OMP", "OPENBLAS", "MKL", "NUMBA"):
    os.environ[f"{_library}_NUM_THREADS"] = "1"

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../tests/support"))

from games import missing, read_nfg, relative_regret  # noqa: E402
from peers import ADAPTERS, Peer  # noqa: E402
from rows import ROWS  # noqa: E402

REGRET = 1e-6  # Relative; beyond it, an answer is none.


def generate(program, family, size, seed, count, folder):
    path = os.path.join(folder, f"{size.replace(',', 'x')}_{seed}")
    command = [program, "generate", family, "--strategies", size, "--seed", str(seed)]
    subprocess.run([*command, "--count", str(count), "--output", path], check=True)
    files = [os.path.join(path, f"{family}_{seed + k}.nfg") for k in range(count)]
    return [read_nfg(file) for file in files]


def output_of(command):
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def problem_of(status):
    """Say in a word why one of our answers has no certificate."""
    return None if status in ("converged", "no_equilibrium") else status


def solve_ours(program, concept, games, repetitions, seconds):
    """(seconds, profiles, what is wrong if it does not vouch for them) for each game."""
    command = [program, "solve", *(game.path for game in games), "--concept", concept, "--json"]
    command += ["--repeat", str(repetitions)]
    if concept != "pure":  # It has no budget of time.
        command += ["--max-seconds", str(seconds)]
    answers = output_of(command)
    return [
        (
            answer["seconds"],
            [equilibrium["strategies"] for equilibrium in answer["equilibria"]],
            problem_of(answer["status"]),
        )
        for answer in (answers if isinstance(answers, list) else [answers])
    ]


def solve_batch(program, concept, games, repetitions):
    """Solve all games as one batch, by instruction set, the best first."""
    command = [program, *(game.path for game in games), "--concept", concept]
    sets = output_of([*command, "--repeat", str(repetitions)])
    return {
        name: [
            (own["seconds_per_game"], answer["equilibria"], problem_of(answer["status"]))
            for answer in own["answers"]
        ]
        for name, own in sorted(sets.items(), key=lambda item: item[1]["seconds_per_game"])
    }


def judge(row, game, profiles, others):
    """What is wrong with an answer, in a word, or nothing. `others` should be among `profiles`."""
    if not profiles and row.peer_work != "pure":
        return "none found"
    if any(relative_regret(game, profile) > REGRET for profile in profiles):
        return "no equilibrium"
    if row.is_complete and missing(others, profiles):
        return "incomplete"
    return None


def ask_each(row, peer, warm_up, games, arguments):
    """The peer's replies game by game, until its time for the row is used up."""
    peer.ask(row.peer_work, [warm_up], 1, Peer.START_SECONDS)
    replies = []
    seconds = 0.0
    for game in games:
        reply = peer.ask(row.peer_work, [game], arguments.repeat, arguments.limit)
        if reply is None:
            seconds += arguments.limit
            peer.ask(row.peer_work, [warm_up], 1, Peer.START_SECONDS)
        elif reply[0] is not None:
            seconds += reply[0]
            reply = (reply[0], reply[1][0])
        replies.append(reply)
        if seconds > arguments.budget:
            break
    return replies


def ask_batch(row, peer, warm_up, games, arguments):
    """The same where all games are one task: each game counts as many seconds."""
    peer.ask(row.peer_work, [warm_up], 1, Peer.START_SECONDS)
    reply = peer.ask(row.peer_work, games, arguments.repeat, Peer.START_SECONDS)
    if reply is None or reply[0] is None:
        return [reply] * len(games)
    return [(reply[0] / len(games), profiles) for profiles in reply[1]]


def peer_entry(row, peer, replies, games, ours, limit):
    """The entry of one peer in one row, and the certified profiles it found, game by game."""
    seconds = our_seconds = 0.0
    problems, found, raised = {}, [], None
    finished = 0
    for reply, game, (our_time, our_profiles, _) in zip(replies, games, ours):
        profiles = []
        if reply is None:
            problem = "unfinished"
            seconds += limit
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
    done = len(replies)
    entry = {
        "peer": peer.name,
        "games": done,
        "games_per_second": done / seconds if finished else 0.0,
        "ours_per_second": done / our_seconds if our_seconds else 0.0,
        "ratio": seconds / our_seconds if our_seconds else 0.0,
        "at_least": row.floors.get(peer.name, 0.0),
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


def result_of(row, title, peers, replies, games, ours, limit):
    """A row of the table: our side and an entry for each peer that has a say in it."""
    entries, found = [], {}
    for peer in peers:
        if not peer.is_installed:
            entries.append({"peer": peer.name, "problem": "not installed"})
        elif peer.name in replies:
            entry, found[peer.name] = peer_entry(row, peer, replies[peer.name], games, ours, limit)
            entries.append(entry)
    return {
        "work": title,
        "games": len(games),
        "ours_per_second": len(games) / sum(seconds for seconds, _, _ in ours),
        "ours_failures": judge_ours(row, games, ours, found),
        "peers": entries,
    }


def run_row(row, peers, arguments, folder):
    """The results of a row: one, or one for each instruction set."""
    count = arguments.games or (row.quick_games if arguments.quick else row.games)
    games = generate(arguments.program, row.family, row.size, arguments.seed, count, folder)
    small = ",".join("2" for _ in row.size.split(","))
    warm_up = generate(arguments.program, row.family, small, arguments.seed, 1, folder)[0]
    if row.is_batch:
        # Each call takes milliseconds, so that more of them cost little.
        repetitions = max(arguments.repeat, 25)
        sets = solve_batch(arguments.batch_program, row.concept, games, repetitions)
        ours = {f"{row.name} {name}": answers for name, answers in sets.items()}
    else:
        answers = solve_ours(
            arguments.program, row.concept, games, arguments.repeat, arguments.limit
        )
        ours = {row.name: answers}
    ask = ask_batch if row.is_batch else ask_each
    replies = {
        peer.name: ask(row, peer, warm_up, games, arguments)
        for peer in peers
        if peer.is_installed and row.peer_work in peer.works
    }
    return [
        result_of(row, title, peers, replies, games, answers, arguments.limit)
        for title, answers in ours.items()
    ]


def failures_text(failures, games):
    if not failures:
        return f"0 of {games}"
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(failures.items()))
    return f"{sum(failures.values())} of {games} ({kinds})"


def rate(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


LAYOUT = "{:<22} {:<10} {:>12} {:>12} {:>8}  {:<15}  {}"
HEADING = LAYOUT.format("work", "", "games/s", "ours", "ratio", "floor", "failures")


def floor_text(entry):
    """The floor of the ratio, and whether it is met; empty if there is none."""
    least = entry["at_least"]
    if not least:
        return ""
    return f">= {least:g} {'met' if entry['ratio'] >= least else 'short'}"


def table_lines(result):
    """The lines of one row of work: ours first, then each peer's."""
    yield LAYOUT.format(
        result["work"],
        "demarche",
        rate(result["ours_per_second"]),
        "",
        "",
        "",
        failures_text(result["ours_failures"], result["games"]),
    )
    for entry in result["peers"]:
        if "problem" in entry:
            yield LAYOUT.format("", entry["peer"], entry["problem"], "", "", "", "")
            continue
        bound = ">" if entry["is_bound"] else ""
        yield LAYOUT.format(
            "",
            entry["peer"],
            rate(entry["games_per_second"]) if entry["games_per_second"] else "-",
            rate(entry["ours_per_second"]) if entry["ours_per_second"] else "-",
            f"{bound}{entry['ratio']:.3g}" if entry["ratio"] else "-",
            floor_text(entry),
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
    parser.add_argument(
        "--batch-program", help="demarche_batch_rate; default: beside the demarche program"
    )
    parser.add_argument("--peers", default=",".join(ADAPTERS), help="which peers, with commas")
    parser.add_argument("--games", type=int, help="games per row")
    parser.add_argument("--seed", type=int, default=1, help="of the first game; default 1")
    parser.add_argument("--limit", type=float, help="seconds for one game; default 10, quick 2")
    parser.add_argument("--budget", type=float, help="seconds a row and peer; default 30, quick 3")
    parser.add_argument("--repeat", type=int, default=5, help="times per game, of which the median")
    arguments = parser.parse_args()
    if not arguments.batch_program:
        folder = os.path.dirname(arguments.program)
        arguments.batch_program = os.path.join(folder, "demarche_batch_rate")
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
            for result in run_row(row, peers, arguments, folder):
                results.append(result)
                if not arguments.json:
                    print("\n".join(line.rstrip() for line in table_lines(result)), flush=True)
    for peer in peers:
        peer.stop()
    if arguments.json:
        print(json.dumps(results, indent=2))
    return 1 if any(result["ours_failures"] for result in results) else 0


if __name__ == "__main__":
    sys.exit(main())
