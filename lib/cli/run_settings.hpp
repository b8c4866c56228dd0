// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "demarche/simulate/run.hpp"

namespace demarche::cli {

/// What the command line says about a run; what it leaves out is the scenario's.
struct RunArguments {
  std::optional<std::uint64_t> draws;
  std::optional<std::uint64_t> seed;
  std::optional<std::string> concept_name;

  void add_to(CLI::App& command) {
    command.add_option("--seed", seed, "random seed");
    command.add_option(
        "--concept", concept_name, "solution concept: qre, pure, nash, lemke-howson or dominance");
  }
  [[nodiscard]] RunSettings settings(const v1::Scenario& scenario) const {
    RunSettings result = default_settings(scenario);
    result.draws = draws.value_or(result.draws);
    result.seed = seed.value_or(result.seed);
    result.concept_name = concept_name.value_or(result.concept_name);
    return result;
  }
};

}  // namespace demarche::cli
