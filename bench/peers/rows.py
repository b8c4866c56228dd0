# SPDX-License-Identifier: MIT
"""The rows of the comparison: what is solved, and by how much it is at least to be faster than a peer.

Floors are what was reached on the slowest machine measured; docs/performance.md has the table.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    work: str
    concept: str  # Demarche's.
    peer_work: str  # A key of the adapters' tables.
    family: str
    size: str
    games: int
    quick_games: int
    floors: dict[str, float] = field(default_factory=dict)  # By peer, the floor of the ratio.

    @property
    def name(self):
        return f"{self.work} {self.size.replace(',', 'x')}"

    @property
    def is_batch(self):
        """Whether Demarche gets all games at once, by each instruction set."""
        return self.work == "batch"

    @property
    def is_complete(self):
        """Whether the answer is to be the set of all equilibria."""
        return self.concept in ("nash", "pure")


def floors(**ratios):
    return ratios


ROWS = [
    Row("batch", "nash", "batch-2", "uniform", "2,2", 1000, 200),
    Row(
        "batch", "nash", "batch-2", "uniform", "3,3", 1000, 200, floors(QuantEcon=150, pygambit=3000)
    ),
    Row(
        "batch", "nash", "batch-2", "uniform", "4,4", 1000, 200, floors(QuantEcon=200, pygambit=3000)
    ),
    Row(
        "batch", "nash", "batch-2", "uniform", "5,5", 1000, 200, floors(QuantEcon=220, pygambit=2000)
    ),
    Row("all", "nash", "nash-2", "uniform", "2,2", 500, 50),
    Row("all", "nash", "nash-2", "uniform", "3,3", 500, 50),
    Row("all", "nash", "nash-2", "uniform", "4,4", 300, 30),
    Row("all", "nash", "nash-2", "uniform", "5,5", 200, 20),
    Row("all", "nash", "nash-2", "uniform", "8,8", 30, 5),
    Row("degenerate", "nash", "degenerate-2", "integer", "4,4", 300, 50),
    Row("lemke-howson", "lemke-howson", "lemke-howson", "uniform", "10,10", 200, 30),
    Row("lemke-howson", "lemke-howson", "lemke-howson", "uniform", "50,50", 50, 10),
    Row(
        "lemke-howson",
        "lemke-howson",
        "lemke-howson",
        "uniform",
        "100,100",
        100,
        100,
        floors(QuantEcon=15),
    ),
    Row(
        "lemke-howson",
        "lemke-howson",
        "lemke-howson",
        "uniform",
        "200,200",
        60,
        15,
        floors(QuantEcon=30),
    ),
    Row(
        "lemke-howson",
        "lemke-howson",
        "lemke-howson",
        "uniform",
        "500,500",
        25,
        10,
        floors(QuantEcon=100),
    ),
    Row("zero-sum", "zero-sum", "zero-sum", "zero-sum", "10,10", 200, 30),
    Row("zero-sum", "zero-sum", "zero-sum", "zero-sum", "100,100", 20, 5),
    Row("qre-traced", "logit-nash", "logit", "uniform", "3,3", 200, 20, floors(pygambit=100)),
    Row("qre-traced", "logit-nash", "logit", "uniform", "2,2,2", 200, 20),
    Row("qre-traced", "logit-nash", "logit", "uniform", "3,3,3", 100, 10, floors(pygambit=50)),
    Row("gnm", "gnm", "gnm", "uniform", "3,3,3", 200, 30),
    Row("ipa", "ipa", "ipa", "uniform", "3,3,3", 200, 30),
    Row("all", "nash", "nash-n", "uniform", "2,2,2", 200, 20, floors(pygambit=100)),
    Row("pure", "pure", "pure", "uniform", "3,3,3,3,3,3", 50, 10),
]
