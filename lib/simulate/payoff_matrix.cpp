// SPDX-License-Identifier: MIT
#include "demarche/simulate/payoff_matrix.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include "core/grouped.hpp"
#include "core/to_size.hpp"
#include "demarche/core/closest_name.hpp"
#include "demarche/core/error.hpp"
#include "demarche/game/responses.hpp"
#include "scenario/language/assignments.hpp"
#include "scenario/language/symbols.hpp"
#include "simulate/cells_at.hpp"
#include "simulate/pair_expectation.hpp"

namespace demarche {
namespace {

/// Settings with their names resolved.
struct Request {
  std::vector<int> actors;            // Two of them, unless the scenario has fewer.
  std::vector<int> held;              // For each variable, the level that it is held at, or -1.
  std::vector<std::string> problems;  // Of all names together.
};

/// How soon an actor is shown if nobody is named: the smaller, the sooner.
int rank(const FactoredPlayer& player) {
  return (player.strategies.size() > 1 ? 0 : 2) + (player.is_behavioural() ? 1 : 0);
}

/// Resolves the actors that are named, and adds the first of the others until there are two.
void resolve_actors(const Model& model,
                    const MatrixSettings& settings,
                    const Symbols& symbols,
                    Request& request) {
  std::vector<std::string>& problems = request.problems;
  for (const std::string& id : settings.actors) {
    const int actor = symbols.find_actor(id);
    if (actor < 0) {
      problems.push_back(
          fmt::format("there is no actor '{}'; {}", id, name_hint(id, symbols.actors())));
    } else if (std::count(request.actors.begin(), request.actors.end(), actor) > 0) {
      problems.push_back(fmt::format("actor {} is named twice", id));
    } else {
      request.actors.push_back(actor);
    }
  }
  if (settings.actors.size() > 2) {
    problems.push_back(
        fmt::format("a matrix is of two actors, and {} are named", settings.actors.size()));
  }
  const std::vector<FactoredPlayer>& players = model.shape.players;
  if (players.size() < 2) {
    problems.emplace_back("a matrix is of two actors, and the scenario has one");
  }
  std::vector<int> order(players.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
    return rank(players[to_size(a)]) < rank(players[to_size(b)]);
  });
  for (const int actor : order) {
    const bool is_named = std::count(request.actors.begin(), request.actors.end(), actor) > 0;
    if (request.actors.size() < 2 && !is_named) {
      request.actors.push_back(actor);
    }
  }
}

Request resolve(const Model& model, const MatrixSettings& settings) {
  const Symbols symbols(model.scenario, model.open_payoffs);
  Request request;
  resolve_actors(model, settings, symbols, request);
  request.held.assign(model.variables.size(), -1);
  if (settings.profile.find_first_not_of(" \t\r\n") != std::string::npos) {
    const ResolvedAssignments held = resolve_assignments(settings.profile, symbols);
    for (const ExpressionError& error : held.errors) {
      request.problems.push_back("profile: " + error.message);
    }
    for (std::size_t k = 0; k < held.levers.size(); ++k) {
      request.held[to_size(held.levers[k])] = held.levels[k];
    }
  }
  return request;
}

void require_none(const std::vector<std::string>& problems) {
  if (!problems.empty()) {
    throw InvalidArgument(fmt::format("{}", fmt::join(problems, "\n")));
  }
}

class MatrixMaker {
 public:
  MatrixMaker(const Model& model, const Draw& draw, const MatrixSettings& settings)
      : model_(model), draw_(draw) {
    if (draw.cells.size() != model.program.num_cells() ||
        draw.open_payoffs.size() != model.num_open_rows()) {
      throw InvalidArgument("the draw is of another model, or of one with other open payoffs");
    }
    Request request = resolve(model, settings);
    require_none(request.problems);
    std::copy_n(request.actors.begin(), 2, matrix_.actors.begin());
    held_ = std::move(request.held);
  }

  PayoffMatrix run() {
    choose_strategies();
    find_situations();
    // Of a draw's own cells, those that the run did not read may be undefined.
    const std::vector<double> cells = cells_at(model_, draw_.parameters, draw_.open_payoffs);
    for (std::size_t side = 0; side < 2; ++side) {
      if (model_.payoffs[actor(side)] >= 0) {
        matrix_.payoffs[side] = payoffs(to_size(model_.payoffs[actor(side)]), cells);
        mark(side);
      }
      tell_probabilities(side);
    }
    tell_others();
    return std::move(matrix_);
  }

