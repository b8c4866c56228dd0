// SPDX-License-Identifier: MIT
#include "support/scenarios.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "demarche/scenario/load.hpp"

namespace demarche::testing {
namespace {

Model compile_or_throw(const LoadedScenario& loaded) {
  if (!loaded.scenario) {
    std::string message;
    for (const auto& problem : loaded.problems) {
      message += problem.to_string() + "\n";
    }
    throw std::runtime_error(message);
  }
  return compile(*loaded.scenario);
}

}  // namespace

Model compiled(const std::string& text) {
  return compile_or_throw(parse_scenario(text, "test.txtpb"));
}

Model bundled(const std::string& name) {
  return compile_or_throw(load_scenario(std::string(DEMARCHE_SCENARIO_DIR) + "/" + name));
}

std::string bundled_text(const std::string& name) {
  std::ifstream stream(std::string(DEMARCHE_SCENARIO_DIR) + "/" + name + "/scenario.txtpb");
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace demarche::testing
