// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "demarche/scenario/feature_program.hpp"
#include "scenario/language/expression.hpp"

namespace demarche {

/// A feature as a function of values, which are parameters and earlier features.
struct FeatureProgram::Instruction {
  Operator op = Operator::add;           ///< The function.
  std::vector<std::uint32_t> arguments;  ///< Numbers of earlier values.
  /// Constant and coefficients if `op` is Operator::add: constant + sum coefficient * argument.
  double constant = 0.0;
  std::vector<double> coefficients;  ///< One for each argument of Operator::add; else empty.
};

/// constant + sum of coefficient * value.
struct FeatureProgram::Cell {
  double constant = 0.0;              ///< The cell where all values are 0.
  std::vector<std::uint32_t> values;  ///< Numbers of parameters and features.
  std::vector<double> coefficients;   ///< One for each value.
};

/// Whether each instruction reads values with smaller numbers than its own, and a sum has a
/// coefficient for each.
[[nodiscard]] bool reads_earlier_values(std::size_t num_parameters,
                                        const std::vector<FeatureProgram::Instruction>& features);

/// Whether each cell has a coefficient for each value, and its values exist.
[[nodiscard]] bool reads_values(const std::vector<FeatureProgram::Cell>& cells,
                                std::size_t num_values);

}  // namespace demarche
