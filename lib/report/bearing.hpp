// SPDX-License-Identifier: MIT
#pragma once

#include <set>
#include <string>

#include "demarche/v1/scenario.pb.h"

namespace demarche {

/// Ids of the elements of a scenario that bear on one of them.
struct Bearing {
  std::set<std::string> questions;
  std::set<std::string> parameters;
  std::set<std::string> quantities;
  std::set<std::string> levers;  ///< "actor.lever"
  std::set<std::string> terms;   ///< "actor.term"
  std::set<std::string> rules;   ///< Actors whose behaviour, precision or infeasible rules bear.
  std::set<std::string> outcomes;
  std::set<std::string> metrics;
  std::set<std::string> option_sets;
  std::set<std::string> claims;
};

/// What bears on a question, claim, outcome, metric or option set: what its expressions name, and
/// so on; and, as actors set levers by their payoffs, the terms of each such lever's actor that
/// depend on the lever. Of a parameter, a quantity or a lever ("actor.lever"), what depends on it.
/// If several elements have the id, all of them are taken together.
/// @throws InvalidArgument that names the closest id if there is no such element.
[[nodiscard]] Bearing bearing_on(const v1::Scenario& scenario, const std::string& id);

}  // namespace demarche
