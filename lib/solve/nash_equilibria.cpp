// SPDX-License-Identifier: MIT
#include "demarche/solve/nash_equilibria.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <utility>

#include "core/require.hpp"
#include "demarche/core/error.hpp"
#include "demarche/game/materialise.hpp"
#include "demarche/solve/extreme_equilibria.hpp"
#include "demarche/solve/pure_equilibria.hpp"
#include "demarche/solve/simplicial_subdivision.hpp"
#include "demarche/solve/support_enumeration.hpp"
#include "game/exact_numbers.hpp"
#include "game/profile_count.hpp"
#include "solve/blocks/deadline.hpp"
#include "solve/blocks/idle_players.hpp"
#include "solve/blocks/lane_solver.hpp"
#include "solve/paths/payoff_field.hpp"
#include "solve/registry.hpp"
#include "solve/signs/small_bimatrix.hpp"
#include "solve/supports/support_boxes.hpp"
#include "solve/supports/two_by_two_by_two.hpp"

namespace demarche {
namespace {

/// The most combinations of supports of three players or more: 4x4x4, 3x3x3x3 and 2^7 fit.
constexpr double kMaxSupports = 5000.0;
/// Probabilities below this, and differences between profiles, are taken for 0.
constexpr double kHardlyAny = 1e-5;

/// The number of supports of each player, 2^strategies - 1, divided into factors that doubles hold.
std::vector<double> support_factors(const std::vector<int>& num_strategies) {
  constexpr int kLargestPower = 1000;
  std::vector<double> factors;
  for (int strategies : num_strategies) {
    double empty = 1.0;
    for (; strategies > kLargestPower; strategies -= kLargestPower) {
      factors.push_back(std::exp2(kLargestPower));
      empty = 0.0;  // Nobody sees the empty support missing from so many.
    }
    factors.push_back(std::exp2(strategies) - empty);
  }
  return factors;
}

/// Whether three players or more have a choice and their supports fit. The lists that a refusal
/// needs are made after this test alone: they took a fifth of the instructions of a 2x2x2 game.
bool has_few_supports(const std::vector<int>& num_strategies) {
  double supports = 1.0;
  int num_choosing = 0;
  for (const int strategies : num_strategies) {
    supports *= std::exp2(strategies) - 1.0;
    num_choosing += strategies > 1 ? 1 : 0;
  }
  return num_choosing > 2 && supports <= kMaxSupports;
}

std::vector<int> subset(unsigned long long bits) {
  std::vector<int> members;
  for (int s = 0; bits != 0; ++s, bits >>= 1U) {
    if ((bits & 1U) != 0) {
      members.push_back(s);
    }
  }
  return members;
}

/// Searches the supports of three players or more.
class SupportSearch {
 public:
  SupportSearch(const NormalFormGame& game, const NashEquilibriaOptions& options)
      : unit_(game.unit_scaled()),
        options_(options),
        budget_{.boxes = options.max_boxes},
        bits_(game.num_players(), 1) {}

  NashEquilibriaResult run() {
    result_.method = NashMethod::boxes;
    result_.is_complete = true;
    search();
    result_.num_steps = options_.max_boxes - budget_.boxes;
    if (!result_.is_complete) {
      // Pure equilibria are found quickly, even if the search above has not found all others.
      for (const auto& profile : PureEquilibria().solve(unit_).profiles) {
        keep(unit_.pure_profile(profile));
      }
    }
    return std::move(result_);
  }

 private:
  void search() {
    const TimeScope scope(options_.max_seconds);
    do {
      std::vector<std::vector<int>> supports;
      for (const auto bits : bits_) {
        supports.push_back(subset(bits));
      }
      if (budget_.is_spent()) {
        result_.is_complete = false;
        break;
      }
      auto roots = solve_supports(unit_, supports, options_.tolerance, budget_);
      result_.is_degenerate = result_.is_degenerate || roots.is_tied || roots.is_undecided;
      result_.is_complete = result_.is_complete && !roots.is_undecided;
      for (auto& profile : roots.equilibria) {
        keep(std::move(profile));
      }
    } while (advance());
  }

