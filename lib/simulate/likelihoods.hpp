// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include "demarche/core/aligned.hpp"
#include "demarche/core/types.hpp"
#include "demarche/scenario/model.hpp"
#include "simulate/play.hpp"

namespace demarche {

/// The likelihoods of a model's items of evidence in a block of draws, raised to their strengths.
/// Holds working storage, so each engine has its own.
class Likelihoods {
 public:
  /// `model` has to outlive it.
  explicit Likelihoods(const Model& model);

  /// Takes the likelihoods of a block. `cells` are those of the model's program. A likelihood that
  /// is negative or not finite becomes NaN.
  void evaluate(const double* cells);

  /// An item's likelihood in each lane, [kBlockLanes], for a cell of its table.
  [[nodiscard]] const double* row(std::size_t item, std::size_t cell) const {
    return rows_.data() + (first_row_[item] + cell) * kBlockLanes;
  }
  /// An item's likelihood at the profile that `play` sampled in each of the first `num_lanes`
  /// lanes, to `values`.
  void at_sampled_profiles(std::size_t item,
                           const Play& play,
                           std::size_t num_lanes,
                           double* values) const;

 private:
  const Model& model_;
  std::vector<std::size_t> first_row_;  // Of each item.
  AlignedArray rows_;
};

/// The probability of something and the evidence, from that of the something: 0 if either is 0, and
/// else NaN where one is not defined, in whatever order factors come.
[[nodiscard]] inline double times_likelihood(double probability, double likelihood) {
  return probability == 0.0 || likelihood == 0.0 ? 0.0 : probability * likelihood;
}

}  // namespace demarche
