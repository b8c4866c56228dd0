// SPDX-License-Identifier: MIT
#include "scenario/language/evaluate.hpp"

#include <fmt/format.h>

#include <cassert>
#include <cmath>
#include <limits>

#include "demarche/core/error.hpp"
#include "demarche/scenario/parameters.hpp"
#include "scenario/language/evaluate_operator.hpp"
#include "scenario/language/evaluate_walk.hpp"

namespace demarche {
namespace {

struct NumberDomain {
  using Value = double;
  std::vector<double> parameters;

  static double constant(double x) { return x; }
  double parameter(int i) const {
    assert(static_cast<std::size_t>(i) < parameters.size());
    return parameters[static_cast<std::size_t>(i)];
  }
  static double any_of(double, double) {
    return std::nan("");
  }  // Not reached: an Evaluator fixes all levels.
  static double apply(Operator op, const std::vector<double>& arguments) {
    return apply_operator(op, std::span<const double>(arguments));
  }
  static std::optional<bool> truth(double x) {
    return std::isnan(x) ? std::nullopt : std::optional(x != 0.0);
  }
};

struct IntervalDomain {
  using Value = Interval;
  std::span<const Interval> parameters;

  static Interval constant(double x) { return {x, x}; }
  Interval parameter(int i) const {
    assert(static_cast<std::size_t>(i) < parameters.size());
    return parameters[static_cast<std::size_t>(i)];
  }
  static Interval any_of(double low, double high) { return {low, high}; }
  static Interval apply(Operator op, const std::vector<Interval>& arguments) {
    return apply_operator(op, std::span<const Interval>(arguments));
  }
  // An interval says nothing about NaN, so no condition counts as known and both branches are
  // bounded.
  static std::optional<bool> truth(Interval) { return std::nullopt; }
};

void check_levels(const Symbols& symbols, std::span<const int> levels, int lowest) {
  if (levels.size() != symbols.levers().size()) {
    throw InvalidArgument(
        fmt::format("levels must number {}, got {}", symbols.levers().size(), levels.size()));
  }
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const LeverSymbol& lever = symbols.levers()[i];
    const auto num_levels = static_cast<int>(lever.levels.size());
    if (levels[i] < lowest || levels[i] >= num_levels) {
      throw InvalidArgument(fmt::format("the level of {} must be in [{}, {}), got {}",
                                        lever.name,
                                        lowest,
                                        num_levels,
                                        levels[i]));
    }
  }
}

}  // namespace

struct Evaluator::Impl {
  const Symbols& symbols;
  Walker<NumberDomain> walker;
};

Evaluator::Evaluator(const Symbols& symbols,
                     std::span<const double> parameters,
                     std::span<const int> levels) {
  const std::size_t num_values = symbols.parameters().size() + symbols.num_open_values();
  if (parameters.size() != num_values) {
    throw InvalidArgument(
        fmt::format("parameters must number {}, got {}", num_values, parameters.size()));
  }
  NumberDomain domain{{parameters.begin(), parameters.end()}};
  impl_ = std::make_unique<Impl>(Impl{symbols, {symbols, std::move(domain)}});
  set_levels(levels);
}

Evaluator::~Evaluator() = default;
Evaluator::Evaluator(Evaluator&&) noexcept = default;
Evaluator& Evaluator::operator=(Evaluator&&) noexcept = default;

void Evaluator::set_levels(std::span<const int> levels) {
  check_levels(impl_->symbols, levels, 0);
  std::copy(levels.begin(), levels.end(), impl_->walker.levels().begin());
}

double Evaluator::value(const ResolvedNode& expression) {
  return impl_->walker.value(expression);
}

double Evaluator::value(std::string_view text) {
  const Resolution resolution = resolve_text(text, impl_->symbols, {.payoffs = true});
  if (!resolution.errors.empty()) {
    throw InvalidArgument(fmt::format("{} (in \"{}\")", resolution.errors.front().message, text));
  }
  return value(resolution.root);
}

double Evaluator::payoff_term(const PayoffTermSymbol& term) {
  return impl_->walker.payoff_term(term);
}

double Evaluator::payoff(int actor) {
  return impl_->walker.payoff(actor);
}

Interval bound_expression(const ResolvedNode& expression,
                          const Symbols& symbols,
                          std::span<const Interval> parameters,
                          std::span<const int> levels) {
  assert(parameters.size() == symbols.parameters().size() + symbols.num_open_values());
  check_levels(symbols, levels, -1);
  Walker<IntervalDomain> walker(symbols, {parameters});
  std::copy(levels.begin(), levels.end(), walker.levels().begin());
  return walker.value(expression);
}

std::vector<Interval> parameter_supports(const v1::Scenario& scenario, const Symbols& symbols) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  std::vector<Interval> supports;
  for (const Distribution& marginal : marginals(scenario)) {
    supports.push_back({marginal.lower_bound(), marginal.upper_bound()});
  }
  supports.resize(supports.size() + symbols.num_open_values(), {-kInfinity, kInfinity});
  return supports;
}

bool can_hold(const Resolution& resolution,
              const Symbols& symbols,
              std::span<const Interval> parameters) {
  assert(resolution.errors.empty());
  assert(parameters.size() == symbols.parameters().size() + symbols.num_open_values());
  constexpr std::size_t kMaxProfiles = 4096;
  Walker<IntervalDomain> walker(symbols, {parameters});
  std::vector<int> scope;
  std::size_t num_profiles = 1;
  for (const int lever : resolution.mentions.levers) {
    const std::size_t size = symbols.levers()[static_cast<std::size_t>(lever)].levels.size();
    if (size > 0 && num_profiles * size <= kMaxProfiles) {  // The other levers keep any level.
      num_profiles *= size;
      scope.push_back(lever);
    }
  }
  for (std::size_t profile = 0; profile < num_profiles; ++profile) {
    std::size_t rest = profile;
    for (const int lever : scope) {
      const std::size_t size = symbols.levers()[static_cast<std::size_t>(lever)].levels.size();
      walker.levels()[static_cast<std::size_t>(lever)] = static_cast<int>(rest % size);
      rest /= size;
    }
    const Interval bound = walker.value(resolution.root);
    if (bound.low != 0.0 || bound.high != 0.0) {
      return true;
    }
  }
  return false;
}

}  // namespace demarche
