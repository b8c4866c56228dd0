#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes the straight-line code and the tables that find all equilibria of small games by signs.

For rows R and columns K of a payoff matrix A with |R| = |K| + 1, let Delta(R, K) = det[1 | A_{R,K}].
Let columns C be mixed so that as many rows R pay the same. By Cramer's rule the weight of column c_t
is proportional to (-1)^t Delta(R, C without c_t). On the same scale, a row m outside R pays less than
the rows R by (-1)^pos Delta(R with m, C), where pos is the number of rows of R below m. A pair of
supports fits a player if all these numbers have the same sign. So it fits if the signs of a list of
minors agree after some of them are flipped.

Usage: generate_sign_planes.py FOLDER writes FOLDER/minors-inl.hpp and FOLDER/support_tables.cpp.
"""

import fractions
import itertools
import math
import pathlib
import sys

SIZES = range(2, 6)
ROUNDING = fractions.Fraction(1, 2**53)
# Smaller minors have a certain sign, but probabilities computed from them would lose too many digits.
SMALLEST_MINOR = fractions.Fraction(1, 2**36)


def subsets(n, k):
    return list(itertools.combinations(range(n), k))


def minors(own, other):
    """The (rows, columns) of all minors of a player with `own` strategies, in the order of their size."""
    return [
        (rows, columns)
        for k in range(1, min(other, own - 1) + 1)
        for rows in subsets(own, k + 1)
        for columns in subsets(other, k)
    ]


def supports(own, other):
    """All pairs of supports of equal size, in the order of SupportEnumeration."""
    return [
        (rows, columns)
        for k in range(1, min(own, other) + 1)
        for rows in subsets(own, k)
        for columns in subsets(other, k)
    ]


def without(items, item):
    return tuple(i for i in items if i != item)


def literals(own, other, rows, columns):
    """The minors whose signs must agree, one for each own strategy, and whether to flip each sign.

    Delta of one row and no columns is the constant 1. Its place is after all minors: a plane without
    negative signs.
    """
    place = {minor: i for i, minor in enumerate(minors(own, other))}
    constant = len(place)
    found = []
    for t, column in enumerate(columns):
        index = constant if len(rows) == 1 else place[(rows, without(columns, column))]
        found.append((index, t % 2 == 0))
    for outside in range(own):
        if outside not in rows:
            position = sum(row < outside for row in rows)
            index = place[(tuple(sorted(rows + (outside,))), columns)]
            found.append((index, position % 2 == 0))
    return found


def name(rows, columns):
    return "m" + "".join(map(str, rows)) + "_" + "".join(map(str, columns))


def expansion(rows, columns):
    """Expands the minor along its last row less its first one: each term is a payoff difference times a
    smaller minor.
    """
    k = len(columns)
    if k == 1:
        return f"hn::Sub(a{rows[1]}{columns[0]}, a{rows[0]}{columns[0]})"
    text = ""
    for t in reversed(range(k)):
        factors = (
            f"{name((rows[0], rows[-1]), (columns[t],))}, "
            f"{name(rows[:-1], without(columns, columns[t]))}"
        )
        if not text:
            text = f"hn::Mul({factors})"
        elif (k - 1 - t) % 2 == 0:
            text = f"hn::MulAdd({factors}, {text})"
        else:
            text = f"hn::NegMulAdd({factors}, {text})"
    return text


def bound_name(columns):
    return "b" + "".join(map(str, columns))


def bound(columns):
    """The absolute value up to which a minor with these columns counts as tied."""
    if len(columns) == 2:
        return f"source.bound(s{columns[0]}, s{columns[1]})"
    return f"source.bound_more({bound_name(columns[:-1])}, s{columns[-1]})"


def minors_struct(own, other):
    lines = [
        "template <>",
        f"struct Minors<{own}, {other}> {{",
        "  template <class Source, class Sink>",
        "  static HWY_INLINE void visit(Source& source, Sink& sink) {",
    ]
    for column in range(other):
        entries = [f"a{row}{column}" for row in range(own)]
        for row, entry in enumerate(entries):
            lines.append(f"    const auto {entry} = source.load({row}, {column});")
        lines.append(f"    [[maybe_unused]] const auto s{column} = source.add_column({', '.join(entries)});")
    bounded = set()
    for index, (rows, columns) in enumerate(minors(own, other)):
        lines.append(f"    const auto {name(rows, columns)} = {expansion(rows, columns)};")
        if len(columns) == 1:
            lines.append(f"    sink.put({index}, {name(rows, columns)});")
            continue
        if columns not in bounded:
            bounded.add(columns)
            lines.append(f"    const auto {bound_name(columns)} = {bound(columns)};")
        lines.append(f"    sink.put({index}, {name(rows, columns)}, {bound_name(columns)});")
    return lines + ["  }", "};", ""]


def check_bounds():
    """Checks that rounding cannot decide the sign of a minor that does not count as tied.

    A minor counts as tied up to SMALLEST_MINOR times the spreads of its columns. The spread of a column
    is its largest less its smallest payoff. Let u = 2^-53.

    The computed difference of two payoffs has the right sign. Divided by the spread of its column it is
    a number d with |d| <= 1 + 2u. A minor of order k > 1 is a sum of k terms d * m, where m is a minor
    of order k - 1 in the same units, |m| <= B = (k - 1)! (1 + 2u)^(k - 1), with the error E. A term goes
    through k + 1 roundings (of the difference, of the product and of the sums), with or without fused
    operations. So the error of the minor is E_k = k (1 + 2u) (E + g (B + E)) with
    g = (k + 1) u / (1 - (k + 1) u) and E_1 = u.

    Spreads are at most 2^200. An underflow changes a product by about 2^-1075, which is then multiplied
    by at most two more differences. This is far below the 2^-600 that is added to each bound.
    """
    one = 1 + 2 * ROUNDING
    error = ROUNDING
    for k in range(2, max(SIZES)):
        growth = (k + 1) * ROUNDING / (1 - (k + 1) * ROUNDING)
        size = math.factorial(k - 1) * one ** (k - 1)
        error = k * one * (error + growth * (size + error))
        assert 2 * error < SMALLEST_MINOR


def minors_header():
    check_bounds()
    lines = [
        "// Written by lib/solve/signs/generate_sign_planes.py.",
        "#if defined(DEMARCHE_MINORS_INL) == defined(HWY_TARGET_TOGGLE)",
        "#ifdef DEMARCHE_MINORS_INL",
        "#undef DEMARCHE_MINORS_INL",
        "#else",
        "#define DEMARCHE_MINORS_INL",
        "#endif",
        "",
        "#include <hwy/highway.h>",
        "",
        "HWY_BEFORE_NAMESPACE();",
        "namespace demarche::HWY_NAMESPACE {",
        "namespace {",
        "namespace hn = hwy::HWY_NAMESPACE;",
        "",
        "// A minor above this number times the spreads of its columns has the sign that was computed, and",
        "// enough correct digits for probabilities.",
        f"constexpr double kSmallestMinor = {float(SMALLEST_MINOR).hex()};",
        "",
        "template <int own, int other>",
        "struct Minors;",
        "",
    ]
    for own, other in itertools.product(SIZES, SIZES):
        lines += minors_struct(own, other)
    lines += [
        "}  // namespace",
        "}  // namespace demarche::HWY_NAMESPACE",
        "HWY_AFTER_NAMESPACE();",
        "#endif",
    ]
    return lines


def mask(members):
    return sum(1 << member for member in members)


def numbers(kind, title, values):
    texts = list(map(str, values))
    return [f"constexpr std::array<{kind}, {len(texts)}> {title} = {{{{{', '.join(texts)}}}}};"]


def packed(found):
    return [2 * index + int(is_flipped) for index, is_flipped in found]


def tables_source():
    lines = [
        "// Written by lib/solve/signs/generate_sign_planes.py.",
        '#include "solve/signs/sign_planes.hpp"',
        "",
        "namespace demarche {",
        "namespace {",
        "",
    ]
    entries = []
    for own, other in itertools.product(SIZES, SIZES):
        pairs = supports(own, other)
        first = [packed(literals(own, other, rows, columns)) for rows, columns in pairs]
        second = [packed(literals(other, own, columns, rows)) for rows, columns in pairs]
        tag = f"{own}{other}"
        lines += numbers("SupportPair", f"kSupports{tag}", [f"{{{mask(r)}, {mask(c)}}}" for r, c in pairs])
        lines += numbers("std::uint16_t", f"kFirst{tag}", itertools.chain(*first))
        lines += numbers("std::uint16_t", f"kSecond{tag}", itertools.chain(*second))
        counts = f"{len(minors(own, other))}, {len(minors(other, own))}"
        entries.append(f"    SupportTable{{kSupports{tag}, {{kFirst{tag}, kSecond{tag}}}, {{{counts}}}}},")
    lines += [
        "",
        "constexpr std::array kTables = {",
        *entries,
        "};",
        "",
        "}  // namespace",
        "",
        "const SupportTable& support_table(int num_rows, int num_columns) noexcept {",
        f"  return kTables[{len(SIZES)} * size_place(num_rows) + size_place(num_columns)];",
        "}",
        "",
        "}  // namespace demarche",
    ]
    return lines


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for file, lines in (("minors-inl.hpp", minors_header()), ("support_tables.cpp", tables_source())):
        (folder / file).write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
