// SPDX-License-Identifier: MIT
#include "demarche/solve/pure_equilibria.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "core/lane_of.hpp"
#include "core/require.hpp"
#include "demarche/core/error.hpp"
#include "demarche/game/materialise.hpp"
#include "solve/blocks/lane_solver.hpp"
#include "solve/blocks/select_on_view.hpp"
#include "solve/pure/pure_lanes.hpp"
#include "solve/pure/pure_search.hpp"
#include "solve/registry.hpp"

namespace demarche {
namespace {

/// Payoffs in [0, 1] that differ by more differ exactly, too.
constexpr double kRounding = 1e-12;

/// Marks the profiles of a game with payoffs in [0, 1] at which every player best responds. Payoffs
/// closer than the tolerance are tied or, if the payoffs of `exact` are given, decided by these.
class Screen {
 public:
  explicit Screen(std::size_t num_profiles)
      : is_equilibrium_(num_profiles, 1), is_tied_(num_profiles, 0), regret_(num_profiles, 0.0) {}

  void apply(const NormalFormGame& game,
             std::span<const Fraction> exact,
             std::size_t player,
             double tie_tolerance) {
    const auto payoffs = game.payoffs(player);
    const std::size_t stride = game.stride(player);
    const auto count = static_cast<std::size_t>(game.num_strategies()[player]);
    for (std::size_t outer = 0; outer < payoffs.size(); outer += stride * count) {
      for (std::size_t inner = 0; inner < stride; ++inner) {
        apply_line(payoffs, exact, outer + inner, stride, count, tie_tolerance);
      }
    }
  }

  [[nodiscard]] bool is_equilibrium(std::size_t p) const { return is_equilibrium_[p] != 0; }
  [[nodiscard]] bool is_tied(std::size_t p) const { return is_tied_[p] != 0; }
  [[nodiscard]] double regret(std::size_t p) const { return regret_[p]; }

 private:
  void apply_line(std::span<const double> payoffs,
                  std::span<const Fraction> exact,
                  std::size_t first,
                  std::size_t stride,
                  std::size_t count,
                  double tie_tolerance) {
    double best = payoffs[first];
    for (std::size_t s = 1; s < count; ++s) {
      best = std::max(best, payoffs[first + s * stride]);
    }
    const auto is_close = [&](std::size_t s) {
      return best - payoffs[first + s * stride] <= tie_tolerance;
    };
    const Fraction* best_exactly = nullptr;
    for (std::size_t s = 0; !exact.empty() && s < count; ++s) {
      const Fraction& payoff = exact[first + s * stride];
      if (is_close(s) && (best_exactly == nullptr || payoff > *best_exactly)) {
        best_exactly = &payoff;
      }
    }
    const auto falls_short = [&](std::size_t s) {
      return !is_close(s) || (best_exactly != nullptr && exact[first + s * stride] < *best_exactly);
    };
    std::size_t num_best = 0;
    for (std::size_t s = 0; s < count; ++s) {
      num_best += falls_short(s) ? 0 : 1;
    }
    for (std::size_t s = 0; s < count; ++s) {
      const std::size_t p = first + s * stride;
      if (falls_short(s)) {
        is_equilibrium_[p] = 0;
      } else {
        regret_[p] = std::max(regret_[p], best - payoffs[p]);
      }
      is_tied_[p] |= num_best > 1 ? 1 : 0;
    }
  }

  std::vector<char> is_equilibrium_;
  std::vector<char> is_tied_;
  std::vector<double> regret_;
};

Solution solve_pure(const NormalFormGame& game, const ConceptOptions& /*options*/) {
  const auto result = PureEquilibria().solve(game);
  Solution solution;
  solution.certificate = {.status = result.status,
                          .num_equilibria = static_cast<int>(result.profiles.size()),
                          .is_complete = true,
                          .is_degenerate = result.is_degenerate,
                          .residual = result.regret,
                          .iterations = static_cast<int>(game.num_profiles())};
  for (const auto& profile : result.profiles) {
    solution.equilibria.push_back(game.pure_profile(profile));
    solution.certificate.max_regret =
        std::max(solution.certificate.max_regret, game.max_regret(solution.equilibria.back()));
  }
  return solution;
}

/// Solves blocks game by game with a search that needs no dense form.
class SearchSolver final : public BlockSolver {
 public:
  SearchSolver(const FactoredShape& shape, const ConceptOptions& options)
      : shape_(shape), options_(options), search_(shape) {}

  void solve(const GameBlock& block, BlockSolution& solution) override {
    solution.start();
    for (std::size_t lane = 0; lane < block.num_lanes; ++lane) {
      if (!search_.load(lane_of(block.cells, shape_.num_cells, lane))) {
        solution.certificates[lane] = {.status = SolveStatus::not_finite};
        continue;
      }
      place(search_.run(PureEquilibriaOptions{}.tie_tolerance,
                        options_.max_iterations > 0 ? options_.max_iterations
                                                    : PureEquilibriaOptions{}.max_nodes),
            lane,
            solution);
    }
  }

