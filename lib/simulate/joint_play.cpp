// SPDX-License-Identifier: MIT
#include "simulate/joint_play.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "simulate/joint_play.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE {
namespace {
namespace hn = hwy::HWY_NAMESPACE;

using Real = hn::ScalableTag<double>;
using V = hn::Vec<Real>;

/// Walks through the profiles until the probability is used up; one without any is never picked.
void sample(const double* rows,
            std::size_t num_profiles,
            const double* uniforms,
            std::uint32_t* sampled) {
  const Real d;
  const hn::Rebind<std::int32_t, Real> whole;
  const hn::Rebind<std::uint32_t, Real> natural;
  const V zero = hn::Zero(d);
  const V one = hn::Set(d, 1.0);
  const std::size_t n = hn::Lanes(d);
  for (std::size_t lane = 0; lane < kBlockLanes; lane += 2 * n) {
    V rest0 = hn::Load(d, uniforms + lane);
    V rest1 = hn::Load(d, uniforms + lane + n);
    V chosen0 = zero;
    V chosen1 = zero;
    V number = zero;
    const double* row = rows + lane;
    for (std::size_t p = 0; p < num_profiles; ++p, row += kBlockLanes) {
      const auto walk = [&](V probability, V& rest, V& chosen) HWY_ATTR {
        const auto is_it = hn::And(hn::Gt(probability, zero), hn::Ge(rest, zero));
        chosen = hn::IfThenElse(is_it, number, chosen);
        rest = hn::Sub(rest, probability);
      };
      walk(hn::Load(d, row), rest0, chosen0);
      walk(hn::Load(d, row + n), rest1, chosen1);
      number = hn::Add(number, one);
    }
    const auto store = [&](V chosen, std::uint32_t* to) HWY_ATTR {
      hn::StoreU(hn::BitCast(natural, hn::DemoteTo(whole, chosen)), natural, to);
    };
    store(chosen0, sampled + lane);
    store(chosen1, sampled + lane + n);
  }
}

/// One row over vectors of lanes side by side, so that additions overlap and what belongs to a term
/// is read once for all of them.
template <std::size_t... k>
HWY_INLINE void combine_row(std::index_sequence<k...> /*vectors*/,
                            const JointRow& row,
                            const double* profiles,
                            const double* cells,
                            double* out) {
  const Real d;
  const std::size_t n = hn::Lanes(d);
  V sums[sizeof...(k)];
  ((sums[k] = hn::Zero(d)), ...);
  for (const auto& [coefficient, profile] : row.constants) {
    const V factor = hn::Set(d, coefficient);
    const double* const from = profiles + profile * kBlockLanes;
    ((sums[k] = hn::MulAdd(factor, hn::Load(d, from + k * n), sums[k])), ...);
  }
  for (const auto [profile, cell] : row.terms) {
    const double* const from = profiles + profile * kBlockLanes;
    const double* const value = cells + cell * kBlockLanes;
    ((sums[k] = hn::MulAdd(hn::Load(d, value + k * n), hn::Load(d, from + k * n), sums[k])), ...);
  }
  (hn::Store(sums[k], d, out + row.target * kBlockLanes + k * n), ...);
}

void combine(const std::vector<JointRow>& combinations,
             const double* profiles,
             const double* cells,
             double* out) {
  // Sums and what is multiplied fit 16 registers.
  constexpr std::size_t kVectors = 8;
  for (std::size_t lane = 0; lane < kBlockLanes; lane += kVectors * hn::Lanes(Real())) {
    for (const JointRow& row : combinations) {
      combine_row(
          std::make_index_sequence<kVectors>(), row, profiles + lane, cells + lane, out + lane);
    }
  }
}

void add_up(const std::vector<JointSum>& sums, double* out) {
  const Real d;
  for (const auto& [target, first, second] : sums) {
    for (std::size_t lane = 0; lane < kBlockLanes; lane += hn::Lanes(d)) {
      const V a = hn::Load(d, out + first * kBlockLanes + lane);
      const V b = hn::Load(d, out + second * kBlockLanes + lane);
      hn::Store(hn::Add(a, b), d, out + target * kBlockLanes + lane);
    }
  }
}

}  // namespace
}  // namespace demarche::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace demarche {

