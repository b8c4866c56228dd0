// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "demarche/core/aligned.hpp"
#include "demarche/sample/correlation.hpp"
#include "demarche/sample/distribution.hpp"

namespace demarche {

/// Turns points of the unit cube into parameters: a Gaussian copula over the correlated dimensions,
/// then each marginal's quantile function.
class ParameterSampler {
 public:
  /// @throws InvalidArgument if a distribution is invalid or the matrix is not positive definite
  /// (with its smallest eigenvalue) and `repair` is false.
  ParameterSampler(std::vector<Distribution> marginals,
                   std::vector<RankCorrelationEntry> rank_correlations = {},
                   bool repair = false);
  ~ParameterSampler();
  ParameterSampler(ParameterSampler&&) noexcept;
  ParameterSampler& operator=(ParameterSampler&&) noexcept;

  /// The number of marginals.
  [[nodiscard]] std::size_t num_parameters() const noexcept;
  /// Whether the correlation matrix had to be repaired.
  [[nodiscard]] bool was_repaired() const noexcept;
  /// The largest error of the tabulated quantile functions in use, against the exact ones, as
  /// measured when they were built: relative to the larger of the interquartile range and the
  /// distance from the median. At most 1e-10; a distribution that no table fits is computed
  /// exactly. Normal numbers come from a formula with relative error 1.2e-12.
  [[nodiscard]] double max_table_error() const noexcept;
  /// `block` is [num_parameters][kBlockLanes]: uniforms in, parameters out. May be called from
  /// several threads at once. Instruction sets differ by rounding alone: by at most 64 units in the
  /// last place of the larger of the value and the interquartile range.
  void transform(double* block) const;
  /// The copula alone: independent uniforms in, each parameter's percentile out.
  void correlate(double* block) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace demarche
