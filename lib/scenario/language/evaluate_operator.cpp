// SPDX-License-Identifier: MIT
#include "scenario/language/evaluate_operator.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace demarche {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

double logistic(double x) {
  if (x >= 0.0) {
    return 1.0 / (1.0 + std::exp(-x));
  }
  const double e = std::exp(x);
  return e / (1.0 + e);
}

bool has_nan(std::span<const double> values) {
  return std::any_of(values.begin(), values.end(), [](double x) { return std::isnan(x); });
}

/// && if `decisive` is false: one operand 0 makes it 0. || if `decisive` is true: one operand other
/// than 0 makes it 1.
double decide(std::span<const double> values, bool decisive) {
  for (const double x : values) {
    if (!std::isnan(x) && (x != 0.0) == decisive) {
      return decisive ? 1.0 : 0.0;
    }
  }
  return has_nan(values) ? kNan : decisive ? 0.0 : 1.0;
}

double conditional(std::span<const double> values) {
  return std::isnan(values[0]) ? kNan : values[0] != 0.0 ? values[1] : values[2];
}

bool compare(Operator op, double a, double b) {
  switch (op) {
    case Operator::less:
      return a < b;
    case Operator::less_equal:
      return a <= b;
    case Operator::greater:
      return a > b;
    case Operator::greater_equal:
      return a >= b;
    case Operator::equal:
      return a == b;
    default:
      return a != b;
  }
}

double sum(std::span<const double> values) {
  double total = values[0];
  for (const double x : values.subspan(1)) {
    total += x;
  }
  return total;
}

double product(std::span<const double> values) {
  double total = values[0];
  for (const double x : values.subspan(1)) {
    total *= x;
  }
  return total;
}

}  // namespace

double apply_operator(Operator op, std::span<const double> v) {
  assert(op > Operator::name && op != Operator::payoff);
  assert(!v.empty());
  switch (op) {
    case Operator::logical_and:
      return decide(v, false);
    case Operator::logical_or:
      return decide(v, true);
    case Operator::conditional:
      return conditional(v);
    default:
      break;
  }
  if (has_nan(v)) {
    return kNan;
  }
  switch (op) {
    case Operator::negate:
      return -v[0];
    case Operator::logical_not:
      return v[0] == 0.0 ? 1.0 : 0.0;
    case Operator::add:
      return sum(v);
    case Operator::multiply:
      return product(v);
    case Operator::divide:
      return v[0] / v[1];
    case Operator::minimum:
      return *std::min_element(v.begin(), v.end());
    case Operator::maximum:
      return *std::max_element(v.begin(), v.end());
    case Operator::absolute:
      return std::abs(v[0]);
    case Operator::exponential:
      return std::exp(v[0]);
    case Operator::logarithm:
      return std::log(v[0]);
    case Operator::square_root:
      return std::sqrt(v[0]);
    case Operator::power:
      return std::pow(v[0], v[1]);
    case Operator::clamp:
      return std::min(std::max(v[0], v[1]), v[2]);
    case Operator::logistic:
      return logistic(v[0]);
    case Operator::at_status_quo:
      return v[0];
    default:
      return compare(op, v[0], v[1]) ? 1.0 : 0.0;
  }
}

}  // namespace demarche
