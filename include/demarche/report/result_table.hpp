// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "demarche/report/probability_words.hpp"
#include "demarche/v1/result.pb.h"
#include "demarche/v1/scenario.pb.h"

namespace demarche {

/// The numbers of results as comma-separated values (UTF-8, RFC 4180), with a header: one row for
/// each outcome, claim, level of a lever, metric, payoff and option of each result. Columns:
/// concept, kind, id, level, mean, standard_error, low, high, lowest, highest, q05, median, q95,
/// minimum, maximum, worst_decile, mean_regret, share_best, share_unbeaten, count, undefined;
/// before them the variant, empty for the scenario as it is, where results are of several variants.
/// A cell is empty where a kind does not have the number or it has no value.
[[nodiscard]] std::string result_csv(const v1::ConceptComparison& comparison);

/// Results as tables in Markdown: outcomes and claims with interval and phrase, metrics with their
/// quantiles, and options. `comparison` holds at least one result, and all are of `scenario`.
[[nodiscard]] std::string result_markdown(const v1::ConceptComparison& comparison,
                                          const v1::Scenario& scenario,
                                          WordScale words = WordScale::icd203);

/// What a result says of its scenario: outcomes, claims, metrics, levers and option sets by their
/// ids, and one question that asks for all of them. For telling a result whose scenario is not at
/// hand.
[[nodiscard]] v1::Scenario scenario_of(const v1::Result& result);

}  // namespace demarche
