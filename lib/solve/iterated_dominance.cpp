// SPDX-License-Identifier: MIT
#include "demarche/solve/iterated_dominance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <compare>
#include <iterator>
#include <numeric>
#include <optional>
#include <span>
#include <utility>

#include "core/require.hpp"
#include "demarche/core/error.hpp"
#include "demarche/game/materialise.hpp"
#include "game/exact_numbers.hpp"
#include "game/range_scale.hpp"
#include "solve/blocks/deadline.hpp"
#include "solve/blocks/lane_solver.hpp"
#include "solve/blocks/uniform_play.hpp"
#include "solve/dominance/dominance_lanes.hpp"
#include "solve/programs/linear_program.hpp"
#include "solve/registry.hpp"

namespace demarche {
namespace {

/// One player's choice among its surviving strategies, against the survivors of the others.
class Choice {
 public:
  /// `scaled` is the game itself, or its payoffs scaled to [0, 1].
  Choice(const NormalFormGame& game,
         const NormalFormGame& scaled,
         std::size_t player,
         const std::vector<std::vector<int>>& left,
         const IteratedDominanceOptions& options,
         const Deadline& deadline)
      : game_(game),
        scaled_(scaled),
        player_(player),
        strategies_(left[player]),
        bases_(others_profiles(game, player, left)),
        exact_(game.exact_payoffs(player)),
        range_(scaled_range(scaled.payoffs(player))),
        options_(options),
        deadline_(deadline) {}

  [[nodiscard]] std::vector<int> dominated() {
    std::vector<int> found;
    for (const int s : strategies_) {
      if (strategies_.size() > 1 && is_dominated(s)) {
        found.push_back(s);
      }
    }
    return found;
  }

  /// `converged`, or why a linear program could not decide.
  [[nodiscard]] SolveStatus status() const noexcept { return status_; }

 private:
  static std::vector<std::size_t> others_profiles(const NormalFormGame& game,
                                                  std::size_t player,
                                                  const std::vector<std::vector<int>>& left) {
    std::vector<std::size_t> bases = {0};
    for (std::size_t i = 0; i < left.size(); ++i) {
      if (i == player) {
        continue;
      }
      std::vector<std::size_t> longer;
      for (const std::size_t base : bases) {
        for (const int s : left[i]) {
          longer.push_back(base + game.stride(i) * static_cast<std::size_t>(s));
        }
      }
      bases = std::move(longer);
    }
    return bases;
  }

  [[nodiscard]] std::size_t profile(int s, std::size_t base) const {
    return base + game_.stride(player_) * static_cast<std::size_t>(s);
  }
  [[nodiscard]] double payoff(int s, std::size_t base) const {
    return game_.payoffs(player_)[profile(s, base)];
  }
  /// How two strategies compare against a profile of the others. Rounding to doubles keeps order,
  /// so that only equal doubles need the exact payoffs.
  [[nodiscard]] std::partial_ordering compare(int a, int b, std::size_t base) const {
    const auto order = payoff(a, base) <=> payoff(b, base);
    return order == 0 && !exact_.empty() ? exact_[profile(a, base)] <=> exact_[profile(b, base)]
                                         : order;
  }

  [[nodiscard]] bool is_dominated(int s) {
    const bool by_pure = std::any_of(strategies_.begin(), strategies_.end(), [&](int other) {
      return other != s && dominates(other, s);
    });
    return by_pure || (options_.by_mixed && range_.spread() > 0.0 && strategies_.size() > 2 &&
                       !is_clearly_best(s) && is_dominated_by_mixture(s));
  }

  [[nodiscard]] bool dominates(int better, int worse) const {
    bool is_somewhere_better = false;
    for (const std::size_t base : bases_) {
      const auto order = compare(better, worse, base);
      if (order < 0 || (order == 0 && !options_.is_weak)) {
        return false;
      }
      is_somewhere_better = is_somewhere_better || order > 0;
    }
    return is_somewhere_better;
  }

