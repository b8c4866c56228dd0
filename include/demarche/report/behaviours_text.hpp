// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "demarche/v1/result.pb.h"
#include "demarche/v1/scenario.pb.h"

namespace demarche {

/// What of a comparison of behaviours is told.
struct BehavioursTextSettings {
  /// Ids of outcomes and claims; empty: all claims, or all outcomes if there are none.
  std::vector<std::string> of = {};
  std::size_t width = 100;  ///< Columns of a line; at least 60.
};

/// What a result's outcomes and claims are under each behaviour, in tables (UTF-8): a row for each
/// behaviour with the share of draws that have an answer, the range over those that count, the
/// baselines, and the spread of the probability over draws; then why behaviours have no numbers.
/// @throws InvalidArgument if the result has no behaviours, or `of` names something that is neither
/// an outcome nor a claim, with the closest known name.
[[nodiscard]] std::string behaviours_text(const v1::Result& result,
                                          const v1::Scenario& scenario,
                                          const BehavioursTextSettings& settings = {});

/// The same numbers as comma-separated values, all outcomes and claims: a row for each and each
/// behaviour and baseline.
/// @throws InvalidArgument if the result has no behaviours.
[[nodiscard]] std::string behaviours_csv(const v1::Result& result);

}  // namespace demarche
