// SPDX-License-Identifier: MIT
#include "demarche/solve/extreme_equilibria.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include "core/require.hpp"
#include "demarche/core/error.hpp"
#include "solve/blocks/lane_solver.hpp"
#include "solve/supports/rational_polytope.hpp"

namespace demarche {
namespace {

/// If there are more maximal subsets than this, none is listed.
constexpr std::size_t kMaxSubsets = 10'000;

std::vector<double> probabilities(const PolytopeVertex& vertex) {
  const Integer total = std::accumulate(vertex.weights.begin(), vertex.weights.end(), Integer(0));
  std::vector<double> strategy;
  for (const Integer& weight : vertex.weights) {
    strategy.push_back(Rational(weight, total).convert_to<double>());
  }
  return strategy;
}

bool is_origin(const PolytopeVertex& vertex) {
  return std::all_of(
      vertex.weights.begin(), vertex.weights.end(), [](const auto& w) { return w.is_zero(); });
}

/// An extreme equilibrium is a pair of vertices, one of each polytope.
struct Pair {
  std::size_t row = 0;
  std::size_t column = 0;
};

/// Finds the pairs of vertices that carry every label between them.
std::vector<Pair> complementary_pairs(const std::vector<PolytopeVertex>& rows,
                                      const std::vector<PolytopeVertex>& columns,
                                      std::size_t num_labels) {
  std::vector<Pair> pairs;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if ((rows[r].labels | columns[c].labels).count() == num_labels && !is_origin(rows[r])) {
        pairs.push_back({r, c});
      }
    }
  }
  return pairs;
}

using IndexSet = std::set<std::size_t>;

/// Finds the maximal cliques of the bipartite graph whose edges are the equilibria. The column side
/// of a maximal clique is an intersection of the neighbourhoods of some row vertices, and every
/// such intersection is the column side of one clique.
std::vector<std::vector<int>> maximal_subsets(const std::vector<Pair>& pairs) {
  std::map<std::size_t, IndexSet> neighbours;
  std::map<std::pair<std::size_t, std::size_t>, int> number;
  for (std::size_t e = 0; e < pairs.size(); ++e) {
    neighbours[pairs[e].row].insert(pairs[e].column);
    number[{pairs[e].row, pairs[e].column}] = static_cast<int>(e);
  }
  std::set<IndexSet> sides;
  for (const auto& [row, own] : neighbours) {
    std::vector<IndexSet> found = {own};
    for (const IndexSet& side : sides) {
      IndexSet common;
      std::set_intersection(
          side.begin(), side.end(), own.begin(), own.end(), std::inserter(common, common.end()));
      if (!common.empty()) {
        found.push_back(std::move(common));
      }
    }
    sides.insert(found.begin(), found.end());
    if (sides.size() > kMaxSubsets) {
      return {};
    }
  }
  std::vector<std::vector<int>> subsets;
  for (const IndexSet& side : sides) {
    auto& subset = subsets.emplace_back();
    for (const auto& [row, own] : neighbours) {
      if (std::includes(own.begin(), own.end(), side.begin(), side.end())) {
        for (const std::size_t column : side) {
          subset.push_back(number.at({row, column}));
        }
      }
    }
    std::sort(subset.begin(), subset.end());
  }
  std::sort(subsets.begin(), subsets.end());
  return subsets;
}

/// Finds the sets of equilibria that chains of shared vertices connect.
std::vector<std::vector<int>> connected(const std::vector<Pair>& pairs) {
  std::vector<int> component(pairs.size(), -1);
  std::vector<std::vector<int>> components;
  for (std::size_t first = 0; first < pairs.size(); ++first) {
    if (component[first] >= 0) {
      continue;
    }
    std::vector<std::size_t> pending = {first};
    component[first] = static_cast<int>(components.size());
    auto& members = components.emplace_back();
    while (!pending.empty()) {
      const std::size_t e = pending.back();
      pending.pop_back();
      members.push_back(static_cast<int>(e));
      for (std::size_t other = 0; other < pairs.size(); ++other) {
        if (component[other] < 0 &&
            (pairs[other].row == pairs[e].row || pairs[other].column == pairs[e].column)) {
          component[other] = component[first];
          pending.push_back(other);
        }
      }
    }
    std::sort(members.begin(), members.end());
    assert(std::adjacent_find(members.begin(), members.end()) == members.end());
  }
  return components;
}

