// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "demarche/v1/scenario.pb.h"

namespace demarche {

/// "xxh128:" and 32 hex digits of the scenario's deterministic serialisation, but for its variants
/// and what it was made of: no number of the scenario depends on these.
[[nodiscard]] std::string scenario_digest(const v1::Scenario& scenario);

}  // namespace demarche
