// SPDX-License-Identifier: MIT
#include "demarche/solve/selection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "demarche/core/error.hpp"
#include "demarche/solve/logit_path.hpp"

namespace demarche {
namespace {

constexpr std::array kNames = {
    std::string_view("uniform"),
    std::string_view("payoff-dominant"),
    std::string_view("risk-dominant"),
    std::string_view("utilitarian"),
    std::string_view("nearest"),
    std::string_view("logit"),
    std::string_view("entropy"),
};

/// Scores that differ by less, relative to the largest, are equal.
constexpr double kSameScore = 1e-9;

/// Equal shares for those with the highest score.
std::vector<double> best_share(const std::vector<double>& scores) {
  double scale = 0.0;
  for (const double score : scores) {
    scale = std::max(scale, std::abs(score));
  }
  const double bound = *std::max_element(scores.begin(), scores.end()) - kSameScore * scale;
  std::vector<double> weights;
  for (const double score : scores) {
    weights.push_back(score >= bound ? 1.0 : 0.0);
  }
  const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
  for (double& weight : weights) {
    weight /= total;
  }
  return weights;
}

std::vector<double> payoffs_of(const NormalFormGame& game, const MixedProfile& profile) {
  std::vector<double> payoffs;
  for (std::size_t i = 0; i < game.num_players(); ++i) {
    payoffs.push_back(game.expected_payoff(i, profile));
  }
  return payoffs;
}

/// Whether `a` is at least as good as `b` for everybody and better for somebody.
bool dominates(const std::vector<double>& a, const std::vector<double>& b) {
  bool is_better = false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double tie = kSameScore * std::max(std::abs(a[i]), std::abs(b[i]));
    if (a[i] < b[i] - tie) {
      return false;
    }
    is_better = is_better || a[i] > b[i] + tie;
  }
  return is_better;
}

std::vector<double> payoff_dominant(const NormalFormGame& game,
                                    const std::vector<MixedProfile>& equilibria) {
  std::vector<std::vector<double>> payoffs;
  for (const auto& equilibrium : equilibria) {
    payoffs.push_back(payoffs_of(game, equilibrium));
  }
  std::vector<double> scores;
  for (const auto& own : payoffs) {
    scores.push_back(std::any_of(payoffs.begin(),
                                 payoffs.end(),
                                 [&](const auto& other) { return dominates(other, own); })
                         ? 0.0
                         : 1.0);
  }
  return best_share(scores);
}

double overlap(const MixedProfile& a, const MixedProfile& b) {
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t s = 0; s < a[i].size(); ++s) {
      sum += std::min(a[i][s], b[i][s]);
    }
  }
  return sum;
}

std::vector<double> nearest_to(const std::vector<MixedProfile>& equilibria,
                               const MixedProfile& target) {
  std::vector<double> scores;
  for (const auto& equilibrium : equilibria) {
    scores.push_back(overlap(equilibrium, target));
  }
  return best_share(scores);
}

/// The end of the logit path; where it cannot be traced, all equilibria alike.
std::vector<double> logit_selected(const NormalFormGame& game,
                                   const std::vector<MixedProfile>& equilibria) {
  const auto limit = LogitPath().solve(game);
  return limit.status == SolveStatus::converged
             ? nearest_to(equilibria, limit.strategies)
             : std::vector<double>(equilibria.size(), 1.0 / static_cast<double>(equilibria.size()));
}

bool is_pure(const MixedProfile& profile) {
  return std::all_of(profile.begin(), profile.end(), [](const auto& strategy) {
    return *std::max_element(strategy.begin(), strategy.end()) == 1.0;
  });
}

/// The product of what each player loses by deviating alone from a pure profile of a 2x2 game.
double deviation_losses(const NormalFormGame& game, const MixedProfile& profile) {
  double product = 1.0;
  for (std::size_t i = 0; i < 2; ++i) {
    const auto payoffs = game.strategy_payoffs(i, profile);
    product *= profile[i][0] == 1.0 ? payoffs[0] - payoffs[1] : payoffs[1] - payoffs[0];
  }
  return product;
}

std::vector<double> risk_dominant(const NormalFormGame& game,
                                  const std::vector<MixedProfile>& equilibria) {
  const auto num_pure = std::count_if(equilibria.begin(), equilibria.end(), is_pure);
  if (game.num_strategies() != std::vector<int>{2, 2} || num_pure != 2) {
    return logit_selected(game, equilibria);
  }
  std::vector<double> scores;
  for (const auto& equilibrium : equilibria) {
    scores.push_back(is_pure(equilibrium) ? deviation_losses(game, equilibrium) : -1.0);
  }
  return best_share(scores);
}

double entropy(const MixedProfile& profile) {
  double sum = 0.0;
  for (const auto& strategy : profile) {
    for (const double p : strategy) {
      sum -= p > 0.0 ? p * std::log(p) : 0.0;
    }
  }
  return sum;
}

}  // namespace

std::string_view to_string(Selection selection) noexcept {
  return kNames[static_cast<std::size_t>(selection)];
}

Selection find_selection(std::string_view name) {
  const auto* const found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) {
    throw InvalidArgument(
        fmt::format("there is no selection '{}'; known are {}", name, fmt::join(kNames, ", ")));
  }
  return static_cast<Selection>(found - kNames.begin());
}

std::vector<double> select_equilibria(const NormalFormGame& game,
                                      const std::vector<MixedProfile>& equilibria,
                                      Selection selection,
                                      std::span<const int> start) {
  if (equilibria.size() < 2) {
    return std::vector<double>(equilibria.size(), 1.0);
  }
  std::vector<double> scores(equilibria.size(), 0.0);
  switch (selection) {
    case Selection::uniform:
      break;
    case Selection::payoff_dominant:
      return payoff_dominant(game, equilibria);
    case Selection::risk_dominant:
      return risk_dominant(game, equilibria);
    case Selection::nearest:
      return nearest_to(equilibria,
                        start.empty() ? game.uniform_profile() : game.pure_profile(start));
    case Selection::logit:
      return logit_selected(game, equilibria);
    case Selection::utilitarian:
      for (std::size_t e = 0; e < equilibria.size(); ++e) {
        const auto payoffs = payoffs_of(game, equilibria[e]);
        scores[e] = std::accumulate(payoffs.begin(), payoffs.end(), 0.0);
      }
      break;
    case Selection::entropy:
      std::transform(equilibria.begin(), equilibria.end(), scores.begin(), entropy);
      break;
  }
  return best_share(scores);
}

}  // namespace demarche
