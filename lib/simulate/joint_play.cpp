// SPDX-License-Identifier: MIT
#include "simulate/joint_play.hpp"

#include <algorithm>
#include <array>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "simulate/joint_play.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using Real = hn::ScalableTag<double>;
using V = hn::Vec<Real>;
constexpr std::size_t kMost = JointPlay::kMaxProfiles;

/// Adds one component's profiles to those of a vector of lanes. `partial` holds, from the first
/// player on, the weight of what is played so far.
HWY_INLINE void add_component(const std::vector<std::size_t>& counts,
                              V weight,
                              const double* probabilities,
                              std::array<V, kMost>& profiles) {
  const Real d;
  std::array<V, kMost> partial;
  partial[0] = weight;
  std::size_t size = 1;
  for (std::size_t i = 0; i + 1 < counts.size(); ++i) {
    for (std::size_t p = size; p-- > 0;) {
      const V played = partial[p];
      for (std::size_t s = counts[i]; s-- > 0;) {
        partial[p * counts[i] + s] = hn::Mul(played, hn::Load(d, probabilities + s * kBlockLanes));
      }
    }
    probabilities += counts[i] * kBlockLanes;
    size *= counts[i];
  }
  const std::size_t last = counts.back();
  for (std::size_t s = 0; s < last; ++s) {
    const V probability = hn::Load(d, probabilities + s * kBlockLanes);
    for (std::size_t p = 0; p < size; ++p) {
      V& profile = profiles[p * last + s];
      profile = hn::MulAdd(partial[p], probability, profile);
    }
  }
}

void distribute(const BlockSolution& solution,
                const std::vector<std::size_t>& counts,
                std::size_t num_profiles,
                double* rows) {
  const Real d;
  for (std::size_t lane = 0; lane < kBlockLanes; lane += hn::Lanes(d)) {
    std::array<V, kMost> profiles;
    std::fill_n(profiles.begin(), num_profiles, hn::Zero(d));
    for (std::size_t c = 0; c < solution.num_components; ++c) {
      const V weight = hn::LoadU(d, solution.weights[c].data() + lane);
      // Few lanes have many equilibria.
      if (!hn::AllTrue(d, hn::Eq(weight, hn::Zero(d)))) {
        add_component(counts, weight, solution.probabilities[c].data() + lane, profiles);
      }
    }
    for (std::size_t p = 0; p < num_profiles; ++p) {
      hn::Store(profiles[p], d, rows + p * kBlockLanes + lane);
    }
  }
}

/// Walks through the profiles until the probability is used up; one without any is never picked.
void sample(const double* rows, std::size_t num_profiles, const double* uniforms, double* sampled) {
  const Real d;
  const V zero = hn::Zero(d);
  for (std::size_t lane = 0; lane < kBlockLanes; lane += hn::Lanes(d)) {
    V rest = hn::Load(d, uniforms + lane);
    V chosen = zero;
    for (std::size_t p = 0; p < num_profiles; ++p) {
      const V probability = hn::Load(d, rows + p * kBlockLanes + lane);
      const auto is_it = hn::And(hn::Gt(probability, zero), hn::Ge(rest, zero));
      chosen = hn::IfThenElse(is_it, hn::Set(d, static_cast<double>(p)), chosen);
      rest = hn::Sub(rest, probability);
    }
    hn::Store(chosen, d, sampled + lane);
  }
}

/// out = sum of coefficient * row, or of the rows alone if there are no coefficients.
void combine(const double* rows,
             const std::vector<std::uint32_t>& which,
             const double* coefficients,
             double* out) {
  const Real d;
  for (std::size_t lane = 0; lane < kBlockLanes; lane += hn::Lanes(d)) {
    V sum = hn::Zero(d);
    for (std::size_t k = 0; k < which.size(); ++k) {
      const V row = hn::Load(d, rows + which[k] * kBlockLanes + lane);
      sum = coefficients == nullptr ? hn::Add(sum, row)
                                    : hn::MulAdd(hn::Set(d, coefficients[k]), row, sum);
    }
    hn::Store(sum, d, out + lane);
  }
}

/// out += sum over terms of probability times cell.
void add_products(const double* rows,
                  const double* cells,
                  const std::vector<ProfileTerm>& terms,
                  double* out) {
  const Real d;
  for (std::size_t lane = 0; lane < kBlockLanes; lane += hn::Lanes(d)) {
    V sum = hn::Load(d, out + lane);
    for (const ProfileTerm term : terms) {
      sum = hn::MulAdd(hn::Load(d, rows + term.profile * kBlockLanes + lane),
                       hn::Load(d, cells + term.cell * kBlockLanes + lane),
                       sum);
    }
    hn::Store(sum, d, out + lane);
  }
}

}  // namespace demarche::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace demarche {

