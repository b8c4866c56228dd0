// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "demarche/report/probability_words.hpp"
#include "demarche/v1/result.pb.h"
#include "demarche/v1/scenario.pb.h"

namespace demarche {

/// Texts warn where there are fewer effective draws than this.
inline constexpr double kFewEffectiveDraws = 400.0;
/// Probabilities get no phrases where there are fewer effective draws than this.
inline constexpr double kTooFewEffectiveDraws = 100.0;

/// What texts say of the numbers of a result whose evidence no draw fits, unless there are none.
inline constexpr std::string_view kPriorIsShown = "Numbers are those without evidence.";

/// Whether an item of evidence counts in the result.
[[nodiscard]] bool has_evidence(const v1::Result& result);

/// Whether an item of evidence counts in the result, and a draw fits the evidence.
[[nodiscard]] bool has_posterior(const v1::Result& result);

/// Whether there is evidence that no draw fits.
[[nodiscard]] bool is_impossible(const v1::Result& result);

/// What is wrong with the evidence of a result: that no draw fits it, and the sentence `instead`,
/// which says what numbers are shown then; or that few effective draws are left. Empty if neither
/// is so.
[[nodiscard]] std::string evidence_warning(const v1::Result& result,
                                           const v1::Scenario& scenario,
                                           std::string_view instead = kPriorIsShown);

/// That the numbers of results, as with_posterior_numbers() returns them, are given the evidence;
/// empty if none of the results has a posterior.
[[nodiscard]] std::string given_text(std::span<const v1::Result* const> results);

/// The result with the posterior's numbers in the place of the prior's; the result as it is if it
/// has no posterior.
[[nodiscard]] v1::Result with_posterior_numbers(const v1::Result& result);

/// How an item of evidence counts, behind a comma or the like: "2025-03-01, to the power 0.5; but:
/// the paper erred".
[[nodiscard]] std::string evidence_terms(const v1::Evidence& item);

/// Which evidence the numbers are given, and how many effective draws there are.
/// @pre has_posterior(result)
[[nodiscard]] std::string evidence_heading(const v1::Result& result,
                                           const v1::Scenario& scenario,
                                           std::size_t width);

/// What the evidence moved: from prior to posterior, with the item that moves it most, at most ten
/// outcomes and claims that moved by a percentage point or more; each item; at most five parameters
/// that moved most; and what possible observations are worth. Empty if there is no evidence.
[[nodiscard]] std::string evidence_section(const v1::Result& result,
                                           const v1::Scenario& scenario,
                                           std::size_t width);

}  // namespace demarche
