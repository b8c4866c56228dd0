// SPDX-License-Identifier: MIT
#include "simulate/statistics.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace demarche {
namespace {

struct Range {
  int least = std::numeric_limits<int>::max();
  int most = 0;
};

Range range_of(std::span<const int> numbers) {
  Range range;
  for (const int number : numbers) {
    range.least = std::min(range.least, number);
    range.most = std::max(range.most, number);
  }
  return range;
}

/// How many elements of `values` are `wanted`.
template <class T>
std::uint64_t count_of(std::span<const T> values, T wanted) {
  int count = 0;
  for (const T value : values) {
    count += value == wanted ? 1 : 0;
  }
  return static_cast<std::uint64_t>(count);
}

}  // namespace

void ValueAccumulator::add(std::span<const double> values, const BlockSums& sums) {
  assert(values.size() <= kBlockLanes);
  if (moments.add(sums, values.size())) {
    return;
  }
  std::array<double, kBlockLanes> finite{};
  std::size_t count = 0;
  for (const double value : values) {
    finite[count] = value;
    count += std::isfinite(value) ? 1 : 0;
  }
  moments.add_block({finite.data(), count});
  undefined += values.size() - count;
}

void ValueAccumulator::merge(const ValueAccumulator& other) {
  moments.merge(other.moments);
  undefined += other.undefined;
}

void SummaryAccumulator::add(std::span<const double> expectations,
                             std::span<const double> realisations) {
  assert(expectations.size() == realisations.size());
  expected.add(expectations);
  realised.add(realisations);
  sketch.add_block(realisations);
}

void SummaryAccumulator::merge(SummaryAccumulator other) {
  expected.merge(other.expected);
  realised.merge(other.realised);
  sketch.merge(std::move(other.sketch));
}

void OptionAccumulator::merge(OptionAccumulator other) {
  value.merge(other.value);
  sketch.merge(std::move(other.sketch));
  regret.merge(other.regret);
  regret_sketch.merge(std::move(other.regret_sketch));
  best.merge(other.best);
  unbeaten += other.unbeaten;
}

void SolveAccumulator::add(const Certificates& certificates,
                           std::size_t num_lanes,
                           std::vector<std::size_t>& solved) {
  assert(num_lanes <= kBlockLanes);
  int num_unsolved = 0;
  for (std::size_t lane = 0; lane < num_lanes; ++lane) {
    num_unsolved |= certificates.status[lane] == SolveStatus::converged ? 0 : 1;
  }
  if (num_unsolved == 0) {
    solved.resize(num_lanes);
    std::iota(solved.begin(), solved.end(), std::size_t{0});
    add_solved(certificates, num_lanes);
    return;
  }
  solved.clear();
  Certificates of_solved;  // The solved lanes' certificates without gaps.
  for (std::size_t lane = 0; lane < num_lanes; ++lane) {
    const Certificate certificate = certificates[lane];
    if (certificate.status == SolveStatus::converged) {
      of_solved[solved.size()] = certificate;
      solved.push_back(lane);
    } else {
      ++by_status[static_cast<std::size_t>(certificate.status)];
      iterations += static_cast<std::uint64_t>(certificate.iterations);
      max_iterations = std::max(max_iterations, static_cast<std::uint64_t>(certificate.iterations));
    }
  }
  add_solved(of_solved, solved.size());
}

/// Adds the first `count` certificates, all of solved lanes. One loop per field and none with
/// branches, so that the compiler turns the loops into vector code.
void SolveAccumulator::add_solved(const Certificates& certificates, std::size_t count) {
  if (count == 0) {
    return;
  }
  by_status[static_cast<std::size_t>(SolveStatus::converged)] += count;
  residual.add_block({certificates.residual.data(), count});
  regret.add_block({certificates.max_regret.data(), count});
  std::uint8_t complete = 1;
  std::uint8_t tied = 0;
  for (std::size_t i = 0; i < count; ++i) {
    complete &= static_cast<std::uint8_t>(certificates.is_complete[i]);
    tied |= static_cast<std::uint8_t>(certificates.is_degenerate[i]);
  }
  // In most blocks all lanes agree, and nothing has to be counted.
  if (complete == 0) {
    incomplete += count_of(std::span<const bool>(certificates.is_complete).first(count), false);
  }
  if (tied != 0) {
    degenerate += count_of(std::span<const bool>(certificates.is_degenerate).first(count), true);
  }
  const auto of_iterations = std::span<const int>(certificates.iterations).first(count);
  const Range range = range_of(of_iterations);
  if (range.least == range.most) {
    iterations += count * static_cast<std::uint64_t>(range.most);
  } else {
    iterations += std::accumulate(of_iterations.begin(), of_iterations.end(), std::uint64_t{0});
  }
  max_iterations = std::max(max_iterations, static_cast<std::uint64_t>(range.most));
  add_multiplicity(std::span<const int>(certificates.num_equilibria).first(count));
}

void SolveAccumulator::add_multiplicity(std::span<const int> num_equilibria) {
  // Where the numbers span no more than this, one pass over the block, in vectors, counts the draws
  // with each number. Else every draw looks its counter up in the map.
  constexpr int kFew = 16;
  const Range range = range_of(num_equilibria);
  assert(range.least >= 0);
  if (range.most - range.least < kFew) {
    for (int number = range.least; number <= range.most; ++number) {
      const std::uint64_t draws = count_of(num_equilibria, number);
      if (draws > 0) {
        multiplicity[static_cast<std::uint32_t>(number)] += draws;
      }
    }
    return;
  }
  for (const int number : num_equilibria) {
    ++multiplicity[static_cast<std::uint32_t>(number)];
  }
}

std::uint64_t SolveAccumulator::num_games() const noexcept {
  return std::accumulate(by_status.begin(), by_status.end(), std::uint64_t{0});
}

void SolveAccumulator::merge(const SolveAccumulator& other) {
  for (std::size_t s = 0; s < by_status.size(); ++s) {
    by_status[s] += other.by_status[s];
  }
  for (const auto& [count, draws] : other.multiplicity) {
    multiplicity[count] += draws;
  }
  degenerate += other.degenerate;
  incomplete += other.incomplete;
  iterations += other.iterations;
  max_iterations = std::max(max_iterations, other.max_iterations);
  residual.merge(other.residual);
  regret.merge(other.regret);
}

}  // namespace demarche
