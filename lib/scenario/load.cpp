// SPDX-License-Identifier: MIT
#include "demarche/scenario/load.hpp"

#include <utility>

#include "scenario/layers/layered_scenario.hpp"
#include "scenario/layers/variant_steps.hpp"

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

CompiledScenario load_variant(const std::filesystem::path& path,
                              const std::string& id,
                              const LoadSettings& settings) {
  const LayeredScenario scenario = layered(ScenarioFile::read(path), settings);
  return scenario.is_understood() ? scenario.compile_variant(find_variant(scenario.whole(), id))
                                  : scenario.compile();
}

std::vector<CompiledScenario> load_with_variants(const std::filesystem::path& path,
                                                 const LoadSettings& settings,
                                                 const std::vector<std::string>& ids) {
  const LayeredScenario scenario = layered(ScenarioFile::read(path), settings);
  // An initialiser list would copy the model, whose strategies can take 400 MiB.
  std::vector<CompiledScenario> all;
  all.push_back(scenario.compile());
  if (!scenario.is_understood()) {
    return all;
  }
  for (const std::string& id : ids) {
    all.push_back(scenario.compile_variant(find_variant(scenario.whole(), id)));
  }
  for (int v = 0; ids.empty() && v < scenario.whole().variants_size(); ++v) {
    all.push_back(scenario.compile_variant(v));
  }
  return all;
}

}  // namespace demarche
