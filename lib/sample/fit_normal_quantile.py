# SPDX-License-Identifier: MIT
"""Fits the middle of the normal quantile function: prints the coefficients in transform.cpp.

    python3 lib/sample/fit_normal_quantile.py      # needs mpmath; takes about a minute

z(u) / q, q = u - 1/2, is a smooth even function of q. For |q| up to REACH it becomes P(r) / Q(r) with
r = REACH^2 - q^2, of the degree given, with the least largest relative error (Remez's exchange). In
powers of r all coefficients are positive, so that nothing cancels.
"""

import mpmath

REACH = mpmath.mpf("0.4975")
DEGREE = 10
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


def main():
    mpmath.mp.dps = DIGITS
    above, below, error = fit()
    above, below = about_the_end(above), about_the_end(below)
    scale = below[0]
    print(f"// Largest relative error {mpmath.nstr(error, 3)}")
    for name, coefficients in (("kCentreAbove", above), ("kCentreBelow", below)):
        numbers = ", ".join(mpmath.nstr(c / scale, 17) for c in coefficients)
        print(f"constexpr double {name}[] = {{{numbers}}};")


if __name__ == "__main__":
    main()
