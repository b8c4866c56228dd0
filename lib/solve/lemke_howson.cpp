// SPDX-License-Identifier: MIT
#include "demarche/solve/lemke_howson.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <optional>
#include <utility>

#include "core/require.hpp"
#include "demarche/core/error.hpp"
#include "demarche/game/materialise.hpp"
#include "solve/blocks/deadline.hpp"
#include "solve/blocks/dense_concept.hpp"
#include "solve/pivoting/exact_pivoting.hpp"
#include "solve/pivoting/label_columns.hpp"
#include "solve/pivoting/pivot_basis.hpp"
#include "solve/registry.hpp"

namespace demarche {
namespace {

constexpr double kMaxStrategies = 2000.0;

/// Settings of the race: the first limit of pivots, and how often and how much it grows. In most
/// games some paths are very short. If none is short, as in games of opposed interests, all are
/// long, and there is little to gain from trying many.
constexpr double kFirstLimit = 8.0;
constexpr double kLimitGrowth = 1.5;
constexpr double kLongPath = 30.0;
[[nodiscard]] Index paths_per_growth(double limit) {
  return limit < kLongPath ? 64 : 4;
}

/// A path that is lost to rounding is followed again with the next of these settings.
constexpr std::array<PivotAccuracy, 3> kAccuracies{{{32, 1e-10}, {8, 1e-11}, {1, 1e-12}}};

constexpr int kPivotsBetweenClocks = 64;
/// Ends of paths closer than this are the same equilibrium; rounding moves an end by less.
constexpr double kSameEnd = 1e-8;

/// Detects that a path meets a basis twice, which can only happen through rounding. A basis is
/// represented by the sum of the hashes of its exchanges, and is compared with the basis at the
/// last power of two (Brent's method).
class CycleDetector {
 public:
  /// Records the exchange of two labels in one player's basis. Returns whether that basis was met
  /// before.
  bool is_again(bool is_first, Index entering, Index leaving) {
    const Index player = is_first ? 0 : 1;
    basis_ += hash(2 * entering + player) - hash(2 * leaving + player);
    if (++count_ == next_kept_) {
      kept_ = basis_;
      next_kept_ *= 2;
      return false;
    }
    return basis_ == kept_;
  }

 private:
  static std::uint64_t hash(Index number) {
    auto x = static_cast<std::uint64_t>(number + 1) * 0x9E3779B97F4A7C15U;
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
    return x ^ (x >> 31U);
  }

  std::uint64_t basis_ = 0;
  std::uint64_t kept_ = 0;
  std::uint64_t count_ = 0;
  std::uint64_t next_kept_ = 1;
};

class Paths {
 public:
  Paths(const NormalFormGame& game, const LemkeHowsonOptions& options)
      : game_(game),
        options_(options),
        columns_(game),
        on_first_(columns_, true),
        on_second_(columns_, false),
        deadline_(options.max_seconds) {}

  /// Follows the path of one label, with tighter settings each time it is lost to rounding.
  LemkeHowsonResult follow(Index label) {
    LemkeHowsonResult result;
    for (const PivotAccuracy& accuracy : kAccuracies) {
      result = follow(label, options_.max_pivots, accuracy);
      if (result.status != SolveStatus::numerical_failure) {
        return with_costs(std::move(result));
      }
    }
    return with_costs(exactly(label, std::move(result)));
  }

  LemkeHowsonResult race() {
    const Index num_labels = columns_.num_labels();
    if (auto pure = pure_end()) {
      return with_costs(std::move(*pure));
    }
    std::vector<std::size_t> accuracies(static_cast<std::size_t>(num_labels), 0);
    Index num_open = num_labels;
    double limit = kFirstLimit;
    Index num_since_growth = 0;
    LemkeHowsonResult result;
    for (Index k = 0; num_open > 0; ++k) {
      const Index label = label_of_turn(k);
      if (++num_since_growth > std::min(num_labels, paths_per_growth(limit))) {
        limit *= kLimitGrowth;
        num_since_growth = 1;
      }
      auto& next_accuracy = accuracies[static_cast<std::size_t>(label)];
      if (next_accuracy == kAccuracies.size()) {
        continue;
      }
      result = follow(label,
                      static_cast<int>(std::min<double>(limit, options_.max_pivots)),
                      kAccuracies[next_accuracy]);
      if (result.status == SolveStatus::converged || is_spent()) {
        break;
      }
      if (result.status == SolveStatus::numerical_failure &&
          ++next_accuracy == kAccuracies.size()) {
        --num_open;
      }
    }
    if (num_open == 0) {
      result = exactly(options_.dropped_label, std::move(result));
    }
    return with_costs(std::move(result));
  }