  /// A best response to some profile is not strictly dominated. The only best response to a profile
  /// is not weakly dominated either.
  [[nodiscard]] bool is_clearly_best(int s) const {
    return std::any_of(bases_.begin(), bases_.end(), [&](std::size_t base) {
      return std::all_of(strategies_.begin(), strategies_.end(), [&](int other) {
        const auto order = compare(other, s, base);
        return other == s || order < 0 || (order == 0 && !options_.is_weak);
      });
    });
  }

  /// The variables are the weights of the other strategies and, for strict dominance, how much more
  /// the mixture pays at least.
  [[nodiscard]] bool is_dominated_by_mixture(int s) {
    std::vector<int> others;
    std::copy_if(strategies_.begin(), strategies_.end(), std::back_inserter(others), [&](int o) {
      return o != s;
    });
    std::vector<double> objective(others.size() + 1, 0.0);
    objective.back() = options_.is_weak ? 0.0 : 1.0;
    std::vector<std::vector<double>> rows;
    for (const std::size_t base : bases_) {
      auto& row = rows.emplace_back();
      for (const int other : others) {
        const auto payoffs = scaled_.payoffs(player_);
        row.push_back((range_.scale * payoffs[profile(other, base)] -
                       range_.scale * payoffs[profile(s, base)]) /
                      range_.spread());
      }
      for (std::size_t k = 0; options_.is_weak && k < others.size(); ++k) {
        objective[k] += row[k] / static_cast<double>(bases_.size());
      }
      row.push_back(options_.is_weak ? 0.0 : -1.0);
    }
    LinearProgram program(objective);
    std::vector<double> total(objective.size(), 1.0);
    total.back() = 0.0;
    program.add_row(total, 1.0, 1.0);
    program.bound(others.size(), 0.0, 1.0);
    for (const auto& row : rows) {
      program.add_row(row, 0.0, kUnbounded);
    }
    const auto answer = program.maximise(options_.max_iterations, deadline_.seconds());
    if (answer.status != SolveStatus::converged && answer.status != SolveStatus::no_equilibrium) {
      status_ = answer.status;
    }
    return answer.status == SolveStatus::converged && answer.value > options_.tolerance;
  }