  /// Two answers may differ only by a tiny probability: the end of a continuum, found again from a
  /// larger support. So tiny probabilities are set to 0 where the smaller support has a solution.
  void keep(MixedProfile profile) {
    std::vector<std::vector<int>> supports;
    bool is_smaller = false;
    for (const auto& strategy : profile) {
      auto& support = supports.emplace_back();
      for (std::size_t s = 0; s < strategy.size(); ++s) {
        if (strategy[s] > kHardlyAny) {
          support.push_back(static_cast<int>(s));
        }
        is_smaller = is_smaller || (strategy[s] > 0.0 && strategy[s] <= kHardlyAny);
      }
    }
    if (is_smaller) {
      if (auto refined = refine_on(unit_, profile, supports, options_.tolerance)) {
        profile = std::move(*refined);
      }
    }
    const Vector own = joined(profile);
    for (const MixedProfile& other : result_.equilibria) {
      if ((joined(other) - own).lpNorm<Eigen::Infinity>() <= kHardlyAny) {
        return;
      }
    }
    result_.regret = std::max(result_.regret, unit_.max_regret(profile));
    result_.equilibria.push_back(std::move(profile));
  }

  bool advance() {
    for (std::size_t i = 0; i < bits_.size(); ++i) {
      if (++bits_[i] < (1ULL << static_cast<unsigned>(unit_.num_strategies()[i]))) {
        return true;
      }
      bits_[i] = 1;
    }
    return false;
  }

