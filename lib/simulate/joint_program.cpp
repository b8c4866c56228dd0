// SPDX-License-Identifier: MIT
#include "simulate/joint_program.hpp"

#include <algorithm>
#include <cassert>
#include <map>
#include <set>
#include <utility>

#include "core/to_size.hpp"
#include "demarche/solve/concept.hpp"
#include "simulate/realised_queries.hpp"
#include "simulate/table_cell.hpp"

namespace demarche {

bool JointProgram::fits(const FactoredShape& shape) {
  return shape.num_players() > 0 && shape.num_profiles() <= static_cast<double>(kMostJointProfiles);
}

JointProgram::JointProgram(const Model& model, const std::vector<std::size_t>& first_level) {
  assert(fits(model.shape));
  assert(first_level.size() == model.shape.variable_sizes.size());
  for (const FactoredPlayer& player : model.shape.players) {
    counts_.push_back(player.strategies.size());
    num_profiles_ *= player.strategies.size();
  }
  std::size_t stride = num_profiles_;
  for (const std::size_t count : counts_) {
    stride /= count;
    strides_.push_back(stride);
  }
  for (const Query& query : model.queries) {
    const auto number = static_cast<std::uint32_t>(queries_.size());
    queries_.push_back(joint_query(model, query));
    add_expectation(queries_.back(), number);
  }
  find_pair_sums(model);
  find_realised(model);
  find_cell_sums_in_use(model);
  find_levels(model, first_level);
}

JointQuery JointProgram::joint_query(const Model& model, const Query& query) const {
  JointQuery result;
  result.constants.assign(num_profiles_, 0.0);
  for (const int index : query.tables) {
    const FactorTable& table = model.query_tables[to_size(index)];
    std::vector<std::uint32_t> cells;
    bool varies = false;
    for (std::uint32_t profile = 0; profile < num_profiles_; ++profile) {
      const std::size_t cell =
          cell_at(model, table, [&](std::size_t player) { return strategy(player, profile); });
      cells.push_back(static_cast<std::uint32_t>(table.first_cell + cell));
      varies = varies || !model.program.is_constant(cells.back());
    }
    if (varies) {
      result.cells.insert(result.cells.end(), cells.begin(), cells.end());
    } else {
      for (std::uint32_t profile = 0; profile < num_profiles_; ++profile) {
        result.constants[profile] += model.program.constant(cells[profile]);
      }
    }
  }
  result.has_one_table =
      result.cells.size() == num_profiles_ &&
      std::all_of(
          result.constants.begin(), result.constants.end(), [](double x) { return x == 0.0; });
  return result;
}

void JointProgram::add_expectation(JointQuery& query, std::uint32_t number) {
  ProfileSum sum;
  sum.target = number;
  for (std::uint32_t profile = 0; profile < num_profiles_; ++profile) {
    if (query.constants[profile] != 0.0) {
      sum.constants.push_back({query.constants[profile], profile});
    }
  }
  for (std::size_t k = 0; k < query.cells.size(); ++k) {
    sum.terms.push_back({static_cast<std::uint32_t>(k % num_profiles_), query.cells[k]});
  }
  if (sum.terms.empty() && sum.constants.size() == 1 && sum.constants[0].coefficient == 1.0) {
    query.only_profile = static_cast<int>(sum.constants[0].profile);
  } else {
    expectations_.push_back(std::move(sum));
  }
}

/// Moves queries from the expectations to the pair sums if each of their cells is the sum of the
/// corresponding cells of two other queries. Welfare as the sum of two players' payoffs is such a
/// query: one addition per lane replaces a product per profile and lane.
void JointProgram::find_pair_sums(const Model& model) {
  std::map<std::uint32_t, FeatureProgram::CellSum> sum_of_cell;
  for (const auto& sum : model.program.sums()) {
    sum_of_cell.emplace(sum.cell, sum);
  }
  std::map<std::vector<std::uint32_t>, std::uint32_t> query_of_cells;
  for (const ProfileSum& expectation : expectations_) {
    if (queries_[expectation.target].has_one_table) {
      query_of_cells.emplace(queries_[expectation.target].cells, expectation.target);
    }
  }
  std::erase_if(expectations_, [&](const ProfileSum& expectation) {
    std::vector<std::uint32_t> first;
    std::vector<std::uint32_t> second;
    for (const auto& term : expectation.terms) {
      const auto sum = sum_of_cell.find(term.cell);
      if (sum == sum_of_cell.end()) {
        return false;
      }
      first.push_back(sum->second.first);
      second.push_back(sum->second.second);
    }
    if (!expectation.constants.empty() || !query_of_cells.contains(first) ||
        !query_of_cells.contains(second)) {
      return false;
    }
    pair_sums_.push_back({expectation.target, query_of_cells[first], query_of_cells[second]});
    queries_[expectation.target].is_pair_sum = true;
    return true;
  });
}

void JointProgram::find_realised(const Model& model) {
  std::set<std::uint32_t> wanted;
  for (const std::size_t query : realised_queries(model)) {
    wanted.insert(static_cast<std::uint32_t>(query));
  }
  for (const RowPairSum& sum : pair_sums_) {
    if (wanted.erase(sum.target) > 0) {
      realised_pair_sums_.push_back(sum);
    }
  }
  for (const RowPairSum& sum : realised_pair_sums_) {
    wanted.insert({sum.first, sum.second});
  }
  realised_.assign(wanted.begin(), wanted.end());
}

void JointProgram::find_cell_sums_in_use(const Model& model) {
  std::set<std::size_t> in_use(model.precision_rows.begin(), model.precision_rows.end());
  for (std::size_t q = 0; q < queries_.size(); ++q) {
    // Where others answer an intervention, its expectations are worked out from its own cells.
    if (!queries_[q].is_pair_sum || model.queries[q].intervention >= 0) {
      in_use.insert(queries_[q].cells.begin(), queries_[q].cells.end());
    }
  }
  for (const ClaimModel& claim : model.claims) {
    for (const auto& comparison : claim.comparisons) {
      in_use.insert(comparison.by_row);
    }
  }
  for (const EvidenceModel& item : model.evidence) {
    for (std::size_t cell = 0; cell < item.likelihood.num_cells; ++cell) {
      in_use.insert(item.likelihood.first_cell + cell);
    }
  }
  for (const auto& sum : model.program.sums()) {
    const bool is_payoff = sum.cell < model.shape.num_cells;
    if (is_payoff || in_use.contains(sum.cell)) {
      cell_sums_.push_back(sum);
    }
  }
}

void JointProgram::find_levels(const Model& model, const std::vector<std::size_t>& first_level) {
  for (std::size_t v = 0; v < first_level.size(); ++v) {
    const auto actor = to_size(model.variables[v].actor);
    assert(first_level[v] == levels_.size());
    levels_.resize(first_level[v] + to_size(model.shape.variable_sizes[v]));
    for (std::uint32_t profile = 0; profile < num_profiles_; ++profile) {
      const auto level = to_size(model.level(v, strategy(actor, profile)));
      levels_[first_level[v] + level].constants.push_back({1.0, profile});
    }
  }
  for (std::uint32_t row = 0; row < levels_.size(); ++row) {
    levels_[row].target = row;
  }
}

}  // namespace demarche
