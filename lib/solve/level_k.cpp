// SPDX-License-Identifier: MIT
#include "demarche/solve/level_k.hpp"

#include <fmt/format.h>

#include <cmath>
#include <map>

#include "demarche/core/error.hpp"
#include "solve/blocks/payoff_view.hpp"
#include "solve/registry.hpp"

namespace demarche {
namespace {

constexpr double kMostMeanLevel = 50.0;
/// Levels of which there are fewer players than this do not count.
constexpr double kRare = 1e-12;

/// Everybody's best responses to a profile, ties alike.
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

/// Levels repeat once a profile does.
MixedProfile level(const PayoffView& view, const LevelKOptions& options) {
  std::vector<MixedProfile> levels = {view.uniform_profile()};
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

MixedProfile population(const PayoffView& view, const CognitiveHierarchyOptions& options) {
  double share = std::exp(-options.mean_level);
  double total = share;
  MixedProfile below = scaled(view.uniform_profile(), share);
  for (int k = 1; 1.0 - total > kRare && (k < options.mean_level || share > kRare); ++k) {
    share *= options.mean_level / k;
    add(below, share, best_responses(view, scaled(below, 1.0 / total), options.tie_tolerance));
    total += share;
  }
  return scaled(below, 1.0 / total);
}

/// Not an equilibrium: the certificate says how much there is to gain.
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
  LevelK{own};  // Checks the options.
  return behaviour(view, level(view, own), own.level);
}

Solution solve_hierarchy(const PayoffView& view, const ConceptOptions& options) {
  const CognitiveHierarchyOptions own{.mean_level = options.mean_level};
  CognitiveHierarchy{own};  // Checks the options.
  return behaviour(view, population(view, own), 1);
}

}  // namespace

LevelK::LevelK(Options options) : options_(options) {
  if (options_.level < 0) {
    throw InvalidArgument(fmt::format("level must be at least 0, got {}", options_.level));
  }
  if (!(options_.tie_tolerance >= 0.0)) {
    throw InvalidArgument(
        fmt::format("tie_tolerance must be at least 0, got {}", options_.tie_tolerance));
  }
}

MixedProfile LevelK::solve(const NormalFormGame& game) const {
  game.check_finite();
  return level(DenseView(game), options_);
}

CognitiveHierarchy::CognitiveHierarchy(Options options) : options_(options) {
  if (!(options_.mean_level >= 0.0 && options_.mean_level <= kMostMeanLevel)) {
    throw InvalidArgument(
        fmt::format("mean_level must be in [0, {}], got {}", kMostMeanLevel, options_.mean_level));
  }
  if (!(options_.tie_tolerance >= 0.0)) {
    throw InvalidArgument(
        fmt::format("tie_tolerance must be at least 0, got {}", options_.tie_tolerance));
  }
}

MixedProfile CognitiveHierarchy::solve(const NormalFormGame& game) const {
  game.check_finite();
  return population(DenseView(game), options_);
}

Concept level_k_concept() {
  return view_concept<solve_level_k>("level-k", "players who reason a fixed number of steps ahead");
}

Concept cognitive_hierarchy_concept() {
  return view_concept<solve_hierarchy>(
      "cognitive-hierarchy", "a population whose depth of reasoning is Poisson distributed");
}

}  // namespace demarche
