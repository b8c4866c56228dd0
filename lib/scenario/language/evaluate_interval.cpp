// SPDX-License-Identifier: MIT
#include "scenario/language/evaluate_interval.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <initializer_list>
#include <limits>

#include "scenario/language/evaluate_operator.hpp"

namespace demarche {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr Interval kEverything = {-kInfinity, kInfinity};
constexpr Interval kTrue = {1.0, 1.0};
constexpr Interval kFalse = {0.0, 0.0};
constexpr Interval kEither = {0.0, 1.0};

/// The interval with an unbounded end for each end that is NaN (infinity less infinity).
Interval sound(Interval x) {
  return {std::isnan(x.low) ? -kInfinity : x.low, std::isnan(x.high) ? kInfinity : x.high};
}

/// The interval made wider by 4 units in the last place at each end, which covers the rounding
/// error of library functions such as exp().
Interval widened(Interval x) {
  for (int i = 0; i < 4; ++i) {
    x = {std::nextafter(x.low, -kInfinity), std::nextafter(x.high, kInfinity)};
  }
  return sound(x);
}

Interval hull(std::initializer_list<double> values) {
  return {std::min(values), std::max(values)};
}

// An unbounded end stands for arbitrarily large finite numbers, so 0 times it is 0.
double times(double a, double b) {
  return a == 0.0 || b == 0.0 ? 0.0 : a * b;
}

Interval multiply(Interval a, Interval b) {
  return hull(
      {times(a.low, b.low), times(a.low, b.high), times(a.high, b.low), times(a.high, b.high)});
}

Interval divide(Interval a, Interval b) {
  if (b.low <= 0.0 && b.high >= 0.0) {
    return kEverything;
  }
  return multiply(a, hull({1.0 / b.low, 1.0 / b.high}));
}

Interval power(Interval base, Interval exponent) {
  if (base.low > 0.0) {
    const auto at = [](double b, double e) { return std::pow(b, e); };
    const Interval corners = hull({at(base.low, exponent.low),
                                   at(base.low, exponent.high),
                                   at(base.high, exponent.low),
                                   at(base.high, exponent.high)});
    // With an infinite exponent a corner can be 1, although powers near that corner are unbounded.
    return std::isfinite(exponent.low) && std::isfinite(exponent.high) ? widened(corners)
                                                                       : Interval{0.0, kInfinity};
  }
  const bool is_even_number = exponent.low == exponent.high && std::fmod(exponent.low, 2.0) == 0.0;
  if (is_even_number && exponent.low > 0.0) {
    const double largest = std::max(std::abs(base.low), std::abs(base.high));
    const double smallest =
        base.high >= 0.0 ? 0.0 : std::min(std::abs(base.low), std::abs(base.high));
    return widened({std::pow(smallest, exponent.low), std::pow(largest, exponent.low)});
  }
  return base.low >= 0.0 || is_even_number ? Interval{0.0, kInfinity} : kEverything;
}

bool is_true(Interval x) {
  return x.low > 0.0 || x.high < 0.0;
}
bool is_false(Interval x) {
  return x.low == 0.0 && x.high == 0.0;
}

Interval negated(Interval x) {
  return is_true(x) ? kFalse : is_false(x) ? kTrue : kEither;
}

Interval less(Interval a, Interval b, bool or_equal) {
  if (a.high < b.low || (or_equal && a.high == b.low)) {
    return kTrue;
  }
  if (a.low > b.high || (!or_equal && a.low == b.high)) {
    return kFalse;
  }
  return kEither;
}

Interval equal(Interval a, Interval b) {
  if (a.high < b.low || b.high < a.low) {
    return kFalse;
  }
  return a.low == a.high && b.low == b.high && a.low == b.low ? kTrue : kEither;
}

Interval compare(Operator op, Interval a, Interval b) {
  switch (op) {
    case Operator::less:
      return less(a, b, false);
    case Operator::less_equal:
      return less(a, b, true);
    case Operator::greater:
      return less(b, a, false);
    case Operator::greater_equal:
      return less(b, a, true);
    case Operator::equal:
      return equal(a, b);
    default:
      return negated(equal(a, b));
  }
}

Interval decide(Operator op, std::span<const Interval> values) {
  const bool is_and = op == Operator::logical_and;
  const auto decides = [&](Interval x) { return is_and ? is_false(x) : is_true(x); };
  const auto agrees = [&](Interval x) { return is_and ? is_true(x) : is_false(x); };
  if (std::any_of(values.begin(), values.end(), decides)) {
    return is_and ? kFalse : kTrue;
  }
  return std::all_of(values.begin(), values.end(), agrees) ? (is_and ? kTrue : kFalse) : kEither;
}

Interval conditional(std::span<const Interval> v) {
  if (is_true(v[0])) {
    return v[1];
  }
  return is_false(v[0]) ? v[2] : hull({v[1].low, v[1].high, v[2].low, v[2].high});
}

template <class Combine>
Interval fold(std::span<const Interval> values, const Combine& combine) {
  Interval total = values[0];
  for (const Interval x : values.subspan(1)) {
    total = combine(total, x);
  }
  return total;
}

/// Bounds a function of one argument that increases wherever it is defined. Outside of its domain
/// the function is NaN, which an interval does not have to enclose.
Interval rising(Operator op, Interval x) {
  const double floor = op == Operator::exponential || op == Operator::logistic ? -kInfinity : 0.0;
  if (x.high < floor) {
    return kEverything;
  }
  const double low[] = {std::max(x.low, floor)};
  const double high[] = {x.high};
  Interval image =
      widened({apply_operator(op, std::span(low)), apply_operator(op, std::span(high))});
  if (op != Operator::logarithm) {
    image.low = std::max(image.low, 0.0);
  }
  return image;
}

}  // namespace

Interval apply_operator(Operator op, std::span<const Interval> v) {
  assert(op > Operator::name && op != Operator::payoff);
  assert(!v.empty());
  switch (op) {
    case Operator::negate:
      return {-v[0].high, -v[0].low};
    case Operator::logical_not:
      return negated(v[0]);
    case Operator::logical_and:
    case Operator::logical_or:
      return decide(op, v);
    case Operator::add:
      return fold(v, [](Interval a, Interval b) {
        return sound({a.low + b.low, a.high + b.high});
      });
    case Operator::multiply:
      return fold(v, multiply);
    case Operator::divide:
      return divide(v[0], v[1]);
    case Operator::minimum:
      return fold(v, [](Interval a, Interval b) {
        return Interval{std::min(a.low, b.low), std::min(a.high, b.high)};
      });
    case Operator::maximum:
      return fold(v, [](Interval a, Interval b) {
        return Interval{std::max(a.low, b.low), std::max(a.high, b.high)};
      });
    case Operator::absolute:
      return v[0].low <= 0.0 && v[0].high >= 0.0 ? Interval{0.0, std::max(-v[0].low, v[0].high)}
                                                 : hull({std::abs(v[0].low), std::abs(v[0].high)});
    case Operator::exponential:
    case Operator::logarithm:
    case Operator::square_root:
    case Operator::logistic:
      return rising(op, v[0]);
    case Operator::power:
      return power(v[0], v[1]);
    case Operator::clamp:
      return {std::min(std::max(v[0].low, v[1].low), v[2].low),
              std::min(std::max(v[0].high, v[1].high), v[2].high)};
    case Operator::conditional:
      return conditional(v);
    case Operator::at_status_quo:
      return v[0];
    default:
      return compare(op, v[0], v[1]);
  }
}

}  // namespace demarche
