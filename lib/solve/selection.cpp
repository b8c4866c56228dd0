// SPDX-License-Identifier: MIT
#include "demarche/solve/selection.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numeric>

#include "core/unknown_name.hpp"
#include "demarche/solve/logit_path.hpp"
#include "solve/blocks/select_on_view.hpp"

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

/// Scores that differ by less than this, in units of the payoffs' spread, are equal.
constexpr double kSameScore = 1e-9;

/// Gives equal shares to those with the highest score.
std::vector<double> best_share(const std::vector<double>& scores, double tie = kSameScore) {
  assert(!scores.empty());
  const double bound = *std::max_element(scores.begin(), scores.end()) - tie;
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

/// How much each player expects above its least payoff, in units of PayoffView::unit().
std::vector<double> payoffs_of(const PayoffView& view, const MixedProfile& profile) {
  std::vector<double> payoffs;
  for (std::size_t i = 0; i < view.num_players(); ++i) {
    const auto own = view.unit_payoffs(i, profile);
    payoffs.push_back(std::inner_product(own.begin(), own.end(), profile[i].begin(), 0.0));
  }
  return payoffs;
}

/// Whether `a` is at least as good as `b` for everybody and better for somebody.
bool dominates(const std::vector<double>& a, const std::vector<double>& b) {
  bool is_better = false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] < b[i] - kSameScore) {
      return false;
    }
    is_better = is_better || a[i] > b[i] + kSameScore;
  }
  return is_better;
}

std::vector<double> payoff_dominant(const PayoffView& view,
                                    const std::vector<MixedProfile>& equilibria) {
  std::vector<std::vector<double>> payoffs;
  for (const auto& equilibrium : equilibria) {
    payoffs.push_back(payoffs_of(view, equilibrium));
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

/// Scores are sums of payoffs in payoff units, divided by the mean of the players' units.
std::vector<double> utilitarian(const PayoffView& view,
                                const std::vector<MixedProfile>& equilibria) {
  double total = 0.0;
  for (std::size_t i = 0; i < view.num_players(); ++i) {
    total += view.unit(i) / static_cast<double>(view.num_players());
  }
  std::vector<double> scores;
  for (const auto& equilibrium : equilibria) {
    const auto payoffs = payoffs_of(view, equilibrium);
    double score = 0.0;
    for (std::size_t i = 0; i < payoffs.size() && total > 0.0; ++i) {
      score += view.unit(i) / total * payoffs[i];
    }
    scores.push_back(score);
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

/// Selects the equilibria nearest the end of the logit path; all of them if the path cannot be
/// traced.
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

/// The product of both players' losses from deviating alone from a pure profile of a 2x2 game with
/// payoffs in [0, 1].
double deviation_losses(const NormalFormGame& unit, const MixedProfile& profile) {
  double product = 1.0;
  for (std::size_t i = 0; i < 2; ++i) {
    const auto payoffs = unit.strategy_payoffs(i, profile);
    product *= profile[i][0] == 1.0 ? payoffs[0] - payoffs[1] : payoffs[1] - payoffs[0];
  }
  return product;
}

std::vector<double> risk_dominant(const NormalFormGame& game,
                                  const std::vector<MixedProfile>& equilibria) {
  if (game.num_strategies() != std::vector<int>{2, 2}) {
    return logit_selected(game, equilibria);
  }
  const NormalFormGame unit = game.unit_scaled();
  std::vector<double> scores;
  for (const auto& equilibrium : equilibria) {
    scores.push_back(is_pure(equilibrium) ? deviation_losses(unit, equilibrium) : 0.0);
  }
  if (std::count_if(scores.begin(), scores.end(), [](double loss) { return loss > 0.0; }) != 2) {
    return logit_selected(game, equilibria);
  }
  return best_share(scores, kSameScore * *std::max_element(scores.begin(), scores.end()));
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

std::span<const std::string_view> selection_names() noexcept {
  return kNames;
}

std::string_view to_string(Selection selection) noexcept {
  return kNames[static_cast<std::size_t>(selection)];
}

Selection find_selection(std::string_view name) {
  const auto* const found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) {
    const std::vector<std::string> known(kNames.begin(), kNames.end());
    throw_unknown("selection", name, known, "known are");
  }
  return static_cast<Selection>(found - kNames.begin());
}

std::vector<double> select_on_view(const PayoffView& view,
                                   const std::vector<MixedProfile>& equilibria,
                                   Selection selection,
                                   std::span<const int> start) {
  std::vector<double> scores(equilibria.size(), 0.0);
  switch (selection) {
    case Selection::payoff_dominant:
      return payoff_dominant(view, equilibria);
    case Selection::utilitarian:
      return utilitarian(view, equilibria);
    case Selection::nearest:
      return nearest_to(equilibria, view.start_profile(start));
    case Selection::entropy:
      std::transform(equilibria.begin(), equilibria.end(), scores.begin(), entropy);
      break;
    case Selection::uniform:
    case Selection::risk_dominant:
    case Selection::logit:
      break;
  }
  return best_share(scores);
}

bool needs_dense_form(Selection selection) {
  return selection == Selection::risk_dominant || selection == Selection::logit;
}

std::vector<double> select_equilibria(const NormalFormGame& game,
                                      const std::vector<MixedProfile>& equilibria,
                                      Selection selection,
                                      std::span<const int> start) {
  if (equilibria.size() < 2) {
    return std::vector<double>(equilibria.size(), 1.0);
  }
  if (selection == Selection::uniform) {
    return std::vector<double>(equilibria.size(), 1.0 / static_cast<double>(equilibria.size()));
  }
  if (selection == Selection::risk_dominant) {
    return risk_dominant(game, equilibria);
  }
  if (selection == Selection::logit) {
    return logit_selected(game, equilibria);
  }
  return select_on_view(DenseView(game), equilibria, selection, start);
}

}  // namespace demarche
