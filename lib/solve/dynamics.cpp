// SPDX-License-Identifier: MIT
#include "demarche/solve/dynamics.hpp"

#include <fmt/format.h>

#include <utility>

#include "core/require.hpp"
#include "demarche/core/error.hpp"
#include "game/mean_payoff.hpp"
#include "solve/adaptation.hpp"
#include "solve/blocks/payoff_view.hpp"
#include "solve/registry.hpp"

namespace demarche {
namespace {

/// The change per step that the replicator concepts take for rest, and their budget of steps,
/// unless the options set others. Replicators approach rest so slowly that a smaller change would
/// cost many more steps.
constexpr double kReplicatorRest = 1e-6;
constexpr int kReplicatorSteps = 2000;

Solution solve_rule(const PayoffView& view, const ConceptOptions& options, DynamicsRule rule) {
  DynamicsOptions own{.rule = rule,
                      .start = options.start,
                      .precision = options.precision,
                      .max_steps = iteration_budget(options, DynamicsOptions{}.max_steps),
                      .tolerance = options.tolerance};
  if (rule == DynamicsRule::replicator || rule == DynamicsRule::discrete_replicator) {
    own.max_steps = iteration_budget(options, kReplicatorSteps);
    own.tolerance = find_option("tolerance").is_default(options) ? kReplicatorRest : own.tolerance;
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
  require_in("tremble", options_.tremble, 0.0, 1.0);
  require_finite("precision", options_.precision, 0.0);
  require_in("gain", options_.gain, 0.0, 1.0);
  require_at_least("max_steps", options_.max_steps, 1);
  require_positive("tolerance", options_.tolerance);
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
      {.name = "best-response",
       .summary = "where best responses in turn lead from the start profile",
       .work = "rounds",
       .budget = "rounds of moves",
       .reads = {&ConceptOptions::start, &ConceptOptions::max_iterations}});
}

Concept fictitious_play_concept() {
  return view_concept<solve_dynamic<DynamicsRule::fictitious_play>>(
      {.name = "fictitious-play",
       .summary = "beliefs of players who best respond to what others played so far",
       .work = "steps",
       .budget = "steps",
       .reads = {
           &ConceptOptions::start, &ConceptOptions::max_iterations, &ConceptOptions::tolerance}});
}

Concept logit_response_dynamics_concept() {
  return view_concept<solve_dynamic<DynamicsRule::logit_response>>(
      {.name = "logit-response",
       .summary = "where logit responses lead from the start profile",
       .work = "steps",
       .budget = "steps",
       .reads = {&ConceptOptions::precision,
                 &ConceptOptions::start,
                 &ConceptOptions::max_iterations,
                 &ConceptOptions::tolerance},
       .residual = ResidualKind::logit_equation,
       .has_precision_of_game = true});
}

Concept replicator_concept() {
  return view_concept<solve_dynamic<DynamicsRule::replicator>>(
      {.name = "replicator",
       .summary = "where the continuous replicator dynamic leads from the start profile",
       .work = "units of time",
       .budget = "units of time",
       .reads = {
           &ConceptOptions::start, &ConceptOptions::max_iterations, &ConceptOptions::tolerance}});
}

Concept discrete_replicator_concept() {
  return view_concept<solve_dynamic<DynamicsRule::discrete_replicator>>(
      {.name = "replicator-discrete",
       .summary = "where generations of imitators lead from the start profile",
       .work = "generations",
       .budget = "generations",
       .reads = {
           &ConceptOptions::start, &ConceptOptions::max_iterations, &ConceptOptions::tolerance}});
}

}  // namespace demarche
