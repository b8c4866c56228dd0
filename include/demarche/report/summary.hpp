// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>

#include "demarche/report/probability_words.hpp"
#include "demarche/v1/result.pb.h"
#include "demarche/v1/scenario.pb.h"

namespace demarche {

/// How a result is told.
struct SummarySettings {
  WordScale words = WordScale::icd203;  ///< The phrases of probabilities.
  std::size_t width = 100;              ///< Columns of a line; at least 60.
};

/// What a run found, as text (UTF-8): each question with its answers, each
/// claim with its probability, 95 % interval and phrase, the actors' levers as bars, the most
/// frequent profiles, and for experts how the draws were solved. Where more than 0.1 % of the draws
/// have no answer, the text begins with that, and each probability says what it can be over all
/// draws. `result` must be of `scenario`.
[[nodiscard]] std::string summarise(const v1::Result& result,
                                    const v1::Scenario& scenario,
                                    const SummarySettings& settings = {});

/// The answers of several solution concepts to the same draws, or of a scenario and its variants,
/// side by side: outcomes, metrics and claims in rows, concepts or variants in columns, and last
/// how far the answers lie apart. Where the columns do not fit the settings' width, each row is a
/// line of text. Phrases are not told.
[[nodiscard]] std::string summarise(const v1::ConceptComparison& comparison,
                                    const v1::Scenario& scenario,
                                    const SummarySettings& settings = {});

}  // namespace demarche
