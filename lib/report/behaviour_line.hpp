// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "demarche/v1/result.pb.h"
#include "demarche/v1/scenario.pb.h"

namespace demarche {

/// What behaviours make of an outcome or a claim; null unless at least two of them count.
[[nodiscard]] const v1::BehaviourRange* find_range(const v1::Result& result,
                                                   const std::string& kind,
                                                   const std::string& id);

/// "71–93 %": whole percentages, which no reader takes for an interval of the sample.
[[nodiscard]] std::string range_text(double low, double high);

/// What a claim is under other behaviours and baselines, in a line: "71–93 % over 7 behaviours;
/// uniform play 64, status quo 12, response 33 %; draws 2–99 %". The spread over draws is of events
/// alone: comparisons hold in a draw or do not. Empty if nothing is known.
[[nodiscard]] std::string behaviour_line(const v1::Result& result, const v1::Claim& claim);

/// What these lines below claims tell; empty if there are none. With evidence they are of the draws
/// without it.
[[nodiscard]] std::string behaviours_note(const v1::Result& result, bool has_evidence);

}  // namespace demarche
