// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include "demarche/sample/distribution.hpp"

namespace demarche {

/// How the input of one parameter, a row of a block, becomes its values.
enum class TransformKind {
  constant,     ///< `shift`
  affine,       ///< shift + scale u
  triangular,   ///< Closed form in u. Before truncation the support is [shift, scale].
  exponential,  ///< -scale log(1 - u)
  normal,       ///< shift + scale z
  lognormal,    ///< exp(shift + scale z)
  steps,        ///< values[k], where k is the number of `thresholds` at or below the input.
  table,        ///< A piecewise polynomial in z.
  empirical,    ///< Linear interpolation of `values` in u.
  exact,        ///< Distribution::quantile(u)
  pooled,       ///< That of the view whose number the selector's row holds.
};

/// A quantile function made ready for blocks. The input is a uniform number u or, if
/// `is_normal_input`, the standard normal number z with the same probability below it.
struct Transform {
  TransformKind kind = TransformKind::constant;
  bool is_normal_input = false;
  double shift = 0.0;
  double scale = 0.0;
  double low = 0.0;   ///< The support's lower end. Values of tables are clamped to the support.
  double high = 0.0;  ///< The support's upper end.
  // The next five are of a triangular distribution.
  double mode_probability = 0.0;  ///< P(X <= mode)
  double below = 0.0;             ///< The probability that truncation cuts off at the lower end.
  double above = 0.0;             ///< The probability that truncation cuts off at the upper end.
  double left = 0.0;              ///< (high - low) (mode - low)
  double right = 0.0;             ///< (high - low) (high - mode)
  std::vector<double> thresholds;
  std::vector<double> values;
  /// coefficients[k * num_segments + s] belongs to the k-th power of x in segment s, where x goes
  /// from -1 to 1 within the segment.
  std::vector<double> coefficients;
  std::size_t num_segments = 0;
  double table_error = 0.0;  ///< The error of the table, as ParameterSampler::max_table_error().
  Distribution distribution;
  std::vector<Transform> views;  ///< Of a pooled distribution; all have normal input.
  std::size_t selector = 0;      ///< The parameter that tells which view holds.
};

/// Tables cover z in [-kTableReach, kTableReach]. The extreme uniform numbers, 2^-53 and 1 - 2^-53,
/// give z = -8.21 and 8.21.
inline constexpr double kTableReach = 8.3;
inline constexpr std::size_t kTableCoefficients = 9;

/// Makes a distribution ready for blocks: a closed form if there is one, else a table within the
/// error that ParameterSampler states, else the exact quantile function.
/// @pre The distribution has no problems().
[[nodiscard]] Transform make_transform(const Distribution& distribution, bool is_normal_input);

/// A Gaussian copula of parameters that depend on each other: rows of independent standard normal
/// numbers become correlated, row i being the sum over j <= i of cholesky(i, j) times row j.
struct Copula {
  std::vector<std::size_t> rows;  ///< Rows of the block, in the order of the factor's rows.
  std::vector<double> cholesky;   ///< Lower triangle, row by row.
};

/// Turns a block of uniform numbers into parameters, in place.
/// @pre Transforms of the copulas' rows have `is_normal_input`, the others do not. No row is in two
/// copulas. No selector is pooled itself.
void apply_transforms(const std::vector<Transform>& transforms,
                      const std::vector<Copula>& copulas,
                      double* block);

/// Turns the uniform numbers of the copulas' rows into correlated standard normal numbers, in
/// place.
void apply_copulas(const std::vector<Copula>& copulas, double* block);

/// z with P(Z <= z) = p, or infinite where p is 0 or 1.
[[nodiscard]] double normal_quantile(double p);
/// P(Z > z) if `upper`, else P(Z <= z).
[[nodiscard]] double normal_probability(double z, bool upper) noexcept;

}  // namespace demarche
