// SPDX-License-Identifier: MIT
#pragma once

#include "demarche/v1/result.pb.h"
#include "demarche/v1/scenario.pb.h"

namespace demarche {

/// Adds to `comparison` how the inputs of two scenarios differ. Elements are matched by their ids,
/// so that one with a new id counts as removed and added. An element that is added or removed is
/// told with all that is within it. What no number of a run depends on is counted alone: names,
/// texts, rationale, sources, units, questions and documents; draws and seed of the defaults are
/// left out, as those of a comparison are the same for both.
void add_input_changes(const v1::Scenario& first,
                       const v1::Scenario& second,
                       v1::ScenarioComparison& comparison);

}  // namespace demarche
