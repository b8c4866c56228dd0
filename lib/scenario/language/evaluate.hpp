// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "scenario/language/evaluate_interval.hpp"
#include "scenario/language/symbols.hpp"

namespace demarche {

/// Evaluates expressions directly, for one draw and one profile: what `explain` shows, and the
/// reference that compiled models are compared with.
///
/// NaN propagates through every operator, comparisons included, except that a false operand decides
/// && and a true one decides || whatever the others are, and that if() looks only at the chosen
/// branch.
class Evaluator {
 public:
  /// `parameters` in the scenario's order, and then the cells of symbols.open_tables(); `levels`,
  /// one per lever, in the order of symbols.levers(). Keeps references to `symbols`, and copies of
  /// the rest. Not safe for concurrent calls.
  /// @throws InvalidArgument on a wrong number of either or a level out of range.
  Evaluator(const Symbols& symbols,
            std::span<const double> parameters,
            std::span<const int> levels);
  ~Evaluator();
  Evaluator(Evaluator&&) noexcept;
  Evaluator& operator=(Evaluator&&) noexcept;

  /// A resolved expression; conditions are 0 or 1.
  [[nodiscard]] double value(const ResolvedNode& expression);
  /// Any expression, payoffs and metrics included. @throws InvalidArgument with its first error.
  [[nodiscard]] double value(std::string_view text);
  /// The term's value where its condition holds, else 0.
  [[nodiscard]] double payoff_term(const PayoffTermSymbol& term);
  /// The sum of the actor's terms.
  [[nodiscard]] double payoff(int actor);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Encloses every value other than NaN that the expression can have while each parameter lies in
/// its interval. `levels` has one level per lever; -1 stands for any. Occurrences of one parameter
/// or lever are treated as if they were independent, so the interval may be wider than need be.
[[nodiscard]] Interval bound_expression(const ResolvedNode& expression,
                                        const Symbols& symbols,
                                        std::span<const Interval> parameters,
                                        std::span<const int> levels);

/// False only if the condition holds in no draw and no profile. `resolution` is without errors.
[[nodiscard]] bool can_hold(const Resolution& resolution,
                            const Symbols& symbols,
                            std::span<const Interval> parameters);

}  // namespace demarche
