// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "demarche/v1/result.pb.h"
#include "demarche/v1/scenario.pb.h"

namespace demarche {

/// What of an analysis is told.
struct AnalysisSettings {
  /// Ids of outcomes, claims, metrics, payoffs (by actor) and option sets; empty: all claims, or
  /// outcomes if there are none, and all option sets.
  std::vector<std::string> of = {};
  int num_parameters = 5;   ///< The most parameters that are told of each; at least 1.
  std::size_t width = 100;  ///< Columns of a line; at least 60.
};

/// What a result hinges on, as text (UTF-8): for each output how much of its variance each
/// parameter explains, the mean with the parameter low and high and between, and how much rests on
/// parameters without a source; for each option set what knowing a parameter is worth; and where
/// draws have no answer.
/// @throws InvalidArgument if the result has no analysis, saying why, or `of` names something that
/// it does not have, with the closest known name.
[[nodiscard]] std::string analysis_text(const v1::Result& result,
                                        const v1::Scenario& scenario,
                                        const AnalysisSettings& settings = {});

}  // namespace demarche
