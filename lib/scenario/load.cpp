// SPDX-License-Identifier: MIT
#include "demarche/scenario/load.hpp"

#include <cstddef>
#include <numeric>
#include <set>
#include <utility>

#include "scenario/layers/layered_scenario.hpp"
#include "scenario/layers/variant_steps.hpp"

namespace demarche {
namespace {

namespace fs = std::filesystem;

LayeredScenario layered(ScenarioFile file, const LoadSettings& settings) {
  return {std::move(file), settings.bundled_folders};
}

/// The scenario, and the variants of these numbers after it.
std::vector<CompiledScenario> compiled(const LayeredScenario& scenario,
                                       const std::vector<int>& variants) {
  // An initialiser list would copy the model, whose strategies can take 400 MiB.
  std::vector<CompiledScenario> all;
  all.push_back(scenario.compile());
  for (const int variant : variants) {
    all.push_back(scenario.compile_variant(variant));
  }
  return all;
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

std::vector<CompiledScenario> load_with_variants(const fs::path& path,
                                                 const LoadSettings& settings) {
  const LayeredScenario scenario = layered(ScenarioFile::read(path), settings);
  std::vector<int> variants;
  if (scenario.is_understood()) {
    variants.resize(static_cast<std::size_t>(scenario.whole().variants_size()));
    std::iota(variants.begin(), variants.end(), 0);
  }
  return compiled(scenario, variants);
}

std::vector<CompiledScenario> load_with_named_variants(const fs::path& path,
                                                       const std::vector<std::string>& ids,
                                                       const LoadSettings& settings) {
  const LayeredScenario scenario = layered(ScenarioFile::read(path), settings);
  std::vector<int> variants;
  if (scenario.is_understood()) {
    for (const std::string& id : ids) {
      variants.push_back(find_variant(scenario.whole(), id));
    }
  }
  return compiled(scenario, variants);
}

bool is_scenario_folder(const fs::path& path) {
  std::error_code error;
  return fs::exists(path / kFileOfFolder, error);
}

std::optional<fs::path> find_bundled(const std::string& name,
                                     const std::vector<fs::path>& bundled_folders) {
  const bool is_name =
      !name.empty() && name.find('/') == std::string::npos && !fs::path(name).has_extension();
  for (const fs::path& folder : bundled_folders) {
    if (is_name && is_scenario_folder(folder / name)) {
      return folder / name;
    }
  }
  return std::nullopt;
}

std::vector<std::string> bundled_names(const std::vector<fs::path>& bundled_folders) {
  std::set<std::string> names;
  for (const fs::path& folder : bundled_folders) {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
      if (is_scenario_folder(entry.path())) {
        names.insert(entry.path().filename().string());
      }
    }
  }
  return {names.begin(), names.end()};
}

}  // namespace demarche
