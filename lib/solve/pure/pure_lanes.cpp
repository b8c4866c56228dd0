// SPDX-License-Identifier: MIT
#include "solve/pure/pure_lanes.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <utility>

#include "demarche/solve/pure_equilibria.hpp"
#include "solve/blocks/lane_answers.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "solve/pure/pure_lanes.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/lane_vectors-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE {
namespace {

/// The largest and smallest payoff of a vector of lanes.
struct LaneRange {
  explicit LaneRange(const double* first)
      : high(hn::LoadU(LaneTag(), first)), low(high), probe(hn::Zero(LaneTag())) {}

  HWY_INLINE void add(const double* row) {
    const auto x = hn::LoadU(LaneTag(), row);
    high = hn::Max(high, x);
    low = hn::Min(low, x);
    probe = hn::MulAdd(hn::Zero(LaneTag()), x, probe);
  }
  HWY_INLINE void store(double* highest, double* lowest, double* probes) const {
    const LaneTag d;
    hn::Store(high, d, highest);
    hn::Store(low, d, lowest);
    hn::Store(hn::Add(probe, hn::Load(d, probes)), d, probes);
  }

  hn::Vec<LaneTag> high;
  hn::Vec<LaneTag> low;
  hn::Vec<LaneTag> probe;  ///< The sum of 0 times each payoff: NaN where one is not finite, else 0.
};

/// Writes the largest and smallest payoff of each lane. Adds LaneRange::probe to `probes`.
void find_range(
    const double* payoffs, std::size_t num_profiles, double* high, double* low, double* probes) {
  // Two vectors at a time: each has a chain of operations that wait for one another, and the
  // processor works on both chains at once.
  for (std::size_t lane = 0; lane < kBlockLanes; lane += 2 * kLanesPerVector) {
    const double* const first = payoffs + lane;
    LaneRange one(first);
    LaneRange two(first + kLanesPerVector);
    for (std::size_t p = 0; p < num_profiles; ++p) {
      one.add(first + p * kBlockLanes);
      two.add(first + p * kBlockLanes + kLanesPerVector);
    }
    one.store(high + lane, low + lane, probes + lane);
    two.store(high + lane + kLanesPerVector,
              low + lane + kLanesPerVector,
              probes + lane + kLanesPerVector);
  }
}

/// The profiles that differ in one player's strategy alone, one for each of its strategies.
struct StrategyLine {
  const double* payoffs;      ///< The player's payoffs at the first of these profiles.
  std::size_t payoff_stride;  ///< Doubles from one profile's payoffs to the next one's.
  std::uint8_t* planes;       ///< The plane of the first of these profiles.
  std::size_t plane_stride;   ///< Bytes from one profile's plane to the next one's.
};

/// Clears the bits of profiles in which another strategy of the player pays more by over `slack`.
/// `fixed` is the number of strategies if it is known at compile time, or 0.
template <std::size_t fixed>
void keep_best(const StrategyLine& line, std::size_t num_strategies, const double* slack) {
  const LaneTag d;
  const std::size_t count = fixed == 0 ? num_strategies : fixed;
  std::size_t byte = 0;
  for (std::size_t lane = 0; lane < kBlockLanes; lane += hn::Lanes(d), ++byte) {
    auto best = hn::LoadU(d, line.payoffs + lane);
    for (std::size_t s = 1; s < count; ++s) {
      best = hn::Max(best, hn::LoadU(d, line.payoffs + s * line.payoff_stride + lane));
    }
    const auto most = hn::Load(d, slack + lane);
    for (std::size_t s = 0; s < count; ++s) {
      const auto lost = hn::Sub(best, hn::LoadU(d, line.payoffs + s * line.payoff_stride + lane));
      std::array<std::uint8_t, 8> bits;  // StoreMaskBits() may write 8 bytes.
      hn::StoreMaskBits(d, hn::Le(lost, most), bits.data());
      std::uint8_t& kept = line.planes[s * line.plane_stride + byte];
      kept = static_cast<std::uint8_t>(kept & bits[0]);
    }
  }
}

void keep_best_of_any_number(const StrategyLine& line,
                             std::size_t num_strategies,
                             const double* slack) {
  switch (num_strategies) {
    case 2:
      return keep_best<2>(line, num_strategies, slack);
    case 3:
      return keep_best<3>(line, num_strategies, slack);
    case 4:
      return keep_best<4>(line, num_strategies, slack);
    default:
      return keep_best<0>(line, num_strategies, slack);
  }
}

/// Sets the bits of all lanes and profiles. Returns the number of bytes of a plane.
std::size_t start_planes(std::size_t num_profiles, std::uint8_t* planes) {
  constexpr auto kAllLanes = static_cast<std::uint8_t>((1U << kLanesPerVector) - 1U);
  std::fill_n(planes, num_profiles * kPlaneBytes, kAllLanes);
  return kPlaneBytes;
}

/// Clears the bits of profiles in which the player's strategy is no best response.
void keep_best_of_player(const double* payoffs,
                         std::size_t num_profiles,
                         std::size_t num_strategies,
                         std::size_t stride,
                         const double* slack,
                         std::uint8_t* planes,
                         std::size_t num_bytes) {
  for (std::size_t outer = 0; outer < num_profiles; outer += stride * num_strategies) {
    for (std::size_t p = outer; p < outer + stride; ++p) {
      keep_best_of_any_number({.payoffs = payoffs + p * kBlockLanes,
                               .payoff_stride = stride * kBlockLanes,
                               .planes = planes + p * num_bytes,
                               .plane_stride = stride * num_bytes},
                              num_strategies,
                              slack);
    }
  }
}

}  // namespace
}  // namespace demarche::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace demarche {
namespace {

HWY_EXPORT(find_range);
HWY_EXPORT(start_planes);
HWY_EXPORT(keep_best_of_player);

class PureLaneSolver final : public BlockSolver {
 public:
  PureLaneSolver(const FactoredShape& shape,
                 const ConceptOptions& options,
                 std::unique_ptr<LaneSolver> exact)
      : answers_(shape, options, std::move(exact)),
        lanes_(answers_.form().num_strategies()),
        payoffs_(answers_.form().players().size()) {
    answers_.start_with({.status = SolveStatus::no_equilibrium,
                         .is_complete = true,
                         .iterations = static_cast<int>(answers_.form().num_profiles())});
  }