 private:
  [[nodiscard]] std::size_t actor(std::size_t side) const { return to_size(matrix_.actors[side]); }
  [[nodiscard]] const FactoredPlayer& player(std::size_t side) const {
    return model_.shape.players[actor(side)];
  }
  [[nodiscard]] bool is_one_of_the_two(std::size_t a) const {
    return a == actor(0) || a == actor(1);
  }
  [[nodiscard]] int held(const FactoredPlayer& player, std::size_t lever) const {
    return held_[to_size(player.variables[lever])];
  }
  /// A strategy with the held levels in the place of its own.
  [[nodiscard]] std::vector<int> with_held(const FactoredPlayer& player,
                                           std::vector<int> strategy) const {
    for (std::size_t k = 0; k < strategy.size(); ++k) {
      strategy[k] = held(player, k) < 0 ? strategy[k] : held(player, k);
    }
    return strategy;
  }
  /// "china.pace, china.deterrence": the player's levers that could still be held.
  [[nodiscard]] std::vector<std::string> free_levers(const FactoredPlayer& player) const {
    std::vector<std::string> names;
    for (std::size_t k = 0; k < player.variables.size(); ++k) {
      const bool has_choice =
          std::any_of(player.strategies.begin(), player.strategies.end(), [&](const auto& s) {
            return s[k] != player.strategies.front()[k];
          });
      if (has_choice && held(player, k) < 0) {
        const VariableModel& at = model_.variables[to_size(player.variables[k])];
        const v1::Actor& owner = model_.scenario.actors(at.actor);
        names.push_back(owner.id() + "." + owner.levers(at.lever).id());
      }
    }
    return names;
  }

  /// The two actors' strategies, less those that have not the held levels.
  void choose_strategies() {
    std::vector<std::string> problems;
    for (std::size_t side = 0; side < 2; ++side) {
      const auto& all = player(side).strategies;
      for (std::size_t s = 0; s < all.size(); ++s) {
        if (with_held(player(side), all[s]) == all[s]) {
          matrix_.strategies[side].push_back(static_cast<int>(s));
        }
      }
      if (matrix_.strategies[side].empty()) {
        problems.push_back(fmt::format("profile: {} has no feasible strategy with these levels",
                                       id_of(actor(side))));
      }
    }
    require_none(problems);
    const std::size_t rows = matrix_.num_rows();
    const std::size_t columns = matrix_.num_columns();
    if (rows > kMostMatrixCells / columns) {
      std::vector<std::string> levers = free_levers(player(0));
      const std::vector<std::string> more = free_levers(player(1));
      levers.insert(levers.end(), more.begin(), more.end());
      throw InvalidArgument(
          fmt::format("the matrix of {} and {} would have {} x {} cells, more than {}; hold some "
                      "of their levers in the profile: {}",
                      id_of(actor(0)),
                      id_of(actor(1)),
                      grouped(rows),
                      grouped(columns),
                      grouped(kMostMatrixCells),
                      fmt::join(levers, ", ")));
    }
  }

  [[nodiscard]] const std::string& id_of(std::size_t a) const {
    return model_.scenario.actors(static_cast<int>(a)).id();
  }

  /// Finds what the others do in each equilibrium. Where it is the same in several, or everybody is
  /// held, that is one situation, whose payoffs then are no sums of parts.
  void find_situations() {
    std::vector<std::string> unknown;
    std::vector<std::string> levers;
    for (std::size_t a = 0; a < model_.shape.num_players(); ++a) {
      const std::vector<std::string> open = free_levers(model_.shape.players[a]);
      if (!is_one_of_the_two(a) && !open.empty()) {
        unknown.push_back(id_of(a));
        levers.insert(levers.end(), open.begin(), open.end());
      }
    }
    if (draw_.probabilities.empty() && !unknown.empty()) {
      throw InvalidArgument(
          fmt::format("the draw has no solution ({}), so it does not say what {} would do; hold "
                      "their levers in the profile: {}",
                      to_string(draw_.certificate.status),
                      fmt::join(unknown, ", "),
                      fmt::join(levers, ", ")));
    }
    if (unknown.empty()) {
      situations_.push_back({.plays = plays({})});
      return;
    }
    for (std::size_t e = 0; e < draw_.probabilities.size(); ++e) {
      Situation found{.weight = draw_.weights[e], .plays = plays(draw_.probabilities[e])};
      const auto same = std::find_if(situations_.begin(), situations_.end(), [&](const auto& s) {
        return s.plays == found.plays;
      });
      if (same == situations_.end()) {
        situations_.push_back(std::move(found));
      } else {
        same->weight += found.weight;
      }
    }
    if (situations_.size() == 1) {
      situations_.front().weight = 1.0;
    }
  }

  /// The others' levels and their probabilities in one solution. Without a solution, nobody else
  /// has a choice.
  [[nodiscard]] std::vector<std::map<std::vector<int>, double>> plays(
      const std::vector<double>& probabilities) const {
    std::vector<std::map<std::vector<int>, double>> found(model_.shape.num_players());
    for (std::size_t a = 0; a < found.size(); ++a) {
      if (is_one_of_the_two(a)) {
        continue;
      }
      const FactoredPlayer& other = model_.shape.players[a];
      const std::size_t first = model_.shape.first_strategy(a);
      if (free_levers(other).empty()) {
        found[a][with_held(other, other.strategies.front())] = 1.0;
      } else {
        for (std::size_t s = 0; s < other.strategies.size(); ++s) {
          if (probabilities[first + s] > 0.0) {
            found[a][with_held(other, other.strategies[s])] += probabilities[first + s];
          }
        }
      }
      require_feasible(a, found[a]);
    }
    return found;
  }

