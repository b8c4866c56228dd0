// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "demarche/core/aligned.hpp"
#include "demarche/core/types.hpp"
#include "demarche/scenario/expression.hpp"

namespace demarche {

/// What remains of all expressions of a scenario once levels are substituted: features, each a
/// function of parameters and earlier features, and cells, each a constant plus a sparse linear
/// combination of features. Evaluated for a block of draws at a time, across lanes; nothing is
/// interpreted per draw.
class FeatureProgram {
 public:
  /// `features[i]` computes value number `num_parameters + i` from values with smaller numbers.
  struct Instruction {
    Operator op = Operator::add;           ///< A function of the arguments.
    std::vector<std::uint32_t> arguments;  ///< Numbers of earlier values.
    /// Constant and coefficients if `op` is Operator::add: constant + sum coefficient * argument.
    double constant = 0.0;
    std::vector<double> coefficients;  ///< One each.
  };
  /// cell = constant + sum of coefficient * value.
  struct Cell {
    double constant = 0.0;              ///< The cell where all values are 0.
    std::vector<std::uint32_t> values;  ///< Numbers of parameters and features.
    std::vector<double> coefficients;   ///< One each.
  };

  /// A cell that is the sum of two others.
  struct CellSum {
    std::uint32_t cell;    ///< Its number.
    std::uint32_t first;   ///< The summands' numbers, the smaller one first.
    std::uint32_t second;  ///< See `first`.
  };

  /// Nothing to compute.
  FeatureProgram() = default;
  /// Features in an order in which each uses earlier ones alone.
  FeatureProgram(std::size_t num_parameters,
                 std::vector<Instruction> features,
                 std::vector<Cell> cells);

  /// Rows that the caller fills.
  [[nodiscard]] std::size_t num_parameters() const noexcept { return num_parameters_; }
  /// Rows that evaluate_features() fills.
  [[nodiscard]] std::size_t num_features() const noexcept { return features_.size(); }
  /// Rows that evaluate_cells() fills.
  [[nodiscard]] std::size_t num_cells() const noexcept { return num_cells_; }
  /// Rows of the workspace that evaluate() needs: parameters and features.
  [[nodiscard]] std::size_t num_values() const noexcept {
    return num_parameters_ + features_.size();
  }

  /// `values` is [num_values][kBlockLanes] with the parameters' rows filled; fills the features'
  /// rows.
  void evaluate_features(double* values) const;
  /// Fills `cells`, [num_cells][kBlockLanes], from `values`.
  void evaluate_cells(const double* values, double* cells) const;
  /// The same in two steps: the cells without a value, which stay as they are from block to block
  /// ...
  void fill_constant_cells(double* cells) const;
  /// ... and the others; of those that are sums, these alone.
  void evaluate_varying_cells(const double* values,
                              const std::vector<CellSum>& sums,
                              double* cells) const;

  /// Whether a cell is the same in every draw; then it is constant(cell).
  [[nodiscard]] bool is_constant(std::size_t cell) const {
    return row_starts_[cell] == row_starts_[cell + 1];
  }
  /// Cells that evaluate_cells() adds up from others.
  [[nodiscard]] const std::vector<CellSum>& sums() const noexcept { return sums_; }
  /// The value of a constant cell.
  [[nodiscard]] double constant(std::size_t cell) const { return constants_[cell]; }

 private:
  std::size_t num_parameters_ = 0;
  std::vector<Instruction> features_;
  std::size_t num_cells_ = 0;
  // Cells in compressed rows.
  std::vector<double> constants_;
  std::vector<std::uint32_t> row_starts_;
  std::vector<std::uint32_t> columns_;
  std::vector<double> coefficients_;
  std::vector<std::uint32_t> varying_;  ///< Cells that are neither constant nor among the sums.
  std::vector<CellSum> sums_;           ///< Of varying cells.
};

}  // namespace demarche
