// SPDX-License-Identifier: MIT
#include "solve/registry.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/require.hpp"
#include "core/unknown_name.hpp"
#include "demarche/core/error.hpp"

namespace demarche {

const std::vector<Concept>& concepts() {
  static const std::vector<Concept> all = {
      logit_quantal_response_concept(),
      pure_equilibria_concept(),
      nash_equilibria_concept(),
      lemke_howson_concept(),
      zero_sum_concept(),
      logit_path_concept(),
      global_newton_concept(),
      iterated_polymatrix_concept(),
      simplicial_subdivision_concept(),
      stackelberg_concept(),
      pure_stackelberg_concept(),
      weak_stackelberg_concept(),
      sequential_moves_concept(),
      correlated_equilibrium_concept(),
      coarse_correlated_equilibrium_concept(),
      iterated_dominance_concept(),
      weak_dominance_concept(),
      level_k_concept(),
      cognitive_hierarchy_concept(),
      best_response_dynamics_concept(),
      fictitious_play_concept(),
      logit_response_dynamics_concept(),
      replicator_concept(),
      discrete_replicator_concept(),
  };
  return all;
}

const Concept* known_concept(std::string_view name) {
  const auto& all = concepts();
  const auto found = std::find_if(
      all.begin(), all.end(), [&](const Concept& entry) { return entry.name == name; });
  return found == all.end() ? nullptr : &*found;
}

const Concept& find_concept(std::string_view name) {
  if (const Concept* found = known_concept(name)) {
    return *found;
  }
  std::vector<std::string> names;
  for (const Concept& entry : concepts()) {
    names.emplace_back(entry.name);
  }
  throw_unknown("solution concept", name, names, "known are");
}

bool Concept::reads_option(const OptionField& field) const {
  return std::find(reads.begin(), reads.end(), field) != reads.end();
}

std::vector<std::string> readers(const OptionField& field) {
  std::vector<std::string> names;
  for (const Concept& entry : concepts()) {
    if (entry.reads_option(field)) {
      names.emplace_back(entry.name);
    }
  }
  return names;
}

// The message of one concept is, for example, "nash does not read --level; level-k reads it", that
// of several "nash, qre do not read objective; correlated, coarse-correlated read it".
void require_read(const OptionDescription& option,
                  std::span<const std::string> concept_names,
                  std::string_view spelled) {
  const bool is_read =
      std::any_of(concept_names.begin(), concept_names.end(), [&](const std::string& name) {
        return find_concept(name).reads_option(option.field);
      });
  if (is_read) {
    return;
  }
  const auto known = readers(option.field);
  throw InvalidArgument(fmt::format("{} {} not read {}; {} {} it",
                                    fmt::join(concept_names, ", "),
                                    concept_names.size() == 1 ? "does" : "do",
                                    spelled,
                                    fmt::join(known, ", "),
                                    known.size() == 1 ? "reads" : "read"));
}

void check_options_for(const ConceptOptions& options, std::span<const std::string> concept_names) {
  check_options(options);
  for (const OptionDescription& option : option_table()) {
    if (!option.is_default(options)) {
      require_read(option, concept_names, option.name);
    }
  }
}

void check_options_for(const ConceptOptions& options, const Concept& solution_concept) {
  check_options(options);
  for (const OptionDescription& option : option_table()) {
    if (!option.is_default(options) && !solution_concept.reads_option(option.field)) {
      const std::string name(solution_concept.name);
      require_read(option, {&name, 1}, option.name);
    }
  }
}

void check_players(const ConceptOptions& options, std::span<const int> num_strategies) {
  // Player 0 is the default, which games without a player who chooses have, too.
  if (options.player != 0) {
    require_below("player", options.player, static_cast<int>(num_strategies.size()));
  }
  const bool is_start = std::equal(options.start.begin(),
                                   options.start.end(),
                                   num_strategies.begin(),
                                   num_strategies.end(),
                                   [](int s, int count) { return s >= 0 && s < count; });
  if (!options.start.empty() && !is_start) {
    throw InvalidArgument(
        fmt::format("start must name a strategy of each player, from 0 up to, not including, {}; "
                    "got {}",
                    fmt::join(num_strategies, ", "),
                    fmt::join(options.start, ", ")));
  }
}

void check_players(const ConceptOptions& options, const FactoredShape& shape) {
  std::vector<int> num_strategies;
  for (const FactoredPlayer& player : shape.players) {
    if (!player.is_behavioural()) {
      num_strategies.push_back(static_cast<int>(player.strategies.size()));
    }
  }
  check_players(options, num_strategies);
}

ConceptOptions options_read_by(const Concept& solution_concept, const ConceptOptions& options) {
  ConceptOptions read;
  for (const OptionField& field : solution_concept.reads) {
    std::visit([&](auto own) { read.*own = options.*own; }, field);
  }
  return read;
}

int iteration_budget(const ConceptOptions& options, int own) noexcept {
  return options.max_iterations > 0 ? options.max_iterations : own;
}

}  // namespace demarche