  void require_feasible(std::size_t a, const std::map<std::vector<int>, double>& play) const {
    const auto& feasible = model_.shape.players[a].strategies;
    for (const auto& [levels, probability] : play) {
      if (!std::binary_search(feasible.begin(), feasible.end(), levels)) {
        throw InvalidArgument(fmt::format(
            "profile: {} would play a combination that is infeasible; hold all of its levers",
            id_of(a)));
      }
    }
  }

  /// The expectation of a query for each pair of strategies.
  [[nodiscard]] std::vector<double> payoffs(std::size_t query,
                                            const std::vector<double>& cells) const {
    std::vector<double> sums(matrix_.num_rows() * matrix_.num_columns(), 0.0);
    for (const int table : model_.queries[query].tables) {
      add_expectation(model_,
                      model_.query_tables[to_size(table)],
                      cells,
                      situations_,
                      matrix_.actors,
                      matrix_.strategies,
                      sums);
    }
    return sums;
  }

  /// Marks the best responses of one of the two.
  void mark(std::size_t side) {
    const std::vector<double>& payoffs = matrix_.payoffs[side];
    const double slack = slack_of(payoffs);
    std::vector<bool>& is_best = matrix_.is_best[side];
    is_best.resize(payoffs.size(), false);
    const std::size_t num_lines = side == 0 ? matrix_.num_columns() : matrix_.num_rows();
    const std::size_t num_own = matrix_.strategies[side].size();
    for (std::size_t line = 0; line < num_lines; ++line) {
      const auto cell = [&](std::size_t own) {
        return side == 0 ? matrix_.index(own, line) : matrix_.index(line, own);
      };
      double best = std::numeric_limits<double>::quiet_NaN();
      for (std::size_t own = 0; own < num_own; ++own) {
        best = std::fmax(best, payoffs[cell(own)]);  // The number, where the other is NaN.
      }
      for (std::size_t own = 0; own < num_own; ++own) {
        const double payoff = payoffs[cell(own)];
        is_best[cell(own)] = payoff == best || best - payoff <= slack;
      }
    }
  }

  /// By how much payoffs of a tie may differ. Payoffs are sums of few tables, each with a rounding
  /// error of the size of its cells.
  static double slack_of(const std::vector<double>& payoffs) {
    constexpr double kRounding = 16.0 * std::numeric_limits<double>::epsilon();
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (const double payoff : payoffs) {
      if (std::isfinite(payoff)) {
        low = std::min(low, payoff);
        high = std::max(high, payoff);
      }
    }
    return low > high
               ? 0.0
               : kTieTolerance * (high - low) + kRounding * std::max(std::abs(low), std::abs(high));
  }

  void tell_probabilities(std::size_t side) {
    if (draw_.probabilities.empty()) {
      return;
    }
    const std::size_t first = model_.shape.first_strategy(actor(side));
    for (const int strategy : matrix_.strategies[side]) {
      double probability = 0.0;
      for (std::size_t e = 0; e < draw_.probabilities.size(); ++e) {
        probability += draw_.weights[e] * draw_.probabilities[e][first + to_size(strategy)];
      }
      matrix_.probabilities[side].push_back(probability);
    }
  }

  void tell_others() {
    for (std::size_t a = 0; a < model_.shape.num_players(); ++a) {
      const FactoredPlayer& other = model_.shape.players[a];
      if (is_one_of_the_two(a) || other.strategies.size() == 1) {
        continue;
      }
      std::map<std::vector<int>, double> sums;
      for (const Situation& situation : situations_) {
        for (const auto& [levels, probability] : situation.plays[a]) {
          sums[levels] += situation.weight * probability;
        }
      }
      OtherPlay play;
      play.actor = static_cast<int>(a);
      play.is_held = free_levers(other).empty();
      for (const auto& [levels, probability] : sums) {
        play.strategies.push_back(levels);
        play.probabilities.push_back(probability);
      }
      matrix_.others.push_back(std::move(play));
    }
  }

  const Model& model_;
  const Draw& draw_;
  std::vector<int> held_;  // For each variable, the level that it is held at, or -1.
  std::vector<Situation> situations_;
  PayoffMatrix matrix_;
};

}  // namespace

void check_matrix(const Model& model, const MatrixSettings& settings) {
  require_none(resolve(model, settings).problems);
}

PayoffMatrix payoff_matrix(const Model& model, const Draw& draw, const MatrixSettings& settings) {
  return MatrixMaker(model, draw, settings).run();
}

}  // namespace demarche
