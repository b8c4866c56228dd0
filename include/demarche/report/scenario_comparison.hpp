// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "demarche/report/summary.hpp"
#include "demarche/v1/result.pb.h"
#include "demarche/v1/scenario.pb.h"

namespace demarche {

/// What compare_scenarios() found, as text (UTF-8): how the inputs differ, and each outcome, claim,
/// metric, payoff and lever with its value in both scenarios, the difference and the 95 % interval
/// of the difference. Where a draw has no answer in one of the scenarios, the text says in how
/// many, and where these are more than 0.1 % of the draws, what a difference of probabilities can
/// be over all draws. Phrases are not told. `scenario` is the first of the two: elements that both
/// have are told by their names in it.
[[nodiscard]] std::string summarise(const v1::ScenarioComparison& comparison,
                                    const v1::Scenario& scenario,
                                    const SummarySettings& settings = {});

/// The differences as comma-separated values (UTF-8, RFC 4180), with a header. Columns: kind, id,
/// level, first, second, difference, standard_error, low, high, lowest, highest, count, undefined,
/// differing. A cell is empty where there is no value.
[[nodiscard]] std::string comparison_csv(const v1::ScenarioComparison& comparison);

/// Changed inputs and differences as tables in Markdown; `scenario` is the first of the two.
[[nodiscard]] std::string comparison_markdown(const v1::ScenarioComparison& comparison,
                                              const v1::Scenario& scenario);

}  // namespace demarche
