// SPDX-License-Identifier: MIT
#include "simulate/joint_play.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
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

/// Samples a profile per lane: subtracts the probabilities of the profiles in their order from the
/// lane's uniform number until the rest is negative. A profile of probability 0 is never chosen.
void sample(const double* probabilities,
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
    const double* row = probabilities + lane;
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

/// One sum over the profiles for several vectors of lanes at once: their additions do not wait for
/// each other, and the numbers of profile and cell are read once for all of them.
template <std::size_t... k>
HWY_INLINE void add_profile_sum(std::index_sequence<k...> /*vectors*/,
                                const ProfileSum& sum,
                                const double* probabilities,
                                const double* cells,
                                double* out) {
  const Real d;
  const std::size_t n = hn::Lanes(d);
  V sums[sizeof...(k)];
  ((sums[k] = hn::Zero(d)), ...);
  for (const auto& [coefficient, profile] : sum.constants) {
    const V factor = hn::Set(d, coefficient);
    const double* const from = probabilities + profile * kBlockLanes;
    ((sums[k] = hn::MulAdd(factor, hn::Load(d, from + k * n), sums[k])), ...);
  }
  for (const auto [profile, cell] : sum.terms) {
    const double* const from = probabilities + profile * kBlockLanes;
    const double* const value = cells + cell * kBlockLanes;
    ((sums[k] = hn::MulAdd(hn::Load(d, value + k * n), hn::Load(d, from + k * n), sums[k])), ...);
  }
  (hn::Store(sums[k], d, out + sum.target * kBlockLanes + k * n), ...);
}

void add_profile_sums(const std::vector<ProfileSum>& all,
                      const double* probabilities,
                      const double* cells,
                      double* out) {
  // Eight sums and the factors of one product stay in the 16 vector registers of AVX2.
  constexpr std::size_t kVectors = 8;
  for (std::size_t lane = 0; lane < kBlockLanes; lane += kVectors * hn::Lanes(Real())) {
    for (const ProfileSum& sum : all) {
      add_profile_sum(std::make_index_sequence<kVectors>(),
                      sum,
                      probabilities + lane,
                      cells == nullptr ? nullptr : cells + lane,  // Null without tables that vary.
                      out + lane);
    }
  }
}

void add_pairs(const std::vector<RowPairSum>& sums, double* out) {
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
HWY_EXPORT(add_profile_sums);
HWY_EXPORT(add_pairs);

namespace {

/// Whether a lane's probabilities sum to 1 within tolerance where it is solved.
[[maybe_unused]] bool are_distributions(const AlignedArray& probabilities,
                                        const BlockSolution& solution,
                                        std::size_t num_lanes) {
  constexpr double kTolerance = 1e-6;  // Linear programs end within 1e-7 of their constraints.
  for (std::size_t lane = 0; lane < num_lanes; ++lane) {
    double sum = 0.0;
    for (std::size_t i = lane; i < probabilities.size(); i += kBlockLanes) {
      sum += probabilities[i];
    }
    const bool is_solved = solution.certificates.status[lane] == SolveStatus::converged;
    if (!(std::abs(sum - (is_solved ? 1.0 : 0.0)) <= kTolerance)) {
      return false;
    }
  }
  return true;
}

}  // namespace

JointPlay::JointPlay(const RunPlan& plan)
    : Play(plan),
      plan_(plan),
      program_(*plan.joint_program),
      num_players_(plan.model.shape.num_players()),
      probabilities_(program_.num_profiles() * kBlockLanes),
      uniforms_(kBlockLanes) {
  for (std::size_t profile = 0; profile < program_.num_profiles(); ++profile) {
    for (std::size_t player = 0; player < num_players_; ++player) {
      strategies_.push_back(static_cast<char16_t>(program_.strategy(player, profile)));
    }
  }
  for (std::size_t query = 0; query < query_rows_.size(); ++query) {
    const int profile = program_.queries()[query].only_profile;
    if (profile >= 0) {
      query_rows_[query] = probabilities_.data() + static_cast<std::size_t>(profile) * kBlockLanes;
    }
  }
}

const std::vector<FeatureProgram::CellSum>& JointPlay::cell_sums() const {
  // Whoever asks for equilibria may look at any cell.
  return plan_.lists_equilibria ? plan_.model.program.sums() : program_.cell_sums();
}

void JointPlay::solve(const GameBlock& games, BlockSolver& solver, BlockSolution& solution) {
  if (plan_.lists_equilibria) {
    solver.solve(games, solution);
    distribute(solution, plan_.model.shape, probabilities_.data());
  } else {
    solver.solve_jointly(games, solution, probabilities_.data());
  }
}

void JointPlay::read(const GameBlock& games,
                     [[maybe_unused]] const BlockSolution& solution,
                     std::uint64_t first_draw) {
  assert(games.num_lanes <= kBlockLanes);
  assert(are_distributions(probabilities_, solution, games.num_lanes));
  const double* const probabilities = probabilities_.data();
  HWY_DYNAMIC_DISPATCH(add_profile_sums)
  (program_.expectations(), probabilities, games.cells, expectations_.data());
  HWY_DYNAMIC_DISPATCH(add_pairs)(program_.pair_sums(), expectations_.data());
  HWY_DYNAMIC_DISPATCH(add_profile_sums)
  (program_.levels(), probabilities, nullptr, levels_.data());
  constexpr std::array<std::uint64_t, 1> kStream{0};
  plan_.profile_design->fill_block(first_draw, kStream, uniforms_.data());
  HWY_DYNAMIC_DISPATCH(sample)
  (probabilities, program_.num_profiles(), uniforms_.data(), sampled_.data());
  for (const std::uint32_t query : program_.realised()) {
    realise(query, games.cells);
  }
  HWY_DYNAMIC_DISPATCH(add_pairs)(program_.realised_pair_sums(), realised_.data());
}

void JointPlay::realise(std::uint32_t query, const double* cells) {
  const JointQuery& joint = program_.queries()[query];
  double* const values = realised_.data() + query * kBlockLanes;
  if (joint.has_one_table) {
    for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
      values[lane] = cells[joint.cells[sampled_[lane]] * kBlockLanes + lane];
    }
    return;
  }
  for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
    values[lane] = joint.constants[sampled_[lane]];
  }
  for (std::size_t first = 0; first < joint.cells.size(); first += program_.num_profiles()) {
    const std::uint32_t* const rows = joint.cells.data() + first;
    for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
      values[lane] += cells[rows[sampled_[lane]] * kBlockLanes + lane];
    }
  }
}

void JointPlay::count_profiles(std::span<const std::size_t> lanes, ProfileCounts& counts) const {
  // Two counters per profile, used alternately, so that consecutive increments of one profile do
  // not wait for each other.
  std::array<std::array<std::uint32_t, kMostJointProfiles>, 2> draws{};
  assert(std::all_of(lanes.begin(), lanes.end(), [&](std::size_t lane) {
    return lane < kBlockLanes && sampled_[lane] < program_.num_profiles();
  }));
  std::size_t k = 0;
  for (; k + 2 <= lanes.size(); k += 2) {
    ++draws[0][sampled_[lanes[k]]];
    ++draws[1][sampled_[lanes[k + 1]]];
  }
  if (k < lanes.size()) {
    ++draws[0][sampled_[lanes[k]]];
  }
  for (std::size_t profile = 0; profile < program_.num_profiles(); ++profile) {
    const std::uint32_t count = draws[0][profile] + draws[1][profile];
    if (count > 0) {
      counts.add({strategies_.data() + profile * num_players_, num_players_}, count);
    }
  }
}

}  // namespace demarche

#endif  // HWY_ONCE
