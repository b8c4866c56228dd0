// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include "demarche/v1/scenario.pb.h"
#include "scenario/language/field_path.hpp"

namespace demarche {

/// Changes `scenario` to what a scenario with it as its base says: removes what `remove` names,
/// with its place in questions and a parameter's correlations, then takes over fields and elements.
/// Elements of lists are matched by their ids, rank correlations by their parameters and rows of
/// payoff tables by their levels; new ones are put behind the one that they follow in `changes`,
/// else last. Other lists and single messages are replaced as a whole, but for the fields of
/// `defaults`. `scenario` then has neither a base nor anything to remove. Returns what cannot be
/// done, in fields of `changes`.
[[nodiscard]] std::vector<FieldProblem> apply_changes(const v1::Scenario& changes,
                                                      v1::Scenario& scenario);

/// A field of one scenario as another names it.
struct Counterpart {
  FieldPath path;           ///< The steps after the first `matched` are those of the field given.
  std::size_t matched = 0;  ///< How many steps of the path the other scenario has.
};

/// The way to a field of `from` in the scenario `in`, which may have other elements in front: those
/// on the way are matched as apply_changes() matches them.
[[nodiscard]] Counterpart counterpart(const FieldPath& field,
                                      const v1::Scenario& from,
                                      const v1::Scenario& in);

}  // namespace demarche