  void solve(const GameBlock& block, BlockSolution& solution) override {
    answers_.start(block, solution);
    for (std::size_t k = 0; k < payoffs_.size(); ++k) {
      payoffs_[k] = answers_.payoffs(k);
    }
    lanes_.find(payoffs_, kTie);
    answers_.hand_over(lanes_.not_finite());
    lanes_.for_each([&](std::size_t profile, std::size_t lane) {
      if (lane < block.num_lanes) {
        add(profile, lane, solution.certificates[lane]);
      }
    });
    answers_.finish();
  }

 private:
  static constexpr double kTie = PureEquilibriaOptions{}.tie_tolerance;

  void add(std::size_t profile, std::size_t lane, const Certificates::Reference& certificate) {
    if (answers_.num_found(lane) == static_cast<std::size_t>(kMaxEquilibria)) {
      answers_.hand_over(lane);
      return;
    }
    certificate.status = SolveStatus::converged;
    double* const equilibrium = answers_.next_equilibrium(lane);
    for (std::size_t k = 0; k < payoffs_.size(); ++k) {
      const auto count = static_cast<std::size_t>(answers_.form().num_strategies()[k]);
      const std::size_t own = profile / lanes_.stride(k) % count;
      answers_.strategies(equilibrium, k)[own * kBlockLanes] = 1.0;
      measure(k, profile - own * lanes_.stride(k), own, lane, certificate);
    }
  }

  /// Adds the regret of player k to the certificate, and whether another strategy is as good as its
  /// own. `first` is the profile with the first strategy of player k.
  void measure(std::size_t k,
               std::size_t first,
               std::size_t own,
               std::size_t lane,
               const Certificates::Reference& certificate) const {
    const auto count = static_cast<std::size_t>(answers_.form().num_strategies()[k]);
    const double* const line = payoffs_[k] + first * kBlockLanes + lane;
    const std::size_t row = lanes_.stride(k) * kBlockLanes;
    double best = line[own * row];
    for (std::size_t s = 0; s < count; ++s) {
      best = std::max(best, line[s * row]);
    }
    const double spread = lanes_.spread(k, lane);
    std::size_t num_best = 0;
    for (std::size_t s = 0; s < count; ++s) {
      num_best += best - line[s * row] <= kTie * spread ? 1 : 0;
    }
    certificate.is_degenerate = certificate.is_degenerate || num_best > 1;
    const double regret = best - line[own * row];
    if (regret > 0.0) {
      certificate.max_regret = std::max(certificate.max_regret, regret);
      certificate.residual = std::max(certificate.residual, regret / spread);
    }
  }

  LaneAnswers answers_;
  PureLanes lanes_;
  std::vector<const double*> payoffs_;
};

std::size_t product(const std::vector<int>& numbers) {
  std::size_t all = 1;
  for (const int number : numbers) {
    all *= static_cast<std::size_t>(number);
  }
  return all;
}

}  // namespace

PureLanes::PureLanes(const std::vector<int>& num_strategies)
    : counts_(num_strategies.begin(), num_strategies.end()),
      strides_(num_strategies.size()),
      num_profiles_(product(num_strategies)),
      probe_(kBlockLanes),
      best_(num_profiles_) {
  std::size_t stride = 1;
  for (std::size_t k = counts_.size(); k-- > 0;) {
    strides_[k] = stride;
    stride *= counts_[k];
    high_.emplace_back(kBlockLanes);
    low_.emplace_back(kBlockLanes);
  }
}

void PureLanes::find(const std::vector<const double*>& payoffs, double tie_tolerance) {
  assert(payoffs.size() == counts_.size() && tie_tolerance >= 0.0);
  std::fill_n(probe_.data(), kBlockLanes, 0.0);
  num_bytes_ = HWY_DYNAMIC_DISPATCH(start_planes)(num_profiles_, best_.bytes.get());
  AlignedArray slack(kBlockLanes);
  for (std::size_t k = 0; k < payoffs.size(); ++k) {
    HWY_DYNAMIC_DISPATCH(find_range)
    (payoffs[k], num_profiles_, high_[k].data(), low_[k].data(), probe_.data());
    for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
      slack[lane] = tie_tolerance * spread(k, lane);
    }
    HWY_DYNAMIC_DISPATCH(keep_best_of_player)
    (payoffs[k],
     num_profiles_,
     counts_[k],
     strides_[k],
     slack.data(),
     best_.bytes.get(),
     num_bytes_);
  }
}

LaneSet PureLanes::not_finite() const {
  LaneSet lanes;
  for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
    lanes[lane] = std::isnan(probe_[lane]);
  }
  return lanes;
}

std::unique_ptr<BlockSolver> make_pure_lane_solver(const FactoredShape& shape,
                                                   const ConceptOptions& options,
                                                   std::unique_ptr<LaneSolver> exact) {
  return std::make_unique<PureLaneSolver>(shape, options, std::move(exact));
}

}  // namespace demarche

#endif  // HWY_ONCE