 private:
  /// The order of the labels in the race puts distant labels next to each other, because the paths
  /// of neighbours are often alike.
  [[nodiscard]] Index label_of_turn(Index turn) const {
    const Index count = columns_.num_labels();
    auto stride = static_cast<Index>(0.6180339887 * static_cast<double>(count));
    while (std::gcd(std::max<Index>(stride, 1), count) != 1) {
      ++stride;
    }
    return (options_.dropped_label + turn * std::max<Index>(stride, 1)) % count;
  }

  /// The first two pivots of a label's path lead to the best response to the label and to the best
  /// response to that. If the second is the label itself, the path ends in a pure equilibrium.
  std::optional<LemkeHowsonResult> pure_end() {
    for (Index k = 0; k < columns_.num_labels(); ++k) {
      const Index label = label_of_turn(k);
      const Index response = columns_.best_response(label);
      if (columns_.best_response(response) == label) {
        auto result = follow(label, options_.max_pivots, kAccuracies.front());
        if (result.status == SolveStatus::converged) {
          return result;
        }
      }
    }
    return std::nullopt;
  }

  LemkeHowsonResult follow(Index label, int limit, const PivotAccuracy& accuracy) {
    LemkeHowsonResult result;
    result.label = static_cast<int>(label);
    result.status = SolveStatus::iteration_limit;
    ++num_paths_;
    on_first_.reset(accuracy);
    on_second_.reset(accuracy);
    PivotBasis* basis = label < columns_.num_rows() ? &on_first_ : &on_second_;
    Index entering = label;
    CycleDetector bases;
    for (int pivots = 1; pivots <= limit && !is_spent(); ++pivots) {
      ++num_pivots_;
      if (basis->needs_factorisation() && !basis->factorise()) {
        result.status = SolveStatus::numerical_failure;
        return result;
      }
      const Index leaving = basis->enter(entering);
      if (leaving == label) {
        certify(result);
        return result;
      }
      if (leaving < 0 || bases.is_again(basis == &on_first_, entering, leaving)) {
        result.status = SolveStatus::numerical_failure;
        return result;
      }
      entering = leaving;
      basis = basis == &on_first_ ? &on_second_ : &on_first_;
    }
    return result;
  }

  void certify(LemkeHowsonResult& result) {
    result.status = SolveStatus::numerical_failure;
    if (!on_first_.factorise() || !on_second_.factorise()) {
      return;
    }
    MixedProfile profile = {on_first_.strategy(), on_second_.strategy()};
    if (!profile[0].empty() && !profile[1].empty()) {
      accept(std::move(profile), result);
    }
  }

  /// Follows the path of a label in exact arithmetic, after rounding has lost it with all settings,
  /// if the game is not too large.
  LemkeHowsonResult exactly(Index label, LemkeHowsonResult lost) {
    if (columns_.num_labels() > kMaxExactLabels) {
      return lost;
    }
    LemkeHowsonResult result;
    result.label = static_cast<int>(label);
    result.status = SolveStatus::iteration_limit;
    ++num_paths_;
    MixedProfile profile = follow_exactly(game_, label, [&] {
      ++num_pivots_;
      next_clock_ = num_pivots_;  // Exact pivots are slow: ask the clock at once.
      return !is_spent();
    });
    if (!profile.empty()) {
      accept(std::move(profile), result);
    }
    return result;
  }

  void accept(MixedProfile profile, LemkeHowsonResult& result) {
    result.regret = columns_.relative_regret(profile);
    result.status = SolveStatus::numerical_failure;
    if (result.regret <= options_.tolerance) {
      result.status = SolveStatus::converged;
      result.strategies = std::move(profile);
    }
  }

  [[nodiscard]] bool is_spent() {
    if (num_pivots_ >= options_.max_pivots) {
      return true;
    }
    if (num_pivots_ >= next_clock_) {
      next_clock_ = num_pivots_ + kPivotsBetweenClocks;
      is_late_ = deadline_.is_past();
    }
    return is_late_;
  }

