// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "demarche/core/types.hpp"

namespace demarche {

/// The arithmetic of a model, for run time: what remains of all expressions of a scenario once
/// levels are substituted. Features are functions of parameters and of earlier features; cells are
/// constants plus sparse linear combinations of parameters and features. The compiler makes a
/// program, and a run evaluates it for a block of draws at a time, across lanes.
class FeatureProgram {
 public:
  struct Instruction;  ///< Computes a feature; known to the compiler alone.
  struct Cell;         ///< The linear combination of a cell; known to the compiler alone.

  /// A cell that is the sum of two others.
  struct CellSum {
    std::uint32_t cell;    ///< Its number.
    std::uint32_t first;   ///< The summands' numbers, the smaller one first.
    std::uint32_t second;  ///< See `first`.
  };

  /// A program that computes nothing.
  FeatureProgram();
  /// @pre Instruction i computes value number `num_parameters` + i from values with smaller
  /// numbers, and cells read values that exist.
  FeatureProgram(std::size_t num_parameters,
                 std::vector<Instruction> features,
                 const std::vector<Cell>& cells);

  /// Rows of values that the caller fills.
  [[nodiscard]] std::size_t num_parameters() const noexcept;
  /// Rows of values that evaluate_features() fills.
  [[nodiscard]] std::size_t num_features() const noexcept;
  /// Rows that evaluate_cells() fills.
  [[nodiscard]] std::size_t num_cells() const noexcept;
  /// Rows of values: parameters, then features.
  [[nodiscard]] std::size_t num_values() const noexcept {
    return num_parameters() + num_features();
  }

  /// `values` is [num_values][kBlockLanes], aligned as AlignedArray is, with the parameters' rows
  /// filled; fills the features' rows.
  void evaluate_features(double* values) const;
  /// Fills `cells`, [num_cells][kBlockLanes], from `values`.
  void evaluate_cells(const double* values, double* cells) const;
  /// Fills the cells that depend on no parameter. Call once; they do not change between blocks.
  void fill_constant_cells(double* cells) const;
  /// Fills the cells that depend on parameters. Cells that are sums of two others are computed only
  /// if `sums` lists them.
  /// @pre `sums` are among sums().
  void evaluate_varying_cells(const double* values,
                              const std::vector<CellSum>& sums,
                              double* cells) const;

  /// Whether a cell is the same in every draw; its value is then constant(cell).
  [[nodiscard]] bool is_constant(std::size_t cell) const;
  /// The constant part of a cell.
  [[nodiscard]] double constant(std::size_t cell) const;
  /// Cells that evaluate_cells() adds up from two others.
  [[nodiscard]] const std::vector<CellSum>& sums() const noexcept;

 private:
  struct Code;

  std::shared_ptr<const Code> code_;  // Copies of a program share it.
};

}  // namespace demarche
