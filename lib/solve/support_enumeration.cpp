// SPDX-License-Identifier: MIT
#include "demarche/solve/support_enumeration.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <utility>

#include "core/require.hpp"
#include "demarche/core/error.hpp"
#include "demarche/core/interruption.hpp"
#include "demarche/solve/lemke_howson.hpp"
#include "game/profile_count.hpp"
#include "solve/blocks/lane_solver.hpp"
#include "solve/supports/bimatrix.hpp"

namespace demarche {
namespace {

constexpr double kSameProfile = 1e-9;

/// The factors of C(m + n, n), which is by 1 more than the number of pairs of supports of equal
/// size.
std::vector<double> support_pair_factors(int m, int n) {
  std::vector<double> factors;
  for (int k = 1; k <= n; ++k) {
    factors.push_back((static_cast<double>(m) + k) / k);
  }
  return factors;
}

/// Advances to the next subset of {0, ..., n - 1} of the same size in lexicographic order. Returns
/// false after the last.
bool advance(std::vector<int>& subset, int n) {
  const int k = static_cast<int>(subset.size());
  int i = k - 1;
  while (i >= 0 && subset[static_cast<std::size_t>(i)] == n - k + i) {
    --i;
  }
  if (i < 0) {
    return false;
  }
  ++subset[static_cast<std::size_t>(i)];
  for (int j = i + 1; j < k; ++j) {
    subset[static_cast<std::size_t>(j)] = subset[static_cast<std::size_t>(j - 1)] + 1;
  }
  return true;
}

std::vector<int> first_subset(int k) {
  std::vector<int> subset(static_cast<std::size_t>(k));
  for (int i = 0; i < k; ++i) {
    subset[static_cast<std::size_t>(i)] = i;
  }
  return subset;
}

/// What the test of one player's half of a candidate found.
enum class Fit { none, tied, strict };

Fit worse(Fit a, Fit b) {
  return std::min(a, b);
}

class Enumerator {
 public:
  Enumerator(const NormalFormGame& game, const SupportEnumerationOptions& options)
      : game_(game), options_(options), payoffs_(game), column_view_(payoffs_.column.transpose()) {}

  SupportEnumerationResult run() {
    const int m = game_.num_strategies()[0];
    const int n = game_.num_strategies()[1];
    for (int k = 1; k <= std::min(m, n); ++k) {
      std::vector<int> rows = first_subset(k);
      do {
        if (is_interrupted()) {
          result_.status = SolveStatus::iteration_limit;
          result_.equilibria.clear();
          result_.is_degenerate = false;
          result_.regret = 0.0;
          return std::move(result_);
        }
        std::vector<int> columns = first_subset(k);
        do {
          try_supports(rows, columns);
        } while (advance(columns, n));
      } while (advance(rows, m));
    }
    // A non-degenerate game has an odd number of equilibria (Wilson 1971).
    result_.is_degenerate = result_.is_degenerate || result_.equilibria.size() % 2 == 0;
    result_.is_complete = !is_undecided_ && !result_.is_degenerate;
    result_.status =
        result_.equilibria.empty() ? SolveStatus::numerical_failure : SolveStatus::converged;
    return std::move(result_);
  }

 private:
  void try_supports(const std::vector<int>& rows, const std::vector<int>& columns) {
    ++result_.num_supports;
    const auto y = solve_indifference(payoffs_.row, rows, columns, options_.tie_tolerance);
    const Fit row_fit = y ? fit(payoffs_.row, rows, columns, *y) : Fit::none;
    if (row_fit == Fit::none && (y || !may_be_indifferent(payoffs_.row, rows, columns))) {
      return;
    }
    const auto x = solve_indifference(column_view_, columns, rows, options_.tie_tolerance);
    const Fit column_fit = x ? fit(column_view_, columns, rows, *x) : Fit::none;
    if (column_fit == Fit::none && (x || !may_be_indifferent(column_view_, columns, rows))) {
      return;
    }
    if (!x || !y) {
      // The equations are singular, so a whole set of mixtures may solve them.
      is_undecided_ = true;
    } else {
      add({mixed_strategy(rows, *x, game_.num_strategies()[0]),
           mixed_strategy(columns, *y, game_.num_strategies()[1])},
          worse(row_fit, column_fit),
          rows.size() == 1);
    }
  }

