// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "demarche/scenario/model.hpp"

namespace demarche::testing {

/// Compiles a scenario given as text; a problem in it fails with its message.
Model compiled(const std::string& text);

/// Compiles scenarios/<name> of the source tree.
Model bundled(const std::string& name);

/// The same with nobody answering options, so that a draw of the flagship is one game, not forty.
Model held(const std::string& name);

/// The text of scenarios/<name>/scenario.txtpb.
std::string bundled_text(const std::string& name);

/// The first example under a heading of docs/scenario_format.md.
std::string page_example(const std::string& heading);

}  // namespace demarche::testing
