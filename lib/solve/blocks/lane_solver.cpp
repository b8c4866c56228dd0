// SPDX-License-Identifier: MIT
#include "solve/blocks/lane_solver.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/sums_to_one.hpp"
#include "demarche/core/error.hpp"
#include "demarche/core/interruption.hpp"

namespace demarche {

LaneSolver::LaneSolver(const FactoredShape& shape,
                       const ConceptOptions& options,
                       GameSolver solve_game)
    : shape_(shape),
      options_(options),
      solve_(solve_game),
      materialisation_(shape),
      game_(materialisation_.num_strategies()),
      behaviour_(materialisation_.num_behaviour_rows() * kBlockLanes) {}

void LaneSolver::solve(const GameBlock& block, BlockSolution& solution) {
  solution.start();
  LaneSet lanes;
  for (std::size_t lane = 0; lane < block.num_lanes; ++lane) {
    lanes.set(lane);
  }
  solve_lanes(block, lanes, solution);
  for (std::size_t c = 0; c < solution.num_components; ++c) {
    materialisation_.place_behaviour(behaviour_.data(), solution.probabilities[c].data());
  }
}

void LaneSolver::solve_lanes(const GameBlock& block,
                             const LaneSet& lanes,
                             BlockSolution& solution) {
  assert(block.num_lanes <= kBlockLanes);
  materialisation_.behaviour(block, behaviour_.data());
  for (std::size_t lane = 0; lane < block.num_lanes; ++lane) {
    if (!lanes[lane]) {
      continue;
    }
    if (is_interrupted()) {
      // The caller asked to stop: the other lanes end as if their budget were spent.
      solution.certificates[lane] = {.status = SolveStatus::iteration_limit};
    } else if (load(block, lane)) {
      place(solve_(game_, options_), lane, solution);
    } else {
      solution.certificates[lane] = {.status = SolveStatus::not_finite};
    }
  }
}

std::vector<double> LaneSolver::select(const GameBlock& block,
                                       std::size_t lane,
                                       const std::vector<MixedProfile>& equilibria) {
  materialisation_.behaviour(block, behaviour_.data());
  (void)load(block, lane);
  return select_equilibria(game_, equilibria, options_.selection, options_.start);
}

/// Makes a lane's game the current one. Returns false if a payoff or a behaviour is not finite.
bool LaneSolver::load(const GameBlock& block, std::size_t lane) {
  bool is_finite = true;
  for (std::size_t k = 0; k < game_.num_players(); ++k) {
    const auto payoffs = game_.payoffs(k);
    materialisation_.payoffs(block, lane, behaviour_.data(), k, payoffs.data());
    is_finite = is_finite && std::all_of(payoffs.begin(), payoffs.end(), [](double x) {
                  return std::isfinite(x);
                });
  }
  for (std::size_t row = 0; row < materialisation_.num_behaviour_rows(); ++row) {
    is_finite = is_finite && !std::isnan(behaviour_[row * kBlockLanes + lane]);
  }
  return is_finite;
}

/// Writes the answer of a lane to the block's solution: equilibria with the selection's weights,
/// then the pure profiles of correlated play with their probabilities.
void LaneSolver::place(const Solution& answer, std::size_t lane, BlockSolution& solution) const {
  solution.certificates[lane] = answer.certificate;
  if (answer.equilibria.size() > static_cast<std::size_t>(kMaxEquilibria)) {
    solution.certificates[lane].status = SolveStatus::iteration_limit;
    return;
  }
  if (answer.certificate.status != SolveStatus::converged) {
    return;
  }
  std::vector<MixedProfile> profiles = answer.equilibria;
  std::vector<double> weights =
      select_equilibria(game_, profiles, options_.selection, options_.start);
  for (const WeightedProfile& profile : answer.distribution) {
    profiles.push_back(game_.pure_profile(profile.strategies));
    weights.push_back(profile.probability);
  }
  assert(weights.size() == profiles.size());
  assert(weights.empty() || sums_to_one(weights));
  solution.num_components = std::max(solution.num_components, profiles.size());
  solution.require_components(profiles.size(), shape_.num_strategies());
  for (std::size_t c = 0; c < profiles.size(); ++c) {
    solution.weights[c][lane] = weights[c];
    place(profiles[c], lane, solution.probabilities[c].data());
  }
}

void LaneSolver::place(const MixedProfile& profile, std::size_t lane, double* probabilities) const {
  for (std::size_t k = 0; k < profile.size(); ++k) {
    const std::size_t first = shape_.first_strategy(materialisation_.players()[k]);
    for (std::size_t s = 0; s < profile[k].size(); ++s) {
      probabilities[(first + s) * kBlockLanes + lane] = profile[k][s];
    }
  }
}

std::unique_ptr<BlockSolver> make_lane_solver(const FactoredShape& shape,
                                              const ConceptOptions& options,
                                              GameSolver solve) {
  return std::make_unique<LaneSolver>(shape, options, solve);
}

std::optional<std::string> two_player_refusal(const FactoredShape& shape,
                                              std::string_view concept_name) {
  const auto num_choosing =
      std::count_if(shape.players.begin(), shape.players.end(), [](const auto& player) {
        return !player.is_behavioural();
      });
  if (num_choosing != 2) {
    return fmt::format(
        "{} solves games of two players, and {} choose here; qre and pure take any number",
        concept_name,
        num_choosing);
  }
  return Materialisation::refusal(shape);
}

void require_two_players(const NormalFormGame& game, std::string_view concept_name) {
  if (game.num_players() != 2) {
    throw InvalidArgument(
        fmt::format("{} solves games of two players, and this has {}; qre and pure take any number",
                    concept_name,
                    game.num_players()));
  }
}

}  // namespace demarche
