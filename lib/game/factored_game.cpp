// SPDX-License-Identifier: MIT
#include "demarche/game/factored_game.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <map>
#include <numeric>

#include "core/to_size.hpp"
#include "demarche/core/error.hpp"

namespace demarche {
namespace {

template <class Range>
bool is_strictly_ascending(const Range& range) {
  return std::adjacent_find(range.begin(), range.end(), [](const auto& a, const auto& b) {
           return !(a < b);
         }) == range.end();
}

void require(bool holds, const FactoredPlayer& player, const char* rule) {
  if (!holds) {
    throw InvalidArgument(fmt::format("player {}: {}", player.name, rule));
  }
}

void check_table(const FactoredShape& shape,
                 const FactoredPlayer& player,
                 const FactorTable& table) {
  require(is_strictly_ascending(table.scope), player, "a table's scope must be strictly ascending");
  std::size_t cells = 1;
  for (const int variable : table.scope) {
    require(variable >= 0 && to_size(variable) < shape.variable_sizes.size(),
            player,
            "a table's scope must name variables of the game");
    cells *= to_size(shape.variable_sizes[to_size(variable)]);
  }
  require(
      cells == table.num_cells, player, "a table must have a cell per combination of its scope");
  require(table.first_cell + table.num_cells <= shape.num_cells,
          player,
          "a table's rows must lie within num_cells");
}

void check_strategies(const FactoredShape& shape, const FactoredPlayer& player) {
  require(!player.strategies.empty(), player, "there must be at least one strategy");
  require(
      is_strictly_ascending(player.strategies), player, "strategies must be sorted and distinct");
  for (const auto& strategy : player.strategies) {
    require(strategy.size() == player.variables.size(),
            player,
            "a strategy needs a level per variable");
    for (std::size_t k = 0; k < strategy.size(); ++k) {
      require(strategy[k] >= 0 && strategy[k] < shape.variable_sizes[to_size(player.variables[k])],
              player,
              "a strategy's levels must lie within the variable's size");
    }
  }
}

}  // namespace

std::size_t FactoredShape::num_strategies() const noexcept {
  return first_strategy(players.size());
}

std::size_t FactoredShape::first_strategy(std::size_t player) const noexcept {
  std::size_t row = 0;
  for (std::size_t i = 0; i < player; ++i) {
    row += players[i].strategies.size();
  }
  return row;
}

double FactoredShape::num_profiles() const noexcept {
  double product = 1.0;
  for (const auto& player : players) {
    product *= static_cast<double>(player.strategies.size());
  }
  return product;
}

void FactoredShape::check() const {
  std::vector<bool> is_taken(variable_sizes.size(), false);
  for (const auto& player : players) {
    require(
        is_strictly_ascending(player.variables), player, "variables must be strictly ascending");
    for (const int variable : player.variables) {
      require(variable >= 0 && to_size(variable) < variable_sizes.size() &&
                  !is_taken[to_size(variable)],
              player,
              "variables must exist and belong to one player");
      is_taken[to_size(variable)] = true;
    }
    check_strategies(*this, player);
    for (const auto& table : player.payoff) {
      check_table(*this, player, table);
    }
    for (const auto& table : player.behaviour) {
      check_table(*this, player, table);
      require(std::includes(player.variables.begin(),
                            player.variables.end(),
                            table.scope.begin(),
                            table.scope.end()),
              player,
              "behaviour must range over own variables");
    }
  }
}

namespace {

/// Offsets into a table's cells, with the probability of each.
using Places = std::map<std::size_t, double>;

/// For each variable of the table's scope, how many cells apart neighbouring levels stand.
std::vector<std::size_t> strides_of(const FactoredShape& shape, const FactorTable& table) {
  std::vector<std::size_t> strides(table.scope.size());
  std::size_t stride = 1;
  for (std::size_t k = table.scope.size(); k-- > 0;) {
    strides[k] = stride;
    stride *=
        static_cast<std::size_t>(shape.variable_sizes[static_cast<std::size_t>(table.scope[k])]);
  }
  return strides;
}

/// The player's part of the offset of a cell: the sum of level * stride over the variables of the
/// scope that are the player's.
std::size_t place_of(const FactoredPlayer& player,
                     const std::vector<int>& strategy,
                     const FactorTable& table,
                     const std::vector<std::size_t>& strides) {
  std::size_t place = 0;
  for (std::size_t k = 0; k < table.scope.size(); ++k) {
    const auto own =
        std::lower_bound(player.variables.begin(), player.variables.end(), table.scope[k]);
    if (own != player.variables.end() && *own == table.scope[k]) {
      place += strides[k] * static_cast<std::size_t>(
                                strategy[static_cast<std::size_t>(own - player.variables.begin())]);
    }
  }
  return place;
}

/// The distribution of the other players' part of the offset. Players are independent, so it is the
/// convolution of their own distributions.
Places others_places(const FactoredShape& shape,
                     std::span<const double> probabilities,
                     std::size_t player,
                     const FactorTable& table,
                     const std::vector<std::size_t>& strides) {
  Places joint = {{0, 1.0}};
  for (std::size_t j = 0; j < shape.num_players(); ++j) {
    const FactoredPlayer& other = shape.players[j];
    if (j == player) {
      continue;
    }
    Places own;
    for (std::size_t s = 0; s < other.strategies.size(); ++s) {
      own[place_of(other, other.strategies[s], table, strides)] +=
          probabilities[shape.first_strategy(j) + s];
    }
    Places product;
    for (const auto& [place, probability] : joint) {
      for (const auto& [more, factor] : own) {
        product[place + more] += probability * factor;
      }
    }
    joint = std::move(product);
  }
  return joint;
}

}  // namespace

FactoredGame factored_form(const NormalFormGame& game) {
  FactoredGame result;
  FactoredShape& shape = result.shape;
  shape.variable_sizes = game.num_strategies();
  std::vector<int> everything(game.num_players());
  std::iota(everything.begin(), everything.end(), 0);
  for (std::size_t i = 0; i < game.num_players(); ++i) {
    FactoredPlayer player;
    player.name = game.player_names[i];
    player.variables = {static_cast<int>(i)};
    for (int s = 0; s < game.num_strategies()[i]; ++s) {
      player.strategies.push_back({s});
    }
    player.payoff = {
        {.scope = everything, .first_cell = shape.num_cells, .num_cells = game.num_profiles()}};
    shape.num_cells += game.num_profiles();
    shape.players.push_back(std::move(player));
    result.cells.insert(result.cells.end(), game.payoffs(i).begin(), game.payoffs(i).end());
  }
  return result;
}

std::vector<double> strategy_payoffs(const FactoredShape& shape,
                                     std::span<const double> cells,
                                     std::span<const double> probabilities,
                                     std::size_t player) {
  assert(player < shape.num_players());
  // A draw's cells go on with rows that are not of payoffs.
  assert(cells.size() >= shape.num_cells && probabilities.size() == shape.num_strategies());
  const FactoredPlayer& own = shape.players[player];
  std::vector<double> payoffs(own.strategies.size(), 0.0);
  for (const FactorTable& table : own.payoff) {
    const auto strides = strides_of(shape, table);
    const Places others = others_places(shape, probabilities, player, table, strides);
    for (std::size_t s = 0; s < payoffs.size(); ++s) {
      const std::size_t first = table.first_cell + place_of(own, own.strategies[s], table, strides);
      for (const auto& [place, probability] : others) {
        payoffs[s] += probability * cells[first + place];
      }
    }
  }
  return payoffs;
}

}  // namespace demarche
