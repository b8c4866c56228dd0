// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "demarche/v1/result.pb.h"

namespace demarche {

/// The analysis of an output, "claim" or "outcome" and so on and its id; null if there is none.
[[nodiscard]] const v1::AnalysedOutput* find_analysed(const v1::Result& result,
                                                      const std::string& kind,
                                                      const std::string& id);

/// What an output hinges on, in a line: "hinges on war_cost 31 %, trade_gain 18 %; unsourced 12 %";
/// that draws are too few where a parameter may matter and its interval does not tell; empty if
/// nothing is known or nothing varies.
[[nodiscard]] std::string hinge_text(const v1::AnalysedOutput& output);

/// What the lines of hinge_text() below claims tell; empty if there are none. With evidence they
/// are of the draws without it.
[[nodiscard]] std::string hinges_note(const v1::Result& result, bool has_evidence);

/// A sentence on the parameter with which it goes together most whether a draw has an answer; empty
/// if there is nothing to say.
[[nodiscard]] std::string unsolved_finding(const v1::Result& result);

}  // namespace demarche
