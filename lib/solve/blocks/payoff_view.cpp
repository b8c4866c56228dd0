// SPDX-License-Identifier: MIT
#include "solve/blocks/payoff_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include "core/lane_of.hpp"
#include "demarche/core/error.hpp"
#include "game/range_scale.hpp"

namespace demarche {
namespace {

constexpr double kMaxStrategies = 100'000.0;

/// Solves a block game by game, each through one view that is filled anew.
class BlockViewSolver final : public BlockSolver {
 public:
  BlockViewSolver(const FactoredShape& shape, const ConceptOptions& options, ViewSolver solve_view)
      : shape_(shape), options_(options), solve_(solve_view), view_(shape) {}

  void solve(const GameBlock& block, BlockSolution& solution) override {
    solution.start();
    solution.num_components = 1;
    solution.require_components(1, shape_.num_strategies());
    for (std::size_t lane = 0; lane < block.num_lanes; ++lane) {
      if (!view_.load(lane_of(block.cells, shape_.num_cells, lane))) {
        solution.certificates[lane] = {.status = SolveStatus::not_finite};
        continue;
      }
      if (block.precision != nullptr) {
        if (!view_.set_precisions(lane_of(block.precision, shape_.num_players(), lane))) {
          solution.certificates[lane] = {.status = SolveStatus::not_finite};
          continue;
        }
      }
      place(solve_(view_, options_), lane, solution);
    }
  }

 private:
  /// Writes the answer of a lane to the block's solution; equilibria get equal weights.
  void place(const Solution& answer, std::size_t lane, BlockSolution& solution) const {
    solution.certificates[lane] = answer.certificate;
    if (answer.certificate.status != SolveStatus::converged) {
      return;
    }
    const std::size_t count = answer.equilibria.size();
    solution.num_components = std::max(solution.num_components, count);
    solution.require_components(count, shape_.num_strategies());
    for (std::size_t c = 0; c < count; ++c) {
      solution.weights[c][lane] = 1.0 / static_cast<double>(count);
      const auto probabilities = view_.all_probabilities(answer.equilibria[c]);
      for (std::size_t s = 0; s < probabilities.size(); ++s) {
        solution.probabilities[c][s * kBlockLanes + lane] = probabilities[s];
      }
    }
  }

