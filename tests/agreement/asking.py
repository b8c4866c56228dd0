# SPDX-License-Identifier: MIT
"""What the parts of the comparison share: asking for games and answers, and keeping count."""

import json
import os
import subprocess
from collections import Counter
from dataclasses import dataclass, field

from games import distance


@dataclass
class Tally:
    """The outcome of one comparison. What is ours to answer for is in `failures`, word by word."""

    check: str
    games: int = 0
    theirs: Counter = field(default_factory=Counter)  # What is proved to be the other's failure.
    counts: Counter = field(default_factory=Counter)  # What is worth knowing.
    failures: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def fail(self, path, what, **answers):
        """Keeps all that it takes to see the disagreement again."""
        with open(path, encoding="utf-8") as stream:
            text = stream.read().rstrip()
        told = "".join(f"\n  {name}: {answer}" for name, answer in answers.items())
        self.failures.append(f"{self.check}: {what}\n{text}{told}")


def generate(program, folder, family, size, count, seed=1, options=()):
    """Paths of so many games of a family, in the order of their seeds."""
    name = "_".join([family, size.replace(",", "x"), *(word.strip("-") for word in options)])
    target = os.path.join(folder, name)
    command = [program, "generate", family, "--strategies", size, *options]
    command += ["--seed", str(seed), "--count", str(count), "--output", target]
    subprocess.run(command, check=True)
    return [os.path.join(target, f"{family}_{seed + k}.nfg") for k in range(count)]


def solve(program, paths, concept, *options):
    """Our answers to the games of these files, as the program's JSON has them."""
    command = [program, "solve", *paths, "--concept", concept, "--json", *options]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    answers = json.loads(output)
    return answers if isinstance(answers, list) else [answers]


def strategies(answer):
    return [equilibrium["strategies"] for equilibrium in answer["equilibria"]]


def differences(ours, theirs, tolerance):
    """What only we have and what only they have, up to a tolerance."""

    def lacking(wanted, found):
        return [w for w in wanted if not any(distance(w, f) <= tolerance for f in found)]

    return lacking(ours, theirs), lacking(theirs, ours)


def distinct(profiles, tolerance):
    """The profiles without those that an earlier one is near."""
    kept = []
    for profile in profiles:
        if not any(distance(profile, other) <= tolerance for other in kept):
            kept.append(profile)
    return kept


def gambit_profile(profile, number=float):
    """pygambit's mixed profile as lists of numbers, one list per player."""
    game = profile.game
    return [
        [number(profile[strategy]) for strategy in player.strategies] for player in game.players
    ]
