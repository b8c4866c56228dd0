// SPDX-License-Identifier: MIT
#include "support/scenarios.hpp"

#include <fstream>
#include <iterator>

#include "demarche/scenario/load.hpp"

namespace demarche::testing {

Model compiled(const std::string& text) {
  return parse_scenario(text, "test.txtpb").value();
}

Model bundled(const std::string& name) {
  return load_scenario(std::string(DEMARCHE_SCENARIO_DIR) + "/" + name).value();
}

std::string bundled_text(const std::string& name) {
  std::ifstream stream(std::string(DEMARCHE_SCENARIO_DIR) + "/" + name + "/scenario.txtpb");
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace demarche::testing
