// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "demarche/scenario/model.hpp"

namespace demarche {

/// A row of numbers, one per lane: a sum over joint profiles of probability times coefficient and
/// of probability times cell.
struct ProfileSum {
  struct Constant {
    double coefficient;
    std::uint32_t profile;
  };
  struct Term {
    std::uint32_t profile;
    std::uint32_t cell;
  };
  std::uint32_t target = 0;  ///< Number of the row.
  std::vector<Constant> constants;
  std::vector<Term> terms;
};

/// A row that is the sum of two others of the same array.
struct RowPairSum {
  std::uint32_t target;
  std::uint32_t first;
  std::uint32_t second;
};

/// A query as a function of the joint profile: its value is a constant plus some cells.
struct JointQuery {
  std::vector<double> constants;     ///< [num_profiles]
  std::vector<std::uint32_t> cells;  ///< [tables that vary between draws][num_profiles]
  bool has_one_table = false;        ///< One table varies, and all constants are 0.
  bool is_pair_sum = false;          ///< Its expectation is that of two other queries, added up.
  int only_profile = -1;  ///< The profile whose probability is the expectation, if there is one.
};

/// What a run of a game with few joint profiles computes from each lane's distribution over them,
/// as sparse sums that are found once, when the run begins. What is constant in all draws (such as
/// events) is folded into coefficients. Profiles are numbered row-major over the players'
/// strategies.
class JointProgram {
 public:
  /// Whether the game has few enough profiles (kMostJointProfiles).
  [[nodiscard]] static bool fits(const FactoredShape& shape);

  /// `first_level` as RunPlan::first_level.
  /// @pre fits(model.shape)
  JointProgram(const Model& model, const std::vector<std::size_t>& first_level);

  [[nodiscard]] std::size_t num_profiles() const noexcept { return num_profiles_; }
  /// The strategy of `player` in a profile.
  [[nodiscard]] int strategy(std::size_t player, std::size_t profile) const {
    return static_cast<int>(profile / strides_[player] % counts_[player]);
  }
  /// The model's queries.
  [[nodiscard]] const std::vector<JointQuery>& queries() const noexcept { return queries_; }
  /// Expectations of queries; neither of those with `only_profile` nor of those in pair_sums().
  [[nodiscard]] const std::vector<ProfileSum>& expectations() const noexcept {
    return expectations_;
  }
  /// Queries whose expectation is the sum of two others, which are in expectations().
  [[nodiscard]] const std::vector<RowPairSum>& pair_sums() const noexcept { return pair_sums_; }
  /// The probability of each level of each variable, in the order of `first_level`.
  [[nodiscard]] const std::vector<ProfileSum>& levels() const noexcept { return levels_; }
  /// Those of realised_queries(), without those in realised_pair_sums().
  [[nodiscard]] const std::vector<std::uint32_t>& realised() const noexcept { return realised_; }
  /// Those of realised_queries() whose value is the sum of two queries of realised().
  [[nodiscard]] const std::vector<RowPairSum>& realised_pair_sums() const noexcept {
    return realised_pair_sums_;
  }
  /// The sums of cells that have to be computed before anything above: payoffs, precisions, and
  /// what claims and queries read. Queries in pair_sums() do not read their cells, so their sums
  /// are not among them.
  [[nodiscard]] const std::vector<FeatureProgram::CellSum>& cell_sums() const noexcept {
    return cell_sums_;
  }

 private:
  [[nodiscard]] JointQuery joint_query(const Model& model, const Query& query) const;
  void add_expectation(JointQuery& query, std::uint32_t number);
  void find_pair_sums(const Model& model);
  void find_realised(const Model& model);
  void find_cell_sums_in_use(const Model& model);
  void find_levels(const Model& model, const std::vector<std::size_t>& first_level);

  std::vector<std::size_t> counts_;   // Strategies per player.
  std::vector<std::size_t> strides_;  // Profiles between neighbouring strategies of each player.
  std::size_t num_profiles_ = 1;
  std::vector<JointQuery> queries_;
  std::vector<ProfileSum> expectations_;
  std::vector<RowPairSum> pair_sums_;
  std::vector<ProfileSum> levels_;
  std::vector<std::uint32_t> realised_;
  std::vector<RowPairSum> realised_pair_sums_;
  std::vector<FeatureProgram::CellSum> cell_sums_;
};

}  // namespace demarche
