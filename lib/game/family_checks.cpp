// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "game/family_games.hpp"

namespace demarche {
namespace {

constexpr auto kMaxPayoffs = static_cast<double>(NormalFormGame::kMaxPayoffs);

void require(bool holds, std::string_view rule, double value, FamilyProblems& problems) {
  if (!holds) {
    problems.push_back(fmt::format("{}, got {}", rule, value));
  }
}

void require_in(std::string_view name, int value, int least, int most, FamilyProblems& problems) {
  if (value < least || value > most) {
    problems.push_back(fmt::format("{} must be in [{}, {}], got {}", name, least, most, value));
  }
}

void require_payoffs(double needed, FamilyProblems& problems) {
  if (needed > kMaxPayoffs) {
    problems.push_back(
        fmt::format("a game may have at most 2^27 payoffs, this needs {:.3g}", needed));
  }
}

}  // namespace

void check_sizes(const FamilyOptions& options, FamilyProblems& problems) {
  if (options.num_strategies.empty()) {
    problems.emplace_back("strategies must be given for one player at least");
  }
  auto needed = static_cast<double>(options.num_strategies.size());
  for (const int count : options.num_strategies) {
    require(count >= 1, "strategies must be at least 1", count, problems);
    needed *= count;
  }
  require_payoffs(needed, problems);
}

void check_two_players(const FamilyOptions& options, FamilyProblems& problems) {
  check_sizes(options, problems);
  if (options.num_strategies.size() != 2) {
    problems.push_back(
        fmt::format("strategies must be of 2 players, got {}", options.num_strategies.size()));
  }
}

void check_equal_sizes(const FamilyOptions& options, FamilyProblems& problems) {
  check_sizes(options, problems);
  const auto& counts = options.num_strategies;
  if (std::any_of(counts.begin(), counts.end(), [&](int n) { return n != counts.front(); })) {
    problems.push_back(
        fmt::format("strategies must be as many for every player, got {}", fmt::join(counts, ",")));
  }
}

void check_integer(const FamilyOptions& options, FamilyProblems& problems) {
  check_sizes(options, problems);
  require(options.most >= 1, "most must be at least 1", options.most, problems);
}

// A matrix with ones on the diagonal and rho elsewhere has the eigenvalues 1 - rho and
// 1 + (n - 1) rho. It is a correlation matrix if neither is negative: rho >= -1 / (n - 1).
void check_covariant(const FamilyOptions& options, FamilyProblems& problems) {
  check_sizes(options, problems);
  const double others = std::max(1.0, static_cast<double>(options.num_strategies.size()) - 1.0);
  const double least = -1.0 / others;
  require(options.correlation >= least && options.correlation <= 1.0,
          fmt::format(
              "rho must be in [{:.4g}, 1] for {} players", least, options.num_strategies.size()),
          options.correlation,
          problems);
}

void check_congestion(const FamilyOptions& options, FamilyProblems& problems) {
  options.is_symmetric ? check_equal_sizes(options, problems) : check_sizes(options, problems);
  const int before = static_cast<int>(problems.size());
  require_in("facilities", options.num_facilities, 1, 20, problems);
  if (static_cast<int>(problems.size()) > before) {
    return;
  }
  const int num_sets = (1 << options.num_facilities) - 1;
  for (const int count : options.num_strategies) {
    if (count > num_sets) {
      problems.push_back(
          fmt::format("strategies must be at most {}, the sets of {} facilities, got {}",
                      num_sets,
                      options.num_facilities,
                      count));
    }
  }
}

void check_sgc(const FamilyOptions& options, FamilyProblems& problems) {
  require_in("size", options.size, 1, 2'000, problems);
}

void check_travellers_dilemma(const FamilyOptions& options, FamilyProblems& problems) {
  check_equal_sizes(options, problems);
  constexpr double kMost = 1e9;  // Up to here claims that differ by 1 stay different doubles.
  require(std::abs(options.lowest_claim) <= kMost,
          "lowest must be in [-1e9, 1e9]",
          options.lowest_claim,
          problems);
  require(options.reward > 1.0 && options.reward <= kMost,
          "reward must be above 1 and at most 1e9",
          options.reward,
          problems);
}

void check_blotto(const FamilyOptions& options, FamilyProblems& problems) {
  const std::size_t before = problems.size();
  require_in("soldiers", options.num_soldiers, 1, 10'000, problems);
  require_in("battlefields", options.num_battlefields, 1, 100, problems);
  if (problems.size() > before) {
    return;
  }
  // There are C(soldiers + battlefields - 1, battlefields - 1) ways to place the soldiers.
  double ways = 1.0;
  for (int k = 1; k < options.num_battlefields; ++k) {
    ways *= static_cast<double>(options.num_soldiers + k) / k;
  }
  require_payoffs(2.0 * ways * ways, problems);
}

}  // namespace demarche
