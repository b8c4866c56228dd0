// SPDX-License-Identifier: MIT
#include "scenario/check/table_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "demarche/core/closest_name.hpp"
#include "scenario/language/table_layout.hpp"

namespace demarche {
namespace {

/// The most missing rows that a message names.
constexpr std::size_t kMostNamed = 3;

/// Tells which combinations of a table's levels feasible strategies lead to.
class Reach {
 public:
  Reach(const TableLayout& layout, const Symbols& symbols, const StrategySets& strategies)
      : projections_(strategies.size()) {
    for (std::size_t k = 0; k < layout.places.size(); ++k) {
      const auto& lever =
          symbols.levers()[static_cast<std::size_t>(layout.levers[layout.places[k]])];
      auto& projection = projections_[static_cast<std::size_t>(lever.actor)];
      projection.places.push_back(k);
      projection.levers.push_back(static_cast<std::size_t>(lever.lever));
    }
    for (std::size_t a = 0; a < strategies.size(); ++a) {
      projections_[a].is_all = strategies[a].has_all_combinations();
      if (projections_[a].is_all) {
        continue;
      }
      for (const std::vector<int>& strategy : strategies[a].all()) {
        std::vector<int> levels;
        for (const std::size_t lever : projections_[a].levers) {
          levels.push_back(strategy[lever]);
        }
        projections_[a].reached.insert(std::move(levels));
      }
    }
  }

  /// `levels`: of the table's levers, in the order of the file.
  [[nodiscard]] bool includes(const std::vector<int>& levels) const {
    return std::all_of(projections_.begin(), projections_.end(), [&](const Projection& one) {
      if (one.is_all) {
        return true;
      }
      std::vector<int> own;
      for (const std::size_t place : one.places) {
        own.push_back(levels[place]);
      }
      return one.reached.contains(own);
    });
  }

 private:
  /// The levels that one actor's strategies give the table's levers of its own.
  struct Projection {
    std::vector<std::size_t> places;     ///< Of these levers among the table's.
    std::vector<std::size_t> levers;     ///< Their numbers among the actor's.
    bool is_all = false;                 ///< Whether every combination is a strategy.
    std::set<std::vector<int>> reached;  ///< Else the levels that strategies have.
  };

  std::vector<Projection> projections_;
};

class TableChecker {
 public:
  TableChecker(const Symbols& symbols, const StrategySets& strategies)
      : symbols_(symbols), strategies_(strategies) {}

  void check(const FieldPath& here, const v1::PayoffTable& table, bool may_be_incomplete) {
    if (!table.file().empty()) {
      fail(extended(here, {{"file"}}),
           "only a scenario that is loaded from a file has files beside it; give rows here");
      return;
    }
    if (!table.column().empty()) {
      fail(extended(here, {{"column"}}),
           "column names a column of a file, and this table has none");
    }
    if (!check_levers(here, table)) {
      return;
    }
    const auto layout = table_layout(table, symbols_);
    if (!layout) {
      fail(here, fmt::format("the levers have more than {} combinations", kMaxTableCells));
      return;
    }
    std::vector<int> row_of(layout->num_cells, -1);
    bool are_known = true;
    for (int r = 0; r < table.rows_size(); ++r) {
      const FieldPath there = extended(here, {{"rows", r}});
      const auto cell = layout->cell(table.rows(r), symbols_);
      are_known = are_known && cell;
      if (!cell) {
        check_row(there, table, table.rows(r));
      } else if (row_of[*cell] >= 0) {
        fail(there, fmt::format("row {} has the same levels", row_of[*cell] + 1));
      } else {
        row_of[*cell] = r;
      }
    }
    if (are_known && !may_be_incomplete) {
      check_complete(here, *layout, row_of);
    }
  }

  std::vector<FieldProblem> problems;

 private:
  void fail(FieldPath field, std::string message) {
    problems.push_back({std::move(field), 0, std::move(message)});
  }

  /// Whether the levers are known and different.
  bool check_levers(const FieldPath& here, const v1::PayoffTable& table) {
    const std::size_t before = problems.size();
    if (table.levers().empty()) {
      fail(here, "a payoff table needs at least one lever");
    }
    std::set<std::string> seen;
    for (int k = 0; k < table.levers_size(); ++k) {
      const std::string& name = table.levers(k);
      if (symbols_.find_lever(name) < 0) {
        fail(extended(here, {{"levers", k}}),
             fmt::format(
                 "there is no lever '{}'{}", name, close_hint(name, symbols_.lever_names())));
      } else if (!seen.insert(name).second) {
        fail(extended(here, {{"levers", k}}), fmt::format("lever '{}' is named twice", name));
      }
    }
    return problems.size() == before;
  }

  void check_row(const FieldPath& here, const v1::PayoffTable& table, const v1::PayoffRow& row) {
    if (row.levels_size() != table.levers_size()) {
      fail(here,
           fmt::format("found {} level{} for {} levers ({})",
                       row.levels_size(),
                       row.levels_size() == 1 ? "" : "s",
                       table.levers_size(),
                       fmt::join(table.levers(), ", ")));
      return;
    }
    for (int k = 0; k < row.levels_size(); ++k) {
      const auto lever = static_cast<std::size_t>(symbols_.find_lever(table.levers(k)));
      if (symbols_.levers()[lever].find_level(row.levels(k)) < 0) {
        fail(extended(here, {{"levels", k}}), symbols_.levers()[lever].no_level(row.levels(k)));
      }
    }
  }

  void check_complete(const FieldPath& here,
                      const TableLayout& layout,
                      const std::vector<int>& row_of) {
    const Reach reach(layout, symbols_, strategies_);
    std::size_t num_missing = 0;
    std::vector<std::string> named;
    for (std::size_t cell = 0; cell < row_of.size(); ++cell) {
      if (row_of[cell] >= 0) {
        continue;
      }
      const std::vector<int> levels = layout.levels(cell, symbols_);
      if (!reach.includes(levels)) {
        continue;
      }
      ++num_missing;
      if (named.size() < kMostNamed) {
        named.push_back(ids_of(layout, levels));
      }
    }
    if (num_missing > 0) {
      fail(here,
           fmt::format("{} row{} missing: {}{}",
                       num_missing,
                       num_missing == 1 ? " is" : "s are",
                       fmt::join(named, "; "),
                       num_missing > named.size() ? "; ..." : ""));
    }
  }

  [[nodiscard]] std::string ids_of(const TableLayout& layout,
                                   const std::vector<int>& levels) const {
    std::string text;
    for (std::size_t k = 0; k < levels.size(); ++k) {
      const auto& lever =
          symbols_.levers()[static_cast<std::size_t>(layout.levers[layout.places[k]])];
      text += (k == 0 ? "" : ", ") + lever.levels[static_cast<std::size_t>(levels[k])];
    }
    return text;
  }

  const Symbols& symbols_;
  const StrategySets& strategies_;
};

}  // namespace

std::vector<FieldProblem> check_payoff_tables(const v1::Scenario& scenario,
                                              const Symbols& symbols,
                                              const StrategySets& strategies,
                                              const std::set<TableNumber>& incomplete) {
  TableChecker checker(symbols, strategies);
  for (int a = 0; a < scenario.actors_size(); ++a) {
    for (int t = 0; t < scenario.actors(a).payoff_tables_size(); ++t) {
      checker.check({{"actors", a}, {"payoff_tables", t}},
                    scenario.actors(a).payoff_tables(t),
                    incomplete.contains({a, t}));
    }
  }
  return std::move(checker.problems);
}

}  // namespace demarche
