# SPDX-License-Identifier: MIT
"""A careful tracer of the principal logit branch, to decide where two others disagree.

The unknowns are x[i][s] = lambda * (u_i(s) - u_i(last)), of which strategies are the softmax,
and lambda. Steps are of pseudo-arclength and cut until the first correction is tiny.
"""

import numpy

CORRECTION = 1e-4  # The longest first correction of a step, in units of the step's coordinates.
MOST_STEPS = 20_000


class Branch:
    def __init__(self, game):
        self.sizes = game.num_strategies
        self.payoffs = [numpy.array(own, dtype=float).reshape(self.sizes) for own in game.payoffs]
        ends = numpy.cumsum([n - 1 for n in self.sizes])
        self.parts = [slice(end - n + 1, end) for end, n in zip(ends, self.sizes)]
        self.size = int(ends[-1])

    def profile(self, x):
        strategies = []
        for part in self.parts:
            logits = numpy.append(x[part], 0.0)
            weights = numpy.exp(logits - logits.max())
            strategies.append(weights / weights.sum())
        return strategies

    def gains(self, player, strategies, kept=None):
        """Payoffs of the player's strategies less the last's; per strategy of `kept`, if given."""
        tensor = self.payoffs[player]
        for axis in reversed(range(len(self.sizes))):
            if axis not in (player, kept):
                tensor = numpy.tensordot(tensor, strategies[axis], (axis, 0))
        if kept is not None and kept < player:
            tensor = tensor.T
        return tensor[:-1] - tensor[-1]

    def equations(self, x, precision):
        """The residual, and its derivatives by x and by lambda."""
        strategies = self.profile(x)
        slopes = -numpy.concatenate([self.gains(i, strategies) for i in range(len(self.sizes))])
        jacobian = numpy.eye(self.size)
        for j, part in enumerate(self.parts):
            p = strategies[j]
            softmax = (numpy.diag(p) - numpy.outer(p, p))[:, :-1]
            for i, row in enumerate(self.parts):
                if i != j:
                    jacobian[row, part] -= precision * self.gains(i, strategies, j) @ softmax
        return x + precision * slopes, jacobian, slopes

    def correct(self, x, precision, axis, tangent):
        """The point of the branch in the plane across the axis, or None if none is close.

        With the branch's direction there, which hardly differs from the tangent where it came from.
        """
        for k in range(8):
            residual, jacobian, slopes = self.equations(x, precision)
            bordered = numpy.block([[jacobian, slopes[:, None]], [axis[None, :]]])
            step = numpy.linalg.solve(bordered, numpy.append(-residual, 0.0))
            if k == 0 and numpy.abs(step).max() > CORRECTION:
                return None
            x, precision = x + step[:-1], precision + step[-1]
            if numpy.abs(step).max() < 1e-12 * (1.0 + precision):
                turn = numpy.linalg.solve(bordered, numpy.append(numpy.zeros(self.size), 1.0))
                turn /= numpy.linalg.norm(turn)
                return (x, precision, turn) if turn @ tangent > 0.99 else None
        return None

    def at(self, target):
        """The principal branch's profile where it first comes to a precision; None: not reached."""
        x, precision, length = numpy.zeros(self.size), 0.0, 0.01
        slopes = self.equations(x, 0.0)[2]
        tangent = numpy.append(-slopes, 1.0) / numpy.linalg.norm(numpy.append(-slopes, 1.0))
        for _ in range(MOST_STEPS):
            is_last = precision + length * tangent[-1] >= target
            axis, step = tangent, length
            if is_last:  # In the plane of the target.
                axis = numpy.append(numpy.zeros(self.size), 1.0)
                step = (target - precision) / tangent[-1]
            ahead = (x + step * tangent[:-1], precision + step * tangent[-1])
            found = self.correct(*ahead, axis, tangent)
            if found is None:
                length *= 0.5
                if length < 1e-9:
                    return None
                continue
            if is_last:
                return [own.tolist() for own in self.profile(found[0])]
            x, precision, tangent = found
            length *= 1.3
        return None