bool has_spare_label(const std::vector<PolytopeVertex>& vertices, std::size_t needed) {
  return std::any_of(vertices.begin(), vertices.end(), [&](const PolytopeVertex& vertex) {
    return vertex.labels.count() > needed;
  });
}

/// Lists the equilibria, each once, and returns their vertices. Of two equilibria with the same
/// doubles, the first is listed.
std::vector<Pair> add_equilibria(const std::vector<PolytopeVertex>& rows,
                                 const std::vector<PolytopeVertex>& columns,
                                 ExtremeEquilibriaResult& result) {
  const std::size_t num_labels = rows.front().weights.size() + columns.front().weights.size();
  std::vector<std::pair<MixedProfile, Pair>> found;
  for (const Pair& pair : complementary_pairs(rows, columns, num_labels)) {
    found.emplace_back(
        MixedProfile{probabilities(rows[pair.row]), probabilities(columns[pair.column])}, pair);
  }
  std::sort(
      found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  const auto end = std::unique(
      found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first == b.first; });
  std::vector<Pair> pairs;
  for (auto e = found.begin(); e != end; ++e) {
    result.equilibria.push_back(std::move(e->first));
    pairs.push_back(e->second);
  }
  return pairs;
}

}  // namespace

ExtremeEquilibria::ExtremeEquilibria(Options options) : options_(options) {
  require_at_least("max_vertices", options_.max_vertices, 1);
  require_positive("max_seconds", options_.max_seconds);
  require_positive("tolerance", options_.tolerance);
}

ExtremeEquilibria::Result ExtremeEquilibria::solve(const NormalFormGame& game) const {
  require_two_players(game, "extreme equilibria");
  game.check_finite();
  const auto m = static_cast<std::size_t>(game.num_strategies()[0]);
  const auto n = static_cast<std::size_t>(game.num_strategies()[1]);
  if (m + n > static_cast<std::size_t>(kMaxStrategies)) {
    throw InvalidArgument(fmt::format(
        "the players have {} strategies together, and at most {} fit", m + n, kMaxStrategies));
  }
  Result result;
  result.status = SolveStatus::iteration_limit;
  const auto budget = static_cast<std::size_t>(options_.max_vertices);
  // Labels count the row player's strategies, then the column player's.
  const Deadline deadline(options_.max_seconds);
  const auto row_payoffs = positive_integers(game, 0);
  const auto column_payoffs = positive_integers(game, 1);
  if (!row_payoffs || !column_payoffs) {
    return result;
  }
  const auto columns = polytope_vertices(*row_payoffs, 0, m, budget, deadline);
  const auto rows =
      columns ? polytope_vertices(*column_payoffs, m, 0, budget, deadline) : std::nullopt;
  if (!rows) {
    return result;
  }
  result.num_vertices = static_cast<int>(rows->size() + columns->size());
  result.is_degenerate = has_spare_label(*rows, m) || has_spare_label(*columns, n);
  const auto pairs = add_equilibria(*rows, *columns, result);
  for (const MixedProfile& profile : result.equilibria) {
    result.regret = std::max(result.regret, game.relative_regret(profile));
  }
  if (!(result.regret <= options_.tolerance)) {
    result.status = SolveStatus::numerical_failure;
    result.equilibria.clear();
    return result;
  }
  result.subsets = maximal_subsets(pairs);
  result.components = connected(pairs);
  result.status = SolveStatus::converged;
  return result;
}

}  // namespace demarche