  LemkeHowsonResult with_costs(LemkeHowsonResult result) const {
    result.num_pivots = num_pivots_;
    result.num_paths = num_paths_;
    return result;
  }

  const NormalFormGame& game_;
  const LemkeHowsonOptions& options_;
  LabelColumns columns_;
  PivotBasis on_first_;
  PivotBasis on_second_;
  Deadline deadline_;
  int num_pivots_ = 0;
  int num_paths_ = 0;
  int next_clock_ = 0;
  bool is_late_ = false;
};

bool are_same(const MixedProfile& a, const MixedProfile& b) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t s = 0; s < a[i].size(); ++s) {
      if (std::abs(a[i][s] - b[i][s]) > kSameEnd) {
        return false;
      }
    }
  }
  return true;
}

Solution solve_one(const NormalFormGame& game, const ConceptOptions& options) {
  const auto result =
      LemkeHowson({.max_pivots = iteration_budget(options, LemkeHowsonOptions{}.max_pivots),
                   .max_seconds = options.max_seconds,
                   .tolerance = options.tolerance})
          .solve(game);
  return one_equilibrium(game, result.status, result.strategies, result.regret, result.num_pivots);
}

Solution solve_concept(const NormalFormGame& game, const ConceptOptions& options) {
  if (without_idle_players(game.num_strategies()).size() != 2) {
    require_two_players(game, "lemke-howson");
  }
  return solve_among_choosing<solve_one>(game, options);
}

std::optional<std::string> refusal(const FactoredShape& shape) {
  if (auto reason = Materialisation::refusal(shape)) {
    return two_player_refusal(shape, "lemke-howson").value_or(*reason);
  }
  const auto counts = without_idle_players(Materialisation(shape).num_strategies());
  if (counts.size() != 2) {
    return two_player_refusal(shape, "lemke-howson");
  }
  const double total = counts[0] + counts[1];
  if (total > kMaxStrategies) {
    return fmt::format(
        "the players have {} strategies together, and at most {} fit; qre takes more",
        total,
        kMaxStrategies);
  }
  return std::nullopt;
}

}  // namespace

LemkeHowson::LemkeHowson(Options options) : options_(options) {
  require_at_least("dropped_label", options_.dropped_label, 0);
  require_at_least("max_pivots", options_.max_pivots, 1);
  require_positive("max_seconds", options_.max_seconds);
  require_positive("tolerance", options_.tolerance);
}

LemkeHowson::Result LemkeHowson::solve(const NormalFormGame& game) const {
  require_two_players(game, "lemke-howson");
  const int num_labels = game.num_strategies()[0] + game.num_strategies()[1];
  require_below("dropped_label", options_.dropped_label, num_labels);
  Paths paths(game, options_);
  return options_.paths == LemkeHowsonPaths::race ? paths.race()
                                                  : paths.follow(options_.dropped_label);
}

LemkeHowsonEnds LemkeHowson::solve_all(const NormalFormGame& game) const {
  require_two_players(game, "lemke-howson");
  Paths paths(game, options_);
  LemkeHowsonEnds ends;
  const int num_labels = game.num_strategies()[0] + game.num_strategies()[1];
  for (int label = 0; label < num_labels; ++label) {
    auto end = paths.follow(label);
    ends.num_pivots = end.num_pivots;
    if (end.status != SolveStatus::converged) {
      ends.status = ends.lost_labels.empty() ? end.status : ends.status;
      ends.lost_labels.push_back(label);
      continue;
    }
    const auto known =
        std::find_if(ends.equilibria.begin(), ends.equilibria.end(), [&](const auto& other) {
          return are_same(other.strategies, end.strategies);
        });
    if (known != ends.equilibria.end()) {
      known->labels.push_back(label);
    } else {
      ends.equilibria.push_back({std::move(end.strategies), end.regret, {label}});
    }
  }
  return ends;
}

Concept lemke_howson_concept() {
  return lane_concept<solve_concept>(
      {.name = "lemke-howson",
       .summary = "one equilibrium of a two-player game, by complementary pivoting",
       .work = "pivots",
       .budget = "pivots of all paths together",
       .reads = {&ConceptOptions::max_iterations,
                 &ConceptOptions::max_seconds,
                 &ConceptOptions::tolerance},
       .refusal = refusal});
}

}  // namespace demarche
