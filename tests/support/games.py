#SPDX - License - Identifier : MIT
"""Games as `demarche generate` writes them, and what makes a profile an equilibrium of one.

For the comparisons with other programs, in bench/peers and tests/agreement. Only the standard
library: the judgement on a solver's answer depends on no solver.
"""

import itertools
import re
from dataclasses import dataclass


@dataclass
class Game:
    """payoffs[i][p] is player i's at profile p, the last player's strategy fastest."""

    path: str
    num_strategies: list[int]
    payoffs: list[list[float]]

    def matrices(self):
        """Both players' payoffs as lists of rows; for two players."""
        columns = self.num_strategies[1]
        return [
            [own[k : k + columns] for k in range(0, len(own), columns)] for own in self.payoffs
        ]


def read_nfg(path, number=float):
    """Reads the payoff version of the format, strategies named and names without quotes in them.

    Payoffs are numbers of the type given; Fraction keeps what the file says.
    """
    with open(path, encoding="utf-8") as stream:
        text = stream.read()
    header, _, body = text.partition('\n""\n')
    strategies = header[header.rindex("{ {") :]
    counts = [len(re.findall(r'"[^"]*"', own)) for own in re.findall(r"\{([^{}]*)\}", strategies)]
    numbers = [number(word) for word in body.split()]
    num_players = len(counts)
    payoffs = [[number(0)] * (len(numbers) // num_players) for _ in counts]
    for k, place in enumerate(places_in_file(counts)):
        for i in range(num_players):
            payoffs[i][place] = numbers[k * num_players + i]
    return Game(path, counts, payoffs)


def places_in_file(counts):
    """Places in Game.payoffs in the file's order, which has the first player's strategy fastest."""
    for reverse in itertools.product(*(range(n) for n in reversed(counts))):
        place = 0
        for count, strategy in zip(counts, reversed(reverse)):
            place = place * count + strategy
        yield place


def write_nfg(game, path):
    """Writes what read_nfg() reads, each payoff as str() has it."""
    numbered = [" ".join(f'"{s + 1}"' for s in range(n)) for n in game.num_strategies]
    names = " ".join(f"{{ {own} }}" for own in numbered)
    players = " ".join(f'"{i + 1}"' for i in range(len(game.num_strategies)))
    lines = [f'NFG 1 R "" {{ {players} }}', f"{{ {names} }}", '""', ""]
    for place in places_in_file(game.num_strategies):
        lines.append(" ".join(str(own[place]) for own in game.payoffs))
    with open(path, "w", encoding="utf-8") as stream:
        stream.write("\n".join(lines) + "\n")


def strategy_payoffs(game, player, profile):
    """Expected payoff of each of the player's strategies against the others' mixed strategies."""
    tensor = game.payoffs[player]
    inner = 1
    for axis in reversed(range(len(game.num_strategies))):
        size = game.num_strategies[axis]
        if axis == player:
            inner = size
            continue
        weights = profile[axis]
        tensor = [
            sum(
                weights[k] * tensor[(outer * size + k) * inner + i]
                for k in range(size)
                if weights[k] != 0.0
            )
            for outer in range(len(tensor) // (size * inner))
            for i in range(inner)
        ]
    return tensor


def relative_regret(game, profile):
    """The most that one player gains by deviating, over the spread of its payoffs.

    Infinite for what is no profile: wrong lengths, or weights that are negative or do not sum to 1.
    """
    worst = 0.0
    for i, count in enumerate(game.num_strategies):
        own = profile[i]
#So put that NaN fails as well.
        is_strategy = len(own) == count and min(own) >= -1e-6 and abs(sum(own) - 1.0) <= 1e-6
        if not is_strategy:
            return float("inf")
        values = strategy_payoffs(game, i, profile)
        spread = max(game.payoffs[i]) - min(game.payoffs[i])
        gain = max(values) - sum(p * v for p, v in zip(own, values))
        worst = max(worst, gain / spread if spread > 0.0 else 0.0)
    return worst


def distance(a, b):
    """The largest difference between two profiles' probabilities."""
    return max(abs(p - q) for x, y in zip(a, b) for p, q in zip(x, y))


def missing(wanted, found, tolerance=1e-4):
    """Those profiles wanted that none found is near."""
    return [w for w in wanted if not any(distance(w, f) <= tolerance for f in found)]
