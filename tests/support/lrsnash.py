# SPDX-License-Identifier: MIT
"""lrsnash of lrslib: its game files and what it prints. It is exact and takes fractions."""

import re
import shutil
import subprocess
from fractions import Fraction


def find():
    """The program's path, or None."""
    return shutil.which("lrsnash")


def representable(number):
    """The number as a fraction that lrsnash 7.1 reads rightly, or the nearest decimal that is one.

    It takes numerators and denominators of 2^63 and more for 2^63 - 1, without a word. Decimals
    below 9.2 with up to 18 digits after the point are not touched.
    """
    fraction = Fraction(number)
    scale = 10**18
    while max(abs(fraction.numerator), fraction.denominator) >= 2**63:
        fraction = Fraction(round(Fraction(number) * scale), scale)
        scale //= 10
    return fraction


def write_game(path, matrices):
    """Writes both players' matrices, of numbers that Fraction() takes."""
    blocks = [
        "\n".join(" ".join(str(representable(number)) for number in row) for row in matrix)
        for matrix in matrices
    ]
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(f"{len(matrices[0])} {len(matrices[0][0])}\n\n" + "\n\n".join(blocks) + "\n")


def run(program, paths):
    """What the program prints for the games of these files, one after another."""
    command = [program, *paths]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def equilibria(output):
    """The equilibria printed for each game: pairs of lists of fractions."""
    games = re.split(r"^\*Number of equilibria found.*$", output, flags=re.MULTILINE)[:-1]
    return [_equilibria_of_one(text) for text in games]


def _equilibria_of_one(text):
    found, seconds = [], []
    # Strategies of player 2 are listed before the one of player 1 that they go with.
    for player, numbers in re.findall(r"^([12]) +(.*)$", text, re.MULTILINE):
        strategy = [Fraction(word) for word in numbers.split()[:-1]]
        if player == "2":
            seconds.append(strategy)
        else:
            found += [[strategy, second] for second in seconds]
            seconds = []
    return found
