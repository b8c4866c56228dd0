// SPDX-License-Identifier: MIT
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "demarche/v1/scenario.pb.h"

namespace demarche {

/// The names in an expression: "prize", "north.stance", and ids behind a dot or in parentheses as
/// they stand. Names of functions and levels are among them.
[[nodiscard]] std::vector<std::string> names_in(std::string_view expression);

/// Ids of the elements of a scenario that bear on one of them: those that its expressions name, and
/// so on; and, as what the levers are set to follows from payoffs, the terms of each such lever's
/// actor that name the lever.
struct Bearing {
  std::set<std::string> parameters;
  std::set<std::string> quantities;
  std::set<std::string> levers;  ///< "actor.lever"
  std::set<std::string> terms;   ///< "actor.term"
  std::set<std::string> outcomes;
  std::set<std::string> metrics;
  std::set<std::string> option_sets;
  std::set<std::string> claims;
};

/// What bears on an outcome, metric, option set, claim, question or quantity; of a parameter or a
/// lever ("actor.lever"), what names it, directly or through quantities.
/// @throws InvalidArgument that names the closest id if there is no such element.
[[nodiscard]] Bearing bearing_on(const v1::Scenario& scenario, const std::string& id);

}  // namespace demarche
