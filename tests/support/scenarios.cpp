// SPDX-License-Identifier: MIT
#include "support/scenarios.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "demarche/scenario/compile.hpp"
#include "demarche/scenario/load.hpp"
#include "demarche/scenario/what_if.hpp"

namespace demarche::testing {

Model compiled(const std::string& text) {
  return parse_scenario(text, "test.txtpb").value();
}

Model bundled(const std::string& name) {
  return load_scenario(std::string(DEMARCHE_SCENARIO_DIR) + "/" + name).value();
}

Model held(const std::string& name) {
  return compile(changed(bundled(name).scenario, {.answer = "held"})).value();
}

std::string bundled_text(const std::string& name) {
  std::ifstream stream(std::string(DEMARCHE_SCENARIO_DIR) + "/" + name + "/scenario.txtpb");
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::string page_example(const std::string& heading) {
  std::ifstream stream(std::string(DEMARCHE_SCENARIO_DIR) + "/../docs/scenario_format.md");
  const std::string page{std::istreambuf_iterator<char>(stream), {}};
  const std::string fence = "```textproto\n";
  const std::size_t start = page.find(fence, page.find("\n" + heading + "\n"));
  if (start == std::string::npos) {
    throw std::invalid_argument("the page has no example under " + heading);
  }
  const std::size_t first = start + fence.size();
  return page.substr(first, page.find("\n```", first) + 1 - first);
}

}  // namespace demarche::testing
