// SPDX-License-Identifier: MIT
#include "cli/run_arguments.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>

#include "cli/help.hpp"
#include "core/limits.hpp"
#include "demarche/core/instruction_set.hpp"

namespace demarche::cli {
namespace {

/// The ids of the actors who choose.
std::vector<std::string> choosers(const Model& model) {
  std::vector<std::string> ids;
  for (const v1::Actor& actor : model.scenario.actors()) {
    if (actor.behaviour().empty()) {
      ids.push_back(actor.id());
    }
  }
  return ids;
}

/// @throws InvalidArgument if the logit precision was changed, and none of the concepts reads it.
void require_precision_read(const Model& model, std::span<const std::string> concept_names) {
  if (!model.what_if.precision.empty()) {
    require_read(find_option("precision"), concept_names, "--precision");
  }
}

}  // namespace

void RunArguments::add_draws(CLI::App& command) {
  command
      .add_option("--draws",
                  draws,
                  "number of draws, for example 20000, 20_000 or 2e4; default: the scenario's")
      ->transform(whole_number(1, kMaxDraws));
}

void RunArguments::add_to(CLI::App& command) {
  command.add_option("--seed", seed, "random seed; default: the scenario's")
      ->transform(whole_number(0, ~std::uint64_t{0}));
  command
      .add_option("--max-memory",
                  max_memory,
                  "refuse what would need more memory, for example 512M or 4G; default: half of "
                  "the machine's")
      ->transform(byte_count());
  solving.add_to(command, GameSource::scenario);
}

std::function<bool()> RunArguments::is_late() const {
  using Clock = std::chrono::steady_clock;
  return [limit = solving.max_seconds(), start = Clock::now()] {
    return limit && std::chrono::duration<double>(Clock::now() - start).count() > *limit;
  };
}

RunSettings RunArguments::settings(const Model& model,
                                   std::vector<std::string>& concept_names) const {
  if (concept_names.empty()) {
    concept_names.push_back(default_settings(model.scenario).concept_name);
  }
  solving.require_read_by(concept_names);
  require_precision_read(model, concept_names);
  RunSettings result = settings_under(concept_names.front(), model);
  solving.apply(choosers(model), result.concept_options);
  return result;
}

RunSettings RunArguments::settings(const Model& model,
                                   const std::optional<std::string>& concept_name) const {
  std::vector<std::string> names;
  if (concept_name) {
    names.push_back(*concept_name);
  }
  return settings(model, names);
}

std::vector<RunSettings> RunArguments::settings_of_all(
    std::span<const Model* const> models, const std::optional<std::string>& concept_name) const {
  std::vector<RunSettings> all;
  std::vector<std::string> names;
  for (const Model* model : models) {
    const std::string own = default_settings(model->scenario).concept_name;
    all.push_back(settings_under(concept_name.value_or(own), *model));
    if (std::find(names.begin(), names.end(), all.back().concept_name) == names.end()) {
      names.push_back(all.back().concept_name);
    }
  }
  solving.require_read_by(names);
  for (std::size_t m = 0; m < models.size(); ++m) {
    const std::string& name = all[m].concept_name;
    require_precision_read(*models[m], {&name, 1});
    solving.apply(choosers(*models[m]), all[m].concept_options, &find_concept(name));
    all[m].draws = all.front().draws;
    all[m].seed = all.front().seed;
  }
  return all;
}

RunSettings RunArguments::settings_under(const std::string& concept_name,
                                         const Model& model) const {
  RunSettings result = default_settings(model.scenario);
  result.concept_name = concept_name;
  result.draws = draws.value_or(result.draws);
  result.seed = seed.value_or(result.seed);
  result.max_memory = max_memory;
  return result;
}

void MachineArguments::add_to(CLI::App& command) {
  command.add_option("--threads", threads, "0: all that the machine offers")
      ->check(CLI::Range(0, kMaxThreads));
  command.add_option(
      "--simd",
      simd,
      "vector instructions: best, baseline, avx2 or avx512; results of one have the same "
      "bits on every machine that has it");
}

void MachineArguments::use_instructions() const {
  use_instruction_set(simd);
}

}  // namespace demarche::cli
