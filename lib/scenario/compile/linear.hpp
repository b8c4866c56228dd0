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

/// A parameter (below the number of parameters) or a feature.
using ValueId = std::uint32_t;

/// constant + sum of coefficient * value; terms by ascending value, no coefficient 0.
struct Linear {
  double constant = 0.0;
  std::vector<std::pair<ValueId, double>> terms;

  [[nodiscard]] bool is_constant() const noexcept { return terms.empty(); }
  [[nodiscard]] bool is_zero() const noexcept { return terms.empty() && constant == 0.0; }
  friend bool operator==(const Linear&, const Linear&) = default;
};

/// Bounds on what compiling may make. Crossing one throws LimitExceeded.
struct CompileLimits {
  std::size_t features = std::size_t{1} << 20;
  std::size_t coefficients = std::size_t{1} << 24;  ///< In features and cells together.
  std::size_t operations = std::size_t{1} << 28;    ///< Terms handled while folding.
};

struct LimitExceeded {
  std::string message;
};

/// The algebra of linear combinations of features. Operators fold constants, expand small products
/// and make features for what is not linear; equal features are made once.
class FeatureBuilder {
 public:
  FeatureBuilder(std::vector<bool> is_boolean_parameter, CompileLimits limits = {});

  [[nodiscard]] Linear parameter(int index) const;
  /// Any operator but status_quo and payoff.
  [[nodiscard]] Linear apply(Operator op, const std::vector<Linear>& arguments);
  [[nodiscard]] Linear add(const Linear& a, const Linear& b, double scale_b = 1.0);
  [[nodiscard]] Linear scale(const Linear& a, double factor);
  [[nodiscard]] Linear multiply(const Linear& a, const Linear& b);
  [[nodiscard]] Linear reciprocal(const Linear& a);

  /// Counts coefficients that the caller keeps, and steps that it takes.
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

  CompileLimits limits_;
  std::size_t num_parameters_ = 0;
  std::vector<bool> is_boolean_parameter_;
  std::vector<Instruction> features_;
  std::vector<std::vector<ValueId>> factors_;  // Per feature; empty unless it is a flat product.
  std::unordered_map<Instruction, ValueId, Hash, Same> ids_;
  std::size_t num_coefficients_ = 0;
  std::size_t num_operations_ = 0;
};

/// A hash of the linear combination's bits, and equality of them (so that NaN is equal to itself).
[[nodiscard]] std::uint64_t hash_of(const Linear& linear) noexcept;
[[nodiscard]] bool have_same_bits(const Linear& a, const Linear& b) noexcept;

}  // namespace demarche
