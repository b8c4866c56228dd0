// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>

#include "demarche/report/probability_words.hpp"
#include "demarche/v1/result.pb.h"
#include "demarche/v1/scenario.pb.h"

namespace demarche {

/// Fewer effective draws than these: a warning, and no phrases for probabilities.
inline constexpr double kFewEffectiveDraws = 400.0;
inline constexpr double kTooFewEffectiveDraws = 100.0;

/// Whether an item of evidence counts in the result.
[[nodiscard]] bool has_evidence(const v1::Result& result);

/// Whether an item of evidence counts in the result, and a draw fits the evidence.
[[nodiscard]] bool has_posterior(const v1::Result& result);

/// Whether there is evidence that no draw fits.
[[nodiscard]] bool is_impossible(const v1::Result& result);

/// Says so. @pre is_impossible(result)
[[nodiscard]] std::string impossible_text(const v1::Result& result, const v1::Scenario& scenario);

/// The result with the posterior's numbers in the place of the prior's.
/// @pre has_posterior(result)
[[nodiscard]] v1::Result with_posterior_numbers(const v1::Result& result);

/// Which evidence the numbers are given, how many effective draws there are, and what is wrong with
/// that.
/// @pre has_posterior(result)
[[nodiscard]] std::string evidence_heading(const v1::Result& result,
                                           const v1::Scenario& scenario,
                                           std::size_t width);

/// What the evidence moved: every outcome and claim from prior to posterior with the item that
/// moves it most, each item, the parameters that moved most, and what possible observations are
/// worth. Empty if there is no evidence.
[[nodiscard]] std::string evidence_section(const v1::Result& result,
                                           const v1::Scenario& scenario,
                                           std::size_t width);

}  // namespace demarche
