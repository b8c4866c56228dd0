// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "demarche/scenario/model.hpp"
#include "demarche/solve/concept.hpp"

namespace demarche {

/// A row of numbers as a sum over profiles: probability times coefficient, probability times cell.
struct JointRow {
  struct Constant {
    double coefficient;
    std::uint32_t profile;
  };
  struct Term {
    std::uint32_t profile;
    std::uint32_t cell;
  };
  std::uint32_t target = 0;  ///< Its place among the rows.
  std::vector<Constant> constants;
  std::vector<Term> terms;
};

/// A row that is the sum of two others, cell by cell.
struct JointSum {
  std::uint32_t target;
  std::uint32_t first;
  std::uint32_t second;
};

/// Play of games with few joint profiles: a lane's solution, whatever it is made of, becomes one
/// distribution over them, and what is asked of a draw is a sparse product with that. Profiles are
/// numbered row-major over the players' strategies; arrays are [row][kBlockLanes].
class JointPlay {
 public:
  [[nodiscard]] static bool fits(const FactoredShape& shape);

  /// `first_level` as RunPlan::first_level.
  /// @pre fits(model.shape)
  JointPlay(const Model& model, const std::vector<std::size_t>& first_level);

  [[nodiscard]] std::size_t num_profiles() const noexcept { return num_profiles_; }
  [[nodiscard]] int strategy(std::size_t player, std::size_t profile) const {
    return static_cast<int>(profile / strides_[player] % counts_[player]);
  }

  /// The profile that each lane's uniform number picks; 0 in lanes without a solution.
  void sample(const double* profiles, const double* uniforms, std::uint32_t* sampled) const;
  /// Probabilities of all levels of all variables.
  void add_up_levels(const double* profiles, double* levels) const;
  /// Where a query's expectation is the probability of one profile, which; else -1.
  [[nodiscard]] int profile_of(std::size_t query) const { return queries_[query].only_profile; }
  /// Expectations of the model's other queries.
  void expect(const double* profiles, const double* cells, double* queries) const;
  /// The model's metrics and payoffs at each lane's sampled profile, each in its query's row.
  void realise(const std::uint32_t* sampled, const double* cells, double* queries) const;
  /// Cells that this needs and that are to be added up first: not those of a query that is added up
  /// itself.
  [[nodiscard]] const std::vector<FeatureProgram::CellSum>& cell_sums() const noexcept {
    return cell_sums_;
  }

 private:
  /// A query's value at a profile is the sum of a constant and of some cells.
  struct Value {
    std::vector<double> constants;     ///< [num_profiles]
    std::vector<std::uint32_t> cells;  ///< [tables that vary][num_profiles]
    bool has_one_table = false;        ///< And no constants.
    bool is_sum = false;               ///< Of two other queries.
    int only_profile = -1;
  };
  [[nodiscard]] Value value(const Model& model, const Query& query) const;
  void add_expectation(Value& value, std::uint32_t target);
  void find_sums(const Model& model);
  void find_realised(const Model& model);
  void find_cell_sums(const Model& model);
  void realise_one(std::uint32_t query,
                   const std::uint32_t* sampled,
                   const double* cells,
                   double* values) const;
  [[nodiscard]] std::size_t cell_of(const Model& model,
                                    const FactorTable& table,
                                    std::size_t profile) const;

  std::vector<std::size_t> counts_;   ///< Strategies per player.
  std::vector<std::size_t> strides_;  ///< Per player, in profiles.
  std::size_t num_profiles_ = 1;
  std::vector<Value> queries_;
  std::vector<JointRow> expectations_;  ///< Of queries without `only_profile`.
  std::vector<JointSum> sums_;          ///< Of queries whose cells are sums of those of two.
  std::vector<JointRow> levels_;
  std::vector<std::uint32_t> realised_;  ///< Queries to be realised one by one ...
  std::vector<JointSum> realised_sums_;  ///< ... and what adds them up.
  std::vector<FeatureProgram::CellSum> cell_sums_;
};

}  // namespace demarche
