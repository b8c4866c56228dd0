// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "demarche/v1/scenario.pb.h"
#include "scenario/language/evaluate_interval.hpp"
#include "scenario/language/symbols.hpp"

namespace demarche {

/// Evaluates expressions directly, for one draw and one profile. Explanations show its values, and
/// tests compare compiled models with them.
///
/// An operator, comparisons included, is NaN if an operand is, with three exceptions: a false
/// operand makes && false, a true operand makes || true, and if() reads only the branch that it
/// chooses.
class Evaluator {
 public:
  /// `parameters` are the scenario's in order, then the cells of symbols.open_tables(); `levels`
  /// has one level per lever, in the order of symbols.levers(). Keeps a reference to `symbols` and
  /// copies the rest. Not safe for concurrent calls.
  /// @throws InvalidArgument if there are too few or too many parameters or levels, or if a level
  /// is out of range.
  Evaluator(const Symbols& symbols,
            std::span<const double> parameters,
            std::span<const int> levels);
  ~Evaluator();
  Evaluator(Evaluator&&) noexcept;
  Evaluator& operator=(Evaluator&&) noexcept;

  /// Goes to another profile.
  /// @throws InvalidArgument as the constructor does.
  void set_levels(std::span<const int> levels);
  /// The value of a resolved expression; a condition is 0 or 1.
  [[nodiscard]] double value(const ResolvedNode& expression);
  /// The value of any expression, which may name payoffs and metrics.
  /// @throws InvalidArgument with the expression's first error.
  [[nodiscard]] double value(std::string_view text);
  /// The term's value where its condition holds, else 0.
  [[nodiscard]] double payoff_term(const PayoffTermSymbol& term);
  /// The sum of the actor's terms.
  [[nodiscard]] double payoff(int actor);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// The interval of values that each parameter can have, then one without bounds for each cell of an
/// open table.
[[nodiscard]] std::vector<Interval> parameter_supports(const v1::Scenario& scenario,
                                                       const Symbols& symbols);

/// Encloses every value other than NaN that the expression can have while each parameter lies in
/// its interval. `levels` has one level per lever; -1 stands for any level. Two occurrences of one
/// parameter or lever are treated as independent, so the interval may be wider than necessary.
/// @pre `parameters` has an interval for each parameter and each cell of an open table.
/// @throws InvalidArgument if there are too few or too many levels, or if a level is out of range.
[[nodiscard]] Interval bound_expression(const ResolvedNode& expression,
                                        const Symbols& symbols,
                                        std::span<const Interval> parameters,
                                        std::span<const int> levels);

/// False only if the condition holds in no draw and no profile.
/// @pre `resolution` has no errors, and `parameters` has an interval for each parameter and each
/// cell of an open table.
[[nodiscard]] bool can_hold(const Resolution& resolution,
                            const Symbols& symbols,
                            std::span<const Interval> parameters);

}  // namespace demarche
