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

/// The double that is nearest to a rational number, as Fraction::to_double().
[[nodiscard]] double nearest_double(const Rational& value);

}  // namespace demarche
