// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "demarche/v1/result.pb.h"
#include "demarche/v1/scenario.pb.h"

namespace demarche {

/// What a run found, as text of at most 130 columns (UTF-8): each question with its answers, each
/// claim with its probability, 95 % interval and phrase, the actors' levers as bars, the most
/// frequent profiles, and how the draws were solved. `result` must be of `scenario`.
[[nodiscard]] std::string summarise(const v1::Result& result, const v1::Scenario& scenario);

/// The answers of several solution concepts to the same draws, side by side: outcomes, metrics and
/// claims in rows, concepts in columns, and last how far the answers lie apart.
[[nodiscard]] std::string summarise(const v1::ConceptComparison& comparison,
                                    const v1::Scenario& scenario);

}  // namespace demarche
