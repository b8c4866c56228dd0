// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include "demarche/sample/distribution.hpp"

namespace demarche {

/// How one parameter's row of a block becomes values.
enum class TransformKind {
  constant,     ///< `shift`
  affine,       ///< shift + scale u
  triangular,   ///< Closed form in u, on [shift, scale] before truncation.
  exponential,  ///< -scale log(1 - u)
  normal,       ///< shift + scale z
  lognormal,    ///< exp(shift + scale z)
  steps,        ///< values[k], k the number of `thresholds` at or below the input.
  table,        ///< A piecewise polynomial in z.
  empirical,    ///< Interpolates `values` linearly in u.
  exact,        ///< Distribution::quantile(u)
};

/// A quantile function made ready for blocks. The input is a uniform number u or, if
/// `is_normal_input`, the standard normal number z with the same probability below it.
struct Transform {
  TransformKind kind = TransformKind::constant;
  bool is_normal_input = false;
  double shift = 0.0;
  double scale = 0.0;
  double low = 0.0;  ///< Support: tables are clamped to it.
  double high = 0.0;
  double mode_probability = 0.0;  ///< Of a triangular distribution: P(X <= mode).
  double below = 0.0;             ///< Of it: the probability that truncation cuts off below,
  double above = 0.0;             ///< and above.
  double left = 0.0;              ///< (high - low) (mode - low)
  double right = 0.0;             ///< (high - low) (high - mode)
  std::vector<double> thresholds;
  std::vector<double> values;
  /// coefficients[k * num_segments + s]: of the k-th power of the place in segment s, from -1 to 1.
  std::vector<double> coefficients;
  std::size_t num_segments = 0;
  double table_error = 0.0;  ///< As ParameterSampler::max_table_error().
  Distribution distribution;
};

/// Tables reach over [-kTableReach, kTableReach]: beyond every number that a uniform of 52 bits
/// gives.
inline constexpr double kTableReach = 8.3;
inline constexpr std::size_t kTableCoefficients = 9;

/// Chooses the quickest form that is exact, or a table within the error that ParameterSampler
/// states.
[[nodiscard]] Transform make_transform(const Distribution& distribution, bool is_normal_input);

/// Rows of standard normal numbers made dependent: row i becomes the sum of cholesky(i, j) row j.
struct Copula {
  std::vector<std::size_t> rows;  ///< Of the block.
  std::vector<double> cholesky;   ///< Lower triangle, row by row.
};

/// Uniforms in, parameters out. Rows of the copula need `is_normal_input`.
void apply_transforms(const std::vector<Transform>& transforms,
                      const Copula& copula,
                      double* block);

/// Uniforms in the copula's rows become standard normal numbers with its correlations.
void apply_copula(const Copula& copula, double* block);

/// P(Z > z) if `upper`, else P(Z <= z).
[[nodiscard]] double normal_probability(double z, bool upper) noexcept;

}  // namespace demarche
