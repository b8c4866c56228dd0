// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace demarche {

/// A scale of phrases for probabilities.
enum class WordScale {
  icd203,  ///< U.S. Intelligence Community Directive 203 (2015).
  phia,    ///< The yardstick of the UK's Professional Head of Intelligence Assessment (2025).
  ipcc,    ///< Likelihood in the assessment reports of the IPCC @cite Mastrandrea2010.
};

/// "icd203", "phia" or "ipcc". @throws InvalidArgument for another name.
[[nodiscard]] WordScale word_scale(std::string_view name);

/// The phrase of a probability with its range: "likely (55–80 %)". Where `low` and `high`, the ends
/// of an interval around the probability, have different phrases, both are said, with the range of
/// the two together: "unlikely to roughly even chance (20–55 %)". A probability in a gap between
/// the ranges of the scale PHIA has the phrases on both sides of the gap.
/// @throws InvalidArgument unless 0 <= low <= high <= 1.
[[nodiscard]] std::string probability_words(double low,
                                            double high,
                                            WordScale scale = WordScale::icd203);

/// The phrase of Intelligence Community Directive 203 (2015) for a probability in [0, 1]: "almost
/// no chance" below 5 %, "very unlikely" to 20, "unlikely" to 45, "roughly even chance" to 55,
/// "likely" to 80, "very likely" to 95, "almost certain" above. Bounds belong to the phrase nearer
/// one half.
[[nodiscard]] std::string_view icd_203_phrase(double probability) noexcept;

}  // namespace demarche
