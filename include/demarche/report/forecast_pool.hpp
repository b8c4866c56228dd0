// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "demarche/report/forecast.hpp"

namespace demarche {

/// How several probabilities of one event become one.
enum class PoolMethod {
  geometric,   ///< The weighted geometric mean of the odds p / (1 - p).
  linear,      ///< The weighted arithmetic mean of the probabilities.
  extremised,  ///< The geometric mean of the odds to the power of PoolSettings::exponent.
};

/// "geometric", "linear" or "extremised". @throws InvalidArgument for another name.
[[nodiscard]] PoolMethod pool_method(std::string_view name);

/// The name of a method, as pool_method() reads it.
[[nodiscard]] std::string_view to_string(PoolMethod method) noexcept;

/// Settings of pool_probabilities().
struct PoolSettings {
  PoolMethod method = PoolMethod::geometric;  ///< What is averaged.
  /// The power of PoolMethod::extremised @cite SatopaaEtAl2014; above 0. 1 changes nothing, more
  /// moves the pool away from one half. 2.5 is a convention and no estimate for these sources.
  double exponent = 2.5;
};

/// One probability of several of the same event @cite GenestZidek1986. `weights` say how much each
/// counts, up to a factor; without weights all count alike.
/// @throws InvalidArgument if there is no probability, one is not in [0, 1], weights are not one
/// per probability, at least 0, finite and above 0 in sum, the exponent is not above 0, or 0 and 1
/// are both among the probabilities that count, and the method takes odds.
[[nodiscard]] double pool_probabilities(std::span<const double> probabilities,
                                        const PoolSettings& settings = {},
                                        std::span<const double> weights = {});

/// The pool of the forecasts of one question.
struct PooledForecast {
  Forecast forecast;      ///< `date` and `position` are those of the latest in it; no `source`.
  std::size_t count = 0;  ///< How many forecasts are in it.
};

/// One forecast per question, in the order in which questions first occur. Of each source only the
/// latest forecast of the question counts, by its date and then by its place; forecasts without a
/// source count each. All count alike.
/// @throws InvalidArgument with every question that pool_probabilities() refuses.
[[nodiscard]] std::vector<PooledForecast> pool_forecasts(std::span<const Forecast> forecasts,
                                                         const PoolSettings& settings = {});

}  // namespace demarche
