// SPDX-License-Identifier: MIT
#include "cli/run_arguments.hpp"

#include <chrono>

#include "cli/help.hpp"
#include "core/limits.hpp"
#include "demarche/core/instruction_set.hpp"

namespace demarche::cli {

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

RunSettings RunArguments::settings(const v1::Scenario& scenario,
                                   std::vector<std::string>& concept_names) const {
  RunSettings result = default_settings(scenario);
  if (concept_names.empty()) {
    concept_names.push_back(result.concept_name);
  }
  result.concept_name = concept_names.front();
  solving.require_read_by(concept_names);
  result.draws = draws.value_or(result.draws);
  result.seed = seed.value_or(result.seed);
  result.max_memory = max_memory;
  std::vector<std::string> players;
  for (const v1::Actor& actor : scenario.actors()) {
    if (actor.behaviour().empty()) {
      players.push_back(actor.id());
    }
  }
  solving.apply(players, result.concept_options);
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