 private:
  void place(const PureEquilibriaResult& result, std::size_t lane, BlockSolution& solution) const {
    const std::size_t count = result.profiles.size();
    constexpr long long kMost = std::numeric_limits<int>::max();
    const Certificates::Reference certificate = solution.certificates[lane];
    certificate = {.status = result.status,
                   .num_equilibria = static_cast<int>(count),
                   .is_complete = result.status != SolveStatus::iteration_limit,
                   .is_degenerate = result.is_degenerate,
                   .residual = result.regret,
                   .iterations = static_cast<int>(std::min(search_.num_nodes(), kMost))};
    if (count > static_cast<std::size_t>(kMaxEquilibria)) {
      certificate.status = SolveStatus::iteration_limit;
    }
    if (certificate.status != SolveStatus::converged) {
      return;
    }
    solution.num_components = std::max(solution.num_components, count);
    solution.require_components(count, shape_.num_strategies());
    std::vector<MixedProfile> equilibria;
    for (const auto& profile : result.profiles) {
      equilibria.push_back(search_.view().start_profile(profile));
    }
    const auto weights =
        select_on_view(search_.view(), equilibria, options_.selection, options_.start);
    for (std::size_t c = 0; c < count; ++c) {
      const MixedProfile& profile = equilibria[c];
      certificate.max_regret = std::max(certificate.max_regret, search_.view().max_regret(profile));
      solution.weights[c][lane] = weights[c];
      const auto probabilities = search_.view().all_probabilities(profile);
      for (std::size_t s = 0; s < probabilities.size(); ++s) {
        solution.probabilities[c][s * kBlockLanes + lane] = probabilities[s];
      }
    }
  }

  const FactoredShape& shape_;
  ConceptOptions options_;
  PureSearch search_;
};

/// Games of at most this many profiles are solved in dense form, across lanes; larger ones by a
/// search that holds no array of profiles.
constexpr std::size_t kMostDenseProfiles = 4096;

}  // namespace

PureEquilibria::PureEquilibria(Options options) : options_(options) {
  require_at_least("max_nodes", options_.max_nodes, 1);
  require_at_least("tie_tolerance", options_.tie_tolerance, 0.0);
}

PureEquilibria::Result PureEquilibria::solve(const NormalFormGame& game) const {
  game.check_finite();
  const NormalFormGame unit = game.unit_scaled();
  // A larger tolerance than the default asks for more than an allowance for rounding.
  const bool decides_exactly =
      options_.tie_tolerance <= PureEquilibriaOptions{}.tie_tolerance && game.is_exact();
  Screen screen(game.num_profiles());
  for (std::size_t i = 0; i < game.num_players(); ++i) {
    const auto exact = decides_exactly ? game.exact_payoffs(i) : std::span<const Fraction>();
    screen.apply(unit, exact, i, decides_exactly ? kRounding : options_.tie_tolerance);
  }
  Result result;
  for (std::size_t p = 0; p < game.num_profiles(); ++p) {
    if (!screen.is_equilibrium(p)) {
      continue;
    }
    result.profiles.push_back(game.profile(p));
    result.is_degenerate = result.is_degenerate || screen.is_tied(p);
    result.regret = std::max(result.regret, screen.regret(p));
  }
  result.status = result.profiles.empty() ? SolveStatus::no_equilibrium : SolveStatus::converged;
  return result;
}

PureEquilibria::Result PureEquilibria::solve(const FactoredGame& game) const {
  game.shape.check();
  PureSearch search(game.shape);
  if (!search.load(game.cells)) {
    throw InvalidArgument("payoffs must be finite, and behaviour weights at least 0 and not all 0");
  }
  return search.run(options_.tie_tolerance, options_.max_nodes);
}

Concept pure_equilibria_concept() {
  return {.name = "pure",
          .summary = "all pure equilibria, any number of players",
          .work = "profiles or nodes",
          .budget = "nodes of a search, in games whose profiles are too many to list",
          .reads = {&ConceptOptions::max_iterations,
                    &ConceptOptions::start,
                    &ConceptOptions::selection},
          .refusal = view_refusal,
          .make_block_solver = [](const FactoredShape& shape,
                                  const ConceptOptions& options) -> std::unique_ptr<BlockSolver> {
            if (!Materialisation::refusal(shape) &&
                Materialisation(shape).num_profiles() <= kMostDenseProfiles) {
              return make_pure_lane_solver(
                  shape, options, std::make_unique<LaneSolver>(shape, options, solve_pure));
            }
            if (needs_dense_form(options.selection)) {
              throw InvalidArgument(fmt::format(
                  "selection {} needs games of at most {} profiles; payoff-dominant, utilitarian, "
                  "nearest, entropy and uniform take any",
                  to_string(options.selection),
                  kMostDenseProfiles));
            }
            return std::make_unique<SearchSolver>(shape, options);
          },
          .solve = solve_pure};
}

}  // namespace demarche
