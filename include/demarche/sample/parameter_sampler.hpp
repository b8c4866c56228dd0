// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "demarche/core/aligned.hpp"
#include "demarche/sample/correlation.hpp"
#include "demarche/sample/distribution.hpp"

namespace demarche {

/// Turns points of the unit cube into parameters. A Gaussian copula makes the correlated dimensions
/// dependent; then each coordinate goes through the quantile function of its parameter.
class ParameterSampler {
 public:
  /// One parameter for each of `marginals`. With `repair` a correlation matrix that is not positive
  /// definite is replaced by a near one that is, see repaired_correlations(). `streams` are those
  /// of the parameters' uniform numbers, all different; empty stands for 0, 1, 2 and so on.
  /// Parameters that depend on each other are correlated in the order of their streams, so the
  /// order of parameters matters no more than the presence of others. `expert` is the number of the
  /// parameter that tells which view of each shared PooledDistribution holds, counted from 0; where
  /// its value is no such number, the parameter keeps its standard normal score.
  /// @throws InvalidArgument if a distribution is invalid, or naming the smallest eigenvalue if the
  /// matrix is not positive definite and `repair` is false, or if `streams` has another length, or
  /// if a shared PooledDistribution has no `expert`.
  ParameterSampler(std::vector<Distribution> marginals,
                   std::vector<RankCorrelationEntry> rank_correlations = {},
                   bool repair = false,
                   const std::vector<std::uint64_t>& streams = {},
                   std::optional<std::size_t> expert = {});
  ~ParameterSampler();
  ParameterSampler(ParameterSampler&&) noexcept;
  ParameterSampler& operator=(ParameterSampler&&) noexcept;

  /// The number of parameters.
  [[nodiscard]] std::size_t num_parameters() const noexcept;
  /// Whether the correlation matrix had to be repaired.
  [[nodiscard]] bool was_repaired() const noexcept;
  /// The largest error of the tabulated quantile functions in use, against the exact ones, as
  /// measured when they were built: relative to the larger of the interquartile range and the
  /// distance from the median. At most 1e-10; a distribution that no table fits is computed
  /// exactly. Normal numbers come from a formula with relative error 1.2e-12.
  [[nodiscard]] double max_table_error() const noexcept;
  /// Turns a block of uniform numbers, [num_parameters][kBlockLanes], into parameters, in place.
  /// May be called from several threads at once. Instruction sets differ by rounding alone: by at
  /// most 64 units in the last place of the larger of the value and the interquartile range.
  void transform(double* block) const;
  /// Applies the copula alone: independent uniform numbers become correlated uniform numbers, which
  /// are the parameters' percentiles.
  void correlate(double* block) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace demarche
