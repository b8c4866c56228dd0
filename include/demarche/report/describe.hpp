// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>

#include "demarche/scenario/model.hpp"

namespace demarche {

/// What of a scenario to describe, and how.
struct DescribeSettings {
  /// The id of a question, claim, outcome, metric, option set, quantity, parameter or lever
  /// ("actor.lever"), to be described with all that bears on it alone; of a parameter or lever,
  /// with all that names it. Empty: the whole scenario.
  std::string element = {};
  std::size_t width = 100;  ///< Columns of a line; at least 60.
};

/// A scenario as text (UTF-8), so that every number of a result can be traced: what it asks, its
/// actors, levers and the values of their levels, payoff terms, quantities, outcomes, metrics,
/// option sets, what claims test, parameters with their distributions and correlations, all with
/// rationale and sources; the status quo, what a run does by default, and the documents cited. Of
/// an open payoff, it says which tables the user's code fills in; the terms in the file do not
/// apply.
/// @throws InvalidArgument if there is no such element.
[[nodiscard]] std::string describe(const Model& model, const DescribeSettings& settings = {});

}  // namespace demarche