HWY_EXPORT(distribute);
HWY_EXPORT(sample);
HWY_EXPORT(combine);
HWY_EXPORT(add_products);

bool JointPlay::fits(const FactoredShape& shape) {
  return shape.num_profiles() <= static_cast<double>(kMaxProfiles);
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
    queries_.push_back(expectation(model, query));
  }
  for (std::size_t v = 0; v < shape.variable_sizes.size(); ++v) {
    level_profiles_.resize(first_level[v] + static_cast<std::size_t>(shape.variable_sizes[v]));
    const auto actor = static_cast<std::size_t>(model.variables[v].actor);
    const auto lever = static_cast<std::size_t>(model.variables[v].lever);
    for (std::uint32_t profile = 0; profile < num_profiles_; ++profile) {
      const auto own = static_cast<std::size_t>(strategy(actor, profile));
      const auto level = static_cast<std::size_t>(shape.players[actor].strategies[own][lever]);
      level_profiles_[first_level[v] + level].push_back(profile);
    }
  }
}

std::size_t JointPlay::cell_of(const Model& model,
                               const FactorTable& table,
                               std::size_t profile) const {
  std::size_t place = 0;
  for (const int variable : table.scope) {
    const auto v = static_cast<std::size_t>(variable);
    const auto actor = static_cast<std::size_t>(model.variables[v].actor);
    const auto lever = static_cast<std::size_t>(model.variables[v].lever);
    const auto own = static_cast<std::size_t>(strategy(actor, profile));
    place = place * static_cast<std::size_t>(model.shape.variable_sizes[v]) +
            static_cast<std::size_t>(model.shape.players[actor].strategies[own][lever]);
  }
  return table.first_cell + place;
}

JointPlay::Expectation JointPlay::expectation(const Model& model, const Query& query) const {
  Expectation result;
  result.profile_constants.assign(num_profiles_, 0.0);
  for (const int index : query.tables) {
    const FactorTable& table = model.query_tables[static_cast<std::size_t>(index)];
    std::vector<std::uint32_t> cells;
    bool varies = false;
    for (std::uint32_t profile = 0; profile < num_profiles_; ++profile) {
      cells.push_back(static_cast<std::uint32_t>(cell_of(model, table, profile)));
      varies = varies || !model.program.is_constant(cells.back());
    }
    for (std::uint32_t profile = 0; profile < num_profiles_; ++profile) {
      if (varies) {
        result.terms.push_back({profile, cells[profile]});
      } else {
        result.profile_constants[profile] += model.program.constant(cells[profile]);
      }
    }
    if (varies) {
      result.cells.insert(result.cells.end(), cells.begin(), cells.end());
    }
  }
  for (std::uint32_t profile = 0; profile < num_profiles_; ++profile) {
    if (result.profile_constants[profile] != 0.0) {
      result.constant_profiles.push_back(profile);
      result.constants.push_back(result.profile_constants[profile]);
    }
  }
  return result;
}

void JointPlay::distribute(const BlockSolution& solution, double* profiles) const {
  HWY_DYNAMIC_DISPATCH(distribute)(solution, counts_, num_profiles_, profiles);
}

void JointPlay::sample(const double* profiles,
                       const double* uniforms,
                       std::uint32_t* sampled) const {
  alignas(64) std::array<double, kBlockLanes> numbers;
  HWY_DYNAMIC_DISPATCH(sample)(profiles, num_profiles_, uniforms, numbers.data());
  for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
    sampled[lane] = static_cast<std::uint32_t>(numbers[lane]);
  }
}

void JointPlay::add_up_levels(const double* profiles, double* levels) const {
  for (std::size_t row = 0; row < level_profiles_.size(); ++row) {
    HWY_DYNAMIC_DISPATCH(combine)
    (profiles, level_profiles_[row], nullptr, levels + row * kBlockLanes);
  }
}

void JointPlay::expect(const double* profiles, const double* cells, double* queries) const {
  for (const Expectation& query : queries_) {
    HWY_DYNAMIC_DISPATCH(combine)
    (profiles, query.constant_profiles, query.constants.data(), queries);
    HWY_DYNAMIC_DISPATCH(add_products)(profiles, cells, query.terms, queries);
    queries += kBlockLanes;
  }
}

void JointPlay::realise(std::size_t query,
                        const std::uint32_t* sampled,
                        const double* cells,
                        double* values) const {
  const Expectation& of = queries_[query];
  for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
    values[lane] = of.profile_constants[sampled[lane]];
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