  /// Whether some solution of singular equations may make these strategies pay the same. It is
  /// false if one of them pays less than another against every strategy in the mixture.
  [[nodiscard]] bool may_be_indifferent(const Matrix& payoffs,
                                        const std::vector<int>& indifferent,
                                        const std::vector<int>& mixing) const {
    const auto is_beaten = [&](int loser, int winner) {
      return std::all_of(mixing.begin(), mixing.end(), [&](int c) {
        return payoffs(winner, c) - payoffs(loser, c) > options_.tie_tolerance;
      });
    };
    return std::none_of(indifferent.begin(), indifferent.end(), [&](int a) {
      return std::any_of(
          indifferent.begin(), indifferent.end(), [&](int b) { return is_beaten(a, b); });
    });
  }

  /// Whether the weights are probabilities and no strategy pays more than the indifferent ones.
  [[nodiscard]] Fit fit(const Matrix& payoffs,
                        const std::vector<int>& indifferent,
                        const std::vector<int>& mixing,
                        const Indifference& answer) const {
    const double tie = std::max(options_.tie_tolerance, answer.error);
    Fit result = Fit::strict;
    for (const double weight : answer.weights) {
      if (weight < -tie) {
        return Fit::none;
      }
      result = weight > tie ? result : Fit::tied;
    }
    std::size_t next = 0;
    for (Index i = 0; i < payoffs.rows(); ++i) {
      if (next < indifferent.size() && indifferent[next] == i) {
        ++next;
        continue;
      }
      double payoff = 0.0;
      for (std::size_t c = 0; c < mixing.size(); ++c) {
        payoff += answer.weights[c] * payoffs(i, mixing[c]);
      }
      if (payoff > answer.payoff + tie) {
        return Fit::none;
      }
      result = payoff < answer.payoff - tie ? result : Fit::tied;
    }
    return result;
  }

  void add(MixedProfile profile, Fit fit, bool is_pure) {
    const double regret = game_.relative_regret(profile);
    if (regret > options_.tolerance) {
      return;
    }
    result_.is_degenerate = result_.is_degenerate || fit == Fit::tied;
    // Pure profiles come first, each once. To compare each with all others took 19 of 20
    // seconds where all 4,000 strategies of a player pay the same.
    const bool is_known =
        !is_pure && std::any_of(result_.equilibria.begin(),
                                result_.equilibria.end(),
                                [&](const auto& other) { return is_same(profile, other); });
    if (!is_known) {
      result_.regret = std::max(result_.regret, regret);
      result_.equilibria.push_back(std::move(profile));
    }
  }

  static bool is_same(const MixedProfile& a, const MixedProfile& b) {
    for (std::size_t i = 0; i < a.size(); ++i) {
      for (std::size_t s = 0; s < a[i].size(); ++s) {
        if (std::abs(a[i][s] - b[i][s]) > kSameProfile) {
          return false;
        }
      }
    }
    return true;
  }

  const NormalFormGame& game_;
  const SupportEnumerationOptions& options_;
  Bimatrix payoffs_;
  Matrix column_view_;  // The second player's payoffs, with the player's own strategies as rows.
  SupportEnumerationResult result_;
  bool is_undecided_ = false;
};

}  // namespace

SupportEnumeration::SupportEnumeration(Options options) : options_(options) {
  require_positive("tolerance", options_.tolerance);
  require_positive("tie_tolerance", options_.tie_tolerance);
}

std::optional<std::string> SupportEnumeration::refusal(int m, int n) {
  const std::vector<double> factors = support_pair_factors(std::max(m, n), std::min(m, n));
  const double product = std::accumulate(factors.begin(), factors.end(), 1.0, std::multiplies());
  if (product - 1.0 > kMaxSupports) {
    return fmt::format(
        "a game of {} by {} strategies has {} pairs of supports, and at most {:.3g} fit; "
        "lemke-howson finds one equilibrium",
        m,
        n,
        product_text(factors),
        kMaxSupports);
  }
  return std::nullopt;
}

SupportEnumeration::Result SupportEnumeration::solve(const NormalFormGame& game) const {
  require_two_players(game, "nash");
  game.check_finite();
  if (const auto reason = refusal(game.num_strategies()[0], game.num_strategies()[1])) {
    throw InvalidArgument(*reason);
  }
  Result result = Enumerator(game, options_).run();
  if (result.status == SolveStatus::numerical_failure) {
    const auto one = LemkeHowson({.tolerance = options_.tolerance}).solve(game);
    result.status = one.status;
    if (one.status == SolveStatus::converged) {
      result.equilibria.push_back(one.strategies);
      result.regret = game.relative_regret(one.strategies);
    }
  }
  return result;
}

}  // namespace demarche
