// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "scenario/compile/feature_code.hpp"

namespace demarche {

/// The number of a parameter, or of a feature, which are numbered after the parameters.
using ValueId = std::uint32_t;

/// constant + sum of coefficient * value. Terms ascend by value, and no coefficient is 0.
struct Linear {
  double constant = 0.0;
  std::vector<std::pair<ValueId, double>> terms;

  [[nodiscard]] bool is_constant() const noexcept { return terms.empty(); }
  [[nodiscard]] bool is_zero() const noexcept { return terms.empty() && constant == 0.0; }
  friend bool operator==(const Linear&, const Linear&) = default;
};

/// Thrown if a bound on the size of a compiled scenario, or on the work of compiling it, is
/// exceeded.
struct LimitExceeded {
  std::string message;  ///< The bound, and what exceeds it.
};

/// The algebra of linear combinations of features. Operators fold constants and multiply out small
/// products; a function that is not linear becomes a feature. Equal features are one feature.
/// Every function throws LimitExceeded if a bound is exceeded, and CompilingInterrupted if the
/// thread's work is interrupted.
class FeatureBuilder {
 public:
  explicit FeatureBuilder(std::vector<bool> is_boolean_parameter);

  [[nodiscard]] Linear parameter(int index) const;
  /// The value of an operator.
  /// @pre `op` is no leaf, payoff or status_quo.
  [[nodiscard]] Linear apply(Operator op, const std::vector<Linear>& arguments);
  [[nodiscard]] Linear add(const Linear& a, const Linear& b, double scale_b = 1.0);
  [[nodiscard]] Linear scale(const Linear& a, double factor);
  [[nodiscard]] Linear multiply(const Linear& a, const Linear& b);
  [[nodiscard]] Linear reciprocal(const Linear& a);

  /// Counts coefficients that the caller stores, and steps of its work, towards the bounds.
  void charge_coefficients(std::size_t count);
  void charge_operations(std::size_t count);

  [[nodiscard]] const std::vector<FeatureProgram::Instruction>& features() const noexcept {
    return features_;
  }
  [[nodiscard]] std::size_t num_parameters() const noexcept { return num_parameters_; }

 private:
  using Instruction = FeatureProgram::Instruction;
  struct Hash {
    std::size_t operator()(const Instruction& feature) const noexcept;
  };
  struct Same {
    bool operator()(const Instruction& a, const Instruction& b) const noexcept;
  };

  ValueId value_of(const Linear& linear);
  ValueId intern(Instruction feature);
  Linear call(Operator op, const std::vector<Linear>& arguments);
  Linear logical(Operator op, const std::vector<Linear>& arguments);
  Linear conditional(const std::vector<Linear>& arguments);
  Linear multiply_values(ValueId a, ValueId b, double factor);
  Linear multiply_expanded(const Linear& a, const Linear& b);
  [[nodiscard]] bool is_boolean(ValueId value) const;
  [[nodiscard]] std::vector<ValueId> factors(ValueId value) const;

  std::size_t num_parameters_ = 0;
  std::vector<bool> is_boolean_parameter_;
  std::vector<Instruction> features_;
  std::vector<std::vector<ValueId>> factors_;  // Per feature; empty unless it is a flat product.
  std::unordered_map<Instruction, ValueId, Hash, Same> ids_;
  std::size_t num_coefficients_ = 0;
  std::size_t num_operations_ = 0;
  std::size_t next_look_ = 0;  // An interruption is looked for at so many operations.
};

/// Hash and equality by the bits of all numbers, so that NaN is equal to itself.
[[nodiscard]] std::uint64_t hash_of(const Linear& linear) noexcept;
[[nodiscard]] bool have_same_bits(const Linear& a, const Linear& b) noexcept;

}  // namespace demarche