HWY_EXPORT(sample);
HWY_EXPORT(combine);
HWY_EXPORT(add_up);

bool JointPlay::fits(const FactoredShape& shape) {
  return shape.num_players() > 0 && shape.num_profiles() <= static_cast<double>(kMostJointProfiles);
}

JointPlay::JointPlay(const Model& model, const std::vector<std::size_t>& first_level) {
  const FactoredShape& shape = model.shape;
  for (const FactoredPlayer& player : shape.players) {
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
    queries_.push_back(value(model, query));
    add_expectation(queries_.back(), number);
  }
  find_sums(model);
  find_realised(model);
  find_cell_sums(model);
  for (std::size_t v = 0; v < shape.variable_sizes.size(); ++v) {
    const auto actor = static_cast<std::size_t>(model.variables[v].actor);
    levels_.resize(first_level[v] + static_cast<std::size_t>(shape.variable_sizes[v]));
    for (std::uint32_t profile = 0; profile < num_profiles_; ++profile) {
      const auto level = static_cast<std::size_t>(model.level(v, strategy(actor, profile)));
      levels_[first_level[v] + level].constants.push_back({1.0, profile});
    }
  }
  for (std::uint32_t row = 0; row < levels_.size(); ++row) {
    levels_[row].target = row;
  }
}

std::size_t JointPlay::cell_of(const Model& model,
                               const FactorTable& table,
                               std::size_t profile) const {
  std::size_t place = 0;
  for (const int variable : table.scope) {
    const auto v = static_cast<std::size_t>(variable);
    const auto actor = static_cast<std::size_t>(model.variables[v].actor);
    place = place * static_cast<std::size_t>(model.shape.variable_sizes[v]) +
            static_cast<std::size_t>(model.level(v, strategy(actor, profile)));
  }
  return table.first_cell + place;
}

