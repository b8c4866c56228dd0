// SPDX-License-Identifier: MIT
#include "scenario/compile/linear.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>

#include "scenario/language/evaluate_operator.hpp"
#include "scenario/language/interrupted.hpp"

namespace demarche {
namespace {

constexpr std::size_t kMaxFeatures = std::size_t{1} << 20;
constexpr std::size_t kMaxCoefficients = std::size_t{1} << 24;  // In features and cells together.
constexpr std::size_t kMaxOperations = std::size_t{1} << 28;    // Terms handled while folding.

/// How often an interruption is looked for: about every millisecond.
constexpr std::size_t kOperationsBetweenLooks = std::size_t{1} << 15;

/// A product of sums is multiplied out if that gives at most this many terms. Coefficients that
/// depend on levels then stay out of the features, and cells at different levels share features.
constexpr std::size_t kMaxExpansion = 16;
/// A product of more factors than this is a product of two products; a shorter one is flattened, so
/// that the order of its factors does not matter.
constexpr std::size_t kMaxDegree = 8;

std::uint64_t mix(std::uint64_t hash, std::uint64_t word) noexcept {
  hash ^= word + 0x9E3779B97F4A7C15U + (hash << 6) + (hash >> 2);
  hash *= 0xFF51AFD7ED558CCDU;
  return hash ^ (hash >> 32);
}

/// The bits of a number; both zeros have the same.
std::uint64_t bits(double x) noexcept {
  return std::bit_cast<std::uint64_t>(x + 0.0);
}

[[maybe_unused]] bool has_ascending_terms(const Linear& linear) {
  return std::adjacent_find(linear.terms.begin(), linear.terms.end(), [](auto& a, auto& b) {
           return a.first >= b.first;
         }) == linear.terms.end();
}

}  // namespace

std::uint64_t hash_of(const Linear& linear) noexcept {
  std::uint64_t hash = bits(linear.constant);
  for (const auto& [value, coefficient] : linear.terms) {
    hash = mix(mix(hash, value), bits(coefficient));
  }
  return hash;
}

bool have_same_bits(const Linear& a, const Linear& b) noexcept {
  return bits(a.constant) == bits(b.constant) &&
         std::equal(a.terms.begin(),
                    a.terms.end(),
                    b.terms.begin(),
                    b.terms.end(),
                    [](const auto& x, const auto& y) {
                      return x.first == y.first && bits(x.second) == bits(y.second);
                    });
}

std::size_t FeatureBuilder::Hash::operator()(const Instruction& feature) const noexcept {
  std::uint64_t hash = mix(bits(feature.constant), static_cast<std::uint64_t>(feature.op));
  for (const ValueId argument : feature.arguments) {
    hash = mix(hash, argument);
  }
  for (const double coefficient : feature.coefficients) {
    hash = mix(hash, bits(coefficient));
  }
  return hash;
}

bool FeatureBuilder::Same::operator()(const Instruction& a, const Instruction& b) const noexcept {
  // Numbers are compared by bits, so that a constant NaN is equal to itself.
  return a.op == b.op && a.arguments == b.arguments && bits(a.constant) == bits(b.constant) &&
         std::equal(a.coefficients.begin(),
                    a.coefficients.end(),
                    b.coefficients.begin(),
                    b.coefficients.end(),
                    [](double x, double y) { return bits(x) == bits(y); });
}

FeatureBuilder::FeatureBuilder(std::vector<bool> is_boolean_parameter)
    : num_parameters_(is_boolean_parameter.size()),
      is_boolean_parameter_(std::move(is_boolean_parameter)) {}

void FeatureBuilder::charge_coefficients(std::size_t count) {
  num_coefficients_ += count;
  if (num_coefficients_ > kMaxCoefficients) {
    throw LimitExceeded{
        fmt::format("compiled, the scenario has more than {} coefficients", kMaxCoefficients)};
  }
}

void FeatureBuilder::charge_operations(std::size_t count) {
  num_operations_ += count + 1;
  if (num_operations_ > kMaxOperations) {
    throw LimitExceeded{
        fmt::format("compiling the scenario takes more than {} operations; expressions over fewer "
                    "levers would fit",
                    kMaxOperations)};
  }
  if (num_operations_ >= next_look_) {
    next_look_ = num_operations_ + kOperationsBetweenLooks;
    stop_if_interrupted();
  }
}

Linear FeatureBuilder::parameter(int index) const {
  assert(index >= 0 && static_cast<std::size_t>(index) < num_parameters_);
  return {0.0, {{static_cast<ValueId>(index), 1.0}}};
}

Linear FeatureBuilder::add(const Linear& a, const Linear& b, double scale_b) {
  assert(has_ascending_terms(a) && has_ascending_terms(b));
  charge_operations(a.terms.size() + b.terms.size());
  Linear sum{a.constant + scale_b * b.constant, {}};
  sum.terms.reserve(a.terms.size() + b.terms.size());
  auto left = a.terms.begin();
  auto right = b.terms.begin();
  while (left != a.terms.end() || right != b.terms.end()) {
    if (right == b.terms.end() || (left != a.terms.end() && left->first < right->first)) {
      sum.terms.push_back(*left++);
    } else if (left == a.terms.end() || right->first < left->first) {
      sum.terms.emplace_back(right->first, scale_b * right->second);
      ++right;
    } else {
      const double coefficient = left->second + scale_b * right->second;
      if (coefficient != 0.0) {
        sum.terms.emplace_back(left->first, coefficient);
      }
      ++left;
      ++right;
    }
  }
  return sum;
}

Linear FeatureBuilder::scale(const Linear& a, double factor) {
  charge_operations(a.terms.size());
  if (factor == 0.0) {
    return {};
  }
  if (!std::isfinite(factor)) {  // Multiplied with the constant, which may be 0, it would give NaN.
    return multiply_values(value_of(a), value_of({factor, {}}), 1.0);
  }
  Linear scaled = a;
  scaled.constant *= factor;
  for (auto& term : scaled.terms) {
    term.second *= factor;
  }
  // A coefficient may have underflowed to 0.
  std::erase_if(scaled.terms, [](const auto& term) { return term.second == 0.0; });
  return scaled;
}

Linear FeatureBuilder::multiply(const Linear& a, const Linear& b) {
  if (a.is_constant()) {
    return b.is_constant() ? Linear{a.constant * b.constant, {}} : scale(b, a.constant);
  }
  if (b.is_constant()) {
    return scale(a, b.constant);
  }
  const auto size = [](const Linear& x) { return x.terms.size() + (x.constant != 0.0 ? 1 : 0); };
  if (size(a) == 1 || size(b) == 1 || size(a) * size(b) <= kMaxExpansion) {
    return multiply_expanded(a, b);
  }
  return multiply_values(value_of(a), value_of(b), 1.0);
}

Linear FeatureBuilder::multiply_expanded(const Linear& a, const Linear& b) {
  Linear product = scale(b, a.constant);
  for (const auto& [value, coefficient] : a.terms) {
    if (b.constant != 0.0) {
      product = add(product, Linear{0.0, {{value, 1.0}}}, coefficient * b.constant);
    }
    for (const auto& [other, other_coefficient] : b.terms) {
      product = add(product, multiply_values(value, other, coefficient * other_coefficient));
    }
  }
  return product;
}

bool FeatureBuilder::is_boolean(ValueId value) const {
  assert(value < num_parameters_ + features_.size());
  if (value < num_parameters_) {
    return is_boolean_parameter_[value];
  }
  const Operator op = features_[value - num_parameters_].op;
  return is_comparison(op) || op == Operator::logical_and || op == Operator::logical_or;
}

std::vector<ValueId> FeatureBuilder::factors(ValueId value) const {
  if (value >= num_parameters_ && !factors_[value - num_parameters_].empty()) {
    return factors_[value - num_parameters_];
  }
  return {value};
}

Linear FeatureBuilder::multiply_values(ValueId a, ValueId b, double factor) {
  if (factor == 0.0) {
    return {};
  }
  std::vector<ValueId> all = factors(a);
  const std::vector<ValueId> more = factors(b);
  all.insert(all.end(), more.begin(), more.end());
  std::sort(all.begin(), all.end());
  // A condition is 0 or 1, so it is equal to its square.
  const auto last = std::unique(
      all.begin(), all.end(), [&](ValueId x, ValueId y) { return x == y && is_boolean(x); });
  all.erase(last, all.end());
  if (all.size() > kMaxDegree) {
    return {0.0,
            {{intern({Operator::multiply, {std::min(a, b), std::max(a, b)}, 0.0, {}}), factor}}};
  }
  ValueId product = all.front();
  for (std::size_t i = 1; i < all.size(); ++i) {
    product = intern({Operator::multiply, {product, all[i]}, 0.0, {}});
    factors_[product - num_parameters_] = {all.begin(),
                                           all.begin() + static_cast<std::ptrdiff_t>(i) + 1};
  }
  return {0.0, {{product, factor}}};
}

Linear FeatureBuilder::reciprocal(const Linear& a) {
  if (a.is_constant()) {
    return {1.0 / a.constant, {}};
  }
  // 1 / (c x) is (1 / c) (1 / x), so that denominators that differ by a factor share a feature.
  const bool is_single = a.constant == 0.0 && a.terms.size() == 1;
  const double common = is_single ? a.terms.front().second : 1.0;
  const ValueId one = value_of({1.0, {}});
  const ValueId below = is_single ? a.terms.front().first : value_of(a);
  return {0.0, {{intern({Operator::divide, {one, below}, 0.0, {}}), 1.0 / common}}};
}

ValueId FeatureBuilder::value_of(const Linear& linear) {
  if (linear.constant == 0.0 && linear.terms.size() == 1 && linear.terms.front().second == 1.0) {
    return linear.terms.front().first;
  }
  Instruction feature{Operator::add, {}, linear.constant + 0.0, {}};
  for (const auto& [value, coefficient] : linear.terms) {
    feature.arguments.push_back(value);
    feature.coefficients.push_back(coefficient);
  }
  return intern(std::move(feature));
}

ValueId FeatureBuilder::intern(Instruction feature) {
  assert(feature.op > Operator::name && feature.op != Operator::payoff);
  assert(std::all_of(feature.arguments.begin(), feature.arguments.end(), [&](ValueId value) {
    return value < num_parameters_ + features_.size();
  }));
  charge_operations(feature.arguments.size());
  const auto next = static_cast<ValueId>(num_parameters_ + features_.size());
  const auto [found, is_new] = ids_.emplace(feature, next);
  if (is_new) {
    if (features_.size() >= kMaxFeatures) {
      throw LimitExceeded{
          fmt::format("compiled, the scenario has more than {} features", kMaxFeatures)};
    }
    charge_coefficients(feature.arguments.size());
    features_.push_back(std::move(feature));
    factors_.emplace_back();
  }
  return found->second;
}

Linear FeatureBuilder::call(Operator op, const std::vector<Linear>& arguments) {
  Instruction feature{op, {}, 0.0, {}};
  for (const Linear& argument : arguments) {
    feature.arguments.push_back(value_of(argument));
  }
  return {0.0, {{intern(std::move(feature)), 1.0}}};
}

Linear FeatureBuilder::conditional(const std::vector<Linear>& arguments) {
  const Linear& condition = arguments[0];
  if (arguments[1] == arguments[2]) {
    return arguments[1];
  }
  const bool are_constants = arguments[1].is_constant() && arguments[2].is_constant();
  const bool is_plain = condition.constant == 0.0 && condition.terms.size() == 1 &&
                        condition.terms.front().second == 1.0 &&
                        is_boolean(condition.terms.front().first);
  const double rise = are_constants ? arguments[1].constant - arguments[2].constant : 0.0;
  if (are_constants && is_plain && std::isfinite(rise)) {
    return add(arguments[2], condition, rise);
  }
  return call(Operator::conditional, arguments);
}

Linear FeatureBuilder::logical(Operator op, const std::vector<Linear>& arguments) {
  Instruction feature{op, {}, 0.0, {}};
  for (const Linear& argument : arguments) {
    if (argument.is_constant() && !std::isnan(argument.constant)) {
      if ((argument.constant != 0.0) == (op == Operator::logical_or)) {
        return {argument.constant != 0.0 ? 1.0 : 0.0, {}};
      }
      continue;  // A constant that does not decide the result can be dropped.
    }
    feature.arguments.push_back(value_of(argument));
  }
  std::sort(feature.arguments.begin(), feature.arguments.end());
  const auto last = std::unique(feature.arguments.begin(), feature.arguments.end());
  feature.arguments.erase(last, feature.arguments.end());
  if (feature.arguments.size() == 1 && is_boolean(feature.arguments.front())) {
    return {0.0, {{feature.arguments.front(), 1.0}}};
  }
  return {0.0, {{intern(std::move(feature)), 1.0}}};
}

Linear FeatureBuilder::apply(Operator op, const std::vector<Linear>& arguments) {
  assert(op > Operator::name && op != Operator::payoff && op != Operator::at_status_quo);
  assert(!arguments.empty());
  if (std::all_of(
          arguments.begin(), arguments.end(), [](const auto& x) { return x.is_constant(); })) {
    std::vector<double> numbers;
    for (const Linear& argument : arguments) {
      numbers.push_back(argument.constant);
    }
    return {apply_operator(op, std::span<const double>(numbers)), {}};
  }
  Linear result = arguments.front();
  switch (op) {
    case Operator::negate:
      return scale(result, -1.0);
    case Operator::logical_not:
      return call(Operator::equal, {result, Linear{}});
    case Operator::add:
      for (std::size_t i = 1; i < arguments.size(); ++i) {
        result = add(result, arguments[i]);
      }
      return result;
    case Operator::multiply:
      for (std::size_t i = 1; i < arguments.size(); ++i) {
        result = multiply(result, arguments[i]);
      }
      return result;
    case Operator::divide:
      return multiply(result, reciprocal(arguments[1]));
    case Operator::conditional:
      return conditional(arguments);
    case Operator::logical_and:
    case Operator::logical_or:
      return logical(op, arguments);
    case Operator::greater:
      return call(Operator::less, {arguments[1], arguments[0]});
    case Operator::greater_equal:
      return call(Operator::less_equal, {arguments[1], arguments[0]});
    default:
      return call(op, arguments);
  }
}

}  // namespace demarche
