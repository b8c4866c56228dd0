// SPDX-License-Identifier: MIT
#pragma once

#include <boost/multiprecision/gmp.hpp>

#include "demarche/core/fraction.hpp"

namespace demarche {

using Integer = boost::multiprecision::mpz_int;
using Rational = boost::multiprecision::mpq_rational;

/// A Fraction whose numerator or denominator needs more than 63 bits.
struct LargeFraction {
  Rational value;

  [[nodiscard]] static Rational rational(const Fraction& fraction);
  [[nodiscard]] static Fraction fraction(const Rational& value);
};

/// The same number, to calculate with.
[[nodiscard]] inline Rational to_rational(const Fraction& fraction) {
  return LargeFraction::rational(fraction);
}

/// The same number, to keep.
[[nodiscard]] inline Fraction to_fraction(const Rational& value) {
  return LargeFraction::fraction(value);
}

/// The least common multiple of a number and a fraction's denominator. Taken through many
/// fractions, from 1 on, it is their common denominator.
[[nodiscard]] inline Integer with_denominator(const Integer& multiple, const Rational& value) {
  return lcm(multiple, Integer(denominator(value)));
}

/// The fraction times a multiple of its denominator.
[[nodiscard]] inline Integer times(const Rational& value, const Integer& multiple) {
  return Integer(numerator(value)) * (multiple / Integer(denominator(value)));
}

/// The double that is nearest to a rational number, as Fraction::to_double().
[[nodiscard]] double nearest_double(const Rational& value);

}  // namespace demarche