  const FactoredShape& shape_;
  ConceptOptions options_;
  ViewSolver solve_;
  FactoredView view_;
};

/// What the mixed strategy loses against the best one: sum of strategy[s] * (best - payoffs[s]).
/// Taking differences before the sum keeps the rounding error in proportion to the loss.
double loss(const std::vector<double>& payoffs, const std::vector<double>& strategy) {
  const double best = *std::max_element(payoffs.begin(), payoffs.end());
  double sum = 0.0;
  for (std::size_t s = 0; s < payoffs.size(); ++s) {
    sum += strategy[s] * (best - payoffs[s]);
  }
  return sum;
}

}  // namespace

MixedProfile PayoffView::uniform_profile() const {
  MixedProfile profile;
  for (const int count : num_strategies_) {
    profile.emplace_back(static_cast<std::size_t>(count), 1.0 / count);
  }
  return profile;
}

MixedProfile PayoffView::start_profile(std::span<const int> start) const {
  MixedProfile profile = uniform_profile();
  if (start.empty()) {
    return profile;
  }
  if (start.size() != num_players()) {
    throw InvalidArgument(fmt::format(
        "start must have a strategy for each of {} players, got {}", num_players(), start.size()));
  }
  for (std::size_t i = 0; i < num_players(); ++i) {
    if (start[i] < 0 || start[i] >= num_strategies_[i]) {
      throw InvalidArgument(fmt::format(
          "start of player {} must be in [0, {}), got {}", i, num_strategies_[i], start[i]));
    }
    std::fill(profile[i].begin(), profile[i].end(), 0.0);
    profile[i][static_cast<std::size_t>(start[i])] = 1.0;
  }
  return profile;
}

double PayoffView::max_regret(const MixedProfile& profile) const {
  double worst = 0.0;
  for (std::size_t i = 0; i < num_players(); ++i) {
    worst = std::max(worst, units_[i] * loss(unit_payoffs(i, profile), profile[i]));
  }
  return worst;
}

double PayoffView::relative_regret(const MixedProfile& profile) const {
  double worst = 0.0;
  for (std::size_t i = 0; i < num_players(); ++i) {
    worst = std::max(worst, loss(unit_payoffs(i, profile), profile[i]));
  }
  return worst;
}

DenseView::DenseView(const NormalFormGame& game) : unit_game_(game.unit_scaled()) {
  num_strategies_ = game.num_strategies();
  for (std::size_t i = 0; i < game.num_players(); ++i) {
    units_.push_back(scaled_range(game.payoffs(i)).unscaled_spread());
  }
}

std::vector<double> DenseView::unit_payoffs(std::size_t player, const MixedProfile& profile) const {
  return unit_game_.strategy_payoffs(player, profile);
}

FactoredView::FactoredView(const FactoredShape& shape)
    : shape_(shape), behaviour_(shape.num_strategies(), 0.0) {
  for (std::size_t i = 0; i < shape.num_players(); ++i) {
    if (!shape.players[i].is_behavioural()) {
      players_.push_back(i);
      num_strategies_.push_back(static_cast<int>(shape.players[i].strategies.size()));
    }
  }
  units_.resize(players_.size());
  std::size_t num_values = 0;
  const auto agents = player_agents(shape);
  for (const std::size_t player : players_) {
    auto& tables = tables_.emplace_back();
    for (const FactorTable& table : shape.players[player].payoff) {
      Table& planned = tables.emplace_back();
      planned.first_value = num_values;
      num_values += table.num_cells;
      for (const Agent& agent : agents) {
        Axis found = axis(agent, table);
        if (found.player == player) {
          planned.own = std::move(found);
        } else if (!found.places.empty()) {
          planned.others.push_back(std::move(found));
        }
      }
    }
  }
}

FactoredView::Axis FactoredView::axis(const Agent& agent, const FactorTable& table) const {
  Axis result;
  result.player = static_cast<std::size_t>(agent.player);
  const auto offsets = table_offsets(shape_, agent, table);
  result.places = offsets;
  std::sort(result.places.begin(), result.places.end());
  result.places.erase(std::unique(result.places.begin(), result.places.end()), result.places.end());
  for (const std::size_t offset : offsets) {
    result.place_of.push_back(static_cast<std::size_t>(
        std::lower_bound(result.places.begin(), result.places.end(), offset) -
        result.places.begin()));
  }
  return result;
}

bool FactoredView::load(const std::vector<double>& cells) {
  assert(cells.size() >= shape_.num_cells);
  values_.clear();
  for (std::size_t k = 0; k < players_.size(); ++k) {
    if (!load_payoffs(k, cells)) {
      return false;
    }
  }
  for (std::size_t i = 0; i < shape_.num_players(); ++i) {
    if (shape_.players[i].is_behavioural() && !load_behaviour(i, cells)) {
      return false;
    }
  }
  return true;
}

bool FactoredView::set_precisions(const std::vector<double>& precisions) {
  precisions_.clear();
  for (const std::size_t player : players_) {
    precisions_.push_back(precisions[player]);
  }
  return std::all_of(precisions_.begin(), precisions_.end(), [](double precision) {
    return precision >= 0.0 && std::isfinite(precision);
  });
}

// Each table is shifted so that its least value is 0, and all are divided by the sum of the tables'
// spreads. That sum bounds the spread of the player's payoffs, so payoffs lie in [0, 1]. A power of
// two (ScaledRange::scale) keeps the sums within the range of doubles.
bool FactoredView::load_payoffs(std::size_t player, const std::vector<double>& cells) {
  const std::size_t begin = values_.size();
  const auto& tables = shape_.players[players_[player]].payoff;
  for (const FactorTable& table : tables) {
    const auto first = cells.begin() + static_cast<std::ptrdiff_t>(table.first_cell);
    values_.insert(values_.end(), first, first + static_cast<std::ptrdiff_t>(table.num_cells));
  }
  const std::span<double> own(values_.data() + begin, values_.size() - begin);
  if (!std::all_of(own.begin(), own.end(), [](double x) { return std::isfinite(x); })) {
    return false;
  }
  ScaledRange sum{.scale = scaled_range(own).scale};
  std::size_t place = 0;
  for (const FactorTable& table : tables) {
    const auto values = own.subspan(place, table.num_cells);
    place += table.num_cells;
    const auto [lowest, highest] = std::minmax_element(values.begin(), values.end());
    const double low = sum.scale * *lowest;
    sum.high += sum.scale * *highest - low;
    for (double& value : values) {
      value = sum.scale * value - low;
    }
  }
  for (double& value : own) {
    value = sum.high > 0.0 ? value / sum.high : 0.0;
  }
  units_[player] = sum.unscaled_spread();
  return true;
}

// Probabilities are weights over their sum; a weight is the product of the behaviour tables' cells.
bool FactoredView::load_behaviour(std::size_t player, const std::vector<double>& cells) {
  const FactoredPlayer& own = shape_.players[player];
  double* weights = behaviour_.data() + shape_.first_strategy(player);
  double total = 0.0;
  for (std::size_t s = 0; s < own.strategies.size(); ++s) {
    weights[s] = 1.0;
    for (const FactorTable& table : own.behaviour) {
      std::size_t cell = 0;
      for (const int variable : table.scope) {
        const auto place = std::lower_bound(own.variables.begin(), own.variables.end(), variable) -
                           own.variables.begin();
        cell = cell * static_cast<std::size_t>(
                          shape_.variable_sizes[static_cast<std::size_t>(variable)]) +
               static_cast<std::size_t>(own.strategies[s][static_cast<std::size_t>(place)]);
      }
      weights[s] *= cells[table.first_cell + cell];
    }
    if (!(weights[s] >= 0.0)) {
      return false;
    }
    total += weights[s];
  }
  for (std::size_t s = 0; s < own.strategies.size(); ++s) {
    weights[s] /= total;
  }
  return total > 0.0 && std::isfinite(total);
}

std::vector<double> FactoredView::all_probabilities(const MixedProfile& profile) const {
  std::vector<double> all = behaviour_;
  for (std::size_t k = 0; k < players_.size(); ++k) {
    std::copy(profile[k].begin(),
              profile[k].end(),
              all.begin() + static_cast<std::ptrdiff_t>(shape_.first_strategy(players_[k])));
  }
  return all;
}

std::vector<double> FactoredView::unit_payoffs(std::size_t player,
                                               const MixedProfile& profile) const {
  const auto probabilities = all_probabilities(profile);
  std::vector<double> payoffs(profile[player].size(), 0.0);
  std::vector<std::pair<std::size_t, double>> joint;
  std::vector<std::pair<std::size_t, double>> longer;
  std::vector<double> marginal;
  for (const Table& table : tables_[player]) {
    // The cells that the other players' strategies lead to, with their probabilities. Players are
    // independent, so each player multiplies the list by its own marginal.
    joint = {{table.first_value, 1.0}};
    for (const Axis& other : table.others) {
      marginal.assign(other.places.size(), 0.0);
      const double* own = probabilities.data() + shape_.first_strategy(other.player);
      for (std::size_t s = 0; s < other.place_of.size(); ++s) {
        marginal[other.place_of[s]] += own[s];
      }
      longer.clear();
      for (const auto& [cell, probability] : joint) {
        for (std::size_t k = 0; k < marginal.size(); ++k) {
          if (marginal[k] > 0.0) {
            longer.emplace_back(cell + other.places[k], probability * marginal[k]);
          }
        }
      }
      std::swap(joint, longer);
    }
    // A table without own variables pays every strategy the same.
    const std::vector<std::size_t> nowhere = {0};
    const auto& places = table.own.places.empty() ? nowhere : table.own.places;
    marginal.assign(places.size(), 0.0);
    for (const auto& [cell, probability] : joint) {
      for (std::size_t k = 0; k < places.size(); ++k) {
        marginal[k] += probability * values_[cell + places[k]];
      }
    }
    for (std::size_t s = 0; s < payoffs.size(); ++s) {
      payoffs[s] += marginal[table.own.places.empty() ? 0 : table.own.place_of[s]];
    }
  }
  return payoffs;
}

std::vector<std::size_t> best_of(const std::vector<double>& payoffs, double tie) {
  assert(!payoffs.empty());
  const double best = *std::max_element(payoffs.begin(), payoffs.end());
  std::vector<std::size_t> found;
  for (std::size_t s = 0; s < payoffs.size(); ++s) {
    if (best - payoffs[s] <= tie) {
      found.push_back(s);
    }
  }
  return found;
}

std::unique_ptr<BlockSolver> make_view_solver(const FactoredShape& shape,
                                              const ConceptOptions& options,
                                              ViewSolver solve) {
  return std::make_unique<BlockViewSolver>(shape, options, solve);
}

std::optional<std::string> view_refusal(const FactoredShape& shape) {
  const auto count = static_cast<double>(shape.num_strategies());
  if (count > kMaxStrategies) {
    return fmt::format("the players have {:.3g} strategies together, and at most {:.3g} fit",
                       count,
                       kMaxStrategies);
  }
  return std::nullopt;
}

}  // namespace demarche