  const NormalFormGame& game_;
  const NormalFormGame& scaled_;  ///< For linear programs.
  std::size_t player_;
  const std::vector<int>& strategies_;
  std::vector<std::size_t> bases_;
  std::span<const Fraction> exact_;  ///< Empty if only doubles are known.
  ScaledRange range_;                ///< The range of payoffs of the whole game.
  const IteratedDominanceOptions& options_;
  const Deadline& deadline_;
  SolveStatus status_ = SolveStatus::converged;
};

Solution solve_uniformly(const NormalFormGame& game, const ConceptOptions& options, bool is_weak) {
  IteratedDominanceOptions own{.is_weak = is_weak, .max_seconds = options.max_seconds};
  own.max_iterations = iteration_budget(options, own.max_iterations);
  const auto result = IteratedDominance(own).solve(game);
  Solution solution;
  if (result.status != SolveStatus::converged) {
    solution.certificate.status = result.status;
    return solution;
  }
  MixedProfile uniform;
  for (const int count : game.num_strategies()) {
    uniform.emplace_back(static_cast<std::size_t>(count), 0.0);
  }
  const int num_profiles = place_uniformly(
      game.num_strategies(),
      [&](std::size_t i, std::size_t s) {
        const auto& left = result.survivors[i];
        assert(!left.empty() && std::is_sorted(left.begin(), left.end()));
        return std::binary_search(left.begin(), left.end(), static_cast<int>(s));
      },
      [&](std::size_t i, std::size_t s, double probability) { uniform[i][s] = probability; });
  solution.certificate = {.status = SolveStatus::converged,
                          .num_equilibria = num_profiles,
                          .is_complete = true,
                          .is_degenerate = false,
                          .max_regret = game.max_regret(uniform),
                          .residual = 0.0,
                          .iterations = result.num_rounds};
  solution.equilibria.push_back(std::move(uniform));
  return solution;
}

Solution solve_strict(const NormalFormGame& game, const ConceptOptions& options) {
  return solve_uniformly(game, options, false);
}

Solution solve_weak(const NormalFormGame& game, const ConceptOptions& options) {
  return solve_uniformly(game, options, true);
}

/// Solves small games across lanes, and others one by one.
std::unique_ptr<BlockSolver> make_solver(const FactoredShape& shape,
                                         const ConceptOptions& options,
                                         bool is_weak) {
  auto by_lane = std::make_unique<LaneSolver>(shape, options, is_weak ? solve_weak : solve_strict);
  if (DominanceLanes::takes(Materialisation(shape).num_strategies())) {
    return make_dominance_lane_solver(shape, options, is_weak, std::move(by_lane));
  }
  return by_lane;
}

}  // namespace

bool IteratedDominanceResult::is_single_profile() const noexcept {
  return std::all_of(
      survivors.begin(), survivors.end(), [](const auto& own) { return own.size() == 1; });
}

IteratedDominance::IteratedDominance(Options options) : options_(options) {
  require_at_least("max_iterations", options_.max_iterations, 1);
  require_positive("max_seconds", options_.max_seconds);
  require_positive("tolerance", options_.tolerance);
}

IteratedDominance::Result IteratedDominance::solve(const NormalFormGame& game) const {
  game.check_finite();
  Result result;
  for (const int count : game.num_strategies()) {
    auto& own = result.survivors.emplace_back(static_cast<std::size_t>(count));
    std::iota(own.begin(), own.end(), 0);
  }
  // Linear programs take doubles. Exact payoffs far from zero are scaled before they are rounded.
  const auto scaled = has_exact_payoffs_far_from_zero(game) ? std::optional(game.unit_scaled())
                                                            : std::optional<NormalFormGame>();
  const Deadline deadline(options_.max_seconds);
  bool is_changed = true;
  while (is_changed) {
    is_changed = false;
    const auto before = result.survivors;
    for (std::size_t i = 0; i < game.num_players(); ++i) {
      Choice choice(game, scaled ? *scaled : game, i, before, options_, deadline);
      const auto dominated = choice.dominated();
      result.status = choice.status() == SolveStatus::converged ? result.status : choice.status();
      std::erase_if(result.survivors[i], [&](int s) {
        return std::binary_search(dominated.begin(), dominated.end(), s);
      });
      is_changed = is_changed || !dominated.empty();
    }
    result.num_rounds += is_changed ? 1 : 0;
  }
  return result;
}

Concept iterated_dominance_concept() {
  return {.name = "dominance",
          .summary = "uniform play over what iterated strict dominance leaves",
          .work = "rounds",
          .budget = "pivots of the simplex method, per program",
          .reads = {&ConceptOptions::max_iterations, &ConceptOptions::max_seconds},
          .counts = AnswerCount::survivors,
          .refusal = Materialisation::refusal,
          .make_block_solver = [](const FactoredShape& shape, const ConceptOptions& options)
              -> std::unique_ptr<BlockSolver> { return make_solver(shape, options, false); },
          .solve = solve_strict};
}

Concept weak_dominance_concept() {
  return {.name = "weak-dominance",
          .summary = "uniform play over what iterated weak dominance leaves",
          .work = "rounds",
          .budget = "pivots of the simplex method, per program",
          .reads = {&ConceptOptions::max_iterations, &ConceptOptions::max_seconds},
          .counts = AnswerCount::survivors,
          .refusal = Materialisation::refusal,
          .make_block_solver = [](const FactoredShape& shape, const ConceptOptions& options)
              -> std::unique_ptr<BlockSolver> { return make_solver(shape, options, true); },
          .solve = solve_weak};
}

}  // namespace demarche
