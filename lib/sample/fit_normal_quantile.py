# SPDX-License-Identifier: MIT
"""Fits the middle of the normal quantile function: prints the coefficients in normal_rows.cpp.

    python3 lib/sample/fit_normal_quantile.py      # needs mpmath; takes some seconds

z(u) / q, q = u - 1/2, is a smooth even function of q. For |q| up to REACH it becomes P(r) / Q(r) with
r = REACH^2 - q^2, of the degree given, with the least largest relative error (Remez's exchange).

P and Q are evaluated by STEPS, which trade multiplications for additions, since processors add beside
multiplying. A polynomial p is either p' r + c (Horner's step, h), or p' (r^2 + a) + b (e): the latter
where r^2 = -a is a root of the odd part of p as a polynomial of r^2, so that the remainder has no
linear term (Eve 1964, The evaluation of polynomials; Knuth, The Art of Computer Programming, 4.6.4).
What is left is r + c. Of all orders of roots the one with the smallest rounding error is taken; with
e alone it would be some hundred times as large.
"""

import mpmath

REACH = mpmath.mpf("0.4975")
DEGREE = 10
STEPS = "eheheh"  # From the outside.
DIGITS = 60
GRID = 600  # Points between which extremes of the error are looked for, twice.


def target(square):
    q = mpmath.sqrt(max(square, 0))
    return mpmath.sqrt(2 * mpmath.pi) if q == 0 else mpmath.sqrt(2) * mpmath.erfinv(2 * q) / q


def places(count):
    """Points of [0, REACH^2], half of them denser towards the singularity at 1/4."""
    end = REACH**2
    far, near = mpmath.log(mpmath.mpf(1) / 4), mpmath.log(mpmath.mpf(1) / 4 - end)
    shares = [mpmath.mpf(k) / count for k in range(count + 1)]
    even = [end * share for share in shares]
    dense = [mpmath.mpf(1) / 4 - mpmath.exp(far + (near - far) * share) for share in shares]
    return sorted(set(min(max(x, mpmath.mpf(0)), end) for x in even + dense))


def first_reference(count):
    end = REACH**2
    far, near = mpmath.log(mpmath.mpf(1) / 4), mpmath.log(mpmath.mpf(1) / 4 - end)
    points = []
    for k in range(count):
        share = (1 - mpmath.cos(mpmath.pi * k / (count - 1))) / 2
        dense = mpmath.mpf(1) / 4 - mpmath.exp(far + (near - far) * share)
        points.append(mpmath.mpf("0.4") * end * share + mpmath.mpf("0.6") * dense)
    return points[:-1] + [end]


def level(reference, error, below):
    """P and Q whose relative error alternates on the reference, by Newton steps on its size."""
    size = 2 * DEGREE + 2
    values = [target(t) for t in reference]
    for _ in range(12):
        matrix, right = mpmath.matrix(size, size), mpmath.matrix(size, 1)
        for i, (t, value) in enumerate(zip(reference, values, strict=True)):
            sign = (-1) ** i
            for j in range(DEGREE + 1):
                matrix[i, j] = t**j
            for j in range(1, DEGREE + 1):
                matrix[i, DEGREE + j] = -value * (1 + sign * error) * t**j
            matrix[i, size - 1] = -sign * value * mpmath.polyval(below[::-1], t)
            right[i] = value * (1 + sign * error)
        solution = mpmath.lu_solve(matrix, right)
        above = [solution[j] for j in range(DEGREE + 1)]
        below = [mpmath.mpf(1)] + [solution[DEGREE + j] for j in range(1, DEGREE + 1)]
        step = solution[size - 1]
        error += step
        if abs(step) < abs(error) * mpmath.mpf("1e-6"):
            break
    return above, below, error


def fit():
    grid = places(GRID)
    values = [target(t) for t in grid]
    reference = first_reference(2 * DEGREE + 2)
    below, error = [mpmath.mpf(1)], mpmath.mpf(0)
    while True:
        above, below, error = level(reference, error, below)
        extremes = []
        for t, value in zip(grid, values, strict=True):
            gap = mpmath.polyval(above[::-1], t) / mpmath.polyval(below[::-1], t) / value - 1
            if not extremes or (gap > 0) != (extremes[-1][1] > 0):
                extremes.append((t, gap))
            elif abs(gap) > abs(extremes[-1][1]):
                extremes[-1] = (t, gap)
        while len(extremes) > len(reference):
            extremes.pop(0 if abs(extremes[0][1]) < abs(extremes[-1][1]) else -1)
        gaps = [abs(gap) for _, gap in extremes]
        if len(extremes) < len(reference) or max(gaps) < mpmath.mpf("1.05") * min(gaps):
            return above, below, max(gaps)
        reference = [t for t, _ in extremes]


def about_the_end(coefficients):
    """The polynomial in powers of r = REACH^2 - t."""
    shifted = [mpmath.mpf(0)] * len(coefficients)
    for power, coefficient in enumerate(coefficients):
        for k in range(power + 1):
            shifted[k] += coefficient * mpmath.binomial(power, k) * REACH ** (2 * (power - k)) * (-1) ** k
    return shifted


def divided(monic, root):
    """p' and b of p = p' (r^2 - root) + b."""
    rest, quotient = list(monic), [mpmath.mpf(0)] * (len(monic) - 2)
    for k in range(len(monic) - 1, 1, -1):
        quotient[k - 2] = rest[k]
        rest[k - 2] += root * rest[k]
    return quotient, rest[0]


def programs(monic, steps):
    """All ways to take the steps, each as the numbers in the order of evaluation: from the inside."""
    if not steps:
        yield [monic[0]]
    elif steps[0] == "h":
        for inner in programs(monic[1:], steps[1:]):
            yield [*inner, monic[0]]
    else:
        for root in mpmath.polyroots(monic[1::2][::-1], maxsteps=500, extraprec=400):
            if abs(mpmath.im(root)) < abs(root) * mpmath.mpf("1e-30"):
                inside, remainder = divided(monic, mpmath.re(root))
                for inner in programs(inside, steps[1:]):
                    yield [*inner, -mpmath.re(root), remainder]


def evaluate(program, r):
    numbers = iter(float(number) for number in program)
    total = r + next(numbers)
    for step in reversed(STEPS):
        total = total * (r if step == "h" else r * r + next(numbers)) + next(numbers)
    return total


def best_program(monic):
    end = float(REACH**2)
    points = [end * k / 100 for k in range(101)] + [end * 0.9**k for k in range(100)]
    exact = [mpmath.polyval(monic[::-1], mpmath.mpf(point)) for point in points]

    def rounding(program):
        return max(abs(evaluate(program, r) / y - 1) for r, y in zip(points, exact, strict=True))

    return min(programs(monic, STEPS), key=rounding)


def main():
    mpmath.mp.dps = DIGITS
    above, below, error = fit()
    above, below = about_the_end(above), about_the_end(below)
    print(f"// Largest relative error {mpmath.nstr(error, 3)}")
    print(f"constexpr double kCentreScale = {mpmath.nstr(above[-1] / below[-1], 17)};")
    for name, coefficients in (("kCentreAbove", above), ("kCentreBelow", below)):
        program = best_program([c / coefficients[-1] for c in coefficients])
        numbers = ", ".join(mpmath.nstr(number, 17) for number in program)
        print(f"constexpr double {name}[] = {{{numbers}}};")


if __name__ == "__main__":
    main()
