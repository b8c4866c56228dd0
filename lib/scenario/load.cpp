// SPDX-License-Identifier: MIT
#include "demarche/scenario/load.hpp"

#include <utility>

#include "scenario/layers/layered_scenario.hpp"

namespace demarche {
namespace {

LayeredScenario layered(ScenarioFile file, const LoadSettings& settings) {
  return {std::move(file), settings.bundled_folders};
}

}  // namespace

CompiledScenario parse_scenario(const std::string& text,
                                const std::string& file,
                                const LoadSettings& settings) {
  return layered({text, file, ScenarioFile::Format::text}, settings).compile();
}

CompiledScenario load_scenario(const std::filesystem::path& path, const LoadSettings& settings) {
  return layered(ScenarioFile::read(path), settings).compile();
}

}  // namespace demarche
