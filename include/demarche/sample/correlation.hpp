// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>

#include "demarche/core/types.hpp"

namespace demarche {

/// Spearman's rank correlation between two dimensions.
struct RankCorrelationEntry {
  std::size_t first = 0;   ///< One dimension.
  std::size_t second = 0;  ///< The other one.
  double value = 0.0;      ///< The correlation, in (-1, 1).
};

/// Whether a Gaussian copula can have these rank correlations.
struct CorrelationCheck {
  double smallest_eigenvalue = 1.0;  ///< The smallest one of gaussian_correlations().
  bool is_positive_definite = true;  ///< smallest_eigenvalue > 1e-10.
};

/// The n x n correlation matrix of the normal variables behind a Gaussian copula with these rank
/// correlations: 2 sin(pi/6 * rank correlation), with 1 on the diagonal and 0 where there is no
/// entry.
/// @throws InvalidArgument if an entry names a dimension outside [0, n), one dimension twice, or a
/// value outside (-1, 1).
[[nodiscard]] Matrix gaussian_correlations(std::size_t n,
                                           std::span<const RankCorrelationEntry> entries);

/// Checks whether gaussian_correlations() is positive definite.
/// @throws InvalidArgument as gaussian_correlations() does.
[[nodiscard]] CorrelationCheck check_rank_correlations(
    std::size_t n, std::span<const RankCorrelationEntry> entries);

/// A positive definite correlation matrix near `matrix` (symmetric, unit diagonal): eigenvalues
/// below 1e-8 are raised to it and the diagonal is scaled back to 1 @cite RebonatoJaeckel1999.
[[nodiscard]] Matrix repaired_correlations(const Matrix& matrix);

}  // namespace demarche