  NormalFormGame unit_;
  const NashEquilibriaOptions& options_;
  SearchBudget budget_;
  std::vector<unsigned long long> bits_;  ///< The support of each player.
  NashEquilibriaResult result_;
};

NashEquilibriaResult solve_one_player(const NormalFormGame& game) {
  NashEquilibriaResult result;
  const auto payoffs = game.payoffs(0);
  const auto exact = game.exact_payoffs(0);
  const double best = *std::max_element(payoffs.begin(), payoffs.end());
  const auto best_exactly = std::max_element(exact.begin(), exact.end());
  auto& component = result.components.emplace_back();
  for (std::size_t s = 0; s < payoffs.size(); ++s) {
    if (payoffs[s] == best && (exact.empty() || exact[s] == *best_exactly)) {
      component.push_back(static_cast<int>(result.equilibria.size()));
      result.equilibria.push_back(game.pure_profile(std::vector{static_cast<int>(s)}));
    }
  }
  result.is_degenerate = component.size() > 1;
  if (!result.is_degenerate) {
    result.components.clear();
  }
  result.is_complete = true;
  result.num_steps = static_cast<long long>(payoffs.size());
  result.status = SolveStatus::converged;
  return result;
}

NashEquilibriaResult solve_two_players(const NormalFormGame& game,
                                       const NashEquilibriaOptions& options) {
  auto supports = [&] {
    const TimeScope scope(options.max_seconds);
    return SupportEnumeration({.tolerance = options.tolerance}).solve(game);
  }();
  NashEquilibriaResult result;
  result.num_steps = supports.num_supports;
  const int total = game.num_strategies()[0] + game.num_strategies()[1];
  if (!supports.is_complete && total <= ExtremeEquilibria::kMaxStrategies) {
    auto exact = ExtremeEquilibria({.max_vertices = options.max_vertices,
                                    .max_seconds = options.max_seconds,
                                    .tolerance = options.tolerance})
                     .solve(game);
    if (exact.status == SolveStatus::converged) {
      result.status = exact.status;
      result.equilibria = std::move(exact.equilibria);
      result.is_degenerate = exact.is_degenerate;
      if (exact.is_degenerate) {
        result.components = std::move(exact.components);
      }
      result.is_complete = true;
      result.method = NashMethod::vertices;
      result.regret = exact.regret;
      result.num_steps += exact.num_vertices;
      return result;
    }
  }
  result.status = supports.status;
  result.equilibria = std::move(supports.equilibria);
  result.is_complete = supports.is_complete;
  result.is_degenerate = supports.is_degenerate;
  result.regret = supports.regret;
  return result;
}

NashEquilibriaResult solve_more_players(const NormalFormGame& game,
                                        const NashEquilibriaOptions& options) {
  if (is_two_by_two_by_two(game)) {
    // Payoffs far from zero are scaled exactly, before rounding hides their differences.
    auto trio = has_exact_payoffs_far_from_zero(game)
                    ? solve_two_by_two_by_two(game.unit_scaled(), options.tolerance)
                    : solve_two_by_two_by_two(game, options.tolerance);
    if (trio) {
      NashEquilibriaResult result;
      result.status = SolveStatus::converged;
      result.equilibria = std::move(trio->equilibria);
      result.is_complete = true;
      result.method = NashMethod::closed_form;
      result.regret = trio->regret;
      result.num_steps = 27;
      return result;
    }
  }
  auto result = SupportSearch(game, options).run();
  if (result.equilibria.empty()) {
    // An equilibrium always exists. It may be a singular zero, which no box can decide.
    auto one =
        SimplicialSubdivision({.max_seconds = options.max_seconds, .tolerance = options.tolerance})
            .solve(game);
    result.is_complete = false;
    result.status = one.status;
    result.method = NashMethod::grid;
    if (one.status == SolveStatus::converged) {
      result.regret = one.regret;
      result.equilibria.push_back(std::move(one.strategies));
    }
    return result;
  }
  result.status = SolveStatus::converged;
  return result;
}

/// `is_exact` says whether payoffs are known exactly, not as doubles alone.
std::string_view method_name(NashMethod method, bool is_exact) {
  switch (method) {
    case NashMethod::supports:
      return "support enumeration in floating point";
    case NashMethod::vertices:
      return is_exact ? "vertex enumeration in exact arithmetic"
                      : "vertex enumeration in exact arithmetic on the doubles given";
    case NashMethod::boxes:
      return "subdivision of supports";
    case NashMethod::grid:
      return "one equilibrium by simplicial subdivision";
    case NashMethod::closed_form:
      return "signs and quadratic equations in closed form";
  }
  return "";
}

Solution solve_nash(const NormalFormGame& game, const ConceptOptions& options) {
  auto result =
      NashEquilibria({.tolerance = options.tolerance,
                      .max_boxes = iteration_budget(options, NashEquilibriaOptions{}.max_boxes),
                      .max_seconds = options.max_seconds})
          .solve(game);
  Solution solution;
  constexpr long long kMost = std::numeric_limits<int>::max();
  solution.method = method_name(result.method, game.is_exact());
  solution.certificate = {.status = result.status,
                          .num_equilibria = static_cast<int>(result.equilibria.size()),
                          .is_complete = result.is_complete,
                          .is_degenerate = result.is_degenerate,
                          .residual = result.regret,
                          .iterations = static_cast<int>(std::min(result.num_steps, kMost))};
  for (const MixedProfile& profile : result.equilibria) {
    solution.certificate.max_regret =
        std::max(solution.certificate.max_regret, game.max_regret(profile));
  }
  solution.equilibria = std::move(result.equilibria);
  solution.components = std::move(result.components);
  return solution;
}

std::optional<std::string> refusal(const FactoredShape& shape) {
  if (auto reason = Materialisation::refusal(shape)) {
    return reason;
  }
  return NashEquilibria::refusal(Materialisation(shape).num_strategies());
}

}  // namespace

NashEquilibria::NashEquilibria(Options options) : options_(options) {
  require_positive("tolerance", options_.tolerance);
  require_at_least("max_boxes", options_.max_boxes, 1);
  require_positive("max_seconds", options_.max_seconds);
}

std::optional<std::string> NashEquilibria::refusal(const std::vector<int>& num_strategies) {
  if (has_few_supports(num_strategies)) {
    return std::nullopt;
  }
  const std::vector<int> counts = without_idle_players(num_strategies);
  if (counts.size() < 2) {
    return std::nullopt;
  }
  if (counts.size() == 2) {
    return SupportEnumeration::refusal(counts[0], counts[1]);
  }
  const std::vector<double> factors = support_factors(counts);
  if (std::accumulate(factors.begin(), factors.end(), 1.0, std::multiplies()) > kMaxSupports) {
    return fmt::format(
        "it has {} combinations of supports, and at most {} fit; gnm, simplicial and "
        "logit-nash find one equilibrium",
        product_text(factors),
        kMaxSupports);
  }
  return std::nullopt;
}

NashEquilibria::Result NashEquilibria::solve(const NormalFormGame& game) const {
  game.check_finite();
  if (const auto reason = refusal(game.num_strategies())) {
    throw InvalidArgument("all equilibria of this game are too many to look for: " + *reason);
  }
  return solve_without_idle_players(game, [&](const NormalFormGame& smaller) {
    switch (smaller.num_players()) {
      case 1:
        return solve_one_player(smaller);
      case 2:
        return solve_two_players(smaller, options_);
      default:
        return solve_more_players(smaller, options_);
    }
  });
}

Concept nash_equilibria_concept() {
  return {.name = "nash",
          .summary = "all Nash equilibria, any number of players",
          .work = "supports, vertices or boxes",
          .budget = "boxes that supports of three players or more are divided into",
          .reads = {&ConceptOptions::max_iterations,
                    &ConceptOptions::max_seconds,
                    &ConceptOptions::tolerance,
                    &ConceptOptions::start,
                    &ConceptOptions::selection},
          .refusal = refusal,
          .make_block_solver = [](const FactoredShape& shape,
                                  const ConceptOptions& options) -> std::unique_ptr<BlockSolver> {
            auto by_lane = std::make_unique<LaneSolver>(shape, options, solve_nash);
            if (is_small_bimatrix(shape)) {
              return make_small_bimatrix_solver(shape, options, std::move(by_lane));
            }
            return by_lane;
          },
          .solve = solve_nash};
}

}  // namespace demarche
