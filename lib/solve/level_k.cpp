// SPDX-License-Identifier: MIT
#include "demarche/solve/level_k.hpp"

#include <fmt/format.h>

#include <cassert>
#include <cmath>
#include <map>
#include <utility>

#include "core/require.hpp"
#include "demarche/core/error.hpp"
#include "solve/blocks/payoff_view.hpp"
#include "solve/levels_from_start.hpp"
#include "solve/registry.hpp"

namespace demarche {
namespace {

/// Levels that fewer players than this reach do not count.
constexpr double kRare = 1e-12;

/// The best responses of all players to a profile, tied ones with equal probability.
MixedProfile best_responses(const PayoffView& view, const MixedProfile& profile, double tie) {
  MixedProfile responses;
  for (std::size_t i = 0; i < view.num_players(); ++i) {
    const auto payoffs = view.unit_payoffs(i, profile);
    const auto best = best_of(payoffs, tie);
    auto& strategy = responses.emplace_back(payoffs.size(), 0.0);
    for (const std::size_t s : best) {
      strategy[s] = 1.0 / static_cast<double>(best.size());
    }
  }
  return responses;
}

/// The profile of the level asked for, `start` being that of level 0. Once a profile repeats, so do
/// all later levels.
MixedProfile level(const PayoffView& view, MixedProfile start, const LevelKOptions& options) {
  std::vector<MixedProfile> levels = {std::move(start)};
  std::map<MixedProfile, std::size_t> seen = {{levels[0], 0}};
  const auto wanted = static_cast<std::size_t>(options.level);
  while (levels.size() <= wanted) {
    auto next = best_responses(view, levels.back(), options.tie_tolerance);
    const auto [place, is_new] = seen.emplace(next, levels.size());
    if (!is_new) {
      const std::size_t first = place->second;
      return levels[first + (wanted - first) % (levels.size() - first)];
    }
    levels.push_back(std::move(next));
  }
  return levels.back();
}

void add(MixedProfile& sum, double weight, const MixedProfile& profile) {
  for (std::size_t i = 0; i < sum.size(); ++i) {
    for (std::size_t s = 0; s < sum[i].size(); ++s) {
      sum[i][s] += weight * profile[i][s];
    }
  }
}

MixedProfile scaled(MixedProfile profile, double factor) {
  for (auto& strategy : profile) {
    for (double& p : strategy) {
      p *= factor;
    }
  }
  return profile;
}

/// The whole population's play, and how many levels of reasoning it has besides level 0.
std::pair<MixedProfile, int> population(const PayoffView& view,
                                        const CognitiveHierarchyOptions& options) {
  assert(options.mean_level >= 0.0 && options.mean_level <= kMostMeanLevel);
  double share = std::exp(-options.mean_level);
  double total = share;
  MixedProfile below = scaled(view.uniform_profile(), share);
  int k = 1;
  for (; 1.0 - total > kRare && (k < options.mean_level || share > kRare); ++k) {
    share *= options.mean_level / k;
    add(below, share, best_responses(view, scaled(below, 1.0 / total), options.tie_tolerance));
    total += share;
  }
  return {scaled(below, 1.0 / total), k - 1};
}

/// Answers with a profile that need not be an equilibrium: the certificate states its regret.
Solution behaviour(const PayoffView& view, MixedProfile profile, int steps) {
  Solution solution;
  solution.certificate = {.status = SolveStatus::converged,
                          .num_equilibria = 1,
                          .max_regret = view.max_regret(profile),
                          .iterations = steps};
  solution.equilibria.push_back(std::move(profile));
  return solution;
}

Solution solve_level_k(const PayoffView& view, const ConceptOptions& options) {
  const LevelKOptions own{.level = options.level};
  LevelK{own};  // The constructor checks the options.
  return behaviour(view, level(view, view.uniform_profile(), own), own.level);
}

Solution solve_from_start(const PayoffView& view, const ConceptOptions& options) {
  const LevelKOptions own{.level = options.level};
  LevelK{own};  // The constructor checks the options.
  return behaviour(view, level(view, view.start_profile(options.start), own), own.level);
}

Solution solve_hierarchy(const PayoffView& view, const ConceptOptions& options) {
  const CognitiveHierarchyOptions own{.mean_level = options.mean_level};
  CognitiveHierarchy{own};  // The constructor checks the options.
  auto [profile, num_levels] = population(view, own);
  return behaviour(view, std::move(profile), num_levels);
}

}  // namespace

LevelK::LevelK(Options options) : options_(options) {
  require_at_least("level", options_.level, 0);
  require_at_least("tie_tolerance", options_.tie_tolerance, 0.0);
}

MixedProfile LevelK::solve(const NormalFormGame& game) const {
  game.check_finite();
  const DenseView view(game);
  return level(view, view.uniform_profile(), options_);
}

CognitiveHierarchy::CognitiveHierarchy(Options options) : options_(options) {
  require_in("mean_level", options_.mean_level, 0.0, kMostMeanLevel);
  require_at_least("tie_tolerance", options_.tie_tolerance, 0.0);
}

MixedProfile CognitiveHierarchy::solve(const NormalFormGame& game) const {
  game.check_finite();
  return population(DenseView(game), options_).first;
}

Concept level_k_concept() {
  return view_concept<solve_level_k>({.name = "level-k",
                                      .summary = "players who reason a fixed number of steps ahead",
                                      .work = "steps of reasoning",
                                      .reads = {&ConceptOptions::level}});
}

const Concept& levels_from_start() {
  static const Concept entry = view_concept<solve_from_start>(
      {.name = "levels-from-start",
       .summary = "players who reason a fixed number of steps ahead of the start profile",
       .work = "steps of reasoning",
       .reads = {&ConceptOptions::level, &ConceptOptions::start}});
  return entry;
}

Concept cognitive_hierarchy_concept() {
  return view_concept<solve_hierarchy>(
      {.name = "cognitive-hierarchy",
       .summary = "a population whose depth of reasoning is Poisson distributed",
       .work = "steps of reasoning",
       .reads = {&ConceptOptions::mean_level}});
}

}  // namespace demarche
