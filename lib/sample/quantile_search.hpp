// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>
#include <functional>
#include <optional>

#include "demarche/sample/quantile_fit.hpp"

namespace demarche {

// Families fitted to stated quantiles by least squares. Each function wants rising probabilities
// and values, and at least as many quantiles as the family has free numbers. Those that search
// return nothing where no distribution of the family comes near the quantiles.

/// Numbers in which a quantile function is linear: `transformed(value)` is fitted by the sum over k
/// < num_terms of number k times `term(k, probability)`.
[[nodiscard]] Eigen::VectorXd linear_fit(const StatedQuantiles& stated,
                                         std::size_t num_terms,
                                         const std::function<double(std::size_t, double)>& term,
                                         const std::function<double(double)>& transformed);

/// The normal distribution.
[[nodiscard]] NormalDistribution nearest_normal(const StatedQuantiles& stated);
/// The lognormal distribution. @pre Values are above 0.
[[nodiscard]] std::optional<Distribution> fit_lognormal(const StatedQuantiles& stated);
/// The gamma distribution. @pre Values are above 0.
[[nodiscard]] std::optional<Distribution> fit_gamma(const StatedQuantiles& stated);
/// The beta distribution on [low, high]. @pre Values lie within.
[[nodiscard]] std::optional<Distribution> fit_beta(const StatedQuantiles& stated,
                                                   double low,
                                                   double high);
/// Student's t distribution.
[[nodiscard]] std::optional<Distribution> fit_student_t(const StatedQuantiles& stated);

/// The families that have a mode and ends.
enum class ModeFamily { triangular, pert };

/// A distribution with a mode: the mode and the ends that are not given are free, and so is the
/// shape of a PERT distribution whose ends are both given; else that is 4.
[[nodiscard]] std::optional<Distribution> fit_mode_family(const StatedQuantiles& stated,
                                                          ModeFamily family);

}  // namespace demarche
