// SPDX-License-Identifier: MIT
#include "demarche/core/fraction.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <numeric>
#include <utility>

#include "core/rational.hpp"
#include "core/require.hpp"

namespace demarche {
namespace {

/// Up to this, integers are exact in double precision, and a quotient of two is rounded once.
constexpr std::int64_t kMostExact = std::int64_t{1} << std::numeric_limits<double>::digits;

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Digits with a power of ten: digits * 10^exponent.
struct Decimal {
  bool is_negative = false;
  std::string digits;
  long long exponent = 0;
};

/// Reads an integer or a decimal that fills the whole text.
std::optional<Decimal> parse_decimal(std::string_view text) {
  Decimal decimal;
  if (!text.empty() && (text.front() == '+' || text.front() == '-')) {
    decimal.is_negative = text.front() == '-';
    text.remove_prefix(1);
  }
  bool is_after_point = false;
  bool has_digits = false;
  std::size_t at = 0;
  for (; at < text.size() && (is_digit(text[at]) || (text[at] == '.' && !is_after_point)); ++at) {
    if (text[at] == '.') {
      is_after_point = true;
      continue;
    }
    has_digits = true;
    decimal.exponent -= is_after_point ? 1 : 0;
    if (text[at] != '0' || !decimal.digits.empty()) {
      decimal.digits += text[at];
    }
  }
  if (!has_digits) {
    return std::nullopt;
  }
  if (at == text.size()) {
    return decimal;
  }
  std::string_view exponent = text.substr(at);
  if (exponent.front() != 'e' && exponent.front() != 'E') {
    return std::nullopt;
  }
  exponent.remove_prefix(1);
  if (exponent.size() > 1 && exponent.front() == '+' && exponent[1] != '-') {
    exponent.remove_prefix(1);
  }
  int power = 0;
  const auto [end, error] =
      std::from_chars(exponent.data(), exponent.data() + exponent.size(), power);
  if (error != std::errc() || end != exponent.data() + exponent.size() ||
      std::abs(power) > Fraction::kMaxExponent) {
    return std::nullopt;
  }
  decimal.exponent += power;
  return decimal;
}

Integer power_of_ten(long long exponent) {
  return boost::multiprecision::pow(Integer(10), static_cast<unsigned>(exponent));
}

Rational value_of(const Decimal& decimal) {
  if (decimal.digits.empty()) {
    return 0;
  }
  Integer digits(decimal.digits);
  if (decimal.is_negative) {
    digits = -digits;
  }
  return decimal.exponent >= 0 ? Rational(Integer(digits * power_of_ten(decimal.exponent)))
                               : Rational(digits, power_of_ten(-decimal.exponent));
}

/// The number as a quotient of two integers of at most 18 digits each, if it is one.
std::optional<std::pair<std::int64_t, std::int64_t>> small_value(const Decimal& decimal) {
  constexpr std::size_t kMostDigits = std::numeric_limits<std::int64_t>::digits10;
  const auto zeros = static_cast<std::size_t>(std::abs(decimal.exponent));
  const std::size_t above = decimal.digits.size() + (decimal.exponent > 0 ? zeros : 0);
  if (above > kMostDigits || (decimal.exponent < 0 && zeros > kMostDigits)) {
    return std::nullopt;
  }
  std::int64_t numerator = 0;
  for (const char c : decimal.digits) {
    numerator = 10 * numerator + (c - '0');
  }
  std::int64_t power = 1;
  for (std::size_t k = 0; k < zeros; ++k) {
    power *= 10;
  }
  if (decimal.is_negative) {
    numerator = -numerator;
  }
  return decimal.exponent > 0 ? std::pair(numerator * power, std::int64_t{1})
                              : std::pair(numerator, power);
}

bool fits(const Integer& value) {
  return value <= std::numeric_limits<std::int64_t>::max() &&
         value > std::numeric_limits<std::int64_t>::min();
}

}  // namespace

double nearest_double(const Rational& value) {
  // GMP rounds towards 0. The nearest double is this one or the next one away from 0, and their
  // midpoint decides.
  const double near_zero = mpq_get_d(value.backend().data());
  if (std::isinf(near_zero)) {
    return near_zero;
  }
  const double sign = value < 0 ? -1.0 : 1.0;
  const double away = std::nextafter(near_zero, sign * std::numeric_limits<double>::infinity());
  // Half a step beyond the largest double, numbers round to infinity.
  const Rational far =
      std::isinf(away) ? Rational(sign * std::ldexp(1.0, 1023)) * 2 : Rational(away);
  const Rational midpoint = (Rational(near_zero) + far) / 2;
  const int order = sign > 0.0 ? value.compare(midpoint) : midpoint.compare(value);
  if (order != 0) {
    return order < 0 ? near_zero : away;
  }
  int exponent = 0;
  const double fraction = std::frexp(near_zero, &exponent);
  const bool is_even =
      std::fpclassify(near_zero) == FP_SUBNORMAL || near_zero == 0.0
          ? std::fmod(near_zero, 2.0 * std::numeric_limits<double>::denorm_min()) == 0.0
          : std::fmod(std::ldexp(fraction, std::numeric_limits<double>::digits), 2.0) == 0.0;
  return is_even ? near_zero : away;
}

Rational LargeFraction::rational(const Fraction& fraction) {
  return fraction.large_ ? fraction.large_->value
                         : Rational(fraction.numerator_, fraction.denominator_);
}

Fraction LargeFraction::fraction(const Rational& value) {
  const Integer numerator = boost::multiprecision::numerator(value);
  const Integer denominator = boost::multiprecision::denominator(value);
  Fraction fraction;
  if (fits(numerator) && fits(denominator)) {
    fraction.numerator_ = numerator.convert_to<std::int64_t>();
    fraction.denominator_ = denominator.convert_to<std::int64_t>();
  } else {
    fraction.large_ = std::make_shared<LargeFraction>(LargeFraction{value});
  }
  return fraction;
}

Fraction::Fraction(std::int64_t numerator, std::int64_t denominator) {
  if (denominator == 0) {
    throw InvalidArgument("the denominator of a fraction must not be 0");
  }
  // The most negative integer has no opposite of its size.
  constexpr std::int64_t kLowest = std::numeric_limits<std::int64_t>::min();
  if (numerator == kLowest || denominator == kLowest) {
    *this = to_fraction(Rational(Integer(numerator), Integer(denominator)));
    return;
  }
  const std::int64_t divisor = std::gcd(numerator, denominator) * (denominator < 0 ? -1 : 1);
  numerator_ = numerator / divisor;
  denominator_ = denominator / divisor;
}

std::optional<Fraction> Fraction::parse(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto above = parse_decimal(text.substr(0, slash));
  const auto below = slash == std::string_view::npos ? std::optional(Decimal{false, "1", 0})
                                                     : parse_decimal(text.substr(slash + 1));
  if (!above || !below || below->digits.empty()) {
    return std::nullopt;
  }
  const auto small_above = small_value(*above);
  const auto small_below = small_value(*below);
  if (small_above && small_below && small_below->second == 1 &&
      (small_above->second == 1 || small_below->first == 1)) {
    return Fraction(small_above->first, small_above->second * small_below->first);
  }
  return to_fraction(value_of(*above) / value_of(*below));
}

Fraction Fraction::from_double(double value) {
  require(std::isfinite(value), "value", "finite", value);
  if (std::abs(value) <= static_cast<double>(kMostExact) && std::trunc(value) == value) {
    return Fraction(static_cast<std::int64_t>(value));
  }
  return to_fraction(Rational(value));
}

double Fraction::to_double() const {
  if (large_) {
    return nearest_double(large_->value);
  }
  if (denominator_ <= kMostExact && std::abs(numerator_) <= kMostExact) {
    return static_cast<double>(numerator_) / static_cast<double>(denominator_);
  }
  return nearest_double(Rational(numerator_, denominator_));
}

std::string Fraction::to_string() const {
  if (large_) {
    return large_->value.str();
  }
  return denominator_ == 1 ? std::to_string(numerator_)
                           : fmt::format("{}/{}", numerator_, denominator_);
}

bool Fraction::operator==(const Fraction& other) const {
  if (large_ && other.large_) {
    return large_->value == other.large_->value;
  }
  return !large_ && !other.large_ && numerator_ == other.numerator_ &&
         denominator_ == other.denominator_;
}

std::strong_ordering Fraction::operator<=>(const Fraction& other) const {
  if (*this == other) {
    return std::strong_ordering::equal;
  }
  // Rounding to the nearest double keeps the order, so only equal doubles need more.
  const double own = to_double();
  const double others = other.to_double();
  const bool is_less = own != others ? own < others : to_rational(*this) < to_rational(other);
  return is_less ? std::strong_ordering::less : std::strong_ordering::greater;
}

}  // namespace demarche
