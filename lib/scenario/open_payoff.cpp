// SPDX-License-Identifier: MIT
#include "demarche/scenario/open_payoff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "demarche/core/closest_name.hpp"
#include "demarche/core/error.hpp"
#include "scenario/compile_open.hpp"
#include "scenario/compile_pieces.hpp"

namespace demarche {
namespace {

constexpr double kMaxCells = 1 << 20;

std::size_t to_size(int i) {
  return static_cast<std::size_t>(i);
}

std::size_t num_levels(const Symbols& symbols, int lever) {
  return symbols.levers()[to_size(lever)].levels.size();
}

std::vector<std::string> lever_names(const Symbols& symbols) {
  std::vector<std::string> names;
  for (const LeverSymbol& lever : symbols.levers()) {
    names.push_back(lever.name);
  }
  return names;
}

/// Per combination of all levers' levels the row-major number of the actors' strategies.
std::vector<int> strategy_cells(const Symbols& symbols, const StrategySets& strategies) {
  std::vector<int> cells = {0};
  int lever = 0;
  for (const auto& own : strategies) {
    // The own combinations' strategies, then all combinations so far with each of them.
    std::size_t num_own = 1;
    const int first = lever;
    for (std::size_t k = 0; k < own.front().size(); ++k, ++lever) {
      num_own *= num_levels(symbols, lever);
    }
    std::vector<int> numbers(num_own, -1);
    for (std::size_t s = 0; s < own.size(); ++s) {
      std::size_t combination = 0;
      for (std::size_t k = 0; k < own[s].size(); ++k) {
        combination =
            combination * num_levels(symbols, first + static_cast<int>(k)) + to_size(own[s][k]);
      }
      numbers[combination] = static_cast<int>(s);
    }
    std::vector<int> longer;
    longer.reserve(cells.size() * num_own);
    for (const int cell : cells) {
      for (const int number : numbers) {
        longer.push_back(cell < 0 || number < 0 ? -1
                                                : cell * static_cast<int>(own.size()) + number);
      }
    }
    cells = std::move(longer);
  }
  return cells;
}

}  // namespace

std::vector<OpenPayoff> all_payoffs_open(const v1::Scenario& scenario) {
  std::vector<OpenPayoff> open;
  for (const v1::Actor& actor : scenario.actors()) {
    if (actor.behaviour().empty()) {
      open.push_back({.actor = actor.id()});
    }
  }
  return open;
}

void Symbols::open_payoff(const OpenPayoff& open) {
  const int actor = find_actor(open.actor);
  if (actor < 0) {
    throw InvalidArgument(fmt::format(
        "open payoffs: there is no actor '{}'; {}", open.actor, name_hint(open.actor, actors_)));
  }
  if (is_behavioural(actor)) {
    throw InvalidArgument(
        fmt::format("open payoffs: actor '{}' has a behaviour, and so no payoff", open.actor));
  }
  if (std::any_of(open_tables_.begin(), open_tables_.end(), [&](const OpenTableSymbol& table) {
        return table.actor == actor;
      })) {
    throw InvalidArgument(fmt::format("open payoffs: actor '{}' is named twice", open.actor));
  }
  payoffs_[to_size(actor)].clear();
  payoff_mentions_[to_size(actor)] = {};
  payoff_mentions_[to_size(actor)].parameters = true;
  for (const std::vector<std::string>& levers : open.tables) {
    std::vector<int> scope;
    for (const std::string& name : levers) {
      const int lever = find_lever(name);
      if (lever < 0) {
        throw InvalidArgument(fmt::format(
            "open payoffs: there is no lever '{}'; {}", name, name_hint(name, lever_names(*this))));
      }
      if (!scope.empty() && lever <= scope.back()) {
        throw InvalidArgument(
            fmt::format("open payoffs: a table's levers must be different and in the scenario's "
                        "order, got {}",
                        fmt::join(levers, ", ")));
      }
      scope.push_back(lever);
    }
    add_open_table(actor, std::move(scope), false);
  }
  if (open.tables.empty()) {
    std::vector<int> all(levers_.size());
    std::iota(all.begin(), all.end(), 0);
    add_open_table(actor, std::move(all), true);
  }
}

void Symbols::add_open_table(int actor, std::vector<int> levers, bool is_over_strategies) {
  const double num_cells = num_combinations(levers, *this);
  if (num_cells > kMaxCells || static_cast<double>(num_open_values_) + num_cells > kMaxCells) {
    throw InvalidArgument(
        fmt::format("open payoffs: a table of actor '{}' has {:.6g} cells; at most 2^20 fit into "
                    "all tables: name the levers that the payoff depends on, as a sum of tables",
                    actors_[to_size(actor)],
                    num_cells));
  }
  Mentions mentions{.levers = levers, .parameters = true};
  Mentions& all = payoff_mentions_[to_size(actor)];
  std::vector<int> both;
  std::set_union(
      all.levers.begin(), all.levers.end(), levers.begin(), levers.end(), std::back_inserter(both));
  all.levers = std::move(both);
  ResolvedNode node;
  node.kind = NodeKind::open_table;
  node.index = static_cast<int>(open_tables_.size());
  ResolvedNode always;
  always.value = 1.0;
  payoffs_[to_size(actor)].push_back({std::move(node), std::move(always), std::move(mentions)});
  const auto count = static_cast<std::size_t>(num_cells);
  open_tables_.push_back({.actor = actor,
                          .levers = std::move(levers),
                          .is_over_strategies = is_over_strategies,
                          .first_value = num_open_values_,
                          .num_values = count});
  num_open_values_ += count;
}

std::vector<OpenTable> make_open_tables(const Symbols& symbols, const StrategySets& strategies) {
  std::vector<OpenTable> tables;
  std::size_t first_row = 0;
  for (const OpenTableSymbol& symbol : symbols.open_tables()) {
    OpenTable& table = tables.emplace_back();
    table.actor = symbol.actor;
    table.levers = symbol.levers;
    table.is_over_strategies = symbol.is_over_strategies;
    table.first_row = first_row;
    if (symbol.is_over_strategies) {
      for (const auto& own : strategies) {
        table.sizes.push_back(static_cast<int>(own.size()));
      }
    } else {
      for (const int lever : symbol.levers) {
        table.sizes.push_back(static_cast<int>(num_levels(symbols, lever)));
      }
    }
    for (const int size : table.sizes) {
      table.num_rows *= to_size(size);
    }
    if (table.num_rows != symbol.num_values) {
      table.cell_of_levels = strategy_cells(symbols, strategies);
    }
    first_row += table.num_rows;
  }
  return tables;
}

std::vector<int> open_rows(const Symbols& symbols, const std::vector<OpenTable>& tables) {
  std::vector<int> rows;
  rows.reserve(symbols.num_open_values());
  for (std::size_t t = 0; t < tables.size(); ++t) {
    for (std::size_t v = 0; v < symbols.open_tables()[t].num_values; ++v) {
      const int cell =
          tables[t].cell_of_levels.empty() ? static_cast<int>(v) : tables[t].cell_of_levels[v];
      rows.push_back(cell < 0 ? -1 : static_cast<int>(tables[t].first_row) + cell);
    }
  }
  return rows;
}

}  // namespace demarche
