// SPDX-License-Identifier: MIT
#include "demarche/solve/dynamics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "demarche/core/error.hpp"
#include "game/mean_payoff.hpp"
#include "solve/adaptation.hpp"
#include "solve/blocks/payoff_view.hpp"
#include "solve/registry.hpp"

namespace demarche {
namespace {

/// What the concepts take for rest: replicators come ever closer to it, but slowly.
constexpr double kReplicatorRest = 1e-6;
constexpr int kReplicatorSteps = 2000;

Solution solve_rule(const PayoffView& view, const ConceptOptions& options, DynamicsRule rule) {
  DynamicsOptions own{.rule = rule,
                      .start = options.start,
                      .precision = options.precision,
                      .max_steps = iteration_budget(options, DynamicsOptions{}.max_steps),
                      .tolerance = options.tolerance};
  if (rule == DynamicsRule::replicator || rule == DynamicsRule::discrete_replicator) {
    own.max_steps = std::min(own.max_steps, kReplicatorSteps);
    own.tolerance = std::max(own.tolerance, kReplicatorRest);
  }
  const auto result = adapt(view, own);
  Solution solution;
  const bool is_settled = result.end != DynamicsEnd::moving;
  solution.certificate = {
      .status = is_settled ? SolveStatus::converged : SolveStatus::iteration_limit,
      .num_equilibria = is_settled ? 1 : 0,
      .residual = rule == DynamicsRule::logit_response ? result.logit_error : result.regret,
      .iterations = result.num_steps};
  if (is_settled) {
    const bool is_fixed = result.end == DynamicsEnd::fixed_point;
    solution.method = is_fixed ? "came to rest"
                      : result.end == DynamicsEnd::cycle
                          ? fmt::format("average over a cycle of {} moves", result.cycle_length)
                          : "time average";
    solution.equilibria.push_back(is_fixed ? result.last : result.average);
    solution.certificate.max_regret = view.max_regret(solution.equilibria.back());
  }
  return solution;
}

template <DynamicsRule rule>
Solution solve_dynamic(const PayoffView& view, const ConceptOptions& options) {
  return solve_rule(view, options, rule);
}

}  // namespace

Dynamics::Dynamics(Options options) : options_(std::move(options)) {
  const auto require = [](bool holds, std::string_view rule, double value) {
    if (!holds) {
      throw InvalidArgument(fmt::format("{}, got {}", rule, value));
    }
  };
  require(options_.tremble >= 0.0 && options_.tremble <= 1.0,
          "tremble must be in [0, 1]",
          options_.tremble);
  require(options_.precision >= 0.0 && std::isfinite(options_.precision),
          "precision must be finite and at least 0",
          options_.precision);
  require(options_.gain >= 0.0 && options_.gain <= 1.0, "gain must be in [0, 1]", options_.gain);
  require(options_.max_steps >= 1, "max_steps must be at least 1", options_.max_steps);
  require(options_.tolerance > 0.0, "tolerance must be above 0", options_.tolerance);
}

Dynamics::Result Dynamics::solve(const NormalFormGame& game) const {
  game.check_finite();
  return adapt(DenseView(game), options_);
}

Dynamics::Result Dynamics::solve(const FactoredGame& game) const {
  game.shape.check();
  FactoredView view(game.shape);
  if (!view.load(game.cells)) {
    throw InvalidArgument("payoffs must be finite, and behaviour weights at least 0 and not all 0");
  }
  return adapt(view, options_);
}

MixedProfile replicator_field(const NormalFormGame& game, const MixedProfile& profile) {
  MixedProfile rates = profile;
  for (std::size_t i = 0; i < game.num_players(); ++i) {
    const auto payoffs = game.strategy_payoffs(i, profile);
    const double mean = mean_payoff(payoffs, profile[i]);
    for (std::size_t s = 0; s < payoffs.size(); ++s) {
      rates[i][s] *= payoffs[s] - mean;
    }
  }
  return rates;
}

Vector population_replicator_field(const Matrix& payoffs,
                                   const Vector& shares,
                                   const Matrix& mutation) {
  const Vector fitness = payoffs * shares;
  const double mean = shares.dot(fitness);
  return mutation.transpose() * shares.cwiseProduct(fitness) - mean * shares;
}

Concept best_response_dynamics_concept() {
  return view_concept<solve_dynamic<DynamicsRule::best_response>>(
      "best-response", "where best responses in turn lead from the start profile");
}

Concept fictitious_play_concept() {
  return view_concept<solve_dynamic<DynamicsRule::fictitious_play>>(
      "fictitious-play", "beliefs of players who best respond to what others played so far");
}

Concept logit_response_dynamics_concept() {
  return view_concept<solve_dynamic<DynamicsRule::logit_response>>(
      "logit-response", "where logit responses lead from the start profile");
}

Concept replicator_concept() {
  return view_concept<solve_dynamic<DynamicsRule::replicator>>(
      "replicator", "where the continuous replicator dynamic leads from the start profile");
}

Concept discrete_replicator_concept() {
  return view_concept<solve_dynamic<DynamicsRule::discrete_replicator>>(
      "replicator-discrete", "where generations of imitators lead from the start profile");
}

}  // namespace demarche