JointPlay::Value JointPlay::value(const Model& model, const Query& query) const {
  Value result;
  result.constants.assign(num_profiles_, 0.0);
  for (const int index : query.tables) {
    const FactorTable& table = model.query_tables[static_cast<std::size_t>(index)];
    std::vector<std::uint32_t> cells;
    bool varies = false;
    for (std::uint32_t profile = 0; profile < num_profiles_; ++profile) {
      cells.push_back(static_cast<std::uint32_t>(cell_of(model, table, profile)));
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

void JointPlay::add_expectation(Value& value, std::uint32_t target) {
  JointRow row;
  row.target = target;
  for (std::uint32_t profile = 0; profile < num_profiles_; ++profile) {
    if (value.constants[profile] != 0.0) {
      row.constants.push_back({value.constants[profile], profile});
    }
  }
  for (std::size_t k = 0; k < value.cells.size(); ++k) {
    row.terms.push_back({static_cast<std::uint32_t>(k % num_profiles_), value.cells[k]});
  }
  if (row.terms.empty() && row.constants.size() == 1 && row.constants[0].coefficient == 1.0) {
    value.only_profile = static_cast<int>(row.constants[0].profile);
  } else {
    expectations_.push_back(std::move(row));
  }
}

void JointPlay::sample(const double* profiles,
                       const double* uniforms,
                       std::uint32_t* sampled) const {
  HWY_DYNAMIC_DISPATCH(sample)(profiles, num_profiles_, uniforms, sampled);
}

void JointPlay::add_up_levels(const double* profiles, double* levels) const {
  HWY_DYNAMIC_DISPATCH(combine)(levels_, profiles, nullptr, levels);
}

/// Takes rows whose cells are all sums of two other rows' cells out of the expectations: the
/// players' payoffs and what adds them up.
void JointPlay::find_sums(const Model& model) {
  std::map<std::uint32_t, FeatureProgram::CellSum> by_cell;
  for (const auto& sum : model.program.sums()) {
    by_cell.emplace(sum.cell, sum);
  }
  std::map<std::vector<std::uint32_t>, std::uint32_t> by_cells;
  for (const JointRow& row : expectations_) {
    if (queries_[row.target].has_one_table) {
      by_cells.emplace(queries_[row.target].cells, row.target);
    }
  }
  std::erase_if(expectations_, [&](const JointRow& row) {
    std::vector<std::uint32_t> first;
    std::vector<std::uint32_t> second;
    for (const auto& term : row.terms) {
      const auto sum = by_cell.find(term.cell);
      if (sum == by_cell.end()) {
        return false;
      }
      first.push_back(sum->second.first);
      second.push_back(sum->second.second);
    }
    if (!row.constants.empty() || !by_cells.contains(first) || !by_cells.contains(second)) {
      return false;
    }
    sums_.push_back({row.target, by_cells[first], by_cells[second]});
    queries_[row.target].is_sum = true;
    return true;
  });
}

void JointPlay::find_realised(const Model& model) {
  std::set<std::uint32_t> wanted;
  for (const auto* list : {&model.metrics, &model.payoffs}) {
    for (const int query : *list) {
      if (query >= 0) {  // Behavioural players have no payoff.
        wanted.insert(static_cast<std::uint32_t>(query));
      }
    }
  }
  for (const JointSum& sum : sums_) {
    if (wanted.erase(sum.target) > 0) {
      realised_sums_.push_back(sum);
    }
  }
  for (const JointSum& sum : realised_sums_) {
    wanted.insert({sum.first, sum.second});
  }
  realised_.assign(wanted.begin(), wanted.end());
}

void JointPlay::find_cell_sums(const Model& model) {
  std::set<std::size_t> read(model.precision_rows.begin(), model.precision_rows.end());
  for (const Value& value : queries_) {
    if (!value.is_sum) {
      read.insert(value.cells.begin(), value.cells.end());
    }
  }
  for (const ClaimModel& claim : model.claims) {
    for (const auto& comparison : claim.comparisons) {
      read.insert(comparison.by_row);
    }
  }
  for (const auto& sum : model.program.sums()) {
    if (sum.cell < model.shape.num_cells || read.contains(sum.cell)) {
      cell_sums_.push_back(sum);
    }
  }
}

void JointPlay::expect(const double* profiles, const double* cells, double* queries) const {
  HWY_DYNAMIC_DISPATCH(combine)(expectations_, profiles, cells, queries);
  HWY_DYNAMIC_DISPATCH(add_up)(sums_, queries);
}

void JointPlay::realise(const std::uint32_t* sampled, const double* cells, double* queries) const {
  for (const std::uint32_t query : realised_) {
    realise_one(query, sampled, cells, queries + query * kBlockLanes);
  }
  HWY_DYNAMIC_DISPATCH(add_up)(realised_sums_, queries);
}

void JointPlay::realise_one(std::uint32_t query,
                            const std::uint32_t* sampled,
                            const double* cells,
                            double* values) const {
  const Value& of = queries_[query];
  if (of.has_one_table) {
    for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
      values[lane] = cells[of.cells[sampled[lane]] * kBlockLanes + lane];
    }
    return;
  }
  for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
    values[lane] = of.constants[sampled[lane]];
  }
  for (std::size_t first = 0; first < of.cells.size(); first += num_profiles_) {
    const std::uint32_t* const rows = of.cells.data() + first;
    for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
      values[lane] += cells[rows[sampled[lane]] * kBlockLanes + lane];
    }
  }
}

}  // namespace demarche

#endif  // HWY_ONCE
